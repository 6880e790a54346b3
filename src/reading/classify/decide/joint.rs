//! How the rules' opinion and the likeness of a letter make one kind: the rules' opinion counts for
//! something, and what the letter cannot be is no matter of likeness.

use super::{Case, Likeness};
use crate::reading::kind::Kind;

/// What the rules leave to the likeness of a letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    ruled: Kind,
    /// Headers or a machine prove it: no matter of likeness.
    settled: bool,
    /// How much more likely it is for being the rules' opinion, in natural logarithms.
    advantage: f64,
    /// Some items are answered and others not.
    some_of_each: bool,
    /// The other kinds that the letter may be of.
    possible: Vec<Kind>,
}

impl Joint {
    /// A kind about which nothing is left open.
    pub(in crate::reading) fn settled(kind: Kind) -> Self {
        Joint {
            ruled: kind,
            settled: true,
            advantage: 0.0,
            some_of_each: false,
            possible: Vec::new(),
        }
    }

    /// The rules' opinion or the kind that the words are most like.
    pub fn kind(&self, likeness: impl FnOnce() -> Likeness) -> Kind {
        if self.settled {
            return self.ruled;
        }
        let likeness = likeness();
        if !likeness.knows(self.ruled) {
            return self.ruled;
        }
        let may_be = |kind| kind == self.ruled || self.possible.contains(&kind);
        match likeness.likest_given(self.ruled, self.advantage, may_be) {
            // That a letter is no business of hers is never said against the rules.
            None | Some(Kind::Unrelated) => self.ruled,
            // "Fourteen." beside "We do not hold this".
            Some(Kind::NotHeld | Kind::NeitherConfirmNorDeny) if self.some_of_each => self.ruled,
            Some(kind) => kind,
        }
    }
}

impl Case<'_> {
    /// What the rules' opinion leaves open.
    pub(super) fn joint(&self, ruled: Kind) -> Joint {
        let plainly = match ruled {
            Kind::RefusalExemption => self.cannot_and_no_more(),
            Kind::RefusalCost => self.too_much_work_and_no_more(),
            Kind::OtherCorrespondence => self.never_came() || self.answered_before(),
            Kind::Released => self.is_a_bare_answer() || self.only_sends_a_file(),
            _ => false,
        };
        let itemised = self.by_items().is_some_and(|(kind, _)| kind == ruled);
        let told = ruled == Kind::PartlyReleased && self.tally.tells_some()
            || ruled == Kind::Interim && self.tally.promises_more();
        let plainly = plainly || itemised || told;
        if self.is_proved(ruled) || self.tally.words() == 0 || plainly {
            return Joint::settled(ruled);
        }
        Joint {
            ruled,
            settled: false,
            advantage: self.advantage(ruled),
            some_of_each: ruled == Kind::PartlyReleased && self.answers_some(),
            possible: Kind::ALL.iter().copied().filter(|kind| self.may_be(*kind)).collect(),
        }
    }
}
