//! Stories of one request and the dates that they give.

use super::*;
use crate::law::{Body, Regime};
use crate::letter::{LetterKind, LetterState};
use crate::reading::Kind;
use crate::request::{EventId, EventKind, LetterId, MailPlace, MessageKey, RequestId};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn events(story: Vec<(&str, EventKind)>) -> Vec<Event> {
    let events = story.into_iter().enumerate().map(|(i, (at, kind))| {
        let at = format!("{at}T12:00:00Z").parse().unwrap();
        let request = RequestId::from("c/a");
        Event { id: EventId(i as i64 + 1), request, occurred_at: at, recorded_at: at, kind }
    });
    events.collect()
}

fn letter(id: i64, kind: LetterKind, state: LetterState) -> EventKind {
    EventKind::Letter { letter: LetterId(id), kind, state, because: None }
}

fn sent() -> EventKind {
    letter(1, LetterKind::Request, LetterState::Accepted)
}

fn mail(kind: Kind, known_sender: bool) -> EventKind {
    EventKind::Filed {
        message: MessageKey(1),
        kind,
        suggests: None,
        known_sender,
        by_her: false,
        place: MailPlace::default(),
    }
}

fn rules() -> Rules {
    Rules::of(Regime::Foia, Body::Ordinary)
}

fn clock(story: Vec<(&str, EventKind)>) -> RequestClock {
    let events = events(story);
    RequestClock::of(&events, rules(), Holidays::shipped()).unwrap()
}

#[test]
fn the_seeds_dates_come_out() {
    let westminster =
        clock(vec![("2020-06-02", sent()), ("2020-07-09", mail(Kind::Released, true))]);
    assert_eq!(westminster.due, Some(day("2020-06-30")));
    assert_eq!(westminster.law.dates.late_by, Some(7));
    let coventry = clock(vec![
        ("2020-06-02", sent()),
        ("2020-06-03", mail(Kind::Acknowledgement, true)),
        ("2020-06-03", EventKind::DueClaimed { due: day("2020-06-30") }),
    ]);
    assert_eq!(coventry.due, Some(day("2020-06-30")));
    assert_eq!(coventry.their_date, Some((day("2020-06-30"), Claim::Agrees)));
}

#[test]
fn a_claim_is_shown_both_ways_and_silences_nothing() {
    let claimed = clock(vec![("2026-01-05", sent()), ("2026-01-30", mail(Kind::Extension, true))]);
    assert_eq!(claimed.due, Some(day("2026-02-02")));
    assert_eq!(claimed.claimed.as_ref().unwrap().clock.late_after, Some(day("2026-03-02")));
    assert!(claimed.answer_is_late(day("2026-02-03")));
    assert!(
        claimed.remarks(Holidays::shipped())[0]
            .contains("due 2026-03-02 if it is good, 2026-02-02 if not")
    );
}

#[test]
fn her_yes_to_a_claim_moves_the_date() {
    let yes = EventKind::Extended { until: None, because: String::new(), basis: Basis::Decision };
    let granted = clock(vec![
        ("2026-01-05", sent()),
        ("2026-01-30", mail(Kind::Extension, true)),
        ("2026-01-31", yes),
    ]);
    assert_eq!((granted.due, granted.due_by), (Some(day("2026-03-02")), DueBy::Granted));
    assert!(!granted.answer_is_late(day("2026-02-03")));
    assert_eq!(granted.timeline.claims(), []);
}

#[test]
fn a_question_restarts_the_clock_only_by_her_word() {
    let asked = EventKind::ClarificationAsked { on: day("2026-01-20"), basis: Basis::Decision };
    let story = vec![
        ("2026-01-05", sent()),
        ("2026-01-20", mail(Kind::Clarification, true)),
        ("2026-01-26", letter(2, LetterKind::Reply, LetterState::Accepted)),
    ];
    let claim = clock(story.clone());
    assert_eq!(claim.due, Some(day("2026-02-02")));
    assert_eq!(claim.claimed.as_ref().unwrap().clock.dates.due, Some(day("2026-02-23")));
    let decided = clock([story, vec![("2026-01-27", asked)]].concat());
    assert_eq!(decided.due, Some(day("2026-02-23")));
    assert_eq!(decided.claimed, None);
}

#[test]
fn a_second_question_leaves_the_first_ones_answer_standing() {
    let asked = |on: &str| EventKind::ClarificationAsked { on: day(on), basis: Basis::Decision };
    let story = clock(vec![
        ("2026-01-05", sent()),
        ("2026-01-12", asked("2026-01-12")),
        ("2026-01-26", EventKind::ClarificationGiven { on: day("2026-01-26") }),
        ("2026-02-09", asked("2026-02-09")),
    ]);
    assert_eq!(story.due, Some(day("2026-02-23")));
    assert!(!story.answer_is_late(day("2026-02-24")), "they wait for her");
}

#[test]
fn what_cannot_have_happened_is_known() {
    let given = EventKind::ClarificationGiven { on: day("2026-01-08") };
    let story = events(vec![
        ("2026-01-05", sent()),
        ("2026-01-12", mail(Kind::Clarification, true)),
        ("2026-01-13", given),
    ]);
    let problems = Timeline::of(&story).problems(Regime::Foia);
    assert!(problems[0].to_string().contains("before clarification asked on 2026-01-12"));
}

#[test]
fn a_stranger_stops_no_clock() {
    let forged = clock(vec![
        ("2026-01-05", sent()),
        ("2026-01-20", mail(Kind::Released, false)),
        ("2026-01-21", mail(Kind::Extension, false)),
    ]);
    assert_eq!(forged.facts.answered, None);
    assert_eq!(forged.timeline.claims(), []);
    assert!(forged.answer_is_late(day("2026-02-03")));
}

#[test]
fn a_letter_that_came_back_was_not_received() {
    let story = vec![
        ("2026-01-05", sent()),
        ("2026-01-06", letter(1, LetterKind::Request, LetterState::Bounced)),
    ];
    let bounced = RequestClock::of(&events(story.clone()), rules(), Holidays::shipped());
    assert_eq!(bounced, None);
    let again = ("2026-01-09", letter(2, LetterKind::Request, LetterState::Accepted));
    assert_eq!(clock([story, vec![again]].concat()).due, Some(day("2026-02-06")));
}

#[test]
fn her_own_date_and_a_window_of_theirs_are_shown_as_such() {
    let mine = clock(vec![
        ("2020-06-02", sent()),
        (
            "2020-06-30",
            EventKind::DueOverridden { due: day("2020-07-15"), because: "by telephone".into() },
        ),
        ("2020-07-08", mail(Kind::Released, true)),
        ("2020-07-08", EventKind::ReviewWindow { until: day("2020-09-08") }),
    ]);
    assert_eq!((mine.due, mine.due_by), (Some(day("2020-07-15")), DueBy::Override));
    assert_eq!(mine.law.dates.due, Some(day("2020-06-30")));
    assert_eq!(mine.review_ask_by, Some(day("2020-09-08")));
    assert!(
        mine.remarks(Holidays::shipped())[0].contains("due 2020-07-15 by your word: by telephone")
    );
}

#[test]
fn an_answer_dated_before_the_request_shortens_no_window() {
    let story =
        clock(vec![("2026-01-05", sent()), ("2025-01-05", mail(Kind::RefusalExemption, true))]);
    assert_eq!(story.facts.answered, Some(day("2026-01-05")));
    assert_eq!(story.review_ask_by, Some(day("2026-03-02")));
    assert!(story.remarks(Holidays::shipped())[0].starts_with("their answer is dated 2025-01-05"));
}

#[test]
fn a_window_of_theirs_stands_beside_the_laws() {
    use crate::law::Length;
    use crate::law::length::Unit;
    use crate::reading::date::Window;
    let stated = |number: u32, unit: Unit| {
        let (within, until) = (Some(Length { number, unit }), None);
        let window = Window { within, until, quote: "within".to_owned() };
        let on = day("2020-07-09");
        let story = vec![
            ("2020-06-02", sent()),
            ("2020-07-09", mail(Kind::RefusalExemption, true)),
            ("2020-07-09", EventKind::ReviewWindowStated { on, window }),
        ];
        clock(story)
    };
    let longer = stated(2, Unit::Months); // the law: 8 September 2020
    for (today, by) in
        [("2020-09-08", "2020-09-08"), ("2020-09-09", "2020-09-09"), ("2020-09-10", "2020-09-09")]
    {
        assert_eq!(longer.review_ask_next(day(today)), Some(day(by)), "on {today}");
    }
    let shorter = stated(20, Unit::WorkingDays);
    assert_eq!(shorter.review_ask_next(day("2020-08-10")), Some(day("2020-08-10")));
    assert_eq!(shorter.review_ask_next(day("2020-08-11")), Some(day("2020-09-08")));
    assert_eq!(stated(40, Unit::WorkingDays).their_window, None, "the same as the law's");
}

#[test]
fn a_date_beyond_the_known_holidays_is_told_as_provisional() {
    let late = clock(vec![("2028-12-11", sent())]);
    let told = late.due_told(Holidays::shipped());
    assert_eq!(told.as_deref(), Some("2029-01-10 (provisional)"));
    let events = events(vec![("2026-07-06", sent())]);
    let school = Rules::of(Regime::Foia, Body::School);
    let school = RequestClock::of(&events, school, Holidays::shipped()).unwrap();
    assert_eq!(school.due_told(Holidays::shipped()).as_deref(), Some("2026-08-05 to 2026-10-01"));
}
