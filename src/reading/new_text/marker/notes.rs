//! The forms of Lotus Notes: the sender and the date on lines of their own, the names of the fields
//! without colons.

use std::sync::LazyLock;

use super::super::header_word::{Word, header_word};
use super::super::lines::Line;
use super::header_block::header_word_of;
use super::{Marker, Sort, regex};
use crate::reading::pattern::Regex;

/// Lotus Notes: the sender with an address and the date stand on lines of their own above To.
pub(super) fn signed_above(lines: &[Line<'_>], at: usize, floor: usize) -> Option<usize> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^\W*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b.{0,20}$"));
    static WITH_DAY: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^\W*[^\s@]+@\S+ (?:on|am|-|le|el|il|op) ?\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b.{0,20}$")
    });
    let mut above = (floor..at).rev().filter(|row| !lines[*row].is_blank()).take(2);
    let date = above.next()?;
    if WITH_DAY.is_match(lines[date].text.trim()) && at - date <= 4 {
        // "Internet", where the letter came from outside.
        let outside = above.next().filter(|row| lines[*row].text.trim() == "Internet");
        return Some(outside.unwrap_or(date));
    }
    let sender = above.next()?;
    let fits = DAY.is_match(lines[date].text.trim()) && lines[sender].text.contains('@');
    (fits && at - sender <= 5).then_some(sender)
}

/// One past a block of To, Cc and Subject without From.
pub(super) fn addressed_end(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let words =
        || lines[at..].iter().take(6).map(|line| header_word_of(line.text).map(|(word, _)| word));
    let has = |wanted: Word| words().any(|word| word == Some(wanted));
    let last = words().collect::<Vec<_>>().iter().rposition(Option::is_some)?;
    (has(Word::To) && has(Word::Subject)).then_some(at + last + 1)
}

/// Lotus Notes: a name and a date, then `To`, `cc` and `Subject` alone on their lines.
pub(super) fn header(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
    if lone_word(lines[at].text)? != Word::To {
        return None;
    }
    let limit = lines.len().min(at + 12);
    let subject = (at + 1..limit).find(|row| lone_word(lines[*row].text) == Some(Word::Subject))?;
    let mut start = at;
    let mut taken = 0;
    for row in (floor..at).rev() {
        if lines[row].is_blank() {
            if taken > 0 || at - row > 2 {
                break;
            }
            continue;
        }
        if taken == 4 {
            break;
        }
        taken += 1;
        start = row;
    }
    let end = (subject + 2).min(lines.len());
    (taken > 0).then_some(Marker { start, end, sort: Sort::Header })
}

/// Lotus Notes 5: the sender and the date in a column of their own, To, cc and Subject beside them.
pub(super) fn beside(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
    let (column, Word::To) = field_beside(lines[at].text)? else { return None };
    let blank = |row: &usize| lines[*row].is_blank();
    let limit = lines.len().min(at + 8);
    let end = (at..limit).find(blank).unwrap_or(limit);
    let subject = (at + 1..end).any(|row| {
        let field = lines[row].text.get(column..);
        field.and_then(header_word_of).is_some_and(|(word, _)| word == Word::Subject)
    });
    let start = (floor.max(at.saturating_sub(3))..at).rev().take_while(|row| !blank(row)).last();
    let start = start.unwrap_or(at);
    // A timetable has columns too, and no addresses.
    let of_mail = lines[start..end].iter().any(|line| line.text.contains('@'));
    (subject && of_mail).then_some(Marker { start, end, sort: Sort::Header })
}

/// The field that stands in a column right of other words, and where that column starts in bytes.
fn field_beside(line: &str) -> Option<(usize, Word)> {
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| regex(r"^\s*\S.*?\s{2,}([\p{L}]{1,12}:)\s"));
    if !line.contains("  ") || !line.contains(':') {
        return None;
    }
    let field = BESIDE.captures(line)?.get(1)?;
    let (word, _) = header_word_of(&line[field.start()..])?;
    Some((field.start(), word))
}

/// The field that stands alone on its line, or at the right of a wide one.
fn lone_word(line: &str) -> Option<Word> {
    let (_, right) = line.trim_end().rsplit_once("        ").unwrap_or(("", line));
    let word = right.trim();
    if word.len() > 12 || word.is_empty() { None } else { header_word(&word.to_lowercase()) }
}
