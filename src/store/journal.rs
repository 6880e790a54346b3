//! The send journal: every step of every letter, only added. Which state may follow which is
//! `letter::state`'s; the caller asks it.
//!
//! A run of sending does not write here letter by letter: see [`ahead`](super::ahead).

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use super::values::{time, when, word};
use super::{Change, Result, Store};
use crate::letter::LetterState;
use crate::request::LetterId;

/// One step of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The Message-ID that the server put in place of ours; kept with the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server_message_id: Option<String>,
    /// Held until then; kept with the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<DateTime<Utc>>,
}

impl Step {
    /// The step as it is stored.
    pub fn as_new(&self) -> NewStep<'_> {
        NewStep {
            letter: self.letter,
            state: self.state,
            at: self.at,
            account: self.account.as_deref(),
            phase: self.phase.as_deref(),
            code: self.code,
            text: self.text.as_deref(),
            queue_id: self.queue_id.as_deref(),
            server_message_id: self.server_message_id.as_deref(),
            not_before: self.not_before,
        }
    }
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

impl From<NewStep<'_>> for Step {
    fn from(step: NewStep<'_>) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Step {
            letter: step.letter,
            state: step.state,
            at: step.at,
            account: owned(step.account),
            phase: owned(step.phase),
            code: step.code,
            text: owned(step.text),
            queue_id: owned(step.queue_id),
            server_message_id: owned(step.server_message_id),
            not_before: step.not_before,
        }
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
        server_message_id: None,
        not_before: None,
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
    /// what the server said. The request learns of it by the event that the caller adds.
    pub fn add_step(&self, step: &NewStep<'_>) -> Result<()> {
        // Steps that a run of sending wrote ahead come first.
        self.post()?;
        self.keep_step(step)?;
        self.move_letter(step)
    }

    /// Adds a step, whatever was written ahead.
    pub(super) fn keep_step(&self, step: &NewStep<'_>) -> Result<()> {
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
        Ok(())
    }

    /// Puts a letter where the step says that it stands. What a bounce says is no word of the server
    /// that took the letter, and neither is why she cancelled it.
    pub(super) fn move_letter(&self, step: &NewStep<'_>) -> Result<()> {
        let accepted = step.state == LetterState::Accepted;
        let waits = step.state == LetterState::Ready;
        let is_reply = !matches!(step.state, LetterState::Bounced | LetterState::Cancelled);
        let said = step.text.filter(|_| is_reply);
        self.tx
            .prepare_cached(
                "UPDATE letter SET state = ?2, not_before = ?3,
                    sent_at = CASE WHEN ?4 THEN coalesce(sent_at, ?5) WHEN ?8 THEN NULL ELSE sent_at END,
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
                said,
                step.server_message_id,
                waits,
            ])?;
        Ok(())
    }
}
