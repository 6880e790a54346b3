//! What the desk holds already, as far as matching needs it: messages with her decisions.

use std::collections::HashMap;

use crate::casework::{Desk, Result};
use crate::reading::matching::{Filing, Incoming};
use crate::request::{MessageKey, RequestId};
use crate::store::{Filed, MessagePlace, Standing, StoredMessage};

/// What the desk holds already.
pub(super) struct Held {
    pub(super) messages: Vec<StoredMessage>,
    filings: HashMap<MessageKey, Vec<Filed>>,
}

impl Held {
    pub(super) fn of(desk: &Desk) -> Result<Self> {
        let mut filings: HashMap<MessageKey, Vec<Filed>> = HashMap::new();
        for filed in desk.store.all_filings()? {
            filings.entry(filed.message).or_default().push(filed);
        }
        let messages = desk
            .store
            .messages()?
            .into_iter()
            .filter(|message| matches!(message.place, MessagePlace::Filed | MessagePlace::Tray))
            .collect();
        Ok(Held { messages, filings })
    }

    pub(super) fn of_message(&self, key: MessageKey) -> &[Filed] {
        self.filings.get(&key).map_or(&[], Vec::as_slice)
    }

    /// Whether a message is filed elsewhere than before.
    pub(super) fn differs(&self, key: MessageKey, filing: &Filing) -> bool {
        let filed = { self.of_message(key).iter() }.filter(|one| one.standing == Standing::Filed);
        let before: Vec<&RequestId> = filed.map(|filed| &filed.request).collect();
        before.len() != filing.requests.len()
            || filing.requests.iter().any(|request| !before.contains(&request))
    }

    /// The stored messages with her decisions, in the order of their numbers.
    pub(super) fn incoming(&self) -> impl Iterator<Item = Incoming> + '_ {
        self.messages.iter().map(|message| {
            let of = |by_her: bool, standing: Standing| {
                let filings = self.of_message(message.key).iter();
                filings
                    .filter(|filed| filed.by_her == by_her && filed.standing == standing)
                    .map(|filed| filed.request.clone())
                    .collect()
            };
            Incoming {
                signals: message.signals.clone(),
                filed_by_her: of(true, Standing::Filed),
                refused_by_her: of(true, Standing::Refused),
                filed_before: of(false, Standing::Filed),
            }
        })
    }
}
