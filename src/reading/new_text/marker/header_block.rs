//! Blocks of header lines above a quoted message: From, Sent, To, Subject.

use std::sync::LazyLock;

use super::super::header_word::{Word, header_word};
use super::super::letterhead::has_time_of_day;
use super::super::lines::{Line, is_rule};
use super::notes::{addressed_end, signed_above};
use super::{Marker, Sort, is_direction, regex};
use crate::reading::pattern::Regex;

/// A block of header lines: From with at least two others, or one other under a rule.
pub(super) fn find(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
    header_word_of(lines[at].text)?;
    if is_inset(lines, at) {
        return None;
    }
    let above = (floor..at).rev().find(|above| !lines[*above].is_blank());
    let ruled = above.filter(|above| is_rule(lines[*above].text, 3) && at - above <= 2);
    if let Some(end) = header_end(lines, at, if ruled.is_some() { 2 } else { 3 }) {
        let excerpt = above.filter(|above| is_excerpt(lines[*above].text));
        let start = ruled.or(excerpt).unwrap_or(at);
        return Some(Marker { start, end, sort: Sort::Header });
    }
    let (start, end) = (signed_above(lines, at, floor)?, addressed_end(lines, at)?);
    Some(Marker { start, end, sort: Sort::Header })
}

/// Whether the lines are an inset of the letter: indented, without an address, and the letter goes on
/// below at the margin.
fn is_inset(lines: &[Line<'_>], at: usize) -> bool {
    let inset = |line: &&Line<'_>| line.text.starts_with(['\t', ' ']) && line.text.len() > 2;
    if !inset(&&lines[at]) || !lines[at].text.starts_with("  ") {
        return false;
    }
    let block: Vec<&Line<'_>> = lines[at..].iter().take_while(inset).collect();
    let below = lines[at + block.len()..].iter().find(|line| !line.is_blank());
    below.is_some_and(|line| line.depth == 0 && !line.text.starts_with([' ', '\t']))
        && !block.iter().any(|line| line.text.contains('@'))
}

/// Notes: "Una Vale ---04/03/2025 08:56:12---Dear FOI team, please send".
fn is_excerpt(line: &str) -> bool {
    static EXCERPT: LazyLock<Regex> =
        LazyLock::new(|| regex(r"---\d{1,2}[./-]\d{1,2}[./-]\d{2,4} .{4,14}---"));
    EXCERPT.is_match(line)
}

/// One past the header block at `at`, if at least `least` different words stand there with From
/// among them. Long values may run over into a second line; blank lines between fields are HTML's.
pub(super) fn header_end(lines: &[Line<'_>], at: usize, least: usize) -> Option<usize> {
    let mut seen: Vec<Word> = Vec::new();
    let mut end = at;
    let mut row = at;
    let mut misses = 0;
    let mut of_mail = false;
    // What is quoted deeper, or less deep, is no field of this header.
    let beside = |row: usize| lines[row].is_blank() || lines[row].depth == lines[at].depth;
    while row < lines.len() && row < at + 14 && misses < 3 && beside(row) {
        match header_word_of(lines[row].text) {
            Some((Word::From, value)) if starts_with_date(value) => return None,
            Some((word, value)) => {
                if word != Word::Other && !seen.contains(&word) {
                    seen.push(word);
                }
                of_mail |= is_of_mail(word, value);
                end = row + 1;
                misses = 0;
            }
            None => misses += 1,
        }
        row += 1;
    }
    (of_mail && seen.contains(&Word::From) && seen.len() >= least).then_some(end)
}

/// Whether a field can only stand in the header of a mail: a timetable has From, To and Date too.
fn is_of_mail(word: Word, value: &str) -> bool {
    match word {
        Word::Subject => true,
        Word::Date => value.is_empty() || has_time_of_day(value),
        Word::From | Word::To | Word::Other => value.contains('@'),
    }
}

/// The header word that a line starts with, and its value.
pub(in super::super) fn header_word_of(line: &str) -> Option<(Word, &str)> {
    let line = line.trim_start_matches(|c: char| {
        matches!(c, ' ' | '\t' | '*' | '>' | '|' | '_' | '\u{a0}') || is_direction(c)
    });
    let head = &line[..line.floor_char_boundary(40)];
    let colon = head.find([':', '：', '\t'])?;
    let edge = |c: char| c.is_whitespace() || c == '*' || c == '_' || is_direction(c);
    let word = head[..colon].trim_matches(edge);
    let value = line[colon..].trim_start_matches([':', '：', '*', '_', ' ', '\t', '\u{a0}']);
    Some((header_word(&word.to_lowercase())?, value))
}

/// "From: 1 April 2024" gives a period, not a sender.
fn starts_with_date(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && !value.contains('@')
}
