//! Learns which words speak for which kind of letter, from letters whose kind is known, and writes
//! the weights that `foi` is built with.
//!
//!     cargo run --release --example learn_kinds -- tests/letters > weights.txt
//!     mv weights.txt src/reading/classify/likeness/weights.txt
//!
//! The folder holds pairs `NAME.mbox` and `NAME.jsonl` (line n is the truth of message n); names that
//! start with `measure` are kept for measuring and not learned from. `--without NAME` leaves one more
//! pair out, and `--measure` prints how many letters of each pair the program then gets right.
//!
//! Multinomial logistic regression with rare kinds weighed up and the weights held small
//! (Tikhonov), fitted to the whole by Nesterov's accelerated descent with a fixed number of steps:
//! the same letters give the same weights.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use foidesk::reading::classify::Joint;
use foidesk::reading::classify::likeness::{Features, Likeness, Weights};
use foidesk::reading::{self, Kind};
use serde_json::Value;

/// How much a letter counts beside the wish for small weights.
const TRUST: f64 = 0.5;
/// Steps of the descent.
const STEPS: usize = 150;
/// How far each goes down the slope.
const LENGTH: f64 = 0.5;
/// How far rare kinds are weighed up: at 1 each kind counts the same, at 0 each letter. What is sent is a
/// release more often than a recall.
const EVENNESS: f64 = 0.9;
/// A word of fewer letters is not learned.
const LEAST_LETTERS: f64 = 2.0;
/// How many weights are kept, the greatest first.
const KEPT: usize = 150_000;
/// In how many units the greatest weight is written. Most are a hundredth of it, and few units would make
/// all of these alike.
const UNITS: f64 = 1000.0;

/// A letter and its kind.
struct Known {
    features: Features,
    joint: Joint,
    kind: Kind,
    also: Vec<Kind>,
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("give the folder of letters")?);
    let (mut without, mut measure) = (Vec::new(), false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--without" => without.push(arguments.next().context("--without wants a name")?),
            "--measure" => measure = true,
            other => bail!("`{other}` is not known"),
        }
    }
    let letters = letters(&folder)?;
    let learned_from = |name: &String| !name.starts_with("measure") && !without.contains(name);
    let known: Vec<&Known> = letters
        .iter()
        .filter(|(name, _)| learned_from(name))
        .flat_map(|(_, known)| known)
        .collect();
    let written = Model::learn(&known).written();
    if measure {
        let weights = Weights::parse(&written)?;
        letters.iter().for_each(|(name, known)| tell(name, known, &weights, learned_from(name)));
    } else {
        print!("{written}");
    }
    Ok(())
}

fn tell(name: &str, known: &[Known], weights: &Weights, learned_from: bool) {
    let kinds: Vec<Kind> =
        known.iter().map(|one| one.joint.kind(|| Likeness::by(weights, &one.features))).collect();
    let right = known.iter().zip(&kinds).filter(|(one, kind)| one.kind == **kind).count();
    let second = known
        .iter()
        .zip(&kinds)
        .filter(|(one, kind)| one.kind != **kind && one.also.contains(kind))
        .count();
    let learned = if learned_from { "learned from" } else { "never seen" };
    println!("{name} ({learned}): {right} right, {second} a second right kind, of {}", known.len());
}

/// Every pair of the folder.
fn letters(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<Known>>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "mbox") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.insert(name, pair(&path).with_context(|| path.display().to_string())?);
        }
    }
    Ok(found)
}

fn pair(mbox: &Path) -> anyhow::Result<Vec<Known>> {
    let truths = std::fs::read_to_string(mbox.with_extension("jsonl"))?;
    let mailbox = foidesk::mailbox::open(&[mbox.to_owned()]);
    ensure!(truths.lines().count() == mailbox.len(), "as many truths as messages are wanted");
    truths.lines().zip(mailbox.iter()).map(|(truth, mail)| known(truth, &mail.bytes)).collect()
}

fn known(truth: &str, raw: &[u8]) -> anyhow::Result<Known> {
    let truth: Value = serde_json::from_str(truth)?;
    let message = reading::decode(raw);
    let texts = foidesk::casework::read::attachments(&message, raw).0;
    let also = truth["also"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let (features, joint) = reading::features(&message, &texts);
    Ok(Known {
        features,
        joint,
        kind: truth["kind"].as_str().unwrap_or_default().parse()?,
        also: also.filter_map(|word| word.parse().ok()).collect(),
    })
}

/// What is being learned: for each word a weight for each kind.
struct Model {
    kinds: Vec<Kind>,
    words: Vec<String>,
    /// Word by word, one weight a kind.
    weights: Vec<f64>,
    biases: Vec<f64>,
}

/// A letter as numbers: its words and what it counts for.
struct Row {
    words: Vec<(usize, f64)>,
    kind: usize,
    counts: f64,
}

impl Model {
    fn learn(known: &[&Known]) -> Model {
        let mut kinds: Vec<Kind> = known.iter().map(|one| one.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let rarity = rarity(known);
        let rows = rows(known, &kinds, &rarity);
        let (n, k) = (rarity.len(), kinds.len());
        let words = rarity.keys().cloned().collect();
        let mut model = Model { kinds, words, weights: vec![0.0; n * k], biases: vec![0.0; k] };
        let mut before = (model.weights.clone(), model.biases.clone());
        for step in 0..STEPS {
            model.step(&rows, step as f64, &mut before);
        }
        for (weights, rarity) in model.weights.chunks_mut(k).zip(rarity.values()) {
            weights.iter_mut().for_each(|weight| *weight *= rarity);
        }
        model
    }

    /// One step: down the slope from a point ahead of here in the direction of the last step.
    fn step(&mut self, rows: &[Row], step: f64, before: &mut (Vec<f64>, Vec<f64>)) {
        let momentum = step / (step + 3.0);
        for (now, last) in [(&mut self.weights, &mut before.0), (&mut self.biases, &mut before.1)] {
            for (now, last) in now.iter_mut().zip(last.iter_mut()) {
                let ahead = *now + momentum * (*now - *last);
                *last = *now;
                *now = ahead;
            }
        }
        let all: f64 = rows.iter().map(|row| row.counts).sum();
        let hold = 1.0 / (TRUST * all);
        let mut slope: Vec<f64> = self.weights.iter().map(|weight| weight * hold).collect();
        let mut bias_slope = vec![0.0; self.kinds.len()];
        for row in rows {
            let wrong = self.wrong(row);
            for (kind, wrong) in wrong.iter().enumerate() {
                bias_slope[kind] += wrong / all;
            }
            for (word, value) in &row.words {
                let at = word * self.kinds.len();
                for (slope, wrong) in slope[at..].iter_mut().zip(&wrong) {
                    *slope += wrong * value / all;
                }
            }
        }
        self.weights.iter_mut().zip(&slope).for_each(|(weight, slope)| *weight -= LENGTH * slope);
        self.biases.iter_mut().zip(&bias_slope).for_each(|(bias, slope)| *bias -= LENGTH * slope);
    }

    /// By how much the share of each kind is wrong, times what the letter counts.
    fn wrong(&self, row: &Row) -> Vec<f64> {
        let mut sums = self.biases.clone();
        for (word, value) in &row.words {
            let weights = &self.weights[word * self.kinds.len()..];
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight * value);
        }
        let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let all: f64 = sums.iter().map(|sum| (sum - most).exp()).sum();
        let share = |(kind, sum): (usize, &f64)| {
            let is = if kind == row.kind { 1.0 } else { 0.0 };
            row.counts * ((sum - most).exp() / all - is)
        };
        sums.iter().enumerate().map(share).collect()
    }

    /// The file of weights: the greatest only, in whole units of the greatest.
    fn written(&self) -> String {
        let mut sizes: Vec<f64> = self.weights.iter().map(|weight| weight.abs()).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        let scale = sizes.first().copied().unwrap_or(1.0) / UNITS;
        let least = sizes.get(KEPT).copied().unwrap_or(0.0);
        let mut out =
            format!("# Written by examples/learn_kinds.rs; not for editing.\nscale {scale:.9}\n");
        for (kind, bias) in self.kinds.iter().zip(&self.biases) {
            out.push_str(&format!("kind {kind} {bias:.4}\n"));
        }
        for (word, weights) in self.words.iter().zip(self.weights.chunks(self.kinds.len())) {
            let kept: Vec<String> = weights
                .iter()
                .enumerate()
                .filter(|(_, weight)| weight.abs() > least && (*weight / scale).round() != 0.0)
                .map(|(kind, weight)| format!("{kind}:{:.0}", weight / scale))
                .collect();
            if !kept.is_empty() {
                out.push_str(&format!("{word}\t{}\n", kept.join(" ")));
            }
        }
        out
    }
}

/// The words that at least two letters have, and how much a rare one weighs more. The weights that
/// are written take it in, so that judging need not know it.
fn rarity(known: &[&Known]) -> BTreeMap<String, f64> {
    let mut met: BTreeMap<String, f64> = BTreeMap::new();
    for one in known {
        one.features.each(|word, _| *met.entry(word.to_owned()).or_default() += 1.0);
    }
    met.retain(|_, letters| *letters >= LEAST_LETTERS);
    let all = known.len() as f64 + 1.0;
    met.values_mut().for_each(|letters| *letters = ((all / (*letters + 1.0)).ln() + 1.0) / 3.0);
    met
}

/// The letters in terms of these words.
fn rows(known: &[&Known], kinds: &[Kind], rarity: &BTreeMap<String, f64>) -> Vec<Row> {
    let numbers: HashMap<&str, (usize, f64)> = rarity
        .iter()
        .enumerate()
        .map(|(number, (word, rarity))| (word.as_str(), (number, *rarity)))
        .collect();
    let row = |one: &&Known| {
        let same = known.iter().filter(|other| other.kind == one.kind).count() as f64;
        let mut words: Vec<(usize, f64)> = Vec::new();
        one.features.each(|word, value| {
            words.extend(numbers.get(word).map(|(number, rarity)| (*number, value * rarity)));
        });
        words.sort_unstable_by_key(|(number, _)| *number);
        Row {
            words,
            kind: kinds.iter().position(|kind| *kind == one.kind).unwrap_or_default(),
            counts: (known.len() as f64 / (kinds.len() as f64 * same)).powf(EVENNESS),
        }
    };
    known.iter().map(row).collect()
}
