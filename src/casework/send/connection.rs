//! The connection of a run: opened when a letter wants it, and opened anew when it was lost.

use chrono::{DateTime, Utc};

use super::Destination;
use crate::letter::mime;
use crate::outbox::{BeforeContent, Cause, Fault, Folder, Outbox, Outcome, Outgoing, Phase};
use crate::store::Outbound;

/// Where the letters of a run go, and whether the way there stands.
pub(super) struct Connection<'a> {
    destination: &'a Destination,
    outbox: Option<Box<dyn Outbox>>,
    /// Whether it has not been used yet: a fault on it is no matter of idleness.
    is_fresh: bool,
}

impl<'a> Connection<'a> {
    /// A connection that is made when it is wanted.
    pub(super) fn to(destination: &'a Destination) -> Self {
        Connection { destination, outbox: None, is_fresh: true }
    }

    /// Whether a letter can be handed over.
    pub(super) fn is_open(&self) -> bool {
        self.outbox.as_ref().is_some_and(|outbox| outbox.is_open())
    }

    /// Connects, and logs in.
    pub(super) fn open(&mut self) -> Result<(), Fault> {
        self.outbox = None;
        self.is_fresh = true;
        self.outbox = Some(match self.destination {
            Destination::Folder(path) => Box::new(Folder::new(path)),
            Destination::Account { server, .. } => Box::new(server.connect()?),
        });
        Ok(())
    }

    /// Hands one letter over, dated `now`.
    pub(super) fn hand(
        &mut self,
        letter: &Outbound,
        now: DateTime<Utc>,
        before_content: &mut BeforeContent<'_>,
    ) -> Outcome {
        let Some(outbox) = self.outbox.as_mut() else {
            return Outcome::Unsent(Fault::new(Phase::Connect, Cause::Closed, "not connected"));
        };
        let copies = self.destination.account().is_some_and(|account| account.copy_to_self);
        let mut bytes = mime::stamp(&letter.eml, now);
        bytes.extend_from_slice(letter.enclosed.as_deref().unwrap_or_default());
        let outgoing = Outgoing {
            name: &format!("{}.{}", letter.request, letter.kind),
            from: &letter.from_address,
            to: &letter.to_address,
            copy: copies.then_some(letter.from_address.as_str()),
            bytes: &bytes,
        };
        outbox.hand(&outgoing, before_content)
    }

    /// Whether the outcome only says that the server ended a connection which had waited; the letter
    /// had no part in it. Asked once a letter, of its outcome.
    pub(super) fn ended_while_idle(&mut self, outcome: &Outcome) -> bool {
        let had_waited = !std::mem::take(&mut self.is_fresh);
        had_waited
            && match outcome {
                Outcome::Unsent(fault) => {
                    fault.phase == Phase::Mail && fault.cause == Cause::Closed
                }
                Outcome::Deferred(fault) => fault.phase == Phase::Mail && fault.code == Some(421),
                Outcome::Accepted(_) | Outcome::Refused(_) | Outcome::InDoubt(_) => false,
            }
    }

    /// Gives it up without a word: it is of no use any more.
    pub(super) fn give_up(&mut self) {
        self.outbox = None;
    }

    /// Ends it politely.
    pub(super) fn close(&mut self) {
        if let Some(outbox) = self.outbox.as_mut() {
            outbox.close();
        }
    }
}
