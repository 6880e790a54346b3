//! Stories of one request and where it stands in the end.

use super::*;
use crate::reading::Kind;
use crate::request::EventId;
use crate::request::{LetterId, MailPlace, MessageKey, RequestId};
use chrono::{DateTime, Utc};

fn event(id: i64, day: u32, kind: EventKind) -> Event {
    let at = format!("2020-06-{day:02}T12:00:00Z").parse::<DateTime<Utc>>().unwrap();
    Event {
        id: EventId(id),
        request: RequestId::from("c/a"),
        occurred_at: at,
        recorded_at: at,
        kind,
    }
}

fn sent(kind: LetterKind) -> EventKind {
    letter(kind, LetterState::Accepted)
}

fn letter(kind: LetterKind, state: LetterState) -> EventKind {
    EventKind::Letter { letter: LetterId(1), kind, state, because: None }
}

fn answer(suggests: Status, known_sender: bool) -> EventKind {
    EventKind::Filed {
        message: MessageKey(1),
        kind: Kind::Released,
        suggests: Some(suggests),
        known_sender,
        by_her: false,
        place: MailPlace::default(),
    }
}

fn mail(message: i64, suggests: Status, id: &str, answers: &[&str]) -> EventKind {
    let answers: Vec<String> = answers.iter().map(|id| (*id).to_owned()).collect();
    EventKind::Filed {
        message: MessageKey(message),
        kind: Kind::Released,
        suggests: Some(suggests),
        known_sender: true,
        by_her: false,
        place: MailPlace::of(Some(id), &answers, id.as_bytes()),
    }
}

fn decided(status: Status) -> EventKind {
    EventKind::Decided { status, note: None }
}

fn folded(events: Vec<(u32, EventKind)>) -> (Status, Option<Status>, Option<Status>) {
    let events: Vec<Event> = events
        .into_iter()
        .enumerate()
        .map(|(i, (day, kind))| event(i as i64 + 1, day, kind))
        .collect();
    let state = fold(&events);
    (state.status, state.outcome, state.suggestion)
}

#[test]
fn an_answer_waits_for_her_yes() {
    let story = vec![(2, sent(LetterKind::Request)), (9, answer(Status::Successful, true))];
    assert_eq!(folded(story), (Status::Answered, None, Some(Status::Successful)));
}

#[test]
fn a_stranger_only_suggests() {
    let story = vec![(2, sent(LetterKind::Request)), (9, answer(Status::Refused, false))];
    assert_eq!(folded(story), (Status::AwaitingResponse, None, Some(Status::Refused)));
}

#[test]
fn her_decision_outranks_mail_dated_before_it_even_when_read_later() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (20, decided(Status::PartlySuccessful)),
        (9, answer(Status::Refused, true)),
    ];
    assert_eq!(folded(story), (Status::PartlySuccessful, Some(Status::PartlySuccessful), None));
}

#[test]
fn later_mail_makes_a_new_suggestion_and_keeps_the_decision() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (10, decided(Status::Refused)),
        (19, answer(Status::Successful, true)),
    ];
    assert_eq!(folded(story), (Status::Refused, Some(Status::Refused), Some(Status::Successful)));
}

#[test]
fn a_review_keeps_the_outcome_before_it() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (10, decided(Status::Refused)),
        (11, sent(LetterKind::Review)),
    ];
    assert_eq!(folded(story), (Status::InternalReview, Some(Status::Refused), None));
}

#[test]
fn a_bounced_chaser_changes_nothing() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (10, sent(LetterKind::Chaser)),
        (11, letter(LetterKind::Chaser, LetterState::Bounced)),
    ];
    assert_eq!(folded(story), (Status::AwaitingResponse, None, None));
}

fn bounce(id: i64, kind: LetterKind, state: LetterState) -> EventKind {
    EventKind::Letter { letter: LetterId(id), kind, state, because: None }
}

#[test]
fn a_review_that_bounces_was_never_asked_for() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (10, decided(Status::Refused)),
        (11, bounce(2, LetterKind::Review, LetterState::Accepted)),
        (12, bounce(2, LetterKind::Review, LetterState::Bounced)),
    ];
    assert_eq!(folded(story), (Status::Refused, Some(Status::Refused), None));
}

#[test]
fn a_review_that_the_authority_answered_arrived_whatever_came_back() {
    let reviewed = |kind: Kind, known_sender: bool| {
        folded(vec![
            (2, sent(LetterKind::Request)),
            (10, decided(Status::Refused)),
            (11, bounce(2, LetterKind::Review, LetterState::Accepted)),
            (12, bounce(2, LetterKind::Review, LetterState::Bounced)),
            (
                14,
                EventKind::Filed {
                    message: MessageKey(9),
                    kind,
                    suggests: Some(Status::InternalReview),
                    known_sender,
                    by_her: false,
                    place: MailPlace::default(),
                },
            ),
        ])
        .0
    };
    assert_eq!(reviewed(Kind::ReviewAcknowledgement, true), Status::InternalReview);
    assert_eq!(reviewed(Kind::ReviewAcknowledgement, false), Status::Refused);
    assert_eq!(reviewed(Kind::OtherCorrespondence, true), Status::Refused);
}

#[test]
fn a_request_sent_again_after_a_bounce_waits_for_its_answer() {
    let story = vec![
        (2, bounce(1, LetterKind::Request, LetterState::Accepted)),
        (3, bounce(2, LetterKind::Request, LetterState::Accepted)),
        (4, bounce(1, LetterKind::Request, LetterState::Bounced)),
    ];
    assert_eq!(folded(story), (Status::AwaitingResponse, None, None));
}

#[test]
fn a_reply_dated_before_the_letter_it_answers_still_counts() {
    let story = vec![(3, sent(LetterKind::Request)), (2, answer(Status::Successful, true))];
    assert_eq!(folded(story), (Status::Answered, None, Some(Status::Successful)));
}

#[test]
fn a_stranger_never_takes_the_place_of_the_authority() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (9, answer(Status::Refused, true)),
        (10, answer(Status::Successful, false)),
    ];
    assert_eq!(folded(story), (Status::Answered, None, Some(Status::Refused)));
}

#[test]
fn the_answer_to_a_review_is_a_suggestion_beside_the_decided_outcome() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (10, decided(Status::Refused)),
        (11, bounce(2, LetterKind::Review, LetterState::Accepted)),
        (20, answer(Status::PartlySuccessful, true)),
    ];
    let expected = (Status::InternalReview, Some(Status::Refused), Some(Status::PartlySuccessful));
    assert_eq!(folded(story), expected);
}

#[test]
fn deciding_the_first_answer_late_does_not_end_the_review() {
    let mut story = vec![
        (2, sent(LetterKind::Request)),
        (9, answer(Status::Refused, true)),
        (10, bounce(2, LetterKind::Review, LetterState::Accepted)),
        (12, decided(Status::Refused)),
    ];
    assert_eq!(folded(story.clone()), (Status::InternalReview, Some(Status::Refused), None));
    story.push((20, decided(Status::NotHeld)));
    assert_eq!(folded(story), (Status::NotHeld, Some(Status::NotHeld), None));
}

#[test]
fn a_question_waits_for_her_and_her_reply_starts_the_wait_again() {
    let mut story =
        vec![(2, sent(LetterKind::Request)), (5, answer(Status::AwaitingClarification, true))];
    assert_eq!(folded(story.clone()).0, Status::AwaitingClarification);
    story.push((6, bounce(2, LetterKind::Reply, LetterState::Accepted)));
    assert_eq!(folded(story), (Status::AwaitingResponse, None, None));
}

#[test]
fn a_complaint_is_not_undone_by_mail() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (10, bounce(2, LetterKind::Complaint, LetterState::Accepted)),
        (12, answer(Status::Successful, true)),
    ];
    assert_eq!(folded(story), (Status::WithRegulator, None, Some(Status::Successful)));
}

#[test]
fn taking_back_oneself_or_what_is_yet_to_come_does_nothing() {
    let story = vec![
        (2, sent(LetterKind::Request)),
        (3, EventKind::Undone { event: EventId(2) }),
        (3, EventKind::Undone { event: EventId(4) }),
        (4, decided(Status::Withdrawn)),
    ];
    assert_eq!(folded(story).0, Status::Withdrawn);
}

#[test]
fn undoing_an_undoing_restores() {
    let mut story = vec![(2, sent(LetterKind::Request)), (3, decided(Status::Withdrawn))];
    story.push((4, EventKind::Undone { event: EventId(2) }));
    assert_eq!(folded(story.clone()).0, Status::AwaitingResponse);
    story.push((5, EventKind::Undone { event: EventId(3) }));
    assert_eq!(folded(story).0, Status::Withdrawn);
}

#[test]
fn of_messages_of_one_date_the_thread_tells_which_is_later_not_the_order_of_reading() {
    let due =
        |day: u32| EventKind::DueClaimed { due: format!("2020-07-{day:02}").parse().unwrap() };
    let refusal = || mail(1, Status::Refused, "b", &["letter"]);
    let gives = || mail(2, Status::Successful, "a", &["letter", "b"]);
    for mail in [
        vec![(9, refusal()), (9, due(1)), (9, gives()), (9, due(2))],
        vec![(9, gives()), (9, due(2)), (9, refusal()), (9, due(1))],
    ] {
        let story: Vec<_> = [(2, sent(LetterKind::Request))].into_iter().chain(mail).collect();
        assert_eq!(folded(story.clone()), (Status::Answered, None, Some(Status::Successful)));
        let events: Vec<Event> =
            (1..).zip(story).map(|(id, (day, kind))| event(id, day, kind)).collect();
        let claims = counting(&events).into_iter().filter_map(|event| match event.kind {
            EventKind::DueClaimed { due } => Some(due.to_string()),
            _ => None,
        });
        assert_eq!(claims.collect::<Vec<_>>(), ["2020-07-01", "2020-07-02"], "with their messages");
    }
    let apart = [mail(1, Status::Refused, "x", &[]), mail(2, Status::NotHeld, "y", &["other"])];
    let [x, y] = apart.map(|one| (9, one));
    let first = folded(vec![(2, sent(LetterKind::Request)), x.clone(), y.clone()]);
    assert_eq!(folded(vec![(2, sent(LetterKind::Request)), y, x]), first);
}
