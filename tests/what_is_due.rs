//! `foi due`: what is due, overdue and about to lapse; the code for cron; the calendar.

use crate::desk::Desk;

const REGISTER: &str = r#"
[[authority]]
id = "barsetshire"
name = "The University of Barsetshire"
kind = "university"
nation = "england"
email = "foi@barsetshire.example"

[[authority]]
id = "dunquarn"
name = "University of Dunquarn"
kind = "university"
nation = "scotland"
email = "foi@dunquarn.example"
"#;

/// Two requests, both received on 2 February 2026 and due on 2 March, in England and in Scotland.
fn desk() -> Desk {
    let desk = Desk::new().today("2026-02-03");
    desk.file("authorities.toml", REGISTER);
    for (to, request) in [("barsetshire", "social/barsetshire"), ("dunquarn", "social/dunquarn")] {
        desk.run(&["draft", "social", "--template", "social-media-monitoring", "--to", to]).done();
        desk.run(&["set", request, "--received", "2026-02-02", "--because", "by hand"]).done();
    }
    desk
}

fn due(desk: &Desk, arguments: &[&str]) -> Vec<(String, String, String, String)> {
    let items = desk.json(&[&["due"], arguments].concat());
    let text = |item: &serde_json::Value, key: &str| item[key].as_str().unwrap().to_owned();
    items
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (
                text(item, "request"),
                text(item, "matter"),
                text(item, "consequence"),
                text(item, "date"),
            )
        })
        .collect()
}

fn item(
    request: &str,
    matter: &str,
    consequence: &str,
    date: &str,
) -> (String, String, String, String) {
    (request.to_owned(), matter.to_owned(), consequence.to_owned(), date.to_owned())
}

#[test]
fn due_today_is_listed_as_due_and_tomorrow_as_overdue() {
    let desk = desk().today("2026-03-02");
    assert_eq!(
        due(&desk, &[]),
        [
            item("social/barsetshire", "answer", "due", "2026-03-02"),
            item("social/dunquarn", "answer", "due", "2026-03-02"),
        ]
    );
    let desk = desk.today("2026-03-03");
    assert_eq!(
        due(&desk, &["--days", "60"]),
        [
            item("social/dunquarn", "ask_review", "lapses", "2026-04-28"),
            item("social/barsetshire", "answer", "overdue", "2026-03-02"),
            item("social/dunquarn", "answer", "overdue", "2026-03-02"),
        ]
    );
}

#[test]
fn the_code_for_cron_says_whether_anything_is_listed() {
    let desk = desk().today("2026-02-10");
    let _ = desk
        .run(&["due", "--exit-code"])
        .exits(0)
        .shows("")
        .says("0 about to lapse, 0 overdue, 0 due within 7 days\n");
    let _ = desk.run(&["due", "--exit-code", "--days", "20"]).exits(10).shows(
        "2026-03-02\tin 14 working days\tsocial/barsetshire\tthe answer is due\n\
         2026-03-02\tin 14 working days\tsocial/dunquarn\tthe answer is due\n",
    );
}

#[test]
fn a_calendar_imported_twice_holds_each_date_once() {
    let desk = desk().today("2026-02-10");
    let read = || {
        desk.run(&["due", "--ics", "due.ics"]).done();
        std::fs::read_to_string(desk.path().join("due.ics")).unwrap()
    };
    let uids = |text: &str| -> Vec<String> {
        text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let first = read();
    assert_eq!(uids(&first).len(), 2);
    desk.run(&["set", "social/barsetshire", "--due", "2026-03-20", "--because", "agreed"]).done();
    let second = read();
    let sorted = |mut uids: Vec<String>| {
        uids.sort();
        uids
    };
    assert_eq!(sorted(uids(&first)), sorted(uids(&second)));
    assert!(second.contains("DTSTART;VALUE=DATE:20260320"), "{second}");
}

#[test]
fn a_later_calendar_cancels_what_an_earlier_one_held_and_is_over() {
    let desk = desk().today("2026-02-10");
    let read = |desk: &Desk| {
        desk.run(&["due", "--ics", "due.ics"]).done();
        std::fs::read_to_string(desk.path().join("due.ics")).unwrap()
    };
    let first = read(&desk);
    assert_eq!(first.matches("STATUS:CONFIRMED").count(), 2, "{first}");
    desk.run(&["set", "social/barsetshire", "successful", "--answered", "2026-02-09"]).done();
    let desk = desk.today("2026-02-11");
    let second = read(&desk);
    let event = |text: &str, status: &str| -> Vec<String> {
        let event = text.split("BEGIN:VEVENT").find(|event| event.contains(status)).unwrap();
        ["UID:", "SEQUENCE:", "SUMMARY:"]
            .map(|name| event.lines().find(|line| line.starts_with(name)).unwrap().to_owned())
            .to_vec()
    };
    let cancelled = event(&second, "STATUS:CANCELLED");
    assert!(first.contains(&cancelled[0]), "the same identifier");
    assert!(!first.contains(&cancelled[1]), "a higher sequence");
    assert_eq!(cancelled[2], "SUMMARY:over: The University of Barsetshire: answer due");
    assert_eq!(second.matches("BEGIN:VEVENT").count(), 2, "{second}");
    // Nothing has changed since: the third file says the same.
    assert_eq!(read(&desk), second);
    let ran = desk.run(&["due", "social", "--ics", "due.ics"]).exits(0);
    assert!(
        ran.stderr.starts_with("1 date and 1 cancelled written to due.ics\n"),
        "{}",
        ran.stderr
    );
}

#[test]
fn show_says_whose_date_it_is_and_proves_the_laws() {
    let desk = desk().today("2026-02-10");
    desk.run(&["set", "social/barsetshire", "--due", "2026-03-20", "--because", "agreed"]).done();
    let ran = desk.run(&["show", "social/barsetshire", "--proof"]).exits(0);
    assert!(
        ran.stdout.contains("due 2026-03-20 by your word: agreed; by law 2026-03-02"),
        "{}",
        ran.stdout
    );
    assert!(ran.stdout.contains("answer due: the 20th working day after receipt [s.10(1)]"));
}

#[test]
fn a_fact_that_cannot_be_true_is_refused_and_not_recorded() {
    let desk = desk().today("2026-02-10");
    desk.run(&["set", "social/barsetshire", "--clarification-asked", "2026-02-06"]).done();
    for (option, date, reason) in [
        ("--clarification-given", "2026-02-05", "before clarification asked on 2026-02-06"),
        ("--fee-paid", "2026-02-05", "a fee paid without a fees notice"),
        ("--fee-notice", "2026-01-30", "before received on 2026-02-02"),
        ("--clarification-given", "26-02-09", "two-digit year"),
    ] {
        let ran = desk.run(&["set", "social/barsetshire", option, date]).exits(2);
        assert!(ran.stderr.contains(reason), "{option} {date}: {}", ran.stderr);
    }
    desk.run(&["set", "social/barsetshire", "--clarification-given", "2026-02-09"]).done();
    let listed = desk.json(&["list"]);
    assert_eq!(listed[0]["due"], "2026-03-09", "twenty working days after 9 February");
}

#[test]
fn all_that_stops_or_moves_it_is_an_event_by_her_hand() {
    for (options, due, shown) in [
        (
            &["--clarification-asked", "2026-02-09", "--clarification-given", "2026-02-16"][..],
            "2026-03-16",
            "they asked for clarification on 2026-02-09 (by your word)",
        ),
        (
            &["--identity-asked", "2026-02-09", "--clarification-given", "2026-02-16"],
            "2026-03-16",
            "they asked who you are on 2026-02-09 (by your word)",
        ),
        (
            &["--fee-notice", "2026-02-09", "--fee-paid", "2026-02-13"],
            "2026-03-09",
            "fees notice of 2026-02-09 (by your word)",
        ),
        (&["--extended", "--because", "s.43"], "2026-03-31", "more time (by your word): s.43"),
        (
            &["--extended-until", "2026-03-13"],
            "2026-03-13",
            "more time until 2026-03-13 (by your word)",
        ),
        (
            &["--transferred", "2026-02-09", "--to", "Loxley Council"],
            "2026-03-09",
            "passed on to Loxley Council on 2026-02-09 (by your word)",
        ),
        (
            &["--received", "2026-02-09", "--because", "sent again"],
            "2026-03-09",
            "received on 2026-02-09: sent again",
        ),
        (&["--due-claimed", "2026-03-05"], "2026-03-02", "they name 2026-03-05 as their date"),
        (
            &["--review-window", "2026-05-05"],
            "2026-03-02",
            "a review may be asked for until 2026-05-05",
        ),
        (
            &["--regulator-decided", "2026-02-09"],
            "2026-03-02",
            "the regulator decided on 2026-02-09",
        ),
    ] {
        let desk = desk().today("2026-02-18");
        desk.run(&[&["set", "social/barsetshire"], options].concat()).done();
        let listed = desk.json(&["list"]);
        assert_eq!(listed[0]["due"], due, "{options:?}");
        let ran = desk.run(&["show", "social/barsetshire"]).exits(0);
        assert!(ran.stdout.contains(shown), "{options:?}: {}", ran.stdout);
        desk.run(&["undo"]).done();
        assert_eq!(desk.json(&["list"])[0]["due"], "2026-03-02", "{options:?} taken back");
    }
}

#[test]
fn the_regulators_decision_leaves_a_time_for_an_appeal() {
    let desk = desk().today("2026-03-06");
    for request in ["social/barsetshire", "social/dunquarn"] {
        desk.run(&["set", request, "--regulator-decided", "2026-03-05"]).done();
    }
    assert_eq!(
        due(&desk, &["--days", "60"]),
        [
            item("social/barsetshire", "appeal", "lapses", "2026-04-02"),
            item("social/dunquarn", "appeal", "lapses", "2026-04-16"),
        ]
    );
    let next = desk.json(&["list"])[0]["next_action"].clone();
    assert_eq!((&next["do"], &next["by"]), (&"close".into(), &"2026-04-02".into()));
}

#[test]
fn a_school_is_counted_with_the_holidays_that_she_knows() {
    let desk = Desk::new().today("2026-03-03");
    let entry = |kind: &str| {
        format!(
            "[[authority]]\nid = \"elmfield\"\nname = \"Elmfield School\"\nkind = \"{kind}\"\n\
             nation = \"england\"\nemail = \"foi@elmfield.example\"\n"
        )
    };
    // The letter is one for universities; that it went to a school is put right afterwards.
    desk.file("authorities.toml", entry("university"));
    desk.run(&["draft", "social", "--template", "social-media-monitoring", "--to", "elmfield"])
        .done();
    desk.file("authorities.toml", entry("maintained-school"));
    desk.run(&["set", "elmfield", "--received", "2026-02-02", "--because", "by hand"]).done();
    assert_eq!(desk.json(&["list"])[0]["overdue"], false, "not before the 60th working day");
    desk.run(&["set", "elmfield", "--closures", "2026-02-16..2026-02-20"]).done();
    assert_eq!(desk.json(&["list"])[0]["due"], "2026-03-09");
    let ran = desk.run(&["show", "elmfield", "--proof"]).exits(0);
    assert!(ran.stdout.contains("no school from 2026-02-16 to 2026-02-20"), "{}", ran.stdout);
    let late = desk.today("2026-03-10");
    assert_eq!(late.json(&["list"])[0]["overdue"], true);
    let ran = late.run(&["set", "elmfield", "--closures", "2026-02-20..2026-02-16"]).exits(2);
    assert!(ran.stderr.contains("before it begins"), "{}", ran.stderr);
}

#[test]
fn a_schools_holidays_stand_in_her_register_for_all_its_requests() {
    let desk = Desk::new().today("2026-03-03");
    let entry = |kind: &str, closures: &str| {
        format!(
            "[[authority]]\nid = \"elmfield\"\nname = \"Elmfield School\"\nkind = \"{kind}\"\n\
             nation = \"england\"\nemail = \"foi@elmfield.example\"\n{closures}"
        )
    };
    desk.file("authorities.toml", entry("university", ""));
    desk.run(&["draft", "social", "--template", "social-media-monitoring", "--to", "elmfield"])
        .done();
    desk.run(&["set", "elmfield", "--received", "2026-02-02", "--because", "by hand"]).done();
    let closed = "closures = [\"2026-02-16..2026-02-20\"]\n";
    desk.file("authorities.toml", entry("academy", closed));
    let shown = desk.run(&["authority", "show", "elmfield"]).exits(0).stdout;
    assert!(shown.contains("no school         2026-02-16..2026-02-20\n"), "{shown}");
    assert_eq!(desk.json(&["list"])[0]["due"], "2026-03-09");
    // What is recorded of the request comes on top.
    desk.run(&["set", "elmfield", "--closures", "2026-02-23"]).done();
    assert_eq!(desk.json(&["list"])[0]["due"], "2026-03-10");
    let proof = desk.run(&["show", "elmfield", "--proof"]).exits(0).stdout;
    assert!(proof.contains("disregarded: not a school day"), "{proof}");
    // Only a school's closures count, and the check says so.
    desk.file("authorities.toml", entry("university", closed));
    assert_eq!(desk.json(&["list"])[0]["due"], "2026-03-02");
    let checked = desk.run(&["authority", "check"]).exits(0).stdout;
    assert!(checked.contains("line 1: elmfield: its closures stop no clock"), "{checked}");
    desk.file("authorities.toml", entry("academy", "closures = [\"2026-02-20..2026-02-16\"]\n"));
    let checked = desk.run(&["authority", "check"]).exits(1).stdout;
    assert!(
        checked
            .contains("line 7: elmfield: closures: `2026-02-20..2026-02-16`: a closure that ends"),
        "{checked}"
    );
}
