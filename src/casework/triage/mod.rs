//! Triage: what waits for her. Mail in the tray is filed, split or refused; a suggested outcome is
//! accepted. What she decides teaches: the rest of the mail is matched anew after it. Everything
//! can be taken back.

mod outcome;
mod undone;
mod waiting;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

pub(super) use undone::undone;
pub use waiting::{Suggested, Waiting, suggestions, tray};

use super::check::{self, Report};
use super::{Desk, Error, Result, mail, read};
use crate::reading::matching::{Certainty, Evidence, Rule, domain};
use crate::request::{AuthorityId, EventKind, MessageKey, RequestId};
use crate::store::{Change, Filed, MessagePlace, Standing, StoredMessage};

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

/// Whether she filed the message under just these requests already.
pub fn is_filed_so(desk: &Desk, message: &StoredMessage, requests: &[RequestId]) -> Result<bool> {
    let filings = desk.store.filings_of(message.key)?;
    let stands = |filed: &&Filed| filed.standing == Standing::Filed;
    let filed: Vec<&Filed> = filings.iter().filter(stands).collect();
    let asked: BTreeSet<&RequestId> = requests.iter().collect();
    Ok(filed.len() == asked.len()
        && filed.iter().all(|filed| filed.by_her && asked.contains(&filed.request)))
}

/// Whether she said already that the message is about none of its requests.
pub fn is_refused(desk: &Desk, message: &StoredMessage) -> Result<bool> {
    let filings = desk.store.filings_of(message.key)?;
    let mut open = filings.iter().filter(|filed| filed.standing != Standing::Withdrawn).peekable();
    Ok(open.peek().is_some() && open.all(|filed| filed.standing == Standing::Refused))
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
    // That it is not about another one she has said already, and says still.
    let others = before.iter().filter(|filed| !requests.contains(&filed.request));
    for filed in others.filter(|filed| filed.standing != Standing::Refused) {
        let refused =
            if filed.standing == Standing::Filed { Standing::Refused } else { Standing::Withdrawn };
        leave(&change, filed, refused, now)?;
    }
    let raw = desk.store.raw_message(message.key)?.unwrap_or_default();
    let index = mail::index(desk, mail::hers(desk)?)?;
    let reading = read::message_knowing(&raw, index.her_words());
    for request in requests {
        let is_filed = before
            .iter()
            .find(|filed| filed.request == *request && filed.standing == Standing::Filed);
        let authority = authority(desk, request)?;
        set(&change, message.key, request, Standing::Filed, "filed by you", now)?;
        learn(&change, &authority, message)?;
        // What stood there of itself stands by her word from now on, which can be taken back.
        let of_itself = is_filed.is_some_and(|filed| !filed.by_her);
        if of_itself {
            check::take_back(&change, message.key, request, now)?;
        }
        if is_filed.is_none() || of_itself {
            let filing = check::Filed {
                message: message.key,
                request,
                at: message.sent_at.unwrap_or(message.recorded_at),
                place: message.place_in_mail(),
                reading: &reading,
                returned: message.signals.bounce.as_ref(),
                known_sender: true,
                by_her: true,
            };
            filing.record(&change)?;
        }
    }
    change.place_message(message.key, MessagePlace::Filed)?;
    references_anew(desk, &change, before.iter().map(|filed| &filed.request).chain(requests))?;
    let report = check::rematch(desk, &change)?;
    change.commit()?;
    Ok(report)
}

/// Says that a message is about none of the requests it is filed under, or is or was offered for.
pub fn refuse(desk: &Desk, message: &StoredMessage, now: DateTime<Utc>) -> Result<Report> {
    forgotten_is_final(message)?;
    let change = desk.store.change(&format!("refuse message {}", message.key), now)?;
    let before = desk.store.filings_of(message.key)?;
    for filed in &before {
        if filed.standing != Standing::Refused {
            leave(&change, filed, Standing::Refused, now)?;
        }
    }
    change.place_message(message.key, MessagePlace::Tray)?;
    references_anew(desk, &change, before.iter().map(|filed| &filed.request))?;
    let report = check::rematch(desk, &change)?;
    change.commit()?;
    Ok(report)
}

/// Takes back all she decided about where a message belongs; it is matched anew.
pub fn reopen(desk: &Desk, message: &StoredMessage, now: DateTime<Utc>) -> Result<Report> {
    forgotten_is_final(message)?;
    let change = desk.store.change(&format!("reopen message {}", message.key), now)?;
    let before = desk.store.filings_of(message.key)?;
    for filed in before.iter().filter(|filed| filed.by_her) {
        if filed.standing == Standing::Filed {
            check::take_back(&change, message.key, &filed.request, now)?;
            outcome::falls_with(&change, &filed.request, message.key, now)?;
        }
        if let Some(event) = undone::refusal(&change, &filed.request, message.key)? {
            change.add_event(&filed.request, now, &EventKind::Undone { event })?;
        }
        if let Some(request) = desk.store.request(&filed.request)? {
            change.drop_sender(&request.authority, message.key)?;
        }
        change.set_filing(&Filed {
            standing: Standing::Withdrawn,
            by_her: false,
            at: now,
            ..filed.clone()
        })?;
        change.add_event(&filed.request, now, &EventKind::Reopened { message: message.key })?;
    }
    change.place_message(message.key, MessagePlace::Tray)?;
    let report = check::rematch(desk, &change)?;
    change.commit()?;
    Ok(report)
}

/// Decides the outcomes that are suggested for these requests as suggested.
pub fn accept(desk: &Desk, suggested: &[Suggested], now: DateTime<Utc>) -> Result<()> {
    let change = desk.store.change(&format!("accept {} suggested", suggested.len()), now)?;
    for one in suggested {
        let because = one.evidence.first().and_then(|evidence| evidence.get("quote")?.as_str());
        let because = because.map(str::to_owned);
        change.add_event(
            &one.request,
            now,
            &EventKind::Decided { status: one.suggestion, note: because },
        )?;
    }
    change.commit()?;
    Ok(())
}

/// The references of these requests, after a message came or went.
pub(super) fn references_anew<'a>(
    desk: &Desk,
    change: &Change<'_>,
    requests: impl Iterator<Item = &'a RequestId>,
) -> Result<()> {
    let index = mail::index(desk, mail::hers(desk)?)?;
    for request in requests {
        check::references_anew(change, request, &authority(desk, request)?, &index)?;
    }
    Ok(())
}

fn forgotten_is_final(message: &StoredMessage) -> Result<()> {
    match message.place {
        MessagePlace::Forgotten => Err(Error::usage(format!(
            "message {} is forgotten: its content is erased",
            message.key
        ))),
        MessagePlace::TakenBack => {
            Err(Error::usage(format!("the check that read message {} was taken back", message.key))
                .hint("`foi check` on the same mail reads it again"))
        }
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
        outcome::falls_with(change, &filed.request, filed.message, now)?;
        if let Some(request) = change.store().request(&filed.request)? {
            change.drop_sender(&request.authority, filed.message)?;
        }
    }
    if standing == Standing::Refused {
        change.add_event(&filed.request, now, &EventKind::NotAbout { message: filed.message })?;
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
