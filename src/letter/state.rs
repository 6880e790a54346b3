//! Kinds and states of a letter, and what may follow what. The store keeps them; nobody else
//! decides.
//!
//! Rule 1 of the design: `sending` is committed after the server took the recipient and before any
//! content is written; `in_doubt` is from the first byte of the write that carries the final dot
//! until its reply, and is never tried again unasked.

use crate::words::words;

words! {
    /// What a letter (outgoing) is for.
    pub enum LetterKind ("kind of letter") {
        /// The first letter of a request.
        Request = "request",
        /// A reminder that the answer is late.
        Chaser = "chaser",
        /// A request for an internal review (FOISA: requirement for review).
        Review = "review",
        /// An answer to something they asked.
        Reply = "reply",
        /// A complaint to the regulator.
        Complaint = "complaint",
    }
}

words! {
    /// Where a letter stands.
    pub enum LetterState ("state of a letter") {
        /// Written, not yet approved for sending.
        Drafted = "drafted",
        /// Approved; `foi send` will take it.
        Ready = "ready",
        /// The server took the recipient; content may or may not have been written.
        Sending = "sending",
        /// The server said it has it.
        Accepted = "accepted",
        /// The server said: later (4xx).
        Deferred = "deferred",
        /// The server said: never (5xx).
        Refused = "refused",
        /// It may have been sent; only evidence or she settles it.
        InDoubt = "in_doubt",
        /// Accepted, and later returned.
        Bounced = "bounced",
        /// Given up by her before it went.
        Cancelled = "cancelled",
    }
}

impl LetterState {
    /// Whether `next` may follow this state.
    pub fn may_become(self, next: LetterState) -> bool {
        use LetterState::{
            Accepted, Bounced, Cancelled, Deferred, Drafted, InDoubt, Ready, Refused, Sending,
        };
        match self {
            Drafted => matches!(next, Ready | Cancelled),
            Ready => matches!(next, Drafted | Sending | Deferred | Refused | Accepted | Cancelled),
            Sending => matches!(next, Ready | Accepted | Deferred | Refused | InDoubt),
            Deferred => matches!(next, Ready | Sending | Deferred | Refused | Cancelled),
            Refused => matches!(next, Ready | Cancelled),
            InDoubt => matches!(next, Accepted | Ready | Bounced),
            Accepted => matches!(next, Bounced),
            Bounced => matches!(next, Accepted | Ready),
            Cancelled => matches!(next, Drafted | Ready | Deferred),
        }
    }

    /// Whether `foi send` may take it: never one that may have gone already.
    pub fn can_be_sent(self) -> bool {
        match self {
            LetterState::Drafted | LetterState::Ready | LetterState::Deferred => true,
            LetterState::Sending
            | LetterState::Accepted
            | LetterState::Refused
            | LetterState::InDoubt
            | LetterState::Bounced
            | LetterState::Cancelled => false,
        }
    }

    /// What the state means when it is found at the start of a run: a letter still `sending` was
    /// cut off between the journal and the server's answer, and nobody knows.
    pub fn found(self) -> LetterState {
        if self == LetterState::Sending { LetterState::InDoubt } else { self }
    }

    /// Whether it has gone to the recipient, or may have: a second one would be a second copy.
    pub fn may_have_gone(self) -> bool {
        match self {
            LetterState::Sending
            | LetterState::Accepted
            | LetterState::InDoubt
            | LetterState::Bounced => true,
            LetterState::Drafted
            | LetterState::Ready
            | LetterState::Deferred
            | LetterState::Refused
            | LetterState::Cancelled => false,
        }
    }

    /// Whether a step to this state is news to the request: it has an event of its own then.
    pub fn is_told(self) -> bool {
        match self {
            LetterState::Accepted | LetterState::Refused | LetterState::InDoubt => true,
            LetterState::Drafted
            | LetterState::Ready
            | LetterState::Sending
            | LetterState::Deferred
            | LetterState::Bounced
            | LetterState::Cancelled => false,
        }
    }

    /// Whether the letter reached a server, as far as is known.
    pub fn was_sent(self) -> bool {
        matches!(self, LetterState::Accepted | LetterState::Bounced)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_is_never_sent_again_without_being_settled_first() {
        assert!(!LetterState::InDoubt.may_become(LetterState::Sending));
        assert!(!LetterState::Accepted.may_become(LetterState::Sending));
        assert!(LetterState::Deferred.may_become(LetterState::Sending));
    }

    #[test]
    fn what_may_have_gone_is_never_taken_for_sending() {
        for state in LetterState::ALL {
            assert!(!(state.can_be_sent() && state.may_have_gone()), "{state}");
            assert!(!state.may_have_gone() || !state.may_become(LetterState::Sending), "{state}");
        }
        assert_eq!(LetterState::Sending.found(), LetterState::InDoubt);
    }

    #[test]
    fn what_has_gone_or_may_have_is_never_cancelled() {
        for state in LetterState::ALL {
            let cancels = state.may_become(LetterState::Cancelled);
            assert!(!(cancels && state.may_have_gone()), "{state}");
            assert!(!state.can_be_sent() || cancels, "{state}");
        }
        assert!(!LetterState::Cancelled.can_be_sent());
    }

    #[test]
    fn every_state_can_be_left_except_by_sending_twice() {
        for state in LetterState::ALL {
            assert!(
                LetterState::ALL.iter().any(|next| state.may_become(*next)),
                "{state} is a trap"
            );
        }
    }
}
