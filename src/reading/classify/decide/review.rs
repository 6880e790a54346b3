//! Internal reviews: that they have the request, or what came of it; and what went wrong with an
//! earlier message.

use super::{Case, NOTE, Opinion};
use crate::reading::classify::signal::Signal::*;
use crate::reading::kind::Kind;

impl Case<'_> {
    /// A review: its outcome, or that they have it.
    pub(super) fn review(&self) -> Option<Opinion> {
        let result = self.says(ReviewPartly)
            || self.tally.weight(ReviewStands) + self.tally.weight(ReviewChanged) >= 5;
        let running_late = self.says(Late) && !result;
        if !running_late && (self.says(ReviewDone) || self.tally.weight(ReviewAsked) >= 3 && result)
        {
            return Some(self.review_outcome());
        }
        let late = self.says(Late) && (self.says(Apology) || self.tally.weight(Late) >= 10);
        let decided = [CostRefused, Neither, Vexatious].into_iter().any(|signal| self.says(signal))
            || self.says(NotHeld) && self.says(Response)
            || self.says(Exempt) && (self.says(Response) || self.says(Refuse));
        (self.tally.weight(ReviewAsked) >= 6 && !late && !decided && !self.says(Extend))
            .then_some((Kind::ReviewAcknowledgement, &[ReviewAsked]))
    }

    fn review_outcome(&self) -> Opinion {
        let (stands, changed) = (self.says(ReviewStands), self.says(ReviewChanged));
        match (stands, changed) {
            _ if self.says(ReviewPartly) => {
                (Kind::ReviewPartlyUpheld, &[ReviewPartly, ReviewStands, ReviewChanged, ReviewDone])
            }
            (true, true) => (Kind::ReviewPartlyUpheld, &[ReviewStands, ReviewChanged, ReviewDone]),
            (false, true) => (Kind::ReviewOverturned, &[ReviewChanged, ReviewDone]),
            (true, false) => (Kind::ReviewUpheld, &[ReviewStands, ReviewDone]),
            (false, false) if self.gives() && !self.says(Exempt) && !self.says(Refuse) => {
                (Kind::ReviewOverturned, &[Give, Answer, Item, ReviewDone])
            }
            // Refused once more.
            (false, false) if self.keeps_it() => {
                (Kind::ReviewUpheld, &[Exempt, Refuse, NotHeld, ReviewDone])
            }
            // A verdict that is not understood is none: she reads it herself.
            (false, false) => (Kind::OtherCorrespondence, &[ReviewDone]),
        }
    }

    /// A review is done, and the letter neither says with what result nor gives or refuses anything.
    pub(super) fn has_no_verdict(&self) -> bool {
        let verdicts = [ReviewStands, ReviewChanged, ReviewPartly];
        self.says(ReviewDone)
            && !verdicts.into_iter().any(|signal| self.says(signal))
            && !self.gives()
            && !self.keeps_it()
    }

    /// Something is refused or lacking.
    fn keeps_it(&self) -> bool {
        [Exempt, Refuse, NotHeld, CostRefused, Vexatious, Neither]
            .into_iter()
            .any(|signal| self.says(signal))
    }

    /// A note on a review says what came of it, in words that leave no choice.
    pub(super) fn says_what_came_of_it(&self, ruled: Kind) -> bool {
        let said = match ruled {
            Kind::ReviewUpheld => ReviewStands,
            Kind::ReviewOverturned => ReviewChanged,
            Kind::ReviewPartlyUpheld => ReviewPartly,
            _ => return false,
        };
        self.tally.words() < NOTE && self.says(said)
    }

    /// "Your complaint is upheld", and nothing of what she asked for is kept from her.
    pub(super) fn upholds_her_complaint(&self) -> bool {
        let kept = [ReviewStands, ReviewPartly, Exempt, Refuse, NotHeld, CostRefused, Neither]
            .into_iter()
            .chain([Vexatious, Part, Hidden, Published, Cannot])
            .any(|signal| self.says(signal));
        self.tally.has("review.complaint-upheld") && !kept
    }

    /// Something went wrong with an earlier message.
    pub(super) fn mistake(&self) -> Option<Opinion> {
        if self.says(Misdirected) && self.tally.weight(Misdirected) >= 7 {
            return Some((Kind::SentInError, &[Misdirected]));
        }
        self.says(Correct).then_some((Kind::Correction, &[Correct]))
    }
}
