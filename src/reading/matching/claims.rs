//! Whose each reference is at an authority. Messages that our letters' ids, plus-addresses or tokens
//! tie to one request claim the references they give; what two requests claim belongs to the one
//! with clearly the better claim, or to neither: how often a number stands in a thread makes no claim
//! better, and none takes it from a request that was given it before. The claims are weighed before
//! anything is filed, so that a reply in the wrong thread cannot teach first and be believed.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};

use super::index::Index;
use super::key::{is_slip, is_variant};

/// Weight of her own word against that of a message.
pub(super) const HER_WORD: i32 = 10;

/// Weight of a message whose own text is about the request; any other weighs 1.
pub(super) const SUPPORTED: i32 = 3;

/// References and who claims them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Claims {
    /// (authority, key) to the claim of each request.
    claims: HashMap<(usize, String), BTreeMap<usize, Claim>>,
    owners: HashMap<(usize, String), usize>,
}

/// How strongly a request claims a reference.
#[derive(Debug, Clone, Default, PartialEq)]
struct Claim {
    weight: i32,
    /// The weight of its best message.
    best: i32,
    /// The messages that gave it, with their dates.
    messages: BTreeMap<usize, Option<DateTime<Utc>>>,
    /// Whether it came with a review, which has a reference of its own.
    of_review: bool,
    /// The laws that it was said to be of.
    laws: BTreeSet<&'static str>,
}

/// One message's word for a reference.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub(super) key: String,
    pub(super) request: usize,
    pub(super) message: usize,
    /// When the message was written.
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) weight: i32,
    pub(super) of_review: bool,
    /// The law that it says the request is made under.
    pub(super) law: Option<&'static str>,
}

impl Claims {
    /// Adds a word.
    pub(super) fn add(&mut self, word: Word, index: &Index) {
        let place = (index.requests[word.request].authority, word.key);
        let claim = self.claims.entry(place).or_default().entry(word.request).or_default();
        claim.weight += word.weight;
        claim.best = claim.best.max(word.weight);
        claim.messages.insert(word.message, word.at);
        claim.of_review |= word.of_review;
        claim.laws.extend(word.law);
    }

    /// Whether the owner's reference was only ever said to be of another law than this one: `EIR 1234`
    /// may well be the number of another log than `FOI 1234`.
    pub(super) fn is_of_another_law(&self, authority: usize, key: &str, law: Option<&str>) -> bool {
        let claim = self.claim_of_owner(authority, key);
        let Some((law, claim)) = law.zip(claim) else { return false };
        !claim.laws.is_empty() && !claim.laws.contains(law)
    }

    /// Whether the owner's reference is that of its review.
    pub(super) fn is_of_review(&self, authority: usize, key: &str) -> bool {
        self.claim_of_owner(authority, key).is_some_and(|claim| claim.of_review)
    }

    fn claim_of_owner(&self, authority: usize, key: &str) -> Option<&Claim> {
        let owner = self.owner(authority, key)?;
        self.claims.get(&(authority, key.to_owned()))?.get(&owner)
    }

    /// Whether anybody claims the reference.
    pub(super) fn is_claimed(&self, authority: usize, key: &str) -> bool {
        self.claims.contains_key(&(authority, key.to_owned()))
    }

    /// Whether the request claims the reference, be it or not be its own.
    pub(super) fn is_claimed_by(&self, authority: usize, key: &str, request: usize) -> bool {
        let claims = self.claims.get(&(authority, key.to_owned()));
        claims.is_some_and(|claims| claims.contains_key(&request))
    }

    /// Decides whose each reference is: the only claimant's; the one's that is clearly better known by
    /// it than all others, none of whom was given it before; or else the only claimant's that had no
    /// other reference when it was given this one. One that had another does not take it from one that
    /// had none: it may have been put there by a slip.
    pub(super) fn settle(&mut self) {
        self.owners.clear();
        for ((authority, key), claims) in &self.claims {
            let had_other = |request: &usize| self.had_other(*authority, *request, key);
            let clear = claims.iter().find(|(request, claim)| {
                let takes_it = || {
                    !claim.of_review
                        && claim.weight < HER_WORD
                        && had_other(request)
                        && claims.keys().any(|rival| !had_other(rival))
                };
                let comes_late = || {
                    let mut rivals = claims.iter().filter(|(rival, _)| rival != request);
                    claim.best < HER_WORD
                        && rivals.any(|(rival, of)| of.is_before(claim) && !had_other(rival))
                };
                claim.best >= 2 * rivals(claims, claim) && !takes_it() && !comes_late()
            });
            let mut without_other = claims.keys().filter(|request| !had_other(request));
            let owner = match clear {
                Some((request, _)) => Some(request),
                None => without_other.next().filter(|_| without_other.next().is_none()),
            };
            if let Some(owner) = owner {
                self.owners.insert((*authority, key.clone()), *owner);
            }
        }
    }

    /// Whether mail, or the record, had given the request a reference of its own when it was given this
    /// one: what comes later says nothing of it, nor does what she decided about other mail.
    fn had_other(&self, authority: usize, request: usize, key: &str) -> bool {
        let this = self.claims.get(&(authority, key.to_owned())).and_then(|of| of.get(&request));
        self.claims.iter().any(|((a, k), claims)| {
            *a == authority
                && k != key
                && claims.len() == 1
                && claims.get(&request).is_some_and(|other| {
                    !other.is_decided() && this.is_none_or(|this| !this.is_before(other))
                })
                && !is_slip(k, key)
        })
    }

    /// The request that a reference belongs to at an authority.
    pub(super) fn owner(&self, authority: usize, key: &str) -> Option<usize> {
        self.owners.get(&(authority, key.to_owned())).copied()
    }

    /// The requests, at any authority, that the reference belongs to.
    pub(super) fn owners_anywhere(&self, key: &str) -> BTreeSet<usize> {
        let owners = self.owners.iter().filter(|((_, known), _)| known == key);
        owners.map(|(_, owner)| *owner).collect()
    }

    /// The owner, where the reference alone may file a message: nobody else's claim comes near, and
    /// the owner is not better known by another number, which would make this one a slip. That of a
    /// request with a number of its own, which gave this one no more often, is a slip itself.
    pub(super) fn firm_owner(&self, authority: usize, key: &str, index: &Index) -> Option<usize> {
        let owner = self.owner(authority, key)?;
        if index.siblings(owner).next().is_none() {
            return Some(owner);
        }
        let claims = &self.claims[&(authority, key.to_owned())];
        let claim = &claims[&owner];
        let better_known = self.claims.iter().any(|((a, other), claims)| {
            *a == authority
                && other != key
                && !is_slip(other, key)
                && claims.get(&owner).is_some_and(|known| {
                    known.weight >= claim.weight
                        && !known.of_review
                        && known.messages.keys().all(|one| !claim.messages.contains_key(one))
                })
        });
        let is_slip_of = |request: usize, rival: &Claim| {
            rival.weight < HER_WORD
                && rival.messages.len() <= claim.messages.len()
                && self.had_other(authority, request, key)
                && !self.had_other(authority, owner, key)
        };
        let rivals: i32 = { claims.iter() }
            .filter(|(request, rival)| **request != owner && !is_slip_of(**request, rival))
            .map(|(_, rival)| rival.weight)
            .sum();
        (claim.weight >= 2 * rivals && (claim.of_review || !better_known)).then_some(owner)
    }

    /// Whether the reference is claimed by a request other than this one, and not this one's. Of a
    /// disputed one that is no word against the request that was given it first.
    pub(super) fn speaks_for_another(&self, authority: usize, key: &str, request: usize) -> bool {
        let Some(claims) = self.claims.get(&(authority, key.to_owned())) else { return false };
        let others = || claims.iter().filter(|(claimant, _)| **claimant != request);
        match self.owner(authority, key) {
            Some(owner) => owner != request,
            None => {
                let was_first = |own: &Claim| others().all(|(_, other)| own.is_before(other));
                others().next().is_some() && !claims.get(&request).is_some_and(was_first)
            }
        }
    }

    /// Keys of the references that belong to a request by other messages than this one.
    pub(super) fn of(&self, request: usize, index: &Index, besides: usize) -> Vec<&str> {
        self.given(request, index, |message, _| message != besides)
    }

    /// Those of them that were known when a message of that date came: what comes later cannot make
    /// a number odd that was the request's first.
    pub(super) fn known_by(
        &self,
        request: usize,
        index: &Index,
        besides: usize,
        at: Option<DateTime<Utc>>,
    ) -> Vec<&str> {
        self.given(request, index, |message, given| {
            message != besides && given.zip(at).is_none_or(|(given, at)| given <= at)
        })
    }

    /// Keys of the references that belong to a request by such a message.
    fn given(
        &self,
        request: usize,
        index: &Index,
        by: impl Fn(usize, Option<DateTime<Utc>>) -> bool,
    ) -> Vec<&str> {
        let authority = index.requests[request].authority;
        let mut keys: Vec<&str> = self
            .owners
            .iter()
            .filter(|((a, _), owner)| *a == authority && **owner == request)
            .filter(|(place, _)| {
                let messages = &self.claims[*place][&request].messages;
                messages.iter().any(|(message, at)| by(*message, *at))
            })
            .map(|((_, key), _)| key.as_str())
            .collect();
        keys.sort_unstable();
        keys
    }

    /// Whether a near spelling of the reference is another request's.
    pub(super) fn is_near_anothers(&self, authority: usize, key: &str, request: usize) -> bool {
        self.owners.iter().any(|((a, known), owner)| {
            *a == authority && *owner != request && known != key && is_variant(known, key)
        })
    }
}

impl Claim {
    /// When the request was first given the reference, as far as all that gave it have a date.
    fn first(&self) -> Option<DateTime<Utc>> {
        self.messages.values().copied().min().flatten()
    }

    /// Whether only her decisions about mail make it.
    fn is_decided(&self) -> bool {
        self.best >= HER_WORD && !self.messages.contains_key(&usize::MAX)
    }

    /// Whether the request was given the reference before the one of the other claim.
    fn is_before(&self, other: &Claim) -> bool {
        self.first().zip(other.first()).is_some_and(|(own, other)| own < other)
    }
}

/// The weight of all claims but this one, each by its best message.
fn rivals(claims: &BTreeMap<usize, Claim>, claim: &Claim) -> i32 {
    claims.values().map(|one| one.best).sum::<i32>() - claim.best
}

#[cfg(test)]
mod tests {
    use super::super::{Hers, RequestFacts};
    use super::*;

    fn index() -> Index {
        let request = |id: &str| RequestFacts {
            id: id.into(),
            authority: "marl".into(),
            ..RequestFacts::default()
        };
        Index::new(vec![request("a"), request("b")], Hers::default())
    }

    fn claims(words: &[(&str, usize, usize, i32)]) -> Claims {
        let mut claims = Claims::default();
        for (key, request, message, weight) in words {
            let word = Word {
                key: (*key).into(),
                request: *request,
                message: *message,
                at: None,
                weight: *weight,
                of_review: false,
                law: None,
            };
            claims.add(word, &index());
        }
        claims.settle();
        claims
    }

    #[test]
    fn a_reference_belongs_to_the_clearly_better_claim() {
        for (words, owner, firm) in [
            (&[("100", 0, 1, 1)][..], Some(0), Some(0)),
            (&[("100", 0, 1, 1), ("100", 1, 2, 1)], None, None),
            (&[("100", 0, 1, 3), ("100", 1, 2, 1)], Some(0), Some(0)),
            (&[("100", 0, 1, 3), ("100", 1, 2, 2)], None, None),
            // Of two equals the one without another number.
            (&[("100", 0, 1, 1), ("100", 1, 2, 1), ("200", 1, 3, 1)], Some(0), Some(0)),
            // Nor does one with a number of its own take the other's by many words for it.
            (&[("100", 0, 1, 1), ("100", 1, 2, 3), ("200", 1, 3, 1)], Some(0), Some(0)),
            (
                &[("100", 0, 1, 1), ("100", 1, 2, 1), ("100", 1, 4, 1), ("200", 1, 3, 1)],
                Some(0),
                None,
            ),
            // A second number of one request, no better known than its first, files nothing alone.
            (&[("100", 0, 1, 1), ("200", 0, 2, 1)], Some(0), None),
            (&[("100", 0, 1, 3), ("200", 0, 2, 1)], Some(0), Some(0)),
            // Two numbers in one message are both its own.
            (&[("100", 0, 1, 1), ("200", 0, 1, 1)], Some(0), Some(0)),
        ] {
            let claims = claims(words);
            assert_eq!(claims.owner(0, "100"), owner, "{words:?}");
            assert_eq!(claims.firm_owner(0, "100", &index()), firm, "{words:?}");
        }
    }
}
