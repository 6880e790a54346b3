//! What speaks against sending: gathers what the desk knows of each letter and its authority and
//! asks [`crate::letter::check`]. Guards stop a run, warnings are listed.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::draft::{Basis, left_out_by_default};
use super::{Desk, Result};
use crate::law::{Calendar, Holidays, london};
use crate::letter::check::{self, Check, Earlier, Facts, Finding, Judged, Severity};
use crate::letter::{LetterKind, LetterState, Library, Question};
use crate::request::{Authority, AuthorityId, LetterId, Register, RequestId, Status};
use crate::store::{Letter, LetterOutline, Request};

/// What was found about one letter.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The request.
    pub request: RequestId,
    /// The authority's name.
    pub authority_name: String,
    /// What speaks against it, guards first.
    pub findings: Vec<Finding>,
}

/// Checks letters that are about to go; only those with findings are given back. One letter's text
/// is in memory at a time.
pub fn before_sending(
    desk: &Desk,
    letters: &[LetterId],
    now: DateTime<Utc>,
) -> Result<Vec<Checked>> {
    let known = Known::gather(desk, letters, now)?;
    let mut all = Vec::new();
    for id in letters {
        let Some(letter) = desk.store.letter(*id)? else { continue };
        let Some(request) = known.requests.get(&letter.request) else { continue };
        let findings = known.findings(desk, &letter, request)?;
        if !findings.is_empty() {
            all.push(Checked {
                request: letter.request.clone(),
                authority_name: request.authority_name.clone(),
                findings,
            });
        }
    }
    Ok(all)
}

/// Findings of one sort, told once: the check, what to do, and whom it concerns.
#[derive(Debug, Clone)]
pub struct Told {
    /// The check.
    pub check: Check,
    /// How much it matters.
    pub severity: Severity,
    /// What was found in the first letter.
    pub what: String,
    /// What to do.
    pub remedy: String,
    /// The requests it concerns.
    pub requests: Vec<RequestId>,
}

/// The findings of a run, one entry a check, guards first.
pub fn told(all: &[Checked]) -> Vec<Told> {
    let mut by_check: BTreeMap<(Severity, Check), Told> = BTreeMap::new();
    for checked in all {
        for finding in &checked.findings {
            let told = by_check.entry((finding.severity, finding.check)).or_insert_with(|| Told {
                check: finding.check,
                severity: finding.severity,
                what: finding.what.clone(),
                remedy: finding.remedy.clone(),
                requests: Vec::new(),
            });
            if told.requests.last() != Some(&checked.request) {
                told.requests.push(checked.request.clone());
            }
        }
    }
    by_check.into_values().collect()
}

/// What the desk knows, read once for all letters of a run.
struct Known {
    register: Register,
    templates: HashMap<String, String>,
    requests: BTreeMap<RequestId, Request>,
    letters: HashMap<RequestId, Vec<LetterOutline>>,
    by_legal: HashMap<AuthorityId, Vec<RequestId>>,
    /// For each address of the run, the authorities in law that are written to there.
    inboxes: HashMap<String, Vec<(AuthorityId, String)>>,
    /// What was found in questions, by where they lie: requests share them.
    judged: HashMap<*const Question, Judged>,
    returned: HashSet<String>,
    holidays: &'static Holidays,
    today: NaiveDate,
}

impl Known {
    fn gather(desk: &Desk, run: &[LetterId], now: DateTime<Utc>) -> Result<Self> {
        let register = desk.register()?;
        let requests: BTreeMap<RequestId, Request> =
            desk.store.requests()?.into_iter().map(|one| (one.id.clone(), one)).collect();
        let mut by_legal: HashMap<AuthorityId, Vec<RequestId>> = HashMap::new();
        let mut judged = HashMap::new();
        for request in requests.values() {
            let legal = register.legal_authority(&request.authority);
            by_legal.entry(legal).or_default().push(request.id.clone());
            let place = request.questions.as_ptr();
            judged.entry(place).or_insert_with(|| check::judge(&request.questions));
        }
        let outlines = desk.store.letter_outlines()?;
        let inboxes = inboxes(&outlines, run, &requests, &register);
        let mut letters: HashMap<RequestId, Vec<LetterOutline>> = HashMap::new();
        for outline in outlines {
            letters.entry(outline.request.clone()).or_default().push(outline);
        }
        Ok(Known {
            letters,
            inboxes,
            judged,
            templates: hashes(&desk.library()?),
            returned: desk.store.addresses_that_failed()?,
            register,
            requests,
            by_legal,
            holidays: Holidays::shipped(),
            today: london::date(now),
        })
    }

    fn findings(&self, desk: &Desk, letter: &Letter, request: &Request) -> Result<Vec<Finding>> {
        let identity = &desk.settings.identity;
        let entry = self.register.get(&request.authority);
        let basis: Option<Basis> = serde_json::from_value(letter.basis.clone()).ok();
        let changed = basis.as_ref().map(|basis| {
            basis.changes(identity, &self.register, &|name, sha256| {
                self.template_change(desk, name, sha256)
            })
        });
        let legal = self.register.legal_authority(&request.authority);
        let same_inbox: Vec<String> = (self.inboxes)
            .get(&letter.to_address.to_lowercase())
            .into_iter()
            .flatten()
            .filter(|(other, _)| *other != legal)
            .map(|(_, name)| name.clone())
            .collect();
        let earlier = match letter.kind {
            LetterKind::Request => self.earlier(desk, request, &legal)?,
            LetterKind::Chaser | LetterKind::Review | LetterKind::Reply | LetterKind::Complaint => {
                Vec::new()
            }
        };
        Ok(check::check(&Facts {
            kind: Some(letter.kind),
            regime: Some(request.regime),
            name: &identity.name,
            email: &letter.from_address,
            to: &letter.to_address,
            subject: &letter.subject,
            body: &letter.body,
            questions: &request.questions,
            judged: self.judged.get(&request.questions.as_ptr()),
            bytes: letter.eml.len(),
            verified: is_agreed(entry, letter, self.letters_of(&request.id)),
            source: entry.and_then(|one| one.source.as_deref()),
            bounced_before: self.returned.contains(&letter.to_address.to_lowercase()),
            web_form_only: web_form_only(entry).filter(|_| letter.kind == LetterKind::Request),
            changed: changed.as_deref().unwrap_or_default(),
            same_inbox: &same_inbox,
            earlier: &earlier,
            left_out_by_default: entry.and_then(left_out_by_default),
        }))
    }

    /// How a template differs from the text a letter was made from; `None` while it does not.
    fn template_change(&self, desk: &Desk, name: &str, sha256: &str) -> Option<String> {
        if self.templates.get(name).is_some_and(|now| now == sha256) {
            return None;
        }
        let what = format!("the template `{name}` has changed since the letter was drafted");
        // Where the difference cannot be shown, the change stops the run all the same.
        match desk.template_difference(name, sha256).ok().flatten() {
            Some(difference) => Some(format!("{what}: {difference}")),
            None => Some(what),
        }
    }

    fn letters_of(&self, request: &RequestId) -> &[LetterOutline] {
        self.letters.get(request).map_or(&[], Vec::as_slice)
    }

    /// Her other requests to the same authority in law that went, or may have.
    fn earlier(&self, desk: &Desk, request: &Request, legal: &AuthorityId) -> Result<Vec<Earlier>> {
        let calendar = Calendar::of(request.regime);
        let mut earlier = Vec::new();
        for id in self.by_legal.get(legal).into_iter().flatten().filter(|id| **id != request.id) {
            let first = self.letters_of(id).iter().filter(|one| one.kind == LetterKind::Request);
            let sent_on = first.filter_map(|one| one.sent_at).map(london::date).min();
            let (Some(other), Some(day)) = (self.requests.get(id), sent_on) else { continue };
            let status = desk.store.state(id)?.map_or(Status::Unsent, |state| state.status);
            earlier.push(Earlier {
                request: id.0.clone(),
                working_days_ago: calendar.between(day, self.today, self.holidays),
                open: matches!(status, Status::AwaitingResponse | Status::AwaitingClarification),
                questions: other.questions.to_vec(),
            });
        }
        Ok(earlier)
    }
}

/// The web form of a body whose entry has a form and no address.
fn web_form_only(authority: Option<&Authority>) -> Option<&str> {
    authority.filter(|one| one.email.is_none())?.web_form.as_deref()
}

/// Whether she has said yes to the address that the letter goes to: by the register, or because
/// an earlier letter of the request went there. What the register does not have, nobody vouches for.
fn is_agreed(authority: Option<&Authority>, letter: &Letter, of_request: &[LetterOutline]) -> bool {
    let went_there = of_request.iter().any(|earlier| {
        earlier.id != letter.id
            && earlier.state == LetterState::Accepted
            && earlier.to_address.eq_ignore_ascii_case(&letter.to_address)
    });
    went_there || authority.is_some_and(Authority::is_verified)
}

fn hashes(library: &Library) -> HashMap<String, String> {
    library
        .names()
        .filter_map(|(name, _)| Some((name.to_owned(), library.get(name).ok()?.hash)))
        .collect()
}

/// For each address of the run, the authorities in law that are written to there.
fn inboxes(
    outlines: &[LetterOutline],
    run: &[LetterId],
    requests: &BTreeMap<RequestId, Request>,
    register: &Register,
) -> HashMap<String, Vec<(AuthorityId, String)>> {
    let by_id: HashMap<LetterId, &LetterOutline> =
        outlines.iter().map(|outline| (outline.id, outline)).collect();
    let mut inboxes: HashMap<String, Vec<(AuthorityId, String)>> = HashMap::new();
    for outline in run.iter().filter_map(|id| by_id.get(id)) {
        let Some(request) = requests.get(&outline.request) else { continue };
        let legal = register.legal_authority(&request.authority);
        let there = inboxes.entry(outline.to_address.to_lowercase()).or_default();
        if !there.iter().any(|(other, _)| *other == legal) {
            there.push((legal, request.authority_name.clone()));
        }
    }
    inboxes
}
