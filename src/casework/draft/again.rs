//! Drafting again: letters that have not gone are cancelled and made anew, from the template, identity
//! and register as they are now. Who was written to, or may have been, is never written to by this;
//! the request, its token and what was cancelled stay. What she cancelled herself stays so unless she
//! names it. A new letter has a Message-ID of its own.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::left_out::{self, LeftOut, Reason};
use super::many::Job;
use super::{Basis, Order};
use crate::casework::send::settle;
use crate::casework::{Desk, Result, cancel};
use crate::law::Regime;
use crate::letter::{LetterKind, LetterState, Template, Token};
use crate::request::{Authority, AuthorityId, CampaignId, Register, RequestId, Status};
use crate::store::{Change, LetterOutline, Request};

/// Why the letters before are cancelled.
const BECAUSE: &str = "drafted again";

/// What letters drafted together have in common, as it was given.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given {
    /// The named set of values.
    pub set: Option<String>,
    /// The values.
    pub values: BTreeMap<String, toml::Value>,
    /// Whether the information is environmental.
    pub environmental: bool,
    /// The files that she named.
    pub attach: Vec<PathBuf>,
}

/// Letters that were given the same.
pub(super) type Group<'a> = (Given, Vec<Job<'a>>);

/// The letters to be made anew.
#[derive(Debug, Default)]
pub(super) struct Again<'a> {
    /// The letters.
    pub groups: Vec<Group<'a>>,
    /// Those that get none.
    pub left_out: Vec<LeftOut>,
    /// For each request, its letters that are cancelled.
    pub replaced: HashMap<RequestId, Vec<LetterOutline>>,
    /// Whether nothing of the campaign has gone: its questions may then change.
    pub nothing_gone: bool,
}

/// Finds the requests of a campaign whose first letter has not gone, among the authorities chosen.
pub(super) fn find<'a>(
    desk: &Desk,
    register: &'a Register,
    campaign: &CampaignId,
    template: &Template,
    order: &Order,
) -> Result<Again<'a>> {
    let mut letters: HashMap<RequestId, Vec<LetterOutline>> = HashMap::new();
    for outline in desk.store.outlines_of_campaign(Some(campaign))? {
        letters.entry(outline.request.clone()).or_default().push(outline);
    }
    let gone = |one: &LetterOutline| one.state.may_have_gone();
    let mut again =
        Again { nothing_gone: !letters.values().flatten().any(gone), ..Again::default() };
    let chosen: HashSet<AuthorityId> =
        order.chosen.iter().map(|id| register.legal_authority(id)).collect();
    let failed = desk.store.addresses_that_failed()?;
    let mut asked = HashSet::new();
    for request in desk.store.requests_of(campaign)? {
        let known = register.get(&request.authority);
        let legal = register.legal_authority(&request.authority);
        let is_chosen = chosen.contains(&legal);
        asked.insert(legal);
        if !is_chosen && (known.is_some() || order.on_purpose) {
            continue;
        }
        let own = letters.remove(&request.id).unwrap_or_default();
        let case = Case { desk, request: &request, letters: &own, on_purpose: order.on_purpose };
        match case.judge(known, template, &failed)? {
            Err(because) => again.left_out.push(LeftOut {
                authority: request.authority.clone(),
                name: request.authority_name.clone(),
                because,
            }),
            Ok((authority, token)) => {
                let given = given(desk, order, template, &request, own.last())?;
                let job = Job { authority, request: request.id.clone(), token, earlier: own.len() };
                again.add(given, job);
                again.replaced.insert(request.id, own.into_iter().filter(is_replaced).collect());
            }
        }
    }
    if order.on_purpose {
        let of_order = order.chosen.iter().filter_map(|id| register.get(id));
        let not_asked = of_order.filter(|one| !asked.contains(&register.legal_authority(&one.id)));
        again.left_out.extend(not_asked.map(|one| LeftOut::new(one, Reason::NotAsked)));
    }
    Ok(again)
}

impl<'a> Again<'a> {
    fn add(&mut self, given: Given, job: Job<'a>) {
        match self.groups.iter_mut().find(|(known, _)| *known == given) {
            Some((_, jobs)) => jobs.push(job),
            None => self.groups.push((given, vec![job])),
        }
    }

    /// Cancels what stood in a new letter's place. Says how many.
    pub fn make_room(
        &self,
        change: &Change<'_>,
        request: &RequestId,
        now: DateTime<Utc>,
    ) -> Result<usize> {
        let replaced = self.replaced.get(request).map_or(&[][..], Vec::as_slice);
        for outline in replaced {
            cancel::give_up(change, outline, BECAUSE, now)?;
        }
        Ok(replaced.len())
    }
}

/// A first letter that a new one takes the place of. One that came back stays as it is: it went.
fn is_replaced(letter: &LetterOutline) -> bool {
    letter.kind == LetterKind::Request && letter.state.may_become(LetterState::Cancelled)
}

/// A request and its letters.
struct Case<'d> {
    desk: &'d Desk,
    request: &'d Request,
    letters: &'d [LetterOutline],
    /// Whether she named its authority, and not all.
    on_purpose: bool,
}

impl Case<'_> {
    /// Whom a new letter goes to and its token, or why there is none.
    fn judge<'a>(
        &self,
        known: Option<&'a Authority>,
        template: &Template,
        failed: &HashSet<String>,
    ) -> Result<Result<(&'a Authority, Token), Reason>> {
        let of_kind = || self.letters.iter().filter(|one| one.kind == LetterKind::Request);
        let gone = of_kind().map(|one| one.state.found());
        if let Some(state) = gone.into_iter().find(|state| stands_in_the_way(*state)) {
            return Ok(Err(match self.is_only_written()? {
                true => Reason::OnlyWritten(self.request.id.clone()),
                false => Reason::HasGone(state),
            }));
        }
        if !self.on_purpose && self.is_cancelled()? {
            return Ok(Err(Reason::Cancelled(self.request.id.clone())));
        }
        let status = self.desk.store.state(&self.request.id)?.map(|state| state.status);
        if !matches!(status, Some(Status::Unsent | Status::Undelivered)) {
            let given_up = status == Some(Status::Withdrawn);
            let gone = Reason::HasGone(LetterState::Accepted);
            return Ok(Err(if given_up { Reason::GivenUp } else { gone }));
        }
        let Some(authority) = known else { return Ok(Err(Reason::NotInRegister)) };
        if let Some(reason) = left_out::reason(authority, authority, template, true) {
            return Ok(Err(reason));
        }
        let address = authority.email.clone().unwrap_or_default();
        if failed.contains(&address.to_lowercase()) {
            return Ok(Err(Reason::AddressFailed(address)));
        }
        for letter in of_kind().filter(|one| is_replaced(one)) {
            if basis(self.desk, letter)?.is_some_and(|basis| basis.shared.edited) {
                return Ok(Err(Reason::Edited(self.request.id.clone())));
            }
        }
        let token = self.request.token.as_deref().and_then(Token::read);
        Ok(token.map(|token| (authority, token)).ok_or(Reason::HasGone(LetterState::Accepted)))
    }

    /// Whether its letter was written to a folder and handed to no server.
    fn is_only_written(&self) -> Result<bool> {
        for letter in self.letters.iter().filter(|one| stands_in_the_way(one.state.found())) {
            if !settle::is_only_written(self.desk, letter)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether she cancelled its letter: drafting again puts another into the place of what it cancels.
    fn is_cancelled(&self) -> Result<bool> {
        let mut first = self.letters.iter().filter(|one| one.kind == LetterKind::Request);
        let all = first.clone().all(|one| one.state == LetterState::Cancelled);
        let last = first.next_back().filter(|_| all);
        Ok(last.map(|last| cancel::is_by_her(self.desk, last)).transpose()?.unwrap_or(false))
    }
}

/// Whether a letter that stands so keeps its request from getting another: it arrived, or may have. A
/// letter that came back did not arrive.
fn stands_in_the_way(state: LetterState) -> bool {
    state.may_have_gone() && state != LetterState::Bounced
}

fn basis(desk: &Desk, letter: &LetterOutline) -> Result<Option<Basis>> {
    let letter = desk.store.letter(letter.id)?;
    Ok(letter.and_then(|letter| Basis::read(&letter.basis).ok()))
}

/// What the new letter is given: what she says now, else what the last one was given.
fn given(
    desk: &Desk,
    order: &Order,
    template: &Template,
    request: &Request,
    last: Option<&LetterOutline>,
) -> Result<Given> {
    let environmental = order.environmental || matches!(request.regime, Regime::Eir | Regime::Eisr);
    let before = last.map(|letter| basis(desk, letter)).transpose()?.flatten();
    let (set, values, attached) = match before {
        Some(basis) => (basis.shared.set, basis.shared.given, basis.shared.attached),
        None => Default::default(),
    };
    let mut values: BTreeMap<String, toml::Value> =
        serde_json::from_value(values).unwrap_or_default();
    // A variable that the template no longer has needs no value.
    values.retain(|name, _| template.variables.contains_key(name));
    values.extend(order.given.iter().map(|(name, value)| (name.clone(), value.clone())));
    let hers = attached.into_iter().filter(|file| file.named_by_her);
    let attach = match &order.attach {
        Some(files) => files.clone(),
        None => hers.map(|file| desk.root.join(file.path)).collect(),
    };
    Ok(Given { set: order.set.clone().or(set), values, environmental, attach })
}
