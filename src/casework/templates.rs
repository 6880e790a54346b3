//! The templates of a desk: the built-in ones with hers over them (`templates/NAME.txt`).

use std::fs;
use std::io::ErrorKind as IoError;

use super::{Desk, Error, Identity, Result};
use crate::letter::difference::difference;
use crate::letter::{Library, LibraryError, Requester};
use crate::store::Change;

impl Desk {
    /// The built-in templates, hers over them.
    pub fn library(&self) -> Result<Library> {
        let mut library = Library::built_in();
        let folder = self.templates();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == IoError::NotFound => return Ok(library),
            Err(error) => return Err(cannot_read(&folder, error)),
        };
        for entry in entries {
            let path = entry.map_err(|error| cannot_read(&folder, error))?.path();
            let name = path.file_stem().and_then(|stem| stem.to_str());
            let (Some(name), Some("txt")) = (name, path.extension().and_then(|ext| ext.to_str()))
            else {
                continue;
            };
            let text = fs::read_to_string(&path).map_err(|error| cannot_read(&path, error))?;
            library.add(name, text);
        }
        Ok(library)
    }

    /// Keeps the text of a template from which letters are made, so that a later change can be shown.
    pub fn keep_template(&self, change: &Change<'_>, name: &str) -> Result<()> {
        let library = self.library()?;
        if let (Some(source), Ok(template)) = (library.source(name), library.get(name)) {
            change.set_fact(&kept_as(&template.hash), source)?;
        }
        Ok(())
    }

    /// In what a template differs by now from the text that had this hash.
    pub fn template_difference(&self, name: &str, sha256: &str) -> Result<Option<String>> {
        let then = self.store.fact(&kept_as(sha256))?;
        let library = self.library()?;
        Ok(then.zip(library.source(name)).and_then(|(then, now)| difference(&then, now)))
    }
}

/// The fact that keeps a template's text.
fn kept_as(sha256: &str) -> String {
    format!("template {sha256}")
}

fn cannot_read(path: &std::path::Path, error: std::io::Error) -> Error {
    Error::failed(format!("cannot read {}", path.display())).because(error)
}

impl From<LibraryError> for Error {
    fn from(error: LibraryError) -> Self {
        match error {
            LibraryError::Unknown { .. } => Error::usage(error.to_string()),
            LibraryError::Faulty(error) => Error::failed(error.to_string())
                .hint("mend the template, then try again; nothing was written"),
        }
    }
}

impl Identity {
    /// Who writes, as letters need it: a real name and an address for correspondence (s.8).
    pub fn requester(&self) -> Result<Requester> {
        let missing = |what: &str, key: &str| {
            Error::account(format!("{what} is missing: a request without it is not valid (s.8)"))
                .hint(format!("write `{key} = \"…\"` under [identity] in foi.toml"))
        };
        if self.name.trim().is_empty() {
            return Err(missing("your real name", "name"));
        }
        if self.email.trim().is_empty() {
            return Err(missing("your e-mail address", "email"));
        }
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Ok(Requester {
            name: self.name.trim().to_owned(),
            email: self.email.trim().to_owned(),
            signature: filled(&self.signature),
            postal_address: filled(&self.postal_address),
        })
    }
}
