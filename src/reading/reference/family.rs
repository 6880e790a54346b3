//! References by their look alone: tokens that hold the name of a family (FOI, EIR, RFI), and shapes of
//! one system or authority each.

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

use super::foreign::{is_foreign, is_rejected, opens};
use super::{Found, figures, pattern, shapes, token};

static FREE: LazyLock<Regex> = LazyLock::new(|| pattern(&shapes::FREE_SHAPES.join("|")));

static FAMILY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"[a-z0-9][a-z0-9\-/._]*(?:{0})|(?:{0})", shapes::FAMILIES.join("|")))
});

/// Tokens that hold one of the families' names.
pub(super) fn families(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for family in FAMILY.find_iter(text) {
        let at = with_initials(text, family.start());
        let boundary = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let Some(value) = token::at_start(&text[at..]).filter(|_| boundary) else { continue };
        let after = &text[at + value.len()..];
        let cased = !value.contains(' ') || value.starts_with(|c: char| c.is_ascii_uppercase());
        if figures(value) >= least_figures(value)
            && cased
            && !opens(after)
            && !is_rejected(value)
            && (!is_foreign(&text[..at]) || THEIRS.is_match(&text[..at]))
        {
            found.push((at, value.to_owned()));
        }
    }
    found
}

/// "FOI 01/FOI/25/000417/K" names its family twice: the first is what the letter is about.
pub(super) fn named_once((at, value): Found) -> Found {
    match value.split_once(' ') {
        Some((word, rest)) if shapes::FAMILIES.contains(&word) && rest.contains(word) => {
            (at + word.len() + 1, rest.to_owned())
        }
        _ => (at, value),
    }
}

/// How many figures make a number of a case: one where the family is a part between strokes,
/// `NPC/FOI/9`.
fn least_figures(value: &str) -> usize {
    let parts: Vec<&str> = value.split('/').collect();
    let between = parts.len() > 2
        && parts[1..parts.len() - 1].iter().any(|part| shapes::FAMILIES.contains(part));
    match parts.len() {
        _ if between => 1,
        1 => 3,
        _ => 2,
    }
}

/// Where a value begins whose family stands at `at`: "ALP FOI 219" begins with the body's initials.
fn with_initials(text: &str, at: usize) -> usize {
    static INITIALS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[\s(\[])(?<initials>[A-Z]{2,5}) $")
            .expect("the pattern is constant and tested")
    });
    const WORDS: &[&str] = &[
        "RE", "FW", "FWD", "YOUR", "THE", "OUR", "MY", "NEW", "FOR", "TO", "OF", "ON", "IN", "REF",
        "ACT", "CASE", "NO", "AND", "THIS", "THAT", "UNDER", "FROM", "LATE", "CYF", "EIN", "CAIS",
        "OPEN",
    ];
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let near = text.ceil_char_boundary(line.max(at.saturating_sub(8)));
    INITIALS
        .captures(&text[near..at])
        .and_then(|found| found.name("initials"))
        .filter(|initials| !WORDS.contains(&initials.as_str()))
        .map_or(at, |initials| near + initials.start())
}

/// A regulator writes "their reference" of the authority's.
static THEIRS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\btheir ref(?:erence)?\.?(?:\s+(?:no|number))?[\s:.]*$"));

/// Tokens of a known shape, with what is tied to them.
pub(super) fn free(text: &str) -> Vec<Found> {
    FREE.find_iter(text)
        .map(|shape| (shape.start(), shape.as_str()))
        .map(|(at, shape)| match token::at_start(&text[at..]) {
            Some(token) if token.len() > shape.len() && goes_on(&token[shape.len()..]) => {
                (at, token)
            }
            _ => (at, shape),
        })
        .filter(|(at, value)| !is_rejected(value) && !is_foreign(&text[..*at]))
        .map(|(at, value)| (at, value.to_owned()))
        .collect()
}

/// Whether what follows a shape is tied to it: the `/0702` of `IG/2026/0702`.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(['-', '/', '.', '_'])
}
