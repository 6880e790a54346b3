//! What was learned: for each word the kinds that it speaks for and against. Reads the file that
//! `examples/learn_kinds.rs` writes; learns nothing itself.
//!
//! The file: `scale S`; a line `kind WORD BIAS` for each kind, numbered from 0 in that order; then
//! a line for each feature: its words, a tab, and `number:weight` with the weight in whole units of
//! S. A letter has some hundred of the thirty thousand features, so that a feature's weights stay
//! text until a letter has it.

use super::Features;
use crate::reading::kind::Kind;
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Weights of words for kinds, read from a text.
#[derive(Debug, Clone, Default)]
pub struct Weights<'t> {
    kinds: Vec<(Kind, f64)>,
    scale: f64,
    by_feature: HashMap<&'t str, Said<'t>, FixedState>,
}

/// What a feature says.
#[derive(Debug, Clone)]
struct Said<'t> {
    /// Its `number:weight` pairs.
    pairs: &'t str,
    /// The same, read when a letter first had the feature.
    read: OnceLock<Box<[(usize, f64)]>>,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the weights cannot be read: {why}")]
pub struct UnreadableWeights {
    line: usize,
    why: String,
}

impl<'t> Weights<'t> {
    /// Reads the file's text. The weights themselves are only looked up when a letter is judged; a
    /// pair that is none would say nothing then ([`Weights::check`]).
    ///
    /// # Errors
    /// The first line that is not of the form.
    pub fn parse(text: &'t str) -> Result<Self, UnreadableWeights> {
        let features = memchr::memchr_iter(b'\n', text.as_bytes()).count();
        let mut weights = Weights { scale: 1.0, ..Weights::default() };
        weights.by_feature.reserve(features);
        for (number, line) in text.lines().enumerate() {
            weights.line(line).map_err(|why| UnreadableWeights { line: number + 1, why })?;
        }
        Ok(weights)
    }

    fn line(&mut self, line: &'t str) -> Result<(), String> {
        if let Some((feature, weights)) = line.split_once('\t') {
            self.by_feature.insert(feature, Said { pairs: weights, read: OnceLock::new() });
            return Ok(());
        }
        if line.starts_with('#') {
            return Ok(());
        }
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["scale", value] => self.scale = decimal(value)?,
            ["kind", word, bias] => {
                let kind = word.parse::<Kind>().map_err(|error| error.to_string())?;
                self.kinds.push((kind, decimal(bias)?));
            }
            _ => return Err("neither a scale, a kind nor a word".to_owned()),
        }
        Ok(())
    }

    /// Whether every weight can be read.
    ///
    /// # Errors
    /// A feature with a pair that is none, and why.
    pub fn check(&self) -> Result<(), String> {
        let fault = |feature: &str, pair: &str| match pair.split_once(':') {
            None => Some(format!("`{feature}`: `{pair}` has no colon")),
            Some(_) => match weight(pair) {
                None => Some(format!("`{feature}`: `{pair}` is not two whole numbers")),
                Some((kind, _)) if kind >= self.kinds.len() => {
                    Some(format!("`{feature}`: there is no kind {kind}"))
                }
                Some(_) => None,
            },
        };
        let faults = self.by_feature.iter().flat_map(|(feature, said)| {
            said.pairs.split(' ').filter_map(|pair| fault(feature, pair))
        });
        faults.min().map_or(Ok(()), Err)
    }

    /// What a feature says: kinds by their number, and how much.
    fn of(&self, feature: &str) -> &[(usize, f64)] {
        let Some(Said { pairs, read }) = self.by_feature.get(feature) else { return &[] };
        read.get_or_init(|| {
            let scaled = |(kind, weight)| (kind, f64::from(weight) * self.scale);
            pairs.split(' ').filter_map(weight).map(scaled).collect()
        })
    }

    /// For each kind the sum of what a letter's words say.
    pub(super) fn sums(&self, features: &Features) -> Vec<(Kind, f64)> {
        let mut sums = self.kinds.clone();
        features.each(|feature, value| {
            for (kind, weight) in self.of(feature) {
                if let Some((_, sum)) = sums.get_mut(*kind) {
                    *sum += weight * value;
                }
            }
        });
        sums
    }

    /// How much words speak for one kind.
    pub(super) fn speaks_for(&self, kind: Kind, features: &Features) -> f64 {
        let Some(wanted) = self.kinds.iter().position(|(known, _)| *known == kind) else {
            return 0.0;
        };
        let mut sum = 0.0;
        features.each(|feature, value| {
            let said = self.of(feature).iter().filter(|(kind, _)| *kind == wanted);
            said.for_each(|(_, weight)| sum += weight * value);
        });
        sum
    }
}

/// A pair `number:weight`.
fn weight(pair: &str) -> Option<(usize, i32)> {
    let (kind, weight) = pair.split_once(':')?;
    Some((kind.parse().ok()?, weight.parse().ok()?))
}

fn decimal(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}
