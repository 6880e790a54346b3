//! Makes the letters of a draft: text from the template, token, Message-ID, bytes.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Basis;
use crate::casework::{Error, Identity, Result};
use crate::law::{Nation, Regime};
use crate::letter::mime::{self, Envelope, MimeError, Party};
use crate::letter::{LetterKind, Recipient, Rendered, Requester, Template, Token, Values, render};
use crate::request::{Authority, AuthorityId, CampaignId, RequestId};

/// One letter, made and not yet on the desk.
#[derive(Debug, Clone)]
pub struct Draft {
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
    /// Her address.
    pub from_address: String,
    /// The authority's address.
    pub to_address: String,
    /// Its text.
    pub rendered: Rendered,
    /// Its bytes.
    pub eml: Vec<u8>,
    /// What it was made from.
    pub basis: Basis,
}

/// What all letters of a draft have in common.
#[derive(Debug, Clone)]
pub struct Maker {
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
    /// The day of the letters.
    pub today: NaiveDate,
}

impl Maker {
    /// A letter for each recipient. The first that cannot be made stops the draft.
    pub fn make_all(
        &self,
        campaign: &CampaignId,
        recipients: &[&Authority],
        environmental: bool,
        token: &mut dyn FnMut() -> Token,
    ) -> Result<Vec<Draft>> {
        let with_tokens: Vec<(&Authority, Token)> =
            recipients.iter().map(|authority| (*authority, token())).collect();
        with_tokens
            .into_par_iter()
            .map(|(authority, token)| self.make(campaign, authority, environmental, token))
            .collect()
    }

    fn make(
        &self,
        campaign: &CampaignId,
        authority: &Authority,
        environmental: bool,
        token: Token,
    ) -> Result<Draft> {
        let regime = authority.regime(environmental);
        let to_address = authority.email.clone().unwrap_or_default();
        let rendered = self.render(authority, regime, &token)?;
        let message_id = mime::message_id(&token, LetterKind::Request, 0, &self.requester.email);
        let basis = self.basis(authority);
        let envelope = Envelope {
            from: Party { name: &self.requester.name, address: &self.requester.email },
            to: Party { name: &authority.name, address: &to_address },
            reply_to: None,
            message_id: &message_id,
            in_reply_to: None,
            references: &[],
            rehearsal: None,
        };
        let eml = seal(&self.identity, &token, envelope, &rendered.subject, &rendered.body)
            .map_err(|error| Error::failed(format!("letter to {}: {error}", authority.name)))?;
        Ok(Draft {
            request: RequestId::new(campaign, &authority.id, 1),
            authority: authority.id.clone(),
            authority_name: authority.name.clone(),
            regime,
            token,
            message_id,
            from_address: self.requester.email.clone(),
            to_address,
            rendered,
            eml,
            basis,
        })
    }

    fn render(&self, authority: &Authority, regime: Regime, token: &Token) -> Result<Rendered> {
        let values = Values {
            recipient: Recipient {
                name: &authority.name,
                kind: authority.kind,
                nation: authority.nation.unwrap_or(Nation::Uk),
                email: authority.email.as_deref(),
            },
            regime,
            requester: &self.requester,
            campaign: &self.title,
            today: self.today,
            token: Some(token.as_str()),
            set: self.set.as_deref(),
            given: &self.given,
            request: None,
        };
        render(&self.template, &values).map_err(|error| {
            Error::failed(error.to_string()).hint(format!(
                "it happened in the letter to {}; nothing was written",
                authority.name
            ))
        })
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
        }
    }
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
