//! When the next letter may leave: by the pace of the account, counted across runs, and within the
//! sending window.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Destination, Stopped};
use crate::casework::pace::{MEMORY, Pace};
use crate::casework::window::Window;
use crate::casework::{Desk, Result};
use crate::outbox::Limits;

/// A pause longer than this is no pause: the run stops and says when to go on.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(65);

/// What holds letters back.
pub(super) struct Gate {
    account: String,
    pace: Pace,
    window: Option<Window>,
}

/// When the next letter may leave, and what holds it until then.
pub(super) struct Opening {
    pub(super) at: DateTime<Utc>,
    pub(super) because: String,
}

impl Gate {
    /// The gate of a destination; what its account handed over before counts.
    pub(super) fn of(desk: &Desk, to: &Destination, now: DateTime<Utc>) -> Result<Self> {
        let name = to.name();
        let limits = to.account().map_or(Limits::default(), |account| account.limits);
        let handed = handed(desk, &name, now)?;
        let window = to.account().and_then(|account| account.window);
        Ok(Gate { account: name, pace: Pace::new(limits, handed), window })
    }

    /// The same for her own mailbox, to which the working hours of the authorities are nothing.
    pub(super) fn for_practice(self) -> Self {
        Gate { window: None, ..self }
    }

    /// Counts a letter that is handed over.
    pub(super) fn count(&mut self, at: DateTime<Utc>) {
        self.pace.count(at);
    }

    /// When the next letter may leave; `None`, if it may now. A wait of hours stops the run.
    pub(super) fn opens(&self, now: DateTime<Utc>) -> Result<Option<Opening>, Stopped> {
        let by_pace = self.pace.next(now);
        let at = self.window.map_or(by_pace, |window| window.next_open(by_pace));
        if at <= now {
            return Ok(None);
        }
        let because = match self.window {
            Some(window) if at > by_pace => format!("the sending window {window}"),
            _ => format!("the pace of account `{}`", self.account),
        };
        if at - now > LONGEST_PAUSE {
            return Err(Stopped::held(&because, at));
        }
        Ok(Some(Opening { at, because }))
    }
}

/// When an account handed letters over in the time that counts, practice included: the provider counts
/// it too. Oldest first.
pub fn handed(desk: &Desk, account: &str, now: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>> {
    let mut handed = desk.store.handed_since(account, now - MEMORY)?;
    handed.extend(practised(desk, account)?.into_iter().filter(|at| *at > now - MEMORY));
    handed.sort_unstable();
    Ok(handed)
}

/// Notes when letters were handed over for practice, in the desk's log too.
pub(super) fn note_practice(
    desk: &Desk,
    account: &str,
    times: &[DateTime<Utc>],
    now: DateTime<Utc>,
) -> Result<()> {
    let mut all = practised(desk, account)?;
    all.retain(|at| *at > now - MEMORY);
    all.extend(times);
    let n = crate::words::count(times.len(), "letter", "letters");
    let change = desk.store.change(&format!("practised with {n} by {account}"), now)?;
    change.set_fact(&fact(account), &serde_json::json!(all).to_string())?;
    Ok(change.commit()?)
}

fn practised(desk: &Desk, account: &str) -> Result<Vec<DateTime<Utc>>> {
    let noted = desk.store.fact(&fact(account))?;
    // What cannot be read counts for nothing: the provider's own count stands behind it.
    Ok(noted.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn fact(account: &str) -> String {
    format!("practice_by {account}")
}
