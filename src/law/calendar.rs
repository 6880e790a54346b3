//! Working days: which days count under which law. Knows no deadline; counting is in `count`.
//!
//! FOIA s.10(6), which EIR reg 2(1) takes over: any day other than a Saturday, a Sunday, Christmas
//! Day, Good Friday or a bank holiday under the Banking and Financial Dealings Act 1971 *in any
//! part of the United Kingdom*. FOISA s.73, which the Scottish Regulations take over: other than a
//! Saturday, a Sunday, Christmas Day or a bank holiday under that Act *in Scotland*. Office
//! closures, privilege days and local holidays are working days under both.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Regime;
use super::date::{FIRST_DAY, good_friday};
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
        /// The divisions that keep it; empty where all do that the calendar looks at.
        only_in: Vec<Division>,
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
        match holidays.working_days(self).up_to(date) {
            Some(counted) => counted.is_working,
            None => self.by_rule(date, holidays),
        }
    }

    /// Whether the day counts, by the rule itself.
    fn by_rule(self, date: NaiveDate, holidays: &Holidays) -> bool {
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
            let mut only_in: Vec<Division> =
                std::iter::once(first).chain(kept.map(|(other, _)| other)).collect();
            if self == Calendar::Scotland || only_in.len() == Division::ALL.len() {
                only_in.clear();
            }
            return Some(DayOff::BankHoliday { title: holiday.title.clone(), only_in });
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
        let table = holidays.working_days(self);
        if let (Some(from), Some(to)) = (table.up_to(from), table.up_to(to)) {
            return to.number.saturating_sub(from.number);
        }
        let after = from.iter_days().skip(1).take_while(|day| *day <= to);
        u32::try_from(after.filter(|day| self.is_working(*day, holidays)).count())
            .unwrap_or(u32::MAX)
    }
}

/// The working days of a calendar from 2005 on, numbered, so that counting on or between is a look
/// into a table. It ends with the second year after the last whose holidays are known; beyond, the
/// rule itself is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct WorkingDays {
    /// How many working days there are up to and including each day.
    numbers: Vec<u32>,
    days: Vec<NaiveDate>,
}

/// A day in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Working days up to and including it.
    pub number: u32,
    /// Whether it is one.
    pub is_working: bool,
}

impl WorkingDays {
    pub(super) fn of(calendar: Calendar, holidays: &Holidays) -> Self {
        let last_year = holidays.last_year() + 2;
        let mut table = WorkingDays::default();
        for day in FIRST_DAY.iter_days().take_while(|day| day.year() <= last_year) {
            if calendar.by_rule(day, holidays) {
                table.days.push(day);
            }
            table.numbers.push(u32::try_from(table.days.len()).unwrap_or(u32::MAX));
        }
        table
    }

    /// The number of a day; `None` outside the table.
    pub(super) fn up_to(&self, date: NaiveDate) -> Option<Numbered> {
        let index = usize::try_from(date.signed_duration_since(FIRST_DAY).num_days()).ok()?;
        let number = *self.numbers.get(index)?;
        let before = index.checked_sub(1).map_or(0, |before| self.numbers[before]);
        Some(Numbered { number, is_working: number > before })
    }

    /// The `number`th working day after a day; `None` beyond the table.
    pub(super) fn after(&self, date: NaiveDate, number: u32) -> Option<NaiveDate> {
        let nth = self.up_to(date)?.number.checked_add(number)?;
        self.days.get(usize::try_from(nth).ok()?.checked_sub(1)?).copied()
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
            DayOff::BankHoliday { title, only_in } => {
                f.write_str(title)?;
                if !only_in.is_empty() {
                    let names: Vec<&str> = only_in.iter().map(|part| part.name()).collect();
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
    fn the_table_agrees_with_the_rule_and_the_rule_goes_on_beyond_it() {
        let holidays = Holidays::shipped();
        for calendar in [Calendar::Uk, Calendar::Scotland] {
            for date in day("2004-12-01").iter_days().take_while(|date| date.year() < 2033) {
                let by_rule = calendar.by_rule(date, holidays);
                assert_eq!(calendar.is_working(date, holidays), by_rule, "{date}");
            }
            let by_walk = day("2025-12-01").iter_days().skip(1);
            let tenth = by_walk.filter(|date| calendar.by_rule(*date, holidays)).nth(9);
            assert_eq!(holidays.working_days(calendar).after(day("2025-12-01"), 10), tenth);
        }
        let across = Calendar::Uk.between(day("2030-12-30"), day("2031-01-03"), holidays);
        assert_eq!(across, 4, "31 December to 3 January, no holidays known");
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
