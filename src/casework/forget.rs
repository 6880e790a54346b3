//! Forgetting: a message that was sent in error, or holds somebody else's data, is truly erased
//! from the desk; a note that it was, and why, stays. What the message did to its request (that
//! something came, and what she decided) stays too, without its words.

use chrono::{DateTime, Utc};

use super::{Desk, Error, Result};
use crate::law::london;
use crate::request::{EventKind, RequestId};
use crate::store::{MessagePlace, Standing, StoredMessage};

/// What was erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// The requests it was filed under; each has a note now.
    pub requests: Vec<RequestId>,
}

/// Erases a message: its bytes, its reading, its attachments, and every sentence quoted from it.
/// Its salted fingerprint stays, so that the next export does not bring it back.
pub fn forget(
    desk: &Desk,
    message: &StoredMessage,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<Forgotten> {
    if message.place == MessagePlace::Forgotten {
        return Err(Error::failed(format!("message {} is erased already", message.key)));
    }
    let filings = desk.store.filings_of(message.key)?;
    let requests: Vec<RequestId> = filings
        .iter()
        .filter(|filed| filed.standing == Standing::Filed)
        .map(|filed| filed.request.clone())
        .collect();
    let change = desk.store.change(&format!("forget message {}", message.key), now)?;
    let note = format!("erased on {}: {reason}", london::date(now));
    change.erase_message(message.key, &note)?;
    for request in &requests {
        for event in desk.store.events(request)? {
            if let Some(silent) = without_quote(&event.kind, message) {
                change.replace_event(event.id, &silent)?;
            }
        }
        let text = format!("message {} was erased: {reason}", message.key);
        change.add_event(request, now, &EventKind::Note { text })?;
    }
    change.commit()?;
    desk.store.shred()?;
    Ok(Forgotten { requests })
}

/// An event that quotes the message, without the quotation.
fn without_quote(kind: &EventKind, message: &StoredMessage) -> Option<EventKind> {
    let mut silent = kind.clone();
    match &mut silent {
        EventKind::Decided { note: because, .. } | EventKind::Letter { because, .. } => {
            let quotes = because.as_ref().is_some_and(|text| is_quoted(text, message));
            quotes.then(|| *because = None)?;
        }
        EventKind::Extended { because, .. } => {
            is_quoted(because, message).then(|| because.clear())?;
        }
        EventKind::ReviewWindowStated { window, .. } => {
            is_quoted(&window.quote, message).then(|| window.quote.clear())?;
        }
        _ => return None,
    }
    Some(silent)
}

/// Whether a text is a sentence that the reading of the message quotes.
fn is_quoted(text: &str, message: &StoredMessage) -> bool {
    let evidence = message.reading.get("kind_evidence").and_then(serde_json::Value::as_array);
    let window = message.reading.get("review_window");
    evidence
        .into_iter()
        .flatten()
        .chain(window)
        .filter_map(|evidence| evidence.get("quote")?.as_str())
        .any(|quote| quote == text)
}
