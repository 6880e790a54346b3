//! Makes the letters of a draft: text from the template, token, Message-ID, bytes.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::Basis;
use super::many::Job;
use crate::casework::enclosures::Files;
use crate::casework::{Error, Identity, Result};
use crate::law::{Nation, Regime};
use crate::letter::mime::{self, Envelope, MimeError, Party};
use crate::letter::{
    Common, LetterKind, LetterState, Press, Question, Recipient, RenderError, Rendered, Requester,
    Template, Token, Values,
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

impl Maker {
    /// The template set up for many letters.
    pub(super) fn press(&self) -> Result<Press<'_>, RenderError> {
        let common = Common {
            requester: &self.requester,
            campaign: &self.title,
            today: self.today,
            set: self.set.as_deref(),
            given: &self.given,
        };
        Press::new(&self.template, &common)
    }

    /// The letter to an authority. `press` is this maker's, or what kept it from being set up.
    pub(super) fn make(
        &self,
        press: &mut Result<Press<'_>, RenderError>,
        job: &Job<'_>,
    ) -> Result<Draft> {
        let (authority, token) = (job.authority, &job.token);
        let regime = authority.regime(self.environmental);
        let to_address = authority.email.clone().unwrap_or_default();
        let rendered = render(press, authority, regime, token)?;
        let message_id =
            mime::message_id(token, LetterKind::Request, job.earlier, &self.requester.email);
        let envelope = Envelope {
            from: Party { name: &self.requester.name, address: &self.requester.email },
            to: Party { name: &authority.name, address: &to_address },
            reply_to: None,
            message_id: &message_id,
            in_reply_to: None,
            references: &[],
            rehearsal: None,
            enclosed: self.files.enclosed.as_ref(),
        };
        let eml = seal(&self.identity, token, envelope, &rendered.subject, &rendered.body)
            .map_err(|error| Error::failed(format!("letter to {}: {error}", authority.name)))?;
        let outline = Outline {
            request: job.request.clone(),
            authority: authority.id.clone(),
            authority_name: authority.name.clone(),
            regime,
            token: token.clone(),
            message_id,
            to_address,
            subject: rendered.subject.clone(),
        };
        let questions = Arc::clone(&rendered.questions);
        let letter = self.letter(&outline, rendered, eml, &self.basis(authority));
        Ok(Draft { outline, questions, letter })
    }

    fn letter(
        &self,
        outline: &Outline,
        rendered: Rendered,
        eml: Vec<u8>,
        basis: &Basis,
    ) -> NewLetter {
        let enclosed = self.files.enclosed.as_ref().map(|files| Arc::clone(files.tail()));
        NewLetter {
            request: outline.request.clone(),
            kind: LetterKind::Request,
            state: LetterState::Ready,
            message_id: Some(outline.message_id.clone()),
            from_address: self.requester.email.clone(),
            to_address: outline.to_address.clone(),
            subject: rendered.subject,
            body: rendered.body,
            sha256: mime::sha256_with(&eml, enclosed.as_ref()),
            eml,
            enclosed,
            basis: basis.json(),
            sent_at: None,
        }
    }

    fn basis(&self, authority: &Authority) -> Basis {
        Basis {
            template: Some(self.template.name.clone()),
            template_sha256: Some(self.template.hash.clone()),
            set: self.set.clone(),
            given: serde_json::to_value(&self.given).unwrap_or_default(),
            name: self.requester.name.clone(),
            email: self.requester.email.clone(),
            reply_to: self.identity.reply_to.clone(),
            signature: self.requester.signature.clone(),
            postal_address: self.requester.postal_address.clone(),
            authority: authority.id.0.clone(),
            authority_name: authority.name.clone(),
            address: authority.email.clone().unwrap_or_default(),
            in_reply_to: None,
            references: Vec::new(),
            edited: false,
            attached: self.files.attached.clone(),
        }
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

/// The bytes of a letter with replies going where her settings say: to the plus-address of the
/// request, to her `reply_to`, or to her address.
pub fn seal(
    identity: &Identity,
    token: &Token,
    envelope: Envelope<'_>,
    subject: &str,
    body: &str,
) -> Result<Vec<u8>, MimeError> {
    let base = identity.reply_to.as_deref().unwrap_or(envelope.from.address);
    let reply_to = match identity.plus_addresses {
        true => mime::plus_address(base, token),
        false => identity.reply_to.clone(),
    };
    mime::compose(&Envelope { reply_to: reply_to.as_deref(), ..envelope }, subject, body)
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
