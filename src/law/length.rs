//! A length of time as a letter states it, such as "two months" or "40 working days": where it
//! ends, and the proof. What the law itself allows is in `review` and `complaint`.

use std::fmt;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::count::{Count, Step};
use super::holidays::Holidays;
use crate::words::words;

words! {
    /// What a length is counted in.
    pub enum Unit ("unit of time") {
        /// Calendar days.
        Days = "days",
        /// Working days.
        WorkingDays = "working_days",
        /// Weeks.
        Weeks = "weeks",
        /// Calendar months.
        Months = "months",
    }
}

/// A number of days, working days, weeks or months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Length {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

impl Length {
    /// The last day of it, the day it runs from being day 0.
    ///
    /// Two months from 9 July 2020: 9 September 2020. One month from 31 January: the last of
    /// February.
    pub fn end(self, from: NaiveDate, calendar: Calendar, holidays: &Holidays) -> NaiveDate {
        let end = match self.unit {
            Unit::Days => from.checked_add_days(Days::new(u64::from(self.number))),
            Unit::Weeks => from.checked_add_days(Days::new(7 * u64::from(self.number))),
            Unit::Months => from.checked_add_months(Months::new(self.number)),
            Unit::WorkingDays => Some(Count::new(from, self.number, calendar).end(holidays)),
        };
        end.unwrap_or(NaiveDate::MAX)
    }

    /// How it ends on that day.
    pub fn proof(
        self,
        from: NaiveDate,
        day_zero: &str,
        calendar: Calendar,
        holidays: &Holidays,
    ) -> Vec<Step> {
        if self.unit == Unit::WorkingDays {
            return Count::new(from, self.number, calendar).proof(day_zero, holidays);
        }
        let end = Step {
            date: self.end(from, calendar, holidays),
            day: None,
            because: format!("{self} end"),
        };
        vec![Step { date: from, day: Some(0), because: day_zero.to_owned() }, end]
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = match self.unit {
            Unit::Days => ("day", "days"),
            Unit::WorkingDays => ("working day", "working days"),
            Unit::Weeks => ("week", "weeks"),
            Unit::Months => ("month", "months"),
        };
        write!(f, "{} {}", self.number, if self.number == 1 { one } else { many })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_ends_on_its_last_day_and_the_proof_ends_there_too() {
        let holidays = Holidays::shipped();
        for (from, number, unit, end) in [
            ("2020-07-09", 2, Unit::Months, "2020-09-09"),
            ("2026-01-31", 1, Unit::Months, "2026-02-28"),
            ("2026-01-05", 6, Unit::Weeks, "2026-02-16"),
            ("2026-01-05", 28, Unit::Days, "2026-02-02"),
            ("2020-07-09", 40, Unit::WorkingDays, "2020-09-08"),
        ] {
            let (from, end): (NaiveDate, NaiveDate) = (from.parse().unwrap(), end.parse().unwrap());
            let length = Length { number, unit };
            assert_eq!(length.end(from, Calendar::Uk, holidays), end, "{length}");
            let proof = length.proof(from, "answer received", Calendar::Uk, holidays);
            assert_eq!(proof.last().map(|step| step.date), Some(end), "{length}");
        }
        assert_eq!(Length { number: 1, unit: Unit::WorkingDays }.to_string(), "1 working day");
    }
}
