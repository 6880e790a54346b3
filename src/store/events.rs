//! Events, acts and the projection. Events are only added; after each addition the request's state
//! is folded anew and written in the same transaction.

use std::collections::hash_map::Entry;

use chrono::{DateTime, SubsecRound as _, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::values::{from_json, json, time, when};
use super::{Change, Result, Store};
use crate::request::{Event, EventId, EventKind, RequestId, Status, fold};

/// Something she did, in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its number.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// What, for `foi log`.
    pub sentence: String,
}

pub(super) fn add_act(conn: &Connection, sentence: &str, now: DateTime<Utc>) -> Result<i64> {
    conn.prepare_cached("INSERT INTO act (at, sentence) VALUES (?1, ?2)")?
        .execute(params![time(now), sentence])?;
    Ok(conn.last_insert_rowid())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Event> {
    Ok(Event {
        id: EventId(row.get("id")?),
        request: RequestId(row.get("request")?),
        occurred_at: when(row, "occurred_at")?,
        recorded_at: when(row, "recorded_at")?,
        kind: from_json(row, "kind")?,
    })
}

fn read_act(row: &Row<'_>) -> rusqlite::Result<Act> {
    Ok(Act { id: row.get("id")?, at: when(row, "at")?, sentence: row.get("sentence")? })
}

impl Store {
    /// The events of a request in the order of recording.
    pub fn events(&self, request: &RequestId) -> Result<Vec<Event>> {
        let mut query =
            self.conn.prepare_cached("SELECT * FROM event WHERE request = ?1 ORDER BY id")?;
        let events = query.query_map([request.as_str()], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(events)
    }

    /// Every event of the desk in the order of recording.
    pub fn all_events(&self) -> Result<Vec<Event>> {
        let mut query = self.conn.prepare("SELECT * FROM event ORDER BY id")?;
        let events = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(events)
    }

    /// The events that one act recorded.
    pub fn events_of_act(&self, act: i64) -> Result<Vec<Event>> {
        let mut query = self.conn.prepare("SELECT * FROM event WHERE act = ?1 ORDER BY id")?;
        let events = query.query_map([act], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(events)
    }

    /// The newest acts, newest first.
    pub fn acts(&self, limit: usize) -> Result<Vec<Act>> {
        let mut query = self.conn.prepare("SELECT * FROM act ORDER BY id DESC LIMIT ?1")?;
        let acts = query
            .query_map([i64::try_from(limit).unwrap_or(i64::MAX)], read_act)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(acts)
    }

    /// The newest act that recorded events.
    pub fn last_act_with_events(&self) -> Result<Option<Act>> {
        let mut query = self.conn.prepare(
            "SELECT * FROM act WHERE id IN (SELECT act FROM event) ORDER BY id DESC LIMIT 1",
        )?;
        Ok(query.query_row([], read_act).optional()?)
    }
}

/// A request that was folded in a change.
#[derive(Debug)]
pub(super) struct Folded {
    /// All its events: one that many messages come to at once is not read again for each of them.
    events: Vec<Event>,
    /// Where the change has written that it stands.
    written: Option<fold::State>,
}

impl Change<'_> {
    /// Adds an event and folds its request anew.
    pub fn add_event(
        &self,
        request: &RequestId,
        occurred_at: DateTime<Utc>,
        kind: &EventKind,
    ) -> Result<EventId> {
        let id = self.record(request, occurred_at, kind)?;
        self.project(request)?;
        Ok(id)
    }

    /// Adds an event without folding; the caller calls [`Change::project`] once it has added all
    /// of a request's events.
    pub fn record(
        &self,
        request: &RequestId,
        occurred_at: DateTime<Utc>,
        kind: &EventKind,
    ) -> Result<EventId> {
        self.record_of(self.act, request, occurred_at, self.now, kind)
    }

    /// Adds an event of that act, recorded then.
    pub(super) fn record_of(
        &self,
        act: i64,
        request: &RequestId,
        occurred_at: DateTime<Utc>,
        recorded_at: DateTime<Utc>,
        kind: &EventKind,
    ) -> Result<EventId> {
        self.tx
            .prepare_cached(
                "INSERT INTO event (act, request, occurred_at, recorded_at, kind)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                act,
                request.as_str(),
                time(occurred_at),
                time(recorded_at),
                json(kind)
            ])?;
        let id = EventId(self.tx.last_insert_rowid());
        if let Some(folded) = self.folded.borrow_mut().get_mut(request) {
            folded.events.push(Event {
                id,
                request: request.clone(),
                occurred_at: occurred_at.trunc_subsecs(3),
                recorded_at: recorded_at.trunc_subsecs(3),
                kind: kind.clone(),
            });
        }
        Ok(id)
    }

    /// Puts another wording in an event's place: only for erasing what a forgotten message said.
    pub fn replace_event(&self, id: EventId, kind: &EventKind) -> Result<()> {
        self.tx.execute("UPDATE event SET kind = ?2 WHERE id = ?1", params![id.0, json(kind)])?;
        self.folded.borrow_mut().clear();
        Ok(())
    }

    /// Folds a request's events and writes where it stands, if that is another place than before.
    pub fn project(&self, request: &RequestId) -> Result<fold::State> {
        let mut all = self.folded.borrow_mut();
        let folded = match all.entry(request.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                new.insert(Folded { events: self.store.events(request)?, written: None })
            }
        };
        let state = fold::fold(&folded.events);
        if folded.written != Some(state) {
            self.put_state(request, state)?;
            folded.written = Some(state);
        }
        Ok(state)
    }

    /// Writes where a new request stands.
    pub(super) fn add_state(&self, request: &RequestId, state: fold::State) -> Result<()> {
        self.write_state(
            "INSERT INTO request_state (request, status, outcome, suggestion)
             VALUES (?1, ?2, ?3, ?4)",
            request,
            state,
        )
    }

    /// Writes where a request stands.
    fn put_state(&self, request: &RequestId, state: fold::State) -> Result<()> {
        self.write_state(
            "INSERT INTO request_state (request, status, outcome, suggestion)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (request) DO UPDATE SET status = excluded.status,
                outcome = excluded.outcome, suggestion = excluded.suggestion",
            request,
            state,
        )
    }

    fn write_state(&self, statement: &str, request: &RequestId, state: fold::State) -> Result<()> {
        let fold::State { status, outcome, suggestion } = state;
        self.tx.prepare_cached(statement)?.execute(params![
            request.as_str(),
            status.word(),
            outcome.map(Status::word),
            suggestion.map(Status::word)
        ])?;
        Ok(())
    }
}
