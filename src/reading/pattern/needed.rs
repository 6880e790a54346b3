//! What a text must hold for a pattern to match it: letters that stand in every match. A search for
//! those is many times as quick as the pattern, and most texts lack them. Knows no rules.

use super::sketch::Sketch;

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
    ways(&Sketch::of(pattern))
}

fn ways(pattern: &Sketch) -> Vec<Vec<Choices>> {
    if let Sketch::Choice(parts) = pattern {
        return parts.iter().flat_map(ways).collect();
    }
    let mut needs = together(pattern);
    needs.retain(|needs| worth(needs).0 >= SHORTEST && needs.len() <= MOST);
    needs.sort_by_key(|needs| std::cmp::Reverse(worth(needs)));
    needs.truncate(MOST_TOGETHER);
    vec![needs]
}

/// What every match of a part holds, each of it.
fn together(pattern: &Sketch) -> Vec<Choices> {
    match pattern {
        Sketch::Letters(run) if run.is_empty() => Vec::new(),
        Sketch::Letters(run) => vec![vec![run.clone()]],
        Sketch::Anything => Vec::new(),
        Sketch::Repeated(part) => together(part),
        Sketch::Sequence(parts) => in_sequence(parts),
        Sketch::Choice(parts) => {
            let each: Option<Vec<_>> = parts.iter().map(best).collect();
            each.map(|each| each.into_iter().flatten().collect()).into_iter().collect()
        }
    }
}

/// The best of what every match of a part holds.
fn best(pattern: &Sketch) -> Option<Choices> {
    together(pattern).into_iter().max_by_key(|needs| worth(needs))
}

/// What the parts of a sequence need, neighbouring letters taken together.
fn in_sequence(parts: &[Sketch]) -> Vec<Choices> {
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

/// The letters that a part stands for, if it stands for just these.
fn letters(part: &Sketch) -> Option<String> {
    match part {
        Sketch::Letters(run) => Some(run.clone()),
        Sketch::Sequence(parts) => parts.iter().map(letters).collect(),
        Sketch::Anything | Sketch::Repeated(_) | Sketch::Choice(_) => None,
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
