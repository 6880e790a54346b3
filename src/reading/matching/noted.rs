//! References known on the desk, as the glance looks out for them: by the word that they begin with,
//! then by the whole number. Whose they are is not its concern.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use super::mention::{keys_at, numbers_of, words_with_figures};
use crate::reading::Message;
use crate::reading::pattern::Regex;

/// Known references by their keys.
#[derive(Debug, Default)]
pub(super) struct Noted {
    keys: HashSet<String>,
    first_words: BTreeSet<String>,
}

impl Noted {
    /// Of references as they were written.
    pub(super) fn of<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        let mut noted = Noted::default();
        for value in values {
            let value = value.to_ascii_lowercase();
            let words = value.split(|c: char| !c.is_ascii_alphanumeric());
            let starts = words.filter(|word| !word.is_empty()).filter(|word| {
                // It may be written without the words that say what it is.
                let at = word.as_ptr() as usize - value.as_ptr() as usize;
                let whole = super::key::reference_key(&value);
                whole.is_some() && super::key::reference_key(&value[at..]) == whole
            });
            for word in starts {
                let letters = word.split(|c: char| c.is_ascii_digit()).next();
                let letters = letters.filter(|letters| letters.len() > 1);
                noted.first_words.extend(letters.into_iter().chain([word]).map(str::to_owned));
            }
            noted.keys.extend(super::key::reference_key(&value));
        }
        noted
    }

    /// The words with which they begin, lower-cased.
    pub(super) fn first_words(&self) -> impl Iterator<Item = &String> {
        self.first_words.iter()
    }

    /// Whether the text begins with one of them.
    pub(super) fn is_at(&self, text: &str) -> bool {
        !self.keys.is_empty() && keys_at(text).iter().any(|key| self.keys.contains(key))
    }
}

/// Keys of what a message that was passed over may give as a reference: the numbers in its subject and
/// in the names of its files, what it labels as one, and, where it was not sent to many, its words of
/// letters and figures. Other mail may tell that it is one.
pub(super) fn numbers_given(message: &Message) -> Vec<String> {
    let mut numbers = numbers_of(&message.subject);
    for label in LABEL.find_iter(&message.text) {
        numbers.extend(keys_at(&message.text[label.end()..]));
    }
    if !message.is_from_list() {
        numbers.extend(words_with_figures(&message.text));
        let names = message.attachments.iter().filter_map(|one| one.name.as_deref());
        numbers.extend(names.flat_map(numbers_of));
    }
    numbers
}

/// Whether a text labels anything as a reference.
pub(super) fn has_label(text: &str) -> bool {
    LABEL.is_match(text)
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bref(?:erence)?s?\b\.?(?:[ \t]*(?:no|number|num|id|code)\b\.?)?(?:[ \t]+is)?[ \t]*[:#\-]?[ \t]*")
        .expect("a constant pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_reference_is_seen_in_any_spelling() {
        let values = ["REQ-2026-701", "CAM10600", "19302", "FOI 2026/0418", "17 419 924"];
        let noted = Noted::of(values.into_iter());
        for (text, is) in [
            ("req/2026/701: none", true),
            ("CAM 10600", true),
            ("19302, which", true),
            ("2026/0418 is closed", true),
            ("17419924", true),
            ("REQ-2026-7011", false),
            ("CAM10601", false),
            ("CAM", false),
        ] {
            assert_eq!(noted.is_at(text), is, "{text}");
        }
        let words: Vec<&str> = noted.first_words().map(String::as_str).collect();
        assert_eq!(words, ["17", "19302", "2026", "cam", "cam10600", "foi", "req"]);
        assert!(!Noted::default().is_at("19302"));
    }

    #[test]
    fn numbers_that_may_be_references_are_kept_of_mail_passed_over() {
        let text = "Our reference number is ENQ/26/991. In 2025 there were 4711. Ref: AB 17.";
        let message =
            Message { subject: "Re: BR-1001".into(), text: text.into(), ..Message::default() };
        let numbers = numbers_given(&message);
        for key in ["BR1001", "ENQ26/991", "AB17"] {
            assert!(numbers.iter().any(|known| known == key), "{key}: {numbers:?}");
        }
        assert!(!numbers.iter().any(|known| known == "4711"));
    }
}
