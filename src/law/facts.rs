//! The facts that a clock is computed from: what happened on which day, by her word or good in
//! law. Claims that are neither stay with `request::clock`. Refuses what cannot have happened.

use chrono::NaiveDate;
use serde::Serialize;

use super::date::{self, BadDate};
use super::{Body, Regime};

/// Days on which a school holds no session, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Closure {
    /// The first day without school.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
}

/// Why a text is not taken for days without school.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadClosure {
    /// Neither a day nor two of them.
    #[error("`{0}` is not FROM..TO, such as 2026-07-20..2026-09-01")]
    Form(String),
    /// One of its days cannot be meant.
    #[error(transparent)]
    Date(BadDate),
    /// It ends before it begins.
    #[error(transparent)]
    Order(BadFacts),
}

impl std::str::FromStr for Closure {
    type Err = BadClosure;

    /// `FROM..TO`, or one day.
    fn from_str(text: &str) -> Result<Self, BadClosure> {
        let (from, to) = text.split_once("..").unwrap_or((text, text));
        let parse = |day: &str| match date::parse(day.trim()) {
            Err(BadDate::Form(_)) => Err(BadClosure::Form(text.to_owned())),
            read => read.map_err(BadClosure::Date),
        };
        let (from, to) = (parse(from)?, parse(to)?);
        if to < from {
            return Err(BadClosure::Order(BadFacts::Closure { from, to }));
        }
        Ok(Closure { from, to })
    }
}

impl std::fmt::Display for Closure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}..{}", self.from, self.to)
    }
}

/// What happened to one request, as far as the law asks. Dates are civil dates in Europe/London.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The law.
    pub regime: Regime,
    /// Which of its clocks.
    pub body: Body,
    /// The day the authority received the request.
    pub received: NaiveDate,
    /// When a school is closed, as far as is known.
    pub closures: Vec<Closure>,
    /// The day they asked what she means.
    pub clarification_asked: Option<NaiveDate>,
    /// The day they received her explanation.
    pub clarified: Option<NaiveDate>,
    /// The day of a fees notice.
    pub fee_notice: Option<NaiveDate>,
    /// The day they received the fee.
    pub fee_paid: Option<NaiveDate>,
    /// Whether they extended the time (public interest; complex and voluminous).
    pub extended: bool,
    /// The day she received their answer.
    pub answered: Option<NaiveDate>,
    /// The day they received her request for a review.
    pub review_asked: Option<NaiveDate>,
    /// The day she received the outcome of the review.
    pub review_answered: Option<NaiveDate>,
    /// The day the regulator's decision notice was sent.
    pub regulator_decided: Option<NaiveDate>,
}

/// Why facts cannot be true together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadFacts {
    /// A day that cannot be meant.
    #[error("{what}: {problem}")]
    Date {
        /// Which of the facts.
        what: &'static str,
        /// What is wrong with it.
        problem: BadDate,
    },
    /// A thing happened before the thing it follows.
    #[error("{later} on {later_on}, before {earlier} on {earlier_on}: that cannot be")]
    Order {
        /// What should be later.
        later: &'static str,
        /// Its day.
        later_on: NaiveDate,
        /// What should be earlier.
        earlier: &'static str,
        /// Its day.
        earlier_on: NaiveDate,
    },
    /// Payment of a fee nobody asked for.
    #[error("a fee paid without a fees notice: give the day of the notice as well")]
    PaidWithoutNotice,
    /// The outcome of a review that nobody asked for before it came.
    #[error(
        "review answered on {0}, and no review was asked for by then: give the day of that as well"
    )]
    ReviewUnasked(NaiveDate),
    /// A school's clock under another law.
    #[error(
        "school days count under FOIA only (SI 2004/3364 reg 3), not under {0}; \
         for a school under {0} use an ordinary body"
    )]
    SchoolUnder(Regime),
    /// A closure that ends before it begins.
    #[error("a closure that ends on {to}, before it begins on {from}: that cannot be")]
    Closure {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
}

impl Facts {
    /// A request received on a day, and nothing else.
    pub fn received(regime: Regime, body: Body, received: NaiveDate) -> Self {
        Facts {
            regime,
            body,
            received,
            closures: Vec::new(),
            clarification_asked: None,
            clarified: None,
            fee_notice: None,
            fee_paid: None,
            extended: false,
            answered: None,
            review_asked: None,
            review_answered: None,
            regulator_decided: None,
        }
    }

    /// Everything that cannot be true, in the order of the facts; empty when all can.
    pub fn problems(&self) -> Vec<BadFacts> {
        let mut problems = self.bad_dates();
        problems.extend(self.bad_order());
        if self.fee_paid.is_some() && self.fee_notice.is_none() {
            problems.push(BadFacts::PaidWithoutNotice);
        }
        if self.body == Body::School && self.regime != Regime::Foia {
            problems.push(BadFacts::SchoolUnder(self.regime));
        }
        problems.extend(
            self.closures
                .iter()
                .filter(|closure| closure.to < closure.from)
                .map(|&Closure { from, to }| BadFacts::Closure { from, to }),
        );
        problems
    }

    fn named(&self) -> [(&'static str, Option<NaiveDate>); 9] {
        [
            ("received", Some(self.received)),
            ("clarification asked", self.clarification_asked),
            ("clarified", self.clarified),
            ("fees notice given", self.fee_notice),
            ("fee paid", self.fee_paid),
            ("answered", self.answered),
            ("review asked", self.review_asked),
            ("review answered", self.review_answered),
            ("regulator decided", self.regulator_decided),
        ]
    }

    /// The last thing that happened.
    pub(super) fn latest(&self) -> NaiveDate {
        self.named().into_iter().filter_map(|(_, day)| day).max().unwrap_or(self.received)
    }

    fn bad_dates(&self) -> Vec<BadFacts> {
        let closures = self.closures.iter().flat_map(|closure| [closure.from, closure.to]);
        self.named()
            .into_iter()
            .filter_map(|(what, day)| day.map(|day| (what, day)))
            .chain(closures.map(|day| ("closure", day)))
            .filter_map(|(what, day)| {
                date::within(day).err().map(|problem| BadFacts::Date { what, problem })
            })
            .collect()
    }

    /// Nothing happens before the request is received, nor a reply before what it replies to. A
    /// review may well be asked before a late answer comes, and be answered after it.
    fn bad_order(&self) -> Vec<BadFacts> {
        let received = ("received", Some(self.received));
        let mut pairs: Vec<_> =
            self.named().into_iter().skip(1).map(|later| (later, received)).collect();
        pairs.push((
            ("clarified", self.clarified),
            ("clarification asked", self.clarification_asked),
        ));
        pairs.push((("fee paid", self.fee_paid), ("fees notice given", self.fee_notice)));
        pairs
            .push((("review answered", self.review_answered), ("review asked", self.review_asked)));
        pairs
            .into_iter()
            .filter_map(|((later, later_on), (earlier, earlier_on))| {
                let (later_on, earlier_on) = (later_on?, earlier_on?);
                (later_on < earlier_on).then_some(BadFacts::Order {
                    later,
                    later_on,
                    earlier,
                    earlier_on,
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn foia() -> Facts {
        Facts::received(Regime::Foia, Body::Ordinary, day("2026-01-05"))
    }

    #[test]
    fn what_cannot_have_happened_is_refused_with_its_reason() {
        let early = Some(day("2026-01-02"));
        let late = Some(day("2026-02-02"));
        for (facts, reason) in [
            (
                Facts { answered: early, ..foia() },
                "answered on 2026-01-02, before received on 2026-01-05: that cannot be",
            ),
            (
                Facts { clarification_asked: late, clarified: Some(day("2026-01-26")), ..foia() },
                "clarified on 2026-01-26, before clarification asked on 2026-02-02: that cannot be",
            ),
            (
                Facts { fee_notice: late, fee_paid: Some(day("2026-01-26")), ..foia() },
                "fee paid on 2026-01-26, before fees notice given on 2026-02-02: that cannot be",
            ),
            (
                Facts { fee_paid: late, ..foia() },
                "a fee paid without a fees notice: give the day of the notice as well",
            ),
            (
                Facts { received: day("2004-12-31"), ..foia() },
                "received: 2004-12-31 is before 1 January 2005, the day from which requests could be made",
            ),
            (
                Facts { body: Body::School, regime: Regime::Eir, ..foia() },
                "school days count under FOIA only (SI 2004/3364 reg 3), not under eir; \
                 for a school under eir use an ordinary body",
            ),
            (
                Facts {
                    closures: vec![Closure { from: day("2026-04-10"), to: day("2026-04-01") }],
                    ..foia()
                },
                "a closure that ends on 2026-04-01, before it begins on 2026-04-10: that cannot be",
            ),
        ] {
            let told: Vec<String> = facts.problems().iter().map(ToString::to_string).collect();
            assert_eq!(told, [reason]);
        }
    }

    #[test]
    fn a_review_asked_for_silence_may_precede_the_late_answer() {
        let facts = Facts {
            review_asked: Some(day("2026-03-02")),
            answered: Some(day("2026-03-09")),
            review_answered: Some(day("2026-03-30")),
            ..foia()
        };
        assert_eq!(facts.problems(), []);
    }
}
