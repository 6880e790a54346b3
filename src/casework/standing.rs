//! Where one request stands on a day: its dates, whether it is late, and what to do next. Joins
//! what the store holds with the pure clock; the rules are `law`'s and `request`'s.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Desk, Result, holidays};
use crate::law::facts::Closure;
use crate::law::{Body, BodyKind, Holidays, body_for};
use crate::letter::{LetterKind, LetterState};
use crate::request::agenda::{self, Item};
use crate::request::clock::Rules;
use crate::request::fold::State;
use crate::request::next_action::{Letters, next_action};
use crate::request::{AuthorityId, Event, NextAction, RequestClock, Status};
use crate::store::{LetterOutline, Request, RequestState};

/// Where one request stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The day the first letter was accepted.
    pub sent_on: Option<NaiveDate>,
    /// The last day for the answer as it stands.
    pub due: Option<NaiveDate>,
    /// The same in words.
    pub due_told: Option<String>,
    /// Whether the answer, or the review, is late.
    pub overdue: bool,
    /// What to do next.
    pub next: NextAction,
    /// What has its day.
    pub agenda: Vec<Item>,
    /// The whole clock; `None` before anything was received.
    pub clock: Option<RequestClock>,
}

/// What every clock of the desk needs: the bank holidays, and what sort of body each authority is and
/// when it is closed.
#[derive(Debug)]
pub struct Clocks {
    holidays: Holidays,
    bodies: HashMap<AuthorityId, (BodyKind, Vec<Closure>)>,
}

impl Clocks {
    /// Reads what the clocks of a desk need.
    pub fn read(desk: &Desk) -> Result<Self> {
        let register = desk.register()?;
        let bodies = register
            .authorities
            .into_iter()
            .map(|authority| (authority.id, (authority.kind, authority.closures)));
        Ok(Clocks { holidays: holidays::load()?, bodies: bodies.collect() })
    }

    /// The bank holidays counted with.
    pub fn holidays(&self) -> &Holidays {
        &self.holidays
    }

    /// What sort of body a request was put to.
    pub fn kind(&self, request: &Request) -> BodyKind {
        self.bodies.get(&request.authority).map_or(BodyKind::Other, |(kind, _)| *kind)
    }

    /// The clock of a request; `None` before anything was received.
    pub fn clock(&self, request: &Request, events: &[Event]) -> Option<RequestClock> {
        RequestClock::of(events, self.rules(request), &self.holidays)
    }

    /// By which rules a request is counted. The register's closures count where school days do.
    fn rules(&self, request: &Request) -> Rules {
        let Some((kind, closures)) = self.bodies.get(&request.authority) else {
            return Rules::of(request.regime, body_for(BodyKind::Other, request.regime));
        };
        let mut rules = Rules::of(request.regime, body_for(*kind, request.regime));
        if rules.body == Body::School {
            rules.closures.clone_from(closures);
        }
        rules
    }

    /// Where a request stands on `today`.
    pub fn standing(
        &self,
        request: &Request,
        state: RequestState,
        events: &[Event],
        letters: &[LetterOutline],
        today: NaiveDate,
    ) -> Standing {
        let state =
            State { status: state.status, outcome: state.outcome, suggestion: state.suggestion };
        let clock = self.clock(request, events);
        let next = next_action(state, clock.as_ref(), said(letters), today, &self.holidays);
        let agenda = clock
            .as_ref()
            .map(|clock| agenda::open(state, clock, today, &self.holidays))
            .unwrap_or_default();
        Standing {
            sent_on: clock.as_ref().and_then(|clock| clock.timeline.sent_on),
            due: clock.as_ref().and_then(|clock| clock.due),
            due_told: clock.as_ref().and_then(|clock| clock.due_told(&self.holidays)),
            overdue: clock.as_ref().is_some_and(|clock| is_overdue(state, clock, today)),
            next,
            agenda,
            clock,
        }
    }
}

/// What the letters have to say about the next action.
fn said(letters: &[LetterOutline]) -> Letters {
    let mut first = letters.iter().filter(|letter| letter.kind == LetterKind::Request).peekable();
    if letters.iter().any(|letter| letter.state == LetterState::InDoubt) {
        Letters::InDoubt
    } else if first.peek().is_some() && first.all(|one| one.state == LetterState::Cancelled) {
        Letters::Cancelled
    } else {
        Letters::Plain
    }
}

/// Late with the answer while one is awaited, or with the review. Never stored: it is worked out.
fn is_overdue(state: State, clock: &RequestClock, today: NaiveDate) -> bool {
    match state.status {
        Status::Unsent
        | Status::AwaitingResponse
        | Status::AwaitingClarification
        | Status::Postal => clock.answer_is_late(today),
        Status::InternalReview => clock.review_is_late(today),
        Status::Undelivered
        | Status::Answered
        | Status::Successful
        | Status::PartlySuccessful
        | Status::Refused
        | Status::NotHeld
        | Status::WithRegulator
        | Status::Withdrawn => false,
    }
}
