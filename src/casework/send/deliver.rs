//! Hands the planned letters over, one by one over one connection, each journalled by rule 1 of the
//! design: `sending` is committed and synced after the server took the recipient and before any
//! content is written. Whatever stops the run, the same command goes on where it stopped.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::journal::{AT_ONCE, Journal};
use super::reader::Reader;
use super::{Destination, Planned, Stopped};
use crate::casework::pace::{MEMORY, Pace};
use crate::casework::{Desk, Error, Result};
use crate::letter::{LetterState, mime};
use crate::outbox::{
    Cause, Fault, Folder, Limits, Outbox, Outcome, Outgoing, Phase, Reach, Receipt, reach,
};
use crate::store::{NewStep, Outbound, Step};

/// A pause longer than this is no pause: the run stops and says when to go on.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(65);

/// So many failures in a row that are not about one recipient stop the run.
const PATIENCE: usize = 3;

/// What a run is given.
pub struct Delivery<'a> {
    /// The desk, locked.
    pub desk: &'a Desk,
    /// Where the letters go.
    pub destination: &'a Destination,
    /// The time.
    pub clock: &'a dyn Fn() -> DateTime<Utc>,
    /// Set when she wants to stop after the letter under way.
    pub stop: &'a AtomicBool,
    /// Told what happens.
    pub watch: &'a mut dyn FnMut(&Happened<'_>),
}

/// What happens in a run.
#[derive(Debug)]
pub enum Happened<'a> {
    /// A pause until then, for this reason.
    Waiting(DateTime<Utc>, String),
    /// A letter's outcome.
    Letter(&'a Planned, &'a Outcome),
    /// The server could not be reached, or hung up; it is tried again.
    Lost(&'a Fault),
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Letters that a server or the folder took.
    pub accepted: Vec<(Planned, Receipt)>,
    /// Letters that were refused for good.
    pub refused: Vec<(Planned, Fault)>,
    /// Letters to be tried again later.
    pub deferred: Vec<(Planned, Fault)>,
    /// Letters of which nobody knows.
    pub in_doubt: Vec<(Planned, Fault)>,
    /// Letters that were not tried.
    pub left: Vec<Planned>,
    /// Why it ended early, if it did.
    pub stopped: Option<Stopped>,
}

/// Why the loop ends.
enum End {
    Stopped(Stopped),
    Error(Error),
}

impl<E: Into<Error>> From<E> for End {
    fn from(error: E) -> Self {
        End::Error(error.into())
    }
}

/// Sends `letters` in their order.
pub fn deliver(delivery: Delivery<'_>, letters: &[Planned]) -> Result<Report> {
    let mut run = Run::begin(delivery, letters)?;
    let ended = run.all();
    let kept = run.journal.flush();
    if let Some(outbox) = run.outbox.as_mut() {
        outbox.close();
    }
    run.journal.end();
    kept?;
    let mut report = run.report;
    report.left = run.queue.into();
    match ended {
        Ok(()) => Ok(report),
        Err(End::Stopped(stopped)) => Ok(Report { stopped: Some(stopped), ..report }),
        Err(End::Error(error)) => Err(error),
    }
}

struct Run<'a> {
    delivery: Delivery<'a>,
    journal: Journal<'a>,
    reader: Reader<'a>,
    pace: Pace,
    queue: VecDeque<Planned>,
    outbox: Option<Box<dyn Outbox>>,
    /// Whether the connection has not been used yet: a fault on it is no matter of idleness.
    is_fresh: bool,
    failures: usize,
    doubts: usize,
    report: Report,
}

impl<'a> Run<'a> {
    fn begin(delivery: Delivery<'a>, letters: &[Planned]) -> Result<Self> {
        let now = (delivery.clock)();
        let name = delivery.destination.name();
        let limits = delivery.destination.account().map_or(Limits::default(), |a| a.limits);
        let handed = delivery.desk.store.handed_since(&name, now - MEMORY)?;
        Ok(Run {
            journal: Journal::begin(delivery.desk, name, letters, now)?,
            reader: Reader::start(delivery.desk, letters)?,
            pace: Pace::new(limits, handed),
            queue: letters.iter().cloned().collect(),
            outbox: None,
            is_fresh: true,
            failures: 0,
            doubts: 0,
            report: Report::default(),
            delivery,
        })
    }

    fn all(&mut self) -> Result<(), End> {
        while let Some(next) = self.queue.front().cloned() {
            self.pause()?;
            self.connect()?;
            let letter = self.reader.turn(&next)?;
            let started = Instant::now();
            let outcome = judged(self.hand(&letter));
            self.settle(&next, &letter, &outcome)?;
            if started.elapsed() > AT_ONCE {
                self.journal.flush()?;
            }
            self.journal.post();
        }
        Ok(())
    }

    /// Waits for the pace and the sending window.
    fn pause(&mut self) -> Result<(), End> {
        let now = (self.delivery.clock)();
        let by_pace = self.pace.next(now);
        let window = self.delivery.destination.account().and_then(|account| account.window);
        let opens = window.map_or(by_pace, |window| window.next_open(by_pace));
        let because = match window {
            Some(window) if opens > by_pace => format!("the sending window {window}"),
            _ => format!("the pace of account `{}`", self.journal.by()),
        };
        if opens - now > LONGEST_PAUSE {
            return Err(End::Stopped(Stopped::held(&because, opens)));
        }
        self.wait(opens, &because)
    }

    /// Sleeps until then by the clock on the wall: a laptop that was asleep wakes to the right time.
    fn wait(&mut self, until: DateTime<Utc>, because: &str) -> Result<(), End> {
        let mut told = false;
        loop {
            if self.delivery.stop.load(Ordering::Relaxed) {
                return Err(End::Stopped(Stopped::interrupted()));
            }
            let left = until - (self.delivery.clock)();
            let Ok(left) = left.to_std() else { return Ok(()) };
            if left.is_zero() {
                return Ok(());
            }
            self.journal.flush()?;
            if !told && left > Duration::from_secs(2) {
                (self.delivery.watch)(&Happened::Waiting(until, because.to_owned()));
                told = true;
            }
            std::thread::sleep(left.min(Duration::from_millis(100)));
        }
    }

    /// Makes sure that there is an open outbox.
    fn connect(&mut self) -> Result<(), End> {
        loop {
            if self.outbox.as_ref().is_some_and(|outbox| outbox.is_open()) {
                return Ok(());
            }
            self.outbox = None;
            self.journal.flush()?;
            match self.delivery.destination {
                Destination::Folder(path) => self.outbox = Some(Box::new(Folder::new(path))),
                Destination::Account { server, .. } => match server.connect() {
                    Ok(smtp) => self.outbox = Some(Box::new(smtp)),
                    Err(fault) => self.lost(&fault)?,
                },
            }
            self.is_fresh = true;
        }
    }

    /// The connection failed: stop where nothing will help, otherwise pause before another try.
    fn lost(&mut self, fault: &Fault) -> Result<(), End> {
        match reach(fault) {
            Reach::Account => return Err(End::Stopped(self.account_stop(fault))),
            Reach::Limit => return Err(End::Stopped(self.limit_stop(fault))),
            Reach::Recipient | Reach::Letter | Reach::Connection => {}
        }
        self.failures += 1;
        if self.failures >= PATIENCE {
            return Err(End::Stopped(Stopped::lost(
                fault,
                self.failures,
                self.delivery.destination.account(),
            )));
        }
        (self.delivery.watch)(&Happened::Lost(fault));
        let pause = self.retry_after() * 3i32.pow(self.failures as u32 - 1);
        let until = (self.delivery.clock)() + pause;
        self.wait(until, "another try")
    }

    fn retry_after(&self) -> TimeDelta {
        let account = self.delivery.destination.account();
        account
            .and_then(|account| TimeDelta::from_std(account.retry_after).ok())
            .unwrap_or_else(|| TimeDelta::seconds(10))
    }

    /// Hands one letter over; `sending` is committed inside.
    fn hand(&mut self, letter: &Outbound) -> Outcome {
        let Some(outbox) = self.outbox.as_mut() else {
            return Outcome::Unsent(Fault::new(Phase::Connect, Cause::Closed, "not connected"));
        };
        let now = (self.delivery.clock)();
        let bytes = mime::stamp(&letter.eml, now);
        let copies =
            self.delivery.destination.account().is_some_and(|account| account.copy_to_self);
        let file_name = format!("{}.{}", letter.request, letter.kind);
        let outgoing = Outgoing {
            name: &file_name,
            from: &letter.from_address,
            to: &letter.to_address,
            copy: copies.then_some(letter.from_address.as_str()),
            bytes: &bytes,
        };
        let (journal, pace, clock) = (&mut self.journal, &mut self.pace, self.delivery.clock);
        outbox.hand(&outgoing, &mut || {
            let at = clock();
            pace.count(at);
            journal.open(letter, at)
        })
    }

    /// Writes the outcome down and decides how to go on.
    fn settle(
        &mut self,
        planned: &Planned,
        letter: &Outbound,
        outcome: &Outcome,
    ) -> Result<(), End> {
        let now = (self.delivery.clock)();
        let idle_end = !self.is_fresh && is_idle_end(outcome);
        self.is_fresh = false;
        if idle_end {
            // The server ended a connection that had waited; the letter had no part in it.
            self.outbox = None;
            return Ok(());
        }
        if !matches!(outcome, Outcome::Unsent(fault) if fault.cause == Cause::NotCommitted) {
            self.write_down(letter, outcome, now)?;
        }
        let pushed_back = matches!(outcome, Outcome::Unsent(_))
            || matches!(outcome, Outcome::Deferred(fault) if reach(fault) == Reach::Connection);
        if !pushed_back {
            self.queue.pop_front();
            (self.delivery.watch)(&Happened::Letter(planned, outcome));
        }
        match outcome {
            Outcome::Accepted(receipt) => {
                (self.failures, self.doubts) = (0, 0);
                self.report.accepted.push((planned.clone(), receipt.clone()));
                self.delivery_interrupted()
            }
            Outcome::InDoubt(fault) => {
                self.report.in_doubt.push((planned.clone(), fault.clone()));
                self.doubts += 1;
                if self.doubts >= 2 {
                    return Err(End::Stopped(Stopped::doubtful()));
                }
                self.delivery_interrupted()
            }
            Outcome::Refused(fault) => {
                self.report.refused.push((planned.clone(), fault.clone()));
                self.after_no(fault)
            }
            Outcome::Deferred(fault) if pushed_back => self.lost_with_letter(fault),
            Outcome::Deferred(fault) => {
                self.report.deferred.push((planned.clone(), fault.clone()));
                self.after_no(fault)
            }
            Outcome::Unsent(fault) => self.unsent(planned, fault),
        }
    }

    /// A letter that never left because of something other than the server's answer.
    fn unsent(&mut self, planned: &Planned, fault: &Fault) -> Result<(), End> {
        if fault.cause == Cause::Unsendable {
            self.queue.pop_front();
            self.report.refused.push((planned.clone(), fault.clone()));
            return self.delivery_interrupted();
        }
        self.lost_with_letter(fault)
    }

    fn lost_with_letter(&mut self, fault: &Fault) -> Result<(), End> {
        self.outbox = None;
        self.lost(fault)
    }

    /// After a letter was turned away: stop where it is not about this letter alone.
    fn after_no(&mut self, fault: &Fault) -> Result<(), End> {
        match reach(fault) {
            Reach::Account => return Err(End::Stopped(self.account_stop(fault))),
            Reach::Limit => return Err(End::Stopped(self.limit_stop(fault))),
            Reach::Recipient => self.failures = 0,
            Reach::Letter | Reach::Connection => self.failures += 1,
        }
        if self.failures >= PATIENCE {
            return Err(End::Stopped(Stopped::turned_away(fault, self.failures)));
        }
        self.delivery_interrupted()
    }

    fn delivery_interrupted(&self) -> Result<(), End> {
        if self.delivery.stop.load(Ordering::Relaxed) && !self.queue.is_empty() {
            return Err(End::Stopped(Stopped::interrupted()));
        }
        Ok(())
    }

    /// The journal's line for an outcome.
    fn write_down(
        &mut self,
        letter: &Outbound,
        outcome: &Outcome,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let mut step = Step::from(NewStep::new(letter.id, state_after(outcome), now));
        step.account = Some(self.journal.by().to_owned());
        match outcome {
            Outcome::Accepted(receipt) => {
                step.text = Some(receipt.text.clone());
                step.code = Some(receipt.code);
                step.queue_id.clone_from(&receipt.queue_id);
                let replaced = receipt.replaced_message_id.as_deref();
                step.server_message_id = replaced.map(|id| id.trim_matches(['<', '>']).to_owned());
            }
            Outcome::Refused(fault)
            | Outcome::Deferred(fault)
            | Outcome::Unsent(fault)
            | Outcome::InDoubt(fault) => {
                step.text = Some(fault.to_string());
                step.phase = Some(fault.phase.word().to_owned());
                step.code = fault.code;
                step.not_before = self.held_until(letter, outcome, fault, now)?;
            }
        }
        self.journal.close(letter, step)
    }

    /// A letter turned away by itself waits longer each time: 15 minutes, an hour, four hours. One
    /// that the connection or a limit held up waits for that alone.
    fn held_until(
        &self,
        letter: &Outbound,
        outcome: &Outcome,
        fault: &Fault,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>> {
        if !matches!(outcome, Outcome::Deferred(_)) || reach(fault) != Reach::Letter {
            return Ok(None);
        }
        let steps = self.delivery.desk.store.steps(letter.id)?;
        let times = steps.iter().filter(|step| step.state == LetterState::Deferred).count();
        let minutes = 15 * 4i64.pow(times.min(2) as u32);
        Ok(Some(now + TimeDelta::minutes(minutes)))
    }

    fn account_stop(&self, fault: &Fault) -> Stopped {
        Stopped::account(fault, self.delivery.destination.account())
    }

    fn limit_stop(&self, fault: &Fault) -> Stopped {
        Stopped::limit(fault, (self.delivery.clock)())
    }
}

/// A no for good that is not about this letter leaves it as good as it was: a limit of hers frees
/// itself, an account can be mended.
fn judged(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Refused(fault) => match reach(&fault) {
            Reach::Limit => Outcome::Deferred(fault),
            Reach::Account | Reach::Connection => Outcome::Unsent(fault),
            Reach::Recipient | Reach::Letter => Outcome::Refused(fault),
        },
        other => other,
    }
}

/// Where a letter stands after an outcome.
fn state_after(outcome: &Outcome) -> LetterState {
    match outcome {
        Outcome::Accepted(_) => LetterState::Accepted,
        Outcome::Refused(_) => LetterState::Refused,
        Outcome::Deferred(_) => LetterState::Deferred,
        Outcome::InDoubt(_) => LetterState::InDoubt,
        Outcome::Unsent(fault) if fault.cause == Cause::Unsendable => LetterState::Refused,
        Outcome::Unsent(_) => LetterState::Ready,
    }
}

/// Whether the server ended a connection that had been idle, before the letter was even named.
fn is_idle_end(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Unsent(fault) => fault.phase == Phase::Mail && fault.cause == Cause::Closed,
        Outcome::Deferred(fault) => fault.phase == Phase::Mail && fault.code == Some(421),
        Outcome::Accepted(_) | Outcome::Refused(_) | Outcome::InDoubt(_) => false,
    }
}
