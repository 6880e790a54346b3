//! A database for the tests of this room: one campaign with one request, and its first letter.

use chrono::{DateTime, Utc};

use super::{Campaign, KeptBasis, NewLetter, Request, Store};
use crate::law::Regime;
use crate::letter::{LetterKind, LetterState};
use crate::request::{AuthorityId, CampaignId, LetterId, RequestId};

/// Noon on that day of March 2026.
pub(super) fn noon(day: u32) -> DateTime<Utc> {
    format!("2026-03-{day:02}T12:00:00Z").parse().unwrap()
}

/// Adds the request, drafted on the first.
pub(super) fn add_request(store: &Store) -> RequestId {
    let campaign = CampaignId::from("social");
    let authority = AuthorityId::from("dunbridge");
    let request = RequestId::new(&campaign, &authority, 1);
    let change = store.change("draft", noon(1)).unwrap();
    change
        .add_campaign(&Campaign {
            id: campaign.clone(),
            title: "Social media".into(),
            template: None,
            questions: Vec::new(),
            adopted: false,
            created_at: noon(1),
        })
        .unwrap();
    change
        .add_request(&Request {
            id: request.clone(),
            campaign,
            authority,
            authority_name: "University of Dunbridge".into(),
            regime: Regime::Foia,
            token: None,
            subject: "Request".into(),
            questions: std::sync::Arc::default(),
            created_at: noon(1),
        })
        .unwrap();
    change.commit().unwrap();
    request
}

/// Adds the request and a letter of it that is ready.
pub(super) fn add_letter(store: &Store) -> (RequestId, LetterId) {
    let request = add_request(store);
    let change = store.change("draft", noon(1)).unwrap();
    let letter = change.add_letter(&new_letter(&request)).unwrap();
    change.commit().unwrap();
    (request, letter)
}

/// A letter of that request that is ready.
pub(super) fn new_letter(request: &RequestId) -> NewLetter {
    NewLetter {
        request: request.clone(),
        kind: LetterKind::Request,
        state: LetterState::Ready,
        message_id: Some("1@campaign.example".into()),
        from_address: "robin@campaign.example".into(),
        to_address: "foi@dunbridge.example".into(),
        subject: "Request".into(),
        body: "Dear all".into(),
        eml: b"Dear all".to_vec(),
        enclosed: None,
        sha256: "00".into(),
        basis: KeptBasis::own(&serde_json::json!({})),
        sent_at: None,
    }
}
