//! `foi due`: what is due, overdue and about to lapse; the code for cron; the calendar.

use std::time::Instant;

use chrono::{Days, NaiveDate, NaiveTime};
use foidesk::law::{Body, Holidays, Regime};
use foidesk::letter::{LetterKind, LetterState};
use foidesk::reading::Kind;
use foidesk::request::next_action::next_action;
use foidesk::request::{
    Event, EventId, EventKind, LetterId, MessageKey, RequestClock, RequestId, Status, agenda, fold,
};

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
    let desk = Desk::new();
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
    assert_eq!(
        uids(&first),
        ["UID:answer.social.barsetshire@foidesk", "UID:answer.social.dunquarn@foidesk"]
    );
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

/// A request, its acknowledgement, and for every other one a refusal.
fn events_of(nth: i64, sent: NaiveDate) -> Vec<Event> {
    let filed = |kind, suggests| EventKind::Filed {
        message: MessageKey(nth),
        kind,
        suggests: Some(suggests),
        known_sender: true,
        by_her: false,
    };
    let (letter, kind) = (LetterId(nth), LetterKind::Request);
    let accepted = EventKind::Letter { letter, kind, state: LetterState::Accepted, because: None };
    let acknowledged = filed(Kind::Acknowledgement, Status::AwaitingResponse);
    let refused = filed(Kind::RefusalExemption, Status::Refused);
    let mut story = vec![(0, accepted), (1, acknowledged)];
    story.extend((nth % 2 == 0).then_some((15, refused)));
    story
        .into_iter()
        .enumerate()
        .map(|(i, (after, kind))| {
            let at = (sent + Days::new(after)).and_time(NaiveTime::MIN).and_utc();
            let (id, request) = (EventId(i as i64), RequestId::from("c/a"));
            Event { id, request, occurred_at: at, recorded_at: at, kind }
        })
        .collect()
}

/// `cargo test --release --test stories -- --ignored --nocapture hundred_thousand`
#[test]
#[ignore = "a measurement, not a check"]
fn hundred_thousand_requests_are_worked_out() {
    let holidays = Holidays::shipped();
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let requests: Vec<Vec<Event>> = (0..100_000)
        .map(|nth| events_of(nth, first + Days::new(nth.unsigned_abs() % 800)))
        .collect();
    let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    let start = Instant::now();
    let mut items = 0;
    for (nth, events) in requests.iter().enumerate() {
        let regime = Regime::ALL[nth % 4];
        let state = fold::fold(events);
        let clock = RequestClock::of(events, regime, Body::Ordinary, holidays).unwrap();
        let next = next_action(state, Some(&clock), false, today, holidays);
        items +=
            agenda::open(state, &clock, today, holidays).len() + usize::from(next.by.is_some());
    }
    println!("{items} dates of 100,000 requests in {:?}", start.elapsed());
}
