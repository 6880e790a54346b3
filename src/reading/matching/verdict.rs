//! What one message comes to, given what is known: certain, likely or nothing, with the evidence.
//! Certain needs a name (Message-ID, plus-address, token, known reference) and no contradiction.

mod among_others;
mod authority;
mod contradiction;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use super::claims::Claims;
use super::evidence::{Evidence, Rule};
use super::features::Features;
use super::index::Index;
use super::key::law_of;
use super::knowledge::Knowledge;
use super::others;
use super::signals::Signals;
use super::subject::subject_key;
use super::voice::Voice;

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
#[derive(Clone, Copy)]
pub(super) struct Matter<'a> {
    pub(super) message: usize,
    pub(super) signals: &'a Signals,
    pub(super) features: &'a Features,
    pub(super) index: &'a Index,
    pub(super) knowledge: &'a Knowledge,
    /// Whose the references are, as far as it concerns this message.
    pub(super) claims: &'a Claims,
    /// The Message-IDs of all mail that came.
    pub(super) ids: &'a BTreeSet<&'a str>,
    /// What likely messages say of references, once all that is certain is known.
    pub(super) hints: &'a Hints,
    /// Requests that she said it is not about.
    pub(super) refused: &'a [usize],
    /// Requests that it was filed under of itself before.
    pub(super) settled: &'a [usize],
}

/// References of messages that are likely about one request and hardly about another: (authority,
/// key) to request. They order candidates, and never make one certain.
pub(super) type Hints = BTreeMap<(usize, String), usize>;

/// The one request that a message is tied to by what only our letters carry, if it does not
/// contradict itself: what it says of its reference counts before anything is filed.
pub(super) fn tied(
    features: &Features,
    index: &Index,
    refused: &[usize],
    settled: &[usize],
) -> Option<usize> {
    let named: BTreeSet<usize> = features.named.iter().map(|(request, _)| *request).collect();
    let mut named = named.into_iter().filter(|request| !refused.contains(request));
    let request = named.next().filter(|_| named.next().is_none())?;
    let authority = index.requests[request].authority;
    let mut writers = features
        .writers
        .iter()
        .filter(|writer| writer.evidence.rule != Rule::AuthorityName)
        .peekable();
    let from_another = !settled.contains(&request)
        && writers.peek().is_some()
        && writers.all(|writer| writer.authority != authority);
    let contradicted = features.greets_another.is_some()
        || features.voices.get(&request).is_some_and(|voice| !voice.against.is_empty());
    let as_another = !settled.contains(&request) && features.speaks_as_another(authority).is_some();
    let is_doubtful = contradicted || from_another || as_another || features.look_alike;
    (!is_doubtful).then_some(request)
}

impl Matter<'_> {
    /// What it comes to. No decision about other mail takes it from the request that its own headers or
    /// token name, and that it was filed under; but one may be what keeps it there.
    pub(super) fn judge(&self) -> Verdict {
        if self.signals.rehearsal {
            return Verdict::default();
        }
        if self.is_settled() {
            let unasked = Matter { claims: self.knowledge.unasked(), ..*self }.by_its_claims();
            if !unasked.certain.is_empty() {
                return unasked;
            }
        }
        self.by_its_claims()
    }

    fn by_its_claims(&self) -> Verdict {
        let named = self.named();
        let mut against = Vec::new();
        match &named.keys().copied().collect::<Vec<_>>()[..] {
            [] => {}
            [request] => {
                against = self.against(*request, &named[request]);
                if against.is_empty() {
                    return self.certain(&[*request], &named);
                }
            }
            several
                if (self.features.answers_several || self.features.lists_several)
                    && self.one_authority(several)
                    && several.iter().all(|request| self.is_answered_too(*request, several))
                    && !self.is_of_others(several, &named) =>
            {
                return self.certain(several, &named);
            }
            _ => against.push(Evidence::new(Rule::TwoRequests, &quotes(&named))),
        }
        self.likely(&named, against)
    }

    /// Whether it names its requests by their numbers alone, and is written to others.
    fn is_of_others(&self, requests: &[usize], named: &BTreeMap<usize, Vec<Evidence>>) -> bool {
        let mut evidence = named.values().flatten();
        evidence.all(|one| one.rule == Rule::KnownReference)
            && (self.is_published() || self.is_about_many(requests).is_some())
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
        let learned = self.by_server_id().into_iter().chain(self.by_regulator_case());
        for (request, evidence) in learned.chain(self.by_bounce()) {
            add(request, evidence);
        }
        let by_headers: BTreeSet<usize> =
            named.keys().map(|request| self.index.requests[*request].authority).collect();
        // A number that the thread's own authority uses is not another's.
        let is_its_own = |key: &str| {
            by_headers.iter().any(|authority| self.claims.owner(*authority, key).is_some())
        };
        for authority in self.reference_authorities(&named) {
            for (key, value) in self.keys() {
                if let Some(request) = self.claims.firm_owner(authority.place, key, self.index)
                    && (by_headers.contains(&authority.place) || !is_its_own(key))
                    && !self.refused.contains(&request)
                    && (authority.is_said || self.is_known_only_at(authority.place, key))
                    && (!is_bare(value) || self.is_known_to_write_for(authority.place))
                    && !self.is_of_another_log(authority.place, key, value)
                {
                    let evidence = named.entry(request).or_default();
                    evidence.push(Evidence::new(Rule::KnownReference, value));
                }
            }
        }
        named
    }

    /// Whether its own headers or token name the request it was filed under: then it is not for a
    /// decision about other mail to take it away.
    pub(super) fn is_settled(&self) -> bool {
        let mut named = self.features.named.iter();
        named.any(|(request, _)| self.settled.contains(request))
    }

    /// Whether something else than a name in it ties the message to the authority: its thread, its
    /// sender, or what its sender wrote before.
    fn is_known_to_write_for(&self, authority: usize) -> bool {
        let mut named = self.features.named.iter();
        named.any(|(request, _)| self.index.requests[*request].authority == authority)
            || self.learned_writers().contains(&authority)
            || self.features.writers.iter().any(|writer| {
                writer.authority == authority && writer.evidence.rule != Rule::AuthorityName
            })
    }

    /// Whether the number is one of another log: of another law, or, where it is nothing but figures, of
    /// complaints or accounts and not of requests.
    fn is_of_another_log(&self, authority: usize, key: &str, value: &str) -> bool {
        let claims = self.claims;
        claims.is_of_another_law(authority, key, law_of(value))
            || key.bytes().all(|byte| byte.is_ascii_digit())
                && law_of(value).is_none()
                && !claims.is_of_review(authority, key)
                && others::is_of_another_log(
                    value,
                    &[&self.signals.subject, &self.signals.new_text],
                )
    }

    /// References that it gives itself, and numbers in it that are known as references.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&String, &String)> {
        let given = self.features.references.iter().map(|(key, value)| (key, value));
        given.chain(&self.features.mentions)
    }

    /// A regulator's case is about one request; its later letters name it by its number alone.
    fn by_regulator_case(&self) -> Vec<(usize, Evidence)> {
        let numbers = self.signals.regulator_references.iter();
        numbers
            .filter(|_| self.signals.is_from_regulator())
            .filter_map(|number| {
                let request = self.knowledge.regulator_case(number)?;
                Some((request, Evidence::new(Rule::KnownReference, number)))
            })
            .collect()
    }

    /// Whether a request that a message for several names is among those it answers: its text speaks
    /// of this one, or of none that it does not name.
    fn is_answered_too(&self, request: usize, named: &[usize]) -> bool {
        self.speaks_of(request)
            || !self
                .index
                .siblings(request)
                .any(|other| !named.contains(&other) && self.speaks_of(other))
    }

    /// Whether the message speaks of what the request asks, or gives its day.
    fn speaks_of(&self, request: usize) -> bool {
        self.voice(request).is_some_and(|voice| {
            let tells =
                |evidence: &Evidence| matches!(evidence.rule, Rule::Topic | Rule::QuotedDate);
            voice.evidence.iter().any(tells)
        })
    }

    /// Whether its text, its subject or what it quotes is of this request and of none of the siblings.
    fn is_told_apart(&self, request: usize) -> bool {
        let carries = |request: usize, rule: Rule| {
            let voice = self.voice(request);
            voice.is_some_and(|voice| voice.evidence.iter().any(|one| one.rule == rule))
        };
        let alone_carries = |rule: Rule| {
            carries(request, rule)
                && !self.index.siblings(request).any(|other| carries(other, rule))
        };
        self.voice(request).is_some_and(|voice| voice.supported)
            || alone_carries(Rule::Subject)
            || alone_carries(Rule::QuotedOriginal)
    }

    /// A letter's id as a server rewrote it: that of a letter which a reply to it quotes; another id met
    /// in a thread is too little where the authority has several requests, for a clerk's own thread may
    /// hold two of them.
    fn by_server_id(&self) -> Vec<(usize, Evidence)> {
        let mut found = Vec::new();
        for id in &self.features.strange_ids {
            let evidence = || Evidence::new(Rule::ServerMessageId, &format!("<{id}>"));
            if let Some(request) = self.knowledge.by_letters_id(id) {
                found.push((request, evidence()));
            } else if let Some(requests) = self.knowledge.thread(id).0
                && requests.len() == 1
            {
                let told = requests.iter().filter(|request| {
                    self.index.siblings(**request).next().is_none() || self.is_told_apart(**request)
                });
                found.extend(told.map(|request| (*request, evidence())));
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

    pub(super) fn voice(&self, request: usize) -> Option<&Voice> {
        self.features.voices.get(&request)
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
        self.index
            .siblings(request)
            .filter(|other| self.speaks_of(*other))
            .filter(|other| !self.refused.contains(other))
            .collect()
    }
}

/// Whether a reference is a short number and nothing else: news and invoices have such numbers too.
fn is_bare(value: &str) -> bool {
    value.len() <= 4 && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn quotes(named: &BTreeMap<usize, Vec<Evidence>>) -> String {
    named
        .values()
        .filter_map(|evidence| evidence.first())
        .map(|evidence| evidence.quote.as_str())
        .collect::<Vec<_>>()
        .join("; ")
}

pub(super) fn without_doubles(evidence: Vec<Evidence>) -> Vec<Evidence> {
    let mut kept: Vec<Evidence> = Vec::new();
    for one in evidence {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    kept
}
