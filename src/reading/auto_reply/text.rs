//! Sentences in which a machine says what it is: "This is an automated reply." A person may speak of
//! an automatic reply too; only what the message says of itself counts.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::header::is_signed;
use super::{Sign, regex};
use crate::reading::new_text::NewText;

/// The sentence in which the message calls itself automatic, or asks its reader to prove that she is
/// no machine. The small print of a short message nobody signed counts too.
pub(super) fn machine(parts: &NewText) -> Option<Sign> {
    let of = |text: &str| {
        let text = head(text);
        let found = { ITSELF.find_iter(text) }
            .find(|found| !OF_ANOTHER.is_match(before(text, found)))
            .or_else(|| FORBIDS.find(text).filter(|found| RECEIPT.is_match(&text[found.end()..])))
            .or_else(|| MAILBOX.find(text).filter(|_| speaks_for_a_mailbox(text)))
            .or_else(|| PROOF.find(text).filter(|_| WAITING.is_match(text)))?;
        Some(Sign { place: "text", quote: sentence(text, found.start(), found.end()) })
    };
    let small = || {
        let is_receipt = parts.new_text.len() < SHORT
            && !is_signed(&parts.new_text)
            && RECEIPT.is_match(&parts.new_text);
        of(parts.footer.as_deref().filter(|_| is_receipt)?)
    };
    of(&parts.new_text).or_else(small)
}

/// A message longer than this may have been written by a person, whatever its small print says.
const SHORT: usize = 600;

/// The first line forbids an answer.
static FORBIDS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\A\W*(?:please )?do not (?:reply|respond) (?:directly )?to this (?:e-?mail|message|address)\b",
    )
});

/// What only a mailbox or a help desk says of a letter it has ...
static MAILBOX: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(?:is|are|has been placed|was put) in (?:our|the|a) queue\b|\byou have reached the (?:\w+ )?(?:mailbox|inbox|e-?mail)\b|\b(?:do not|don['’]t) send it again\b",
        r"|\ba (?:new )?(?:ticket|case|incident|enquiry) (?:\(?[#\w-]+\)? )?(?:has been|was) (?:opened|created|raised)\b|\b(?:please )?do not (?:reply|respond) to this (?:e-?mail|message)\b",
    ))
});

/// ... where nobody speaks of himself or signs, and it is a receipt.
fn speaks_for_a_mailbox(text: &str) -> bool {
    static GOT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\byour (?:e-?mail|message|enquiry|request|form)\b[^.\n]{0,40}\b(?:received|queue|passed|arrived)\b|\b(?:received|got|have|logged|registered) your (?:e-?mail|message|enquiry|request)\b|\byour (?:case|ticket|incident) (?:number|id|reference) is\b|\bread (?:once|twice) a (?:day|week)\b",
        )
    });
    text.len() < SHORT && GOT.is_match(text) && !is_personal(text)
}

/// Whether somebody speaks of himself, encloses something or signs.
pub(super) fn is_personal(text: &str) -> bool {
    static PERSON: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\bI\b|\b(?:[Mm]y|me)\b|\b[Aa]ttached\b|\b[Ee]nclosed\b"));
    PERSON.is_match(text) || is_signed(text)
}

/// Whether a text thanks and then says something else than what becomes of the letter: a person
/// thanks too.
pub(super) fn thanks_and_goes_on(text: &str) -> bool {
    static THANKS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)\A\W*thank you for (?:contacting|your (?:e-?mail|message|enquiry))\b")
    });
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:we|team|member of|someone|colleague|officer) (?:will|shall|aim|endeavour|try|hope|have|has)\b|\bworking (?:days?|hours)\b|\breceived\b|\breference\b|\blogged\b|\bqueue\b|\bmonitored\b|\b(?:respon[ds]\w*|reply|repl(?:ies|ied)|get back|in touch|contact)\b|\boffice hours\b|\bopen(?:ing)?\b|\burgent\w*|\bemergenc\w+|\bautomat\w+",
        )
    });
    let rest = THANKS.find(text).map(|found| &text[found.end()..]);
    rest.is_some_and(|rest| rest.split_whitespace().count() > 5 && !NEXT.is_match(rest))
}

/// The words of a receipt.
pub(super) static RECEIPT: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(we|i) (have |can confirm (that we|we) have )?(received|got) your|(has been|was) (received|logged|created|opened|registered|passed|raised)|thank you for (contacting|submitting|your (e-?mail|message|enquiry|request))|ticket|reply above this line|do not reply",
        r"|(wir haben|ist) ihre .{0,40}(erhalten|eingegangen)|nous avons bien reçu|hemos recibido|abbiamo ricevuto|wij hebben uw|vi har mottagit|diolch am (gysylltu|eich)",
    ))
});

/// A challenge: the reader is to prove that she is a person ...
static PROOF: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:prove|confirm|verify|show)\b[^.\n]{0,40}\b(?:a person|human|not a robot|real sender|not spam)\b|\bonly from senders\b[^.\n]{0,40}\bapproved\b",
    )
});

/// ... because her letter waits.
static WAITING: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:e?-?mail|message)s?\b[^\n]{0,80}\b(?:waiting|held|on hold|quarantined?|not (?:yet )?been delivered|removed|deleted|only from)\b",
    )
});

static ITSELF: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?im)\b(?:apologi[sz]e|sorry|apologies) for this auto\w* (?:reply|response|message|e-?mail)|(?:\bthis is an? |^\W*)(?:system|computer|machine)[- ]generated (?:e-?mail|message|response|reply|acknowledge?ment|receipt|notification)|^\W*(?:please )?do not reply to this (?:e-?mail|message)\W{1,3}it (?:is|was) auto\w*|\bthis (?:e-?mail|message) (?:has been|was|is) sent from an (?:unmonitored|unattended)\b",
        r"|\bthis (?:is|was) (?:just |only )?(?:an? |our )?(?:short )?(?:auto(?:mat(?:ed|ic(?:ally)?))?[- ]?(?:reply|response|acknowledge?ment|message|e-?mail|receipt|notification|confirmation|answer|generated|e-?mail))",
        r"|^\W*(?:auto(?:mat(?:ed|ic))?[- ]?(?:reply|response|acknowledge?ment|message|receipt|notification))\b(?:\*{2}|\W*(?:$|from\b|-|–|:))",
        r"|\bauto(?:matically)?[- ]generated (?:e-?mail|message|response|reply|acknowledge?ment|receipt|notification)",
        r"|\bthis (?:e-?mail|message|reply|response|acknowledge?ment|receipt|notice|notification) (?:has been|was|is(?: being)?) (?:automatically (?:sent|generated|issued|created)|(?:sent |generated |issued |made |written |produced |created )?(?:automatically|by (?:a|an|our) (?:automat\w+ )?(?:machine|computer|system|robot|mailbox)))",
        r"|\b(?:do not|don't|don’t) reply to this (?:automated|automatic)",
        r"|\byour (?:mail|message|e-?mail|post)\b[^.]{0,200}\b(?:is being|is|has been) held (?:until|for|pending)\b[^.]{0,60}\b(?:moderat|review|approv)\w*",
        r"|\bin diesem fall .{0,20}automatische antwort|(?:dies|das|dieses) ist eine automati\w+ |\bautomatisch (?:generierte|erstellte|erzeugte|versandte|versendete)\w? |\bwurde (?:automatisch|maschinell) (?:generiert|erstellt|erzeugt|versandt|versendet)",
        r"|\b(?:ceci est|il s['’]agit d['’]|voici) ?une? (?:réponse|message|courriel|accusé de réception|mail|e-?mail) automatique|(?:généré|envoyé|adressé)e? automatiquement",
        r"|\b(?:esta|este|esto) es (?:una?|un) (?:respuesta|mensaje|correo|aviso|acuse(?: de recibo)?)(?: \w+)? automátic[oa]|(?:generado|enviado)a? automáticamente",
        r"|\b(?:questa|questo) è (?:una|un) (?:risposta|messaggio|e-?mail|avviso) automatic[oa]|(?:generat|inviat)[oa] automaticamente",
        r"|\bdit is een (?:automati\w+|auto-?reply|autoreply)|automatisch (?:gegenereerd|verzonden|verstuurd|aangemaakt)",
        r"|\b(?:esta|este|isto) é (?:uma|um) (?:resposta|mensagem|e-?mail) automátic[oa]|(?:gerad|enviad)[oa] automaticamente",
        r"|\bdet(?:ta|te) är ett (?:auto|automati)|\bdette er (?:et|en) (?:auto|automati)|tämä on automaatti|\b(?:to jest|jest to) (?:wiadomość|odpowiedź)? ?(?:auto|automaty)|wygenerowan[aey] automatycznie|tato (?:zpráva|odpověď) (?:je|byla) (?:generována |odeslána )?automatick|εντοπίστηκε αυτόματ",
        r"|\bmae hwn yn (?:ymateb|ateb|neges) awtomatig|\bymateb awtomatig yw hwn|\bneges awtomatig (?:yw hon|ydy hon)|^\W*(?:neges|ymateb|ateb) awtomatig\b",
    ))
});

/// Words before that make it somebody else's automatic reply.
static OF_ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(?:you sent|you got|i got|i (?:have )?received|received (?:an|your)|your|ihre|votre|su|uw)\b[^.!?\n]{0,30}$",
    )
});

/// The rest of the line before a hit.
fn before<'a>(text: &'a str, found: &regex::Match<'_>) -> &'a str {
    let from = text[..found.start()].rfind('\n').map_or(0, |at| at + 1);
    &text[from..found.start()]
}

/// The beginning of a text: a machine says early what it is.
pub(super) fn head(text: &str) -> &str {
    let end = text.char_indices().nth(1500).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The sentence around a hit.
pub(super) fn sentence(text: &str, start: usize, end: usize) -> String {
    let from = text[..start].rfind(['.', '\n', '!', '?']).map_or(0, |at| at + 1);
    let to = text[end..].find(['.', '\n', '!', '?']).map_or(text.len(), |at| end + at);
    text[from..to].trim().to_owned()
}
