//! No command and no variable gives the password: `foi` asks for it on the terminal, once, without
//! showing it, and it stands in no file afterwards. The terminal is a real one (a pseudo-terminal).

use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::time::{Duration, Instant};

use base64::Engine as _;
use foidesk::letter::LetterState::{Accepted, Drafted, Ready};

use crate::batch::Batch;
use crate::smtp_server::{At, Do, Offer, SmtpServer};

const PASSWORD: &str = "correct-horse-battery-7";

/// A run of `foi` on a terminal of its own.
struct OnTerminal {
    pty: pty_process::blocking::Pty,
    child: std::process::Child,
    seen: String,
}

impl OnTerminal {
    fn start(batch: &Batch, arguments: &[&str]) -> Self {
        let (pty, pts) = pty_process::blocking::open().unwrap();
        let plain = batch.desk.command();
        let mut command = pty_process::blocking::Command::new(plain.get_program())
            .args(plain.get_args())
            .args(arguments)
            .env_clear()
            .current_dir(batch.desk.path());
        for (name, value) in plain.get_envs() {
            command = command.env(name, value.unwrap_or_default());
        }
        let child = command.env("TERM", "dumb").spawn(pts).unwrap();
        OnTerminal { pty, child, seen: String::new() }
    }

    /// Reads until `text` is on the terminal.
    fn shows(&mut self, text: &str) {
        let started = Instant::now();
        while !self.seen.contains(text) {
            assert!(started.elapsed() < Duration::from_secs(30), "{}", self.seen);
            assert!(self.read(), "it ended with {:?} on the terminal", self.seen);
        }
    }

    /// Reads some; false at the end.
    fn read(&mut self) -> bool {
        let mut some = [0; 4096];
        // A terminal that nobody holds any more answers with an error.
        let n = self.pty.read(&mut some).unwrap_or(0);
        self.seen.push_str(&String::from_utf8_lossy(&some[..n]));
        n > 0
    }

    fn types(&mut self, line: &str) {
        self.pty.write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// What was on the terminal in the end, and the exit code.
    fn ended(mut self) -> (String, i32) {
        while self.read() {}
        let status = self.child.wait().unwrap();
        (self.seen.replace("\r\n", "\n"), status.code().or(status.signal()).unwrap())
    }
}

/// Two letters and an account that asks for its password.
fn desk(refuses: bool) -> (Batch, SmtpServer) {
    let offer = Offer { auth: Some("PLAIN"), ..Offer::default() };
    let server = SmtpServer::offering(offer, move |moment| match moment.at {
        At::Auth if refuses => Do::Say("535 5.7.8 no"),
        _ => Do::Usual,
    });
    let batch = Batch::of(2);
    batch.account(&server, "user = \"robin\"");
    (batch, server)
}

const ASKED: &str = "Password of robin at 127.0.0.1: ";

/// Every file of the desk and of her configuration that holds the password.
fn files_with(batch: &Batch, password: &str) -> Vec<String> {
    let encoded = base64::engine::general_purpose::STANDARD.encode(format!("\0robin\0{password}"));
    let mut found = Vec::new();
    let mut folders = vec![batch.desk.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let holds = |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
            if holds(password) || holds(&encoded) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

#[test]
fn it_is_asked_once_and_never_shown_or_kept() {
    let (batch, server) = desk(false);
    let mut run = OnTerminal::start(&batch, &["send"]);
    run.shows("Type 2 to send: ");
    run.types("2");
    run.shows(ASKED);
    run.types(PASSWORD);
    let (seen, code) = run.ended();
    assert_eq!(code, 0, "{seen}");
    assert_eq!(seen.matches("Password of").count(), 1, "{seen}");
    assert!(!seen.contains(PASSWORD), "{seen}");
    assert!(seen.contains("2 accepted"), "{seen}");
    assert_eq!(batch.states(), [Accepted, Accepted]);
    let plain = base64::engine::general_purpose::STANDARD.encode(format!("\0robin\0{PASSWORD}"));
    let logins =
        server.lines().into_iter().filter(|line| line.starts_with("AUTH ")).collect::<Vec<_>>();
    assert_eq!(logins, [format!("AUTH PLAIN {plain}")]);
    assert_eq!(files_with(&batch, PASSWORD), Vec::<String>::new());
}

#[test]
fn a_wrong_one_stops_the_run_and_stands_nowhere() {
    let (batch, _server) = desk(true);
    let mut run = OnTerminal::start(&batch, &["send", "--confirm", "2"]);
    run.shows(ASKED);
    run.types("wrong-horse-7");
    let (seen, code) = run.ended();
    assert_eq!(code, 4, "{seen}");
    assert!(seen.contains("refused the login; it said: 535 5.7.8 no"), "{seen}");
    assert!(!seen.contains("wrong-horse-7"), "{seen}");
    assert!(batch.states().iter().all(|state| matches!(state, Ready | Drafted)));
    assert_eq!(files_with(&batch, "wrong-horse-7"), Vec::<String>::new());
}

#[test]
fn what_is_pasted_as_soon_as_the_question_stands_there_is_not_shown() {
    let (batch, _server) = desk(false);
    let mut run = OnTerminal::start(&batch, &["send", "--confirm", "2"]);
    run.shows(ASKED);
    run.pty.write_all(PASSWORD.as_bytes()).unwrap();
    run.types("");
    let (seen, code) = run.ended();
    assert_eq!((code, seen.contains(PASSWORD)), (0, false), "{seen}");
}

#[test]
fn ctrl_c_at_the_question_sends_nothing_and_gives_the_terminal_back() {
    let (batch, server) = desk(false);
    let mut run = OnTerminal::start(&batch, &["send", "--confirm", "2"]);
    run.shows(ASKED);
    run.pty.write_all(b"half\x03").unwrap();
    run.shows("error: stopped at the password");
    let modes = rustix::termios::tcgetattr(&run.pty).unwrap().local_modes;
    assert!(modes.contains(rustix::termios::LocalModes::ECHO | rustix::termios::LocalModes::ISIG));
    let (seen, code) = run.ended();
    assert_eq!(code, 130, "{seen}");
    assert!(!seen.contains("half"), "{seen}");
    assert!(server.received().is_empty());
}

#[test]
fn nothing_typed_is_no_password() {
    let (batch, server) = desk(false);
    let mut run = OnTerminal::start(&batch, &["send", "--confirm", "2"]);
    run.shows(ASKED);
    run.types("");
    let (seen, code) = run.ended();
    assert_eq!(code, 4, "{seen}");
    assert!(seen.contains("error: no password was typed"), "{seen}");
    assert_eq!(server.lines(), Vec::<String>::new(), "nobody was bothered with it");
}

#[test]
fn the_doctor_asks_too() {
    let (batch, _server) = desk(false);
    let mut run = OnTerminal::start(&batch, &["doctor"]);
    run.shows(ASKED);
    run.types(PASSWORD);
    let (seen, code) = run.ended();
    assert_eq!(code, 0, "{seen}");
    assert!(!seen.contains(PASSWORD), "{seen}");
    assert_eq!(files_with(&batch, PASSWORD), Vec::<String>::new());
}

/// Without a terminal nobody is asked.
#[test]
fn a_script_is_told_what_to_set() {
    let (batch, _server) = desk(false);
    let _ = batch.send(2).exits(4);
    assert!(batch.states().iter().all(|state| matches!(state, Ready | Drafted)));
}

#[test]
fn a_wrong_count_sends_nothing_and_asks_for_no_password() {
    let (batch, server) = desk(false);
    let mut run = OnTerminal::start(&batch, &["send"]);
    run.shows("Type 2 to send: ");
    run.types("yes");
    let (seen, code) = run.ended();
    assert_eq!(code, 5, "{seen}");
    assert!(seen.contains("error: nothing was sent"), "{seen}");
    assert!(!seen.contains("Password"), "{seen}");
    assert!(server.received().is_empty());
}
