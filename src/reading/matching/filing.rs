//! Filing a set of messages: every message is judged by what all the others teach, again and again
//! until nothing changes. The result is a function of the set, not of its order.
//!
//! A message that was certain and is contradicted by what the others teach is never certain again
//! in this run; so the rounds come to an end, and two messages that contradict each other are both
//! asked about.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::circle::Circle;
use super::evidence::{Certainty, Evidence, Origin, Rule};
use super::features::Features;
use super::glance::Passed;
use super::index::Index;
use super::knowledge::{Knowledge, Lesson, first_claims};
use super::signals::Signals;
use super::verdict::{Hints, Matter, Verdict, tied};
use crate::request::RequestId;

/// A message to be filed: its signals and what she decided about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Incoming {
    /// What it offers.
    pub signals: Signals,
    /// The requests she filed it under; empty when she did not.
    pub filed_by_her: Vec<RequestId>,
    /// The requests she said it is not about.
    pub refused_by_her: Vec<RequestId>,
    /// The requests it was filed under of itself before this.
    pub filed_before: Vec<RequestId>,
}

impl From<Signals> for Incoming {
    fn from(signals: Signals) -> Self {
        Incoming { signals, ..Incoming::default() }
    }
}

/// Where a message belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// How sure it is.
    pub certainty: Certainty,
    /// The requests it is filed under; empty unless certain.
    pub requests: Vec<RequestId>,
    /// Requests it may be about, best first; beside a certain filing, those it also speaks of.
    pub candidates: Vec<RequestId>,
    /// What this rests on, and what speaks against it.
    pub evidence: Vec<Evidence>,
    /// Whether its sender is an address known for the authority of the request it is filed under.
    pub known_sender: bool,
    /// Who it seems to come from.
    pub origin: Origin,
}

/// What is settled of a message before it is judged.
struct Decided {
    /// What she filed it under.
    filed: Vec<usize>,
    /// What she said it is not about.
    refused: Vec<usize>,
    /// What it was filed under of itself.
    settled: Vec<usize>,
    /// What she filed it under, else the one request that its headers tie it to.
    tied: Vec<usize>,
}

impl Decided {
    fn of(message: &Incoming, features: &Features, index: &Index) -> Self {
        let filed = places(&message.filed_by_her, index);
        let refused = places(&message.refused_by_her, index);
        let settled = places(&message.filed_before, index);
        let tied = if filed.is_empty() {
            tied(features, index, &refused, &settled).into_iter().collect()
        } else {
            filed.clone()
        };
        Decided { filed, refused, settled, tied }
    }
}

/// Files a set of messages; the filings are in the order of the messages.
pub fn file_all(messages: &[Incoming], index: &Index) -> Vec<Filing> {
    file_among(messages, &[], index)
}

/// Files a set of messages that came among others which the glance passed over.
pub fn file_among(messages: &[Incoming], passed: &[&Passed], index: &Index) -> Vec<Filing> {
    let features = features(messages, index);
    let decided: Vec<Decided> = messages
        .iter()
        .zip(&features)
        .map(|(message, features)| Decided::of(message, features, index))
        .collect();
    let ids: BTreeSet<&str> =
        messages.iter().filter_map(|message| message.signals.message_id.as_deref()).collect();
    let passed_ids = passed.iter().filter_map(|passed| passed.message_id.as_deref());
    let ids: BTreeSet<&str> = ids.into_iter().chain(passed_ids).collect();
    let first = first_claims(index, &first_lessons(messages, &features, &decided));
    let mut doubted = vec![false; messages.len()];
    let mut verdicts: Vec<Verdict> = vec![Verdict::default(); messages.len()];
    let mut hints = Hints::new();
    let mut hinted = false;
    // Each round either doubts one more message or adds to what is certain; twice the number of
    // messages bounds both, and real mail settles in three or four rounds.
    for _ in 0..2 * messages.len() + 8 {
        let lessons = lessons(messages, &features, &verdicts, &decided);
        let knowledge = Knowledge::from(index, &first, &lessons, &ids);
        // A round rests on the one before it alone.
        let judged = messages.par_iter().enumerate().map(|(message, incoming)| {
            let Decided { filed, refused, settled, .. } = &decided[message];
            let matter = Matter {
                message,
                signals: &incoming.signals,
                features: &features[message],
                index,
                knowledge: &knowledge,
                claims: &knowledge.claims,
                ids: &ids,
                hints: &hints,
                refused,
                settled,
            };
            if filed.is_empty() { matter.judge() } else { decision(filed) }
        });
        let mut next: Vec<Verdict> = judged.collect();
        for (message, verdict) in next.iter_mut().enumerate() {
            if decided[message].filed.is_empty()
                && (doubted[message] || was_certain_otherwise(&verdicts[message], verdict))
            {
                doubted[message] = true;
                *verdict = doubt(std::mem::take(verdict));
            }
        }
        if next == verdicts && hinted {
            return verdicts
                .iter()
                .zip(messages)
                .zip(&features)
                .map(|((verdict, message), features)| {
                    filing(verdict, message, features, index, &knowledge)
                })
                .collect();
        }
        if next == verdicts {
            hints = hints_of(&next, &features, index);
            hinted = true;
        }
        verdicts = next;
    }
    let knowledge =
        Knowledge::from(index, &first, &lessons(messages, &features, &verdicts, &decided), &ids);
    verdicts
        .iter()
        .zip(messages)
        .zip(&features)
        .map(|((verdict, message), features)| {
            filing(&doubt(verdict.clone()), message, features, index, &knowledge)
        })
        .collect()
}

/// What each message says in the terms of the index, in the light of the others.
fn features(messages: &[Incoming], index: &Index) -> Vec<Features> {
    let mut features: Vec<Features> =
        messages.par_iter().map(|message| Features::of(&message.signals, index)).collect();
    let circle = Circle::of(messages, &features, index);
    messages
        .par_iter()
        .zip(&mut features)
        .for_each(|(message, features)| circle.light_up(&message.signals, features, index));
    features
}

/// A likely message this many points ahead hints at whose its references are.
const CLEAR: i32 = 15;

/// What the likely messages hint at; a reference that two requests would have hints at nothing.
fn hints_of(verdicts: &[Verdict], features: &[Features], index: &Index) -> Hints {
    let mut hints = Hints::new();
    let mut disputed: BTreeSet<(usize, String)> = BTreeSet::new();
    for (verdict, features) in verdicts.iter().zip(features) {
        let Some(&first) =
            verdict.likely.first().filter(|_| verdict.certain.is_empty() && verdict.lead >= CLEAR)
        else {
            continue;
        };
        for (key, _) in &features.references {
            let place = (index.requests[first].authority, key.clone());
            if *hints.entry(place.clone()).or_insert(first) != first {
                disputed.insert(place);
            }
        }
    }
    hints.retain(|place, _| !disputed.contains(place));
    hints
}

fn places(requests: &[RequestId], index: &Index) -> Vec<usize> {
    requests.iter().filter_map(|request| index.place(request.as_str())).collect()
}

fn lessons<'a>(
    messages: &'a [Incoming],
    features: &'a [Features],
    verdicts: &'a [Verdict],
    decided: &[Decided],
) -> Vec<Lesson<'a>> {
    let mut lessons = Vec::new();
    for (message, verdict) in verdicts.iter().enumerate() {
        if !verdict.certain.is_empty() {
            lessons.push(Lesson {
                message,
                signals: &messages[message].signals,
                features: &features[message],
                requests: &verdict.certain,
                by_her: !decided[message].filed.is_empty(),
                settled: is_settled(&decided[message], &verdict.certain),
            });
        }
    }
    lessons
}

/// What is said of references before anything is filed: by messages that she filed, and by those
/// tied to one request by what only our letters carry.
fn first_lessons<'a>(
    messages: &'a [Incoming],
    features: &'a [Features],
    decided: &'a [Decided],
) -> Vec<Lesson<'a>> {
    let mut lessons = Vec::new();
    for (message, decided) in decided.iter().enumerate() {
        let signals = &messages[message].signals;
        if !decided.tied.is_empty() && !signals.rehearsal {
            lessons.push(Lesson {
                message,
                signals,
                features: &features[message],
                requests: &decided.tied,
                by_her: !decided.filed.is_empty(),
                settled: is_settled(decided, &decided.tied),
            });
        }
    }
    lessons
}

/// Whether a message was filed under one of these before, of itself.
fn is_settled(decided: &Decided, requests: &[usize]) -> bool {
    requests.iter().any(|request| decided.settled.contains(request))
}

fn decision(filed: &[usize]) -> Verdict {
    Verdict {
        certain: filed.to_vec(),
        likely: Vec::new(),
        lead: 0,
        evidence: vec![Evidence::new(Rule::Decision, "filed by you")],
    }
}

/// Whether a message that was certain of some requests no longer is of all of them.
fn was_certain_otherwise(before: &Verdict, now: &Verdict) -> bool {
    before.certain.iter().any(|request| !now.certain.contains(request))
}

/// A verdict that is only likely.
fn doubt(mut verdict: Verdict) -> Verdict {
    let mut likely = std::mem::take(&mut verdict.certain);
    likely.extend(
        verdict
            .likely
            .iter()
            .filter(|request| !likely.contains(request))
            .copied()
            .collect::<Vec<_>>(),
    );
    verdict.likely = likely;
    verdict
}

fn filing(
    verdict: &Verdict,
    message: &Incoming,
    features: &Features,
    index: &Index,
    knowledge: &Knowledge,
) -> Filing {
    let certainty = match (verdict.certain.is_empty(), verdict.likely.is_empty()) {
        (false, _) => Certainty::Certain,
        (true, false) => Certainty::Likely,
        (true, true) => Certainty::None,
    };
    let named =
        |requests: &[usize]| requests.iter().map(|request| index.request_id(*request)).collect();
    Filing {
        certainty,
        requests: named(&verdict.certain),
        candidates: named(&verdict.likely),
        evidence: verdict.evidence.clone(),
        known_sender: verdict
            .certain
            .first()
            .is_some_and(|request| is_known_sender(&message.signals, *request, index, knowledge)),
        origin: origin(features),
    }
}

/// Who a message seems to come from.
fn origin(features: &Features) -> Origin {
    let mut writers = features.writers.iter();
    let is_named = !features.writers.is_empty() || !features.named_in_text.is_empty();
    match is_named {
        _ if features.look_alike => Origin::Elsewhere,
        _ if writers.any(|writer| writer.evidence.rule != Rule::AuthorityName) => Origin::Authority,
        true => Origin::Named,
        false => Origin::Elsewhere,
    }
}

/// Whether the sender is the authority's address or domain, or one that she filed mail from. What a
/// message teaches by itself does not count: a forger who knows our Message-ID would be known too.
fn is_known_sender(
    signals: &Signals,
    request: usize,
    index: &Index,
    knowledge: &Knowledge,
) -> bool {
    let authority = index.requests[request].authority;
    index.is_known_address(&signals.from, authority)
        || knowledge.is_taught_sender(&signals.from, authority)
}

#[cfg(test)]
mod tests;
