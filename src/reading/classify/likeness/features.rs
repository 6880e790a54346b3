//! A letter as weighed counts of words and pairs of words, apart for the whole text, its beginning,
//! its subject and what is known of the message. Knows no kinds.

use super::words::words;
use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};

/// As many words are the beginning of a letter: what an officer says first is what she is writing for.
const BEGINNING: usize = 90;

/// A letter's texts, for learning and for judging alike.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The decoded subject.
    pub subject: &'a str,
    /// The new text.
    pub text: &'a str,
    /// The text of a letter attached, empty if none.
    pub attached: &'a str,
    /// What is known of the message, as words: `automatic`, `reply` and so on, in any order.
    pub signs: &'a [&'a str],
    /// What its sentences say by the rules, as words, in any order.
    pub said: &'a [&'a str],
    /// The rules they fulfil, in any order.
    pub rules: &'a [&'a str],
}

/// Words by number, a pair of them or one and [`ALONE`], in the order in which the letter first says them,
/// so that their sums come out the same to the last bit whenever it is read. The hash is another one each
/// time: mail can be written to make a known one slow.
type Counts = IndexMap<(usize, usize), f64, RandomState>;

/// In place of a second word where there is none.
const ALONE: usize = usize::MAX;

/// Words and pairs of words with their weight in the letter, in the letter's order.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// Each word once: most of them stand in several features.
    words: IndexSet<String, RandomState>,
    /// The mark of the part, its words by number, and their weight.
    weighed: Vec<(&'static str, (usize, usize), f64)>,
}

impl Features {
    /// What a letter consists of. Within each part a word weighs 1 + ln(times), and the part as a
    /// whole as much in a long letter as in a short one.
    pub fn of(source: &Source<'_>) -> Self {
        Features::scaled(source, true)
    }

    /// The same without the scale of a whole letter: for one sentence of it.
    pub(super) fn unscaled(source: &Source<'_>) -> Self {
        Features::scaled(source, false)
    }

    fn scaled(source: &Source<'_>, scale: bool) -> Self {
        let mut features = Features::default();
        let mut text = features.numbered(words(source.text));
        text.extend(features.numbered(words(source.attached)));
        features.add("", 1.0, &grams(&text), scale);
        if scale {
            features.add("^", 0.6, &grams(&text[..text.len().min(BEGINNING)]), true);
            let subject = features.numbered(words(source.subject));
            features.add("=", 0.3, &grams(&subject), true);
            for (mark, share, signs) in
                [("~", 0.3, source.signs), ("!", 0.15, source.said), ("?", 0.15, source.rules)]
            {
                let signs = features.numbered(signs.iter().map(|sign| (*sign).to_owned()));
                features.add(mark, share, &once(&signs), true);
            }
        }
        features
    }

    /// Gives each feature with its weight.
    pub fn each(&self, mut told: impl FnMut(&str, f64)) {
        let mut name = String::new();
        for (mark, (first, second), weight) in &self.weighed {
            name.clear();
            name.push_str(mark);
            name.push_str(&self.words[*first]);
            if let Some(second) = self.words.get_index(*second) {
                name.push(' ');
                name.push_str(second);
            }
            told(&name, *weight);
        }
    }

    fn numbered(&mut self, words: impl IntoIterator<Item = String>) -> Vec<usize> {
        words.into_iter().map(|word| self.words.insert_full(word).0).collect()
    }

    fn add(&mut self, mark: &'static str, share: f64, counts: &Counts, scale: bool) {
        let weigh = |times: f64| 1.0 + times.ln();
        let length = counts.values().map(|times| weigh(*times).powi(2)).sum::<f64>().sqrt();
        let share = if scale { share / length.max(1.0) } else { share };
        self.weighed
            .extend(counts.iter().map(|(gram, times)| (mark, *gram, share * weigh(*times))));
    }
}

/// Signs count once.
fn once(signs: &[usize]) -> Counts {
    signs.iter().map(|sign| ((*sign, ALONE), 1.0)).collect()
}

/// How often each word, and each pair of neighbours, occurs.
fn grams(words: &[usize]) -> Counts {
    let alone = words.iter().map(|word| (*word, ALONE));
    let pairs = words.iter().copied().zip(words.iter().copied().skip(1));
    let mut counts = Counts::with_capacity_and_hasher(words.len() * 2, RandomState::default());
    for gram in alone.chain(pairs) {
        *counts.entry(gram).or_insert(0.0) += 1.0;
    }
    counts
}
