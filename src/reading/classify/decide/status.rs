//! The status that a kind suggests, for her to accept; receipts and notices of servers suggest none.

use super::Case;
use crate::reading::classify::signal::Signal::*;
use crate::reading::kind::Kind;
use crate::request::Status;

/// The status that a kind suggests; receipts and notices of servers suggest none.
pub(super) fn suggested_status(kind: Kind, case: &Case<'_>) -> Option<Status> {
    Some(match kind {
        Kind::Bounce => Status::Undelivered,
        Kind::AutoReply
        | Kind::Acknowledgement
        | Kind::WebFormDemand
        | Kind::Extension
        | Kind::Holding
        | Kind::Interim => Status::AwaitingResponse,
        Kind::Clarification | Kind::NarrowingInvited | Kind::IdentityRequest | Kind::FeeNotice => {
            Status::AwaitingClarification
        }
        Kind::Transfer if case.says(PassedOn) => Status::AwaitingResponse,
        Kind::Transfer | Kind::NotHeld => Status::NotHeld,
        Kind::Postal => Status::Postal,
        Kind::PortalNotice => Status::Answered,
        Kind::Released if case.gives() || case.says(Deny) || case.says(State) => Status::Successful,
        Kind::Released => Status::Answered,
        Kind::PartlyReleased | Kind::ReviewPartlyUpheld => Status::PartlySuccessful,
        Kind::RefusalCost
        | Kind::RefusalVexatious
        | Kind::RefusalExemption
        | Kind::RefusalPublished
        | Kind::NeitherConfirmNorDeny
        | Kind::Excluded
        | Kind::RedirectedSar
        | Kind::ReviewUpheld => Status::Refused,
        Kind::ReviewAcknowledgement => Status::InternalReview,
        Kind::ReviewOverturned => Status::Successful,
        Kind::Regulator => Status::WithRegulator,
        Kind::BounceDelayed
        | Kind::DeliveryNotice
        | Kind::OutOfOffice
        | Kind::Recall
        | Kind::Correction
        | Kind::SentInError
        | Kind::Closed
        | Kind::OtherCorrespondence
        | Kind::Unrelated => return None,
    })
}
