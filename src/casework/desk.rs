//! A desk: the folder that holds everything about her campaigns. Finding, making and opening it.
//! What lies in it is listed in the design, section 1; `.foi` is hers alone (0700, files 0600).

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::settings::{self, Settings};
use super::{Error, Result};
use crate::store::Store;

/// An open desk.
#[derive(Debug)]
pub struct Desk {
    /// Its folder.
    pub root: PathBuf,
    /// Its `foi.toml`.
    pub settings: Settings,
    /// Its database.
    pub store: Store,
}

impl Desk {
    /// The nearest folder at or above `start` that is a desk.
    pub fn find(start: &Path) -> Result<PathBuf> {
        start
            .ancestors()
            .find(|folder| folder.join(settings::FILE).is_file())
            .map(Path::to_owned)
            .ok_or_else(|| {
                Error::failed(format!("there is no desk in {} or above it", start.display()))
                    .hint("make one with `foi init`, or name one with --desk DIR")
            })
    }

    /// Opens the desk in `root`.
    pub fn open(root: &Path) -> Result<Self> {
        if !root.join(settings::FILE).is_file() {
            return Err(Error::failed(format!(
                "{} is not a desk: it has no foi.toml",
                root.display()
            ))
            .hint(format!("make one with `foi init {}`", root.display())));
        }
        let settings = Settings::load(root)?;
        make_private_folder(&root.join(".foi"))?;
        let path = database(root);
        let store = Store::create(&path)?;
        make_private(&path, 0o600)?;
        Ok(Desk { root: root.to_owned(), settings, store })
    }

    /// Makes a desk in `root`, which may exist; nothing that is there is overwritten. Says what it
    /// wrote.
    pub fn create(root: &Path, foi_toml: &str) -> Result<Vec<PathBuf>> {
        if root.join(settings::FILE).exists() {
            return Err(Error::failed(format!("{} is a desk already", root.display()))
                .hint("work in it, or name another folder"));
        }
        fs::create_dir_all(root.join("templates")).map_err(|error| cannot_write(root, error))?;
        let mut written = Vec::new();
        for (name, text) in [(settings::FILE, foi_toml), ("authorities.toml", OWN_REGISTER)] {
            let path = root.join(name);
            if !path.exists() {
                write_new(&path, text)?;
                written.push(path);
            }
        }
        Desk::open(root)?;
        Ok(written)
    }

    /// The folder where letters go while no account is named.
    pub fn outbox(&self) -> PathBuf {
        self.root.join("outbox")
    }

    /// Her register; the built-in catalogue lies under it.
    pub fn own_register(&self) -> PathBuf {
        self.root.join("authorities.toml")
    }

    /// Her templates; a file here replaces the built-in one of the same name.
    pub fn templates(&self) -> PathBuf {
        self.root.join("templates")
    }

    /// The append-only log of letters handed to a server.
    pub fn sent_log(&self) -> PathBuf {
        self.root.join(".foi").join("sent.log")
    }
}

const OWN_REGISTER: &str = "\
# Your register: authorities of your own, and corrections to the built-in catalogue
# (an entry here replaces the catalogue's of the same id or name). `foi authority list` shows all.
#
# [[authority]]
# id = \"dunbridge-college\"
# name = \"Dunbridge College\"
# kind = \"fe-college\"
# nation = \"england\"
# email = \"foi@dunbridge-college.example\"
# source = \"its website, read on 2 March 2026\"
# verified = 2026-03-02
# closures = [\"2026-07-20..2026-09-01\"]  # a school's holidays: its clock counts school days
";

fn database(root: &Path) -> PathBuf {
    root.join(".foi").join("desk.db")
}

fn write_new(path: &Path, text: &str) -> Result<()> {
    let mut file = fs::File::create_new(path).map_err(|error| cannot_write(path, error))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| cannot_write(path, error))
}

fn make_private_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| cannot_write(path, error))?;
    make_private(path, 0o700)
}

/// Sets the mode on systems that have modes; elsewhere the folder's own protection has to do.
#[cfg(unix)]
fn make_private(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .map_err(|error| cannot_write(path, error))
}

#[cfg(not(unix))]
fn make_private(_path: &Path, _mode: u32) -> Result<()> {
    Ok(())
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    Error::failed(format!("cannot write {}", path.display())).because(error)
}
