//! How parts of a reading are written where the contract's shape is not the type's own.

use crate::reading::bounce::{self, Bounce};
use serde::{Serialize, Serializer};

/// The contract's shape of a bounce.
pub(super) fn bounce_as_told<S: Serializer>(
    bounce: &Option<Bounce>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Told<'a> {
        per_recipient: Vec<Recipient<'a>>,
        permanent: Option<bool>,
        original_message_id: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct Recipient<'a> {
        address: &'a str,
        action: Option<bounce::Action>,
        status: Option<&'a str>,
    }
    bounce
        .as_ref()
        .map(|bounce| Told {
            per_recipient: bounce
                .per_recipient
                .iter()
                .map(|one| Recipient {
                    address: &one.address,
                    action: one.action,
                    status: one.status.as_deref(),
                })
                .collect(),
            permanent: bounce.permanent,
            original_message_id: bounce.original_message_id.as_deref(),
        })
        .serialize(serializer)
}
