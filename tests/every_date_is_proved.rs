//! No date is stated that is not proved: whatever happened to a request, each date in what the
//! program says of it is the last day of a proof, or a day on which something happened.

use std::collections::HashSet;

use chrono::{DateTime, Days, NaiveDate, Utc};
use foidesk::law::length::Unit;
use foidesk::law::{Body, Holidays, Length, Regime, Report, london};
use foidesk::letter::{LetterKind, LetterState};
use foidesk::reading::Kind;
use foidesk::reading::date::Window;
use foidesk::request::clock::{Rules, Version};
use foidesk::request::event::Basis;
use foidesk::request::next_action::{Letters, next_action};
use foidesk::request::{
    Event, EventId, EventKind, LetterId, MailPlace, MessageKey, RequestClock, RequestId, Status,
    agenda, fold,
};
use proptest::prelude::*;

fn first_day() -> NaiveDate {
    "2026-01-05".parse().unwrap()
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..200_u64).prop_map(|days| first_day() + Days::new(days))
}

fn basis() -> impl Strategy<Value = Basis> {
    prop::sample::select(vec![Basis::Claim, Basis::Decision])
}

fn letter() -> impl Strategy<Value = EventKind> {
    let kinds =
        vec![LetterKind::Chaser, LetterKind::Reply, LetterKind::Review, LetterKind::Complaint];
    (2..9_i64, prop::sample::select(kinds)).prop_map(|(id, kind)| EventKind::Letter {
        letter: LetterId(id),
        kind,
        state: LetterState::Accepted,
        because: None,
    })
}

fn message() -> impl Strategy<Value = EventKind> {
    let kinds = vec![
        (Kind::Acknowledgement, Status::AwaitingResponse),
        (Kind::Clarification, Status::AwaitingClarification),
        (Kind::FeeNotice, Status::AwaitingClarification),
        (Kind::Extension, Status::AwaitingResponse),
        (Kind::Transfer, Status::AwaitingResponse),
        (Kind::RefusalExemption, Status::Refused),
        (Kind::PartlyReleased, Status::PartlySuccessful),
        (Kind::ReviewUpheld, Status::Refused),
    ];
    prop::sample::select(kinds).prop_map(|(kind, status)| EventKind::Filed {
        message: MessageKey(1),
        kind,
        suggests: Some(status),
        known_sender: true,
        by_her: false,
        place: MailPlace::default(),
    })
}

fn decision() -> impl Strategy<Value = EventKind> {
    let statuses = vec![
        Status::AwaitingResponse,
        Status::Refused,
        Status::NotHeld,
        Status::InternalReview,
        Status::Postal,
        Status::WithRegulator,
    ];
    prop::sample::select(statuses).prop_map(|status| EventKind::Decided { status, note: None })
}

fn fact() -> impl Strategy<Value = EventKind> {
    let because = String::new;
    prop_oneof![
        (day(), basis()).prop_map(|(on, basis)| EventKind::ClarificationAsked { on, basis }),
        day().prop_map(|on| EventKind::ClarificationGiven { on }),
        (day(), basis()).prop_map(|(on, basis)| EventKind::FeeNotice { on, pence: None, basis }),
        day().prop_map(|on| EventKind::FeePaid { on }),
        (prop::option::of(day()), basis()).prop_map(move |(until, basis)| EventKind::Extended {
            until,
            because: because(),
            basis,
        }),
        (day(), basis()).prop_map(|(on, basis)| EventKind::Transferred { to: None, on, basis }),
        (day(), 0..60_u64)
            .prop_map(|(from, days)| EventKind::SchoolClosed { from, to: from + Days::new(days) }),
        day().prop_map(|due| EventKind::DueClaimed { due }),
        day().prop_map(move |due| EventKind::DueOverridden { due, because: because() }),
        day().prop_map(move |on| EventKind::ReceivedOn { on, because: because() }),
        day().prop_map(|by| EventKind::ReplyWanted { by }),
        day().prop_map(|on| EventKind::Answered { on }),
        day().prop_map(|on| EventKind::Chased { on }),
        day().prop_map(|on| EventKind::ReviewAsked { on }),
        day().prop_map(|on| EventKind::ReviewAnswered { on }),
        day().prop_map(|until| EventKind::ReviewWindow { until }),
        (day(), 1..70_u32, prop::sample::select(Unit::ALL)).prop_map(|(on, number, unit)| {
            let (within, until) = (Some(Length { number, unit }), None);
            EventKind::ReviewWindowStated {
                on,
                window: Window { within, until, quote: "within".to_owned() },
            }
        }),
        day().prop_map(|on| EventKind::RegulatorDecided { on }),
    ]
}

/// A request, and whatever else happened to it, in any order.
fn story() -> impl Strategy<Value = Vec<Event>> {
    let kind = prop_oneof![2 => letter(), 3 => message(), 1 => decision(), 4 => fact()];
    prop::collection::vec((day(), kind), 0..9).prop_map(|story| {
        let sent = EventKind::Letter {
            letter: LetterId(1),
            kind: LetterKind::Request,
            state: LetterState::Accepted,
            because: None,
        };
        let first = std::iter::once((first_day(), sent));
        let events = first.chain(story).enumerate().map(|(nth, (day, kind))| {
            let at: DateTime<Utc> = london::end_of(day);
            let (id, request) = (EventId(nth as i64 + 1), RequestId::from("c/a"));
            Event { id, request, occurred_at: at, recorded_at: at, kind }
        });
        events.collect()
    })
}

/// The dates that stand in a text.
fn dates_in(text: &str) -> Vec<NaiveDate> {
    let words = text.split(|c: char| !(c.is_ascii_digit() || c == '-'));
    words.filter(|word| word.len() == 10).filter_map(|word| word.parse().ok()).collect()
}

/// The dates that are proved, and the days on which something happened.
fn known(events: &[Event], clock: &RequestClock) -> HashSet<NaiveDate> {
    let holidays = Holidays::shipped();
    let law = Version { facts: clock.facts.clone(), clock: clock.law.clone() };
    let readings = clock.readings(holidays);
    let versions = std::iter::once(&law)
        .chain(readings.iter().filter_map(|reading| reading.version.as_ref()))
        .chain(&clock.claimed);
    let mut known = HashSet::new();
    for version in versions {
        let report = Report::of(&version.facts, &version.clock, holidays);
        for step in &report.steps {
            assert_eq!(step.proof.last().map(|last| last.date), Some(step.date), "{step:?}");
            known.insert(step.date);
        }
    }
    for stated in clock.stated(holidays) {
        assert_eq!(stated.proof.last().map(|last| last.date), Some(stated.date), "{stated:?}");
        known.insert(stated.date);
    }
    known.extend(events.iter().map(|event| london::date(event.occurred_at)));
    known.extend(events.iter().filter_map(|event| event.kind.happened_on()));
    known
}

proptest! {
    #[test]
    fn every_date_that_is_stated_is_proved(
        events in story(),
        regime in prop::sample::select(Regime::ALL),
        school in any::<bool>(),
        after in 0..300_u64,
    ) {
        let holidays = Holidays::shipped();
        let body = if school && regime == Regime::Foia { Body::School } else { Body::Ordinary };
        let clock = RequestClock::of(&events, Rules::of(regime, body), holidays).unwrap();
        let (state, today) = (fold::fold(&events), first_day() + Days::new(after));
        let next = next_action(state, Some(&clock), Letters::Plain, today, holidays);
        let items = agenda::open(state, &clock, today, holidays);
        let mut stated: Vec<(NaiveDate, String)> = Vec::new();
        let sentences = clock.remarks(holidays).into_iter().chain([next.because.clone()]);
        for sentence in sentences.chain(items.iter().map(|item| item.because.clone())) {
            stated.extend(dates_in(&sentence).into_iter().map(|date| (date, sentence.clone())));
        }
        let whole = [clock.due, clock.late_after, clock.review_ask_by, next.by];
        let whole = whole.into_iter().flatten().chain(items.iter().map(|item| item.date));
        stated.extend(whole.map(|date| (date, format!("{next:?} {items:?}"))));
        let known = known(&events, &clock);
        for (date, sentence) in stated {
            prop_assert!(known.contains(&date), "{} is not proved: {}", date, sentence);
        }
    }
}
