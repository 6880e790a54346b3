//! Folding a request's events into its status. Total: any events in any order fold to something.
//!
//! Events count in the order in which they happened, not in which they were read, so that exports
//! may arrive in any order. Her decision outranks every reading of mail dated before it.

use std::collections::HashSet;

use crate::letter::{LetterKind, LetterState};
use crate::request::{Event, EventId, EventKind, Status};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Its status.
    pub status: Status,
    /// Its outcome, once decided; kept through a review.
    pub outcome: Option<Status>,
    /// What is suggested and not decided.
    pub suggestion: Option<Status>,
}

impl Default for State {
    fn default() -> Self {
        State { status: Status::Unsent, outcome: None, suggestion: None }
    }
}

/// Folds events, given in the order of recording, into where the request stands.
pub fn fold(events: &[Event]) -> State {
    let undone = undone(events);
    let unfiled = unfiled(events, &undone);
    let mut counting: Vec<&Event> = events
        .iter()
        .filter(|event| !undone.contains(&event.id) && !unfiled.contains(&event.id))
        .collect();
    counting.sort_by_key(|event| (event.occurred_at, event.id));
    counting.into_iter().fold(State::default(), after)
}

/// Events that were taken back; taking back a taking-back restores.
pub fn undone(events: &[Event]) -> HashSet<EventId> {
    let mut undone = HashSet::new();
    for event in events.iter().rev() {
        if let EventKind::Undone { event: target } = event.kind
            && !undone.contains(&event.id)
        {
            undone.insert(target);
        }
    }
    undone
}

/// Filings that a later unfiling took back.
fn unfiled(events: &[Event], undone: &HashSet<EventId>) -> HashSet<EventId> {
    let mut gone = HashSet::new();
    for later in events.iter().filter(|event| !undone.contains(&event.id)) {
        if let EventKind::Unfiled { message } = later.kind {
            gone
                .extend(events.iter().filter(|earlier| earlier.id < later.id).filter_map(|event| {
                matches!(event.kind, EventKind::Filed { message: filed, .. } if filed == message)
                    .then_some(event.id)
            }));
        }
    }
    gone
}

/// The state after one more event.
fn after(state: State, event: &Event) -> State {
    match &event.kind {
        EventKind::Letter { kind, state: letter, .. } => after_letter(state, *kind, *letter),
        EventKind::Filed { suggests, known_sender, by_her, .. } => match suggests {
            Some(status) => after_reading(state, *status, *known_sender || *by_her),
            None => state,
        },
        EventKind::Decided { status, .. } => after_decision(state, *status),
        EventKind::Unfiled { .. }
        | EventKind::ClarificationAsked { .. }
        | EventKind::ClarificationGiven { .. }
        | EventKind::FeeNotice { .. }
        | EventKind::FeePaid { .. }
        | EventKind::Extended { .. }
        | EventKind::Transferred { .. }
        | EventKind::ReviewWindow { .. }
        | EventKind::DueClaimed { .. }
        | EventKind::DueOverridden { .. }
        | EventKind::ReceivedOn { .. }
        | EventKind::Note { .. }
        | EventKind::Undone { .. } => state,
    }
}

fn after_letter(state: State, kind: LetterKind, letter: LetterState) -> State {
    let status = match (kind, letter) {
        (LetterKind::Request, LetterState::Accepted) if is_before_answer(state.status) => {
            Status::AwaitingResponse
        }
        (LetterKind::Request, LetterState::Refused | LetterState::Bounced)
            if is_before_answer(state.status) =>
        {
            Status::Undelivered
        }
        (LetterKind::Review, LetterState::Accepted) => Status::InternalReview,
        (LetterKind::Complaint, LetterState::Accepted) => Status::WithRegulator,
        (LetterKind::Reply, LetterState::Accepted)
            if state.status == Status::AwaitingClarification =>
        {
            Status::AwaitingResponse
        }
        _ => state.status,
    };
    State { status, ..state }
}

fn is_before_answer(status: Status) -> bool {
    matches!(status, Status::Unsent | Status::Undelivered | Status::AwaitingResponse)
}

/// What a message suggests: an answer moves an undecided request to `answered`, a question to
/// `awaiting_clarification`; everything else, and whatever comes from an unknown sender, is only a
/// suggestion (rule 9).
fn after_reading(state: State, suggests: Status, trusted: bool) -> State {
    let undecided = !state.status.is_outcome() && state.status != Status::Withdrawn;
    let status = if !trusted || !undecided {
        state.status
    } else if suggests.is_outcome() {
        Status::Answered
    } else if suggests == Status::AwaitingClarification && is_before_answer(state.status) {
        Status::AwaitingClarification
    } else {
        state.status
    };
    let settled = status == suggests || (suggests == Status::AwaitingResponse);
    State { status, suggestion: if settled { state.suggestion } else { Some(suggests) }, ..state }
}

fn after_decision(state: State, status: Status) -> State {
    let outcome = if status.is_outcome() { Some(status) } else { state.outcome };
    State { status, outcome, suggestion: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Kind;
    use crate::request::{LetterId, MessageKey, RequestId};
    use chrono::{DateTime, Utc};

    fn event(id: i64, day: u32, kind: EventKind) -> Event {
        let at = format!("2020-06-{day:02}T12:00:00Z").parse::<DateTime<Utc>>().unwrap();
        Event {
            id: EventId(id),
            request: RequestId::from("c/a"),
            occurred_at: at,
            recorded_at: at,
            kind,
        }
    }

    fn sent(kind: LetterKind) -> EventKind {
        letter(kind, LetterState::Accepted)
    }

    fn letter(kind: LetterKind, state: LetterState) -> EventKind {
        EventKind::Letter { letter: LetterId(1), kind, state, because: None }
    }

    fn answer(suggests: Status, known_sender: bool) -> EventKind {
        EventKind::Filed {
            message: MessageKey(1),
            kind: Kind::Released,
            suggests: Some(suggests),
            known_sender,
            by_her: false,
        }
    }

    fn decided(status: Status) -> EventKind {
        EventKind::Decided { status, note: None }
    }

    fn folded(events: Vec<(u32, EventKind)>) -> (Status, Option<Status>, Option<Status>) {
        let events: Vec<Event> = events
            .into_iter()
            .enumerate()
            .map(|(i, (day, kind))| event(i as i64 + 1, day, kind))
            .collect();
        let state = fold(&events);
        (state.status, state.outcome, state.suggestion)
    }

    #[test]
    fn an_answer_waits_for_her_yes() {
        let story = vec![(2, sent(LetterKind::Request)), (9, answer(Status::Successful, true))];
        assert_eq!(folded(story), (Status::Answered, None, Some(Status::Successful)));
    }

    #[test]
    fn a_stranger_only_suggests() {
        let story = vec![(2, sent(LetterKind::Request)), (9, answer(Status::Refused, false))];
        assert_eq!(folded(story), (Status::AwaitingResponse, None, Some(Status::Refused)));
    }

    #[test]
    fn her_decision_outranks_mail_dated_before_it_even_when_read_later() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (20, decided(Status::PartlySuccessful)),
            (9, answer(Status::Refused, true)),
        ];
        assert_eq!(folded(story), (Status::PartlySuccessful, Some(Status::PartlySuccessful), None));
    }

    #[test]
    fn later_mail_makes_a_new_suggestion_and_keeps_the_decision() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (10, decided(Status::Refused)),
            (19, answer(Status::Successful, true)),
        ];
        assert_eq!(
            folded(story),
            (Status::Refused, Some(Status::Refused), Some(Status::Successful))
        );
    }

    #[test]
    fn a_review_keeps_the_outcome_before_it() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (10, decided(Status::Refused)),
            (11, sent(LetterKind::Review)),
        ];
        assert_eq!(folded(story), (Status::InternalReview, Some(Status::Refused), None));
    }

    #[test]
    fn a_bounced_chaser_changes_nothing() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (10, sent(LetterKind::Chaser)),
            (11, letter(LetterKind::Chaser, LetterState::Bounced)),
        ];
        assert_eq!(folded(story), (Status::AwaitingResponse, None, None));
    }

    #[test]
    fn undoing_an_undoing_restores() {
        let mut story = vec![(2, sent(LetterKind::Request)), (3, decided(Status::Withdrawn))];
        story.push((4, EventKind::Undone { event: EventId(2) }));
        assert_eq!(folded(story.clone()).0, Status::AwaitingResponse);
        story.push((5, EventKind::Undone { event: EventId(3) }));
        assert_eq!(folded(story).0, Status::Withdrawn);
    }
}
