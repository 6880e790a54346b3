//! What one message offers to matching, as plain values: everything of it that can point to a
//! request, without knowing any request. Made once from the decoded message and kept with it, so
//! that mail in the tray is matched again without being decoded again.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use super::hers::Hers;
use super::returned::{BounceSignals, returned_ids};
use crate::reading::{Kind, Message};

/// The longest text kept for matching, in characters.
const KEPT: usize = 16_000;

/// The header of a rehearsal, which is never matched.
pub const REHEARSAL: &str = "X-Foidesk-Rehearsal";

/// What one message offers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signals {
    /// Its own Message-ID.
    pub message_id: Option<String>,
    /// When it was sent, as far as that is known.
    pub date: Option<DateTime<Utc>>,
    /// The sender's display name.
    pub from_name: String,
    /// The sender's address, lower-cased.
    pub from: String,
    /// Reply-To and Sender, lower-cased.
    pub reply_to: Vec<String>,
    /// The subject.
    pub subject: String,
    /// In-Reply-To and References.
    pub thread_ids: Vec<String>,
    /// Message-IDs of originals that it returns, encloses or quotes with their headers.
    pub returned_ids: Vec<String>,
    /// Tags of her plus-addresses in its headers: (header, tag).
    pub header_tags: Vec<(String, String)>,
    /// Whether it came to her address as it is, without a plus part.
    pub to_plain_address: bool,
    /// Tags of her plus-addresses in its text or in what it returns.
    pub text_tags: Vec<String>,
    /// References of the authority that it names.
    pub references: Vec<NamedReference>,
    /// Numbers in it that are other people's: of an earlier request by another applicant.
    pub others_references: Vec<String>,
    /// What sort of message it is.
    pub kind: Option<Kind>,
    /// Case numbers of a regulator that it names.
    pub regulator_references: Vec<String>,
    /// Days that it gives for the request itself.
    pub dates_quoted: Vec<NaiveDate>,
    /// The day by which it promises an answer.
    pub due_quoted: Option<NaiveDate>,
    /// Originals that it quotes.
    pub quoted: Vec<Quoted>,
    /// What it adds, quotes removed.
    pub new_text: String,
    /// What it quotes.
    pub quoted_text: String,
    /// The heads of the letters attached to it.
    pub attached_text: String,
    /// Names of its attachments.
    pub attachment_names: Vec<String>,
    /// For a returned letter: whom it could not reach.
    pub bounce: Option<BounceSignals>,
    /// Whether a machine answered.
    pub auto_reply: bool,
    /// Whether it was sent to a list.
    pub bulk: bool,
    /// Whether its words are those of a newsletter or a survey.
    pub to_many: bool,
    /// Whether its words or references are those of a request for information.
    pub foi: bool,
    /// Whether it is a rehearsal of hers.
    pub rehearsal: bool,
}

/// A reference as it stands in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedReference {
    /// As it is written.
    pub value: String,
    /// Whether the message itself says it (subject, new text, attachment), not what it quotes.
    pub fresh: bool,
}

/// The header of a quoted original, as mail programs write it above a quote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quoted {
    /// The addresses in it, lower-cased.
    pub addresses: Vec<String>,
    /// When it was sent, in the writer's time.
    pub sent: Option<NaiveDateTime>,
    /// Its subject.
    pub subject: Option<String>,
}

impl Signals {
    /// The signals of a decoded message: `new_text` and `quoted_text` are its text divided. What
    /// other readers of the message find (references, days, bounce, automatic reply) is for the
    /// caller to add.
    pub fn of(message: &Message, new_text: &str, quoted_text: &str, hers: &Hers) -> Self {
        let mut signals = Signals {
            message_id: message.message_id.clone(),
            date: message.date.map(|date| date.with_timezone(&Utc)),
            from_name: message.from.as_ref().map(|from| from.name.clone()).unwrap_or_default(),
            from: message.from.as_ref().map(|from| from.address.clone()).unwrap_or_default(),
            reply_to: message.reply_to.iter().map(|address| address.address.clone()).collect(),
            subject: message.subject.clone(),
            thread_ids: thread_ids(message),
            returned_ids: returned_ids(message),
            header_tags: header_tags(message, hers),
            to_plain_address: to_plain_address(message, hers),
            text_tags: text_tags(message, hers),
            quoted: super::quoted::originals(quoted_text),
            new_text: kept(new_text),
            quoted_text: kept(quoted_text),
            attachment_names: message.attachments.iter().filter_map(|a| a.name.clone()).collect(),
            bulk: message.is_from_list(),
            rehearsal: is_rehearsal(message),
            ..Signals::default()
        };
        signals.foi = speaks_of_foi(&signals.subject) || speaks_of_foi(&signals.new_text);
        signals
    }

    /// Whether its own words or references are those of a request for information, whatever kind of
    /// message it is taken for.
    pub fn says_foi(&self) -> bool {
        speaks_of_foi(&self.subject)
            || speaks_of_foi(&self.new_text)
            || self.references.iter().any(NamedReference::says_foi)
    }

    /// Whether mail of its kind is about somebody's request.
    pub fn is_casework(&self) -> bool {
        !matches!(
            self.kind,
            None | Some(
                Kind::Unrelated
                    | Kind::OtherCorrespondence
                    | Kind::Bounce
                    | Kind::BounceDelayed
                    | Kind::DeliveryNotice
                    | Kind::OutOfOffice
                    | Kind::Recall
                    | Kind::AutoReply
            )
        )
    }

    /// Whether it speaks to her of a letter or a case of hers.
    pub fn speaks_to_her(&self) -> bool {
        speaks_of_a_case(&self.subject) || speaks_of_a_case(&self.new_text)
    }

    /// Whether a public body, or a system that bodies share, gives a number of a case in it.
    pub fn gives_a_case(&self) -> bool {
        super::domain::is_of_bodies(super::domain::of_address(&self.from)) && self.gives_a_number()
    }

    /// Whether it labels a reference, or its subject has one.
    pub fn gives_a_number(&self) -> bool {
        self.references.iter().any(|one| one.fresh) || super::mention::has_number(&self.subject)
    }

    /// Whether the message passes another one on: its subject says so, or a line in it.
    pub fn is_forwarded(&self) -> bool {
        let subject = self.subject.trim_start().to_ascii_lowercase();
        ["fwd:", "fw:", "wg:", "tr:"].iter().any(|prefix| subject.starts_with(prefix))
            || [&self.new_text, &self.quoted_text].into_iter().any(|text| {
                text.lines().any(|line| {
                    let line = line.trim_matches([' ', '-', '>', '_', ':']).to_ascii_lowercase();
                    line == "forwarded message" || line == "begin forwarded message"
                })
            })
    }

    /// Whether a regulator wrote it.
    pub fn is_from_regulator(&self) -> bool {
        self.kind == Some(Kind::Regulator)
    }
}

impl NamedReference {
    /// Whether the message itself names it, and it says that it is one of a request for information.
    pub(super) fn says_foi(&self) -> bool {
        let value = self.value.to_ascii_uppercase();
        self.fresh && ["FOI", "EIR", "RFI", "INFREQ"].iter().any(|word| value.contains(word))
    }
}

/// Whether it is a rehearsal of hers.
pub(super) fn is_rehearsal(message: &Message) -> bool {
    message.header(REHEARSAL).is_some()
}

/// In-Reply-To first, then References, without doubles.
fn thread_ids(message: &Message) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in message.in_reply_to.iter().chain(&message.references) {
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// Whether an address of To or Cc is hers and has no plus part, and none has one.
fn to_plain_address(message: &Message, hers: &Hers) -> bool {
    let mut own =
        message.to.iter().chain(&message.cc).filter(|to| hers.owns(&to.address)).peekable();
    own.peek().is_some() && own.all(|to| hers.tag(&to.address).is_none())
}

/// Tags in any header but those that say who wrote.
fn header_tags(message: &Message, hers: &Hers) -> Vec<(String, String)> {
    let mut tags: Vec<(String, String)> = Vec::new();
    let mut add = |header: &str, text: &str| {
        for tag in hers.tags_in(text) {
            if !tags.iter().any(|(_, known)| *known == tag) {
                tags.push((header.to_owned(), tag));
            }
        }
    };
    for address in &message.to {
        add("To", &address.address);
    }
    for address in &message.cc {
        add("Cc", &address.address);
    }
    for (header, address) in &message.delivered_to {
        add(header, address);
    }
    for (header, value) in &message.headers {
        if !matches!(
            header.to_ascii_lowercase().as_str(),
            "from" | "sender" | "reply-to" | "return-path"
        ) {
            add(header, value);
        }
    }
    tags
}

/// Tags in the text, the reports and the enclosed originals.
fn text_tags(message: &Message, hers: &Hers) -> Vec<String> {
    let mut tags = hers.tags_in(&message.text);
    for (_, report) in &message.reports {
        tags.extend(hers.tags_in(report));
    }
    for enclosed in &message.enclosed {
        tags.extend(hers.tags_in(&enclosed.text));
        for (_, value) in &enclosed.headers {
            tags.extend(hers.tags_in(value));
        }
    }
    tags.sort();
    tags.dedup();
    tags
}

/// Whether a text speaks to whom it greets of their letter or case.
pub(super) fn speaks_of_a_case(text: &str) -> bool {
    static CASE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi) \b(?:your|eich)\s+(?:[\w-]+\s+){0,4}
            (?:requests?|enquir(?:y|ies)|applications?|e-?mail|letter|correspondence|message|questions?
              |case|complaint|cais|neges|llythyr|ymholiad)\b
            | \byou\s+(?:asked|requested|wrote|sent|emailed)\b",
        )
        .expect("a constant pattern")
    });
    CASE.is_match(text)
}

/// Whether a text has the words by which requests for information are known.
pub(super) fn speaks_of_foi(text: &str) -> bool {
    static WORDS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(FOI_WORDS).expect("a constant pattern"));
    WORDS.is_match(text)
}

/// The words by which requests for information are known, English and Welsh.
pub(super) const FOI_WORDS: &str = r"(?xi: freedom\s+of\s+information | environmental\s+information | \bFOI(?:A|SA|S|R)?\b
            | \bE\.?I\.?R(?:s|\b) | \binformation\s+(?:request|rights|governance|commissioner|access)
            | \brequests?\s+for\s+information | \binternal\s+review | \bsubject\s+access
            | \byour\s+(?:information\s+)?(?:request|enquiry)\b | rhyddid\s+gwybodaeth | cais\s+am\s+wybodaeth
            | \bexempt(?:ion)?\b | \brecorded\s+information)";

fn kept(text: &str) -> String {
    match text.char_indices().nth(KEPT) {
        Some((end, _)) => text[..end].to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Address;

    fn message() -> Message {
        Message {
            message_id: Some("answer@dunbridge.example".into()),
            from: Some(Address { name: "FOI".into(), address: "foi@dunbridge.example".into() }),
            to: vec![Address { name: String::new(), address: "requests@campaign.example".into() }],
            in_reply_to: vec!["letter-1@campaign.example".into()],
            references: vec!["letter-1@campaign.example".into(), "other@dunbridge.example".into()],
            delivered_to: vec![("Received".into(), "REQUESTS+T0L1@campaign.example".into())],
            headers: vec![("From".into(), "requests+forged@campaign.example".into())],
            ..Message::default()
        }
    }

    #[test]
    fn a_tag_in_received_counts_and_one_in_from_does_not() {
        let hers = Hers::new(["requests@campaign.example"]);
        let signals = Signals::of(&message(), "", "", &hers);
        assert_eq!(signals.header_tags, [("Received".to_owned(), "t0l1".to_owned())]);
        assert_eq!(signals.thread_ids, ["letter-1@campaign.example", "other@dunbridge.example"]);
    }

    #[test]
    fn the_returned_original_is_found_in_free_text() {
        let mut bounced = message();
        bounced.text =
            "Could not deliver.\n\n> Message-ID: <letter-7@campaign.example>\nSubject: x\n".into();
        let signals = Signals::of(&bounced, "", "", &Hers::default());
        assert_eq!(signals.returned_ids, ["letter-7@campaign.example"]);
    }

    #[test]
    fn words_of_the_law_are_signs() {
        for text in
            ["Your FOI request", "under the EIRs", "Cais am wybodaeth", "request for information"]
        {
            assert!(speaks_of_foi(text), "{text}");
        }
        for text in ["Our information team answered 212 questions", "Lunch on Friday?", "Eire"] {
            assert!(!speaks_of_foi(text), "{text}");
        }
    }

    #[test]
    fn signals_survive_being_kept() {
        let signals = Signals::of(&message(), "new", "old", &Hers::default());
        let json = serde_json::to_string(&signals).unwrap();
        assert_eq!(serde_json::from_str::<Signals>(&json).unwrap(), signals);
        assert_eq!(serde_json::from_str::<Signals>("{}").unwrap(), Signals::default());
    }
}
