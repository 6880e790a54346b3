//! Triage: what waits for her. Mail in the tray is filed, split or refused; a suggested outcome is
//! accepted. What she decides teaches: the rest of the mail is matched anew after it. Everything
//! can be taken back.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::check::{self, Report};
use super::{Desk, Error, Result, read};
use crate::reading::Kind;
use crate::reading::matching::{Certainty, Evidence, Rule, domain};
use crate::request::{AuthorityId, Event, EventKind, MessageKey, RequestId, Status};
use crate::store::{Change, Filed, MessagePlace, Standing, StoredMessage};

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
        let messages = desk.store.messages_of(&request.id)?;
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

/// The message that `text` names: its number, or its Message-ID where only one has it.
pub fn message(desk: &Desk, text: &str) -> Result<StoredMessage> {
    let id = text.trim().trim_matches(['<', '>']);
    if let Ok(number) = id.parse::<i64>()
        && let Some(found) = desk.store.message(MessageKey(number))?
    {
        return Ok(found);
    }
    let mut found = desk.store.messages_with_id(id)?;
    match (found.pop(), found.len()) {
        (Some(one), 0) => Ok(one),
        (Some(last), _) => {
            let numbers: Vec<String> = found.iter().chain([&last]).map(|message| message.key.to_string()).collect();
            Err(Error::usage(format!("`{text}` names {} messages", numbers.len())).hint(format!("name one by its number: {}", numbers.join(", "))))
        }
        (None, _) => Err(Error::usage(format!("there is no message `{text}` in this desk"))
            .hint("`foi triage --json` and `foi show REQUEST` list messages; mail about no request is not kept")),
    }
}

/// Files a message under `requests` and nowhere else; then matches the rest anew.
pub fn file(
    desk: &Desk,
    message: &StoredMessage,
    requests: &[RequestId],
    now: DateTime<Utc>,
) -> Result<Report> {
    forgotten_is_final(message)?;
    let change = desk
        .store
        .change(&format!("file message {} under {}", message.key, join(requests)), now)?;
    let before = desk.store.filings_of(message.key)?;
    for filed in before.iter().filter(|filed| !requests.contains(&filed.request)) {
        let refused =
            if filed.standing == Standing::Filed { Standing::Refused } else { Standing::Withdrawn };
        leave(&change, filed, refused, now)?;
    }
    let raw = desk.store.raw_message(message.key)?.unwrap_or_default();
    let reading = read::message(&raw);
    for request in requests {
        let is_filed = before
            .iter()
            .find(|filed| filed.request == *request && filed.standing == Standing::Filed);
        let authority = authority(desk, request)?;
        set(&change, message.key, request, Standing::Filed, "filed by you", now)?;
        learn(&change, &authority, message)?;
        if is_filed.is_none() {
            let filing = check::Filed {
                message: message.key,
                request,
                at: message.sent_at.unwrap_or(message.recorded_at),
                reading: &reading,
                known_sender: true,
                by_her: true,
            };
            filing.record(&change)?;
        }
    }
    change.place_message(message.key, MessagePlace::Filed)?;
    references_anew(desk, &change, before.iter().map(|filed| &filed.request).chain(requests))?;
    change.commit()?;
    check::rematch(desk, now)
}

/// Says that a message is about none of the requests it is filed under or offered for.
pub fn refuse(desk: &Desk, message: &StoredMessage, now: DateTime<Utc>) -> Result<Report> {
    forgotten_is_final(message)?;
    let change = desk.store.change(&format!("refuse message {}", message.key), now)?;
    let before = desk.store.filings_of(message.key)?;
    for filed in &before {
        if matches!(filed.standing, Standing::Filed | Standing::Candidate) {
            leave(&change, filed, Standing::Refused, now)?;
        }
    }
    change.place_message(message.key, MessagePlace::Tray)?;
    references_anew(desk, &change, before.iter().map(|filed| &filed.request))?;
    change.commit()?;
    check::rematch(desk, now)
}

/// Takes back all she decided about where a message belongs; it is matched anew.
pub fn reopen(desk: &Desk, message: &StoredMessage, now: DateTime<Utc>) -> Result<Report> {
    forgotten_is_final(message)?;
    let change = desk.store.change(&format!("reopen message {}", message.key), now)?;
    let before = desk.store.filings_of(message.key)?;
    for filed in before.iter().filter(|filed| filed.by_her) {
        if filed.standing == Standing::Filed {
            check::take_back(&change, message.key, &filed.request, now)?;
        }
        change.set_filing(&Filed {
            standing: Standing::Withdrawn,
            by_her: false,
            at: now,
            ..filed.clone()
        })?;
    }
    change.place_message(message.key, MessagePlace::Tray)?;
    change.commit()?;
    check::rematch(desk, now)
}

/// Decides the outcomes that are suggested for these requests as suggested.
pub fn accept(desk: &Desk, suggested: &[Suggested], now: DateTime<Utc>) -> Result<()> {
    let change = desk.store.change(&format!("accept {} suggested", suggested.len()), now)?;
    for one in suggested {
        let because = one
            .evidence
            .first()
            .and_then(|evidence| evidence.get("quote")?.as_str())
            .map(str::to_owned);
        change.add_event(
            &one.request,
            now,
            &EventKind::Decided { status: one.suggestion, note: because },
        )?;
    }
    change.commit()?;
    Ok(())
}

/// What undoing an event means for the filing it made: an automatic one is refused, so that it is
/// not made again; one of hers is open again.
pub(super) fn undone(change: &Change<'_>, event: &Event) -> Result<()> {
    let (message, standing) = match &event.kind {
        EventKind::Filed { message, by_her: true, .. } => (*message, Standing::Withdrawn),
        EventKind::Filed { message, by_her: false, .. } => (*message, Standing::Refused),
        EventKind::Unfiled { message } => (*message, Standing::Filed),
        _ => return Ok(()),
    };
    let filings = change.store().filings_of(message)?;
    if let Some(filed) = filings.iter().find(|filed| filed.request == event.request) {
        let by_her = standing != Standing::Withdrawn;
        change.set_filing(&Filed { standing, by_her, at: change.now(), ..filed.clone() })?;
    }
    let is_filed =
        change.store().filings_of(message)?.iter().any(|filed| filed.standing == Standing::Filed);
    change
        .place_message(message, if is_filed { MessagePlace::Filed } else { MessagePlace::Tray })?;
    Ok(())
}

/// The references of these requests, after a message came or went.
fn references_anew<'a>(
    desk: &Desk,
    change: &Change<'_>,
    requests: impl Iterator<Item = &'a RequestId>,
) -> Result<()> {
    for request in requests {
        check::references_anew(change, request, &authority(desk, request)?)?;
    }
    Ok(())
}

fn forgotten_is_final(message: &StoredMessage) -> Result<()> {
    match message.place {
        MessagePlace::Forgotten => Err(Error::usage(format!(
            "message {} is forgotten: its content is erased",
            message.key
        ))),
        MessagePlace::Filed | MessagePlace::Tray => Ok(()),
    }
}

fn authority(desk: &Desk, request: &RequestId) -> Result<AuthorityId> {
    let known = desk.store.request(request)?;
    known
        .map(|request| request.authority)
        .ok_or_else(|| Error::usage(format!("there is no request `{request}` in this desk")))
}

/// A message leaves a request, by her word.
fn leave(change: &Change<'_>, filed: &Filed, standing: Standing, now: DateTime<Utc>) -> Result<()> {
    if filed.standing == Standing::Filed {
        check::take_back(change, filed.message, &filed.request, now)?;
    }
    change.set_filing(&Filed {
        standing,
        by_her: standing == Standing::Refused,
        at: now,
        ..filed.clone()
    })?;
    Ok(())
}

fn set(
    change: &Change<'_>,
    message: MessageKey,
    request: &RequestId,
    standing: Standing,
    why: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    change.set_filing(&Filed {
        message,
        request: request.clone(),
        certainty: Certainty::Certain,
        standing,
        by_her: true,
        rank: 0,
        evidence: vec![Evidence::new(Rule::Decision, why)],
        at: now,
    })?;
    Ok(())
}

/// The sender is the authority's from now on, unless everybody may write from there.
fn learn(change: &Change<'_>, authority: &AuthorityId, message: &StoredMessage) -> Result<()> {
    let Some(from) = &message.from_address else { return Ok(()) };
    let signals = &message.signals;
    let is_theirs = signals.bounce.is_none() && !signals.is_from_regulator();
    if is_theirs && !domain::is_shared(domain::of_address(from)) {
        change.add_sender(authority, from, Some(message.key), true)?;
    }
    Ok(())
}

fn join(requests: &[RequestId]) -> String {
    requests.iter().map(RequestId::as_str).collect::<Vec<_>>().join(" and ")
}
