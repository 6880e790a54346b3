//! The rules: what officers really write, one table a theme. Patterns run over folded sentences
//! (lower case, straight quotes, no accents; see `prose::fold`), so `.` never crosses a sentence.

mod asking;
mod cited;
mod delay;
mod giving;
mod machine;
mod plain;
mod receipt;
mod refusing;
mod review;
mod routing;
mod subject;
mod whole;

use super::rule::Rule;
pub(super) use subject::SUBJECT;

/// Every table of rules over sentences.
pub(super) fn sentences() -> Vec<&'static [Rule]> {
    vec![
        receipt::RULES,
        machine::RULES,
        asking::RULES,
        delay::RULES,
        routing::RULES,
        giving::RULES,
        refusing::RULES,
        review::RULES,
        cited::RULES,
        plain::RULES,
        whole::RULES,
    ]
}
