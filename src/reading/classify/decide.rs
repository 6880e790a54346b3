//! From what the sentences say to one kind. The order matters: what a machine says first, then
//! reviews, then an outcome, then what they want of her, then delays, then receipts.
//!
//! Refusal beside disclosure is partly released; "we do not do this" to everything is an answer; a
//! decision still to come outranks the exemptions it names; asking outranks a receipt.

mod notice;
mod outcome;
mod process;
mod review;
mod status;

pub(in crate::reading) use notice::is_regulator;

use super::signal::Signal::{self, *};
use super::tally::Tally;
use super::{Evidence, Letter, Verdict};
use crate::reading::kind::Kind;
use crate::reading::prose;

/// A letter together with what its sentences say.
struct Case<'a> {
    letter: &'a Letter<'a>,
    tally: &'a Tally,
}

/// A kind and the signals it rests on.
type Opinion = (Kind, &'static [Signal]);

/// The opinion on a letter.
pub(super) fn decide(letter: &Letter<'_>, tally: &Tally) -> Verdict {
    let case = Case { letter, tally };
    let (kind, grounds) = case
        .notice()
        .or_else(|| case.review())
        .or_else(|| case.mistake())
        .or_else(|| case.outcome())
        .or_else(|| case.process())
        .or_else(|| case.receipt())
        .unwrap_or_else(|| case.rest());
    Verdict {
        kind,
        evidence: case.evidence(grounds),
        suggested_status: status::suggested_status(kind, &case),
        names_public_interest: tally.says(PublicInterest),
    }
}

impl Case<'_> {
    fn says(&self, signal: Signal) -> bool {
        self.tally.says(signal)
    }

    /// The sentences behind the signals, once each.
    fn evidence(&self, signals: &[Signal]) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = Vec::new();
        for found in signals.iter().filter_map(|signal| self.tally.evidence(*signal)) {
            if !evidence.contains(&found) {
                evidence.push(found);
            }
        }
        evidence
    }

    /// Information or answers are given.
    fn gives(&self) -> bool {
        let answers = self.tally.weight(Answer) + self.tally.weight(Item);
        let together = self.tally.weight(Give) + answers >= 7;
        self.says(Give) || (answers >= 5 || together) && !self.says(Deny)
    }

    /// Something is given beside a refusal: figures that only explain the refusal do not count.
    fn gives_beside_a_refusal(&self) -> bool {
        let plainly = self.tally.evidence(Give).is_some_and(|found| found.rule != "give.holds");
        self.says(Give) && plainly || self.says(Item) || self.says(Part)
    }

    /// She has answered what they asked: what they say of it is no new question.
    fn answered_us(&self) -> bool {
        self.tally.has("receipt.your-answer")
    }

    /// Something beside a receipt is said.
    fn says_more_than_a_receipt(&self) -> bool {
        [Give, Answer, Item, Deny, NotHeld, CostRefused, Refuse, Exempt, Neither, Clarify, Fee]
            .into_iter()
            .any(|signal| self.says(signal))
    }

    /// A weak word of giving in what is plainly a receipt.
    fn only_a_receipt(&self) -> bool {
        let receipt = self.tally.weight(Receipt) + self.tally.weight(Registered);
        let giving =
            self.tally.weight(Give) + self.tally.weight(Answer) + self.tally.weight(Response);
        receipt >= 10 && giving <= 8
    }

    /// Nothing was recognised.
    fn rest(&self) -> Opinion {
        if self.tally.weight(Clarify) >= 3
            && !self.answered_us()
            && !self.says(Chat)
            && self.is_about_a_request()
        {
            (Kind::Clarification, &[Clarify])
        } else if self.is_about_a_request() {
            (Kind::OtherCorrespondence, &[Password, Late, Narrow, Receipt])
        } else {
            (Kind::Unrelated, &[Bulk])
        }
    }

    /// Whether anything ties the message to a request for information.
    fn is_about_a_request(&self) -> bool {
        let signs = [
            "freedom of information",
            "foi request",
            "information request",
            "request for information",
            "your request",
            "rhyddid gwybodaeth",
            "your foi",
            "environmental information",
            "information compliance",
            "information governance",
            "information rights",
            "foi",
        ];
        let texts = [self.letter.subject, self.letter.body, self.letter.quoted];
        self.letter.has_reference
            || texts.iter().any(|text| {
                let folded = prose::fold(text);
                signs.iter().any(|sign| folded.contains(sign))
            })
            || self.letter.reply && self.tally.words() > 0 && self.letter.quoted.is_empty()
    }
}
