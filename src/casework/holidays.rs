//! The bank holidays that the program counts with: those it comes with, and newer ones she has
//! taken over from GOV.UK, kept with her own data so that every desk counts alike.

use std::ffi::OsString;
use std::fs;
use std::io::{ErrorKind as IoError, Write as _};
use std::path::{Path, PathBuf};

use super::{Error, Result};
use crate::law::Holidays;
use crate::law::holidays::YearChange;

/// A year of holidays a file can hardly be larger than this; a larger one is not it.
const LARGEST: u64 = 4 << 20;

/// Where her newer holidays lie, by the rules of the system; `variable` reads the environment.
pub fn default_path(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_DATA_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| if cfg!(windows) { set("APPDATA") } else { None })
        .or_else(|| set("HOME").map(|home| home.join(".local").join("share")))?;
    Some(folder.join("foi").join("bank-holidays.json"))
}

/// Hers over the shipped ones.
pub fn load() -> Result<Holidays> {
    let path = default_path(|name| std::env::var_os(name));
    path.as_deref().map_or_else(|| Ok(Holidays::shipped().clone()), load_from)
}

/// Those in the file at `path` over the shipped ones; a missing file holds none.
pub fn load_from(path: &Path) -> Result<Holidays> {
    let mut holidays = Holidays::shipped().clone();
    match fs::metadata(path) {
        Err(error) if error.kind() == IoError::NotFound => return Ok(holidays),
        _ => {}
    }
    holidays.merge(&read(path).map_err(|error| {
        error.hint("mend or remove the file, or take a newer one with `foi holidays update FILE`")
    })?);
    Ok(holidays)
}

fn read(path: &Path) -> Result<Holidays> {
    let cannot = || Error::failed(format!("cannot read {}", path.display()));
    let size = fs::metadata(path).map_err(|error| cannot().because(error))?.len();
    if size > LARGEST {
        return Err(cannot().because(format!("{size} bytes are too many for bank holidays")));
    }
    let text = fs::read_to_string(path).map_err(|error| cannot().because(error))?;
    Holidays::parse(text.trim_start_matches('\u{feff}')).map_err(|error| {
        Error::failed(format!("{} holds no bank holidays that can be used", path.display()))
            .because(error)
    })
}

/// What taking over a file did.
#[derive(Debug)]
pub struct Updated {
    /// Where they are kept from now on.
    pub path: PathBuf,
    /// What changed, by division and year.
    pub changes: Vec<YearChange>,
    /// The last year held for every division.
    pub last_year: i32,
}

/// Takes over the years that `file` has, division by division, and keeps the result.
pub fn update(file: &Path) -> Result<Updated> {
    let path = default_path(|name| std::env::var_os(name)).ok_or_else(|| {
        Error::account("there is no place to keep newer bank holidays")
            .hint("set HOME or XDG_DATA_HOME")
    })?;
    let newer =
        read(file).map_err(|error| error.hint("download https://www.gov.uk/bank-holidays.json"))?;
    let mut holidays = load_from(&path)?;
    let changes = holidays.merge(&newer);
    write(&path, &holidays.to_json())?;
    Ok(Updated { path, changes, last_year: holidays.last_year() })
}

/// Writes beside the old file and puts it in its place, so that a crash leaves one whole.
fn write(path: &Path, text: &str) -> Result<()> {
    let cannot = |error| Error::failed(format!("cannot write {}", path.display())).because(error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = fs::File::create(&new).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&new, path)) {
        // What was begun is of no use; the old holidays stand.
        let _ = fs::remove_file(&new);
        return Err(cannot(error));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_hers_lies_over_the_shipped_holidays_and_a_broken_one_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bank-holidays.json");
        assert_eq!(load_from(&path).unwrap(), *Holidays::shipped());
        fs::write(&path, "{}").unwrap();
        let error = load_from(&path).unwrap_err();
        assert!(error.to_string().contains("bank-holidays.json"), "{error}");
        assert!(!error.hints.is_empty());
    }

    #[test]
    fn the_place_follows_the_system() {
        let with = |known: &'static [(&str, &str)]| {
            default_path(|name| {
                known.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).into())
            })
        };
        let home = [("HOME", "/home/ada")].as_slice();
        if !cfg!(windows) {
            assert_eq!(
                with(home).unwrap(),
                Path::new("/home/ada/.local/share/foi/bank-holidays.json")
            );
        }
        assert_eq!(with(&[]), None);
    }
}
