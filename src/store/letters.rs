//! Letters (outgoing): their exact bytes and where they stand. Which state may follow which is
//! `letter::state`'s; the steps between are the journal's.

use std::collections::HashSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Params, Row, params};

use super::basis::KeptBasis;
use super::pattern::{PackedLetter, Unpacker};
use super::values::{from_json, maybe_when, time, when, word};
use super::{Change, Result, Store, StoreError};
use crate::letter::{LetterKind, LetterState, mime};
use crate::request::{CampaignId, LetterId, RequestId};

/// A letter of the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its number.
    pub id: LetterId,
    /// Its request.
    pub request: RequestId,
    /// What it is for.
    pub kind: LetterKind,
    /// Where it stands.
    pub state: LetterState,
    /// Our Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// The Message-ID that the provider put in its place, once learned.
    pub server_message_id: Option<String>,
    /// Her address.
    pub from_address: String,
    /// The recipient.
    pub to_address: String,
    /// The subject, decoded.
    pub subject: String,
    /// The text, as she reads and edits it.
    pub body: String,
    /// Exactly what is sent, the Date header apart, up to the files that go with it.
    pub eml: Vec<u8>,
    /// The files that go with it, as they end the letter: the same bytes for all that share them.
    pub enclosed: Option<Arc<[u8]>>,
    /// Lower-case hex SHA-256 of the whole.
    pub sha256: String,
    /// What it was made from, hashed, to tell whether that has changed since: a JSON object.
    pub basis: serde_json::Value,
    /// When it was drafted.
    pub drafted_at: DateTime<Utc>,
    /// When a server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// The server's words.
    pub server_reply: Option<String>,
    /// Held until then.
    pub not_before: Option<DateTime<Utc>>,
}

/// A letter about to be stored.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLetter {
    /// Its request.
    pub request: RequestId,
    /// What it is for.
    pub kind: LetterKind,
    /// Where it stands: `drafted`, or `accepted` for an adopted one.
    pub state: LetterState,
    /// Our Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// Her address.
    pub from_address: String,
    /// The recipient.
    pub to_address: String,
    /// The subject, decoded.
    pub subject: String,
    /// The text.
    pub body: String,
    /// Exactly what is sent, up to the files that go with it.
    pub eml: Vec<u8>,
    /// The files that go with it, as they end the letter.
    pub enclosed: Option<Arc<[u8]>>,
    /// Lower-case hex SHA-256 of the whole.
    pub sha256: String,
    /// What it was made from, hashed.
    pub basis: KeptBasis,
    /// When a server took it, for an adopted one.
    pub sent_at: Option<DateTime<Utc>>,
}

impl Letter {
    /// The whole of what is sent, the Date header apart.
    pub fn whole(&self) -> Vec<u8> {
        [self.eml.as_slice(), self.enclosed.as_deref().unwrap_or_default()].concat()
    }

    /// How large the whole is, in bytes as they are sent.
    pub fn size(&self) -> usize {
        self.eml.len() + self.enclosed.as_ref().map_or(0, |tail| tail.len())
    }
}

/// A letter without its text: where it stands and where it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterOutline {
    /// Its number.
    pub id: LetterId,
    /// Its request.
    pub request: RequestId,
    /// What it is for.
    pub kind: LetterKind,
    /// Where it stands.
    pub state: LetterState,
    /// Our Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// The Message-ID that the provider put in its place, once learned.
    pub server_message_id: Option<String>,
    /// The recipient.
    pub to_address: String,
    /// When a server took it.
    pub sent_at: Option<DateTime<Utc>>,
    /// Held until then.
    pub not_before: Option<DateTime<Utc>>,
}

/// A letter with its text, wherever letters are read.
const WITH_TEXT: &str = "SELECT letter.*, pattern, body, eml, enclosure
     FROM letter JOIN letter_text ON letter_text.letter = letter.id";

/// A letter of a row, its text packed, perhaps, and what it shares with others beside it.
fn read(row: &Row<'_>, conn: &Connection, unpacker: &Unpacker) -> Result<Letter> {
    let pattern: Option<i64> = row.get("pattern")?;
    let eml = unpacker.unpack(conn, pattern, row.get("eml")?)?;
    let body: Vec<u8> = row.get("body")?;
    let body = match body.is_empty() && pattern.is_some() {
        true => mime::plain_text(&eml),
        false => String::from_utf8(unpacker.unpack(conn, pattern, body)?).ok(),
    };
    let no_text = "it is no text in UTF-8".to_owned();
    Ok(Letter {
        id: LetterId(row.get("id")?),
        request: RequestId(row.get("request")?),
        kind: word(row, "kind")?,
        state: word(row, "state")?,
        message_id: row.get("message_id")?,
        server_message_id: row.get("server_message_id")?,
        from_address: row.get("from_address")?,
        to_address: row.get("to_address")?,
        subject: row.get("subject")?,
        body: body.ok_or(StoreError::Unreadable { what: "a letter's text", problem: no_text })?,
        eml,
        enclosed: unpacker.enclosed(conn, row.get("enclosure")?)?,
        sha256: row.get("sha256")?,
        basis: unpacker.basis(conn, row.get("shared_basis")?, from_json(row, "basis")?)?,
        drafted_at: when(row, "drafted_at")?,
        sent_at: maybe_when(row, "sent_at")?,
        server_reply: row.get("server_reply")?,
        not_before: maybe_when(row, "not_before")?,
    })
}

pub(super) fn read_outline(row: &Row<'_>) -> rusqlite::Result<LetterOutline> {
    Ok(LetterOutline {
        id: LetterId(row.get("id")?),
        request: RequestId(row.get("request")?),
        kind: word(row, "kind")?,
        state: word(row, "state")?,
        message_id: row.get("message_id")?,
        server_message_id: row.get("server_message_id")?,
        to_address: row.get("to_address")?,
        sent_at: maybe_when(row, "sent_at")?,
        not_before: maybe_when(row, "not_before")?,
    })
}

impl Store {
    /// The letter of that number.
    pub fn letter(&self, id: LetterId) -> Result<Option<Letter>> {
        let letters = self.letters_by(&format!("{WITH_TEXT} WHERE letter.id = ?1"), [id.0])?;
        Ok(letters.into_iter().next())
    }

    /// The letters of a request in the order they were drafted.
    pub fn letters(&self, request: &RequestId) -> Result<Vec<Letter>> {
        let query = format!("{WITH_TEXT} WHERE letter.request = ?1 ORDER BY letter.id");
        self.letters_by(&query, [request.as_str()])
    }

    fn letters_by(&self, query: &str, of: impl Params) -> Result<Vec<Letter>> {
        let mut query = self.conn.prepare_cached(query)?;
        let mut rows = query.query(of)?;
        let mut letters = Vec::new();
        while let Some(row) = rows.next()? {
            letters.push(read(row, &self.conn, &self.unpacker)?);
        }
        Ok(letters)
    }

    /// Every letter of the desk in the order they were drafted.
    pub fn all_letters(&self) -> Result<Vec<Letter>> {
        self.letters_by(&format!("{WITH_TEXT} ORDER BY letter.id"), [])
    }

    /// The addresses from which letters went out.
    pub fn addresses_of_hers(&self) -> Result<Vec<String>> {
        let mut query = self.conn.prepare("SELECT DISTINCT from_address FROM letter")?;
        let addresses = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(addresses)
    }

    /// Addresses, in small letters, from which a letter came back, or which a server did not take as
    /// a recipient; that the letter was cancelled since does not mend the address. A letter refused
    /// for what it says is no fault of it.
    pub fn addresses_that_failed(&self) -> Result<HashSet<String>> {
        let mut query = self.conn.prepare(
            "SELECT lower(to_address) FROM letter WHERE state = ?1
             UNION
             SELECT lower(to_address) FROM letter JOIN step ON step.letter = letter.id
             WHERE letter.state IN (?2, ?3) AND step.state = ?2 AND step.phase = 'rcpt'",
        )?;
        let states = [LetterState::Bounced, LetterState::Refused, LetterState::Cancelled];
        let addresses = query
            .query_map(states.map(LetterState::word), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(addresses)
    }

    /// Every letter without its text, in the order they were drafted.
    pub fn letter_outlines(&self) -> Result<Vec<LetterOutline>> {
        self.outlines_by("SELECT * FROM letter ORDER BY id", [])
    }

    /// The letters of a request without their text, in the order they were drafted.
    pub fn outlines_of_request(&self, request: &RequestId) -> Result<Vec<LetterOutline>> {
        let query = "SELECT * FROM letter WHERE request = ?1 ORDER BY id";
        self.outlines_by(query, [request.as_str()])
    }

    /// The letters of a campaign, or of all, without their text, by request.
    pub fn outlines_of_campaign(&self, id: Option<&CampaignId>) -> Result<Vec<LetterOutline>> {
        let query = "SELECT letter.* FROM letter JOIN request ON request.id = letter.request
             WHERE ?1 IS NULL OR campaign = ?1 ORDER BY letter.request, letter.id";
        self.outlines_by(query, [id.map(CampaignId::as_str)])
    }

    fn outlines_by(&self, query: &str, of: impl Params) -> Result<Vec<LetterOutline>> {
        let mut query = self.conn.prepare_cached(query)?;
        let letters = query.query_map(of, read_outline)?.collect::<rusqlite::Result<_>>()?;
        Ok(letters)
    }
}

impl Change<'_> {
    /// Adds a letter, its text kept as it stands.
    pub fn add_letter(&self, letter: &NewLetter) -> Result<LetterId> {
        self.add(letter, None, letter.body.as_bytes(), &letter.eml)
    }

    /// Adds a letter whose text is packed.
    pub fn add_packed_letter(&self, packed: &PackedLetter) -> Result<LetterId> {
        let PackedLetter { letter, pattern, body, eml } = packed;
        self.add(letter, Some(*pattern), body, eml)
    }

    /// Adds a letter with its text as it is to stand in the database.
    fn add(
        &self,
        letter: &NewLetter,
        pattern: Option<i64>,
        body: &[u8],
        eml: &[u8],
    ) -> Result<LetterId> {
        let id = self.add_outline(letter)?;
        let enclosure = self.enclosure(letter.enclosed.as_ref())?;
        self.tx
            .prepare_cached(
                "INSERT INTO letter_text (letter, pattern, body, eml, enclosure)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![id.0, pattern, body, eml, enclosure])?;
        Ok(id)
    }

    fn add_outline(&self, letter: &NewLetter) -> Result<LetterId> {
        self.tx
            .prepare_cached(
                "INSERT INTO letter (request, kind, state, message_id, from_address, to_address,
                    subject, sha256, basis, shared_basis, drafted_at, sent_at, act)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                letter.request.as_str(),
                letter.kind.word(),
                letter.state.word(),
                letter.message_id,
                letter.from_address,
                letter.to_address,
                letter.subject,
                letter.sha256,
                letter.basis.own,
                self.shared_basis(&letter.basis)?,
                time(self.now),
                letter.sent_at.map(time),
                self.act,
            ])?;
        Ok(LetterId(self.tx.last_insert_rowid()))
    }

    /// Replaces the text of a letter that has not gone; it is no longer part of what drafted it. The files that go with it stay.
    pub fn rewrite_letter(&self, id: LetterId, letter: &NewLetter) -> Result<()> {
        self.tx.execute(
            "UPDATE letter SET from_address = ?2, to_address = ?3, subject = ?4, sha256 = ?5,
                basis = ?6, shared_basis = ?7, message_id = ?8, act = NULL WHERE id = ?1",
            params![
                id.0,
                letter.from_address,
                letter.to_address,
                letter.subject,
                letter.sha256,
                letter.basis.own,
                self.shared_basis(&letter.basis)?,
                letter.message_id,
            ],
        )?;
        self.tx.execute(
            "UPDATE letter_text SET pattern = NULL, body = ?2, eml = ?3 WHERE letter = ?1",
            params![id.0, letter.body.as_bytes(), letter.eml],
        )?;
        Ok(())
    }

    /// Notes the Message-ID that a provider gave to the letter with this id of ours, unless one is
    /// known.
    pub fn learn_server_id(&self, ours: &str, theirs: &str) -> Result<()> {
        self.tx.execute(
            "UPDATE letter SET server_message_id = ?2
             WHERE message_id = ?1 AND server_message_id IS NULL",
            params![ours, theirs],
        )?;
        Ok(())
    }

    /// Sets where a letter stands. The caller has asked `LetterState::may_become` and adds the
    /// event.
    pub fn set_letter_state(&self, id: LetterId, state: LetterState) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE letter SET state = ?2 WHERE id = ?1")?
            .execute(params![id.0, state.word()])?;
        Ok(())
    }
}
