//! A desk with letters waiting to be sent, and an account that points at a server of the story's.

mod letters;

use std::path::PathBuf;

use foidesk::letter::{LetterState, mime};
use foidesk::store::{Letter, Store};

use crate::desk::{Desk, Ran};
use crate::smtp_server::SmtpServer;

/// The campaign of every batch.
pub const CAMPAIGN: &str = "social-media";

const LETTERS: letters::Batch = letters::Batch {
    campaign: CAMPAIGN,
    state: LetterState::Drafted,
    body: |i, token| {
        format!(
            "Dear University {i},\n\nPlease send me your café policy.\n.\n..and this [{token}]\n\n\
             Robin\n"
        )
    },
};

/// A desk with `n` letters drafted.
pub struct Batch {
    pub desk: Desk,
}

impl Batch {
    /// `n` letters to `foi@uni-1.example`, `foi@uni-2.example`, …
    pub fn of(n: usize) -> Self {
        let desk = Desk::new();
        desk.file(
            "foi.toml",
            "[identity]\nname = \"Robin Example\"\nemail = \"robin@campaign.example\"\n\
             [sending]\naccount = \"mine\"\n",
        );
        let entry = |i: usize| {
            format!(
                "[[authority]]\nid = \"uni-{i}\"\nname = \"University {i}\"\nkind = \"university\"\n\
                 nation = \"england\"\nemail = \"foi@uni-{i}.example\"\n"
            )
        };
        desk.file("authorities.toml", (1..=n).map(entry).collect::<String>());
        let batch = Batch { desk };
        LETTERS.put(&batch.store(), n);
        batch
    }

    /// One letter of more than eleven megabytes.
    pub fn larger_than_servers_take() -> Self {
        let batch = Batch::of(1);
        let mut letter = LETTERS.letter(1);
        letter.eml.extend(b"Please send me everything.\r\n".repeat(420_000));
        letter.sha256 = mime::sha256(&letter.eml);
        let (store, id) = (batch.store(), batch.letters()[0].id);
        let change = store.change("made larger", "2026-03-01T09:00:00Z".parse().unwrap()).unwrap();
        change.rewrite_letter(id, &letter).unwrap();
        change.commit().unwrap();
        batch
    }

    /// The desk's database.
    pub fn store(&self) -> Store {
        Store::open(&self.desk.path().join(".foi/desk.db")).unwrap()
    }

    /// Every letter.
    pub fn letters(&self) -> Vec<Letter> {
        self.store().all_letters().unwrap()
    }

    /// The states of all letters, in the order of drafting.
    pub fn states(&self) -> Vec<LetterState> {
        self.letters().into_iter().map(|letter| letter.state).collect()
    }

    /// Writes the account `mine`: the server in the clear, no pace, no copies, short pauses, and
    /// what the story adds.
    pub fn account(&self, server: &SmtpServer, more: &str) -> PathBuf {
        self.account_at(server.port, more)
    }

    /// The same with a port.
    pub fn account_at(&self, port: u16, more: &str) -> PathBuf {
        let standard = [
            ("host", "\"127.0.0.1\"".to_owned()),
            ("port", port.to_string()),
            ("tls", "\"none\"".to_owned()),
            ("per_minute", "0".to_owned()),
            ("per_hour", "0".to_owned()),
            ("per_day", "0".to_owned()),
            ("copy_to_self", "false".to_owned()),
            ("timeout", "\"10s\"".to_owned()),
            ("retry_after", "\"20ms\"".to_owned()),
        ];
        let said = |key: &str| more.lines().any(|line| line.starts_with(&format!("{key} =")));
        let lines: String = standard
            .iter()
            .filter(|(key, _)| !said(key))
            .map(|(key, value)| format!("{key} = {value}\n"))
            .collect();
        self.config(&format!("[account.mine]\n{lines}{more}\n"))
    }

    /// Writes her configuration, for her eyes alone.
    pub fn config(&self, text: &str) -> PathBuf {
        let path = self.desk.file("config/foi/config.toml", text);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        path
    }

    /// `foi send` with the count confirmed.
    pub fn send(&self, confirm: usize) -> Ran {
        self.desk.run(&["send", "--confirm", &confirm.to_string()])
    }
}
