//! Letters as `.eml` files in a folder: what happens while no account is named. A file appears
//! whole or not at all, is on the disk before it is reported, and a letter has one name, so writing
//! it again replaces it by itself.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{BeforeContent, Cause, Fault, Outbox, Outcome, Outgoing, Phase, Receipt};

/// A folder that takes letters.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`, made when the first letter is written.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Folder { path: path.into() }
    }

    /// Where a letter of this name lies.
    pub fn file_of(&self, name: &str) -> PathBuf {
        self.path.join(format!("{}.eml", safe(name)))
    }

    fn write(&self, letter: &Outgoing<'_>) -> io::Result<PathBuf> {
        let target = self.file_of(letter.name);
        let partial = target.with_extension("eml.part");
        let mut file = File::create(&partial)?;
        file.write_all(letter.bytes)?;
        file.sync_all()?;
        fs::rename(&partial, &target)?;
        sync_folder(&self.path)?;
        Ok(target)
    }
}

impl Outbox for Folder {
    fn hand(&mut self, letter: &Outgoing<'_>, before_content: &mut BeforeContent<'_>) -> Outcome {
        if let Err(error) = fs::create_dir_all(&self.path) {
            let text = format!("{}: {error}", self.path.display());
            return Outcome::Unsent(Fault::new(Phase::File, Cause::Io, text));
        }
        if let Err(reason) = before_content() {
            return Outcome::Unsent(Fault::new(Phase::Journal, Cause::NotCommitted, reason));
        }
        match self.write(letter) {
            Ok(path) => Outcome::Accepted(Receipt {
                code: 0,
                text: format!("written to {}", path.display()),
                queue_id: None,
                replaced_message_id: None,
            }),
            // A file that could not be written whole was not handed to anybody.
            Err(error) => {
                let text = format!("{}: {error}", self.file_of(letter.name).display());
                Outcome::Unsent(Fault::new(Phase::File, Cause::Io, text))
            }
        }
    }

    fn is_open(&self) -> bool {
        true
    }

    fn close(&mut self) {}
}

/// Makes the new name itself durable. Windows cannot open a folder as a file, and need not.
fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// A letter's name as a file's name.
fn safe(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.~".contains(c) { c } else { '_' };
    name.chars().map(plain).collect::<String>().trim_start_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter<'a>(name: &'a str, bytes: &'a [u8]) -> Outgoing<'a> {
        Outgoing { name, from: "a@b.example", to: "c@d.example", copy: None, bytes }
    }

    #[test]
    fn a_letter_is_one_file_however_often_it_is_written() {
        let directory = tempfile::tempdir().unwrap();
        let mut folder = Folder::new(directory.path().join("outbox"));
        for _ in 0..2 {
            let outcome = folder.hand(&letter("social/coventry.request", b"a\r\n"), &mut || Ok(()));
            assert!(matches!(outcome, Outcome::Accepted(_)), "{outcome:?}");
        }
        let names: Vec<_> = fs::read_dir(directory.path().join("outbox"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(names, ["social_coventry.request.eml"]);
        assert_eq!(fs::read(folder.file_of("social/coventry.request")).unwrap(), b"a\r\n");
    }

    #[test]
    fn nothing_is_written_when_the_journal_says_no() {
        let directory = tempfile::tempdir().unwrap();
        let mut folder = Folder::new(directory.path());
        let outcome = folder.hand(&letter("a", b"a\r\n"), &mut || Err("disk full".to_owned()));
        assert!(matches!(outcome, Outcome::Unsent(ref f) if f.cause == Cause::NotCommitted));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_name_cannot_leave_the_folder() {
        for (name, expected) in [("../../etc/passwd", "_.._etc_passwd"), ("a b/c~2", "a_b_c~2")] {
            assert_eq!(safe(name), expected);
        }
    }
}
