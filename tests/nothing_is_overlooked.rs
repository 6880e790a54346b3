//! What has no day by law and is easily overlooked: silence where the others have written, an answer
//! behind a link, a reply they want, a review they speak of.

use serde_json::Value;

use crate::desk::Desk;

const NAMES: [&str; 6] = ["Ashmere", "Bellwick", "Corranby", "Dunfold", "Eskerton", "Farrowdale"];

/// Six universities were asked on 3 March; all but the last wrote the next day.
fn desk() -> Desk {
    let desk = Desk::new().today("2025-03-10");
    for name in NAMES {
        let id = name.to_lowercase();
        desk.file(
            &format!("sent/{id}.eml"),
            format!(
                "From: Robin Example <robin@campaign.example>\nTo: foi@{id}.example\nDate: Mon, 03 Mar 2025 09:30:00 +0000\n\
                 Subject: Freedom of Information request - street trees\nMessage-ID: <{id}@campaign.example>\n\n\
                 Dear University of {name},\n\nUnder the Freedom of Information Act 2000 I ask about street trees.\n"
            ),
        );
    }
    desk.run(&["adopt", "sent", "--campaign", "Trees"]).done();
    for (name, text) in NAMES.iter().zip([
        "Thank you for your request, which we have logged.",
        "Thank you for your request, which we have logged. If you are unhappy with how we deal with it, you may ask for an internal review.",
        "Thank you for your request, which we have logged. Your second email is being treated as a complaint about our handling of it.",
        "Before we can begin, which years do you mean? Please tell us by 24 March 2025, or we shall close your request.",
        "University of Eskerton has sent you a secure message with the response to your request. To read it, sign in at https://secure.example/m/1 within 30 days.",
    ]) {
        let id = name.to_lowercase();
        desk.file(
            &format!("in/{id}.eml"),
            format!(
                "From: FOI <foi@{id}.example>\nTo: robin@campaign.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\
                 Subject: Your request\nMessage-ID: <a@{id}.example>\nIn-Reply-To: <{id}@campaign.example>\n\n{text}\n"
            ),
        );
    }
    desk.run(&["check", "in"]).done();
    desk
}

fn alerts(desk: &Desk) -> Vec<(String, String, Value)> {
    let list = desk.json(&["list"]);
    let rows = list.as_array().unwrap().iter();
    rows.flat_map(|row| {
        row["alerts"].as_array().unwrap().iter().map(|alert| {
            let about = alert["about"].as_str().unwrap().to_owned();
            (row["request"].as_str().unwrap().to_owned(), about, alert["by"].clone())
        })
    })
    .collect()
}

#[test]
fn silence_a_link_a_wanted_reply_and_a_review_are_told() {
    let desk = desk();
    let told = |request: &str, about: &str, by: Value| {
        (format!("trees/university-of-{request}"), about.to_owned(), by)
    };
    assert_eq!(
        alerts(&desk),
        [
            told("corranby", "review", Value::Null),
            told("dunfold", "reply_by", "2025-03-24".into()),
            told("eskerton", "expiring_link", Value::Null),
            told("farrowdale", "silence", Value::Null),
        ]
    );
    let status = desk.json(&["status"]);
    assert_eq!(
        status["alerts"],
        serde_json::json!({ "expiring_link": 1, "reply_by": 1, "review": 1, "silence": 1 })
    );
    let silent = desk.json(&["list", "--alert", "silence"]);
    assert_eq!(silent[0]["request"], "trees/university-of-farrowdale");
    let shown = desk.run(&["show", "trees/university-of-farrowdale"]).exits(0);
    assert!(
        shown.stdout.contains("alert:     silence: nothing has come in 7 days; 5 of 5 others"),
        "{}",
        shown.stdout
    );
    let shown = desk.run(&["show", "trees/university-of-corranby"]).exits(0);
    assert!(
        shown
            .stdout
            .contains("alert:     review: Your second email is being treated as a complaint"),
        "{}",
        shown.stdout
    );
}
