//! Where one request stands on a day: its dates by law, whether it is late, and what to do next.
//! Joins what the store holds with the pure clock; the rules are `law`'s and `request`'s.

use chrono::NaiveDate;

use super::board::NextStep;
use super::{Desk, Result};
use crate::law::count::Count;
use crate::law::{Calendar, Holidays, Regime, london};
use crate::letter::{LetterKind, LetterState};
use crate::request::{Event, EventKind, Status};
use crate::store::{LetterOutline, Request, RequestState};

/// Where one request stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The day the first letter was accepted.
    pub sent_on: Option<NaiveDate>,
    /// The last day for the answer.
    pub due: Option<NaiveDate>,
    /// Whether it has passed without an answer.
    pub overdue: bool,
    /// What to do next.
    pub next: NextStep,
}

/// What every clock of the desk needs: the bank holidays.
pub struct Clocks {
    holidays: &'static Holidays,
}

impl Clocks {
    /// Reads what the clocks of a desk need.
    pub fn read(_desk: &Desk) -> Result<Self> {
        Ok(Clocks { holidays: Holidays::shipped() })
    }

    /// Where a request stands on `today`.
    pub fn standing(
        &self,
        request: &Request,
        state: RequestState,
        events: &[Event],
        letters: &[LetterOutline],
        today: NaiveDate,
    ) -> Result<Standing> {
        let sent_on = sent_on(events);
        let due = sent_on.map(|day| self.due(request.regime, day));
        let waiting = matches!(state.status, Status::AwaitingResponse);
        let overdue = waiting && due.is_some_and(|due| due < today);
        let next = next(state, letters, overdue, due);
        Ok(Standing { sent_on, due, overdue, next })
    }

    fn due(&self, regime: Regime, received: NaiveDate) -> NaiveDate {
        let calendar = match regime {
            Regime::Foia | Regime::Eir => Calendar::Uk,
            Regime::Foisa | Regime::Eisr => Calendar::Scotland,
        };
        Count::new(received, 20, calendar).end(self.holidays)
    }
}

/// The day in London on which a server first took the first letter.
fn sent_on(events: &[Event]) -> Option<NaiveDate> {
    events
        .iter()
        .filter(|event| {
            matches!(
                event.kind,
                EventKind::Letter { kind: LetterKind::Request, state: LetterState::Accepted, .. }
            )
        })
        .map(|event| london::date(event.occurred_at))
        .min()
}

fn next(
    state: RequestState,
    letters: &[LetterOutline],
    overdue: bool,
    due: Option<NaiveDate>,
) -> NextStep {
    let in_doubt = letters.iter().any(|letter| letter.state == LetterState::InDoubt);
    let (what, because) = match state.status {
        _ if in_doubt => ("settle", "a letter may or may not have been sent"),
        Status::Unsent => ("send", "its first letter has not gone"),
        Status::Undelivered => ("fix_address", "its first letter came back"),
        Status::AwaitingClarification => ("answer_them", "they asked something"),
        Status::Answered => ("triage", "an answer waits for your yes"),
        Status::AwaitingResponse if overdue => ("chase", "the answer is late"),
        Status::AwaitingResponse | Status::Postal => ("wait", "the time for the answer runs"),
        Status::InternalReview => ("wait", "the review is under way"),
        Status::WithRegulator => ("wait", "the complaint is with the regulator"),
        Status::Refused | Status::PartlySuccessful | Status::NotHeld => {
            ("ask_review", "a review may be asked for")
        }
        Status::Successful => ("close", "you have what you asked for"),
        Status::Withdrawn => ("none", "you gave it up"),
    };
    let by = (what == "wait").then_some(due).flatten();
    NextStep { what: what.to_owned(), by, because: because.to_owned() }
}
