//! What to do while no answer is in: wait, decide what they claim, remind them, and what the law
//! offers where that does not help.

use super::{Asked, Do, NextAction, act};
use crate::law::Regime;
use crate::request::clock::{Claimed, IfGood};

impl Asked<'_> {
    pub(super) fn unanswered(&self) -> NextAction {
        if let Some(claim) = self.undecided_claim() {
            let because = match claim {
                Claimed::Clarification => "they say that they need to know more",
                Claimed::Fee => "they want a fee",
                Claimed::Extension => "they claim more time",
                Claimed::Transfer => "they say that another body has to answer",
            };
            let late = if self.is_late() { self.late_because() } else { self.due_because() };
            let by = self.window(self.clock.late_after);
            return act(Do::DecideClaim, by, format!("{because}; {late} if that does not hold"));
        }
        if !self.is_late() {
            return act(Do::Wait, self.clock.late_after, self.due_because());
        }
        match self.clock.facts.regime {
            Regime::Foia | Regime::Eir => self.chase_then_complain(),
            Regime::Foisa | Regime::Eisr => self.review_of_silence(),
        }
    }

    fn due_because(&self) -> String {
        match self.clock.late_after {
            Some(last) => format!("the answer is due by {}", self.told(last)),
            None => "the time for the answer stands still".to_owned(),
        }
    }

    /// A claim waits for her word, unless it changes nothing.
    fn undecided_claim(&self) -> Option<Claimed> {
        let readings = self.clock.readings(self.holidays);
        readings.into_iter().find(|one| one.if_good != IfGood::Unmoved).map(|one| one.claim)
    }

    /// No answer under FOIA or the EIR: remind them, then complain; no review is needed.
    fn chase_then_complain(&self) -> NextAction {
        let Some(count) = self.clock.reminded() else {
            return act(Do::Chase, None, self.late_because());
        };
        let (chased, patience) = (count.from, count.end(self.holidays));
        if self.today <= patience {
            return act(Do::Wait, Some(patience), format!("you reminded them on {chased}"));
        }
        let late = self.late_because();
        act(Do::Complain, None, format!("{late}, and your reminder of {chased} did not help"))
    }

    /// No answer under the Scottish laws: a review comes first, and has its last day.
    fn review_of_silence(&self) -> NextAction {
        let because = match self.review_by() {
            Some(by) if by < self.today => {
                format!(
                    "{}; the last day to ask was {by}, they may still take it",
                    self.late_because()
                )
            }
            _ => self.late_because(),
        };
        act(Do::AskReview, self.window(self.review_by()), because)
    }
}
