//! What has changed since a letter was drafted: her identity, the register's entry, the template. And
//! the command that makes the letter anew.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::PathBuf;

use crate::casework::draft::Basis;
use crate::casework::enclosures::{self, Attached};
use crate::casework::{Desk, Result};
use crate::letter::LetterKind;
use crate::request::Register;
use crate::store::Letter;

/// What letters are compared with: register and templates as they are now.
pub struct Current<'a> {
    desk: &'a Desk,
    register: &'a Register,
    /// The hash of each template that can be used.
    templates: HashMap<String, String>,
    /// The hash of each attached file that was looked at.
    files: RefCell<HashMap<PathBuf, Option<String>>>,
}

impl<'a> Current<'a> {
    /// Reads the desk's templates. `register` is the desk's.
    pub fn read(desk: &'a Desk, register: &'a Register) -> Result<Self> {
        let library = desk.library()?;
        let hash = |name: &str| Some((name.to_owned(), library.get(name).ok()?.hash));
        let templates = library.names().filter_map(|(name, _)| hash(name)).collect();
        Ok(Current { desk, register, templates, files: RefCell::default() })
    }

    /// What has changed since the letter was drafted, one sentence each.
    pub fn changes(&self, basis: &Basis) -> Vec<String> {
        let identity = &self.desk.settings.identity;
        let mut changes =
            basis.changes(identity, self.register, &|name, sha256| self.template(name, sha256));
        changes.extend(basis.shared.attached.iter().filter_map(|attached| self.file(attached)));
        changes
    }

    /// How an attached file differs by now. One that is gone changes nothing: the letter has its bytes.
    fn file(&self, attached: &Attached) -> Option<String> {
        let mut files = self.files.borrow_mut();
        let now = files
            .entry(attached.path.clone())
            .or_insert_with(|| enclosures::hash_now(self.desk, attached))
            .as_ref()?;
        let name = attached.path.display();
        (*now != attached.file.sha256)
            .then(|| format!("the attached file {name} has changed since the letter was drafted"))
    }

    /// How a template differs from the text a letter was made from; `None` while it does not.
    fn template(&self, name: &str, sha256: &str) -> Option<String> {
        if self.templates.get(name).is_some_and(|now| now == sha256) {
            return None;
        }
        let what = format!("the template `{name}` has changed since the letter was drafted");
        // Where the difference cannot be shown, the change stops the run all the same.
        match self.desk.template_difference(name, sha256).ok().flatten() {
            Some(difference) => Some(format!("{what}: {difference}")),
            None => Some(what),
        }
    }
}

/// What a letter was made from, where that is known.
pub fn basis(letter: &Letter) -> Option<Basis> {
    Basis::read(&letter.basis).ok()
}

/// How a letter is made anew: the command she types.
pub fn redraft(letter: &Letter, basis: Option<&Basis>) -> String {
    let campaign = letter.request.campaign();
    let again = format!("`foi draft {campaign} --again`");
    match letter.kind {
        LetterKind::Request if basis.is_some_and(|basis| basis.shared.edited) => {
            format!("`foi cancel REQUEST` (you edited it by hand), then {again}")
        }
        LetterKind::Request => again,
        LetterKind::Review => {
            "`foi cancel REQUEST --kind review`, then `foi review REQUEST`".to_owned()
        }
        kind @ (LetterKind::Chaser | LetterKind::Reply | LetterKind::Complaint) => {
            format!("`foi cancel REQUEST --kind {kind}`, then make it again")
        }
    }
}
