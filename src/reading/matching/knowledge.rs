//! What certain filings teach: references and whose they are, senders and their authorities, the
//! threads of the authority. Only an uncontradicted certain filing, or she, teaches; what two
//! requests claim belongs to neither, unless one claim is clearly better.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::domain;
use super::features::Features;
use super::index::Index;
use super::signals::Signals;

/// Weight of her own word against that of a message.
const HER_WORD: i32 = 10;

/// What a set of filings taught.
#[derive(Debug, Default, PartialEq)]
pub struct Knowledge {
    claims: HashMap<(usize, String), BTreeMap<usize, Claim>>,
    owners: HashMap<(usize, String), usize>,
    server_ids: HashMap<String, BTreeSet<usize>>,
    their_ids: HashMap<String, BTreeSet<usize>>,
    senders: HashMap<String, BTreeSet<usize>>,
    domains: HashMap<String, BTreeSet<usize>>,
    taught_senders: BTreeSet<(String, usize)>,
}

/// How strongly a request claims a reference.
#[derive(Debug, Default, PartialEq)]
struct Claim {
    weight: i32,
    messages: BTreeSet<usize>,
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
}

impl Knowledge {
    /// What the index and these lessons teach; `message_ids` are the ids of all incoming messages.
    pub(super) fn from(
        index: &Index,
        lessons: &[Lesson<'_>],
        message_ids: &BTreeSet<&str>,
    ) -> Self {
        let mut knowledge = Knowledge::default();
        for (request, entry) in index.requests.iter().enumerate() {
            for reference in &entry.facts.references {
                if let Some(key) = reference_key(reference) {
                    knowledge.claim(entry.authority, key, request, HER_WORD, usize::MAX);
                }
            }
        }
        for lesson in lessons {
            knowledge.learn(lesson, index, message_ids);
        }
        knowledge.settle(index);
        knowledge
    }

    fn learn(&mut self, lesson: &Lesson<'_>, index: &Index, message_ids: &BTreeSet<&str>) {
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
            if lesson.by_her {
                self.taught_senders.insert((
                    lesson.signals.from.to_ascii_lowercase(),
                    index.requests[request].authority,
                ));
            }
            if lesson.signals.bounce.is_none() {
                self.learn_sender(&lesson.signals.from, request, index);
            }
        }
        if let [request] = lesson.requests
            && !lesson.features.answers_several
        {
            let supported =
                lesson.features.voices.get(request).is_some_and(|voice| voice.supported);
            let weight = if lesson.by_her { HER_WORD } else { 1 + i32::from(supported) };
            for (key, _) in &lesson.features.references {
                self.claim(
                    index.requests[*request].authority,
                    key.clone(),
                    *request,
                    weight,
                    lesson.message,
                );
            }
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

    fn claim(
        &mut self,
        authority: usize,
        key: String,
        request: usize,
        weight: i32,
        message: usize,
    ) {
        let claim = self.claims.entry((authority, key)).or_default().entry(request).or_default();
        claim.weight += weight;
        claim.messages.insert(message);
    }

    /// Decides whose each reference is: the only claimant's, the clearly strongest one's, or, of
    /// two equals, the one that has no other reference.
    fn settle(&mut self, index: &Index) {
        for ((authority, key), claims) in &self.claims {
            let strongest = claims.values().map(|claim| claim.weight).max().unwrap_or(0);
            let mut best: Vec<usize> = claims
                .iter()
                .filter(|(_, claim)| claim.weight == strongest)
                .map(|(request, _)| *request)
                .collect();
            if best.len() > 1 {
                best.retain(|request| !self.has_other(*authority, *request, key));
            }
            if let [owner] = best[..] {
                debug_assert!(owner < index.len());
                self.owners.insert((*authority, key.clone()), owner);
            }
        }
    }

    fn has_other(&self, authority: usize, request: usize, key: &str) -> bool {
        self.claims.iter().any(|((a, k), claims)| {
            *a == authority && k != key && claims.len() == 1 && claims.contains_key(&request)
        })
    }

    /// The request that a reference belongs to at an authority.
    pub(super) fn owner(&self, authority: usize, key: &str) -> Option<usize> {
        self.owners.get(&(authority, key.to_owned())).copied()
    }

    /// Whether the reference is claimed by a request other than this one, and not this one's.
    pub(super) fn speaks_for_another(&self, authority: usize, key: &str, request: usize) -> bool {
        let Some(claims) = self.claims.get(&(authority, key.to_owned())) else { return false };
        match self.owner(authority, key) {
            Some(owner) => owner != request,
            None => claims.keys().any(|claimant| *claimant != request),
        }
    }

    /// Keys of the references that belong to a request by other messages than this one.
    pub(super) fn references_of(&self, request: usize, index: &Index, besides: usize) -> Vec<&str> {
        let authority = index.requests[request].authority;
        let mut keys: Vec<&str> = self
            .owners
            .iter()
            .filter(|((a, _), owner)| *a == authority && **owner == request)
            .filter(|(place, _)| {
                self.claims[*place][&request].messages.iter().any(|message| *message != besides)
            })
            .map(|((_, key), _)| key.as_str())
            .collect();
        keys.sort_unstable();
        keys
    }

    /// Requests whose letters or messages have this id by what was learned: (given by a server to
    /// our letter, of their own message).
    pub(super) fn thread(&self, id: &str) -> (Option<&BTreeSet<usize>>, Option<&BTreeSet<usize>>) {
        let id = id.to_ascii_lowercase();
        (self.server_ids.get(&id), self.their_ids.get(&id))
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

/// A reference reduced to what is compared: letters and digits in upper case, leading zeros and the
/// words that only say what it is (FOI, EIR, REF) dropped. `None` when fewer than three digits
/// remain: such a number names nothing.
pub fn reference_key(value: &str) -> Option<String> {
    const LABELS: [&str; 9] =
        ["FOI", "FOIA", "FOISA", "EIR", "EIRS", "REF", "FOIREF", "REQUEST", "CASE"];
    let mut key = String::new();
    for run in runs(value) {
        if key.is_empty() && LABELS.contains(&run.as_str()) {
            continue;
        }
        key.push_str(run.trim_start_matches('0'));
    }
    (key.chars().filter(char::is_ascii_digit).count() >= 3).then_some(key)
}

/// The runs of letters and the runs of digits of a text, in upper case.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let goes_on = before.is_some_and(|before| {
            (before.is_ascii_digit() && c.is_ascii_digit())
                || (before.is_ascii_alphabetic() && c.is_ascii_alphabetic())
        });
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => run.push(c.to_ascii_uppercase()),
            None if c.is_ascii_alphanumeric() => runs.push(c.to_ascii_uppercase().to_string()),
            None => {}
        }
        before = Some(c);
    }
    runs
}

/// Whether two keys are the same number but for a slip of the pen (one character more, less or
/// other, or two exchanged), or one with something before it (`IR7812` for `7812`).
pub fn is_variant(a: &str, b: &str) -> bool {
    if a == b || (a.len() >= 4 && b.ends_with(a)) || (b.len() >= 4 && a.ends_with(b)) {
        return true;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let end = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count()
        .min(a.len().min(b.len()) - start);
    let longer = a.len().max(b.len());
    let differ = longer - start - end;
    longer >= 4
        && a.len().abs_diff(b.len()) <= 1
        && (differ <= 1
            || (differ == 2
                && a.len() == b.len()
                && a[start] == b[start + 1]
                && a[start + 1] == b[start]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_reference_are_one() {
        for (a, b) in [
            ("FOI-2025-0978", "foi/2025/0978"),
            ("FOI2020/105", "FOI 2020-105"),
            ("17 419 924", "17419924"),
            ("FOI IG/2025/JUN/111", "IG/2025/JUN/111"),
            ("FOIA0042 17", "42 17"),
        ] {
            assert_eq!(reference_key(a), reference_key(b), "{a} {b}");
        }
        assert_eq!(reference_key("FOI 12"), None);
        assert_ne!(reference_key("T9456/25"), reference_key("T9457/25"));
        assert_eq!(reference_key("FOI100"), Some("100".into()));
    }

    #[test]
    fn a_slip_of_the_pen_is_a_variant() {
        for (a, b) in [
            ("1198", "1199"),
            ("8498", "4898"),
            ("1198", "198"),
            ("7812", "IR7812"),
            ("WFOI7812", "IRWFOI7812"),
        ] {
            assert!(is_variant(a, b), "{a} {b}");
        }
        for (a, b) in [("1198", "2076"), ("481", "516"), ("FS5012", "EA2099")] {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }
}
