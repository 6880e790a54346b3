//! Letters that the authority took back: what they said does not stand. Which one is meant is told by the
//! day that is named, else it is the last one before. What she has decided of it stays hers.

use std::collections::HashSet;

use chrono::TimeDelta;

use crate::law::london;
use crate::reading::Kind;
use crate::request::{Event, EventId, EventKind, MessageKey, Status};

/// The events of letters that were taken back, among those that count in their order.
pub(super) fn taken_back(ordered: &[&Event]) -> HashSet<EventId> {
    let mut gone = HashSet::new();
    for (at, event) in ordered.iter().enumerate() {
        let EventKind::TookBack { message, .. } = event.kind else { continue };
        let before = ordered[..at].iter().rposition(|one| files(one) == Some(message));
        let letter = before.and_then(|before| meant(&ordered[..before], event));
        if let Some(letter) = letter.filter(|letter| !is_decided(&ordered[*letter + 1..])) {
            gone.insert(ordered[letter].id);
            gone.extend(brought(&ordered[letter..]));
        }
    }
    gone
}

/// What is called a message and no answer is one of the days before.
const JUST_BEFORE: TimeDelta = TimeDelta::days(7);

/// The place of the letter that is taken back: of the day that is named one that answers, else another
/// of that day; without a day, or where none is of it, the last answer if it is called one, else what came
/// just before.
fn meant(before: &[&Event], taking_back: &Event) -> Option<usize> {
    let EventKind::TookBack { of, an_answer, .. } = taking_back.kind else { return None };
    let last = |is_meant: &dyn Fn(&Event) -> bool| {
        before.iter().rposition(|event| is_letter(event) && is_meant(event))
    };
    let is_of = |event: &Event| Some(london::date(event.occurred_at)) == of;
    let named = || last(&|event| is_of(event) && answers(event)).or_else(|| last(&is_of));
    let is_near = |event: &Event| taking_back.occurred_at - event.occurred_at <= JUST_BEFORE;
    let any = || if an_answer { last(&answers) } else { last(&is_near) };
    of.and_then(|_| named()).or_else(any)
}

/// Whether the authority wrote a letter that says something of the request: no receipt of a machine.
fn is_letter(event: &Event) -> bool {
    match &event.kind {
        EventKind::Filed { kind, known_sender, by_her, .. } => {
            let is_letter = !kind.is_of_servers()
                && !matches!(
                    kind,
                    Kind::AutoReply | Kind::OutOfOffice | Kind::Closed | Kind::SentInError
                );
            is_letter && (*known_sender || *by_her)
        }
        _ => false,
    }
}

fn answers(event: &Event) -> bool {
    match &event.kind {
        EventKind::Filed { suggests, .. } => suggests.is_some_and(Status::is_outcome),
        _ => false,
    }
}

/// Whether she decided an outcome after a letter, before another one answered.
fn is_decided(after: &[&Event]) -> bool {
    let next = after.iter().find_map(|event| match &event.kind {
        EventKind::Decided { status, .. } if status.is_outcome() => Some(true),
        _ if is_letter(event) && answers(event) => Some(false),
        _ => None,
    });
    next.unwrap_or(false)
}

/// What came with the letter at the start.
fn brought<'e>(from: &'e [&Event]) -> impl Iterator<Item = EventId> + 'e {
    let with = from.iter().skip(1);
    let with = with.take_while(|event| {
        event.occurred_at == from[0].occurred_at && event.kind.comes_with_a_message()
    });
    with.map(|event| event.id)
}

fn files(event: &Event) -> Option<MessageKey> {
    match event.kind {
        EventKind::Filed { message, .. } => Some(message),
        _ => None,
    }
}

/// The messages that take something back and of which the desk knew when she last decided an outcome.
pub fn decided_since(events: &[Event]) -> HashSet<MessageKey> {
    let undone = super::undone(events);
    let mut counting = events.iter().filter(|event| !undone.contains(&event.id));
    let decided = counting.by_ref().filter(
        |event| matches!(event.kind, EventKind::Decided { status, .. } if status.is_outcome()),
    );
    let Some(decided) = decided.map(|event| event.id).max() else { return HashSet::new() };
    let earlier = events.iter().filter(|event| event.id < decided);
    earlier.filter_map(files).collect()
}
