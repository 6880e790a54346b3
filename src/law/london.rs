//! The civil date in Europe/London by rule, whatever the machine's zone: a letter is received on
//! that day. Knows summer time since 1996 (Summer Time Order 2002: from 01:00 UTC on the last
//! Sunday of March to 01:00 UTC on the last Sunday of October), which covers every date since the
//! Act came into force in 2005.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// The date on the clocks of London at that instant.
///
/// A mail of 23:30 UTC on 2 June 2020 arrives on 3 June: it is half past midnight there.
pub fn date(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

/// What the clocks of London show at that instant.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    let utc = at.naive_utc();
    if is_summer(utc) { utc + TimeDelta::hours(1) } else { utc }
}

/// The last second of a day in London: what is known by its day only happened by then.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let last = NaiveTime::from_hms_opt(23, 59, 59).expect("the last second of a day exists");
    let utc = day.and_time(last);
    let utc = if is_summer(utc) { utc - TimeDelta::hours(1) } else { utc };
    utc.and_utc()
}

fn is_summer(utc: NaiveDateTime) -> bool {
    let change = NaiveTime::from_hms_opt(1, 0, 0).expect("one o'clock exists");
    let start = last_sunday(utc.year(), 3).and_time(change);
    let end = last_sunday(utc.year(), 10).and_time(change);
    (start..end).contains(&utc)
}

/// The last Sunday of a month of 31 days.
fn last_sunday(year: i32, month: u32) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(year, month, 31).unwrap_or_default();
    last - Days::new(u64::from(last.weekday().num_days_from_sunday()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_in_its_own_time() {
        for (day, utc) in [
            ("2020-06-02", "2020-06-02T22:59:59Z"),
            ("2020-12-02", "2020-12-02T23:59:59Z"),
            ("2020-03-29", "2020-03-29T22:59:59Z"), // the clocks went forward that morning
            ("2020-10-25", "2020-10-25T23:59:59Z"), // and back on this one
        ] {
            let day: NaiveDate = day.parse().unwrap();
            assert_eq!(end_of(day), utc.parse::<DateTime<Utc>>().unwrap());
            assert_eq!(date(end_of(day)), day);
        }
    }

    #[test]
    fn the_day_turns_at_midnight_in_london() {
        for (utc, day) in [
            ("2020-06-02T22:59:59Z", "2020-06-02"),
            ("2020-06-02T23:00:00Z", "2020-06-03"),
            ("2020-12-02T23:30:00Z", "2020-12-02"),
            ("2020-03-29T00:59:59Z", "2020-03-29"),
            ("2025-10-26T00:30:00Z", "2025-10-26"),
            ("2025-10-26T23:30:00Z", "2025-10-26"),
        ] {
            assert_eq!(date(utc.parse().unwrap()).to_string(), day, "{utc}");
        }
    }
}
