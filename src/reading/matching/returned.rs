//! What a bounce, or mail that encloses or quotes a letter with its headers, tells of the letter.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::reading::Message;
use crate::reading::pattern::Regex;

/// What a returned letter tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BounceSignals {
    /// Recipients it speaks of, lower-cased, original ones included.
    pub recipients: Vec<String>,
    /// Whether it is for good; a delay is not.
    pub permanent: bool,
    /// The original's Message-ID.
    pub original_id: Option<String>,
    /// What the original answers: then it is none of the letters that began anything.
    #[serde(default)]
    pub answers: Vec<String>,
    /// The original's subject.
    pub original_subject: Option<String>,
}

impl BounceSignals {
    /// Message-IDs by which the original names a letter: its own, and what it answers.
    pub(super) fn ids(&self) -> impl Iterator<Item = &String> {
        self.original_id.iter().chain(&self.answers)
    }
}

/// Message-IDs of enclosed originals, and those in lines of quoted headers.
pub(super) fn returned_ids(message: &Message) -> Vec<String> {
    static HEADER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?im)^[>\s]*(?:(?:Original-)?Message-ID|Original-Envelope-Id|the message identifier was)\s*:\s*(?:rfc822;)?\s*<([^<>\s]+)>")
            .expect("a constant pattern")
    });
    let mut ids: Vec<String> = Vec::new();
    for enclosed in &message.enclosed {
        ids.extend(enclosed.message_id.clone());
        // A letter that a provider gave another id names its own at the end of References.
        let begins = enclosed.in_reply_to.is_empty();
        ids.extend(enclosed.references.last().filter(|_| begins).cloned());
    }
    let texts = std::iter::once(&message.text).chain(message.reports.iter().map(|(_, text)| text));
    for text in texts {
        let named = HEADER.captures_iter(text).map(|found| found[1].to_owned());
        ids.extend(named.filter(|id| (3..=250).contains(&id.chars().count())));
    }
    ids.sort();
    ids.dedup();
    ids
}
