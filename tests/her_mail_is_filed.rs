//! She wrote to three authorities with her own mail program; she adopts those letters, has her
//! mailbox read, and decides what the program did not.

use serde_json::Value;

use crate::desk::Desk;

const SENT: &[(&str, &str, &str, &str)] = &[
    ("trees-1", "foi@marl.example", "Marl District Council", "felling of street trees"),
    ("staff-1", "foi@marl.example", "Marl District Council", "agency staff costs"),
    ("trees-2", "foi@dunbridge.example", "University of Dunbridge", "felling of street trees"),
];

fn mbox(messages: &[String]) -> String {
    messages
        .iter()
        .map(|message| format!("From MAILER-DAEMON Mon Mar  3 09:00:00 2025\n{message}\n\n"))
        .collect()
}

fn sent() -> String {
    let letter = |day: usize, (id, to, name, topic): &(&str, &str, &str, &str)| {
        format!(
            "From: Robin Example <robin+{id}@campaign.example>\nTo: {to}\nSubject: Freedom of Information request - {topic}\n\
             Date: Mon, {:02} Mar 2025 09:30:00 +0000\nMessage-ID: <{id}@campaign.example>\n\nDear {name},\n\n\
             Under the Freedom of Information Act 2000 I ask about the {topic}.\n\n1. The total for each year.\n2. The name of the\n   contractor.\n\nRobin Example\n",
            3 + 7 * day
        )
    };
    mbox(&SENT.iter().enumerate().map(|(day, one)| letter(day, one)).collect::<Vec<_>>())
}

fn mail(id: &str, from: &str, headers: &str, text: &str) -> String {
    format!(
        "From: {from}\nTo: robin@campaign.example\nDate: Thu, 20 Mar 2025 10:00:00 +0000\nMessage-ID: <{id}@post.example>\n{headers}\n\n{text}\n"
    )
}

fn inbox() -> Vec<String> {
    vec![
        mail(
            "ack",
            "FOI <foi@marl.example>",
            "Subject: Your request\nIn-Reply-To: <trees-1@campaign.example>",
            "Thank you for your request about the felling of street trees.\n\nOur ref: FOI-25-4821",
        ),
        mail(
            "late",
            "case@marl.example",
            "Subject: Update FOI/25/4821",
            "We are sorry that our answer to your request is late.",
        ),
        mail(
            "wrong",
            "ada@marl.example",
            "Subject: Your request\nIn-Reply-To: <trees-1@campaign.example>",
            "We have logged your questions on agency staff costs under FOI-25-5177.",
        ),
        mail(
            "plus",
            "clerk@elsewhere.example",
            "Subject: Your request\nDelivered-To: ROBIN+TREES-2@CAMPAIGN.EXAMPLE",
            "Thank you.",
        ),
        mail("lunch", "merle@friends.example", "Subject: Lunch", "One o'clock?"),
    ]
}

fn adopted() -> Desk {
    let desk = Desk::new().today("2025-04-01");
    desk.file("sent.mbox", sent());
    let adopted = desk.json(&["adopt", "sent.mbox", "--campaign", "Trees"]);
    assert_eq!(adopted["requests"].as_array().map(Vec::len), Some(3), "{adopted}");
    desk
}

fn item<'a>(report: &'a Value, id: &str) -> &'a Value {
    let wanted = format!("{id}@post.example");
    report["items"].as_array().unwrap().iter().find(|item| item["message_id"] == wanted).unwrap()
}

/// What stands after a run, without the names of files and the numbers of messages.
fn standing(desk: &Desk) -> Value {
    desk.json(&["list"])
}

#[test]
fn letters_she_sent_become_requests_once() {
    let desk = adopted();
    let list = standing(&desk);
    let requests: Vec<&str> =
        list.as_array().unwrap().iter().map(|row| row["request"].as_str().unwrap()).collect();
    assert_eq!(
        requests,
        [
            "trees/marl-district-council",
            "trees/marl-district-council~2",
            "trees/university-of-dunbridge"
        ]
    );
    assert_eq!(list[0]["sent_message_ids"], serde_json::json!(["trees-1@campaign.example"]));
    let again = desk.json(&["adopt", "sent.mbox", "--campaign", "Trees"]);
    assert_eq!(
        (again["requests"].as_array().map(Vec::len), again["known"].as_u64()),
        (Some(0), Some(3))
    );
}

#[test]
fn the_same_letter_asks_anew_after_months_and_is_the_same_within_weeks() {
    let letter = |id: &str, date: &str| {
        format!(
            "From: Robin Example <robin@campaign.example>\nTo: foi@marl.example\nSubject: FOI request - bins\n\
             Date: {date} 09:30:00 +0000\nMessage-ID: <{id}@campaign.example>\n\nDear Marl,\n\n\
             Please tell me the number of bins.\n\nRobin Example\n"
        )
    };
    let desk = Desk::new().today("2026-04-01");
    desk.file(
        "sent.mbox",
        mbox(&[
            letter("y25", "3 Mar 2025"),
            letter("again", "13 Mar 2025"),
            letter("y26", "3 Mar 2026"),
        ]),
    );
    let adopted = desk.json(&["adopt", "sent.mbox", "--campaign", "Bins"]);
    assert_eq!(adopted["requests"].as_array().map(Vec::len), Some(2), "{adopted}");
    let list = desk.json(&["list"]);
    assert_eq!(
        list[0]["sent_message_ids"],
        serde_json::json!(["y25@campaign.example", "again@campaign.example"])
    );
}

#[test]
fn what_names_a_request_is_filed_and_what_contradicts_itself_is_not() {
    let desk = adopted();
    desk.file("in.mbox", mbox(&inbox()));
    let report = desk.json(&["check", "in.mbox"]);
    for (id, request) in [
        ("ack", "trees/marl-district-council"),
        ("late", "trees/marl-district-council"),
        ("plus", "trees/university-of-dunbridge"),
    ] {
        assert_eq!(item(&report, id)["request"], request, "{id}: {}", item(&report, id));
    }
    assert_eq!(item(&report, "wrong")["certainty"], "likely");
    assert_eq!(item(&report, "wrong")["candidates"][0], "trees/marl-district-council~2");
    assert_eq!(item(&report, "lunch")["certainty"], "none");
    assert_eq!(
        (report["filed"].as_u64(), report["suggested"].as_u64(), report["unrelated"].as_u64()),
        (Some(3), Some(1), Some(1))
    );
}

#[test]
fn the_same_run_twice_and_another_order_change_nothing() {
    let (desk, other) = (adopted(), adopted());
    desk.file("in.mbox", mbox(&inbox()));
    let _ = desk.json(&["check", "in.mbox"]);
    let before = standing(&desk);
    let again = desk.json(&["check", "in.mbox", "in.mbox"]);
    assert_eq!((again["new"].as_u64(), again["duplicates"].as_u64()), (Some(0), Some(10)));
    assert_eq!(again["items"], serde_json::json!([]));
    assert_eq!(standing(&desk), before);
    for (number, message) in inbox().iter().rev().enumerate() {
        other.file(&format!("{number}.eml"), message);
        let _ = other.json(&["check", &format!("{number}.eml")]);
    }
    assert_eq!(standing(&other), before);
}

#[test]
fn her_decision_files_teaches_and_is_taken_back() {
    let desk = adopted();
    desk.file("in.mbox", mbox(&inbox()));
    let _ = desk.json(&["check", "in.mbox"]);
    let tray = desk.json(&["triage"]);
    let number = tray["tray"][0]["message"].to_string();
    let _ = desk.json(&["triage", &number, "--file", "trees/marl-district-council~2"]);
    let why = desk.json(&["why", "wrong@post.example"]);
    assert_eq!(why["filings"][0]["standing"], "filed");
    assert_eq!(desk.json(&["triage"])["tray"], serde_json::json!([]));
    desk.file(
        "next.eml",
        mail("next", "case@marl.example", "Subject: FOI-25-5177", "Still looking."),
    );
    let report = desk.json(&["check", "next.eml"]);
    assert_eq!(item(&report, "next")["request"], "trees/marl-district-council~2");
    let _ = desk.json(&["triage", &number, "--reopen"]);
    assert_eq!(desk.json(&["why", "wrong@post.example"])["place"], "tray");
}

#[test]
fn a_path_without_mail_is_told_and_the_rest_is_read() {
    let desk = adopted();
    desk.file("in.mbox", mbox(&inbox()[..1]));
    desk.file("picture.png", [0x89, b'P', b'N', b'G', 13, 10, 26, 10]);
    let ran = desk.run(&["--json", "check", "picture.png", "in.mbox", "nowhere.mbox"]).exits(3);
    let report: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (report["filed"].as_u64(), report["problems"].as_array().map(Vec::len)),
        (Some(1), Some(2))
    );
}
