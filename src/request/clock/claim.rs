//! What an authority claims that would move a date: the date if it is good in law, the date if it
//! is not, and what the law supports. Whether it is good is hers to decide.

use chrono::NaiveDate;

use super::{RequestClock, Version};
use crate::law::{Holidays, Regime};
use crate::words::words;

words! {
    /// What an authority claims that would move a date.
    pub enum Claimed ("claim") {
        /// That it needs to know what she means (s.1(3)).
        Clarification = "clarification",
        /// A fee (s.9).
        Fee = "fee",
        /// More time (s.10(3), reg 7).
        Extension = "extension",
        /// That another body has to answer.
        Transfer = "transfer",
    }
}

/// Which of their claims are taken as good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Good {
    /// None: her word alone counts.
    Nothing,
    /// This one.
    Only(Claimed),
    /// All of them.
    All,
}

impl Good {
    /// Whether this claim is taken as good.
    pub fn includes(self, claimed: Claimed) -> bool {
        match self {
            Good::Nothing => false,
            Good::Only(good) => good == claimed,
            Good::All => true,
        }
    }
}

/// What becomes of the last day for the answer if a claim is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfGood {
    /// It is this day.
    Due(NaiveDate),
    /// There is none while their question or their fee is open.
    Open,
    /// Nothing is due here: another body answers.
    Elsewhere,
    /// It does not move.
    Unmoved,
}

/// One claim, read both ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimReading {
    /// What they claim.
    pub claim: Claimed,
    /// What follows if it is good.
    pub if_good: IfGood,
    /// The last day for the answer if it is not.
    pub if_not: Option<NaiveDate>,
    /// The dates if it alone is good, where they differ from those if it is not.
    pub version: Option<Version>,
    /// The end that they name, for more time.
    pub named: Option<NaiveDate>,
    /// What the law supports.
    pub law_says: &'static str,
}

impl RequestClock {
    /// Each open claim with its two readings.
    pub fn readings(&self, holidays: &Holidays) -> Vec<ClaimReading> {
        let claims = self.timeline.claims();
        claims.into_iter().filter_map(|claim| self.reading(claim, holidays)).collect()
    }

    fn reading(&self, claim: Claimed, holidays: &Holidays) -> Option<ClaimReading> {
        let good = Version::of(&self.timeline, &self.rules, Good::Only(claim), holidays)?;
        let if_good = match (claim, good.clock.late_after) {
            (Claimed::Transfer, _) => IfGood::Elsewhere,
            (Claimed::Clarification, _) if self.timeline.questions.is_open(true) => IfGood::Open,
            (Claimed::Fee, None) => IfGood::Open,
            (_, Some(day)) if Some(day) != self.law.late_after => IfGood::Due(day),
            _ => IfGood::Unmoved,
        };
        let named = match (claim, &self.timeline.extension) {
            (Claimed::Extension, Some((more, _))) => more.until,
            _ => None,
        };
        Some(ClaimReading {
            claim,
            if_good,
            if_not: self.law.late_after,
            version: Some(good).filter(|good| good.clock.marks != self.law.marks),
            named,
            law_says: support(claim, self.facts.regime),
        })
    }
}

impl ClaimReading {
    /// What they say, in words.
    pub fn said(&self) -> &'static str {
        match self.claim {
            Claimed::Clarification => "they ask what you mean",
            Claimed::Fee => "they want a fee",
            Claimed::Extension => "they claim more time",
            Claimed::Transfer => "they say that another body has to answer",
        }
    }

    /// The claim in a sentence: both dates, and what the law supports.
    pub fn sentence(&self) -> String {
        let named = self.named.map(|until| format!(" until {until}")).unwrap_or_default();
        let dates = match (self.if_good, self.if_not) {
            (_, None) => String::new(),
            (IfGood::Due(good), Some(not)) => format!(": due {good} if it is good, {not} if not"),
            (IfGood::Open, Some(not)) => {
                format!(": no date while it is open if it is good, {not} if not")
            }
            (IfGood::Elsewhere, Some(not)) => {
                format!(": nothing is due here if that is so, {not} if not")
            }
            (IfGood::Unmoved, Some(not)) => format!(": {not} either way"),
        };
        format!("{}{named}{dates}; {}", self.said(), self.law_says)
    }
}

/// What the law says to a claim.
fn support(claim: Claimed, regime: Regime) -> &'static str {
    match (claim, regime) {
        (Claimed::Clarification, Regime::Foia) => {
            "only a question needed to identify the information restarts the clock (s.1(3), s.10(6)(b))"
        }
        (Claimed::Clarification, Regime::Foisa) => {
            "only a question needed to identify the information restarts the clock (s.1(3), s.10(1)(b))"
        }
        (Claimed::Clarification, Regime::Eir | Regime::Eisr) => {
            "only a request formulated in too general a manner allows it (reg 9)"
        }
        (Claimed::Fee, Regime::Foia) => {
            "a fees notice must come within the time for the answer (s.9)"
        }
        (Claimed::Fee, Regime::Foisa) => {
            "a fees notice must come within the time for the answer (s.9)"
        }
        (Claimed::Fee, Regime::Eir | Regime::Eisr) => {
            "only a reasonable charge notified within twenty working days (reg 8)"
        }
        (Claimed::Extension, Regime::Foia) => {
            "only the public interest under a qualified exemption gives more time, and the notice \
             naming it is due all the same (s.10(3), s.17(2)); an apology gives none"
        }
        (Claimed::Extension, Regime::Foisa) => "the law knows no extension",
        (Claimed::Extension, Regime::Eir | Regime::Eisr) => {
            "only a complex and voluminous request, notified within twenty working days (reg 7)"
        }
        (Claimed::Transfer, _) => "the clock of the other body starts when it receives the request",
    }
}
