//! What a text is about, in the words that tell one request from another: content words reduced to
//! a stem, and pairs of neighbours. It knows nothing of meaning; it only tells siblings apart, that
//! is, several requests to one authority.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// The content words of a text and the pairs of them that stand next to each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Topic {
    words: BTreeSet<String>,
    pairs: BTreeSet<(String, String)>,
}

/// How strongly a text speaks for a topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// Words in common.
    pub words: Vec<String>,
    /// Pairs in common.
    pub pairs: usize,
}

impl Support {
    /// Whether this is a clear voice against one that has `other`: a pair of words where the other
    /// has none, or three words against none.
    pub fn outweighs(&self, other: &Support) -> bool {
        (self.pairs > 0 && other.pairs == 0 && self.words.len() > other.words.len())
            || (self.words.len() >= 3 && other.words.is_empty())
    }

    /// Whether there is anything.
    pub fn is_some(&self) -> bool {
        !self.words.is_empty()
    }
}

impl Topic {
    /// The topic of a text, without the words in `aside` (stems, as [`stem`] makes them).
    pub fn of(text: &str, aside: &BTreeSet<String>) -> Self {
        let mut topic = Topic::default();
        let mut before: Option<String> = None;
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’') {
            if word.is_empty() {
                continue;
            }
            let stem = stem(word);
            if is_generic(&stem) || aside.contains(&stem) {
                if word.chars().count() > 3 {
                    before = None;
                }
                continue;
            }
            if let Some(before) = before.take() {
                topic.pairs.insert((before, stem.clone()));
            }
            topic.words.insert(stem.clone());
            before = Some(stem);
        }
        topic
    }

    /// Adds another topic to this one.
    pub fn add(&mut self, other: &Topic) {
        self.words.extend(other.words.iter().cloned());
        self.pairs.extend(other.pairs.iter().cloned());
    }

    /// What this topic has and none of the others has. A pair counts when one of its words does.
    pub fn apart_from<'a>(&self, others: impl IntoIterator<Item = &'a Topic>) -> Topic {
        let taken: BTreeSet<&String> = others.into_iter().flat_map(|other| &other.words).collect();
        Topic {
            words: self.words.iter().filter(|word| !taken.contains(word)).cloned().collect(),
            pairs: self
                .pairs
                .iter()
                .filter(|(a, b)| !taken.contains(a) || !taken.contains(b))
                .cloned()
                .collect(),
        }
    }

    /// How strongly `text` speaks for this topic.
    pub fn support(&self, text: &Topic) -> Support {
        Support {
            words: text.words.intersection(&self.words).cloned().collect(),
            pairs: text.pairs.intersection(&self.pairs).count(),
        }
    }

    /// Whether there is no content word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether they have a word in common.
    pub fn meets(&self, other: &Topic) -> bool {
        self.words.intersection(&other.words).next().is_some()
    }
}

/// A word in lower case without the commonest English endings, so that `repairs` and `repairing`
/// are one.
pub fn stem(word: &str) -> String {
    let mut word = word.to_lowercase().replace('’', "'");
    if let Some(bare) = word.strip_suffix("'s") {
        word.truncate(bare.len());
    }
    for (ending, instead) in
        [("ies", "y"), ("ing", ""), ("sses", "ss"), ("ed", ""), ("es", "e"), ("s", "")]
    {
        if let Some(bare) = word.strip_suffix(ending)
            && bare.chars().count() >= 4
            && !(ending == "s" && bare.ends_with('s'))
        {
            return format!("{bare}{instead}");
        }
    }
    word
}

/// Words that every letter about a request for information may hold: of no use to tell one from
/// another. Short words and those with digits too.
fn is_generic(stem: &str) -> bool {
    stem.chars().count() < 4 || stem.chars().any(|c| c.is_ascii_digit()) || GENERIC.contains(stem)
}

static GENERIC: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("generic_words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn topic(text: &str) -> Topic {
        Topic::of(text, &BTreeSet::new())
    }

    #[test]
    fn endings_do_not_matter() {
        for (a, b) in [
            ("repairs", "repairing"),
            ("agencies", "agency"),
            ("costs", "cost"),
            ("surfaces", "surface"),
        ] {
            assert_eq!(stem(a), stem(b));
        }
    }

    #[test]
    fn siblings_are_told_apart_by_what_only_one_says() {
        let parking = topic(
            "Fines for parking on cycle lanes. The total for each of the last three financial years.",
        );
        let trees =
            topic("Felling of street trees. The total for each of the last three financial years.");
        let own = parking.apart_from([&trees]);
        let reply = topic("We have logged your questions on cycle lanes and parking fines.");
        assert!(own.support(&reply).outweighs(&trees.apart_from([&parking]).support(&reply)));
        let boilerplate =
            topic("Thank you for your request. We will answer within 20 working days.");
        assert!(!own.support(&boilerplate).is_some());
    }

    #[test]
    fn one_word_in_passing_outweighs_nothing() {
        let trees = topic("Felling of street trees");
        let reply = topic("Our office is in Orchard Street.");
        assert!(!trees.support(&reply).outweighs(&Support::default()));
    }
}
