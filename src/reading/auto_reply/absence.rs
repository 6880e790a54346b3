//! Absence notes without any header: somebody is away now or soon, and the message says nothing
//! else. A person who mentions a holiday beside an answer is no machine.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::header::is_composed;
use super::{Sign, regex, subject, text};
use crate::reading::message::Message;
use crate::reading::new_text::NewText;
use crate::reading::prose;

/// Whether a text says of its writer that he is away, or will be, or has left.
pub(super) fn is_named(text: &str) -> bool {
    ABSENCE.is_match(&without_ordinals(text))
}

/// The sentence of an absence note, where the message is one and nothing else.
pub(super) fn sign(message: &Message, parts: &NewText) -> Option<Sign> {
    let whole = without_ordinals(&parts.new_text);
    let text = text::head(&whole);
    let found = ABSENCE.find(text)?;
    let by_person = is_composed(message)
        || parts.quoted_text.is_some()
        || greets_reader(message, text)
        || (subject::is_answer(&message.subject) && says_something(&text[..found.start()]));
    if by_person || !is_all_absence(&whole) {
        return None;
    }
    Some(Sign { place: "text", quote: text::sentence(text, found.start(), found.end()) })
}

/// Whether the words before an absence in an answer are a sentence that is neither a courtesy nor of
/// the absence, however short.
fn says_something(before: &str) -> bool {
    let ended = |sentence: &&str| sentence.trim_end().ends_with('.');
    let words = |sentence: &str| sentence.split_whitespace().count();
    { prose::sentences(before).into_iter().filter(ended) }
        .any(|sentence| words(sentence) > 2 && !USUAL.is_match(sentence))
}

/// The text with "4. Mai" as "4 Mai" and "4.5." as "4/5/": the stop ends no sentence.
fn without_ordinals(text: &str) -> Cow<'_, str> {
    static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(\d{1,2})\.\s+(jan|feb|mär|mar|apr|mai|maj|jun|jul|aug|sep|okt|oct|nov|dez|dec|des|led|úno|bře|dub|kvě|čer|srp|zář|říj|lis|pro)",
        )
    });
    static NUMBERS: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\b(\d{1,2})\.\s?(\d{1,2})\.(\s?\d{2,4}\b)?"));
    match ORDINAL.replace_all(text, "$1 $2") {
        Cow::Borrowed(text) => NUMBERS.replace_all(text, "$1/$2/$3"),
        Cow::Owned(text) => Cow::Owned(NUMBERS.replace_all(&text, "$1/$2/$3").into_owned()),
    }
}

/// Present or future: "I was away" explains why an answer is late.
static ABSENCE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(?:i am|i'm|i’m|i will be|i shall be|i'll be|i’ll be|we are|we will be) (?:currently |now |presently |away |and )?(?:out of (?:the |my )?office|away\b|on (?:a )?(?:\w+ )?(?:leave|holiday|vacation|secondment|sabbatical)|not (?:in|at) (?:the |my )?(?:office|work|desk)|unavailable|off (?:sick|work|until))",
        r"|\b(?:currently|presently|now) (?:out of (?:the )?office|away|on (?:\w+ )?leave)\b|\bi am (?:currently |now )?(?:travelling|abroad|at a conference|attending|in meetings)\b|\bi (?:only )?(?:do not |don['’]t )?work (?:on )?(?:only )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bi retired (?:on|in|at|last)\b|\b(?:is|are) out of (?:the )?office\b|^\W*(?:out of (?:the )?office|on (?:annual )?leave)\b|\bno longer (?:work|with|employed)|\bhas (?:now )?left (?:the|our)\b|\bi have (?:now )?retired\b|\bi have (?:now )?left (?:the (?:council|organi[sz]ation|university|authority|company|department|trust|service|force|team)\b|(?-i:[A-Z]))|\b(?:mailbox|inbox|e-?mail address|(?:e-?mail )?account) is (?:no longer|not|only) (?:monitored|in use|used|active|checked|read|staffed)\b|\b(?:mailbox|inbox) is (?:only )?monitored\b|\bi (?:only )?work part[- ]time\b|\bmy working (?:days|hours|pattern) (?:are|is)\b|\b(?:office|mailbox) is (?:now |currently )?(?:closed|not staffed|unattended)|\b(?:school|college|university|office|building|surgery|practice|library|service|clinic|team)s? (?:is|are|will be) (?:now |currently )?(?:closed|shut) (?:for|from|until|till|over|on)\b|\bwe (?:are|will be) (?:now |currently )?(?:closed|shut) (?:for|from|until|till|over)\b|\blimited access to (?:my )?e-?mail",
        r"|\b(?:ich bin|bin ich|ich befinde mich|sind wir|wir sind) [^.!?]{0,60}(?:abwesend|nicht im (?:büro|haus|dienst|amt)|im urlaub|außer haus|in elternzeit|erreichbar)|\bbetriebsferien|\bbin ich (?:wieder|ab)|^\W*abwesend\b",
        r"|\bje (?:suis|serai) [^.!?]{0,40}(?:absente?|en (?:congés?|vacances|déplacement)|indisponible)|\b(?:estoy|estaré|me encuentro) [^.!?]{0,40}(?:fuera|de vacaciones|ausente|de baja)|\b(?:sono|sarò) [^.!?]{0,40}(?:assente|fuori|in ferie|in congedo)",
        r"|\bik ben [^.!?]{0,60}(?:afwezig|niet aanwezig|met (?:vakantie|verlof)|op vakantie)|\b(?:wegens|met) (?:vakantie|verlof)|\b(?:estou|estarei) [^.!?]{0,40}(?:ausente|de férias|fora)|\bjag är [^.!?]{0,40}(?:ledig|borta|inte på|på semester|tjänstledig|föräldraledig)|\bjeg er [^.!?]{0,40}(?:på ferie|fraværende|ikke på|bortreist|i permisjon|på orlov)",
        r"|\bolen [^.!?]{0,40}(?:poissa|lomalla|vapaalla)|\b(?:jestem|będę) [^.!?]{0,40}(?:nieobecn|na urlopie|poza biurem)|\b(?:jsem|nejsem|budu) [^.!?]{0,40}(?:nepřítom|na dovolené|mimo kancelář|v kanceláři)",
        r"|\b(?:rwyf|rwy|rydw i|dw i|byddaf|bydda i) [^.!?]{0,40}(?:allan o['’]r swyddfa|ar (?:wyliau|absenoldeb)|i ffwrdd|ar seibiant)|\bnid wyf yn y (?:gwaith|swyddfa)|\ballan o['’]r swyddfa",
        r"|\bszabadságon vagyok|\b(?:sunt|voi fi) (?:în concediu|plecat)|(?:в отпуске|буду отсутствовать|отсутствую|не в офисе)|\bizindeyim|\bofis dışındayım|εκτός γραφείου|σε άδεια|休暇中|不在に|休假|不在办公室|휴가 중|부재 중",
    ))
});

/// Whether the first line addresses the reader by a name of hers and goes on: "Ann, it has indeed". A
/// help desk that knows her name puts it on a line of its own.
pub(super) fn talks_to_reader(message: &Message, text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    let goes_on = first.split_once(',').is_some_and(|(_, rest)| !rest.trim().is_empty());
    goes_on && greets_reader(message, text)
}

/// Whether the first line addresses the reader by a name of hers: a machine does not know it.
fn greets_reader(message: &Message, text: &str) -> bool {
    let Some(first) = text.lines().find(|line| !line.trim().is_empty()) else { return false };
    let greeting: String = first.chars().take(60).collect();
    let greeting = greeting.split([',', ':', '!']).next().unwrap_or("").to_lowercase();
    let words: Vec<&str> = greeting.split(|c: char| !c.is_alphanumeric()).collect();
    let names = message.to.iter().flat_map(|to| {
        let local = to.address.split(['@', '+']).next().unwrap_or("").to_owned();
        [to.name.to_lowercase(), local]
    });
    let named: Vec<String> = names
        .flat_map(|name| {
            name.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|word| word.chars().count() > 2)
        .collect();
    words.len() <= 6 && words.iter().any(|word| named.iter().any(|name| name == word))
}

/// Whether every clause is one that absence notes are made of. They ask nothing.
fn is_all_absence(new_text: &str) -> bool {
    static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)[,;]\s*(?:but|so|therefore|yet|aber|daher|deshalb|mais|donc|pero|ma|maar|dus|men|ond|felly)\b|\s(?:but|so)\s|\s[–—-]\s",
        )
    });
    let clauses: Vec<&str> = prose::sentences(new_text)
        .into_iter()
        .flat_map(|sentence| CLAUSE.split(sentence))
        .collect();
    clauses.len() <= 30 && clauses.iter().all(|clause| is_usual(clause))
}

/// Words of a courtesy, of a way to reach somebody, of what becomes of mail meanwhile.
static USUAL: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)@|https?:|www\.|\b(?:contact|urgent\w*|in my absence|while i am away|on my return|when i (?:am back|return|get back)|(?:i|and) (?:will|shall) (?:be back|come back|return|reply|respond|answer|get back|deal|read|pick up|not be)|i'll (?:be back|reply|respond|get back)|we (?:will|shall|aim to) (?:reply|respond|answer|read|be in touch|get back)|return(?:ing)? (?:on|to)|back (?:on|in)|not (?:be )?(?:monitored|forwarded|read|checked|accessing|picking)|e-?mails?|mailbox|inbox|messages?|telephone|phone|ring|call|helpdesk|colleagues?|deputy|assistance|covering|cover(?:ed)? by|working (?:days|hours|pattern)|office (?:hours|is closed|will be closed|reopens)|work part|my (?:last|working) (?:day|days|hours)|redirect|sorry i missed|season's|merry|wish you|dial|emergenc\w+|unwell|must not be used|out[- ]of[- ]hours|happy (?:new|easter)|apologi|inconvenience|thank you|thanks)\b",
        r"|wenden sie|dringend|erreich|vertret|rückkehr|zurück|weitergeleitet|nachricht|grüße|telefon|antworten|beantwort|merci|urgence|contacter|s'adresser|retour|répond|urgente|contact|regreso|vuelta|responder|rivolger|urgenz|rientro|contatt|risponder|dringend|terug|bereik|contact|collega|beantwoord|brådskande|kontakta|tillbaka|åter|kontakt|tilbage|tilbake|haster|kiireell|palaan|pilnych|wrac|powrocie|odpowi|diolch|cysyllt|dychwelyd|yn ôl|frys|ateb|ebost|e-bost|neges",
    ))
});

/// Whether a clause is an absence, a way to reach somebody else, a courtesy, or too short to say
/// anything.
fn is_usual(clause: &str) -> bool {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W*\d{1,2}(?:st|nd|rd|th|\.)? ?(?:de )?(?:jan|feb|fév|fev|mär|mar|apr|abr|avr|maj|mai|may|mag|jun|jui|giu|jul|lug|aug|aoû|ago|sep|set|okt|oct|out|ott|nov|dec|dez|déc|dic|des|gen|ene|ion|chw|maw|ebr|meh|gor|aws|med|hyd|tach|rha|led|úno|bře|dub|kvě|čer|srp|zář|říj|lis|pro|sty|lut|kwi|cze|lip|sie|wrz|paź|gru|tam|hel|huh|tou|kes|hei|elo|syy|lok|jou)|\d{2,}[ /.:-]\d",
        )
    });
    // "12 teachers are now on leave" counts them.
    static COUNTS: LazyLock<Regex> = LazyLock::new(|| regex(r"^\W*\d+ \p{Ll}"));
    // "There are nine", "we have none": short, and an answer all the same.
    static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bthere (?:are|is|were|was) (?:an?\b|no\b|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|some|many)|\b(?:we|it|they) (?:have|has|hold|holds|own|owns|had|spent|paid|cost) \w|\bi (?:expect to|am answering|was in|have found|found|counted|took over)\b|\b(?:answer|count|total|number) (?:is|was)\b",
        )
    });
    let words = clause.split_whitespace().count();
    let figures = clause.contains(|c: char| c.is_ascii_digit()) && !DATED.is_match(clause);
    let asks = clause.trim_end().ends_with('?');
    let counts = COUNTS.is_match(clause) && !DATED.is_match(clause);
    !encloses(clause)
        && !asks
        && !counts
        && !ANSWERS.is_match(clause)
        && ((words <= 5 && !figures) || ABSENCE.is_match(clause) || USUAL.is_match(clause))
}

/// Whether words say that something is sent with them: no machine does.
pub(super) fn encloses(text: &str) -> bool {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:here (?:is|are)|attached|enclosed|anbei|ci-joint|adjunt\w+|in allegato|bijgevoegd|bifogad|vedhæftet|dyma)\b",
        )
    });
    SAYS.is_match(text)
}
