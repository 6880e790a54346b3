//! What waits in the tray she files, splits or refuses; what she decides teaches. `foi undo` takes
//! back the decision with all that followed from it, and nothing else.

use serde_json::Value;

use crate::desk::Desk;

const TREES: &str = "marl/marl-district-council";
const STAFF: &str = "marl/marl-district-council~2";

/// Two requests to one council, adopted.
fn desk() -> Desk {
    let desk = Desk::new().today("2025-04-01");
    for (name, topic, day) in
        [("trees", "felling of street trees", 3), ("staff", "agency staff costs", 5)]
    {
        let letter = format!(
            "From: Robin Example <robin@campaign.example>\nTo: foi@marl.example\nDate: Wed, {day:02} Mar 2025 09:30:00 +0000\n\
             Subject: Freedom of Information request - {topic}\nMessage-ID: <{name}@campaign.example>\n\n\
             Dear Marl District Council,\n\nUnder the Freedom of Information Act 2000 I ask about the {topic}.\n"
        );
        desk.file(&format!("sent/{name}.eml"), letter);
    }
    desk.run(&["adopt", "sent", "--campaign", "Marl"]).done();
    desk
}

fn read(desk: &Desk, id: &str, headers: &str, text: &str) -> Value {
    let mail = format!(
        "To: robin@campaign.example\nDate: Thu, 20 Mar 2025 10:00:00 +0000\nMessage-ID: <{id}@post.example>\n{headers}\n\n{text}\n"
    );
    let name = format!("{id}.eml");
    desk.file(&name, mail);
    desk.json(&["check", &name])
}

/// How a message stands to each request, and whose word that is.
fn standing(desk: &Desk, id: &str) -> Vec<(String, String, bool)> {
    let why = desk.json(&["why", &format!("{id}@post.example")]);
    let filings = why["filings"].as_array().unwrap().iter();
    let mut all: Vec<(String, String, bool)> = filings
        .map(|filed| {
            let word = |key: &str| filed[key].as_str().unwrap().to_owned();
            (word("request"), word("standing"), filed["by_her"].as_bool().unwrap())
        })
        .filter(|(_, standing, _)| standing != "withdrawn")
        .collect();
    all.sort();
    all
}

fn says(expected: &[(&str, &str, bool)]) -> Vec<(String, String, bool)> {
    expected
        .iter()
        .map(|(request, standing, hers)| ((*request).to_owned(), (*standing).to_owned(), *hers))
        .collect()
}

#[test]
fn a_refused_message_is_offered_again_after_undo() {
    let desk = desk();
    let _ = read(
        &desk,
        "plain",
        "From: foi@marl.example\nSubject: Your request",
        "Thank you for your request.",
    );
    let offered = standing(&desk, "plain");
    assert_eq!(offered.len(), 2);
    let _ = desk.json(&["triage", "plain@post.example", "--refuse"]);
    assert_eq!(
        standing(&desk, "plain"),
        says(&[(TREES, "refused", true), (STAFF, "refused", true)])
    );
    let undone = desk.run(&["undo"]).exits(0);
    assert!(undone.stdout.starts_with("undone: refuse message "), "{}", undone.stdout);
    assert_eq!(standing(&desk, "plain"), offered);
}

#[test]
fn what_she_refused_is_refused_again_once_a_later_filing_is_undone() {
    let desk = desk();
    let headers = "From: foi@marl.example\nSubject: Your request";
    let _ = read(&desk, "plain", headers, "Thank you for your request.");
    let triage = |what: &[&str]| desk.json(&[&["triage", "plain@post.example"], what].concat());
    let _ = triage(&["--refuse"]);
    let refused = (standing(&desk, "plain"), desk.json(&["list"]));
    assert_eq!(refused.0, says(&[(TREES, "refused", true), (STAFF, "refused", true)]));
    for way in [&["--file", TREES][..], &["--file", TREES, "--file", STAFF]] {
        let _ = triage(way);
        assert_eq!(standing(&desk, "plain")[0], says(&[(TREES, "filed", true)])[0]);
        desk.run(&["undo"]).done();
        assert_eq!((standing(&desk, "plain"), desk.json(&["list"])), refused, "{way:?}");
        let told = desk.run(&["triage", "plain@post.example", "--refuse"]).exits(0);
        assert!(told.stderr.contains("refused already"), "{}", told.stderr);
    }
    // Filed under the one, it is still not about the other.
    let _ = triage(&["--file", TREES]);
    assert_eq!(standing(&desk, "plain"), says(&[(TREES, "filed", true), (STAFF, "refused", true)]));
    let _ = triage(&["--reopen"]);
    let open = says(&[(TREES, "candidate", false), (STAFF, "candidate", false)]);
    assert_eq!(standing(&desk, "plain"), open);
    desk.run(&["undo"]).done();
    desk.run(&["undo"]).done();
    assert_eq!((standing(&desk, "plain"), desk.json(&["list"])), refused);
}

#[test]
fn a_split_message_teaches_and_undo_takes_back_what_it_taught() {
    let desk = desk();
    let _ = read(
        &desk,
        "both",
        "From: clerk@shared-offices.example\nSubject: Your FOI requests",
        "Marl District Council\n\nOur answers are attached.",
    );
    let _ = read(
        &desk,
        "later",
        "From: clerk@shared-offices.example\nSubject: FOI-25-4821",
        "Still looking.\n\nMarl District Council",
    );
    let before = desk.json(&["list"]);
    let (both, later) = (standing(&desk, "both"), standing(&desk, "later"));
    let _ = desk.json(&["triage", "both@post.example", "--file", TREES, "--file", STAFF]);
    assert_eq!(standing(&desk, "both"), says(&[(TREES, "filed", true), (STAFF, "filed", true)]));
    desk.run(&["undo"]).done();
    assert_eq!((standing(&desk, "both"), desk.json(&["list"])), (both, before.clone()));
    // A reference that she files is known: what names it is filed with it, and leaves with it.
    let _ = read(
        &desk,
        "first",
        "From: clerk@shared-offices.example\nSubject: FOI/25/4821",
        "Logged.\n\nMarl District Council",
    );
    let _ = desk.json(&["triage", "first@post.example", "--file", STAFF]);
    assert_eq!(standing(&desk, "later"), says(&[(STAFF, "filed", false)]));
    desk.run(&["undo"]).done();
    assert_eq!((standing(&desk, "later"), desk.json(&["list"])), (later, before));
}

#[test]
fn a_filed_message_that_she_moves_is_back_after_undo() {
    let desk = desk();
    let _ = read(
        &desk,
        "ack",
        "From: foi@marl.example\nSubject: Your request\nIn-Reply-To: <trees@campaign.example>",
        "Thank you for your request. Please tell us by 3 April 2025 which years you mean.\n\nOur ref: FOI-25-4821",
    );
    let before = (standing(&desk, "ack"), desk.json(&["list"]));
    assert_eq!(before.0, says(&[(TREES, "filed", false)]));
    for word in [&["--file", STAFF][..], &["--refuse"]] {
        let _ = desk.json(&[&["triage", "ack@post.example"], word].concat());
        assert_ne!(desk.json(&["list"]), before.1);
        desk.run(&["undo"]).done();
        assert_eq!((standing(&desk, "ack"), desk.json(&["list"])), before);
    }
    // Undone twice, her earlier word holds again.
    let _ = desk.json(&["triage", "ack@post.example", "--file", STAFF]);
    let moved = (standing(&desk, "ack"), desk.json(&["list"]));
    let _ = desk.json(&["triage", "ack@post.example", "--file", TREES]);
    desk.run(&["undo"]).done();
    assert_eq!((standing(&desk, "ack"), desk.json(&["list"])), moved);
    desk.run(&["undo"]).done();
    assert_eq!((standing(&desk, "ack"), desk.json(&["list"])), before);
}

/// What a message's filings rest on, and what the list says.
fn all_of(desk: &Desk, id: &str) -> (Vec<(String, Value, Value)>, Value) {
    let why = desk.json(&["why", &format!("{id}@post.example")]);
    let filings = why["filings"].as_array().unwrap().iter();
    let standing = filings.filter(|filed| filed["standing"] != "withdrawn").map(|filed| {
        let request = filed["request"].as_str().unwrap().to_owned();
        (request, filed["certainty"].clone(), filed["evidence"].clone())
    });
    (standing.collect(), desk.json(&["list"]))
}

#[test]
fn what_was_filed_of_itself_is_so_again_after_undo() {
    let desk = desk();
    let thread = "From: foi@marl.example\nSubject: Receipt\nIn-Reply-To: <trees@campaign.example>";
    let _ = read(&desk, "receipt", thread, "Dear Robin Example,\n\nOur ref: FOI-1101");
    let by_number = "From: foi@marl.example\nSubject: FOI-1101";
    let _ = read(&desk, "later", by_number, "Dear Robin Example,\n\nWe are still looking.");
    let before = [all_of(&desk, "receipt"), all_of(&desk, "later")];
    assert_eq!(standing(&desk, "later"), says(&[(TREES, "filed", false)]));
    let receipt = "receipt@post.example";
    for decision in [
        &["triage", receipt, "--file", TREES][..],
        &["triage", receipt, "--file", TREES, "--file", STAFF],
        &["triage", receipt, "--refuse"],
        &["triage", receipt, "--file", STAFF],
    ] {
        let _ = desk.json(decision);
        assert_ne!(all_of(&desk, "receipt"), before[0], "{decision:?}");
        let undone = desk.run(&["undo"]).exits(0);
        assert!(undone.stdout.starts_with("undone: "), "{}", undone.stdout);
        assert_eq!(standing(&desk, "receipt"), says(&[(TREES, "filed", false)]), "{decision:?}");
        assert_eq!([all_of(&desk, "receipt"), all_of(&desk, "later")], before, "{decision:?}");
    }
}

#[test]
fn what_her_yes_to_another_filed_is_in_the_tray_again_after_undo() {
    let desk = desk();
    let thread = "From: foi@marl.example\nSubject: Receipt\nIn-Reply-To: <trees@campaign.example>";
    let _ = read(&desk, "receipt", thread, "Dear Robin Example,\n\nOur ref: FOI-3041");
    let hub = "From: cases@casehub.example\nSubject: FOI-3011 - Marl District Council";
    let _ = read(&desk, "hub", hub, "Update on FOI-3011 and FOI-3041.\n\nMarl District Council");
    let before = standing(&desk, "hub");
    let _ = desk.json(&["triage", "receipt@post.example", "--file", TREES]);
    desk.run(&["undo"]).done();
    assert_eq!(standing(&desk, "hub"), before);
    let _ = desk.json(&["check", "receipt.eml", "hub.eml"]);
    assert_eq!(standing(&desk, "hub"), before);
}

#[test]
fn a_check_that_is_undone_is_as_if_it_had_not_been() {
    let desk = desk();
    let before = desk.json(&["list"]);
    let headers =
        "From: foi@marl.example\nSubject: Your request\nIn-Reply-To: <trees@campaign.example>";
    let text = "Thank you for your request. Our ref: FOI-25-4821";
    let first = read(&desk, "ack", headers, text);
    let after = desk.json(&["list"]);
    assert_ne!(before, after);
    let undone = desk.run(&["undo"]).exits(0);
    assert!(undone.stdout.starts_with("undone: check mail"), "{}", undone.stdout);
    assert_eq!(desk.json(&["list"]), before);
    assert_eq!(standing(&desk, "ack"), says(&[]));
    let why = desk.run(&["why", "ack@post.example"]).exits(0).stdout;
    assert!(why.contains("the check that read it was taken back"), "{why}");
    assert!(!why.contains("you said"), "{why}");
    // What nobody read teaches nothing.
    let _ = read(&desk, "later", "From: foi@marl.example\nSubject: FOI-25-4821", "Still looking.");
    assert_eq!(standing(&desk, "later").len(), 2);
    let second = read(&desk, "ack", headers, text);
    assert_eq!(second["new"], 1, "{second}");
    let again = second["items"].as_array().unwrap().iter();
    let again = { again }.find(|item| item["message_id"] == "ack@post.example");
    assert_eq!(again, Some(&first["items"][0]));
    assert_eq!(desk.json(&["list"])[0]["references"], after[0]["references"]);
    assert_eq!(standing(&desk, "ack"), says(&[(TREES, "filed", false)]));
    assert_eq!(standing(&desk, "later"), says(&[(TREES, "filed", false)]));
    assert_eq!(desk.json(&["check", "ack.eml"])["duplicates"], 1);
}

#[test]
fn a_bounce_that_she_refuses_leaves_its_letter_accepted() {
    let desk = desk();
    let _ = read(
        &desk,
        "bounce",
        "From: MAILER-DAEMON@marl.example\nSubject: Undelivered Mail Returned to Sender\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "--b\n\nNo such user.\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.marl.example\n\n\
         Final-Recipient: rfc822; foi@marl.example\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\n\
         Message-ID: <staff@campaign.example>\nSubject: Freedom of Information request - agency staff costs\n\n--b--",
    );
    let staff = |desk: &Desk| {
        let list = desk.json(&["list"]);
        let row = list.as_array().unwrap().iter().find(|row| row["request"] == STAFF).unwrap();
        (
            row["status"].as_str().unwrap().to_owned(),
            row["letters"][0]["state"].as_str().unwrap().to_owned(),
        )
    };
    let returned = ("undelivered".to_owned(), "bounced".to_owned());
    assert_eq!(staff(&desk), returned);
    let _ = desk.json(&["triage", "bounce@post.example", "--refuse"]);
    assert_eq!(staff(&desk), ("awaiting_response".to_owned(), "accepted".to_owned()));
    desk.run(&["undo"]).done();
    assert_eq!(staff(&desk), returned);
}

#[test]
fn opening_a_message_again_is_an_act_like_another() {
    let desk = desk();
    let headers = "From: foi@marl.example\nSubject: Your request";
    let _ = read(&desk, "plain", headers, "Thank you for your request.");
    let triage = |what: &[&str]| desk.json(&[&["triage", "plain@post.example"], what].concat());
    let _ = triage(&["--file", TREES]);
    let _ = triage(&["--refuse"]);
    let refused = says(&[(TREES, "refused", true), (STAFF, "refused", true)]);
    assert_eq!(standing(&desk, "plain"), refused, "every request it was offered for");
    let _ = triage(&["--reopen"]);
    let open = says(&[(TREES, "candidate", false), (STAFF, "candidate", false)]);
    assert_eq!(standing(&desk, "plain"), open);
    let undo = || desk.run(&["undo"]).exits(0).stdout;
    let log = desk.json(&["log"]);
    assert!(log[0]["what"].as_str().unwrap().starts_with("reopen message"), "{log}");
    assert!(undo().starts_with("undone: reopen message "));
    assert_eq!(standing(&desk, "plain"), refused);
    assert!(undo().starts_with("undone: refuse message "));
    assert_eq!(standing(&desk, "plain"), says(&[(TREES, "filed", true)]));
    let _ = triage(&["--reopen"]);
    assert_eq!(standing(&desk, "plain"), open);
    assert!(undo().starts_with("undone: reopen message "));
    assert_eq!(standing(&desk, "plain"), says(&[(TREES, "filed", true)]));
    assert!(undo().starts_with("undone: file message "));
    assert_eq!(standing(&desk, "plain"), open);
}

#[test]
fn a_decision_about_a_slip_leaves_the_receipts_where_they_are() {
    let desk = desk();
    for (id, thread, reference, day) in
        [("a", "trees", "A-711", "13 Mar"), ("b", "staff", "A-822", "14 Mar")]
    {
        let mail = format!(
            "From: foi@marl.example\nTo: robin@campaign.example\nDate: {day} 2025 10:00:00 +0000\nSubject: Your request\n\
             Message-ID: <{id}@post.example>\nIn-Reply-To: <{thread}@campaign.example>\n\nOur ref: {reference}\n\nThank you.\n"
        );
        desk.file(&format!("{id}.eml"), mail);
        let _ = desk.json(&["check", &format!("{id}.eml")]);
    }
    let headers = "From: foi@marl.example\nSubject: A-822 response";
    let _ = read(&desk, "slip", headers, "We felled 300 street trees.");
    assert_eq!(desk.json(&["triage", "slip@post.example", "--file", TREES])["filed"], 0);
    for (id, request) in [("a", TREES), ("b", STAFF)] {
        assert_eq!(standing(&desk, id), says(&[(request, "filed", false)]), "{id}");
    }
    let _ = read(&desk, "next", "From: foi@marl.example\nSubject: A-822", "We hold none.");
    assert_eq!(standing(&desk, "next"), says(&[(STAFF, "filed", false)]));
    let shown = desk.json(&["show", TREES]);
    let numbers = shown["references"].as_array().unwrap().iter();
    let numbers: Vec<(&Value, &Value)> =
        numbers.map(|one| (&one["value"], &one["mistype_of"])).collect();
    assert_eq!(numbers, [(&"A-711".into(), &Value::Null), (&"A-822".into(), &"A-711".into())]);
}

#[test]
fn nothing_to_accept_is_told() {
    let _ = desk()
        .run(&["triage", "--accept-all"])
        .exits(0)
        .shows("")
        .says("No outcome waits to be accepted: nothing was changed.\n");
}

#[test]
fn a_number_comes_back_with_the_filing_that_gave_it() {
    let desk = desk();
    let headers = "From: foi@marl.example\nSubject: Your request";
    let _ = read(&desk, "plain", headers, "Our ref: A-711\n\nThank you for your request.");
    let numbers = || desk.json(&["list"])[0]["references"].clone();
    let _ = desk.json(&["triage", "plain@post.example", "--file", TREES]);
    assert_eq!(numbers(), serde_json::json!(["A-711"]));
    let _ = desk.json(&["triage", "plain@post.example", "--file", TREES, "--file", STAFF]);
    assert_eq!(numbers(), serde_json::json!([]), "of two requests nothing tells whose it is");
    desk.run(&["undo"]).done();
    assert_eq!(numbers(), serde_json::json!(["A-711"]));
}

#[test]
fn an_accepted_outcome_goes_with_the_message_it_rests_on() {
    let desk = desk();
    let headers = "From: FOI <foi@marl.example>\nSubject: Your FOI request";
    let _ = read(&desk, "plain", headers, "We do not hold the information that you asked for.");
    let outcome = || desk.json(&["list"])[0]["outcome"].clone();
    let message = "plain@post.example";
    for way in [&["triage", message, "--reopen"][..], &["triage", message, "--file", STAFF]] {
        desk.run(&["triage", message, "--file", TREES]).done();
        desk.run(&["triage", message, "--accept"]).done();
        assert_eq!(outcome(), "not_held", "{way:?}");
        desk.run(way).done();
        assert_eq!(outcome(), Value::Null, "{way:?}");
        desk.run(&["undo"]).done();
        assert_eq!(outcome(), "not_held", "{way:?}");
        desk.run(&["undo"]).done();
        desk.run(&["undo"]).done();
    }
}

/// The walk asks at a terminal only: util-linux's `script` gives it one, where it is installed.
#[cfg(target_os = "linux")]
#[test]
fn the_walk_leaves_what_she_passes_by_and_asks_again_what_is_no_answer() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let desk = desk();
    for id in ["one", "two", "three"] {
        let headers = "From: FOI <foi@marl.example>\nSubject: Your FOI request";
        let _ = read(&desk, id, headers, "We have received your request.");
    }
    let foi = format!("{} --today 2025-04-01 triage", env!("CARGO_BIN_EXE_foi"));
    let walk = Command::new("script")
        .args(["-qec", &foi, "/dev/null"])
        .current_dir(desk.path())
        .env("HOME", desk.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut walk) = walk else { return };
    // The first is passed by, the second filed after a slip, and the third refused.
    walk.stdin.take().unwrap().write_all(b"\n9\n1\nr\n").unwrap();
    let told = walk.wait_with_output().unwrap().stdout;
    let told = String::from_utf8_lossy(&told);
    assert!(told.contains("`9` is none of these."), "{told}");
    let by_her = |id: &str| standing(&desk, id).into_iter().filter(|one| one.2).count();
    assert_eq!((by_her("one"), by_her("two"), by_her("three")), (0, 1, 2), "{told}");
    assert_eq!(standing(&desk, "one").len(), 2);
}

#[test]
fn what_stands_already_is_said_and_nothing_is_there_to_take_back() {
    let desk = desk();
    let mail = "From: foi@marl.example\nSubject: Your request";
    let _ = read(&desk, "plain", mail, "Thank you for your request.");
    let decide = |words: &[&str]| desk.run(&[&["triage", "plain@post.example"], words].concat());
    let _ = decide(&["--refuse"]).exits(0);
    let again = decide(&["--refuse"]).exits(0);
    assert!(again.stderr.contains("refused already: nothing was changed"), "{}", again.stderr);
    let _ = decide(&["--file", TREES]).exits(0);
    let again = decide(&["--file", TREES]).exits(0);
    assert!(again.stderr.contains("filed so already: nothing was changed"), "{}", again.stderr);
    let undone = desk.run(&["undo"]).exits(0);
    assert!(undone.stdout.starts_with("undone: file message "), "{}", undone.stdout);
}
