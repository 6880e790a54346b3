//! What went wrong while a letter was handed over: the phase, the cause, and the sentence that tells
//! her what to do. lettre's errors carry neither phase nor cause, so both are worked out here from
//! the chain of sources (a read that times out calls itself `WouldBlock`).

use std::error::Error as _;
use std::io;

use crate::words::words;

words! {
    /// Where in the conversation it happened (RFC 5321, section 3).
    pub enum Phase ("phase") {
        /// Looking up the server's name.
        Resolve = "resolve",
        /// Opening the connection, up to the server's greeting and its answer to EHLO.
        Connect = "connect",
        /// Securing it: STARTTLS or implicit TLS.
        Tls = "tls",
        /// Logging in.
        Auth = "auth",
        /// MAIL FROM: the server judges the sender.
        Mail = "mail",
        /// RCPT TO: the server judges the recipient.
        Rcpt = "rcpt",
        /// DATA, up to the go-ahead.
        Data = "data",
        /// The journal, between the go-ahead and the content.
        Journal = "journal",
        /// From the first byte of the content to the server's verdict.
        Reply = "reply",
        /// Writing a file.
        File = "file",
    }
}

words! {
    /// Why it happened.
    pub enum Cause ("cause") {
        /// The server answered with a code that says no.
        Answer = "answer",
        /// The name is unknown, or there is no network.
        NoSuchHost = "no_such_host",
        /// Nothing listens there.
        ConnectionRefused = "connection_refused",
        /// No way to it.
        Unreachable = "unreachable",
        /// It said nothing for too long.
        TimedOut = "timed_out",
        /// It hung up.
        Closed = "closed",
        /// It said something that is no SMTP.
        Garbage = "garbage",
        /// The certificate is for another name.
        WrongName = "wrong_name",
        /// The certificate is out of its time.
        Expired = "expired",
        /// Nobody we trust vouches for the certificate.
        Untrusted = "untrusted",
        /// TLS failed in another way.
        Tls = "tls",
        /// The server does not offer STARTTLS.
        NoStarttls = "no_starttls",
        /// Unencrypted, and not on this machine.
        Plaintext = "plaintext",
        /// The server offers no way of logging in that we know.
        NoMechanism = "no_mechanism",
        /// What we were given cannot be sent as it is.
        Unsendable = "unsendable",
        /// The letter is larger than the server takes.
        TooLarge = "too_large",
        /// The caller could not commit.
        NotCommitted = "not_committed",
        /// Reading or writing failed.
        Io = "io",
    }
}

/// One failure, with everything known about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where in the conversation.
    pub phase: Phase,
    /// Why.
    pub cause: Cause,
    /// The server, as `host:port`, where it has to do with one.
    pub server: Option<String>,
    /// The server's code, where it answered: 421, 550, …
    pub code: Option<u16>,
    /// The server's words, or the system's.
    pub text: String,
}

impl Fault {
    /// A failure without a code.
    pub fn new(phase: Phase, cause: Cause, text: impl Into<String>) -> Self {
        Fault { phase, cause, server: None, code: None, text: one_line(&text.into()) }
    }

    /// An answer of the server that says no.
    pub fn answer(phase: Phase, code: u16, text: &str) -> Self {
        Fault { code: Some(code), ..Fault::new(phase, Cause::Answer, text) }
    }

    /// A letter of so many bytes for a server that takes so many.
    pub fn too_large(bytes: usize, most: usize) -> Self {
        let [has, takes] = [bytes, most].map(|bytes| bytes as f64 / 1e6);
        let text = format!("it has {has:.1} MB as it is sent, and the server takes {takes:.1} MB");
        Fault::new(Phase::Mail, Cause::TooLarge, text)
    }

    /// The same, at that server.
    #[must_use]
    pub fn at(self, server: &str) -> Self {
        Fault { server: Some(server.to_owned()), ..self }
    }

    /// What lettre said, with the phase that it does not know.
    pub fn from_lettre(phase: Phase, error: &lettre::transport::smtp::Error) -> Self {
        if let Some(code) = error.status() {
            let text = error.source().map(ToString::to_string).unwrap_or_default();
            return Fault::answer(phase, code.into(), &text);
        }
        let mut source = error.source();
        while let Some(current) = source {
            if let Some(tls) = current.downcast_ref::<rustls::Error>() {
                return Fault::from_tls(tls);
            }
            if let Some(io) = current.downcast_ref::<io::Error>() {
                return Fault::from_io(phase, io);
            }
            source = current.source();
        }
        let text = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        // lettre says "incomplete response" for a connection that ended in the middle of one.
        let cause =
            if text.contains("incomplete response") { Cause::Closed } else { Cause::Garbage };
        // Its parser says "error Tag at: …"; what the server said is enough.
        let said = text.split_once(" at: ").map_or(text.as_str(), |(_, said)| said);
        Fault::new(phase, cause, said)
    }

    /// What the system said.
    pub fn from_io(phase: Phase, error: &io::Error) -> Self {
        use io::ErrorKind as K;
        if let Some(tls) = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            return Fault::from_tls(tls);
        }
        let cause = match error.kind() {
            K::WouldBlock | K::TimedOut => Cause::TimedOut,
            K::ConnectionRefused => Cause::ConnectionRefused,
            K::HostUnreachable | K::NetworkUnreachable | K::NetworkDown => Cause::Unreachable,
            K::ConnectionReset
            | K::ConnectionAborted
            | K::BrokenPipe
            | K::UnexpectedEof
            | K::NotConnected
            | K::WriteZero => Cause::Closed,
            K::InvalidData => Cause::Garbage,
            _ => Cause::Io,
        };
        Fault::new(phase, cause, error.to_string())
    }

    fn from_tls(error: &rustls::Error) -> Self {
        use rustls::CertificateError as C;
        let cause = match error {
            rustls::Error::InvalidCertificate(certificate) => match certificate {
                C::Expired
                | C::ExpiredContext { .. }
                | C::NotValidYet
                | C::NotValidYetContext { .. } => Cause::Expired,
                C::NotValidForName | C::NotValidForNameContext { .. } => Cause::WrongName,
                _ => Cause::Untrusted,
            },
            _ => Cause::Tls,
        };
        Fault::new(Phase::Tls, cause, error.to_string())
    }

    /// The answer's class: 4 for later, 5 for never.
    pub fn class(&self) -> Option<u16> {
        self.code.map(|code| code / 100)
    }

    /// The enhanced status code at the start of the server's words (RFC 3463), such as `5.1.1`.
    pub fn enhanced(&self) -> Option<&str> {
        let word = self.text.split_whitespace().next()?;
        let digits = word.split('.').filter(|part| part.parse::<u16>().is_ok()).count();
        (digits == 3 && word.split('.').count() == 3).then_some(word)
    }

    /// What the server or the system said, with the code: `550 5.1.1 no such user`.
    pub fn said(&self) -> String {
        match self.code {
            Some(code) => format!("{code} {}", self.text),
            None => self.text.clone(),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let said = self.said();
        let doing = doing(self.phase);
        let server = match &self.server {
            Some(place) => format!("the server {place}"),
            None => "the server".to_owned(),
        };
        match self.cause {
            Cause::Answer => write!(f, "{server} {}; it said: {said}", judged(self.phase)),
            Cause::NoSuchHost => write!(f, "{server} was not found by its name ({said})"),
            Cause::ConnectionRefused => {
                write!(f, "{server} is not there: nothing listens at that port")
            }
            Cause::Unreachable => write!(f, "there is no way to {server} ({said})"),
            Cause::TimedOut => write!(f, "{server} stayed silent too long {doing}"),
            Cause::Closed => write!(f, "{server} hung up {doing}"),
            Cause::Garbage => write!(f, "{server} said something that is no SMTP {doing} ({said})"),
            Cause::WrongName => {
                write!(f, "the certificate of {server} is for another name ({said})")
            }
            Cause::Expired => write!(f, "the certificate of {server} is out of its time ({said})"),
            Cause::Untrusted => {
                write!(f, "nobody trusted here vouches for the certificate of {server} ({said})")
            }
            Cause::Tls => write!(f, "the connection to {server} could not be secured ({said})"),
            Cause::NoStarttls => {
                write!(f, "{server} did not offer STARTTLS; nothing was said unencrypted")
            }
            Cause::Plaintext => {
                write!(f, "{server} is another machine, and tls = \"none\" is for this one only")
            }
            Cause::NoMechanism => {
                write!(f, "{server} offers no way of logging in that foi knows ({said})")
            }
            Cause::Unsendable => write!(f, "the letter cannot be sent as it is: {said}"),
            Cause::TooLarge => write!(f, "the letter is too large for {server}: {said}"),
            Cause::NotCommitted => {
                write!(f, "the journal could not be written, so nothing was sent: {said}")
            }
            Cause::Io => write!(f, "{said} {doing}"),
        }
    }
}

impl std::error::Error for Fault {}

/// The phase as the end of a sentence.
fn doing(phase: Phase) -> &'static str {
    match phase {
        Phase::Resolve => "while its name was looked up",
        Phase::Connect => "before it had said who it is",
        Phase::Tls => "while the connection was being secured",
        Phase::Auth => "during the login",
        Phase::Mail => "when the sender was named",
        Phase::Rcpt => "when the recipient was named",
        Phase::Data => "before the content",
        Phase::Journal => "while the journal was written",
        Phase::Reply => "after the content, before its answer",
        Phase::File => "while the file was written",
    }
}

/// What the server does by a negative answer in this phase.
fn judged(phase: Phase) -> &'static str {
    match phase {
        Phase::Resolve | Phase::Connect => "does not talk to us",
        Phase::Tls => "does not secure the connection",
        Phase::Auth => "refused the login",
        Phase::Mail => "does not take mail from this sender",
        Phase::Rcpt => "does not take this recipient",
        Phase::Data | Phase::Journal | Phase::Reply => "does not take the letter",
        Phase::File => "did not write the file",
    }
}

/// Joins the lines of an answer; control characters of a hostile server do not reach a terminal.
fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_control() || c == ' ').filter(|w| !w.is_empty()).collect();
    words.join(" ").chars().take(500).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timeout_is_one_whatever_the_system_calls_it() {
        for kind in [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut] {
            let fault = Fault::from_io(Phase::Rcpt, &io::Error::from(kind));
            assert_eq!(fault.cause, Cause::TimedOut);
            assert_eq!(
                fault.at("mail.x.example:465").to_string(),
                "the server mail.x.example:465 stayed silent too long when the recipient was named"
            );
        }
    }

    #[test]
    fn tls_faults_are_told_apart() {
        use rustls::{CertificateError, Error};
        for (error, cause) in [
            (Error::InvalidCertificate(CertificateError::Expired), Cause::Expired),
            (Error::InvalidCertificate(CertificateError::NotValidForName), Cause::WrongName),
            (Error::InvalidCertificate(CertificateError::UnknownIssuer), Cause::Untrusted),
            (Error::DecryptError, Cause::Tls),
        ] {
            let io = io::Error::new(io::ErrorKind::InvalidData, error);
            assert_eq!(Fault::from_io(Phase::Connect, &io).cause, cause);
        }
    }

    #[test]
    fn the_enhanced_code_is_read_only_where_it_is_one() {
        for (text, expected) in [
            ("5.1.1 no such user", Some("5.1.1")),
            ("no such user", None),
            ("1.2.3.4 is listed", None),
            ("", None),
        ] {
            assert_eq!(Fault::answer(Phase::Rcpt, 550, text).enhanced(), expected);
        }
    }

    #[test]
    fn an_answer_is_one_clean_line() {
        let fault = Fault::answer(Phase::Rcpt, 550, "5.1.1 no\r\n\u{1b}[31msuch user");
        assert_eq!(fault.said(), "550 5.1.1 no [31msuch user");
    }
}
