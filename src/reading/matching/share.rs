//! Which of its references a message about several requests gives to which: a sentence that names one
//! reference and speaks of one request, or as many of each, in their order ("your requests about trees
//! and about bins are FOI 11 and FOI 12"). What no sentence ties to one request teaches nothing.

use std::collections::BTreeSet;

use super::index::Index;
use super::key::reference_key;
use super::mention::place_of;
use super::signals::Signals;
use crate::reading::prose;
use crate::reading::topic::Topic;
use crate::request::RequestId;

impl Index {
    /// The references that a message filed under several requests gives, each with the one it is of.
    pub fn shares(&self, signals: &Signals, requests: &[RequestId]) -> Vec<(String, RequestId)> {
        let places: Vec<usize> =
            requests.iter().filter_map(|request| self.place(request.as_str())).collect();
        let shares = shares(signals, &places, self);
        shares.into_iter().map(|(value, of)| (value, self.request_id(of))).collect()
    }
}

/// The references that a message about these requests gives, each with the one it is of.
pub(super) fn shares(signals: &Signals, requests: &[usize], index: &Index) -> Vec<(String, usize)> {
    let values: BTreeSet<&str> = { signals.references.iter() }
        .filter(|one| one.fresh && index.by_token_in(&one.value).is_empty())
        .map(|one| one.value.as_str())
        .collect();
    let mut shares: Vec<(String, usize)> = Vec::new();
    let mut disputed: Vec<String> = Vec::new();
    let texts = [&signals.subject, &signals.new_text, &signals.attached_text];
    for sentence in texts.into_iter().flat_map(|text| sentences(text)) {
        let mut named: Vec<(usize, &str)> =
            values.iter().filter_map(|value| Some((place_of(&sentence, value)?, *value))).collect();
        named.sort_unstable();
        let mut keys = BTreeSet::new();
        named.retain(|(_, value)| keys.insert(reference_key(value)));
        let mut spoken_of: Vec<(usize, usize)> = { requests.iter() }
            .filter_map(|request| Some((first_word(&sentence, *request, index)?, *request)))
            .collect();
        spoken_of.sort_unstable();
        if named.len() != spoken_of.len() {
            continue;
        }
        for ((_, value), (_, request)) in named.into_iter().zip(spoken_of) {
            match shares.iter().find(|(known, _)| known == value) {
                Some((_, of)) if *of != request => disputed.push(value.to_owned()),
                Some(_) => {}
                None => shares.push((value.to_owned(), request)),
            }
        }
    }
    shares.retain(|(value, _)| !disputed.contains(value));
    shares
}

/// The sentences of a text, each on one line.
fn sentences(text: &str) -> Vec<String> {
    let on_one_line = |sentence: &str| sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    prose::sentences(text).into_iter().map(on_one_line).collect()
}

/// Where a sentence first has a word that only this request has.
fn first_word(sentence: &str, request: usize, index: &Index) -> Option<usize> {
    let apart = &index.requests[request].apart;
    let words = sentence.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let mut own = words.filter(|word| !word.is_empty() && apart.holds(word));
    let is_told = apart.support(&Topic::of(sentence, &BTreeSet::new()));
    let first = own.next()?;
    (is_told.heading || is_told.words.len() >= 2)
        .then_some(first.as_ptr() as usize - sentence.as_ptr() as usize)
}
