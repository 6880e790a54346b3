//! What a filing rests on: the rule and the words of the message it was applied to.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// How sure a filing is.
    pub enum Certainty ("certainty") {
        /// Named without contradiction, or decided by her: it is filed.
        Certain = "certain",
        /// Worth showing her; never filed unasked.
        Likely = "likely",
        /// Nothing points to a request.
        None = "none",
    }
}

words! {
    /// Who a message seems to come from, as far as the desk knows.
    pub enum Origin ("origin") {
        /// An authority's address, or its own domain.
        Authority = "authority",
        /// Somebody who names an authority as the writer.
        Named = "named",
        /// Anybody else.
        Elsewhere = "elsewhere",
    }
}

words! {
    /// A rule of matching. Those from `another_reference` on speak against a filing.
    pub enum Rule ("rule of matching") {
        /// She filed it.
        Decision = "decision",
        /// In-Reply-To, References or a returned original carry the Message-ID of a letter.
        OurMessageId = "our_message_id",
        /// The same, with the id a server gave to our letter, learned from a certain filing.
        ServerMessageId = "server_message_id",
        /// The plus-address that the letter was sent from.
        PlusAddress = "plus_address",
        /// Our token.
        Token = "token",
        /// A reference known for the request at this authority.
        KnownReference = "known_reference",
        /// A returned letter, by its recipient and its subject.
        BouncedRecipient = "bounced_recipient",
        /// It answers a message of theirs that is filed.
        TheirThread = "their_thread",
        /// It quotes a letter: its time, its recipient or its subject.
        QuotedOriginal = "quoted_original",
        /// The address that the letter went to.
        Sender = "sender",
        /// An address that a certain filing of this authority came from.
        LearnedSender = "learned_sender",
        /// The sender's registrable domain is the authority's.
        SenderDomain = "sender_domain",
        /// The authority is named by a sender who writes for many.
        AuthorityName = "authority_name",
        /// The subject of a letter.
        Subject = "subject",
        /// Words that only this request of the authority uses.
        Topic = "topic",
        /// The day it gives for the request is the day of the letter.
        QuotedDate = "quoted_date",
        /// The authority has only this request.
        OnlyRequest = "only_request",
        /// It came right after the letter.
        SoonAfter = "soon_after",
        /// It names a reference that is known for another request.
        AnotherReference = "another_reference",
        /// It names a reference that is neither this request's nor, so far, another's.
        UnexplainedReference = "unexplained_reference",
        /// It speaks of what another request asks.
        AnotherTopic = "another_topic",
        /// The day it gives for the request is the day of another one.
        AnotherDate = "another_date",
        /// It quotes a letter of another request.
        AnotherOriginal = "another_original",
        /// It greets somebody else by name.
        AnotherPerson = "another_person",
        /// Its headers name two requests.
        TwoRequests = "two_requests",
        /// It comes from another authority, or speaks as one.
        AnotherAuthority = "another_authority",
        /// It is dated before the request.
        BeforeTheRequest = "before_the_request",
        /// It answers a letter of hers that is not on this desk.
        UnknownLetter = "unknown_letter",
        /// The sender's domain imitates the authority's.
        LookAlike = "look_alike",
        /// It is sent to many: an alert, a newsletter, a survey, a list of requests.
        SentToMany = "sent_to_many",
        /// It passes on what somebody else was sent.
        Forwarded = "forwarded",
    }
}

impl Rule {
    /// Whether it speaks against a filing.
    pub fn is_against(self) -> bool {
        self >= Rule::AnotherReference
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule.
    pub rule: Rule,
    /// The words of the message it rests on.
    pub quote: String,
}

impl Evidence {
    /// A piece of evidence; the quote is cut at 200 characters.
    pub fn new(rule: Rule, quote: &str) -> Self {
        let quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        Evidence { rule, quote: quote.chars().take(200).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_against_come_after_those_for() {
        let against: Vec<&str> =
            Rule::ALL.iter().filter(|rule| rule.is_against()).map(|rule| rule.word()).collect();
        assert_eq!(against.first(), Some(&"another_reference"));
        assert_eq!(against.len(), 13);
        assert!(!Rule::SoonAfter.is_against());
    }
}
