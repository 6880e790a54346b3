//! Why a run of sending ends before its last letter, in words for her: what happened and what to do.

use chrono::{DateTime, TimeDelta, Utc};

use super::Planned;
use crate::casework::account::Account;
use crate::casework::{Error, ErrorKind};
use crate::law::london;
use crate::letter::LetterKind;
use crate::letter::check::SMALLER;
use crate::outbox::{Fault, Phase};
use crate::store::StoreError;

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

impl Stopped {
    fn new(kind: ErrorKind, because: impl Into<String>, hint: impl Into<String>) -> Self {
        Stopped { kind, because: because.into(), hint: hint.into() }
    }

    /// She asked for it.
    pub(super) fn interrupted() -> Self {
        Stopped::new(
            ErrorKind::Interrupted,
            "stopped as you asked; no letter was cut off",
            "run the same command again to go on",
        )
    }

    /// The pace or the sending window allows no more before `opens`.
    pub(super) fn held(because: &str, opens: DateTime<Utc>) -> Self {
        Stopped::new(
            ErrorKind::Failed,
            format!("{because} allows no more letters now"),
            format!("run the same command again after {}", clock_time(opens)),
        )
    }

    /// The server could not be reached, or hung up, so many times in a row.
    pub(super) fn lost(fault: &Fault, times: usize, account: Option<&Account>) -> Self {
        let doctor = account.map_or(String::new(), |account| {
            format!("; `foi doctor` checks account `{}`", account.name)
        });
        Stopped::new(
            ErrorKind::Failed,
            format!("{fault} ({times} times in a row)"),
            format!("run the same command again later{doctor}"),
        )
    }

    /// So many letters in a row were turned away by themselves.
    pub(super) fn turned_away(fault: &Fault, letters: usize) -> Self {
        Stopped::new(
            ErrorKind::Failed,
            format!("{letters} letters in a row were turned away; the last time {fault}"),
            "look at one of them with `foi preview`; `foi draft CAMPAIGN --again` makes those anew that were refused",
        )
    }

    /// Two doubts in a row: something is wrong with the server, and each would cost her a look.
    pub(super) fn doubtful() -> Self {
        Stopped::new(
            ErrorKind::Failed,
            "two letters in a row are in doubt",
            "settle them first: foi send --settle",
        )
    }

    /// The server takes no letter as large as this one; it waits as before.
    pub(super) fn too_large(letter: &Planned, fault: &Fault) -> Self {
        let again = match letter.kind {
            LetterKind::Request => {
                format!("; then `foi draft {} --again` makes it anew", letter.request.campaign())
            }
            LetterKind::Chaser | LetterKind::Review | LetterKind::Reply | LetterKind::Complaint => {
                String::new()
            }
        };
        Stopped::new(
            ErrorKind::Guard,
            format!("{}: {fault}", letter.request),
            format!("{SMALLER}{again}"),
        )
    }

    /// A limit of hers is used up.
    pub(super) fn limit(fault: &Fault, now: DateTime<Utc>) -> Self {
        let server = fault.server.as_deref().map_or(String::new(), |place| format!(" {place}"));
        Stopped::new(
            ErrorKind::Failed,
            format!("the server{server} takes no more letters for now; it said: {}", fault.said()),
            format!("run the same command again after {}", clock_time(now + frees_itself(fault))),
        )
    }

    /// Nothing will work until something is mended.
    pub(super) fn account(fault: &Fault, account: Option<&Account>) -> Self {
        let kind =
            if fault.phase == Phase::Journal { ErrorKind::Failed } else { ErrorKind::Account };
        let hint = match account {
            Some(account) => account.remedy(fault),
            // Only a full disk keeps a letter from its folder.
            None => "make room on the disk, then run the same command again".to_owned(),
        };
        Stopped::new(kind, fault.to_string(), hint)
    }
}

/// Something of this machine's ended the run.
impl From<Error> for Stopped {
    fn from(error: Error) -> Self {
        let because = match std::error::Error::source(&error) {
            Some(source) => format!("{error}: {source}"),
            None => error.to_string(),
        };
        Stopped::new(error.kind, because, error.hints.join("; "))
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Stopped::from(Error::from(error))
    }
}

/// When a limit is free again: most are a day's.
fn frees_itself(fault: &Fault) -> TimeDelta {
    let said = fault.text.to_lowercase();
    if said.contains("hour") { TimeDelta::hours(1) } else { TimeDelta::days(1) }
}

/// A time as she reads it on the wall: "2 March 2026 12:15 (London)".
pub fn clock_time(at: DateTime<Utc>) -> String {
    london::local(at).format("%-d %B %Y %H:%M (London)").to_string()
}
