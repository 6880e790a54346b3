//! Calendar days as people write them: 30 June 2020, 30th of June, June 30, 2020, 30/06/20,
//! 2020-06-30, 3-Apr-2025, 4 Ebrill 2025. The day comes before the month, as in Britain.

use crate::reading::pattern::Regex;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use regex::Captures;
use std::sync::LazyLock;

/// A day and where it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The day.
    pub date: NaiveDate,
}

/// English and Welsh month names by their first letters, lower case; the longest match counts.
const MONTHS: &[(&str, u32)] = &[
    ("january", 1),
    ("jan", 1),
    ("february", 2),
    ("feb", 2),
    ("march", 3),
    ("mar", 3),
    ("april", 4),
    ("apr", 4),
    ("may", 5),
    ("june", 6),
    ("jun", 6),
    ("july", 7),
    ("jul", 7),
    ("august", 8),
    ("aug", 8),
    ("september", 9),
    ("sept", 9),
    ("sep", 9),
    ("october", 10),
    ("oct", 10),
    ("november", 11),
    ("nov", 11),
    ("december", 12),
    ("dec", 12),
    ("ionawr", 1),
    ("chwefror", 2),
    ("mawrth", 3),
    ("ebrill", 4),
    ("mai", 5),
    ("mehefin", 6),
    ("gorffennaf", 7),
    ("awst", 8),
    ("medi", 9),
    ("hydref", 10),
    ("tachwedd", 11),
    ("rhagfyr", 12),
];

/// Whether a word in lower case is the name of a month.
pub(in crate::reading) fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|(name, _)| *name == word)
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let names: Vec<&str> = MONTHS.iter().map(|(name, _)| *name).collect();
    let month = names.join("|");
    Regex::new(&format!(
        r"(?i)\b(?:(?P<iy>(?:19|20)\d{{2}})[-/](?P<im>\d{{2}})[-/](?P<id>\d{{2}})|(?P<d>\d{{1,2}})(?: ?(?:st|nd|rd|th)|ain|fed|af|eg)?(?:\s+of)?[\s\-,./]{{0,3}}(?P<m>{month})\.?(?:[\s\-,./']{{0,3}}(?P<y>(?:19|20)?\d{{2}}))?|(?P<m2>{month})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d{{2}})|(?P<nd>\d{{1,2}})(?P<sep>[/.\-])(?P<nm>\d{{1,2}})[/.\-](?P<ny>(?:19|20)?\d{{2}}))\b"
    ))
    .expect("the pattern is constant and tested")
});

/// The days that stand in `text`. One without a year is the first such day from a month before
/// `written` on; without `written` it is left out.
pub fn find(text: &str, written: Option<NaiveDate>) -> Vec<Found> {
    DATE.captures_iter(text)
        .filter_map(|hit| {
            let whole = hit.get(0)?;
            let date = day_of(&hit, written)?;
            Some(Found { start: whole.start(), end: whole.end(), date })
        })
        .collect()
}

/// Days told by their number alone after a limit, "by the 14th", "before Friday 14th", "by the 3rd of
/// next month": the first such day from `written` on.
pub(super) fn find_numbered(text: &str, written: Option<NaiveDate>) -> Vec<Found> {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:by|before|until|till|no later than|not later than|on or before)\s+(?:(?:close (?:of business )?on|end of|noon on)\s+)?(?P<day>(?:(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day,?\s+(?:the\s+)?|the\s+)(?P<d>[1-9]|[12]\d|3[01])(?:st|nd|rd|th))(?:\s+(?:of\s+)?(?:the|this|(?P<next>next))\s+month\b|\s*(?:[.,;:!?)]|$)|\s+(?:at|and|or|if|so|please|we|i|you|then|otherwise|in order|with|but|as|when|for|unless)\b)",
        )
        .expect("the pattern is constant and tested")
    });
    let find = |hit: Captures<'_>| {
        let (day, number) = (hit.name("day")?, hit.name("d")?.as_str().parse().ok()?);
        let weekday = hit.name("weekday").and_then(|name| name.as_str().get(..3)?.parse().ok());
        let date = next_numbered(number, hit.name("next").is_some(), weekday, written?)?;
        Some(Found { start: day.start(), end: day.end(), date })
    };
    NUMBERED.captures_iter(text).filter_map(find).collect()
}

/// The first day of that number from `written` on, on that day of the week where one is named; of the
/// month after it where they say so.
fn next_numbered(
    number: u32,
    next: bool,
    weekday: Option<Weekday>,
    written: NaiveDate,
) -> Option<NaiveDate> {
    let first = written.with_day(1)?;
    let month = |ahead: u32| first.checked_add_months(Months::new(ahead))?.with_day(number);
    let is_so = |date: &NaiveDate| weekday.is_none_or(|weekday| date.weekday() == weekday);
    if next {
        return month(1).filter(is_so);
    }
    (0..3).filter_map(month).find(|date| *date >= written && is_so(date))
}

/// The day of one match, if there is such a day.
fn day_of(hit: &Captures<'_>, written: Option<NaiveDate>) -> Option<NaiveDate> {
    let number = |name: &str| hit.name(name).and_then(|text| text.as_str().parse::<u32>().ok());
    let year = |name: &str| hit.name(name).and_then(|text| full_year(text.as_str()));
    if let (Some(y), Some(m), Some(d)) = (year("iy"), number("im"), number("id")) {
        return NaiveDate::from_ymd_opt(y, m, d);
    }
    if let (Some(d), Some(m), Some(y)) = (number("nd"), number("nm"), year("ny")) {
        return NaiveDate::from_ymd_opt(y, m, d);
    }
    if let (Some(m), Some(d), Some(y)) = (hit.name("m2"), number("d2"), year("y2")) {
        return NaiveDate::from_ymd_opt(y, month(m.as_str())?, d);
    }
    let (d, m) = (number("d")?, month(hit.name("m")?.as_str())?);
    match year("y") {
        Some(y) => NaiveDate::from_ymd_opt(y, m, d),
        None => next_such_day(m, d, written?),
    }
}

/// Two figures are a year of this century.
fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    Some(if text.len() == 2 { 2000 + year } else { year })
}

fn month(name: &str) -> Option<u32> {
    let name = name.to_ascii_lowercase();
    MONTHS.iter().find(|(known, _)| *known == name).map(|(_, month)| *month)
}

/// The first such day of a year that is not over a month before the letter.
fn next_such_day(month: u32, day: u32, written: NaiveDate) -> Option<NaiveDate> {
    let earliest = written.checked_sub_days(Days::new(31))?;
    (earliest.year()..=earliest.year() + 1)
        .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
        .find(|date| *date >= earliest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_british_spelling() {
        for text in [
            "30 June 2020",
            "30th June 2020",
            "30th of June, 2020",
            "30/06/2020",
            "30.06.20",
            "30-6-20",
            "2020-06-30",
            "2020/06/30",
            "30 th June 2020",
            "30-Jun-2020",
            "June 30, 2020",
            "30 Mehefin 2020",
            "30ain Mehefin 2020",
            "30 JUN 20",
        ] {
            let found = find(text, None);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].date.to_string(), "2020-06-30", "{text}");
        }
    }

    #[test]
    fn a_number_alone_is_a_day_after_a_limit() {
        let written = "2025-01-20".parse().ok();
        for (text, day) in [
            ("by the 31st.", Some("2025-01-31")),
            ("by the 14th, or we close it", Some("2025-02-14")),
            ("before Friday 14th if you can", Some("2025-02-14")),
            ("by Friday 7th.", Some("2025-02-07")),
            ("by Friday 20th.", None),
            ("until the 30th", Some("2025-01-30")),
            ("on or before the 20th please", Some("2025-01-20")),
            ("by the 3rd of next month.", Some("2025-02-03")),
            ("by the 14th edition", None),
            ("by the 2nd respondent", None),
            ("before the 19th century", None),
            ("by the 14th of March", None),
            ("of the 6th.", None),
        ] {
            let found = find_numbered(text, written);
            let got = found.first().map(|found| found.date.to_string());
            assert_eq!(got.as_deref(), day, "{text}");
        }
        assert!(find_numbered("by the 14th.", None).is_empty());
    }

    #[test]
    fn no_day_is_made_up() {
        for text in [
            "31/02/2020",
            "12(5)",
            "2020/105",
            "section 40.2",
            "99 June 2020",
            "May 2020",
            "1.2.3.4",
        ] {
            let found = find(text, None);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
