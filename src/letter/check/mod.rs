//! What is checked before a letter goes, as pure functions over facts that the caller gathers: each
//! finding says what is wrong and what to do. Guards stop the run, warnings are listed.

mod earlier;
mod questions;
mod recipient;
mod sender;
#[cfg(test)]
mod tests;

pub use earlier::similar;
pub use questions::{Judged, judge};
pub use sender::SMALLER;

use super::question::Question;
use super::state::LetterKind;
use crate::law::Regime;
use crate::words::words;

words! {
    /// How much a finding matters.
    pub enum Severity ("severity of a finding") {
        /// It stops the run.
        Guard = "guard",
        /// It is listed.
        Warning = "warning",
    }
}

words! {
    /// What is checked before a letter goes.
    pub enum Check ("check before sending") {
        /// Template marks in subject or body.
        LeftoverMarks = "leftover_marks",
        /// A letter without a text: it asks for nothing.
        NothingAsked = "nothing_asked",
        /// No real name under it (s.8).
        NoName = "no_name",
        /// No address for correspondence (s.8), or nobody to write to.
        NoAddress = "no_address",
        /// The authority's address waits for her yes.
        Unverified = "unverified",
        /// Mail to the address came back before.
        BouncedBefore = "bounced_before",
        /// It takes requests only by a web form.
        WebFormOnly = "web_form_only",
        /// Template, identity or register changed since the preview.
        Changed = "changed",
        /// The letter names a law that the authority is not under.
        WrongLaw = "wrong_law",
        /// Another authority of the batch has the same inbox.
        SharedInbox = "shared_inbox",
        /// She asked it the same or much within sixty working days (s.12(4), SI 2004/3244 reg 5).
        AskedBefore = "asked_before",
        /// She has another open request there.
        SeveralOpen = "several_open",
        /// More items than an officer will answer.
        TooManyItems = "too_many_items",
        /// A letter longer than anybody reads.
        TooLong = "too_long",
        /// A question that asks why, or for an opinion.
        AsksWhy = "asks_why",
        /// A question that asks for personal data.
        PersonalData = "personal_data",
        /// Attachments larger than most servers take.
        TooLarge = "too_large",
        /// A body that campaigns leave out by default.
        LeftOutByDefault = "left_out_by_default",
    }
}

/// What is known of one letter and its authority.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    /// What the letter is for; `None` counts as a request.
    pub kind: Option<LetterKind>,
    /// The law of the request.
    pub regime: Option<Regime>,
    /// Her name as it stands in the sender.
    pub name: &'a str,
    /// Her address.
    pub email: &'a str,
    /// The recipient.
    pub to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The body.
    pub body: &'a str,
    /// The questions.
    pub questions: &'a [Question],
    /// What is found in the questions by themselves, where they were judged before.
    pub judged: Option<&'a Judged>,
    /// The whole message as it is sent, in bytes.
    pub bytes: usize,
    /// The largest message that the provider takes.
    pub largest: Largest,
    /// Whether she (or a recorded day of verification) has said yes to the address.
    pub verified: bool,
    /// Where the address comes from, for the question whether to say yes.
    pub source: Option<&'a str>,
    /// Whether mail to the address came back before.
    pub bounced_before: bool,
    /// The web form, where the register has a form and no address of its own.
    pub web_form_only: Option<&'a str>,
    /// What has changed since the preview, one sentence each.
    pub changed: &'a [String],
    /// The command that makes the letter anew; empty where there is none.
    pub redraft: &'a str,
    /// Names of other authorities of the batch with the same inbox, or of the first few.
    pub same_inbox: &'a [String],
    /// How many more of them there are.
    pub more_there: usize,
    /// Her other requests to the authority or its trust, adopted ones included.
    pub earlier: &'a [Earlier],
    /// Why campaigns leave the body out, where they do and she has not chosen it on purpose.
    pub left_out_by_default: Option<&'a str>,
}

/// The largest message that a provider takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Largest {
    /// In megabytes; 0 is no limit.
    pub megabytes: u32,
    /// Whether it is known of her provider; otherwise it is what most servers take.
    pub is_known: bool,
}

impl Default for Largest {
    fn default() -> Self {
        Largest { megabytes: sender::MOST_SERVERS, is_known: false }
    }
}

/// Another request of hers to the same authority in law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its id.
    pub request: String,
    /// Working days since it was sent.
    pub working_days_ago: u32,
    /// Whether it still waits for something.
    pub open: bool,
    /// What it asked.
    pub questions: Vec<Question>,
}

/// Something found before sending.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Which check.
    pub check: Check,
    /// How much it matters.
    pub severity: Severity,
    /// What was found.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// Everything that speaks against sending this letter, guards first.
pub fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    sender::look(facts, &mut findings);
    recipient::look(facts, &mut findings);
    if facts.kind.is_none_or(|kind| kind == LetterKind::Request) {
        questions::look(facts, &mut findings);
        earlier::look(facts, &mut findings);
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// Whether a run has to stop.
pub fn stops(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Guard)
}

fn guard(check: Check, what: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { check, severity: Severity::Guard, what: what.into(), remedy: remedy.into() }
}

fn warning(check: Check, what: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { check, severity: Severity::Warning, what: what.into(), remedy: remedy.into() }
}
