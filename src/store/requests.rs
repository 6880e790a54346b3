//! Requests: one campaign's questions put to one authority, and where each stands.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Params, Row, params};

use super::question_sets::Sets;
use super::values::{maybe_word, time, when, word};
use super::{Change, Result, Store};
use crate::law::Regime;
use crate::letter::Question;
use crate::request::{AuthorityId, CampaignId, RequestId, Status, fold};

/// A request of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `<campaign>/<authority>`.
    pub id: RequestId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The authority it was put to.
    pub authority: AuthorityId,
    /// The authority's name when it was put.
    pub authority_name: String,
    /// The law it falls under.
    pub regime: Regime,
    /// Our token; `None` for an adopted request.
    pub token: Option<String>,
    /// The subject of its first letter.
    pub subject: String,
    /// The questions as put; requests to which they were put in the same words share them.
    pub questions: Arc<[Question]>,
    /// When the desk made it.
    pub created_at: DateTime<Utc>,
}

/// Where a request stands: the projection of its events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestState {
    /// Its status.
    pub status: Status,
    /// Its outcome, once decided.
    pub outcome: Option<Status>,
    /// What the program suggests and she has not decided.
    pub suggestion: Option<Status>,
}

fn read(row: &Row<'_>, questions: Arc<[Question]>) -> rusqlite::Result<Request> {
    Ok(Request {
        id: RequestId(row.get("id")?),
        campaign: CampaignId(row.get("campaign")?),
        authority: AuthorityId(row.get("authority")?),
        authority_name: row.get("authority_name")?,
        regime: word(row, "regime")?,
        token: row.get("token")?,
        subject: row.get("subject")?,
        questions,
        created_at: when(row, "created_at")?,
    })
}

fn read_state(row: &Row<'_>) -> rusqlite::Result<RequestState> {
    Ok(RequestState {
        status: word(row, "status")?,
        outcome: maybe_word(row, "outcome")?,
        suggestion: maybe_word(row, "suggestion")?,
    })
}

impl Store {
    /// Every request in the order of their ids.
    pub fn requests(&self) -> Result<Vec<Request>> {
        self.requests_by("SELECT * FROM request ORDER BY id", [])
    }

    /// The requests of one campaign in the order of their ids.
    pub fn requests_of(&self, campaign: &CampaignId) -> Result<Vec<Request>> {
        let query = "SELECT * FROM request WHERE campaign = ?1 ORDER BY id";
        self.requests_by(query, [campaign.as_str()])
    }

    /// The request of that id.
    pub fn request(&self, id: &RequestId) -> Result<Option<Request>> {
        let found = self.requests_by("SELECT * FROM request WHERE id = ?1", [id.as_str()])?;
        Ok(found.into_iter().next())
    }

    fn requests_by(&self, query: &str, of: impl Params) -> Result<Vec<Request>> {
        let mut query = self.conn.prepare_cached(query)?;
        let mut rows = query.query(of)?;
        let (mut requests, mut sets) = (Vec::new(), Sets::default());
        while let Some(row) = rows.next()? {
            let questions = sets.get(&self.conn, row.get("question_set")?)?;
            requests.push(read(row, questions)?);
        }
        Ok(requests)
    }

    /// The tokens of every request that has one.
    pub fn tokens(&self) -> Result<HashSet<String>> {
        let mut query = self.conn.prepare("SELECT token FROM request WHERE token IS NOT NULL")?;
        let tokens = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(tokens)
    }

    /// Where every request stands.
    pub fn states(&self) -> Result<HashMap<RequestId, RequestState>> {
        let mut query = self.conn.prepare("SELECT * FROM request_state")?;
        let states = query
            .query_map([], |row| Ok((RequestId(row.get("request")?), read_state(row)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(states)
    }

    /// Where a request stands; `None` when there is no such request.
    pub fn state(&self, id: &RequestId) -> Result<Option<RequestState>> {
        let mut query =
            self.conn.prepare_cached("SELECT * FROM request_state WHERE request = ?1")?;
        Ok(query.query_row([id.as_str()], read_state).optional()?)
    }
}

impl Change<'_> {
    /// Adds a request; its id and token must be new. It stands `unsent`.
    pub fn add_request(&self, request: &Request) -> Result<()> {
        let questions = self.question_set(&request.questions)?;
        self.tx.prepare_cached(
            "INSERT INTO request (id, campaign, authority, authority_name, regime, token, subject,
                question_set, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            request.id.as_str(),
            request.campaign.as_str(),
            request.authority.as_str(),
            request.authority_name,
            request.regime.word(),
            request.token,
            request.subject,
            questions,
            time(request.created_at),
        ])?;
        // No event is about it yet.
        self.add_state(&request.id, fold::fold(&[]))
    }

    /// Gives a request of which nothing has gone what its first letter, drafted again, puts and names.
    /// Its id, campaign, authority and token stay; what it said before is kept.
    pub fn renew_request(&self, request: &Request) -> Result<()> {
        self.keep_request(&request.id)?;
        let questions = self.question_set(&request.questions)?;
        self.tx
            .prepare_cached(
                "UPDATE request SET authority_name = ?2, regime = ?3, subject = ?4, question_set = ?5
                 WHERE id = ?1",
            )?
            .execute(params![
                request.id.as_str(),
                request.authority_name,
                request.regime.word(),
                request.subject,
                questions,
            ])?;
        Ok(())
    }
}
