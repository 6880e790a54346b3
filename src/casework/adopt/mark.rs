//! Her own reference for a request, as she puts it into her letters: in brackets at the end of the
//! subject, or on a line that says so ("My reference: PC/R0041"). A mark that letters to several
//! authorities carry is the campaign's, and names no request.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::reading::matching::subject::subject_key;
use regex::Regex;

/// The marks of her letters.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Of each mark, the recipient and the subject of the first letter that carries it.
    first: HashMap<String, (String, String)>,
    shared: HashSet<String>,
}

impl Marks {
    /// Notes the mark of a letter to that address.
    pub(super) fn note(&mut self, to: &str, subject: &str, text: &str) {
        let Some(mark) = own_reference(subject, text) else { return };
        let letter = (to.to_ascii_lowercase(), subject_key(subject));
        let first = self.first.entry(mark.clone()).or_insert_with(|| letter.clone());
        let goes_on = letter.1.contains(&first.1) || first.1.contains(&letter.1);
        if first.0 != letter.0 || !goes_on {
            self.shared.insert(mark);
        }
    }

    /// The mark of a letter, where it is of one request.
    pub(super) fn of(&self, subject: &str, text: &str) -> Option<String> {
        own_reference(subject, text).filter(|mark| !self.shared.contains(mark))
    }
}

fn own_reference(subject: &str, text: &str) -> Option<String> {
    in_brackets(subject, text).or_else(|| labelled(text))
}

/// A mark in brackets with a figure in it, that the text repeats or that has letters too.
fn in_brackets(subject: &str, text: &str) -> Option<String> {
    let close = subject.trim_end();
    let inside = close
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
        .or_else(|| close.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')));
    let mark = inside?.1.trim().trim_start_matches("ref ").trim_start_matches("Ref: ").trim();
    let is_said_twice = || text.contains(mark) || mark.chars().any(|c| c.is_ascii_alphabetic());
    (is_mark(mark) && is_said_twice()).then(|| mark.to_owned())
}

/// A mark on a line of its own, with a label that makes it hers.
fn labelled(text: &str) -> Option<String> {
    static LINE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?im)^[ \t]*(?:my|our)[ \t]+ref(?:erence)?(?:[ \t]+(?:no|number)\.?)?(?:[ \t]+is)?[ \t]*[:.]?[ \t]+([A-Za-z0-9/_.#-]{4,32}?)\.?[ \t]*$",
        )
        .expect("a constant pattern")
    });
    let mark = LINE.captures(text)?[1].to_owned();
    (is_mark(&mark) && mark.chars().any(|c| c.is_ascii_alphabetic())).then_some(mark)
}

fn is_mark(mark: &str) -> bool {
    let is_year = mark.len() == 4 && mark.chars().all(|c| c.is_ascii_digit());
    (4..=32).contains(&mark.len())
        && mark.chars().any(|c| c.is_ascii_digit())
        && mark
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '.' | '#'))
        && !is_year
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn her_own_reference_stands_in_brackets_or_behind_its_label() {
        for (subject, text, expected) in [
            ("Trees [PC/R0041]", "Ada\nPC/R0041", Some("PC/R0041")),
            ("Trees (2025)", "in 2025", None),
            ("Trees [urgent]", "", None),
            ("Trees", "", None),
            ("Trees", "How many?\n\nMy reference: TW/0089\n\nAda", Some("TW/0089")),
            ("Trees", "Our ref TW-89.\n\nAda", Some("TW-89")),
            ("Trees", "Your ref: FOI1198\nAda", None),
            ("Trees", "My reference: 2025\nAda", None),
            ("Trees", "My reference librarian is Ada 4711", None),
        ] {
            assert_eq!(own_reference(subject, text).as_deref(), expected, "{subject} {text}");
        }
    }

    #[test]
    fn a_mark_of_the_whole_campaign_names_no_request() {
        let mut marks = Marks::default();
        for (to, subject) in [
            ("foi@marl.example", "Trees [TW/25]"),
            ("foi@dun.example", "Trees [TW/25]"),
            ("foi@marl.example", "Pools [TW/26]"),
            ("FOI@marl.example", "Internal review: pools [TW/26]"),
            ("foi@ashe.example", "Pools [TW/27]"),
            ("foi@ashe.example", "Trees [TW/27]"),
        ] {
            marks.note(to, subject, "");
        }
        assert_eq!(marks.of("Trees [TW/25]", ""), None);
        assert_eq!(marks.of("Pools [TW/26]", "").as_deref(), Some("TW/26"));
        assert_eq!(marks.of("Pools [TW/27]", ""), None);
    }
}
