//! Makes the letters of a draft: text from the template, token, Message-ID, bytes.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::basis::{Own, Shared};
use super::many::Job;
use super::seal::{Sealer, Unsealed};
use crate::casework::enclosures::Files;
use crate::casework::{Error, Identity, Result};
use crate::law::{Nation, Regime};
use crate::letter::mime::{self, Party};
use crate::letter::{
    Common, LetterKind, Press, Question, Recipient, RenderError, Rendered, Requester, Template,
    Token, Values,
};
use crate::request::{Authority, AuthorityId, CampaignId, RequestId};
use crate::store::NewLetter;

/// One letter, made and not yet on the desk.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What is told of it.
    pub outline: Outline,
    /// The questions as put.
    pub questions: Arc<[Question]>,
    /// The letter, ready to be kept.
    pub letter: NewLetter,
}

/// What is told of a drafted letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its request.
    pub request: RequestId,
    /// The authority written to.
    pub authority: AuthorityId,
    /// Its name.
    pub authority_name: String,
    /// The law.
    pub regime: Regime,
    /// Our token.
    pub token: Token,
    /// Our Message-ID.
    pub message_id: String,
    /// The authority's address.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
}

/// What all letters of a draft have in common.
#[derive(Debug, Clone)]
pub struct Maker {
    /// The campaign.
    pub campaign: CampaignId,
    /// Who writes.
    pub requester: Requester,
    /// Her settings.
    pub identity: Identity,
    /// The campaign's title.
    pub title: String,
    /// The template.
    pub template: Template,
    /// The named set of values.
    pub set: Option<String>,
    /// Values given.
    pub given: BTreeMap<String, toml::Value>,
    /// Whether the information is environmental.
    pub environmental: bool,
    /// The files that go with every letter.
    pub files: Files,
    /// The day of the letters.
    pub today: NaiveDate,
}

/// What a processor makes letters with.
pub(super) struct Bench<'m> {
    /// Makes their text; or what kept it from being set up.
    pub press: Result<Press<'m>, RenderError>,
    sealer: Sealer<'m>,
}

impl Maker {
    /// What a processor makes letters with.
    pub(super) fn bench(&self) -> Bench<'_> {
        let common = Common {
            requester: &self.requester,
            campaign: &self.title,
            today: self.today,
            set: self.set.as_deref(),
            given: &self.given,
        };
        let values = (self.set.as_deref(), &self.given);
        let shared =
            Shared::of(&self.template, values, (&self.requester, &self.identity), &self.files);
        Bench {
            press: Press::new(&self.template, &common),
            sealer: Sealer {
                identity: &self.identity,
                from: Party { name: &self.requester.name, address: &self.requester.email },
                enclosed: self.files.enclosed.as_ref(),
                basis: shared.kept(),
            },
        }
    }

    /// The letter to an authority.
    pub(super) fn make(&self, bench: &mut Bench<'_>, job: &Job<'_>) -> Result<Draft> {
        let (authority, token) = (job.authority, &job.token);
        let regime = authority.regime(self.environmental);
        let Rendered { subject, body, questions } =
            render(&mut bench.press, authority, regime, token)?;
        let address = authority.email.as_deref().unwrap_or_default();
        let message_id =
            mime::message_id(token, LetterKind::Request, job.earlier, &self.requester.email);
        let outline = Outline {
            request: job.request.clone(),
            authority: authority.id.clone(),
            authority_name: authority.name.clone(),
            regime,
            token: token.clone(),
            message_id: message_id.clone(),
            to_address: address.to_owned(),
            subject: subject.clone(),
        };
        let own = Own {
            authority: authority.id.0.clone(),
            authority_name: authority.name.clone(),
            address: address.to_owned(),
            in_reply_to: None,
            references: Vec::new(),
        };
        let unsealed = Unsealed {
            request: job.request.clone(),
            kind: LetterKind::Request,
            token,
            message_id,
            to: Party { name: &authority.name, address },
            subject,
            body,
            own,
        };
        let letter = (bench.sealer.seal(unsealed))
            .map_err(|error| Error::failed(format!("letter to {}: {error}", authority.name)))?;
        Ok(Draft { outline, questions, letter })
    }
}

fn render(
    press: &mut Result<Press<'_>, RenderError>,
    authority: &Authority,
    regime: Regime,
    token: &Token,
) -> Result<Rendered> {
    let values = Values {
        recipient: Recipient {
            name: &authority.name,
            kind: authority.kind,
            nation: authority.nation.unwrap_or(Nation::Uk),
            email: authority.email.as_deref(),
        },
        regime,
        token: Some(token.as_str()),
        request: None,
    };
    let letter = match press {
        Ok(press) => press.letter(&values),
        Err(error) => Err(error.clone()),
    };
    letter.map_err(|error| {
        Error::failed(error.to_string())
            .hint(format!("it happened in the letter to {}; nothing was written", authority.name))
    })
}

/// A token that no request of the desk has.
pub(super) fn unused_token(
    taken: &mut HashSet<String>,
    seed: &mut dyn FnMut() -> [u8; 8],
) -> Token {
    loop {
        let token = Token::from_seed(seed());
        if taken.insert(token.to_string()) {
            return token;
        }
    }
}
