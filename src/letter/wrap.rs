//! Wraps the text of a letter for plain-text mail: 72 columns, numbered items with a hanging
//! indent, quotes kept as quotes (RFC 3676 is not used: what she sees is what is sent).
//!
//! A blank line ends a paragraph, a backslash at the end of a line keeps the break, a line that
//! begins with a marker (`1.`, `2a.`, `(i)`, `a)`, `-`) begins an item, a line that begins with
//! `>` is a quotation. Does not hyphenate and does not break addresses.

/// The column after which no text stands, unless one word alone is longer.
pub const WIDTH: usize = 72;

/// The text wrapped; ends with exactly one line break, no line ends with a space.
pub fn wrap(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for one in paragraphs(text) {
        join(&mut out, &paragraph(one));
    }
    ended(out)
}

/// The paragraphs of a text: what stands between blank lines, each line with its end.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mut start, mut end) = (0, 0);
        while end < rest.len() {
            let line = memchr::memchr(b'\n', &rest.as_bytes()[end..]);
            let next = line.map_or(rest.len(), |length| end + length + 1);
            match (rest[end..next].trim_start().is_empty(), start == end) {
                (true, true) => (start, end) = (next, next),
                (true, false) => break,
                (false, _) => end = next,
            }
        }
        let found = &rest[start..end];
        rest = &rest[end..];
        (!found.is_empty()).then_some(found)
    })
}

/// A paragraph wrapped; its blocks do not depend on what stands around it.
pub(super) fn paragraph(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut block = Block::default();
    for line in text.lines() {
        if let Some(quoted) = line.trim().strip_prefix('>') {
            block.flush(&mut out);
            Block::quotation(quoted.trim()).flush(&mut out);
        } else {
            block.take(line, &mut out);
        }
    }
    block.flush(&mut out);
    out
}

/// Adds a wrapped paragraph, a blank line before it.
pub(super) fn join(out: &mut String, wrapped: &str) {
    if !out.is_empty() && !wrapped.is_empty() {
        out.push('\n');
    }
    out.push_str(wrapped);
}

/// The end of a wrapped text.
pub(super) fn ended(mut out: String) -> String {
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Lines that are filled together.
#[derive(Default)]
struct Block {
    words: String,
    /// What stands before the first line.
    first: String,
    /// What stands before every other line.
    rest: String,
}

impl Block {
    fn quotation(text: &str) -> Self {
        Block { words: text.to_owned(), first: "> ".to_owned(), rest: "> ".to_owned() }
    }

    /// Adds a line of the source, beginning a new block where the line asks for one.
    fn take(&mut self, line: &str, out: &mut String) {
        let indent = line.len() - line.trim_start().len();
        let text = line.trim();
        let (text, hard_break) = match text.strip_suffix('\\') {
            Some(before) => (before.trim_end(), true),
            None => (text, false),
        };
        if let Some(marker) = marker(text) {
            self.flush(out);
            self.first = format!("{}{} ", &" ".repeat(indent), &text[..marker]);
            self.rest = " ".repeat(self.first.chars().count());
            text[marker..].trim_start().clone_into(&mut self.words);
        } else if self.words.is_empty() {
            self.first = " ".repeat(indent);
            self.rest.clone_from(&self.first);
            text.clone_into(&mut self.words);
        } else {
            self.words.push(' ');
            self.words.push_str(text);
        }
        if hard_break {
            self.flush(out);
        }
    }

    /// Writes the block filled to [`WIDTH`], and empties it.
    fn flush(&mut self, out: &mut String) {
        if !self.words.is_empty() {
            fill(&self.words, &self.first, &self.rest, out);
        }
        *self = Block::default();
    }
}

/// Writes words in lines of at most [`WIDTH`] columns behind their prefixes.
fn fill(words: &str, first: &str, rest: &str, out: &mut String) {
    out.push_str(first);
    let (start, mut column) = (first.chars().count(), first.chars().count());
    let mut at_start = true;
    for word in words.split_whitespace() {
        let width = word.chars().count();
        if !at_start && column + 1 + width > WIDTH {
            out.push('\n');
            out.push_str(rest);
            column = rest.chars().count();
        } else if !at_start || (column > start && !out.ends_with(' ')) {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
        at_start = false;
    }
    out.push('\n');
}

/// The length in bytes of an item's marker at the beginning of a line, if there is one and text
/// follows it.
fn marker(text: &str) -> Option<usize> {
    let end = text.find(char::is_whitespace)?;
    let word = &text[..end];
    let is_marker = match word {
        "-" | "*" | "•" => true,
        _ => match word.strip_suffix(['.', ')']) {
            Some(label) => is_label(label.trim_start_matches('(')),
            None => false,
        },
    };
    is_marker.then_some(end)
}

/// `1`, `12`, `2a`, `a`, `iv`: what stands before the point of a numbered item.
fn is_label(label: &str) -> bool {
    let digits = label.bytes().take_while(u8::is_ascii_digit).count();
    let letters = &label[digits..];
    match digits {
        0 => {
            (letters.len() == 1 && letters.bytes().all(|b| b.is_ascii_lowercase()))
                || (!letters.is_empty() && letters.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        }
        1 | 2 => letters.len() <= 1 && letters.bytes().all(|b| b.is_ascii_lowercase()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_hangs_under_its_own_text() {
        let long = "word ".repeat(30);
        let wrapped = wrap(&format!("1. {long}\n    2a. {long}"));
        let lines: Vec<&str> = wrapped.lines().collect();
        assert!(lines[0].starts_with("1. word"));
        assert!(lines[1].starts_with("   word"));
        assert!(lines.iter().any(|line| line.starts_with("    2a. word")));
        assert!(lines.iter().any(|line| line.starts_with("        word")));
        assert!(lines.iter().all(|line| line.chars().count() <= WIDTH));
    }

    #[test]
    fn lines_of_a_paragraph_are_filled_and_hard_breaks_kept() {
        assert_eq!(
            wrap("one\ntwo\n\n\n\nAnna\\\nanna@example.org"),
            "one two\n\nAnna\nanna@example.org\n"
        );
    }

    #[test]
    fn a_year_or_an_abbreviation_begins_no_item() {
        assert_eq!(wrap("in\n2020. Then\ns.11 applies"), "in 2020. Then s.11 applies\n");
    }

    #[test]
    fn a_long_quotation_is_a_quotation_on_every_line() {
        let wrapped = wrap(&format!("> {}", "word ".repeat(40)));
        assert!(wrapped.lines().count() > 2);
        assert!(wrapped.lines().all(|line| line.starts_with("> ")));
    }

    #[test]
    fn a_word_longer_than_the_line_stands_alone_and_whole() {
        let address = format!("https://authority.example/{}", "a".repeat(90));
        let wrapped = wrap(&format!("see {address} for it"));
        assert!(wrapped.lines().any(|line| line == address));
    }
}
