//! The whole reading of one message: everything that `foi read --json` tells, put together from the
//! other files of this room. Judges nothing itself beyond what outranks what.

mod carried;
mod contract;
mod days;
mod extent;
mod numbers;

use super::bounce::{self, Bounce};
use super::clarified::{self, Clarified};
use super::classify::likeness::Features;
use super::classify::{self, Evidence, HerWords, Joint, Letter};
use super::kind::Kind;
use super::message::Message;
use super::new_text::{self, NewText};
use super::reference::{self, Reference};
use super::section::{self, Citation};
use super::took_back::{self, TookBack};
use super::{alert, auto_reply, date};
use crate::request::Status;
use chrono::{NaiveDate, SecondsFormat};
use serde::Serialize;

use days::{dates, review_window};
use numbers::{references, regulators};

/// What the program sees in one message; serialised it is the contract of `foi read --json`.
#[derive(Debug, Clone, Serialize)]
pub struct Reading {
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// When it was written, RFC 3339.
    pub date: Option<String>,
    /// The sender's address.
    pub from: Option<String>,
    /// The addresses of To.
    pub to: Vec<String>,
    /// The subject, decoded.
    pub subject: String,
    /// The message it answers.
    pub in_reply_to: Option<String>,
    /// The ids of References.
    pub message_references: Vec<String>,
    /// What sort of message it is.
    pub kind: Kind,
    /// What the kind rests on.
    pub kind_evidence: Vec<Evidence>,
    /// A machine wrote it.
    pub auto_reply: bool,
    /// What a returned letter reports.
    #[serde(serialize_with = "contract::bounce_as_told")]
    pub bounce: Option<Bounce>,
    /// The authority's references.
    pub authority_references: Vec<Reference>,
    /// Case numbers of the regulator or the tribunal.
    pub regulator_references: Vec<String>,
    /// The day by which they say they will answer.
    pub due_quoted: Option<NaiveDate>,
    /// The day by which she must act.
    pub reply_by: Option<NaiveDate>,
    /// How long a review may be asked for, where an answer states it.
    pub review_window: Option<date::Window>,
    /// The sentence that speaks of a review or complaint, beyond the offer of one that every answer
    /// ends with.
    pub review_mentioned: Option<String>,
    /// The sentence that says on which day a shared file, or the link to it, goes away.
    pub link_expires: Option<String>,
    /// Sections they cite.
    pub sections: Vec<Citation>,
    /// The status the request might have now.
    pub suggested_status: Option<Status>,
    /// What the message adds.
    pub new_text: String,
    /// What it quotes.
    pub quoted_text: Option<String>,
    /// Its paragraph on reviews and the regulator.
    pub rights_text: Option<String>,
    /// Its signature below a delimiter, its disclaimers, banners and advertisements.
    pub footer_text: Option<String>,
    /// Its attachments.
    pub attachments: Vec<Attached>,
    /// What could not be read well.
    pub problems: Vec<String>,
    /// The sentence behind `due_quoted`.
    #[serde(skip)]
    pub due_quote: Option<String>,
    /// That they have her answer to their question.
    #[serde(skip)]
    pub clarified: Option<Clarified>,
    /// The earlier letter of theirs that it takes back.
    #[serde(skip)]
    pub took_back: Option<TookBack>,
    /// The day the writer is back.
    #[serde(skip)]
    pub return_date: Option<NaiveDate>,
    /// What she should not overlook.
    #[serde(skip)]
    pub alerts: Vec<alert::Alert>,
}

/// An attachment as far as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attached {
    /// Its name, made safe.
    pub name: Option<String>,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many characters of text were found in it.
    pub text_chars: usize,
}

/// Reads a message. `texts` are the texts of its attachments in their order; a missing one counts
/// as empty.
pub fn read<T: AsRef<str>>(message: &Message, texts: &[T]) -> Reading {
    read_knowing(message, texts, &HerWords::default())
}

/// As [`read`], where sentences are known that she wrote.
pub fn read_knowing<T: AsRef<str>>(
    message: &Message,
    texts: &[T],
    her_words: &HerWords,
) -> Reading {
    let whole = new_text::separate(message);
    let parts = extent::judged(&whole);
    let attached = attached(message, texts);
    let authority_references = references(message, &parts, &attached);
    let judged = carried::as_letters(message, &attached);
    let bounce = bounce::read(message);
    let sign = auto_reply::sign(message, &parts).filter(|_| bounce.is_none());
    let verdict = match by_report(message, bounce.as_ref()) {
        Some(verdict) => verdict,
        None => {
            let letter = letter(message, &parts, &judged, sign.is_some(), &authority_references);
            classify::classify(&Letter { her_words: Some(her_words), ..letter })
        }
    };
    let (authority_references, regulator_references) =
        regulators(message, &parts, &attached, verdict.kind, authority_references);
    let dates = dates(message, &parts, &judged, verdict.kind);
    let sections = sections(message, &parts, &judged, verdict.kind);
    let review_window = review_window(message, &parts, &judged, verdict.kind);
    let review_mentioned = alert::review_mentioned(&parts.new_text, verdict.kind);
    let alerts = alert::alerts(&parts, &verdict, &dates);
    let written = message.date.map(|date| date.date_naive());
    let clarified = clarified::read(&parts.new_text, verdict.kind, written);
    let took_back = took_back::read(&parts.new_text, verdict.kind, written);
    Reading {
        message_id: message.message_id.clone(),
        date: message.date.map(|date| date.to_rfc3339_opts(SecondsFormat::Secs, false)),
        from: message.from.as_ref().map(|from| from.address.clone()),
        to: message.to.iter().map(|to| to.address.clone()).collect(),
        subject: message.subject.clone(),
        in_reply_to: message.in_reply_to.first().cloned(),
        message_references: message.references.clone(),
        auto_reply: is_automatic(message, &parts, sign.as_ref(), verdict.kind),
        kind: verdict.kind,
        kind_evidence: verdict.evidence,
        bounce,
        authority_references,
        regulator_references,
        due_quoted: dates.due_quoted,
        reply_by: dates.reply_by,
        review_window,
        review_mentioned,
        link_expires: dates.file_goes,
        sections,
        suggested_status: verdict.suggested_status,
        attachments: attachments(message, &attached),
        problems: message.problems.clone(),
        new_text: whole.new_text,
        quoted_text: whole.quoted_text,
        rights_text: whole.rights,
        footer_text: whole.footer,
        due_quote: dates.due_quote,
        clarified,
        took_back,
        return_date: dates.return_date,
        alerts,
    }
}

/// Whether the message is a calendar entry and nothing else (RFC 6047).
fn is_calendar(message: &Message) -> bool {
    let of_type =
        |value: &str| value.trim_start().to_ascii_lowercase().starts_with("text/calendar");
    message.header("content-type").is_some_and(of_type)
}

/// What servers report, and calendars, needs no reading of sentences.
fn by_report(message: &Message, bounce: Option<&Bounce>) -> Option<classify::Verdict> {
    let (kind, rule, status) = match bounce {
        Some(bounce) if bounce.is_delay() => (Kind::BounceDelayed, "report.delayed", None),
        Some(_) => (Kind::Bounce, "report.failed", Some(Status::Undelivered)),
        None if bounce::is_receipt(message) => (Kind::DeliveryNotice, "report.receipt", None),
        // An invitation to a meeting gives nothing.
        None if is_calendar(message) => (Kind::OtherCorrespondence, "calendar", None),
        None => return None,
    };
    let told = bounce.and_then(|bounce| bounce.per_recipient.first()).map(|recipient| {
        let action = recipient.action.map_or("", bounce::Action::word);
        let status = recipient.status.as_deref().unwrap_or("");
        [recipient.address.as_str(), action, status].join(" ").trim().to_owned()
    });
    let quote = told.filter(|told| !told.is_empty()).unwrap_or_else(|| message.subject.clone());
    Some(classify::Verdict {
        kind,
        evidence: vec![Evidence { rule: rule.to_owned(), quote }],
        suggested_status: status,
        names_public_interest: false,
    })
}

/// What a message consists of, for learning which words speak for which kind, and what the rules make of
/// it; `texts` as in `read`.
pub fn features<T: AsRef<str>>(message: &Message, texts: &[T]) -> (Features, Joint) {
    let reported = by_report(message, bounce::read(message).as_ref());
    let whole = new_text::separate(message);
    let parts = extent::judged(&whole);
    let attached = attached(message, texts);
    let references = references(message, &parts, &attached);
    let automatic = auto_reply::sign(message, &parts).is_some();
    let judged = carried::as_letters(message, &attached);
    let (features, joint) =
        classify::features(&letter(message, &parts, &judged, automatic, &references));
    (features, reported.map_or(joint, |verdict| Joint::settled(verdict.kind)))
}

/// Each attachment's name and text.
fn attached<'a, T: AsRef<str>>(
    message: &'a Message,
    texts: &'a [T],
) -> Vec<(Option<&'a str>, &'a str)> {
    let text_of = |index: usize| texts.get(index).map_or("", AsRef::as_ref);
    message
        .attachments
        .iter()
        .enumerate()
        .map(|(index, attachment)| (attachment.name.as_deref(), text_of(index)))
        .collect()
}

/// What `classify` is told of the message.
fn letter<'a>(
    message: &'a Message,
    parts: &'a NewText,
    attached: &[(Option<&'a str>, &'a str)],
    automatic: bool,
    references: &[Reference],
) -> Letter<'a> {
    let bulk = message.is_from_list()
        || message.header("precedence").is_some_and(|value| value.eq_ignore_ascii_case("list"));
    Letter {
        subject: &message.subject,
        body: &parts.new_text,
        quoted: parts.quoted_text.as_deref().unwrap_or(""),
        from: message.from.as_ref().map_or("", |from| from.address.as_str()),
        attachments: attached.iter().map(|(name, text)| (name.unwrap_or(""), *text)).collect(),
        automatic,
        absence: auto_reply::is_absence(message, parts),
        bulk,
        reply: !message.in_reply_to.is_empty() || !message.references.is_empty(),
        has_reference: references.iter().any(|one| one.place != reference::Place::Quoted),
        her_words: None,
    }
}

/// Sections named in what is new of the message and in letters attached. The paragraph on her rights
/// names the way to the regulator under every answer: that is no ground of it.
fn sections(
    message: &Message,
    parts: &NewText,
    attached: &[(Option<&str>, &str)],
    kind: Kind,
) -> Vec<Citation> {
    if matches!(kind, Kind::Bounce | Kind::BounceDelayed | Kind::DeliveryNotice | Kind::Unrelated) {
        return Vec::new();
    }
    let texts: Vec<&str> =
        std::iter::once(parts.new_text.as_str()).chain(letters(attached)).collect();
    // A scan has no text: what it decides may be in its name alone.
    let names = attached
        .iter()
        .filter(|(_, text)| text.trim().is_empty())
        .filter_map(|(name, _)| classify::letter_words((*name)?));
    let texts: Vec<String> = texts.into_iter().map(str::to_owned).chain(names).collect();
    section::cited(&texts.join("\n\n"), &message.subject)
}

/// The texts of attachments that are letters.
fn letters<'a>(attached: &'a [(Option<&str>, &'a str)]) -> impl Iterator<Item = &'a str> + 'a {
    attached
        .iter()
        .filter(|(name, text)| classify::is_letter(name.unwrap_or(""), text))
        .map(|(_, text)| *text)
}

fn attachments(message: &Message, attached: &[(Option<&str>, &str)]) -> Vec<Attached> {
    message
        .attachments
        .iter()
        .zip(attached)
        .map(|(attachment, (_, text))| Attached {
            name: attachment.name.clone(),
            media_type: attachment.media_type.clone(),
            bytes: attachment.bytes,
            text_chars: text.chars().count(),
        })
        .collect()
}

/// Whether a machine wrote the message. What it says of itself in its subject or words is believed;
/// headers only where the kind allows it: a case system sends a clerk's letters under the same
/// headers as its receipts.
fn is_automatic(
    message: &Message,
    parts: &NewText,
    sign: Option<&auto_reply::Sign>,
    kind: Kind,
) -> bool {
    let receipt = matches!(kind, Kind::Acknowledgement | Kind::ReviewAcknowledgement);
    let by_machine = matches!(
        kind,
        Kind::Recall
            | Kind::WebFormDemand
            | Kind::PortalNotice
            | Kind::DeliveryNotice
            | Kind::OtherCorrespondence
            | Kind::Unrelated
    );
    // A returned letter and a delivery report answer nobody; a read receipt does, for its reader, where
    // it was not he who caused it.
    let read = bounce::is_sent_unasked(message);
    if auto_reply::is_denied(message)
        || auto_reply::is_passed_on(message)
        || matches!(kind, Kind::Bounce | Kind::BounceDelayed)
        || (kind == Kind::DeliveryNotice && !read)
    {
        return false;
    }
    let answers = sign.is_some() || read;
    matches!(kind, Kind::AutoReply | Kind::OutOfOffice)
        || auto_reply::says_so(message, parts)
        || (answers && (by_machine || receipt))
        || (auto_reply::is_generated(message) && by_machine)
}

#[cfg(test)]
mod tests;
