//! The desk's database: one SQLite file, and the only room that says `rusqlite`.
//!
//! Everything that happened is kept as events; `request_state` is their projection, written in the
//! same transaction. Reading goes through [`Store`], writing through a [`Change`], which carries
//! one sentence for the log. It decides nothing: what follows from an event is `request::fold`'s.

mod ahead;
mod answers;
mod basis;
mod calendar;
mod campaigns;
mod drafts;
mod enclosures;
mod error;
mod events;
mod facts;
mod filings;
mod identity;
mod journal;
mod kept_once;
mod large;
mod letters;
mod mail;
mod migrations;
mod outbound;
mod own_mail;
mod pattern;
mod posting;
mod question_sets;
mod references;
mod requests;
mod senders;
mod sheet;
#[cfg(test)]
mod test_desk;
mod told;
mod values;

pub use ahead::Ahead;
pub use answers::Received;
pub use basis::KeptBasis;
pub use calendar::CalendarEntry;
pub use campaigns::Campaign;
pub use error::{Result, StoreError};
pub use events::Act;
pub use filings::{Filed, Standing};
pub use identity::{Identity, IdentityHash, IdentityKey};
pub use journal::{NewStep, Step};
pub use letters::{Letter, LetterOutline, NewLetter};
pub use mail::{FiledLetter, MessagePlace, NewMessage, StoredMessage, mail_place};
pub use outbound::{LetterNow, LetterReader, Outbound};
pub use pattern::{PackedLetter, Packer, Pattern};
pub use posting::Poster;
pub use references::{KnownReference, NewReference};
pub use requests::{Request, RequestState};
pub use sheet::Sheet;
pub use told::Told;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use self::kept_once::KeptOnce;
use crate::request::RequestId;

/// How long a second `foi` waits for the first one to finish writing.
const BUSY_WAIT: Duration = Duration::from_secs(10);

/// Statements kept prepared: a run of `foi check` uses some thirty, over and over.
const STATEMENTS: usize = 100;

/// Kilobytes of pages kept in memory: the fingerprints of some hundred thousand messages, which come
/// in no order.
const CACHE: i64 = 16 * 1024;

/// An open desk database.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
    /// Whether its end brings everything into the one file.
    checkpoints: bool,
    unpacker: pattern::Unpacker,
}

impl Store {
    /// Makes the database at `path`, or opens it when it is there already.
    pub fn create(path: &Path) -> Result<Self> {
        Self::open_with(path, OpenFlags::default())
    }

    /// Opens the database at `path`; it must exist.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, OpenFlags::default() & !OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// A database in memory, for tests.
    pub fn in_memory() -> Result<Self> {
        let conn = Connection::open_in_memory()?;
        Self::prepare(conn, PathBuf::from(":memory:"))
    }

    fn open_with(path: &Path, flags: OpenFlags) -> Result<Self> {
        let conn = Connection::open_with_flags(path, flags)
            .map_err(|source| StoreError::Open { path: path.to_owned(), source })?;
        Self::prepare(conn, path.to_owned())
    }

    fn prepare(mut conn: Connection, path: PathBuf) -> Result<Self> {
        conn.busy_timeout(BUSY_WAIT)?;
        keep_plans(&conn)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        // FULL: what was committed before a letter's content is written survives a power cut.
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        conn.pragma_update(None, "cache_size", -CACHE)?;
        conn.pragma_update(None, "foreign_keys", true)?;
        // What is erased is overwritten with zeros, so that `foi forget` keeps its word.
        conn.pragma_update(None, "secure_delete", true)?;
        migrations::migrate(&mut conn, &path)?;
        let store = Store { conn, path, checkpoints: true, unpacker: pattern::Unpacker::default() };
        store.post()?;
        Ok(store)
    }

    /// The file it lives in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Begins a change, described by one sentence for `foi log`. Nothing is kept before
    /// [`Change::commit`]; dropping the change takes it back.
    pub fn change(&self, sentence: &str, now: DateTime<Utc>) -> Result<Change<'_>> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        let act = events::add_act(&tx, sentence, now)?;
        Ok(Change::new(tx, self, act, now))
    }

    /// Begins a change that belongs to an act already in the log: a run that commits many times, as
    /// sending does, is one sentence there.
    pub fn change_of(&self, act: i64, now: DateTime<Utc>) -> Result<Change<'_>> {
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        Ok(Change::new(tx, self, act, now))
    }

    /// Begins a change of the desk's own books (its salt, what its letters are known by): nothing that
    /// she did, so that the log tells no act of it, and it records no event.
    pub fn keep_books(&self, now: DateTime<Utc>) -> Result<Change<'_>> {
        const NO_ACT: i64 = 0;
        self.change_of(NO_ACT, now)
    }

    /// Overwrites what was erased: deleted pages, and the log that still holds them.
    pub fn shred(&self) -> Result<()> {
        self.conn.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")?;
        Ok(())
    }

    /// Copies the whole database to `target` while it is in use, by SQLite's backup.
    pub fn backup(&self, target: &Path) -> Result<()> {
        self.conn.backup("main", target, None::<fn(rusqlite::backup::Progress)>)?;
        Ok(())
    }
}

/// Makes a prepared statement keep its plan. Otherwise SQLite plans many a statement anew whenever
/// other values are bound to it, which takes longer than to run it.
fn keep_plans(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

impl Drop for Store {
    fn drop(&mut self) {
        // A checkpoint on close keeps the desk one file; failing to do so loses nothing.
        let _ =
            self.checkpoints.then(|| self.conn.pragma_update(None, "wal_checkpoint", "TRUNCATE"));
    }
}

/// A change under way: the only way to write. Holds the write lock until committed or dropped.
#[derive(Debug)]
pub struct Change<'a> {
    tx: Transaction<'a>,
    store: &'a Store,
    act: i64,
    now: DateTime<Utc>,
    /// The requests that were folded in this change.
    folded: RefCell<HashMap<RequestId, events::Folded>>,
    /// Whether it is written in place, without the write-ahead log.
    in_place: bool,
    /// The questions that this change has added.
    added: RefCell<question_sets::Added>,
    /// The files of letters that this change has kept.
    enclosed: RefCell<KeptOnce<[u8]>>,
    /// What letters were made from that this change has kept.
    bases: RefCell<KeptOnce<str>>,
    /// The last field: it ends when the transaction has ended.
    _unchecked: Option<large::Unchecked<'a>>,
}

impl<'a> Change<'a> {
    fn new(tx: Transaction<'a>, store: &'a Store, act: i64, now: DateTime<Utc>) -> Self {
        Change {
            tx,
            store,
            act,
            now,
            folded: RefCell::default(),
            in_place: false,
            added: RefCell::default(),
            enclosed: RefCell::default(),
            bases: RefCell::default(),
            _unchecked: None,
        }
    }

    /// Keeps everything written through this change, synced to disk.
    pub fn commit(self) -> Result<()> {
        self.tx.commit()?;
        if self.in_place {
            // Another one may have come in between: then the log is for the next who opens the desk.
            let _ = self.store.conn.pragma_update(None, "journal_mode", "WAL");
        }
        Ok(())
    }

    /// The act it belongs to, for [`Store::change_of`].
    pub fn act(&self) -> i64 {
        self.act
    }

    /// The time that is recorded for what this change writes.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Reading from inside the change sees what it has written so far.
    pub fn store(&self) -> &Store {
        self.store
    }
}

#[cfg(test)]
mod tests {
    use super::test_desk::{add_request, noon};
    use super::*;
    use crate::letter::{LetterKind, LetterState};
    use crate::request::{EventKind, LetterId, Status};

    fn desk_with_request() -> (Store, RequestId) {
        let store = Store::in_memory().unwrap();
        let request = add_request(&store);
        (store, request)
    }

    #[test]
    fn a_dropped_change_leaves_nothing() {
        let (store, request) = desk_with_request();
        let change = store.change("decide", noon(2)).unwrap();
        let decided = EventKind::Decided { status: Status::Withdrawn, note: None };
        change.add_event(&request, noon(2), &decided).unwrap();
        drop(change);
        assert_eq!(store.events(&request).unwrap(), Vec::new());
        assert_eq!(store.state(&request).unwrap().unwrap().status, Status::Unsent);
        assert_eq!(store.acts(10).unwrap().len(), 1);
    }

    #[test]
    fn the_projection_equals_folding_the_events_anew() {
        let (store, request) = desk_with_request();
        let change = store.change("send", noon(2)).unwrap();
        let sent = EventKind::Letter {
            letter: LetterId(1),
            kind: LetterKind::Request,
            state: LetterState::Accepted,
            because: None,
        };
        change.add_event(&request, noon(2), &sent).unwrap();
        change.commit().unwrap();
        let folded = crate::request::fold::fold(&store.events(&request).unwrap());
        let stored = store.state(&request).unwrap().unwrap();
        assert_eq!((stored.status, stored.outcome), (folded.status, folded.outcome));
        assert_eq!(stored.status, Status::AwaitingResponse);
    }

    #[test]
    fn a_backup_opens_as_a_desk_database() {
        let (store, request) = desk_with_request();
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("backup.db");
        store.backup(&target).unwrap();
        assert!(Store::open(&target).unwrap().request(&request).unwrap().is_some());
    }
}
