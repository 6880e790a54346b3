//! `sent.log`: one line a letter handed to a server, appended before its content is written. It lies
//! beside the database and is no part of it, so that a desk restored from an old backup knows that it
//! is behind and does not write to everybody twice.
//!
//! Each line is also a note in the front of the journal, which is synced before the content; the log
//! itself is synced in every pause and at the end of a run. What a power cut takes from its end is
//! read there, and put back before another run writes over it.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Desk, Error, Result};

/// The fact that tells how many lines of the log she has settled.
pub const SETTLED: &str = "sent_log_settled";

/// One letter that was handed to a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// When.
    pub at: DateTime<Utc>,
    /// The request's id.
    pub request: String,
    /// What the letter was for.
    pub kind: String,
    /// The recipient.
    pub to: String,
    /// Our Message-ID, without angle brackets.
    pub message_id: String,
    /// Lower-case hex SHA-256 of the letter.
    pub sha256: String,
    /// By which account, or into which folder.
    pub by: String,
}

/// The open log.
#[derive(Debug)]
pub struct SentLog {
    file: File,
    path: PathBuf,
    is_synced: bool,
}

impl SentLog {
    /// Opens the log of a desk for appending, and makes it (0600) when it is not there. What only the
    /// journal's front knows is put back into it, and it is on the disk when this returns.
    pub fn open(desk: &Desk) -> Result<Self> {
        let path = desk.sent_log();
        let mut options = OpenOptions::new();
        options.append(true).read(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let cannot = |error: io::Error| {
            Error::failed(format!("cannot write {}", path.display())).because(error)
        };
        let mut file = options.open(&path).map_err(cannot)?;
        end_torn_line(&mut file, &path).map_err(cannot)?;
        let mut log = SentLog { file, path: path.clone(), is_synced: false };
        for lost in only_ahead(desk, &read(&path)?.0)? {
            log.append(&lost).map_err(Error::failed)?;
        }
        log.sync().map_err(Error::failed)?;
        Ok(log)
    }

    /// Appends one line; from here on a crash of this program loses nothing of it.
    pub fn append(&mut self, handed: &Handed) -> Result<(), String> {
        let line = serde_json::to_string(handed)
            .expect("a line of the log has string keys and plain values");
        let written = self.file.write_all(format!("{line}\n").as_bytes());
        self.is_synced = false;
        written.map_err(|error| format!("{}: {error}", self.path.display()))
    }

    /// Brings everything appended to the disk.
    pub fn sync(&mut self) -> Result<(), String> {
        if !self.is_synced {
            let synced = self.file.sync_data();
            // A device has nothing to sync (a test's full disk), and says so.
            let synced = synced.or_else(|error| match error.kind() {
                io::ErrorKind::InvalidInput => Ok(()),
                _ => Err(error),
            });
            synced.map_err(|error| format!("{}: {error}", self.path.display()))?;
            self.is_synced = true;
        }
        Ok(())
    }
}

/// Every letter that was handed over as far as this folder knows: by the log, and by the notes in the
/// front of the journal. Beside them the lines of the log that cannot be read.
pub fn of(desk: &Desk) -> Result<(Vec<Handed>, Vec<usize>)> {
    let (mut log, torn) = read(&desk.sent_log())?;
    let ahead = only_ahead(desk, &log)?;
    log.extend(ahead);
    Ok((log, torn))
}

/// What the front of the journal notes and the log does not have.
fn only_ahead(desk: &Desk, log: &[Handed]) -> Result<Vec<Handed>> {
    let known: HashSet<&str> = log.iter().map(|handed| handed.message_id.as_str()).collect();
    let notes = desk.store.notes_ahead()?.into_iter();
    let handed = notes.filter_map(|note| serde_json::from_value::<Handed>(note).ok());
    Ok(handed.filter(|handed| !known.contains(handed.message_id.as_str())).collect())
}

/// A line that a power cut tore is ended, so that the next one stands on its own.
fn end_torn_line(file: &mut File, path: &Path) -> io::Result<()> {
    // Something that is no ordinary file (a test's full disk) has no end to look at.
    if !file.metadata()?.is_file() {
        return Ok(());
    }
    let text = std::fs::read(path)?;
    if text.last().is_some_and(|last| *last != b'\n') { file.write_all(b"\n") } else { Ok(()) }
}

/// What the log at `path` says, and the lines of it that cannot be read. A log that is not there
/// says nothing.
pub fn read(path: &Path) -> Result<(Vec<Handed>, Vec<usize>)> {
    let mut text = Vec::new();
    match File::open(path) {
        Ok(mut file) if file.metadata().is_ok_and(|meta| meta.is_file()) => {
            file.read_to_end(&mut text).map_err(|error| {
                Error::failed(format!("cannot read {}", path.display())).because(error)
            })?;
        }
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => {
            return Err(Error::failed(format!("cannot read {}", path.display())).because(error));
        }
    }
    let (mut handed, mut torn) = (Vec::new(), Vec::new());
    for (n, line) in text.split(|byte| *byte == b'\n').enumerate().filter(|(_, l)| !l.is_empty()) {
        match serde_json::from_slice(line) {
            Ok(one) => handed.push(one),
            Err(_) => torn.push(n + 1),
        }
    }
    Ok((handed, torn))
}

/// The letters of the log that the database knows nothing of: it is older than the log.
pub fn unknown(log: Vec<Handed>, known: &HashSet<String>) -> Vec<Handed> {
    log.into_iter().filter(|handed| !known.contains(&handed.message_id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::casework::settings;
    use crate::letter::LetterState;
    use crate::request::LetterId;
    use crate::store::{NewStep, Step};

    fn handed(message_id: &str) -> Handed {
        Handed {
            at: "2026-03-02T09:00:00Z".parse().unwrap(),
            request: "social/dunbridge".into(),
            kind: "request".into(),
            to: "foi@dunbridge.example".into(),
            message_id: message_id.into(),
            sha256: "00".into(),
            by: "mine".into(),
        }
    }

    fn desk(folder: &Path) -> Desk {
        Desk::create(folder, &settings::written("R", "r@x.example", None)).unwrap();
        Desk::open(folder).unwrap()
    }

    #[test]
    fn what_was_appended_is_read_back_even_after_a_torn_line() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let path = desk.sent_log();
        assert_eq!(read(&path).unwrap(), (Vec::new(), Vec::new()));
        SentLog::open(&desk).unwrap().append(&handed("1@x")).unwrap();
        let whole = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{whole}{}", &whole[..20])).unwrap();
        SentLog::open(&desk).unwrap().append(&handed("2@x")).unwrap();
        let (log, torn) = read(&path).unwrap();
        assert_eq!(log, [handed("1@x"), handed("2@x")]);
        assert_eq!(torn, [2]);
        let known = HashSet::from(["1@x".to_owned()]);
        assert_eq!(unknown(log, &known), [handed("2@x")]);
    }

    /// A power cut took the end of the log: the front of the journal still knows it, also beside a
    /// database that is older, and the next run puts it back before it writes over the front.
    #[test]
    fn what_a_power_cut_took_is_in_the_journals_front() {
        let folder = tempfile::tempdir().unwrap();
        let desk = desk(folder.path());
        let change = desk.store.change("send", handed("").at).unwrap();
        let mut ahead = change.begin_ahead("a").unwrap();
        change.commit().unwrap();
        let opened = NewStep::new(LetterId(7), LetterState::Sending, handed("").at);
        for id in ["1@x", "2@x"] {
            ahead.open(&[&Step::from(opened)], &handed(id)).unwrap();
        }
        let line = serde_json::to_string(&handed("1@x")).unwrap();
        std::fs::write(desk.sent_log(), format!("{line}\n{}", &line[..30])).unwrap();

        let restored = tempfile::tempdir().unwrap();
        let older = self::desk(restored.path());
        for name in ["sent.log", "desk.ahead"] {
            let from = folder.path().join(".foi").join(name);
            std::fs::copy(from, restored.path().join(".foi").join(name)).unwrap();
        }
        let both = vec![handed("1@x"), handed("2@x")];
        assert_eq!(of(&older).unwrap(), (both.clone(), vec![2]));
        drop(SentLog::open(&older).unwrap());
        assert_eq!(read(&older.sent_log()).unwrap(), (both, vec![2]));
    }
}
