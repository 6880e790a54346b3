//! A register cut into pieces that are sound TOML by themselves: before each `[[authority]]` line, but
//! for one that stands inside a multi-line string (TOML 1.0, "String"). Reads no values.

use memchr::memmem;

/// The head of every entry.
pub(super) const HEAD: &str = "[[authority]]";

/// A piece of a register that is sound TOML by itself, and the line it begins at.
pub(super) struct Part<'a> {
    pub text: &'a str,
    pub first_line: usize,
}

/// The text cut before each `[[authority]]` line.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let holds = |marks: &[u8]| memmem::find(text.as_bytes(), marks).is_some();
    let is_plain = !holds(b"\"\"\"") && !holds(b"'''");
    let mut parts = Vec::new();
    let (mut start, mut first_line, mut line, mut at) = (0, 1, 1, 0);
    let mut inside = None;
    for row in text.split_inclusive('\n') {
        if inside.is_none() && at > start && row.trim_start().starts_with(HEAD) {
            parts.push(Part { text: &text[start..at], first_line });
            (start, first_line) = (at, line);
        }
        if !is_plain {
            inside = after(row, inside);
        }
        (at, line) = (at + row.len(), line + 1);
    }
    parts.push(Part { text: &text[start..], first_line });
    parts
}

/// The quote of the multi-line string that is open behind a line, given the one open before it.
fn after(line: &str, mut open: Option<u8>) -> Option<u8> {
    let mut rest = line.as_bytes();
    while let Some(&byte) = rest.first() {
        let run = rest.iter().take_while(|next| **next == byte).count();
        let length = match (open, byte) {
            (None, b'#') => return None,
            (None, b'"' | b'\'') if run >= 3 => {
                open = Some(byte);
                3
            }
            (None, b'"' | b'\'') => one_line(rest, byte),
            (Some(b'"'), b'\\') => 2,
            // Up to two quotes may stand before the three that close.
            (Some(quote), _) if byte == quote && run >= 3 => {
                open = None;
                run.min(5)
            }
            (None | Some(_), _) => 1,
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    open
}

/// The length of the one-line string at the beginning of a text; without an end it is all of it.
fn one_line(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 2,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml::de::DeTable;

    use super::*;
    use crate::request::register::read;

    fn cut(text: &str) -> Vec<usize> {
        parts(text).iter().map(|part| part.first_line).collect()
    }

    #[test]
    fn a_head_begins_a_part_unless_it_stands_inside_a_string() {
        let head = "[[authority]]\n";
        for (value, expected) in [
            ("notes = \"\"\"\n[[authority]]\n\"\"\"\n", vec![1, 5]),
            ("notes = \'\'\'a\n[[authority]]\n\\\'\'\'\n", vec![1, 5]),
            ("notes = \"\"\"x\"\"\"\"\"\n", vec![1, 3]),
            ("notes = \"\"\"\\\"\"\"\n\"\"\"\n", vec![1, 4]),
            ("a = \"\" # \"\"\"\n", vec![1, 3]),
            ("a = \"# \\\"\" # \'\'\'\nb = \'\"\"\"\'\n", vec![1, 4]),
        ] {
            assert_eq!(cut(&format!("{head}{value}{head}")), expected, "{value}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just(HEAD.to_owned()),
            "(id|name|notes|tags) = (\"\"\"|\'\'\')[a\"\'#\\\\ ]{0,6}(\"\"\"|\'\'\')?",
            "(email|source|kind) = (\"[a#\']{0,3}\"|\'[a#\"]{0,3}\')( # \"\"\")?",
            "[a\"\'#\\\\ ]{0,6}",
            Just("\"\"\"".to_owned()),
        ]
    }

    proptest! {
        /// What is sound TOML reads in parts as it reads whole.
        #[test]
        fn parts_read_as_the_whole(lines in prop::collection::vec(line(), 0..10)) {
            let text = format!("{HEAD}\nname = \"first\"\n{}\n", lines.join("\n"));
            if DeTable::parse(&text).is_ok() {
                let whole = read::entries(&Part { text: &text, first_line: 1 });
                let in_parts: Vec<_> = parts(&text).iter().flat_map(read::entries).collect();
                prop_assert_eq!(in_parts.len(), whole.len());
                for (part, whole) in in_parts.iter().zip(&whole) {
                    prop_assert_eq!((&part.name, &part.notes, part.line), (&whole.name, &whole.notes, whole.line));
                }
            }
        }
    }
}
