//! Mailbox: mail as it lies on the disk, made into raw messages; and attachments made into text.
//!
//! Reads mbox files of every flavour, Maildir trees, `.eml` files and folders of them, and zip, gzip
//! and tar of those. What a file is shows in its content, never in its name. A source is never
//! written to. It does not look into a message; that is `reading`.

mod bytes;
mod folder;
mod form;
mod from_line;
mod headers;
mod identity;
mod mbox;
mod open;
mod packed;
pub mod text;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Mutex;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use bytes::Bytes;
pub use identity::canonical;
pub use mbox::{Quoting, Span, Split, split, unquote};
pub use open::open;

/// A message as it was delivered, not yet decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawMail<'a> {
    /// Where it lies: `path` of a file with one message, `path#n` for the n-th (from 1) of an mbox;
    /// for one inside an archive, `archive/path`.
    pub source: String,
    /// The message, headers first. The From_ line and the quoting of an mbox are taken off; line
    /// ends are as the file has them.
    pub bytes: Cow<'a, [u8]>,
    /// When it arrived, by the From_ line or the Maildir name.
    pub arrived: Option<DateTime<Utc>>,
}

/// Something that could not be read; it never stops the rest.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{path} {what}")]
pub struct Problem {
    /// The file or folder, as it was given.
    pub path: String,
    /// What is the matter, in words that follow the path: "is empty", "cannot be read: …".
    pub what: String,
}

/// The messages of some files and folders. It holds maps of large files and the names of small ones,
/// so that it costs little memory however much mail there is.
#[derive(Debug, Default)]
pub struct Mailbox {
    stores: Vec<Store>,
    items: Vec<Item>,
    problems: Vec<Problem>,
    met_later: Mutex<Vec<Problem>>,
}

/// The content of one file that holds messages.
#[derive(Debug)]
struct Store {
    name: String,
    bytes: Bytes,
    quoting: Quoting,
}

/// One message's place.
#[derive(Debug)]
struct Item {
    place: Place,
    arrived: Option<DateTime<Utc>>,
}

#[derive(Debug)]
enum Place {
    /// Part of a store; the n-th message of it, or the only one (0). `quoted` is the part of it in which
    /// lines start that are quoted as the store's mbox does it.
    Part { store: usize, content: Range<usize>, quoted: Option<Range<usize>>, number: usize },
    /// A file of its own, read when its turn comes.
    File(PathBuf),
}

impl Mailbox {
    /// How many messages there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The message at `index`, in the order of the paths given, their sorted files, and the
    /// messages in each; `None` beyond the end, and for a file that has become unreadable since
    /// (then it is among the problems).
    pub fn get(&self, index: usize) -> Option<RawMail<'_>> {
        let item = self.items.get(index)?;
        let (source, bytes) = match &item.place {
            Place::Part { store, content, quoted, number } => {
                let store = &self.stores[*store];
                let bytes = &store.bytes[content.clone()];
                let source = match number {
                    0 => store.name.clone(),
                    number => format!("{}#{number}", store.name),
                };
                let plain = match quoted {
                    Some(part) => mbox::unquote_within(bytes, store.quoting, part.clone()),
                    None => Cow::Borrowed(bytes),
                };
                (source, plain)
            }
            Place::File(path) => (path.display().to_string(), Cow::Owned(self.read(path)?)),
        };
        Some(RawMail { source, bytes, arrived: item.arrived })
    }

    /// All messages in order.
    pub fn iter(&self) -> impl Iterator<Item = RawMail<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// All messages, spread over the processors; collected, they are in order.
    pub fn par_iter(&self) -> impl ParallelIterator<Item = RawMail<'_>> {
        (0..self.len()).into_par_iter().filter_map(|index| self.get(index))
    }

    /// What could not be read, sorted by path. Complete once all messages have been asked for.
    pub fn problems(&self) -> Vec<Problem> {
        let mut all = self.problems.clone();
        all.extend(self.met_later.lock().iter().flat_map(|met| met.iter().cloned()));
        all.sort();
        all.dedup();
        all
    }

    /// A message file; a From_ line that some delivery program left at its start is taken off.
    fn read(&self, path: &std::path::Path) -> Option<Vec<u8>> {
        match std::fs::read(path) {
            Ok(mut bytes) => {
                let line = mbox::line_at(&bytes, 0);
                if from_line::arrived(line).is_some() {
                    bytes.drain(..mbox::next_line(&bytes, 0));
                }
                Some(bytes)
            }
            Err(error) => {
                let what = format!("cannot be read: {}", why(&error));
                let problem = Problem { path: path.display().to_string(), what };
                if let Ok(mut met) = self.met_later.lock() {
                    met.push(problem);
                }
                None
            }
        }
    }
}

/// An error of the system in its own words, without the number.
fn why(error: &std::io::Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    words.to_lowercase()
}
