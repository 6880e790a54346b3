//! What certain filings teach: references and whose they are, senders and their authorities, the
//! threads of the authority. Only an uncontradicted certain filing, or she, teaches.

use std::collections::{BTreeSet, HashMap};

use super::claims::{Claims, HER_WORD, SUPPORTED, Word};
use super::domain;
use super::features::Features;
use super::index::Index;
use super::key::{law_of, reference_key};
use super::signals::Signals;
use super::stage::Stages;
use crate::reading::Kind;
use crate::reading::reference::renumbers;

/// What a set of filings taught.
#[derive(Debug, Default, PartialEq)]
pub struct Knowledge {
    /// Whose the authorities' references are.
    pub(super) claims: Claims,
    /// The same without her decisions about mail, where she made any.
    unasked: Option<Claims>,
    /// The regulators' case numbers.
    regulator_cases: HashMap<String, BTreeSet<usize>>,
    /// How far each request has come.
    pub(super) stages: Stages,
    server_ids: HashMap<String, BTreeSet<usize>>,
    /// Of those the ones that a reply names which quotes the letter itself.
    letters_ids: HashMap<String, BTreeSet<usize>>,
    their_ids: HashMap<String, BTreeSet<usize>>,
    senders: HashMap<String, BTreeSet<usize>>,
    domains: HashMap<String, BTreeSet<usize>>,
    taught_senders: BTreeSet<(String, usize)>,
}

/// A message that teaches.
pub(super) struct Lesson<'a> {
    /// Its place in the set.
    pub(super) message: usize,
    pub(super) signals: &'a Signals,
    pub(super) features: &'a Features,
    /// The requests it is filed under.
    pub(super) requests: &'a [usize],
    /// Whether she filed it.
    pub(super) by_her: bool,
    /// Whether it was filed there of itself before.
    pub(super) settled: bool,
}

impl Lesson<'_> {
    /// Whether its word for a reference stands against a decision of hers about a later message: that
    /// one has a slip in it.
    fn precedes(&self, decided: &Lesson<'_>) -> bool {
        self.settled
            || self.signals.date.zip(decided.signals.date).is_some_and(|(own, later)| own < later)
    }

    /// The strange id of what it answers, where what it quotes is the request's letter to the minute, and
    /// nothing stands between.
    fn answered_letter(&self, request: usize) -> Option<&str> {
        let id = self.signals.thread_ids.first()?;
        let quotes_it = self.features.voices.get(&request).is_some_and(|voice| voice.quotes_letter);
        let is_strange = self.features.strange_ids.contains(id);
        (self.requests.len() == 1 && quotes_it && is_strange).then_some(id.as_str())
    }

    /// Its word for each reference it gives, if it is about one request. Where the authority has
    /// several, only the first is its own: what it cites further down may be another's.
    pub(super) fn words(&self, index: &Index) -> Vec<Word> {
        let [request] = self.requests else { return self.shared_words(index) };
        let several = index.siblings(*request).next().is_some();
        let own = if several { 1 } else { usize::MAX };
        if self.features.answers_several && !self.by_her {
            return Vec::new();
        }
        let supported = self.features.voices.get(request).is_some_and(|voice| voice.supported);
        let weight = match (self.by_her, supported) {
            (true, _) => HER_WORD,
            (false, true) => SUPPORTED,
            (false, false) => 1,
        };
        let of_review = self.signals.kind.is_some_and(Kind::is_of_review);
        let word = |(key, value): (&String, &String)| Word {
            law: law_of(value),
            key: key.clone(),
            request: *request,
            message: self.message,
            at: self.signals.date,
            weight,
            of_review,
        };
        let is_own = |at: usize, value: &str| at < own || self.renumbers(value);
        let given = { self.features.references.iter().enumerate() }
            .filter(|(at, (_, value))| is_own(*at, value))
            .map(|(_, (key, value))| (key, value));
        // A number that only others give as a reference, where it is the only one here or goes on
        // with the one that was read.
        let mentions = &self.features.mentions;
        let only = mentions.iter().filter(|(mention, _)| {
            let read = self.features.references.first();
            mentions.len() == 1 && read.is_none_or(|(key, _)| mention.starts_with(key.as_str()))
        });
        given.chain(only).map(word).collect()
    }

    /// Whether it says in so many words that its request has this number too.
    fn renumbers(&self, value: &str) -> bool {
        let text = &self.signals.new_text;
        text.match_indices(value).any(|(at, _)| renumbers(&text[..at], value))
    }

    /// The words of a message about several requests: those that its text shares out among them.
    fn shared_words(&self, index: &Index) -> Vec<Word> {
        let shares = super::share::shares(self.signals, self.requests, index);
        let words = shares.into_iter().filter_map(|(value, request)| {
            Some(Word {
                law: law_of(&value),
                key: reference_key(&value)?,
                request,
                message: self.message,
                at: self.signals.date,
                weight: 1,
                of_review: self.signals.kind.is_some_and(Kind::is_of_review),
            })
        });
        words.collect()
    }
}

/// The claims before anything is filed.
#[derive(Debug, Default)]
pub(super) struct First {
    claims: Claims,
    /// The same without her decisions about mail, where she made any.
    unasked: Option<Claims>,
}

/// The claims before anything is filed: those of the index, and the words of `first`, messages that
/// are tied to one request and do not contradict themselves.
pub(super) fn first_claims(index: &Index, first: &[Lesson<'_>]) -> First {
    let mut claims = Claims::default();
    for (request, entry) in index.requests.iter().enumerate() {
        for value in &entry.facts.references {
            let Some(key) = reference_key(value) else { continue };
            let (message, at, law) = (usize::MAX, None, law_of(value));
            let word = Word { key, request, message, at, weight: HER_WORD, of_review: false, law };
            claims.add(word, index);
        }
    }
    let (hers, tied): (Vec<&Lesson<'_>>, Vec<&Lesson<'_>>) =
        first.iter().partition(|lesson| lesson.by_her);
    let mut given: HashMap<(usize, String), Vec<(usize, &Lesson<'_>)>> = HashMap::new();
    for (lesson, word) in
        tied.iter().flat_map(|one| one.words(index).into_iter().map(|word| (*one, word)))
    {
        let place = (index.requests[word.request].authority, word.key.clone());
        given.entry(place).or_default().push((word.request, lesson));
        claims.add(word, index);
    }
    let mut unasked = (!hers.is_empty()).then(|| claims.clone());
    for (lesson, word) in
        hers.iter().flat_map(|one| one.words(index).into_iter().map(|word| (*one, word)))
    {
        let place = (index.requests[word.request].authority, word.key.clone());
        let others = given.get(&place).map_or(&[][..], Vec::as_slice);
        if !others.iter().any(|(request, other)| *request != word.request && other.precedes(lesson))
        {
            claims.add(word, index);
        }
    }
    claims.settle();
    unasked.iter_mut().for_each(Claims::settle);
    First { claims, unasked }
}

impl Knowledge {
    /// What these lessons teach beside the first claims; `message_ids` are the ids of all incoming
    /// messages.
    pub(super) fn from(
        index: &Index,
        first: &First,
        lessons: &[Lesson<'_>],
        message_ids: &BTreeSet<&str>,
    ) -> Self {
        let (claims, unasked) = (first.claims.clone(), first.unasked.clone());
        let mut knowledge = Knowledge { claims, unasked, ..Knowledge::default() };
        for lesson in lessons {
            knowledge.learn(lesson, index, message_ids);
            for word in lesson.words(index) {
                let authority = index.requests[word.request].authority;
                let is_new = |of: &Claims| !of.is_claimed(authority, &word.key);
                if let (Some(unasked), false) = (&mut knowledge.unasked, lesson.by_her)
                    && first.unasked.as_ref().is_none_or(is_new)
                {
                    unasked.add(word.clone(), index);
                }
                if is_new(&first.claims) {
                    knowledge.claims.add(word, index);
                }
            }
        }
        knowledge.claims.settle();
        knowledge.unasked.iter_mut().for_each(Claims::settle);
        knowledge
    }

    /// Whose the references are by what mail says, whatever she decided about other mail.
    pub(super) fn unasked(&self) -> &Claims {
        self.unasked.as_ref().unwrap_or(&self.claims)
    }

    fn learn(&mut self, lesson: &Lesson<'_>, index: &Index, message_ids: &BTreeSet<&str>) {
        self.stages.note(lesson.signals, lesson.requests);
        for &request in lesson.requests {
            if let Some(id) = &lesson.signals.message_id {
                self.their_ids.entry(id.to_ascii_lowercase()).or_default().insert(request);
            }
            for id in &lesson.features.strange_ids {
                let known = if message_ids.contains(id.as_str()) {
                    &mut self.their_ids
                } else {
                    &mut self.server_ids
                };
                known.entry(id.to_ascii_lowercase()).or_default().insert(request);
            }
            if let Some(id) = lesson.answered_letter(request).filter(|id| !message_ids.contains(id))
            {
                self.letters_ids.entry(id.to_ascii_lowercase()).or_default().insert(request);
            }
            for case in &lesson.signals.regulator_references {
                self.regulator_cases.entry(case.clone()).or_default().insert(request);
            }
            if lesson.signals.bounce.is_some() || lesson.signals.is_from_regulator() {
                continue;
            }
            if lesson.by_her {
                self.taught_senders.insert((
                    lesson.signals.from.to_ascii_lowercase(),
                    index.requests[request].authority,
                ));
            }
            self.learn_sender(&lesson.signals.from, request, index);
        }
    }

    fn learn_sender(&mut self, from: &str, request: usize, index: &Index) {
        if from.is_empty() || index.hers.owns(from) {
            return;
        }
        self.senders.entry(from.to_ascii_lowercase()).or_default().insert(request);
        let at = domain::registrable(domain::of_address(from));
        self.domains.entry(at).or_default().insert(index.requests[request].authority);
    }

    /// The request that a regulator's case number is about.
    pub(super) fn regulator_case(&self, number: &str) -> Option<usize> {
        let requests = self.regulator_cases.get(number)?;
        requests.first().copied().filter(|_| requests.len() == 1)
    }

    /// Requests whose letters or messages have this id by what was learned: (given by a server to
    /// our letter, of their own message).
    pub(super) fn thread(&self, id: &str) -> (Option<&BTreeSet<usize>>, Option<&BTreeSet<usize>>) {
        let id = id.to_ascii_lowercase();
        (self.server_ids.get(&id), self.their_ids.get(&id))
    }

    /// The one request that has a letter with this id, as a server rewrote it.
    pub(super) fn by_letters_id(&self, id: &str) -> Option<usize> {
        let requests = self.letters_ids.get(&id.to_ascii_lowercase())?;
        requests.first().copied().filter(|_| requests.len() == 1)
    }

    /// Requests that this address was certain to write about.
    pub(super) fn wrote_about(&self, address: &str) -> Option<&BTreeSet<usize>> {
        self.senders.get(&address.to_ascii_lowercase())
    }

    /// Whether she filed mail from this address under a request to the authority.
    pub(super) fn is_taught_sender(&self, address: &str, authority: usize) -> bool {
        self.taught_senders.contains(&(address.to_ascii_lowercase(), authority))
    }

    /// Authorities that the sender's domain was certain to write for; more than one means that
    /// many share it.
    pub(super) fn wrote_for(&self, address: &str) -> Option<&BTreeSet<usize>> {
        let domain = domain::of_address(address);
        if domain::is_shared(domain) {
            None
        } else {
            self.domains.get(&domain::registrable(domain))
        }
    }
}
