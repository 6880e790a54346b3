//! Which events count, and in which order: by occurrence, without what was taken back.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::taken_back::taken_back;
use crate::request::place::in_order;
use crate::request::{Event, EventId, EventKind, MailPlace, MessageKey};

/// The events that count, in the order in which they happened: neither taken back nor filings that
/// were taken out again, nor letters that the authority took back.
pub fn counting(events: &[Event]) -> Vec<&Event> {
    let undone = undone(events);
    let unfiled = unfiled(events, &undone);
    let mut counting: Vec<&Event> = events
        .iter()
        .filter(|event| !undone.contains(&event.id) && !unfiled.contains(&event.id))
        .collect();
    counting.sort_by_key(|event| (event.occurred_at, event.id));
    let mut counting = in_thread_order(&counting);
    let taken_back = taken_back(&counting);
    if !taken_back.is_empty() {
        counting.retain(|event| !taken_back.contains(&event.id));
    }
    counting
}

/// The messages that count: filed, and not taken back by the authority.
pub fn standing(events: &[Event]) -> HashSet<MessageKey> {
    let filed = counting(events).into_iter().filter_map(|event| match event.kind {
        EventKind::Filed { message, .. } => Some(message),
        _ => None,
    });
    filed.collect()
}

/// Events in the order of time and recording, with the messages of one moment in the order of their
/// threads, each with what came with it: which was read first makes no difference.
fn in_thread_order<'e>(events: &[&'e Event]) -> Vec<&'e Event> {
    let mut ordered = Vec::with_capacity(events.len());
    for moment in events.chunk_by(|a, b| a.occurred_at == b.occurred_at) {
        if moment.iter().filter(|event| place_of(event).is_some()).count() < 2 {
            ordered.extend_from_slice(moment);
            continue;
        }
        let first = moment.iter().position(|event| place_of(event).is_some()).unwrap_or(0);
        let (before, from) = moment.split_at(first);
        let (mail, others) = messages_apart(from);
        ordered.extend_from_slice(before);
        ordered.extend(in_order(mail, |mail| mail.0).into_iter().flat_map(|(_, with)| with));
        ordered.extend(others);
    }
    ordered
}

/// A message's place, and its filing with what came with it.
type Mail<'p, 'e> = (&'p MailPlace, Vec<&'e Event>);

/// The filings among events, each with what came with it, and the rest.
fn messages_apart<'e>(events: &[&'e Event]) -> (Vec<Mail<'e, 'e>>, Vec<&'e Event>) {
    let (mut mail, mut others): (Vec<Mail<'_, '_>>, Vec<&Event>) = (Vec::new(), Vec::new());
    for event in events {
        match (place_of(event), mail.last_mut()) {
            (Some(place), _) => mail.push((place, vec![event])),
            (None, Some((_, with))) if event.kind.comes_with_a_message() => with.push(event),
            (None, _) => others.push(event),
        }
    }
    (mail, others)
}

fn place_of(event: &Event) -> Option<&MailPlace> {
    match &event.kind {
        EventKind::Filed { place, .. } => Some(place),
        _ => None,
    }
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
