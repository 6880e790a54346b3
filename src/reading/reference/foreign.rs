//! What is no reference of the authority: Act years, dates, telephone numbers, numbers of other
//! registers, and what words such as "invoice" or "your ref" stand before.

use regex::RegexSet;
use std::sync::LazyLock;

use super::{pattern, shapes};
use crate::reading::pattern::{Regex, narrowed};

static FOREIGN: LazyLock<Regex> = LazyLock::new(|| pattern(shapes::FOREIGN));

static REJECTED: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new(shapes::REJECTED.iter().map(|(_, shape)| narrowed(shape)))
        .expect("the shapes are constant and tested")
});

/// Whether what follows makes the number part of something else: `12(5)`, `40%`, an address.
pub(super) fn opens(after: &str) -> bool {
    static STEP: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\((?-i:IR|EIR|FOI|REV|SAR|DPA|R)\)"));
    after.starts_with(['(', '%', '@', '£', '&'])
        && !after.starts_with("(i")
        && !STEP.is_match(after)
}

/// Whether a value is one of the things that only look like a reference.
pub(super) fn is_rejected(value: &str) -> bool {
    let upper = value.to_ascii_uppercase();
    REJECTED.is_match(&upper)
}

/// Whether the words before a value say that it is something else.
pub(super) fn is_foreign(before: &str) -> bool {
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(60))..];
    // What a sentence says ends with its line.
    let near = near.rfind(".\n").map_or(near, |end| &near[end + 2..]);
    if TOLD_HER.is_match(near) && !THEIRS_TOO.is_match(before) {
        return false;
    }
    FOREIGN.is_match(near) && !OF_THE_REQUEST.is_match(near)
}

/// A decision of the authority's own, not the regulator's; what a request is registered under.
static OF_THE_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\breview\s+decision[\s:.#–-]*$|\b(?:request|enquiry|case|it|this)\s+(?:is|was|has\s+been)\s+(?:now\s+)?registered\s+(?:under|as)\s+(?:the\s+)?(?:(?:case\s+)?(?:number|reference|ref)\b)?[\s:.#–-]*$",
    )
});

/// "Your reference number is": the number that they gave her, where no other is called theirs.
static TOLD_HER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\byour\s+(?:reference\s+number|ref(?:erence)?(?:\s+(?:number|no\.?))?\s+(?:is|will\s+be))(?:\s+for\s+this\s+\w+)?(?:\s+(?:is|will\s+be))?[\s:.#]*$",
    )
});

/// Whether a text calls some number the authority's own.
pub(super) fn labels_theirs(text: &str) -> bool {
    THEIRS_TOO.is_match(text)
}

static THEIRS_TOO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bour\s+ref"));
