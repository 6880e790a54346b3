//! What a message adds: its new text, apart from the messages it quotes, its signature and
//! disclaimers, and the paragraph on the right to complain that ends every answer.
//!
//! Nothing is thrown away: what is not new text is in `quoted_text`, `rights` or `footer`. Where
//! the marks are doubtful the text stays new, because a lost answer is worse than a quotation too
//! many. No RFC rules quoting; the forms are those of the mail programs.

mod announced;
mod answers;
mod below;
mod footer;
mod header_word;
mod letterhead;
mod lines;
mod marker;
mod phrases;
mod request;

use self::below::Reader;
use self::lines::Line;
use self::marker::{Marker, Sort};
use crate::reading::html;
use crate::reading::message::Message;

/// A message's text in its parts. Each but `new_text` is `None` where there is none of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewText {
    /// What this message adds, blank lines at both ends removed.
    pub new_text: String,
    /// The messages it quotes, with the lines that introduce them.
    pub quoted_text: Option<String>,
    /// The paragraph on reviews and the regulator.
    pub rights: Option<String>,
    /// Signature delimiters with what follows, disclaimers, advertisements.
    pub footer: Option<String>,
}

/// Separates a message's text.
pub fn separate(message: &Message) -> NewText {
    // A blind copy names her nowhere but where it was delivered.
    let addressed = message.to.iter().chain(&message.cc).map(|one| one.address.as_str());
    let own: Vec<&str> =
        addressed.chain(message.delivered_to.iter().map(|(_, at)| at.as_str())).collect();
    // "una.vale@…" is a name too, where the message gives none.
    let by_address = message.to.iter().filter_map(|one| one.address.split(['@', '+']).next());
    let by_address: Vec<String> = by_address.map(|local| local.replace(['.', '_'], " ")).collect();
    let names: Vec<&str> = { message.to.iter().map(|one| one.name.as_str()) }
        .chain(by_address.iter().map(String::as_str))
        .collect();
    let sender = message.from.as_ref().map_or("", |from| from.name.as_str());
    let reader = Reader {
        own: &own,
        names: &names,
        sender,
        forwarded: is_forwarded(&message.subject),
        html: message.html.as_deref(),
    };
    let mut parts = split(&message.text, &message.quoted, reader);
    if parts.quoted_text.is_none() && message.quoted.is_empty() {
        by_html(message, &mut parts);
    }
    footer::move_heading(&mut parts, &message.subject);
    parts
}

/// Whether a subject starts as programs start that of a letter they pass on, in their languages.
fn is_forwarded(subject: &str) -> bool {
    const MARKS: &[&str] = &["fw", "fwd", "tr", "wg", "rv", "i", "vs", "vb", "doorst", "pd", "enc"];
    let mark = subject.trim_start().split_once(':').map_or("", |(mark, _)| mark);
    MARKS.contains(&mark.trim().to_lowercase().as_str())
}

/// Separates a text; `quoted` are byte ranges of it that are known to be quoted.
pub fn separate_text(text: &str, quoted: &[std::ops::Range<usize>]) -> NewText {
    split(text, quoted, Reader::default())
}

/// Separates a text for its reader.
fn split(text: &str, quoted: &[std::ops::Range<usize>], reader: Reader<'_>) -> NewText {
    let lines = apart(lines::split(text, quoted));
    let mut is_new = unquoted(&lines, reader);
    if !says_something(&lines, &is_new) {
        is_new = vec![true; lines.len()];
    }
    let new: Vec<&str> = chosen(&lines, &is_new, true);
    let mut parts = footer::separate(&new);
    let rest = join(&chosen(&lines, &is_new, false));
    parts.quoted_text = (!rest.trim().is_empty()).then_some(rest);
    parts
}

/// Lines with answers in capitals behind the questions as two lines each, where the letter says that
/// it has such.
fn apart(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if !lines.iter().take(20).any(|line| answers::says_capitals(line.text)) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len() + 8);
    for line in lines {
        match answers::capitals_after_question(line.text) {
            Some(at) => {
                let (question, answer) = line.text.split_at(at);
                out.push(Line { text: question, ..line });
                out.push(Line { text: answer.trim_start(), ..line });
            }
            None => out.push(line),
        }
    }
    out
}

/// Where the plain text shows no quotation but the HTML version marks one, the plain text is cut at
/// the line with which that quotation starts.
fn by_html(message: &Message, parts: &mut NewText) {
    let Some(html) = message.html.as_deref() else { return };
    let page = html::render(html);
    let Some(first) = quoted_to_the_end(&page) else { return };
    let Some(opening) = page.text[first..].lines().map(str::trim).find(|line| line.len() > 12)
    else {
        return;
    };
    let opening: String = opening.chars().take(40).collect();
    let found = message.text.lines().map(str::len).scan(0, |start, length| {
        let here = *start;
        *start += length + 1;
        Some(here)
    });
    for start in found {
        let Some(line) = message.text.get(start..) else { return };
        if start > 0 && line.trim_start().starts_with(opening.as_str()) {
            *parts =
                separate_text(&message.text, std::slice::from_ref(&(start..message.text.len())));
            return;
        }
    }
}

/// Where the quotation starts that lasts to the end of the page, perhaps in several pieces.
fn quoted_to_the_end(page: &html::Rendered) -> Option<usize> {
    let mut start = page.text.trim_end().len();
    for range in page.quoted.iter().rev() {
        let gap = page.text.get(range.end.min(start)..start)?;
        if gap.contains(char::is_alphanumeric) {
            break;
        }
        start = range.start;
    }
    (start > 0 && start < page.text.trim_end().len()).then_some(start)
}

/// For each line whether it is new to the reader.
fn unquoted(lines: &[Line<'_>], reader: Reader<'_>) -> Vec<bool> {
    let markers = marker::find(lines);
    let mut is_new: Vec<bool> = lines.iter().map(|line| !line.is_quoted()).collect();
    answers::set_off(lines).into_iter().for_each(|row| is_new[row] = true);
    let mut disclosed = false;
    for (at, marker) in markers.iter().enumerate() {
        is_new[marker.start..marker.end].fill(false);
        if let Some(below) = below::new_rows(lines, &markers, at, disclosed, reader) {
            disclosed = below.disclosed;
            // Up to the next marker this says what is new, whatever the HTML says.
            is_new[marker.start..marker.end].fill(below.with_head);
            is_new[marker.end..marker.end + below.rows.len()].copy_from_slice(&below.rows);
        } else if quotes_the_rest(lines, marker) {
            is_new[marker.start..].fill(false);
            break;
        }
    }
    if let Some(start) = request::repeated(lines, &is_new, reader.names) {
        is_new[start..].fill(false);
    }
    wrapped_remainders(lines, &mut is_new);
    is_new
}

/// Whether everything after the marker is the original: it is not followed by `>` lines.
fn quotes_the_rest(lines: &[Line<'_>], marker: &Marker) -> bool {
    let next = marker::next_text(lines, marker.end);
    let shown = next.is_some_and(|next| lines[next].is_quoted());
    match marker.sort {
        Sort::Header | Sort::Separator | Sort::Forward => true,
        Sort::Attribution => !shown,
        Sort::WeakAttribution => false,
    }
}

/// A quoted line that was too long leaves its last words on a line of their own, without a `>`.
fn wrapped_remainders(lines: &[Line<'_>], is_new: &mut [bool]) {
    for at in 1..lines.len().saturating_sub(1) {
        let (above, below) = (&lines[at - 1], &lines[at + 1]);
        let between = above.depth > 0 && below.depth > 0 && !lines[at].is_blank();
        if between && above.text.len() > 60 && lines[at].text.len() < 60 {
            is_new[at] = false;
        }
    }
}

/// Whether the new lines hold a letter at all.
fn says_something(lines: &[Line<'_>], is_new: &[bool]) -> bool {
    lines.iter().zip(is_new).any(|(line, new)| *new && line.text.contains(char::is_alphanumeric))
}

/// The lines that are new, or those that are not. Where others lie between two of them they are
/// set apart by a blank line.
fn chosen<'a>(lines: &[Line<'a>], is_new: &[bool], wanted: bool) -> Vec<&'a str> {
    let mut out: Vec<&str> = Vec::new();
    let mut gap = false;
    for (line, new) in lines.iter().zip(is_new) {
        if *new != wanted {
            gap = true;
            continue;
        }
        let after_blank = out.last().is_some_and(|last| last.is_empty());
        if gap && after_blank && line.is_blank() {
            continue;
        }
        if gap && !after_blank && !out.is_empty() && !line.is_blank() {
            out.push("");
        }
        gap = false;
        out.push(line.text);
    }
    out
}

/// Lines joined, blank ones at both ends removed.
fn join(lines: &[&str]) -> String {
    let first = lines.iter().position(|line| !line.trim().is_empty()).unwrap_or(lines.len());
    let last =
        lines.iter().rposition(|line| !line.trim().is_empty()).map_or(first, |last| last + 1);
    lines[first..last].join("\n")
}

#[cfg(test)]
mod tests;
