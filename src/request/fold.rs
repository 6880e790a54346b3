//! Folding a request's events into its status. Total: any events in any order fold to something.
//!
//! Events count in the order in which they happened, not in which they were read, so that exports
//! may arrive in any order. Her decision outranks every reading of mail dated before it.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use crate::letter::{LetterKind, LetterState};
use crate::request::event::Basis;
use crate::request::{Event, EventId, EventKind, LetterId, MessageKey, Status};

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

/// Folds events into where the request stands.
pub fn fold(events: &[Event]) -> State {
    let counting = counting(events);
    let letters = Letters::of(&counting);
    let steps = counting.into_iter();
    steps.fold(Fold::default(), |fold, event| fold.after(event, &letters)).state
}

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

/// Where each letter stands in the end. A letter that was accepted and came back was not delivered,
/// and never moved the request.
#[derive(Debug, Default)]
pub struct Letters(HashMap<(LetterId, LetterKind), LetterState>);

impl Letters {
    /// The letters of events in the order in which they happened.
    pub fn of(counting: &[&Event]) -> Self {
        let states = counting.iter().filter_map(|event| match event.kind {
            EventKind::Letter { letter, kind, state, .. } => Some(((letter, kind), state)),
            _ => None,
        });
        Letters(states.collect())
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
    fn any_request_delivered(&self) -> bool {
        let mut letters = self.0.iter();
        letters.any(|((_, kind), state)| {
            (*kind, *state) == (LetterKind::Request, LetterState::Accepted)
        })
    }
}

/// The state so far, and what it is not enough to tell by itself.
#[derive(Debug, Clone, Copy, Default)]
struct Fold {
    state: State,
    /// Whether the suggestion comes from an address known for the authority.
    suggestion_is_trusted: bool,
    /// Whether the suggestion is older than the review that was asked for.
    suggestion_is_before_review: bool,
    /// Whether she asked for a review.
    review_was_sent: bool,
}

impl Fold {
    /// The state after one more event.
    fn after(self, event: &Event, letters: &Letters) -> Self {
        match &event.kind {
            EventKind::Letter { letter, kind, state, .. }
                if letters.is_delivery(*letter, *kind, *state) =>
            {
                self.after_delivery(*kind)
            }
            EventKind::Letter { letter, kind: LetterKind::Request, state, .. }
                if letters.is_lost(*letter, LetterKind::Request)
                    && matches!(state, LetterState::Refused | LetterState::Bounced)
                    && !letters.any_request_delivered() =>
            {
                self.before_answer(Status::Undelivered)
            }
            EventKind::Filed { suggests: Some(status), known_sender, by_her, .. } => {
                self.after_reading(*status, *known_sender || *by_her)
            }
            EventKind::Decided { status, .. } => self.after_decision(*status),
            EventKind::ClarificationAsked { basis: Basis::Decision, .. }
            | EventKind::IdentityAsked { basis: Basis::Decision, .. }
            | EventKind::FeeNotice { basis: Basis::Decision, .. } => self.after_question(),
            EventKind::ClarificationGiven { .. } | EventKind::FeePaid { .. } => {
                self.from(&[Status::AwaitingClarification], Status::AwaitingResponse)
            }
            EventKind::ReceivedOn { .. } => {
                self.from(&[Status::Unsent, Status::Undelivered], Status::AwaitingResponse)
            }
            EventKind::RegulatorDecided { .. } => self.to(Status::WithRegulator),
            EventKind::Letter { .. }
            | EventKind::Filed { .. }
            | EventKind::Unfiled { .. }
            | EventKind::ClarificationAsked { basis: Basis::Claim, .. }
            | EventKind::IdentityAsked { basis: Basis::Claim, .. }
            | EventKind::FeeNotice { basis: Basis::Claim, .. }
            | EventKind::Extended { .. }
            | EventKind::Transferred { .. }
            | EventKind::SchoolClosed { .. }
            | EventKind::ReviewWindow { .. }
            | EventKind::DueClaimed { .. }
            | EventKind::DueOverridden { .. }
            | EventKind::Note { .. }
            | EventKind::Undone { .. } => self,
        }
    }

    fn to(mut self, status: Status) -> Self {
        self.state.status = status;
        if self.state.suggestion == Some(status) {
            self.state.suggestion = None;
        }
        self
    }

    /// Moves only from one of these statuses.
    fn from(self, statuses: &[Status], to: Status) -> Self {
        if statuses.contains(&self.state.status) { self.to(to) } else { self }
    }

    /// Moves only while no answer is in.
    fn before_answer(self, to: Status) -> Self {
        self.from(&[Status::Unsent, Status::Undelivered, Status::AwaitingResponse], to)
    }

    /// Whether she has decided the request: mail no longer moves it.
    fn is_decided(&self) -> bool {
        self.state.outcome.is_some()
            || matches!(self.state.status, Status::Withdrawn | Status::WithRegulator)
    }

    fn after_delivery(mut self, kind: LetterKind) -> Self {
        match kind {
            LetterKind::Request => {
                self.from(&[Status::Unsent, Status::Undelivered], Status::AwaitingResponse)
            }
            LetterKind::Reply => {
                self.from(&[Status::AwaitingClarification], Status::AwaitingResponse)
            }
            LetterKind::Review => {
                self.review_was_sent = true;
                self.suggestion_is_before_review = self.state.suggestion.is_some();
                self.to(Status::InternalReview)
            }
            LetterKind::Complaint => self.to(Status::WithRegulator),
            LetterKind::Chaser => self,
        }
    }

    /// What a message suggests. An answer moves an undecided request to `answered`, a question to
    /// `awaiting_clarification`, a receipt shows that it arrived; everything else, and whatever
    /// comes from an unknown sender, is only a suggestion (rule 9).
    fn after_reading(self, suggests: Status, trusted: bool) -> Self {
        let may_move = trusted && !self.is_decided();
        match suggests {
            Status::AwaitingResponse if may_move => {
                self.from(&[Status::Unsent, Status::Undelivered], Status::AwaitingResponse)
            }
            Status::AwaitingResponse => self,
            Status::AwaitingClarification if may_move && self.is_before_answer() => {
                self.to(Status::AwaitingClarification)
            }
            Status::InternalReview if may_move && self.review_was_sent => {
                self.to(Status::InternalReview)
            }
            outcome if outcome.is_outcome() && may_move => {
                self.to(Status::Answered).suggesting(outcome, trusted)
            }
            other => self.suggesting(other, trusted),
        }
    }

    fn is_before_answer(&self) -> bool {
        matches!(
            self.state.status,
            Status::Unsent | Status::Undelivered | Status::AwaitingResponse | Status::Postal
        )
    }

    /// A newer suggestion takes the place of an older one, but an unknown sender's never that of a
    /// known one's, nor a lesser thing that of an outcome.
    fn suggesting(mut self, suggests: Status, trusted: bool) -> Self {
        let yields = match self.state.suggestion {
            None => true,
            Some(_) if self.suggestion_is_trusted && !trusted => false,
            Some(known) => suggests.is_outcome() || !known.is_outcome(),
        };
        if self.state.status != suggests && yields {
            self.state.suggestion = Some(suggests);
            self.suggestion_is_trusted = trusted;
            self.suggestion_is_before_review = false;
        }
        self
    }

    /// Her word. An outcome that she decides while a review runs, of an answer that came before it,
    /// is the outcome before the review: the review goes on.
    fn after_decision(mut self, status: Status) -> Self {
        let review_goes_on = self.state.status == Status::InternalReview
            && self.suggestion_is_before_review
            && status.is_outcome();
        self.state.outcome = match status {
            outcome if outcome.is_outcome() => Some(outcome),
            Status::AwaitingResponse | Status::AwaitingClarification => None,
            _ => self.state.outcome,
        };
        self.state.suggestion = None;
        self.suggestion_is_before_review = false;
        self.review_was_sent |= status == Status::InternalReview;
        if review_goes_on { self } else { self.to(status) }
    }

    /// She says that what they sent was a question, or a fees notice good in law.
    fn after_question(mut self) -> Self {
        if self.is_decided() || !(self.is_before_answer() || self.state.status == Status::Answered)
        {
            return self;
        }
        self.state.suggestion = None;
        self.to(Status::AwaitingClarification)
    }
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

    fn bounce(id: i64, kind: LetterKind, state: LetterState) -> EventKind {
        EventKind::Letter { letter: LetterId(id), kind, state, because: None }
    }

    #[test]
    fn a_review_that_bounces_was_never_asked_for() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (10, decided(Status::Refused)),
            (11, bounce(2, LetterKind::Review, LetterState::Accepted)),
            (12, bounce(2, LetterKind::Review, LetterState::Bounced)),
        ];
        assert_eq!(folded(story), (Status::Refused, Some(Status::Refused), None));
    }

    #[test]
    fn a_request_sent_again_after_a_bounce_waits_for_its_answer() {
        let story = vec![
            (2, bounce(1, LetterKind::Request, LetterState::Accepted)),
            (3, bounce(2, LetterKind::Request, LetterState::Accepted)),
            (4, bounce(1, LetterKind::Request, LetterState::Bounced)),
        ];
        assert_eq!(folded(story), (Status::AwaitingResponse, None, None));
    }

    #[test]
    fn a_reply_dated_before_the_letter_it_answers_still_counts() {
        let story = vec![(3, sent(LetterKind::Request)), (2, answer(Status::Successful, true))];
        assert_eq!(folded(story), (Status::Answered, None, Some(Status::Successful)));
    }

    #[test]
    fn a_stranger_never_takes_the_place_of_the_authority() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (9, answer(Status::Refused, true)),
            (10, answer(Status::Successful, false)),
        ];
        assert_eq!(folded(story), (Status::Answered, None, Some(Status::Refused)));
    }

    #[test]
    fn the_answer_to_a_review_is_a_suggestion_beside_the_decided_outcome() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (10, decided(Status::Refused)),
            (11, bounce(2, LetterKind::Review, LetterState::Accepted)),
            (20, answer(Status::PartlySuccessful, true)),
        ];
        let expected =
            (Status::InternalReview, Some(Status::Refused), Some(Status::PartlySuccessful));
        assert_eq!(folded(story), expected);
    }

    #[test]
    fn deciding_the_first_answer_late_does_not_end_the_review() {
        let mut story = vec![
            (2, sent(LetterKind::Request)),
            (9, answer(Status::Refused, true)),
            (10, bounce(2, LetterKind::Review, LetterState::Accepted)),
            (12, decided(Status::Refused)),
        ];
        assert_eq!(folded(story.clone()), (Status::InternalReview, Some(Status::Refused), None));
        story.push((20, decided(Status::NotHeld)));
        assert_eq!(folded(story), (Status::NotHeld, Some(Status::NotHeld), None));
    }

    #[test]
    fn a_question_waits_for_her_and_her_reply_starts_the_wait_again() {
        let mut story =
            vec![(2, sent(LetterKind::Request)), (5, answer(Status::AwaitingClarification, true))];
        assert_eq!(folded(story.clone()).0, Status::AwaitingClarification);
        story.push((6, bounce(2, LetterKind::Reply, LetterState::Accepted)));
        assert_eq!(folded(story), (Status::AwaitingResponse, None, None));
    }

    #[test]
    fn a_complaint_is_not_undone_by_mail() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (10, bounce(2, LetterKind::Complaint, LetterState::Accepted)),
            (12, answer(Status::Successful, true)),
        ];
        assert_eq!(folded(story), (Status::WithRegulator, None, Some(Status::Successful)));
    }

    #[test]
    fn taking_back_oneself_or_what_is_yet_to_come_does_nothing() {
        let story = vec![
            (2, sent(LetterKind::Request)),
            (3, EventKind::Undone { event: EventId(2) }),
            (3, EventKind::Undone { event: EventId(4) }),
            (4, decided(Status::Withdrawn)),
        ];
        assert_eq!(folded(story).0, Status::Withdrawn);
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
