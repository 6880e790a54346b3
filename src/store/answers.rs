//! The messages filed under a request, as far as a letter about them needs them: when, what sort,
//! and what was read in them.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use super::values::{from_json, maybe_when, word};
use super::{Result, Store};
use crate::reading::Kind;
use crate::request::{MessageKey, RequestId};

/// A message filed under a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// Its number.
    pub message: MessageKey,
    /// Its Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// Its date.
    pub sent_at: Option<DateTime<Utc>>,
    /// What sort it is.
    pub kind: Kind,
    /// What was read in it: the contract's `foi read` object.
    pub reading: serde_json::Value,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Received> {
    Ok(Received {
        message: MessageKey(row.get("id")?),
        message_id: row.get("message_id")?,
        sent_at: maybe_when(row, "sent_at")?,
        kind: word(row, "kind")?,
        reading: from_json(row, "reading")?,
    })
}

impl Store {
    /// The messages filed under a request, oldest first.
    pub fn received(&self, request: &RequestId) -> Result<Vec<Received>> {
        let mut query = self.conn.prepare_cached(
            "SELECT message.id, message.message_id, message.sent_at, message.kind, message.reading
             FROM filing JOIN message ON message.id = filing.message
             WHERE filing.request = ?1 AND filing.standing = 'filed'
             ORDER BY message.sent_at, message.id",
        )?;
        let found = query.query_map([request.as_str()], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(found)
    }
}
