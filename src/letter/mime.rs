//! The exact bytes of a letter (RFC 5322, RFC 2045), through lettre's message builder; no
//! transport here.
//!
//! What is sent is what was previewed, byte for byte, except the Date: it stands first and holds a
//! placeholder of the same length until [`stamp`] sets it. The Message-ID is ours and is repeated at
//! the end of References, because some providers put their own in its place and keep References.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use lettre::Address;
use lettre::message::header::{ContentTransferEncoding, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MessageBuilder, SinglePart};
use sha2::{Digest, Sha256};

use super::enclosure::Enclosed;
use super::state::LetterKind;
use super::token::Token;
use crate::request::address;

/// The header that marks a rehearsal; `foi check`, `foi adopt` and `foi send --settle` ignore mail
/// that has it (rule 10).
pub const REHEARSAL_HEADER: &str = "X-Foidesk-Rehearsal";

/// A name and a bare address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Party<'a> {
    /// The name shown; empty for none.
    pub name: &'a str,
    /// The address.
    pub address: &'a str,
}

/// The headers of a letter.
#[derive(Debug, Clone, Copy)]
pub struct Envelope<'a> {
    /// Her.
    pub from: Party<'a>,
    /// The authority, or she herself in a rehearsal.
    pub to: Party<'a>,
    /// Where replies go, if elsewhere than to `from`.
    pub reply_to: Option<&'a str>,
    /// Ours, without angle brackets.
    pub message_id: &'a str,
    /// The message it answers, without angle brackets.
    pub in_reply_to: Option<&'a str>,
    /// The thread so far, oldest first, without angle brackets.
    pub references: &'a [String],
    /// In a rehearsal: the true recipient.
    pub rehearsal: Option<Party<'a>>,
    /// The files that go with it.
    pub enclosed: Option<&'a Enclosed>,
}

/// Why a letter cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MimeError {
    /// A line break or control character where a header would break.
    #[error("the {0} contains a line break or control character")]
    HeaderBreak(&'static str),
    /// An address that cannot stand in a header.
    #[error("the {0} address cannot be written to: {1}")]
    Address(&'static str, String),
    /// A Message-ID that is none.
    #[error("`{0}` cannot be a Message-ID")]
    MessageId(String),
    /// lettre refused it.
    #[error("the message cannot be put together: {0}")]
    Builder(String),
}

/// The Message-ID of a letter, without angle brackets: token, kind and how many letters of the
/// request came before it, at the sender's domain.
pub fn message_id(token: &Token, kind: LetterKind, earlier: usize, sender: &str) -> String {
    let domain = address::domain(sender).unwrap_or("localhost");
    format!("{token}.{kind}-{}@{domain}", earlier + 1)
}

/// The Message-ID of a rehearsal: it holds no token, so that no reply to it can be filed.
pub fn rehearsal_message_id(seed: [u8; 8], sender: &str) -> String {
    let domain = address::domain(sender).unwrap_or("localhost");
    format!("rehearsal.{:016x}@{domain}", u64::from_le_bytes(seed))
}

/// Her address with the token behind a plus sign, so that replies name the request by themselves.
pub fn plus_address(sender: &str, token: &Token) -> Option<String> {
    let (local, domain) = sender.rsplit_once('@')?;
    let local = local.split('+').next().unwrap_or(local);
    Some(format!("{local}+{}@{domain}", token.compact()))
}

/// The letter's bytes, lines ended by CRLF, the Date a placeholder. With files they are its own part:
/// the tail of the files follows them.
pub fn compose(envelope: &Envelope<'_>, subject: &str, body: &str) -> Result<Vec<u8>, MimeError> {
    no_break("subject", subject)?;
    let own = format!("<{}>", sound_id(envelope.message_id)?);
    let mut references: Vec<String> = envelope
        .references
        .iter()
        .filter_map(|id| sound_id(id).ok())
        .map(|id| format!("<{id}>"))
        .collect();
    references.retain(|id| *id != own);
    references.push(own.clone());
    let (from, to) = (mailbox("sender's", envelope.from)?, mailbox("recipient's", envelope.to)?);
    // Lettre would read the addresses back from the headers it has written.
    let route = route(from.email.clone(), to.email.clone())?;
    let mut builder = MessageBuilder::new()
        .envelope(route)
        .date(DateTime::<Utc>::UNIX_EPOCH.into())
        .from(from)
        .to(to);
    if let Some(reply_to) = envelope.reply_to {
        let party = Party { name: envelope.from.name, address: reply_to };
        builder = builder.reply_to(mailbox("reply", party)?);
    }
    builder = builder.subject(subject).message_id(Some(own));
    // An id of theirs that cannot stand in a header is left out: the thread is known without it.
    if let Some(id) = envelope.in_reply_to.and_then(|id| sound_id(id).ok()) {
        builder = builder.in_reply_to(format!("<{id}>"));
    }
    builder = builder.references(references.join(" "));
    let enclosed = envelope.enclosed;
    let Some(recipient) = envelope.rehearsal else {
        return finish(builder, body.to_owned(), enclosed);
    };
    let name = HeaderName::new_from_ascii_str(REHEARSAL_HEADER);
    builder = builder.raw_header(HeaderValue::new(name, "yes".to_owned()));
    finish(
        builder,
        format!(
            "[Rehearsal: this would go to {} <{}>.]\n\n{body}",
            recipient.name, recipient.address
        ),
        enclosed,
    )
}

/// A text without its live tokens, for a rehearsal.
pub fn without_token(text: &str, token: &Token) -> String {
    text.replace(token.as_str(), "rehearsal")
}

fn route(from: Address, to: Address) -> Result<lettre::address::Envelope, MimeError> {
    lettre::address::Envelope::new(Some(from), vec![to])
        .map_err(|error| MimeError::Builder(error.to_string()))
}

fn finish(
    builder: MessageBuilder,
    body: String,
    enclosed: Option<&Enclosed>,
) -> Result<Vec<u8>, MimeError> {
    let text = SinglePart::plain(encoded(body));
    let message = match enclosed {
        Some(enclosed) => builder.multipart(enclosed.around(text)),
        None => builder.singlepart(text),
    };
    let letter = message.map_err(|error| MimeError::Builder(error.to_string()))?.formatted();
    Ok(match enclosed {
        Some(enclosed) => enclosed.open_end(letter),
        None => letter,
    })
}

/// The body as lettre encodes it. Lettre puts each CR into its place by moving all that follows, a
/// hundred times for a letter of a hundred lines: here all are set at once.
fn encoded(body: String) -> Body {
    let is_plain = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~');
    if body.is_ascii() && !body.split('\n').any(|line| line.len() >= SHORT) {
        let crlf = with_crlf(&body);
        return Body::dangerous_pre_encoded(crlf.into_bytes(), ContentTransferEncoding::SevenBit);
    }
    // Beyond a third of other characters lettre takes base64.
    let plain = body.bytes().filter(is_plain).count();
    if body.is_ascii() || body.len() - plain > body.len() / 3 {
        return Body::new(body);
    }
    let crlf = with_crlf(&body);
    Body::new_with_encoding(crlf, ContentTransferEncoding::QuotedPrintable)
        .unwrap_or_else(|_| Body::new(body))
}

/// Lines shorter than this lettre never encodes.
const SHORT: usize = 74;

fn with_crlf(text: &str) -> String {
    let mut crlf = String::with_capacity(text.len() + text.len() / 32);
    let mut lines = text.split('\n');
    crlf.push_str(lines.next().unwrap_or_default());
    for line in lines {
        crlf.push_str(if crlf.ends_with('\r') { "\n" } else { "\r\n" });
        crlf.push_str(line);
    }
    crlf
}

fn mailbox(whose: &'static str, party: Party<'_>) -> Result<Mailbox, MimeError> {
    no_break("name of a mailbox", party.name)?;
    let bad = |error: String| MimeError::Address(whose, error);
    let address = address::parse(party.address).map_err(|error| bad(error.to_string()))?;
    let address =
        address.parse().map_err(|error: lettre::address::AddressError| bad(error.to_string()))?;
    let name = party.name.trim();
    Ok(Mailbox::new((!name.is_empty()).then(|| name.to_owned()), address))
}

fn no_break(header: &'static str, value: &str) -> Result<(), MimeError> {
    match value.chars().any(char::is_control) {
        true => Err(MimeError::HeaderBreak(header)),
        false => Ok(()),
    }
}

/// An id that may stand between angle brackets.
fn sound_id(id: &str) -> Result<&str, MimeError> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let sound = !id.is_empty()
        && id.len() <= 500
        && id.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>'));
    sound.then_some(id).ok_or_else(|| MimeError::MessageId(id.to_owned()))
}

/// The length of `Thu, 01 Jan 1970 00:00:00 +0000`.
const DATE_LENGTH: usize = 31;

/// The letter with its Date set; nothing else changes, and the length stays. Bytes that do not begin
/// with a Date as [`compose`] writes it are given back as they are.
pub fn stamp(eml: &[u8], at: DateTime<Utc>) -> Vec<u8> {
    with_date(eml, at.format("%a, %d %b %Y %H:%M:%S +0000").to_string().as_bytes())
}

/// The letter as it was previewed: with the placeholder in the Date's place.
pub fn unstamped(eml: &[u8]) -> Vec<u8> {
    with_date(eml, b"Thu, 01 Jan 1970 00:00:00 +0000")
}

fn with_date(eml: &[u8], date: &[u8]) -> Vec<u8> {
    let mut bytes = eml.to_vec();
    let place = b"Date: ".len()..b"Date: ".len() + DATE_LENGTH;
    if bytes.starts_with(b"Date: ")
        && bytes.get(place.end..place.end + 2) == Some(b"\r\n")
        && date.len() == DATE_LENGTH
    {
        bytes[place].copy_from_slice(date);
    }
    bytes
}

/// Lower-case hex SHA-256 of a letter as it was previewed: the same before and after [`stamp`].
pub fn sha256(eml: &[u8]) -> String {
    sha256_with(eml, None)
}

/// The same of a letter that ends in files.
pub fn sha256_with(eml: &[u8], tail: Option<&Arc<[u8]>>) -> String {
    let mut hash = Sha256::new_with_prefix(unstamped(eml));
    hash.update(tail.map_or(&[][..], |tail| tail));
    let digest = hash.finalize();
    let digit = |value: u8| char::from_digit(u32::from(value), 16).expect("four bits are a digit");
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn envelope() -> Envelope<'static> {
        Envelope {
            from: Party { name: "Anna Field", address: "anna@field.example" },
            to: Party { name: "Universität, Bücher (FOI)", address: "foi@bücher.example" },
            reply_to: None,
            message_id: "fd-bcdf-ghjk-mnpr.request-1@field.example",
            in_reply_to: None,
            references: &[],
            rehearsal: None,
            enclosed: None,
        }
    }

    fn text(envelope: &Envelope<'_>) -> String {
        String::from_utf8(
            compose(envelope, "A subject [fd-bcdf-ghjk-mnpr]", "Dear X,\n\n.dot\n").unwrap(),
        )
        .unwrap()
    }

    #[test]
    fn our_id_stands_in_references_and_the_domain_is_ascii() {
        let text = text(&envelope());
        assert!(text.starts_with("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
        assert!(text.contains("Message-ID: <fd-bcdf-ghjk-mnpr.request-1@field.example>\r\n"));
        assert!(text.contains("References: <fd-bcdf-ghjk-mnpr.request-1@field.example>\r\n"));
        assert!(text.contains("<foi@xn--bcher-kva.example>"));
        assert!(text.contains("\r\n\r\nDear X,\r\n\r\n.dot\r\n"));
        assert!(text.is_ascii() && !text.contains(REHEARSAL_HEADER));
    }

    #[test]
    fn a_follow_up_stands_in_its_thread_and_an_unsound_id_is_left_out() {
        let references =
            ["first@field.example".to_owned(), "broken id\r\nBcc: x@y.example".to_owned()];
        let follow_up = Envelope {
            in_reply_to: Some("<reply@authority.example>"),
            references: &references,
            reply_to: Some("anna+fdbcdfghjkmnpr@field.example"),
            ..envelope()
        };
        let text = text(&follow_up);
        assert!(text.contains("In-Reply-To: <reply@authority.example>\r\n"));
        assert!(text.contains("References: <first@field.example>"));
        assert!(!text.contains("Bcc"));
        assert!(
            text.contains("Reply-To: \"Anna Field\" <anna+fdbcdfghjkmnpr@field.example>\r\n"),
            "{text}"
        );
    }

    #[test]
    fn no_header_value_can_break_a_header() {
        let broken = [
            Envelope {
                to: Party { name: "X\r\nBcc: y@z.example", address: "a@b.example" },
                ..envelope()
            },
            Envelope {
                to: Party { name: "X", address: "a@b.example\r\nBcc: y@z.example" },
                ..envelope()
            },
            Envelope { from: Party { name: "X\n", address: "a@b.example" }, ..envelope() },
            Envelope { reply_to: Some("a@b.example\n"), ..envelope() },
            Envelope { message_id: "a\r\n@b.example", ..envelope() },
        ];
        for (at, envelope) in broken.iter().enumerate() {
            let outcome = compose(envelope, "S", "B\n");
            let harmless =
                outcome.as_ref().is_ok_and(|eml| !String::from_utf8_lossy(eml).contains("Bcc"));
            assert!(outcome.is_err() || (at == 3 && harmless), "{at}: {outcome:?}");
        }
        assert_eq!(
            compose(&envelope(), "S\r\nBcc: x@y.example", "B"),
            Err(MimeError::HeaderBreak("subject"))
        );
    }

    #[test]
    fn what_is_sent_is_what_was_previewed_but_for_the_date() {
        let previewed = compose(&envelope(), "S", "Ein Brief über Bücher\n").unwrap();
        let at = DateTime::from_timestamp(1_591_099_200, 0).unwrap();
        let sent = stamp(&previewed, at);
        assert!(sent.starts_with(b"Date: Tue, 02 Jun 2020 12:00:00 +0000\r\n"));
        assert_eq!(sent.len(), previewed.len());
        assert_eq!(unstamped(&sent), previewed);
        assert_eq!(sha256(&sent), sha256(&previewed));
        assert_eq!(stamp(b"no letter", at), b"no letter");
    }

    #[test]
    fn a_rehearsal_goes_to_her_and_names_the_true_recipient() {
        let token = Token::from_seed([7; 8]);
        let own = rehearsal_message_id([1; 8], "anna@field.example");
        let rehearsal = Envelope {
            to: envelope().from,
            message_id: &own,
            rehearsal: Some(Party { name: "X College", address: "foi@x.example" }),
            ..envelope()
        };
        let subject = without_token(&format!("S [{token}]"), &token);
        let text = String::from_utf8(compose(&rehearsal, &subject, "Dear X,\n").unwrap()).unwrap();
        assert!(text.contains("X-Foidesk-Rehearsal: yes\r\n"));
        assert!(
            text.contains("[Rehearsal: this would go to X College <foi@x.example>.]\r\n"),
            "{text}"
        );
        assert_eq!(crate::letter::token::find(&text), []);
    }

    proptest::proptest! {
        #[test]
        fn a_body_is_encoded_as_lettre_encodes_it(body in "([ -~]{0,80}\n|\r\n|\n|[a-zé’]{0,9}\n|\r){0,12}") {
            let (ours, theirs) = (encoded(body.clone()), Body::new(body));
            proptest::prop_assert_eq!(ours.encoding(), theirs.encoding());
            proptest::prop_assert_eq!(ours.into_vec(), theirs.into_vec());
        }
    }

    #[test]
    fn a_plus_address_names_the_request() {
        let token = Token::from_seed([9; 8]);
        let address = plus_address("anna+news@field.example", &token).unwrap();
        assert_eq!(address, format!("anna+{}@field.example", token.compact()));
        assert_eq!(crate::letter::token::find(&address), [token]);
    }
}
