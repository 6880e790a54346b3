//! What a subject sets apart: a value in brackets, between dashes, or after what the message is.

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

use super::foreign::{is_foreign, is_rejected};
use super::{Found, figures, pattern, token};

/// Values that stand apart.
pub(super) fn set_apart(subject: &str) -> Vec<Found> {
    let mut found = in_segments(subject);
    found.extend(
        ANNOUNCED
            .captures_iter(subject)
            .filter_map(|hit| hit.get(1).or_else(|| hit.get(2)))
            .map(found_at),
    );
    found
}

/// What stands apart in a subject: in brackets, or between " - ", ":", ";" and "|".
fn in_segments(subject: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for segment in SEGMENT.find_iter(subject) {
        let whole = segment.as_str();
        let text = whole.trim().trim_start_matches('#');
        let at = segment.start() + whole.find(text).unwrap_or_default();
        let Some(value) = token::at_start(text).filter(|value| *value == text) else { continue };
        let digits = figures(value);
        let joined = value.bytes().all(|b| b.is_ascii_alphanumeric());
        let enough = digits >= if joined { 4 } else { 3 };
        if enough && !is_rejected(value) && !is_foreign(&subject[..at]) {
            found.push((at, value.to_owned()));
        }
    }
    found
}

/// The parts of a subject between brackets, spaced dashes, colons, semicolons and bars.
static SEGMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[^\s\[\](){}:;|,–—](?:[^\[\](){}:;|,–— ]| [^\s\[\](){}:;|,–—-])*)")
        .expect("the pattern is constant and tested")
});

/// A long number after what the message is, or first of all: `Acknowledgement 00123456`.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:acknowledge?ment|response|reply|update|enquiry|disclosure|review)[ \t]+(\d{6,13})\b|^(?:re:|fw:|\s)*(\d{6,7}|\d{9,13})[ \t]+[a-z]",
    )
});

fn found_at(hit: regex::Match<'_>) -> Found {
    (hit.start(), hit.as_str().to_owned())
}
