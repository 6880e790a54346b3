//! Which events count, and in which order: by occurrence, without what was taken back.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::request::{Event, EventId, EventKind, MessageKey};

/// The events that count, in the order in which they happened: neither taken back nor filings that
/// were taken out again.
pub fn counting(events: &[Event]) -> Vec<&Event> {
    let undone = undone(events);
    let unfiled = unfiled(events, &undone);
    let mut counting: Vec<&Event> = events
        .iter()
        .filter(|event| !undone.contains(&event.id) && !unfiled.contains(&event.id))
        .collect();
    counting.sort_by_key(|event| (event.occurred_at, event.id));
    counting
}

/// Events that were taken back; taking back a taking-back restores. Only what was recorded earlier
/// can be taken back.
pub fn undone(events: &[Event]) -> HashSet<EventId> {
    let mut takings_back: Vec<(EventId, EventId)> = events
        .iter()
        .filter_map(|event| match event.kind {
            EventKind::Undone { event: target } if target < event.id => Some((event.id, target)),
            _ => None,
        })
        .collect();
    takings_back.sort_by_key(|(id, _)| Reverse(*id));
    let mut undone = HashSet::new();
    for (id, target) in takings_back {
        if !undone.contains(&id) {
            undone.insert(target);
        }
    }
    undone
}

/// Filings that a later unfiling took back.
fn unfiled(events: &[Event], undone: &HashSet<EventId>) -> HashSet<EventId> {
    let mut taken_out: HashMap<MessageKey, EventId> = HashMap::new();
    for event in events.iter().filter(|event| !undone.contains(&event.id)) {
        if let EventKind::Unfiled { message } = event.kind {
            let last = taken_out.entry(message).or_insert(event.id);
            *last = event.id.max(*last);
        }
    }
    let is_out = |event: &&Event| match event.kind {
        EventKind::Filed { message, .. } => {
            taken_out.get(&message).is_some_and(|last| event.id < *last)
        }
        _ => false,
    };
    events.iter().filter(is_out).map(|event| event.id).collect()
}
