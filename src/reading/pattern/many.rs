//! Many patterns over one short text. One search finds the letters that they need; the others are
//! neither tried nor, where no text ever has their letters, compiled. Most patterns of the rules are
//! about words that a letter does not have.

use super::forward::Forward;
use super::needed::needed;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Patterns by number.
pub(in crate::reading) struct Many {
    letters: AhoCorasick,
    /// For each run of letters the patterns that may match where it stands.
    of_letters: Vec<Vec<usize>>,
    /// Patterns that need no letters.
    always: Vec<usize>,
    patterns: Vec<Lazy>,
}

struct Lazy {
    source: String,
    compiled: OnceLock<Option<Forward>>,
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
        let mut always = Vec::new();
        let mut of_letters: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, source) in sources.iter().enumerate() {
            match needed(&source.outline) {
                None => always.push(number),
                Some(choices) => choices
                    .into_iter()
                    .for_each(|letters| of_letters.entry(letters).or_default().push(number)),
            }
        }
        let (letters, of_letters): (Vec<_>, Vec<_>) = of_letters.into_iter().unzip();
        let letters = AhoCorasick::new(&letters).expect("a few thousand short words");
        let lazy = |source: Source| Lazy { source: source.whole, compiled: OnceLock::new() };
        Many { letters, of_letters, always, patterns: sources.into_iter().map(lazy).collect() }
    }

    /// The numbers of the patterns that match, in their order.
    pub(in crate::reading) fn matching(&self, text: &str) -> Vec<usize> {
        let mut may = vec![false; self.patterns.len()];
        self.always.iter().for_each(|number| may[*number] = true);
        for found in self.letters.find_overlapping_iter(text) {
            self.of_letters[found.pattern()].iter().for_each(|number| may[*number] = true);
        }
        let matches = |number: &usize| {
            self.compiled(*number).is_some_and(|pattern| pattern.is_match(text.as_bytes()))
        };
        (0..may.len()).filter(|number| may[*number]).filter(matches).collect()
    }

    /// Where the first match of a pattern ends.
    pub(in crate::reading) fn end(&self, number: usize, text: &str) -> Option<usize> {
        self.compiled(number)?.end(text.as_bytes())
    }

    fn compiled(&self, number: usize) -> Option<&Forward> {
        let Lazy { source, compiled } = self.patterns.get(number)?;
        compiled.get_or_init(|| Forward::new(source).ok()).as_ref()
    }
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
        assert_eq!(many.end(0, "it is not held here"), Some(14));
        assert_eq!(many.end(3, "("), None);
    }
}
