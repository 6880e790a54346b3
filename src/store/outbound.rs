//! What leaves of a letter, and where it stands at the moment, read over a connection of its own while
//! others are handed over.

use std::sync::Arc;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use super::pattern::Unpacker;
use super::values::word;
use super::{Result, Store, StoreError};
use crate::letter::{LetterKind, LetterState};
use crate::request::{LetterId, RequestId, Status};

/// What leaves of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbound {
    /// Its number.
    pub id: LetterId,
    /// Its request.
    pub request: RequestId,
    /// What it is for.
    pub kind: LetterKind,
    /// Our Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// Her address.
    pub from_address: String,
    /// The recipient.
    pub to_address: String,
    /// Lower-case hex SHA-256 of the whole.
    pub sha256: String,
    /// Exactly what is sent, the Date header apart, up to the files that go with it.
    pub eml: Vec<u8>,
    /// The files that go with it, as they end the letter.
    pub enclosed: Option<Arc<[u8]>>,
}

/// Where a letter stands at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterNow {
    /// Where it stands.
    pub state: LetterState,
    /// Lower-case hex SHA-256 of its text.
    pub sha256: String,
    /// Where its request stands.
    pub status: Status,
}

/// Where a letter stands, from whichever connection.
fn now(conn: &Connection, id: LetterId) -> Result<Option<LetterNow>> {
    let mut query = conn.prepare_cached(
        "SELECT state, sha256, status FROM letter
         JOIN request_state ON request_state.request = letter.request WHERE letter.id = ?1",
    )?;
    let read = |row: &Row<'_>| {
        Ok(LetterNow {
            state: word(row, "state")?,
            sha256: row.get("sha256")?,
            status: word(row, "status")?,
        })
    };
    Ok(query.query_row([id.0], read).optional()?)
}

/// Reads letters over a connection of its own, so that a thread can read ahead of their turn.
#[derive(Debug)]
pub struct LetterReader {
    conn: Connection,
    unpacker: Unpacker,
}

impl LetterReader {
    /// Where a letter and its request stand now, and the hash under which its text is kept.
    pub fn letter_now(&self, id: LetterId) -> Result<Option<LetterNow>> {
        now(&self.conn, id)
    }

    /// What leaves of the letter of that number.
    pub fn outbound(&self, id: LetterId) -> Result<Option<Outbound>> {
        let mut query = self.conn.prepare_cached(
            "SELECT request, kind, message_id, from_address, to_address, sha256, eml, pattern,
                enclosure
             FROM letter JOIN letter_text ON letter_text.letter = letter.id WHERE letter.id = ?1",
        )?;
        let mut rows = query.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let eml = self.unpacker.unpack(&self.conn, row.get(7)?, row.get(6)?)?;
        let enclosed = self.unpacker.enclosed(&self.conn, row.get(8)?)?;
        Ok(Some(Outbound {
            id,
            request: RequestId(row.get(0)?),
            kind: word(row, "kind")?,
            message_id: row.get(2)?,
            from_address: row.get(3)?,
            to_address: row.get(4)?,
            sha256: row.get(5)?,
            eml,
            enclosed,
        }))
    }
}

impl Store {
    /// Where a letter and its request stand now, and the hash under which its text is kept.
    pub fn letter_now(&self, id: LetterId) -> Result<Option<LetterNow>> {
        now(&self.conn, id)
    }

    /// A second connection that only reads letters.
    pub fn letter_reader(&self) -> Result<LetterReader> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let conn = Connection::open_with_flags(&self.path, flags)
            .map_err(|source| StoreError::Open { path: self.path.clone(), source })?;
        conn.busy_timeout(super::BUSY_WAIT)?;
        super::keep_plans(&conn)?;
        Ok(LetterReader { conn, unpacker: Unpacker::default() })
    }
}
