//! Working days: which days count under which law. Knows no deadline; counting is in `count`.
//!
//! FOIA s.10(6), which EIR reg 2(1) takes over: any day other than a Saturday, a Sunday, Christmas
//! Day, Good Friday or a bank holiday under the Banking and Financial Dealings Act 1971 *in any
//! part of the United Kingdom*. FOISA s.73, which the Scottish Regulations take over: other than a
//! Saturday, a Sunday, Christmas Day or a bank holiday under that Act *in Scotland*. Office
//! closures, privilege days and local holidays are working days under both.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Regime;
use super::date::good_friday;
use super::holidays::{Division, Holidays};

/// The set of days that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Calendar {
    /// A holiday anywhere in the United Kingdom is a holiday everywhere.
    Uk,
    /// Only Scottish holidays.
    Scotland,
}

/// Why a day does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayOff {
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
    /// Named in the Acts themselves, and not held as a bank holiday of that year.
    ChristmasDay,
    /// Named in FOIA s.10(6) itself, and not held as a bank holiday of that year.
    GoodFriday,
    /// A bank holiday: its title, and where it is kept unless everywhere.
    BankHoliday {
        /// Its title.
        title: String,
        /// The divisions that keep it.
        divisions: Vec<Division>,
    },
}

impl Calendar {
    /// The calendar of a law.
    pub const fn of(regime: Regime) -> Self {
        match regime {
            Regime::Foia | Regime::Eir => Calendar::Uk,
            Regime::Foisa | Regime::Eisr => Calendar::Scotland,
        }
    }

    /// Whether the day counts.
    pub fn is_working(self, date: NaiveDate, holidays: &Holidays) -> bool {
        !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
            && !self.is_bank_holiday(date, holidays)
            && !is_christmas(date)
            && !(self == Calendar::Uk && is_good_friday(date))
    }

    fn is_bank_holiday(self, date: NaiveDate, holidays: &Holidays) -> bool {
        match self {
            Calendar::Uk => holidays.anywhere(date),
            Calendar::Scotland => holidays.on(Division::Scotland, date).is_some(),
        }
    }

    /// Why the day does not count; `None` for a working day.
    pub fn day_off(self, date: NaiveDate, holidays: &Holidays) -> Option<DayOff> {
        match date.weekday() {
            Weekday::Sat => return Some(DayOff::Saturday),
            Weekday::Sun => return Some(DayOff::Sunday),
            _ => {}
        }
        let mut kept = holidays
            .all_on(date)
            .filter(|(division, _)| self == Calendar::Uk || *division == Division::Scotland);
        if let Some((first, holiday)) = kept.next() {
            let divisions = std::iter::once(first).chain(kept.map(|(other, _)| other)).collect();
            return Some(DayOff::BankHoliday { title: holiday.title.clone(), divisions });
        }
        if is_christmas(date) {
            return Some(DayOff::ChristmasDay);
        }
        (self == Calendar::Uk && is_good_friday(date)).then_some(DayOff::GoodFriday)
    }

    /// The first working day on or after a day.
    pub fn on_or_after(self, date: NaiveDate, holidays: &Holidays) -> NaiveDate {
        date.iter_days().find(|day| self.is_working(*day, holidays)).unwrap_or(date)
    }

    /// How many working days lie after `from` up to and including `to`: 0 when `to` is not later.
    pub fn between(self, from: NaiveDate, to: NaiveDate, holidays: &Holidays) -> u32 {
        let after = from.iter_days().skip(1).take_while(|day| *day <= to);
        u32::try_from(after.filter(|day| self.is_working(*day, holidays)).count())
            .unwrap_or(u32::MAX)
    }
}

fn is_christmas(date: NaiveDate) -> bool {
    (date.month(), date.day()) == (12, 25)
}

fn is_good_friday(date: NaiveDate) -> bool {
    date.weekday() == Weekday::Fri
        && matches!(date.month(), 3 | 4)
        && good_friday(date.year()) == Some(date)
}

impl std::fmt::Display for DayOff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            DayOff::Saturday => f.write_str("Saturday"),
            DayOff::Sunday => f.write_str("Sunday"),
            DayOff::ChristmasDay => f.write_str("Christmas Day"),
            DayOff::GoodFriday => f.write_str("Good Friday"),
            DayOff::BankHoliday { title, divisions } => {
                f.write_str(title)?;
                if divisions.len() < Division::ALL.len() {
                    let names: Vec<&str> = divisions.iter().map(|part| part.name()).collect();
                    write!(f, " ({})", names.join("; "))?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_holiday_anywhere_stops_the_uk_clock_and_only_scotlands_stops_the_scottish_one() {
        let holidays = Holidays::shipped();
        for (date, uk, scotland) in [
            ("2025-03-17", false, true),  // St Patrick's Day
            ("2024-07-12", false, true),  // Battle of the Boyne
            ("2026-06-15", false, false), // Scotland's World Cup holiday
            ("2026-04-03", false, false), // Good Friday
            ("2026-04-06", false, true),  // Easter Monday
            ("2026-08-03", false, false), // Summer bank holiday in Scotland
            ("2026-08-31", false, true),  // Summer bank holiday elsewhere
            ("2026-07-17", true, true),   // Glasgow Fair: a local holiday never counts
            ("2029-12-25", false, false), // named in the Acts, beyond the data
            ("2029-03-30", false, true),  // Good Friday, named in FOIA alone
            ("2026-06-13", false, false), // a Saturday
        ] {
            assert_eq!(Calendar::Uk.is_working(day(date), holidays), uk, "UK {date}");
            assert_eq!(
                Calendar::Scotland.is_working(day(date), holidays),
                scotland,
                "Scotland {date}"
            );
            for calendar in [Calendar::Uk, Calendar::Scotland] {
                let off = calendar.day_off(day(date), holidays);
                assert_eq!(off.is_none(), calendar.is_working(day(date), holidays), "{date}");
            }
        }
    }

    #[test]
    fn a_day_off_says_where_it_is_kept() {
        let holidays = Holidays::shipped();
        let said = |date| Calendar::Uk.day_off(day(date), holidays).unwrap().to_string();
        assert_eq!(said("2025-03-17"), "St Patrick’s Day (Northern Ireland)");
        assert_eq!(said("2026-04-06"), "Easter Monday (England and Wales; Northern Ireland)");
        assert_eq!(said("2026-12-25"), "Christmas Day");
    }

    #[test]
    fn working_days_between_two_days() {
        let between = |from, to| Calendar::Uk.between(day(from), day(to), Holidays::shipped());
        assert_eq!(between("2020-06-30", "2020-07-09"), 7);
        assert_eq!(between("2020-06-30", "2020-06-30"), 0);
        assert_eq!(between("2020-06-30", "2020-06-01"), 0);
    }
}
