//! Values after a label such as "Our ref", "Please quote", "Ein cyf".

use crate::reading::pattern::Regex;
use std::sync::LazyLock;

use super::foreign::{is_foreign, is_rejected, opens};
use super::{Found, figures, pattern, shapes, token};

static STRONG: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("{}{}", shapes::STRONG_LABELS, shapes::BETWEEN)));

static WEAK: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("{}{}", shapes::WEAK_LABELS, shapes::BETWEEN)));

static RENUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("{}{}", shapes::RENUMBERED, shapes::BETWEEN)));

/// Figures that a value in brackets has at least, or one that gives a request another number.
const ENOUGH: usize = 3;

/// Whether the words before a value say that the request has it from now on, beside the number that it had:
/// "your request FOI 1234 will now be known as".
pub(in crate::reading) fn renumbers(before: &str, value: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(200))..];
    let says = RENUMBERED.find_iter(near).last().is_some_and(|found| found.end() == near.len());
    says && figures(value) >= ENOUGH
}

/// What stands in brackets behind "your FOI".
fn bracketed(text: &str) -> impl Iterator<Item = Found> + '_ {
    static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(shapes::BRACKETED));
    BRACKETED.find_iter(text).filter_map(|label| {
        let value = token::at_start(&text[label.end()..])?;
        let closed = text[label.end() + value.len()..].starts_with(')');
        let sound = figures(value) >= ENOUGH && value.contains(['/', '-', ' ']);
        (closed && sound && !is_rejected(value)).then(|| (label.end(), value.to_owned()))
    })
}

/// Values after a label.
pub(super) fn labelled(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for label in STRONG.find_iter(text) {
        found.extend(value_after(text, label.start(), label.end(), false));
    }
    for label in WEAK.find_iter(text) {
        found.extend(value_after(text, label.start(), label.end(), true));
    }
    for label in RENUMBERED.find_iter(text) {
        found.extend(value_after(text, label.start(), label.end(), true));
    }
    found.extend(bracketed(text));
    found
}

/// The value after a label that ends at `end`; a weak label wants it to end there too.
fn value_after(text: &str, label: usize, end: usize, weak: bool) -> Option<Found> {
    let value = token::at_start(&text[end..])?;
    // "Case ref FOI 17": the longer label has the value.
    let is_label = value.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("ref "));
    if is_label {
        return None;
    }
    let digits = figures(value);
    let initials = value.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
    // With the "your" before it.
    let named = &text[text.ceil_char_boundary(label.saturating_sub(8))..end];
    let hers = !weak && names_hers(named, &text[end + value.len()..]);
    let enough = match digits {
        _ if digits == value.len() => digits >= 3 || hers,
        1 => hers || !weak && initials && value.contains(['-', '/']),
        _ => digits >= 2,
    };
    let joined = text[..end].ends_with(|c: char| c.is_alphanumeric());
    let after = &text[end + value.len()..];
    let stands_alone = !weak || closes(after) || value.len() > digits || digits >= 6;
    let foreign = is_foreign(&text[..label]) || is_foreign(&text[..end]);
    (enough && !joined && stands_alone && !foreign && !opens(after) && !is_rejected(value))
        .then(|| (end, value.to_owned()))
}

/// Whether a label says that what follows is the reference, however short, and that ends there: "Your
/// reference number is 17".
fn names_hers(label: &str, after: &str) -> bool {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:your|our|the) (?:\w+ ){0,2}(?:ref(?:erence)?\b|(?:case|request|enquiry|ticket|foi|file) (?:number|no)\b)[^.\n]*(?:\bis\b|:)|\bgiven (?:it |this |your \w+ )?(?:the )?(?:\w+ )?(?:reference|number|ref)\b",
        )
    });
    static OF_IT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^ (?:for|to) (?:this|your|the) (?:request|enquiry|case)\b"));
    NAMES.is_match(label) && (closes(after) || OF_IT.is_match(after))
}

/// Whether what follows closes a value: the end, or punctuation before a space.
fn closes(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None | Some('\n' | '\r' | ')' | ']' | ',' | ';' | '"' | '\'' | '’' | '”') => true,
        Some('.' | ':') => chars.next().is_none_or(char::is_whitespace),
        Some(' ') => after.trim_start().starts_with(['-', '–', '(', '[', '|', '\n']),
        Some(_) => false,
    }
}
