//! Hands the planned letters over, one by one over one connection, each journalled by rule 1 of the
//! design: `sending` is committed and synced after the server took the recipient and before any
//! content is written. Whatever stops the run, the same command goes on where it stopped.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};

use super::connection::Connection;
use super::delivery::{Delivery, Happened};
use super::gate::Gate;
use super::journal::{AT_ONCE, Journal};
use super::reader::Reader;
use super::{Planned, Stopped, verdict};
use crate::casework::Result;
use crate::letter::LetterState;
use crate::outbox::{Cause, Fault, Outcome, Reach, Receipt, reach};
use crate::store::Outbound;

/// So many failures in a row that are not about one recipient stop the run.
const PATIENCE: usize = 3;

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Letters that a server or the folder took.
    pub accepted: Vec<(Planned, Receipt)>,
    /// Letters that were refused for good.
    pub refused: Vec<(Planned, Fault)>,
    /// Letters to be tried again later.
    pub deferred: Vec<(Planned, Fault)>,
    /// When the last of them may be tried again, where the server put single letters off.
    pub again_after: Option<DateTime<Utc>>,
    /// Letters of which nobody knows.
    pub in_doubt: Vec<(Planned, Fault)>,
    /// Letters that were not tried.
    pub left: Vec<Planned>,
    /// Why it ended early, if it did.
    pub stopped: Option<Stopped>,
}

/// Sends `letters` in their order. Whatever ends the run early, the report says what became of those
/// that went.
pub fn deliver(delivery: Delivery<'_>, letters: &[Planned]) -> Result<Report> {
    let mut run = Run::begin(delivery, letters)?;
    let ended = run.all();
    let kept = run.journal.flush().map_err(Stopped::from);
    run.connection.close();
    run.journal.end();
    let stopped = kept.and(ended).err();
    Ok(Report { left: run.queue.into(), stopped, ..run.report })
}

struct Run<'a> {
    delivery: Delivery<'a>,
    journal: Journal<'a>,
    reader: Reader<'a>,
    gate: Gate,
    connection: Connection<'a>,
    queue: VecDeque<Planned>,
    /// Failures in a row that are not about one recipient.
    failures: usize,
    /// Doubts in a row.
    doubts: usize,
    report: Report,
}

impl<'a> Run<'a> {
    fn begin(delivery: Delivery<'a>, letters: &[Planned]) -> Result<Self> {
        let (desk, to) = (delivery.desk, delivery.destination);
        let now = (delivery.clock)();
        Ok(Run {
            gate: Gate::of(desk, to, now)?,
            journal: Journal::begin(desk, to.name(), letters, now)?,
            reader: Reader::start(desk, letters)?,
            connection: Connection::to(to),
            queue: letters.iter().cloned().collect(),
            failures: 0,
            doubts: 0,
            report: Report::default(),
            delivery,
        })
    }

    fn all(&mut self) -> Result<(), Stopped> {
        while let Some(next) = self.queue.front().cloned() {
            self.pause()?;
            self.connect()?;
            let letter = self.reader.turn(&next)?;
            let started = Instant::now();
            let outcome = verdict::judged(self.hand(&letter));
            self.settle(next, &letter, outcome)?;
            if started.elapsed() > AT_ONCE {
                self.journal.flush()?;
            }
        }
        Ok(())
    }

    /// Waits for the pace and the sending window.
    fn pause(&mut self) -> Result<(), Stopped> {
        self.delivery.stop_if_asked()?;
        match self.gate.opens((self.delivery.clock)())? {
            Some(opening) => self.wait(opening.at, &opening.because),
            None => Ok(()),
        }
    }

    fn wait(&mut self, until: DateTime<Utc>, because: &str) -> Result<(), Stopped> {
        if until > (self.delivery.clock)() {
            self.journal.flush()?;
        }
        self.delivery.wait(until, because)
    }

    /// Makes sure that there is an open connection.
    fn connect(&mut self) -> Result<(), Stopped> {
        while !self.connection.is_open() {
            self.journal.flush()?;
            if let Err(fault) = self.connection.open() {
                self.lost(&fault)?;
            }
        }
        Ok(())
    }

    /// The connection failed: stop where nothing will help, otherwise pause before another try.
    fn lost(&mut self, fault: &Fault) -> Result<(), Stopped> {
        self.connection.give_up();
        self.stop_where_all_would_fail(fault)?;
        self.failures += 1;
        let account = self.delivery.destination.account();
        if self.failures >= PATIENCE {
            return Err(Stopped::lost(fault, self.failures, account));
        }
        (self.delivery.watch)(&Happened::Lost(fault));
        let first = account.map_or(Duration::ZERO, |account| account.retry_after);
        let pause = first * 3u32.pow(self.failures as u32 - 1);
        let until = (self.delivery.clock)() + TimeDelta::from_std(pause).unwrap_or_default();
        self.wait(until, "another try")
    }

    /// Hands one letter over; `sending` is committed inside.
    fn hand(&mut self, letter: &Outbound) -> Outcome {
        let (journal, gate, clock) = (&mut self.journal, &mut self.gate, self.delivery.clock);
        self.connection.hand(letter, clock(), &mut || {
            let at = clock();
            gate.count(at);
            journal.open(letter, at)
        })
    }

    /// Writes the outcome down and decides how to go on.
    fn settle(
        &mut self,
        planned: Planned,
        letter: &Outbound,
        outcome: Outcome,
    ) -> Result<(), Stopped> {
        if self.connection.ended_while_idle(&outcome) {
            self.connection.give_up();
            return Ok(());
        }
        if !matches!(&outcome, Outcome::Unsent(fault) if fault.cause == Cause::NotCommitted) {
            self.write_down(letter, &outcome)?;
        }
        if verdict::is_pushed_back(&outcome) {
            return outcome.fault().map_or(Ok(()), |fault| match reach(fault) {
                Reach::Size => Err(Stopped::too_large(&planned, fault)),
                _ => self.lost(fault),
            });
        }
        self.queue.pop_front();
        (self.delivery.watch)(&Happened::Letter(&planned, &outcome));
        match outcome {
            Outcome::Accepted(receipt) => {
                (self.failures, self.doubts) = (0, 0);
                self.report.accepted.push((planned, receipt));
                Ok(())
            }
            Outcome::InDoubt(fault) => {
                self.report.in_doubt.push((planned, fault));
                self.doubts += 1;
                if self.doubts < 2 { Ok(()) } else { Err(Stopped::doubtful()) }
            }
            Outcome::Refused(fault) | Outcome::Unsent(fault) => {
                self.report.refused.push((planned, fault.clone()));
                self.after_no(&fault)
            }
            Outcome::Deferred(fault) => {
                self.report.deferred.push((planned, fault.clone()));
                self.after_no(&fault)
            }
        }
    }

    /// After a letter was turned away: stop where it is not about this letter alone.
    fn after_no(&mut self, fault: &Fault) -> Result<(), Stopped> {
        self.stop_where_all_would_fail(fault)?;
        match reach(fault) {
            Reach::Recipient => self.failures = 0,
            // The letter itself cannot be sent; the server was not even asked.
            Reach::Letter if fault.cause == Cause::Unsendable => {}
            Reach::Letter | Reach::Connection | Reach::Size | Reach::Limit | Reach::Account => {
                self.failures += 1;
            }
        }
        if self.failures < PATIENCE {
            return Ok(());
        }
        Err(Stopped::turned_away(fault, self.failures))
    }

    fn stop_where_all_would_fail(&self, fault: &Fault) -> Result<(), Stopped> {
        let stopped = match reach(fault) {
            Reach::Account => Stopped::account(fault, self.delivery.destination.account()),
            Reach::Limit => Stopped::limit(fault, (self.delivery.clock)()),
            Reach::Recipient | Reach::Letter | Reach::Connection | Reach::Size => return Ok(()),
        };
        Err(stopped)
    }

    /// Gives the journal its line for an outcome.
    fn write_down(&mut self, letter: &Outbound, outcome: &Outcome) -> Result<()> {
        let now = (self.delivery.clock)();
        let mut step = verdict::step(letter.id, outcome, self.journal.by(), now);
        if verdict::is_put_off(outcome) {
            let steps = self.delivery.desk.store.steps(letter.id)?;
            let before = steps.iter().filter(|step| step.state == LetterState::Deferred).count();
            step.not_before = Some(now + verdict::wait_after(before));
            self.report.again_after = self.report.again_after.max(step.not_before);
        }
        self.journal.close(letter, step)
    }
}
