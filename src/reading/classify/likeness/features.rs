//! A letter as weighed counts of words and pairs of words, apart for the whole text, its beginning,
//! its subject and what is known of the message. Knows no kinds.

use super::words::words;
use foldhash::fast::RandomState;
use indexmap::IndexMap;

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

/// Words and pairs of words, in the order in which the letter first says them, so that their sums come
/// out the same to the last bit whenever it is read. The hash is another one each time: mail can be
/// written to make a known one slow.
type Counts = IndexMap<String, f64, RandomState>;

/// Words and pairs of words with their weight in the letter, in the letter's order.
#[derive(Debug, Clone, Default)]
pub struct Features(Counts);

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
        let text = [words(source.text), words(source.attached)].concat();
        let mut features = Features::default();
        features.add("", 1.0, grams(&text), scale);
        if scale {
            features.add("^", 0.6, grams(&text[..text.len().min(BEGINNING)]), true);
            features.add("=", 0.3, grams(&words(source.subject)), true);
            features.add("~", 0.3, once(source.signs), true);
            features.add("!", 0.15, once(source.said), true);
            features.add("?", 0.15, once(source.rules), true);
        }
        features
    }

    /// Each feature with its weight.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(name, value)| (name.as_str(), *value))
    }

    fn add(&mut self, mark: &str, share: f64, counts: Counts, scale: bool) {
        let weigh = |times: f64| 1.0 + times.ln();
        let length = counts.values().map(|times| weigh(*times).powi(2)).sum::<f64>().sqrt();
        let share = if scale { share / length.max(1.0) } else { share };
        for (gram, times) in counts {
            self.0.insert(format!("{mark}{gram}"), share * weigh(times));
        }
    }
}

/// Signs count once.
fn once(signs: &[&str]) -> Counts {
    signs.iter().map(|sign| ((*sign).to_owned(), 1.0)).collect()
}

/// How often each word, and each pair of neighbours, occurs.
fn grams(words: &[String]) -> Counts {
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    let mut counts = Counts::default();
    for gram in words.iter().cloned().chain(pairs) {
        *counts.entry(gram).or_insert(0.0) += 1.0;
    }
    counts
}
