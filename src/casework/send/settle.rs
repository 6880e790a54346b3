//! Clearing doubts: letters that a server may or may not have taken, and letters that `sent.log`
//! knows while the desk, restored from a backup, does not. What clears a doubt is kept as its
//! reason. Nothing is ever cleared by silence alone.

use std::collections::HashMap;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::FOLDER;
use super::evidence::{self, Doubt, Found, Verdict};
use super::plan::{self, Planned};
use crate::casework::account::Accounts;
use crate::casework::sent_log::{self, Handed, SentLog};
use crate::casework::{Desk, Error, Result, selection};
use crate::letter::{LetterState, Token};
use crate::mailbox::{self, Problem};
use crate::reading::decode;
use crate::request::{Event, EventKind, LetterId};
use crate::store::{Change, LetterOutline, NewStep, Step, Store};

/// What she says, or what was found, about letters in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The letter.
    pub letter: Planned,
    /// Where it stands now.
    pub state: LetterState,
    /// Why.
    pub because: String,
}

/// Where the doubts of a desk stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubts {
    /// What was settled in this run.
    pub settled: Vec<Settled>,
    /// What is still in doubt.
    pub left: Vec<Planned>,
    /// Letters of `sent.log` that this desk has never heard of.
    pub unknown: Vec<Handed>,
}

/// Her word on the letters of some requests.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// The requests she means.
    pub requests: &'a [String],
    /// Whether their letters arrived.
    pub arrived: bool,
    /// How she knows.
    pub reason: &'a str,
}

/// Brings the desk up to `sent.log`: letters it says were handed over, and that are still here, are
/// in doubt. Those of which nothing is here are given back.
pub fn catch_up(desk: &Desk, now: DateTime<Utc>) -> Result<Vec<Handed>> {
    let behind = plan::behind(desk)?;
    let outlines = desk.store.letter_outlines()?;
    let by_id: HashMap<&str, &LetterOutline> = outlines
        .iter()
        .filter_map(|outline| Some((outline.message_id.as_deref()?, outline)))
        .collect();
    let here = |handed: &Handed| by_id.get(handed.message_id.as_str()).copied();
    let (known, unknown): (Vec<Handed>, Vec<Handed>) =
        behind.into_iter().partition(|handed| here(handed).is_some());
    if known.is_empty() {
        return Ok(unknown);
    }
    let change = desk.store.change("caught up with sent.log", now)?;
    for handed in &known {
        let Some(outline) = here(handed) else { continue };
        let because = format!(
            "sent.log says that it was handed over on {}; this desk was restored from before that",
            handed.at.format("%Y-%m-%d %H:%M UTC")
        );
        let mut sending = NewStep::new(outline.id, LetterState::Sending, handed.at);
        sending.account = Some(&handed.by);
        change.add_step(&sending)?;
        let verdict = Verdict { state: LetterState::InDoubt, because, server_message_id: None };
        record(&change, outline, &verdict, now)?;
    }
    change.commit()?;
    Ok(unknown)
}

/// She has seen that `sent.log` knows letters of which nothing is here, and what she knows of them.
pub fn accept_log(desk: &Desk, reason: &str, now: DateTime<Utc>) -> Result<usize> {
    // Opening it puts back what only the journal's front knows: that is settled too.
    drop(SentLog::open(desk)?);
    let (log, _torn) = sent_log::of(desk)?;
    let change = desk.store.change(&format!("settled sent.log: {reason}"), now)?;
    change.set_fact(sent_log::SETTLED, &log.len().to_string())?;
    change.commit()?;
    Ok(log.len())
}

/// Settles by mail: her Sent folder or its export, copies, replies, bounces. `accounts` tells which
/// providers keep what they send. Says also what could not be read.
pub fn by_mail(
    desk: &Desk,
    paths: &[PathBuf],
    accounts: &Accounts,
    now: DateTime<Utc>,
) -> Result<(Vec<Settled>, Vec<Problem>)> {
    let mailbox = mailbox::open(paths);
    let mail: Vec<Found> =
        mailbox.par_iter().map(|raw| (raw.source.clone(), decode(&raw.bytes))).collect();
    let mut verdicts = Vec::new();
    for (mut doubt, account) in doubts(desk)? {
        let account = account.and_then(|name| accounts.find(&name).ok());
        doubt.keeps_sent = account.is_some_and(|account| account.provider.keeps_sent);
        if let Some(verdict) = evidence::verdict(&doubt, &mail, &hers(desk, &doubt)?) {
            verdicts.push((doubt.letter, verdict));
        }
    }
    Ok((write(desk, verdicts, now)?, mailbox.problems()))
}

/// Settles by what was received since and filed under the letters' requests: a reply that names the
/// letter, or a bounce. Absence proves nothing here.
pub fn by_desk(desk: &Desk, now: DateTime<Utc>) -> Result<Vec<Settled>> {
    write(desk, proved_by_desk(desk)?, now)
}

/// The same as part of a change under way.
pub fn within(desk: &Desk, change: &Change<'_>) -> Result<Vec<Settled>> {
    settled(desk, change, proved_by_desk(desk)?)
}

fn proved_by_desk(desk: &Desk) -> Result<Vec<(LetterOutline, Verdict)>> {
    let mut verdicts = Vec::new();
    for (doubt, _) in doubts(desk)? {
        let mut mail: Vec<Found> = Vec::new();
        for message in desk.store.messages_of(&doubt.letter.request)? {
            let called = message.message_id.clone().unwrap_or_else(|| message.source.clone());
            let raw = desk.store.raw_message(message.key)?;
            mail.extend(raw.map(|raw| (called, decode(&raw))));
        }
        if let Some(verdict) = evidence::verdict(&doubt, &mail, &hers(desk, &doubt)?) {
            verdicts.push((doubt.letter, verdict));
        }
    }
    Ok(verdicts)
}

/// Every doubt, with the account that handed the letter over. What the provider keeps is not known
/// here.
fn doubts(desk: &Desk) -> Result<Vec<(Doubt, Option<String>)>> {
    let mut found = Vec::new();
    for letter in in_doubt(desk)? {
        let Some(step) = last_sending(&desk.store, letter.id)? else { continue };
        let token = token_of(desk, &letter)?;
        found.push((Doubt { letter, handed_at: step.at, keeps_sent: false, token }, step.account));
    }
    Ok(found)
}

/// The request's token, where no other letter of the request can have carried it to anybody.
fn token_of(desk: &Desk, doubtful: &LetterOutline) -> Result<Option<Token>> {
    let others = desk.store.letters(&doubtful.request)?;
    if others.iter().any(|other| other.id != doubtful.id && other.state.may_have_gone()) {
        return Ok(None);
    }
    let request = desk.store.request(&doubtful.request)?;
    Ok(request.and_then(|request| request.token).and_then(|token| Token::read(&token)))
}

/// Her addresses: that of the desk, and that of the letter.
fn hers(desk: &Desk, doubt: &Doubt) -> Result<Vec<String>> {
    let letter = desk.store.letter(doubt.letter.id)?;
    let mut hers = vec![desk.settings.identity.email.clone()];
    hers.extend(letter.map(|letter| letter.from_address));
    Ok(hers)
}

/// Settles by her word, with her reason.
pub fn by_her_word(desk: &Desk, word: Word<'_>, now: DateTime<Utc>) -> Result<Vec<Settled>> {
    if word.reason.trim().is_empty() {
        return Err(Error::usage("say how you know").hint("add --reason \"...\""));
    }
    let state = if word.arrived { LetterState::Accepted } else { LetterState::Ready };
    let because = format!("her word: {}", word.reason.trim());
    let mut found = Vec::new();
    for text in word.requests {
        let before = found.len();
        for outline in selection::letters(desk, text)? {
            let is_open = outline.state == LetterState::InDoubt
                || (!word.arrived && is_only_written(desk, &outline)?);
            found.extend(is_open.then_some(outline));
        }
        if found.len() == before {
            return Err(Error::usage(format!("no letter of {text} is in doubt"))
                .hint("`foi send --settle` lists those that are"));
        }
    }
    let verdict = Verdict { state, because, server_message_id: None };
    write(desk, found.into_iter().map(|outline| (outline, verdict.clone())).collect(), now)
}

/// Writes verdicts down, all or none.
pub fn write(
    desk: &Desk,
    verdicts: Vec<(LetterOutline, Verdict)>,
    now: DateTime<Utc>,
) -> Result<Vec<Settled>> {
    if verdicts.is_empty() {
        return Ok(Vec::new());
    }
    let n = verdicts.len();
    let change = desk.store.change(&format!("settled {n} in doubt"), now)?;
    let settled = settled(desk, &change, verdicts)?;
    change.commit()?;
    Ok(settled)
}

fn settled(
    desk: &Desk,
    change: &Change<'_>,
    verdicts: Vec<(LetterOutline, Verdict)>,
) -> Result<Vec<Settled>> {
    let mut settled = Vec::new();
    for (outline, verdict) in verdicts {
        record(change, &outline, &verdict, change.now())?;
        let Verdict { state, because, .. } = verdict;
        settled.push(Settled { letter: named(desk, &outline)?, state, because });
    }
    Ok(settled)
}

/// Whether a letter was written to a folder and handed to no server: whether it went from there, she
/// alone knows.
pub fn is_only_written(desk: &Desk, letter: &LetterOutline) -> Result<bool> {
    if letter.state != LetterState::Accepted {
        return Ok(false);
    }
    let by = last_sending(&desk.store, letter.id)?.and_then(|step| step.account);
    Ok(by.is_some_and(|by| by.starts_with(FOLDER)))
}

/// Every letter in doubt.
pub fn in_doubt(desk: &Desk) -> Result<Vec<LetterOutline>> {
    let mut outlines = desk.store.letter_outlines()?;
    outlines.retain(|outline| outline.state == LetterState::InDoubt);
    Ok(outlines)
}

/// A letter with its authority's name.
pub fn named(desk: &Desk, outline: &LetterOutline) -> Result<Planned> {
    let request = desk.store.request(&outline.request)?;
    Ok(Planned {
        letter: outline.id,
        request: outline.request.clone(),
        kind: outline.kind,
        state: outline.state,
        authority_name: request.map(|request| request.authority_name).unwrap_or_default(),
        to: outline.to_address.clone(),
    })
}

/// The step, and the event by which the request learns of it. A letter that was sent counts from
/// the time it was handed over, not from the day she settled it.
fn record(
    change: &Change<'_>,
    outline: &LetterOutline,
    verdict: &Verdict,
    now: DateTime<Utc>,
) -> Result<()> {
    let Verdict { state, because, server_message_id } = verdict;
    let at = match state {
        LetterState::Accepted => {
            last_sending(change.store(), outline.id)?.map_or(now, |step| step.at)
        }
        _ => now,
    };
    if outline.state == LetterState::Accepted {
        // It was written to a folder, and that no longer counts as its going.
        for event in change.store().events(&outline.request)? {
            let is_of_it = matches!(&event.kind, EventKind::Letter { letter, state: LetterState::Accepted, .. } if *letter == outline.id);
            if is_of_it {
                change.add_event(&outline.request, now, &EventKind::Undone { event: event.id })?;
            }
        }
    }
    let mut step = NewStep::new(outline.id, *state, at).because(because);
    step.server_message_id = server_message_id.as_deref();
    change.add_step(&step)?;
    let event = EventKind::Letter {
        letter: outline.id,
        kind: outline.kind,
        state: *state,
        because: Some(because.clone()),
    };
    change.add_event(&outline.request, at, &event)?;
    Ok(())
}

/// The letter of which an event says that it was accepted, where it was only written to a folder.
pub fn only_written(desk: &Desk, event: &Event) -> Result<Option<LetterOutline>> {
    let EventKind::Letter { letter, state: LetterState::Accepted, .. } = event.kind else {
        return Ok(None);
    };
    let letters = desk.store.outlines_of_request(&event.request)?;
    match letters.into_iter().find(|one| one.id == letter) {
        Some(one) if is_only_written(desk, &one)? => Ok(Some(one)),
        _ => Ok(None),
    }
}

/// Lets a letter wait again of which an event says that it was written to a folder.
pub fn take_back_writing(desk: &Desk, change: &Change<'_>, event: &Event) -> Result<()> {
    let Some(letter) = only_written(desk, event)? else { return Ok(()) };
    let step = NewStep::new(letter.id, LetterState::Ready, change.now());
    Ok(change.add_step(&step.because("writing it to a folder taken back"))?)
}

/// The step by which a letter was handed over the last time.
fn last_sending(store: &Store, letter: LetterId) -> Result<Option<Step>> {
    Ok(store.steps(letter)?.into_iter().rev().find(|step| step.state == LetterState::Sending))
}
