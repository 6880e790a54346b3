//! Of what kind a message is, with the sentences it rests on. Every sentence of the new text and of
//! a letter that is attached is held against rules (`rules`); what the sentences say
//! together, and which kind the words as a whole are most like (`likeness`), makes the kind (`decide`). An opinion, never a decision; facts.md of the project's law
//! data and the Acts are its ground.

mod beside;
mod decide;
mod file_name;
mod her_words;
mod items;
pub mod likeness;
mod not_applied;
mod parts;
mod restated;
mod rule;
mod rules;
mod signal;
mod statement;
mod tally;

use super::kind::Kind;
use super::prose;
use crate::request::Status;
pub use decide::Joint;
pub(in crate::reading) use decide::is_regulator;
pub(in crate::reading) use file_name::letter_words;
pub use her_words::HerWords;
use likeness::Features;
use serde::Serialize;
use tally::Tally;
pub(in crate::reading) use tally::offers_a_review;

/// What an opinion rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The rule's name.
    pub rule: String,
    /// The words as they stand in the message.
    pub quote: String,
}

/// What is known of a message before its sentences are read.
#[derive(Debug, Clone, Default)]
pub struct Letter<'a> {
    /// The decoded subject.
    pub subject: &'a str,
    /// The new text.
    pub body: &'a str,
    /// What it quotes.
    pub quoted: &'a str,
    /// The sender's address.
    pub from: &'a str,
    /// Attachments: name, and text where there is some.
    pub attachments: Vec<(&'a str, &'a str)>,
    /// A machine wrote it, by its headers or words.
    pub automatic: bool,
    /// The writer is away, by subject or first words.
    pub absence: bool,
    /// It went to many: List-Id, List-Unsubscribe, Precedence.
    pub bulk: bool,
    /// It answers some message (In-Reply-To or References).
    pub reply: bool,
    /// It carries an authority's reference.
    pub has_reference: bool,
    /// What she is known to have written.
    pub her_words: Option<&'a HerWords>,
}

/// The opinion on a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The kind.
    pub kind: Kind,
    /// What it rests on, the strongest first; empty only where nothing was said.
    pub evidence: Vec<Evidence>,
    /// The status that the request might have now, for her to accept.
    pub suggested_status: Option<Status>,
    /// The public interest was weighed in words.
    pub names_public_interest: bool,
}

/// Judges a letter. Bounces, receipts of servers and the like are told before.
pub fn classify(letter: &Letter<'_>) -> Verdict {
    let tally = tally(letter);
    decide::decide(letter, &tally)
}

/// What the rules alone make of a letter: their tests must not be carried by its likeness.
#[cfg(test)]
fn by_rules(letter: &Letter<'_>) -> Verdict {
    decide::by_rules(letter, &tally(letter))
}

/// What a letter consists of, for learning which words speak for which kind, and what the rules make of it.
pub(super) fn features(letter: &Letter<'_>) -> (Features, Joint) {
    let tally = tally(letter);
    (decide::weighed(letter, &tally, Features::of), decide::joint(letter, &tally))
}

/// What the sentences say.
fn tally(letter: &Letter<'_>) -> Tally {
    let mut tally = Tally::default();
    let quoted = HerWords::quoted(letter.quoted);
    let known: Vec<&HerWords> = letter.her_words.into_iter().chain([&quoted]).collect();
    let topic = statement::topic(letter.subject, letter.quoted);
    tally.subject(letter.subject);
    tally.text(letter.body, &known, &topic);
    for (_, text) in letter.attachments.iter().filter(|(name, text)| is_letter(name, text)) {
        tally.text(text, &known, &topic);
    }
    tally
}

/// Whether an attachment is a letter on the request and not the information itself: by what its
/// first lines or its name say.
pub(super) fn is_letter(name: &str, text: &str) -> bool {
    const GREETING: &[&str] = &["dear ", "annwyl ", "our ref", "ein cyf"];
    // A policy speaks of "freedom of information requests" without answering one.
    const DOCUMENT: &[&str] =
        &["policy", "policies", "procedure", "guidance", "handbook", "privacy", "training"];
    const ADDRESSED: &[&str] = &[
        "your request",
        "eich cais",
        "information request",
        "request for information",
        "internal review",
        "good morning",
        "good afternoon",
    ];
    const NAMED: &[&str] = &[
        "response",
        "reply",
        "letter",
        "decision",
        "foi",
        "refusal",
        "review",
        "acknowledg",
        "eir",
        "answer",
        "ymateb",
    ];
    let name = name.to_ascii_lowercase();
    if text.is_empty() {
        return false;
    }
    if [".csv", ".xls", ".xlsx", ".ods"].iter().any(|end| name.ends_with(end)) {
        return is_written(text);
    }
    let head = prose::fold(&text[..text.floor_char_boundary(2500)]);
    let named = NAMED.iter().any(|word| name.contains(word));
    if ["reference ", "reference: ", "ref ", "ref: ", "ref. "]
        .iter()
        .any(|word| head.starts_with(word))
    {
        return true;
    }
    if !named && DOCUMENT.iter().any(|word| name.contains(word)) {
        return GREETING.iter().any(|words| head.contains(words));
    }
    named && text.len() < 20_000
        || GREETING.iter().chain(ADDRESSED).any(|words| head.contains(words))
}

/// Whether a table holds sentences rather than figures: some answer in the cells of a sheet.
fn is_written(table: &str) -> bool {
    const SENTENCE: usize = 4;
    let is_sentence = |line: &&str| {
        line.ends_with('.') && !line.contains('\t') && line.split_whitespace().count() >= SENTENCE
    };
    let lines: Vec<&str> = table.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    !lines.is_empty() && lines.iter().filter(|line| is_sentence(line)).count() * 2 >= lines.len()
}

#[cfg(test)]
mod tests;
