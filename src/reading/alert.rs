//! What she should not overlook in a message beside its kind: a link that expires, a reply wanted by
//! a day, a review, the regulator or the public interest named.

use super::classify::Verdict;
use super::date::Dates;
use super::kind::Kind;
use super::new_text::NewText;
use super::prose;
use crate::words::words;

words! {
    /// What an alert is about.
    pub enum Topic ("alert") {
        /// A secure-mail notice or a link that expires.
        ExpiringLink = "expiring_link",
        /// They want a reply by a day.
        ReplyBy = "reply_by",
        /// A review or a complaint is mentioned.
        Review = "review",
        /// The regulator is mentioned.
        Regulator = "regulator",
        /// The public interest is weighed.
        PublicInterest = "public_interest",
    }
}

/// Something to look at, with the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// What it is about.
    pub topic: Topic,
    /// The sentence, or the day.
    pub quote: String,
}

/// The alerts of a message.
pub(super) fn alerts(parts: &NewText, verdict: &Verdict, dates: &Dates) -> Vec<Alert> {
    let mut found = Vec::new();
    let mut add = |topic: Topic, quote: String| found.push(Alert { topic, quote });
    if verdict.kind == Kind::PortalNotice {
        let quote = verdict.evidence.first().map_or_else(String::new, |one| one.quote.clone());
        add(Topic::ExpiringLink, quote);
    }
    if let Some(day) = dates.reply_by {
        add(Topic::ReplyBy, day.to_string());
    }
    let rights = parts.rights.as_deref().unwrap_or("");
    let named = |words: &[&str]| {
        prose::sentences(&parts.new_text)
            .into_iter()
            .chain(prose::sentences(rights))
            .find(|sentence| {
                let folded = prose::fold(sentence);
                words.iter().any(|word| folded.contains(word))
            })
            .map(str::to_owned)
    };
    if let Some(quote) = named(&[
        "internal review",
        "requirement for review",
        "adolygiad mewnol",
        "complaints procedure",
    ]) {
        add(Topic::Review, quote);
    }
    if let Some(quote) = named(&[
        "information commissioner",
        "information commission",
        "comisiynydd gwybodaeth",
        "ico.org.uk",
    ]) {
        add(Topic::Regulator, quote);
    }
    if verdict.names_public_interest {
        add(
            Topic::PublicInterest,
            named(&["public interest", "budd y cyhoedd"]).unwrap_or_default(),
        );
    }
    found
}
