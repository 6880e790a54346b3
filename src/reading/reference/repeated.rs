//! Numbers that would not be believed once: they stand in the subject and again in the letter.

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

use super::foreign::{is_foreign, is_rejected, opens};
use super::prominent::{HEAD_LINES, counts, is_lettered, is_month, stands, word_starts};
use super::{Places, head, pattern, token};

/// A number too short to be believed for itself: "Request 55" in the subject and again in the letter.
pub(super) fn short(places: &Places<'_>) -> Option<String> {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?m)\b(?:request|cais|case|ref|foi)\.?[ \t]+(?:no\.?[ \t]*)?(\d{2,3})(?:[\s,;:)\]]|\.\s|\.?$)",
        )
    });
    let body = head(places.body);
    let mut numbers = SHORT.captures_iter(places.subject);
    let stands = |number: &str| SHORT.captures_iter(body).any(|found| &found[1] == number);
    // "FOI 31" is one name; "request 57" is the number 57.
    let found = numbers.find(|found| stands(&found[1]))?;
    let own_name = found[0].get(..4).is_some_and(|start| start.eq_ignore_ascii_case("foi "));
    Some(if own_name { format!("{} {}", &found[0][..3], &found[1]) } else { found[1].to_owned() })
}

/// Tokens that the subject names and that stand alone on a line of the letter's head: there even
/// `FDC-71` and `2025/7` are no accident.
pub(super) fn in_head(subject: &str, text: &str) -> Vec<String> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES);
    word_starts(subject)
        .filter_map(|at| Some((at, token::at_start(&subject[at..])?)))
        .filter(|(at, value)| {
            let (letters, figures) = counts(value);
            let tied = value.contains(['-', '/']) || letters > 0 && value.contains(' ');
            tied && figures >= 2
                && is_lettered(value)
                && !is_month(value)
                && stands(subject, *at, value)
        })
        .filter(|(_, value)| lines().any(|line| line.trim_matches(['*', '.', ':', '_']) == *value))
        .map(|(_, value)| value.to_owned())
        .collect()
}

/// Numbers without letters that stand in the subject and anywhere in the letter: five figures and more,
/// or a year and a running number (`2025/7`, `24/19`).
pub(super) fn anywhere(subject: &str, text: &str) -> Vec<String> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:\d{5,13}|20\d{2}/\d{1,4}|\d{2}/(?:1[3-9]|[2-9]\d))$"));
    let mut numbers: Vec<String> = Vec::new();
    for at in word_starts(subject) {
        let Some(value) = token::at_start(&subject[at..]) else { continue };
        let is_number =
            NUMBER.is_match(value) && !is_next_year(value) && is_said(subject, at, value);
        let again = || {
            text.match_indices(value).any(|(at, _)| {
                let whole = |c: Option<char>| {
                    c.is_none_or(|c| !c.is_alphanumeric() && !"-/_£$€@".contains(c))
                };
                whole(text[..at].chars().next_back())
                    && whole(text[at + value.len()..].chars().next())
                    && is_said(text, at, value)
            })
        };
        if is_number && again() && !numbers.iter().any(|known| known == value) {
            numbers.push(value.to_owned());
        }
    }
    numbers
}

/// Whether nothing around a number makes it an amount or something else's.
fn is_said(text: &str, at: usize, value: &str) -> bool {
    static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:\b(?:over|above|below|than|exceeding|of|least|about|around|some|nearly|from|to|since|until|in|for|during)|£|€|\$)\s*$",
        )
    });
    let after = &text[at + value.len()..];
    !AMOUNT.is_match(&text[..at])
        && !opens(after)
        && !is_rejected(value)
        && !is_foreign(&text[..at])
}

/// `2024/25`, `24/25`: two years that follow each other.
fn is_next_year(value: &str) -> bool {
    let years = value.split_once('/').map(|(one, two)| (one.parse::<u32>(), two.parse::<u32>()));
    matches!(years, Some((Ok(one), Ok(two))) if (one + 1) % 100 == two % 100)
}

#[cfg(test)]
mod tests {
    use crate::reading::reference::{Places, find};

    #[test]
    fn a_number_in_the_subject_and_in_the_letter_is_its_reference() {
        for (subject, body, values) in [
            ("Update on 8830417", "Dear Sam\n\nRe 8830417\n\nIt is late.", &["8830417"][..]),
            ("Outcome 71180", "your request for information number 71180 on pay", &["71180"]),
            ("RE: FOI hawks 2031/7", "Still waiting for them, 2031/7 is late.", &["2031/7"]),
            ("SFRA Review 31/49", "Review 31/49\nDear Sir", &["31/49"]),
            ("Spend over 25000", "spend over 25000 is published", &[]),
            ("Pupils 31/32", "pupils 31/32 are", &[]),
            ("Payments 2031/32", "payments 2031/32 are", &[]),
        ] {
            let found = find(&Places { subject, body, ..Places::default() });
            let mut told: Vec<&str> = found.iter().map(|one| one.value.as_str()).collect();
            told.dedup();
            assert_eq!(told, values, "{subject}");
        }
    }
}
