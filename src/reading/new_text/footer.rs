//! What ends (or heads) a letter and says nothing of the matter: signatures under `-- `, "sent from
//! my …", disclaimers, advertisements, a gateway's warning; and, kept apart, the paragraph on reviews
//! and the regulator.
//!
//! Only paragraphs at the ends are taken, and only those that speak like a footer. A rule or the
//! word "confidential" alone hides nothing, and a letter is never left without its only statement.

mod banner;
mod device;
mod disclaimer;
mod rights;

use std::sync::LazyLock;

use super::lines::is_rule;
use super::request::closes;
use super::{NewText, join};
use crate::reading::pattern::Regex;

/// Separates the new lines of a message.
pub(super) fn separate(lines: &[&str]) -> NewText {
    let (mut body, mut footer) = signature(lines);
    let end = footer_start(&body);
    if end < body.len() {
        footer.splice(0..0, body.split_off(end));
    }
    let device = device::start(&body);
    if device < body.len() {
        footer.splice(0..0, body.split_off(device));
    }
    let head = banner::end(&body);
    footer.splice(0..0, body.drain(..head));
    let (new, rights) = rights::take(&body);
    let text = |lines: &[&str]| Some(join(lines)).filter(|text| !text.is_empty());
    NewText {
        new_text: join(&new),
        quoted_text: None,
        rights: text(&rights),
        footer: text(&footer),
    }
}

/// Moves a first line that only repeats the subject (the banner of a case system) to the footer.
pub(super) fn move_heading(parts: &mut NewText, subject: &str) {
    let (first, rest) = parts.new_text.split_once('\n').unwrap_or((&parts.new_text, ""));
    let repeats = squeezed(first) == squeezed(subject) && !squeezed(subject).is_empty();
    if !repeats || !rest.contains(char::is_alphanumeric) {
        return;
    }
    let footer =
        parts.footer.take().map_or_else(|| first.to_owned(), |footer| format!("{first}\n{footer}"));
    parts.footer = Some(footer);
    parts.new_text = rest.trim_start_matches(['\n', ' ']).to_owned();
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Longest signature below `-- ` that is believed; below it, text is text.
const LONGEST_SIGNATURE: usize = 14;

/// Splits at the signature delimiter (RFC 3676 section 4.3), with its space or without. One that is
/// there twice rules the letter off and signs nothing, nor does one with the letter's close below. An
/// answer below the signature stays one.
fn signature<'a>(lines: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let is_delimiter = |line: &&str| matches!(line.trim_end(), "--" | "—");
    if let Some(at) = lines.iter().rposition(is_delimiter) {
        let end = at + 1 + signature_length(&lines[at + 1..]);
        let signed: Vec<&str> =
            lines[at + 1..end].iter().copied().filter(|line| !line.trim().is_empty()).collect();
        let above = lines[..at].iter().any(|line| line.contains(char::is_alphanumeric));
        let text = signed.join(" ");
        let is_row = |line: &&str| line.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let ruled = lines[..at].iter().any(is_delimiter)
            && (text.trim_end().ends_with('.') || signed.iter().all(is_row))
            && !disclaimer::is_footer(&text);
        let closed = signed.iter().skip(1).any(|line| closes(line));
        // "Points:", a rule, and the points.
        let headed = end < lines.len() && at > 0 && lines[at - 1].trim_end().ends_with(':');
        let believed = signed.len() <= LONGEST_SIGNATURE && !ruled && !closed && !headed;
        if above && believed && !disclaimer::answers(&text) {
            let body = lines[..at].iter().chain(&lines[end..]).copied().collect();
            return (body, lines[at..end].to_vec());
        }
    }
    (lines.to_vec(), Vec::new())
}

/// How many of the lines below the delimiter are the signature: up to a paragraph, but not the
/// first, that says something.
fn signature_length(below: &[&str]) -> usize {
    let is_blank = |at: usize| below[at].trim().is_empty();
    let first = (0..below.len()).find(|at| !is_blank(*at)).unwrap_or(below.len());
    if below.get(first).is_some_and(|line| OPENS.is_match(line)) {
        return first;
    }
    let starts = |at: &usize| *at > first && is_blank(at - 1) && !is_blank(*at);
    let paragraph = |at: usize| {
        below[at..].iter().take_while(|line| !line.trim().is_empty()).copied().collect::<Vec<_>>()
    };
    (0..below.len()).filter(starts).find(|at| says(&paragraph(*at))).unwrap_or(below.len())
}

/// How a numbered answer, a postscript or an annex opens.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\W*(p\.? ?p?\.? ?s\.?\b|(annex|appendix|schedule|attachment|question|answer)\b ?[a-z0-9]{0,3}\b|q ?\d{1,2}\b|\(?\d{1,2}[.)]\s)",
    )
});

/// Whether a paragraph below a signature is part of the letter: a numbered answer, a question, a
/// postscript, an annex, a sentence that no footer has.
fn says(paragraph: &[&str]) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(is|are|was|were|has|have|had|holds?|held|did|does|do|decided|received|recorded|paid|spent|attach(ed)?|enclosed?|cannot|could|would|there|none|no|owns?|\w{2,}ed)\b|\d",
        )
    });
    let text = paragraph.join(" ");
    let sentence = text.trim_end().ends_with(['.', ':', '!'])
        && text.split_whitespace().count() > 3
        && VERB.is_match(&text);
    !disclaimer::is_footer(&text)
        && !disclaimer::is_beside(&text)
        && (OPENS.is_match(&text) || text.contains("? ") || text.ends_with('?') || sentence)
}

/// Where the footer paragraphs at the end start; `lines.len()` without any.
fn footer_start(lines: &[&str]) -> usize {
    let Some(first) = lines.iter().position(|line| line.contains(char::is_alphanumeric)) else {
        return lines.len();
    };
    let mut end = lines.len();
    // Links and addresses belong to the footer above them, if there is one.
    let mut beside = end;
    loop {
        let Some((start, last)) = last_paragraph(lines, beside) else {
            return lines.len();
        };
        let paragraph = lines[start..=last].join(" ");
        if is_rule(lines[last], 5) {
            beside = last;
        } else if disclaimer::is_footer(&paragraph)
            || banner::asks_to_reply_above(&paragraph)
            || (end < lines.len() && disclaimer::is_heading(&paragraph))
        {
            if first >= start || !says_something(&lines[..start]) {
                return with_rule(lines, end);
            }
            (end, beside) = (start, start);
            continue;
        } else if disclaimer::is_beside(&paragraph) && first < start {
            beside = start;
        } else {
            return with_rule(lines, end);
        }
        if first >= beside {
            return with_rule(lines, end);
        }
    }
}

/// The last paragraph above `end`: its first and its last line.
fn last_paragraph(lines: &[&str], end: usize) -> Option<(usize, usize)> {
    let last = lines[..end].iter().rposition(|line| !line.trim().is_empty())?;
    let start = (0..last)
        .rev()
        .find(|at| lines[*at].trim().is_empty() || is_rule(lines[*at], 5))
        .map_or(0, |at| at + 1);
    Some((start, last))
}

/// Whether lines hold more than a salutation: a letter of nothing else has its statement below.
fn says_something(lines: &[&str]) -> bool {
    let mut texts = lines.iter().filter(|line| line.contains(char::is_alphanumeric));
    let greets = |line: &str| {
        let lower = line.trim().to_lowercase();
        ["dear ", "hi ", "hello", "good ", "annwyl ", "sehr geehrte", "bonjour", "hallo"]
            .iter()
            .any(|word| lower.starts_with(word))
            && lower.split_whitespace().count() <= 6
    };
    texts.next().is_some_and(|first| !greets(first) || texts.next().is_some())
}

/// A rule right above the footer belongs to it; rules at the end of the text say nothing.
fn with_rule(lines: &[&str], end: usize) -> usize {
    let kept = lines[..end].iter().rposition(|line| !line.trim().is_empty() && !is_rule(line, 5));
    kept.map_or(end, |kept| (kept + 1).min(end))
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
