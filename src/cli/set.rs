//! `foi set`: her word on a request: its status or outcome, or a fact that moves its clock. Each is
//! an event with its day; nothing is overwritten.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use clap::Args;

use super::arguments::{closure, date};
use super::print::{data, json, talk};
use super::{Context, Exit};
use crate::casework::{Error, Result, history, selection};
use crate::law::clock::Closure;
use crate::request::event::Basis;
use crate::request::{EventKind, Status};

/// Decide the status of a request, or set a fact that moves its clock
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  foi set social-media/dunbridge partly_successful\n  \
foi set FOIA1198 --clarification-given 2026-03-09\n  \
foi set FOIA1198 --due 2026-04-10 --because \"agreed by telephone\"")]
pub(super) struct Set {
    /// The request: its id, authority, reference or token
    request: String,
    /// Its status: awaiting_response, awaiting_clarification, successful, partly_successful,
    /// refused, not_held, postal, internal_review, with_regulator, withdrawn
    status: Option<String>,
    /// Why, for the record
    #[arg(long, visible_alias = "because", value_name = "TEXT")]
    note: Option<String>,
    /// The day it happened, for a status [default: today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    on: Option<NaiveDate>,
    /// The response is due on this day, whatever the law says (give the reason with --because)
    #[arg(long, value_name = "DATE", value_parser = date)]
    due: Option<NaiveDate>,
    /// They received the request on this day (re-sent, redirected)
    #[arg(long, value_name = "DATE", value_parser = date)]
    received: Option<NaiveDate>,
    /// They asked for clarification on this day, and rightly so
    #[arg(long, value_name = "DATE", value_parser = date)]
    clarification_asked: Option<NaiveDate>,
    /// They asked who you are on this day, and rightly so
    #[arg(long, value_name = "DATE", value_parser = date)]
    identity_asked: Option<NaiveDate>,
    /// They received your clarification, or your name, on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    clarification_given: Option<NaiveDate>,
    /// They gave a fees notice on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    fee_notice: Option<NaiveDate>,
    /// They received your fee on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    fee_paid: Option<NaiveDate>,
    /// You accept more time, up to this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    extended_until: Option<NaiveDate>,
    /// You accept that they extended the time by law (public interest; complex and voluminous)
    #[arg(long, conflicts_with = "extended_until")]
    extended: bool,
    /// Another authority received the request on this day, and answers it
    #[arg(long, value_name = "DATE", value_parser = date)]
    transferred: Option<NaiveDate>,
    /// To whom it was passed on
    #[arg(long, value_name = "NAME", requires = "transferred")]
    to: Option<String>,
    /// They name this day for their answer (kept beside the law's, moves nothing)
    #[arg(long, value_name = "DATE", value_parser = date)]
    due_claimed: Option<NaiveDate>,
    /// The school is closed on these days, both included; may be given several times
    #[arg(long, value_name = "FROM..TO", value_parser = closure)]
    closures: Vec<Closure>,
    /// They allow a review to be asked for up to this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    review_window: Option<NaiveDate>,
    /// The regulator's decision notice was sent on this day
    #[arg(long, value_name = "DATE", value_parser = date)]
    regulator_decided: Option<NaiveDate>,
}

impl Set {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let request = selection::request(&desk, &self.request)?;
        let events = self.events()?;
        let at = self.on.map_or(context.now, noon);
        let done = history::set(&desk, &request.id, at, &events, context.now)?;
        if context.global.json {
            json(&serde_json::json!({
                "request": request.id, "status_before": done.before.status,
                "status_after": done.after.status, "outcome": done.after.outcome,
            }));
        } else {
            data(&format!("{}\t{} -> {}", request.id, done.before.status, done.after.status));
        }
        talk("`foi undo` takes this back.");
        Ok(Exit::Done)
    }

    /// What she said, as events; at least one thing must be said.
    fn events(&self) -> Result<Vec<EventKind>> {
        let mut events = Vec::new();
        if let Some(word) = &self.status {
            events.push(history::decision(status(word)?, self.note.clone()));
        }
        if let Some(due) = self.due {
            if self.note.is_none() {
                return Err(Error::usage("a due date of your own needs its reason")
                    .hint("add --because \"...\""));
            }
            events.push(EventKind::DueOverridden { due, because: self.because() });
        }
        events.extend(self.received.map(|on| self.received_on(on)));
        events.extend(self.what_stops_it());
        events.extend(self.what_moves_it());
        events.extend(self.review_window.map(|until| EventKind::ReviewWindow { until }));
        events.extend(self.regulator_decided.map(|on| EventKind::RegulatorDecided { on }));
        if events.is_empty() {
            return Err(
                Error::usage("nothing to set").hint("name a status, or a date such as --received")
            );
        }
        Ok(events)
    }

    fn because(&self) -> String {
        self.note.clone().unwrap_or_default()
    }

    fn received_on(&self, on: NaiveDate) -> EventKind {
        EventKind::ReceivedOn { on, because: self.because() }
    }

    /// Questions and fees, and her part in them.
    fn what_stops_it(&self) -> impl Iterator<Item = EventKind> {
        let basis = Basis::Decision;
        let notice = |on| EventKind::FeeNotice { on, pence: None, basis };
        [
            self.clarification_asked.map(|on| EventKind::ClarificationAsked { on, basis }),
            self.identity_asked.map(|on| EventKind::IdentityAsked { on, basis }),
            self.clarification_given.map(|on| EventKind::ClarificationGiven { on }),
            self.fee_notice.map(notice),
            self.fee_paid.map(|on| EventKind::FeePaid { on }),
        ]
        .into_iter()
        .flatten()
    }

    /// More time, another authority, their own date, a school's holidays.
    fn what_moves_it(&self) -> impl Iterator<Item = EventKind> {
        let basis = Basis::Decision;
        let more = |until| EventKind::Extended { until, because: self.because(), basis };
        let passed_on = |on| EventKind::Transferred { to: self.to.clone(), on, basis };
        let closed =
            |closure: &Closure| EventKind::SchoolClosed { from: closure.from, to: closure.to };
        let closures: Vec<EventKind> = self.closures.iter().map(closed).collect();
        [
            self.extended_until.map(|until| more(Some(until))),
            self.extended.then(|| more(None)),
            self.transferred.map(passed_on),
            self.due_claimed.map(|due| EventKind::DueClaimed { due }),
        ]
        .into_iter()
        .flatten()
        .chain(closures)
    }
}

/// A status she may decide; the others follow from what happened.
fn status(word: &str) -> Result<Status> {
    let status: Status = word.parse().map_err(|error: crate::words::UnknownWord| {
        let told = Error::usage(error.to_string());
        match crate::words::nearest(word, Status::ALL.iter().map(|known| known.word())) {
            Some(meant) => told.hint(format!("did you mean `{meant}`?")),
            None => told,
        }
    })?;
    match status {
        Status::Unsent | Status::Undelivered | Status::Answered => Err(Error::usage(format!(
            "`{status}` follows from letters and messages and cannot be set"
        ))
        .hint("decide an outcome: successful, partly_successful, refused, not_held")),
        decided => Ok(decided),
    }
}

fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12)
}
