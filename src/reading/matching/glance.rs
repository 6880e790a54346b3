//! A glance at a decoded message before it is read: whether anything in it can tie it to a request
//! of the index. Most of a mailbox is about no request, and reading it whole costs ten times as much
//! as looking for what names one.
//!
//! The glance never overlooks: where it sees nothing, filing the message comes to nothing and it has
//! no signs that would keep it in the tray, unless what other messages teach names its sender or its
//! thread ([`Acquaintance`]). It may see something where there is nothing; then the message is read,
//! and reading decides.

use std::collections::HashSet;

use std::sync::LazyLock;

use memchr::memchr_iter;

use super::domain;
use super::filing::{Filing, Incoming};
use super::hint::Hints;
use super::index::Index;
use super::key::reference_key;
use super::mention::has_number;
use super::noted::{has_label, numbers_given};
use super::signals::{is_rehearsal, speaks_of_foi};
use crate::reading::Message;
use crate::reading::pattern::Regex;
use crate::reading::{classify, reference};

/// What is kept of a message that the glance passed over: enough to see whether it has to be looked
/// at again in the light of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passed {
    /// Its own Message-ID.
    pub message_id: Option<String>,
    /// The sender's address, lower-cased.
    pub from: String,
    /// In-Reply-To and References.
    pub thread_ids: Vec<String>,
    /// Keys of what it may give as a reference.
    pub numbers: Vec<String>,
}

impl Passed {
    /// What is kept of this message.
    pub fn of(message: &Message) -> Self {
        Passed {
            message_id: message.message_id.clone(),
            from: message.from.as_ref().map(|from| from.address.clone()).unwrap_or_default(),
            thread_ids: message.in_reply_to.iter().chain(&message.references).cloned().collect(),
            numbers: numbers_given(message),
        }
    }
}

/// Senders, threads and references that filings made known.
#[derive(Debug, Default)]
pub struct Acquaintance {
    senders: HashSet<String>,
    /// Their registrable domains, but for those that everybody shares.
    domains: HashSet<String>,
    ids: HashSet<String>,
    /// Keys of references.
    references: HashSet<String>,
}

impl Acquaintance {
    /// What a set of messages and their filings made known: more than they teach, never less.
    pub fn of(messages: &[Incoming], filings: &[Filing]) -> Self {
        let mut known = Acquaintance::default();
        for (message, filing) in messages.iter().zip(filings) {
            if filing.requests.is_empty() && filing.candidates.is_empty() {
                continue;
            }
            let signals = &message.signals;
            known.senders.insert(signals.from.to_ascii_lowercase());
            known.domains.extend(own_domain(&signals.from).filter(|_| !filing.requests.is_empty()));
            let given = signals.references.iter().filter(|reference| reference.fresh);
            known.references.extend(given.filter_map(|given| reference_key(&given.value)));
            let ids = signals.thread_ids.iter().chain(&signals.message_id);
            known.ids.extend(ids.map(|id| id.to_ascii_lowercase()));
        }
        known
    }

    /// Whether a message that was passed over comes from such a sender, belongs to such a thread or
    /// gives such a reference.
    pub fn includes(&self, passed: &Passed) -> bool {
        self.senders.contains(&passed.from.to_ascii_lowercase())
            || own_domain(&passed.from).is_some_and(|domain| self.domains.contains(&domain))
            || passed.thread_ids.iter().any(|id| self.ids.contains(&id.to_ascii_lowercase()))
            || passed.numbers.iter().any(|key| self.references.contains(key))
    }
}

/// The registrable domain of an address, unless everybody may write from there.
fn own_domain(address: &str) -> Option<String> {
    let at = domain::of_address(address);
    (!at.is_empty() && !domain::is_shared(at)).then(|| domain::registrable(at))
}

impl Index {
    /// Whether the message may be about a request, of this index or not.
    pub fn may_concern(&self, message: &Message) -> bool {
        let words = Words::of(message);
        let tied = || {
            words.may_be_regulators()
                || self.is_from_authority(message)
                || self.is_named_in_headers(message)
                || self.is_named_in_message(message)
        };
        let is_case = || words.may_be_a_case();
        words.may_be_signs()
            || words.are_from_regulator()
            || !self.is_empty() && (tied() || is_case())
    }

    fn is_from_authority(&self, message: &Message) -> bool {
        let from = message.from.as_ref().map_or("", |from| from.address.as_str());
        let name = message.from.as_ref().map_or("", |from| from.name.as_str());
        let at = domain::of_address(from);
        !self.by_sender(from).is_empty()
            || self.has_domain(&domain::registrable(at))
            || message.reply_to.iter().any(|one| !self.by_sender(&one.address).is_empty())
            || self.is_named_in(name)
    }

    fn is_named_in_headers(&self, message: &Message) -> bool {
        let threads = message.in_reply_to.iter().chain(&message.references);
        threads.into_iter().any(|id| !self.by_message_id(id).is_empty())
            || self.is_named_in(&message.subject)
            || message.headers.iter().any(|(_, value)| self.is_addressed_in(value))
            || { message.attachments.iter().flat_map(|one| &one.name) }
                .any(|name| self.is_named_in(name))
    }

    /// The text, what it encloses and what servers report.
    fn is_named_in_message(&self, message: &Message) -> bool {
        self.is_named_in(&message.text)
            || message.reports.iter().any(|(_, report)| self.is_addressed_in(report))
            || message.enclosed.iter().any(|enclosed| {
                enclosed
                    .message_id
                    .iter()
                    .chain(&enclosed.in_reply_to)
                    .chain(&enclosed.references)
                    .any(|id| !self.by_message_id(id).is_empty())
                    || enclosed.headers.iter().any(|(_, value)| self.is_addressed_in(value))
                    || self.is_named_in_message(enclosed)
            })
    }

    fn is_named_in(&self, text: &str) -> bool {
        self.is_addressed_in(text)
            || self.lookout.words.any_in(text, |start| {
                self.has_name_at(&text[start..])
                    || self.has_token_around(text, start)
                    || self.noted.is_at(&text[start..])
            })
    }

    /// Whether an address or a Message-ID that the index knows stands in the text, or a plus-address
    /// of hers.
    fn is_addressed_in(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        memchr_iter(b'@', bytes).any(|at| self.lookout.addresses.is_at(bytes, at))
            || memchr_iter(b'+', bytes).any(|at| self.hers.ends_with_local(&bytes[..at]))
            || self.lookout.odd_ids.iter().any(|id| text.to_ascii_lowercase().contains(id))
    }

    /// Whether the run of letters, figures and joints around that place is a token.
    fn has_token_around(&self, text: &str, start: usize) -> bool {
        let ends = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '/' | '_' | '.' | '#');
        let begin = text[..start].rfind(ends).map_or(0, |at| text.ceil_char_boundary(at + 1));
        let end = text[start..].find(ends).map_or(text.len(), |at| start + at);
        let near = text.floor_char_boundary(text.len().min(begin + LONGEST_TOKEN)).max(end);
        !self.by_token_in(&text[begin..near]).is_empty()
    }
}

/// A token with spaces for its hyphens, or over two quoted lines, is no longer.
const LONGEST_TOKEN: usize = 40;

/// The message's own words, gone through once.
struct Words<'m> {
    message: &'m Message,
    subject: Hints,
    text: Hints,
}

impl<'m> Words<'m> {
    fn of(message: &'m Message) -> Self {
        let (subject, text) = (Hints::of(&message.subject), Hints::of(&message.text));
        Words { message, subject, text }
    }

    /// Whether they may be signs of a request, or the cover note of a letter that has some.
    fn may_be_signs(&self) -> bool {
        let message = self.message;
        let says = |hints: Hints, text: &str| {
            hints.foi && (speaks_of_foi(text) || FOI_REFERENCE_PATTERN.is_match(text))
        };
        let attached = || message.attachments.iter().filter_map(|one| one.name.as_deref());
        !message.is_from_list()
            && !is_rehearsal(message)
            && (says(self.subject, &message.subject)
                || says(self.text, &message.text)
                || attached().any(|name| says(Hints::of(name), name))
                || is_cover_note(message))
    }

    /// Whether a public body, or one of the systems that bodies share, may give a number of a case in
    /// them: which request has it may become known later.
    fn may_be_a_case(&self) -> bool {
        let Message { subject, text, .. } = self.message;
        let from = self.message.from.as_ref().map_or("", |from| from.address.as_str());
        domain::is_of_bodies(domain::of_address(from))
            && !self.message.is_from_list()
            && !is_rehearsal(self.message)
            && (has_number(subject) || has_label(subject) || has_label(text))
    }

    /// Whether a regulator sent them: they wait in the tray until their case is known.
    fn are_from_regulator(&self) -> bool {
        let from = self.message.from.as_ref().map_or("", |from| from.address.as_str());
        classify::is_regulator(from) && !self.message.is_from_list() && !is_rehearsal(self.message)
    }

    /// Whether they may be a regulator's, which may name nothing but the regulator's own case.
    fn may_be_regulators(&self) -> bool {
        let Message { subject, text, .. } = self.message;
        let from = self.message.from.as_ref().map_or("", |from| from.address.as_str());
        let speaks = |hints: Hints, text: &str| hints.regulator && REGULATOR_PATTERN.is_match(text);
        let has_case = |text: &str| !reference::own_cases(text).is_empty();
        classify::is_regulator(from)
            || (speaks(self.text, text) || speaks(self.subject, subject))
                && (has_case(text) || has_case(subject))
    }
}

/// A reference that says itself that it is one of a request for information: its letters and a
/// figure in one run, or in capitals before a space.
pub(super) const FOI_REFERENCE: &str = concat!(
    r"(?:\d[A-Za-z0-9/._-]*(?i:foi|eir|rfi|infreq)|(?i:foi|eir|rfi|infreq)[A-Za-z0-9/._-]*\d",
    r"|(?:FOI|EIR|RFI|INFREQ)[A-Z]*(?:[ \t\u{a0}]|[–/-])|(?i:\brfi\b))",
);

/// Words of regulators and tribunals.
pub(super) const REGULATOR_WORDS: &str =
    r"(?i:complaint|commission|tribunal|decision\s+notice|accepted\s+your)";

static FOI_REFERENCE_PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(FOI_REFERENCE));
static REGULATOR_PATTERN: LazyLock<Regex> = LazyLock::new(|| pattern(REGULATOR_WORDS));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a constant pattern")
}

/// A text shorter than this, in bytes, may be the cover note of the letter attached.
const COVER_NOTE: usize = 2_000;

/// Whether a message says little, and has something attached that may be the letter.
pub(super) fn is_cover_note(message: &Message) -> bool {
    message.text.len() < COVER_NOTE && message.attachments.iter().any(may_be_letter)
}

/// Whether an attachment may be a letter: neither a picture nor a sound, a film or a calendar.
fn may_be_letter(attachment: &crate::reading::Attachment) -> bool {
    let sort = attachment.media_type.split('/').next().unwrap_or_default();
    !matches!(sort, "image" | "audio" | "video")
        && !matches!(attachment.media_type.as_str(), "text/calendar" | "application/ics")
}

#[cfg(test)]
#[path = "glance_tests.rs"]
mod tests;
