//! What one message says in the terms of one index, before anything is learned: requests it names,
//! authorities that may have written it, and what it says for and against single requests. Computed
//! once a message; the rounds of filing only look at it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::domain;
use super::evidence::{Evidence, Rule};
use super::index::Index;
use super::key::reference_key;
use super::returned::BounceSignals;
use super::several;
use super::signals::Signals;
use super::speaker::Speakers;
use super::voice::{Hearing, Voice};
use super::writer::{self, Writer};
use crate::reading::topic::Topic;

/// A message in the terms of an index.
#[derive(Debug, Default)]
pub(super) struct Features {
    /// Requests named by what only their letters carry.
    pub(super) named: Vec<(usize, Evidence)>,
    /// Authorities it may come from.
    pub(super) writers: Vec<Writer>,
    /// Authorities its text names as the writer's own, where the sender's address points to none; in
    /// a regulator's letter, those it is about.
    pub(super) named_in_text: Vec<usize>,
    /// Authorities that it says her request was made to.
    pub(super) asked_of: Vec<usize>,
    /// As which authorities it speaks.
    pub(super) speakers: Speakers,
    /// The name by which it speaks as a body of its own below the domain of the one it may come from.
    pub(super) body_below: Option<String>,
    /// For requests of those authorities and those named: what it says for and against them.
    pub(super) voices: HashMap<usize, Voice>,
    /// Keys and values of the references it gives itself.
    pub(super) references: Vec<(String, String)>,
    /// Numbers that stand anywhere in it and are known as references, by their keys; not those above.
    pub(super) mentions: BTreeMap<String, String>,
    /// Such numbers that may as well be amounts.
    pub(super) unsure_mentions: BTreeMap<String, String>,
    /// Whether it says that it answers more than one request.
    pub(super) answers_several: bool,
    /// Whether it lists several references as what it is about.
    pub(super) lists_several: bool,
    /// A letter of hers that it answers and that the index does not know.
    pub(super) unknown_letter: Option<String>,
    /// Message-IDs in its thread that are no letter of ours, nearest first.
    pub(super) strange_ids: Vec<String>,
    /// The letter of hers that it answers, where the index knows only others of its thread.
    pub(super) unknown_parent: Option<String>,
    /// How it, or the letter attached to it, greets somebody else.
    pub(super) greets_another: Option<String>,
    /// Whether it greets her by a name of hers.
    pub(super) greets_her: bool,
    /// How it greets somebody else whose letter it quotes.
    pub(super) answers_another: Option<String>,
    /// Whether the sender's domain imitates an authority's.
    pub(super) look_alike: bool,
    /// Whether it has a subject of its own that none of the authorities' requests has.
    pub(super) off_topic: bool,
}

impl Features {
    pub(super) fn of(signals: &Signals, index: &Index) -> Self {
        let writers = writer::writers(signals, index);
        let by_address = |writer: &Writer| writer.evidence.rule != Rule::AuthorityName;
        let mut features = Features {
            named: named(signals, index, writers.iter().any(by_address)),
            writers,
            references: references(signals, index),
            answers_several: several::are_answered(signals),
            lists_several: several::are_listed(signals),
            ..Features::default()
        };
        features.look_alike = writer::look_alike(signals, index, &features.writers);
        if features.writers.iter().all(|writer| writer.evidence.rule == Rule::AuthorityName) {
            features.named_in_text = writer::named_in_text(signals, index);
        }
        features.asked_of = writer::asked_of(signals, index);
        if !features.writers.is_empty() || !features.named.is_empty() {
            features.speakers = Speakers::of(signals, index, &features.asked_of);
        }
        if let [writer] = &features.writers[..]
            && writer.evidence.rule == Rule::SenderDomain
        {
            features.body_below = index.body_below(writer.authority, signals);
        }
        let her_name = &index.her_name;
        features.greets_another = her_name.is_to_another(signals);
        features.greets_her = her_name.is_greeted(&signals.new_text);
        features.answers_another = index.her_name.answers_another(signals, &index.hers);
        features.note_strange_ids(signals, index);
        let at_stake = features.at_stake(signals, index);
        features.look_at(signals, index, &at_stake);
        features
    }

    /// The name of another authority than this one as which it speaks.
    pub(super) fn speaks_as_another(&self, authority: usize) -> Option<&str> {
        let is_its_address = matches!(&self.writers[..], [only] if only.authority == authority)
            && self.writers[0].evidence.rule != Rule::AuthorityName;
        self.speakers.another(authority, is_its_address)
    }

    /// What it says of the requests to those authorities too.
    pub(super) fn hear_also(
        &mut self,
        signals: &Signals,
        index: &Index,
        authorities: &BTreeSet<usize>,
    ) {
        let of = |authority: &usize| index.authorities[*authority].requests.iter().copied();
        let mut at_stake: BTreeSet<usize> = self.voices.keys().copied().collect();
        at_stake.extend(authorities.iter().flat_map(of));
        self.look_at(signals, index, &at_stake);
    }

    fn look_at(&mut self, signals: &Signals, index: &Index, at_stake: &BTreeSet<usize>) {
        if at_stake.is_empty() {
            return;
        }
        self.hear(signals, index, at_stake);
        self.off_topic = off_topic(signals, index, at_stake);
    }

    /// Requests about which the message may say something.
    fn at_stake(&self, signals: &Signals, index: &Index) -> BTreeSet<usize> {
        let mut authorities: BTreeSet<usize> =
            self.writers.iter().map(|writer| writer.authority).collect();
        authorities.extend(self.named_in_text.iter().chain(&self.asked_of));
        let returned = signals.returned_ids.iter().flat_map(|id| index.by_message_id(id));
        authorities.extend(returned.map(|request| index.requests[*request].authority));
        authorities
            .extend(self.named.iter().map(|(request, _)| index.requests[*request].authority));
        let quoted = signals.quoted.iter().flat_map(|quoted| &quoted.addresses);
        let bounced = signals.bounce.iter().flat_map(|bounce| &bounce.recipients);
        for address in quoted.chain(bounced) {
            authorities.extend(
                index
                    .by_recipient(address)
                    .iter()
                    .map(|request| index.requests[*request].authority),
            );
        }
        authorities
            .iter()
            .flat_map(|authority| index.authorities[*authority].requests.iter().copied())
            .collect()
    }

    fn note_strange_ids(&mut self, signals: &Signals, index: &Index) {
        let returned = signals.bounce.iter().flat_map(BounceSignals::ids);
        let ids: Vec<&String> =
            signals.thread_ids.iter().chain(&signals.returned_ids).chain(returned).collect();
        if ids.iter().any(|id| !index.by_message_id(id).is_empty()) {
            let parent = signals.thread_ids.first().filter(|id| {
                let at = domain::of_address(id);
                let is_hers = index.hers.owns_domain(at) && !domain::is_shared(at);
                is_hers && index.by_message_id(id).is_empty()
            });
            self.unknown_parent = parent.cloned();
            self.strange_ids = signals
                .thread_ids
                .iter()
                .filter(|id| index.by_message_id(id).is_empty())
                .cloned()
                .collect();
            return;
        }
        for id in ids {
            let at = domain::of_address(id);
            if index.hers.owns_domain(at) && !domain::is_shared(at) {
                self.unknown_letter.get_or_insert_with(|| id.clone());
            } else if signals.thread_ids.contains(id) {
                self.strange_ids.push(id.clone());
            }
        }
        let unknown_tag = signals.header_tags.iter().find(|(_, tag)| index.by_tag(tag).is_empty());
        if let (None, Some((header, tag))) = (&self.unknown_letter, unknown_tag) {
            self.unknown_letter = Some(format!("{header}: +{tag}"));
        }
    }

    /// Collects what the message says of each request at stake.
    fn hear(&mut self, signals: &Signals, index: &Index, at_stake: &BTreeSet<usize>) {
        let hearing = Hearing::of(signals, index);
        for &request in at_stake {
            self.voices.insert(request, hearing.voice(request));
        }
    }
}

/// Requests named by Message-IDs, plus-addresses and tokens.
fn named(signals: &Signals, index: &Index, is_theirs: bool) -> Vec<(usize, Evidence)> {
    let mut named: Vec<(usize, Evidence)> = Vec::new();
    let mut add = |request: usize, rule: Rule, quote: &str| {
        if !named.iter().any(|(known, evidence)| *known == request && evidence.rule == rule) {
            named.push((request, Evidence::new(rule, quote)));
        }
    };
    let original = signals.bounce.iter().flat_map(BounceSignals::ids);
    // Whoever has her letter can attach it: that counts for mail servers and for authorities.
    let returned = signals.returned_ids.iter().filter(|_| signals.bounce.is_some() || is_theirs);
    for id in signals.thread_ids.iter().chain(returned).chain(original) {
        for &request in index.by_message_id(id) {
            add(request, Rule::OurMessageId, &format!("<{id}>"));
        }
    }
    let in_text = signals.text_tags.iter().map(|tag| ("text", tag));
    for (place, tag) in
        signals.header_tags.iter().map(|(header, tag)| (header.as_str(), tag)).chain(in_text)
    {
        for request in index.by_tag(tag) {
            add(request, Rule::PlusAddress, &format!("{place}: +{tag}"));
        }
    }
    for (place, text) in [
        ("subject", &signals.subject),
        ("text", &signals.new_text),
        ("quoted text", &signals.quoted_text),
    ] {
        for (request, token) in index.by_token_in(text) {
            add(request, Rule::Token, &format!("{place}: {token}"));
        }
    }
    named
}

/// References that the message gives itself, without our own tokens.
fn references(signals: &Signals, index: &Index) -> Vec<(String, String)> {
    let mut references: Vec<(String, String)> = Vec::new();
    for reference in signals.references.iter().filter(|reference| reference.fresh) {
        let Some(key) = reference_key(&reference.value) else { continue };
        let ours = !index.by_token_in(&reference.value).is_empty();
        if !ours && !references.iter().any(|(known, _)| *known == key) {
            references.push((key, reference.value.clone()));
        }
    }
    references
}

/// Whether the subject is about something, and neither it nor the text shares a word with what any
/// of the requests asks.
fn off_topic(signals: &Signals, index: &Index, at_stake: &BTreeSet<usize>) -> bool {
    let mut aside = BTreeSet::new();
    for &request in at_stake {
        aside.extend(
            index.authorities[index.requests[request].authority].name_stems.iter().cloned(),
        );
    }
    // What holds a figure is a number and no topic: "INF-25-484". What came before a day is none.
    let is_of_a_day = |word: &str| {
        ["dated", "received", "sent", "submitted", "made"]
            .iter()
            .any(|of| word.eq_ignore_ascii_case(of))
    };
    let words = signals
        .subject
        .split_whitespace()
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()) && !is_of_a_day(word));
    let subject = Topic::of(&words.collect::<Vec<_>>().join(" "), &aside);
    if subject.is_empty() {
        return false;
    }
    let text = Topic::of(&signals.new_text, &aside);
    !at_stake.iter().any(|request| {
        let own = &index.requests[*request].topic;
        own.meets(&subject) || own.support(&text).words.len() >= 2
    })
}
