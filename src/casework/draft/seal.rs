//! Puts letters together: their headers, bytes and hash, and what they were made from. The one place
//! for first letters, those that follow them, and those she edited.

use std::sync::Arc;

use super::basis::Own;
use crate::casework::Identity;
use crate::letter::mime::{self, Envelope, MimeError, Party};
use crate::letter::{Enclosed, LetterKind, LetterState, Token};
use crate::request::RequestId;
use crate::store::NewLetter;

/// What is the same in all letters that are put together at once.
#[derive(Debug)]
pub struct Sealer<'a> {
    /// Her settings: where replies go.
    pub identity: &'a Identity,
    /// Who writes.
    pub from: Party<'a>,
    /// The files that go with every letter.
    pub enclosed: Option<&'a Enclosed>,
    /// What they were made from, as it is kept.
    pub basis: Arc<str>,
}

/// A letter to be put together.
#[derive(Debug)]
pub struct Unsealed<'a> {
    /// Its request.
    pub request: RequestId,
    /// What it is for.
    pub kind: LetterKind,
    /// The token of the request.
    pub token: &'a Token,
    /// Its Message-ID, without angle brackets.
    pub message_id: String,
    /// The recipient.
    pub to: Party<'a>,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// What it alone was made from, and the thread it stands in.
    pub own: Own,
}

impl Sealer<'_> {
    /// The letter, ready to be sent. Replies go where her settings say: to the plus-address of the
    /// request, to her `reply_to`, or to her address.
    pub fn seal(&self, letter: Unsealed<'_>) -> Result<NewLetter, MimeError> {
        let base = self.identity.reply_to.as_deref().unwrap_or(self.from.address);
        let reply_to = match self.identity.plus_addresses {
            true => mime::plus_address(base, letter.token),
            false => self.identity.reply_to.clone(),
        };
        let envelope = Envelope {
            from: self.from,
            to: letter.to,
            reply_to: reply_to.as_deref(),
            message_id: &letter.message_id,
            in_reply_to: letter.own.in_reply_to.as_deref(),
            references: &letter.own.references,
            rehearsal: None,
            enclosed: self.enclosed,
        };
        let eml = mime::compose(&envelope, &letter.subject, &letter.body)?;
        let enclosed = self.enclosed.map(|files| Arc::clone(files.tail()));
        Ok(NewLetter {
            request: letter.request,
            kind: letter.kind,
            state: LetterState::Ready,
            message_id: Some(letter.message_id),
            from_address: self.from.address.to_owned(),
            to_address: letter.to.address.to_owned(),
            subject: letter.subject,
            body: letter.body,
            sha256: mime::sha256_with(&eml, enclosed.as_ref()),
            eml,
            enclosed,
            basis: letter.own.kept(&self.basis),
            sent_at: None,
        })
    }
}
