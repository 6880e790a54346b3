//! What was written into calendar files: one row a matter of a request, as the last file had it.
//! What belongs in a file is `casework::calendar`'s.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};

use super::values::{date, time, when, word};
use super::{Change, Result, Store};
use crate::request::RequestId;
use crate::request::agenda::Matter;

/// An entry of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEntry {
    /// Its identifier, the same in every file.
    pub uid: String,
    /// The request.
    pub request: RequestId,
    /// The matter.
    pub matter: Matter,
    /// Its day.
    pub date: NaiveDate,
    /// What it is called.
    pub summary: String,
    /// What it is about.
    pub description: String,
    /// Whether the matter is over.
    pub cancelled: bool,
    /// Which of two states is the newer one.
    pub sequence: u32,
    /// When it was last changed.
    pub changed_at: DateTime<Utc>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<CalendarEntry> {
    Ok(CalendarEntry {
        uid: row.get("uid")?,
        request: RequestId(row.get("request")?),
        matter: word(row, "matter")?,
        date: date(row, "date")?,
        summary: row.get("summary")?,
        description: row.get("description")?,
        cancelled: row.get("cancelled")?,
        sequence: row.get("sequence")?,
        changed_at: when(row, "changed_at")?,
    })
}

impl Store {
    /// Every entry that was ever written, by identifier.
    pub fn calendar_entries(&self) -> Result<Vec<CalendarEntry>> {
        let mut query = self.conn.prepare_cached("SELECT * FROM calendar_entry ORDER BY uid")?;
        let found = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(found)
    }
}

impl Change<'_> {
    /// Keeps an entry as it is written now.
    pub fn put_calendar_entry(&self, entry: &CalendarEntry) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO calendar_entry
                 (uid, request, matter, date, summary, description, cancelled, sequence, changed_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                entry.uid,
                entry.request.as_str(),
                entry.matter.word(),
                entry.date.to_string(),
                entry.summary,
                entry.description,
                entry.cancelled,
                entry.sequence,
                time(entry.changed_at),
            ])?;
        Ok(())
    }
}
