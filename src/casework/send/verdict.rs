//! What an outcome means for its letter: where the letter stands from now on, until when it waits, and
//! the line that the journal keeps. Pure.

use chrono::{DateTime, TimeDelta, Utc};

use crate::letter::LetterState;
use crate::outbox::{Cause, Outcome, Reach, reach};
use crate::request::LetterId;
use crate::store::{NewStep, Step};

/// A no for good that is not about this letter leaves it as good as it was: a limit of hers frees
/// itself, an account can be mended, another server may take a letter of this size.
pub(super) fn judged(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Refused(fault) => match reach(&fault) {
            Reach::Limit => Outcome::Deferred(fault),
            Reach::Account | Reach::Connection | Reach::Size => Outcome::Unsent(fault),
            Reach::Recipient | Reach::Letter => Outcome::Refused(fault),
        },
        other => other,
    }
}

/// Whether the letter keeps its place in the queue: it never left, or only the connection failed.
pub(super) fn is_pushed_back(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Unsent(fault) => fault.cause != Cause::Unsendable,
        Outcome::Deferred(fault) => reach(fault) == Reach::Connection,
        Outcome::Accepted(_) | Outcome::Refused(_) | Outcome::InDoubt(_) => false,
    }
}

/// Whether the server wants this very letter later, and not another one or another connection.
pub(super) fn is_put_off(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Deferred(fault) if reach(fault) == Reach::Letter)
}

/// How long a letter waits that was put off so many times before: 15 minutes, an hour, four hours.
pub(super) fn wait_after(times: usize) -> TimeDelta {
    TimeDelta::minutes(15 * 4i64.pow(times.min(2) as u32))
}

/// The journal's line for an outcome.
pub(super) fn step(letter: LetterId, outcome: &Outcome, by: &str, now: DateTime<Utc>) -> Step {
    let mut step = Step::from(NewStep::new(letter, state_after(outcome), now));
    step.account = Some(by.to_owned());
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
        }
    }
    step
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outbox::{Fault, Phase};

    #[test]
    fn only_what_is_about_the_letter_refuses_it() {
        for (code, text, phase, expected) in [
            (550, "5.1.1 no such user", Phase::Rcpt, LetterState::Refused),
            (554, "5.7.1 looks like spam", Phase::Reply, LetterState::Refused),
            (552, "5.3.4 message too big", Phase::Reply, LetterState::Ready),
            (552, "5.2.2 over quota", Phase::Reply, LetterState::Deferred),
            (550, "5.7.60 not your address", Phase::Mail, LetterState::Ready),
        ] {
            let outcome = judged(Outcome::Refused(Fault::answer(phase, code, text)));
            assert_eq!(state_after(&outcome), expected, "{text}");
        }
    }

    #[test]
    fn a_letter_put_off_waits_longer_each_time() {
        let minutes: Vec<i64> = (0..4).map(|n| wait_after(n).num_minutes()).collect();
        assert_eq!(minutes, [15, 60, 240, 240]);
    }
}
