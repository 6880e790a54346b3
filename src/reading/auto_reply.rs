//! Automatic replies: receipts and absence notes that a machine wrote.
//!
//! By RFC 3834 (Auto-Submitted), by the older headers that gateways and help desks set, and by the
//! subject and the words, because many absence notes carry no header at all. A bounce is none; ask
//! [`bounce`] first. Receipts of servers (delivered, read) answer nobody and are
//! none either. A case system that marks a clerk's letter as automatic is believed in its headers;
//! what the letter says is for `classify`.

mod absence;
mod header;
mod subject;
mod text;

use super::bounce;
use crate::reading::message::Message;
use crate::reading::new_text::NewText;
use crate::reading::pattern::Regex;

/// Why a message is taken for automatic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// The header's name, or `subject` or `text`.
    pub place: &'static str,
    /// What stands there.
    pub quote: String,
}

/// The first sign that a machine wrote this; `None` where a person did. Bounces are not told apart
/// here.
pub fn sign(message: &Message, parts: &NewText) -> Option<Sign> {
    if header::denies(message) || bounce::is_receipt(message) {
        return None;
    }
    header::telling(message)
        .or_else(|| subject::sign(message, &parts.new_text))
        .or_else(|| header::hinting(message, parts))
        .or_else(|| said(message, parts))
        .or_else(|| absence::sign(message, parts))
}

/// The words in which the message calls itself automatic; those of one that is passed on say what the
/// other was.
fn said(message: &Message, parts: &NewText) -> Option<Sign> {
    text::machine(parts).filter(|_| !subject::is_forward(&message.subject))
}

/// Whether the sender says that no machine wrote this (RFC 3834 section 5.2).
pub fn is_denied(message: &Message) -> bool {
    header::denies(message)
}

/// Whether somebody passes a message on: an automatic reply in it is another's.
pub fn is_passed_on(message: &Message) -> bool {
    subject::is_forward(&message.subject) && header::telling(message).is_none()
}

/// Whether the message calls itself automatic in its subject or its words.
pub fn says_so(message: &Message, parts: &NewText) -> bool {
    subject::sign(message, &parts.new_text).is_some() || said(message, parts).is_some()
}

/// Whether the message is a note that somebody is away. An answer that mentions a holiday is none.
pub fn is_absence(message: &Message, parts: &NewText) -> bool {
    subject::names_absence(&message.subject) || absence::sign(message, parts).is_some()
}

/// Whether a machine sent the message by its own word (RFC 3834 section 5.1), be it an answer or a
/// notice that nobody asked for.
pub fn is_generated(message: &Message) -> bool {
    message.header("auto-submitted").is_some_and(|value| !header::is_no(value))
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

#[cfg(test)]
mod tests;
