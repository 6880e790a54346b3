//! What a text must hold for a pattern to match it: letters that stand in every match. A search for
//! those is many times as quick as the pattern, and most texts lack them. Knows no rules.

use regex_syntax::ast::{Ast, RepetitionKind, RepetitionRange};

/// Shorter letters stand in too many texts to tell anything.
const SHORTEST: usize = 3;

/// Among letters this long, fewer choices are better than longer letters.
const LONG_ENOUGH: usize = 5;

/// More choices than this are not looked for.
const MOST: usize = 64;

/// More of what must stand there together is not looked for.
const MOST_TOGETHER: usize = 4;

/// Runs of letters, in lower case, one of which stands in the text.
pub(super) type Choices = Vec<String>;

/// What a text holds that the pattern matches, when it is in lower case: by one of these ways, all that
/// the way needs. A way that needs nothing is always open.
pub(super) fn needed(pattern: &str) -> Vec<Vec<Choices>> {
    match regex_syntax::ast::parse::Parser::new().parse(pattern) {
        Ok(pattern) => ways(&pattern),
        Err(_) => vec![Vec::new()],
    }
}

fn ways(pattern: &Ast) -> Vec<Vec<Choices>> {
    match pattern {
        Ast::Group(group) => ways(&group.ast),
        Ast::Alternation(parts) => parts.asts.iter().flat_map(ways).collect(),
        one => {
            let mut needs = together(one);
            needs.retain(|needs| worth(needs).0 >= SHORTEST && needs.len() <= MOST);
            needs.sort_by_key(|needs| std::cmp::Reverse(worth(needs)));
            needs.truncate(MOST_TOGETHER);
            vec![needs]
        }
    }
}

/// What every match of a part holds, each of it.
fn together(pattern: &Ast) -> Vec<Choices> {
    match pattern {
        Ast::Group(group) => together(&group.ast),
        Ast::Repetition(times) if is_certain(&times.op.kind) => together(&times.ast),
        Ast::Concat(parts) => in_sequence(&parts.asts),
        one => choices(one).into_iter().collect(),
    }
}

/// The best of what every match of a part holds.
fn choices(pattern: &Ast) -> Option<Choices> {
    match pattern {
        Ast::Empty(_) | Ast::Flags(_) | Ast::Assertion(_) | Ast::Literal(_) => {
            letters(pattern).filter(|run| !run.is_empty()).map(|run| vec![run])
        }
        Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => None,
        Ast::Group(group) => choices(&group.ast),
        Ast::Repetition(times) if is_certain(&times.op.kind) => choices(&times.ast),
        Ast::Repetition(_) => None,
        Ast::Concat(parts) => in_sequence(&parts.asts).into_iter().max_by_key(|needs| worth(needs)),
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

/// What the parts of a sequence need, neighbouring letters taken together.
fn in_sequence(parts: &[Ast]) -> Vec<Choices> {
    let mut found = Vec::new();
    let mut run = String::new();
    for part in parts {
        match letters(part) {
            Some(more) => run.push_str(&more),
            None => {
                found.push(vec![std::mem::take(&mut run)]);
                found.extend(together(part));
            }
        }
    }
    found.push(vec![run]);
    found.retain(|choices| choices.iter().all(|letters| !letters.is_empty()));
    found
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
        let cases: &[(&str, &[&[&[&str]]])] = &[
            (r"\bwe do not hold\b", &[&[&["we do not hold"]]]),
            (r"(?i)Section \d+", &[&[&["section "]]]),
            (r"hold(?:s|ing)? (?:no|any) record", &[&[&[" record"], &["hold"]]]),
            (r"(?:refus|declin)(?:e|ed|ing)\b", &[&[&["refus", "declin"]]]),
            (r"(?:(?:find|see) (?:\w+ ){0,3})+below", &[&[&["below"], &["find", "see"]]]),
            (r"not held|no (?:\w+ )?is kept", &[&[&["not held"]], &[&["is kept"], &["no "]]]),
            (r"(?:exempt|\d+)", &[&[&["exempt"]], &[]]),
            (r"(?:not )?(?:\w+ )*it", &[&[]]),
            (r"(?:under){2,3}", &[&[&["under"]]]),
            (r"(?:under){0,3}", &[&[]]),
            (r"[a-z]+ held", &[&[&[" held"]]]),
            (r"", &[&[]]),
            (r"(", &[&[]]),
        ];
        let owned = |runs: &&[&str]| runs.iter().map(|&run| run.to_owned()).collect::<Choices>();
        for (pattern, expected) in cases {
            let expected: Vec<Vec<Choices>> =
                expected.iter().map(|needs| needs.iter().map(owned).collect()).collect();
            assert_eq!(needed(pattern), expected, "{pattern}");
        }
    }
}
