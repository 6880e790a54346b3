//! `sent.log`: one line a letter handed to a server, appended before its content is written and synced
//! before its answer is kept or the next letter goes. It lies beside the database and is no part of
//! it, so that a desk restored from an old backup knows that it is behind and does not write to
//! everybody twice.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Error, Result};

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
    sync: Sync,
}

impl SentLog {
    /// Opens the log at `path` for appending, and makes it (0600) when it is not there.
    pub fn open(path: &Path) -> Result<Self> {
        let mut options = OpenOptions::new();
        options.append(true).read(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let cannot = |error: io::Error| {
            Error::failed(format!("cannot write {}", path.display())).because(error)
        };
        let mut file = options.open(path).map_err(cannot)?;
        end_torn_line(&mut file, path).map_err(cannot)?;
        let sync = file.try_clone().and_then(Sync::start).map_err(cannot)?;
        Ok(SentLog { file, path: path.to_owned(), sync })
    }

    /// Appends one line and begins to bring it to the disk; [`SentLog::wait`] says when it is there.
    /// From here on a crash of this program loses nothing of it.
    pub fn append(&mut self, handed: &Handed) -> Result<(), String> {
        let line = serde_json::to_string(handed)
            .expect("a line of the log has string keys and plain values");
        let written = self.file.write_all(format!("{line}\n").as_bytes());
        written.map_err(|error| format!("{}: {error}", self.path.display()))?;
        self.sync.begin();
        Ok(())
    }

    /// Waits until everything appended is on the disk.
    pub fn wait(&mut self) -> Result<(), String> {
        self.sync.wait().map_err(|error| format!("{}: {error}", self.path.display()))
    }
}

/// Syncs the log on a thread of its own, so that it costs no time beside the server's answer.
#[derive(Debug)]
struct Sync {
    begin: Sender<()>,
    done: Receiver<io::Result<()>>,
    under_way: usize,
}

impl Sync {
    fn start(file: File) -> io::Result<Self> {
        let (begin, wanted) = mpsc::channel();
        let (tell, done) = mpsc::channel();
        std::thread::Builder::new().name("sent.log".to_owned()).spawn(move || {
            for () in wanted {
                if tell.send(file.sync_data()).is_err() {
                    return;
                }
            }
        })?;
        Ok(Sync { begin, done, under_way: 0 })
    }

    fn begin(&mut self) {
        // A thread that has ended answers nothing, and `wait` says so.
        let _ = self.begin.send(());
        self.under_way += 1;
    }

    fn wait(&mut self) -> io::Result<()> {
        while self.under_way > 0 {
            self.under_way -= 1;
            let ended = || io::Error::other("the thread that syncs it has ended");
            self.done.recv().map_err(|_| ended())??;
        }
        Ok(())
    }
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

    #[test]
    fn what_was_appended_is_read_back_even_after_a_torn_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sent.log");
        assert_eq!(read(&path).unwrap(), (Vec::new(), Vec::new()));
        SentLog::open(&path).unwrap().append(&handed("1@x")).unwrap();
        let whole = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{whole}{}", &whole[..20])).unwrap();
        SentLog::open(&path).unwrap().append(&handed("2@x")).unwrap();
        let (log, torn) = read(&path).unwrap();
        assert_eq!(log, [handed("1@x"), handed("2@x")]);
        assert_eq!(torn, [2]);
        let known = HashSet::from(["1@x".to_owned()]);
        assert_eq!(unknown(log, &known), [handed("2@x")]);
    }
}
