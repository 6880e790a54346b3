//! Drafting: one letter for each chosen authority, and why some get none. [`plan`] says who gets one
//! and makes the first; [`Plan::write`] makes all and puts them on the desk, `ready` for `foi send`,
//! all of them or none; [`Plan::try_out`] makes all and writes nothing.
//!
//! A second draft of the same campaign adds only authorities not asked before. Academies of one
//! trust are one authority in law and get one letter (FOIA Sch.1 para 52A).

mod basis;
mod left_out;
mod make;
mod many;

pub use basis::Basis;
pub use left_out::{LeftOut, Reason, left_out_by_default};
pub use make::{Draft, Maker, Outline, seal};

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use self::many::Job;
use super::{Desk, Error, Result};
use crate::law::london;
use crate::letter::{LetterKind, Template};
use crate::request::{Authority, AuthorityId, CampaignId, Register, RequestId, Trust, id};
use crate::store::{Campaign, Request};

/// What she asked for.
#[derive(Debug, Clone)]
pub struct Order {
    /// The campaign's name as she typed it.
    pub campaign: String,
    /// Its title, if not the template's.
    pub title: Option<String>,
    /// The template's name; for a campaign that exists it may be left out.
    pub template: Option<String>,
    /// The authorities chosen, in order.
    pub chosen: Vec<AuthorityId>,
    /// Whether they were chosen by kind, tag or name, and not by `all`: bodies that campaigns leave
    /// out by default are written to only on purpose.
    pub on_purpose: bool,
    /// The named set of values.
    pub set: Option<String>,
    /// Values given.
    pub given: BTreeMap<String, toml::Value>,
    /// Whether the information is environmental: the Regulations then apply.
    pub environmental: bool,
}

/// A draft about to be made.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The campaign.
    pub campaign: Campaign,
    /// Whether the campaign is new.
    pub is_new: bool,
    /// Those left out, in the order chosen.
    pub left_out: Vec<LeftOut>,
    /// How many of the letters go to an address that waits for her yes.
    pub unverified: usize,
    maker: Maker,
    jobs: Vec<Job<'a>>,
    first: Option<Draft>,
}

/// Plans the letters. `register` is the desk's; `seed` gives random bytes for tokens.
pub fn plan<'a>(
    desk: &Desk,
    register: &'a Register,
    order: &Order,
    now: DateTime<Utc>,
    seed: &mut dyn FnMut() -> [u8; 8],
) -> Result<Plan<'a>> {
    let id = campaign_id(&order.campaign)?;
    let existing = desk.store.campaign(&id)?;
    let template = template(desk, order, existing.as_ref())?;
    let asked = asked(desk, &id)?;
    let (recipients, left_out) = recipients(register, &template, order, &asked);
    let maker = Maker {
        campaign: id.clone(),
        requester: desk.settings.identity.requester()?,
        identity: desk.settings.identity.clone(),
        title: order.title.clone().unwrap_or_else(|| template.title.clone()),
        template,
        set: order.set.clone(),
        given: order.given.clone(),
        environmental: order.environmental,
        today: london::date(now),
    };
    let unverified = recipients.iter().filter(|one| one.trust() == Trust::Unverified).count();
    let mut taken = desk.store.tokens()?;
    let with_token = |one| (one, make::unused_token(&mut taken, seed));
    let jobs: Vec<Job<'a>> = recipients.into_iter().map(with_token).collect();
    let first = jobs.first().map(|(one, token)| maker.make(&mut maker.press(), one, token));
    let first = first.transpose()?;
    let is_new = existing.is_none();
    let questions = || first.as_ref().map(|draft| draft.questions.to_vec());
    let campaign = existing.unwrap_or_else(|| Campaign {
        id,
        title: maker.title.clone(),
        template: Some(maker.template.name.clone()),
        questions: questions().unwrap_or_default(),
        adopted: false,
        created_at: now,
    });
    Ok(Plan { campaign, is_new, left_out, unverified, maker, jobs, first })
}

impl Plan<'_> {
    /// Makes every letter and writes none. Returns what they are.
    pub fn try_out(&self) -> Result<Vec<Outline>> {
        let mut made = Vec::with_capacity(self.jobs.len());
        many::make_all(&self.maker, &self.jobs, &mut |draft| {
            made.push(draft.outline);
            Ok(())
        })?;
        Ok(made)
    }

    /// Puts the letters on the desk in one change: all of them, or none where one cannot be made.
    /// Returns what they are.
    pub fn write(&self, desk: &Desk, now: DateTime<Utc>) -> Result<Vec<Outline>> {
        let Some(first) = &self.first else { return Ok(Vec::new()) };
        let letters = if self.jobs.len() == 1 { "letter" } else { "letters" };
        let sentence = format!("drafted {} {letters} of {}", self.jobs.len(), self.campaign.id);
        let change = desk.store.change(&sentence, now)?;
        if self.is_new {
            change.add_campaign(&self.campaign)?;
        }
        if let Some(template) = &self.campaign.template {
            desk.keep_template(&change, template)?;
        }
        let mut packer = change.add_pattern(&first.letter.body, &first.letter.eml)?;
        let mut made = Vec::with_capacity(self.jobs.len());
        many::make_all(&self.maker, &self.jobs, &mut |draft| {
            change.add_request(&self.request(&draft, now))?;
            change.add_letter_packed(&draft.letter, &mut packer)?;
            made.push(draft.outline);
            Ok(())
        })?;
        change.commit()?;
        Ok(made)
    }

    fn request(&self, draft: &Draft, now: DateTime<Utc>) -> Request {
        let outline = &draft.outline;
        Request {
            id: outline.request.clone(),
            campaign: self.campaign.id.clone(),
            authority: outline.authority.clone(),
            authority_name: outline.authority_name.clone(),
            regime: outline.regime,
            token: Some(outline.token.to_string()),
            subject: outline.subject.clone(),
            questions: Arc::clone(&draft.questions),
            created_at: now,
        }
    }
}

fn campaign_id(typed: &str) -> Result<CampaignId> {
    let slug = id::slug(typed);
    if slug.is_empty() {
        return Err(Error::usage(format!("`{typed}` cannot name a campaign"))
            .hint("use letters and digits, for example `social-media-2026`"));
    }
    Ok(CampaignId(slug))
}

fn template(desk: &Desk, order: &Order, existing: Option<&Campaign>) -> Result<Template> {
    let name = match (order.template.as_deref(), existing) {
        (None, None) => {
            return Err(Error::usage("a new campaign needs a template")
                .hint("add `--template NAME`; `foi template list` shows those there are"));
        }
        (None, Some(campaign)) => campaign.template.as_deref().ok_or_else(|| {
            Error::usage(format!("campaign `{}` was adopted and has no template", campaign.id))
                .hint("draft under another campaign's name")
        })?,
        (Some(name), existing) => {
            if let Some(campaign) = existing.filter(|one| one.template.as_deref() != Some(name)) {
                let kept = campaign.template.as_deref().unwrap_or("no template");
                return Err(Error::guard(format!(
                    "campaign `{}` uses {kept}, not {name}",
                    campaign.id
                ))
                .hint("one campaign is one set of questions: choose another name for this one"));
            }
            name
        }
    };
    let template = desk.library()?.get(name)?;
    if template.kind != LetterKind::Request {
        return Err(Error::usage(format!(
            "template `{name}` makes a {}, not a request",
            template.kind
        )));
    }
    Ok(template)
}

/// The authorities asked in the campaign, with their request; a request whose only letters were
/// cancelled counts as asked too, since its id is taken.
fn asked(desk: &Desk, campaign: &CampaignId) -> Result<BTreeMap<AuthorityId, RequestId>> {
    let requests = desk.store.requests_of(campaign)?;
    Ok(requests.into_iter().map(|request| (request.authority, request.id)).collect())
}

/// Whom to write to, and who is left out.
fn recipients<'a>(
    register: &'a Register,
    template: &Template,
    order: &Order,
    asked: &BTreeMap<AuthorityId, RequestId>,
) -> (Vec<&'a Authority>, Vec<LeftOut>) {
    let mut recipients: Vec<&Authority> = Vec::new();
    let mut left_out = Vec::new();
    let mut written_for: BTreeMap<AuthorityId, AuthorityId> = BTreeMap::new();
    for chosen in order.chosen.iter().filter_map(|id| register.get(id)) {
        let legal = register.legal_authority(&chosen.id);
        // A trust without an address is written to at its school.
        let recipient = register.get(&legal).filter(|one| one.email.is_some()).unwrap_or(chosen);
        let same = written_for.get(&legal).cloned();
        let reason = match same {
            Some(through) if through == chosen.id => continue,
            Some(through) => Some(Reason::SameAuthority { through }),
            None => left_out::reason(chosen, recipient, template, order, asked),
        };
        match reason {
            Some(because) => left_out.push(LeftOut::new(chosen, because)),
            None => {
                written_for.insert(legal, recipient.id.clone());
                recipients.push(recipient);
            }
        }
    }
    (recipients, left_out)
}
