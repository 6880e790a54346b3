//! The send journal: every step of every letter, only added, and the letter's state changed in the
//! same transaction. Which state may follow which is `letter::state`'s; the caller asks it.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};

use super::values::{time, when, word};
use super::{Change, Result, Store};
use crate::letter::LetterState;
use crate::request::LetterId;

/// One step of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The letter.
    pub letter: LetterId,
    /// Where it stands from this step on.
    pub state: LetterState,
    /// When.
    pub at: DateTime<Utc>,
    /// By which account, or into which folder.
    pub account: Option<String>,
    /// In which phase of the dialogue something went wrong.
    pub phase: Option<String>,
    /// The server's code.
    pub code: Option<u16>,
    /// The server's words, the system's, or hers.
    pub text: Option<String>,
    /// The server's name for the letter.
    pub queue_id: Option<String>,
}

/// A step about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewStep<'a> {
    /// The letter.
    pub letter: LetterId,
    /// Where it stands from now on.
    pub state: LetterState,
    /// When.
    pub at: DateTime<Utc>,
    /// By which account, or into which folder.
    pub account: Option<&'a str>,
    /// In which phase of the dialogue something went wrong.
    pub phase: Option<&'a str>,
    /// The server's code.
    pub code: Option<u16>,
    /// The server's words, the system's, or hers.
    pub text: Option<&'a str>,
    /// The server's name for the letter.
    pub queue_id: Option<&'a str>,
    /// The Message-ID that the server put in place of ours.
    pub server_message_id: Option<&'a str>,
    /// Held until then.
    pub not_before: Option<DateTime<Utc>>,
}

impl<'a> NewStep<'a> {
    /// A step of which only the state is known.
    pub fn new(letter: LetterId, state: LetterState, at: DateTime<Utc>) -> Self {
        NewStep {
            letter,
            state,
            at,
            account: None,
            phase: None,
            code: None,
            text: None,
            queue_id: None,
            server_message_id: None,
            not_before: None,
        }
    }

    /// The same step with these words.
    #[must_use]
    pub fn because(self, text: &'a str) -> Self {
        NewStep { text: Some(text), ..self }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Step> {
    Ok(Step {
        letter: LetterId(row.get("letter")?),
        state: word(row, "state")?,
        at: when(row, "at")?,
        account: row.get("account")?,
        phase: row.get("phase")?,
        code: row.get("code")?,
        text: row.get("text")?,
        queue_id: row.get("queue_id")?,
    })
}

impl Store {
    /// The steps of a letter, oldest first.
    pub fn steps(&self, letter: LetterId) -> Result<Vec<Step>> {
        let mut query =
            self.conn.prepare_cached("SELECT * FROM step WHERE letter = ?1 ORDER BY id")?;
        let steps = query.query_map([letter.0], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(steps)
    }

    /// When letters were handed over by `account` since then, oldest first: what the pace counts.
    pub fn handed_since(&self, account: &str, since: DateTime<Utc>) -> Result<Vec<DateTime<Utc>>> {
        let mut query = self.conn.prepare_cached(
            "SELECT at FROM step WHERE state = ?1 AND account = ?2 AND at > ?3 ORDER BY at",
        )?;
        let times = query
            .query_map(params![LetterState::Sending.word(), account, time(since)], |row| {
                when(row, "at")
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(times)
    }

    /// The Message-IDs of every letter that this database knows to have been handed over.
    pub fn handed_message_ids(&self) -> Result<HashSet<String>> {
        let mut query = self.conn.prepare(
            "SELECT DISTINCT message_id FROM letter JOIN step ON step.letter = letter.id
             WHERE message_id IS NOT NULL AND step.state IN (?1, ?2)",
        )?;
        let ids = query
            .query_map([LetterState::Sending.word(), LetterState::InDoubt.word()], |row| {
                row.get(0)
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }
}

impl Change<'_> {
    /// Adds a step and moves its letter there. An acceptance also sets when the letter was sent and
    /// what the server said.
    pub fn add_step(&self, step: &NewStep<'_>) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO step (letter, state, at, account, phase, code, text, queue_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                step.letter.0,
                step.state.word(),
                time(step.at),
                step.account,
                step.phase,
                step.code,
                step.text,
                step.queue_id,
            ])?;
        let accepted = step.state == LetterState::Accepted;
        self.tx
            .prepare_cached(
                "UPDATE letter SET state = ?2, not_before = ?3,
                    sent_at = CASE WHEN ?4 THEN coalesce(sent_at, ?5) ELSE sent_at END,
                    server_reply = coalesce(?6, server_reply),
                    server_message_id = coalesce(?7, server_message_id)
                 WHERE id = ?1",
            )?
            .execute(params![
                step.letter.0,
                step.state.word(),
                step.not_before.map(time),
                accepted,
                time(step.at),
                step.text,
                step.server_message_id,
            ])?;
        Ok(())
    }
}
