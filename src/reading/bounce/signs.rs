//! Whether a message without fields is a bounce at all, and whether it only tells of a delay.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::texts::{complaint, names_one, regex};
use crate::reading::message::Message;

/// Whether a server speaks, and of a letter that did not arrive.
pub(super) fn looks_returned(message: &Message) -> bool {
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)undeliver|returned mail|mail delivery (failed|failure|error|status|subsystem|problem)|delivery (status notification|failure|failed|has failed|notification|report|problem|error|delayed)",
            r"|failure notice|returned to sender|non[- ]?delivery|could ?n[o']t (be )?deliver|message (delayed|status)|delivery \w+ (delayed|failed)|warning: (message|could)|undelivered|not delivered|delivery attempt|mail system error|nondeliverable|could not send|mail failed|failure notice",
            r"|unzustellbar|nicht zu(gestellt|stellbar)|échec|non remis|non distribué|no se (pudo|puede|ha podido) entregar|no entregado|mancat[ao] (consegna|recapito)|non recapitabile|impossibile recapitare|niet (bezorgd|afgeleverd)|onbestelbaar|niedostarcz|nie można dostarczyć|não (foi possível entregar|entregue)|falha na entrega|(kan|kunne) (inte|ikke) leveres?|kunde inte levereras|ej levererat|nedoručiteln|nelze doručit|ei voi(da|tu)? toimittaa|toimitta\w+ epäonnistui|olevererba|não é possível entregar|niet te bezorgen|uleveret|kan ikke levere|kézbesíthetetlen|nu a fost livrat|nelivrabil|teslim edilemedi|iletilemedi|μη παραδοτέο|δεν παραδόθηκε|配信不能|配信でき|送信でき|配達不能|无法(传递|投递)|退信|傳遞失敗|배달(되지|할 수)|\bdelayed:|delivery incomplete|mail system error|не доставлено|недоставлен|(methu|methwyd|ni ellid|ni fu modd|nid oedd modd) (â )?(anfon|danfon|cyflwyno|dosbarthu)|heb ei (h?anfon|danfon|chyflwyno|gyflwyno|dosbarthu)|níor (bh fhéidir )?\w*seachadadh|mail failure|email error|error (sending|delivering)",
        ))
    });
    if is_letter(message) {
        return false;
    }
    let daemon = message.from.as_ref().is_some_and(is_daemon);
    let subject = SUBJECT.is_match(&message.subject);
    let failed = message.header("x-failed-recipients").is_some();
    let null_path = has_null_path(message);
    let dsn = message.report_type.as_deref() == Some("delivery-status");
    let server = daemon || null_path;
    // A vacation program too writes without a return path: what it says must name who failed.
    let says = || {
        speaks_of_failure(message)
            && (daemon || complaint(message).contains('@'))
            && (null_path || !is_written(message))
    };
    // The people behind "postmaster" answer who writes to them, about a bounce or what else she asks.
    let by_hand =
        || !null_path && (answers(message) || is_written(message) && !speaks_of_failure(message));
    let replied = || quotes_a_reply(message) && (null_path || !is_written(message));
    failed
        || (dsn && (server || subject))
        || (server && !by_hand() && (subject || says() || replied()))
        || (subject && speaks_of_failure(message) && reports(message))
        || (is_generated(message) && speaks_of_hers(message) && reports(message))
}

/// Whether a person writes to her: nothing in the headers shows a server (RFC 3834, RFC 3464), and the
/// text addresses her, or answers what she asked. It may speak of bounces, or have one attached.
pub(super) fn is_letter(message: &Message) -> bool {
    static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?im)^[ \t]*(dear|annwyl|sehr geehrte\w*|hi|hello|good (morning|afternoon))[ \t]+([^\n,]{1,50})(?:,[^\n]*)?$",
        )
    });
    const ANYBODY: &[&str] =
        &["user", "customer", "sender", "subscriber", "mail", "email", "e-mail", "member", "there"];
    let is_named = |name: &str| {
        let lower = name.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
        !lower.contains('@') && words.all(|word| !ANYBODY.contains(&word)) && !lower.contains(". ")
    };
    let by_server = message.from.as_ref().is_some_and(is_daemon)
        || has_null_path(message)
        || message.report_type.is_some()
        || ["auto-submitted", "x-failed-recipients", "x-autoreply", "x-auto-response-suppress"]
            .iter()
            .filter_map(|name| message.header(name))
            .any(|value| !value.trim().eq_ignore_ascii_case("no"));
    let addressed = || {
        let first = SALUTATION.captures(complaint(message));
        first.is_some_and(|found| is_named(&found[3]))
    };
    let carries = || !message.enclosed.is_empty() || !message.reports.is_empty();
    let passed_on = || is_answer(message) && carries();
    !by_server && (addressed() || passed_on() || answers(message))
}

/// Whether it was sent without a return path, as reports are (RFC 5321 section 4.5.5).
fn has_null_path(message: &Message) -> bool {
    message.header("return-path").is_some_and(|path| matches!(path.trim(), "<>" | ""))
}

/// Whether the sender says that a machine made the message, and that it answers nobody (RFC 3834
/// section 5.1).
fn is_generated(message: &Message) -> bool {
    let value = message.header("auto-submitted").unwrap_or_default().trim().to_lowercase();
    value.starts_with("auto-generated")
}

/// Whether the complaint quotes what a server replied, its code with the enhanced one (RFC 2034
/// section 4) beside an address: that needs no language.
fn quotes_a_reply(message: &Message) -> bool {
    static REPLY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\b[45]\d\d[ -]#?[45]\.\d{1,2}\.\d{1,3}\b"));
    let text = complaint(message);
    text.contains('@') && REPLY.is_match(text)
}

/// Whether the message says that her own mail to an address did not arrive; not what to do if it did
/// not, nor that nobody reads it meanwhile.
fn speaks_of_hers(message: &Message) -> bool {
    static HERS: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)\b(if |when |should )?(?:your|the) (?:e-?mail|mail|message)\b(?:[^.!?]|\.\S){0,120}",
            r"\b(?:could|can|was|has|is)(?:n['’]t|not| not)(?: yet)? (?:be |been )?(?:delivered|passed on|forwarded|accepted)\b(?:[^.!?]|\.\S){0,60}",
        ))
    });
    HERS.captures_iter(complaint(message))
        .any(|found| found.get(1).is_none() && found[0].contains('@'))
}

/// Whether the message answers a question: what it says of mail that did not arrive is what she asked
/// about.
fn answers(message: &Message) -> bool {
    static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?im)\byou (have )?asked\b|\bwe (do not |don['’]t )?hold\b|\byour (foi |freedom of information |information )?(request|enquiry) (for|about|of|dated|under)\b|\bfreedom of information act\b|\bgofynnoch\b|\bsie (haben )?(gefragt|baten)\b|\bvous avez demandé\b",
        )
    });
    ANSWER.is_match(complaint(message))
}

/// Whether a message whose sender does not look like a server can still be a report: it is neither a
/// newsletter nor somebody's answer or letter, and names an address that failed.
fn reports(message: &Message) -> bool {
    let named = || quotes_a_reply(message) || speaks_of_hers(message) || names_one(message);
    !message.is_from_list() && !is_written(message) && !answers(message) && named()
}

/// Whether a person writes about a letter that came back: in an answer, or speaking of himself.
fn is_written(message: &Message) -> bool {
    static PERSON: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?im)^\s*(hi|hello|dear|hallo|bonjour|hej|hola)\b[^.!\n]{0,40},\s*$|\bI (got|received|tried|sent|wonder|looked|have (got|received|tried|looked))\b|\bdo you (have|know)\b|^\W*(yours (sincerely|faithfully|truly)|(kind|best|warm) regards|yn gywir|cofion)\b[^.\n]{0,12}$|\bany idea\b|^\W*ich habe\b|\bj['’]ai reçu\b",
        )
    });
    is_answer(message) || PERSON.is_match(complaint(message))
}

/// Whether the subject is that of an answer, or of a message passed on.
fn is_answer(message: &Message) -> bool {
    static ANSWER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)^\s*(re|aw|sv|vs|antw|odp|r|rif|fw|fwd|wg|tr|i)\s*:"));
    ANSWER.is_match(&message.subject)
}

/// Whether the sender is a mail server by its name.
fn is_daemon(from: &crate::reading::Address) -> bool {
    let local = from.address.split('@').next().unwrap_or_default();
    let name = from.name.to_lowercase();
    [
        "mailer-daemon",
        "mailerdaemon",
        "postmaster",
        "postfeistr",
        "mail-daemon",
        "mailer",
        "mmdf",
        "mta",
        "maildaemon",
        "mail-system",
        "maildelivery",
        "mail.delivery",
    ]
    .contains(&local)
        || ["mailgateway", "mail-gateway", "mailsweeper", "mimesweeper", "mailmarshal", "mdaemon"]
            .contains(&local)
        || local.starts_with("microsoftexchange")
        || [
            "mail delivery",
            "mailer-daemon",
            "mail administrator",
            "postmaster",
            "mail deliver",
            "mailer daemon",
            "system administrator",
            "systemadministrator",
            "zustellsystem",
        ]
        .iter()
        .any(|known| name.contains(known))
}

fn speaks_of_failure(message: &Message) -> bool {
    static FAILURE: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)(could|can) ?not be (delivered|sent)|not be delivered|undeliverable|delivery (has )?failed|failed (to deliver|permanently|recipient)|did ?n[o']t reach|not been delivered|unable to deliver|could ?n[o']t deliver|why your delivery failed|\b(e-?mail|message|mail)\b([^.\n]|\.\S){0,120}\b(was|has been) (blocked|rejected|refused) (by|as|because|due)\b|wasn't able to deliver|was(n't| not) delivered",
            r"|permanent (fatal )?error|user unknown|unknown user|no such user|mailbox (is )?(full|unavailable)|returned to (sender|you)|delivery (to|of)[^.]{0,80}(failed|delayed)|error occurred while trying to deliver|not yet been delivered|delivery attempts",
            r"|nicht zu(gestellt|stellbar)|unzustellbar|zustellung[^.]{0,40}(fehlgeschlagen|nicht möglich|verzögert)|n['’]a pas (pu être|été) (remis|délivré|distribué|transmis)|impossible de (remettre|distribuer|délivrer)|échec de (la )?(remise|distribution|livraison)|remise[^.]{0,30}(échoué|retardé)",
            r"|no (se )?(ha podido|pudo|puede|han podido) (ser )?entreg|error de entrega|impossibile (recapitare|consegnare)|non (è stato possibile|può essere|è stato) (recapit|consegn)\w+|mancat[ao] (recapito|consegna)|(kon|kan) niet (worden )?(bezorgd|afgeleverd)|niet (bezorgd|afgeleverd)|bezorging[^.]{0,30}mislukt",
            r"|não (pôde|foi possível|pode) (ser )?entreg|(kunde|kan|kunne) (inte|ikke) levere\w+|inte levererats|ei voi(tu|da) toimittaa|nie (można|mogła|udało się)[^.]{0,30}dostarcz|(nelze|nebylo možné) doručit|не удалось доставить|(ni ellid|methu|methwyd|ni fu modd|nid oedd modd) (â )?(anfon|danfon|cyflwyno|dosbarthu)|heb ei (h?anfon|danfon|chyflwyno|gyflwyno|dosbarthu)|níor(bh fhéidir)?\b[^.]{0,80}\ba? ?(sheachadadh|seachadadh|sheoladh)|(your |the )?(e-?mail|message|mail)\b[^.]{0,60}\b(has been|is|was) delayed|temporary problem delivering|gick inte att leverera|falha na entrega|bezorging[^.]{0,60}mislukt|(address|e-?mail)[^.]{0,40}\b(not found|unable to receive)|配信でき|送信でき|配達でき|无法(传递|投递)",
        ))
    });
    FAILURE.is_match(complaint(message))
}

pub(super) fn is_delay(message: &Message) -> bool {
    static DELAY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bdelayed\b|not yet been delivered|will (continue to|keep) try|still (trying|being retried)|delivery attempts will continue|you do not need to (resend|take any action)|this is a warning (message )?only|temporarily deferred|retry (timeout )?(has )?not|will be retried|verzögert|noch nicht zugestellt|weitere zustellversuche|(remise|distribution|envoi) (est )?(retardée?|différée?)|pas encore été|(entrega|envío) (se ha )?(retrasad|demorad)|aún no se ha|consegna ritardata|non è ancora stat|vertraagd|nog niet (bezorgd|afgeleverd)|försenad|forsinket|opóźni|\(delay\)|temporary problem delivering|will retry for|delivery incomplete",
        )
    });
    static GIVEN_UP: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)giving up|given up|permanent(ly)?\b|could not be delivered for|no longer try|retry timeout exceeded|retry time(out)? exceeded|aufgegeben|endgültig|dauerhaft|définitif|abandonné|permanente|definitief|opgegeven",
        )
    });
    static FAILED: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(has )?failed\b|\(failure\)|undeliver|returned"));
    let text = complaint(message);
    let subject = &message.subject;
    (DELAY.is_match(subject) && !FAILED.is_match(subject))
        || (DELAY.is_match(text) && !GIVEN_UP.is_match(text) && !FAILED.is_match(subject))
}
