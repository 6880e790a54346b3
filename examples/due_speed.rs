//! How fast the due list of 100,000 requests is worked out from their events: status, clock, open
//! dates and next action of each, under all four laws. Reads no desk and writes none.
//!
//!     cargo run --release --example due_speed -- [REQUESTS]

use std::error::Error;
use std::time::Instant;

use chrono::{Days, NaiveDate, NaiveTime};
use foidesk::law::{Body, Holidays, Regime};
use foidesk::letter::{LetterKind, LetterState};
use foidesk::reading::Kind;
use foidesk::request::clock::Rules;
use foidesk::request::next_action::{Letters, next_action};
use foidesk::request::{
    Event, EventId, EventKind, LetterId, MailPlace, MessageKey, RequestClock, RequestId, Status,
    agenda, fold,
};

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2024, 1, 1).expect("1 January 2024 is a date");
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 3, 2).expect("2 March 2026 is a date");

#[allow(clippy::print_stdout)]
fn main() -> Result<(), Box<dyn Error>> {
    let number: i64 = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let holidays = Holidays::shipped();
    let requests: Vec<Vec<Event>> = (0..number)
        .map(|nth| events_of(nth, FIRST + Days::new(nth.unsigned_abs() % 800)))
        .collect();
    let start = Instant::now();
    let dates: usize = requests
        .iter()
        .zip(Regime::ALL.iter().cycle())
        .map(|(events, regime)| dates_of(events, *regime, holidays))
        .sum();
    println!("{dates} dates of {number} requests in {:?}", start.elapsed());
    Ok(())
}

/// How many open dates a request has, its next action's among them.
fn dates_of(events: &[Event], regime: Regime, holidays: &Holidays) -> usize {
    let state = fold::fold(events);
    let rules = Rules::of(regime, Body::Ordinary);
    let Some(clock) = RequestClock::of(events, rules, holidays) else { return 0 };
    let next = next_action(state, Some(&clock), Letters::Plain, TODAY, holidays);
    agenda::open(state, &clock, TODAY, holidays).len() + usize::from(next.by.is_some())
}

/// A request, its acknowledgement, and for every other one a refusal.
fn events_of(nth: i64, sent: NaiveDate) -> Vec<Event> {
    let filed = |kind, suggests| EventKind::Filed {
        message: MessageKey(nth),
        kind,
        suggests: Some(suggests),
        known_sender: true,
        by_her: false,
        place: MailPlace::default(),
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
