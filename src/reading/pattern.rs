//! Regular expressions for running text. The ends of words (`\b`) are those of ASCII letters: with
//! Unicode's, one accent or pound sign anywhere in a text makes every search a hundred times slower,
//! and the words looked for begin and end with plain letters.

use std::ops::Deref;

/// A regular expression whose `\b` looks at ASCII letters only; everything else is Unicode.
#[derive(Debug, Clone)]
pub(in crate::reading) struct Regex(regex::Regex);

impl Regex {
    /// Compiles the pattern.
    pub(in crate::reading) fn new(pattern: &str) -> Result<Self, regex::Error> {
        regex::Regex::new(&plain_bounds(pattern)).map(Regex)
    }
}

impl Deref for Regex {
    type Target = regex::Regex;

    fn deref(&self) -> &regex::Regex {
        &self.0
    }
}

/// The pattern with every `\b` made one of ASCII letters.
pub(in crate::reading) fn plain_bounds(pattern: &str) -> String {
    let mut plain = String::with_capacity(pattern.len() * 3 / 2);
    let mut rest = pattern;
    while let Some(at) = rest.find('\\') {
        let end = rest[at + 1..].chars().next().map_or(rest.len(), |c| at + 1 + c.len_utf8());
        plain.push_str(&rest[..at]);
        plain.push_str(if &rest[at..end] == r"\b" { r"(?-u:\b)" } else { &rest[at..end] });
        rest = &rest[end..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_ends_of_words_change() {
        for (pattern, expected) in [
            (r"\bfoi\b", r"(?-u:\b)foi(?-u:\b)"),
            (r"\\b\w\.", r"\\b\w\."),
            (r"caf[é]\s", r"caf[é]\s"),
            ("", ""),
        ] {
            assert_eq!(plain_bounds(pattern), expected);
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
