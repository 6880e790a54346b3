//! The headers above quoted originals, as Outlook, Gmail, Apple Mail, GroupWise and Notes write
//! them: addresses, the time of sending, the subject. It reads them without knowing which program
//! wrote them: a date with a time, and what stands around it.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;
use chrono::{NaiveDate, NaiveDateTime};
use regex::Captures;

use super::signals::Quoted;

/// Lines looked at before and after the time.
const BEFORE: usize = 2;
const AFTER: usize = 9;

/// The most originals read from one message: a thread of a hundred replies repeats itself.
const MOST: usize = 12;

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?xi)
        (?: \b(?<d>\d{1,2})(?:st|nd|rd|th)? \s+ (?<mon>[a-z]{3,9}) \.? ,? \s+ (?<y>\d{4})
          | \b(?<mon2>[a-z]{3,9}) \.? \s+ (?<d2>\d{1,2})(?:st|nd|rd|th)? ,? \s+ (?<y2>\d{4})
          | \b(?<d3>\d{1,2}) [/.] (?<m3>\d{1,2}) [/.] (?<y3>\d{4})
          | \b(?<y4>\d{4}) - (?<m4>\d{2}) - (?<d4>\d{2}) )
        (?: ,? \s+ (?:at\s+|um\s+|am\s+|à\s+|i\s+)? | T ) (?<h>\d{1,2}) [:.] (?<min>\d{2}) (?::\d{2})? \s* (?<half>[ap]\.?m\b)?",
    )
    .expect("a constant pattern")
});

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[A-Za-z0-9._%+'=-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
        .expect("a constant pattern")
});

static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W*(?:subject|betreff|objet|asunto|oggetto|pwnc)\W*:?\W*\s*(.*)$")
        .expect("a constant pattern")
});

/// The originals quoted in a text.
pub fn originals(text: &str) -> Vec<Quoted> {
    let lines: Vec<&str> =
        text.lines().map(|line| line.trim_start_matches(['>', ' ', '|', '*'])).collect();
    let mut found: Vec<Quoted> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if found.len() == MOST {
            break;
        }
        let Some(sent) = TIME.captures(line).and_then(|time| moment(&time)) else { continue };
        let quoted = around(&lines[at.saturating_sub(BEFORE)..lines.len().min(at + AFTER)], sent);
        if !quoted.addresses.is_empty() || quoted.subject.is_some() {
            found.push(quoted);
        }
    }
    found
}

/// The addresses and the subject that stand around the time of sending.
fn around(lines: &[&str], sent: NaiveDateTime) -> Quoted {
    let mut quoted = Quoted { sent: Some(sent), ..Quoted::default() };
    for (at, line) in lines.iter().enumerate() {
        for address in ADDRESS.find_iter(line) {
            let address = address.as_str().to_ascii_lowercase();
            if !quoted.addresses.contains(&address) {
                quoted.addresses.push(address);
            }
        }
        if quoted.subject.is_none()
            && let Some(found) = SUBJECT.captures(line)
        {
            let below = || lines.get(at + 1).map_or("", |line| line.trim());
            let subject = if found[1].trim().is_empty() { below() } else { found[1].trim() };
            quoted.subject = (!subject.is_empty()).then(|| subject.to_owned());
        }
    }
    quoted
}

/// Every address in a text, lower-cased, without doubles.
pub fn addresses(text: &str) -> Vec<String> {
    let mut all: Vec<String> =
        ADDRESS.find_iter(text).map(|found| found.as_str().to_ascii_lowercase()).collect();
    all.sort();
    all.dedup();
    all
}

fn moment(time: &Captures<'_>) -> Option<NaiveDateTime> {
    let number = |name: &str| time.name(name).and_then(|found| found.as_str().parse::<u32>().ok());
    let either = |names: &[&str]| names.iter().find_map(|name| number(name));
    let month = match time.name("mon").or_else(|| time.name("mon2")) {
        Some(name) => month(name.as_str())?,
        None => either(&["m3", "m4"])?,
    };
    let year = i32::try_from(either(&["y", "y2", "y3", "y4"])?).ok()?;
    let day = NaiveDate::from_ymd_opt(year, month, either(&["d", "d2", "d3", "d4"])?)?;
    let hour =
        match (number("h")?, time.name("half").map(|half| half.as_str().to_ascii_lowercase())) {
            (12, Some(half)) if half.starts_with('a') => 0,
            (hour, Some(half)) if half.starts_with('p') && hour < 12 => hour + 12,
            (hour, _) => hour,
        };
    day.and_hms_opt(hour, number("min")?, 0)
}

/// Months in English, German, French, Welsh: by the letters that set them apart.
fn month(name: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "ion"],
        &["feb", "fév", "chw"],
        &["mar", "mär", "maw"],
        &["apr", "avr", "ebr"],
        &["may", "mai"],
        &["jun", "juin", "meh"],
        &["jul", "juil", "gor"],
        &["aug", "aoû", "aws"],
        &["sep", "med"],
        &["oct", "okt", "hyd"],
        &["nov", "tac"],
        &["dec", "dez", "déc", "rha"],
    ];
    let name = name.to_lowercase();
    let index =
        MONTHS.iter().position(|starts| starts.iter().any(|start| name.starts_with(start)))?;
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: u32, hour: u32, minute: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2025, 3, day).unwrap().and_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn every_program_says_when_and_to_whom() {
        for (text, sent, address, subject) in [
            (
                "From: Ada Marl <requests@campaign.example>\nSent: 06 March 2025 06:39\nTo: foi\n<foi@norrwold.example>\nSubject: Street trees\n\nDear",
                at(6, 6, 39),
                "foi@norrwold.example",
                Some("Street trees"),
            ),
            (
                "On Tue, 4 Mar 2025 at 06:21, Ada Marl <requests@campaign.example>\nwrote:\n> Dear",
                at(4, 6, 21),
                "requests@campaign.example",
                None,
            ),
            (
                ">>> Ada Marl <requests@campaign.example> 08/03/2025 02:30 >>>\n> Dear",
                at(8, 2, 30),
                "requests@campaign.example",
                None,
            ),
            (
                "Ada Marl <requests@campaign.example>\n08/03/2025 16:04\n\nTo\nfoi <foi@norrwold.example>\ncc\n\nSubject\nStreet trees\n",
                at(8, 16, 4),
                "foi@norrwold.example",
                Some("Street trees"),
            ),
            (
                "On Mar 9, 2025, at 3:05 PM, Ada <requests@campaign.example> wrote:",
                at(9, 15, 5),
                "requests@campaign.example",
                None,
            ),
        ] {
            let found = originals(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].sent, Some(sent), "{text}");
            assert!(found[0].addresses.iter().any(|known| known == address), "{text}");
            assert_eq!(found[0].subject.as_deref(), subject, "{text}");
        }
    }

    #[test]
    fn a_date_alone_is_no_original() {
        assert!(originals("The meeting of 6 March 2025 12:30 was held.\nNothing else.").is_empty());
        assert!(originals("on 31/02/2025 12:30 foi@norrwold.example").is_empty());
    }
}
