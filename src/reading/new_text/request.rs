//! The requester's own letter below a bare rule: some case systems quote it with nothing else to
//! show for it.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::lines::{Line, is_rule, is_stamp};

/// The line with the rule below which the rest is a letter that *asks* for information: it opens
/// with a salutation and requests something under an access law, or the reader's own name stands
/// below it. An answer below a rule (the English half of a bilingual letter, "confidential") is none.
/// Without a rule only her name tells.
pub(super) fn repeated(lines: &[Line<'_>], is_new: &[bool], names: &[&str]) -> Option<usize> {
    let by_name = commented_by_reader(lines, is_new, names)
        .or_else(|| signed_by_reader(lines, is_new, names));
    if by_name.is_some() {
        return by_name;
    }
    let rules = (1..lines.len()).filter(|at| is_new[*at] && is_rule(lines[*at].text, 5));
    // Only the last few rules matter; a table of rules must not be read again and again.
    let rules: Vec<usize> = rules.collect();
    rules.into_iter().rev().take(4).filter(|at| asks(lines, *at + 1)).min()
}

/// Where a help desk's history comes to her own comment: her name, and the day and the time below it.
/// Newest comments stand first, so that a letter must have been closed above, or ruled off, or be a
/// comment too.
fn commented_by_reader(lines: &[Line<'_>], is_new: &[bool], names: &[&str]) -> Option<usize> {
    let shown: Vec<usize> =
        (0..lines.len()).filter(|at| is_new[*at] && !lines[*at].is_blank()).collect();
    let at = shown.windows(2).position(|two| {
        let name = lines[two[0]].text.trim().to_lowercase();
        let hers = names.iter().any(|one| one.contains(' ') && name == one.to_lowercase());
        hers && is_stamp(lines[two[1]].text)
    })?;
    let closed = shown[..at].iter().any(|above| closes(lines[*above].text))
        || shown[..at].windows(2).any(|two| is_signed_comment(lines, two));
    let rule = at.checked_sub(1).filter(|above| is_rule(lines[shown[*above]].text, 5));
    (closed || rule.is_some_and(|rule| rule > 0)).then(|| shown[rule.unwrap_or(at)])
}

/// Whether a comment starts with these two rows: a short name, and the day and the time below it.
fn is_signed_comment(lines: &[Line<'_>], two: &[usize]) -> bool {
    let name = lines[two[0]].text.trim();
    let is_name = name.split_whitespace().count() <= 6 && !name.ends_with(['.', '?', ':']);
    is_name && two[1] == two[0] + 1 && is_stamp(lines[two[1]].text)
}

/// Where a second letter starts below the first one's close, with the reader's name as its signature.
fn signed_by_reader(lines: &[Line<'_>], is_new: &[bool], names: &[&str]) -> Option<usize> {
    let shown: Vec<usize> =
        (0..lines.len()).filter(|at| is_new[*at] && !lines[*at].is_blank()).collect();
    let name = |line: &str| {
        let line = line.trim().to_lowercase();
        names.iter().any(|name| name.contains(' ') && line == name.to_lowercase())
    };
    // A postal address may follow her name.
    let end = shown.iter().rev().take(6).position(|at| name(lines[*at].text))?;
    let signature = shown.len() - 1 - end;
    let closed = |end: usize| shown[..end].iter().any(|at| closes(lines[*at].text));
    let ruled = |at: &usize| is_rule(lines[shown[*at]].text, 5);
    let greeting = (1..signature).rev().find(|at| greets(lines[shown[*at]].text));
    let start = greeting.filter(|at| closed(*at)).or_else(|| {
        let rule = (1..signature).rev().find(ruled)?;
        // A heading may stand between two rules.
        Some(if rule > 2 && ruled(&(rule - 2)) { rule - 2 } else { rule })
    })?;
    let below = shown.get(start - 1).filter(|above| is_rule(lines[**above].text, 5));
    // A line that names her may introduce it in a language not known here.
    let naming = shown.get(start - 1).filter(|above| {
        let lower = lines[**above].text.to_lowercase();
        names.iter().any(|name| name.contains(' ') && lower.contains(&name.to_lowercase()))
            && shown[start] - **above <= 2
    });
    let first = below.or(naming).copied().unwrap_or(shown[start]);
    (closed(start) && signature > start + 1).then_some(first)
}

/// A salutation on a line of its own.
fn greets(line: &str) -> bool {
    static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(dear|hi|hello|good (morning|afternoon)|to whom|annwyl|sehr geehrte\w*|hallo|bonjour|madame|estimad\w+|gentile|geachte|beste|hej|hei)\b.{0,60}$")
            .expect("the pattern is fixed and tested")
    });
    SALUTATION.is_match(line.trim())
}

/// A complimentary close.
pub(super) fn closes(line: &str) -> bool {
    static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*((kind|best|warm|with)( kind| best)? regards|regards|yours( (sincerely|faithfully|truly))?|sincerely|many thanks|best wishes|yn gywir|cofion|mit freundlichen|cordialement|salutations|saludos|cordiali saluti|met vriendelijke|hälsningar|vennlig|venlig|med vänlig)\b.{0,24}$")
            .expect("the pattern is fixed and tested")
    });
    CLOSE.is_match(line.trim())
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
