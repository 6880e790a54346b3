//! The heading of a letter in the form of a memorandum: To, From, Date, Subject. It looks like the
//! header of a quoted mail and heads the letter itself.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::below::Reader;
use super::header_word::Word;
use super::lines::Line;
use super::marker::header_word_of;

/// Whether a block of header lines heads this letter: it names the writer or the reader of the
/// message, shows no address, and gives a day without the time of day that every mail program
/// writes.
pub(super) fn is_one(header: &[Line<'_>], reader: Reader<'_>) -> bool {
    let fields: Vec<(Word, &str)> =
        header.iter().filter_map(|line| header_word_of(line.text)).collect();
    let dated = fields.iter().any(|(word, _)| *word == Word::Date);
    let timed = fields.iter().any(|(word, value)| *word == Word::Date && has_time_of_day(value));
    let by_mail = header.iter().any(|line| line.text.contains('@'));
    let named = fields.iter().any(|(word, value)| match word {
        Word::From => names(value, reader.sender),
        Word::To => reader.names.iter().any(|name| names(value, name)),
        Word::Date | Word::Subject | Word::Other => false,
    });
    dated && !timed && !by_mail && named
}

/// Whether a field's value starts with that name.
fn names(value: &str, name: &str) -> bool {
    name.len() > 2 && value.to_lowercase().starts_with(&name.to_lowercase())
}

/// Whether a date has a time of day: "at 10:12", "9h31", "09.31".
pub(super) fn has_time_of_day(value: &str) -> bool {
    static DAY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\b\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\b"));
    static TIME: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\d{1,2}\s?[:：.h時时시]\s?\d{2}|\d\s?[ap]\.?m\b"));
    TIME.is_match(&DAY.replace_all(value, " "))
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

#[cfg(test)]
mod tests {
    use crate::reading::message::{Address, Message};
    use crate::reading::new_text::separate;

    fn new(text: &str) -> String {
        let address = |name: &str, at: &str| Address { name: name.into(), address: at.into() };
        let message = Message {
            text: text.into(),
            from: Some(address("Bridges Team", "bridges@town.example")),
            to: vec![address("Una Vale", "una@vale.example")],
            ..Message::default()
        };
        separate(&message).new_text
    }

    #[test]
    fn the_heading_of_the_letter_itself_quotes_nothing() {
        for heading in [
            "To: Una Vale\nFrom: Bridges Team\nDate: 4 March 2025\nSubject: Bridges",
            "From: Bridges Team, Town Council\nTo: Ms U Vale\nDate: 04.03.2025\nSubject: Bridges",
            "Our ref: FOI 12\nDate: 4 March 2025\nTo: Una Vale\nFrom: Somebody\nRe: Bridges",
        ] {
            let text = format!("TOWN COUNCIL\n\n{heading}\n\nWe own twelve bridges.");
            assert_eq!(new(&text), text);
        }
    }

    #[test]
    fn the_header_of_a_mail_has_a_time_or_an_address() {
        for header in [
            "From: Bridges Team\nSent: 4 March 2025 10:12\nTo: Una Vale\nSubject: Bridges",
            "From: Bridges Team <bridges@town.example>\nDate: 4 March 2025\nTo: Una Vale\nSubject: Bridges",
            "From: Una Vale\nTo: Bridges Team\nSubject: Bridges",
        ] {
            let text = format!("We own twelve.\n\n{header}\n\nHow many bridges do you own?");
            assert_eq!(new(&text), "We own twelve.", "{header}");
        }
    }

    #[test]
    fn journeys_have_a_from_and_a_to() {
        let text = "Journeys\n\nFrom: Northmarsh\nTo: Eastmarsh\nDate: 3 March 2024\n\nTwo people.";
        assert_eq!(new(text), text);
    }
}
