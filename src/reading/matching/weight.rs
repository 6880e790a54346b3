//! The candidates of a message that is not certain, best first: points for what speaks for each
//! request, and against it. Points only order candidates; nothing is filed by them.

mod references;

use std::collections::{BTreeMap, BTreeSet};

use super::domain;
use super::evidence::{Evidence, Rule};
use super::verdict::{Matter, Verdict, without_doubles};
use super::voice::Voice;
use crate::reading::Kind;

/// The most candidates shown.
const MOST: usize = 5;

impl Matter<'_> {
    /// The candidates of a message that is not certain.
    pub(super) fn likely(
        &self,
        named: &BTreeMap<usize, Vec<Evidence>>,
        against: Vec<Evidence>,
    ) -> Verdict {
        // Another authority in the thread was sent it by the first: that one's thread holds.
        let contradicted = against
            .iter()
            .any(|evidence| !matches!(evidence.rule, Rule::AnotherAuthority | Rule::LookAlike));
        let mut candidates: Vec<(i32, usize, Vec<Evidence>)> = Vec::new();
        for request in self.candidates(named) {
            if self.refused.contains(&request) {
                continue;
            }
            let mut weighed =
                self.weigh(request, named.get(&request).map_or(&[], Vec::as_slice), contradicted);
            if weighed.anchored {
                weighed.points -=
                    15 * self.voice(request).map_or(0, |voice| spoken_against(voice, contradicted));
                candidates.push((weighed.points, request, weighed.evidence));
            }
        }
        candidates.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        candidates.truncate(MOST);
        let mut evidence =
            candidates.first().map(|(_, _, evidence)| evidence.clone()).unwrap_or_default();
        if candidates.is_empty() {
            evidence.extend(self.known_anywhere().map(|(_, known)| known));
        }
        evidence.extend(against);
        evidence.extend(self.why_not());
        let lead = match &candidates[..] {
            [] => 0,
            [only] => only.0,
            [first, second, ..] => first.0 - second.0,
        };
        Verdict {
            certain: Vec::new(),
            lead,
            likely: candidates.into_iter().map(|(_, request, _)| request).collect(),
            evidence: without_doubles(evidence),
        }
    }

    fn candidates(&self, named: &BTreeMap<usize, Vec<Evidence>>) -> BTreeSet<usize> {
        let mut candidates: BTreeSet<usize> = named.keys().copied().collect();
        candidates.extend(self.features.voices.keys());
        for id in self.features.strange_ids.iter().chain(&self.signals.thread_ids) {
            let (server, theirs) = self.knowledge.thread(id);
            candidates.extend(server.into_iter().chain(theirs).flatten());
        }
        for authority in self.learned_writers().into_iter().chain(self.learned_by_domain()) {
            candidates.extend(&self.index.authorities[authority].requests);
        }
        candidates.extend(self.by_reference_alone().iter().map(|(request, _)| *request));
        candidates
    }

    /// The requests anywhere that a reference belongs to, where nothing says who wrote: they are
    /// offered and never filed, for two authorities may well use one number.
    fn by_reference_alone(&self) -> Vec<(usize, Evidence)> {
        let is_from_nowhere = self.features.writers.is_empty()
            && self.features.named_in_text.is_empty()
            && !self.signals.is_forwarded()
            && (!domain::is_mail_provider(domain::of_address(&self.signals.from))
                || !self.features.references.is_empty() && self.features.greets_her);
        let known = self.known_anywhere();
        let in_subject = known.as_ref().is_some_and(|(_, evidence)| {
            super::mention::place_of(&self.signals.subject, &evidence.quote).is_some()
        });
        let is_of_a_case = self.signals.is_casework() || in_subject;
        if !is_from_nowhere || self.is_strange() || !is_of_a_case {
            return Vec::new();
        }
        let (owners, evidence) = known.unzip();
        let offered = owners.into_iter().flatten().zip(evidence.into_iter().cycle());
        offered.collect()
    }

    /// The requests, at any authority, that the first known reference in it belongs to.
    fn known_anywhere(&self) -> Option<(BTreeSet<usize>, Evidence)> {
        self.keys().chain(&self.features.unsure_mentions).find_map(|(key, value)| {
            let owners = self.knowledge.claims.owners_anywhere(key);
            (!owners.is_empty()).then(|| (owners, Evidence::new(Rule::KnownReference, value)))
        })
    }

    /// The authority that the sender's domain was certain to write for, if it is only one.
    fn learned_by_domain(&self) -> Option<usize> {
        let known = self.knowledge.wrote_for(&self.signals.from)?;
        if !self.named_authorities().is_empty() || !self.features.asked_of.is_empty() {
            return None;
        }
        known.first().copied().filter(|_| known.len() == 1)
    }

    /// What the message has for one request.
    fn weigh(&self, request: usize, named: &[Evidence], contradicted: bool) -> Weighed {
        let mut weighed = Weighed::default();
        let first = self.features.references.first().map(|(_, value)| value.as_str());
        for evidence in named {
            let worth = match evidence.rule {
                // The first reference is the message's own; what is cited further down is not.
                Rule::KnownReference if contradicted && Some(evidence.quote.as_str()) != first => 0,
                Rule::KnownReference if contradicted => 20,
                Rule::KnownReference => 70,
                _ if contradicted => 12,
                _ => 80,
            };
            weighed.add(worth, evidence.clone(), true);
        }
        self.weigh_thread(request, &mut weighed, contradicted);
        self.weigh_references(request, &mut weighed);
        self.weigh_quoted_references(request, &mut weighed);
        self.weigh_bounce(request, &mut weighed);
        if let Some((_, evidence)) =
            self.by_reference_alone().into_iter().find(|(of, _)| *of == request)
        {
            weighed.add(20, evidence, true);
        }
        let voice = self.voice(request);
        let quoted = voice.and_then(|voice| {
            voice.evidence.iter().find(|evidence| evidence.rule == Rule::QuotedOriginal)
        });
        let strange =
            self.signals.bulk || self.features.unknown_letter.is_some() || self.features.look_alike;
        weighed.anchored |= quoted.is_some() && !strange;
        self.weigh_writer(request, &mut weighed);
        if self.index.siblings(request).next().is_some() {
            weighed.points += self.knowledge.stages.fit(self.signals, request, self.index);
        }
        if let Some(voice) = voice {
            weighed.points +=
                voice.own + if contradicted { voice.carried / 6 } else { voice.carried };
            weighed.evidence.extend(voice.evidence.iter().cloned());
        }
        if weighed.anchored && self.index.siblings(request).next().is_none() {
            weighed.add(
                10,
                Evidence::new(Rule::OnlyRequest, &self.index.requests[request].facts.authority),
                false,
            );
        }
        weighed
    }

    fn weigh_thread(&self, request: usize, weighed: &mut Weighed, contradicted: bool) {
        for id in &self.signals.thread_ids {
            let (server, theirs) = self.knowledge.thread(id);
            let worth = if contradicted { 8 } else { 45 };
            if server.is_some_and(|requests| requests.contains(&request)) {
                weighed.add(worth, Evidence::new(Rule::ServerMessageId, &format!("<{id}>")), true);
            } else if theirs.is_some_and(|requests| requests.contains(&request)) {
                weighed.add(worth, Evidence::new(Rule::TheirThread, &format!("<{id}>")), true);
            }
        }
    }

    fn weigh_bounce(&self, request: usize, weighed: &mut Weighed) {
        let Some(bounce) = &self.signals.bounce else { return };
        if self.features.unknown_letter.is_some() {
            return;
        }
        if let Some(to) =
            bounce.recipients.iter().find(|to| self.index.by_recipient(to).contains(&request))
        {
            weighed.add(30, Evidence::new(Rule::BouncedRecipient, to), true);
        }
    }

    /// Who wrote it. Alone it makes a candidate only of mail with signs of a request.
    fn weigh_writer(&self, request: usize, weighed: &mut Weighed) {
        let authority = self.index.requests[request].authority;
        let alone_is_enough = self.has_signs() && !self.is_strange();
        let may_answer = self.voice(request).is_none_or(|voice| voice.too_early.is_none());
        let by_address_alone = may_answer && self.is_personal() && self.signals.bounce.is_none();
        let is_hers = alone_is_enough && !self.is_idle_talk();
        if let Some(writer) =
            self.features.writers.iter().find(|writer| writer.authority == authority)
        {
            let worth = match writer.evidence.rule {
                Rule::Sender => 20,
                Rule::SenderDomain => 14,
                _ => 12,
            };
            let is_enough = match writer.evidence.rule {
                Rule::AuthorityName => is_hers,
                Rule::Sender => alone_is_enough || by_address_alone,
                _ => alone_is_enough,
            };
            weighed.add(worth, writer.evidence.clone(), is_enough);
        } else if self.learned_writers().contains(&authority)
            || self.learned_by_domain() == Some(authority)
        {
            weighed.add(
                13,
                Evidence::new(Rule::LearnedSender, &self.signals.from),
                alone_is_enough,
            );
        } else if (self.features.named_in_text.contains(&authority)
            || self.features.asked_of.contains(&authority))
            && !self.signals.is_forwarded()
        {
            let name = &self.index.requests[request].facts.authority;
            weighed.add(10, Evidence::new(Rule::AuthorityName, name), is_hers);
        }
        let asked_of = &self.features.asked_of;
        if !asked_of.is_empty() && !asked_of.contains(&authority) {
            weighed.points -= 25;
        }
        if let Some(about) = self.knowledge.wrote_about(&self.signals.from)
            && about.contains(&request)
            && self.index.siblings(request).all(|other| !about.contains(&other))
        {
            weighed.points += 6;
        }
    }

    /// Whether it bears signs of being about a request at all.
    fn has_signs(&self) -> bool {
        let signals = self.signals;
        signals.bounce.is_none()
            && (signals.kind != Some(Kind::Unrelated)
                || !signals.references.is_empty()
                || signals.speaks_to_her()
                || self.speaks_of_a_request())
            && (signals.foi
                || signals.auto_reply
                || !signals.references.is_empty()
                || self.features.voices.values().any(|voice| voice.supported)
                || self.speaks_of_a_request())
    }

    /// Whether it is to her and speaks of what one of the requests asks, under a subject that does. One
    /// from the authority's own domain need not greet her.
    fn speaks_of_a_request(&self) -> bool {
        let is_theirs = || {
            let mut writers = self.features.writers.iter();
            writers.any(|writer| writer.evidence.rule != Rule::AuthorityName)
        };
        let voices = || self.features.voices.values().map(|voice| voice.shared);
        self.is_personal()
            && (self.features.greets_her
                && voices().any(|shared| shared.heading && shared.words > 1)
                || is_theirs() && voices().any(|shared| shared.heading && shared.nothing_else))
    }

    /// Whether it was written to her, and is no answer to another letter of hers.
    fn is_personal(&self) -> bool {
        let features = self.features;
        !self.signals.to_many
            && !self.signals.bulk
            && features.unknown_letter.is_none()
            && features.greets_another.is_none()
            && !features.look_alike
    }

    /// Whether a stranger names the authority in mail that is no letter in a case of hers: news of it,
    /// talk about it.
    fn is_idle_talk(&self) -> bool {
        let signals = self.signals;
        !signals.is_casework()
            && !signals.auto_reply
            && signals.references.is_empty()
            && !signals.speaks_to_her()
            && !self.speaks_of_a_request()
    }

    /// Whether something says that it is about something else.
    fn is_strange(&self) -> bool {
        let features = self.features;
        self.signals.bulk
            || features.unknown_letter.is_some()
            || features.look_alike
            || features.off_topic
            || features.greets_another.is_some()
    }

    /// What keeps the sender from counting.
    fn why_not(&self) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        if let Some(letter) = &self.features.unknown_letter {
            evidence.push(Evidence::new(Rule::UnknownLetter, letter));
        }
        if self.features.look_alike {
            evidence.push(Evidence::new(Rule::LookAlike, &self.signals.from));
        }
        if let Some(name) = &self.features.greets_another {
            evidence.push(Evidence::new(Rule::AnotherPerson, name));
        }
        if self.signals.is_forwarded() {
            evidence.push(Evidence::new(Rule::Forwarded, &self.signals.subject));
        }
        evidence
    }
}

/// What a message has for one request.
#[derive(Debug, Default)]
struct Weighed {
    points: i32,
    /// Whether there is enough to name it as a candidate.
    anchored: bool,
    evidence: Vec<Evidence>,
}

impl Weighed {
    fn add(&mut self, points: i32, evidence: Evidence, anchors: bool) {
        self.points += points;
        self.anchored |= anchors;
        self.evidence.push(evidence);
    }
}

/// How much speaks against a candidate. In a thread that contradicts itself, what is carried along
/// from the mail before says nothing.
fn spoken_against(voice: &Voice, contradicted: bool) -> i32 {
    let all = i32::try_from(voice.against.len()).unwrap_or(i32::MAX);
    let early = i32::from(voice.too_early.is_some());
    (early + if contradicted { voice.own_against } else { all }).min(3)
}
