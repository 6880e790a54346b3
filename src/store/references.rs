//! The reference register: every reference an authority has used, per request, in the order seen.
//! The same number at two authorities is legal; the same request may have several.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::values::{time, when};
use super::{Change, Result, Store};
use crate::request::{AuthorityId, MessageKey, RequestId};

/// A reference of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownReference {
    /// The request.
    pub request: RequestId,
    /// The authority that uses it.
    pub authority: AuthorityId,
    /// As first seen: `FOI 2020-105`.
    pub value: String,
    /// Normalised: `FOI2020105`.
    pub normal: String,
    /// `request`, `review` or `regulator`.
    pub kind: String,
    /// The message it was first seen in.
    pub message: Option<MessageKey>,
    /// Where in it: subject, body, attachment, attachment_name, quoted.
    pub place: String,
    /// The value it is a slip of.
    pub mistype_of: Option<String>,
    /// Why it is taken for a slip.
    pub because: Option<String>,
    /// When it was first seen.
    pub seen_at: DateTime<Utc>,
}

/// A reference about to be stored; fields as in [`KnownReference`].
pub type NewReference = KnownReference;

fn read(row: &Row<'_>) -> rusqlite::Result<KnownReference> {
    Ok(KnownReference {
        request: RequestId(row.get("request")?),
        authority: AuthorityId(row.get("authority")?),
        value: row.get("value")?,
        normal: row.get("normal")?,
        kind: row.get("kind")?,
        message: row.get::<_, Option<i64>>("message")?.map(MessageKey),
        place: row.get("place")?,
        mistype_of: row.get("mistype_of")?,
        because: row.get("because")?,
        seen_at: when(row, "seen_at")?,
    })
}

impl Store {
    /// The references of a request in the order seen.
    pub fn references(&self, request: &RequestId) -> Result<Vec<KnownReference>> {
        let mut query = self
            .conn
            .prepare_cached("SELECT * FROM reference WHERE request = ?1 ORDER BY seen_at, id")?;
        let found = query.query_map([request.as_str()], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(found)
    }

    /// Every reference of the desk in the order seen.
    pub fn all_references(&self) -> Result<Vec<KnownReference>> {
        let mut query = self.conn.prepare("SELECT * FROM reference ORDER BY seen_at, id")?;
        let found = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(found)
    }
}

impl Change<'_> {
    /// Forgets the references that messages brought to a request.
    pub fn drop_references(&self, request: &RequestId) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM reference WHERE request = ?1 AND message IS NOT NULL")?
            .execute([request.as_str()])?;
        Ok(())
    }

    /// Adds a reference unless the request has it already; says whether it was new.
    pub fn add_reference(&self, reference: &NewReference) -> Result<bool> {
        let added = self
            .tx
            .prepare_cached(
                "INSERT OR IGNORE INTO reference (request, authority, value, normal, kind, message,
                    place, mistype_of, because, seen_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                reference.request.as_str(),
                reference.authority.as_str(),
                reference.value,
                reference.normal,
                reference.kind,
                reference.message.map(|key| key.0),
                reference.place,
                reference.mistype_of,
                reference.because,
                time(reference.seen_at),
            ])?;
        Ok(added > 0)
    }
}
