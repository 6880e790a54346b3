//! A letter as weighed counts of words and pairs of words, apart for the whole text, its beginning,
//! its thirds, what stands behind a "not", its subject and what is known of the message. Knows no kinds.

use super::words::words;
use foldhash::fast::RandomState;
use indexmap::{IndexMap, IndexSet};

/// As many words are the beginning of a letter: what an officer says first is what she is writing for.
const BEGINNING: usize = 90;

/// As many words behind a "not" are denied by it.
const DENIED: usize = 5;

/// The marks of a letter's first, second and last third: an answer stands in the middle of its courtesies.
const THIRDS: [&str; 3] = ["<", "|", ">"];

/// A letter's texts, for learning and for judging alike.
#[derive(Debug, Clone, Copy, Default)]
pub struct Source<'a> {
    /// The decoded subject.
    pub subject: &'a str,
    /// The sentences of the new text and of letters attached that are the authority's own and on the
    /// request: not those of hers that they repeat, nor those on her rights.
    pub sentences: &'a [&'a str],
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
        let sentences: Vec<Vec<usize>> =
            source.sentences.iter().map(|sentence| features.numbered(words(sentence))).collect();
        features.add(1.0, &[("", grams(&sentences))], scale);
        if scale {
            let beginning = beginning(&sentences);
            features.add(0.6, &[("^", grams(&beginning))], true);
            features.add(0.5, &thirds(&sentences), true);
            let denied = features.denied(&sentences);
            features.add(0.2, &[("-", denied)], true);
            let subject = features.numbered(words(source.subject));
            features.add(0.3, &[("=", grams(&[subject]))], true);
            for (mark, share, signs) in
                [("~", 0.3, source.signs), ("!", 0.15, source.said), ("?", 0.15, source.rules)]
            {
                let signs = features.numbered(signs.iter().map(|sign| (*sign).to_owned()));
                features.add(share, &[(mark, once(&signs))], true);
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

    /// How often each word stands behind a "not" of its sentence.
    fn denied(&self, sentences: &[Vec<usize>]) -> Counts {
        const DENIALS: &[&str] = &[
            "not", "no", "never", "cannot", "none", "neither", "nor", "unable", "without", "ni",
            "nid", "nad",
        ];
        let denials: Vec<usize> =
            DENIALS.iter().filter_map(|word| self.words.get_index_of(*word)).collect();
        let mut counts = Counts::with_hasher(RandomState::default());
        for sentence in sentences {
            for at in (0..sentence.len()).filter(|at| denials.contains(&sentence[*at])) {
                for word in sentence[at + 1..].iter().take(DENIED) {
                    *counts.entry((*word, ALONE)).or_insert(0.0) += 1.0;
                }
            }
        }
        counts
    }

    /// Adds the counts of a part, its marks together as long as its share.
    fn add(&mut self, share: f64, marked: &[(&'static str, Counts)], scale: bool) {
        let weigh = |times: f64| 1.0 + times.ln();
        let counts =
            || marked.iter().flat_map(|(mark, counts)| counts.iter().map(move |one| (*mark, one)));
        let length = counts().map(|(_, (_, times))| weigh(*times).powi(2)).sum::<f64>().sqrt();
        let share = if scale { share / length.max(1.0) } else { share };
        self.weighed
            .extend(counts().map(|(mark, (gram, times))| (mark, *gram, share * weigh(*times))));
    }
}

/// The sentences up to the last word of the beginning.
fn beginning(sentences: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut left = BEGINNING;
    let mut beginning = Vec::new();
    for sentence in sentences {
        beginning.push(sentence[..sentence.len().min(left)].to_vec());
        left = left.saturating_sub(sentence.len());
        if left == 0 {
            break;
        }
    }
    beginning
}

/// The words of each third of the sentences.
fn thirds(sentences: &[Vec<usize>]) -> [(&'static str, Counts); 3] {
    let mut thirds = THIRDS.map(|mark| (mark, Counts::with_hasher(RandomState::default())));
    for (at, sentence) in sentences.iter().enumerate() {
        let third = &mut thirds[3 * at / sentences.len()].1;
        for word in sentence {
            *third.entry((*word, ALONE)).or_insert(0.0) += 1.0;
        }
    }
    thirds
}

/// Signs count once.
fn once(signs: &[usize]) -> Counts {
    signs.iter().map(|sign| ((*sign, ALONE), 1.0)).collect()
}

/// How often each word, and each pair of neighbours in a sentence, occurs.
fn grams(sentences: &[Vec<usize>]) -> Counts {
    let words: usize = sentences.iter().map(Vec::len).sum();
    let mut counts = Counts::with_capacity_and_hasher(words * 2, RandomState::default());
    for sentence in sentences {
        let alone = sentence.iter().map(|word| (*word, ALONE));
        let pairs = sentence.iter().copied().zip(sentence.iter().copied().skip(1));
        for gram in alone.chain(pairs) {
            *counts.entry(gram).or_insert(0.0) += 1.0;
        }
    }
    counts
}
