//! Sentences in which a machine says what it is: "This is an automated reply." A person may speak of
//! an automatic reply too; only what the message says of itself counts.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::{Sign, regex};

/// The sentence in which the message calls itself automatic.
pub(super) fn machine(new_text: &str) -> Option<Sign> {
    let text = head(new_text);
    let found = ITSELF.find_iter(text).find(|found| !OF_ANOTHER.is_match(before(text, found)))?;
    Some(Sign { place: "text", quote: sentence(text, found.start(), found.end()) })
}

static ITSELF: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?im)\bthis (?:is|was) (?:just |only )?(?:an? |our )?(?:short )?(?:auto(?:mat(?:ed|ic(?:ally)?))?[- ]?(?:reply|response|acknowledge?ment|message|e-?mail|receipt|notification|confirmation|answer|generated|e-?mail))",
        r"|^\W*(?:auto(?:mat(?:ed|ic))?[- ]?(?:reply|response|acknowledge?ment|message|receipt|notification))\b\W*(?:$|from\b|-|–|:)",
        r"|\bauto(?:matically)?[- ]generated (?:e-?mail|message|response|reply|acknowledge?ment|receipt|notification)",
        r"|\bthis (?:e-?mail|message|reply|response|acknowledge?ment|receipt|notice|notification) (?:has been|was|is(?: being)?) (?:automatically (?:sent|generated|issued|created)|(?:sent |generated |issued |made |written |produced |created )?(?:automatically|by (?:a|an|our) (?:automat\w+ )?(?:machine|computer|system|robot|mailbox)))",
        r"|\b(?:do not|don't|don’t) reply to this (?:automated|automatic)",
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
