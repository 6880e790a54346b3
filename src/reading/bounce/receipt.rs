//! Receipts: that a letter was delivered, passed on, read, or deleted unread. By RFC 3464 and RFC 8098
//! where the reports are there, and by the words of Exchange and Outlook where they were lost.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::texts::regex;
use super::{Action, fields, signs};
use crate::reading::message::Message;

/// Whether the message is a receipt, or a report on abuse (RFC 5965).
pub(super) fn is(message: &Message) -> bool {
    let report = |sort: &str| {
        message.report_type.as_deref() == Some(sort)
            || message.reports.iter().any(|(media_type, _)| media_type.ends_with(sort))
    };
    if report("disposition-notification") || report("feedback-report") {
        return true;
    }
    let recipients = fields::recipients(message);
    if recipients.is_empty() {
        return !signs::is_letter(message) && in_words(message);
    }
    recipients.iter().all(|recipient| {
        matches!(recipient.action, Some(Action::Delivered | Action::Relayed | Action::Expanded))
    })
}

/// Whether a receipt's own report says that no person caused it.
pub(super) fn is_sent_unasked(message: &Message) -> bool {
    let reports = message.reports.iter();
    { reports.filter(|(media_type, _)| media_type.ends_with("disposition-notification")) }
        .flat_map(|(_, report)| report.lines())
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("disposition"))
        .map(|(_, mode)| mode.trim().to_ascii_lowercase())
        // Exchange calls it automatic too when a reader deletes a message unread.
        .any(|mode| mode.starts_with("automatic-action") && !mode.contains("deleted"))
}

/// "Delivered: Request", and that "your message was delivered to the following recipients".
fn in_words(message: &Message) -> bool {
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W*(read|not read|delivered|relayed|expanded|read receipt|return receipt|gelesen|ungelesen|zugestellt|übermittelt|lesebestätigung|lu|non lu|remis|relayé|leído|no leído|entregado|retransmitido|letto|letta|non letto|recapitato|inoltrato|gelezen|niet gelezen|afgeleverd|bezorgd|lida|lido|não lida|entregue|retransmitida|läst|oläst|levererat|læst|ikke læst|leveret|lest|ikke lest|levert|przeczytano|dostarczono|přečteno|doručeno|luettu|toimitettu|darllenwyd|danfonwyd)\s?(\([^)]*\)\s?)?:",
        )
    });
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)\b(message|e-?mail)\b[^?]{0,400}\b(was|has been) (read|displayed|delivered|deleted|opened|relayed)\b|\bdelivery to (these|the following) recipients?( or groups)? is complete\b|\bno delivery notification was sent\b|\bdelivered to the following\b",
            r"|nachricht[^?]{0,400}(wurde[^?]{0,60}(gelesen|zugestellt|gelöscht)|gelesen am)|message[^?]{0,400}a été (lu|remis|supprimé)|mensaje[^?]{0,400}(se ha leído|fue leído|se ha entregado|se eliminó)|messaggio[^?]{0,400}(è stato (letto|recapitato|eliminato))|bericht[^?]{0,400}(is gelezen|is afgeleverd|is bezorgd|is verwijderd)|mensagem[^?]{0,400}(foi lida|foi entregue|foi excluída)|meddelande[^?]{0,400}(lästes|har levererats)|meddelelse[^?]{0,400}(blev læst|er leveret)|melding[^?]{0,400}(ble lest|er levert)|neges[^?]{0,400}(wedi('|’)i darllen|ei darllen)",
        ))
    });
    SUBJECT.is_match(&message.subject) && message.text.len() < 2_000 && SAYS.is_match(&message.text)
}
