//! What the glance sees, and what it passes over.

use super::super::{Hers, LetterFacts, RequestFacts};
use super::*;
use crate::reading::decode;

fn index() -> Index {
    let request = RequestFacts {
        id: "marl".into(),
        authority: "marl".into(),
        authority_names: vec!["Marl & Upton Borough Council".into(), "St John’s College".into()],
        domains: vec!["marl-online.example".into()],
        letters: vec![LetterFacts {
            message_ids: vec!["letter-7@campaign.example".into(), "db7pr@prod.outlook.test".into()],
            from: "requests+q7x2@campaign.example".into(),
            to: vec!["foi@marl.example".into()],
            subject: "Street trees".into(),
            tokens: vec!["PK/00012".into()],
            ..LetterFacts::default()
        }],
        ..RequestFacts::default()
    };
    Index::new(vec![request], Hers::new(["requests@campaign.example"]))
}

fn sees(raw: &str) -> bool {
    index().may_concern(&decode(raw.as_bytes()))
}

#[test]
fn what_names_a_request_is_seen_wherever_it_hides() {
    let base64 = "VGhlIGFuc3dlciBvZiBNYXJsICYgVXB0b24gQm9yb3VnaCBDb3VuY2lsLg==";
    for (raw, what) in [
        ("From: a@b.test\nIn-Reply-To: <LETTER-7@campaign.example>\n\nThanks.", "thread"),
        ("From: a@b.test\nReferences: <x@y>\n <db7pr@PROD.outlook.test>\n\nThanks.", "server's id"),
        ("From: Ann <ANN@trees.Marl.example>\n\nThanks.", "domain"),
        ("From: a@marl-online.example\n\nThanks.", "known domain"),
        ("From: a@b.test\nReply-To: foi@marl.example\n\nThanks.", "reply-to"),
        ("From: =?utf-8?Q?St_John=E2=80=99s_College?= <a@b.test>\n\nThanks.", "name of sender"),
        ("From: a@b.test\nSubject: =?utf-8?B?UEsvMDAwMTI=?=\n\nThanks.", "token in the subject"),
        ("From: a@b.test\nReceived: by z for <Requests+q7x2@campaign.example>; Mon\n\nHi.", "tag"),
        (
            "From: a@b.test\nReturn-Path: <bounce-requests+q7xz=campaign.example@r>\n\nHi.",
            "any tag",
        ),
        ("From: a@b.test\n\n> see PK/00012.\n", "token quoted"),
        ("From: a@b.test\n\n> To: foi@marl.example\n", "recipient quoted"),
        ("From: a@b.test\n\nmessage-id:letter-7@campaign.example.\n", "id quoted"),
        ("From: a@b.test\n\nAnswer of the MARL and\nUpton Borough Council.", "name in the text"),
        ("From: a@b.test\n\n“St Johns College” says", "name in quotation marks"),
        (
            &format!(
                "From: a@b.test\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{base64}\n"
            ),
            "name in base64",
        ),
        (
            "From: a@b.test\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\
             <td>Marl</td><td>&amp;</td> Up=\nton&nbsp;<b>Borough</b> Council",
            "name in HTML",
        ),
        (
            "From: a@b.test\nContent-Type: multipart/report; boundary=b\n\n--b\n\ngone\n--b\n\
             Content-Type: message/delivery-status\n\nReporting-MTA: dns; z\n\n\
             Final-Recipient: rfc822;FOI@marl.example\nAction: failed\n\n--b--\n",
            "recipient of a report",
        ),
        (
            "From: a@b.test\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n\
             Content-Type: message/rfc822\n\nMessage-ID: <letter-7@campaign.example>\n\nDear\n--b--\n",
            "enclosed original",
        ),
    ] {
        assert!(sees(raw), "{what}: {raw}");
    }
}

#[test]
fn signs_of_any_request_are_seen() {
    let pdf = "From: a@b.test\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nAs asked.\n--b\n\
        Content-Type: application/pdf; name=\"Answer.pdf\"\n\nx\n--b--\n";
    for raw in [
        "From: a@b.test\nSubject: Your FOI\n\nHi.",
        "From: a@b.test\n\nYour request of May caf\u{e9}.",
        "From: a@b.test\nSubject: WFOI 7812\n\nHi.",
        "From: a@b.test\n\nCase 2024EIR77 is closed.",
        pdf,
    ] {
        assert!(sees(raw), "{raw}");
    }
}

#[test]
fn ordinary_mail_is_passed_over() {
    let long = "A long letter about nothing in particular. ".repeat(60);
    let with_file = format!(
        "From: a@b.test\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n{long}\n--b\n\
         Content-Type: application/pdf\n\nx\n--b--\n"
    );
    for raw in [
        "From: a@b.test\nTo: requests@campaign.example\nSubject: Lunch\n\nTheir 20 children came to Marl, and Upton.",
        "From: news@shop.test\nList-Id: <n.shop.test>\nSubject: Freedom of information\n\nBuy.",
        "From: a@b.test\nIn-Reply-To: <other@campaign.example>\n\nYes, at eight.",
        &with_file,
    ] {
        assert!(!sees(raw), "{raw}");
    }
    assert!(!Index::default().may_concern(&decode(b"From: foi@marl.example\n\nThanks.")));
}

#[test]
fn a_sender_or_thread_made_known_is_looked_at_again() {
    let incoming = Incoming::from(super::super::Signals {
        from: "ann@home.test".into(),
        message_id: Some("one@home.test".into()),
        thread_ids: vec!["letter-7@campaign.example".into()],
        ..Default::default()
    });
    let filings = super::super::file_all(std::slice::from_ref(&incoming), &index());
    let known = Acquaintance::of(&[incoming], &filings);
    let passed = |from: &str, thread: &str| Passed {
        numbers: Vec::new(),
        from: from.into(),
        thread_ids: vec![thread.into()],
        ..Passed::default()
    };
    assert!(known.includes(&passed("Ann@home.test", "")));
    assert!(known.includes(&passed("", "ONE@home.test")));
    assert!(known.includes(&passed("bob@office.home.test", "")), "the domain of what is filed");
    assert!(!known.includes(&passed("bob@house.test", "two@home.test")));
}
