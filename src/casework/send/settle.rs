//! Clearing doubts: letters that a server may or may not have taken, and letters that `sent.log`
//! knows while the desk, restored from a backup, does not. What clears a doubt is kept as its
//! reason. Nothing is ever cleared by silence alone.

use chrono::{DateTime, Utc};

use super::plan::{self, Planned};
use crate::casework::sent_log::{self, Handed};
use crate::casework::{Desk, Error, Result, selection};
use crate::letter::LetterState;
use crate::request::{EventKind, LetterId, RequestId};
use crate::store::{Change, LetterOutline, NewStep};

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
    let here = |handed: &Handed| {
        outlines.iter().find(|outline| outline.message_id.as_deref() == Some(&handed.message_id))
    };
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
        record(&change, outline, LetterState::InDoubt, &because, now)?;
    }
    change.commit()?;
    Ok(unknown)
}

/// She has seen that `sent.log` knows letters of which nothing is here, and what she knows of them.
pub fn accept_log(desk: &Desk, reason: &str, now: DateTime<Utc>) -> Result<usize> {
    let (log, _torn) = sent_log::read(&desk.sent_log())?;
    let change = desk.store.change(&format!("settled sent.log: {reason}"), now)?;
    change.set_fact(sent_log::SETTLED, &log.len().to_string())?;
    change.commit()?;
    Ok(log.len())
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
        let request = selection::request(desk, text)?;
        let before = found.len();
        let doubtful = in_doubt(desk)?;
        found.extend(doubtful.into_iter().filter(|outline| outline.request == request.id));
        if found.len() == before {
            return Err(Error::usage(format!("no letter of {} is in doubt", request.id))
                .hint("`foi send --settle` lists those that are"));
        }
    }
    let verdicts: Vec<(LetterOutline, LetterState, String)> =
        found.into_iter().map(|outline| (outline, state, because.clone())).collect();
    write(desk, verdicts, now)
}

/// Writes verdicts down, all or none.
pub fn write(
    desk: &Desk,
    verdicts: Vec<(LetterOutline, LetterState, String)>,
    now: DateTime<Utc>,
) -> Result<Vec<Settled>> {
    if verdicts.is_empty() {
        return Ok(Vec::new());
    }
    let n = verdicts.len();
    let change = desk.store.change(&format!("settled {n} in doubt"), now)?;
    let mut settled = Vec::new();
    for (outline, state, because) in verdicts {
        record(&change, &outline, state, &because, now)?;
        settled.push(Settled { letter: named(desk, &outline)?, state, because });
    }
    change.commit()?;
    Ok(settled)
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
    state: LetterState,
    because: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let at = match state {
        LetterState::Accepted => handed_at(change, outline.id)?.unwrap_or(now),
        _ => now,
    };
    change.add_step(&NewStep::new(outline.id, state, at).because(because))?;
    let event = EventKind::Letter {
        letter: outline.id,
        kind: outline.kind,
        state,
        because: Some(because.to_owned()),
    };
    change.add_event(&RequestId(outline.request.0.clone()), at, &event)?;
    Ok(())
}

fn handed_at(change: &Change<'_>, letter: LetterId) -> Result<Option<DateTime<Utc>>> {
    let steps = change.store().steps(letter)?;
    Ok(steps.iter().rev().find(|step| step.state == LetterState::Sending).map(|step| step.at))
}
