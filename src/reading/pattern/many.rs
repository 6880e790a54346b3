//! Many patterns over one short text. One search finds the letters that they need; the others are
//! neither tried nor, where no text ever has their letters, compiled. Most patterns of the rules are
//! about words that a letter does not have; and most are a choice of several, tried one by one.

use super::forward::Forward;
use super::needed::needed;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Patterns by number.
pub(in crate::reading) struct Many {
    letters: AhoCorasick,
    /// For each run of letters the needs that it fulfils.
    of_letters: Vec<Vec<usize>>,
    /// For each need the way that it belongs to.
    way_of: Vec<usize>,
    /// For each way, how many needs it has, and its choice.
    ways: Vec<(u8, usize)>,
    /// Choices that need no letters.
    always: Vec<usize>,
    choices: Vec<Choice>,
    whole: Vec<Lazy>,
}

/// One of the choices of a pattern.
struct Choice {
    pattern: usize,
    alone: Lazy,
}

struct Lazy {
    source: String,
    compiled: OnceLock<Option<Forward>>,
}

impl Lazy {
    fn new(source: String) -> Self {
        Lazy { source, compiled: OnceLock::new() }
    }

    fn get(&self) -> Option<&Forward> {
        self.compiled.get_or_init(|| Forward::new(&self.source).ok()).as_ref()
    }
}

/// A pattern, and a shorter one that matches wherever it does: its outline tells what letters it needs.
pub(in crate::reading) struct Source {
    /// The pattern.
    pub(in crate::reading) whole: String,
    /// What matches at least all that it matches.
    pub(in crate::reading) outline: String,
}

impl Many {
    /// Takes patterns over texts in lower case; none is compiled before a text may match it, so that one
    /// that cannot be compiled matches nothing.
    pub(in crate::reading) fn new(sources: Vec<Source>) -> Self {
        let (mut always, mut ways, mut way_of) = (Vec::new(), Vec::new(), Vec::new());
        let mut of_letters: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut choices = Vec::new();
        for (pattern, source) in sources.iter().enumerate() {
            for (alone, outline) in source.choices() {
                let needs = needed(outline);
                if needs.iter().any(Vec::is_empty) {
                    always.push(choices.len());
                } else {
                    for way in needs {
                        for need in &way {
                            for letters in need {
                                of_letters.entry(letters.clone()).or_default().push(way_of.len());
                            }
                            way_of.push(ways.len());
                        }
                        ways.push((u8::try_from(way.len()).unwrap_or(u8::MAX), choices.len()));
                    }
                }
                choices.push(Choice { pattern, alone: Lazy::new(alone.to_owned()) });
            }
        }
        let (letters, of_letters): (Vec<_>, Vec<_>) = of_letters.into_iter().unzip();
        let letters = AhoCorasick::new(&letters).expect("a few thousand short words");
        let whole = sources.into_iter().map(|source| Lazy::new(source.whole)).collect();
        Many { letters, of_letters, way_of, ways, always, choices, whole }
    }

    /// The numbers of the patterns that match, in their order.
    pub(in crate::reading) fn matching(&self, text: &str) -> Vec<usize> {
        let mut matching: Vec<usize> = Vec::new();
        for choice in self.possible(text) {
            let Choice { pattern, alone } = &self.choices[choice];
            let known = matching.last() == Some(pattern);
            if !known && alone.get().is_some_and(|alone| alone.is_match(text.as_bytes())) {
                matching.push(*pattern);
            }
        }
        matching
    }

    /// The numbers of the choices that the letters of a text allow, in their order.
    fn possible(&self, text: &str) -> Vec<usize> {
        let mut lacking: Vec<u8> = self.ways.iter().map(|(needs, _)| *needs).collect();
        let mut met = vec![false; self.way_of.len()];
        let mut possible = self.always.clone();
        for found in self.letters.find_overlapping_iter(text) {
            for &need in &self.of_letters[found.pattern()] {
                if !std::mem::replace(&mut met[need], true) {
                    let way = self.way_of[need];
                    lacking[way] -= 1;
                    possible.extend((lacking[way] == 0).then(|| self.ways[way].1));
                }
            }
        }
        possible.sort_unstable();
        possible.dedup();
        possible
    }

    /// Where the first match of a pattern ends.
    pub(in crate::reading) fn end(&self, number: usize, text: &str) -> Option<usize> {
        self.whole.get(number)?.get()?.end(text.as_bytes())
    }
}

impl Source {
    /// The choices that the pattern consists of, with their outlines; itself where it is one, and where
    /// what is said in one of them is said of those behind it too.
    pub(in crate::reading) fn choices(&self) -> Vec<(&str, &str)> {
        let (whole, outlines) = (choices(&self.whole), choices(&self.outline));
        let is_flag = |choice: &&str| choice.contains("(?") && flags(choice);
        if whole.len() == outlines.len() && !whole.iter().any(is_flag) {
            whole.into_iter().zip(outlines).collect()
        } else {
            vec![(&self.whole, &self.outline)]
        }
    }
}

/// Whether a pattern sets flags for all that follows: `(?i)`, not `(?i:…)` or `(?P<name>…)`.
fn flags(pattern: &str) -> bool {
    let opened = pattern.match_indices("(?").map(|(at, open)| &pattern[at + open.len()..]);
    opened.into_iter().any(|inside| {
        let flags = inside.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '-');
        flags.len() < inside.len() && flags.starts_with(')')
    })
}

/// A pattern cut at each `|` that stands in no group and no class.
fn choices(pattern: &str) -> Vec<&str> {
    let mut choices = Vec::new();
    let (mut start, mut groups, mut classes, mut escaped) = (0, 0usize, 0usize, false);
    for (at, sign) in pattern.char_indices() {
        match sign {
            _ if escaped => {
                escaped = false;
                continue;
            }
            '\\' => escaped = true,
            '[' => classes += 1,
            ']' => classes = classes.saturating_sub(1),
            '(' if classes == 0 => groups += 1,
            ')' if classes == 0 => groups = groups.saturating_sub(1),
            '|' if classes == 0 && groups == 0 => {
                choices.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    choices.push(&pattern[start..]);
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_that_match_are_told_in_their_order() {
        let source = |pattern: &str| Source { whole: pattern.into(), outline: pattern.into() };
        let many = Many::new(
            ["not held", r"\d+ pages", "(?:no|any)", "(", "held|pages"].map(source).into(),
        );
        for (text, expected) in [
            ("12 pages are not held", vec![0, 1, 2, 4]),
            ("the pages", vec![4]),
            ("any", vec![2]),
            ("nil", vec![]),
        ] {
            assert_eq!(many.matching(text), expected, "{text}");
        }
        assert_eq!(many.possible("12 pages are not held"), [0, 1, 2, 3, 4, 5]);
        assert_eq!(many.possible("two"), [2, 3]);
        assert_eq!(many.end(0, "it is not held here"), Some(14));
        assert_eq!(many.end(3, "("), None);
    }

    #[test]
    fn a_pattern_is_cut_into_its_choices() {
        for (pattern, expected) in [
            (r"a|b", &["a", "b"][..]),
            (r"(?:a|b) c|[|(]d\||", &["(?:a|b) c", r"[|(]d\|", ""]),
            (r"(?i:a)|(?P<b>b)", &["(?i:a)", "(?P<b>b)"]),
            (r"(?i)a|b", &["(?i)a|b"]),
            (r"", &[""]),
        ] {
            let source = Source { whole: pattern.into(), outline: pattern.into() };
            let whole: Vec<&str> = source.choices().iter().map(|(whole, _)| *whole).collect();
            assert_eq!(whole, expected, "{pattern}");
        }
    }
}
