//! The files that go with letters, as they end them: kept once, packed (zstd, RFC 8878), however many
//! letters end so. Never changed; a file is known again by its hash.

use std::sync::Arc;

use rusqlite::Connection;

use super::pattern::Unpacker;
use super::{Change, Result, StoreError};

/// Undoes the growth of base64 and little more; what is inside is mostly packed already.
const LEVEL: i32 = 1;

/// The longest end of a letter that is unpacked: more than any server takes.
const MOST: usize = 256 << 20;

impl Change<'_> {
    /// The number under which the end of a letter is kept; it is added where it is new.
    pub(super) fn enclosure(&self, tail: Option<&Arc<[u8]>>) -> Result<Option<i64>> {
        let Some(tail) = tail else { return Ok(None) };
        let statements = (
            "SELECT id FROM enclosure WHERE sha256 = ?1",
            "INSERT INTO enclosure (sha256, tail) VALUES (?1, ?2)",
        );
        let pack = || zstd::bulk::compress(tail, LEVEL).map_err(|error| broken(&error));
        let add = || self.number_of(tail, statements, pack);
        self.enclosed.borrow_mut().number(tail, add).map(Some)
    }
}

impl Unpacker {
    /// The end of a letter. The one read last stays in memory: letters that follow one another mostly
    /// end alike.
    pub(super) fn enclosed(&self, conn: &Connection, id: Option<i64>) -> Result<Option<Arc<[u8]>>> {
        let Some(id) = id else { return Ok(None) };
        if let Some((last, tail)) = self.last.borrow().as_ref()
            && *last == id
        {
            return Ok(Some(Arc::clone(tail)));
        }
        let mut query = conn.prepare_cached("SELECT tail FROM enclosure WHERE id = ?1")?;
        let packed: Vec<u8> = query.query_row([id], |row| row.get(0))?;
        let tail: Arc<[u8]> =
            zstd::bulk::decompress(&packed, size(&packed)).map_err(|error| broken(&error))?.into();
        // One of a change under way may be taken back, and its number be given again.
        if conn.is_autocommit() {
            *self.last.borrow_mut() = Some((id, Arc::clone(&tail)));
        }
        Ok(Some(tail))
    }
}

/// How much room to unpack it takes, by its own word, within reason.
fn size(packed: &[u8]) -> usize {
    let told = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    told.and_then(|size| usize::try_from(size).ok()).map_or(MOST, |size| size.min(MOST))
}

fn broken(error: &std::io::Error) -> StoreError {
    StoreError::Unreadable { what: "the files of a letter", problem: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::test_desk::{add_letter, noon};
    use super::*;
    use crate::store::Store;

    #[test]
    fn what_ends_many_letters_is_kept_once_and_read_once() {
        let store = Store::in_memory().unwrap();
        let (_, letter) = add_letter(&store);
        let plain = store.letter(letter).unwrap().unwrap();
        let tail: Arc<[u8]> = b"--b\r\nthe file\r\n--b--\r\n".repeat(1000).into();
        let same: Arc<[u8]> = tail.to_vec().into();
        let change = store.change("draft", noon(1)).unwrap();
        let first = change.enclosure(Some(&tail)).unwrap();
        assert_eq!(change.enclosure(Some(&tail)).unwrap(), first);
        assert_eq!(change.enclosure(Some(&same)).unwrap(), first, "known by what it holds");
        assert_eq!(change.enclosure(None).unwrap(), None);
        change.commit().unwrap();
        let read = || store.unpacker.enclosed(&store.conn, first).unwrap().unwrap();
        assert_eq!(read(), tail);
        assert!(Arc::ptr_eq(&read(), &read()));
        assert_eq!((plain.enclosed.clone(), plain.whole()), (None, plain.eml.clone()));
        let packed: i64 = store
            .conn
            .query_row("SELECT length(tail) FROM enclosure", [], |row| row.get(0))
            .unwrap();
        assert!(packed < tail.len() as i64 / 10);
    }
}
