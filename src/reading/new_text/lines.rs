//! A text as lines with what each shows of itself: how deep it is quoted by `>`, and whether the
//! HTML it came from marks it as quoted.

use std::ops::Range;
use std::sync::LazyLock;

use crate::reading::pattern::Regex;

/// One line without its line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The line, blanks at its end removed.
    pub text: &'a str,
    /// How many `>` it starts with.
    pub depth: usize,
    /// Whether it lies in a quoted range of the HTML.
    pub marked: bool,
}

impl Line<'_> {
    /// Whether nothing stands on the line.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether the line shows by itself that it is quoted.
    pub(super) fn is_quoted(&self) -> bool {
        self.depth > 0 || self.marked
    }
}

/// Splits a text into lines; `quoted` are byte ranges of it, in order.
pub(super) fn split<'a>(text: &'a str, quoted: &[Range<usize>]) -> Vec<Line<'a>> {
    let mut ranges = quoted.iter().peekable();
    let mut start = 0;
    let mut lines = Vec::with_capacity(text.len() / 40 + 1);
    for whole in text.split_inclusive('\n') {
        while ranges.next_if(|range| range.end <= start).is_some() {}
        let line = whole.trim_end();
        let marked = ranges
            .peek()
            .is_some_and(|range| range.start < start + line.len().max(1) && start < range.end);
        lines.push(Line { text: line, depth: depth(line), marked });
        start += whole.len();
    }
    mark_other_quotes(&mut lines);
    unmark_comparison(&mut lines);
    lines
}

/// "> 5 pages are legible", "> £10,000 : 4": lines that all go on with a figure compare and quote
/// nothing.
fn unmark_comparison(lines: &mut [Line<'_>]) {
    let after = |text: &str| text.trim_start().trim_start_matches(['>', ' ']).to_owned();
    let compares = |line: &Line<'_>| {
        let after = after(line.text);
        let figure = after.trim_start_matches(['£', '$', '€', '=']).trim_start();
        let numbered = after.find(|c: char| !c.is_ascii_digit()).is_some_and(|end| {
            after[end..].starts_with(['.', ')']) && after[end + 1..].starts_with(' ')
        });
        line.depth == 1
            && figure.starts_with(|c: char| c.is_ascii_digit())
            && !after.contains('?')
            && !numbered
    };
    let quoted = || lines.iter().filter(|line| line.depth > 0);
    if quoted().all(compares) {
        lines.iter_mut().for_each(|line| line.depth = 0);
    }
}

/// Marks lines that are quoted by initials (`UV> `) or by a bar: at least two in a row alike, or
/// questions here and there that the same initials mark.
fn mark_other_quotes(lines: &mut [Line<'_>]) {
    let mut at = 0;
    while at + 1 < lines.len() {
        let Some(prefix) = other_prefix(lines[at].text) else {
            at += 1;
            continue;
        };
        let run =
            lines[at..].iter().take_while(|line| other_prefix(line.text) == Some(prefix)).count();
        if run > 1 {
            lines[at..at + run].iter_mut().for_each(|line| line.depth = line.depth.max(1));
        }
        at += run;
    }
    mark_questions_by_initials(lines);
}

/// Single lines between answers: most of those that the same initials mark ask something.
fn mark_questions_by_initials(lines: &mut [Line<'_>]) {
    let Some(prefix) = lines.iter().find_map(initials) else { return };
    let marked: Vec<usize> =
        (0..lines.len()).filter(|at| initials(&lines[*at]) == Some(prefix)).collect();
    let asking = marked.iter().filter(|at| lines[**at].text.ends_with('?')).count();
    if marked.len() > 1 && asking * 2 > marked.len() {
        marked.iter().for_each(|at| lines[*at].depth = 1);
    }
}

/// The initials with their `>` that a line starts with which is not yet taken for a quoted one.
fn initials<'a>(line: &Line<'a>) -> Option<&'a str> {
    other_prefix(line.text).filter(|prefix| line.depth == 0 && prefix.ends_with('>'))
}

/// `UV>`, `Una>`, `|` or `»` at the start of a line. A second bar makes it a table.
fn other_prefix(line: &str) -> Option<&str> {
    for bar in ["|", "│", "»"] {
        let rest = line.strip_prefix(bar);
        if rest
            .is_some_and(|rest| rest.is_empty() || (rest.starts_with(' ') && !rest.contains(bar)))
        {
            return Some(bar);
        }
    }
    let word = &line[..line.find('>')?];
    let initials = word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    // Supercite writes the first name: `Una> `.
    let name = || {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && word.len() <= 20
            && letters.as_str().contains(char::is_lowercase)
            && letters.all(|c| c.is_alphabetic() || c == '-')
    };
    (!word.is_empty() && (initials || name())).then(|| &line[..=word.len()])
}

/// How many `>` a line starts with, blanks between them ignored. GroupWise's ">>> name >>>" counts
/// as three; an arrow (`->`) as none.
fn depth(line: &str) -> usize {
    let mut depth = 0;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'>' => depth += 1,
            b' ' | b'\t' if at < 3 || depth > 0 => {}
            _ => break,
        }
    }
    depth
}

/// Whether a line is a day and a time and nothing else, as help desks set below a writer's name.
pub(super) fn is_stamp(line: &str) -> bool {
    static STAMP: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\W*(\w+,? )?\d{1,2}[./ ]\w+[./ ]\d{2,4},?( at| um| à)? \d{1,2}[:.]\d{2}\b.{0,12}$|^\W*\w+ \d{1,2}, \d{4},?( at)? \d{1,2}:\d{2}\b.{0,12}$")
            .expect("the pattern is fixed and tested")
    });
    STAMP.is_match(line.trim())
}

/// Whether a line is a rule: nothing but at least `least` of one drawing character.
pub(super) fn is_rule(line: &str, least: usize) -> bool {
    let bare = line.trim();
    let Some(first) = bare.chars().next() else { return false };
    matches!(first, '-' | '_' | '*' | '=' | '~' | '─' | '—' | '–' | '#' | '+')
        && bare.chars().filter(|c| *c != ' ').count() >= least
        && bare.chars().all(|c| c == first || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_and_rules_are_seen() {
        for (line, expected) in
            [("> a", 1), (">> a", 2), ("> > a", 2), (" > a", 1), ("a > b", 0), ("-> a", 0), ("", 0)]
        {
            assert_eq!(depth(line), expected, "{line}");
        }
        for (line, expected) in [
            ("-----", true),
            ("- - - -", true),
            ("____", true),
            ("--", false),
            ("-- x", false),
            ("", false),
        ] {
            assert_eq!(is_rule(line, 3), expected, "{line}");
        }
    }

    #[test]
    fn a_comparison_is_no_quotation() {
        let deep = |text: &str| split(text, &[]).iter().filter(|line| line.depth > 0).count();
        for text in ["> 5 pages", "Spend:\n> £10,000 : 4\n> £25,000 : 7", ">50 12\n>60 7"] {
            assert_eq!(deep(text), 0, "{text}");
        }
        for text in ["> 1. Bridges\n> 2. Boats", "> 12 bridges?", "> £5\n> and boats"] {
            assert!(deep(text) > 0, "{text}");
        }
    }

    #[test]
    fn ranges_mark_their_lines() {
        let text = "new\nold\nold too\nnew again\n";
        let marked: Vec<bool> =
            split(text, std::slice::from_ref(&(4..16))).iter().map(|line| line.marked).collect();
        assert_eq!(marked, [false, true, true, false]);
    }
}
