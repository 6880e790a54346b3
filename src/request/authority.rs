//! A public authority: what the register knows of it and what follows from that (the law it falls
//! under, whether its address may be written to). Does not read or write the register.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::law::facts::Closure;
use crate::law::regime::{is_public_authority, regime_for};
use crate::law::{BodyKind, Nation, Regime};
use crate::request::{AuthorityId, address};
use crate::words::words;

words! {
    /// Which layer of the register an entry stands in.
    pub enum Layer ("layer of the register") {
        /// The catalogue built into the program.
        Catalogue = "catalogue",
        /// Her own `authorities.toml`.
        Desk = "desk",
    }
}

words! {
    /// How far an address may be relied on.
    pub enum Trust ("degree of trust") {
        /// There is no address.
        NoAddress = "no_address",
        /// It came from somewhere and nobody has said yes to it.
        Unverified = "unverified",
        /// She wrote it into her register herself.
        Hers = "hers",
        /// It was verified on a day that is recorded.
        Verified = "verified",
    }
}

/// One authority of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Authority {
    /// What it is called by in commands and in the database.
    pub id: AuthorityId,
    /// Its name as it stands in a letter.
    pub name: String,
    /// Names it had before; mail may still carry them.
    pub former_names: Vec<String>,
    /// Other names and abbreviations.
    pub aliases: Vec<String>,
    /// What sort of body it is.
    pub kind: BodyKind,
    /// The part of the United Kingdom it belongs to; `None` where the register does not say.
    pub nation: Option<Nation>,
    /// The body that is the authority in law in its place (the trust of an academy).
    pub proprietor: Option<AuthorityId>,
    /// The law, where the register overrides what nation and kind say.
    pub law: Option<Regime>,
    /// When a school holds no session (SI 2004/3364 reg 3); counts for schools only.
    pub closures: Vec<Closure>,
    /// Where requests go.
    pub email: Option<String>,
    /// Where requests for internal review go, if elsewhere.
    pub review_email: Option<String>,
    /// A postal address for reviews, if it wants them by post.
    pub review_post: Option<String>,
    /// The web form it offers.
    pub web_form: Option<String>,
    /// Its web site.
    pub home_page: Option<String>,
    /// Domains its replies are known to come from, the address' own not repeated.
    pub domains: Vec<String>,
    /// Her own or an imported list's labels.
    pub tags: Vec<String>,
    /// Remarks.
    pub notes: Option<String>,
    /// Where the address comes from.
    pub source: Option<String>,
    /// The day the address was last verified.
    pub verified: Option<NaiveDate>,
    /// Whatever else an imported list said, by column.
    pub extra: BTreeMap<String, String>,
    /// The layer it stands in.
    pub layer: Layer,
    /// The line of its file where its entry begins, from 1.
    pub line: usize,
}

impl Authority {
    /// An authority of which nothing is known but id and name.
    pub fn new(id: AuthorityId, name: &str) -> Self {
        Authority {
            id,
            name: name.to_owned(),
            former_names: Vec::new(),
            aliases: Vec::new(),
            kind: BodyKind::Other,
            nation: None,
            proprietor: None,
            law: None,
            closures: Vec::new(),
            email: None,
            review_email: None,
            review_post: None,
            web_form: None,
            home_page: None,
            domains: Vec::new(),
            tags: Vec::new(),
            notes: None,
            source: None,
            verified: None,
            extra: BTreeMap::new(),
            layer: Layer::Desk,
            line: 0,
        }
    }

    /// The law a request to it falls under. Environmental information has its own regulations
    /// beside each Act. A body whose nation the register does not know is taken as under FOIA.
    pub fn regime(&self, environmental: bool) -> Regime {
        regime_for(self.nation.unwrap_or(Nation::Uk), self.kind, environmental, self.law)
    }

    /// Whether no access law reaches it (independent schools; bodies tagged `defunct` or
    /// `not_apply`, as WhatDoTheyKnow tags them).
    pub fn is_outside_the_law(&self) -> bool {
        !is_public_authority(self.kind)
            || self.tags.iter().any(|tag| tag == "defunct" || tag == "not_apply")
    }

    /// How far its address may be relied on. An entry of hers that names no source is her own
    /// word; one that names a source but no day of verification waits for her yes.
    pub fn trust(&self) -> Trust {
        match (&self.email, self.verified, self.layer, &self.source) {
            (None, ..) => Trust::NoAddress,
            (Some(_), Some(_), ..) => Trust::Verified,
            (Some(_), None, Layer::Desk, None) => Trust::Hers,
            (Some(_), None, ..) => Trust::Unverified,
        }
    }

    /// Whether its address may be written to without asking her first.
    pub fn is_verified(&self) -> bool {
        matches!(self.trust(), Trust::Hers | Trust::Verified)
    }

    /// The address a request for review goes to.
    pub fn address_for_review(&self) -> Option<&str> {
        self.review_email.as_deref().or(self.email.as_deref())
    }

    /// The domains its mail is known to come from: those of its addresses first.
    pub fn reply_domains(&self) -> Vec<&str> {
        let of_addresses = [&self.email, &self.review_email].into_iter().flatten();
        let mut domains: Vec<&str> = Vec::new();
        let listed = self.domains.iter().map(String::as_str);
        for domain in of_addresses.filter_map(|a| address::domain(a)).chain(listed) {
            if !domains.contains(&domain) {
                domains.push(domain);
            }
        }
        domains
    }

    /// Its name, former names and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.former_names.iter().chain(&self.aliases);
        std::iter::once(self.name.as_str()).chain(others.map(String::as_str))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authority() -> Authority {
        Authority::new("dunbridge".into(), "University of Dunbridge")
    }

    #[test]
    fn the_law_follows_nation_and_kind_unless_the_register_overrides_it() {
        let mut body = authority();
        assert_eq!(body.regime(false), Regime::Foia);
        body.nation = Some(Nation::Scotland);
        assert_eq!(body.regime(false), Regime::Foisa);
        assert_eq!(body.regime(true), Regime::Eisr);
        body.law = Some(Regime::Foia);
        assert_eq!(body.regime(false), Regime::Foia);
    }

    #[test]
    fn an_address_from_elsewhere_waits_for_her_yes() {
        let mut body = authority();
        assert_eq!(body.trust(), Trust::NoAddress);
        body.email = Some("foi@dunbridge.example".to_owned());
        assert_eq!(body.trust(), Trust::Hers);
        body.source = Some("a list of 2019".to_owned());
        assert!(!body.is_verified());
        body.verified = NaiveDate::from_ymd_opt(2026, 11, 22);
        assert!(body.is_verified());
        (body.verified, body.source, body.layer) = (None, None, Layer::Catalogue);
        assert!(!body.is_verified(), "the catalogue is never her word");
    }

    #[test]
    fn reply_domains_hold_each_domain_once() {
        let mut body = authority();
        body.email = Some("foi@dunbridge.example".to_owned());
        body.domains = vec!["dunbridge.example".to_owned(), "old.example".to_owned()];
        assert_eq!(body.reply_domains(), ["dunbridge.example", "old.example"]);
    }
}
