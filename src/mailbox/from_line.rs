//! The From_ line that opens each message of an mbox file (RFC 4155, appendix A, and what programs
//! really write): recognised by its date, which no sentence beginning with "From" has.
//!
//! It does not look at what follows the line; `mbox` does.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeZone, Utc};

/// Longer lines are prose, not From_ lines.
const LONGEST: usize = 1024;

/// When the message arrived, by the From_ line `line` (without its line end); `None` when the
/// line is no From_ line: it starts with "From ", then comes anything, then a date to the end.
///
/// The date is asctime's (`Mon Mar  3 11:34:31 2025`), with a zone before or after the year
/// (Google Takeout), without seconds, or in the order of RFC 5322.
pub fn arrived(line: &[u8]) -> Option<DateTime<Utc>> {
    let rest = line.strip_prefix(b"From ")?;
    if line.len() > LONGEST {
        return None;
    }
    let rest = String::from_utf8_lossy(rest);
    let tokens: Vec<&str> = rest.split_ascii_whitespace().collect();
    let end = tokens.windows(2).position(|pair| pair == ["remote", "from"]).unwrap_or(tokens.len());
    let first = end.saturating_sub(8);
    (first..end).find_map(|start| date(&tokens[start..end]))
}

/// The parts of a date as they are met, in any order.
#[derive(Default)]
struct Parts {
    month: Option<u32>,
    day: Option<u32>,
    year: Option<i32>,
    time: Option<NaiveTime>,
    zone: Option<FixedOffset>,
    weekdays: u8,
}

/// A date of which every token has a meaning and none is given twice.
fn date(tokens: &[&str]) -> Option<DateTime<Utc>> {
    let mut parts = Parts::default();
    for token in tokens {
        parts.take(token)?;
    }
    let day = NaiveDate::from_ymd_opt(parts.year?, parts.month?, parts.day?)?;
    let local = day.and_time(parts.time?);
    let zone = parts.zone.unwrap_or_else(|| Utc.fix());
    Some(zone.from_local_datetime(&local).single()?.to_utc())
}

impl Parts {
    /// Files one token; `None` when it means nothing in a date or its place is taken.
    fn take(&mut self, token: &str) -> Option<()> {
        let word = token.trim_end_matches(',');
        if word.contains(':') {
            return once(&mut self.time, clock(word)?);
        }
        if let Ok(number) = word.parse::<u32>()
            && word.bytes().all(|b| b.is_ascii_digit())
        {
            return match word.len() {
                1 | 2 => once(&mut self.day, number),
                4 => once(&mut self.year, i32::try_from(number).ok()?),
                _ => None,
            };
        }
        if let Some(month) = month(word) {
            return once(&mut self.month, month);
        }
        if WEEKDAYS.iter().any(|day| day.eq_ignore_ascii_case(word)) && self.weekdays == 0 {
            self.weekdays = 1;
            return Some(());
        }
        once(&mut self.zone, zone(token.trim_matches(['(', ')']))?)
    }
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn once<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word))?;
    u32::try_from(at + 1).ok()
}

/// `11:34:31` or `11:34`; a leap second counts as the second before it.
fn clock(word: &str) -> Option<NaiveTime> {
    let mut numbers = word.split(':');
    let hour = numbers.next()?.parse().ok()?;
    let minute = numbers.next()?.parse().ok()?;
    let second = numbers.next().map_or(Some(0), |s| s.parse::<u32>().ok())?;
    if numbers.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute, second.min(59))
}

/// `+0100`, or a zone's name: the ones used in British and North American mail have their offset,
/// the others count as UTC.
fn zone(word: &str) -> Option<FixedOffset> {
    let signed = |sign: i32, digits: &str| {
        let number: i32 = digits.parse().ok()?;
        FixedOffset::east_opt(sign * (number / 100 * 3600 + number % 100 * 60))
    };
    match word.as_bytes() {
        [b'+', digits @ ..] if digits.len() == 4 => signed(1, &word[1..]),
        [b'-', digits @ ..] if digits.len() == 4 => signed(-1, &word[1..]),
        letters
            if (1..=5).contains(&letters.len()) && letters.iter().all(u8::is_ascii_uppercase) =>
        {
            let hours = match word {
                "BST" | "IST" | "CET" | "MET" => 1,
                "CEST" | "MEST" | "EET" => 2,
                "EDT" => -4,
                "EST" | "CDT" => -5,
                "CST" | "MDT" => -6,
                "MST" | "PDT" => -7,
                "PST" => -8,
                _ => 0,
            };
            FixedOffset::east_opt(hours * 3600)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_in_use_is_recognised() {
        let cases = [
            ("From a@b.example Mon Mar  3 11:34:31 2025", "2025-03-03T11:34:31Z"),
            ("From - Mon Mar  3 11:34:31 2025", "2025-03-03T11:34:31Z"),
            ("From 17008526@xxx Mon Mar 03 11:34:31 +0000 2025", "2025-03-03T11:34:31Z"),
            ("From 17008526@xxx Mon Mar 03 11:34:31 -0530 2025", "2025-03-03T17:04:31Z"),
            ("From a@b.example Tue Jul 15 11:34:31 BST 2025", "2025-07-15T10:34:31Z"),
            ("From a@b.example Tue Jul 15 11:34 2025", "2025-07-15T11:34:00Z"),
            ("From a at b.example  Tue Jul 15 11:34:31 2025", "2025-07-15T11:34:31Z"),
            (
                "From \"A b\"@c.example Tue Jul 15 11:34:31 2025 remote from x",
                "2025-07-15T11:34:31Z",
            ),
            ("From a@b.example Tue, 15 Jul 2025 11:34:31 +0100", "2025-07-15T10:34:31Z"),
            ("From a@b.example Tue Jul 15 23:59:60 2025 (UTC)", "2025-07-15T23:59:59Z"),
            ("From ???@??? Tue Jul 15 11:34:31 2025", "2025-07-15T11:34:31Z"),
            ("From  Tue Jul 15 11:34:31 2025", "2025-07-15T11:34:31Z"),
        ];
        for (line, expected) in cases {
            let found = arrived(line.as_bytes()).map(|at| at.to_rfc3339().replace("+00:00", "Z"));
            assert_eq!(found.as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn a_sentence_is_no_from_line() {
        let cases = [
            "From the outset it was clear",
            "From Monday our office hours change",
            "From 2022 onwards please split the figures",
            "From Mon Mar 3 2025 we are at 11 High Street",
            "From Mon Mar 3 11:34:31 2025 onwards",
            "From a@b.example Mon Mar 33 11:34:31 2025",
            "From: a@b.example",
            "From ",
            "From",
        ];
        for line in cases {
            assert_eq!(arrived(line.as_bytes()), None, "{line}");
        }
    }
}
