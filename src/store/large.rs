//! Changes that store much: written in place, and, where letters are drafted, without looking up what
//! their rows refer to. As durable as any other.

use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{BUSY_WAIT, Change, Result, Store};

/// A change that stores so many bytes is written in place.
const MANY_BYTES: usize = 16 << 20;

/// About so many bytes of the database a letter takes, packed, with its request.
const LETTER: usize = 1400;

/// Kilobytes of pages kept in memory during such a change.
const LARGE_CACHE: i64 = 64 * 1024;

impl Store {
    /// Begins a change that stores about so many bytes. Many are written in place, behind a rollback
    /// journal, and not by way of the write-ahead log, which would write each of them twice. It is as
    /// durable; while it lasts nobody else can read. Where another `foi` has the desk open the log
    /// stays.
    pub fn change_storing(
        &self,
        bytes: usize,
        sentence: &str,
        now: DateTime<Utc>,
    ) -> Result<Change<'_>> {
        let in_place = bytes >= MANY_BYTES && self.leave_log()?;
        Ok(Change { in_place, ..self.change(sentence, now)? })
    }

    /// Begins a change that drafts so many letters. Many are written in place, and SQLite does not look up
    /// what their rows refer to, which is a quarter of its work: it is there, or was just added.
    pub fn change_drafting(
        &self,
        letters: usize,
        sentence: &str,
        now: DateTime<Utc>,
    ) -> Result<Change<'_>> {
        let bytes = letters * LETTER;
        let _unchecked = (bytes >= MANY_BYTES).then(|| Unchecked::begin(&self.conn)).transpose()?;
        Ok(Change { _unchecked, ..self.change_storing(bytes, sentence, now)? })
    }

    /// Whether the write-ahead log could be left: not while somebody else has the database open.
    fn leave_log(&self) -> Result<bool> {
        self.conn.busy_timeout(Duration::ZERO)?;
        let mode =
            self.conn.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0));
        self.conn.busy_timeout(BUSY_WAIT)?;
        let left = mode.is_ok_and(|mode| mode == "delete");
        if left {
            self.conn.pragma_update(None, "cache_size", -LARGE_CACHE)?;
        }
        Ok(left)
    }
}

/// While it lives, SQLite looks up no row that another refers to.
#[derive(Debug)]
pub(super) struct Unchecked<'a>(&'a Connection);

impl<'a> Unchecked<'a> {
    fn begin(conn: &'a Connection) -> Result<Self> {
        conn.pragma_update(None, "foreign_keys", false)?;
        Ok(Unchecked(conn))
    }
}

impl Drop for Unchecked<'_> {
    fn drop(&mut self) {
        // It cannot fail between transactions, and there is none any more.
        let _ = self.0.pragma_update(None, "foreign_keys", true);
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_desk::{new_letter, noon};
    use super::*;
    use crate::request::RequestId;

    #[test]
    fn a_change_that_stores_much_is_kept_and_the_log_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let store = Store::create(&path).unwrap();
        let mode = |store: &Store| -> String {
            store.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap()
        };
        let change = store.change_storing(MANY_BYTES, "check", noon(1)).unwrap();
        change.set_fact("a", "1").unwrap();
        assert_eq!(mode(&store), "delete");
        change.commit().unwrap();
        assert_eq!(mode(&store), "wal");
        // Somebody else looks at the desk: the log stays, and both see the same.
        let other = Store::open(&path).unwrap();
        let change = store.change_storing(MANY_BYTES, "check", noon(2)).unwrap();
        change.set_fact("a", "2").unwrap();
        assert_eq!(mode(&store), "wal");
        assert_eq!(other.fact("a").unwrap().as_deref(), Some("1"));
        change.commit().unwrap();
        assert_eq!(other.fact("a").unwrap().as_deref(), Some("2"));
        // One that is dropped leaves nothing, and the next who opens finds the log.
        drop(other);
        let change = store.change_storing(MANY_BYTES, "check", noon(3)).unwrap();
        change.set_fact("a", "3").unwrap();
        drop(change);
        drop(store);
        let store = Store::open(&path).unwrap();
        assert_eq!(
            (store.fact("a").unwrap().as_deref(), mode(&store).as_str()),
            (Some("2"), "wal")
        );
    }

    #[test]
    fn what_refers_to_nothing_is_found_out_again_after_many_letters() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("desk.db")).unwrap();
        let is_checked = || -> bool {
            store.conn.pragma_query_value(None, "foreign_keys", |row| row.get(0)).unwrap()
        };
        let nobody = RequestId::from("nobody/nowhere");
        let letter = new_letter(&nobody);
        let few = store.change_drafting(1, "draft", noon(1)).unwrap();
        assert!(few.add_letter(&letter).is_err());
        drop(few);
        for keep in [false, true] {
            let many = store.change_drafting(MANY_BYTES / LETTER + 1, "draft", noon(1)).unwrap();
            assert!(!is_checked());
            if keep {
                many.commit().unwrap();
            } else {
                many.add_letter(&letter).unwrap();
                drop(many);
            }
            assert!(is_checked());
            assert!(store.change("draft", noon(1)).unwrap().add_letter(&letter).is_err());
        }
        assert!(store.all_letters().unwrap().is_empty());
    }
}
