//! One entry as a register file says it: every field may be absent, because an entry of hers may
//! state only what differs from the catalogue beneath.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::law::facts::Closure;
use crate::law::{BodyKind, Nation, Regime};
use crate::request::authority::{Authority, Layer};
use crate::request::{AuthorityId, id};

/// The keys of an `[[authority]]` table.
pub const KEYS: &[&str] = &[
    "id",
    "name",
    "former_names",
    "aliases",
    "kind",
    "nation",
    "proprietor",
    "law",
    "closures",
    "email",
    "review_email",
    "review_post",
    "web_form",
    "home_page",
    "domains",
    "tags",
    "notes",
    "source",
    "verified",
    "extra",
];

/// An `[[authority]]` table as it was read. Fields mean what they mean in
/// [`Authority`]; `None` is "not said here", an empty text or list is "none".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the field of Authority of the same name")]
pub struct Entry {
    pub id: Option<AuthorityId>,
    pub name: Option<String>,
    pub former_names: Option<Vec<String>>,
    pub aliases: Option<Vec<String>>,
    pub kind: Option<BodyKind>,
    pub nation: Option<Nation>,
    pub proprietor: Option<AuthorityId>,
    pub law: Option<Regime>,
    pub closures: Option<Vec<Closure>>,
    pub email: Option<String>,
    pub review_email: Option<String>,
    pub review_post: Option<String>,
    pub web_form: Option<String>,
    pub home_page: Option<String>,
    pub domains: Option<Vec<String>>,
    pub tags: Option<Vec<String>>,
    pub notes: Option<String>,
    pub source: Option<String>,
    pub verified: Option<NaiveDate>,
    pub extra: BTreeMap<String, String>,
    pub line: usize,
}

impl Entry {
    /// Its id: the one it states, otherwise the slug of its name.
    pub fn id(&self) -> Option<AuthorityId> {
        let of_name = || self.name.as_deref().map(id::slug).filter(|slug| !slug.is_empty());
        self.id.clone().or_else(|| of_name().map(AuthorityId))
    }

    /// The authority it describes, laid over the catalogue's entry beneath if there is one; `None`
    /// when neither says a name. An address of hers takes its source and its day of verification
    /// from her entry only: the catalogue's are about another address.
    pub fn over(self, layer: Layer, beneath: Option<&Authority>) -> Option<Authority> {
        let own_id = self.id();
        let mut authority = match beneath {
            Some(beneath) => Authority { layer, line: self.line, ..beneath.clone() },
            None => Authority { layer, ..Authority::new(own_id.clone()?, self.name.as_deref()?) },
        };
        authority.line = self.line;
        set(&mut authority.id, own_id);
        set(&mut authority.name, self.name);
        set(&mut authority.former_names, self.former_names);
        set(&mut authority.aliases, self.aliases);
        set(&mut authority.kind, self.kind);
        set(&mut authority.closures, self.closures);
        set(&mut authority.domains, self.domains);
        set(&mut authority.tags, self.tags);
        set_some(&mut authority.nation, self.nation);
        set_some(&mut authority.proprietor, self.proprietor.filter(|id| !id.0.is_empty()));
        set_some(&mut authority.law, self.law);
        if self.email.is_some() {
            (authority.source, authority.verified) = (None, None);
        }
        set_text(&mut authority.email, self.email);
        set_text(&mut authority.review_email, self.review_email);
        set_text(&mut authority.review_post, self.review_post);
        set_text(&mut authority.web_form, self.web_form);
        set_text(&mut authority.home_page, self.home_page);
        set_text(&mut authority.notes, self.notes);
        set_text(&mut authority.source, self.source);
        set_some(&mut authority.verified, self.verified);
        authority.extra.extend(self.extra);
        Some(authority)
    }
}

fn set<T>(field: &mut T, said: Option<T>) {
    if let Some(said) = said {
        *field = said;
    }
}

fn set_some<T>(field: &mut Option<T>, said: Option<T>) {
    if said.is_some() {
        *field = said;
    }
}

/// An empty text takes away what the catalogue says.
fn set_text(field: &mut Option<String>, said: Option<String>) {
    if let Some(said) = said {
        *field = Some(said).filter(|said| !said.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Authority {
        let mut beneath = Authority::new("dunbridge".into(), "University of Dunbridge");
        beneath.email = Some("foi@dunbridge.example".to_owned());
        beneath.source = Some("a list of 2019".to_owned());
        beneath.kind = BodyKind::University;
        beneath
    }

    #[test]
    fn an_entry_states_only_what_differs() {
        let entry = Entry {
            id: Some("dunbridge".into()),
            verified: NaiveDate::from_ymd_opt(2026, 1, 2),
            line: 7,
            ..Entry::default()
        };
        let authority = entry.over(Layer::Desk, Some(&catalogue())).unwrap();
        assert_eq!(authority.name, "University of Dunbridge");
        assert_eq!(authority.source.as_deref(), Some("a list of 2019"));
        assert!(authority.is_verified());
        assert_eq!((authority.layer, authority.line), (Layer::Desk, 7));
    }

    #[test]
    fn another_address_does_not_inherit_the_source_of_the_old_one() {
        let entry = Entry { email: Some("new@dunbridge.example".to_owned()), ..Entry::default() };
        let authority = entry.over(Layer::Desk, Some(&catalogue())).unwrap();
        assert_eq!(authority.source, None);
        let entry = Entry { email: Some(String::new()), ..Entry::default() };
        assert_eq!(entry.over(Layer::Desk, Some(&catalogue())).unwrap().email, None);
    }

    #[test]
    fn an_entry_without_a_name_is_no_authority() {
        assert_eq!(Entry::default().over(Layer::Desk, None), None);
    }
}
