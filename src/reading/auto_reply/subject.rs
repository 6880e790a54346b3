//! Subjects that only machines write: "Automatic reply: …" in the languages of Exchange, Outlook
//! and the common vacation programs. After a "Re:" a person answers such a message.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::header::is_composed;
use super::{Sign, absence, regex, text};
use crate::reading::message::Message;

/// What automatic answers are called.
const AUTOMATIC: &str = concat!(
    r"auto(?:matic|mated)?[- ]?(?:reply|response|acknowledge?ment|answer|responder|receipt|confirmation|generated (?:reply|response|message))\b|automatic message|automated (?:message|e-?mail)|vacation (?:reply|message|response)",
    r"|automatische (?:antwort|rückantwort|empfangsbestätigung|eingangsbestätigung|reactie|nachricht)|autoantwort|réponse automatique|message automatique|accusé de réception automatique",
    r"|(?:respuesta|contestación|resposta) autom[áà]tica|autorrespuesta|mensaje automático|risposta automatica|messaggio automatico|automatisch (?:antwoord|bericht)|auto[- ]?antwoord",
    r"|autosvar|automatisk(?:t)? (?:svar|meddelande|besked|melding)|automaattinen (?:vastaus|viesti)|(?:automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź)|automatická (?:odpověď|odpoveď)",
    r"|automatikus válasz|răspuns automat|mesaj automat|otomatik (?:yanıt|cevap)|αυτόματη απάντηση|автоматический ответ|автоответ|автоматична відповідь",
    r"|(?:ymateb|ateb) awtomatig|neges awtomatig|freagra uathoibríoch|自動応答|自動返信|自动答复|自动回复|自動回覆|자동 회신",
    r"|automatski odgovor|samodejni odgovor|автоматичен отговор|automaatvastus|automatinis atsakymas|automātiskā atbilde|trả lời tự động|balasan otomatis|תשובה אוטומטית|מענה אוטומטי|رد تلقائي",
);

/// What absence is called.
const ABSENCE: &str = concat!(
    r"out[- ]of[- ](?:the )?office|on (?:annual |maternity |sick |parental )?leave|away from (?:my |the )?(?:office|desk|mail|e-?mail)|(?:currently )?away until|abwesenheit(?:snotiz|sbenachrichtigung|sassistent)?|abwesend|nicht im (?:büro|haus)",
    r"|absen(?:ce|t|te) du bureau|message d['’]absence|en congés?|fuera de (?:la )?oficina|ausencia|fuori (?:ufficio|sede)|assen(?:za|te)(?: dall['’]ufficio)?|afwezig(?:heid(?:sbericht|smelding)?)?|niet aanwezig",
    r"|fora do escritório|ausência|frånvar(?:o(?:meddelande)?|ande)|fravær(?:s(?:besked|melding)|ende)|ikke på kontoret|inte på kontoret|ej på kontoret|poissa(?:olo(?:viesti|ilmoitus)?)?|poza biurem|nieobecność(?: w biurze)?|mimo kancelář|mimo kancelárie|házon kívül",
    r"|absent din birou|ofis dışında|εκτός γραφείου|вне офиса|allan o['’]r swyddfa|i ffwrdd o['’]r swyddfa|as oifig",
);

/// What may follow the name of an absence in a subject: nothing, punctuation, the old subject, a
/// period. "Out of office furniture" goes on otherwise.
const GOES_ON: &str = r"\s*(?:$|[:(\[\]/,.|–—-]|(?:re|fw|fwd|aw|wg|tr|sv|vs|rif|res|antw|odp|ynt|ateb)\s*:|auto\w*|reply\b|response\b|notice\b|notification\b|message\b|until|till|from|to\b|today|tomorrow|this|bis|vom|ab|jusqu|du\b|au\b|hasta|desde|fino|dal|tot|van|t/m|till|från|til|fra|tan\b)";

/// What may follow the name of an automatic answer. "Automatic reply policy" goes on otherwise.
const TELLS: &str = r"\s+(?:of|for|regarding|concerning|thank|please|to your?)\b";

/// The first sign in the subject.
pub(super) fn sign(message: &Message, new_text: &str) -> Option<Sign> {
    static THANKS: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)^\W*(?:\[request received\]|(?:your |the |a new )?(?:case|ticket|request|incident|enquiry|service request)\b.{0,40}\b(?:has been|was) (?:opened|created|logged|registered|raised|received)\b|acknowledge?ment\b.{0,60}\bdo not reply\b|thank you for (?:contacting|your (?:e-?mail|message|enquiry))|we have received your (?:e-?mail|message|enquiry)|your (?:e-?mail|message) has been received",
            r"|diolch am gysylltu|vielen dank für ihre (?:nachricht|e-?mail|anfrage)|ihre (?:nachricht|e-?mail) ist (?:bei uns )?eingegangen|nous avons bien reçu votre|hemos recibido su (?:mensaje|correo))",
        ))
    });
    let subject = message.subject.trim();
    let machine = is_machine(subject)
        || is_marked_auto(subject, new_text)
        || (THANKS.is_match(subject)
            && !is_composed(message)
            && !text::is_personal(new_text)
            && !text::thanks_and_goes_on(new_text)
            && !absence::talks_to_reader(message, new_text));
    machine.then(|| Sign { place: "subject", quote: message.subject.clone() })
}

/// Whether the subject is that of a message passed on.
pub(super) fn is_forward(subject: &str) -> bool {
    static FORWARD: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^\W*(?:fwd?|wg|tr|rv|vb|vs|pd|doorst|enc|i)\s*:"));
    FORWARD.is_match(subject)
}

/// Whether the subject is that of an answer.
pub(super) fn is_answer(subject: &str) -> bool {
    static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^\W*(?:re|aw|sv|vs|antw|odp|res|rif|ynt|r|ateb)\s*(?:\[\d+\])?\s*:")
    });
    ANSWER.is_match(subject)
}

/// Whether the subject says that somebody is away.
pub(super) fn names_absence(subject: &str) -> bool {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?i)^\W*(?:\[[^\]]*\]\s*)?(?:i am |i'm |my |ich bin )?(?:{ABSENCE})(?:{GOES_ON})|^[^:]{{3,60}} (?:is|will be) (?:now |currently )?(?:out of (?:the )?office|on (?:annual )?leave|away)\b|\((?:out of office|abwesend|afwezig)[^)]*\)\s*$"
        ))
    });
    NAMED.is_match(subject)
        || ((is_machine(subject) || MARKED_AUTO.is_match(subject)) && ANYWHERE.is_match(subject))
}

/// Whether Notes marks an answer of its own, "AUTO: Una Vale is away": a topic may be called so too, so
/// that the rest of the subject or the words must bear it out.
fn is_marked_auto(subject: &str, new_text: &str) -> bool {
    let head = text::head(new_text);
    let borne_out =
        || ANYWHERE.is_match(subject) || text::RECEIPT.is_match(head) || absence::is_named(head);
    MARKED_AUTO.is_match(subject) && borne_out()
}

static MARKED_AUTO: LazyLock<Regex> =
    LazyLock::new(|| regex(r"(?i)^\W*(?:\[[^\]]*\]\s*)?auto\s?:"));

static ANYWHERE: LazyLock<Regex> = LazyLock::new(|| regex(&format!("(?i){ABSENCE}")));

fn is_machine(subject: &str) -> bool {
    static MACHINE: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?i)^\W*(?:\[[^\]]*\]\s*)?(?:(?:{AUTOMATIC})(?:{GOES_ON}|{TELLS})|(?:annual|maternity|paternity|parental|sick) leave\s+(?:(?:re|fw|fwd)\s*:|until\b|till\b)|(?:i am |i'm |ich bin )?(?:{ABSENCE})(?:{GOES_ON}))|\((?:out of office|auto(?:matic)?|abwesenheits?)[- ]?(?:reply|notiz|antwort|response)?\)\s*$"
        ))
    });
    // Notes: "Derek Womersley is out of the office (returning 24/04/2023)".
    static NOTES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^[^:]{3,60} (?:(?:is|will be) (?:now |currently )?(?:out of (?:the )?office|on (?:annual )?leave)\b|ist (?:außer haus|abwesend|nicht im (?:büro|haus))|est absent|está ausente|è assente|is afwezig)",
        )
    });
    let answered = is_answer(subject);
    MACHINE.is_match(subject) && (!answered || subject.ends_with(')'))
        || (!answered && NOTES.is_match(subject))
}
