//! An open conversation with a mail server: one letter after the other over the same connection.
//!
//! lettre's low-level commands are used, because its `send` neither tells the phase in which it failed
//! nor keeps the connection after a refusal. Where the server offers PIPELINING (RFC 2920) the commands
//! up to DATA are written together and their answers read one by one. The hook runs after the go-ahead
//! (354) and before the first byte of content. Every answer is checked for the code that belongs
//! there: an answer that is out of step is never taken for a yes.

use lettre::Address;
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Response;

use super::content::Content;
use super::server::{Offer, Patience};
use super::{BeforeContent, Cause, Fault, Outbox, Outcome, Outgoing, Phase, Receipt};

/// How long a goodbye may take.
const GOODBYE: std::time::Duration = std::time::Duration::from_secs(2);

/// An open conversation; without one, `is_open` is false and `hand` says so.
pub struct Smtp {
    connection: Option<SmtpConnection>,
    /// Where the server is, as `host:port`.
    place: String,
    patience: Patience,
    /// Whether commands may be written before the answer to the one before, and how large a letter may be.
    offer: Offer,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smtp").field("server", &self.server_name()).finish_non_exhaustive()
    }
}

impl Smtp {
    pub(super) fn new(
        connection: SmtpConnection,
        place: String,
        patience: Patience,
        offer: Offer,
    ) -> Self {
        Smtp { connection: Some(connection), place, patience, offer }
    }

    /// Whether the connection is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.connection.as_ref().is_some_and(SmtpConnection::is_encrypted)
    }

    /// The name by which the server introduced itself.
    pub fn server_name(&self) -> Option<&str> {
        self.connection.as_ref().map(|connection| connection.server_info().name())
    }

    /// The largest letter that the server says it takes, in bytes.
    pub fn largest(&self) -> Option<usize> {
        self.offer.size.filter(|most| *most > 0)
    }

    /// The commands up to the go-ahead. An error of class 4 or 5 leaves the connection open.
    fn introduce(&mut self, letter: &Outgoing<'_>) -> Result<(), Fault> {
        let from = address(letter.from, Phase::Mail)?;
        let to = address(letter.to, Phase::Rcpt)?;
        let copy = letter.copy.map(|copy| address(copy, Phase::Rcpt)).transpose()?;
        let parameters = self.parameters(letter.bytes)?;
        let mail = (Phase::Mail, Mail::new(Some(from), parameters).to_string());
        let rcpt = (Phase::Rcpt, Rcpt::new(to, Vec::new()).to_string());
        let data = (Phase::Data, Data.to_string());
        let Some(copy) = copy else { return self.say(&[mail, rcpt, data]) };
        self.say(&[mail, rcpt])?;
        // A copy that is refused does not hold up the letter itself.
        match self.say(&[(Phase::Rcpt, Rcpt::new(copy, Vec::new()).to_string())]) {
            Err(fault) if fault.cause != Cause::Answer || !self.is_open() => Err(fault),
            _ => self.say(&[data]),
        }
    }

    /// Says commands of which each wants a yes, together where the server allows it. The first no is
    /// the fault.
    fn say(&mut self, commands: &[(Phase, String)]) -> Result<(), Fault> {
        if !self.offer.pipelining || commands.len() == 1 {
            return commands.iter().try_for_each(|(phase, command)| {
                self.expect(*phase, class_of(*phase), command).map(|_| ())
            });
        }
        let together: String = commands.iter().map(|(_, command)| command.as_str()).collect();
        let mut together = Some(together);
        let mut first_no = None;
        for (phase, _) in commands {
            let answer = match together.take() {
                Some(together) => self.expect(*phase, class_of(*phase), together),
                None => self.next_answer(*phase, class_of(*phase)),
            };
            match answer {
                // The go-ahead for a letter that nobody is to get: an empty one (RFC 2920, section 3.1).
                Ok(_) if *phase == Phase::Data && first_no.is_some() => {
                    let _ = self.expect(Phase::Data, 2, ".\r\n");
                }
                Ok(_) => {}
                Err(fault) if self.is_open() => first_no = first_no.or(Some(fault)),
                Err(fault) => return Err(first_no.unwrap_or(fault)),
            }
        }
        first_no.map_or(Ok(()), Err)
    }

    /// What MAIL says of the letter (RFC 1870, RFC 6152). One that is larger than the server takes is not
    /// even offered.
    fn parameters(&self, bytes: &[u8]) -> Result<Vec<MailParameter>, Fault> {
        let mut parameters = self.body_parameter(bytes)?;
        if let Some(most) = self.largest().filter(|most| bytes.len() > *most) {
            return Err(Fault::too_large(bytes.len(), most));
        }
        parameters.extend(self.offer.size.map(|_| MailParameter::Size(bytes.len())));
        Ok(parameters)
    }

    fn body_parameter(&self, bytes: &[u8]) -> Result<Vec<MailParameter>, Fault> {
        let eight = |connection: &SmtpConnection| {
            connection.server_info().supports_feature(Extension::EightBitMime)
        };
        if bytes.is_ascii() {
            Ok(Vec::new())
        } else if self.connection.as_ref().is_some_and(eight) {
            Ok(vec![MailParameter::Body(MailBodyParameter::EightBitMime)])
        } else {
            let text = "it has 8-bit characters and the server takes only ASCII";
            Err(Fault::new(Phase::Mail, Cause::Unsendable, text))
        }
    }

    /// Says `command` and wants an answer of `class`. Anything but a clear no ends the connection,
    /// and so does 421 (RFC 5321, section 3.8).
    fn expect(
        &mut self,
        phase: Phase,
        class: u16,
        command: impl std::fmt::Display,
    ) -> Result<Response, Fault> {
        let answer = self.connection.as_mut().map(|connection| connection.command(command));
        self.judge(phase, class, answer)
    }

    /// The answer to a command that was written before.
    fn next_answer(&mut self, phase: Phase, class: u16) -> Result<Response, Fault> {
        let answer = self.connection.as_mut().map(SmtpConnection::read_response);
        self.judge(phase, class, answer)
    }

    fn judge(
        &mut self,
        phase: Phase,
        class: u16,
        answer: Option<Result<Response, lettre::transport::smtp::Error>>,
    ) -> Result<Response, Fault> {
        let fault = match answer {
            None => return Err(Fault::new(phase, Cause::Closed, "the connection is closed")),
            Some(Ok(response)) if u16::from(response.code()) / 100 == class => return Ok(response),
            Some(Ok(response)) => out_of_step(phase, &response),
            Some(Err(error)) => Fault::from_lettre(phase, &error),
        };
        if fault.cause != Cause::Answer || fault.code == Some(421) {
            self.connection = None;
        }
        Err(fault)
    }

    /// Forgets a half-made letter, so that the next one can use the connection.
    fn reset(&mut self) {
        // A failure closes the connection, which is all that matters here.
        let _ = self.expect(Phase::Mail, 2, Rset);
    }

    /// Writes the content and waits for the verdict. From here on silence is doubt.
    fn deliver(&mut self, content: &Content, ours: Option<&str>) -> Outcome {
        self.set_patience(self.patience.content);
        let verdict = self.expect(Phase::Reply, 2, content);
        self.set_patience(self.patience.command);
        match verdict {
            Ok(response) => {
                let text: Vec<&str> = response.message().collect();
                Outcome::Accepted(Receipt::read(response.code().into(), &text.join(" "), ours))
            }
            Err(fault) => match fault.class() {
                Some(4) => Outcome::Deferred(fault),
                Some(5) => Outcome::Refused(fault),
                _ => Outcome::InDoubt(fault),
            },
        }
    }

    /// The whole dialogue of one letter.
    fn converse(
        &mut self,
        letter: &Outgoing<'_>,
        before_content: &mut BeforeContent<'_>,
    ) -> Outcome {
        let content = match Content::new(letter.bytes) {
            Ok(content) => content,
            Err(fault) => return Outcome::Unsent(fault),
        };
        if let Err(fault) = self.introduce(letter) {
            if self.is_open() && fault.cause == Cause::Answer {
                self.reset();
            }
            return match fault.class() {
                Some(4) => Outcome::Deferred(fault),
                Some(5) => Outcome::Refused(fault),
                _ => Outcome::Unsent(fault),
            };
        }
        if let Err(reason) = before_content() {
            // The server waits for content and gets none: hanging up is the only way out of DATA.
            self.connection = None;
            return Outcome::Unsent(Fault::new(Phase::Journal, Cause::NotCommitted, reason));
        }
        self.deliver(&content, message_id(letter.bytes))
    }

    fn set_patience(&mut self, duration: std::time::Duration) {
        if let Some(connection) = self.connection.as_mut() {
            // A socket that takes no timeout is broken; the next command finds out.
            let _ = connection.set_timeout(Some(duration));
        }
    }
}

impl Outbox for Smtp {
    fn hand(&mut self, letter: &Outgoing<'_>, before_content: &mut BeforeContent<'_>) -> Outcome {
        self.converse(letter, before_content).at(&self.place)
    }

    fn is_open(&self) -> bool {
        self.connection.is_some()
    }

    fn close(&mut self) {
        self.set_patience(GOODBYE);
        if self.is_open() {
            // The letters are settled; how the server takes the goodbye changes nothing.
            let _ = self.expect(Phase::Mail, 2, Quit);
        }
        self.connection = None;
    }
}

/// The class of a yes: DATA is answered by the go-ahead.
fn class_of(phase: Phase) -> u16 {
    if phase == Phase::Data { 3 } else { 2 }
}

/// A yes of the wrong class: the conversation is out of step and cannot be trusted.
fn out_of_step(phase: Phase, response: &Response) -> Fault {
    let text: Vec<&str> = response.message().collect();
    let text = format!("unexpected {} {}", response.code(), text.join(" "));
    Fault::new(phase, Cause::Garbage, text)
}

/// A bare address for the envelope, an international domain in its ASCII form.
fn address(text: &str, phase: Phase) -> Result<Address, Fault> {
    let unsendable =
        || Fault::new(phase, Cause::Unsendable, format!("`{text}` is no address for mail"));
    let (local, domain) = text.rsplit_once('@').ok_or_else(unsendable)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| unsendable())?;
    if !local.is_ascii() {
        return Err(unsendable());
    }
    Address::new(local, domain).map_err(|_| unsendable())
}

/// The Message-ID that the letter carries.
fn message_id(bytes: &[u8]) -> Option<&str> {
    let lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii_end);
    let mut head = lines.take_while(|line| !line.is_empty());
    head.find_map(|line| {
        let (name, value) = std::str::from_utf8(line).ok()?.split_once(':')?;
        name.eq_ignore_ascii_case("message-id").then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_envelope() {
        for (text, expected) in [
            ("foi@coventry.example", Some("foi@coventry.example")),
            ("foi@bücher.example", Some("foi@xn--bcher-kva.example")),
            ("füo@coventry.example", None),
            ("foi@coventry.example\r\nRCPT TO:<x@y.example>", None),
            ("foi", None),
        ] {
            let address = address(text, Phase::Rcpt).ok();
            assert_eq!(address.as_ref().map(AsRef::as_ref), expected, "{text:?}");
        }
    }

    #[test]
    fn our_message_id_is_found_in_the_head_only() {
        let letter = b"Subject: a\r\nMessage-ID: <1@here.example>\r\n\r\nMessage-ID: <2@x>\r\n";
        assert_eq!(message_id(letter), Some("<1@here.example>"));
        assert_eq!(message_id(b"Subject: a\r\n\r\nMessage-ID: <2@x>\r\n"), None);
    }
}
