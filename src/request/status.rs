//! The status of a request: the words of the design, and the words of WhatDoTheyKnow beside them.
//! How events fold into a status is in `fold`.

use crate::words::words;

words! {
    /// Where a request stands. `overdue` is no status: it is worked out from the clock.
    pub enum Status ("status") {
        /// Its first letter has not been accepted.
        Unsent = "unsent",
        /// Its first letter was refused or bounced.
        Undelivered = "undelivered",
        /// The clock runs.
        AwaitingResponse = "awaiting_response",
        /// They asked her something, or want a fee.
        AwaitingClarification = "awaiting_clarification",
        /// An answer is in; its outcome waits for her yes.
        Answered = "answered",
        /// Outcome: she got what she asked for (s.1(1)).
        Successful = "successful",
        /// Outcome: some of it.
        PartlySuccessful = "partly_successful",
        /// Outcome: refused (s.17).
        Refused = "refused",
        /// Outcome: information not held (s.1(1)(a)).
        NotHeld = "not_held",
        /// The answer comes by post.
        Postal = "postal",
        /// A review was asked for; the outcome before it is kept.
        InternalReview = "internal_review",
        /// A complaint was made to the regulator (s.50).
        WithRegulator = "with_regulator",
        /// She gave up.
        Withdrawn = "withdrawn",
    }
}

impl Status {
    /// Whether it is an outcome, which only she decides.
    pub fn is_outcome(self) -> bool {
        matches!(
            self,
            Status::Successful | Status::PartlySuccessful | Status::Refused | Status::NotHeld
        )
    }

    /// WhatDoTheyKnow's word for it, where it has one.
    pub fn whatdotheyknow(self) -> Option<&'static str> {
        Some(match self {
            Status::Unsent | Status::WithRegulator => return None,
            Status::Undelivered => "error_message",
            Status::AwaitingResponse => "waiting_response",
            Status::AwaitingClarification => "waiting_clarification",
            Status::Answered => "waiting_classification",
            Status::Successful => "successful",
            Status::PartlySuccessful => "partially_successful",
            Status::Refused => "rejected",
            Status::NotHeld => "not_held",
            Status::Postal => "gone_postal",
            Status::InternalReview => "internal_review",
            Status::Withdrawn => "user_withdrawn",
        })
    }
}
