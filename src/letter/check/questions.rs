//! What is checked about the questions: how many, how long, and of what sort.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use super::{Check, Facts, Finding, warning};
use crate::letter::Question;

/// Items that an officer will answer, parts counted and questions that have parts not.
pub(super) const MOST_ITEMS: usize = 25;
/// Words that a letter should not exceed.
const MOST_WORDS: usize = 1500;

/// What is found in questions by themselves: the same for every letter that puts them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    items: usize,
    findings: Vec<Finding>,
}

/// Judges questions by themselves.
pub fn judge(questions: &[Question]) -> Judged {
    let mut findings = Vec::new();
    for question in questions {
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
    Judged { items: items(questions), findings }
}

/// Checks the questions, and the length of the letter that puts them.
pub(super) fn look(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let judged = match facts.judged {
        Some(judged) => Cow::Borrowed(judged),
        None => Cow::Owned(judge(facts.questions)),
    };
    if judged.items > MOST_ITEMS {
        let what = format!("{} items, parts counted", judged.items);
        findings.push(warning(
            Check::TooManyItems,
            what,
            "ask fewer: long requests are refused for cost (s.12)",
        ));
    }
    let words = words(facts.body);
    if words > MOST_WORDS {
        findings.push(warning(
            Check::TooLong,
            format!("{words} words"),
            "shorten it to the questions and their period",
        ));
    }
    findings.extend(judged.findings.iter().cloned());
}

/// The words of a text, counted only where there can be too many: each but the last ends in a blank.
fn words(text: &str) -> usize {
    let is_blank = |byte: &u8| *byte <= b' ' || !byte.is_ascii();
    match text.as_bytes().iter().filter(|byte| is_blank(byte)).count() {
        blanks if blanks < MOST_WORDS => blanks,
        _ => text.split_whitespace().count(),
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
