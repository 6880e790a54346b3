//! Drafting for the first time: one letter for each chosen authority that the campaign has not asked,
//! and why the others get none.

use std::collections::{HashMap, HashSet};

use super::again::{Given, Group};
use super::left_out::{self, LeftOut, Reason};
use super::many::Job;
use super::{Order, make};
use crate::casework::{Desk, Result};
use crate::letter::{LetterState, Template};
use crate::request::{Authority, AuthorityId, CampaignId, Register, RequestId};

/// The letters to authorities that the campaign has not asked, as one group.
pub(super) fn find<'a>(
    desk: &Desk,
    register: &'a Register,
    campaign: &CampaignId,
    template: &Template,
    order: &Order,
    seed: &mut dyn FnMut() -> [u8; 8],
) -> Result<(Vec<Group<'a>>, Vec<LeftOut>)> {
    let asked = asked(desk, campaign)?;
    let (recipients, left_out) = recipients(register, template, order, &asked);
    let mut taken = desk.store.tokens()?;
    let jobs = recipients
        .into_iter()
        .map(|authority| Job {
            authority,
            request: RequestId::new(campaign, &authority.id, 1),
            token: make::unused_token(&mut taken, seed),
            earlier: 0,
        })
        .collect();
    let given = Given {
        set: order.set.clone(),
        values: order.given.clone(),
        environmental: order.environmental,
        attach: order.attach.clone().unwrap_or_default(),
    };
    Ok((vec![(given, jobs)], left_out))
}

/// How many of those left out were asked by a letter that has not gone.
pub(super) fn waiting(desk: &Desk, campaign: &CampaignId, left_out: &[LeftOut]) -> Result<usize> {
    let asked = |left: &&LeftOut| matches!(left.because, Reason::AlreadyAsked(_));
    if !left_out.iter().any(|left| asked(&left)) {
        return Ok(0);
    }
    let outlines = desk.store.outlines_of_campaign(Some(campaign))?;
    let of = |counts: fn(LetterState) -> bool| -> HashSet<&RequestId> {
        outlines.iter().filter(|one| counts(one.state)).map(|one| &one.request).collect()
    };
    let gone = of(LetterState::may_have_gone);
    let waiting = of(|state| state != LetterState::Cancelled);
    let waits = |left: &&LeftOut| match &left.because {
        Reason::AlreadyAsked(request) => !gone.contains(request) && waiting.contains(request),
        _ => false,
    };
    Ok(left_out.iter().filter(waits).count())
}

/// The authorities asked in the campaign, with their request; a request whose only letters were
/// cancelled counts as asked too, since its id is taken.
fn asked(desk: &Desk, campaign: &CampaignId) -> Result<HashMap<AuthorityId, RequestId>> {
    let requests = desk.store.requests_of(campaign)?;
    Ok(requests.into_iter().map(|request| (request.authority, request.id)).collect())
}

/// Whom to write to, and who is left out.
fn recipients<'a>(
    register: &'a Register,
    template: &Template,
    order: &Order,
    asked: &HashMap<AuthorityId, RequestId>,
) -> (Vec<&'a Authority>, Vec<LeftOut>) {
    let mut recipients: Vec<&Authority> = Vec::new();
    let mut left_out = Vec::new();
    let mut written_for: HashMap<AuthorityId, &AuthorityId> = HashMap::new();
    for chosen in order.chosen.iter().filter_map(|id| register.get(id)) {
        let legal = register.legal_authority(&chosen.id);
        // A trust without an address is written to at its school.
        let recipient = register.get(&legal).filter(|one| one.email.is_some()).unwrap_or(chosen);
        let same = written_for.get(&legal).copied();
        let reason = match same {
            Some(through) if *through == chosen.id => continue,
            Some(through) => Some(Reason::SameAuthority { through: through.clone() }),
            None => match asked.get(&recipient.id).or_else(|| asked.get(&chosen.id)) {
                Some(request) => Some(Reason::AlreadyAsked(request.clone())),
                None => left_out::reason(chosen, recipient, template, order.on_purpose),
            },
        };
        match reason {
            Some(because) => left_out.push(LeftOut::new(chosen, because)),
            None => {
                written_for.insert(legal, &recipient.id);
                recipients.push(recipient);
            }
        }
    }
    (recipients, left_out)
}
