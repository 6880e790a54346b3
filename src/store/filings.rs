//! How messages stand to requests: filed, offered, refused, withdrawn, and what that rests on.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::values::{from_json, json, time, when, word};
use super::{Change, Result, Store};
use crate::law::london;
use crate::reading::matching::{Certainty, Evidence};
use crate::request::alert::Arrived;
use crate::request::{MessageKey, RequestId};
use crate::words::words;

words! {
    /// How a message stands to a request.
    pub enum Standing ("standing of a message to a request") {
        /// It is filed under it.
        Filed = "filed",
        /// It may be about it.
        Candidate = "candidate",
        /// She said that it is not about it.
        Refused = "refused",
        /// It was filed under it or offered, and no longer is.
        Withdrawn = "withdrawn",
    }
}

/// How a message stands to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The message.
    pub message: MessageKey,
    /// The request.
    pub request: RequestId,
    /// How sure it is.
    pub certainty: Certainty,
    /// How it stands.
    pub standing: Standing,
    /// Whether she said so.
    pub by_her: bool,
    /// Its place among the candidates, best first from 0.
    pub rank: usize,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// Since when.
    pub at: DateTime<Utc>,
}

fn read_filed(row: &Row<'_>) -> rusqlite::Result<Filed> {
    Ok(Filed {
        message: MessageKey(row.get("message")?),
        request: RequestId(row.get("request")?),
        certainty: word(row, "certainty")?,
        standing: word(row, "standing")?,
        by_her: row.get("by_her")?,
        rank: usize::try_from(row.get::<_, i64>("rank")?).unwrap_or(0),
        evidence: from_json(row, "evidence")?,
        at: when(row, "at")?,
    })
}

impl Store {
    /// How every message stands to requests: by message, filed ones first, then by rank.
    pub fn all_filings(&self) -> Result<Vec<Filed>> {
        let mut query = self
            .conn
            .prepare("SELECT * FROM filing ORDER BY message, standing <> 'filed', rank, request")?;
        let filings = query.query_map([], read_filed)?.collect::<rusqlite::Result<_>>()?;
        Ok(filings)
    }

    /// How one message stands to requests, filed ones first, then by rank.
    pub fn filings_of(&self, message: MessageKey) -> Result<Vec<Filed>> {
        let mut query = self.conn.prepare_cached(
            "SELECT * FROM filing WHERE message = ?1 ORDER BY standing <> 'filed', rank, request",
        )?;
        let filings = query.query_map([message.0], read_filed)?.collect::<rusqlite::Result<_>>()?;
        Ok(filings)
    }

    /// The requests under which a message is filed, and whether she filed it there.
    pub fn filed_under(&self, message: MessageKey) -> Result<Vec<(RequestId, bool)>> {
        let mut query = self.conn.prepare_cached(
            "SELECT request, by_her FROM filing WHERE message = ?1 AND standing = 'filed' ORDER BY rank, request",
        )?;
        let filed = query
            .query_map([message.0], |row| Ok((RequestId(row.get("request")?), row.get("by_her")?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(filed)
    }

    /// Every filed message under its requests, in the order of their days, as far as alerts need it.
    pub fn arrived(&self) -> Result<Vec<(RequestId, Arrived)>> {
        let mut query = self.conn.prepare(
            "SELECT filing.request, message.id, coalesce(message.sent_at, message.recorded_at) AS came,
                message.kind, json_extract(message.reading, '$.reply_by') AS reply_by,
                json_extract(message.reading, '$.due_quoted') AS due,
                coalesce(json_extract(message.reading, '$.kind_evidence[0].quote'), '') AS quote,
                json_extract(message.reading, '$.review_mentioned') AS review,
                json_extract(message.reading, '$.link_expires') AS expires
             FROM filing JOIN message ON message.id = filing.message
             WHERE filing.standing = 'filed' ORDER BY came, message.id",
        )?;
        let arrived = query
            .query_map([], |row| {
                let day = |name: &str| -> rusqlite::Result<_> {
                    let written: Option<String> = row.get(name)?;
                    Ok(written.and_then(|day| day.parse().ok()))
                };
                let arrived = Arrived {
                    message: MessageKey(row.get("id")?),
                    on: london::date(when(row, "came")?),
                    kind: word(row, "kind")?,
                    reply_by: day("reply_by")?,
                    due: day("due")?,
                    known_sender: true,
                    quote: row.get("quote")?,
                    review: row.get("review")?,
                    expires: row.get("expires")?,
                    takes_back: false,
                    decided_since: false,
                };
                Ok((RequestId(row.get("request")?), arrived))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(arrived)
    }
}

impl Change<'_> {
    /// Says how a message stands to a request, in place of what was said before.
    pub fn set_filing(&self, filed: &Filed) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO filing (message, request, certainty, standing, by_her, rank, evidence, at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (message, request) DO UPDATE SET certainty = excluded.certainty,
                    standing = excluded.standing, by_her = excluded.by_her, rank = excluded.rank,
                    evidence = excluded.evidence, at = excluded.at",
            )?
            .execute(params![
                filed.message.0,
                filed.request.as_str(),
                filed.certainty.word(),
                filed.standing.word(),
                filed.by_her,
                i64::try_from(filed.rank).unwrap_or(i64::MAX),
                json(&filed.evidence),
                time(filed.at),
            ])?;
        Ok(())
    }
}
