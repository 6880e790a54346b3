//! Where a quoted original starts: attribution lines, header blocks and separator lines, in the
//! languages and of the mail programs that write them.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::lines::{Line, is_rule};
use super::phrases::{FORWARDED, ORIGINAL, WROTE, header_word};

/// What starts at a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// The first line of it.
    pub start: usize,
    /// One past its last line.
    pub end: usize,
    /// Which sort.
    pub sort: Sort,
}

/// The sorts of markers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// "On … wrote:" with an address or a time: what follows is quoted even without a `>`.
    Attribution,
    /// "… wrote:" that says too little: only `>` lines after it are quoted.
    WeakAttribution,
    /// A header block (From, Sent, To, Subject), with the separator above it.
    Header,
    /// A separator line of its own ("-----Original Message-----").
    Separator,
    /// A forwarded message, which is new to the reader.
    Forward,
}

/// A header word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// From.
    From,
    /// Sent, Date.
    Date,
    /// To.
    To,
    /// Subject.
    Subject,
    /// Cc, Bcc, Reply-To, Importance, Attachments.
    Other,
}

/// The markers of a text in order; they do not overlap.
pub(super) fn find(lines: &[Line<'_>]) -> Vec<Marker> {
    let mut found: Vec<Marker> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let floor = found.last().map_or(0, |marker| marker.end);
        match starts_at(lines, at, floor) {
            Some(marker) => {
                at = marker.end.max(at + 1);
                found.push(marker);
            }
            None => at += 1,
        }
    }
    found
}

/// The marker that is recognised at this line; it may start in lines above, down to `floor`.
fn starts_at(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
    let line = &lines[at];
    if line.text.is_empty() || (line.depth > 0 && line.depth < 3) {
        return None;
    }
    separator(lines, at)
        .or_else(|| groupwise(lines, at))
        .or_else(|| device_link(lines, at))
        .or_else(|| header_block(lines, at, floor))
        .or_else(|| notes_header(lines, at, floor))
        .or_else(|| attribution(lines, at, floor))
}

/// "-----Original Message-----", "---------- Forwarded message ----------", with the header block
/// that may follow.
fn separator(lines: &[Line<'_>], at: usize) -> Option<Marker> {
    let text = lines[at].text.trim();
    if text.len() > 160 {
        return None;
    }
    let core = text.trim_matches(|c: char| {
        matches!(c, '-' | '_' | '*' | '=' | ' ' | '~' | '>' | '<' | '‐' | '‑' | '–' | '—' | '−')
    });
    let ruled = core.len() + 3 < text.len() || text.starts_with("--") || text.starts_with("‐‐");
    if core.is_empty() || (!ruled && !core.ends_with(':')) {
        return None;
    }
    let lower = core.trim_end_matches([':', ' ']).to_lowercase();
    let sort = if FORWARDED.iter().any(|known| lower.starts_with(known)) {
        Sort::Forward
    } else if ruled && ORIGINAL.iter().any(|known| lower.starts_with(known)) {
        Sort::Separator
    } else {
        return None;
    };
    let next = next_text(lines, at + 1)?;
    let end = header_end(lines, next, 2).unwrap_or(at + 1);
    Some(Marker { start: at, end, sort })
}

/// GroupWise: ">>> Una Vale <una@vale.example> 04/03/2025 08:56 >>>".
fn groupwise(lines: &[Line<'_>], at: usize) -> Option<Marker> {
    let core = lines[at].text.trim().strip_prefix(">>>")?.trim_end().strip_suffix(">>>")?;
    let names = core.contains(char::is_alphabetic) && core.contains(|c: char| c.is_ascii_digit());
    names.then_some(Marker { start: at, end: at + 1, sort: Sort::Attribution })
}

/// Outlook for telephones ends the new text with a linked advertisement and shows nothing else above
/// the original.
fn device_link(lines: &[Line<'_>], at: usize) -> Option<Marker> {
    let text = lines[at].text.trim();
    let linked =
        text.ends_with('>') && text.contains("<https://aka.ms/") && text.contains("Outlook");
    // Looked for last: it may have to go through all the lines above.
    let above = || lines[..at].iter().any(|line| line.text.contains(char::is_alphanumeric));
    (linked && above()).then_some(Marker { start: at, end: at + 1, sort: Sort::Separator })
}

/// A block of header lines: From with at least two others, or one other under a rule.
fn header_block(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
    header_word_of(lines[at].text)?;
    let above = (floor..at).rev().find(|above| !lines[*above].is_blank());
    let ruled = above.filter(|above| is_rule(lines[*above].text, 3) && at - above <= 2);
    if let Some(end) = header_end(lines, at, if ruled.is_some() { 2 } else { 3 }) {
        return Some(Marker { start: ruled.unwrap_or(at), end, sort: Sort::Header });
    }
    let (start, end) = (signed_above(lines, at, floor)?, addressed_end(lines, at)?);
    Some(Marker { start, end, sort: Sort::Header })
}

/// Lotus Notes: the sender with an address and the date stand on lines of their own above To.
fn signed_above(lines: &[Line<'_>], at: usize, floor: usize) -> Option<usize> {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^\W*\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b.{0,20}$"));
    let mut above = (floor..at).rev().filter(|row| !lines[*row].is_blank()).take(2);
    let (date, sender) = (above.next()?, above.next()?);
    let fits = DAY.is_match(lines[date].text.trim()) && lines[sender].text.contains('@');
    (fits && at - sender <= 5).then_some(sender)
}

/// One past a block of To, Cc and Subject without From.
fn addressed_end(lines: &[Line<'_>], at: usize) -> Option<usize> {
    let words =
        || lines[at..].iter().take(6).map(|line| header_word_of(line.text).map(|(word, _)| word));
    let has = |wanted: Word| words().any(|word| word == Some(wanted));
    let last = words().collect::<Vec<_>>().iter().rposition(Option::is_some)?;
    (has(Word::To) && has(Word::Subject)).then_some(at + last + 1)
}

/// One past the header block at `at`, if at least `least` different words stand there with From
/// among them. Long values may run over into a second line; blank lines between fields are HTML's.
fn header_end(lines: &[Line<'_>], at: usize, least: usize) -> Option<usize> {
    let mut seen: Vec<Word> = Vec::new();
    let mut end = at;
    let mut row = at;
    let mut misses = 0;
    while row < lines.len() && row < at + 14 && misses < 3 {
        match header_word_of(lines[row].text) {
            Some((Word::From, value)) if starts_with_date(value) => return None,
            Some((word, _)) => {
                if word != Word::Other && !seen.contains(&word) {
                    seen.push(word);
                }
                end = row + 1;
                misses = 0;
            }
            None => misses += 1,
        }
        row += 1;
    }
    (seen.contains(&Word::From) && seen.len() >= least).then_some(end)
}

/// The header word that a line starts with, and its value.
fn header_word_of(line: &str) -> Option<(Word, &str)> {
    let line = line.trim_start_matches([' ', '\t', '*', '>', '|', '_', '\u{a0}']);
    let head = line
        .get(..line.len().min(40))
        .or_else(|| line.get(..line.len().min(39)))
        .or_else(|| line.get(..line.len().min(38)))?;
    let colon = head.find(':').or_else(|| head.find('：'))?;
    let word = head[..colon].trim_matches(|c: char| c.is_whitespace() || c == '*' || c == '_');
    let value = line[colon..].trim_start_matches([':', '：', '*', '_', ' ', '\t', '\u{a0}']);
    Some((header_word(&word.to_lowercase())?, value))
}

/// "From: 1 April 2024" gives a period, not a sender.
fn starts_with_date(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && !value.contains('@')
}

/// Lotus Notes: a name and a date, then `To`, `cc` and `Subject` alone on their lines.
fn notes_header(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
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

fn lone_word(line: &str) -> Option<Word> {
    let word = line.trim();
    if word.len() > 12 || word.is_empty() { None } else { header_word(&word.to_lowercase()) }
}

/// "On Tue, 4 Mar 2025 at 03:57, Una Vale <una@vale.example> wrote:" on up to three lines.
fn attribution(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
    let text = lines[at].text.trim().trim_end_matches(['-', ' ', '*', '_', '>']);
    let colon = text.ends_with(':') || text.ends_with('：');
    if text.len() > 400 || text.is_empty() || !(colon || ends_with_verb(text)) {
        return None;
    }
    let mut joined = text.to_owned();
    let mut weak = None;
    for up in 0..3 {
        let row = at - up;
        match attribution_sort(&joined, lines, at) {
            Some(Sort::Attribution) => {
                let start = lead(lines, row, floor, &joined);
                return Some(Marker { start, end: at + 1, sort: Sort::Attribution });
            }
            Some(sort) if weak.is_none() => weak = Some(Marker { start: row, end: at + 1, sort }),
            _ => {}
        }
        let above = row.checked_sub(1).filter(|above| *above >= floor);
        let Some(above) = above.filter(|above| goes_on(&lines[*above], &lines[at])) else { break };
        joined = format!("{} {joined}", lines[above].text.trim());
    }
    weak
}

/// Whether a sentence on the line above can go on in this one.
fn goes_on(above: &Line<'_>, line: &Line<'_>) -> bool {
    !above.is_blank()
        && above.depth == line.depth
        && above.marked == line.marked
        && above.text.len() < 200
}

/// The line with which the attribution starts: one that only begins the sentence ("On Mon, 3 Mar
/// 2025 at 10:00 Una Vale <") belongs to it.
fn lead(lines: &[Line<'_>], row: usize, floor: usize, joined: &str) -> usize {
    let above = row.checked_sub(1).filter(|above| *above >= floor);
    let belongs = |above: &usize| {
        let text = lines[*above].text.trim_end();
        goes_on(&lines[*above], &lines[row])
            && (text.ends_with(['<', '(']) || begins_attribution(text, joined))
    };
    above.filter(belongs).unwrap_or(row)
}

fn ends_with_verb(text: &str) -> bool {
    ["wrote", "writes", "schrieb", "skrev", "napisał", "escribió", "escreveu", "écrit", "scritto"]
        .iter()
        .any(|verb| text.ends_with(verb))
}

/// What the joined lines are, if they attribute a quotation.
fn attribution_sort(joined: &str, lines: &[Line<'_>], at: usize) -> Option<Sort> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| regex(r"\d{1,2}[:.h]\d{2}"));
    static DATED: LazyLock<Regex> = LazyLock::new(|| regex(r"\d{1,4}[-./ ]|\d{4}"));
    static BARE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[^<>]*\d[^<>]*<[^<>@\s]+@[^<>]+>\s*:$"));
    let lower = joined.to_lowercase();
    let verb = WROTE.iter().any(|verb| has_word(&lower, verb));
    let address = joined.contains('@');
    let time = TIME.is_match(joined);
    let starts = starts_like_attribution(&lower);
    if verb && starts && (address || time) && DATED.is_match(joined) {
        return Some(Sort::Attribution);
    }
    if BARE.is_match(joined) && (time || DATED.is_match(joined)) && starts_with_when(&lower) {
        return Some(Sort::Attribution);
    }
    let quoted_next = next_text(lines, at + 1).is_some_and(|next| lines[next].is_quoted());
    (verb && quoted_next && joined.len() < 200).then_some(Sort::WeakAttribution)
}

/// Whether a line above belongs to the sentence: it starts one and does not end it.
fn begins_attribution(above: &str, joined: &str) -> bool {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?i)^(on|am|le|el|il|op|den|em|dne|w dniu|dnia|ar|a|på|em|pe|la) ?.*\d")
    });
    let lower = joined.to_lowercase();
    !above.is_empty()
        && above.len() < 120
        && !above.ends_with(['.', '!', '?', ':'])
        && !LEAD.is_match(&lower)
        && !starts_with_when(&lower)
        && LEAD.is_match(above)
}

/// Attributions start with a lead word, a day, a number or a name; not with a common sentence.
fn starts_like_attribution(lower: &str) -> bool {
    static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(in (your|my|our|the|response|reply)|as |you |we |i |your |our |please |the |this |that |it |there |if |when )",
        )
    });
    !SENTENCE.is_match(lower)
}

/// Whether the text starts with a date, a time or a day's name.
fn starts_with_when(lower: &str) -> bool {
    static WHEN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(\d|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|пн|вт|ср|чт|чет|пт|пон|пят|сб|суб|вс|вос|pon|wt|śr|czw|pt|sob|niedz|ma|on|to|ti|lö|sö|lø|sø|po|út|st|čt|pá|ne|seg|ter|qua|qui|sex|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|le |el |il |am |op |em |den |w |dne |ar )",
        )
    });
    WHEN.is_match(lower)
}

/// Whether `verb` stands in the text as a word of its own.
fn has_word(text: &str, verb: &str) -> bool {
    text.match_indices(verb).any(|(at, _)| {
        // Scripts without spaces have no word boundaries.
        if !verb.starts_with(|c: char| c.is_ascii() || c < '\u{2e80}') {
            return true;
        }
        let before = text[..at].chars().next_back();
        let after = text[at + verb.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// The next line with text at or after `at`.
pub(super) fn next_text(lines: &[Line<'_>], at: usize) -> Option<usize> {
    (at..lines.len().min(at + 200)).find(|row| !lines[*row].is_blank())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
