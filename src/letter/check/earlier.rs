//! What is checked about her other requests to the same authority in law.

use std::collections::HashSet;

use super::{Check, Facts, Finding, warning};
use crate::letter::Question;

/// Working days within which requests may be added up for the cost limit.
const AGGREGATION_DAYS: u32 = 60;

/// Checks what she asked there before.
pub(super) fn look(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for other in facts.earlier {
        let recent = other.working_days_ago <= AGGREGATION_DAYS;
        if recent && similar(facts.questions, &other.questions) {
            let what = format!(
                "you asked much the same {} working days ago: {}",
                other.working_days_ago, other.request
            );
            findings.push(warning(
                Check::AskedBefore,
                what,
                "the costs of both may be added up (s.12): wait for the first answer",
            ));
        }
    }
    let open: Vec<&str> = facts
        .earlier
        .iter()
        .filter(|other| other.open)
        .map(|other| other.request.as_str())
        .collect();
    if !open.is_empty() {
        let what = format!("another request of yours is open there: {}", open.join(", "));
        findings.push(warning(Check::SeveralOpen, what, "wait for its answer unless this cannot"));
    }
}

/// Whether two requests ask much the same: half of the longer words of the smaller one are in the
/// other. The Act's test is wide ("to any extent"), so this errs on the side of warning.
pub fn similar(a: &[Question], b: &[Question]) -> bool {
    let (a, b) = (longer_words(a), longer_words(b));
    let smaller = a.len().min(b.len());
    smaller >= 5 && a.intersection(&b).count() * 2 >= smaller
}

fn longer_words(questions: &[Question]) -> HashSet<String> {
    questions
        .iter()
        .flat_map(|question| question.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 5)
        .map(str::to_lowercase)
        .collect()
}
