//! Which entry of the register a row means: the one with its key or id, otherwise the one with its
//! name, if only one has it; and what a new one is called.

use std::collections::{HashMap, HashSet};

use super::{Format, Row};
use crate::request::authority::Authority;
use crate::request::register::{Entry, Register};
use crate::request::{AuthorityId, address, id};

/// Where a row belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The id of its entry.
    pub id: AuthorityId,
    /// Where that stands in the register; `None` for a new one.
    pub at: Option<usize>,
}

/// The register by key and by name, and what the rows before this one have taken.
pub(super) struct Places {
    /// The column whose value says who is who, where the format has one.
    key: Option<&'static str>,
    by_key: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// How many rows of the list have each name.
    namesakes: HashMap<String, usize>,
    /// Entries that a row before this one means, with its line.
    taken: HashMap<AuthorityId, usize>,
    trusts: HashMap<String, AuthorityId>,
    /// Rows without id or key, by name and address.
    seen: HashMap<(String, String), usize>,
}

impl Places {
    pub(super) fn of(register: &Register, format: Format, rows: &[Row]) -> Self {
        let key = match format {
            Format::List => None,
            Format::WhatDoTheyKnow => Some("URL name"),
            Format::Gias => Some("URN"),
        };
        let mut places = Places {
            key,
            by_key: HashMap::new(),
            by_name: HashMap::new(),
            namesakes: HashMap::new(),
            taken: HashMap::new(),
            trusts: HashMap::new(),
            seen: HashMap::new(),
        };
        for (at, authority) in register.authorities.iter().enumerate() {
            if let Some(value) = key.and_then(|key| authority.extra.get(key)) {
                places.by_key.insert(value.clone(), at);
            }
            let names: HashSet<String> = authority.names().map(id::slug).collect();
            for name in names {
                places.by_name.entry(name).or_default().push(at);
            }
        }
        for row in rows.iter().filter(|row| row.skipped.is_none()) {
            *places.namesakes.entry(name(&row.entry)).or_default() += 1;
        }
        places
    }

    /// The place of a row's entry, or why there is none.
    pub(super) fn find(
        &mut self,
        register: &Register,
        entry: &Entry,
        line: usize,
    ) -> Result<Place, String> {
        if self.key.is_none() && entry.id.is_none() {
            let email = entry.email.clone().unwrap_or_default().to_ascii_lowercase();
            if let Some(first) = self.seen.insert((name(entry), email), line) {
                return Err(format!("says the same name and address as line {first}"));
            }
        }
        let at = self.at(register, entry);
        let id = match at {
            Some(at) => register.authorities[at].id.clone(),
            None => self.new_id(register, entry),
        };
        if let Some(first) = self.taken.insert(id.clone(), line) {
            return Err(format!("means the same authority as line {first}"));
        }
        Ok(Place { id, at })
    }

    fn at(&self, register: &Register, entry: &Entry) -> Option<usize> {
        let key = self.key.and_then(|key| entry.extra.get(key));
        if let Some(at) = key.and_then(|value| self.by_key.get(value)) {
            return Some(*at);
        }
        // The id of a school is made of its name and number: it is no claim to an entry of hers.
        if let Some(at) = entry.id.as_ref().and_then(|id| register.place(id)) {
            return Some(at);
        }
        self.named(register, entry)
    }

    /// The one entry of that name; with namesakes, the one that has the address too.
    fn named(&self, register: &Register, entry: &Entry) -> Option<usize> {
        let name = name(entry);
        let free = |at: &&usize| {
            let authority = &register.authorities[**at];
            let keyed = self.key.is_some_and(|key| authority.extra.contains_key(key));
            !keyed && !self.taken.contains_key(&authority.id)
        };
        let known: Vec<usize> = self.by_name.get(&name)?.iter().filter(free).copied().collect();
        let same_address = |at: &&usize| same_address(&register.authorities[**at], entry);
        if let Some(at) = known.iter().find(same_address) {
            return Some(*at);
        }
        let namesakes = self.namesakes.get(&name).is_some_and(|rows| *rows > 1);
        match known.as_slice() {
            [only] if !namesakes => Some(*only),
            _ => None,
        }
    }

    fn new_id(&self, register: &Register, entry: &Entry) -> AuthorityId {
        let base = entry.id().unwrap_or_else(|| AuthorityId::from("authority"));
        let free = |id: &AuthorityId| register.get(id).is_none() && !self.taken.contains_key(id);
        if free(&base) || entry.id.is_some() {
            return base;
        }
        let mut number = 2;
        loop {
            let id = AuthorityId(format!("{base}-{number}"));
            if free(&id) {
                return id;
            }
            number += 1;
        }
    }

    /// The id of a trust, and whether it has to be added.
    pub(super) fn proprietor(&mut self, register: &Register, trust: &Entry) -> (AuthorityId, bool) {
        let name = name(trust);
        if let Some(known) = self.trusts.get(&name) {
            return (known.clone(), false);
        }
        let known = trust.id.as_ref().and_then(|id| register.place(id));
        let known = known.or_else(|| self.by_name.get(&name).and_then(|at| at.first().copied()));
        let id = match known {
            Some(at) => register.authorities[at].id.clone(),
            None => trust.id.clone().unwrap_or_else(|| AuthorityId(name.clone())),
        };
        self.trusts.insert(name, id.clone());
        self.taken.entry(id.clone()).or_insert(0);
        (id, known.is_none())
    }
}

fn name(entry: &Entry) -> String {
    entry.name.as_deref().map(id::slug).unwrap_or_default()
}

fn same_address(authority: &Authority, entry: &Entry) -> bool {
    match (&authority.email, &entry.email) {
        (Some(known), Some(given)) => address::same(known, given),
        (None, None) => true,
        _ => false,
    }
}
