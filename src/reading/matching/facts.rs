//! What matching is told of a request and of its letters.

use chrono::{DateTime, Utc};

use crate::letter::LetterKind;

/// One request, as far as matching needs it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RequestFacts {
    /// Its id.
    pub id: String,
    /// The authority it was put to.
    pub authority: String,
    /// The authority's name, former names and aliases.
    pub authority_names: Vec<String>,
    /// The authority's addresses, those she wrote to and those that she accepted.
    pub addresses: Vec<String>,
    /// Domains it is known to answer from.
    pub domains: Vec<String>,
    /// The letters that were sent.
    pub letters: Vec<LetterFacts>,
    /// Message-IDs of what she wrote in its thread with her own mail program.
    pub own_ids: Vec<String>,
    /// References that she or the record gave it.
    pub references: Vec<String>,
    /// References that mail filed under it gave: the glance looks out for them, and whose they are is
    /// learned anew from that mail.
    pub noted: Vec<String>,
}

/// One letter of a request.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LetterFacts {
    /// Our Message-ID and those that servers are known to have given it.
    pub message_ids: Vec<String>,
    /// What it is for.
    pub kind: Option<LetterKind>,
    /// The address it was sent from, with its plus part.
    pub from: String,
    /// Where replies to it go, with its plus part, when not to `from`.
    pub reply_to: String,
    /// The addresses it was sent to.
    pub to: Vec<String>,
    /// Its subject.
    pub subject: String,
    /// Our tokens in it.
    pub tokens: Vec<String>,
    /// When it was sent.
    pub sent_at: Option<DateTime<Utc>>,
    /// Its text.
    pub text: String,
}
