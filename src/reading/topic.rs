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
    /// Words of the heading that no office uses in passing: one of them tells.
    heading: BTreeSet<String>,
}

/// How strongly a text speaks for a topic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Support {
    /// Words in common.
    pub words: Vec<String>,
    /// Pairs in common.
    pub pairs: usize,
    /// Whether a word of the heading is among the words.
    pub heading: bool,
}

impl Support {
    /// Whether this is a clear voice against one that has `other`: a pair of words where the other
    /// has none; three words, or one of the heading, against none.
    pub fn outweighs(&self, other: &Support) -> bool {
        (self.pairs > 0 && other.pairs == 0 && self.words.len() > other.words.len())
            || ((self.heading || self.words.len() >= 3) && other.words.is_empty())
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

    /// The same topic as a heading: a single word of it tells what a text is about, unless offices
    /// use it in every letter.
    pub fn as_heading(mut self) -> Self {
        self.heading =
            self.words.iter().filter(|word| !IN_PASSING.contains(*word)).cloned().collect();
        self
    }

    /// Whether no word of its heading tells what it is about.
    pub fn has_no_heading(&self) -> bool {
        self.heading.is_empty()
    }

    /// Adds another topic to this one.
    pub fn add(&mut self, other: &Topic) {
        self.heading.extend(other.heading.iter().cloned());
        self.words.extend(other.words.iter().cloned());
        self.pairs.extend(other.pairs.iter().cloned());
    }

    /// What this topic has and none of the others has. A pair counts when one of its words does.
    pub fn apart_from<'a>(&self, others: impl IntoIterator<Item = &'a Topic>) -> Topic {
        let taken: BTreeSet<&String> = others.into_iter().flat_map(|other| &other.words).collect();
        Topic {
            heading: self.heading.iter().filter(|word| !taken.contains(word)).cloned().collect(),
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
            heading: text.words.intersection(&self.heading).next().is_some(),
        }
    }

    /// Whether there is no content word in it.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether the word is one of them.
    pub fn holds(&self, word: &str) -> bool {
        self.words.contains(&stem(word))
    }

    /// Its words without those in `aside`.
    pub fn words_besides<'a>(&'a self, aside: &BTreeSet<String>) -> Vec<&'a str> {
        self.words.iter().filter(|word| !aside.contains(*word)).map(String::as_str).collect()
    }

    /// Whether the other one has all of its words.
    pub fn is_within(&self, other: &Topic) -> bool {
        self.words.is_subset(&other.words)
    }

    /// Whether they have a word in common.
    pub fn meets(&self, other: &Topic) -> bool {
        self.words.intersection(&other.words).next().is_some()
    }
}

/// Letters by which a word is known: what follows is grammar (`interpret`, `interpreters`).
const KNOWN_BY: usize = 7;

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
            && bare.chars().count() >= if ending == "s" { 3 } else { 4 }
            && !(ending == "s" && bare.ends_with('s'))
        {
            return cut(format!("{bare}{instead}"));
        }
    }
    cut(word)
}

/// `lease` as `leasing` has it, and no word longer than it needs to be.
fn cut(mut word: String) -> String {
    if let Some((end, _)) = word.char_indices().nth(KNOWN_BY) {
        word.truncate(end);
    } else if word.chars().count() > 4 && word.ends_with('e') {
        word.pop();
    }
    word
}

/// Words that every letter about a request for information may hold: of no use to tell one from
/// another. The shortest words and those with digits too.
fn is_generic(stem: &str) -> bool {
    stem.chars().count() < 3 || stem.chars().any(|c| c.is_ascii_digit()) || GENERIC.contains(stem)
}

static GENERIC: LazyLock<HashSet<String>> = LazyLock::new(|| {
    include_str!("generic_words.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(stem)
        .collect()
});

/// Words of which one alone tells nothing: offices use them of themselves.
static IN_PASSING: LazyLock<HashSet<String>> = LazyLock::new(|| {
    "staff cost spend spending budget service road street lane house building room centre fee charge
     payment time hour people member officer plan project contract tender supplier public local area
     ward city town county district parish school college hospital police fire health care system
     digital computer website training job work use school record report survey count total average
     north south east west upper lower new old income money value price rate tax agency"
        .split_whitespace()
        .map(stem)
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
            ("leases", "leasing"),
            ("interpreting", "interpreters"),
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
    fn one_word_in_passing_outweighs_nothing_and_one_of_the_heading_does() {
        let bats = topic("Felling of street trees after bat surveys").as_heading();
        for (reply, expected) in [
            ("Our office is in Orchard Street.", false),
            ("Four bats were seen.", true),
            ("A survey of our staff is under way.", false),
        ] {
            assert_eq!(
                bats.support(&topic(reply)).outweighs(&Support::default()),
                expected,
                "{reply}"
            );
        }
        let own = Support { words: vec!["pool".into()], ..Support::default() };
        assert!(!bats.support(&topic("A bat in the pool")).outweighs(&own));
    }
}
