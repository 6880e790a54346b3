//! Regular expressions for running text. The ends of words (`\b`) are those of ASCII letters: with
//! Unicode's, one accent or pound sign anywhere in a text makes every search a hundred times slower,
//! and the words looked for begin and end with plain letters.

mod forward;
mod many;
mod needed;
mod sketch;

pub(in crate::reading) use forward::Forward;
pub(in crate::reading) use many::{Many, Source};

use std::ops::Deref;
use std::sync::OnceLock;

/// A regular expression whose `\b` looks at ASCII letters only, whose `\d` are the figures of mail, and
/// whose `\w` are the letters of living scripts; everything else is Unicode.
///
/// It is compiled when it is first used, and only as far as the use needs: to tell whether it matches
/// takes a third of what telling where and with which groups does.
#[derive(Debug)]
pub(in crate::reading) struct Regex {
    source: String,
    whether: OnceLock<Forward>,
    whole: OnceLock<regex::Regex>,
}

impl Regex {
    /// Reads the pattern; where the program is tested, to see whether it is one. To read them all each
    /// time it starts would take longer than most of them take in its life.
    pub(in crate::reading) fn new(pattern: &str) -> Result<Self, Box<regex_syntax::Error>> {
        let source = narrowed(pattern);
        if cfg!(debug_assertions) {
            regex_syntax::ast::parse::Parser::new()
                .parse(&source)
                .map_err(|error| Box::new(regex_syntax::Error::from(error)))?;
        }
        Ok(Regex { source, whether: OnceLock::new(), whole: OnceLock::new() })
    }

    /// Whether it matches anywhere in the text.
    pub(in crate::reading) fn is_match(&self, text: &str) -> bool {
        self.whether
            .get_or_init(|| Forward::unicode(&self.source).expect("a pattern that could be read"))
            .is_match(text.as_bytes())
    }
}

impl Deref for Regex {
    type Target = regex::Regex;

    fn deref(&self) -> &regex::Regex {
        self.whole
            .get_or_init(|| regex::Regex::new(&self.source).expect("a pattern that could be read"))
    }
}

/// Ranges of letters, figures and the low line.
macro_rules! word_ranges {
    () => {
        concat!(
            r"0-9A-Za-z_\x{aa}\x{b5}\x{ba}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{1fff}\x{2c00}-\x{2dff}",
            r"\x{3041}-\x{d7ff}\x{f900}-\x{fdff}\x{fe70}-\x{fefc}\x{ff10}-\x{ff19}\x{ff21}-\x{ff3a}",
            r"\x{ff41}-\x{ff5a}",
        )
    };
}

/// Letters, figures and the low line. Unicode has some seven hundred ranges of them, and every pattern that
/// says `\w` would be compiled with all of them; these few hold all that Europe writes with, whole
/// blocks of other scripts, and no punctuation that mail has. They hold both cases, and to look for the
/// other one would take longest of all.
const WORD: &str = concat!("(?-i:[", word_ranges!(), "])");

/// What is none of these: the complement of Unicode's letters has as many ranges as they have.
const NO_WORD: &str = concat!("(?-i:[^", word_ranges!(), "])");

/// The pattern with every `\b` made one of ASCII letters, and `\d`, `\w` and `\W` narrowed; inside
/// brackets the last two stay Unicode's.
pub(in crate::reading) fn narrowed(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len() * 3 / 2);
    let mut rest = pattern;
    let mut depth = 0usize;
    while let Some(at) = rest.find(['\\', '[', ']']) {
        let end = at + 1 + rest[at..].strip_prefix('\\').and_then(first_len).unwrap_or(0);
        plain.push_str(&rest[..at]);
        match &rest[at..end] {
            "[" => depth += 1,
            "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        plain.push_str(match &rest[at..end] {
            r"\b" => r"(?-u:\b)",
            r"\d" => "[0-9]",
            r"\w" if depth == 0 => WORD,
            r"\W" if depth == 0 => NO_WORD,
            other => other,
        });
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}

fn first_len(text: &str) -> Option<usize> {
    text.chars().next().map(char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ends_of_words_change() {
        for (pattern, expected) in [
            (r"\bfoi\b", r"(?-u:\b)foi(?-u:\b)"),
            (r"\\b\s\.", r"\\b\s\."),
            (r"[\d-]", "[[0-9]-]"),
            (r"[\w.\]\w]\[", r"[\w.\]\w]\["),
            (r"caf[é]\s", r"caf[é]\s"),
            ("", ""),
        ] {
            assert_eq!(narrowed(pattern), expected);
        }
    }

    #[test]
    fn letters_are_those_of_all_languages_and_no_punctuation() {
        let word = Regex::new(r"^\w+$").unwrap();
        let none = Regex::new(r"^\W+$").unwrap();
        for text in [
            "Ll\u{175}yd",
            "na\u{ef}ve",
            "\u{395}\u{3bb}",
            "\u{414}\u{430}",
            "\u{e9}\u{301}",
            "\u{6f22}\u{5b57}",
            "a_1",
        ] {
            assert!(word.is_match(text) && !none.is_match(text), "{text}");
        }
        for text in [
            "\u{a3}", "\u{a0}", "\u{2013}", "\u{201c}", "\u{d7}", "\u{20ac}", "\u{b7}", "\u{2026}",
            "\u{3002}", "\u{ff0c}", "-",
        ] {
            assert!(!word.is_match(text) && none.is_match(text), "{text}");
        }
    }

    #[test]
    fn words_end_beside_any_sign() {
        let word = Regex::new(r"(?i)\bfoi\b").unwrap();
        for text in ["“FOI”", "£foi", "caf\u{e9} foi –", "FOI"] {
            assert!(word.is_match(text), "{text}");
        }
        assert!(!word.is_match("foil") && !word.is_match("tofoi"));
    }
}
