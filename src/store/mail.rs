//! Incoming mail: messages about requests, byte for byte, and what was read in them. Which belongs
//! where is `reading::matching`'s, and kept in `filings`.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};

use super::identity::Identity;
use super::sheet::Sheet;
use super::told::Told;
use super::values::{from_json, json, maybe_when, time, when, word};
use super::{Change, Result, Store, StoreError};
use crate::reading::Kind;
use crate::reading::matching::Signals;
use crate::request::{MailPlace, MessageKey, RequestId, place};
use crate::words::words;

words! {
    /// Where a message lies.
    pub enum MessagePlace ("place of a message") {
        /// Under at least one request.
        Filed = "filed",
        /// In the tray: it has signs of a request and could not be filed.
        Tray = "tray",
        /// Nowhere: the check that read it was taken back. The next one reads it as new.
        TakenBack = "taken_back",
        /// Erased at her word; only its identity is left.
        Forgotten = "forgotten",
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

/// A message filed under a request, as far as a reply to it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledLetter {
    /// The request.
    pub request: RequestId,
    /// Its sender.
    pub from: Option<String>,
    /// Its subject.
    pub subject: String,
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
    pub reading: Told,
    /// What it offers to matching.
    pub signals: Signals,
    /// What is odd about it.
    pub problems: Vec<String>,
    /// When the desk learned of it.
    pub recorded_at: DateTime<Utc>,
}

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
        reading: Told::of(row, "reading")?,
        signals: from_json(row, "signals")?,
        problems: from_json(row, "problems")?,
        recorded_at: when(row, "recorded_at")?,
    })
}

impl StoredMessage {
    /// Where it stands among others of the same date.
    pub fn place_in_mail(&self) -> MailPlace {
        mail_place(&self.signals)
    }
}

/// Where a message stands among others of the same date: by what it says, which is the same on every
/// desk, as its salted identity is not.
pub fn mail_place(signals: &Signals) -> MailPlace {
    let mut content =
        [&signals.from, &signals.subject, &signals.new_text].map(String::as_str).join("\n");
    content.extend(signals.attachment_names.iter().map(String::as_str));
    MailPlace::of(signals.message_id.as_deref(), &signals.thread_ids, content.as_bytes())
}

/// Messages of one date in the order of their threads; the others stay where they are.
fn in_thread_order(messages: Vec<StoredMessage>) -> Vec<StoredMessage> {
    let mut ordered = Vec::with_capacity(messages.len());
    let mut messages = messages.into_iter().peekable();
    while let Some(first) = messages.next() {
        let (at, mut alike) = (first.sent_at, vec![first]);
        alike.extend(std::iter::from_fn(|| messages.next_if(|next| next.sent_at == at)));
        let alike = alike.into_iter().map(|message| (message.place_in_mail(), message)).collect();
        let alike = place::in_order(alike, |(place, _)| place);
        ordered.extend(alike.into_iter().map(|(_, message)| message));
    }
    ordered
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

    /// The filings of messages with that Message-ID, as far as a reply to them tells.
    pub fn filed_with_id(&self, message_id: &str) -> Result<Vec<FiledLetter>> {
        let mut query = self.conn.prepare_cached(
            "SELECT filing.request, message.from_address, message.subject
             FROM message JOIN filing ON filing.message = message.id
             WHERE message.message_id = ?1 AND filing.standing = 'filed'",
        )?;
        let filed = query.query_map([message_id], |row| {
            let request = RequestId(row.get("request")?);
            let (from, subject) = (row.get("from_address")?, row.get("subject")?);
            Ok(FiledLetter { request, from, subject })
        })?;
        Ok(filed.collect::<rusqlite::Result<_>>()?)
    }

    /// A message byte for byte as it was read; `None` once it is forgotten.
    pub fn raw_message(&self, key: MessageKey) -> Result<Option<Vec<u8>>> {
        let mut query =
            self.conn.prepare_cached("SELECT raw FROM message_raw WHERE message = ?1")?;
        let packed: Option<Vec<u8>> = query.query_row([key.0], |row| row.get(0)).optional()?;
        packed
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
        let mut query = self.conn.prepare(
            "SELECT message_id FROM message WHERE message_id IS NOT NULL AND place <> 'taken_back'",
        )?;
        let ids = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// The messages filed under a request, oldest first, those of one date in the order of their threads.
    pub fn messages_of(&self, request: &RequestId) -> Result<Vec<StoredMessage>> {
        let mut query = self.conn.prepare_cached(
            "SELECT message.* FROM message JOIN filing ON filing.message = message.id
             WHERE filing.request = ?1 AND filing.standing = 'filed' ORDER BY message.sent_at, message.id",
        )?;
        let messages =
            query.query_map([request.as_str()], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(in_thread_order(messages))
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
}

impl Change<'_> {
    /// Erases what a message said: bytes, reading, attachments, quotes. Its number, its id, its
    /// identity and its kind stay.
    pub fn erase_message(&self, key: MessageKey, note: &str) -> Result<()> {
        let nothing = json(&Signals::default());
        self.tx.execute(
            "UPDATE message SET place = ?2, reading = '{}', signals = ?3, subject = '',
                from_address = NULL, source = '', problems = ?4 WHERE id = ?1",
            params![key.0, MessagePlace::Forgotten.word(), nothing, json(&[note])],
        )?;
        self.tx.execute("DELETE FROM message_raw WHERE message = ?1", [key.0])?;
        self.tx.execute("DELETE FROM attachment WHERE message = ?1", [key.0])?;
        self.tx.execute("UPDATE filing SET evidence = '[]' WHERE message = ?1", [key.0])?;
        Ok(())
    }

    /// Stores a message; its identity must be new, or that of one that was taken back: then it has the
    /// number again that it had.
    pub fn add_message(&self, message: &NewMessage<'_>) -> Result<MessageKey> {
        let key = self
            .tx
            .prepare_cached(
                "INSERT INTO message (message_id, identity, place, sent_at, from_address, subject, source,
                    kind, reading, signals, problems, recorded_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                 ON CONFLICT (identity) DO UPDATE SET place = excluded.place, sent_at = excluded.sent_at,
                    source = excluded.source, kind = excluded.kind, reading = excluded.reading,
                    signals = excluded.signals, problems = excluded.problems, recorded_at = excluded.recorded_at
                 WHERE message.place = 'taken_back'
                 RETURNING id",
            )?
            .query_row(params![
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
                time(self.now),
            ], |row| row.get(0))?;
        let key = MessageKey(key);
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO message_raw (message, raw) VALUES (?1, ?2)")?
            .execute(params![key.0, message.sheet.raw])?;
        Ok(key)
    }

    /// Moves a message between the tray and the requests.
    pub fn place_message(&self, key: MessageKey, place: MessagePlace) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE message SET place = ?2 WHERE id = ?1")?
            .execute(params![key.0, place.word()])?;
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
    use super::super::identity::{IdentityHash, IdentityKey};
    use super::*;

    fn identity(content: &str) -> Identity {
        let key = IdentityKey::new(IdentityHash::Blake3, "salt");
        key.identity(|sink| sink(content.as_bytes()))
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
}
