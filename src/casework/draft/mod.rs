//! Drafting: one letter for each chosen authority, and why some get none. [`plan`] says who gets one
//! and makes the first; [`Plan::write`] makes all and puts them on the desk, `ready` for `foi send`,
//! all of them or none; [`Plan::try_out`] makes all and writes nothing.
//!
//! A second draft of the same campaign adds only authorities not asked before; a draft *again* makes
//! anew what has not gone. Academies of one trust are one authority in law and get one letter (FOIA
//! Sch.1 para 52A).

mod again;
mod anew;
mod basis;
mod left_out;
mod make;
mod many;
mod seal;

pub use basis::{Basis, Own, Shared};
pub use left_out::{LeftOut, Reason, left_out_by_default};
pub use make::{Draft, Maker, Outline};
pub use seal::{Sealer, Unsealed};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use self::again::{Again, Given};
use self::many::Job;
use super::enclosures::{Attached, Files};
use super::send::desk_lock::DeskLock;
use super::{Desk, Error, Result, cancel};
use crate::law::london;
use crate::letter::{LetterKind, Question, Template};
use crate::request::{AuthorityId, CampaignId, Register, Trust, id};
use crate::store::{Campaign, Request};
use crate::words::{count, nearest};

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
    /// Files to go with every letter, beside those of the template; `None` where she says nothing.
    pub attach: Option<Vec<PathBuf>>,
    /// Whether the letters of the campaign that have not gone are to be made anew.
    pub again: bool,
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
    /// How many letters that have not gone are cancelled for those of this draft.
    pub replaced: usize,
    /// How many of those left out were asked by a letter that has not gone.
    pub waiting: usize,
    batches: Vec<Batch<'a>>,
    again: Option<Again<'a>>,
    /// Nobody sends while letters are drafted again.
    _lock: Option<DeskLock>,
}

/// Letters that were given the same values, the first of them made.
#[derive(Debug)]
struct Batch<'a> {
    maker: Maker,
    jobs: Vec<Job<'a>>,
    first: Draft,
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
    if order.again && existing.is_none() {
        return Err(no_such_campaign(desk, &id)?);
    }
    let template = template(desk, order, existing.as_ref())?;
    known_values(&template, order)?;
    let _lock = order.again.then(|| cancel::hold(desk)).transpose()?;
    let mut again =
        order.again.then(|| again::find(desk, register, &id, &template, order)).transpose()?;
    let (groups, left_out) = match &mut again {
        Some(again) => (std::mem::take(&mut again.groups), std::mem::take(&mut again.left_out)),
        None => anew::find(desk, register, &id, &template, order, seed)?,
    };
    let title = order.title.clone().or_else(|| existing.as_ref().map(|one| one.title.clone()));
    let maker = Maker {
        campaign: id.clone(),
        requester: desk.settings.identity.requester()?,
        identity: desk.settings.identity.clone(),
        title: title.unwrap_or_else(|| template.title.clone()),
        template,
        set: None,
        given: BTreeMap::new(),
        environmental: false,
        files: Files::default(),
        today: london::date(now),
    };
    let batches: Vec<Batch<'a>> = groups
        .into_iter()
        .filter(|(_, jobs)| !jobs.is_empty())
        .map(|(given, jobs)| {
            let files = Files::read(desk, &maker.template, &given.attach)?;
            let Given { set, values, environmental, .. } = given;
            Batch::of(Maker { set, given: values, environmental, files, ..maker.clone() }, jobs)
        })
        .collect::<Result<_>>()?;
    let jobs = || batches.iter().flat_map(|batch| &batch.jobs);
    let is_new = existing.is_none();
    let questions = batches.first().map(|batch| batch.first.questions.to_vec());
    let mut campaign = existing.unwrap_or_else(|| Campaign {
        id,
        title: maker.title.clone(),
        template: Some(maker.template.name.clone()),
        questions: questions.clone().unwrap_or_default(),
        adopted: false,
        created_at: now,
    });
    if let (Some(questions), true) = (questions, again.as_ref().is_some_and(|one| one.nothing_gone))
    {
        (campaign.questions, campaign.title) = (questions, maker.title.clone());
    }
    Ok(Plan {
        is_new,
        unverified: jobs().filter(|job| job.authority.trust() == Trust::Unverified).count(),
        replaced: again.as_ref().map_or(0, |again| again.replaced.values().map(Vec::len).sum()),
        waiting: if order.again { 0 } else { anew::waiting(desk, &campaign.id, &left_out)? },
        campaign,
        left_out,
        batches,
        again,
        _lock,
    })
}

impl<'a> Batch<'a> {
    fn of(maker: Maker, jobs: Vec<Job<'a>>) -> Result<Self> {
        let mut bench = maker.bench();
        if let Err(error) = &bench.press {
            // It is the same for all letters: no authority is to blame.
            return Err(Error::usage(error.to_string()).hint("nothing was written"));
        }
        let first = maker.make(&mut bench, &jobs[0])?;
        Ok(Batch { maker, jobs, first })
    }
}

impl Plan<'_> {
    /// The files that go with the letters, or with some of them.
    pub fn attached(&self) -> impl Iterator<Item = &Attached> {
        self.batches.iter().flat_map(|batch| &batch.maker.files.attached)
    }

    /// Makes every letter and writes none. Returns what they are.
    pub fn try_out(&self) -> Result<Vec<Outline>> {
        let mut made = Vec::new();
        for batch in &self.batches {
            let outline = || Ok(|draft: Draft| Ok(draft.outline));
            many::make_all(&batch.maker, &batch.jobs, outline, &mut |outline| {
                made.push(outline);
                Ok(())
            })?;
        }
        Ok(made)
    }

    /// Puts the letters on the desk in one change: all of them, or none where one cannot be made.
    /// Returns what they are.
    pub fn write(&self, desk: &Desk, now: DateTime<Utc>) -> Result<Vec<Outline>> {
        if self.batches.is_empty() {
            return Ok(Vec::new());
        }
        let letters = self.batches.iter().map(|batch| batch.jobs.len()).sum::<usize>();
        let change = desk.store.change_drafting(letters, &self.sentence(letters), now)?;
        if self.is_new {
            change.add_campaign(&self.campaign)?;
        } else if self.again.as_ref().is_some_and(|again| again.nothing_gone) {
            change.renew_campaign(&self.campaign)?;
        }
        if let Some(template) = &self.campaign.template {
            desk.keep_template(&change, template)?;
        }
        let mut made = Vec::new();
        for batch in &self.batches {
            let first = &batch.first.letter;
            let pattern = change.add_pattern(&first.body, &first.eml)?;
            let packer = || {
                let mut packer = pattern.packer()?;
                Ok(move |draft: Draft| {
                    let Draft { outline, questions, letter } = draft;
                    Ok((outline, questions, packer.letter(letter)?))
                })
            };
            many::make_all(&batch.maker, &batch.jobs, packer, &mut |(
                outline,
                questions,
                letter,
            )| {
                let request = self.request(&outline, questions, now);
                match &self.again {
                    Some(again) => {
                        again.make_room(&change, &request.id, now)?;
                        change.renew_request(&request)?;
                    }
                    None => change.add_request(&request)?,
                }
                change.add_packed_letter(&letter)?;
                made.push(outline);
                Ok(())
            })?;
        }
        change.commit()?;
        Ok(made)
    }

    fn sentence(&self, n: usize) -> String {
        let letters = count(n, "letter", "letters");
        let again = match self.again {
            Some(_) => format!(" again, {} cancelled", self.replaced),
            None => String::new(),
        };
        format!("drafted {letters} of {}{again}", self.campaign.id)
    }

    fn request(
        &self,
        outline: &Outline,
        questions: Arc<[Question]>,
        now: DateTime<Utc>,
    ) -> Request {
        Request {
            id: outline.request.clone(),
            campaign: self.campaign.id.clone(),
            authority: outline.authority.clone(),
            authority_name: outline.authority_name.clone(),
            regime: outline.regime,
            token: Some(outline.token.to_string()),
            subject: outline.subject.clone(),
            questions,
            created_at: now,
        }
    }
}

/// A value she gives has to be one that the template knows.
fn known_values(template: &Template, order: &Order) -> Result<()> {
    let known = || template.variables.keys().map(String::as_str);
    let Some(name) = order.given.keys().find(|name| !template.variables.contains_key(*name)) else {
        return Ok(());
    };
    let error = Error::usage(format!("template `{}` has no value `{name}`", template.name));
    let error = match nearest(name, known()) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error,
    };
    Err(match template.variables.is_empty() {
        true => error.hint("it has none: every letter of it says the same"),
        false => error.hint(format!("it has {}", known().collect::<Vec<_>>().join(", "))),
    })
}

fn no_such_campaign(desk: &Desk, id: &CampaignId) -> Result<Error> {
    let campaigns = desk.store.campaigns()?;
    let error = Error::usage(format!("there is no campaign `{id}` to draft again"));
    Ok(match nearest(id.as_str(), campaigns.iter().map(|one| one.id.as_str())) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error.hint("without --again its letters are drafted for the first time"),
    })
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
