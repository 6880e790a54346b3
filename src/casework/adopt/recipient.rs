//! Whom an adopted letter went to: an authority of the register, or one made from the letter.

use crate::casework::mail;
use crate::law::{BodyKind, Regime};
use crate::reading::matching::domain;
use crate::reading::{Address, Message};
use crate::request::register::Entry;
use crate::request::{Authority, AuthorityId, Register, id};

/// The register, and what is to be added to hers.
pub(super) struct Recipients {
    register: Register,
    added: Vec<Authority>,
}

impl Recipients {
    pub(super) fn new(register: Register) -> Self {
        Recipients { register, added: Vec::new() }
    }

    /// The authority that the letter to `to` was put to; made from the letter where none has the
    /// address.
    pub(super) fn authority(&mut self, to: &Address, message: &Message, on: &str) -> Authority {
        if let Some(named) = self.named_of_several(to, &message.text) {
            return named;
        }
        let added = self.added.iter().find(|known| known.email.as_deref() == Some(&to.address));
        if let Some(known) = added.or_else(|| mail::authority_at(&self.register, &to.address)) {
            return known.clone();
        }
        let name = name(to, &message.text);
        if let Some(known) = self.register.named(&name).filter(|known| known.email.is_none()) {
            return known.clone();
        }
        let authority = Authority {
            email: Some(to.address.clone()),
            kind: kind(&name),
            notes: Some(format!("added from a letter you sent on {on}")),
            ..Authority::new(self.free_id(&name), &name)
        };
        self.added.push(authority.clone());
        authority
    }

    /// Of several authorities with one address (a service that councils share), the one that the letter
    /// greets, else the only one that it names.
    fn named_of_several(&self, to: &Address, text: &str) -> Option<Authority> {
        let sharing: Vec<&Authority> = self.register.at_address(&to.address).collect();
        if sharing.len() < 2 {
            return None;
        }
        let greeted = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let named =
            [greeted, &to.name, text].into_iter().find_map(|text| only_named(&sharing, text));
        named.cloned()
    }

    /// Whether an authority of the register has exactly this address.
    pub(super) fn has_address(&self, address: &str) -> bool {
        self.register.at_address(address).next().is_some()
    }

    fn free_id(&self, name: &str) -> AuthorityId {
        let slug = match id::slug(name) {
            empty if empty.is_empty() => "authority".to_owned(),
            slug => slug,
        };
        let taken = |id: &AuthorityId| {
            self.register.get(id).is_some() || self.added.iter().any(|added| added.id == *id)
        };
        let numbered = (2..).map(|n| format!("{slug}-{n}"));
        std::iter::once(slug.clone())
            .chain(numbered)
            .map(AuthorityId)
            .find(|id| !taken(id))
            .unwrap_or(AuthorityId(slug))
    }

    /// The authorities that were added, as entries of her register.
    pub(super) fn finish(self) -> Vec<Entry> {
        self.added.into_iter().map(entry).collect()
    }
}

fn entry(added: Authority) -> Entry {
    Entry {
        id: Some(added.id),
        name: Some(added.name),
        kind: Some(added.kind),
        email: added.email,
        notes: added.notes,
        ..Entry::default()
    }
}

/// The one of these authorities that a text names; a longer name hides one inside it.
fn only_named<'a>(authorities: &[&'a Authority], text: &str) -> Option<&'a Authority> {
    let text = format!("-{}-", id::slug(text));
    let longest = |authority: &&'a Authority| {
        let names = authority.names().map(id::slug);
        let here = names.filter(|name| !name.is_empty() && text.contains(&format!("-{name}-")));
        Some((here.map(|name| name.len()).max()?, *authority))
    };
    let named: Vec<(usize, &Authority)> = authorities.iter().filter_map(longest).collect();
    let most = named.iter().map(|(length, _)| *length).max()?;
    let mut best = named.into_iter().filter(|(length, _)| *length == most);
    best.next().filter(|_| best.next().is_none()).map(|(_, authority)| authority)
}

/// The name that the letter gives its recipient: in the salutation, else in the address.
fn name(to: &Address, text: &str) -> String {
    salutation(text).or_else(|| proper(&to.name)).unwrap_or_else(|| {
        let registrable = domain::registrable(to.domain());
        let label = registrable.split('.').next().unwrap_or_default().replace('-', " ");
        if domain::is_shared(to.domain()) || label.is_empty() {
            to.address.clone()
        } else {
            capitals(&label)
        }
    })
}

/// "Dear Marl District Council," gives the council.
fn salutation(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let name = line.strip_prefix("Dear ").or_else(|| line.strip_prefix("To "))?;
    proper(name.trim_end_matches([',', ':', '.', ' ']))
}

/// A name that is one: not "Sir or Madam", not a team.
fn proper(name: &str) -> Option<String> {
    let name = name.trim().trim_matches(['"', '\'']);
    let lower = name.to_lowercase();
    let generic = [
        "sir",
        "madam",
        "foi",
        "freedom of information",
        "information",
        "team",
        "officer",
        "colleague",
        "data protection",
        "request",
    ];
    let is_name = name.contains(' ')
        && !name.contains('@')
        && !generic.iter().any(|word| lower.starts_with(word) || lower.ends_with(word));
    is_name.then(|| name.to_owned())
}

fn capitals(label: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
            .unwrap_or_default()
    };
    label.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// What sort of body a name speaks of.
fn kind(name: &str) -> BodyKind {
    let name = format!(" {} ", name.to_lowercase());
    let table = [
        (&["parish council", "town council", "community council"][..], BodyKind::ParishCouncil),
        (&["academies trust", "academy trust", "multi academy"], BodyKind::AcademyTrust),
        (&["nhs ", "integrated care board", "health board", "hospital"], BodyKind::Nhs),
        (&["constabulary", "police"], BodyKind::Police),
        (&["university"], BodyKind::University),
        (&["sixth form"], BodyKind::SixthFormCollege),
        (&["college"], BodyKind::FeCollege),
        (&["academy"], BodyKind::Academy),
        (&["school"], BodyKind::MaintainedSchool),
        (&["council", "combined authority"], BodyKind::Council),
        (&["department for", "department of", "ministry of", " office "], BodyKind::Department),
    ];
    table
        .into_iter()
        .find(|(words, _)| words.iter().any(|word| name.contains(word)))
        .map_or(BodyKind::Other, |(_, kind)| kind)
}

/// The law that the letter names, else the one the authority falls under.
pub(super) fn regime(authority: &Authority, text: &str) -> Regime {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let environmental = text.contains("environmental information");
    let scottish = text.contains("(scotland)");
    match (environmental, scottish) {
        (true, true) => Regime::Eisr,
        (false, true) => Regime::Foisa,
        (true, false) => authority.regime(true),
        (false, false) => authority.regime(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(name: &str, address: &str) -> Address {
        Address { name: name.into(), address: address.into() }
    }

    #[test]
    fn the_recipient_is_named_by_the_letter() {
        for (address, text, expected) in [
            (
                to("", "foi@marl.example"),
                "Dear Marl District Council,\n\nI ask",
                "Marl District Council",
            ),
            (to("Marl Council", "foi@marl.example"), "Dear Sir or Madam,", "Marl Council"),
            (to("FOI Team", "foi@upper-marl.example"), "Dear FOI Team,", "Upper Marl"),
            (to("", "marl.trust@nhs.net"), "Hello", "marl.trust@nhs.net"),
        ] {
            assert_eq!(name(&address, text), expected);
        }
    }

    #[test]
    fn of_those_that_share_an_address_the_letter_names_its_own() {
        let at = |id: &str, name: &str| Authority {
            email: Some("foi@shared.example".into()),
            ..Authority::new(AuthorityId::from(id), name)
        };
        let (elmet, marl) = (at("elmet", "Elmet Borough Council"), at("marl", "Marl Council"));
        let upper = at("upper", "Upper Marl Council");
        let named = |text: &str| {
            let named = only_named(&[&elmet, &marl, &upper], text);
            named.map(|authority| authority.id.to_string()).unwrap_or_default()
        };
        for (text, expected) in [
            ("Dear Marl Council,", "marl"),
            ("Dear Elmet Borough Council", "elmet"),
            ("Dear Upper Marl Council,", "upper"),
            ("Dear FOI Team,", ""),
            ("Dear Elmeter Borough Council", ""),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }

    #[test]
    fn the_law_is_the_one_the_letter_names() {
        let authority = Authority::new(AuthorityId::from("marl"), "Marl");
        for (text, expected) in [
            ("Under the Freedom of Information Act 2000", Regime::Foia),
            ("Under the Freedom of Information\n(Scotland) Act 2002", Regime::Foisa),
            ("Under the Environmental Information Regulations 2004", Regime::Eir),
            ("Environmental Information (Scotland) Regulations", Regime::Eisr),
        ] {
            assert_eq!(regime(&authority, text), expected, "{text}");
        }
    }

    #[test]
    fn bodies_are_told_by_their_names() {
        assert_eq!(kind("Ashe Parish Council"), BodyKind::ParishCouncil);
        assert_eq!(kind("University of Dunbridge"), BodyKind::University);
        assert_eq!(kind("Marl Agency"), BodyKind::Other);
    }
}
