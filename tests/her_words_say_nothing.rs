//! An authority that repeats her letter, whole and unmarked, has said nothing of its own by that: on a
//! desk her sentences are known.

use crate::desk::Desk;

const ASKED: &str = "Our own count shows 212 trees in the High Street. In 2023 there were 190.\n\n\
    How many stand there now?\n";

/// Her letter to the council of a town, sent by hand and adopted.
fn adopted(desk: &Desk, town: &str) {
    let id = town.to_lowercase();
    desk.file(
        &format!("sent/{id}.eml"),
        format!(
            "From: Robin Example <robin@campaign.example>\nTo: foi@{id}.example\nDate: Mon, 03 Mar 2025 09:30:00 +0000\n\
             Subject: Freedom of Information request - street trees\nMessage-ID: <{id}@campaign.example>\n\n\
             Dear {town} Town Council,\n\n{ASKED}"
        ),
    );
    desk.run(&["adopt", "sent", "--campaign", "Trees"]).done();
}

#[test]
fn what_she_wrote_is_known_however_it_is_repeated() {
    let desk = Desk::new().today("2025-03-31");
    adopted(&desk, "Ashmere");
    desk.file(
        "in/a.eml",
        format!(
            "From: Clerk <foi@ashmere.example>\nTo: robin@campaign.example\nDate: Fri, 28 Mar 2025 10:00:00 +0000\n\
             Subject: RE: Freedom of Information request - street trees\nMessage-ID: <b@ashmere.example>\n\
             In-Reply-To: <ashmere@campaign.example>\n\nDear Robin\n\n{ASKED}\nThe Council does not hold this information.\n"
        ),
    );
    let checked = desk.json(&["check", "in"]);
    assert_eq!(checked["items"][0]["kind"], "not_held");
    assert_eq!(checked["items"][0]["status_after"], "answered");
    // Filed by hand under another request it is read the same.
    adopted(&desk, "Bellwick");
    desk.run(&["triage", "1", "--file", "trees/bellwick-town-council"]).done();
    let list = desk.json(&["list"]);
    let mut rows = list.as_array().unwrap().iter();
    let row = rows.find(|row| row["request"] == "trees/bellwick-town-council").unwrap();
    assert_eq!(row["suggestion"], "not_held");
}
