//! What the references in a message say of one candidate: its own number, a part of it or a slip of
//! the pen, a strange one where it has none, one in what is quoted. It orders candidates only.

use std::collections::BTreeSet;

use super::Weighed;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::key::{figures, is_variant, reference_key};
use crate::reading::matching::verdict::Matter;

/// So many figures of a number are more than an accident.
const TELLING: usize = 4;

impl Matter<'_> {
    /// References that are not this request's own: near ones, and strange ones where it or a
    /// sibling already has another.
    pub(super) fn weigh_references(&self, request: usize, weighed: &mut Weighed) {
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
        let is_anothers = keys().any(|key| {
            self.knowledge.claims.owner(authority, key).is_some_and(|owner| owner != request)
        });
        let is_disputed_here =
            keys().any(|key| self.knowledge.claims.is_claimed_by(authority, key, request));
        let is_part = |known: &BTreeSet<&str>| {
            keys().any(|key| known.iter().any(|known| is_part_of(key, known)))
        };
        if keys().any(|key| own.contains(key)) {
            weighed.points += 30;
        } else if is_part(&own) || is_disputed_here {
            weighed.points += 25;
        } else if own.is_empty() {
            let known: Vec<BTreeSet<&str>> =
                self.index.siblings(request).map(|other| self.known_references(other)).collect();
            let may_be_new = known.iter().any(|known| !known.is_empty())
                && !is_anothers
                && !known.iter().any(is_part);
            weighed.points += if may_be_new { 20 } else { 0 };
        } else if !bare_sibling
            && !is_anothers
            && keys().any(|key| own.iter().any(|known| is_variant(known, key)))
        {
            weighed.points += 15;
        }
    }

    /// A number in what it quotes tells which mail it answers.
    pub(super) fn weigh_quoted_references(&self, request: usize, weighed: &mut Weighed) {
        let authority = self.index.requests[request].authority;
        let is_its_own = |key: &str| self.knowledge.claims.owner(authority, key) == Some(request);
        let mut quoted = self.signals.references.iter().filter(|one| !one.fresh);
        let own = quoted.find(|one| reference_key(&one.value).is_some_and(|key| is_its_own(&key)));
        if let Some(own) = own {
            weighed.add(25, Evidence::new(Rule::KnownReference, &own.value), false);
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
            .claims
            .of(request, self.index, self.message)
            .into_iter()
            .chain(hinted)
            .collect()
    }
}

/// Whether one number is the beginning or the end of another, or the same figures written together.
fn is_part_of(key: &str, known: &str) -> bool {
    let bare = |key: &str| key.replace('/', "");
    key != known
        && figures(key) >= TELLING
        && (known.starts_with(key) || known.ends_with(key) || bare(key) == bare(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_number_points_to_it() {
        for (key, known, expected) in [
            ("191413", "19/1413", true),
            ("1413", "19/1413", true),
            ("CAS123456", "CAS123456X7Y8Z9", true),
            ("19/1413", "19/1413", false),
            ("413", "19/1413", false),
            ("191414", "19/1413", false),
        ] {
            assert_eq!(is_part_of(key, known), expected, "{key} {known}");
        }
    }
}
