//! What stands before an item: "2. ", "Q3 ", "(b) ", "Question four: ", "A1. ".

/// The number of an item, and what stands behind it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// Its place, counted from one; none where that is not known.
    pub(super) number: Option<u8>,
    /// It says that an answer follows: "A1."
    pub(super) answers: bool,
    pub(super) rest: &'a str,
}

/// Words before a number, and whether they head an answer.
const LEADS: &[(&str, bool)] = &[
    ("question", false),
    ("questions", false),
    ("q", false),
    ("part", false),
    ("item", false),
    ("point", false),
    ("answer", true),
    ("response", true),
    ("reply", true),
    ("a", true),
];

/// "With regard to", "in answer to" before such words.
const OPENINGS: &[&str] = &[
    "in response to ",
    "in answer to ",
    "in relation to ",
    "in reply to ",
    "in respect of ",
    "with regard to ",
    "with regards to ",
    "with respect to ",
    "as regards ",
    "regarding ",
    "as to ",
    "as for ",
    "for ",
    "on ",
    "to ",
];

const SPELT: &[&str] = &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const ROMAN: &[&str] = &["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

/// The marker at the beginning of a folded sentence.
pub(super) fn read(text: &str) -> Option<Marker<'_>> {
    let open = text.trim_start_matches('(');
    match led(open) {
        Some((answers, behind)) => {
            let behind = behind.trim_start_matches(['.', ' ', '(']);
            let (number, rest) = spelt(behind).or_else(|| numbered(behind))?;
            let ended = rest.is_empty() || rest.starts_with([')', '.', ':', ' ', ',', '-', ']']);
            ended.then(|| Marker { number, answers, rest: rest_of(rest) })
        }
        None => {
            let (number, rest) = numbered(open)?;
            let behind =
                rest.strip_prefix([')', '.', ':', ']']).or_else(|| rest.strip_prefix(" -"))?;
            let ended = behind.is_empty() || behind.starts_with([' ', ')', '.', ':', '-', '£']);
            ended.then(|| Marker { number, answers: false, rest: rest_of(behind) })
        }
    }
}

/// The word before the number, and what is behind it.
fn led(text: &str) -> Option<(bool, &str)> {
    let text = OPENINGS.iter().find_map(|opening| text.strip_prefix(opening)).unwrap_or(text);
    LEADS.iter().rev().find_map(|(word, answers)| {
        let behind = text.strip_prefix(word)?;
        let number = behind.trim_start_matches(['.', ' ', '(']);
        // "A 2 metre chain" is no second answer.
        let digit = number.starts_with(|c: char| c.is_ascii_digit());
        let digit = digit && !(*word == "a" && behind.starts_with(' '));
        let spelt = behind.starts_with(' ') && word.len() > 1 && spelt(number).is_some();
        (spelt || digit).then_some((*answers, behind))
    })
}

/// A number in letters, and what is behind it.
fn spelt(text: &str) -> Option<(Option<u8>, &str)> {
    let (word, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_lowercase).count());
    let at = SPELT.iter().position(|one| one == &word)?;
    Some((u8::try_from(at + 1).ok(), rest))
}

/// The number, and what is behind it; a letter after it belongs to it.
fn numbered(text: &str) -> Option<(Option<u8>, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 2 {
        return None;
    }
    if digits > 0 {
        let behind = &text[digits..];
        let lettered = behind.strip_prefix(|c: char| c.is_ascii_lowercase());
        let rest = lettered
            .filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
            .unwrap_or(behind);
        let number = text[..digits].parse().ok().filter(|_| rest.len() == behind.len());
        return Some((number, rest));
    }
    let word = &text[..text.bytes().take_while(u8::is_ascii_lowercase).count()];
    let rest = &text[word.len()..];
    if let Some(at) = ROMAN.iter().position(|one| one == &word) {
        return Some((u8::try_from(at + 1).ok(), rest));
    }
    let letter =
        word.bytes().next().filter(|letter| word.len() == 1 && (b'a'..=b'h').contains(letter));
    letter.map(|letter| (Some(letter - b'a' + 1), rest))
}

/// What stands behind the signs that end a marker.
fn rest_of(text: &str) -> &str {
    text.trim_start_matches([')', '.', ':', ' ', '-', ']', ',', '|'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_read_in_every_dress() {
        for (text, number, answers, rest) in [
            ("2. twelve boats", Some(2), false, "twelve boats"),
            ("(b) none", Some(2), false, "none"),
            ("q3 how many?", Some(3), false, "how many?"),
            ("q. 3: how many?", Some(3), false, "how many?"),
            ("question four: yes", Some(4), false, "yes"),
            ("with regard to question 4, no chart is held", Some(4), false, "no chart is held"),
            ("a1. not held", Some(1), true, "not held"),
            ("response 2 - attached", Some(2), true, "attached"),
            ("1 - yes", Some(1), false, "yes"),
            ("ii) £40", Some(2), false, "£40"),
            ("2a. nine", None, false, "nine"),
            ("3:", Some(3), false, ""),
        ] {
            assert_eq!(read(text), Some(Marker { number, answers, rest }), "{text}");
        }
        for text in
            ["14 boats", "a buoy", "2025: 14", "3.5 tonnes", "part of it", "a 2 metre chain"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
