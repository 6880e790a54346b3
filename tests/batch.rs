//! A desk with letters waiting to be sent, and an account that points at a server of the story's.

use std::path::PathBuf;

use foidesk::law::Regime;
use foidesk::letter::{LetterKind, LetterState, Token, mime};
use foidesk::request::{AuthorityId, CampaignId, RequestId};
use foidesk::store::{Campaign, Letter, NewLetter, Request, Store};

use crate::desk::{Desk, Ran};
use crate::smtp_server::SmtpServer;

/// The campaign of every batch.
pub const CAMPAIGN: &str = "social-media";

/// A desk with `n` letters drafted.
pub struct Batch {
    pub desk: Desk,
}

impl Batch {
    /// `n` letters to `foi@uni-1.example`, `foi@uni-2.example`, …
    pub fn of(n: usize) -> Self {
        let desk = Desk::new();
        let batch = Batch { desk };
        batch.desk.file(
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
        batch.desk.file("authorities.toml", (1..=n).map(entry).collect::<String>());
        let store = batch.store();
        let now = "2026-03-01T09:00:00Z".parse().unwrap();
        let change = store.change("drafted", now).unwrap();
        let campaign = CampaignId::from(CAMPAIGN);
        change
            .add_campaign(&Campaign {
                id: campaign.clone(),
                title: "Social media".into(),
                template: None,
                questions: Vec::new(),
                adopted: false,
                created_at: now,
            })
            .unwrap();
        for i in 1..=n {
            let authority = AuthorityId(format!("uni-{i}"));
            let request = RequestId::new(&campaign, &authority, 1);
            let token = Token::from_seed((i as u64).to_le_bytes());
            change
                .add_request(&Request {
                    id: request.clone(),
                    campaign: campaign.clone(),
                    authority,
                    authority_name: format!("University {i}"),
                    regime: Regime::Foia,
                    token: Some(token.to_string()),
                    subject: "Social media".into(),
                    questions: Vec::new(),
                    created_at: now,
                })
                .unwrap();
            change.add_letter(&letter(request, &token, i)).unwrap();
        }
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

    /// Writes the account `mine`: the server in the clear, no pace, no copies, little patience, and
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
            ("timeout", "\"700ms\"".to_owned()),
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

fn letter(request: RequestId, token: &Token, i: usize) -> NewLetter {
    let from = "robin@campaign.example";
    let to = format!("foi@uni-{i}.example");
    let message_id = mime::message_id(token, LetterKind::Request, 0, from);
    let envelope = mime::Envelope {
        from: mime::Party { name: "Robin Example", address: from },
        to: mime::Party { name: &format!("University {i}"), address: &to },
        reply_to: None,
        message_id: &message_id,
        in_reply_to: None,
        references: &[],
        rehearsal: None,
    };
    let subject = format!("Freedom of Information request [{token}]");
    let body = format!(
        "Dear University {i},\n\nPlease send me your café policy.\n.\n..and this [{token}]\n\nRobin\n"
    );
    let eml = mime::compose(&envelope, &subject, &body).unwrap();
    NewLetter {
        request,
        kind: LetterKind::Request,
        state: LetterState::Drafted,
        message_id: Some(message_id),
        from_address: from.into(),
        to_address: to,
        subject,
        body,
        sha256: mime::sha256(&eml),
        eml,
        basis: serde_json::json!({}),
        sent_at: None,
    }
}
