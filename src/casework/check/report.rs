//! What a check tells: the contract of `foi check --json`.

use serde::Serialize;

use crate::casework::send::settle::Settled;
use crate::reading::Kind;
use crate::reading::matching::{Certainty, Evidence};
use crate::request::{MessageKey, RequestId, Status};

/// What a run of `check` found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Messages in the files.
    pub messages: usize,
    /// Those not seen before.
    pub new: usize,
    /// Those seen before, in an earlier run or in this one.
    pub duplicates: usize,
    /// New ones that were filed.
    pub filed: usize,
    /// New ones that are likely about a request and wait for her.
    pub suggested: usize,
    /// New ones with signs of a request that match none.
    pub unmatched: usize,
    /// New ones that are about no request, of which only a fingerprint is kept.
    pub unrelated: usize,
    /// New ones that she sent herself.
    pub own: usize,
    /// One for each new message and for each message of the tray whose place changed; two for one
    /// that answers two requests.
    pub items: Vec<Item>,
    /// Letters in doubt that the mail settled; no part of the contract.
    #[serde(skip)]
    pub settled: Vec<Settled>,
    /// What could not be read.
    pub problems: Vec<String>,
}

impl Report {
    /// Adds what was filed anew in the same run: of one message the later word counts.
    pub(super) fn add(&mut self, later: Report) {
        for item in later.items {
            let before = self.items.iter().position(|known| known.key == item.key);
            let Some(before) = before.filter(|_| item.key.is_some()) else {
                self.items.push(item);
                continue;
            };
            match self.items[before].certainty {
                Certainty::Certain => {}
                Certainty::Likely => self.suggested -= 1,
                Certainty::None => self.unmatched -= 1,
            }
            if self.items[before].certainty != Certainty::Certain {
                self.filed += 1;
            }
            self.items[before] = item;
        }
        self.settled.extend(later.settled);
    }
}

/// One message, as it was filed or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its number in the desk; `None` for one that is not kept.
    #[serde(skip)]
    pub key: Option<MessageKey>,
    /// Its Message-ID.
    pub message_id: Option<String>,
    /// Where it was read.
    pub source: String,
    /// The request it is filed under.
    pub request: Option<RequestId>,
    /// How sure that is.
    pub certainty: Certainty,
    /// Requests it may be about, best first.
    pub candidates: Vec<RequestId>,
    /// What this rests on.
    pub evidence: Vec<Evidence>,
    /// What sort of message it is.
    pub kind: Kind,
    /// References of the authority in it.
    pub references: Vec<String>,
    /// Where the request stood before this message.
    pub status_before: Option<Status>,
    /// Where it stands after it.
    pub status_after: Option<Status>,
    /// What is odd about it.
    pub problems: Vec<String>,
}

impl Item {
    /// The item of a message that is about no request: of what it says nothing is told.
    pub(super) fn unrelated(
        message_id: Option<String>,
        source: String,
        problems: Vec<String>,
    ) -> Self {
        Item {
            key: None,
            message_id,
            source,
            request: None,
            certainty: Certainty::None,
            candidates: Vec::new(),
            evidence: Vec::new(),
            kind: Kind::Unrelated,
            references: Vec::new(),
            status_before: None,
            status_after: None,
            problems,
        }
    }
}
