//! Counting working days, and the proof of a count: the same walk gives the date and its day by
//! day account, so that the two cannot differ. Knows no section; the rules are in `clock`.

use chrono::NaiveDate;
use serde::Serialize;

use super::calendar::Calendar;
use super::holidays::Holidays;

/// Days within which working days do not count: both ends are part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Why they do not count.
    pub because: Disregard,
}

/// Why working days are disregarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disregard {
    /// From the day of a fees notice to the day of payment.
    Fee,
    /// The school holds no session.
    NoSchool,
}

/// A number of working days after a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Day 0, working day or not.
    pub from: NaiveDate,
    /// Which working day after it is meant.
    pub number: u32,
    /// Which days count.
    pub calendar: Calendar,
    /// Working days that are disregarded all the same.
    pub disregarded: Vec<Span>,
}

/// One line of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The day.
    pub date: NaiveDate,
    /// Its number in the count: 0 for the day counted from, `None` for a day that does not count.
    pub day: Option<u32>,
    /// Why it has that number, or none.
    pub because: String,
}

impl Count {
    /// `number` working days after `from`.
    pub fn new(from: NaiveDate, number: u32, calendar: Calendar) -> Self {
        Count { from, number, calendar, disregarded: Vec::new() }
    }

    /// The same count, disregarding these days as well.
    pub fn disregarding(mut self, spans: impl IntoIterator<Item = Span>) -> Self {
        self.disregarded.extend(spans);
        self
    }

    /// The last day of the count: always a working day of its calendar that is not disregarded.
    pub fn end(&self, holidays: &Holidays) -> NaiveDate {
        if self.disregarded.is_empty()
            && self.number > 0
            && let Some(end) = holidays.working_days(self.calendar).after(self.from, self.number)
        {
            return end;
        }
        self.end_by(NaiveDate::MAX, holidays).unwrap_or(NaiveDate::MAX)
    }

    /// The last day of the count, if it is not after `limit`.
    pub fn end_by(&self, limit: NaiveDate, holidays: &Holidays) -> Option<NaiveDate> {
        let mut left = self.number;
        for day in self.from.iter_days() {
            if day > limit {
                break;
            }
            if day > self.from && self.counts(day, holidays) {
                left -= 1;
            }
            if left == 0 {
                return Some(day);
            }
        }
        None
    }

    fn counts(&self, day: NaiveDate, holidays: &Holidays) -> bool {
        self.calendar.is_working(day, holidays) && self.disregard(day).is_none()
    }

    fn disregard(&self, day: NaiveDate) -> Option<Disregard> {
        let span = self.disregarded.iter().find(|span| span.from <= day && day <= span.to)?;
        Some(span.because)
    }

    /// Every day from day 0 to the last with its number or the reason why it has none.
    pub fn proof(&self, day_zero: &str, holidays: &Holidays) -> Vec<Step> {
        self.proof_to(NaiveDate::MAX, day_zero, holidays)
    }

    /// The same, ending with `limit` at the latest.
    pub fn proof_to(&self, limit: NaiveDate, day_zero: &str, holidays: &Holidays) -> Vec<Step> {
        let mut steps = vec![Step { date: self.from, day: Some(0), because: day_zero.to_owned() }];
        let mut counted = 0;
        for date in self.from.iter_days().skip(1).take_while(|date| *date <= limit) {
            if counted == self.number {
                break;
            }
            let reason = self.reason(date, holidays);
            counted += u32::from(reason.is_none());
            let day = reason.is_none().then_some(counted);
            let because = reason.unwrap_or_else(|| "working day".to_owned());
            steps.push(Step { date, day, because });
        }
        steps
    }

    /// Why a day does not count.
    fn reason(&self, date: NaiveDate, holidays: &Holidays) -> Option<String> {
        if let Some(off) = self.calendar.day_off(date, holidays) {
            return Some(off.to_string());
        }
        Some(
            match self.disregard(date)? {
                Disregard::Fee => "disregarded: between fees notice and payment",
                Disregard::NoSchool => "disregarded: not a school day",
            }
            .to_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_counted_from_is_day_zero_whatever_day_it_is() {
        let holidays = Holidays::shipped();
        for (from, number, end) in [
            ("2026-02-07", 20, "2026-03-06"), // from a Saturday
            ("2026-12-25", 1, "2026-12-29"),
            ("2026-01-05", 0, "2026-01-05"),
        ] {
            assert_eq!(Count::new(day(from), number, Calendar::Uk).end(holidays), day(end));
        }
    }

    #[test]
    fn the_proof_ends_where_the_count_ends_and_names_every_day_between() {
        let count = Count::new(day("2026-03-09"), 20, Calendar::Uk);
        let proof = count.proof("received", Holidays::shipped());
        assert_eq!(
            proof.last().map(|step| (step.date, step.day)),
            Some((day("2026-04-09"), Some(20)))
        );
        assert_eq!(proof.len(), 32, "31 days after 9 March, and 9 March itself");
        assert_eq!(proof[8].because, "St Patrick’s Day (Northern Ireland)");
    }

    #[test]
    fn a_count_that_would_never_end_ends_at_the_last_date_there_is() {
        let forever =
            Span { from: day("2026-01-01"), to: NaiveDate::MAX, because: Disregard::NoSchool };
        let count = Count::new(day("2026-01-05"), 20, Calendar::Uk).disregarding([forever]);
        assert_eq!(count.end_by(day("2026-04-01"), Holidays::shipped()), None);
    }
}
