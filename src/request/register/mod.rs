//! The register: every authority she can write to. The built-in catalogue lies beneath; her own
//! entries win, by id or by name. Pure: texts in, values out; files are `casework::register`'s.

pub mod check;
pub mod entry;
pub mod import;
mod parts;
mod plain;
pub mod problem;
pub mod read;
mod value;
pub mod write;

use std::collections::HashMap;

pub use entry::Entry;
pub use problem::{Problem, Severity};
pub use read::Reading;

use crate::request::authority::{Authority, Layer};
use crate::request::{AuthorityId, address, id};

/// The catalogue: 147 universities and one college, none of their addresses verified.
pub const CATALOGUE: &str = include_str!("../../../authorities.toml");

/// Authorities by id, and what was wrong with the texts they were read from.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// The authorities: hers in her order, then what is left of the catalogue.
    pub authorities: Vec<Authority>,
    /// What is wrong with her register, in order of lines.
    pub problems: Vec<Problem>,
    by_id: HashMap<AuthorityId, usize>,
}

impl Register {
    /// The built-in catalogue alone.
    pub fn catalogue() -> Self {
        Register::assemble(Vec::new(), read::read(CATALOGUE), Vec::new())
    }

    /// Her register laid over the built-in catalogue.
    pub fn layered(hers: &str) -> Self {
        let hers = read::read(hers);
        let beneath =
            if hers.without_catalogue { Reading::default() } else { read::read(CATALOGUE) };
        Register::assemble(hers.entries, beneath, hers.problems)
    }

    fn assemble(hers: Vec<Entry>, beneath: Reading, mut problems: Vec<Problem>) -> Self {
        let beneath: Vec<Authority> = (beneath.entries.into_iter())
            .filter_map(|entry| entry.over(Layer::Catalogue, None))
            .collect();
        let names = Names::of(&beneath);
        let mut register = Register::default();
        register.by_id.reserve(hers.len() + beneath.len());
        let mut replaced = vec![None; beneath.len()];
        for entry in hers {
            let place = names.place(&entry);
            let line = entry.line;
            let id = entry.id();
            match entry.over(Layer::Desk, place.map(|place| &beneath[place])) {
                Some(authority) => {
                    let at = register.authorities.len();
                    match register.add(authority) {
                        Ok(()) => place.iter().for_each(|&place| replaced[place] = Some(at)),
                        Err(problem) => problems.push(problem),
                    }
                }
                None => problems.push(Problem::error(
                    line,
                    id,
                    "has no name, and the catalogue holds no authority with this id",
                )),
            }
        }
        for (authority, replaced) in beneath.into_iter().zip(replaced) {
            match replaced {
                // Requests that were drafted to the catalogue's id still find it.
                Some(at) => drop(register.by_id.entry(authority.id).or_insert(at)),
                None => drop(register.add(authority)),
            }
        }
        problems.sort_by_key(|problem| problem.line);
        register.problems = problems;
        register
    }

    fn add(&mut self, authority: Authority) -> Result<(), Problem> {
        if let Some(first) = self.get(&authority.id) {
            let message = match first.layer {
                Layer::Desk => format!(
                    "this id is taken by the entry on line {}; give one of them another",
                    first.line
                ),
                Layer::Catalogue => "this id is taken".to_owned(),
            };
            return Err(Problem::error(authority.line, Some(authority.id), message));
        }
        self.by_id.insert(authority.id.clone(), self.authorities.len());
        self.authorities.push(authority);
        Ok(())
    }

    /// The authority of this id.
    pub fn get(&self, id: &AuthorityId) -> Option<&Authority> {
        self.by_id.get(id).map(|&at| &self.authorities[at])
    }

    /// Where the authority of this id stands in `authorities`.
    pub fn place(&self, id: &AuthorityId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The authority that a text names: its id, or one of its names whatever the case and the
    /// punctuation, where only one has it.
    pub fn named(&self, text: &str) -> Option<&Authority> {
        let wanted = id::slug(text);
        if let Some(authority) = self.get(&AuthorityId::from(text.trim())) {
            return Some(authority);
        }
        if wanted.is_empty() {
            return None;
        }
        let mut found = self.authorities.iter().filter(|a| a.names().any(|n| is_named(n, &wanted)));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Every authority with this address, for requests or for reviews.
    pub fn at_address<'a>(&'a self, wanted: &'a str) -> impl Iterator<Item = &'a Authority> {
        self.authorities.iter().filter(move |authority| {
            let own = [&authority.email, &authority.review_email];
            own.into_iter().flatten().any(|known| address::same(known, wanted))
        })
    }

    /// The body that is the authority in law for this one: its proprietor, and the proprietor's
    /// proprietor, as far as the register knows them (FOIA Sch.1 para 52A: an academy's authority is
    /// its trust). Bodies with the same one get one letter. A circle of proprietors ends at the
    /// smallest id in it, so that all of the circle agree.
    pub fn legal_authority(&self, id: &AuthorityId) -> AuthorityId {
        let mut path = vec![self.get(id).map_or_else(|| id.clone(), |known| known.id.clone())];
        while let Some(next) = path.last().and_then(|last| self.proprietor(last)) {
            if let Some(start) = path.iter().position(|seen| seen == next) {
                return path.split_off(start).into_iter().min().unwrap_or_else(|| id.clone());
            }
            path.push(next.clone());
        }
        path.pop().unwrap_or_else(|| id.clone())
    }

    /// The proprietor as a known authority's id; an unknown one stands for itself.
    fn proprietor(&self, id: &AuthorityId) -> Option<&AuthorityId> {
        let named = self.get(id)?.proprietor.as_ref()?;
        Some(self.get(named).map_or(named, |known| &known.id))
    }
}

fn is_named(name: &str, wanted: &str) -> bool {
    id::slug(name) == wanted
}

/// The catalogue's places by id and by every name, as slugs.
struct Names {
    places: HashMap<String, usize>,
}

impl Names {
    fn of(authorities: &[Authority]) -> Self {
        let mut places = HashMap::new();
        for (place, authority) in authorities.iter().enumerate() {
            places.insert(authority.id.0.clone(), place);
        }
        for (place, authority) in authorities.iter().enumerate() {
            for name in authority.names().map(id::slug) {
                places.entry(name).or_insert(place);
            }
        }
        Names { places }
    }

    /// The place that an entry of hers takes.
    fn place(&self, entry: &Entry) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        let by_id = entry.id.as_ref().and_then(|id| self.places.get(id.as_str()));
        let by_name = || entry.name.as_deref().and_then(|name| self.places.get(&id::slug(name)));
        by_id.or_else(by_name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_is_sound_and_nothing_in_it_is_verified() {
        let reading = read::read(CATALOGUE);
        assert_eq!(reading.problems, []);
        let register = Register::catalogue();
        assert_eq!(register.authorities.len(), 148);
        assert_eq!(reading.entries.len(), 148);
        for authority in &register.authorities {
            assert!(!authority.is_verified(), "{}", authority.id);
            assert!(authority.source.is_some() || authority.email.is_none(), "{}", authority.id);
            assert!(authority.nation.is_some(), "{}", authority.id);
        }
    }

    #[test]
    fn hers_wins_by_id_and_by_name() {
        let hers = "[[authority]]\nid = \"coventry-university\"\nverified = 2026-11-22\n\
            [[authority]]\nid = \"glyn\"\nname = \"Glyndŵr University\"\nemail = \"foi@glyn.example\"\n\
            [[authority]]\nid = \"own\"\nname = \"Aberfell College\"\n";
        let register = Register::layered(hers);
        assert_eq!(register.problems, []);
        assert_eq!(register.authorities.len(), 149);
        let coventry = register.get(&"coventry-university".into()).unwrap();
        assert!(coventry.is_verified() && coventry.layer == Layer::Desk);
        let wrexham = register.get(&"wrexham-university".into()).unwrap();
        assert_eq!((wrexham.id.as_str(), wrexham.line), ("glyn", 4));
        assert!(Register::layered("catalogue = false\n").authorities.is_empty());
    }

    #[test]
    fn the_second_entry_of_an_id_is_a_problem_and_the_first_stands() {
        let hers = "[[authority]]\nid = \"a\"\nname = \"First\"\n[[authority]]\nid = \"a\"\nname = \"Second\"\n[[authority]]\nid=\"b\"\n";
        let register = Register::layered(hers);
        let problems: Vec<_> = register.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            problems,
            [
                "line 4: a: this id is taken by the entry on line 1; give one of them another",
                "line 7: b: has no name, and the catalogue holds no authority with this id"
            ]
        );
        assert_eq!(register.get(&"a".into()).unwrap().name, "First");
    }

    #[test]
    fn academies_of_one_trust_are_one_authority_in_law() {
        let hers = "[[authority]]\nid = \"t\"\nname = \"Trust\"\n[[authority]]\nid = \"x\"\nname = \"X\"\nproprietor = \"t\"\n\
            [[authority]]\nid = \"y\"\nname = \"Y\"\nproprietor = \"t\"\n\
            [[authority]]\nid = \"p\"\nname = \"P\"\nproprietor = \"q\"\n[[authority]]\nid = \"q\"\nname = \"Q\"\nproprietor = \"p\"\n";
        let register = Register::layered(hers);
        for (id, legal) in [("x", "t"), ("y", "t"), ("t", "t"), ("p", "p"), ("q", "p"), ("z", "z")]
        {
            assert_eq!(register.legal_authority(&id.into()), legal.into(), "{id}");
        }
    }

    #[test]
    fn a_name_finds_its_authority() {
        let register = Register::catalogue();
        for text in ["coventry-university", "Coventry University", "COVENTRY university"] {
            assert_eq!(register.named(text).unwrap().id.as_str(), "coventry-university");
        }
        assert!(register.named("University of Nowhere").is_none());
        let address = register.named("coventry-university").unwrap().email.clone().unwrap();
        assert_eq!(register.at_address(&address.to_uppercase()).count(), 1);
    }
}
