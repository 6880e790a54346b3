//! The requester's own letter below a bare rule: some case systems quote it with nothing else to
//! show for it.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::lines::{Line, is_rule};

/// The line with the rule below which the rest is a letter that *asks* for information: it opens
/// with a salutation and requests something under an access law. An answer below a rule (the English half of a
/// bilingual letter, "confidential") is none.
pub(super) fn repeated(lines: &[Line<'_>], is_new: &[bool]) -> Option<usize> {
    let rules = (1..lines.len()).filter(|at| is_new[*at] && is_rule(lines[*at].text, 5));
    // Only the last few rules matter; a table of rules must not be read again and again.
    let rules: Vec<usize> = rules.collect();
    rules.into_iter().rev().take(4).filter(|at| asks(lines, *at + 1)).min()
}

/// Whether the lines from here on are a letter of request.
fn asks(lines: &[Line<'_>], from: usize) -> bool {
    static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)under the (freedom of information|environmental information|data protection)[^.]{0,80}\b(i|we) (would like|wish|want|am|request|hereby|ask)",
            r"|\b(i|we) (would like to|wish to|want to|am writing to|hereby|should like to) (request|know|ask|make)\b",
            r"|\b(please|could you|can you|would you)( please)? (provide|send|tell|supply|let me (have|know))\b[^.]{0,160}\b(freedom of information|foi act|foia)",
            r"|\bfreedom of information request\b[^.]{0,120}\b(please (provide|send|supply)|i (would like|request))",
        ))
        .expect("the pattern is fixed and tested")
    });
    static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(dear|hi|hello|good (morning|afternoon)|to whom|annwyl)\b")
            .expect("the pattern is fixed and tested")
    });
    let Some(first) = super::marker::next_text(lines, from) else { return false };
    if !SALUTATION.is_match(lines[first].text.trim()) {
        return false;
    }
    let opening: Vec<&str> = lines[first..].iter().take(12).map(|line| line.text.trim()).collect();
    REQUEST.is_match(&opening.join(" "))
}
