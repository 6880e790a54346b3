//! What the desk knows of its requests, arranged for looking up: ids and addresses of the letters,
//! tokens, authorities with their addresses and names, and what sets siblings (several requests to
//! one authority) apart.

use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash as _, Hasher as _};
use std::sync::OnceLock;

use chrono::{DateTime, Utc};

use super::domain;
use super::facts::{LetterFacts, RequestFacts};
use super::features::Features;
use super::glance::is_cover_note;
use super::her_name::HerName;
use super::hers::{Hers, loose};
use super::lookout::Lookout;
use super::names::Names;
use super::noted::Noted;
use super::signals::Signals;
use super::speaker::is_sort_of_body;
use super::subject::subject_key;
use super::year::years_of;
use crate::letter::LetterKind;
use crate::reading::topic::{Topic, stem};
use crate::reading::{HerWords, Message};
use crate::request::{AuthorityId, RequestId};

/// Requests and what finds them.
#[derive(Debug, Default)]
pub struct Index {
    pub(super) hers: Hers,
    pub(super) requests: Vec<Entry>,
    pub(super) authorities: Vec<Authority>,
    ids: HashMap<String, Vec<usize>>,
    tags: HashMap<String, Vec<(String, usize)>>,
    pub(super) tokens: HashMap<String, Vec<usize>>,
    recipients: HashMap<String, Vec<usize>>,
    senders: HashMap<String, Vec<usize>>,
    pub(super) domains: HashMap<String, Vec<usize>>,
    names: Names,
    pub(super) lookout: Lookout,
    pub(super) her_name: HerName,
    pub(super) noted: Noted,
    her_words: OnceLock<HerWords>,
}

/// A request in the index.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) facts: RequestFacts,
    pub(super) authority: usize,
    /// What its letter asks, without the authority's name.
    pub(super) topic: Topic,
    /// Of that, what none of its siblings asks.
    pub(super) apart: Topic,
    /// Subjects of its letters, reduced by [`subject_key`].
    pub(super) subjects: BTreeSet<String>,
    /// The years it asks for, without those of the siblings that ask the same again.
    pub(super) years: BTreeSet<String>,
}

/// An authority in the index.
#[derive(Debug, Default)]
pub(super) struct Authority {
    pub(super) id: String,
    pub(super) requests: Vec<usize>,
    pub(super) domains: BTreeSet<String>,
    /// Where it is at home below them: a college below its university's domain has a home of its own.
    pub(super) homes: BTreeSet<String>,
    /// The words of its names, without those for sorts of bodies.
    pub(super) name_words: BTreeSet<String>,
    /// Its name as domains write it, and what of it stands before the `@` where the domain is shared.
    pub(super) handles: BTreeSet<String>,
    pub(super) name_stems: BTreeSet<String>,
}

impl Index {
    /// An index of requests; their order does not matter.
    pub fn new(mut requests: Vec<RequestFacts>, hers: Hers) -> Self {
        requests.sort_by(|a, b| a.id.cmp(&b.id));
        let her_name = HerName::of(&hers, &requests);
        let mut index = Index { hers, her_name, ..Index::default() };
        for facts in requests {
            index.add(facts);
        }
        index.set_siblings_apart();
        index.set_years_apart();
        let noted = index.requests.iter().flat_map(|entry| &entry.facts.noted);
        index.noted = Noted::of(noted.map(String::as_str));
        let addresses = index.ids.keys().chain(index.recipients.keys()).chain(index.senders.keys());
        let words = index.names.first_words().chain(index.noted.first_words());
        index.lookout = Lookout::new(addresses, words, index.tokens.keys());
        index
    }

    /// Her addresses.
    pub fn hers(&self) -> &Hers {
        &self.hers
    }

    /// What stands in her requests, made out when it is first wanted.
    pub fn her_words(&self) -> &HerWords {
        self.her_words.get_or_init(|| {
            let letters = self.requests.iter().flat_map(|entry| &entry.facts.letters);
            let requests = letters.filter(|letter| letter.kind == Some(LetterKind::Request));
            HerWords::of(requests.map(|letter| letter.text.as_str()))
        })
    }

    /// How many requests it holds.
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// The id of a request by its place in the index.
    pub fn request_id(&self, request: usize) -> RequestId {
        RequestId(self.requests[request].facts.id.clone())
    }

    /// The authority of a request by its place in the index.
    pub fn authority_id(&self, request: usize) -> AuthorityId {
        AuthorityId(self.requests[request].facts.authority.clone())
    }

    /// The place of a request in the index.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.requests.binary_search_by(|entry| entry.facts.id.as_str().cmp(id)).ok()
    }

    /// All requests and letters in one line: it changes when mail that matched nothing may match.
    pub fn summary(&self) -> String {
        let mut hash = std::hash::DefaultHasher::new();
        for entry in &self.requests {
            entry.facts.id.hash(&mut hash);
            entry.facts.addresses.hash(&mut hash);
            entry.facts.domains.hash(&mut hash);
            for letter in &entry.facts.letters {
                letter.message_ids.hash(&mut hash);
            }
            entry.facts.own_ids.hash(&mut hash);
        }
        format!("{} {:016x}", self.requests.len(), hash.finish())
    }

    /// Whether a message that was read may be about a request: then its attachments are read too. A
    /// long text without a word of such a request is no cover note of one.
    pub fn is_worth_attachments(&self, signals: &Signals, message: &Message) -> bool {
        let features = Features::of(signals, self);
        let named = !features.named.is_empty()
            || !features.writers.is_empty()
            || !features.named_in_text.is_empty();
        !self.is_empty()
            && !signals.bulk
            && (named
                || signals.says_foi()
                || signals.foi && is_cover_note(message)
                || !features.voices.is_empty())
    }

    fn add(&mut self, facts: RequestFacts) {
        let request = self.requests.len();
        let authority = self.authority_of(&facts);
        self.authorities[authority].requests.push(request);
        for letter in &facts.letters {
            self.add_letter(request, letter);
        }
        for name in &facts.authority_names {
            self.add_name(authority, name);
            self.add_handles(authority, name, &facts.addresses);
        }
        for id in &facts.own_ids {
            note(self.ids.entry(id.to_ascii_lowercase()), request);
        }
        for address in
            facts.addresses.iter().chain(facts.letters.iter().flat_map(|letter| &letter.to))
        {
            self.add_sender(authority, &address.to_ascii_lowercase());
        }
        for known in &facts.domains {
            self.add_domain(authority, known);
        }
        let topic = topic_of(&facts, &self.authorities[authority].name_stems);
        let subjects = facts
            .letters
            .iter()
            .map(|letter| subject_key(&letter.subject))
            .filter(|key| !key.is_empty())
            .collect();
        let (apart, years) = (Topic::default(), years_of(&facts));
        let entry = Entry { facts, authority, topic, apart, subjects, years };
        self.requests.push(entry);
    }

    fn authority_of(&mut self, facts: &RequestFacts) -> usize {
        if let Some(known) =
            self.authorities.iter().position(|authority| authority.id == facts.authority)
        {
            return known;
        }
        self.authorities.push(Authority { id: facts.authority.clone(), ..Authority::default() });
        self.authorities.len() - 1
    }

    fn add_letter(&mut self, request: usize, letter: &LetterFacts) {
        for id in &letter.message_ids {
            note(self.ids.entry(id.to_ascii_lowercase()), request);
        }
        for token in &letter.tokens {
            note(self.tokens.entry(token.to_ascii_lowercase()), request);
        }
        for to in &letter.to {
            note(self.recipients.entry(to.to_ascii_lowercase()), request);
        }
        for tag in [&letter.from, &letter.reply_to].into_iter().filter_map(|at| self.hers.tag(at)) {
            let tagged = self.tags.entry(loose(&tag)).or_default();
            if !tagged.contains(&(tag.clone(), request)) {
                tagged.push((tag, request));
            }
        }
    }

    fn add_sender(&mut self, authority: usize, address: &str) {
        note(self.senders.entry(address.to_owned()), authority);
        self.add_domain(authority, domain::of_address(address));
    }

    fn add_name(&mut self, authority: usize, name: &str) {
        let words = self.names.add(authority, name);
        let authority = &mut self.authorities[authority];
        authority.name_stems.extend(words.iter().map(|word| stem(word)));
        authority.name_words.extend(words.into_iter().filter(|word| !is_sort_of_body(word)));
    }

    fn add_handles(&mut self, authority: usize, name: &str, addresses: &[String]) {
        let squeezed = domain::squeezed(name);
        let shared = addresses.iter().filter_map(|address| address.rsplit_once('@'));
        let shared = shared.filter(|(_, at)| domain::is_shared(at)).map(|(local, _)| local);
        let parts = shared.flat_map(|local| local.split(['.', '-', '_'])).map(domain::squeezed);
        let telling = parts.filter(|part| squeezed.contains(part.as_str()));
        let handles = telling.chain([squeezed.clone()]).filter(|handle| handle.len() >= 8);
        self.authorities[authority].handles.extend(handles);
    }

    fn set_siblings_apart(&mut self) {
        for authority in &self.authorities {
            for &request in &authority.requests {
                let siblings = authority.requests.iter().filter(|other| **other != request);
                let apart = self.requests[request]
                    .topic
                    .apart_from(siblings.map(|other| &self.requests[*other].topic));
                // Where the subjects tell nothing, what only this one asks is its heading.
                let alike = apart.has_no_heading();
                self.requests[request].apart = if alike { apart.as_heading() } else { apart };
            }
        }
    }

    /// Requests with a letter of that Message-ID.
    pub(super) fn by_message_id(&self, id: &str) -> &[usize] {
        found(self.ids.get(&id.to_ascii_lowercase()))
    }

    /// Requests whose letter was sent from the plus-address with that tag: exactly that one, or,
    /// where there is none, the one that differs only in l/1 and o/0.
    pub(super) fn by_tag(&self, tag: &str) -> Vec<usize> {
        let Some(alike) = self.tags.get(&loose(tag)) else { return Vec::new() };
        let tag = tag.to_ascii_lowercase();
        let exact: Vec<usize> =
            alike.iter().filter(|(known, _)| *known == tag).map(|(_, request)| *request).collect();
        if exact.is_empty() { alike.iter().map(|(_, request)| *request).collect() } else { exact }
    }

    /// Requests with a letter to that address.
    pub(super) fn by_recipient(&self, address: &str) -> &[usize] {
        found(self.recipients.get(&address.to_ascii_lowercase()))
    }

    /// Authorities with that address.
    pub(super) fn by_sender(&self, address: &str) -> &[usize] {
        found(self.senders.get(&address.to_ascii_lowercase()))
    }

    /// Authorities named in the text, each with its name; a longer name hides one inside it.
    pub(super) fn named_in(&self, text: &str) -> Vec<(usize, String)> {
        // Most texts name none.
        if !self.lookout.words.any_in(text, |start| self.has_name_at(&text[start..])) {
            return Vec::new();
        }
        self.names.named_in(text)
    }

    /// Whether the text starts with an authority's name.
    pub(super) fn has_name_at(&self, text: &str) -> bool {
        self.names.is_at(text)
    }

    /// The other requests to the same authority.
    pub(super) fn siblings(&self, request: usize) -> impl Iterator<Item = usize> + '_ {
        self.authorities[self.requests[request].authority]
            .requests
            .iter()
            .copied()
            .filter(move |other| *other != request)
    }

    /// The earliest letter of a request.
    pub(super) fn first_sent(&self, request: usize) -> Option<DateTime<Utc>> {
        self.requests[request].facts.letters.iter().filter_map(|letter| letter.sent_at).min()
    }
}

pub(super) fn note(entry: std::collections::hash_map::Entry<'_, String, Vec<usize>>, value: usize) {
    let values = entry.or_default();
    if !values.contains(&value) {
        values.push(value);
    }
}

pub(super) fn found<T>(known: Option<&Vec<T>>) -> &[T] {
    known.map_or(&[], Vec::as_slice)
}

/// What the first letter and its subject ask.
fn topic_of(facts: &RequestFacts, aside: &BTreeSet<String>) -> Topic {
    let mut topic = Topic::default();
    if let Some(first) = facts.letters.iter().min_by_key(|letter| letter.sent_at) {
        topic.add(&Topic::of(&first.subject, aside).as_heading());
        topic.add(&Topic::of(&first.text, aside));
    }
    topic
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(id: &str, authority: &str, name: &str) -> RequestFacts {
        RequestFacts {
            id: id.into(),
            authority: authority.into(),
            authority_names: vec![name.into()],
            letters: vec![LetterFacts {
                message_ids: vec![format!("{id}@campaign.example")],
                from: format!("requests+tag{id}@campaign.example"),
                to: vec![format!("foi@{authority}.example")],
                tokens: vec![format!("OUR-{id}")],
                ..LetterFacts::default()
            }],
            ..RequestFacts::default()
        }
    }

    fn index() -> Index {
        Index::new(
            vec![
                request("b", "upper-marl", "Upper Marl Council"),
                request("a", "marl", "Marl Council"),
            ],
            Hers::new(["requests@campaign.example"]),
        )
    }

    #[test]
    fn a_request_is_found_by_what_its_letter_carries() {
        let index = index();
        let a = index.place("a").unwrap();
        assert_eq!(index.by_message_id("A@campaign.example"), [a]);
        assert_eq!(index.by_tag("TAGA"), [a]);
        assert_eq!(index.by_token_in("Re: trees [our-a]."), [(a, "our-a".to_owned())]);
        assert!(index.by_token_in("four-a our-ab").is_empty());
        assert_eq!(index.by_recipient("FOI@marl.example"), [a]);
    }

    #[test]
    fn the_longer_name_hides_the_one_inside() {
        let index = index();
        let named = index.named_in("From the Upper Marl Council, Information team");
        assert_eq!(named.len(), 1);
        assert_eq!(index.authorities[named[0].0].id, "upper-marl");
    }
}
