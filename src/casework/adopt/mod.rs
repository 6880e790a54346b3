//! Adopting: requests made out of letters that she sent with her own mail program. The recipient is
//! found in the register or added from the mail, the questions come from the numbered text, and
//! what she sent later in a thread (reminders, requests for review) is attached to its request.
//! Mail that is not from her is only used to follow threads.

mod letter;
mod mark;
pub(super) mod purpose;
mod recipient;
mod sent;

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::{Desk, Error, Result, mail};
use crate::letter::LetterKind;
use crate::mailbox;
use crate::reading::matching::Hers;
use crate::request::{AuthorityId, CampaignId, RequestId, id};
use crate::store::{Campaign, Change};

/// What to adopt.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Files and folders of mail.
    pub paths: Vec<PathBuf>,
    /// The campaign's name, as she gives it.
    pub campaign: String,
    /// The address she wrote from; otherwise it is guessed.
    pub me: Option<String>,
}

/// What was adopted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Adopted {
    /// Her addresses as they were taken.
    pub me: Vec<String>,
    /// New requests, oldest first.
    pub requests: Vec<RequestId>,
    /// Letters attached to a request after its first one.
    pub follow_ups: Vec<(RequestId, LetterKind)>,
    /// Letters of hers that the desk had already.
    pub known: usize,
    /// Letters of hers that are no requests: subject and reason.
    pub left_out: Vec<LeftOut>,
    /// Authorities that were added to her register.
    pub added: Vec<(AuthorityId, String)>,
    /// What could not be read.
    pub problems: Vec<String>,
}

/// A letter of hers that was not adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Where it lies.
    pub source: String,
    /// Its subject.
    pub subject: String,
    /// Why.
    pub because: String,
}

/// Adopts the letters that she sent; running it again adopts nothing twice.
pub fn adopt(desk: &Desk, wanted: &Wanted, now: DateTime<Utc>) -> Result<Adopted> {
    let mailbox = mailbox::open(&wanted.paths);
    let envelopes = sent::envelopes(&mailbox);
    let hers = whose(desk, wanted, &envelopes)?;
    let sent = sent::letters(&mailbox, &envelopes, &hers);
    let change = desk.store.change(&format!("adopt {}", wanted.campaign), now)?;
    let campaign = campaign(&change, &wanted.campaign, now)?;
    for address in hers.addresses() {
        mail::remember_address(&change, &address)?;
    }
    let mut work = letter::Work::new(desk, &change, campaign, hers)?;
    work.follow(&envelopes);
    work.learn_marks(&sent);
    for letter in sent {
        work.take(&letter)?;
    }
    let (mut adopted, entries) = work.finish();
    adopted.problems = mailbox.problems().iter().map(ToString::to_string).collect();
    if !entries.is_empty() {
        super::register::amend(&desk.root, &entries)?;
    }
    change.commit()?;
    Ok(adopted)
}

/// Her addresses: those she names now, else those the desk knows, else a guess from the mail.
fn whose(desk: &Desk, wanted: &Wanted, envelopes: &[sent::Envelope]) -> Result<Hers> {
    let told = wanted.me.as_deref();
    if let Some(me) = told.filter(|me| Hers::new([*me]).is_empty()) {
        return Err(
            Error::usage(format!("`{me}` is not an e-mail address")).hint("--me ada@example.org")
        );
    }
    let known = mail::hers(desk)?;
    let addresses: Vec<String> = known.addresses().chain(told.map(str::to_owned)).collect();
    if told.is_some() || envelopes.iter().any(|envelope| known.owns(&envelope.from)) {
        return Ok(Hers::new(addresses.iter().map(String::as_str)));
    }
    match sent::guess(envelopes) {
        Some(me) => Ok(Hers::new(addresses.iter().map(String::as_str).chain([me.as_str()]))),
        None if envelopes.is_empty() => Ok(known),
        None => Err(Error::failed("cannot tell which address in this mail is yours")
            .hint("name it with --me ADDRESS")),
    }
}

/// The campaign of that name, made when there is none.
fn campaign(change: &Change<'_>, name: &str, now: DateTime<Utc>) -> Result<CampaignId> {
    let id = CampaignId(id::slug(name));
    if id.as_str().is_empty() {
        return Err(Error::usage(format!("`{name}` is no name for a campaign"))
            .hint("--campaign road-repairs"));
    }
    match change.store().campaign(&id)? {
        Some(known) if !known.adopted => {
            Err(Error::usage(format!("the campaign `{id}` was drafted in this desk, not adopted"))
                .hint("adopt under another name: --campaign NAME"))
        }
        Some(_) => Ok(id),
        None => {
            change.add_campaign(&Campaign {
                id: id.clone(),
                title: name.to_owned(),
                template: None,
                questions: Vec::new(),
                adopted: true,
                created_at: now,
            })?;
            Ok(id)
        }
    }
}
