//! What one message comes to, given what is known: certain, likely or nothing, with the evidence.
//! Certain needs a name (Message-ID, plus-address, token, known reference) and no contradiction.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::evidence::{Evidence, Rule};
use super::features::{Features, Voice};
use super::index::{Index, subject_key};
use super::knowledge::{Knowledge, is_variant};
use super::signals::Signals;

/// The most candidates shown.
const MOST: usize = 5;

/// What one message comes to. Requests are places in the index.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Verdict {
    pub(super) certain: Vec<usize>,
    /// Best first.
    pub(super) likely: Vec<usize>,
    /// How far the first candidate is ahead of the second.
    pub(super) lead: i32,
    pub(super) evidence: Vec<Evidence>,
}

/// A message and all that bears on it.
pub(super) struct Matter<'a> {
    pub(super) message: usize,
    pub(super) signals: &'a Signals,
    pub(super) features: &'a Features,
    pub(super) index: &'a Index,
    pub(super) knowledge: &'a Knowledge,
    /// What likely messages say of references, once all that is certain is known.
    pub(super) hints: &'a Hints,
    /// Requests that she said it is not about.
    pub(super) refused: &'a [usize],
}

/// References of messages that are likely about one request and hardly about another: (authority,
/// key) to request. They order candidates, and never make one certain.
pub(super) type Hints = BTreeMap<(usize, String), usize>;

impl Matter<'_> {
    pub(super) fn judge(&self) -> Verdict {
        if self.signals.rehearsal {
            return Verdict::default();
        }
        let named = self.named();
        let mut against = Vec::new();
        match &named.keys().copied().collect::<Vec<_>>()[..] {
            [] => {}
            [request] => {
                against = self.against(*request);
                if against.is_empty() {
                    return self.certain(&[*request], &named);
                }
            }
            several if self.features.answers_several && self.one_authority(several) => {
                return self.certain(several, &named);
            }
            _ => against.push(Evidence::new(Rule::TwoRequests, &quotes(&named))),
        }
        self.likely(&named, against)
    }

    /// Every request that the message names, with the evidence.
    fn named(&self) -> BTreeMap<usize, Vec<Evidence>> {
        let mut named: BTreeMap<usize, Vec<Evidence>> = BTreeMap::new();
        let mut add = |request: usize, evidence: Evidence| {
            if !self.refused.contains(&request) {
                named.entry(request).or_default().push(evidence);
            }
        };
        for (request, evidence) in &self.features.named {
            add(*request, evidence.clone());
        }
        for (request, evidence) in self.by_server_id().into_iter().chain(self.by_bounce()) {
            add(request, evidence);
        }
        let authorities = self.reference_authorities(&named);
        for authority in authorities {
            for (key, value) in &self.features.references {
                if let Some(request) = self.knowledge.owner(authority, key)
                    && !self.refused.contains(&request)
                {
                    let evidence = named.entry(request).or_default();
                    evidence.push(Evidence::new(Rule::KnownReference, value));
                }
            }
        }
        named
    }

    /// Authorities at which the message's references are looked up: those it comes from, those of
    /// the requests it names, and, for a sender who writes for many, those that it names.
    fn reference_authorities(&self, named: &BTreeMap<usize, Vec<Evidence>>) -> BTreeSet<usize> {
        let mut authorities: BTreeSet<usize> =
            named.keys().map(|request| self.index.requests[*request].authority).collect();
        let writers = self.features.writers.iter();
        authorities.extend(
            writers
                .filter(|writer| writer.evidence.rule != Rule::AuthorityName)
                .map(|writer| writer.authority),
        );
        if authorities.is_empty()
            && !self.features.look_alike
            && !self.signals.bulk
            && !self.signals.is_forwarded()
        {
            authorities.extend(self.learned_writers());
            authorities.extend(self.named_authorities());
        }
        authorities
    }

    /// Authorities that the sender is known to write for by certain filings. One who writes for
    /// several counts for those the message names.
    fn learned_writers(&self) -> Vec<usize> {
        let Some(requests) = self.knowledge.wrote_about(&self.signals.from) else {
            return Vec::new();
        };
        let mut authorities: Vec<usize> =
            requests.iter().map(|request| self.index.requests[*request].authority).collect();
        authorities.sort_unstable();
        authorities.dedup();
        let named = self.named_authorities();
        let is_shared = authorities.len() > 1
            || self.knowledge.wrote_for(&self.signals.from).is_none_or(|known| known.len() > 1);
        if is_shared || !named.is_empty() {
            authorities.retain(|authority| named.contains(authority));
        }
        authorities
    }

    /// Authorities that the message names, in its headers or its text.
    fn named_authorities(&self) -> BTreeSet<usize> {
        let mut named: BTreeSet<usize> =
            self.features.writers.iter().map(|writer| writer.authority).collect();
        named.extend(self.features.named_in_text.iter().map(|(authority, _)| *authority));
        named
    }

    /// A letter's id as a server rewrote it. Where the authority has several requests it is too
    /// little: a clerk's own thread may hold two of them.
    fn by_server_id(&self) -> Vec<(usize, Evidence)> {
        let mut found = Vec::new();
        for id in &self.features.strange_ids {
            if let Some(requests) = self.knowledge.thread(id).0
                && requests.len() == 1
            {
                let alone = requests
                    .iter()
                    .filter(|request| self.index.siblings(**request).next().is_none());
                found.extend(alone.map(|request| {
                    (*request, Evidence::new(Rule::ServerMessageId, &format!("<{id}>")))
                }));
            }
        }
        found
    }

    /// A returned letter whose original carries no id: the only request to that recipient, with its
    /// subject, within ten days.
    fn by_bounce(&self) -> Option<(usize, Evidence)> {
        let bounce = self.signals.bounce.as_ref()?;
        if self.features.unknown_letter.is_some() || bounce.original_id.is_some() {
            return None;
        }
        let requests: BTreeSet<usize> =
            bounce.recipients.iter().flat_map(|to| self.index.by_recipient(to)).copied().collect();
        let subject = subject_key(bounce.original_subject.as_deref()?);
        let date = self.signals.date?;
        let mut fitting = requests.into_iter().filter(|request| {
            self.index.requests[*request].facts.letters.iter().any(|letter| {
                let soon = letter.sent_at.is_some_and(|sent| {
                    date >= sent - TimeDelta::hours(1) && date - sent <= TimeDelta::days(10)
                });
                soon && subject_key(&letter.subject) == subject
            })
        });
        let request = fitting.next()?;
        let quote = format!(
            "{} {}",
            bounce.recipients.join(", "),
            bounce.original_subject.as_deref().unwrap_or_default()
        );
        fitting.next().is_none().then(|| (request, Evidence::new(Rule::BouncedRecipient, &quote)))
    }

    fn one_authority(&self, requests: &[usize]) -> bool {
        let authority = |request: &usize| self.index.requests[*request].authority;
        requests.windows(2).all(|pair| authority(&pair[0]) == authority(&pair[1]))
    }

    /// What speaks against filing under the one request that is named.
    fn against(&self, request: usize) -> Vec<Evidence> {
        let authority = self.index.requests[request].authority;
        let mut against = Vec::new();
        for (key, value) in &self.features.references {
            let supported = self.voice(request).is_some_and(|voice| voice.supported);
            let disputed = self.knowledge.owner(authority, key).is_none();
            if self.knowledge.speaks_for_another(authority, key, request)
                && !(disputed && supported)
            {
                against.push(Evidence::new(Rule::AnotherReference, value));
            }
        }
        if !self.features.answers_several {
            against.extend(self.voice(request).into_iter().flat_map(|voice| voice.against.clone()));
            against.extend(self.unexplained_reference(request));
        }
        against.extend(self.another_authority(authority));
        against
    }

    fn voice(&self, request: usize) -> Option<&Voice> {
        self.features.voices.get(&request)
    }

    /// A reference unlike those that the request is known by, at an authority with another request
    /// that has none yet: it may well be that one's.
    fn unexplained_reference(&self, request: usize) -> Option<Evidence> {
        if self.features.references.is_empty()
            || self.voice(request).is_some_and(|voice| voice.supported)
        {
            return None;
        }
        let own = self.knowledge.references_of(request, self.index, self.message);
        let (_, value) = self.features.references.first()?;
        let explained = self
            .features
            .references
            .iter()
            .any(|(key, _)| own.iter().any(|known| known == key || key.ends_with(known)));
        let free_sibling = || {
            self.index.siblings(request).any(|other| {
                self.knowledge.references_of(other, self.index, self.message).is_empty()
            })
        };
        (!own.is_empty() && !explained && free_sibling())
            .then(|| Evidence::new(Rule::UnexplainedReference, value))
    }

    /// The sender is known as another authority's and never wrote for this one.
    fn another_authority(&self, authority: usize) -> Option<Evidence> {
        let mut writers = self
            .features
            .writers
            .iter()
            .filter(|writer| writer.evidence.rule != Rule::AuthorityName)
            .peekable();
        writers.peek()?;
        if self.signals.bounce.is_some()
            || writers.clone().any(|writer| writer.authority == authority)
        {
            return None;
        }
        let by_her = self.knowledge.wrote_about(&self.signals.from);
        if by_her.is_some_and(|known| {
            known.iter().any(|request| self.index.requests[*request].authority == authority)
        }) {
            return None;
        }
        writers.next().map(|writer| Evidence::new(Rule::AnotherAuthority, &writer.evidence.quote))
    }

    fn certain(&self, requests: &[usize], named: &BTreeMap<usize, Vec<Evidence>>) -> Verdict {
        let mut evidence: Vec<Evidence> =
            requests.iter().flat_map(|request| named[request].iter().cloned()).collect();
        let authority = self.index.requests[requests[0]].authority;
        evidence.extend(
            self.features
                .writers
                .iter()
                .filter(|writer| writer.authority == authority)
                .map(|writer| writer.evidence.clone()),
        );
        for request in requests {
            evidence
                .extend(self.voice(*request).into_iter().flat_map(|voice| voice.evidence.clone()));
        }
        let likely = if self.features.answers_several && requests.len() == 1 {
            self.also_meant(requests[0])
        } else {
            Vec::new()
        };
        Verdict { certain: requests.to_vec(), likely, lead: 0, evidence: without_doubles(evidence) }
    }

    /// Siblings that a message which answers several speaks of.
    fn also_meant(&self, request: usize) -> Vec<usize> {
        let speaks = |other: &usize| {
            self.voice(*other).is_some_and(|voice| {
                voice
                    .evidence
                    .iter()
                    .any(|evidence| matches!(evidence.rule, Rule::Topic | Rule::QuotedDate))
            })
        };
        self.index
            .siblings(request)
            .filter(speaks)
            .filter(|other| !self.refused.contains(other))
            .collect()
    }

    /// The candidates of a message that is not certain.
    fn likely(&self, named: &BTreeMap<usize, Vec<Evidence>>, against: Vec<Evidence>) -> Verdict {
        let contradicted = !against.is_empty();
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
        for authority in self.learned_writers() {
            candidates.extend(&self.index.authorities[authority].requests);
        }
        candidates
    }

    /// What the message has for one request.
    fn weigh(&self, request: usize, named: &[Evidence], contradicted: bool) -> Weighed {
        let mut weighed = Weighed::default();
        for evidence in named {
            let worth = match evidence.rule {
                Rule::KnownReference => 70,
                _ if contradicted => 12,
                _ => 80,
            };
            weighed.add(worth, evidence.clone(), true);
        }
        self.weigh_thread(request, &mut weighed, contradicted);
        self.weigh_references(request, &mut weighed);
        self.weigh_bounce(request, &mut weighed);
        let voice = self.voice(request);
        let quoted = voice.and_then(|voice| {
            voice.evidence.iter().find(|evidence| evidence.rule == Rule::QuotedOriginal)
        });
        let strange =
            self.signals.bulk || self.features.unknown_letter.is_some() || self.features.look_alike;
        weighed.anchored |= quoted.is_some() && !strange;
        self.weigh_writer(request, &mut weighed);
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

    /// References that are not this request's own: near ones, and strange ones where it or a
    /// sibling already has another.
    fn weigh_references(&self, request: usize, weighed: &mut Weighed) {
        if self.features.references.is_empty() {
            return;
        }
        let authority = self.index.requests[request].authority;
        for (key, _) in &self.features.references {
            match self.hints.get(&(authority, key.clone())) {
                Some(hinted) if *hinted == request => weighed.points += 25,
                Some(_) => weighed.points -= 15,
                None => {}
            }
        }
        let own = self.known_references(request);
        let keys = || self.features.references.iter().map(|(key, _)| key.as_str());
        let bare_sibling =
            self.index.siblings(request).any(|other| self.known_references(other).is_empty());
        if keys().any(|key| own.contains(key)) {
            weighed.points += 30;
        } else if own.is_empty() {
            weighed.points += if self
                .index
                .siblings(request)
                .any(|other| !self.known_references(other).is_empty())
            {
                20
            } else {
                0
            };
        } else if !bare_sibling && keys().any(|key| own.iter().any(|known| is_variant(known, key)))
        {
            weighed.points += 15;
        }
    }

    /// References that are known or hinted at for a request, by other messages than this one.
    fn known_references(&self, request: usize) -> BTreeSet<&str> {
        let authority = self.index.requests[request].authority;
        let hinted = self
            .hints
            .iter()
            .filter(|((at, _), of)| *at == authority && **of == request)
            .map(|((_, key), _)| key.as_str());
        self.knowledge
            .references_of(request, self.index, self.message)
            .into_iter()
            .chain(hinted)
            .collect()
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
        if let Some(writer) =
            self.features.writers.iter().find(|writer| writer.authority == authority)
        {
            let worth = match writer.evidence.rule {
                Rule::Sender => 20,
                Rule::SenderDomain => 14,
                _ => 12,
            };
            weighed.add(worth, writer.evidence.clone(), alone_is_enough);
        } else if self.learned_writers().contains(&authority) {
            weighed.add(
                13,
                Evidence::new(Rule::LearnedSender, &self.signals.from),
                alone_is_enough,
            );
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
            && (signals.foi
                || signals.auto_reply
                || !signals.references.is_empty()
                || self.features.voices.values().any(|voice| voice.supported))
    }

    /// Whether something says that it is about something else.
    fn is_strange(&self) -> bool {
        let features = self.features;
        self.signals.bulk
            || features.unknown_letter.is_some()
            || features.look_alike
            || features.off_topic
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
    if contradicted { voice.own_against } else { all }.min(3)
}

fn quotes(named: &BTreeMap<usize, Vec<Evidence>>) -> String {
    named
        .values()
        .filter_map(|evidence| evidence.first())
        .map(|evidence| evidence.quote.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

fn without_doubles(evidence: Vec<Evidence>) -> Vec<Evidence> {
    let mut kept: Vec<Evidence> = Vec::new();
    for one in evidence {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}
