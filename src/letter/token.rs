//! Our token: what a letter carries in its subject so that a reply can be known by it.
//!
//! `fd-bcdf-ghjk-mnpr`: twelve consonants in three groups, no digit, so that it is unlike any
//! reference an authority gives (those have digits) and spells no word. The alphabet has 19 letters
//! and none of `l`, `i`, `o`, `q`, `y`; 11 letters are chance, the last checks them (weighted sum
//! modulo 19), which finds every single wrong letter and every two neighbours exchanged. It is no
//! secret and proves nothing about a sender.

use std::fmt;
use std::sync::LazyLock;

use regex::Regex;

/// The letters of a token; their number is prime, which the check letter needs.
const ALPHABET: &[u8; 19] = b"bcdfghjkmnprstvwxyz";

/// How many letters a token has, its check letter included.
const LENGTH: usize = 12;

/// A token of ours: written `fd-bcdf-ghjk-mnpr`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Token(String);

impl Token {
    /// The token of a random seed; the same seed gives the same token. 46 bits of it are used:
    /// the caller draws again where a token is already in use.
    pub fn from_seed(seed: [u8; 8]) -> Self {
        let mut rest = u64::from_le_bytes(seed);
        let base = ALPHABET.len() as u64;
        let mut values = [0; LENGTH - 1];
        for value in &mut values {
            *value = usize::try_from(rest % base).unwrap_or_default();
            rest /= base;
        }
        let mut letters: String = values.iter().map(|value| char::from(ALPHABET[*value])).collect();
        letters.push(char::from(ALPHABET[check(&values)]));
        Token(written(&letters))
    }

    /// Reads one token as somebody typed it: any case, with or without hyphens, digits that were
    /// taken for letters. `None` where it is none or its check letter does not fit.
    pub fn read(text: &str) -> Option<Self> {
        let mut found = find(text);
        (found.len() == 1).then(|| found.remove(0))
    }

    /// As it stands in subjects: `fd-bcdf-ghjk-mnpr`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without hyphens, for the part of an address after the plus sign: `fdbcdfghjkmnpr`.
    pub fn compact(&self) -> String {
        self.0.replace('-', "")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The tokens in a text, each once, in the order in which they stand. A mistyped one is not found:
/// its check letter does not fit.
pub fn find(text: &str) -> Vec<Token> {
    static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
        let gap = r"[-‐‑–\s]{0,5}";
        let group = "([a-z0-9]{4})";
        Regex::new(&format!(
            r"(?i)(?:^|[^a-z0-9])fd{gap}{group}{gap}{group}{gap}{group}(?:[^a-z0-9]|$)"
        ))
        .expect("the pattern is fixed")
    });
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) = SHAPE.captures_at(text, at) {
        let letters = found[1].to_owned() + &found[2] + &found[3];
        if let Some(token) = normal(&letters).filter(|token| !tokens.contains(token)) {
            tokens.push(token);
        }
        // The character after a token may be the one before the next.
        at = found.get(3).map_or(text.len(), |last| last.end());
    }
    tokens
}

/// The token of twelve letters as somebody typed them.
fn normal(letters: &str) -> Option<Token> {
    let letters: String = letters.chars().map(meant).collect();
    let values: Vec<usize> = letters
        .bytes()
        .map(|letter| ALPHABET.iter().position(|known| *known == letter))
        .collect::<Option<_>>()?;
    let (last, first) = values.split_last()?;
    (values.len() == LENGTH && check(first) == *last).then(|| Token(written(&letters)))
}

/// The letter that was meant where a digit looks like one.
fn meant(c: char) -> char {
    match c.to_ascii_lowercase() {
        '5' => 's',
        '8' => 'b',
        '2' => 'z',
        '9' => 'g',
        other => other,
    }
}

fn written(letters: &str) -> String {
    format!("fd-{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..])
}

/// The weighted sum of the letters' values: weights 2, 3, … differ and are no multiples of 19.
fn check(values: &[usize]) -> usize {
    values.iter().enumerate().map(|(at, value)| (at + 2) * value).sum::<usize>() % ALPHABET.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(seed: u64) -> Token {
        Token::from_seed(seed.to_le_bytes())
    }

    #[test]
    fn a_token_is_the_same_for_the_same_seed_and_has_no_digit() {
        let one = token(20_200_602);
        assert_eq!(one, token(20_200_602));
        assert_ne!(one, token(20_200_603));
        assert!(one.as_str().starts_with("fd-") && one.as_str().len() == 17);
        assert!(!one.as_str().contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn it_is_found_as_people_and_programs_write_it() {
        let token = token(77);
        let written = token.as_str();
        for text in [
            format!("RE: FOI request [{written}]"),
            written.to_uppercase(),
            written.replace('-', " "),
            token.compact(),
            format!("anna+{}@field.example", token.compact()),
            written.replace("-", "-\r\n "),
            written.replace('s', "5").replace('b', "8"),
            format!("{written},{written}"),
        ] {
            assert_eq!(find(&text), std::slice::from_ref(&token), "{text}");
        }
        assert_eq!(find("FOI-1198-2020-0105 fd-1198-2020-0105 FD/2020/0105"), []);
    }

    #[test]
    fn two_tokens_side_by_side_are_both_found() {
        let (a, b) = (token(1), token(2));
        assert_eq!(find(&format!("{a} {b}")), [a.clone(), b.clone()]);
    }

    proptest::proptest! {
        /// Every single wrong letter and every exchange of neighbours is noticed.
        #[test]
        fn a_mistyped_token_is_no_token(seed: u64, at in 0_usize..12, by in 1_usize..19) {
            let token = token(seed);
            let letters: Vec<u8> = token.compact().bytes().skip(2).collect();
            let value = |letter: u8| ALPHABET.iter().position(|known| *known == letter).unwrap();
            let mut wrong = letters.clone();
            wrong[at] = ALPHABET[(value(wrong[at]) + by) % 19];
            proptest::prop_assert_eq!(Token::read(&format!("fd{}", String::from_utf8(wrong).unwrap())), None);
            if at < 11 && letters[at] != letters[at + 1] {
                let mut swapped = letters.clone();
                swapped.swap(at, at + 1);
                let read = Token::read(&format!("fd{}", String::from_utf8(swapped).unwrap()));
                proptest::prop_assert_eq!(read, None);
            }
            proptest::prop_assert_eq!(Token::read(token.as_str()), Some(token));
        }
    }
}
