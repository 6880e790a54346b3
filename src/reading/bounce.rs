//! Bounces: letters that a server returned, or still tries to deliver.
//!
//! Read by RFC 3464 (delivery status notifications) where the fields are there, and by the texts of
//! common servers where they are not. A delay is not a failure. A receipt (delivered, relayed, read)
//! and an abuse report are no bounces; [`is_receipt`] tells those.

mod fields;
mod implied;
mod receipt;
mod signs;
mod texts;

use crate::reading::message::Message;
use crate::words::words;

words! {
    /// What a server did with a letter (RFC 3464 section 2.3.3).
    pub enum Action ("delivery action") {
        /// It gave up.
        Failed = "failed",
        /// It still tries.
        Delayed = "delayed",
        /// It put the letter into the mailbox.
        Delivered = "delivered",
        /// It handed the letter to a server that sends no receipts.
        Relayed = "relayed",
        /// It handed the letter to the members of a list.
        Expanded = "expanded",
    }
}

/// What was reported of one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// The final recipient, lower-cased; a pipe or a file where a server delivers to one.
    pub address: String,
    /// What happened, where it is said in so many words.
    pub action: Option<Action>,
    /// The enhanced status code (RFC 3463), "5.1.1".
    pub status: Option<String>,
    /// The address the letter was sent to, where the report tells it and it is another: a mailbox
    /// that forwards.
    pub original: Option<String>,
}

/// A bounce.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bounce {
    /// Each recipient reported, in order.
    pub per_recipient: Vec<Recipient>,
    /// Whether trying again is no use; `None` where the report does not say.
    pub permanent: Option<bool>,
    /// The Message-ID of the letter that is returned, without angle brackets.
    pub original_message_id: Option<String>,
}

impl Recipient {
    /// The addresses that the letter went to: the one that it was sent to first, where that is told, for a
    /// mailbox may have passed it on.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.original.as_deref().into_iter().chain([self.address.as_str()])
    }
}

impl Bounce {
    /// Whether the report only tells of a delay.
    pub fn is_delay(&self) -> bool {
        let delayed = |recipient: &Recipient| recipient.action == Some(Action::Delayed);
        !self.per_recipient.is_empty() && self.per_recipient.iter().all(delayed)
    }
}

/// Reads a bounce; `None` where the message is none.
pub fn read(message: &Message) -> Option<Bounce> {
    if is_receipt(message) {
        return None;
    }
    let reported = fields::recipients(message);
    let told =
        reported.iter().any(|recipient| recipient.action.is_some() || recipient.status.is_some());
    let per_recipient = if told || !reported.is_empty() {
        texts::completed(reported, message)
    } else {
        texts::recipients(message)?
    };
    let given_up = || !told && texts::is_given_up(message);
    let permanent = { given_up().then_some(true) }
        .or_else(|| permanence(&per_recipient))
        .or_else(|| texts::permanence(message));
    Some(Bounce { permanent, original_message_id: original_id(message), per_recipient })
}

/// Whether the message is a receipt or a report and no bounce: read or deleted (RFC 8098), an abuse
/// report (RFC 5965), or every recipient delivered, relayed or expanded.
pub fn is_receipt(message: &Message) -> bool {
    receipt::is(message)
}

/// Whether the message is a read receipt that a program made by itself, and not because its reader did
/// something (action mode `automatic-action`, RFC 8098 section 3.2.6.1).
pub fn is_sent_unasked(message: &Message) -> bool {
    receipt::is_sent_unasked(message)
}

/// Permanent where one recipient failed for good; not where all that failed may be tried again.
fn permanence(recipients: &[Recipient]) -> Option<bool> {
    let class = |recipient: &Recipient| match (
        recipient.action,
        recipient.status.as_deref().map(|status| status.as_bytes()[0]),
    ) {
        (Some(Action::Delayed), _) => Some(false),
        (Some(Action::Delivered | Action::Relayed | Action::Expanded), _) => None,
        (_, Some(b'5')) => Some(true),
        (_, Some(b'4')) => Some(false),
        (Some(Action::Failed) | None, _) => None,
    };
    let classes: Vec<bool> = recipients.iter().filter_map(class).collect();
    (!classes.is_empty()).then(|| classes.contains(&true))
}

/// The Message-ID of the returned letter: in the enclosed original or its headers, in a report's
/// field, in the text that follows the complaint, in References.
fn original_id(message: &Message) -> Option<String> {
    message
        .enclosed
        .iter()
        .find_map(|enclosed| enclosed.message_id.clone())
        .or_else(|| fields::original_id(message))
        .or_else(|| texts::original_id(message))
        .or_else(|| named_in_header(message))
        .or_else(|| message.in_reply_to.first().cloned())
        .or_else(|| message.references.last().cloned())
}

/// Italian certified mail (RFC 6109) and some gateways name the letter in a header.
fn named_in_header(message: &Message) -> Option<String> {
    ["x-riferimento-message-id", "original-message-id", "x-original-message-id"]
        .iter()
        .find_map(|name| message.header(name))
        .map(|value| value.trim_matches(['<', '>', ' ']).to_owned())
        .filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests;
