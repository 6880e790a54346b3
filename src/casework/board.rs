//! The board: where every request stands, what is due, what to do next. What `foi list`, `foi
//! show` and `foi status` print and the web desk shows. Reads the desk once, decides nothing.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::standing::{self, Standing};
use super::{Desk, Result};
use crate::law::{BodyKind, london};
use crate::letter::{LetterKind, LetterState};
use crate::reading::Kind;
use crate::request::agenda::Item;
use crate::request::alert::{self, Alert, Arrived, Habits, Heard};
use crate::request::{
    AuthorityId, CampaignId, Event, EventKind, NextAction, RequestId, Status, fold,
};
use crate::store::{KnownReference, LetterOutline, Request, RequestState};

/// One request as the contract's `foi list --json` has it.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// The request.
    pub request: RequestId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The authority.
    pub authority: AuthorityId,
    /// The authority's name when it was written to.
    pub authority_name: String,
    /// Its status.
    pub status: Status,
    /// Its outcome, once decided.
    pub outcome: Option<Status>,
    /// What the program suggests.
    pub suggestion: Option<Status>,
    /// Whether the answer, or the review, is late.
    pub overdue: bool,
    /// The day the first letter was accepted.
    pub sent_on: Option<NaiveDate>,
    /// The last day for the answer.
    pub due: Option<NaiveDate>,
    /// The same in words: a range, whose date it is, whether it is provisional.
    #[serde(skip)]
    pub due_told: Option<String>,
    /// Their references in the order seen, slips of the pen included.
    pub references: Vec<String>,
    /// The newest of them that is no slip: the one to quote.
    #[serde(skip)]
    pub reference: Option<String>,
    /// Our token.
    pub token: Option<String>,
    /// The letters in the order they were drafted.
    pub letters: Vec<LetterLine>,
    /// Every Message-ID under which a letter of hers left.
    pub sent_message_ids: Vec<String>,
    /// What to do next.
    pub next_action: NextAction,
    /// What she should not overlook.
    pub alerts: Vec<Alert>,
    /// What has its day, by consequence.
    #[serde(skip)]
    pub agenda: Vec<Item>,
}

/// A letter in a row.
#[derive(Debug, Clone, Serialize)]
pub struct LetterLine {
    /// What it is for.
    pub kind: LetterKind,
    /// Where it stands.
    pub state: LetterState,
    /// Our Message-ID.
    pub message_id: Option<String>,
    /// When a server took it.
    pub sent_at: Option<DateTime<Utc>>,
}

/// Everything the desk knows, read once.
pub struct Board {
    rows: Vec<Row>,
}

impl Board {
    /// Reads the desk as it stands on `today`.
    pub fn read(desk: &Desk, today: NaiveDate) -> Result<Self> {
        let mut facts = DeskFacts::read(desk)?;
        let clocks = standing::Clocks::read(desk)?;
        let requests = desk.store.requests()?;
        let kinds: Vec<BodyKind> = requests.iter().map(|request| clocks.kind(request)).collect();
        let mut rows: Vec<Row> =
            requests.into_iter().map(|request| facts.row(request, &clocks, today)).collect();
        facts.note_silence(&mut rows, &kinds, today);
        Ok(Board { rows })
    }

    /// Every request in the order of their ids.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many requests stand where, in the order of the statuses.
    pub fn counts<'a>(rows: impl IntoIterator<Item = &'a Row>) -> BTreeMap<Status, usize> {
        let mut counts = BTreeMap::new();
        for row in rows {
            *counts.entry(row.status).or_insert(0) += 1;
        }
        counts
    }
}

/// The tables of the desk, by request.
struct DeskFacts {
    states: HashMap<RequestId, RequestState>,
    events: HashMap<RequestId, Vec<Event>>,
    letters: HashMap<RequestId, Vec<LetterOutline>>,
    references: HashMap<RequestId, Vec<KnownReference>>,
    arrived: HashMap<RequestId, Vec<Arrived>>,
}

impl DeskFacts {
    fn read(desk: &Desk) -> Result<Self> {
        let mut arrived: HashMap<RequestId, Vec<Arrived>> = HashMap::new();
        for (request, message) in desk.store.arrived()? {
            arrived.entry(request).or_default().push(message);
        }
        Ok(DeskFacts {
            arrived,
            states: desk.store.states()?,
            events: by_request(desk.store.all_events()?, |event| &event.request),
            letters: by_request(desk.store.letter_outlines()?, |letter| &letter.request),
            references: by_request(desk.store.all_references()?, |known| &known.request),
        })
    }

    fn row(&mut self, request: Request, clocks: &standing::Clocks, today: NaiveDate) -> Row {
        let events = self.events.remove(&request.id).unwrap_or_default();
        let letters = self.letters.remove(&request.id).unwrap_or_default();
        let references = self.references.remove(&request.id).unwrap_or_default();
        let state = self.states.remove(&request.id).unwrap_or(RequestState {
            status: Status::Unsent,
            outcome: None,
            suggestion: None,
        });
        let standing = clocks.standing(&request, state, &events, &letters, today);
        let sent = letters.iter().filter_map(|letter| letter.sent_at);
        let written: Vec<NaiveDate> = sent.chain(wrote(&events)).map(london::date).collect();
        let arrived = self.arrived.get_mut(&request.id);
        let arrived = arrived.map_or(&mut [][..], Vec::as_mut_slice);
        note_strangers(arrived, &events);
        in_folded_order(arrived, &events);
        note_taken_back(arrived, &events);
        let alerts = alert::of_mail(arrived, &written, state.status, today);
        row(request, state, letters, &references, standing, alerts)
    }

    /// Adds the alerts of silence: they need every request.
    fn note_silence(&self, rows: &mut [Row], kinds: &[BodyKind], today: NaiveDate) {
        let first = |row: &Row| {
            let arrived = self.arrived.get(&row.request)?;
            let is_return = |kind| matches!(kind, Kind::Bounce | Kind::BounceDelayed);
            arrived.iter().find(|message| !is_return(message.kind)).map(|message| message.on)
        };
        let mut habits = Habits::default();
        for (row, kind) in rows.iter().zip(kinds) {
            if let Some(sent) = row.sent_on {
                habits.note(*kind, Heard { sent, first: first(row) });
            }
        }
        for (row, kind) in rows.iter_mut().zip(kinds) {
            let is_silent = row.status == Status::AwaitingResponse && first(row).is_none();
            let sent = row.sent_on.filter(|_| is_silent);
            row.alerts.extend(sent.and_then(|sent| habits.silence(kind, sent, today)));
        }
    }
}

/// When she answered with her own mail program.
fn wrote(events: &[Event]) -> Vec<DateTime<Utc>> {
    let is_hers = |event: &&Event| matches!(event.kind, EventKind::Wrote { .. });
    if !events.iter().any(|event| is_hers(&event)) {
        return Vec::new();
    }
    let undone = fold::undone(events);
    let stands = events.iter().filter(|event| !undone.contains(&event.id));
    stands.filter(is_hers).map(|event| event.occurred_at).collect()
}

/// Notes which messages take an earlier letter back, and which of them she knew when she decided.
fn note_taken_back(arrived: &mut [Arrived], events: &[Event]) {
    let mut takes_back = false;
    for event in events {
        if let EventKind::TookBack { message, .. } = &event.kind {
            let taking = arrived.iter_mut().filter(|one| one.message == *message);
            taking.for_each(|one| one.takes_back = true);
            takes_back = true;
        }
    }
    takes_back |= arrived.iter().any(|one| matches!(one.kind, Kind::SentInError | Kind::Recall));
    if takes_back {
        let known = fold::decided_since(events);
        arrived.iter_mut().for_each(|one| one.decided_since = known.contains(&one.message));
    }
}

/// Puts messages into the order in which they count.
fn in_folded_order(arrived: &mut [Arrived], events: &[Event]) {
    if arrived.windows(2).all(|pair| pair[0].on != pair[1].on) {
        return;
    }
    let counting = fold::counting(events);
    let filed = counting.iter().filter_map(|event| match event.kind {
        EventKind::Filed { message, .. } => Some(message),
        _ => None,
    });
    let places: HashMap<_, _> =
        filed.enumerate().map(|(place, message)| (message, place)).collect();
    arrived.sort_by_key(|one| (one.on, places.get(&one.message).copied()));
}

/// Notes which messages came from addresses that are not known as the authority's; the last word on a
/// message counts.
fn note_strangers(arrived: &mut [Arrived], events: &[Event]) {
    for event in events {
        if let EventKind::Filed { message, known_sender, by_her, .. } = &event.kind {
            let filed = arrived.iter_mut().filter(|one| one.message == *message);
            filed.for_each(|one| one.known_sender = *known_sender || *by_her);
        }
    }
}

fn row(
    request: Request,
    state: RequestState,
    letters: Vec<LetterOutline>,
    references: &[KnownReference],
    standing: Standing,
    alerts: Vec<Alert>,
) -> Row {
    let sent_message_ids = letters
        .iter()
        .filter(|letter| letter.sent_at.is_some())
        .flat_map(|letter| [letter.message_id.clone(), letter.server_message_id.clone()])
        .flatten()
        .collect();
    Row {
        request: request.id,
        campaign: request.campaign,
        authority: request.authority,
        authority_name: request.authority_name,
        status: state.status,
        outcome: state.outcome,
        suggestion: state.suggestion,
        overdue: standing.overdue,
        sent_on: standing.sent_on,
        due: standing.due,
        due_told: standing.due_told,
        references: references.iter().map(|known| known.value.clone()).collect(),
        reference: references
            .iter()
            .rfind(|known| known.mistype_of.is_none())
            .map(|known| known.value.clone()),
        token: request.token,
        letters: letters.into_iter().map(line).collect(),
        sent_message_ids,
        next_action: standing.next,
        alerts,
        agenda: standing.agenda,
    }
}

fn line(letter: LetterOutline) -> LetterLine {
    LetterLine {
        kind: letter.kind,
        state: letter.state,
        message_id: letter.message_id,
        sent_at: letter.sent_at,
    }
}

fn by_request<T>(all: Vec<T>, request: impl Fn(&T) -> &RequestId) -> HashMap<RequestId, Vec<T>> {
    let mut grouped: HashMap<RequestId, Vec<T>> = HashMap::new();
    for one in all {
        grouped.entry(request(&one).clone()).or_default().push(one);
    }
    grouped
}
