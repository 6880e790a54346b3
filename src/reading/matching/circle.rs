//! What the messages of a set tell about each other before anything is filed: for whom a sender
//! writes whose address says nothing, and which numbers are references because some message gives
//! them as such.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::features::Features;
use super::filing::Incoming;
use super::index::Index;
use super::key::reference_key;
use super::mention::{mentions, unsure_mentions};
use super::signals::Signals;

/// Senders and references of a set of messages.
#[derive(Debug, Default)]
pub(super) struct Circle {
    /// The authorities about whose requests an address wrote, by what only our letters carry.
    writes_for: HashMap<String, BTreeSet<usize>>,
    references: HashSet<String>,
}

impl Circle {
    /// From the messages and what each says by itself.
    pub(super) fn of(messages: &[Incoming], features: &[Features], index: &Index) -> Self {
        let mut circle = Circle::default();
        let given = index.requests.iter().flat_map(|entry| &entry.facts.references);
        circle.references.extend(given.filter_map(|value| reference_key(value)));
        for (message, features) in messages.iter().zip(features) {
            circle.references.extend(features.references.iter().map(|(key, _)| key.clone()));
            let authorities =
                features.named.iter().map(|(request, _)| index.requests[*request].authority);
            let from = message.signals.from.to_ascii_lowercase();
            if !features.named.is_empty() && !from.is_empty() {
                circle.writes_for.entry(from).or_default().extend(authorities);
            }
        }
        circle
    }

    /// Adds to what a message says what it says to those its sender writes for, and the numbers in it
    /// that are references.
    pub(super) fn light_up(&self, signals: &Signals, features: &mut Features, index: &Index) {
        if features.writers.is_empty()
            && let Some(authorities) = self.writes_for.get(&signals.from.to_ascii_lowercase())
        {
            features.hear_also(signals, index, authorities);
        }
        features.mentions = mentions(signals, &self.references);
        features.unsure_mentions = unsure_mentions(signals, &self.references);
        for key in signals.others_references.iter().filter_map(|value| reference_key(value)) {
            features.mentions.remove(&key);
            features.unsure_mentions.remove(&key);
        }
        let given = &features.references;
        features.mentions.retain(|_, value| !given.iter().any(|(_, whole)| is_cut(whole, value)));
        let given: HashSet<&String> = given.iter().map(|(key, _)| key).collect();
        features.mentions.retain(|key, _| !given.contains(key));
        features
            .unsure_mentions
            .retain(|key, _| !given.contains(key) && !features.mentions.contains_key(key));
    }
}

/// Whether a number is only the beginning of one that the message gives: "FOI 901" of "FOI 901 5678".
fn is_cut(whole: &str, number: &str) -> bool {
    let rest = whole.get(number.len()..).filter(|_| {
        whole.get(..number.len()).is_some_and(|start| start.eq_ignore_ascii_case(number))
    });
    rest.is_some_and(|rest| rest.starts_with([' ', '/', '-', '.']))
}
