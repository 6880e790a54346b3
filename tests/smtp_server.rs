//! A mail server for stories: a real SMTP dialogue on 127.0.0.1 that takes letters, and can be told
//! to answer anything, say nothing or hang up at any phase. Nothing about the transport is mocked:
//! what `foi` writes goes through sockets, and through TLS where the story asks for it.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Where in the dialogue the server is about to speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    Greeting,
    Ehlo,
    Starttls,
    Auth,
    Mail,
    Rcpt,
    Data,
    /// The final dot has been read.
    Dot,
    Rset,
    Quit,
}

/// A moment at which the story may step in.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    pub at: At,
    /// Which connection, from 1.
    pub connection: usize,
    /// Which letter, from 1, counted by MAIL over all connections; 0 before the first.
    pub letter: usize,
}

/// What the server does there.
#[derive(Debug, Clone)]
pub enum Do {
    /// What a willing server would answer.
    Usual,
    /// This answer, and go on.
    Say(&'static str),
    /// This answer, then hang up.
    SayAndClose(&'static str),
    /// Nothing, until the client goes away.
    Hang,
    /// Hang up.
    Close,
}

/// A letter whose final dot was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub from: String,
    pub to: Vec<String>,
    pub bytes: Vec<u8>,
    /// Whether the server said yes to it (and tried to tell the client so).
    pub taken: bool,
}

impl Received {
    /// The whole message as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    /// The value of a header, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let text = self.text().replace("\r\n ", " ").replace("\r\n\t", " ");
        let head = text.split("\r\n\r\n").next()?.to_owned();
        head.split("\r\n").find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}

type Plan = dyn Fn(&Moment) -> Do + Send + Sync;

/// What the server offers.
#[derive(Clone, Default)]
pub struct Offer {
    /// Its certificate, for STARTTLS or from the first byte.
    pub tls: Option<Arc<rustls::ServerConfig>>,
    /// TLS from the first byte.
    pub implicit: bool,
    /// The AUTH mechanisms, such as "PLAIN LOGIN".
    pub auth: Option<&'static str>,
    /// The largest letter, in bytes (RFC 1870).
    pub size: Option<usize>,
    /// Several commands in one write (RFC 2920).
    pub pipelining: bool,
}

struct Shared {
    offer: Offer,
    plan: Box<Plan>,
    received: Mutex<Vec<Received>>,
    lines: Mutex<Vec<String>>,
    letters: Mutex<usize>,
    over: AtomicBool,
}

/// A running server; it ends when dropped.
pub struct SmtpServer {
    pub port: u16,
    shared: Arc<Shared>,
}

impl SmtpServer {
    /// A server that takes everything.
    pub fn willing() -> Self {
        Self::that(|_| Do::Usual)
    }

    /// A server in the clear that follows `plan`.
    pub fn that(plan: impl Fn(&Moment) -> Do + Send + Sync + 'static) -> Self {
        Self::offering(Offer::default(), plan)
    }

    /// A server that follows `plan` and offers more.
    pub fn offering(offer: Offer, plan: impl Fn(&Moment) -> Do + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            offer,
            plan: Box::new(plan),
            received: Mutex::default(),
            lines: Mutex::default(),
            letters: Mutex::default(),
            over: AtomicBool::new(false),
        });
        let for_thread = Arc::clone(&shared);
        std::thread::spawn(move || {
            for (n, stream) in listener.incoming().enumerate() {
                if for_thread.over.load(Ordering::Relaxed) {
                    return;
                }
                let shared = Arc::clone(&for_thread);
                let Ok(stream) = stream else { continue };
                // A client that dies in the middle ends its own conversation only.
                std::thread::spawn(move || {
                    let _ = Conversation::begin(stream, n + 1, shared);
                });
            }
        });
        SmtpServer { port, shared }
    }

    /// The letters whose final dot was read, in order.
    pub fn received(&self) -> Vec<Received> {
        self.shared.received.lock().unwrap().clone()
    }

    /// Every line that a client said, the content apart.
    pub fn lines(&self) -> Vec<String> {
        self.shared.lines.lock().unwrap().clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.shared.over.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

struct Conversation {
    stream: BufReader<Box<dyn Stream>>,
    /// The socket below, to hang up and to start TLS on.
    socket: TcpStream,
    number: usize,
    shared: Arc<Shared>,
}

/// The conversation is over.
struct Over;

impl From<std::io::Error> for Over {
    fn from(_: std::io::Error) -> Self {
        Over
    }
}

impl Conversation {
    fn begin(socket: TcpStream, number: usize, shared: Arc<Shared>) -> Result<(), Over> {
        socket.set_nodelay(true)?;
        let plain: Box<dyn Stream> = Box::new(socket.try_clone()?);
        let mut conversation =
            Conversation { stream: BufReader::new(plain), socket, number, shared };
        if conversation.shared.offer.implicit {
            conversation.encrypt()?;
        }
        conversation.talk()
    }

    fn encrypt(&mut self) -> Result<(), Over> {
        let config = self.shared.offer.tls.clone().ok_or(Over)?;
        let connection = rustls::ServerConnection::new(config).map_err(|_| Over)?;
        let stream = rustls::StreamOwned::new(connection, self.socket.try_clone()?);
        self.stream = BufReader::new(Box::new(stream));
        Ok(())
    }

    fn talk(&mut self) -> Result<(), Over> {
        let mut encrypted = self.shared.offer.implicit;
        let (mut from, mut to) = (None, Vec::new());
        self.answer(At::Greeting, "220 mail.test.example ESMTP")?;
        loop {
            let line = self.line()?;
            let word = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            match word.as_str() {
                "EHLO" | "HELO" => {
                    let greeting = self.ehlo(encrypted);
                    self.answer(At::Ehlo, &greeting)?;
                }
                "STARTTLS" => {
                    self.answer(At::Starttls, "220 go ahead")?;
                    self.encrypt()?;
                    encrypted = true;
                }
                "AUTH" => {
                    if line.eq_ignore_ascii_case("AUTH LOGIN") {
                        self.say("334 VXNlcm5hbWU6")?;
                        self.line()?;
                        self.say("334 UGFzc3dvcmQ6")?;
                        self.line()?;
                    }
                    self.answer(At::Auth, "235 2.7.0 welcome")?;
                }
                "MAIL" => {
                    *self.shared.letters.lock().unwrap() += 1;
                    to.clear();
                    let answer = self.answer(At::Mail, "250 2.1.0 Ok")?;
                    from = answer.starts_with('2').then(|| address(&line));
                }
                "RCPT" if from.is_none() => self.say("503 5.5.1 no sender")?,
                "RCPT" => {
                    if self.answer(At::Rcpt, "250 2.1.5 Ok")?.starts_with('2') {
                        to.push(address(&line));
                    }
                }
                "DATA" if to.is_empty() => self.say("503 5.5.1 no recipient")?,
                "DATA" => {
                    if self.answer(At::Data, "354 go ahead")?.starts_with('3') {
                        let bytes = self.content()?;
                        self.take(Received {
                            from: from.clone().unwrap_or_default(),
                            to: to.clone(),
                            bytes,
                            taken: false,
                        })?;
                    }
                }
                "RSET" => {
                    to.clear();
                    self.answer(At::Rset, "250 2.0.0 Ok")?;
                }
                "QUIT" => {
                    self.answer(At::Quit, "221 2.0.0 Bye")?;
                    return Ok(());
                }
                // The empty line that ends a refused XOAUTH2.
                "" => self.say("535 5.7.8 Username and Password not accepted")?,
                _ => self.say("500 5.5.2 what?")?,
            }
        }
    }

    fn ehlo(&self, encrypted: bool) -> String {
        let mut lines = vec!["mail.test.example".to_owned(), "8BITMIME".to_owned()];
        if self.shared.offer.tls.is_some() && !encrypted {
            lines.push("STARTTLS".to_owned());
        }
        if self.shared.offer.pipelining {
            lines.push("PIPELINING".to_owned());
        }
        if let Some(size) = self.shared.offer.size {
            lines.push(format!("SIZE {size}"));
        }
        if let Some(mechanisms) = self.shared.offer.auth {
            lines.push(format!("AUTH {mechanisms}"));
        }
        let last = lines.len() - 1;
        let spelt =
            |(i, line): (usize, &String)| format!("250{}{line}", if i == last { ' ' } else { '-' });
        lines.iter().enumerate().map(spelt).collect::<Vec<_>>().join("\r\n")
    }

    /// A letter counts from the moment its final dot is read, whatever is answered.
    fn take(&mut self, letter: Received) -> Result<(), Over> {
        let place = {
            let mut received = self.shared.received.lock().unwrap();
            received.push(letter);
            received.len() - 1
        };
        let moment = self.moment(At::Dot);
        let action = (self.shared.plan)(&moment);
        let usual = format!("250 2.0.0 Ok: queued as Q{}", moment.letter);
        let taken = match &action {
            Do::Usual | Do::Hang | Do::Close => true,
            Do::Say(text) | Do::SayAndClose(text) => text.starts_with('2'),
        };
        self.shared.received.lock().unwrap()[place].taken = taken;
        self.carry_out(action, &usual).map(|_| ())
    }

    fn answer(&mut self, at: At, usual: &str) -> Result<String, Over> {
        let action = (self.shared.plan)(&self.moment(at));
        self.carry_out(action, usual)
    }

    fn moment(&self, at: At) -> Moment {
        let letter = *self.shared.letters.lock().unwrap();
        Moment { at, connection: self.number, letter }
    }

    fn carry_out(&mut self, action: Do, usual: &str) -> Result<String, Over> {
        match action {
            Do::Usual => {
                self.say(usual)?;
                Ok(usual.to_owned())
            }
            Do::Say(text) => {
                self.say(text)?;
                Ok(text.to_owned())
            }
            Do::SayAndClose(text) => {
                self.say(text)?;
                self.socket.shutdown(Shutdown::Both)?;
                Err(Over)
            }
            Do::Close => {
                self.socket.shutdown(Shutdown::Both)?;
                Err(Over)
            }
            Do::Hang => {
                for _ in 0..600 {
                    if self.shared.over.load(Ordering::Relaxed) {
                        break;
                    }
                    std::thread::sleep(Duration::from_millis(100));
                }
                Err(Over)
            }
        }
    }

    fn say(&mut self, text: &str) -> Result<(), Over> {
        let stream = self.stream.get_mut();
        stream.write_all(format!("{text}\r\n").as_bytes())?;
        Ok(stream.flush()?)
    }

    fn line(&mut self) -> Result<String, Over> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(Over);
        }
        let line = line.trim_end_matches(['\r', '\n']).to_owned();
        self.shared.lines.lock().unwrap().push(line.clone());
        Ok(line)
    }

    fn content(&mut self) -> Result<Vec<u8>, Over> {
        let mut bytes = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.stream.read_until(b'\n', &mut line)? == 0 {
                return Err(Over);
            }
            if line == b".\r\n" {
                return Ok(bytes);
            }
            bytes.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
    }
}

/// What stands between `<` and `>`.
fn address(line: &str) -> String {
    line.split(['<', '>']).nth(1).unwrap_or_default().to_owned()
}

/// A certificate authority of the story's own and a certificate for `name` from it: the server's
/// half, and the authority as PEM for the client.
pub fn certificate(name: &str, is_expired: bool) -> (Arc<rustls::ServerConfig>, String) {
    let (certificate, key, authority) = signed(name, is_expired);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![certificate.der().clone()],
            rustls::pki_types::PrivateKeyDer::Pkcs8(key.serialize_der().into()),
        )
        .unwrap();
    (Arc::new(config), authority.pem())
}

/// The same for a server with files: certificate, key and authority as PEM.
pub fn certificate_files(name: &str) -> (String, String, String) {
    let (certificate, key, authority) = signed(name, false);
    (certificate.pem(), key.serialize_pem(), authority.pem())
}

fn signed(
    name: &str,
    is_expired: bool,
) -> (rcgen::Certificate, rcgen::KeyPair, rcgen::Certificate) {
    let authority_key = rcgen::KeyPair::generate().unwrap();
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority_certificate = authority.self_signed(&authority_key).unwrap();
    let issuer = rcgen::Issuer::new(authority, authority_key);

    let key = rcgen::KeyPair::generate().unwrap();
    let mut parameters = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap();
    parameters.extended_key_usages = vec![rcgen::ExtendedKeyUsagePurpose::ServerAuth];
    parameters.not_before = rcgen::date_time_ymd(2020, 1, 1);
    parameters.not_after = rcgen::date_time_ymd(if is_expired { 2021 } else { 2049 }, 1, 1);
    let certificate = parameters.signed_by(&key, &issuer).unwrap();
    (certificate, key, authority_certificate)
}
