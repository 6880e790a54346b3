//! What a message weighs for the clock: a receipt, a claim, an answer, a review's outcome, or
//! nothing. What it suggests for the status is `fold`'s.

use super::Claimed;
use crate::reading::Kind;
use crate::request::Status;

/// What a message weighs for the clock.
pub(super) enum Weight {
    Receipt,
    Claim(Claimed),
    Answer,
    Review,
    Nothing,
}

/// The weight of a message of a kind, with what it suggests.
pub(super) fn weight(kind: Kind, suggests: Option<Status>) -> Weight {
    match kind {
        Kind::Acknowledgement | Kind::AutoReply => Weight::Receipt,
        Kind::Clarification | Kind::IdentityRequest => Weight::Claim(Claimed::Clarification),
        Kind::FeeNotice => Weight::Claim(Claimed::Fee),
        Kind::Extension => Weight::Claim(Claimed::Extension),
        Kind::Transfer => Weight::Claim(Claimed::Transfer),
        Kind::Released
        | Kind::PartlyReleased
        | Kind::NotHeld
        | Kind::RefusalCost
        | Kind::RefusalVexatious
        | Kind::RefusalExemption
        | Kind::RefusalPublished
        | Kind::NeitherConfirmNorDeny
        | Kind::Excluded
        | Kind::RedirectedSar => Weight::Answer,
        Kind::ReviewUpheld | Kind::ReviewPartlyUpheld | Kind::ReviewOverturned => Weight::Review,
        Kind::NarrowingInvited
        | Kind::PortalNotice
        | Kind::Correction
        | Kind::Postal
        | Kind::Closed
        | Kind::OtherCorrespondence
            if suggests.is_some_and(Status::is_outcome) =>
        {
            Weight::Answer
        }
        Kind::NarrowingInvited
        | Kind::PortalNotice
        | Kind::Correction
        | Kind::Postal
        | Kind::Closed
        | Kind::OtherCorrespondence
        | Kind::Bounce
        | Kind::BounceDelayed
        | Kind::DeliveryNotice
        | Kind::OutOfOffice
        | Kind::Recall
        | Kind::WebFormDemand
        | Kind::Holding
        | Kind::Interim
        | Kind::SentInError
        | Kind::ReviewAcknowledgement
        | Kind::Regulator
        | Kind::Unrelated => Weight::Nothing,
    }
}
