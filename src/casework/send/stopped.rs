//! Why a run of sending ends before its last letter, in words for her: what happened and what to do.

use chrono::{DateTime, TimeDelta, Utc};

use crate::casework::ErrorKind;
use crate::casework::account::Account;
use crate::law::london;
use crate::outbox::{Cause, Fault, Phase};

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
        let place = account.map_or(String::new(), |account| {
            format!(
                "; `foi doctor` checks account {} ({}:{})",
                account.name, account.host, account.port
            )
        });
        Stopped::new(
            ErrorKind::Failed,
            format!("{fault} ({times} times in a row)"),
            format!("run the same command again later{place}"),
        )
    }

    /// So many letters in a row were turned away by themselves.
    pub(super) fn turned_away(fault: &Fault, letters: usize) -> Self {
        Stopped::new(
            ErrorKind::Failed,
            format!("{letters} letters in a row were turned away; the last time {fault}"),
            "look at one of them with `foi preview`, then run the same command again",
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

    /// A limit of hers is used up.
    pub(super) fn limit(fault: &Fault, now: DateTime<Utc>) -> Self {
        Stopped::new(
            ErrorKind::Failed,
            format!("the provider takes no more for now: {}", fault.said()),
            format!("run the same command again after {}", clock_time(now + TimeDelta::days(1))),
        )
    }

    /// Nothing will work until something is mended.
    pub(super) fn account(fault: &Fault, account: Option<&Account>) -> Self {
        let kind =
            if fault.phase == Phase::Journal { ErrorKind::Failed } else { ErrorKind::Account };
        Stopped::new(kind, fault.to_string(), mend(fault, account))
    }
}

/// What to mend.
fn mend(fault: &Fault, account: Option<&Account>) -> String {
    let name = account.map_or("", |account| account.name.as_str());
    let login = account.map_or("", |account| account.provider.login.as_str());
    match (fault.phase, fault.cause) {
        (Phase::Auth, _) => format!(
            "check user and password of account `{name}` ({login}), then run `foi doctor`"
        ),
        (Phase::Journal, _) => "make room on the disk, then run the same command again".to_owned(),
        (_, Cause::NoSuchHost) => {
            "check the host of the account, and that you are online".to_owned()
        }
        (_, Cause::ConnectionRefused) => format!("check host and port of account `{name}`"),
        (_, Cause::NoStarttls) => {
            "somebody between you and the server may be stripping it: try another network, or tls = \
             \"implicit\" on port 465"
                .to_owned()
        }
        (_, Cause::WrongName | Cause::Expired | Cause::Untrusted | Cause::Tls) => {
            "check the host and the clock of this machine; nothing was said to the server".to_owned()
        }
        _ => "run `foi doctor`, then the same command again".to_owned(),
    }
}

fn clock_time(at: DateTime<Utc>) -> String {
    london::local(at).format("%-d %B %Y %H:%M (London)").to_string()
}
