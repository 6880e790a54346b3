//! Where authorities are at home: bodies that share a registrable domain (the colleges of a university,
//! a force and its commissioner) each have a part of it, and mail from one part is no other body's.

use std::collections::BTreeSet;

use super::domain::{self, registrable};
use super::index::{Index, found, note};

impl Index {
    pub(super) fn add_domain(&mut self, authority: usize, known: &str) {
        if !known.is_empty() && !domain::is_shared(known) {
            let registrable = domain::registrable(known);
            let authority_of = &mut self.authorities[authority];
            authority_of.homes.insert(home(known, &authority_of.name_words));
            authority_of.domains.insert(registrable.clone());
            note(self.domains.entry(registrable), authority);
        }
    }

    /// Whether an authority has addresses below that registrable domain.
    pub(super) fn has_domain(&self, registrable: &str) -> bool {
        self.domains.contains_key(registrable)
    }

    /// Authorities at home at that domain, or nearest above it.
    pub(super) fn by_domain(&self, domain: &str) -> Vec<usize> {
        let domain = domain.trim_matches('.').to_ascii_lowercase();
        let nearest = |authority: usize| {
            let homes = self.authorities[authority].homes.iter();
            homes.filter(|home| is_below(&domain, home)).map(String::len).max()
        };
        let known = found(self.domains.get(&domain::registrable(&domain))).iter();
        let near: Vec<(usize, usize)> =
            known.filter_map(|authority| Some((nearest(*authority)?, *authority))).collect();
        let most = near.iter().map(|(length, _)| *length).max();
        near.iter().filter(|(l, _)| Some(*l) == most).map(|(_, authority)| *authority).collect()
    }

    /// Whether the address is known as the authority's: it is one of its own, or, where it is nobody's
    /// of the desk, at its domain.
    pub(super) fn is_known_address(&self, address: &str, authority: usize) -> bool {
        let at = domain::of_address(address);
        match self.by_sender(address) {
            [] => !domain::is_shared(at) && self.by_domain(at).contains(&authority),
            exact => exact.contains(&authority),
        }
    }
}

/// Where a body with these words in its name is at home below the registrable domain: from the label
/// that names it on (`foi.alder.marl.ac.uk` is `alder.marl.ac.uk` for Alder College), or else the
/// registrable domain itself.
fn home(domain: &str, name: &BTreeSet<String>) -> String {
    let domain = domain.trim_matches('.').to_ascii_lowercase();
    let registrable = registrable(&domain);
    let names =
        |host: &&str| labels_below(host, &registrable).next().is_some_and(|l| is_of(l, name));
    let hosts = std::iter::successors(Some(domain.as_str()), |host| Some(host.split_once('.')?.1));
    let mut below = hosts.take_while(|host| host.len() > registrable.len());
    below.find(names).map_or(registrable.clone(), str::to_owned)
}

/// Whether one domain is the other or below it.
fn is_below(domain: &str, upper: &str) -> bool {
    let rest = domain.strip_suffix(upper);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// The labels of a host before its registrable domain.
pub(super) fn labels_below<'h>(host: &'h str, registrable: &str) -> impl Iterator<Item = &'h str> {
    let below = host.strip_suffix(registrable).unwrap_or_default();
    below.split('.').filter(|label| !label.is_empty())
}

/// Whether a label has a word of a name.
fn is_of(label: &str, name: &BTreeSet<String>) -> bool {
    label.split('-').any(|part| part.len() > 2 && name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_a_label_names_is_at_home_below_it() {
        let name = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        for (host, words, expected) in [
            ("foi.alder.marl.ac.uk", &["alder"][..], "alder.marl.ac.uk"),
            ("Alder-Hall.marl.ac.uk", &["alder"], "alder-hall.marl.ac.uk"),
            ("foi.marl.ac.uk", &["marl"], "marl.ac.uk"),
            ("mail.marl.ac.uk", &[], "marl.ac.uk"),
            ("marl.ac.uk", &["marl"], "marl.ac.uk"),
        ] {
            assert_eq!(home(host, &name(words)), expected, "{host}");
        }
        assert!(is_below("foi.marl.ac.uk", "marl.ac.uk") && is_below("marl.ac.uk", "marl.ac.uk"));
        assert!(!is_below("undermarl.ac.uk", "marl.ac.uk"));
    }
}
