//! Giving letters up before they go, and taking that back. What has gone, or may have, is never
//! cancelled; that is `letter::state`'s rule, and every way here asks it. The letter, its bytes and
//! the reason stay on the desk.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::send::{Planned, desk_lock::DeskLock, plan, settle};
use super::{Desk, Error, Result, selection};
use crate::letter::{LetterKind, LetterState};
use crate::request::{Event, EventKind, LetterId};
use crate::store::{Change, LetterOutline, NewStep};
use crate::words::count;

/// Why letters are cancelled whose drafting is taken back.
pub(super) const TAKEN_BACK: &str = "drafting taken back";

/// Which letters she gives up.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Campaigns and requests, as she typed them.
    pub of: Vec<String>,
    /// Letters of this kind; by default every kind.
    pub kind: Option<LetterKind>,
    /// Why, for the record.
    pub reason: Option<String>,
}

/// The desk, held so that nobody sends meanwhile, and known not to be older than its `sent.log`: what
/// stands there as waiting has not gone.
pub fn hold(desk: &Desk) -> Result<DeskLock> {
    let lock = DeskLock::take(desk)?;
    desk.store.post()?;
    plan::guard_against_old_desk(&plan::behind(desk)?)?;
    Ok(lock)
}

/// Cancels the letters that wait to be sent, all of them or, where one of those named has none, none.
pub fn cancel(desk: &Desk, choice: &Choice, now: DateTime<Utc>) -> Result<Vec<Planned>> {
    let _lock = hold(desk)?;
    let mut waiting: Vec<LetterOutline> = Vec::new();
    for text in &choice.of {
        let mut named = selection::letters(desk, text)?;
        named.retain(|one| choice.kind.is_none_or(|kind| kind == one.kind));
        let found = named.iter().filter(|one| one.state.can_be_sent()).cloned();
        let before = waiting.len();
        waiting.extend(found);
        if waiting.len() == before {
            return Err(nothing_waits(text, &named));
        }
    }
    waiting.sort_by_key(|one| one.id);
    waiting.dedup_by_key(|one| one.id);
    let because = choice.reason.as_deref().unwrap_or("cancelled by you");
    let sentence = format!("cancelled {}: {because}", count(waiting.len(), "letter", "letters"));
    let change = desk.store.change(&sentence, now)?;
    let mut cancelled = Vec::with_capacity(waiting.len());
    for outline in &waiting {
        cancelled.push(settle::named(desk, outline)?);
        give_up(&change, outline, because, now)?;
    }
    change.commit()?;
    Ok(cancelled)
}

fn nothing_waits(text: &str, letters: &[LetterOutline]) -> Error {
    let states = letters.iter().map(|one| one.state.found());
    let in_doubt = states.clone().any(|state| state == LetterState::InDoubt);
    let gone = states.clone().any(LetterState::may_have_gone);
    let error = Error::guard(format!("no letter of {text} waits to be sent"));
    if in_doubt {
        error.hint("one is in doubt and may have gone: `foi send --settle` clears that")
    } else if gone {
        error.hint("what was handed to a server cannot be called back")
    } else {
        error.hint("`foi show REQUEST` tells where its letters stand")
    }
}

/// Cancels one letter, with an event that says why. Its time of being put off is kept, for the case
/// that it is taken back.
pub(super) fn give_up(
    change: &Change<'_>,
    letter: &LetterOutline,
    because: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    if !letter.state.may_become(LetterState::Cancelled) {
        return Err(Error::guard(format!(
            "the letter of {} is {} and cannot be cancelled",
            letter.request, letter.state
        )));
    }
    let mut step = NewStep::new(letter.id, LetterState::Cancelled, now).because(because);
    step.not_before = letter.not_before;
    change.add_step(&step)?;
    let event = EventKind::Letter {
        letter: letter.id,
        kind: letter.kind,
        state: LetterState::Cancelled,
        because: Some(because.to_owned()),
    };
    // What a server said of it came first, however short ago.
    let steps = change.store().steps(letter.id)?;
    let last = steps.iter().map(|step| step.at).max();
    change.add_event(&letter.request, last.map_or(now, |last| last.max(now)), &event)?;
    Ok(())
}

/// The letter that an event cancelled, where taking it back leaves one letter of its kind: not once
/// another was drafted in its place, unless that is among those `going` as well.
fn revivable(
    desk: &Desk,
    event: &Event,
    going: &HashSet<LetterId>,
) -> Result<Option<LetterOutline>> {
    let EventKind::Letter { letter, kind, state: LetterState::Cancelled, .. } = event.kind else {
        return Ok(None);
    };
    let letters = desk.store.outlines_of_request(&event.request)?;
    let of_kind = letters.into_iter().filter(|one| one.kind == kind);
    let (mine, others): (Vec<_>, Vec<_>) = of_kind.partition(|one| one.id == letter);
    let is_given_up =
        |one: &LetterOutline| one.state == LetterState::Cancelled || going.contains(&one.id);
    let is_only = others.iter().all(is_given_up);
    let cancelled = mine.into_iter().find(|one| one.state == LetterState::Cancelled);
    Ok(cancelled.filter(|_| is_only))
}

/// Whether undoing has nothing to do with an event: it cancelled a letter in whose place another was
/// drafted that is not among those `going`.
pub(super) fn is_replaced(desk: &Desk, event: &Event, going: &HashSet<LetterId>) -> Result<bool> {
    let cancels = matches!(event.kind, EventKind::Letter { state: LetterState::Cancelled, .. });
    Ok(cancels && revivable(desk, event, going)?.is_none())
}

/// Whether she gave a letter up, and did not take its drafting back.
pub(super) fn is_by_her(desk: &Desk, letter: &LetterOutline) -> Result<bool> {
    let last = desk.store.steps(letter.id)?.pop();
    Ok(last.is_none_or(|step| step.text.as_deref() != Some(TAKEN_BACK)))
}

/// Puts a letter back to where it stood before an event cancelled it.
pub(super) fn revive(desk: &Desk, change: &Change<'_>, event: &Event) -> Result<()> {
    let Some(letter) = revivable(desk, event, &HashSet::new())? else { return Ok(()) };
    let steps = desk.store.steps(letter.id)?;
    let before = steps.iter().rev().map(|step| step.state);
    let state = before
        .filter(|state| *state != LetterState::Cancelled)
        .find(|state| LetterState::Cancelled.may_become(*state));
    let state = state.unwrap_or(LetterState::Ready);
    let mut step = NewStep::new(letter.id, state, change.now()).because("cancelling taken back");
    step.not_before = letter.not_before;
    Ok(change.add_step(&step)?)
}
