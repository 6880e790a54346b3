//! Which kind of letter this one is most like. Officers say the same thing in more ways than rules
//! foresee; so every word and pair of words of a letter speaks for some kinds and against others,
//! by weights that were learned from the letters in `tests/letters`, written for this project
//! (`examples/learn_kinds.rs` learns, `weights.txt` is what it learned).
//!
//! The model is multinomial logistic regression over weighed counts of words: no more than a sum,
//! which can be shown sentence by sentence. It knows no law; `decide` joins it with the rules.

mod features;
mod weights;
mod words;

pub use features::{Features, Source};
pub use weights::Weights;

use crate::reading::kind::Kind;
use crate::reading::prose;
use std::sync::LazyLock;

/// What was learned; an unreadable file would be a fault of the build, and a test reads it.
static LEARNED: LazyLock<Weights<'static>> = LazyLock::new(|| {
    Weights::parse(include_str!("weights.txt")).unwrap_or_else(|_| Weights::default())
});

/// How like a letter is to each kind.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    /// Kinds with the natural logarithm of their share, the likest first; the shares sum to one.
    ranked: Vec<(Kind, f64)>,
}

impl Likeness {
    /// Holds a letter against what was learned.
    pub fn of(source: &Source<'_>) -> Self {
        Likeness::by(&LEARNED, &Features::of(source))
    }

    /// Holds a letter against given weights.
    pub fn by(weights: &Weights<'_>, features: &Features) -> Self {
        let mut ranked = weights.sums(features);
        let most = ranked.iter().map(|(_, sum)| *sum).fold(f64::NEG_INFINITY, f64::max);
        let all = ranked.iter().map(|(_, sum)| (sum - most).exp()).sum::<f64>().ln() + most;
        for (_, sum) in &mut ranked {
            *sum -= all;
        }
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        Likeness { ranked }
    }

    /// The likest kind and its share.
    pub fn likest(&self) -> Option<(Kind, f64)> {
        self.ranked.first().map(|(kind, share)| (*kind, share.exp()))
    }

    /// The kind that is likest when one kind is given an advantage (in natural logarithms) that
    /// does not come from the words; of those only that it may be at all.
    pub(super) fn likest_given(
        &self,
        favoured: Kind,
        advantage: f64,
        may_be: impl Fn(Kind) -> bool,
    ) -> Option<Kind> {
        let with =
            |(kind, share): &(Kind, f64)| share + if *kind == favoured { advantage } else { 0.0 };
        let possible = self.ranked.iter().filter(|(kind, _)| may_be(*kind));
        possible.max_by(|a, b| with(a).total_cmp(&with(b))).map(|(kind, _)| *kind)
    }

    /// Whether any letter of that kind was learned from.
    pub(super) fn knows(&self, kind: Kind) -> bool {
        self.ranked.iter().any(|(known, _)| *known == kind)
    }
}

/// The sentence of a text whose words speak most clearly for a kind, and how clearly. A reference, a
/// row of figures or a question of hers decides nothing where a statement speaks for the kind too.
pub(super) fn clearest_sentence(kind: Kind, text: &str) -> Option<(f64, &str)> {
    let speaks = |sentence: &str| {
        let only = Source { sentences: &[sentence], ..Source::default() };
        LEARNED.speaks_for(kind, &Features::unscaled(&only))
    };
    let spoken: Vec<(f64, &str)> = prose::sentences(text)
        .into_iter()
        .filter(|sentence| !is_courtesy(sentence))
        .map(|sentence| (speaks(sentence), sentence))
        .collect();
    let speaking = || spoken.iter().filter(|(weight, _)| *weight > 0.0);
    let states = |(_, sentence): &&(f64, &str)| states(kind, sentence);
    let clearest = |a: &&(f64, &str), b: &&(f64, &str)| a.0.total_cmp(&b.0);
    let stated = speaking().filter(states).max_by(clearest);
    // Where no sentence speaks for it alone, the one that speaks least against it.
    let any = || speaking().max_by(clearest).or_else(|| spoken.iter().max_by(clearest));
    stated.or_else(any).copied()
}

/// Whether a line is a greeting, a farewell, or a name with its office: nothing rests on it.
fn is_courtesy(sentence: &str) -> bool {
    const GREETINGS: [&str; 7] =
        ["dear ", "hi ", "hello", "good morning", "good afternoon", "annwyl ", "morning "];
    const FAREWELLS: [&str; 9] = [
        "regards",
        "sincerely",
        "faithfully",
        "wishes",
        "thanks",
        "thank you",
        "cofion",
        "yours",
        "cheers",
    ];
    const SMALL: [&str; 7] = ["of", "and", "for", "the", "to", "in", "&"];
    let sentence = sentence.trim();
    let words = sentence.split_whitespace().count();
    let folded = prose::fold(sentence);
    let bare = folded.trim_end_matches(|c: char| !c.is_alphanumeric());
    let stated = sentence.ends_with(['.', '?', '!', ':', ';']);
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let named = !stated
        && !sentence.contains(|c: char| c.is_ascii_digit() || c == '£')
        && sentence.split_whitespace().all(|word| capital(word) || SMALL.contains(&word));
    words <= 5 && !bare.contains(',') && GREETINGS.iter().any(|words| folded.starts_with(words))
        || words <= 4 && FAREWELLS.iter().any(|word| bare.ends_with(word))
        || (2..=7).contains(&words) && named
}

/// Whether a sentence says something a kind can rest on: a few words and, but for the kinds that ask
/// her something, no question.
fn states(kind: Kind, sentence: &str) -> bool {
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let words = sentence.split_whitespace().filter(is_word).count();
    let asks = matches!(
        kind,
        Kind::Clarification
            | Kind::NarrowingInvited
            | Kind::IdentityRequest
            | Kind::OtherCorrespondence
    );
    words >= 3 && (asks || !sentence.trim_end().ends_with('?'))
}

#[cfg(test)]
mod tests;
