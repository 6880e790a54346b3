//! The letters of a request and where each stands in the end. What may follow what is `letter`'s.

use std::collections::HashMap;

use crate::letter::{LetterKind, LetterState};
use crate::request::{Event, EventKind, LetterId};

/// Where each letter stands in the end. A letter that was accepted and came back was not delivered,
/// and never moved the request; but a request about which the authority has written did arrive,
/// whatever came back from one of its mailboxes, and so did a request for review that it has answered.
#[derive(Debug, Default)]
pub struct Letters(HashMap<(LetterId, LetterKind), LetterState>);

impl Letters {
    /// The letters of events in the order in which they happened.
    pub fn of(counting: &[&Event]) -> Self {
        let states = counting.iter().filter_map(|event| match event.kind {
            EventKind::Letter { letter, kind, state, .. } => Some(((letter, kind), state)),
            _ => None,
        });
        let mut letters: HashMap<_, _> = states.collect();
        let came_back = letters.iter_mut().filter(|(_, state)| **state == LetterState::Bounced);
        for (_, state) in came_back.filter(|((_, kind), _)| is_answered(*kind, counting)) {
            *state = LetterState::Accepted;
        }
        Letters(letters)
    }

    /// Whether the event is the acceptance of a letter that has not come back since.
    pub fn is_delivery(&self, letter: LetterId, kind: LetterKind, state: LetterState) -> bool {
        state == LetterState::Accepted && !self.is_lost(letter, kind)
    }

    /// Whether a letter was refused or came back, and stays so.
    pub fn is_lost(&self, letter: LetterId, kind: LetterKind) -> bool {
        let stands = self.0.get(&(letter, kind));
        matches!(stands, Some(LetterState::Refused | LetterState::Bounced))
    }

    /// Whether any letter stands so.
    pub fn any(&self, state: LetterState) -> bool {
        self.0.values().any(|known| *known == state)
    }

    /// Whether any first letter has arrived, as far as is known.
    pub(super) fn any_request_delivered(&self) -> bool {
        let mut letters = self.0.iter();
        letters.any(|((_, kind), state)| {
            (*kind, *state) == (LetterKind::Request, LetterState::Accepted)
        })
    }
}

/// Whether the authority has written what nobody writes who has no letter of that kind.
fn is_answered(kind: LetterKind, counting: &[&Event]) -> bool {
    let sent = counting.iter().position(|event| {
        matches!(event.kind, EventKind::Letter { kind: of, .. } if of == LetterKind::Review)
    });
    match kind {
        LetterKind::Request => counting.iter().any(|event| is_from_authority(&event.kind)),
        LetterKind::Review => counting.iter().skip(sent.unwrap_or(0)).any(|event| {
            is_from_authority(&event.kind)
                && matches!(event.kind, EventKind::Filed { kind, .. } if kind.is_of_review())
        }),
        LetterKind::Chaser | LetterKind::Reply | LetterKind::Complaint => false,
    }
}

/// Whether the authority itself wrote, and no server of its.
fn is_from_authority(event: &EventKind) -> bool {
    match event {
        EventKind::Filed { kind, known_sender, by_her, .. } => {
            (*known_sender || *by_her) && !kind.is_of_servers()
        }
        _ => false,
    }
}
