//! Hands the planned letters over, one by one over one connection, each journalled by rule 1 of the
//! design: `sending` is committed and synced after the server took the recipient and before any
//! content is written, and the server's answer right after it came. Whatever stops the run, the
//! same command goes on where it stopped.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Destination, Planned};
use crate::casework::pace::{MEMORY, Pace};
use crate::casework::sent_log::{Handed, SentLog};
use crate::casework::{Desk, Error, ErrorKind, Result};
use crate::letter::{LetterState, mime};
use crate::outbox::{
    Cause, Fault, Folder, Limits, Outbox, Outcome, Outgoing, Phase, Reach, Receipt, reach,
};
use crate::request::EventKind;
use crate::store::{Letter, NewStep};

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

/// Why a run ended before its last letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Which exit code it deserves.
    pub kind: ErrorKind,
    /// Why.
    pub because: String,
    /// What to do next.
    pub hint: String,
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
    if let Some(outbox) = run.outbox.as_mut() {
        outbox.close();
    }
    let mut report = run.report;
    report.left = run.queue.into();
    match ended {
        Ok(()) => Ok(report),
        Err(End::Stopped(stopped)) => Ok(Report { stopped: Some(stopped), ..report }),
        Err(End::Error(error)) => Err(error),
    }
}

/// Letters cut off between the journal and the server's answer become doubts. Called under the
/// lock, so nobody is sending them. Says how many.
pub fn recover(desk: &Desk, now: DateTime<Utc>) -> Result<usize> {
    let cut_off: Vec<_> = desk
        .store
        .letter_outlines()?
        .into_iter()
        .filter(|outline| outline.state == LetterState::Sending)
        .collect();
    if cut_off.is_empty() {
        return Ok(0);
    }
    let because = "foi ended before the server's answer was known";
    let change = desk.store.change(&format!("{} in doubt", letters_word(cut_off.len())), now)?;
    for outline in &cut_off {
        change.add_step(&NewStep::new(outline.id, LetterState::InDoubt, now).because(because))?;
        let event = EventKind::Letter {
            letter: outline.id,
            kind: outline.kind,
            state: LetterState::InDoubt,
            because: Some(because.to_owned()),
        };
        change.add_event(&outline.request, now, &event)?;
    }
    change.commit()?;
    Ok(cut_off.len())
}

fn letters_word(n: usize) -> String {
    format!("{n} {}", if n == 1 { "letter" } else { "letters" })
}

struct Run<'a> {
    delivery: Delivery<'a>,
    name: String,
    act: i64,
    pace: Pace,
    log: SentLog,
    queue: VecDeque<Planned>,
    outbox: Option<Box<dyn Outbox>>,
    /// Whether the connection has not been used yet: a fault on it is no matter of idleness.
    is_fresh: bool,
    failures: usize,
    doubts: usize,
    report: Report,
}

impl<'a> Run<'a> {
    /// Approves the letters, in one commit that is also the run's line in `foi log`.
    fn begin(delivery: Delivery<'a>, letters: &[Planned]) -> Result<Self> {
        let now = (delivery.clock)();
        let store = &delivery.desk.store;
        let name = delivery.destination.name();
        let log = SentLog::open(&delivery.desk.sent_log())?;
        let change =
            store.change(&format!("send {} by {name}", letters_word(letters.len())), now)?;
        let act = change.act();
        for letter in letters.iter().filter(|letter| letter.state == LetterState::Drafted) {
            change.add_step(&NewStep::new(letter.letter, LetterState::Ready, now))?;
        }
        change.commit()?;
        let limits = delivery.destination.account().map_or(Limits::default(), |a| a.limits);
        let handed = store.handed_since(&name, now - MEMORY)?;
        Ok(Run {
            name,
            act,
            pace: Pace::new(limits, handed),
            log,
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
            let letter = self.text_of(&next)?;
            let outcome = self.hand(&letter);
            self.settle(&next, &letter, &outcome)?;
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
            _ => format!("the pace of account `{}`", self.name),
        };
        if opens - now > LONGEST_PAUSE {
            return Err(End::Stopped(self.stopped(
                ErrorKind::Failed,
                format!("{because} allows no more letters now"),
                format!("run the same command again after {}", clock_time(opens)),
            )));
        }
        self.wait(opens, &because)
    }

    /// Sleeps until then by the clock on the wall: a laptop that was asleep wakes to the right time.
    fn wait(&mut self, until: DateTime<Utc>, because: &str) -> Result<(), End> {
        let mut told = false;
        loop {
            if self.delivery.stop.load(Ordering::Relaxed) {
                return Err(End::Stopped(self.interrupted()));
            }
            let left = until - (self.delivery.clock)();
            let Ok(left) = left.to_std() else { return Ok(()) };
            if left.is_zero() {
                return Ok(());
            }
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
            return Err(End::Stopped(self.stopped(
                ErrorKind::Failed,
                format!("{fault} ({} times in a row)", self.failures),
                "run the same command again later; `foi doctor` checks the account".to_owned(),
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

    /// The letter with its text, which must be what was previewed.
    fn text_of(&self, planned: &Planned) -> Result<Letter> {
        let letter = self.delivery.desk.store.letter(planned.letter)?.ok_or_else(|| {
            Error::failed(format!("the letter to {} is no longer on this desk", planned.to))
        })?;
        if mime::sha256(&letter.eml) == letter.sha256 {
            return Ok(letter);
        }
        Err(Error::guard(format!(
            "the letter of {} is not what was previewed: its bytes have changed",
            planned.request
        ))
        .hint("draft it again with `foi draft`, then look at it with `foi preview`"))
    }

    /// Hands one letter over; `sending` is committed inside.
    fn hand(&mut self, letter: &Letter) -> Outcome {
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
        let (desk, log, pace, name) =
            (self.delivery.desk, &mut self.log, &mut self.pace, self.name.as_str());
        let clock = self.delivery.clock;
        let act = self.act;
        outbox.hand(&outgoing, &mut || {
            let at = clock();
            pace.count(at);
            commit_sending(desk, act, letter, name, at)?;
            log.append(&handed(letter, name, at)).inspect_err(|_| {
                // Nothing was written to the server: the letter is as ready as before.
                let _ = commit_ready(desk, act, letter, at);
            })
        })
    }

    /// Writes the outcome down and decides how to go on.
    fn settle(&mut self, planned: &Planned, letter: &Letter, outcome: &Outcome) -> Result<(), End> {
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
                    return Err(End::Stopped(self.stopped(
                        ErrorKind::Failed,
                        "two letters in a row are in doubt".to_owned(),
                        "settle them first: foi send --settle".to_owned(),
                    )));
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
            return Err(End::Stopped(
                self.stopped(
                    ErrorKind::Failed,
                    format!(
                        "{} letters in a row were turned away; the last time {fault}",
                        self.failures
                    ),
                    "look at one of them with `foi preview`, then run the same command again"
                        .to_owned(),
                ),
            ));
        }
        self.delivery_interrupted()
    }

    fn delivery_interrupted(&self) -> Result<(), End> {
        if self.delivery.stop.load(Ordering::Relaxed) && !self.queue.is_empty() {
            return Err(End::Stopped(self.interrupted()));
        }
        Ok(())
    }

    /// The journal's line for an outcome, and the event where the request learns of it.
    fn write_down(&self, letter: &Letter, outcome: &Outcome, now: DateTime<Utc>) -> Result<()> {
        let store = &self.delivery.desk.store;
        let change = store.change_of(self.act, now)?;
        let said = match outcome {
            Outcome::Accepted(receipt) => receipt.text.clone(),
            Outcome::Refused(fault)
            | Outcome::Deferred(fault)
            | Outcome::Unsent(fault)
            | Outcome::InDoubt(fault) => fault.to_string(),
        };
        let state = state_after(outcome);
        let mut step = NewStep::new(letter.id, state, now).because(&said);
        step.account = Some(&self.name);
        match outcome {
            Outcome::Accepted(receipt) => {
                step.code = Some(receipt.code);
                step.queue_id = receipt.queue_id.as_deref();
                step.server_message_id =
                    receipt.replaced_message_id.as_deref().map(|id| id.trim_matches(['<', '>']));
            }
            Outcome::Refused(fault)
            | Outcome::Deferred(fault)
            | Outcome::Unsent(fault)
            | Outcome::InDoubt(fault) => {
                step.phase = Some(fault.phase.word());
                step.code = fault.code;
                step.not_before = self.held_until(letter, outcome, fault, now)?;
            }
        }
        change.add_step(&step)?;
        if matches!(state, LetterState::Accepted | LetterState::Refused | LetterState::InDoubt) {
            let event = EventKind::Letter {
                letter: letter.id,
                kind: letter.kind,
                state,
                because: Some(said.clone()),
            };
            change.add_event(&letter.request, now, &event)?;
        }
        change.commit().map_err(|error| unwritten(letter, outcome, error.into()))
    }

    /// A letter turned away by itself waits longer each time: 15 minutes, an hour, four hours. One
    /// that the connection or a limit held up waits for that alone.
    fn held_until(
        &self,
        letter: &Letter,
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

    fn interrupted(&self) -> Stopped {
        self.stopped(
            ErrorKind::Interrupted,
            "stopped as you asked; no letter was cut off".to_owned(),
            "run the same command again to go on".to_owned(),
        )
    }

    fn account_stop(&self, fault: &Fault) -> Stopped {
        let name = &self.name;
        let hint = match (fault.phase, fault.cause) {
            (Phase::Auth, _) => format!(
                "check user and password of account `{name}` ({}), then run `foi doctor`",
                self.delivery.destination.account().map_or("", |account| account.provider.login.as_str())
            ),
            (Phase::Journal, _) => "make room on the disk, then run the same command again".to_owned(),
            (_, Cause::NoSuchHost) => "check the host of the account, and that you are online".to_owned(),
            (_, Cause::ConnectionRefused) => format!("check host and port of account `{name}`"),
            (_, Cause::NoStarttls) => {
                "somebody between you and the server may be stripping it: try another network, or tls = \"implicit\" on port 465".to_owned()
            }
            (_, Cause::WrongName | Cause::Expired | Cause::Untrusted | Cause::Tls) => {
                "check the host and the clock of this machine; nothing was said to the server".to_owned()
            }
            _ => "run `foi doctor`, then the same command again".to_owned(),
        };
        let kind =
            if fault.phase == Phase::Journal { ErrorKind::Failed } else { ErrorKind::Account };
        self.stopped(kind, fault.to_string(), hint)
    }

    fn limit_stop(&self, fault: &Fault) -> Stopped {
        let again = (self.delivery.clock)() + TimeDelta::days(1);
        self.stopped(
            ErrorKind::Failed,
            format!("the provider takes no more for now: {}", fault.said()),
            format!("run the same command again after {}", clock_time(again)),
        )
    }

    fn stopped(&self, kind: ErrorKind, because: String, hint: String) -> Stopped {
        Stopped { kind, because, hint }
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

fn commit_sending(
    desk: &Desk,
    act: i64,
    letter: &Letter,
    name: &str,
    at: DateTime<Utc>,
) -> Result<(), String> {
    let written = || -> Result<(), crate::store::StoreError> {
        let change = desk.store.change_of(act, at)?;
        let mut step = NewStep::new(letter.id, LetterState::Sending, at);
        step.account = Some(name);
        change.add_step(&step)?;
        change.commit()
    };
    written().map_err(|error| error.to_string())
}

fn commit_ready(
    desk: &Desk,
    act: i64,
    letter: &Letter,
    at: DateTime<Utc>,
) -> Result<(), crate::store::StoreError> {
    let change = desk.store.change_of(act, at)?;
    change.add_step(&NewStep::new(letter.id, LetterState::Ready, at))?;
    change.commit()
}

fn handed(letter: &Letter, name: &str, at: DateTime<Utc>) -> Handed {
    Handed {
        at,
        request: letter.request.to_string(),
        kind: letter.kind.to_string(),
        to: letter.to_address.clone(),
        message_id: letter.message_id.clone().unwrap_or_default(),
        sha256: letter.sha256.clone(),
        by: name.to_owned(),
    }
}

/// The outcome is known and could not be kept: she is told what it was.
fn unwritten(letter: &Letter, outcome: &Outcome, error: Error) -> Error {
    let what = match outcome {
        Outcome::Accepted(receipt) => format!("the server took it ({})", receipt.text),
        other => other.fault().map(ToString::to_string).unwrap_or_default(),
    };
    Error::failed(format!(
        "what became of the letter to {} could not be written down: {what}",
        letter.to_address
    ))
    .because(error)
    .hint("make room on the disk; the letter counts as in doubt until `foi send --settle`")
}

fn clock_time(at: DateTime<Utc>) -> String {
    crate::law::london::local(at).format("%-d %B %Y %H:%M (London)").to_string()
}
