//! Dates of mail headers (RFC 5322 section 3.3) and the odd forms that real senders write: ISO
//! 8601, `asctime`, no seconds, two-digit years, full or foreign month names, AM and PM.

use chrono::{DateTime, FixedOffset, NaiveDate};

/// The moment a Date header names; `None` where it cannot be made out.
pub(super) fn parse(text: &str) -> Option<DateTime<FixedOffset>> {
    let mut read = Read::default();
    for token in without_comments(text).split([' ', ',', '\t']).filter(|token| !token.is_empty()) {
        read.take(token);
    }
    read.moment()
}

/// The moment of a Received header: what follows its last semicolon.
pub(super) fn of_received(text: &str) -> Option<DateTime<FixedOffset>> {
    parse(text.rsplit_once(';')?.1)
}

fn without_comments(text: &str) -> String {
    let mut depth = 0usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(200) {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// What was read so far.
#[derive(Default)]
struct Read {
    numbers: Vec<(u32, usize)>,
    month: Option<u32>,
    date: Option<NaiveDate>,
    time: Option<(u32, u32, u32)>,
    offset: Option<i32>,
    afternoon: Option<bool>,
}

impl Read {
    fn take(&mut self, token: &str) {
        if let Some((date, time)) = token.split_once(['T', 't']).filter(|(date, _)| date.len() >= 8)
            && self.take_date(date)
        {
            return self.take_time(time);
        }
        let head = token.as_bytes()[0];
        if token.contains(':') && head.is_ascii_digit() {
            self.take_time(token);
        } else if matches!(head, b'+' | b'-') && self.time.is_some() {
            self.offset = offset(token).or(self.offset);
        } else if head.is_ascii_digit() {
            self.take_number(token);
        } else {
            self.take_word(token);
        }
    }

    fn take_number(&mut self, token: &str) {
        if token.contains(['-', '/', '.']) && self.take_date(token) {
            return;
        }
        let digits = token.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Ok(number) = digits.parse() {
            self.numbers.push((number, digits.len()));
        }
    }

    fn take_word(&mut self, token: &str) {
        let word = token.trim_matches('.').to_lowercase();
        match word.as_str() {
            "am" => self.afternoon = Some(false),
            "pm" => self.afternoon = Some(true),
            _ if self.month.is_none() && month(&word).is_some() => self.month = month(&word),
            _ if self.time.is_some() && self.offset.is_none() => self.offset = zone(&word),
            _ => {}
        }
    }

    /// `2026-06-01`, `01-Jun-2026`, `1/6/2026` (day first: the mail is European).
    fn take_date(&mut self, token: &str) -> bool {
        let pieces: Vec<&str> = token.split(['-', '/', '.']).collect();
        let [a, b, c] = pieces[..] else { return false };
        let month = b.parse().ok().or_else(|| month(&b.to_lowercase()));
        let (Some(month), Ok(first), Ok(last)) = (month, a.parse::<u32>(), c.parse::<u32>()) else {
            return false;
        };
        let (year, day) =
            if a.len() == 4 { (first, last) } else { (full_year(last, c.len()), first) };
        self.date = NaiveDate::from_ymd_opt(year as i32, month, day)
            .or_else(|| NaiveDate::from_ymd_opt(year as i32, day, month));
        self.date.is_some()
    }

    /// `10:00`, `10:00:59.123`, `10:00:59+01:00`, `10:00Z`, `10:00PM`.
    fn take_time(&mut self, token: &str) {
        let end = token
            .find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'))
            .unwrap_or(token.len());
        let (clock, rest) = token.split_at(end);
        let mut units = clock.split([':', '.']).map(|unit| unit.parse().unwrap_or(0));
        let mut next = || units.next().unwrap_or(0);
        self.time = Some((next(), next(), next()));
        if !rest.is_empty() {
            if matches!(rest.as_bytes()[0], b'+' | b'-') {
                self.offset = offset(rest);
            } else {
                self.take_word(rest);
            }
        }
    }

    fn moment(self) -> Option<DateTime<FixedOffset>> {
        let date = self.date.or_else(|| self.date_of_numbers())?;
        let (hour, minute, second) = self.time?;
        let hour = match self.afternoon {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let moment = date.and_hms_opt(hour, minute, second.min(59))?;
        let zone = FixedOffset::east_opt(self.offset.unwrap_or(0) * 60)?;
        moment.and_local_timezone(zone).single()
    }

    /// A month's name with a day and a year in either order (`1 Jun 26`, `Jun 1 2026`).
    fn date_of_numbers(&self) -> Option<NaiveDate> {
        let month = self.month?;
        let (first, first_len) = *self.numbers.first()?;
        let (second, second_len) = *self.numbers.get(1)?;
        let (year, day) =
            if first_len == 4 { (first, second) } else { (full_year(second, second_len), first) };
        NaiveDate::from_ymd_opt(year as i32, month, day)
    }
}

/// RFC 5322 section 4.3: two digits up to 49 are 20xx, three digits count from 1900.
fn full_year(year: u32, digits: usize) -> u32 {
    match (digits, year) {
        (..=2, 0..=49) => 2000 + year,
        (..=3, _) => 1900 + year,
        _ => year,
    }
}

/// Minutes east of `+0100`, `+01:00`, `+1`; an impossible one is none.
fn offset(token: &str) -> Option<i32> {
    let (sign, digits) = token.split_at_checked(1)?;
    let digits: String = digits.chars().filter(char::is_ascii_digit).take(4).collect();
    let number: i32 = digits.parse().ok()?;
    let minutes = if digits.len() <= 2 { number * 60 } else { number / 100 * 60 + number % 100 };
    (minutes < 24 * 60).then_some(if sign == "-" { -minutes } else { minutes })
}

/// Minutes east of a zone's name (RFC 5322 section 4.3, and the European ones).
fn zone(word: &str) -> Option<i32> {
    let hours = match word {
        "gmt" | "ut" | "utc" | "z" | "wet" => 0,
        "bst" | "cet" | "met" | "mez" | "west" | "ist" => 1,
        "cest" | "mest" | "mesz" | "eet" => 2,
        "eest" | "msk" => 3,
        "edt" => -4,
        "est" | "cdt" => -5,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => return word.strip_prefix("gmt").or(word.strip_prefix("utc")).and_then(offset),
    };
    Some(hours * 60)
}

/// The month by the first letters of its name: English, Welsh, German, French, Spanish, Italian,
/// Dutch, Polish, Portuguese, the Scandinavian languages.
fn month(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "ene", "gen", "ion", "sty", "jän"],
        &["feb", "fév", "fev", "chw", "lut"],
        &["mar", "mär", "mrz", "maa", "maw", "mrt"],
        &["apr", "avr", "abr", "ebr", "kwi"],
        &["may", "mai", "maj", "mag", "mei"],
        &["jun", "juin", "giu", "meh", "cze"],
        &["jul", "juil", "lug", "gor", "lip"],
        &["aug", "aoû", "aou", "ago", "aws", "sie"],
        &["sep", "set", "med", "wrz"],
        &["oct", "okt", "ott", "out", "hyd", "paź"],
        &["nov", "tac", "lis"],
        &["dec", "dez", "déc", "dic", "des", "rha", "gru"],
    ];
    if word.starts_with("juil") {
        return Some(7);
    }
    if word.starts_with("juin") {
        return Some(6);
    }
    let found = NAMES.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    Some(found as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_every_form_seen() {
        let cases = [
            ("Tue, 04 Mar 2025 03:57:37 +0000", "2025-03-04T03:57:37+00:00"),
            ("4 Mar 2025 03:57 GMT", "2025-03-04T03:57:00+00:00"),
            ("1 Jun 26 10:00 GMT", "2026-06-01T10:00:00+00:00"),
            ("Mon Jun  1 10:00:05 2026", "2026-06-01T10:00:05+00:00"),
            ("Mon Jun  1 10:00:05 BST 2026", "2026-06-01T10:00:05+01:00"),
            ("2026-06-01T10:00:05+01:00", "2026-06-01T10:00:05+01:00"),
            ("2026-06-01 10:00:05 +0100", "2026-06-01T10:00:05+01:00"),
            ("2026-06-01T10:00:05.123Z", "2026-06-01T10:00:05+00:00"),
            ("Mo, 1 Jun 2026 10:00:05 +0200 (CEST)", "2026-06-01T10:00:05+02:00"),
            ("01-Jun-2026 10:00:05 GMT+1", "2026-06-01T10:00:05+01:00"),
            ("Monday, June 1, 2026 4:05 PM", "2026-06-01T16:05:00+00:00"),
            ("Tue, 4 Mar 2025 03:57:37 -0330", "2025-03-04T03:57:37-03:30"),
            ("Tue, 4 Mar 125 03:57:37 -0000", "2025-03-04T03:57:37+00:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).map(|at| at.to_rfc3339()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "soon", "Tue, 45 Mar 2025 03:57:37 +0000", "2025", "10:00"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
