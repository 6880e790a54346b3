//! What waits for her: the messages of the tray with their candidates, and the outcomes that are
//! suggested.

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::casework::{Desk, Result};
use crate::reading::Kind;
use crate::reading::matching::Evidence;
use crate::request::{MessageKey, RequestId, Status, fold};
use crate::store::{Filed, MessagePlace, Standing, StoredMessage};

/// A message of the tray.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Waiting {
    /// Its number in the desk.
    pub message: MessageKey,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// Where it was read.
    pub source: String,
    /// When it was written.
    pub date: Option<DateTime<Utc>>,
    /// Its sender.
    pub from: Option<String>,
    /// Its subject.
    pub subject: String,
    /// What sort of message it is.
    pub kind: Kind,
    /// Requests it may be about, best first.
    pub candidates: Vec<RequestId>,
    /// What speaks for the first of them, and what kept it from being filed.
    pub evidence: Vec<Evidence>,
    /// The beginning of what it says.
    pub beginning: String,
}

/// An outcome that the program suggests and she has not decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggested {
    /// The request.
    pub request: RequestId,
    /// Where it stands.
    pub status: Status,
    /// What is suggested.
    pub suggestion: Status,
    /// The newest message that suggests it.
    pub message: Option<MessageKey>,
    /// The sentences it rests on.
    pub evidence: Vec<serde_json::Value>,
}

/// The messages of the tray, oldest first: those with candidates, then, if `all`, those without.
pub fn tray(desk: &Desk, all: bool) -> Result<Vec<Waiting>> {
    let mut messages = desk.store.messages()?;
    messages.retain(|message| message.place == MessagePlace::Tray);
    messages.sort_by_key(|message| (message.sent_at, message.key));
    let mut waiting = Vec::new();
    for message in messages {
        waiting.push(waiting_of(desk, message)?);
    }
    waiting.sort_by_key(|one| one.candidates.is_empty());
    waiting.retain(|one| all || !one.candidates.is_empty());
    Ok(waiting)
}

fn waiting_of(desk: &Desk, message: StoredMessage) -> Result<Waiting> {
    let offered: Vec<Filed> = desk
        .store
        .filings_of(message.key)?
        .into_iter()
        .filter(|filed| filed.standing == Standing::Candidate)
        .collect();
    let text =
        message.reading.get("new_text").and_then(serde_json::Value::as_str).unwrap_or_default();
    Ok(Waiting {
        message: message.key,
        message_id: message.message_id,
        source: message.source,
        date: message.sent_at,
        from: message.from_address,
        subject: message.subject,
        kind: message.kind,
        evidence: offered.first().map(|filed| filed.evidence.clone()).unwrap_or_default(),
        candidates: offered.into_iter().map(|filed| filed.request).collect(),
        beginning: text
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(300)
            .collect(),
    })
}

/// Every outcome that waits for her.
pub fn suggestions(desk: &Desk) -> Result<Vec<Suggested>> {
    let mut suggested = Vec::new();
    for request in desk.store.requests()? {
        let Some(state) = desk.store.state(&request.id)? else { continue };
        let Some(suggestion) = state.suggestion else { continue };
        let mut messages = desk.store.messages_of(&request.id)?;
        let stands = fold::standing(&desk.store.events(&request.id)?);
        messages.retain(|message| stands.contains(&message.key));
        let says = |message: &&StoredMessage| {
            message.reading.get("suggested_status").and_then(serde_json::Value::as_str)
                == Some(suggestion.word())
        };
        let message = messages.iter().rev().find(says);
        let evidence = message
            .and_then(|message| message.reading.get("kind_evidence")?.as_array().cloned())
            .unwrap_or_default();
        suggested.push(Suggested {
            request: request.id,
            status: state.status,
            suggestion,
            message: message.map(|message| message.key),
            evidence,
        });
    }
    Ok(suggested)
}
