//! Letters come back, or are late: the right letter of a request, however little of it the server
//! returns.

use crate::desk::Desk;

/// A request and a reminder to one address, adopted.
fn desk() -> Desk {
    let desk = Desk::new().today("2025-05-01");
    let letter = |id: &str, day: &str, subject: &str, more: &str, text: &str| {
        let mail = format!(
            "From: Robin Example <robin+q7x2@campaign.example>\nTo: foi@marl.example\nDate: {day} 2025 09:30:00 +0000\n\
             Subject: {subject}\nMessage-ID: <{id}@campaign.example>\n{more}\n{text}\n"
        );
        desk.file(&format!("sent/{id}.eml"), mail);
    };
    let asks = "Dear Marl District Council,\n\nUnder the Freedom of Information Act 2000 I ask about street trees.";
    letter("first", "Mon, 03 Mar", "Freedom of Information request - trees", "", asks);
    let thread = "In-Reply-To: <first@campaign.example>\nReferences: <first@campaign.example>\n";
    letter("second", "Mon, 07 Apr", "Reminder: trees", thread, "My request is overdue.");
    desk.run(&["adopt", "sent", "--campaign", "Marl"]).done();
    desk
}

fn report(day: &str, to: &str, action: &str, original: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.marl.example\nTo: {to}\nDate: {day} 2025 10:00:00 +0000\nMessage-ID: <b@mx.marl.example>\n\
         Subject: Delivery report\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
         --b\n\nThis is the mail system.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.marl.example\n\n\
         Final-Recipient: rfc822; foi@marl.example\nAction: {action}\nStatus: {}\n\n{original}--b--\n",
        if action == "failed" { "5.1.1" } else { "4.4.1" }
    )
}

fn headers(lines: &str) -> String {
    format!("--b\nContent-Type: text/rfc822-headers\n\n{lines}\n\n")
}

#[test]
fn a_bounce_finds_its_letter_by_what_is_left_of_it() {
    const PLAIN: &str = "robin@campaign.example";
    const PLUS: &str = "robin+q7x2@campaign.example";
    for (day, to, action, original, states, status) in [
        (
            "Mon, 03 Mar",
            PLAIN,
            "failed",
            headers("Message-ID: <first@campaign.example>"),
            ["bounced", "accepted"],
            "undelivered",
        ),
        (
            "Mon, 07 Apr",
            PLAIN,
            "failed",
            headers("Message-ID: <second@campaign.example>"),
            ["accepted", "bounced"],
            "awaiting_response",
        ),
        // Cut short: the subject alone, or nothing but the address it was sent from.
        (
            "Mon, 07 Apr",
            PLAIN,
            "failed",
            headers("Subject: Reminder: trees"),
            ["accepted", "bounced"],
            "awaiting_response",
        ),
        (
            "Tue, 08 Apr",
            PLUS,
            "failed",
            headers("Subject: Freedom of Information request - trees"),
            ["bounced", "accepted"],
            "undelivered",
        ),
        (
            "Mon, 07 Apr",
            PLUS,
            "failed",
            String::new(),
            ["accepted", "bounced"],
            "awaiting_response",
        ),
        (
            "Mon, 03 Mar",
            PLAIN,
            "delayed",
            headers("Message-ID: <first@campaign.example>"),
            ["accepted", "accepted"],
            "awaiting_response",
        ),
    ] {
        let desk = desk();
        desk.file("bounce.eml", report(day, to, action, &original));
        let checked = desk.json(&["check", "bounce.eml"]);
        assert_eq!(checked["items"][0]["certainty"], "certain", "{original} {checked}");
        let list = desk.json(&["list"]);
        let found: Vec<&str> = list[0]["letters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|letter| letter["state"].as_str().unwrap())
            .collect();
        assert_eq!(
            (found, list[0]["status"].as_str().unwrap()),
            (states.to_vec(), status),
            "{day} {original}"
        );
    }
}

#[test]
fn a_letter_that_they_have_does_not_come_back() {
    let id = headers("Message-ID: <first@campaign.example>");
    let receipt = "From: FOI <foi@marl.example>\nTo: robin@campaign.example\nDate: Tue, 04 Mar 2025 10:00:00 +0000\n\
         Message-ID: <r@marl.example>\nSubject: Your request\nIn-Reply-To: <first@campaign.example>\n\n\
         Thank you for your request, which we have logged.\n";
    let bounce = report("Wed, 05 Mar", "robin@campaign.example", "failed", &id);
    let elsewhere = bounce.replace("rfc822; foi@marl.example", "rfc822; ada@elsewhere.example");
    for (exports, status, alerts) in [
        (&[&bounce][..], "undelivered", vec![]),
        (&[&receipt.to_owned(), &bounce], "awaiting_response", vec!["returned"]),
        (&[&bounce, &receipt.to_owned()], "awaiting_response", vec!["returned"]),
        (&[&elsewhere], "awaiting_response", vec!["returned"]),
    ] {
        let desk = desk();
        for (number, mail) in exports.iter().enumerate() {
            let name = format!("{number}.eml");
            desk.file(&name, mail);
            let _ = desk.json(&["check", &name]);
        }
        let list = desk.json(&["list"]);
        let told = list[0]["alerts"].as_array().unwrap().iter();
        let told: Vec<&str> = told.map(|alert| alert["about"].as_str().unwrap()).collect();
        assert_eq!((list[0]["status"].as_str().unwrap(), told), (status, alerts), "{exports:?}");
        assert_eq!(list[0]["due"].is_null(), status == "undelivered");
    }
}
