//! The files that go with letters: read when the letters are drafted, so that what is sent is what was
//! previewed. A template names files below its own folder; she names any.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Desk, Error, Result};
use crate::letter::check::SMALLER;
use crate::letter::enclosure::Listed;
use crate::letter::{Enclosed, Enclosure, Template};
use crate::store::Letter;

/// More than this no server takes: it is not even read.
const MOST: u64 = 150 << 20;

/// A file that went with a letter, and where it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Its path: below the desk's folder, or whole where she named it.
    pub path: PathBuf,
    /// Whether she named it when drafting; otherwise the template does.
    pub named_by_her: bool,
    /// What is told of it.
    #[serde(flatten)]
    pub file: Listed,
}

/// The files of a draft, read once for all its letters.
#[derive(Debug, Clone, Default)]
pub struct Files {
    /// What they are.
    pub attached: Vec<Attached>,
    /// The end of every letter; `None` without files.
    pub enclosed: Option<Enclosed>,
}

impl Files {
    /// Reads the files that a template names, and those that she names.
    ///
    /// Errors: which file, named by which template, cannot go with a letter, and why.
    pub fn read(desk: &Desk, template: &Template, named_by_her: &[PathBuf]) -> Result<Self> {
        let by = format!("template `{}`", template.name);
        let of_template = template.attach.iter().map(|path| of_template(desk, path, &by));
        let of_hers = named_by_her.iter().map(|path| {
            let whole =
                path.canonicalize().map_err(|error| cannot_read("--attach", path, error))?;
            Ok((whole, "--attach"))
        });
        let mut files = Files::default();
        let mut enclosures = Vec::new();
        let paths: Vec<(PathBuf, &str)> = of_template
            .map(|path| path.map(|path| (path, by.as_str())))
            .chain(of_hers)
            .collect::<Result<_>>()?;
        for (at, (path, by)) in paths.iter().enumerate() {
            let enclosure = enclosure(path, by)?;
            if files.attached.iter().any(|other| other.file.name == enclosure.name) {
                return Err(Error::usage(format!(
                    "{by}: a file named {} is attached already",
                    enclosure.name
                ))
                .hint("give one of them another name"));
            }
            let below = path.strip_prefix(&desk.root).unwrap_or(path);
            files.attached.push(Attached {
                path: below.to_owned(),
                named_by_her: at >= template.attach.len(),
                file: enclosure.listed(),
            });
            enclosures.push(enclosure);
        }
        files.enclosed =
            Enclosed::of(&enclosures).map_err(|error| Error::failed(error.to_string()))?;
        Ok(files)
    }
}

/// The files that go with a letter of the desk.
pub fn of_letter(letter: &Letter) -> Result<Option<Enclosed>> {
    let Some(tail) = &letter.enclosed else { return Ok(None) };
    let known = Enclosed::kept(Arc::clone(tail));
    let broken = || Error::failed(format!("the files of letter {} cannot be read", letter.id));
    Ok(Some(known.ok_or_else(broken)?))
}

/// Lower-case hex SHA-256 of what a file holds now; `None` where it cannot be read.
pub fn hash_now(desk: &Desk, attached: &Attached) -> Option<String> {
    enclosure(&desk.root.join(&attached.path), "").ok().map(|file| file.listed().sha256)
}

/// The path of a file that a template names; nothing leads out of the desk, no link either.
fn of_template(desk: &Desk, path: &str, by: &str) -> Result<PathBuf> {
    let named = desk.templates().join(path);
    let found = named.canonicalize().map_err(|error| cannot_read(by, &named, error))?;
    let folder = desk.templates().canonicalize().unwrap_or_else(|_| desk.templates());
    if found.starts_with(&folder) {
        return Ok(named);
    }
    Err(Error::failed(format!(
        "{by}: {} leads out of the folder of your templates",
        named.display()
    ))
    .hint("put the file itself there, or name it with --attach"))
}

fn enclosure(path: &Path, by: &str) -> Result<Enclosure> {
    let wrong = |what: &str| Error::failed(format!("{by}: {} {what}", path.display()));
    let known = fs::metadata(path).map_err(|error| cannot_read(by, path, error))?;
    if !known.is_file() {
        return Err(wrong("is no file that can be attached"));
    }
    match known.len() {
        0 => return Err(wrong("is empty: there is nothing to attach")),
        bytes if bytes > MOST => {
            let megabytes = bytes / 1_000_000;
            return Err(
                wrong(&format!("has {megabytes} MB: no mail server takes that")).hint(SMALLER)
            );
        }
        _ => {}
    }
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| wrong("has a name that is no text"))?.to_owned();
    let bytes = fs::read(path).map_err(|error| cannot_read(by, path, error))?;
    Ok(Enclosure { name, bytes })
}

fn cannot_read(by: &str, path: &Path, error: std::io::Error) -> Error {
    Error::failed(format!("{by}: cannot read the file to attach {}", path.display()))
        .because(error)
        .hint("nothing was written")
}
