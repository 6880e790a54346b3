//! What speaks against sending: gathers what the desk knows of each letter and its authority and
//! asks [`crate::letter::check`]. Guards stop a run, warnings are listed.

mod changes;
mod inboxes;

pub use changes::{Current, basis, redraft};

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use self::inboxes::Inboxes;
use super::account::Account;
use super::draft::left_out_by_default;
use super::{Desk, Result};
use crate::law::{Calendar, Holidays, london};
use crate::letter::check::{self, Check, Earlier, Facts, Finding, Judged, Largest, Severity};
use crate::letter::{LetterKind, LetterState, Question};
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

/// Checks letters that are about to go by that account, or into a folder; only those with findings are given back. One letter's text
/// is in memory at a time.
pub fn before_sending(
    desk: &Desk,
    letters: &[LetterId],
    account: Option<&Account>,
    now: DateTime<Utc>,
) -> Result<Vec<Checked>> {
    let register = desk.register()?;
    let known =
        Known { largest: largest(account), ..Known::gather(desk, &register, letters, now)? };
    let mut all = Vec::new();
    for id in letters {
        let Some(letter) = desk.store.letter(*id)? else { continue };
        let Some(request) = known.requests.get(&letter.request) else { continue };
        let findings = known.findings(&letter, request)?;
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

/// The findings of a run, one entry a check and remedy, guards first. What has changed is told once a
/// change: the difference is what she has to see.
pub fn told(all: &[Checked]) -> Vec<Told> {
    let mut by_check: BTreeMap<(Severity, Check, &str, &str), Told> = BTreeMap::new();
    for checked in all {
        for finding in &checked.findings {
            let change = if finding.check == Check::Changed { finding.what.as_str() } else { "" };
            let sort = (finding.severity, finding.check, change, finding.remedy.as_str());
            let told = by_check.entry(sort).or_insert_with(|| Told {
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
struct Known<'a> {
    desk: &'a Desk,
    register: &'a Register,
    current: Current<'a>,
    requests: BTreeMap<RequestId, Request>,
    letters: HashMap<RequestId, Vec<LetterOutline>>,
    by_legal: HashMap<AuthorityId, Vec<RequestId>>,
    inboxes: Inboxes,
    /// What was found in questions, by where they lie: requests share them.
    judged: HashMap<*const Question, Judged>,
    returned: HashSet<String>,
    largest: Largest,
    holidays: &'static Holidays,
    today: NaiveDate,
}

impl<'a> Known<'a> {
    fn gather(
        desk: &'a Desk,
        register: &'a Register,
        run: &[LetterId],
        now: DateTime<Utc>,
    ) -> Result<Self> {
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
        let inboxes = inboxes(&outlines, run, &requests, register);
        let mut letters: HashMap<RequestId, Vec<LetterOutline>> = HashMap::new();
        for outline in outlines {
            letters.entry(outline.request.clone()).or_default().push(outline);
        }
        Ok(Known {
            letters,
            inboxes,
            judged,
            current: Current::read(desk, register)?,
            returned: desk.store.addresses_that_failed()?,
            largest: Largest::default(),
            desk,
            register,
            requests,
            by_legal,
            holidays: Holidays::shipped(),
            today: london::date(now),
        })
    }

    fn findings(&self, letter: &Letter, request: &Request) -> Result<Vec<Finding>> {
        let identity = &self.desk.settings.identity;
        let entry = self.register.get(&request.authority);
        let basis = basis(letter);
        let changed = basis.as_ref().map(|basis| self.current.changes(basis)).unwrap_or_default();
        let redraft = redraft(letter, basis.as_ref());
        let legal = self.register.legal_authority(&request.authority);
        let (same_inbox, more_there) = self.inboxes.others(&letter.to_address, &legal);
        let earlier = match letter.kind {
            LetterKind::Request => self.earlier(request, &legal)?,
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
            bytes: letter.size(),
            largest: self.largest,
            verified: is_agreed(entry, letter, self.letters_of(&request.id)),
            source: entry.and_then(|one| one.source.as_deref()),
            bounced_before: self.returned.contains(&letter.to_address.to_lowercase()),
            web_form_only: web_form_only(entry).filter(|_| letter.kind == LetterKind::Request),
            changed: &changed,
            redraft: &redraft,
            same_inbox: &same_inbox,
            more_there,
            earlier: &earlier,
            left_out_by_default: entry.and_then(left_out_by_default),
        }))
    }

    fn letters_of(&self, request: &RequestId) -> &[LetterOutline] {
        self.letters.get(request).map_or(&[], Vec::as_slice)
    }

    /// Her other requests to the same authority in law that went, or may have.
    fn earlier(&self, request: &Request, legal: &AuthorityId) -> Result<Vec<Earlier>> {
        let calendar = Calendar::of(request.regime);
        let mut earlier = Vec::new();
        for id in self.by_legal.get(legal).into_iter().flatten().filter(|id| **id != request.id) {
            let first = self.letters_of(id).iter().filter(|one| one.kind == LetterKind::Request);
            let sent_on = first.filter_map(|one| one.sent_at).map(london::date).min();
            let (Some(other), Some(day)) = (self.requests.get(id), sent_on) else { continue };
            let status = self.desk.store.state(id)?.map_or(Status::Unsent, |state| state.status);
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

/// The largest letter that an account's provider takes, where that is known of it.
fn largest(account: Option<&Account>) -> Largest {
    let standard = Largest::default();
    account.map_or(standard, |account| Largest {
        megabytes: account.megabytes,
        is_known: account.provider.id != "generic" || account.megabytes != standard.megabytes,
    })
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

/// For each address of the run, the authorities in law that are written to there.
fn inboxes(
    outlines: &[LetterOutline],
    run: &[LetterId],
    requests: &BTreeMap<RequestId, Request>,
    register: &Register,
) -> Inboxes {
    let by_id: HashMap<LetterId, &LetterOutline> =
        outlines.iter().map(|outline| (outline.id, outline)).collect();
    let mut inboxes = Inboxes::default();
    for outline in run.iter().filter_map(|id| by_id.get(id)) {
        let Some(request) = requests.get(&outline.request) else { continue };
        let legal = register.legal_authority(&request.authority);
        inboxes.note(&outline.to_address, legal, &request.authority_name);
    }
    inboxes
}
