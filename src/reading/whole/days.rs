//! The days of a whole message: of its body and of letters attached, as far as its kind allows them.

use super::letters;
use crate::law::london;
use crate::reading::date;
use crate::reading::kind::Kind;
use crate::reading::message::Message;
use crate::reading::new_text::NewText;
use chrono::{NaiveDate, Utc};

/// The dates of the body; of a letter attached where the body has none.
pub(super) fn dates(
    message: &Message,
    parts: &NewText,
    attached: &[(Option<&str>, &str)],
    kind: Kind,
) -> date::Dates {
    let written = written_on(message);
    let mut dates = date::read(&parts.new_text, written);
    for text in letters(attached) {
        let letter = date::read(text, written);
        if dates.due_quoted.is_none() {
            dates.due_quoted = letter.due_quoted;
            dates.due_quote = letter.due_quote;
        }
        dates.reply_by = dates.reply_by.or(letter.reply_by);
        dates.file_goes = dates.file_goes.or(letter.file_goes);
    }
    let past = |due: NaiveDate| written.is_some_and(|written| due < written);
    if !may_promise(kind) || (leaves_nothing_to_promise(kind) && dates.due_quoted.is_some_and(past))
    {
        dates.due_quoted = None;
        dates.due_quote = None;
    }
    if matches!(
        kind,
        Kind::Bounce
            | Kind::BounceDelayed
            | Kind::DeliveryNotice
            | Kind::Unrelated
            | Kind::OutOfOffice
    ) {
        dates.reply_by = None;
    }
    dates
}

fn written_on(message: &Message) -> Option<NaiveDate> {
    message.date.map(|date| london::date(date.with_timezone(&Utc)))
}

/// How long a review of this answer may be asked for: mostly in the paragraph on her rights. A
/// receipt may carry the same paragraph, but it is no answer to be reviewed.
pub(super) fn review_window(
    message: &Message,
    parts: &NewText,
    attached: &[(Option<&str>, &str)],
    kind: Kind,
) -> Option<date::Window> {
    if !kind.is_answer() {
        return None;
    }
    let below = [parts.rights.as_deref(), parts.footer.as_deref()];
    let texts = std::iter::once(parts.new_text.as_str())
        .chain(below.into_iter().flatten())
        .chain(letters(attached));
    let written = written_on(message);
    texts.filter_map(|text| date::window(text, written)).next()
}

/// Whether a date in a message of this kind can be a promise of an answer.
fn may_promise(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Bounce
            | Kind::BounceDelayed
            | Kind::DeliveryNotice
            | Kind::OutOfOffice
            | Kind::Recall
            | Kind::Regulator
            | Kind::Unrelated
    )
}

/// Whether a message of this kind answers: a bygone day in it tells when the answer was due.
fn leaves_nothing_to_promise(kind: Kind) -> bool {
    kind.is_answer() && kind != Kind::PartlyReleased
        || matches!(
            kind,
            Kind::ReviewUpheld
                | Kind::ReviewPartlyUpheld
                | Kind::ReviewOverturned
                | Kind::Closed
                | Kind::SentInError
        )
}
