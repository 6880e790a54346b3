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

/// A message of hers from her own mail program.
fn hers(desk: &Desk, id: &str, date: &str, answers: &str, to: &str, text: &str) {
    desk.file(
        &format!("{id}.eml"),
        format!(
            "From: Robin Example <robin@campaign.example>\nTo: {to}\nDate: {date}\n\
             Subject: Re: Freedom of Information request - felling of street trees\n\
             Message-ID: <{id}@campaign.example>\nIn-Reply-To: <{answers}>\n\n{text}\n\nRobin Example\n"
        ),
    );
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

const QUESTION: &str = "Please could you clarify which years you would like figures for? We cannot proceed until we hear from you.";

/// They ask on 10 March, and she answers on 14 March with her own mail program, naming their letter alone.
fn asked_and_answered(desk: &Desk) {
    theirs(desk, "ask", "Mon, 10 Mar 2025 12:00:00 +0000", "trees@campaign.example", QUESTION);
    let at = "Fri, 14 Mar 2025 09:00:00 +0000";
    hers(
        desk,
        "own",
        at,
        "ask@marl.example",
        "foi@marl.example",
        "The years 2023 and 2024, please.",
    );
}

/// The day on which they had her answer, if their question counts.
fn clarified(desk: &Desk) -> Value {
    let shown = desk.json(&["show", "marl/marl-district-council"]);
    let claims = shown["claims"].as_array().unwrap().iter();
    let claim = { claims }.find(|claim| claim["claim"] == "clarification");
    claim.map_or(Value::Null, |claim| claim["due_if_good"].clone())
}

#[test]
fn her_own_answer_to_their_question_ends_the_wait_for_her_in_whatever_order_it_is_read() {
    let mut stands = Vec::new();
    for order in [
        &["ask.eml", "own.eml"][..],
        &["both"],
        &["own.eml", "both"],
        &["own.eml", "ask.eml", "own.eml"],
    ] {
        let desk = desk();
        asked_and_answered(&desk);
        for name in ["ask.eml", "own.eml"] {
            let text = std::fs::read_to_string(desk.path().join(name)).unwrap();
            desk.file(&format!("both/{name}"), text);
        }
        check(&desk, order);
        let request = request(&desk);
        assert_eq!(request["status"], "awaiting_response", "{order:?}: {request}");
        stands.push((request.clone(), clarified(&desk)));
        let again = desk.json(&["check", "both"]);
        assert_eq!(again["new"], 0, "{again}");
        assert_eq!(desk.json(&["list"])[0], request, "{order:?}");
    }
    assert!(stands.windows(2).all(|pair| pair[0] == pair[1]), "{stands:?}");
    assert_eq!(stands[0].1, "2025-04-14", "twenty working days from her answer, if it is good");
}

#[test]
fn an_answer_of_hers_is_undone_and_read_again() {
    let desk = desk();
    asked_and_answered(&desk);
    check(&desk, &["ask.eml"]);
    let waits = request(&desk);
    assert_eq!(waits["status"], "awaiting_clarification");
    check(&desk, &["own.eml"]);
    let answered = request(&desk);
    assert_eq!(answered["status"], "awaiting_response");
    desk.run(&["undo"]).done();
    assert_eq!(request(&desk), waits);
    check(&desk, &["own.eml"]);
    assert_eq!(request(&desk), answered);
    // They ask again: that one is open.
    let at = "Tue, 18 Mar 2025 12:00:00 +0000";
    theirs(&desk, "again", at, "own@campaign.example", QUESTION);
    check(&desk, &["again.eml"]);
    assert_eq!(request(&desk)["status"], "awaiting_clarification");
}

#[test]
fn what_answers_nothing_leaves_the_question_open() {
    let (to, at) = ("foi@marl.example", "Fri, 14 Mar 2025 09:00:00 +0000");
    for (to, text, answers) in [
        (to, "Thank you for your email. I will get back to you next week.", "ask@marl.example"),
        (to, "Which years do you hold?", "ask@marl.example"),
        ("friend@home.example", "The years 2023 and 2024, please.", "ask@marl.example"),
        (to, "The years 2023 and 2024, please.", "other@marl.example"),
    ] {
        let desk = desk();
        asked_and_answered(&desk);
        hers(&desk, "own", at, answers, to, text);
        check(&desk, &["ask.eml", "own.eml"]);
        assert_eq!(request(&desk)["status"], "awaiting_clarification", "{to} {text} {answers}");
    }
}

#[test]
fn a_reply_to_what_she_wrote_is_filed_once_their_letter_before_it_is() {
    let desk = desk();
    asked_and_answered(&desk);
    desk.file(
        "both/thanks.eml",
        "From: Clerk <clerk@shared-offices.example>\nTo: robin@campaign.example\n\
         Date: Mon, 17 Mar 2025 12:00:00 +0000\nSubject: Re: Freedom of Information request - felling of street trees\n\
         Message-ID: <thanks@shared-offices.example>\nIn-Reply-To: <own@campaign.example>\n\nThank you.\n",
    );
    for name in ["ask.eml", "own.eml"] {
        let text = std::fs::read_to_string(desk.path().join(name)).unwrap();
        desk.file(&format!("both/{name}"), text);
    }
    let report = desk.json(&["check", "both"]);
    let items = report["items"].as_array().unwrap();
    let thanks: Vec<&Value> = { items.iter() }
        .filter(|item| item["message_id"] == "thanks@shared-offices.example")
        .collect();
    assert_eq!(thanks.len(), 1, "{report}");
    assert_eq!(thanks[0]["request"], "marl/marl-district-council", "{report}");
    assert_eq!((&report["filed"], &report["new"]), (&2.into(), &3.into()), "{report}");
}

#[test]
fn their_thanks_for_her_answer_end_the_wait_where_it_is_not_seen() {
    let desk = desk();
    asked_and_answered(&desk);
    theirs(
        &desk,
        "thanks",
        "Mon, 17 Mar 2025 12:00:00 +0000",
        "trees@campaign.example",
        "Thank you for your clarification, which we received on 13 March 2025. We will now deal with your request.",
    );
    check(&desk, &["ask.eml", "thanks.eml"]);
    assert_eq!(request(&desk)["status"], "awaiting_response");
    assert_eq!(clarified(&desk), "2025-04-11", "twenty working days from the day they name");
    check(&desk, &["own.eml"]);
    assert_eq!(clarified(&desk), "2025-04-14", "her own mail tells it better");
}

/// Their letter outside any thread that names a number alone: where it is filed.
fn filed(desk: &Desk, id: &str, text: &str) -> Value {
    desk.file(
        &format!("{id}.eml"),
        format!(
            "From: FOI Team <foi@marl.example>\nTo: robin@campaign.example\nDate: Thu, 20 Mar 2025 12:00:00 +0000\n\
             Subject: Your request\nMessage-ID: <{id}@marl.example>\n\nDear Robin Example,\n\n{text}\n\nFOI Team\n"
        ),
    );
    desk.json(&["check", &format!("{id}.eml")])["items"][0]["request"].clone()
}

#[test]
fn a_second_number_that_they_explain_in_the_thread_is_the_requests() {
    let explains = "Your request FOI 1234 will now be known as CAS-99812.";
    let beside = "Our ref: FOI 1234\nMy ref: LEG/KT/0455\n\nWe are looking into this.";
    let date = "Mon, 10 Mar 2025 12:00:00 +0000";
    for (two, text, later, is_filed) in [
        (false, explains, "Our ref: CAS-99812", true),
        (false, beside, "My ref: LEG/KT/0455", true),
        (true, explains, "Our ref: CAS-99812", true),
        // Of two requests there it may be either's: nobody says whose file that is.
        (true, beside, "My ref: LEG/KT/0455", false),
        (true, explains, "Our ref: CAS-99813", false),
    ] {
        let desk = desk();
        if two {
            desk.file(
                "sent/staff.eml",
                "From: Robin Example <robin@campaign.example>\nTo: foi@marl.example\nDate: Wed, 05 Mar 2025 09:30:00 +0000\n\
                 Subject: Freedom of Information request - agency staff costs\nMessage-ID: <staff@campaign.example>\n\n\
                 Dear Marl District Council,\n\nUnder the Freedom of Information Act 2000, what did agency staff cost?\n",
            );
            desk.run(&["adopt", "sent", "--campaign", "Marl"]).done();
        }
        theirs(&desk, "ack", date, "trees@campaign.example", text);
        check(&desk, &["ack.eml"]);
        let request = filed(&desk, "later", &format!("{later}\n\nWe are still looking into this."));
        assert_eq!(
            request == "marl/marl-district-council",
            is_filed,
            "{two} {text} {later}: {request}"
        );
    }
}
