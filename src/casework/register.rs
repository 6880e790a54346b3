//! The register on disk: reads a desk's `authorities.toml` over the built-in catalogue and writes it
//! back whole or not at all. What a register means is `request::register`'s.

use std::fs;
use std::io::{ErrorKind as IoError, Write as _};
use std::path::Path;

use chrono::NaiveDate;

use super::{Desk, Error, Result};
use crate::request::register::{Entry, write};
use crate::request::{Authority, Register, address};

impl Desk {
    /// Her register over the catalogue, with what is wrong in hers.
    pub fn register(&self) -> Result<Register> {
        Ok(Register::layered(&text(&self.own_register())?))
    }
}

/// The register of the desk in `root`, without opening its database.
pub fn in_folder(root: &Path) -> Result<Register> {
    Ok(Register::layered(&text(&root.join(FILE))?))
}

/// The register's file in a desk.
pub const FILE: &str = "authorities.toml";

/// The text of a register; a missing file is an empty one. A byte that is not UTF-8 is told with its
/// line.
pub fn text(path: &Path) -> Result<String> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == IoError::NotFound => return Ok(String::new()),
        Err(error) => {
            return Err(Error::failed(format!("cannot read {}", path.display())).because(error));
        }
    };
    String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', sound).count();
        Error::failed(format!("{} line {line} is not UTF-8 text", path.display()))
            .hint("save the file as UTF-8 in your editor, then try again")
    })
}

/// Writes a register: beside the old one, synced, then in its place, so that a full disk or a crash
/// leaves the old one whole.
pub fn replace(path: &Path, text: &str) -> Result<()> {
    let cannot = |error| Error::failed(format!("cannot write {}", path.display())).because(error);
    let new = path.with_extension("toml.new");
    let written = fs::File::create(&new).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&new, path)) {
        // What was begun is of no use; the old register stands.
        let _ = fs::remove_file(&new);
        return Err(cannot(error));
    }
    Ok(())
}

/// Sets fields of entries, or adds them, in the register of the desk in `root`. Two `foi` that do so
/// at once take turns, so that neither loses what the other wrote.
pub fn amend(root: &Path, changes: &[Entry]) -> Result<()> {
    let path = root.join(FILE);
    let _turn = turn(root)?;
    let before = text(&path)?;
    let amended = write::amended(&before, changes).map_err(|problem| {
        Error::failed(format!("{} {problem}", path.display()))
            .hint("see `foi authority check`; nothing was changed")
    })?;
    if amended == before { Ok(()) } else { replace(&path, &amended) }
}

/// Waits for the turn to write the register; it ends when the file is dropped, or its process.
fn turn(root: &Path) -> Result<fs::File> {
    let path = root.join(".foi").join("register.lock");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    let taken = fs::create_dir_all(root.join(".foi"))
        .and_then(|()| options.open(&path))
        .and_then(|file| file.lock().map(|()| file));
    taken.map_err(|error| Error::failed(format!("cannot lock {}", path.display())).because(error))
}

/// The entry that records her yes to an authority's address: the address itself goes into her
/// register with it, so that a later catalogue cannot put another one in its place.
pub fn verified(authority: &Authority, yes: &Yes<'_>) -> Result<Entry> {
    let address = match yes.email {
        Some(email) => address::parse(email).map_err(|error| Error::usage(error.to_string()))?,
        None => authority.email.clone().ok_or_else(|| {
            Error::failed(format!("{} has no address to verify", authority.id)).hint(format!(
                "give the one you found: `foi authority verify {} --email ADDRESS`",
                authority.id
            ))
        })?,
    };
    let is_new = authority.email.as_deref() != Some(&address);
    let source = match (yes.source, &authority.source) {
        (Some(source), _) => source.to_owned(),
        (None, Some(source)) if !is_new => source.clone(),
        (None, _) => "looked up by hand".to_owned(),
    };
    Ok(Entry {
        id: Some(authority.id.clone()),
        name: Some(authority.name.clone()),
        email: Some(address),
        source: Some(source),
        verified: Some(yes.day),
        ..Entry::default()
    })
}

/// Her yes to an address.
#[derive(Debug, Clone, Copy)]
pub struct Yes<'a> {
    /// Another address than the register's.
    pub email: Option<&'a str>,
    /// Where she found it.
    pub source: Option<&'a str>,
    /// The day.
    pub day: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_that_is_not_utf8_is_told_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        assert_eq!(text(&path).unwrap(), "");
        fs::write(&path, b"# one\nname = \"Caf\xe9\"\n").unwrap();
        let error = text(&path).unwrap_err().to_string();
        assert!(error.contains("line 2 is not UTF-8"), "{error}");
    }

    #[test]
    fn a_register_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        replace(&path, "one").unwrap();
        replace(&path, "two").unwrap();
        assert_eq!(text(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
