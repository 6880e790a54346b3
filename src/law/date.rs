//! Civil dates as she writes them, read strictly; and the date of Easter. Knows no law beyond the
//! day from which the Acts can be relied on.

use chrono::{Datelike, Days, NaiveDate};

/// The first day on which a request could be made under any of the four laws (FOIA s.87 and its
/// commencement orders; FOISA s.75; reg 1 of both Regulations).
pub const FIRST_DAY: NaiveDate =
    NaiveDate::from_ymd_opt(2005, 1, 1).expect("1 January 2005 is a date");

/// Dates after this year are taken for slips of the pen.
const LAST_YEAR: i32 = 2099;

/// Why a date is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// Not in the one accepted form.
    #[error("`{0}` is not a date of the form YYYY-MM-DD, such as 2026-01-05")]
    Form(String),
    /// A year without its century.
    #[error("`{0}` has a two-digit year; write all four digits, as in 2026-01-05")]
    ShortYear(String),
    /// No such day in the calendar.
    #[error("there is no such day as {0}")]
    NoSuchDay(String),
    /// Before the laws applied.
    #[error("{0} is before 1 January 2005, the day from which requests could be made")]
    TooEarly(NaiveDate),
    /// So far ahead that a digit must be wrong.
    #[error("{0} is too far ahead to be meant")]
    TooLate(NaiveDate),
}

/// Reads `YYYY-MM-DD`, four digits of year, a day that exists, from 2005 on.
pub fn parse(text: &str) -> Result<NaiveDate, BadDate> {
    let parts: Vec<&str> = text.split('-').collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let [year, month, day] = parts[..] else { return Err(BadDate::Form(text.to_owned())) };
    if !(digits(year) && digits(month) && digits(day)) {
        return Err(BadDate::Form(text.to_owned()));
    }
    if year.len() == 2 {
        return Err(BadDate::ShortYear(text.to_owned()));
    }
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return Err(BadDate::Form(text.to_owned()));
    }
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| BadDate::NoSuchDay(text.to_owned()))?;
    within(date)
}

/// Whether a date lies in the years that the laws cover and anybody can mean.
pub fn within(date: NaiveDate) -> Result<NaiveDate, BadDate> {
    if date < FIRST_DAY {
        Err(BadDate::TooEarly(date))
    } else if date.year() > LAST_YEAR {
        Err(BadDate::TooLate(date))
    } else {
        Ok(date)
    }
}

/// Good Friday: two days before Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher).
pub fn good_friday(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year % 19, year / 100, year % 100);
    let leap = century - century / 4 - (8 * century + 13) / 25;
    let epact = (19 * golden + leap + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday =
        (century * 100 + rest + (century * 100 + rest) / 4 + moon + 2 - century + century / 4) % 7;
    let offset = moon - weekday;
    let month = 3 + (offset + 40) / 44;
    let day = offset + 28 - 31 * (month / 4);
    let easter =
        NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    easter.checked_sub_days(Days::new(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_strictly() {
        assert_eq!(parse("2024-02-29"), Ok(NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()));
        for (text, problem) in [
            ("2026-02-30", "there is no such day as 2026-02-30"),
            ("2023-02-29", "there is no such day as 2023-02-29"),
            (
                "26-01-05",
                "`26-01-05` has a two-digit year; write all four digits, as in 2026-01-05",
            ),
            (
                "2004-12-31",
                "2004-12-31 is before 1 January 2005, the day from which requests could be made",
            ),
            (
                "5 January 2026",
                "`5 January 2026` is not a date of the form YYYY-MM-DD, such as 2026-01-05",
            ),
            ("2026-1-5", "`2026-1-5` is not a date of the form YYYY-MM-DD, such as 2026-01-05"),
            (
                "+2026-01-05",
                "`+2026-01-05` is not a date of the form YYYY-MM-DD, such as 2026-01-05",
            ),
            ("2126-01-05", "2126-01-05 is too far ahead to be meant"),
            ("", "`` is not a date of the form YYYY-MM-DD, such as 2026-01-05"),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), problem);
        }
    }

    #[test]
    fn good_friday_moves_with_easter() {
        for day in
            ["2005-03-25", "2008-03-21", "2011-04-22", "2026-04-03", "2028-04-14", "2049-04-16"]
        {
            let date: NaiveDate = day.parse().unwrap();
            assert_eq!(good_friday(date.year()), Some(date));
        }
    }
}
