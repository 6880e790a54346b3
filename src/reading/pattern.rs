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

/// Ranges of letters.
macro_rules! letter_ranges {
    () => {
        concat!(
            r"A-Za-z\x{aa}\x{b5}\x{ba}\x{c0}-\x{d6}\x{d8}-\x{f6}\x{f8}-\x{1fff}\x{2c00}-\x{2dff}",
            r"\x{3041}-\x{d7ff}\x{f900}-\x{fdff}\x{fe70}-\x{fefc}\x{ff21}-\x{ff3a}\x{ff41}-\x{ff5a}",
        )
    };
}

/// Ranges of letters, figures and the low line.
macro_rules! word_ranges {
    () => {
        concat!(letter_ranges!(), r"0-9_\x{ff10}-\x{ff19}")
    };
}

/// Letters, figures and the low line. Unicode has some seven hundred ranges of them, and every pattern that
/// says `\w` would be compiled with all of them; these few hold all that Europe writes with, whole
/// blocks of other scripts, and no punctuation that mail has. They hold both cases, and to look for the
/// other one would take longest of all.
const WORD: &str = concat!("(?-i:[", word_ranges!(), "])");

/// What is none of these: the complement of Unicode's letters has as many ranges as they have.
const NO_WORD: &str = concat!("(?-i:[^", word_ranges!(), "])");

/// The pattern with every `\b` made one of ASCII letters, and `\d`, `\w`, `\W` and `\p{L}` narrowed;
/// brackets without letters have no other case, which takes long to find out of `[^.]`.
pub(in crate::reading) fn narrowed(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len() * 3 / 2);
    let mut rest = pattern;
    while let Some(at) = rest.find(['\\', '[']) {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = if rest.starts_with('[') { brackets_len(rest) } else { escape_len(rest) };
        let (one, behind) = rest.split_at(length);
        match one {
            r"\b" => plain.push_str(r"(?-u:\b)"),
            r"\d" => plain.push_str("[0-9]"),
            r"\w" => plain.push_str(WORD),
            r"\W" => plain.push_str(NO_WORD),
            r"\p{L}" => plain.push_str(concat!("(?-i:[", letter_ranges!(), "])")),
            brackets if brackets.starts_with('[') => narrow_brackets(brackets, &mut plain),
            other => plain.push_str(other),
        }
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

/// The length of the escape at the start.
fn escape_len(text: &str) -> usize {
    if text.starts_with(r"\p{L}") {
        return r"\p{L}".len();
    }
    text.chars().take(2).map(char::len_utf8).sum()
}

/// The length of the brackets at the start, those inside them included. A `]` right behind the opening
/// is one of their signs.
fn brackets_len(text: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while let Some(sign) = text[at..].chars().next() {
        match sign {
            '\\' => {
                at += escape_len(&text[at..]);
                continue;
            }
            '[' => {
                depth += 1;
                at += usize::from(text[at + 1..].starts_with('^'));
                at += usize::from(text[at + 1..].starts_with(']'));
            }
            ']' => depth -= 1,
            _ => {}
        }
        at += sign.len_utf8();
        if depth == 0 {
            break;
        }
    }
    at
}

/// Adds the brackets to a pattern.
fn narrow_brackets(brackets: &str, plain: &mut String) {
    let (mut inner, mut has_case) = (String::with_capacity(brackets.len() * 2), false);
    let mut rest = brackets;
    while let Some(sign) = rest.chars().next() {
        let length = if sign == '\\' { escape_len(rest) } else { sign.len_utf8() };
        let (one, behind) = rest.split_at(length);
        match one {
            r"\d" => inner.push_str("0-9"),
            r"\w" => inner.push_str(word_ranges!()),
            r"\W" => inner.push_str(concat!("[^", word_ranges!(), "]")),
            r"\p{L}" => inner.push_str(letter_ranges!()),
            r"\s" | r"\n" | r"\t" | r"\r" => inner.push_str(one),
            other => {
                has_case |= other.contains(char::is_alphabetic);
                inner.push_str(other);
            }
        }
        rest = behind;
    }
    if has_case {
        plain.push_str(&inner);
    } else {
        plain.push_str("(?-i:");
        plain.push_str(&inner);
        plain.push(')');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ends_of_words_change() {
        for (pattern, expected) in [
            (r"\bfoi\b", r"(?-u:\b)foi(?-u:\b)"),
            (r"\\b\s\.", r"\\b\s\."),
            (r"[\d-]", "(?-i:[0-9-])"),
            (r"[^.\]\s][a\]]\[", r"(?-i:[^.\]\s])[a\]]\["),
            (r"[]\[]+[^].]|[é]", r"(?-i:[]\[])+(?-i:[^].])|[é]"),
            (r"[a[^.]]?[[0-9]-]", r"[a[^.]]?(?-i:[[0-9]-])"),
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
        let [letters, words, others] =
            [r"(?i)^[\p{L}_\d]+$", r"^[\w]+$", r"^[\W]+$"].map(|one| Regex::new(one).unwrap());
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
            assert!(letters.is_match(text) && words.is_match(text), "{text}");
            assert!(!others.is_match(text), "{text}");
        }
        for text in [
            "\u{a3}", "\u{a0}", "\u{2013}", "\u{201c}", "\u{d7}", "\u{20ac}", "\u{b7}", "\u{2026}",
            "\u{3002}", "\u{ff0c}", "-",
        ] {
            assert!(!word.is_match(text) && none.is_match(text), "{text}");
            assert!(!letters.is_match(text) && !words.is_match(text), "{text}");
            assert!(others.is_match(text), "{text}");
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
