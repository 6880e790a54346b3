//! Letters packed. Letters drafted together say nearly the same: each is kept as what differs from
//! one of them, their *pattern* (zstd, RFC 8878, with the pattern as its dictionary). Every byte comes
//! back as it was, which the letter's hash proves. A letter by itself, and one that was edited, is
//! kept as it stands; a pattern is never changed.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::io;
use std::mem;
use std::sync::Arc;

use rusqlite::Connection;
use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::EncoderDictionary;

use super::basis::Shared;
use super::{Change, NewLetter, Result, StoreError};
use crate::letter::mime;

/// A level that finds what a letter shares with the pattern and does not code what is left: that is
/// names, and no code makes those shorter.
const LEVEL: i32 = -1;

/// The longest text that is unpacked: more than any server takes, encoded.
const MOST: usize = 128 << 20;

/// A text against which letters are packed.
pub struct Pattern {
    id: i64,
    dictionary: EncoderDictionary<'static>,
}

/// Packs letters against a pattern. Those of many threads may share a pattern.
pub struct Packer<'p> {
    pattern: i64,
    compressor: Compressor<'p>,
    room: Vec<u8>,
}

/// A letter about to be stored, its text packed.
#[derive(Debug, Clone, PartialEq)]
pub struct PackedLetter {
    /// The letter; its text is taken out.
    pub(super) letter: NewLetter,
    pub(super) pattern: i64,
    /// Empty where `eml` says it.
    pub(super) body: Vec<u8>,
    pub(super) eml: Vec<u8>,
}

impl Pattern {
    /// What packs letters against it.
    pub fn packer(&self) -> Result<Packer<'_>> {
        let compressor = Compressor::with_prepared_dictionary(&self.dictionary)
            .map_err(|error| broken(&error))?;
        Ok(Packer { pattern: self.id, compressor, room: Vec::new() })
    }
}

impl Packer<'_> {
    /// The letter, its text as what differs from the pattern.
    pub fn letter(&mut self, mut letter: NewLetter) -> Result<PackedLetter> {
        let (body, eml) = (mem::take(&mut letter.body), mem::take(&mut letter.eml));
        let body = match mime::says_plainly(&eml, &body) {
            true => Vec::new(),
            false => self.pack(body.as_bytes())?,
        };
        let eml = self.pack(&eml)?;
        Ok(PackedLetter { letter, pattern: self.pattern, body, eml })
    }

    fn pack(&mut self, text: &[u8]) -> Result<Vec<u8>> {
        self.room.clear();
        self.room.reserve(zstd::zstd_safe::compress_bound(text.len()));
        let packed = self.compressor.compress_to_buffer(text, &mut self.room);
        packed.map_err(|error| broken(&error))?;
        Ok(self.room.clone())
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pattern").field("id", &self.id).finish_non_exhaustive()
    }
}

impl fmt::Debug for Packer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packer").field("pattern", &self.pattern).finish_non_exhaustive()
    }
}

impl Change<'_> {
    /// Keeps a letter's text as a pattern for those that are added with it.
    pub fn add_pattern(&self, body: &str, eml: &[u8]) -> Result<Pattern> {
        let text = [body.as_bytes(), eml].concat();
        self.tx.prepare_cached("INSERT INTO pattern (text) VALUES (?1)")?.execute([&text])?;
        let dictionary =
            EncoderDictionary::try_copy(&text, LEVEL).map_err(|error| broken(&error))?;
        Ok(Pattern { id: self.tx.last_insert_rowid(), dictionary })
    }
}

/// Unpacks letters; keeps each pattern it has met.
#[derive(Default)]
pub(super) struct Unpacker {
    met: RefCell<HashMap<i64, Decompressor<'static>>>,
    /// The files that ended a letter last.
    pub(super) last: RefCell<Option<(i64, Arc<[u8]>)>>,
    /// What the letter read last was made from, as far as it shares that.
    pub(super) last_basis: RefCell<Option<Shared>>,
}

impl Unpacker {
    /// A text as it was before it was packed against the pattern; as it stands without one.
    pub fn unpack(
        &self,
        conn: &Connection,
        pattern: Option<i64>,
        bytes: Vec<u8>,
    ) -> Result<Vec<u8>> {
        let Some(pattern) = pattern else { return Ok(bytes) };
        let mut met = self.met.borrow_mut();
        let mut one = match met.remove(&pattern) {
            Some(known) => known,
            None => decompressor(conn, pattern)?,
        };
        let text = one.decompress(&bytes, MOST).map_err(|error| broken(&error));
        // A pattern of a change under way may be taken back, and its number be given again.
        if conn.is_autocommit() {
            met.insert(pattern, one);
        }
        text
    }
}

impl fmt::Debug for Unpacker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpacker").field("met", &self.met.borrow().len()).finish()
    }
}

fn decompressor(conn: &Connection, pattern: i64) -> Result<Decompressor<'static>> {
    let mut query = conn.prepare_cached("SELECT text FROM pattern WHERE id = ?1")?;
    let text: Vec<u8> = query.query_row([pattern], |row| row.get(0))?;
    Decompressor::with_dictionary(&text).map_err(|error| broken(&error))
}

fn broken(error: &io::Error) -> StoreError {
    StoreError::Unreadable { what: "a letter's text", problem: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    proptest::proptest! {
        #[test]
        fn what_is_unpacked_is_what_was_packed(
            pattern in ".{0,300}",
            eml in proptest::collection::vec(proptest::num::u8::ANY, 0..300),
            other in ".{0,300}",
        ) {
            let store = Store::in_memory().unwrap();
            let change = store.change("draft", chrono::DateTime::UNIX_EPOCH).unwrap();
            let made = change.add_pattern(&pattern, &eml).unwrap();
            let mut packer = made.packer().unwrap();
            for text in [pattern.as_bytes(), &eml, other.as_bytes()] {
                let packed = packer.pack(text).unwrap();
                let unpacker = Unpacker::default();
                let unpacked = unpacker.unpack(&change.tx, Some(packer.pattern), packed).unwrap();
                proptest::prop_assert_eq!(unpacked.as_slice(), text);
                proptest::prop_assert!(unpacker.met.borrow().is_empty(), "it may be taken back");
            }
            let (pattern, packed) = (packer.pattern, packer.pack(other.as_bytes()).unwrap());
            change.commit().unwrap();
            let unpacked = store.unpacker.unpack(&store.conn, Some(pattern), packed).unwrap();
            proptest::prop_assert_eq!(unpacked.as_slice(), other.as_bytes());
        }
    }
}
