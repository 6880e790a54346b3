//! What a run of sending, or of practice, is given: the desk, where the letters go, the time, her wish
//! to stop, and who is told. And how it waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::{Destination, Planned, Stopped};
use crate::casework::Desk;
use crate::outbox::{Fault, Outcome};

/// What a run is given.
pub struct Delivery<'a> {
    /// The desk; locked, where letters go for real.
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

impl Delivery<'_> {
    /// Sleeps until then by the clock on the wall: a laptop that was asleep wakes to the right time.
    pub(super) fn wait(&mut self, until: DateTime<Utc>, because: &str) -> Result<(), Stopped> {
        let mut told = false;
        loop {
            self.stop_if_asked()?;
            let left = until - (self.clock)();
            let Some(left) = left.to_std().ok().filter(|left| !left.is_zero()) else {
                return Ok(());
            };
            if !told && left > Duration::from_secs(2) {
                (self.watch)(&Happened::Waiting(until, because.to_owned()));
                told = true;
            }
            std::thread::sleep(left.min(Duration::from_millis(100)));
        }
    }

    /// Her wish to stop ends the run.
    pub(super) fn stop_if_asked(&self) -> Result<(), Stopped> {
        match self.stop.load(Ordering::Relaxed) {
            true => Err(Stopped::interrupted()),
            false => Ok(()),
        }
    }
}
