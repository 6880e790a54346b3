//! `foi read` without a desk: everything the contract promises of a message, whole, and an object
//! for each path that could not be read.

use serde_json::{Value, json};

use crate::desk::Desk;

/// The keys of a message, as the contract lists them.
const KEYS: [&str; 27] = [
    "attachments",
    "authority_references",
    "auto_reply",
    "bounce",
    "date",
    "due_quoted",
    "footer_text",
    "from",
    "in_reply_to",
    "kind",
    "kind_evidence",
    "link_expires",
    "message_id",
    "message_references",
    "new_text",
    "problems",
    "quoted_text",
    "regulator_references",
    "reply_by",
    "review_mentioned",
    "review_window",
    "rights_text",
    "sections",
    "source",
    "subject",
    "suggested_status",
    "to",
];

const REFUSAL: &str = "\
From: FOI Team <foi@marl.example>
To: Robin Example <robin@campaign.example>, clerk@campaign.example
Subject: =?utf-8?Q?RE=3A_Trees_=E2=80=93_FOI=2F25=2F4821?=
Date: Thu, 20 Mar 2025 10:00:00 +0000
Message-ID: <refusal@marl.example>
In-Reply-To: <trees-1@campaign.example>
References: <trees-0@campaign.example> <trees-1@campaign.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=\"part\"

--part
Content-Type: text/plain; charset=utf-8

Dear Robin,

The names of the fellers are withheld under section 40(2) of the Freedom of Information Act.

FOI Team

If you are unhappy with this answer you may ask for an internal review. You have two months from
the date of this letter to ask for one.

This email is confidential and intended only for the addressee.

-----Original Message-----
From: Robin Example <robin@campaign.example>
Sent: 3 March 2025 09:30
To: foi@marl.example
Subject: Trees

Who felled them?
--part
Content-Type: text/csv; charset=utf-8; name=\"list.csv\"
Content-Disposition: attachment; filename=\"list.csv\"

year,felled
2024,12
--part--
";

/// The sentence of [`REFUSAL`] that the opinion on it rests on.
const WITHHELD: &str = "The names of the fellers are withheld under section 40(2) of the Freedom \
                        of Information Act.";

/// The sentence of [`REFUSAL`] that says how long a review may be asked for.
const WINDOW: &str = "You have two months from the date of this letter to ask for one.";

/// What `foi read` prints for these paths, and its exit code.
fn read(desk: &Desk, paths: &[&str]) -> (Value, i32) {
    let ran = desk.run(&[&["--json", "read"], paths].concat());
    (serde_json::from_str(&ran.stdout).unwrap(), ran.code)
}

fn keys(message: &Value) -> Vec<&str> {
    message.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_message_is_told_whole() {
    let desk = Desk::nowhere();
    desk.file("refusal.eml", REFUSAL);
    let (told, code) = read(&desk, &["refusal.eml"]);
    assert_eq!(code, 0);
    let expected = json!([{
        "source": "refusal.eml",
        "message_id": "refusal@marl.example",
        "date": "2025-03-20T10:00:00+00:00",
        "from": "foi@marl.example",
        "to": ["robin@campaign.example", "clerk@campaign.example"],
        "subject": "RE: Trees – FOI/25/4821",
        "in_reply_to": "trees-1@campaign.example",
        "message_references": ["trees-0@campaign.example", "trees-1@campaign.example"],
        "kind": "refusal_exemption",
        "kind_evidence": [
            { "rule": "exempt.section", "quote": WITHHELD },
            { "rule": "refuse.withhold", "quote": WITHHELD },
        ],
        "auto_reply": false,
        "bounce": null,
        "authority_references": [{ "value": "FOI/25/4821", "where": "subject" }],
        "regulator_references": [],
        "due_quoted": null,
        "reply_by": null,
        "review_mentioned": null,
        "link_expires": null,
        "review_window": {
            "within": { "number": 2, "unit": "months" }, "until": null, "quote": WINDOW,
        },
        "sections": [{ "law": "foia", "section": "40(2)" }],
        "suggested_status": "refused",
        "new_text": format!("Dear Robin,\n\n{WITHHELD}\n\nFOI Team"),
        "quoted_text": "-----Original Message-----\nFrom: Robin Example <robin@campaign.example>\n\
            Sent: 3 March 2025 09:30\nTo: foi@marl.example\nSubject: Trees\n\nWho felled them?",
        "rights_text": "If you are unhappy with this answer you may ask for an internal review. You \
            have two months from\nthe date of this letter to ask for one.",
        "footer_text": "This email is confidential and intended only for the addressee.",
        "attachments": [
            { "name": "list.csv", "media_type": "text/csv", "bytes": 19, "text_chars": 19 }
        ],
        "problems": [],
    }]);
    assert_eq!(told, expected, "{told:#}");
}

#[test]
fn every_message_has_every_key() {
    let desk = Desk::nowhere();
    let bounce = include_str!("mail/bounce_dsn.eml");
    desk.file("mail/1.eml", REFUSAL);
    desk.file("mail/2.eml", bounce);
    desk.file("mail/3.eml", "Subject: nothing else\n\n");
    let (told, code) = read(&desk, &["mail"]);
    assert_eq!(code, 0);
    let told = told.as_array().unwrap();
    assert_eq!(told.len(), 3);
    assert!(told.iter().all(|message| keys(message) == KEYS), "{told:#?}");
    assert_eq!(told[1]["kind"], "bounce");
    let bounce: Vec<&str> = keys(&told[1]["bounce"]);
    assert_eq!(bounce, ["original_message_id", "per_recipient", "permanent"]);
    assert_eq!(keys(&told[1]["bounce"]["per_recipient"][0]), ["action", "address", "status"]);
    assert_eq!(told[2]["message_id"], Value::Null);
}

#[test]
fn what_cannot_be_read_is_told_in_its_place_and_the_rest_is_read() {
    let desk = Desk::nowhere();
    desk.file("refusal.eml", REFUSAL);
    desk.file("empty.mbox", "");
    desk.file("picture.png", [0x89, b'P', b'N', b'G', 13, 10, 26, 10]);
    let (told, code) = read(&desk, &["nowhere.eml", "refusal.eml", "empty.mbox", "picture.png"]);
    assert_eq!(code, 3);
    let told = told.as_array().unwrap();
    let sources: Vec<&str> = told.iter().map(|one| one["source"].as_str().unwrap()).collect();
    assert_eq!(sources, ["nowhere.eml", "refusal.eml", "empty.mbox", "picture.png"]);
    for (at, message) in told.iter().enumerate() {
        assert_eq!(keys(message), KEYS);
        assert_eq!(message["problems"].as_array().unwrap().is_empty(), at == 1, "{message:#}");
    }
    assert_eq!(read(&desk, &["nowhere.eml"]).1, 3);
}
