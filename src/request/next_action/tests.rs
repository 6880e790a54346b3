//! What follows from where a request stands, day by day.

use super::*;
use crate::law::{Body, Regime};
use crate::letter::{LetterKind, LetterState};
use crate::reading::Kind;
use crate::request::clock::Rules;
use crate::request::event::{Basis, Event, EventKind};
use crate::request::{EventId, LetterId, MailPlace, MessageKey, RequestId, fold};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn events(story: &[(&str, EventKind)]) -> Vec<Event> {
    let events = story.iter().enumerate().map(|(i, (at, kind))| {
        let at = format!("{at}T12:00:00Z").parse().unwrap();
        let (id, request) = (EventId(i as i64 + 1), RequestId::from("c/a"));
        Event { id, request, occurred_at: at, recorded_at: at, kind: kind.clone() }
    });
    events.collect()
}

fn letter(id: i64, kind: LetterKind) -> EventKind {
    let state = LetterState::Accepted;
    EventKind::Letter { letter: LetterId(id), kind, state, because: None }
}

fn mail(kind: Kind, suggests: Status) -> EventKind {
    let (message, suggests) = (MessageKey(1), Some(suggests));
    EventKind::Filed {
        message,
        kind,
        suggests,
        known_sender: true,
        by_her: false,
        place: MailPlace::default(),
    }
}

fn next(regime: Regime, today: &str, story: &[(&str, EventKind)]) -> (Do, Option<String>) {
    let events = events(story);
    let holidays = Holidays::shipped();
    let clock = RequestClock::of(&events, Rules::of(regime, Body::Ordinary), holidays);
    let next =
        next_action(fold::fold(&events), clock.as_ref(), Letters::Plain, day(today), holidays);
    assert!(!next.because.is_empty());
    (next.what, next.by.map(|by| by.to_string()))
}

fn by(date: &str) -> Option<String> {
    Some(date.to_owned())
}

#[test]
fn silence_is_waited_out_chased_and_complained_of() {
    let mut story = vec![("2026-01-05", letter(1, LetterKind::Request))]; // due 2 February
    assert_eq!(next(Regime::Foia, "2026-02-02", &story), (Do::Wait, by("2026-02-02")));
    assert_eq!(next(Regime::Foia, "2026-02-03", &story), (Do::Chase, None));
    story.push(("2026-02-04", letter(2, LetterKind::Chaser)));
    assert_eq!(next(Regime::Foia, "2026-02-18", &story), (Do::Wait, by("2026-02-18")));
    assert_eq!(next(Regime::Foia, "2026-02-19", &story), (Do::Complain, None));
}

#[test]
fn silence_in_scotland_needs_a_review() {
    let story = vec![("2026-01-12", letter(1, LetterKind::Request))]; // due 9 February
    assert_eq!(next(Regime::Foisa, "2026-02-10", &story), (Do::AskReview, by("2026-04-07")));
    assert_eq!(next(Regime::Foisa, "2026-04-08", &story), (Do::AskReview, None));
}

#[test]
fn a_refusal_is_decided_reviewed_and_complained_of() {
    let mut story = vec![
        ("2026-01-05", letter(1, LetterKind::Request)),
        ("2026-01-20", mail(Kind::RefusalExemption, Status::Refused)),
    ];
    assert_eq!(next(Regime::Foia, "2026-01-21", &story), (Do::Triage, by("2026-03-18")));
    story.push(("2026-01-21", EventKind::Decided { status: Status::Refused, note: None }));
    assert_eq!(next(Regime::Foia, "2026-01-22", &story), (Do::AskReview, by("2026-03-18")));
    assert_eq!(next(Regime::Foia, "2026-03-19", &story), (Do::Close, None));
    story.push(("2026-02-02", letter(2, LetterKind::Review))); // due 2 March, latest 31 March
    assert_eq!(next(Regime::Foia, "2026-03-02", &story), (Do::Wait, by("2026-03-02")));
    assert_eq!(next(Regime::Foia, "2026-03-03", &story), (Do::ChaseReview, by("2026-03-31")));
    assert_eq!(next(Regime::Foia, "2026-04-01", &story), (Do::Complain, None));
    story.push(("2026-03-10", mail(Kind::ReviewUpheld, Status::Refused)));
    assert_eq!(next(Regime::Foia, "2026-03-11", &story).0, Do::Triage);
    story.push(("2026-03-11", EventKind::Decided { status: Status::Refused, note: None }));
    assert_eq!(next(Regime::Foia, "2026-03-12", &story), (Do::Complain, by("2026-04-21")));
    assert_eq!(next(Regime::Foia, "2026-04-22", &story), (Do::Close, None));
}

#[test]
fn a_claim_waits_for_her_word() {
    let mut story = vec![
        ("2026-01-05", letter(1, LetterKind::Request)),
        ("2026-01-30", mail(Kind::Extension, Status::AwaitingResponse)),
    ];
    assert_eq!(next(Regime::Foia, "2026-02-03", &story), (Do::DecideClaim, None));
    assert_eq!(next(Regime::Foisa, "2026-02-03", &story), (Do::AskReview, by("2026-03-30")));
    let (until, because) = (Some(day("2026-02-20")), String::new());
    story.push(("2026-02-03", EventKind::Extended { until, because, basis: Basis::Decision }));
    assert_eq!(next(Regime::Foia, "2026-02-04", &story), (Do::Wait, by("2026-02-20")));
    assert_eq!(next(Regime::Foia, "2026-02-21", &story), (Do::Chase, None));
}

#[test]
fn a_question_is_hers_to_answer_and_the_clock_still_shows() {
    let story = vec![
        ("2026-01-05", letter(1, LetterKind::Request)),
        ("2026-01-20", mail(Kind::Clarification, Status::AwaitingClarification)),
    ];
    assert_eq!(next(Regime::Foia, "2026-02-10", &story), (Do::AnswerThem, None));
}

#[test]
fn a_fee_has_its_last_day() {
    let story = vec![
        ("2026-03-02", letter(1, LetterKind::Request)),
        ("2026-03-16", mail(Kind::FeeNotice, Status::AwaitingClarification)),
    ];
    assert_eq!(next(Regime::Foia, "2026-03-17", &story), (Do::AnswerThem, by("2026-06-15")));
}

#[test]
fn what_never_arrived_is_sent_or_mended() {
    assert_eq!(next(Regime::Foia, "2026-02-10", &[]), (Do::Send, None));
    let (state, because) = (LetterState::Refused, None);
    let refused =
        EventKind::Letter { letter: LetterId(1), kind: LetterKind::Request, state, because };
    assert_eq!(
        next(Regime::Foia, "2026-02-10", &[("2026-02-09", refused)]),
        (Do::FixAddress, None)
    );
}

#[test]
fn a_cancelled_letter_waits_for_nothing() {
    let (state, today, holidays) = (State::default(), day("2026-02-10"), Holidays::shipped());
    let next = next_action(state, None, Letters::Cancelled, today, holidays);
    assert_eq!((next.what, next.by), (Do::None, None));
    assert!(next.because.contains("--again"));
    assert_eq!(next_action(state, None, Letters::InDoubt, today, holidays).what, Do::Settle);
}
