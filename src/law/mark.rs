//! A date that a rule gives, with the rule, its section and the way to prove it. The rules
//! themselves are in `response`, `review` and `complaint`.

use chrono::{Datelike, NaiveDate};

use super::calendar::Calendar;
use super::count::{Count, Step};
use super::holidays::Holidays;
use crate::words::words;

words! {
    /// Which date of a request's clock.
    pub enum What ("date of the clock") {
        /// The last day for the answer, had they not asked: shown where they asked after it.
        DueAtFirst = "due_at_first",
        /// The last day for the answer.
        Due = "due",
        /// The last day a school can have, whatever its terms.
        DueLatest = "due_latest",
        /// The last day for the answer in the reading of the Code of Practice.
        DueByCode = "due_by_code",
        /// The outer mark of an extension.
        ExtendedLatest = "extended_latest",
        /// The last day to pay a fee.
        FeePayBy = "fee_pay_by",
        /// The last day to ask for a review.
        ReviewAskBy = "review_ask_by",
        /// The last day to ask for a review by the more cautious reading.
        ReviewAskAdvised = "review_ask_advised",
        /// The day by which a review should be answered.
        ReviewDue = "review_due",
        /// The day after which a review is out of time whatever the reason.
        ReviewLatest = "review_latest",
        /// The first day for a complaint to the regulator.
        RegulatorFrom = "regulator_from",
        /// The last day for a complaint to the regulator.
        RegulatorBy = "regulator_by",
        /// The last day for an appeal against the regulator.
        AppealBy = "appeal_by",
    }
}

impl What {
    /// How the date is called on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            What::DueAtFirst => "answer due at first",
            What::Due => "answer due",
            What::DueLatest => "answer due at the latest",
            What::DueByCode => "answer due by the Code",
            What::ExtendedLatest => "extended at most to",
            What::FeePayBy => "pay the fee by",
            What::ReviewAskBy => "ask for a review by",
            What::ReviewAskAdvised => "better ask for it by",
            What::ReviewDue => "review due",
            What::ReviewLatest => "review due at the latest",
            What::RegulatorFrom => "complain from",
            What::RegulatorBy => "complain by",
            What::AppealBy => "appeal by",
        }
    }
}

/// How a date is arrived at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// By counting working days.
    Count {
        /// The count.
        count: Count,
        /// What day 0 is.
        day_zero: &'static str,
    },
    /// By a period of days, weeks or months.
    Period {
        /// The day it runs from.
        from: NaiveDate,
        /// What that day is.
        day_zero: &'static str,
        /// The end of the period, before any moving.
        end: NaiveDate,
        /// The period in words.
        length: &'static str,
        /// The calendar by which an end on a day off moves to the next working day.
        rolls: Option<Calendar>,
    },
    /// The day after another one.
    After {
        /// The other day.
        day: NaiveDate,
        /// What that day is.
        what: &'static str,
    },
}

/// One date of the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Which.
    pub what: What,
    /// The date.
    pub date: NaiveDate,
    /// The rule in plain words.
    pub rule: &'static str,
    /// The section it rests on.
    pub law: &'static str,
    /// How it is arrived at.
    pub way: Way,
}

impl Mark {
    /// The date at the end of a count.
    pub(super) fn counted(
        what: What,
        count: Count,
        day_zero: &'static str,
        (law, rule): (&'static str, &'static str),
        holidays: &Holidays,
    ) -> Self {
        let date = count.end(holidays);
        Mark { what, date, rule, law, way: Way::Count { count, day_zero } }
    }

    /// Whether it lies beyond the years whose bank holidays are known.
    pub fn is_provisional(&self, holidays: &Holidays) -> bool {
        let depends_on_holidays = match &self.way {
            Way::Count { .. } => true,
            Way::Period { rolls, .. } => rolls.is_some(),
            Way::After { .. } => false,
        };
        depends_on_holidays && self.date.year() > holidays.last_year()
    }

    /// The working days that it rests on, where it rests on any.
    pub(super) fn calendar(&self) -> Option<Calendar> {
        match &self.way {
            Way::Count { count, .. } => Some(count.calendar),
            Way::Period { rolls, .. } => *rolls,
            Way::After { .. } => None,
        }
    }

    /// Its account, day by day.
    pub fn proof(&self, holidays: &Holidays) -> Vec<Step> {
        match &self.way {
            Way::Count { count, day_zero } => count.proof(day_zero, holidays),
            Way::Period { from, day_zero, end, length, rolls } => {
                let mut steps = vec![
                    step(*from, Some(0), (*day_zero).to_owned()),
                    step(*end, None, format!("{length} end")),
                ];
                if let Some(calendar) = rolls {
                    steps.extend(moved(*end, self.date, *calendar, holidays));
                }
                steps
            }
            Way::After { day, what } => vec![
                step(*day, Some(0), (*what).to_owned()),
                step(self.date, None, "the day after".to_owned()),
            ],
        }
    }
}

/// The days by which an end on a day off moves on, each with its reason.
fn moved(end: NaiveDate, to: NaiveDate, calendar: Calendar, holidays: &Holidays) -> Vec<Step> {
    end.iter_days()
        .take_while(|day| *day <= to && end < to)
        .map(|day| {
            let reason = calendar.day_off(day, holidays).map(|off| format!("{off}: moves on"));
            step(day, None, reason.unwrap_or_else(|| "the next working day".to_owned()))
        })
        .collect()
}

fn step(date: NaiveDate, day: Option<u32>, because: String) -> Step {
    Step { date, day, because }
}
