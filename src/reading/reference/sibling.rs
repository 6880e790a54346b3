//! Numbers beside a known one: a letter that names one case names others in the same form, of the
//! same year or with the same initials. "FOI 31-0715 ... Yours (31-0702)" speaks of two.

use super::foreign::{is_foreign, is_rejected, opens};
use super::{Reference, figures, token};

/// A letter has few logs to tell numbers of; a list of all cases has no siblings to be found.
const MOST_FORMS: usize = 24;

/// The values in a text that are of the form of one that was found, in their order.
pub(super) fn of_the_same_form(text: &str, found: &[Reference]) -> Vec<String> {
    let forms = found.iter().filter_map(|one| Form::of(&one.value));
    let forms: Vec<Form<'_>> = forms.take(MOST_FORMS).collect();
    if forms.is_empty() {
        return Vec::new();
    }
    let starts = text.char_indices().filter(|(at, c)| {
        let before = text[..*at].chars().next_back();
        c.is_ascii_alphanumeric()
            && before.is_none_or(|b| !b.is_alphanumeric() && !"-/._@#£$€&".contains(b))
    });
    starts
        .filter_map(|(at, _)| Some((at, tied(&text[at..])?)))
        .filter(|(at, value)| {
            Form::of(value).is_some_and(|other| forms.iter().any(|form| form.is_like(&other)))
                && !found.iter().any(|one| one.value.ends_with(value))
                && !opens(&text[at + value.len()..])
                && !is_rejected(value)
                && !is_foreign(&text[..*at])
        })
        .map(|(_, value)| value.to_owned())
        .collect()
}

/// A token without a space in it.
fn tied(text: &str) -> Option<&str> {
    let value = token::at_start(text)?;
    value.split(char::is_whitespace).next().filter(|value| figures(value) > 0)
}

/// The parts of a number that are tied by strokes, dashes or stops.
struct Form<'a> {
    parts: Vec<&'a str>,
    ties: Vec<char>,
}

impl<'a> Form<'a> {
    /// The form of a value's last word; `None` where it has too little of one.
    fn of(value: &'a str) -> Option<Form<'a>> {
        let own = value.rsplit(char::is_whitespace).next()?;
        let is_tie = |c: char| !c.is_ascii_alphanumeric();
        let form = Form {
            parts: own.split(is_tie).collect(),
            ties: own.matches(is_tie).flat_map(str::chars).collect(),
        };
        (form.parts.len() > 1 && figures(own) >= 3).then_some(form)
    }

    /// Whether two numbers are of one log: the same ties, the same letters, and the same year or
    /// initials; the running number, one part, differs.
    fn is_like(&self, other: &Form<'_>) -> bool {
        let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        let differing: Vec<(&str, &str)> = { self.parts.iter().zip(&other.parts) }
            .filter(|(one, two)| one != two)
            .map(|(one, two)| (*one, *two))
            .collect();
        let [(one, two)] = differing[..] else { return false };
        let near = if self.has_letters() { 1 } else { 0 };
        self.parts.len() == other.parts.len()
            && self.ties == other.ties
            && is_number(one)
            && is_number(two)
            && one.len().abs_diff(two.len()) <= near
            && (self.has_letters() || self.parts.iter().any(|part| is_year(part) && *part != one))
    }

    fn has_letters(&self) -> bool {
        self.parts.iter().any(|part| part.bytes().any(|b| b.is_ascii_alphabetic()))
    }
}

/// A year of this century, or its last two figures.
fn is_year(part: &str) -> bool {
    match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_digit()),
        4 => part.starts_with("20"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::reading::reference::{Places, find};

    #[test]
    fn a_number_of_the_same_log_is_a_reference_too() {
        for (subject, body, values) in [
            ("FOI 31-0715", "Not 31-0715: yours (31-0702) is in hand.", vec!["31-0715", "31-0702"]),
            ("Ref KS/31/18", "The other, KS/31/9, was late.", vec!["KS/31/18", "KS/31/9"]),
            ("Ref 31/00512", "It goes with 31/00513, not 29/00512.", vec!["31/00512", "31/00513"]),
            ("Ref 1877/31", "see 1742/31 also", vec!["1877/31", "1742/31"]),
            ("Ref 24-077", "for 50-100 pupils, 24-hour care, invoice 24-078", vec!["24-077"]),
            ("Ref KS/31/18", "order number KS/31/20 and 20/31/18", vec!["KS/31/18"]),
            ("Ref FOI-417", "FOI-417 and £24-418", vec!["FOI-417"]),
        ] {
            let found = find(&Places { subject, body, ..Places::default() });
            let mut told: Vec<&str> = found.iter().map(|one| one.value.as_str()).collect();
            told.dedup();
            assert_eq!(told, values, "{subject}");
        }
    }
}
