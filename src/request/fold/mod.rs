//! Folding a request's events into its status. Total: any events in any order fold to something.
//!
//! Events count in the order in which they happened, not in which they were read, so that exports
//! may arrive in any order. Her decision outranks every reading of mail dated before it.

mod counting;
mod letters;
mod taken_back;
#[cfg(test)]
mod tests;

pub use counting::{counting, standing, undone};
pub use letters::Letters;
pub use taken_back::decided_since;

use crate::letter::{LetterKind, LetterState};
use crate::request::event::Basis;
use crate::request::{Event, EventKind, Status};

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
            EventKind::ClarificationGiven { .. }
            | EventKind::ClarificationReceived { .. }
            | EventKind::FeePaid { .. } => {
                self.from(&[Status::AwaitingClarification], Status::AwaitingResponse)
            }
            EventKind::Wrote { .. } => self.after_delivery(LetterKind::Reply),
            EventKind::ReceivedOn { .. } => {
                self.from(&[Status::Unsent, Status::Undelivered], Status::AwaitingResponse)
            }
            EventKind::Acknowledged { .. } => {
                self.from(&[Status::Unsent, Status::Undelivered], Status::AwaitingResponse)
            }
            EventKind::Answered { .. } => self.after_answer(),
            EventKind::ReviewAsked { .. } => self.after_delivery(LetterKind::Review),
            EventKind::ReviewAnswered { .. } => self.after_review(),
            EventKind::Complained { .. } | EventKind::RegulatorDecided { .. } => {
                self.to(Status::WithRegulator)
            }
            EventKind::Letter { .. }
            | EventKind::Filed { .. }
            | EventKind::TookBack { .. }
            | EventKind::Unfiled { .. }
            | EventKind::NotAbout { .. }
            | EventKind::Reopened { .. }
            | EventKind::ClarificationAsked { basis: Basis::Claim, .. }
            | EventKind::IdentityAsked { basis: Basis::Claim, .. }
            | EventKind::FeeNotice { basis: Basis::Claim, .. }
            | EventKind::Extended { .. }
            | EventKind::Transferred { .. }
            | EventKind::ReplyWanted { .. }
            | EventKind::SchoolClosed { .. }
            | EventKind::Chased { .. }
            | EventKind::ReviewWindow { .. }
            | EventKind::ReviewWindowStated { .. }
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

    /// An answer by post or telephone: what it says is hers to tell.
    fn after_answer(self) -> Self {
        if self.is_before_answer() || self.state.status == Status::AwaitingClarification {
            self.to(Status::Answered)
        } else {
            self
        }
    }

    /// The outcome of a review, by post or telephone. An outcome that was decided before it is kept
    /// until she says what this one is.
    fn after_review(mut self) -> Self {
        self.suggestion_is_before_review = false;
        if self.is_decided() {
            return self;
        }
        self.from(&[Status::InternalReview], Status::Answered)
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
