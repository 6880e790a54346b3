//! The journal's front: `.foi/desk.ahead`, into which a run of sending writes its steps letter by
//! letter, one synced line each, and from which they are [posted](super::posting) into the database
//! many at a time. A line costs what a line of any log costs; the same as a transaction of its own
//! would cost several times that.
//!
//! A line counts only for the run that wrote it: the run's key stands in the database, committed
//! before the first line. So a database restored from a backup takes nothing from the file of a later
//! run. The file is made longer ahead of need and written over from its start by each run; what
//! follows the last line of a run is the rest of an older one, or zeros, and is known by its number
//! or by not being a line at all.

use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::journal::Step;
use super::posting::MARK;
use super::{Change, Result, Store, StoreError};

/// The file grows by so much at a time: a sync that finds its place made is twice as fast.
const CHUNK: usize = 256 * 1024;

/// So much is left free for the answer to a letter that is opened: its text is at most some hundred
/// characters.
const RESERVE: u64 = 4096;

/// Which run wrote ahead, and how far its lines have been posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// The run's own word.
    pub key: String,
    /// The act under which its events are recorded.
    pub act: i64,
    /// The last line that was posted.
    pub posted: u64,
    /// The byte behind it; reading goes on there.
    pub at: u64,
}

impl Mark {
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let key = words.next().filter(|key| !key.is_empty())?.to_owned();
        let (act, posted) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        // Earlier versions told no place: then the whole file is read.
        let at = words.next().map_or(Some(0), |at| at.parse().ok())?;
        Some(Mark { key, act, posted, at })
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.key, self.act, self.posted, self.at)
    }
}

/// One line: what is committed together.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    key: String,
    /// Its number in the run, from 1.
    pub n: u64,
    /// The steps, in their order.
    pub steps: Vec<Step>,
    /// What the caller wants to be remembered with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<serde_json::Value>,
    /// The byte behind it in the file.
    #[serde(skip)]
    pub end: u64,
}

/// The front of the journal, held by the run of sending that has the desk's lock.
#[derive(Debug)]
pub struct Ahead {
    file: File,
    path: PathBuf,
    key: String,
    n: u64,
    /// Where the next line goes.
    at: u64,
    /// How long the file is.
    length: u64,
}

impl Change<'_> {
    /// Begins to write ahead, once this change is committed. Only one run may do so at a time, and
    /// `key` must be its own.
    pub fn begin_ahead(&self, key: &str) -> Result<Ahead> {
        self.post()?;
        let path = path_of(self.store.path());
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let opened = options.open(&path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let (length, file) = opened.map_err(|error| cannot(&path, error))?;
        let mark = Mark { key: key.to_owned(), act: self.act, posted: 0, at: 0 };
        self.set_fact(MARK, &mark.to_string())?;
        Ok(Ahead { file, path, key: mark.key, n: 0, at: 0, length })
    }
}

impl Store {
    /// Posts what a run wrote ahead, and ends it.
    pub fn end_ahead(&self) -> Result<()> {
        let change = self.change_of(0, chrono::DateTime::UNIX_EPOCH)?;
        change.post()?;
        change.set_fact(MARK, "")?;
        change.commit()
    }
}

impl Store {
    /// The notes of every line that can be read, of whichever run: also those of a run that this
    /// database, restored from a backup, has never heard of.
    pub fn notes_ahead(&self) -> Result<Vec<serde_json::Value>> {
        let path = path_of(&self.path);
        let text = match read_from(&path, 0) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(source) => return Err(StoreError::FileRead { path, source }),
        };
        let lines = text.split(|byte| *byte == b'\n');
        let whole = lines.filter_map(|line| serde_json::from_slice::<Line>(line).ok());
        Ok(whole.filter_map(|line| line.note).collect())
    }
}

impl Ahead {
    /// Commits steps of which the last opens a letter, with a note on it: they are on the disk when
    /// this returns. Keeps room for the letter's answer, so that a disk that fills up costs no answer.
    pub fn open(&mut self, steps: &[&Step], note: &impl Serialize) -> Result<()> {
        self.commit(steps, Some(note), RESERVE)
    }

    /// Commits an answer: it is on the disk when this returns.
    pub fn close(&mut self, step: &Step) -> Result<()> {
        self.commit(&[step], None::<&()>, 0)
    }

    fn commit(
        &mut self,
        steps: &[&Step],
        note: Option<&impl Serialize>,
        reserve: u64,
    ) -> Result<()> {
        let line = self.line(steps, note);
        let written = self.make_room(line.len() as u64 + reserve).and_then(|()| {
            self.file.seek(SeekFrom::Start(self.at))?;
            self.file.write_all(line.as_bytes())?;
            self.file.sync_data()
        });
        written.map_err(|error| cannot(&self.path, error))?;
        self.n += 1;
        self.at += line.len() as u64;
        Ok(())
    }

    fn line(&self, steps: &[&Step], note: Option<&impl Serialize>) -> String {
        #[derive(Serialize)]
        struct Written<'a, N> {
            key: &'a str,
            n: u64,
            steps: &'a [&'a Step],
            #[serde(skip_serializing_if = "Option::is_none")]
            note: Option<&'a N>,
        }
        let line = Written { key: &self.key, n: self.n + 1, steps, note };
        super::values::json(&line) + "\n"
    }

    /// Fills the file with zeros to beyond what is wanted next, as far as the disk lets it.
    fn make_room(&mut self, wanted: u64) -> io::Result<()> {
        if self.at + wanted <= self.length {
            return Ok(());
        }
        let made = self
            .file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(&vec![0; CHUNK.max(wanted as usize)]))
            .and_then(|()| self.file.sync_all());
        self.length = self.file.metadata()?.len();
        if self.at + wanted <= self.length { Ok(()) } else { made }
    }
}

/// The file beside the database at `database`.
pub(super) fn path_of(database: &Path) -> PathBuf {
    database.with_extension("ahead")
}

/// The lines of the mark's run that were not posted. A line that a crash tore was never answered for,
/// and ends them.
pub(super) fn read(path: &Path, mark: &Mark) -> Result<Vec<Line>> {
    let text = match read_from(path, mark.at) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(StoreError::FileRead { path: path.to_owned(), source }),
    };
    let mut lines: Vec<Line> = Vec::new();
    let (mut last, mut at) = (if mark.at == 0 { 0 } else { mark.posted }, mark.at);
    for text in text.split_inclusive(|byte| *byte == b'\n') {
        let whole = text.strip_suffix(b"\n").and_then(|text| serde_json::from_slice(text).ok());
        let Some(line) = whole.filter(|line: &Line| line.key == mark.key && line.n == last + 1)
        else {
            break;
        };
        (last, at) = (line.n, at + text.len() as u64);
        if line.n > mark.posted {
            lines.push(Line { end: at, ..line });
        }
    }
    Ok(lines)
}

fn read_from(path: &Path, at: u64) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(at))?;
    let mut text = Vec::new();
    file.read_to_end(&mut text)?;
    Ok(text)
}

fn cannot(path: &Path, source: io::Error) -> StoreError {
    if source.kind() == io::ErrorKind::StorageFull {
        return StoreError::DiskFull;
    }
    StoreError::File { path: path.to_owned(), source }
}
