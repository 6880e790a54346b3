//! A raw message to a [`Message`]: headers, text, attachments, enclosed messages and reports.
//!
//! Total: every byte string gives a message, damage is told in `problems`. Attachments are found,
//! named and measured here and decoded only when [`content`] is asked for them. RFC 5322, RFC
//! 2045-2049, RFC 2183, RFC 2231, RFC 3676, RFC 3462.

mod body;
mod calendar;
mod charset;
mod continued;
mod fields;
mod flowed;
mod mail_date;
mod marked;
mod parser;
pub(crate) mod rtf;
pub(crate) mod smime;
mod tnef;
mod transfer;
mod tree;
mod uuencode;
mod words;

use std::borrow::Cow;

use self::body::{Body, Source};
use self::fields::Fields;
use crate::reading::message::{Attachment, Content, Message};

pub(in crate::reading) use self::parser::push_entity;

/// Messages inside messages; a forward of a forward of a bounce has three.
const MAX_ENCLOSED: usize = 6;

/// Decodes a raw message (without its mbox `From ` line, though one does no harm).
pub fn decode(raw: &[u8]) -> Message {
    let mut message = decode_unmeasured(raw);
    measure(&mut message, raw);
    message
}

/// As [`decode`], but the sizes of attachments that lie in the raw message stay 0 until [`measure`]
/// finds them: most of a mailbox is attachments, and most mail is only glanced at.
pub fn decode_unmeasured(raw: &[u8]) -> Message {
    let ended = line_ended(raw);
    let blank = ended.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    message(&Source { bytes: &ended, is_raw: true, depth: 0 }, blank..ended.len())
}

/// Finds the sizes of the attachments of a message that was decoded from `raw`, and of those in the
/// messages inside it.
pub fn measure(message: &mut Message, raw: &[u8]) {
    measure_in(message, &line_ended(raw));
}

fn measure_in(message: &mut Message, raw: &[u8]) {
    for attachment in message.attachments.iter_mut().chain(&mut message.pictures) {
        if let Content::Raw { start, end, encoding } = &attachment.content {
            let content = raw.get(*start..*end).unwrap_or_default();
            attachment.bytes = transfer::decoded_len(encoding, content);
        }
    }
    message.enclosed.iter_mut().for_each(|inner| measure_in(inner, raw));
}

/// Classic Mac files end their lines with a bare CR: made LF, byte for byte, so that ranges hold.
fn line_ended(raw: &[u8]) -> Cow<'_, [u8]> {
    let head = &raw[..raw.len().min(2_000)];
    if head.contains(&b'\n') || !head.contains(&b'\r') {
        return Cow::Borrowed(raw);
    }
    Cow::Owned(raw.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect())
}

/// The content of an attachment of a message that was decoded from `raw`.
pub fn content<'a>(attachment: &'a Attachment, raw: &'a [u8]) -> Cow<'a, [u8]> {
    match &attachment.content {
        Content::Raw { start, end, encoding } => {
            transfer::decoded(encoding, raw.get(*start..*end).unwrap_or_default())
        }
        Content::Decoded(bytes) => Cow::Borrowed(bytes),
        Content::Empty => Cow::Borrowed(&[]),
    }
}

/// The beginning of an attachment's content, some thousand bytes of it: enough to tell what it is.
pub fn head<'a>(attachment: &'a Attachment, raw: &'a [u8]) -> Cow<'a, [u8]> {
    const ENCODED: usize = 8 * 1024;
    match &attachment.content {
        Content::Raw { start, end, encoding } if encoding == "base64" => {
            let end = (*end).min(start.saturating_add(ENCODED));
            transfer::decoded(encoding, raw.get(*start..end).unwrap_or_default())
        }
        _ => content(attachment, raw),
    }
}

/// Decodes the message at `range` of a source.
fn message(source: &Source<'_>, range: std::ops::Range<usize>) -> Message {
    let tree = tree::split(source.bytes, range);
    let Some(root) = tree.parts.first() else { return Message::default() };
    let mut message = headers(&root.fields);
    message.media_type = root.content_type.value.clone();
    message.report_type = root.content_type.parameter("report-type").map(str::to_lowercase);
    if message.headers.is_empty() {
        message.problems.push("no header: this does not look like a mail".to_owned());
    }
    if tree.cut_short {
        message.problems.push("too many parts: the rest of the message was not split".to_owned());
    }
    if root.content_type.value == "multipart/encrypted" {
        message.problems.push(body::ENCRYPTED.to_owned());
    }
    if tree.is_mended {
        let problem =
            "its parts are not divided as it says: they were read by the lines between them";
        message.problems.push(problem.to_owned());
    }
    Body::default().read(source, &tree).fill(&mut message);
    message
}

/// The header fields as values.
fn headers(fields: &Fields<'_>) -> Message {
    let decoded: Vec<(String, String)> =
        fields.0.iter().map(|field| (field.name.to_owned(), words::text(field.raw))).collect();
    let mut message = Message { headers: decoded, ..Message::default() };
    message.subject = message.header("subject").unwrap_or_default().to_owned();
    message.message_id =
        message.header("message-id").and_then(|value| ids(value).into_iter().next());
    message.in_reply_to = message.header("in-reply-to").map(ids).unwrap_or_default();
    message.references = message.headers_named("references").flat_map(ids).collect();
    message.date = date(&message);
    people(&mut message, fields);
    message
}

/// The mailboxes of a message.
fn people(message: &mut Message, fields: &Fields<'_>) {
    let all = |name: &str| fields.all(name).flat_map(parser::addresses).collect::<Vec<_>>();
    let mut from = all("from").into_iter();
    message.from = from.next();
    message.reply_to = all("reply-to");
    message.reply_to.extend(all("sender"));
    message.reply_to.extend(from);
    message.to = all("to");
    message.cc = all("cc");
    message.cc.extend(all("bcc"));
    message.delivered_to = delivered_to(&message.headers);
}

/// Where the mail was delivered by the headers that servers add.
fn delivered_to(headers: &[(String, String)]) -> Vec<(String, String)> {
    const NAMED: &[&str] =
        &["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to"];
    let mut found = Vec::new();
    for (name, value) in headers {
        if NAMED.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            let address = value.trim().trim_matches(['<', '>']).to_lowercase();
            found.push((name.clone(), address));
        } else if name.eq_ignore_ascii_case("received")
            && let Some(address) = received_for(value)
        {
            found.push((name.clone(), address));
        }
    }
    found
}

/// The `for <address>` clause of a Received header.
fn received_for(value: &str) -> Option<String> {
    let (_, after) = value.split_once(" for ")?;
    let address = after.trim_start().split([' ', ';', '\t']).next()?.trim_matches(['<', '>']);
    address.contains('@').then(|| address.to_lowercase())
}

/// The Date header; where it cannot be read, the newest Received or Delivery-Date.
fn date(message: &Message) -> Option<chrono::DateTime<chrono::FixedOffset>> {
    let stated = message.header("date").and_then(mail_date::parse);
    stated
        .or_else(|| message.headers_named("received").find_map(mail_date::of_received))
        .or_else(|| message.header("delivery-date").and_then(mail_date::parse))
        .or_else(|| message.header("resent-date").and_then(mail_date::parse))
}

/// Message ids of a header's value: what stands in angle brackets, or (old mailers) bare words
/// with an `@`.
fn ids(value: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once('<') {
        let Some((id, after)) = after.split_once('>') else { break };
        // Of one that a server cut off only its beginning is left before the next.
        let id = id.rsplit('<').next().unwrap_or(id);
        let id: String = id.split_ascii_whitespace().collect();
        if !id.is_empty() {
            found.push(id);
        }
        rest = after;
    }
    if found.is_empty() {
        let bare =
            value.split([' ', ',', ';', '\t']).map(|word| word.trim_matches(['<', '>', '"']));
        found.extend(
            bare.filter(|word| word.contains('@') && !word.contains(':')).map(str::to_owned),
        );
    }
    // A Message-ID without an "@" and without brackets is still one.
    if found.is_empty() && !value.trim().is_empty() && !value.trim().contains(' ') {
        found.push(value.trim().trim_matches(['<', '>']).to_owned());
    }
    found
}

#[cfg(test)]
mod tests;
