//! What is checked about the questions: how many, how long, and of what sort.

use std::sync::LazyLock;

use regex::Regex;

use super::{Check, Facts, Finding, warning};
use crate::letter::Question;

/// Items that an officer will answer, parts counted and questions that have parts not.
pub(super) const MOST_ITEMS: usize = 25;
/// Words that a letter should not exceed.
const MOST_WORDS: usize = 1500;

/// Checks the questions.
pub(super) fn look(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let items = items(facts.questions);
    if items > MOST_ITEMS {
        let what = format!("{items} items, parts counted");
        findings.push(warning(
            Check::TooManyItems,
            what,
            "ask fewer: long requests are refused for cost (s.12)",
        ));
    }
    let words = facts.body.split_whitespace().count();
    if words > MOST_WORDS {
        findings.push(warning(
            Check::TooLong,
            format!("{words} words"),
            "shorten it to the questions and their period",
        ));
    }
    for question in facts.questions {
        if asks_why(&question.text) {
            let what = format!("item {} asks for a reason or an opinion", question.id);
            findings.push(warning(
                Check::AsksWhy,
                what,
                "ask for recorded information: a policy, minutes, a figure",
            ));
        }
        if asks_for_personal_data(&question.text) {
            let what = format!("item {} asks for personal data", question.id);
            findings.push(warning(
                Check::PersonalData,
                what,
                "ask for roles and totals: names are mostly exempt (s.40)",
            ));
        }
    }
}

/// Questions that have no part, and parts.
pub(super) fn items(questions: &[Question]) -> usize {
    let has_parts = |question: &Question| {
        questions.iter().any(|other| {
            other.id.len() > question.id.len()
                && other
                    .id
                    .strip_prefix(&question.id)
                    .is_some_and(|rest| rest.starts_with(['a', '(']))
        })
    };
    questions.iter().filter(|question| !has_parts(question)).count()
}

fn asks_why(text: &str) -> bool {
    static WHY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[.:;?] *|\b(?:explain|say|state|tell me|and) )why\b|\bdo(?:es)? (?:you|the \w+) (?:think|believe|agree|feel)\b|\bwhat is your (?:opinion|view)\b|\bjustify\b")
            .expect("the pattern is fixed")
    });
    WHY.is_match(text)
}

fn asks_for_personal_data(text: &str) -> bool {
    static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:names?|details|addresses|photographs?) of (?:all |each |every |the |any )*(?:staff|employees?|students?|pupils?|child(?:ren)?|persons?|people|individuals?|officers?|teachers?|patients?)\b|\bdates? of birth\b|\bhome address|\bmedical records?\b|\bpersonnel files?\b")
            .expect("the pattern is fixed")
    });
    PERSONAL.is_match(text)
}
