//! What speaks against filing a message under the request that it names: another request's number or
//! topic, another authority's sender, an imitated address. Knows nothing of what speaks for it.

use std::sync::LazyLock;

use super::Matter;
use crate::letter::LetterKind;
use crate::reading::Kind;
use crate::reading::matching::domain;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::key::{figures, is_slip, reference_key};
use crate::reading::matching::subject::subject_key;
use crate::reading::pattern::Regex;

impl Matter<'_> {
    /// What speaks against filing under the one request that is named.
    pub(super) fn against(&self, request: usize, named: &[Evidence]) -> Vec<Evidence> {
        let authority = self.index.requests[request].authority;
        let claims = self.claims;
        let voice = self.voice(request);
        let mut against = Vec::new();
        for (key, value) in self.keys() {
            let supported = voice.is_some_and(|voice| voice.supported);
            let disputed = claims.owner(authority, key).is_none();
            if claims.speaks_for_another(authority, key, request) && !(disputed && supported) {
                against.push(Evidence::new(Rule::AnotherReference, value));
            }
        }
        if !self.features.answers_several {
            against.extend(voice.into_iter().flat_map(|voice| voice.against.clone()));
            against.extend(self.unexplained_reference(request));
        }
        let another = self.features.greets_another.as_ref();
        against.extend(another.map(|name| Evidence::new(Rule::AnotherPerson, name)));
        if named.iter().all(|evidence| evidence.rule == Rule::PlusAddress) {
            against.extend(self.sent_to_many(authority));
        }
        if named.iter().all(|evidence| evidence.rule == Rule::KnownReference) {
            against.extend(voice.and_then(|voice| voice.too_early.clone()));
            against.extend(self.quoted_reference(request));
            against.extend(self.outsiders_mention(request));
            against.extend(voice.and_then(|voice| voice.one_foreign_word.clone()));
            against.extend(self.sent_to_many(authority));
            against.extend(self.is_about_many(&[request]));
            against.extend(self.another_matter(request, named));
            let body = self.features.body_below.as_ref();
            against.extend(body.map(|name| Evidence::new(Rule::AnotherAuthority, name)));
        }
        let person = self.features.answers_another.as_ref();
        against.extend(person.map(|name| Evidence::new(Rule::AnotherPerson, name)));
        against.extend(self.unknown_parent(request));
        against.extend(self.another_authority(authority));
        against.extend(self.imitation(authority));
        against
    }

    /// It answers a letter of hers that is not on this desk, under a subject that is none of this
    /// request's: she began something new in an old thread. Or it comes from nobody who is known to
    /// write for the authority, and answers mail that never came here: she passed the letter on, and this
    /// is what they say of it.
    fn unknown_parent(&self, request: usize) -> Option<Evidence> {
        let evidence = |parent: &String| Evidence::new(Rule::UnknownLetter, &format!("<{parent}>"));
        let authority = self.index.requests[request].authority;
        if self.signals.bounce.is_none()
            && !self.signals.is_from_regulator()
            && !self.may_write_for(authority)
            && let Some(parent) = self.signals.thread_ids.first()
            && self.features.strange_ids.contains(parent)
            && !self.ids.contains(parent.as_str())
        {
            return Some(evidence(parent));
        }
        let parent = self.features.unknown_parent.as_ref()?;
        let key = subject_key(&self.signals.subject);
        let known = { self.index.requests[request].subjects.iter() }
            .any(|subject| key.contains(subject.as_str()));
        (!known).then(|| evidence(parent))
    }

    /// Whether the sender is the authority by its address or by the name it goes by or signs with, or one
    /// that wrote for it before. The name in a subject may be carried along, but for a system that
    /// bodies share.
    fn may_write_for(&self, authority: usize) -> bool {
        let named = self.index.named_in(&self.signals.from_name);
        let by_subject = domain::is_of_bodies(domain::of_address(&self.signals.from));
        let mut writers = self
            .features
            .writers
            .iter()
            .filter(|writer| by_subject || writer.evidence.rule != Rule::AuthorityName);
        writers.any(|writer| writer.authority == authority)
            || named.iter().any(|(named, _)| *named == authority)
            || self.features.named_in_text.contains(&authority)
            || self.learned_writers().contains(&authority)
    }

    /// A stranger's notice to whoever subscribed, or a survey: it may name her request, and is about
    /// many.
    fn sent_to_many(&self, authority: usize) -> Option<Evidence> {
        static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\bunsubscribe\b|\b(?:take|complete)\s+(?:our|a|this|the)\s+(?:\w+\s+)?survey\b|\bhow did we do\b|\bsent a (?:response|reply) to\b")
                .expect("a constant pattern")
        });
        let known = self.features.writers.iter().any(|writer| {
            writer.authority == authority && writer.evidence.rule != Rule::AuthorityName
        });
        let found = [&self.signals.new_text, &self.signals.subject]
            .into_iter()
            .find_map(|text| NOTICE.find(text))?;
        (!known).then(|| Evidence::new(Rule::SentToMany, found.as_str()))
    }

    /// A reference unlike those that the request was known by before, at an authority with another request
    /// that has none yet: it may well be that one's.
    fn unexplained_reference(&self, request: usize) -> Option<Evidence> {
        if self.features.references.is_empty()
            || self.comes_after_a_review(request)
            || self.signals.kind.is_some_and(Kind::is_of_review)
            || self.voice(request).is_some_and(|voice| voice.supported)
        {
            return None;
        }
        let claims = self.claims;
        let own = claims.known_by(request, self.index, self.message, self.signals.date);
        let authority = self.index.requests[request].authority;
        let (_, value) = self.features.references.first()?;
        let explains = |key: &str, known: &str| {
            key == known
                || key.strip_prefix(known).is_some_and(|rest| rest.starts_with('/'))
                || key.ends_with(known) && figures(known) >= 3
                || (is_slip(key, known) && !claims.is_near_anothers(authority, key, request))
        };
        let explained = self
            .features
            .references
            .iter()
            .any(|(key, _)| own.iter().any(|known| explains(key, known)));
        let free_sibling = || {
            let mut siblings = self.index.siblings(request);
            siblings.any(|other| claims.of(other, self.index, self.message).is_empty())
        };
        (!own.is_empty() && !explained && free_sibling())
            .then(|| Evidence::new(Rule::UnexplainedReference, value))
    }

    /// Somebody else speaks of her request: "I saw that Marl Council answered your FOI 42".
    fn outsiders_mention(&self, request: usize) -> Option<Evidence> {
        static SPEAKS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\b(?:answered|responded\s+to|replied\s+to|refused|saw|read(?:ing)?\s+about|noticed|found|heard\s+(?:about|of))\s+(?:\w+\s+){0,2}your\b|\bwhatdotheyknow\b|\bwell\s+done\b")
                .expect("a constant pattern")
        });
        let authority = self.index.requests[request].authority;
        let found = SPEAKS.find(&self.signals.new_text)?;
        let is_theirs = self.is_known_to_write_for(authority) || self.signals.is_casework();
        (!is_theirs).then(|| Evidence::new(Rule::AnotherPerson, found.as_str()))
    }

    /// A review has a number of its own, which is given once it was asked for.
    fn comes_after_a_review(&self, request: usize) -> bool {
        let letters = &self.index.requests[request].facts.letters;
        letters.iter().any(|letter| {
            let asked = letter.sent_at.zip(self.signals.date).is_some_and(|(sent, at)| sent <= at);
            letter.kind == Some(LetterKind::Review) && asked
        })
    }

    /// What it quotes names another request's reference and none of this one's: she wrote of that one.
    fn quoted_reference(&self, request: usize) -> Option<Evidence> {
        let authority = self.index.requests[request].authority;
        let claims = self.claims;
        let quoted = self.signals.references.iter().filter(|one| !one.fresh);
        let owners: Vec<(usize, &str)> = quoted
            .filter_map(|one| {
                let owner = claims.owner(authority, &reference_key(&one.value)?)?;
                Some((owner, one.value.as_str()))
            })
            .collect();
        let is_this_ones = owners.iter().any(|(owner, _)| *owner == request);
        let (_, value) = owners.first().filter(|_| !is_this_ones)?;
        Some(Evidence::new(Rule::AnotherReference, value))
    }

    /// The sender is known as another authority's and never wrote for this one, or it speaks as another;
    /// or a regulator writes of another authority.
    fn another_authority(&self, authority: usize) -> Option<Evidence> {
        if self.signals.is_from_regulator() {
            let named = &self.features.named_in_text;
            let other = named.first().filter(|_| !named.contains(&authority))?;
            return Some(Evidence::new(Rule::AnotherAuthority, &self.index.authorities[*other].id));
        }
        if self.signals.bounce.is_some() || self.is_settled() {
            return None;
        }
        if let Some(name) = self.features.speaks_as_another(authority) {
            return Some(Evidence::new(Rule::AnotherAuthority, name));
        }
        let mut writers = self
            .features
            .writers
            .iter()
            .filter(|writer| writer.evidence.rule != Rule::AuthorityName)
            .peekable();
        writers.peek()?;
        if writers.clone().any(|writer| writer.authority == authority) {
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

    /// A sender who only looks like an authority may know all that a letter carries, from mail that
    /// was stolen; unless she said that the sender is the authority's.
    fn imitation(&self, authority: usize) -> Option<Evidence> {
        let from = &self.signals.from;
        let is_hers = self.knowledge.is_taught_sender(from, authority);
        (self.features.look_alike && !is_hers).then(|| Evidence::new(Rule::LookAlike, from))
    }
}
