//! What was learned: for each word the kinds that it speaks for and against. Reads the file that
//! `examples/learn_kinds.rs` writes; learns nothing itself.
//!
//! The file: `scale S`; a line `kind WORD BIAS` for each kind, numbered from 0 in that order; then
//! a line for each feature: its words, a tab, and `number:weight` with the weight in units of S.

use super::Features;
use crate::reading::kind::Kind;
use std::collections::HashMap;

/// Weights of words for kinds.
#[derive(Debug, Clone, Default)]
pub struct Weights {
    kinds: Vec<(Kind, f64)>,
    by_feature: HashMap<String, Vec<(usize, f64)>>,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the weights cannot be read: {why}")]
pub struct UnreadableWeights {
    line: usize,
    why: String,
}

impl Weights {
    /// Reads the file's text.
    ///
    /// # Errors
    /// The first line that is not of the form.
    pub fn parse(text: &str) -> Result<Self, UnreadableWeights> {
        let mut weights = Weights::default();
        let mut scale = 1.0;
        for (number, line) in text.lines().enumerate() {
            weights
                .line(line, &mut scale)
                .map_err(|why| UnreadableWeights { line: number + 1, why })?;
        }
        Ok(weights)
    }

    fn line(&mut self, line: &str, scale: &mut f64) -> Result<(), String> {
        if line.starts_with('#') && !line.contains('\t') {
            return Ok(());
        }
        if let Some((feature, weights)) = line.split_once('\t') {
            let weights = weights
                .split(' ')
                .map(|pair| self.weight(pair, *scale))
                .collect::<Result<_, _>>()?;
            self.by_feature.insert(feature.to_owned(), weights);
            return Ok(());
        }
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["scale", value] => *scale = decimal(value)?,
            ["kind", word, bias] => {
                let kind = word.parse::<Kind>().map_err(|error| error.to_string())?;
                self.kinds.push((kind, decimal(bias)?));
            }
            _ => return Err("neither a scale, a kind nor a word".to_owned()),
        }
        Ok(())
    }

    fn weight(&self, pair: &str, scale: f64) -> Result<(usize, f64), String> {
        let (kind, weight) =
            pair.split_once(':').ok_or_else(|| format!("`{pair}` has no colon"))?;
        let kind = kind.parse::<usize>().map_err(|error| error.to_string())?;
        if kind >= self.kinds.len() {
            return Err(format!("there is no kind {kind}"));
        }
        Ok((kind, decimal(weight)? * scale))
    }

    /// For each kind the sum of what a letter's words say.
    pub(super) fn sums(&self, features: &Features) -> Vec<(Kind, f64)> {
        let mut sums = self.kinds.clone();
        for (feature, value) in features.iter() {
            for (kind, weight) in self.by_feature.get(feature).into_iter().flatten() {
                sums[*kind].1 += weight * value;
            }
        }
        sums
    }

    /// How much words speak for one kind.
    pub(super) fn speaks_for(&self, kind: Kind, features: &Features) -> f64 {
        let Some(wanted) = self.kinds.iter().position(|(known, _)| *known == kind) else {
            return 0.0;
        };
        features
            .iter()
            .filter_map(|(feature, value)| Some((self.by_feature.get(feature)?, value)))
            .flat_map(|(weights, value)| {
                weights.iter().map(move |(kind, weight)| (*kind, weight * value))
            })
            .filter(|(kind, _)| *kind == wanted)
            .map(|(_, sum)| sum)
            .sum()
    }
}

fn decimal(text: &str) -> Result<f64, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}
