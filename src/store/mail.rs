//! Incoming mail: messages about requests, byte for byte; where each is filed and why; the
//! fingerprints of mail that was seen and not kept. What belongs where is `reading::matching`'s.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::values::{from_json, json, maybe_when, time, when, word};
use super::{Change, Result, Store, StoreError};
use crate::law::london;
use crate::reading::Kind;
use crate::reading::matching::{Certainty, Evidence, Signals};
use crate::request::alert::Arrived;
use crate::request::{AuthorityId, MessageKey, RequestId};
use crate::words::words;

words! {
    /// Where a message lies.
    pub enum MessagePlace ("place of a message") {
        /// Under at least one request.
        Filed = "filed",
        /// In the tray: it has signs of a request and could not be filed.
        Tray = "tray",
        /// Erased at her word; only its identity is left.
        Forgotten = "forgotten",
    }
}

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

/// A salted hash of a message's id and decoded content: the same message from two exports has the
/// same one, and it tells nothing about a message that is not at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity([u8; 16]);

impl Identity {
    /// The identity of what `content` feeds, piece by piece, with the desk's salt.
    pub fn of(salt: &str, content: impl FnOnce(&mut dyn FnMut(&[u8]))) -> Self {
        let mut hash = Sha256::new();
        hash.update(salt.as_bytes());
        content(&mut |piece| hash.update(piece));
        let mut identity = [0; 16];
        identity.copy_from_slice(&hash.finalize()[..16]);
        Identity(identity)
    }
}

/// A message about to be stored.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// Its Message-ID, without angle brackets.
    pub message_id: Option<&'a str>,
    /// What makes it the same message in another export.
    pub identity: Identity,
    /// Where it lies.
    pub place: MessagePlace,
    /// Its date.
    pub sent_at: Option<DateTime<Utc>>,
    /// Its sender.
    pub from_address: Option<&'a str>,
    /// Its subject.
    pub subject: &'a str,
    /// Where it was first read: `path` or `path#n`.
    pub source: &'a str,
    /// What sort it is.
    pub kind: Kind,
    /// What is odd about it.
    pub problems: &'a [String],
    /// The message itself and all that was read in it.
    pub sheet: &'a Sheet,
}

/// A message and what was read in it, as the database keeps them. Making one takes longer than
/// writing it down, and needs no database: many can be made at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The message, byte for byte, packed by zstd.
    raw: Vec<u8>,
    reading: String,
    signals: String,
}

impl Sheet {
    /// Of a message byte for byte, of all that was read in it as `foi read --json` prints it, and of
    /// what it offers to matching.
    pub fn of(raw: &[u8], reading: &impl Serialize, signals: &Signals) -> Result<Self> {
        let unreadable = |problem: String| StoreError::Unreadable { what: "a message", problem };
        Ok(Sheet {
            raw: zstd::bulk::compress(raw, COMPRESSION)
                .map_err(|error| unreadable(error.to_string()))?,
            reading: serde_json::to_string(reading)
                .map_err(|error| unreadable(error.to_string()))?,
            signals: json(signals),
        })
    }
}

/// A message of the desk, without its bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredMessage {
    /// Its number.
    pub key: MessageKey,
    /// Its Message-ID, without angle brackets.
    pub message_id: Option<String>,
    /// What makes it the same message in another export.
    pub identity: Identity,
    /// Where it lies.
    pub place: MessagePlace,
    /// Its date.
    pub sent_at: Option<DateTime<Utc>>,
    /// Its sender.
    pub from_address: Option<String>,
    /// Its subject.
    pub subject: String,
    /// Where it was first read.
    pub source: String,
    /// What sort it is.
    pub kind: Kind,
    /// All that was read in it.
    pub reading: serde_json::Value,
    /// What it offers to matching.
    pub signals: Signals,
    /// What is odd about it.
    pub problems: Vec<String>,
    /// When the desk learned of it.
    pub recorded_at: DateTime<Utc>,
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

/// zstd's fastest level that still halves mail; mail is written once and read seldom.
const COMPRESSION: i32 = 1;

fn read(row: &Row<'_>) -> rusqlite::Result<StoredMessage> {
    Ok(StoredMessage {
        key: MessageKey(row.get("id")?),
        message_id: row.get("message_id")?,
        identity: Identity(row.get("identity")?),
        place: word(row, "place")?,
        sent_at: maybe_when(row, "sent_at")?,
        from_address: row.get("from_address")?,
        subject: row.get("subject")?,
        source: row.get("source")?,
        kind: word(row, "kind")?,
        reading: from_json(row, "reading")?,
        signals: from_json(row, "signals")?,
        problems: from_json(row, "problems")?,
        recorded_at: when(row, "recorded_at")?,
    })
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
    /// Every message of the desk in the order it was stored, forgotten ones without content.
    pub fn messages(&self) -> Result<Vec<StoredMessage>> {
        let mut query = self.conn.prepare("SELECT * FROM message ORDER BY id")?;
        let messages = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(messages)
    }

    /// The message of that number.
    pub fn message(&self, key: MessageKey) -> Result<Option<StoredMessage>> {
        let mut query = self.conn.prepare_cached("SELECT * FROM message WHERE id = ?1")?;
        Ok(query.query_row([key.0], read).optional()?)
    }

    /// Messages with that Message-ID: two when two contents came under one id.
    pub fn messages_with_id(&self, message_id: &str) -> Result<Vec<StoredMessage>> {
        let mut query =
            self.conn.prepare_cached("SELECT * FROM message WHERE message_id = ?1 ORDER BY id")?;
        let messages = query.query_map([message_id], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(messages)
    }

    /// A message byte for byte as it was read; `None` once it is forgotten.
    pub fn raw_message(&self, key: MessageKey) -> Result<Option<Vec<u8>>> {
        let mut query = self.conn.prepare_cached("SELECT raw FROM message WHERE id = ?1")?;
        let packed: Option<Option<Vec<u8>>> =
            query.query_row([key.0], |row| row.get(0)).optional()?;
        packed
            .flatten()
            .map(|packed| {
                zstd::decode_all(packed.as_slice()).map_err(|error| StoreError::Unreadable {
                    what: "a message",
                    problem: error.to_string(),
                })
            })
            .transpose()
    }

    /// The Message-IDs of every message that the desk holds or held.
    pub fn message_ids(&self) -> Result<HashSet<String>> {
        let mut query =
            self.conn.prepare("SELECT message_id FROM message WHERE message_id IS NOT NULL")?;
        let ids = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// Identities of every message that the desk holds or held.
    pub fn message_identities(&self) -> Result<HashSet<Identity>> {
        self.identities("SELECT identity FROM message")
    }

    /// Identities of mail that was seen and not kept.
    pub fn fingerprints(&self) -> Result<HashSet<Identity>> {
        self.identities("SELECT identity FROM fingerprint")
    }

    fn identities(&self, sql: &str) -> Result<HashSet<Identity>> {
        let mut query = self.conn.prepare(sql)?;
        let identities = query
            .query_map([], |row| row.get(0).map(Identity))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(identities)
    }

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

    /// The messages filed under a request, oldest first.
    pub fn messages_of(&self, request: &RequestId) -> Result<Vec<StoredMessage>> {
        let mut query = self.conn.prepare_cached(
            "SELECT message.* FROM message JOIN filing ON filing.message = message.id
             WHERE filing.request = ?1 AND filing.standing = 'filed' ORDER BY message.sent_at, message.message_id, message.identity",
        )?;
        let messages =
            query.query_map([request.as_str()], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(messages)
    }

    /// Every filed message under its requests, in the order of their days, as far as alerts need it.
    pub fn arrived(&self) -> Result<Vec<(RequestId, Arrived)>> {
        let mut query = self.conn.prepare(
            "SELECT filing.request, message.id, coalesce(message.sent_at, message.recorded_at) AS came,
                message.kind, json_extract(message.reading, '$.reply_by') AS reply_by,
                coalesce(json_extract(message.reading, '$.kind_evidence[0].quote'), '') AS quote
             FROM filing JOIN message ON message.id = filing.message
             WHERE filing.standing = 'filed' ORDER BY came, message.id",
        )?;
        let arrived = query
            .query_map([], |row| {
                let reply_by: Option<String> = row.get("reply_by")?;
                let arrived = Arrived {
                    message: MessageKey(row.get("id")?),
                    on: london::date(when(row, "came")?),
                    kind: word(row, "kind")?,
                    reply_by: reply_by.and_then(|day| day.parse().ok()),
                    quote: row.get("quote")?,
                };
                Ok((RequestId(row.get("request")?), arrived))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(arrived)
    }

    /// The texts of a message's attachments in their order; "" where there is none.
    pub fn attachment_texts(&self, message: MessageKey) -> Result<Vec<String>> {
        let mut query = self
            .conn
            .prepare_cached("SELECT text FROM attachment WHERE message = ?1 ORDER BY ordinal")?;
        let texts = query
            .query_map([message.0], |row| Ok(row.get::<_, Option<String>>(0)?.unwrap_or_default()))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(texts)
    }

    /// Addresses that she accepted as an authority's.
    pub fn senders(&self) -> Result<Vec<(AuthorityId, String)>> {
        let mut query = self.conn.prepare(
            "SELECT authority, address FROM sender WHERE by_her = 1 ORDER BY authority, address",
        )?;
        let senders = query
            .query_map([], |row| Ok((AuthorityId(row.get(0)?), row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(senders)
    }
}

impl Change<'_> {
    /// Erases what a message said: bytes, reading, attachments, quotes. Its number, its id, its
    /// identity and its kind stay.
    pub fn erase_message(&self, key: MessageKey) -> Result<()> {
        let nothing = json(&Signals::default());
        self.tx.execute(
            "UPDATE message SET place = ?2, raw = NULL, reading = '{}', signals = ?3, subject = '',
                from_address = NULL, source = '', problems = '[]' WHERE id = ?1",
            params![key.0, MessagePlace::Forgotten.word(), nothing],
        )?;
        self.tx.execute("DELETE FROM attachment WHERE message = ?1", [key.0])?;
        self.tx.execute("UPDATE filing SET evidence = '[]' WHERE message = ?1", [key.0])?;
        Ok(())
    }

    /// Stores a message; its identity must be new.
    pub fn add_message(&self, message: &NewMessage<'_>) -> Result<MessageKey> {
        self.tx
            .prepare_cached(
                "INSERT INTO message (message_id, identity, place, sent_at, from_address, subject, source,
                    kind, reading, signals, problems, raw, recorded_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                message.message_id,
                message.identity.0,
                message.place.word(),
                message.sent_at.map(time),
                message.from_address,
                message.subject,
                message.source,
                message.kind.word(),
                message.sheet.reading,
                message.sheet.signals,
                json(&message.problems),
                message.sheet.raw,
                time(self.now),
            ])?;
        Ok(MessageKey(self.tx.last_insert_rowid()))
    }

    /// Moves a message between the tray and the requests.
    pub fn place_message(&self, key: MessageKey, place: MessagePlace) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE message SET place = ?2 WHERE id = ?1")?
            .execute(params![key.0, place.word()])?;
        Ok(())
    }

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

    /// Notes mail that was seen and is not kept.
    pub fn add_fingerprint(&self, identity: Identity) -> Result<()> {
        self.tx
            .prepare_cached("INSERT OR IGNORE INTO fingerprint (identity) VALUES (?1)")?
            .execute([identity.0])?;
        Ok(())
    }

    /// Takes back that a message was seen: it is kept now.
    pub fn drop_fingerprint(&self, identity: Identity) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM fingerprint WHERE identity = ?1")?
            .execute([identity.0])?;
        Ok(())
    }

    /// Accepts an address as an authority's, by her word or by a filing.
    pub fn add_sender(
        &self,
        authority: &AuthorityId,
        address: &str,
        learned_from: Option<MessageKey>,
        by_her: bool,
    ) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO sender (authority, address, learned_from, by_her) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (authority, address) DO UPDATE SET by_her = max(by_her, excluded.by_her)",
            )?
            .execute(params![authority.as_str(), address, learned_from.map(|key| key.0), by_her])?;
        Ok(())
    }

    /// An authority's address that was accepted by filing a message is not its any more.
    pub fn drop_sender(&self, authority: &AuthorityId, learned_from: MessageKey) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM sender WHERE authority = ?1 AND learned_from = ?2")?
            .execute(params![authority.as_str(), learned_from.0])?;
        Ok(())
    }

    /// Stores an attachment's name, size and text.
    pub fn add_attachment(
        &self,
        message: MessageKey,
        ordinal: usize,
        name: Option<&str>,
        media_type: &str,
        bytes: u64,
        text: Option<&str>,
    ) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO attachment (message, ordinal, name, media_type, bytes, text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                message.0,
                i64::try_from(ordinal).unwrap_or(i64::MAX),
                name,
                media_type,
                i64::try_from(bytes).unwrap_or(i64::MAX),
                text
            ])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(content: &str) -> Identity {
        Identity::of("salt", |sink| sink(content.as_bytes()))
    }

    const RAW: &[u8] = b"Subject: Update\r\n\r\nBytes \xff as they are.\r\n";

    fn new(identity: Identity) -> NewMessage<'static> {
        static SHEET: std::sync::LazyLock<Sheet> = std::sync::LazyLock::new(|| {
            Sheet::of(RAW, &serde_json::Value::Null, &Signals::default()).unwrap()
        });
        NewMessage {
            message_id: Some("1@marl.example"),
            identity,
            place: MessagePlace::Tray,
            sent_at: None,
            from_address: None,
            subject: "Update",
            source: "in.mbox#1",
            kind: Kind::OtherCorrespondence,
            problems: &[],
            sheet: &SHEET,
        }
    }

    #[test]
    fn a_message_comes_back_byte_for_byte() {
        let store = Store::in_memory().unwrap();
        let change = store.change("check", Utc::now()).unwrap();
        let key = change.add_message(&new(identity("a"))).unwrap();
        change.commit().unwrap();
        assert_eq!(store.raw_message(key).unwrap().unwrap(), RAW);
        assert_eq!(store.messages_with_id("1@marl.example").unwrap().len(), 1);
        assert!(store.message_identities().unwrap().contains(&identity("a")));
    }

    #[test]
    fn the_salt_and_the_pieces_make_the_identity() {
        let whole = Identity::of("salt", |sink| sink(b"ab"));
        let pieces = Identity::of("salt", |sink| {
            sink(b"a");
            sink(b"b");
        });
        assert_eq!(whole, pieces);
        assert_ne!(whole, Identity::of("pepper", |sink| sink(b"ab")));
    }
}
