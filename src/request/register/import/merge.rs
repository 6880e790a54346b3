//! What a row changes in an entry: only what it says and the entry does not say yet. Lists grow and
//! never shrink; an empty cell takes nothing away.

use std::collections::BTreeMap;

use super::{Options, guess};
use crate::law::BodyKind;
use crate::request::authority::{Authority, Layer};
use crate::request::register::Entry;
use crate::request::{address, id};

/// A change to an entry, and the fields it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// What to set.
    pub entry: Entry,
    /// The fields and columns it sets.
    pub said: Vec<String>,
}

/// What `row` changes in `old`, or the whole new entry where there is no old one.
pub(super) fn change(old: Option<&Authority>, mut row: Entry, options: &Options) -> Change {
    if old.is_none_or(|old| old.kind == BodyKind::Other) {
        let told = || row.name.as_deref().and_then(guess::kind);
        row.kind = row.kind.or(options.kind).or_else(told);
    }
    if old.is_none_or(|old| old.nation.is_none()) {
        row.nation = row.nation.or(options.nation);
    }
    if !options.tags.is_empty() {
        row.tags.get_or_insert_default().extend(options.tags.iter().cloned());
    }
    match old {
        Some(old) => Differing { old, change: Change::default() }.of(row, options),
        None => {
            if row.email.is_some() {
                row.source = row.source.or_else(|| Some(options.source.clone()));
                row.verified = row.verified.or(options.verified);
            }
            Change { entry: row, said: Vec::new() }
        }
    }
}

struct Differing<'a> {
    old: &'a Authority,
    change: Change,
}

impl Differing<'_> {
    fn of(mut self, row: Entry, options: &Options) -> Change {
        let old = self.old;
        let renamed = |name: &String| id::slug(name) != id::slug(&old.name);
        let is_known = |name: &String| old.names().any(|known| id::slug(known) == id::slug(name));
        let name = row.name.clone().filter(|name| renamed(name) && !is_known(name));
        self.change.entry.name = self.differs("name", None, name);
        self.change.entry.kind = self.differs("kind", Some(&old.kind), row.kind);
        self.change.entry.nation = self.differs("nation", old.nation.as_ref(), row.nation);
        self.change.entry.law = self.differs("law", old.law.as_ref(), row.law);
        let closures = Some(&old.closures).filter(|closures| !closures.is_empty());
        self.change.entry.closures = self.differs("closures", closures, row.closures.clone());
        self.change.entry.proprietor =
            self.differs("proprietor", old.proprietor.as_ref(), row.proprietor.clone());
        self.texts(&row);
        self.change.entry.former_names =
            self.grows("former_names", &old.former_names, row.former_names.as_ref());
        self.change.entry.aliases = self.grows("aliases", &old.aliases, row.aliases.as_ref());
        self.change.entry.domains = self.grows("domains", &old.domains, row.domains.as_ref());
        self.change.entry.tags = self.grows("tags", &old.tags, row.tags.as_ref());
        self.address(&row, options);
        self.extra(row.extra);
        if !self.change.said.is_empty() && old.layer == Layer::Catalogue {
            self.change.entry.name.get_or_insert_with(|| old.name.clone());
        }
        self.change
    }

    fn texts(&mut self, row: &Entry) {
        let old = self.old;
        self.change.entry.review_email =
            self.differs("review_email", old.review_email.as_ref(), row.review_email.clone());
        self.change.entry.review_post =
            self.differs("review_post", old.review_post.as_ref(), row.review_post.clone());
        self.change.entry.web_form =
            self.differs("web_form", old.web_form.as_ref(), row.web_form.clone());
        self.change.entry.home_page =
            self.differs("home_page", old.home_page.as_ref(), row.home_page.clone());
        self.change.entry.notes = self.differs("notes", old.notes.as_ref(), row.notes.clone());
    }

    /// An address comes with its source and her yes. The same address again is a yes only to one that
    /// had none.
    fn address(&mut self, row: &Entry, options: &Options) {
        let Some(given) = &row.email else { return };
        let verified = row.verified.or(options.verified);
        let same = self.old.email.as_deref().is_some_and(|known| address::same(known, given));
        let said = match (same, self.old.is_verified(), verified) {
            (false, ..) => "email",
            (true, false, Some(_)) => "verified",
            (true, ..) => return,
        };
        self.change.said.push(said.to_owned());
        self.change.entry.email = Some(given.clone());
        self.change.entry.source = row.source.clone().or_else(|| Some(options.source.clone()));
        self.change.entry.verified = verified;
    }

    fn extra(&mut self, row: BTreeMap<String, String>) {
        for (column, text) in row {
            if self.old.extra.get(&column) != Some(&text) {
                self.change.said.push(column.clone());
                self.change.entry.extra.insert(column, text);
            }
        }
    }

    fn differs<T: PartialEq>(&mut self, field: &str, old: Option<&T>, new: Option<T>) -> Option<T> {
        let new = new.filter(|new| old != Some(new))?;
        self.change.said.push(field.to_owned());
        Some(new)
    }

    fn grows(
        &mut self,
        field: &str,
        old: &[String],
        new: Option<&Vec<String>>,
    ) -> Option<Vec<String>> {
        let mut grown = old.to_vec();
        for item in new? {
            if !grown.contains(item) {
                grown.push(item.clone());
            }
        }
        if grown.len() == old.len() {
            return None;
        }
        self.change.said.push(field.to_owned());
        Some(grown)
    }
}
