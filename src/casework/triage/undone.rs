//! Taking back: what it means for where messages belong that an event of hers, or of the program,
//! no longer counts.

use crate::casework::{Result, check};
use crate::letter::LetterState;
use crate::request::{Event, EventId, EventKind, MessageKey, RequestId, fold};
use crate::store::{Change, Filed, MessagePlace, Standing};

/// What undoing an event means for the filing it made or ended. What a check filed of itself is as if
/// it had not been read, and is read again by the next check; what was in the tray before is there
/// again, as is what followed from a decision of hers (`decided`).
pub(in crate::casework) fn undone(change: &Change<'_>, event: &Event, decided: bool) -> Result<()> {
    check::give_back(change, &event.kind)?;
    let (message, standing, by_her) = match &event.kind {
        EventKind::Filed { message, by_her: true, .. } => {
            match refusal(change, &event.request, *message)?.filter(|refusal| *refusal < event.id) {
                Some(_) => (*message, Standing::Refused, true),
                None => (*message, Standing::Withdrawn, false),
            }
        }
        EventKind::Filed { message, .. } => (*message, Standing::Withdrawn, false),
        EventKind::Unfiled { message } => {
            (*message, Standing::Filed, !decided || was_filed_by_her(change, event, *message)?)
        }
        EventKind::NotAbout { message } => (*message, Standing::Withdrawn, false),
        EventKind::Reopened { message } => match refusal(change, &event.request, *message)? {
            Some(_) => (*message, Standing::Refused, true),
            None => return Ok(()),
        },
        // The next check with her mail looks at it again.
        EventKind::Wrote { .. } => return Ok(change.doubt_fingerprints()?),
        EventKind::Undone { event: again } => return bounced_again(change, event, *again),
        _ => return Ok(()),
    };
    let filings = change.store().filings_of(message)?;
    let is_refusal = matches!(event.kind, EventKind::NotAbout { .. });
    if let Some(filed) = filings.iter().find(|filed| filed.request == event.request)
        && (!is_refusal || filed.standing == Standing::Refused)
    {
        change.set_filing(&Filed { standing, by_her, at: change.now(), ..filed.clone() })?;
    }
    let requests = change.store().request(&event.request)?;
    if let (Some(request), false) = (requests, standing == Standing::Filed) {
        change.drop_sender(&request.authority, message)?;
    }
    let filings = change.store().filings_of(message)?;
    let is_filed = filings.iter().any(|filed| filed.standing == Standing::Filed);
    let was_read_with = || -> Result<bool> {
        let read = change.store().message(message)?.map(|message| message.recorded_at);
        let by_program = matches!(event.kind, EventKind::Filed { by_her: false, .. });
        Ok(by_program && !decided && read == Some(event.recorded_at))
    };
    let place = match is_filed {
        true => MessagePlace::Filed,
        false if was_read_with()? => MessagePlace::TakenBack,
        false => MessagePlace::Tray,
    };
    change.place_message(message, place)?;
    Ok(())
}

/// Her word that the message is not about the request, if it stands.
pub(super) fn refusal(
    change: &Change<'_>,
    request: &RequestId,
    message: MessageKey,
) -> Result<Option<EventId>> {
    let events = change.store().events(request)?;
    let undone = fold::undone(&events);
    let is_refusal =
        |event: &&Event| matches!(event.kind, EventKind::NotAbout { message: of } if of == message);
    Ok(events.iter().filter(is_refusal).map(|event| event.id).rfind(|id| !undone.contains(id)))
}

/// A letter whose bounce counts again, once its taking-back is taken back.
fn bounced_again(change: &Change<'_>, taking_back: &Event, again: EventId) -> Result<()> {
    let events = change.store().events(&taking_back.request)?;
    let bounce = events.iter().find(|event| event.id == again).map(|event| &event.kind);
    if let Some(EventKind::Letter { letter, state: LetterState::Bounced, .. }) = bounce {
        change.set_letter_state(*letter, LetterState::Bounced)?;
    }
    Ok(())
}

/// Whether the filing that this event ended was hers.
fn was_filed_by_her(change: &Change<'_>, ended: &Event, message: MessageKey) -> Result<bool> {
    let events = change.store().events(&ended.request)?;
    let undone = fold::undone(&events);
    let stood = |event: &&Event| event.id < ended.id && !undone.contains(&event.id);
    let before = events.iter().rev().filter(stood);
    let last = before.filter_map(|event| match event.kind {
        EventKind::Filed { message: filed, by_her, .. } if filed == message => Some(by_her),
        _ => None,
    });
    Ok({ last }.next().unwrap_or(false))
}
