//! The register on disk: reads a desk's `authorities.toml` over the built-in catalogue and writes it
//! back whole or not at all. What a register means is `request::register`'s.

use std::fs;
use std::io::{ErrorKind as IoError, Write as _};
use std::path::Path;

use super::{Desk, Error, Result};
use crate::request::Register;

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
pub fn write(path: &Path, text: &str) -> Result<()> {
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
        write(&path, "one").unwrap();
        write(&path, "two").unwrap();
        assert_eq!(text(&path).unwrap(), "two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
