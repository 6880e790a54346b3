//! Mail that may be an answer waits in the tray at least, however little it says, and what came to
//! nothing is matched again once the desk knows more: the order of exports makes no difference.

use serde_json::Value;

use crate::desk::Desk;

/// Two requests to a trust without a domain of its own, two to a council.
fn desk() -> Desk {
    let desk = Desk::new().today("2025-04-01");
    for (id, to, name, topic, day) in [
        ("trees-1", "marl.foi@nhs.net", "Marl NHS Trust", "felling of street trees", 3),
        ("staff-1", "marl.foi@nhs.net", "Marl NHS Trust", "agency staff costs", 4),
        ("trees-2", "foi@dunbridge.example", "Dunbridge Council", "felling of street trees", 3),
        ("staff-2", "foi@dunbridge.example", "Dunbridge Council", "agency staff costs", 4),
    ] {
        let letter = format!(
            "From: Robin Example <robin@campaign.example>\nTo: {to}\nDate: {day:02} Mar 2025 09:30:00 +0000\n\
             Subject: Freedom of Information request - {topic}\nMessage-ID: <{id}@campaign.example>\n\n\
             Dear {name},\n\nUnder the Freedom of Information Act 2000 I ask about the {topic}.\n"
        );
        desk.file(&format!("sent/{id}.eml"), letter);
    }
    desk.run(&["adopt", "sent", "--campaign", "Marl"]).done();
    desk
}

fn mail(id: &str, day: u32, headers: &str, text: &str) -> String {
    format!(
        "To: robin@campaign.example\nDate: {day:02} Mar 2025 10:00:00 +0000\nMessage-ID: <{id}@post.example>\n{headers}\n\n{text}\n"
    )
}

/// The receipt of the first request, with its number.
fn receipt() -> String {
    let headers =
        "From: Pat <pat@nhs.net>\nSubject: Your request\nIn-Reply-To: <trees-1@campaign.example>";
    mail("receipt", 6, headers, "Our ref: MT-44\n\nThank you.\n\nMarl NHS Trust")
}

fn check(desk: &Desk, name: &str, mail: &str) -> Value {
    desk.file(name, mail);
    desk.json(&["check", name])
}

/// Whether it is filed, offered, in the tray, or gone; and the first request that it is about.
fn place(desk: &Desk, id: &str) -> (String, String) {
    let ran = desk.run(&["--json", "why", &format!("{id}@post.example")]);
    if ran.code != 0 {
        return ("gone".to_owned(), String::new());
    }
    let why: Value = serde_json::from_str(&ran.stdout).unwrap();
    let filings = why["filings"].as_array().unwrap().iter();
    let standing = filings.filter(|filed| filed["standing"] != "withdrawn");
    let first = standing
        .clone()
        .find(|filed| filed["standing"] == "filed")
        .or_else(|| standing.clone().next());
    let word =
        |key: &str| first.map_or(String::new(), |filed| filed[key].as_str().unwrap().to_owned());
    match word("standing").as_str() {
        "" => ("tray".to_owned(), String::new()),
        known => (known.to_owned(), word("request")),
    }
}

const TREES: &str = "marl/marl-nhs-trust";

#[test]
fn a_number_that_is_known_is_seen_wherever_it_stands() {
    for (sender, subject, text, expected) in [
        ("marl.foi@nhs.net", "MT-44", "We hold none.", "filed"),
        ("marl.foi@nhs.net", "Response to MT-44", "We hold none.", "filed"),
        ("marl.foi@nhs.net", "Response", "Further to MT-44, we hold none.", "filed"),
        ("sam@nhs.net", "MT-44", "Please find our answer attached.", "candidate"),
        ("sam@nhs.net", "Response", "Our ref: MT-44\n\nWe hold none.", "candidate"),
        ("sam@casehub.example", "MT-44", "We hold none.", "candidate"),
    ] {
        let answer = mail("answer", 12, &format!("From: {sender}\nSubject: {subject}"), text);
        let both = || {
            let desk = desk();
            desk.file("in/1.eml", receipt());
            desk.file("in/2.eml", &answer);
            let _ = desk.json(&["check", "in"]);
            desk
        };
        let one_by_one = |first: &str, second: &str| {
            let desk = desk();
            let _ = check(&desk, "1.eml", first);
            let _ = check(&desk, "2.eml", second);
            // An export that comes again tells no more than it did, but the desk may know more.
            let _ = desk.json(&["check", "1.eml", "2.eml"]);
            desk
        };
        for desk in [both(), one_by_one(&receipt(), &answer), one_by_one(&answer, &receipt())] {
            let found = place(&desk, "answer");
            assert_eq!(found, (expected.to_owned(), TREES.to_owned()), "{sender} {subject} {text}");
        }
    }
}

#[test]
fn what_came_to_nothing_is_matched_again_when_its_export_grows() {
    let answer = mail("answer", 12, "From: sam@casehub.example\nSubject: MT-44", "We hold none.");
    let desk = desk();
    let first = check(&desk, "in/1.eml", &answer);
    assert_eq!(first["unrelated"], 1);
    let again = desk.json(&["check", "in"]);
    assert_eq!((&again["new"], &again["duplicates"]), (&0.into(), &1.into()));
    let grown = check(&desk, "in/2.eml", &receipt());
    assert_eq!(grown["filed"], 1);
    let whole = desk.json(&["check", "in"]);
    assert_eq!((&whole["suggested"], &whole["duplicates"]), (&1.into(), &1.into()), "{whole}");
    let again = desk.json(&["check", "in"]);
    assert_eq!((&again["new"], &again["duplicates"]), (&0.into(), &2.into()));
}

#[test]
fn what_an_authority_writes_to_her_is_never_unrelated() {
    for (sender, headers, text, expected) in [
        (
            "foi@dunbridge.example",
            "Subject: Street trees",
            "Dear Robin,\n\nThe number is 412.",
            "candidate",
        ),
        ("foi@dunbridge.example", "Subject: ", ".", "candidate"),
        ("foi@dunbridge.example", "Subject: Request dated 3 March", "None.", "candidate"),
        (
            "foi@dunbridge.example",
            "Subject: Your FOI request dated 3 March 2025",
            "None.",
            "candidate",
        ),
        ("trees@dunbridge.example", "Subject: Trees", "Robin - 412. Regards, Alex", "candidate"),
        ("trees@dunbridge.example", "Subject: Hello", "Robin - 412. Regards, Alex", "tray"),
        (
            "foi@dunbridge.example",
            "Subject: What is on in Dunbridge\nList-Id: <news.dunbridge.example>",
            "Events in the parks.",
            "gone",
        ),
        ("ada@friends.example", "Subject: Lunch", "Shall we meet at one?", "gone"),
        (
            "x@casehub.example",
            "Subject: Lunch",
            "Dunbridge Council wants to fell our trees!",
            "gone",
        ),
        (
            "x@casehub.example",
            "Subject: Your case",
            "Our ref: 7654321\n\nWe hold none.\n\nDunbridge Council",
            "candidate",
        ),
        ("sam@nhs.net", "Subject: AB-12", "None.", "tray"),
    ] {
        let desk = desk();
        let mail = mail("one", 12, &format!("From: {sender}\n{headers}"), text);
        let _ = check(&desk, "one.eml", &mail);
        assert_eq!(place(&desk, "one").0, expected, "{sender} {headers} {text}");
    }
}

#[test]
fn a_letters_id_behind_one_that_was_cut_is_read() {
    let desk = desk();
    let headers = "From: foi@dunbridge.example\nSubject: Response\nReferences: <CAXtruncated\n <trees-2@campaign.example>";
    let _ = check(&desk, "one.eml", &mail("one", 12, headers, "We hold none."));
    let found = place(&desk, "one");
    assert_eq!(found, ("filed".to_owned(), "marl/dunbridge-council".to_owned()));
}
