//! What a text must hold for a pattern to match it: letters that stand in every match. A search for
//! those is many times as quick as the pattern, and most texts lack them. Knows no rules.

use regex_syntax::ast::{Ast, RepetitionKind, RepetitionRange};

/// Shorter letters stand in too many texts to tell anything.
const SHORTEST: usize = 3;

/// Among letters this long, fewer choices are better than longer letters.
const LONG_ENOUGH: usize = 5;

/// More choices than this are not looked for.
const MOST: usize = 64;

/// Runs of letters, in lower case, one of which stands in every text that the pattern matches when the
/// text is in lower case; `None` where nothing long enough is sure to stand there.
pub(super) fn needed(pattern: &str) -> Option<Vec<String>> {
    let pattern = regex_syntax::ast::parse::Parser::new().parse(pattern).ok()?;
    let choices = choices(&pattern)?;
    (worth(&choices).0 >= SHORTEST && choices.len() <= MOST).then_some(choices)
}

fn choices(pattern: &Ast) -> Option<Vec<String>> {
    match pattern {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) | Ast::Literal(_) => {
            letters(pattern).filter(|run| !run.is_empty()).map(|run| vec![run])
        }
        Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => None,
        Ast::Group(group) => choices(&group.ast),
        Ast::Repetition(times) if is_certain(&times.op.kind) => choices(&times.ast),
        Ast::Repetition(_) => None,
        Ast::Concat(parts) => in_sequence(&parts.asts),
        Ast::Alternation(parts) => {
            let each: Option<Vec<_>> = parts.asts.iter().map(choices).collect();
            each.map(|each| each.into_iter().flatten().collect())
        }
    }
}

/// Whether what may be repeated stands there once at least.
fn is_certain(times: &RepetitionKind) -> bool {
    match times {
        RepetitionKind::ZeroOrOne | RepetitionKind::ZeroOrMore => false,
        RepetitionKind::OneOrMore => true,
        RepetitionKind::Range(
            RepetitionRange::Exactly(least)
            | RepetitionRange::AtLeast(least)
            | RepetitionRange::Bounded(least, _),
        ) => *least > 0,
    }
}

/// The best that any part of a sequence needs, neighbouring letters taken together.
fn in_sequence(parts: &[Ast]) -> Option<Vec<String>> {
    let mut found = Vec::new();
    let mut run = String::new();
    for part in parts {
        match letters(part) {
            Some(more) => run.push_str(&more),
            None => {
                found.push(vec![std::mem::take(&mut run)]);
                found.extend(choices(part));
            }
        }
    }
    found.push(vec![run]);
    found.retain(|choices| choices.iter().all(|letters| !letters.is_empty()));
    found.into_iter().max_by_key(|choices| worth(choices))
}

/// The letters that a part stands for, if it stands for just these; none for a bound of words.
fn letters(part: &Ast) -> Option<String> {
    match part {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) => Some(String::new()),
        Ast::Literal(literal) => Some(literal.c.to_lowercase().collect()),
        Ast::Group(group) => letters(&group.ast),
        Ast::Concat(parts) => parts.asts.iter().map(letters).collect(),
        Ast::Dot(_)
        | Ast::ClassUnicode(_)
        | Ast::ClassPerl(_)
        | Ast::ClassBracketed(_)
        | Ast::Repetition(_)
        | Ast::Alternation(_) => None,
    }
}

/// How much is won by looking for these: length first, as far as it matters, then few choices.
fn worth(choices: &[String]) -> (usize, isize, usize) {
    let shortest = choices.iter().map(String::len).min().unwrap_or_default();
    (shortest.min(LONG_ENOUGH), -choices.len().cast_signed(), shortest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_match_holds_them() {
        let cases: &[(&str, &[&str])] = &[
            (r"\bwe do not hold\b", &["we do not hold"]),
            (r"(?i)Section \d+", &["section "]),
            (r"hold(?:s|ing)? (?:no|any) record", &[" record"]),
            (r"(?:refus|declin)(?:e|ed|ing)\b", &["refus", "declin"]),
            (r"(?:exempt|\d+)", &[]),
            (r"(?:not )?(?:\w+ )*it", &[]),
            (r"(?:under){2,3}", &["under"]),
            (r"(?:under){0,3}", &[]),
            (r"[a-z]+ held", &[" held"]),
            (r"", &[]),
            (r"(", &[]),
        ];
        for (pattern, expected) in cases {
            let expected = (!expected.is_empty()).then(|| expected.iter().map(|&word| word.into()));
            assert_eq!(needed(pattern), expected.map(Iterator::collect), "{pattern}");
        }
    }
}
