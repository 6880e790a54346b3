//! The mail server of the demo: a real SMTP dialogue (RFC 5321) on 127.0.0.1 that takes every
//! letter and keeps it in memory. It relays nothing and is reachable from this machine only.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// A connection that says nothing for this long is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// One letter as it came over the wire, dot-unstuffed, lines ended by CRLF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The recipient of RCPT TO.
    pub to: String,
    /// The message.
    pub bytes: Vec<u8>,
}

/// A server that listens until it is stopped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    listening: JoinHandle<()>,
}

impl Server {
    /// Starts a server on a free port of 127.0.0.1.
    pub fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        let listening = std::thread::spawn(move || {
            for connection in listener.incoming() {
                match connection.and_then(|stream| dialogue(&stream, &kept)) {
                    Ok(Next::Listen) | Err(_) => {}
                    Ok(Next::Stop) => return,
                }
            }
        });
        Ok(Server { address, received, listening })
    }

    /// Its port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Stops listening and gives what came, in order.
    pub fn stop(self) -> Vec<Received> {
        if let Ok(mut stream) = TcpStream::connect(self.address) {
            // The word that only the demo says to itself.
            let _ = stream.write_all(b"XSTOP\r\n");
        }
        let _ = self.listening.join();
        self.received.lock().map(|mut kept| std::mem::take(&mut *kept)).unwrap_or_default()
    }
}

enum Next {
    Listen,
    Stop,
}

fn dialogue(stream: &TcpStream, kept: &Mutex<Vec<Received>>) -> std::io::Result<Next> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut lines = BufReader::new(stream);
    let mut writer = stream;
    let mut say = |text: &str| writer.write_all(format!("{text}\r\n").as_bytes());
    say("220 demo.example ESMTP")?;
    let mut recipient = String::new();
    loop {
        let mut line = String::new();
        if lines.read_line(&mut line)? == 0 {
            return Ok(Next::Listen);
        }
        let command = line.trim_end();
        match command.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase().as_str() {
            "EHLO" => say("250-demo.example\r\n250-8BITMIME\r\n250 SIZE 20000000")?,
            "HELO" | "MAIL" | "RSET" | "NOOP" => say("250 OK")?,
            "RCPT" => {
                recipient = in_angle_brackets(command);
                say("250 OK")?;
            }
            "DATA" => {
                say("354 go on, end with a dot")?;
                let bytes = content(&mut lines)?;
                let number = keep(kept, Received { to: std::mem::take(&mut recipient), bytes });
                say(&format!("250 2.0.0 Ok: queued as DEMO{number:04}"))?;
            }
            "QUIT" => {
                say("221 goodbye")?;
                return Ok(Next::Listen);
            }
            "XSTOP" => return Ok(Next::Stop),
            _ => say("502 not understood")?,
        }
    }
}

fn keep(kept: &Mutex<Vec<Received>>, letter: Received) -> usize {
    kept.lock().map_or(0, |mut kept| {
        kept.push(letter);
        kept.len()
    })
}

fn in_angle_brackets(command: &str) -> String {
    let after = command.split_once('<').map_or("", |(_, rest)| rest);
    after.split('>').next().unwrap_or_default().to_owned()
}

/// The content up to the lone dot, dot-stuffing undone (RFC 5321 section 4.5.2).
fn content(lines: &mut impl std::io::BufRead) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut line = Vec::new();
        if lines.read_until(b'\n', &mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        match line.as_slice() {
            b".\r\n" => return Ok(bytes),
            [b'.', rest @ ..] => bytes.extend_from_slice(rest),
            whole => bytes.extend_from_slice(whole),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_what_was_sent_with_its_dots() {
        let server = Server::start().unwrap();
        let mut stream = TcpStream::connect(("127.0.0.1", server.port())).unwrap();
        stream
            .write_all(
                b"EHLO x\r\nMAIL FROM:<a@x.example>\r\nRCPT TO:<b@y.example>\r\nDATA\r\n\
                  Subject: s\r\n\r\n..dot\r\n.\r\nQUIT\r\n",
            )
            .unwrap();
        let mut said = String::new();
        std::io::Read::read_to_string(&mut stream, &mut said).unwrap();
        assert!(said.contains("queued as DEMO0001"), "{said}");
        let expected =
            Received { to: "b@y.example".into(), bytes: b"Subject: s\r\n\r\n.dot\r\n".to_vec() };
        assert_eq!(server.stop(), [expected]);
    }
}
