//! An outcome that she accepted stands on the message that suggested it: when she says that the message
//! is about something else, the outcome goes with it.

use chrono::{DateTime, Utc};

use crate::casework::Result;
use crate::request::{EventKind, MessageKey, RequestId, fold};
use crate::store::{Change, StoredMessage};

/// The sentence that accepting an outcome keeps, of the evidence of the message that suggested it.
fn because(evidence: &serde_json::Value) -> Option<&str> {
    evidence.get(0)?.get("quote")?.as_str()
}

/// Takes back the outcome that was accepted by this message of the request, unless another one that is
/// filed there suggests the same. A status that she set by her own word stands.
pub(super) fn falls_with(
    change: &Change<'_>,
    request: &RequestId,
    message: MessageKey,
    now: DateTime<Utc>,
) -> Result<()> {
    let store = change.store();
    let Some(left) = store.message(message)? else { return Ok(()) };
    let Some(suggested) = suggestion(&left) else { return Ok(()) };
    let Some(quote) = left.reading.get("kind_evidence").and_then(because) else { return Ok(()) };
    let events = store.events(request)?;
    let undone = fold::undone(&events);
    let accepted = events.iter().rfind(|event| {
        matches!(&event.kind, EventKind::Decided { status, note: Some(note) }
            if status.word() == suggested && note == quote)
            && !undone.contains(&event.id)
    });
    let others = store.messages_of(request)?;
    let is_alone =
        !others.iter().any(|one| one.key != message && suggestion(one) == Some(suggested));
    if let Some(event) = accepted.filter(|_| is_alone) {
        change.add_event(request, now, &EventKind::Undone { event: event.id })?;
    }
    Ok(())
}

fn suggestion(message: &StoredMessage) -> Option<&str> {
    message.reading.get("suggested_status")?.as_str()
}
