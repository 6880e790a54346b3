//! What must hold whatever the dates: properties of the calendar and of the clock.

use chrono::{Days, NaiveDate};
use foidesk::law::clock::Closure;
use foidesk::law::count::Count;
use foidesk::law::date::FIRST_DAY;
use foidesk::law::holidays::{Division, Holiday};
use foidesk::law::mark::{Way, What};
use foidesk::law::{Body, Calendar, Facts, Holidays, Regime, compute};
use proptest::prelude::*;

/// Any day from 2005 to the end of 2030, two years beyond the bank holidays held.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..9_496_u64).prop_map(|days| FIRST_DAY + Days::new(days))
}

fn any_law() -> impl Strategy<Value = Regime> {
    prop::sample::select(Regime::ALL)
}

fn any_division() -> impl Strategy<Value = Division> {
    prop::sample::select(Division::ALL)
}

/// Facts in a possible order, each step present or not.
fn any_facts() -> impl Strategy<Value = Facts> {
    let gaps = prop::collection::vec(prop::option::of(0..90_u64), 8);
    let closed = prop::collection::vec((0..120_u64, 0..60_u64), 0..3);
    (any_law(), prop::sample::select(Body::ALL), any_day(), gaps, closed, any::<bool>()).prop_map(
        |(regime, body, received, gaps, closed, extended)| {
            let mut day = received;
            let mut next = |gap: Option<u64>| {
                day = day + Days::new(gap?);
                Some(day)
            };
            let body = if regime == Regime::Foia { body } else { Body::Ordinary };
            let mut facts = Facts {
                clarification_asked: next(gaps[0]),
                clarified: next(gaps[1]),
                fee_notice: next(gaps[2]),
                fee_paid: next(gaps[3]),
                answered: next(gaps[4]),
                review_asked: next(gaps[5]),
                review_answered: next(gaps[6]),
                regulator_decided: next(gaps[7]),
                extended,
                ..Facts::received(regime, body, received)
            };
            facts.fee_paid = facts.fee_paid.filter(|_| facts.fee_notice.is_some());
            let closure = |(after, length)| {
                let from = received + Days::new(after);
                Closure { from, to: from + Days::new(length) }
            };
            facts.closures = closed.into_iter().map(closure).collect();
            facts
        },
    )
}

fn due(facts: &Facts, holidays: &Holidays) -> Option<NaiveDate> {
    compute(facts, holidays).dates.due
}

fn ordinary(regime: Regime, received: NaiveDate) -> Facts {
    Facts::received(regime, Body::Ordinary, received)
}

proptest! {
    #[test]
    fn a_due_date_is_a_working_day_of_its_calendar(facts in any_facts()) {
        let holidays = Holidays::shipped();
        let clock = compute(&facts, holidays);
        for mark in &clock.marks {
            if let Way::Count { count, .. } = &mark.way {
                prop_assert!(count.calendar.is_working(mark.date, holidays), "{:?}", mark);
                prop_assert_eq!(count.calendar, Calendar::of(facts.regime));
            }
        }
    }

    #[test]
    fn the_number_proved_is_the_number_of_the_rule(facts in any_facts()) {
        let holidays = Holidays::shipped();
        for mark in compute(&facts, holidays).marks {
            let proof = mark.proof(holidays);
            prop_assert_eq!(proof.last().map(|step| step.date), Some(mark.date));
            if let Way::Count { count, .. } = &mark.way {
                let counted = proof.iter().filter(|step| step.day.is_some_and(|day| day > 0)).count();
                prop_assert_eq!(counted as u32, count.number);
                // Every calendar day from day 0 to the last has its line.
                prop_assert_eq!(proof.len() as i64, (mark.date - count.from).num_days() + 1);
            }
        }
    }

    #[test]
    fn one_more_holiday_never_makes_a_date_earlier(
        facts in any_facts(), division in any_division(), after in 0..120_u64,
    ) {
        let holidays = Holidays::shipped();
        let date = facts.received + Days::new(after);
        let day = Holiday { title: "A new one".into(), date, notes: String::new(), bunting: false };
        let more = holidays.with(division, day);
        // What happened stays; without it only the request's own dates are compared.
        let facts = Facts { fee_notice: None, fee_paid: None, ..facts };
        let (before, after) = (compute(&facts, holidays).dates, compute(&facts, &more).dates);
        prop_assert!(after.due >= before.due);
        prop_assert!(after.due_latest >= before.due_latest);
        prop_assert!(after.extended_latest >= before.extended_latest);
        prop_assert!(after.review_due >= before.review_due);
        prop_assert!(after.appeal_by >= before.appeal_by);
    }

    #[test]
    fn scotland_is_never_later_than_the_union_of_all_holidays(received in any_day()) {
        let holidays = Holidays::shipped();
        let union = Count::new(received, 20, Calendar::Uk).end(holidays);
        prop_assert!(due(&ordinary(Regime::Foisa, received), holidays) <= Some(union));
    }

    #[test]
    fn received_later_is_due_no_earlier(law in any_law(), received in any_day(), later in 0..40_u64) {
        let holidays = Holidays::shipped();
        let first = due(&ordinary(law, received), holidays);
        let second = due(&ordinary(law, received + Days::new(later)), holidays);
        prop_assert!(first <= second);
    }

    #[test]
    fn a_schools_date_lies_between_the_twentieth_and_the_sixtieth(facts in any_facts()) {
        let holidays = Holidays::shipped();
        let facts = Facts { body: Body::School, regime: Regime::Foia, ..facts };
        let clock = compute(&facts, holidays);
        let plain = Facts { closures: Vec::new(), ..facts };
        let earliest = compute(&plain, holidays).dates.due;
        if let (Some(due), Some(latest)) = (clock.dates.due, clock.dates.due_latest) {
            prop_assert!(due <= latest);
            if let Some(earliest) = earliest {
                prop_assert!(earliest <= due);
            }
        }
    }

    #[test]
    fn the_codes_reading_is_one_working_day_more(received in any_day()) {
        let holidays = Holidays::shipped();
        let clock = compute(&ordinary(Regime::Foia, received), holidays);
        let is_working = Calendar::Uk.is_working(received, holidays);
        prop_assert_eq!(clock.dates.due_by_code.is_none(), is_working);
        if let (Some(act), Some(code)) = (clock.dates.due, clock.dates.due_by_code) {
            prop_assert_eq!(Calendar::Uk.between(act, code, holidays), 1);
        }
    }

    #[test]
    fn possible_facts_are_accepted_and_any_facts_are_computed(
        mut facts in any_facts(), days in prop::collection::vec(any_day(), 4),
    ) {
        prop_assert_eq!(facts.problems(), vec![]);
        facts.answered = Some(days[0]);
        facts.review_asked = Some(days[1]);
        facts.fee_paid = Some(days[2]);
        facts.clarified = Some(days[3]);
        let _ = compute(&facts, Holidays::shipped());
    }

    #[test]
    fn a_date_beyond_the_known_holidays_is_marked(law in any_law(), received in any_day()) {
        let holidays = Holidays::shipped();
        let clock = compute(&ordinary(law, received), holidays);
        let beyond = clock.marks.iter().any(|mark| {
            mark.what != What::RegulatorFrom && mark.date > NaiveDate::from_ymd_opt(2028, 12, 31).unwrap()
        });
        prop_assert_eq!(clock.dates.provisional, beyond);
    }
}
