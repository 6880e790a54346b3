//! The post of the demo: turns what the invented authorities write into mail (RFC 5322, bounces by
//! RFC 3464) and the whole into an mbox (mboxrd), as an IMAP export gives it.

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

use crate::casework::{Error, Result};

/// One piece of incoming mail about to be made.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    pub from_name: String,
    pub from: String,
    pub to: String,
    pub subject: String,
    pub at: DateTime<Utc>,
    /// Without angle brackets.
    pub message_id: String,
    /// Without angle brackets; the letter it answers.
    pub answers: Option<String>,
    pub automatic: bool,
    pub text: String,
    /// (name, media type, content).
    pub attachment: Option<(String, &'static str, Vec<u8>)>,
}

/// The message as bytes.
pub(super) fn message(reply: &Reply) -> Result<Vec<u8>> {
    let mut builder = lettre::Message::builder()
        .from(mailbox(Some(reply.from_name.clone()), &reply.from)?)
        .to(mailbox(None, &reply.to)?)
        .subject(&reply.subject)
        .date(reply.at.into())
        .message_id(Some(format!("<{}>", reply.message_id)));
    if let Some(id) = &reply.answers {
        builder = builder.in_reply_to(format!("<{id}>")).references(format!("<{id}>"));
    }
    let plain = SinglePart::plain(reply.text.clone());
    let built = match &reply.attachment {
        None => builder.singlepart(plain),
        Some((name, media_type, content)) => {
            let media_type = ContentType::parse(media_type).map_err(unmade)?;
            let part = Attachment::new(name.clone()).body(content.clone(), media_type);
            builder.multipart(MultiPart::mixed().singlepart(plain).singlepart(part))
        }
    };
    let mut message = built.map_err(unmade)?;
    if reply.automatic {
        let name = HeaderName::new_from_ascii_str("Auto-Submitted");
        message.headers_mut().insert_raw(HeaderValue::new(name, "auto-replied".to_owned()));
    }
    Ok(message.formatted())
}

/// What a mail server returns for a letter to an address that is not there.
pub(super) fn bounce(
    letter: &[u8],
    to: &str,
    from: &str,
    at: DateTime<Utc>,
    nth: usize,
) -> Vec<u8> {
    let end = letter.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(letter.len());
    let headers = String::from_utf8_lossy(&letter[..end]);
    let host = to.rsplit_once('@').map_or("demo.example", |(_, host)| host);
    let date = at.to_rfc2822();
    format!(
        "Return-Path: <>\r\nFrom: Mail Delivery System <MAILER-DAEMON@mx.{host}>\r\nTo: <{from}>\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nDate: {date}\r\n\
         Message-ID: <bounce.{nth}@mx.{host}>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"edge{nth}\"\r\n\r\n\
         --edge{nth}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n\
         Your message could not be delivered to the address below: there is no such mailbox here.\r\n\
         \r\n<{to}>\r\n\r\n--edge{nth}\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.{host}\r\n\r\nFinal-Recipient: rfc822; {to}\r\nAction: failed\r\n\
         Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 no such mailbox\r\n\r\n\
         --edge{nth}\r\nContent-Type: text/rfc822-headers\r\n\r\n{headers}\r\n\r\n--edge{nth}--\r\n"
    )
    .into_bytes()
}

/// Messages in the order of their dates as one mbox: a From_ line before each, `>` before every
/// line of a body that looks like one (mboxrd), lines ended by LF.
pub(super) fn mbox(mut mail: Vec<(DateTime<Utc>, Vec<u8>)>) -> Vec<u8> {
    mail.sort();
    let mut mbox = Vec::new();
    for (at, bytes) in mail {
        mbox.extend_from_slice(
            format!("From MAILER-DAEMON {}\n", at.format("%a %b %e %H:%M:%S %Y")).as_bytes(),
        );
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let text = line.strip_suffix(b"\n").unwrap_or(line);
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            let quoted = text.iter().position(|byte| *byte != b'>').unwrap_or(0);
            if text[quoted..].starts_with(b"From ") {
                mbox.push(b'>');
            }
            mbox.extend_from_slice(text);
            mbox.push(b'\n');
        }
        mbox.push(b'\n');
    }
    mbox
}

fn mailbox(name: Option<String>, address: &str) -> Result<Mailbox> {
    Ok(Mailbox::new(name, address.parse().map_err(unmade)?))
}

fn unmade(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::failed("cannot make the demo's mail").because(error)
}
