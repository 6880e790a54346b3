//! Where a quoted original starts: attribution lines, header blocks and separator lines, in the
//! languages and of the mail programs that write them.

mod attribution;
mod header_block;
mod notes;
mod separator;

use super::lines::Line;
use crate::reading::pattern::Regex;
pub(super) use header_block::header_word_of;

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
    let deep = line.depth > 0 && line.depth < 3;
    if line.text.is_empty() || (deep && !closes_bracket(lines, at)) {
        return None;
    }
    separator::find(lines, at)
        .or_else(|| attribution::groupwise(lines, at))
        .or_else(|| device_link(lines, at))
        .or_else(|| header_block::find(lines, at, floor))
        .or_else(|| notes::header(lines, at, floor))
        .or_else(|| notes::beside(lines, at, floor))
        .or_else(|| attribution::find(lines, at, floor))
}

/// Whether the `>` at this line's start closes the `<` of an address on the line above.
fn closes_bracket(lines: &[Line<'_>], at: usize) -> bool {
    let above = at.checked_sub(1).map_or("", |above| lines[above].text);
    let open = above.rfind('<').is_some_and(|open| above[open..].contains('@'));
    open && above.rfind('<') > above.rfind('>') && lines[at].text.len() < 40
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

/// The invisible marks that turn the direction of writing.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The next line with text at or after `at`.
pub(super) fn next_text(lines: &[Line<'_>], at: usize) -> Option<usize> {
    (at..lines.len().min(at + 200)).find(|row| !lines[*row].is_blank())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
