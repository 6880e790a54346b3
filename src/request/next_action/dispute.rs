//! What to do about an outcome she is not content with: the review, and the regulator after it.

use super::{Asked, Do, NextAction, act};

impl Asked<'_> {
    /// An outcome she may not be content with.
    pub(super) fn dissatisfied(&self) -> NextAction {
        if self.clock.facts.review_answered.is_some() {
            return self.complaint("the review did not help");
        }
        if self.clock.facts.review_asked.is_some() {
            return self.review();
        }
        match self.review_by() {
            Some(by) if by >= self.today => act(
                Do::AskReview,
                Some(by),
                format!("a review may be asked for until {}", self.told(by)),
            ),
            Some(by) => act(Do::Close, None, format!("the last day to ask for a review was {by}")),
            None => act(Do::AskReview, None, "a review may be asked for"),
        }
    }

    /// The regulator decides, and its decision leaves her a time for an appeal.
    pub(super) fn regulator(&self) -> NextAction {
        match (self.clock.timeline.regulator_decided, self.clock.law.dates.appeal_by) {
            (Some(decided), Some(by)) if by >= self.today => {
                let because = format!("the regulator decided on {decided}: appeal until {by}");
                act(Do::Close, Some(by), because)
            }
            (Some(decided), _) => {
                act(Do::Close, None, format!("the regulator decided on {decided}"))
            }
            (None, _) => act(Do::Wait, None, "the complaint is with the regulator"),
        }
    }

    fn complaint(&self, because: &str) -> NextAction {
        match self.clock.law.dates.regulator_by {
            Some(by) if by < self.today => {
                act(Do::Close, None, format!("the last day to complain was {by}"))
            }
            by => act(Do::Complain, by, because),
        }
    }

    pub(super) fn review(&self) -> NextAction {
        if self.clock.facts.review_answered.is_some() {
            return act(
                Do::Triage,
                self.window(self.clock.law.dates.regulator_by),
                "the review is answered: what is its outcome?",
            );
        }
        let law = &self.clock.law.dates;
        let (Some(due), Some(latest)) = (law.review_due, law.review_latest) else {
            return act(Do::Wait, None, "the review is under way");
        };
        if self.today <= due {
            return act(Do::Wait, Some(due), format!("the review is due by {}", self.told(due)));
        }
        if self.today > latest {
            return self
                .complaint(&format!("the review was due by {} at the latest", self.told(latest)));
        }
        match self.clock.timeline.chased {
            Some(_) => act(
                Do::Wait,
                Some(latest),
                format!("the review is due by {} at the latest", self.told(latest)),
            ),
            None => act(Do::ChaseReview, Some(latest), format!("the review was due by {due}")),
        }
    }
}
