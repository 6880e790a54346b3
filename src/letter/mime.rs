//! The exact bytes of a letter (RFC 5322, RFC 2045), those that lettre's message builder makes; no
//! transport here.
//!
//! What is sent is what was previewed, byte for byte, except the Date (`stamp`). The Message-ID is
//! ours and is repeated at the end of References, because some providers put their own in its place
//! and keep References.

use lettre::message::{Mailbox, SinglePart, header};

use super::enclosure::Enclosed;
use super::head::Head;
use super::stamp::UNSTAMPED;
pub use super::stamp::{sha256, sha256_with, stamp, unstamped};
use super::state::LetterKind;
use super::token::Token;
use super::transfer::encoded;
pub use super::transfer::{plain_text, says_plainly};
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
    /// lettre refused a part of it.
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
    let mut head = Head::new();
    head.fixed("Date", UNSTAMPED);
    head.mailbox::<header::From>(mailbox("sender's", envelope.from)?);
    head.mailbox::<header::To>(mailbox("recipient's", envelope.to)?);
    if let Some(reply_to) = envelope.reply_to {
        let party = Party { name: envelope.from.name, address: reply_to };
        head.mailbox::<header::ReplyTo>(mailbox("reply", party)?);
    }
    head.text::<header::Subject>(subject);
    head.text::<header::MessageId>(&own);
    // An id of theirs that cannot stand in a header is left out: the thread is known without it.
    if let Some(id) = envelope.in_reply_to.and_then(|id| sound_id(id).ok()) {
        head.text::<header::InReplyTo>(&format!("<{id}>"));
    }
    head.text::<header::References>(&references.join(" "));
    let Some(recipient) = envelope.rehearsal else {
        return Ok(finish(head, body.to_owned(), envelope.enclosed));
    };
    head.fixed(REHEARSAL_HEADER, "yes");
    let body = format!(
        "[Rehearsal: this would go to {} <{}>.]\n\n{body}",
        recipient.name, recipient.address
    );
    Ok(finish(head, body, envelope.enclosed))
}

/// A text without its live tokens, for a rehearsal.
pub fn without_token(text: &str, token: &Token) -> String {
    text.replace(token.as_str(), "rehearsal")
}

/// The head, what says that MIME follows, and the body: a text alone, or a text and files.
fn finish(mut head: Head, body: String, enclosed: Option<&Enclosed>) -> Vec<u8> {
    head.fixed("MIME-Version", "1.0");
    let text = encoded(body);
    if let Some(enclosed) = enclosed {
        let parts = enclosed.around(SinglePart::plain(text)).formatted();
        let mut letter = head.into_bytes(parts.len());
        letter.extend_from_slice(&parts);
        return enclosed.open_end(letter);
    }
    head.fixed("Content-Type", "text/plain; charset=utf-8");
    head.fixed("Content-Transfer-Encoding", &text.encoding().to_string());
    let mut letter = head.into_bytes(text.len() + 2 * "\r\n".len());
    for piece in [&b"\r\n"[..], text.as_ref(), b"\r\n"] {
        letter.extend_from_slice(piece);
    }
    letter
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

#[cfg(test)]
mod tests {
    use chrono::DateTime;

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

    /// The letter as lettre's message builder makes it.
    fn by_lettre(
        envelope: &Envelope<'_>,
        subject: &str,
        body: &str,
    ) -> Result<Vec<u8>, lettre::error::Error> {
        let id = format!("<{}>", envelope.message_id);
        let references: Vec<String> = (envelope.references.iter().map(String::as_str))
            .chain([envelope.message_id])
            .map(|id| format!("<{id}>"))
            .collect();
        let party = |whose, party| mailbox(whose, party).unwrap();
        let mut builder = lettre::Message::builder()
            .date(DateTime::UNIX_EPOCH.into())
            .from(party("from", envelope.from))
            .to(party("to", envelope.to));
        if let Some(address) = envelope.reply_to {
            builder = builder.reply_to(party("reply", Party { address, ..envelope.from }));
        }
        builder = builder.subject(subject).message_id(Some(id));
        if let Some(id) = envelope.in_reply_to {
            builder = builder.in_reply_to(format!("<{id}>"));
        }
        builder = builder.references(references.join(" "));
        let text = SinglePart::plain(body.to_owned());
        Ok(match envelope.enclosed {
            Some(enclosed) => {
                enclosed.open_end(builder.multipart(enclosed.around(text))?.formatted())
            }
            None => builder.singlepart(text)?.formatted(),
        })
    }

    proptest::proptest! {
        #[test]
        fn a_letter_is_as_lettre_makes_it(
            names in proptest::array::uniform2("[A-Za-z .-]{0,60}|[A-Za-z ŷ’'&,()]{0,60}|[a-z\"\\\\ ]{0,12}"),
            ids in proptest::array::uniform3("[a-z0-9.-]{1,40}@[a-z0-9]{1,40}\\.example"),
            subject in "[A-Za-z \\[\\]:-]{1,90}|[A-Za-z ŷ’]{1,90}",
            body in "([ -~]{0,80}\n|\n|[a-zé’]{0,9}\n){0,12}",
            (replies, answers, files) in proptest::arbitrary::any::<(bool, bool, bool)>(),
        ) {
            let file = crate::letter::Enclosure { name: "a.csv".to_owned(), bytes: b"a,b".to_vec() };
            let enclosed = Enclosed::of(&[file]).unwrap();
            let earlier = [ids[1].clone()];
            let envelope = Envelope {
                from: Party { name: &names[0], address: "anna@field.example" },
                to: Party { name: &names[1], address: "foi@bücher.example" },
                reply_to: replies.then_some("anna+news@field.example"),
                message_id: &ids[0],
                in_reply_to: answers.then_some(ids[2].as_str()),
                references: if answers { &earlier } else { &[] },
                rehearsal: None,
                enclosed: enclosed.as_ref().filter(|_| files),
            };
            if let Ok(theirs) = by_lettre(&envelope, &subject, &body) {
                let ours = compose(&envelope, &subject, &body).unwrap();
                proptest::prop_assert_eq!(String::from_utf8(ours), String::from_utf8(theirs));
            }
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
