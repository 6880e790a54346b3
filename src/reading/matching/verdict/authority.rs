//! At whose desk a message's references are looked up: the same number at two authorities is legal,
//! so that a number names a request only where it is clear whose number it is. Knows nothing of what
//! speaks against a filing.

use std::collections::{BTreeMap, BTreeSet};

use super::Matter;
use crate::reading::matching::domain;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::writer::Writer;

/// An authority at which references are looked up.
pub(super) struct Desk {
    /// Its place in the index.
    pub(super) place: usize,
    /// Whether the message says that it is this one's: by its address, its thread or a name. That
    /// its sender wrote for it before says less.
    pub(super) is_said: bool,
}

impl Matter<'_> {
    /// Authorities at which the message's references are looked up: those it comes from, those of
    /// the requests it names, and, for a sender who writes for many, those that it names; else the
    /// only one that the sender is known to write for.
    pub(super) fn reference_authorities(
        &self,
        named: &BTreeMap<usize, Vec<Evidence>>,
    ) -> Vec<Desk> {
        let said = |places: BTreeSet<usize>| {
            places.into_iter().map(|place| Desk { place, is_said: true }).collect()
        };
        let mut authorities: BTreeSet<usize> =
            named.keys().map(|request| self.index.requests[*request].authority).collect();
        // A domain that several share does not say whose number it is.
        let by_domain = |writer: &&Writer| writer.evidence.rule == Rule::SenderDomain;
        let is_shared = self.features.writers.iter().filter(by_domain).count() > 1;
        let writers =
            self.features.writers.iter().filter(|writer| !(is_shared && by_domain(writer)));
        authorities.extend(
            writers
                .filter(|writer| writer.evidence.rule != Rule::AuthorityName)
                .map(|writer| writer.authority),
        );
        if !authorities.is_empty() {
            return said(authorities);
        }
        if is_shared {
            return Vec::new();
        }
        if self.features.look_alike || self.signals.bulk || self.signals.is_forwarded() {
            return Vec::new();
        }
        // Anybody can have a private mailbox and put an authority's name on it; and a domain that reads
        // like the authority's own is made to.
        let from = domain::of_address(&self.signals.from);
        if !domain::is_mail_provider(from) {
            authorities = self.named_authorities();
            authorities.retain(|named| !self.index.reads_like_its_own(from, *named));
        }
        if !authorities.is_empty() {
            return said(authorities);
        }
        self.only_known_for().map(|place| Desk { place, is_said: false }).into_iter().collect()
    }

    /// The one authority that the sender is known to write for, where nothing hints at another: not
    /// the domain, which many may share, nor a body that the sender says it writes as.
    fn only_known_for(&self) -> Option<usize> {
        let from = &self.signals.from;
        let domain = domain::of_address(from);
        let many = match self.knowledge.wrote_for(from) {
            Some(known) => known.len() > 1,
            None => !domain::is_of_mailboxes(domain),
        };
        let writers = self.learned_writers();
        let [only] = writers[..] else { return None };
        (!many && !self.index.is_signed_by_another(only, self.signals)).then_some(only)
    }

    /// Whether no other authority is known to use that number.
    pub(super) fn is_known_only_at(&self, authority: usize, key: &str) -> bool {
        let owners = self.knowledge.claims.owners_anywhere(key);
        owners.iter().all(|owner| self.index.requests[*owner].authority == authority)
    }

    /// Authorities that the sender is known to write for by certain filings. One who writes for
    /// several counts for those the message names.
    pub(in crate::reading::matching) fn learned_writers(&self) -> Vec<usize> {
        let Some(requests) = self.knowledge.wrote_about(&self.signals.from) else {
            return Vec::new();
        };
        let mut authorities: Vec<usize> =
            requests.iter().map(|request| self.index.requests[*request].authority).collect();
        authorities.sort_unstable();
        authorities.dedup();
        let named = self.named_authorities();
        let asked = &self.features.asked_of;
        if authorities.len() > 1 || !named.is_empty() || !asked.is_empty() {
            authorities.retain(|authority| named.contains(authority) || asked.contains(authority));
        }
        authorities
    }

    /// Authorities that the message names, in its headers or its text, as its writer.
    pub(in crate::reading::matching) fn named_authorities(&self) -> BTreeSet<usize> {
        let mut named: BTreeSet<usize> =
            self.features.writers.iter().map(|writer| writer.authority).collect();
        named.extend(&self.features.named_in_text);
        named
    }
}
