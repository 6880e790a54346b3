//! Letters that follow a request: made from what is on record, in its thread, `ready` for
//! `foi send`. Which facts they state is `record`'s; when a review makes sense is `review`'s.

pub mod record;
pub mod review;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::draft::{Own, Sealer, Shared, Unsealed};
use super::enclosures::Files;
use super::{Desk, Error, Result};
use crate::law::{Nation, london};
use crate::letter::mime::{self, Party};
use crate::letter::{Common, LetterKind, Recipient, Rendered, Template, Token, Values, render};
use crate::request::{Authority, Register};
use crate::store::{NewLetter, Request};
use crate::words::count;
use record::Record;

/// A follow-up letter, made and not yet on the desk.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// The request.
    pub request: Request,
    /// The letter.
    pub letter: NewLetter,
    /// The name of its template.
    pub template: String,
    /// What she should know about it before it goes.
    pub remarks: Vec<String>,
}

/// Makes follow-up letters of one template.
pub struct Writer<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// Its register.
    pub register: Register,
    /// The template.
    pub template: Template,
    /// Values given.
    pub given: BTreeMap<String, toml::Value>,
    /// The files that go with every letter.
    pub files: Files,
    /// The time of the letters.
    pub now: DateTime<Utc>,
}

impl Writer<'_> {
    /// Makes a letter of what is on record. `seed` serves where the request has no token of ours.
    pub fn write(&self, request: &Request, record: &Record, seed: [u8; 8]) -> Result<NewLetter> {
        let token = request.token.as_deref().and_then(Token::read);
        let stem = token.clone().unwrap_or_else(|| Token::from_seed(seed));
        let authority = self.register.get(&request.authority);
        let to_address = self.address(request, record, authority)?;
        let rendered = self.render(request, record, authority, token.as_ref())?;
        let requester = self.desk.settings.identity.requester()?;
        let kind = self.template.kind;
        let message_id = mime::message_id(&stem, kind, record.letters.len(), &requester.email);
        let identity = &self.desk.settings.identity;
        let shared =
            Shared::of(&self.template, (None, &self.given), (&requester, identity), &self.files);
        let sealer = Sealer {
            identity,
            from: Party { name: &requester.name, address: &requester.email },
            enclosed: self.files.enclosed.as_ref(),
            basis: shared.kept(),
        };
        let unsealed = Unsealed {
            request: request.id.clone(),
            kind,
            token: &stem,
            message_id,
            to: Party { name: &request.authority_name, address: &to_address },
            subject: rendered.subject,
            body: rendered.body,
            own: own(request, record, authority, &to_address),
        };
        sealer.seal(unsealed).map_err(|error| {
            Error::failed(format!("letter to {}: {error}", request.authority_name))
        })
    }

    fn render(
        &self,
        request: &Request,
        record: &Record,
        authority: Option<&Authority>,
        token: Option<&Token>,
    ) -> Result<Rendered> {
        let requester = self.desk.settings.identity.requester()?;
        let common = Common {
            requester: &requester,
            campaign: request.campaign.as_str(),
            today: london::date(self.now),
            set: None,
            given: &self.given,
        };
        let values = Values {
            recipient: Recipient {
                name: &request.authority_name,
                kind: authority.map_or(crate::law::BodyKind::Other, |one| one.kind),
                nation: authority.and_then(|one| one.nation).unwrap_or(Nation::Uk),
                email: None,
            },
            regime: request.regime,
            token: token.map(Token::as_str),
            request: Some(&record.correspondence),
        };
        render(&self.template, &common, &values).map_err(|error| {
            Error::failed(error.to_string())
                .hint(format!("it happened in the letter about {}", request.id))
        })
    }

    /// Where the letter goes: for a review the address for reviews, else that of requests; where
    /// the register no longer has the authority, that of the first letter.
    fn address(
        &self,
        request: &Request,
        record: &Record,
        authority: Option<&Authority>,
    ) -> Result<String> {
        let own = authority.and_then(|one| match self.template.kind {
            LetterKind::Review => one.address_for_review(),
            LetterKind::Request
            | LetterKind::Chaser
            | LetterKind::Reply
            | LetterKind::Complaint => one.email.as_deref(),
        });
        let sent = record.letters.iter().find(|letter| letter.state.was_sent());
        let first = sent.or(record.letters.first()).map(|letter| letter.to_address.as_str());
        own.or(first).map(str::to_owned).ok_or_else(|| {
            Error::failed(format!("there is no address for {}", request.authority_name))
                .hint("add one to authorities.toml")
        })
    }
}

/// What it alone is made from: the register's entry as it is, and the thread.
fn own(request: &Request, record: &Record, authority: Option<&Authority>, address: &str) -> Own {
    Own {
        authority: request.authority.0.clone(),
        authority_name: authority
            .map_or_else(|| request.authority_name.clone(), |one| one.name.clone()),
        address: address.to_owned(),
        in_reply_to: record.last_message_id.clone().or_else(|| record.thread.last().cloned()),
        references: record.thread.clone(),
    }
}

/// Puts follow-ups on the desk in one change.
pub fn put(desk: &Desk, letters: &[FollowUp], now: DateTime<Utc>) -> Result<()> {
    let Some(first) = letters.first() else { return Ok(()) };
    let kind = first.letter.kind;
    let (one, many) = (format!("{kind} letter"), format!("{kind} letters"));
    let sentence = format!("drafted {}", count(letters.len(), &one, &many));
    let change = desk.store.change(&sentence, now)?;
    let templates = letters.iter().map(|one| one.template.as_str());
    for name in templates.collect::<std::collections::BTreeSet<_>>() {
        desk.keep_template(&change, name)?;
    }
    for follow_up in letters {
        change.add_letter(&follow_up.letter)?;
    }
    change.commit()?;
    Ok(())
}
