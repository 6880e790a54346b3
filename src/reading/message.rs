//! A decoded message: headers and text as values, so that nothing behind this file speaks MIME.
//! The adapter that makes it from bytes is `decode`; nothing here judges what the message means.

use chrono::{DateTime, FixedOffset};

/// A mailbox of RFC 5322 section 3.4.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Address {
    /// The display name, decoded; empty when there is none.
    pub name: String,
    /// The address, lower-cased; empty when it could not be read.
    pub address: String,
}

impl Address {
    /// The part after the last `@`, or "" without one.
    pub fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// One message, decoded.
#[derive(Debug, Clone, Default)]
pub struct Message {
    /// Message-ID without angle brackets.
    pub message_id: Option<String>,
    /// The Date header; where it cannot be read, the newest Received date.
    pub date: Option<DateTime<FixedOffset>>,
    /// The first From mailbox.
    pub from: Option<Address>,
    /// Sender, Reply-To and the other From mailboxes.
    pub reply_to: Vec<Address>,
    /// To.
    pub to: Vec<Address>,
    /// Cc and Bcc.
    pub cc: Vec<Address>,
    /// Where it was delivered, by Delivered-To, X-Original-To, Envelope-To and the `for` clauses
    /// of Received: (header name, address).
    pub delivered_to: Vec<(String, String)>,
    /// The subject, decoded and unfolded; "" when there is none.
    pub subject: String,
    /// Message ids of In-Reply-To, without angle brackets.
    pub in_reply_to: Vec<String>,
    /// Message ids of References, without angle brackets, oldest first.
    pub references: Vec<String>,
    /// All headers in order: name as written, value unfolded and decoded.
    pub headers: Vec<(String, String)>,
    /// The body as text: the text/plain part, else the HTML turned into text (table cells apart),
    /// with format=flowed undone and lines ended by `\n`.
    pub text: String,
    /// Byte ranges of `text` that the HTML it was made from marks as quoted; empty where `text` is
    /// the plain version.
    pub quoted: Vec<std::ops::Range<usize>>,
    /// The HTML body, decoded, where there is one.
    pub html: Option<String>,
    /// Attachments, including those inside winmail.dat and uuencoded ones.
    pub attachments: Vec<Attachment>,
    /// Pictures that the HTML shows (parts of multipart/related), which nobody attached.
    pub pictures: Vec<Attachment>,
    /// Messages carried inside (message/rfc822, text/rfc822-headers).
    pub enclosed: Vec<Message>,
    /// The raw text of message/delivery-status, message/disposition-notification and
    /// message/feedback-report parts: (media type, text).
    pub reports: Vec<(String, String)>,
    /// The media type of the whole message, lower-cased: `multipart/report`, with its
    /// `report-type` in `report_type`.
    pub media_type: String,
    /// The report-type parameter of multipart/report, lower-cased.
    pub report_type: Option<String>,
    /// What could not be read well, in words for the user.
    pub problems: Vec<String>,
}

impl Message {
    /// The first header of that name, decoded; the name in any case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// Whether a list or a newsletter sent it, by the headers of RFC 2369 and RFC 2919.
    pub fn is_from_list(&self) -> bool {
        ["list-id", "list-unsubscribe", "list-post"].iter().any(|name| self.header(name).is_some())
    }

    /// Every header of that name in order.
    pub fn headers_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.headers
            .iter()
            .filter(move |(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// An attachment as far as the message tells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachment {
    /// Its name, decoded and made safe (no folder, no control character).
    pub name: Option<String>,
    /// The media type, lower-cased.
    pub media_type: String,
    /// Its size decoded, in bytes.
    pub bytes: u64,
    /// Where its encoded content lies in the raw message, and how it is encoded, so that it is
    /// decoded only when needed.
    pub content: Content,
}

/// Where an attachment's content lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Content {
    /// Encoded bytes `start..end` of the raw message.
    Raw {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// The transfer encoding, lower-cased: base64, quoted-printable, 7bit, x-uuencode.
        encoding: String,
    },
    /// Already decoded (taken out of winmail.dat, for example).
    Decoded(Vec<u8>),
    /// None.
    #[default]
    Empty,
}
