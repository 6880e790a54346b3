//! The numbered questions of a letter: their ids, and how they are set out in the text.
//!
//! An id is what the letter prints before the question: `2`, `2a`, `2a(i)`. Questions found in a
//! letter that somebody else's program sent are read by [`super::numbered`].

use serde::{Deserialize, Serialize};

/// A question as it was put to one authority.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Question {
    /// `2`, `2a`, `2a(i)`: unique within a letter.
    pub id: String,
    /// The text, in one paragraph.
    pub text: String,
}

impl Question {
    /// How deep it stands: 0 for `2`, 1 for `2a`, 2 for `2a(i)`.
    pub fn level(&self) -> usize {
        level(&self.id)
    }
}

/// How deep an id stands: 0 for `2`, 1 for `2a`, 2 for `2a(i)`.
pub fn level(id: &str) -> usize {
    let letters = id.trim_start_matches(|c: char| c.is_ascii_digit());
    match (letters.is_empty(), letters.contains('(')) {
        (true, _) => 0,
        (false, false) => 1,
        (false, true) => 2,
    }
}

/// Whether an id is of the form `2`, `2a` or `2a(i)`.
pub fn is_id(id: &str) -> bool {
    let digits = id.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &id[digits..];
    let (letter, roman) = match rest.find('(') {
        Some(at) => (&rest[..at], Some(&rest[at..])),
        None => (rest, None),
    };
    let letter_ok = letter.len() <= 1 && letter.bytes().all(|b| b.is_ascii_lowercase());
    let roman_ok = roman.is_none_or(|roman| {
        let inner = roman.strip_prefix('(').and_then(|r| r.strip_suffix(')')).unwrap_or_default();
        letter.len() == 1
            && !inner.is_empty()
            && inner.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
    });
    (1..=2).contains(&digits) && !id.starts_with('0') && letter_ok && roman_ok
}

/// The questions as lines for the letter, parts indented under their question; [`super::wrap`]
/// gives them their hanging indent.
pub fn set_out(questions: &[Question]) -> String {
    let mut out = String::new();
    for question in questions {
        if !out.is_empty() {
            out.push('\n');
        }
        if question.level() == 0 && !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&"    ".repeat(question.level()));
        let label = if question.level() == 2 {
            question.id[question.id.find('(').unwrap_or(0)..].to_owned()
        } else {
            format!("{}.", question.id)
        };
        out.push_str(&label);
        out.push(' ');
        out.push_str(&question.text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_a_letter_can_print() {
        for id in ["1", "12", "2a", "6f", "2a(i)", "2a(iv)"] {
            assert!(is_id(id), "{id}");
        }
        for id in ["", "a", "0", "100", "2A", "2ab", "2(i)", "2a(b)", "2a()", "2a."] {
            assert!(!is_id(id), "{id}");
        }
    }

    #[test]
    fn parts_stand_under_their_question() {
        let questions: Vec<Question> = [("1", "What?"), ("1a", "Which?"), ("2", "When?")]
            .map(|(id, text)| Question { id: id.to_owned(), text: text.to_owned() })
            .to_vec();
        assert_eq!(set_out(&questions), "1. What?\n    1a. Which?\n\n2. When?");
    }
}
