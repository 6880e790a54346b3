//! Hands one letter to a folder or to a mail server, and says in which phase what happened.
//!
//! Knows no campaign, no journal and no clock: it is given an envelope and the exact bytes. The
//! caller learns through a hook that the server took the recipient and that not one byte of the
//! content has been written; what the caller commits there is what makes a crash harmless (rule 1
//! of the design). SMTP is RFC 5321, submission RFC 6409 and 8314.

pub mod content;
pub mod fault;
pub mod folder;
pub mod meaning;
pub mod provider;
pub mod receipt;
pub mod secret;
pub mod server;
pub mod smtp;

pub use fault::{Cause, Fault, Phase};
pub use folder::Folder;
pub use meaning::{Reach, reach};
pub use provider::{Figure, Ground, Limits, Provider};
pub use receipt::Receipt;
pub use secret::Secret;
pub use server::{Login, Server, Tls};
pub use smtp::Smtp;

/// One letter as it leaves: the envelope, and the bytes that the recipient will see.
#[derive(Debug, Clone, Copy)]
pub struct Outgoing<'a> {
    /// What the letter is called where it becomes a file, without an extension.
    pub name: &'a str,
    /// The envelope's sender, a bare address.
    pub from: &'a str,
    /// The envelope's recipient, a bare address.
    pub to: &'a str,
    /// Where a blind copy goes: her own address, where the provider keeps no copy of what it sent.
    pub copy: Option<&'a str>,
    /// The whole message, lines ended by CRLF.
    pub bytes: &'a [u8],
}

/// What became of one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The server said that it has it.
    Accepted(Receipt),
    /// The server said never (5xx); nobody got it.
    Refused(Fault),
    /// The server said later (4xx); nobody got it.
    Deferred(Fault),
    /// It failed before any content was written; nobody got it.
    Unsent(Fault),
    /// The last bytes may have arrived and no answer did: nobody knows.
    InDoubt(Fault),
}

impl Outcome {
    /// The same, where something went wrong with that server.
    #[must_use]
    pub fn at(self, server: &str) -> Self {
        match self {
            Outcome::Accepted(receipt) => Outcome::Accepted(receipt),
            Outcome::Refused(fault) => Outcome::Refused(fault.at(server)),
            Outcome::Deferred(fault) => Outcome::Deferred(fault.at(server)),
            Outcome::Unsent(fault) => Outcome::Unsent(fault.at(server)),
            Outcome::InDoubt(fault) => Outcome::InDoubt(fault.at(server)),
        }
    }

    /// What went wrong, where something did.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Outcome::Accepted(_) => None,
            Outcome::Refused(fault)
            | Outcome::Deferred(fault)
            | Outcome::Unsent(fault)
            | Outcome::InDoubt(fault) => Some(fault),
        }
    }
}

/// Called once the recipient is taken and before any content: commits that the letter is about to
/// leave, or says why it must not.
pub type BeforeContent<'a> = dyn FnMut() -> Result<(), String> + 'a;

/// Where letters go.
pub trait Outbox {
    /// Hands over one letter. `before_content` is called at most once; when it fails, no content is
    /// written.
    fn hand(&mut self, letter: &Outgoing<'_>, before_content: &mut BeforeContent<'_>) -> Outcome;

    /// Whether another letter can be handed over without connecting again.
    fn is_open(&self) -> bool;

    /// Ends the conversation politely.
    fn close(&mut self);
}
