//! Sentences that she is known to have written: those of the mail that a letter quotes, and those of the
//! letters that went out from the desk. Where an authority repeats them they say nothing of its own.

use std::collections::HashSet;

use super::restated::without_number;
use crate::reading::prose;

/// Shorter sentences than these bytes may be anybody's.
const TOLD_APART: usize = 20;

/// Folded sentences of hers, without the number before them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HerWords(HashSet<String>);

impl HerWords {
    /// Those of her letters. A campaign repeats its paragraphs in every letter: each is read once.
    pub fn of<'a>(letters: impl IntoIterator<Item = &'a str>) -> Self {
        let paragraphs: HashSet<&str> =
            letters.into_iter().flat_map(|letter| letter.split("\n\n")).collect();
        HerWords(paragraphs.into_iter().flat_map(sentences).collect())
    }

    /// Those of a quoted text: whoever wrote it, they are no words of this letter.
    pub(super) fn quoted(text: &str) -> Self {
        let unmarked: String = text
            .lines()
            .map(|line| line.trim_start_matches(['>', ' ', '|', '\t']))
            .collect::<Vec<_>>()
            .join("\n");
        HerWords(sentences(&unmarked).collect())
    }

    /// Whether the folded sentence is one of them, whatever number stands before it.
    pub(super) fn hold(&self, folded: &str) -> bool {
        !self.0.is_empty() && self.0.contains(without_number(folded))
    }
}

fn sentences(text: &str) -> impl Iterator<Item = String> {
    prose::sentences(text)
        .into_iter()
        .map(|sentence| without_number(&prose::fold(sentence)).to_owned())
        .filter(|sentence| sentence.len() >= TOLD_APART)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_known_whatever_number_or_mark_stands_before_it() {
        let letters = ["Dear Harbour,\n\n1. Who paints the\nbuoys in the bay?\n2. Why?\n\nAnn"];
        let hers = HerWords::of(letters);
        for (sentence, known) in [
            ("Who paints the buoys in the bay?", true),
            ("Q1 - Who paints the buoys in the bay?", true),
            ("\u{201c}Who paints the buoys in the bay?\u{201d}", true),
            ("Nobody paints the buoys in the bay.", false),
            ("2. Why?", false),
        ] {
            assert_eq!(hers.hold(&prose::fold(sentence)), known, "{sentence}");
        }
        assert!(
            HerWords::quoted("> Who paints the\n> buoys in the bay?")
                .hold("who paints the buoys in the bay?")
        );
    }
}
