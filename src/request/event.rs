//! What happened to a request. Events are only added; status, clock and next action are derived.
//!
//! `occurred_at` is the time of the mail, the letter or the act; `recorded_at` is when the desk
//! learned of it. Folding goes by occurrence, so that exports may arrive in any order.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::letter::{LetterKind, LetterState};
use crate::reading::Kind;
use crate::reading::date::Window;
use crate::request::{EventId, LetterId, MailPlace, MessageKey, RequestId, Status};

/// One event of one request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its number in the order of recording.
    pub id: EventId,
    /// The request it belongs to.
    pub request: RequestId,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// When the desk learned of it.
    pub recorded_at: DateTime<Utc>,
    /// What happened.
    pub kind: EventKind,
}

/// Whose word an event rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// An authority says so; it may not be good in law.
    Claim,
    /// She decided so.
    Decision,
}

/// What happened. Dates are civil dates in Europe/London.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum EventKind {
    /// A letter reached a new state (`occurred_at` is the time of the server's word).
    Letter {
        /// The letter.
        letter: LetterId,
        /// What it is for.
        kind: LetterKind,
        /// Its state from now on.
        state: LetterState,
        /// The server's words, the bounce's reason or hers.
        because: Option<String>,
    },
    /// A message was filed under this request.
    Filed {
        /// The message.
        message: MessageKey,
        /// What it is.
        kind: Kind,
        /// The outcome or status that it suggests.
        suggests: Option<Status>,
        /// Whether its sender is an address known for the authority; what comes from elsewhere
        /// only suggests (rule 9).
        known_sender: bool,
        /// Whether she filed it; otherwise a certain match did.
        by_her: bool,
        /// Where it stands among others of the same date.
        #[serde(default)]
        place: MailPlace,
    },
    /// In a message they took back an earlier letter of theirs.
    TookBack {
        /// The message.
        message: MessageKey,
        /// The day of the letter, where they name it.
        of: Option<NaiveDate>,
        /// Whether they call it an answer.
        an_answer: bool,
    },
    /// A filing was taken back.
    Unfiled {
        /// The message.
        message: MessageKey,
    },
    /// She said that a message is not about the request.
    NotAbout {
        /// The message.
        message: MessageKey,
    },
    /// She took back what she had said of where a message belongs.
    Reopened {
        /// The message.
        message: MessageKey,
    },
    /// She decided the status or outcome.
    Decided {
        /// What it is from now on.
        status: Status,
        /// Why, in her words.
        note: Option<String>,
    },
    /// They asked for clarification (s.1(3)).
    ClarificationAsked {
        /// The day they asked.
        on: NaiveDate,
        /// Whose word that this stops the clock.
        basis: Basis,
    },
    /// They asked who she is: a request needs its asker's real name (s.8(1)(b)).
    IdentityAsked {
        /// The day they asked.
        on: NaiveDate,
        /// Whose word that this stops the clock.
        basis: Basis,
    },
    /// They want her answer, or the fee, by a day, or will close the request: no law sets it.
    ReplyWanted {
        /// The last day, as they say.
        by: NaiveDate,
    },
    /// She answered their question.
    ClarificationGiven {
        /// The day they received it.
        on: NaiveDate,
    },
    /// They say that they have her answer to their question.
    ClarificationReceived {
        /// The day that they name for it, else that of their letter.
        on: NaiveDate,
    },
    /// She answered them in the thread of the request, with her own mail program.
    Wrote {
        /// Its Message-ID, without angle brackets.
        message_id: String,
    },
    /// A fees notice was given (s.9).
    FeeNotice {
        /// The day of the notice.
        on: NaiveDate,
        /// The amount in pence, where it is stated.
        pence: Option<u64>,
        /// Whose word.
        basis: Basis,
    },
    /// She paid the fee.
    FeePaid {
        /// The day it was received.
        on: NaiveDate,
    },
    /// More time was claimed or granted: public interest (s.10(3)), reg 7, or her patience.
    Extended {
        /// The new date, where one was named.
        until: Option<NaiveDate>,
        /// Why.
        because: String,
        /// Whose word.
        basis: Basis,
    },
    /// The request was passed on, or she was told to ask elsewhere.
    Transferred {
        /// To whom, as far as is known.
        to: Option<String>,
        /// The day.
        on: NaiveDate,
        /// Whose word.
        basis: Basis,
    },
    /// The school holds no session on these days (SI 2004/3364 reg 3).
    SchoolClosed {
        /// The first day without school.
        from: NaiveDate,
        /// The last one.
        to: NaiveDate,
    },
    /// They acknowledged it, other than by a message that the desk holds.
    Acknowledged {
        /// The day.
        on: NaiveDate,
    },
    /// She reminded them, other than by a letter of the desk.
    Chased {
        /// The day.
        on: NaiveDate,
    },
    /// Their answer came, by post or by telephone.
    Answered {
        /// The day she received it.
        on: NaiveDate,
    },
    /// She asked for a review, other than by a letter of the desk.
    ReviewAsked {
        /// The day they received it.
        on: NaiveDate,
    },
    /// The outcome of the review came, by post or by telephone.
    ReviewAnswered {
        /// The day she received it.
        on: NaiveDate,
    },
    /// She complained to the regulator, other than by a letter of the desk.
    Complained {
        /// The day.
        on: NaiveDate,
    },
    /// A letter of theirs states how long a review may be asked for.
    ReviewWindowStated {
        /// The day she received it.
        on: NaiveDate,
        /// What it states.
        window: Window,
    },
    /// The authority allows a review to be asked for until a day, by her word.
    ReviewWindow {
        /// The last day that it allows.
        until: NaiveDate,
    },
    /// A date the authority named as its response due.
    DueClaimed {
        /// The date it named.
        due: NaiveDate,
    },
    /// She set the due date herself.
    DueOverridden {
        /// The date from now on.
        due: NaiveDate,
        /// Why.
        because: String,
    },
    /// The request counts as received on another day (re-sent, redirected, archived).
    ReceivedOn {
        /// The day of receipt.
        on: NaiveDate,
        /// Why.
        because: String,
    },
    /// The regulator decided on her complaint.
    RegulatorDecided {
        /// The day its decision notice was sent.
        on: NaiveDate,
    },
    /// A note for the record.
    Note {
        /// Its text.
        text: String,
    },
    /// An earlier event was taken back.
    Undone {
        /// The event that no longer counts.
        event: EventId,
    },
}

impl EventKind {
    /// Whether it may have been recorded with a message, by what that says: it follows the filing at once.
    pub fn comes_with_a_message(&self) -> bool {
        matches!(
            self,
            EventKind::ClarificationAsked { basis: Basis::Claim, .. }
                | EventKind::IdentityAsked { basis: Basis::Claim, .. }
                | EventKind::FeeNotice { basis: Basis::Claim, .. }
                | EventKind::Extended { basis: Basis::Claim, .. }
                | EventKind::Transferred { basis: Basis::Claim, .. }
                | EventKind::ReplyWanted { .. }
                | EventKind::TookBack { .. }
                | EventKind::ClarificationReceived { .. }
                | EventKind::DueClaimed { .. }
                | EventKind::ReviewWindowStated { .. }
                | EventKind::Letter { state: LetterState::Bounced, .. }
        )
    }

    /// The day of the act that it records, where that is a day somebody gives; such a day has come.
    /// Dates that are set for the future are none.
    pub fn happened_on(&self) -> Option<NaiveDate> {
        match self {
            EventKind::ClarificationAsked { on, .. }
            | EventKind::IdentityAsked { on, .. }
            | EventKind::ClarificationGiven { on }
            | EventKind::ClarificationReceived { on }
            | EventKind::FeeNotice { on, .. }
            | EventKind::FeePaid { on }
            | EventKind::Transferred { on, .. }
            | EventKind::Acknowledged { on }
            | EventKind::Chased { on }
            | EventKind::Answered { on }
            | EventKind::ReviewAsked { on }
            | EventKind::ReviewAnswered { on }
            | EventKind::Complained { on }
            | EventKind::ReviewWindowStated { on, .. }
            | EventKind::ReceivedOn { on, .. }
            | EventKind::RegulatorDecided { on } => Some(*on),
            EventKind::Letter { .. }
            | EventKind::Filed { .. }
            | EventKind::TookBack { .. }
            | EventKind::Wrote { .. }
            | EventKind::Unfiled { .. }
            | EventKind::NotAbout { .. }
            | EventKind::Reopened { .. }
            | EventKind::Decided { .. }
            | EventKind::Extended { .. }
            | EventKind::ReplyWanted { .. }
            | EventKind::SchoolClosed { .. }
            | EventKind::ReviewWindow { .. }
            | EventKind::DueClaimed { .. }
            | EventKind::DueOverridden { .. }
            | EventKind::Note { .. }
            | EventKind::Undone { .. } => None,
        }
    }

    /// Whether it takes its place among letters and messages by the day of the act, not by the day
    /// on which she says so: what came and went outside the mailbox.
    pub fn is_correspondence(&self) -> bool {
        matches!(
            self,
            EventKind::Acknowledged { .. }
                | EventKind::Chased { .. }
                | EventKind::Answered { .. }
                | EventKind::ReviewAsked { .. }
                | EventKind::ReviewAnswered { .. }
                | EventKind::Complained { .. }
        )
    }
}
