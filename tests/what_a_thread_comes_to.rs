//! Letters that answer one another: what stands in the end does not depend on the order in which they
//! are read.

use serde_json::Value;

use crate::desk::Desk;

/// One request to one council, adopted.
fn desk() -> Desk {
    let desk = Desk::new().today("2025-05-01");
    desk.file(
        "sent/trees.eml",
        "From: Robin Example <robin@campaign.example>\nTo: foi@marl.example\nDate: Mon, 03 Mar 2025 09:30:00 +0000\n\
         Subject: Freedom of Information request - felling of street trees\nMessage-ID: <trees@campaign.example>\n\n\
         Dear Marl District Council,\n\nUnder the Freedom of Information Act 2000, how many street trees were felled?\n",
    );
    desk.run(&["adopt", "sent", "--campaign", "Marl"]).done();
    desk
}

/// A letter of the council in the thread.
fn theirs(desk: &Desk, id: &str, date: &str, answers: &str, text: &str) {
    desk.file(
        &format!("{id}.eml"),
        format!(
            "From: FOI Team <foi@marl.example>\nTo: robin@campaign.example\nDate: {date}\n\
             Subject: Re: Freedom of Information request - felling of street trees\n\
             Message-ID: <{id}@marl.example>\nIn-Reply-To: <{answers}>\nReferences: <trees@campaign.example> <{answers}>\n\nDear Robin Example,\n\n{text}\n\nFOI Team\n"
        ),
    );
}

fn check(desk: &Desk, files: &[&str]) {
    for file in files {
        desk.run(&["check", file]).done();
    }
}

/// The one request of the desk.
fn request(desk: &Desk) -> Value {
    desk.json(&["list"])[0].clone()
}

const ANSWER: &str = "We do not hold the information that you asked for.";

#[test]
fn letters_of_one_date_come_to_the_same_in_whatever_order_they_are_read() {
    let date = "Mon, 10 Mar 2025 12:00:00 +0000";
    let mut stands = Vec::new();
    for order in [&["a.eml", "b.eml"][..], &["b.eml", "a.eml"], &["both.mbox"], &["turned.mbox"]] {
        let desk = desk();
        theirs(&desk, "b", date, "trees@campaign.example", ANSWER);
        theirs(
            &desk,
            "a",
            date,
            "b@marl.example",
            "Please find below the information that you asked for.\n\n212 street trees were felled in 2024.",
        );
        let text = |file: &str| std::fs::read_to_string(desk.path().join(file)).unwrap();
        let one = |file: &str| format!("From - Mon Mar 10 12:00:00 2025\n{}\n", text(file));
        desk.file("both.mbox", one("a.eml") + &one("b.eml"));
        desk.file("turned.mbox", one("b.eml") + &one("a.eml"));
        check(&desk, order);
        let request = request(&desk);
        assert_eq!(request["suggestion"], "successful", "{order:?}: {request}");
        stands.push((request["suggestion"].clone(), request["status"].clone()));
    }
    assert!(stands.windows(2).all(|pair| pair[0] == pair[1]), "{stands:?}");
}

const FIGURES: &str = "Please find below the information that you asked for.\n\n212 street trees were felled in 2024.";

/// Two answers, and the second is taken back.
fn answered_twice(desk: &Desk) {
    let first = "trees@campaign.example";
    theirs(desk, "first", "Mon, 10 Mar 2025 12:00:00 +0000", first, ANSWER);
    theirs(desk, "second", "Wed, 12 Mar 2025 12:00:00 +0000", first, FIGURES);
    theirs(
        desk,
        "back",
        "Fri, 14 Mar 2025 12:00:00 +0000",
        "second@marl.example",
        "Please disregard our response of 12 March 2025, which was sent to you in error.",
    );
}

#[test]
fn an_answer_that_they_took_back_suggests_nothing_and_what_remains_does() {
    for order in
        [&["first.eml", "second.eml", "back.eml"][..], &["back.eml", "second.eml", "first.eml"]]
    {
        let desk = desk();
        answered_twice(&desk);
        check(&desk, order);
        let stands = request(&desk);
        assert_eq!(stands["suggestion"], "not_held", "{order:?}: {stands}");
        assert_eq!(stands["alerts"][0]["about"], "sent_in_error", "{stands}");
        desk.run(&["triage", "--accept-all"]).done();
        assert_eq!(request(&desk)["outcome"], "not_held");
        assert_eq!(request(&desk)["alerts"], serde_json::json!([]), "she knew");
    }
    let desk = desk();
    answered_twice(&desk);
    check(&desk, &["second.eml", "back.eml"]);
    let stands = request(&desk);
    assert_eq!(
        (&stands["suggestion"], &stands["status"]),
        (&Value::Null, &"awaiting_response".into())
    );
    assert_eq!(stands["alerts"][0]["about"], "sent_in_error", "{stands}");
}

#[test]
fn what_she_accepted_before_they_took_it_back_stays_hers_and_is_an_alert() {
    let desk = desk();
    answered_twice(&desk);
    check(&desk, &["second.eml"]);
    desk.run(&["triage", "--accept-all"]).done();
    let before = request(&desk);
    assert_eq!(before["outcome"], "successful");
    check(&desk, &["back.eml"]);
    let stands = request(&desk);
    assert_eq!((&stands["outcome"], &stands["status"]), (&before["outcome"], &before["status"]));
    assert_eq!(stands["suggestion"], Value::Null, "{stands}");
    assert_eq!(stands["alerts"][0]["about"], "sent_in_error", "{stands}");
    desk.run(&["undo"]).done();
    assert_eq!(request(&desk), before);
}
