//! Letters on a desk, made without templates: for stories, and for the measurement of sending, which
//! takes this file in by its path.

use foidesk::law::Regime;
use foidesk::letter::{LetterKind, LetterState, Token, mime};
use foidesk::request::{AuthorityId, CampaignId, RequestId};
use foidesk::store::{Campaign, NewLetter, Request, Store};

/// What all letters of a batch have in common.
#[derive(Clone, Copy)]
pub struct Batch {
    pub campaign: &'static str,
    pub state: LetterState,
    /// The body of the i-th letter; it gets the token.
    pub body: fn(usize, &Token) -> String,
}

impl Batch {
    /// Puts `n` requests on the desk, each with its letter, in one change.
    pub fn put(&self, store: &Store, n: usize) {
        let now = "2026-03-01T09:00:00Z".parse().unwrap();
        let change = store.change("drafted", now).unwrap();
        let campaign = CampaignId::from(self.campaign);
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
            let letter = self.letter(i);
            change
                .add_request(&Request {
                    id: letter.request.clone(),
                    campaign: campaign.clone(),
                    authority: AuthorityId(format!("uni-{i}")),
                    authority_name: format!("University {i}"),
                    regime: Regime::Foia,
                    token: Some(token(i).to_string()),
                    subject: "Social media".into(),
                    questions: std::sync::Arc::default(),
                    created_at: now,
                })
                .unwrap();
            change.add_letter(&letter).unwrap();
        }
        change.commit().unwrap();
    }

    /// The i-th letter, to `foi@uni-i.example`.
    pub fn letter(&self, i: usize) -> NewLetter {
        let (from, token) = ("robin@campaign.example", token(i));
        let to = format!("foi@uni-{i}.example");
        let message_id = mime::message_id(&token, LetterKind::Request, 0, from);
        let envelope = mime::Envelope {
            from: mime::Party { name: "Robin Example", address: from },
            to: mime::Party { name: &format!("University {i}"), address: &to },
            reply_to: None,
            message_id: &message_id,
            in_reply_to: None,
            references: &[],
            rehearsal: None,
            enclosed: None,
        };
        let subject = format!("Freedom of Information request [{token}]");
        let body = (self.body)(i, &token);
        let eml = mime::compose(&envelope, &subject, &body).unwrap();
        let authority = AuthorityId(format!("uni-{i}"));
        NewLetter {
            request: RequestId::new(&CampaignId::from(self.campaign), &authority, 1),
            kind: LetterKind::Request,
            state: self.state,
            message_id: Some(message_id),
            from_address: from.into(),
            to_address: to,
            subject,
            body,
            sha256: mime::sha256(&eml),
            eml,
            enclosed: None,
            basis: foidesk::store::KeptBasis::own(&serde_json::json!({})),
            sent_at: None,
        }
    }
}

fn token(i: usize) -> Token {
    Token::from_seed((i as u64).to_le_bytes())
}
