//! Where a mail server is, how the connection is secured, and who logs in; and the way from there to
//! an open conversation. TLS is implicit (RFC 8314) or required by STARTTLS (RFC 3207), never "if
//! possible"; nothing is said unencrypted except to this machine.

use std::net::{SocketAddr, ToSocketAddrs};
use std::time::Duration;

use base64::Engine as _;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::Ehlo;
use lettre::transport::smtp::extension::ClientId;

use super::{Cause, Fault, Phase, Secret, Smtp};
use crate::words::words;

words! {
    /// How the connection is secured.
    pub enum Tls ("kind of TLS") {
        /// From the first byte, as on port 465.
        Implicit = "implicit",
        /// By STARTTLS, as on port 587; without it nothing is said.
        Starttls = "starttls",
        /// Not at all: this machine only.
        None = "none",
    }
}

/// Who logs in, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Login {
    /// AUTH PLAIN or LOGIN with a password or app password.
    Password {
        /// The user.
        user: String,
        /// The password.
        secret: Secret,
    },
    /// AUTH XOAUTH2 with an access token.
    Token {
        /// The user.
        user: String,
        /// The token.
        secret: Secret,
    },
}

/// How long to wait for what. RFC 5321, section 4.5.3.2, asks for minutes; a doubt costs more than
/// a wait, so the last one is the longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// Until the connection stands and the server has greeted.
    pub connect: Duration,
    /// For the answer to a command.
    pub command: Duration,
    /// For the answer to the content.
    pub content: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Patience { connect: seconds(30), command: seconds(300), content: seconds(600) }
    }
}

impl Patience {
    /// The same patience everywhere.
    pub fn of(duration: Duration) -> Self {
        Patience { connect: duration, command: duration, content: duration }
    }
}

/// A mail server and how to talk to it.
#[derive(Debug, Clone)]
pub struct Server {
    /// Its name, or an address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub tls: Tls,
    /// A certificate authority of one's own (PEM), trusted beside those of the system.
    pub authority: Option<Vec<u8>>,
    /// Who logs in; nobody, where the server asks for no login.
    pub login: Option<Login>,
    /// How long to wait.
    pub patience: Patience,
}

/// The name given in EHLO ends in a Received header that the authority reads; an address literal (RFC
/// 5321, section 4.1.4) does not tell the name of her machine.
const HELLO: ClientId = ClientId::Ipv4(std::net::Ipv4Addr::LOCALHOST);

impl Server {
    /// Where it is, as `host:port`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    /// Connects, secures the connection and logs in; sends no mail.
    pub fn connect(&self) -> Result<Smtp, Fault> {
        self.begin().map_err(|fault| fault.at(&self.place()))
    }

    fn begin(&self) -> Result<Smtp, Fault> {
        let addresses = self.resolve()?;
        let mut connection = self.open(&addresses)?;
        connection
            .set_timeout(Some(self.patience.command))
            .map_err(|error| Fault::from_io(Phase::Connect, &error))?;
        let offer = Offer::of(&mut connection)?;
        if let Some(login) = &self.login {
            log_in(&mut connection, login)?;
        }
        Ok(Smtp::new(connection, self.place(), self.patience, offer))
    }

    fn resolve(&self) -> Result<Vec<SocketAddr>, Fault> {
        let host = idna::domain_to_ascii(&self.host).unwrap_or_else(|_| self.host.clone());
        let unknown = |text: String| Fault::new(Phase::Resolve, Cause::NoSuchHost, text);
        let addresses: Vec<SocketAddr> = (host.as_str(), self.port)
            .to_socket_addrs()
            .map_err(|error| unknown(error.to_string()))?
            .collect();
        if addresses.is_empty() {
            return Err(unknown("the name has no address".to_owned()));
        }
        if self.tls == Tls::None && !addresses.iter().all(|address| address.ip().is_loopback()) {
            return Err(Fault::new(Phase::Connect, Cause::Plaintext, host));
        }
        Ok(addresses)
    }

    fn open(&self, addresses: &[SocketAddr]) -> Result<SmtpConnection, Fault> {
        let hello = HELLO;
        let connect = |tls: Option<&TlsParameters>| {
            SmtpConnection::connect(addresses, Some(self.patience.connect), &hello, tls, None)
                .map_err(|error| Fault::from_lettre(Phase::Connect, &error))
        };
        match self.tls {
            Tls::None => connect(None),
            Tls::Implicit => connect(Some(&self.tls_parameters()?)),
            Tls::Starttls => {
                let parameters = self.tls_parameters()?;
                let mut connection = connect(None)?;
                if !connection.can_starttls() {
                    return Err(Fault::new(Phase::Tls, Cause::NoStarttls, self.host.as_str()));
                }
                connection
                    .starttls(&parameters, &hello)
                    .map_err(|error| Fault::from_lettre(Phase::Tls, &error))?;
                Ok(connection)
            }
        }
    }

    fn tls_parameters(&self) -> Result<TlsParameters, Fault> {
        let broken = |error: lettre::transport::smtp::Error| {
            Fault::new(Phase::Tls, Cause::Tls, error.to_string())
        };
        let mut builder = TlsParameters::builder(self.host.clone());
        if let Some(pem) = &self.authority {
            builder = builder.add_root_certificate(Certificate::from_pem(pem).map_err(broken)?);
        }
        builder.build().map_err(broken)
    }
}

/// What a server offers beside what lettre keeps of the answer to its EHLO: so it is asked again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Offer {
    /// Whether it takes several commands in one write (RFC 2920).
    pub pipelining: bool,
    /// The largest letter it takes, in bytes (RFC 1870): 0 where it knows of no limit, `None` where it
    /// does not say.
    pub size: Option<usize>,
}

impl Offer {
    fn of(connection: &mut SmtpConnection) -> Result<Self, Fault> {
        match connection.command(Ehlo::new(HELLO)) {
            Ok(answer) => Ok(Offer::read(answer.message())),
            // Whoever does not like to be asked twice is talked to command by command.
            Err(error) if error.status().is_some_and(|code| u16::from(code) != 421) => {
                Ok(Offer::default())
            }
            Err(error) => Err(Fault::from_lettre(Phase::Connect, &error)),
        }
    }

    fn read<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut offer = Offer::default();
        for line in lines {
            let mut words = line.split_whitespace();
            match words.next().unwrap_or_default().to_ascii_uppercase().as_str() {
                "PIPELINING" => offer.pipelining = true,
                // A figure that is none says no more than that the word is known.
                "SIZE" => offer.size = Some(words.next().map_or(0, |n| n.parse().unwrap_or(0))),
                _ => {}
            }
        }
        offer
    }
}

fn log_in(connection: &mut SmtpConnection, login: &Login) -> Result<(), Fault> {
    let refused = |error: &lettre::transport::smtp::Error| Fault::from_lettre(Phase::Auth, error);
    let response = match login {
        Login::Password { user, secret } => {
            let offered = [Mechanism::Plain, Mechanism::Login];
            require_mechanism(connection, &offered)?;
            let credentials = Credentials::new(user.clone(), secret.expose().to_owned());
            connection.auth(&offered, &credentials).map_err(|error| refused(&error))?
        }
        Login::Token { user, secret } => {
            require_mechanism(connection, &[Mechanism::Xoauth2])?;
            let word = format!("user={user}\x01auth=Bearer {}\x01\x01", secret.expose());
            let word = base64::engine::general_purpose::STANDARD.encode(word);
            let response = connection
                .command(format!("AUTH XOAUTH2 {word}\r\n"))
                .map_err(|error| refused(&error))?;
            if response.has_code(334) {
                // The server explains itself in base64 and waits for an empty line before it says no.
                let reason = explanation(response.first_word().unwrap_or_default());
                let mut fault = match connection.command("\r\n") {
                    Err(error) => refused(&error),
                    Ok(response) => Fault::answer(Phase::Auth, response.code().into(), ""),
                };
                fault.text = format!("{} {reason}", fault.text).trim().to_owned();
                return Err(fault);
            }
            response
        }
    };
    if response.has_code(235) {
        Ok(())
    } else {
        let text = response.message().collect::<Vec<_>>().join(" ");
        Err(Fault::new(Phase::Auth, Cause::Garbage, format!("{} {text}", response.code())))
    }
}

fn require_mechanism(connection: &SmtpConnection, known: &[Mechanism]) -> Result<(), Fault> {
    match connection.server_info().get_auth_mechanism(known) {
        Some(_) => Ok(()),
        None => {
            let names: Vec<String> = known.iter().map(ToString::to_string).collect();
            let text = format!("it offers no {}", names.join(" and no "));
            Err(Fault::new(Phase::Auth, Cause::NoMechanism, text))
        }
    }
}

/// The JSON in which a server tells why a token is not good: `{"status":"401","scope":"…"}`.
fn explanation(word: &str) -> String {
    base64::engine::general_purpose::STANDARD
        .decode(word)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(host: &str, tls: Tls) -> Server {
        Server {
            host: host.to_owned(),
            port: 9,
            tls,
            authority: None,
            login: None,
            patience: Patience::of(Duration::from_millis(200)),
        }
    }

    #[test]
    fn nothing_is_said_unencrypted_to_another_machine() {
        let fault = server("192.0.2.1", Tls::None).connect().unwrap_err();
        assert_eq!((fault.phase, fault.cause), (Phase::Connect, Cause::Plaintext));
    }

    #[test]
    fn a_name_that_nobody_knows_is_said_to_be_unknown() {
        let fault = server("smtp.nowhere.invalid", Tls::Implicit).connect().unwrap_err();
        assert_eq!((fault.phase, fault.cause), (Phase::Resolve, Cause::NoSuchHost));
        assert!(fault.to_string().contains("smtp.nowhere.invalid"), "{fault}");
    }

    #[test]
    fn what_a_server_offers_is_read() {
        for (lines, pipelining, size) in [
            (&["mail.x.example", "PIPELINING", "SIZE 10240000"][..], true, Some(10_240_000)),
            (&["size 0"], false, Some(0)),
            (&["SIZE"], false, Some(0)),
            (&["SIZE many"], false, Some(0)),
            (&["SIZEABLE 5", "XPIPELINING"], false, None),
        ] {
            assert_eq!(Offer::read(lines.iter().copied()), Offer { pipelining, size }, "{lines:?}");
        }
    }

    #[test]
    fn the_reason_for_a_refused_token_is_readable() {
        let word = base64::engine::general_purpose::STANDARD.encode(r#"{"status":"401"}"#);
        assert_eq!(explanation(&word), r#"{"status":"401"}"#);
        assert_eq!(explanation("%%%"), "");
    }
}
