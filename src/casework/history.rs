//! Her own hand on a request: decisions and facts she sets, the log of what was done, and taking
//! the last of it back. Everything is an event; nothing is overwritten.

use std::collections::{BTreeSet, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::send::{desk_lock::DeskLock, settle};
use super::{Desk, Error, Result, cancel, check, triage};
use crate::law::facts::BadFacts;
use crate::law::london;
use crate::letter::LetterState;
use crate::request::clock::Timeline;
use crate::request::{Event, EventKind, LetterId, MessageKey, RequestId, Status, fold};
use crate::store::{Act, LetterOutline, RequestState};

/// What setting something did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Where the request stood.
    pub before: RequestState,
    /// Where it stands now.
    pub after: RequestState,
}

/// Records her word on a request. It counts from now on, or from the day `on`; what came and went
/// outside the mailbox takes its place by its own day.
pub fn set(
    desk: &Desk,
    request: &RequestId,
    on: Option<NaiveDate>,
    what: &[EventKind],
    now: DateTime<Utc>,
) -> Result<Set> {
    let days = what.iter().filter_map(EventKind::happened_on).chain(on);
    if let Some(day) = days.into_iter().find(|day| *day > london::date(now)) {
        return Err(Error::usage(format!("{day} has not come yet"))
            .hint("record what has happened; --due and --extended-until set a day to come"));
    }
    let change = desk.store.change(&format!("set {request}"), now)?;
    let before = state(desk, request)?;
    let problems_before = problems(desk, request)?;
    for kind in what {
        let day = kind.happened_on().filter(|_| kind.is_correspondence()).or(on);
        let occurred_at = day.map_or(now, |day| london::end_of(day).min(now));
        change.add_event(request, occurred_at, kind)?;
    }
    let new = problems(desk, request)?;
    if let Some(problem) = new.into_iter().find(|problem| !problems_before.contains(problem)) {
        return Err(Error::usage(problem.to_string())
            .hint(format!("`foi show {request}` lists what is recorded")));
    }
    let after = state(desk, request)?;
    change.commit()?;
    Ok(Set { before, after })
}

/// What cannot be true in what is recorded of a request.
fn problems(desk: &Desk, request: &RequestId) -> Result<Vec<BadFacts>> {
    let Some(known) = desk.store.request(request)? else { return Ok(Vec::new()) };
    Ok(Timeline::of(&desk.store.events(request)?).problems(known.regime))
}

fn state(desk: &Desk, request: &RequestId) -> Result<RequestState> {
    desk.store
        .state(request)?
        .ok_or_else(|| Error::usage(format!("there is no request `{request}` in this desk")))
}

/// What taking back did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The act that was taken back.
    pub act: Act,
    /// Its events that no longer count.
    pub events: Vec<Event>,
    /// Its events that stand: a letter that left cannot be called back.
    pub kept: usize,
    /// How many letters that it drafted are cancelled.
    pub letters: usize,
    /// Later acts that had nothing to take back.
    pub passed_over: Vec<Act>,
}

/// How far back undoing may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The last thing done.
    Last,
    /// The last one that has something to take back.
    Older,
}

/// Takes back the last thing done that was not taken back yet. One that has nothing to take back (an
/// edited letter, a check that filed nothing) is passed over only when she says so: what lies before
/// it may be a sending.
pub fn undo(desk: &Desk, reach: Reach, now: DateTime<Utc>) -> Result<Undone> {
    let acts = desk.store.acts(usize::MAX)?;
    let nothing = match acts.is_empty() {
        true => Error::failed("there is nothing to undo"),
        false => Error::failed("there is nothing to undo")
            .hint("letters that wait to be sent are given up with `foi cancel`"),
    };
    let of_waiting = desk.store.acts_of_waiting_letters()?;
    let mut taken_back = TakenBack::default();
    let mut passed_over = Vec::new();
    for act in acts {
        let drafted = match of_waiting.contains(&act.id) {
            true => desk.store.waiting_of_act(act.id)?,
            false => Vec::new(),
        };
        let going = drafted.iter().map(|one| one.id).collect();
        let events = desk.store.events_of_act(act.id)?;
        let ended: Vec<RequestId> = events.iter().filter_map(ends_filing).collect();
        let counting: Vec<Event> = events
            .into_iter()
            .map(|event| still_counts(desk, event, &ended))
            .filter_map(Result::transpose)
            .collect::<Result<_>>()?;
        let counting = without_replaced(desk, counting, &going)?;
        let (mut undoable, mut kept) = (Vec::new(), Vec::new());
        for event in counting {
            let may = may_be_undone(&event.kind) || settle::only_written(desk, &event)?.is_some();
            if may { undoable.push(event) } else { kept.push(event) }
        }
        if !undoable.is_empty() || !drafted.is_empty() {
            take_back(desk, &act, &drafted, &undoable, now)?;
            let (kept, letters) = (kept.len(), drafted.len());
            return Ok(Undone { act, events: undoable, kept, letters, passed_over });
        }
        if !kept.is_empty() {
            return Err(Error::guard(format!(
                "the last thing done cannot be undone: {}",
                act.sentence
            ))
            .hint("a letter that was handed to a server cannot be called back, nor a word on one in doubt; `foi cancel` keeps a letter from going"));
        }
        if taken_back.holds(&act) {
            continue;
        }
        if reach == Reach::Last {
            let told = format!("the last thing done has nothing to take back: {}", act.sentence);
            return Err(Error::guard(told)
                .hint("`foi undo --older` takes back what was done before it; `foi log` shows what that is"));
        }
        passed_over.push(act);
    }
    Err(nothing)
}

/// Acts that later ones took back, and those ones, as the log is gone through from its end.
#[derive(Default)]
struct TakenBack(Vec<String>);

impl TakenBack {
    /// Whether the act was taken back, or is itself a taking-back.
    fn holds(&mut self, act: &Act) -> bool {
        if let Some(sentence) = act.sentence.strip_prefix(UNDO) {
            self.0.push(sentence.to_owned());
            return true;
        }
        let place = self.0.iter().rposition(|sentence| *sentence == act.sentence);
        place.map(|place| self.0.remove(place)).is_some()
    }
}

/// How the log calls a taking-back.
const UNDO: &str = "undo: ";

/// The request that a message was taken out of by this event, or of which she had spoken.
fn ends_filing(event: &Event) -> Option<RequestId> {
    let ends = matches!(event.kind, EventKind::Unfiled { .. } | EventKind::Reopened { .. });
    ends.then(|| event.request.clone())
}

/// The event, unless it was taken back already or is itself a taking-back; what was taken back with
/// a filing that ended (`ended`) comes again with it.
fn still_counts(desk: &Desk, event: Event, ended: &[RequestId]) -> Result<Option<Event>> {
    let undone = fold::undone(&desk.store.events(&event.request)?);
    let takes_back = match &event.kind {
        EventKind::Undone { .. } => true,
        EventKind::Letter { because, .. } => because.as_deref() == Some(cancel::TAKEN_BACK),
        _ => false,
    };
    let counts = !undone.contains(&event.id) && (!takes_back || ended.contains(&event.request));
    Ok(counts.then_some(event))
}

/// Events that undoing can say something about: a letter in whose place another was drafted, that does
/// not go with them, is past.
fn without_replaced(
    desk: &Desk,
    events: Vec<Event>,
    going: &HashSet<LetterId>,
) -> Result<Vec<Event>> {
    let mut kept = Vec::with_capacity(events.len());
    for event in events {
        if !cancel::is_replaced(desk, &event, going)? {
            kept.push(event);
        }
    }
    Ok(kept)
}

/// Whether taking it back makes a letter wait again: one that was given up, or written to a folder.
fn makes_wait(event: &Event) -> bool {
    use LetterState::{Accepted, Cancelled};
    matches!(event.kind, EventKind::Letter { state: Accepted | Cancelled, .. })
}

/// Whether she decided by it where a message belongs.
fn decides_filing(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Filed { by_her: true, .. } | EventKind::NotAbout { .. })
}

fn may_be_undone(kind: &EventKind) -> bool {
    !matches!(
        kind,
        EventKind::Letter {
            state: LetterState::Ready
                | LetterState::Sending
                | LetterState::Accepted
                | LetterState::Deferred
                | LetterState::Refused
                | LetterState::InDoubt,
            ..
        }
    )
}

/// Takes back what an act did: first the letters it drafted make room, then its events.
fn take_back(
    desk: &Desk,
    act: &Act,
    drafted: &[LetterOutline],
    events: &[Event],
    now: DateTime<Utc>,
) -> Result<()> {
    // A letter goes or comes back only while nobody sends.
    let _lock = match drafted.is_empty() {
        true => events.iter().any(makes_wait).then(|| DeskLock::take(desk)).transpose()?,
        false => Some(cancel::hold(desk)?),
    };
    let change = desk.store.change(&format!("{UNDO}{}", act.sentence), now)?;
    for letter in drafted {
        cancel::give_up(&change, letter, cancel::TAKEN_BACK, now)?;
        change.restore_request(act.id, &letter.request)?;
    }
    if !drafted.is_empty() {
        change.restore_campaigns(act.id)?;
    }
    let decided = events.iter().any(|event| decides_filing(&event.kind));
    for event in events {
        settle::take_back_writing(desk, &change, event)?;
        change.add_event(&event.request, now, &EventKind::Undone { event: event.id })?;
        triage::undone(&change, event, decided)?;
        cancel::revive(desk, &change, event)?;
    }
    if events.iter().any(|event| moved(&event.kind).is_some()) {
        let requests = requests_of(desk, events)?;
        triage::references_anew(desk, &change, requests.iter())?;
        check::rematch(desk, &change)?;
    }
    change.commit()?;
    Ok(())
}

/// The requests of these events, and those beside which a message of theirs is or was filed: what it
/// gives to one depends on the others.
fn requests_of(desk: &Desk, events: &[Event]) -> Result<BTreeSet<RequestId>> {
    let mut requests: BTreeSet<RequestId> =
        events.iter().map(|event| event.request.clone()).collect();
    for message in events.iter().filter_map(|event| moved(&event.kind)) {
        let filings = desk.store.filings_of(message)?;
        requests.extend(filings.into_iter().map(|filed| filed.request));
    }
    Ok(requests)
}

/// The message that an event files or takes out.
fn moved(kind: &EventKind) -> Option<MessageKey> {
    use EventKind::{Filed, NotAbout, Reopened, Unfiled};
    match kind {
        Filed { message, .. }
        | Unfiled { message }
        | NotAbout { message }
        | Reopened { message } => Some(*message),
        _ => None,
    }
}

/// The decision event for a status she sets.
pub fn decision(status: Status, note: Option<String>) -> EventKind {
    EventKind::Decided { status, note }
}
