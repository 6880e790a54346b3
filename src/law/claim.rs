//! The date an authority names, against the date of the law: whether they agree and, if not, how
//! the authority seems to have counted. The date itself is only ever kept as claimed.

use chrono::{Days, Months, NaiveDate};

use super::calendar::Calendar;
use super::clock::{Clock, Facts};
use super::count::Count;
use super::holidays::{Division, Holidays};
use super::response;

/// How a claimed date stands to the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// The date of the law.
    Agrees,
    /// Counted from the day they acknowledged it, not from the day they got it.
    FromAcknowledgement(NaiveDate),
    /// The Code of Practice's reading of a receipt on a day off.
    ByTheCode,
    /// Counted with the day after receipt as day 0.
    DayLate,
    /// Counted with the holidays of England and Wales alone.
    EnglishHolidays,
    /// Twenty-eight days, as if no holiday lay between.
    FourWeeks,
    /// A month.
    Month,
    /// The mark of an extension.
    Extension,
    /// Earlier than the law asks.
    Earlier,
    /// Later, for no reason that can be seen.
    Later,
}

/// Compares a claimed date with the law's; `None` where the law has no date. `acknowledged` are
/// the days of their acknowledgements.
pub fn compare(
    claimed: NaiveDate,
    facts: &Facts,
    clock: &Clock,
    acknowledged: &[NaiveDate],
    holidays: &Holidays,
) -> Option<Claim> {
    let due = clock.dates.due?;
    let start = response::start(facts);
    let calendar = Calendar::of(facts.regime);
    let twenty_after = |day: NaiveDate| Count::new(day, 20, calendar).end(holidays);
    let from_receipt =
        acknowledged.iter().copied().find(|day| *day > start && twenty_after(*day) == claimed);
    let forty = Count::new(start, 40, calendar).end(holidays);
    Some(if claimed == due {
        Claim::Agrees
    } else if claimed < due {
        Claim::Earlier
    } else if let Some(day) = from_receipt {
        Claim::FromAcknowledgement(day)
    } else if clock.dates.due_by_code == Some(claimed) {
        Claim::ByTheCode
    } else if start.succ_opt().map(twenty_after) == Some(claimed) {
        Claim::DayLate
    } else if claimed == start + Days::new(28) {
        Claim::FourWeeks
    } else if start.checked_add_months(Months::new(1)) == Some(claimed) {
        Claim::Month
    } else if claimed == forty {
        Claim::Extension
    } else if english_twenty(start, holidays) == Some(claimed) {
        Claim::EnglishHolidays
    } else {
        Claim::Later
    })
}

/// Twenty days counted with the holidays of England and Wales, which is never the law.
fn english_twenty(start: NaiveDate, holidays: &Holidays) -> Option<NaiveDate> {
    use chrono::{Datelike as _, Weekday};
    start
        .iter_days()
        .skip(1)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .filter(|day| holidays.on(Division::EnglandAndWales, *day).is_none())
        .nth(19)
}

impl std::fmt::Display for Claim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Claim::Agrees => f.write_str("the same as by law"),
            Claim::FromAcknowledgement(day) => write!(
                f,
                "later than the law allows: it counts from the acknowledgement of {day}, \
                 the law from receipt"
            ),
            Claim::ByTheCode => f.write_str(
                "a day later than the law: the Code of Practice takes what arrives on a day off \
                 as received on the next working day",
            ),
            Claim::DayLate => f.write_str(
                "later than the law allows: it takes the day after receipt as the first to count from",
            ),
            Claim::EnglishHolidays => f.write_str(
                "counted with the bank holidays of England and Wales, which are not those of the law",
            ),
            Claim::FourWeeks => f.write_str("later than the law allows: it counts four weeks"),
            Claim::Month => f.write_str("later than the law allows: it counts a month"),
            Claim::Extension => f.write_str(
                "forty working days: an extension, which needs its own reason in law",
            ),
            Claim::Earlier => f.write_str("earlier than the law asks"),
            Claim::Later => f.write_str("later than the law allows"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Body, Regime, compute};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_claimed_date_is_traced_to_the_way_it_was_counted() {
        let holidays = Holidays::shipped();
        for (received, acknowledged, claimed, expected) in [
            ("2020-06-02", None, "2020-06-30", Claim::Agrees),
            (
                "2020-06-02",
                Some("2020-06-05"),
                "2020-07-03",
                Claim::FromAcknowledgement(day("2020-06-05")),
            ),
            ("2020-06-02", Some("2020-06-05"), "2020-06-30", Claim::Agrees),
            ("2026-02-07", None, "2026-03-09", Claim::ByTheCode),
            ("2020-06-02", None, "2020-07-01", Claim::DayLate),
            ("2026-12-24", None, "2027-01-21", Claim::Earlier),
            ("2020-06-03", None, "2020-07-03", Claim::Month),
            ("2026-01-05", None, "2026-03-02", Claim::Extension),
            ("2026-01-05", None, "2026-04-02", Claim::Later),
        ] {
            let facts = Facts::received(Regime::Foia, Body::Ordinary, day(received));
            let clock = compute(&facts, holidays);
            let acknowledged: Vec<NaiveDate> = acknowledged.map(day).into_iter().collect();
            let found = compare(day(claimed), &facts, &clock, &acknowledged, holidays);
            assert_eq!(found, Some(expected), "{received} {claimed}");
        }
    }
}
