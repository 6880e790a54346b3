//! Bank holidays as data, in the shape of <https://www.gov.uk/bank-holidays.json>. Reading, merging
//! and writing that shape; which of them count under which law is the calendar's business.
//!
//! Shipped: 2005 to 2028, from GOV.UK's published files (alphagov/calendars and alphagov/frontend,
//! Open Government Licence v3.0), with 2005 to 2011 added from the proclamations. The published
//! feed drops old years, so a newer file replaces only the years it has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar::{Calendar, WorkingDays};
use super::date;
use crate::words::words;

words! {
    /// A part of the United Kingdom with bank holidays of its own (Banking and Financial Dealings
    /// Act 1971, Schedule 1).
    pub enum Division ("division") {
        /// England and Wales.
        EnglandAndWales = "england-and-wales",
        /// Scotland.
        Scotland = "scotland",
        /// Northern Ireland.
        NorthernIreland = "northern-ireland",
    }
}

impl Division {
    /// Its name in a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "England and Wales",
            Division::Scotland => "Scotland",
            Division::NorthernIreland => "Northern Ireland",
        }
    }
}

/// One bank holiday of one division; the fields are GOV.UK's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// What is kept that day.
    pub title: String,
    /// The day.
    pub date: NaiveDate,
    /// "", "Substitute day" or "Extra bank holiday".
    #[serde(default)]
    pub notes: String,
    /// Whether flags are flown; kept so that the file survives a round trip.
    #[serde(default)]
    pub bunting: bool,
}

/// Why a file of bank holidays is not accepted. Nothing of it is used then: a holiday left out
/// would be a wrong date later.
#[derive(Debug, thiserror::Error)]
pub enum BadHolidays {
    /// Not the shape of GOV.UK.
    #[error("not a file of bank holidays as GOV.UK publishes it: {0}")]
    Shape(#[from] serde_json::Error),
    /// A division that is none.
    #[error("{0}")]
    Division(#[from] crate::words::UnknownWord),
    /// A division listed under another one's name.
    #[error("the list of {listed} says it is that of `{says}`")]
    Mislabelled {
        /// The key it stands under.
        listed: Division,
        /// What it calls itself.
        says: String,
    },
    /// A day outside the years that can be meant.
    #[error("{division}, `{title}`: {problem}")]
    Day {
        /// The division.
        division: Division,
        /// The holiday's title.
        title: String,
        /// What is wrong with its date.
        problem: date::BadDate,
    },
    /// No holiday at all.
    #[error("the file holds no bank holiday")]
    Empty,
}

#[derive(Serialize, Deserialize)]
struct List {
    division: String,
    events: Vec<Holiday>,
}

/// What merging a newer file changed, by division and year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearChange {
    /// The division.
    pub division: Division,
    /// The year.
    pub year: i32,
    /// Days it has now and had not.
    pub added: Vec<Holiday>,
    /// Days it had and has no more.
    pub removed: Vec<Holiday>,
}

/// The bank holidays of the three divisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holidays {
    divisions: BTreeMap<Division, BTreeMap<NaiveDate, Holiday>>,
    /// Days off under the UK calendar, ascending: asked for each counted day, so kept ready.
    uk: Vec<NaiveDate>,
    /// The last year such that it and every year before it is held for all divisions.
    last_full_year: i32,
    /// The working days of both calendars, numbered.
    uk_days: WorkingDays,
    scottish_days: WorkingDays,
}

static SHIPPED: LazyLock<Holidays> = LazyLock::new(|| {
    Holidays::parse(include_str!("data/bank-holidays.json"))
        .expect("the shipped file is read by a test")
});

impl Holidays {
    /// The holidays that come with the program.
    pub fn shipped() -> &'static Holidays {
        &SHIPPED
    }

    /// Reads the shape of GOV.UK: all divisions in one object, or the list of a single division.
    pub fn parse(json: &str) -> Result<Self, BadHolidays> {
        let value: serde_json::Value = serde_json::from_str(json)?;
        let lists: BTreeMap<String, List> = if value.get("events").is_some() {
            let list: List = serde_json::from_value(value)?;
            BTreeMap::from([(list.division.clone(), list)])
        } else {
            serde_json::from_value(value)?
        };
        let mut divisions = BTreeMap::new();
        for (key, list) in lists {
            let division: Division = key.parse()?;
            divisions.insert(division, checked(division, list)?);
        }
        if divisions.values().all(BTreeMap::is_empty) {
            return Err(BadHolidays::Empty);
        }
        Ok(Self::of(divisions))
    }

    fn of(divisions: BTreeMap<Division, BTreeMap<NaiveDate, Holiday>>) -> Self {
        let uk: BTreeSet<NaiveDate> =
            divisions.values().flat_map(|days| days.keys().copied()).collect();
        let last_full_year = last_full_year(&divisions);
        let mut holidays = Holidays {
            divisions,
            uk: uk.into_iter().collect(),
            last_full_year,
            uk_days: WorkingDays::default(),
            scottish_days: WorkingDays::default(),
        };
        holidays.uk_days = WorkingDays::of(Calendar::Uk, &holidays);
        holidays.scottish_days = WorkingDays::of(Calendar::Scotland, &holidays);
        holidays
    }

    /// The working days of a calendar, numbered.
    pub(super) fn working_days(&self, calendar: Calendar) -> &WorkingDays {
        match calendar {
            Calendar::Uk => &self.uk_days,
            Calendar::Scotland => &self.scottish_days,
        }
    }

    /// The shape of GOV.UK again.
    pub fn to_json(&self) -> String {
        let lists: BTreeMap<&str, List> = self
            .divisions
            .iter()
            .map(|(division, days)| {
                let events = days.values().cloned().collect();
                (division.word(), List { division: division.word().to_owned(), events })
            })
            .collect();
        serde_json::to_string_pretty(&lists).expect("strings and dates always serialise")
    }

    /// Takes over every year that `newer` has for a division, whole; years that it lacks stay.
    /// Gives what changed.
    pub fn merge(&mut self, newer: &Holidays) -> Vec<YearChange> {
        let mut changes = Vec::new();
        for (division, days) in &newer.divisions {
            let held = self.divisions.entry(*division).or_default();
            let years: BTreeSet<i32> = days.keys().map(NaiveDate::year).collect();
            changes.extend(years.into_iter().map(|year| replace_year(held, days, *division, year)));
        }
        changes.retain(|change| !change.added.is_empty() || !change.removed.is_empty());
        *self = Self::of(std::mem::take(&mut self.divisions));
        changes
    }

    /// The same holidays with one more; for asking what a proclamation would change.
    pub fn with(&self, division: Division, holiday: Holiday) -> Self {
        let mut divisions = self.divisions.clone();
        divisions.entry(division).or_default().insert(holiday.date, holiday);
        Self::of(divisions)
    }

    /// The last year up to which the holidays of every division are known.
    pub fn last_year(&self) -> i32 {
        self.last_full_year
    }

    /// The holiday of a division on a day.
    pub fn on(&self, division: Division, date: NaiveDate) -> Option<&Holiday> {
        self.divisions.get(&division)?.get(&date)
    }

    /// The holidays on a day with their divisions.
    pub fn all_on(&self, date: NaiveDate) -> impl Iterator<Item = (Division, &Holiday)> {
        self.divisions
            .iter()
            .filter_map(move |(division, days)| days.get(&date).map(|day| (*division, day)))
    }

    /// Whether a day is a bank holiday anywhere in the United Kingdom.
    pub fn anywhere(&self, date: NaiveDate) -> bool {
        self.uk.binary_search(&date).is_ok()
    }

    /// How many days of holiday a division has, with the first and the last.
    pub fn extent(&self, division: Division) -> Option<(usize, NaiveDate, NaiveDate)> {
        let days = self.divisions.get(&division)?;
        Some((days.len(), *days.keys().next()?, *days.keys().next_back()?))
    }
}

fn checked(division: Division, list: List) -> Result<BTreeMap<NaiveDate, Holiday>, BadHolidays> {
    if list.division != division.word() {
        return Err(BadHolidays::Mislabelled { listed: division, says: list.division });
    }
    list.events
        .into_iter()
        .map(|day| match date::within(day.date) {
            Ok(date) => Ok((date, day)),
            Err(problem) => Err(BadHolidays::Day { division, title: day.title, problem }),
        })
        .collect()
}

fn replace_year(
    held: &mut BTreeMap<NaiveDate, Holiday>,
    newer: &BTreeMap<NaiveDate, Holiday>,
    division: Division,
    year: i32,
) -> YearChange {
    let of_year = |days: &BTreeMap<NaiveDate, Holiday>| -> Vec<Holiday> {
        days.values().filter(|day| day.date.year() == year).cloned().collect()
    };
    let (old, new) = (of_year(held), of_year(newer));
    held.retain(|date, _| date.year() != year);
    held.extend(new.iter().map(|day| (day.date, day.clone())));
    let without = |some: &[Holiday], others: &[Holiday]| -> Vec<Holiday> {
        let known: BTreeSet<NaiveDate> = others.iter().map(|day| day.date).collect();
        some.iter().filter(|day| !known.contains(&day.date)).cloned().collect()
    };
    YearChange { division, year, added: without(&new, &old), removed: without(&old, &new) }
}

/// Counts up from 2005 while every division has the year; a gap ends what is known.
fn last_full_year(divisions: &BTreeMap<Division, BTreeMap<NaiveDate, Holiday>>) -> i32 {
    let years = |division: &Division| -> BTreeSet<i32> {
        divisions
            .get(division)
            .into_iter()
            .flat_map(|days| days.keys().map(NaiveDate::year))
            .collect()
    };
    let held: Vec<BTreeSet<i32>> = Division::ALL.iter().map(years).collect();
    let first = date::FIRST_DAY.year();
    (first..)
        .take_while(|year| held.iter().all(|years| years.contains(year)))
        .last()
        .unwrap_or(first - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_shipped_can_be_read_and_runs_from_2005_to_2028() {
        let shipped = Holidays::shipped();
        assert_eq!(shipped.last_year(), 2028);
        for division in Division::ALL {
            let (count, first, last) = shipped.extent(*division).unwrap();
            assert!(count >= 190, "{division} has {count}");
            assert_eq!((first.year(), last.year()), (2005, 2028));
        }
        assert_eq!(Holidays::parse(&shipped.to_json()).unwrap(), *shipped);
    }

    #[test]
    fn the_days_that_are_often_got_wrong_are_in() {
        let shipped = Holidays::shipped();
        for (division, date) in [
            (Division::Scotland, "2026-06-15"),
            (Division::EnglandAndWales, "2022-09-19"),
            (Division::EnglandAndWales, "2020-05-08"),
            (Division::NorthernIreland, "2024-03-18"),
            (Division::Scotland, "2012-01-03"),
            (Division::EnglandAndWales, "2011-04-29"),
        ] {
            assert!(shipped.on(division, day(date)).is_some(), "{division} {date}");
        }
        assert!(shipped.on(Division::EnglandAndWales, day("2020-05-04")).is_none());
        assert!(shipped.on(Division::Scotland, day("2026-04-06")).is_none());
    }

    #[test]
    fn a_newer_file_replaces_its_years_and_deletes_none() {
        let mut held = Holidays::shipped().clone();
        let newer = Holidays::parse(
            r#"{"scotland":{"division":"scotland","events":[
                {"title":"New Year’s Day","date":"2028-01-03","notes":"","bunting":true},
                {"title":"A wedding","date":"2028-06-02","notes":"Extra bank holiday","bunting":true}]}}"#,
        )
        .unwrap();
        let changes = held.merge(&newer);
        assert_eq!(changes.len(), 1);
        assert_eq!((changes[0].division, changes[0].year), (Division::Scotland, 2028));
        assert_eq!(changes[0].added[0].date, day("2028-06-02"));
        assert!(!changes[0].removed.is_empty(), "the year is taken over whole");
        assert!(held.on(Division::Scotland, day("2005-01-03")).is_some());
        assert!(held.on(Division::EnglandAndWales, day("2028-12-25")).is_some());
        assert!(held.anywhere(day("2028-06-02")));
        assert!(held.merge(&newer).is_empty(), "a second merge changes nothing");
    }

    #[test]
    fn one_division_or_a_gap_does_not_extend_what_is_known() {
        let mut held = Holidays::shipped().clone();
        for year in [2029, 2031] {
            for division in Division::ALL {
                if year == 2029 && *division == Division::NorthernIreland {
                    continue;
                }
                let list = format!(
                    r#"{{"division":"{division}","events":[{{"title":"Christmas Day","date":"{year}-12-25"}}]}}"#
                );
                held.merge(&Holidays::parse(&list).unwrap());
            }
        }
        assert_eq!(held.last_year(), 2028);
    }

    #[test]
    fn a_bad_file_is_refused_whole_with_its_place() {
        for (json, part) in [
            ("{", "EOF"),
            ("[]", "not a file of bank holidays"),
            ("{}", "no bank holiday"),
            (r#"{"cornwall":{"division":"cornwall","events":[]}}"#, "`cornwall` is not a division"),
            (r#"{"scotland":{"division":"northern-ireland","events":[]}}"#, "says it is that of"),
            (
                r#"{"division":"scotland","events":[{"title":"X","date":"2026-02-30"}]}"#,
                "not a file",
            ),
            (
                r#"{"division":"scotland","events":[{"title":"X","date":"1999-01-01"}]}"#,
                "scotland, `X`",
            ),
        ] {
            let problem = Holidays::parse(json).unwrap_err().to_string();
            assert!(problem.contains(part), "{json}: {problem}");
        }
    }
}
