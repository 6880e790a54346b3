//! What she should not overlook in a message beside its kind: a link that expires, a reply wanted by
//! a day, a review, the regulator or the public interest named.

use std::sync::LazyLock;

use super::classify::{self, Verdict};
use super::date::Dates;
use super::kind::Kind;
use super::new_text::NewText;
use super::pattern::Regex;
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

/// The sentence that speaks of a review or complaint of hers as of something that is: not the offer
/// that every answer ends with, nor complaints that the information is about, nor what a regulator writes of.
pub(super) fn review_mentioned(new_text: &str, kind: Kind) -> Option<String> {
    static MENTIONED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\binternal review\b|\brequirements? for (?:a )?review\b|\badolygiad mewnol\b",
            r"|\b(?:request|asked|asking) (?:us )?(?:for|to)(?: an?| the)? review\b|\byour review\b",
            r"|\breview(?:ed|ing)? (?:of )?(?:your|the|our) (?:request|decision|response|refusal|handling)\b",
            r"|\b(?:as|your|a) (?:formal )?complaint (?:about|under|regarding|concerning|that|has|have|is|was|to (?:us|the))\b",
            r"|\bas a (?:formal )?complaint\b|\bcomplaints? (?:procedure|process|team|officer|panel)\b|\beich cwyn\b",
        ))
        .expect("the pattern is constant and tested")
    });
    if matches!(
        kind,
        Kind::Bounce
            | Kind::BounceDelayed
            | Kind::DeliveryNotice
            | Kind::Unrelated
            | Kind::Regulator
    ) {
        return None;
    }
    let speaks = |sentence: &&str| {
        let folded = prose::fold(sentence);
        MENTIONED.is_match(&folded) && !classify::offers_a_review(&folded)
    };
    prose::sentences(new_text).into_iter().find(speaks).map(|sentence| sentence.trim().to_owned())
}

/// The alerts of a message.
pub(super) fn alerts(parts: &NewText, verdict: &Verdict, dates: &Dates) -> Vec<Alert> {
    let mut found = Vec::new();
    let mut add = |topic: Topic, quote: String| found.push(Alert { topic, quote });
    // Of both the sentence with the day: the notice says no more than that there is a link.
    let notice = (verdict.kind == Kind::PortalNotice)
        .then(|| verdict.evidence.first().map_or_else(String::new, |one| one.quote.clone()));
    if let Some(quote) = dates.file_goes.clone().or(notice) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_goes_away_is_told_whatever_kind_of_letter_says_so() {
        let sentence = "The link to the files expires on 5 June 2026.";
        let parts = NewText { new_text: sentence.into(), ..NewText::default() };
        let dates = super::super::date::read(sentence, None);
        let verdict = Verdict {
            kind: Kind::Released,
            evidence: Vec::new(),
            suggested_status: None,
            names_public_interest: false,
        };
        let found = alerts(&parts, &verdict, &dates);
        let expected = Alert { topic: Topic::ExpiringLink, quote: sentence.into() };
        assert_eq!(found, [expected]);
    }

    #[test]
    fn a_review_that_is_and_not_one_that_is_offered() {
        for (text, told) in [
            ("We are treating your email of 4 May as a request for an internal review.", true),
            ("Your email has been passed to our complaints team.", true),
            ("We will look into it as a formal complaint.", true),
            ("Your requirement for review has reached us.", true),
            ("Our review of the decision is under way.", true),
            ("Mae\u{2019}r adolygiad mewnol ar waith.", true),
            ("If you are unhappy you may ask for an internal review.", false),
            ("You have the right to request an internal review within 40 working days.", false),
            ("You can complain under our complaints procedure.", false),
            ("Should you wish to complain, write to our complaints team.", false),
            ("We received 212 complaints about school transport in 2023.", false),
            ("The policy is under review.", false),
        ] {
            let found = review_mentioned(text, Kind::Acknowledgement);
            assert_eq!(found.as_deref(), told.then_some(text), "{text}");
        }
        assert_eq!(review_mentioned("Our internal review", Kind::Unrelated), None);
    }
}
