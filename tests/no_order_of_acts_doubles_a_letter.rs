//! Whatever she does in whatever order (sends, drafts again, cancels, undoes, mends the template,
//! settles), and whatever the server answers, a request never has two first letters that have gone or
//! may have, nor two that wait, and none that waits beside one that has gone would be sent.

use chrono::{DateTime, TimeDelta, Utc};
use foidesk::casework::draft::{self, Order};
use foidesk::casework::send::settle::{self, Word};
use foidesk::casework::send::{Choice, plan::plan, recover};
use foidesk::casework::{Desk, cancel, history};
use foidesk::letter::{LetterKind, LetterState};
use foidesk::store::NewStep;
use proptest::prelude::*;

/// Something that happens.
#[derive(Debug, Clone, Copy)]
enum Act {
    Send([LetterState; 3]),
    Again,
    Mend,
    Cancel(usize),
    CancelAll,
    Undo,
    Settle { arrived: bool },
}

fn outcome() -> impl Strategy<Value = LetterState> {
    prop::sample::select(vec![
        LetterState::Accepted,
        LetterState::Deferred,
        LetterState::Deferred,
        LetterState::Refused,
        LetterState::InDoubt,
        // The run was killed after `sending` was committed.
        LetterState::Sending,
        // It was killed before.
        LetterState::Ready,
    ])
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => prop::array::uniform3(outcome()).prop_map(Act::Send),
        3 => Just(Act::Again),
        1 => Just(Act::Mend),
        2 => (1..4usize).prop_map(Act::Cancel),
        1 => Just(Act::CancelAll),
        2 => Just(Act::Undo),
        1 => any::<bool>().prop_map(|arrived| Act::Settle { arrived }),
    ]
}

const REQUESTS: usize = 3;

fn template(n: usize) -> String {
    format!(
        "+++\ntitle = \"T\"\nsubject = \"Books\"\n[[questions]]\nid = \"1\"\ntext = \"How many ({n})?\"\n\
         +++\nDear {{{{ authority.name }}}},\n\n{{{{ questions }}}}\n"
    )
}

/// A desk of three letters.
fn world() -> (crate::desk::Desk, Desk) {
    let story = crate::desk::Desk::new();
    let entry = |n: usize| {
        format!(
            "[[authority]]\nid = \"uni-{n}\"\nname = \"University {n}\"\nkind = \"university\"\n\
             nation = \"england\"\nemail = \"foi@uni-{n}.example\"\n"
        )
    };
    let entries: String = (1..=REQUESTS).map(entry).collect();
    story.file("authorities.toml", format!("catalogue = false\n{entries}"));
    story.file("templates/books.txt", template(0));
    story.run(&["draft", "books", "--template", "books"]).done();
    let desk = Desk::open(story.path()).unwrap();
    (story, desk)
}

fn again(desk: &Desk, now: DateTime<Utc>) {
    let register = desk.register().unwrap();
    let order = Order {
        campaign: "books".to_owned(),
        title: None,
        template: None,
        chosen: register.authorities.iter().map(|one| one.id.clone()).collect(),
        on_purpose: false,
        set: None,
        given: std::collections::BTreeMap::new(),
        environmental: false,
        attach: None,
        again: true,
    };
    let plan = draft::plan(desk, &register, &order, now, &mut || [7; 8]).unwrap();
    plan.write(desk, now).unwrap();
}

/// A run of sending as far as the journal is concerned.
fn send(desk: &Desk, outcomes: [LetterState; 3], now: DateTime<Utc>) {
    recover(desk, now).unwrap();
    let letters = plan(desk, &Choice::default(), now).unwrap().letters;
    let change = desk.store.change("send", now).unwrap();
    for (letter, state) in letters.iter().zip(outcomes) {
        let steps = match state {
            LetterState::Ready => vec![],
            LetterState::Sending => vec![LetterState::Sending],
            // Refused or put off at RCPT: nothing was committed before.
            LetterState::Refused | LetterState::Deferred => vec![state],
            other => vec![LetterState::Sending, other],
        };
        let mut before = letter.state;
        for next in steps {
            assert!(before.may_become(next) || before == next, "{before} -> {next}");
            change.add_step(&NewStep::new(letter.letter, next, now)).unwrap();
            before = next;
        }
    }
    change.commit().unwrap();
}

fn settle(desk: &Desk, arrived: bool, now: DateTime<Utc>) {
    recover(desk, now).unwrap();
    let doubtful = settle::in_doubt(desk).unwrap();
    let requests: Vec<String> = doubtful.iter().map(|one| one.request.to_string()).collect();
    let word = Word { requests: &requests, arrived, reason: "I looked" };
    settle::by_her_word(desk, word, now).unwrap();
}

fn hold(desk: &Desk, now: DateTime<Utc>) {
    let outlines = desk.store.letter_outlines().unwrap();
    let planned = plan(desk, &Choice::default(), now).unwrap().letters;
    for n in 1..=REQUESTS {
        let request = format!("books/uni-{n}");
        let of = || {
            outlines.iter().filter(|one| {
                one.kind == LetterKind::Request && one.request.as_str() == request.as_str()
            })
        };
        let gone = of().filter(|one| one.state.may_have_gone()).count();
        let waiting = of().filter(|one| one.state.can_be_sent()).count();
        let leaving = planned.iter().filter(|one| one.request.as_str() == request).count();
        assert!(gone <= 1, "{request} has gone {gone} times");
        assert!(waiting <= 1, "{waiting} letters of {request} wait");
        assert!(leaving <= waiting && leaving + gone <= 1, "{request}: {leaving} beside {gone}");
        let mut ids: Vec<_> = of().map(|one| one.message_id.clone()).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), of().count(), "each letter has a Message-ID of its own");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_acts_doubles_a_letter(acts in prop::collection::vec(act(), 1..14)) {
        let (story, desk) = world();
        let mut now: DateTime<Utc> = "2026-03-02T12:00:00Z".parse().unwrap();
        for (n, act) in acts.into_iter().enumerate() {
            now += TimeDelta::hours(1);
            match act {
                Act::Send(outcomes) => send(&desk, outcomes, now),
                Act::Again => again(&desk, now),
                Act::Mend => drop(story.file("templates/books.txt", template(n + 1))),
                Act::Cancel(of) => {
                    let of = vec![format!("books/uni-{of}")];
                    let choice = cancel::Choice { of, ..cancel::Choice::default() };
                    // Refused where nothing waits.
                    let _ = cancel::cancel(&desk, &choice, now);
                }
                Act::CancelAll => {
                    let of = vec!["books".to_owned()];
                    let choice = cancel::Choice { of, ..cancel::Choice::default() };
                    let _ = cancel::cancel(&desk, &choice, now);
                }
                Act::Undo => drop(history::undo(&desk, history::Reach::Older, now)),
                Act::Settle { arrived } => settle(&desk, arrived, now),
            }
            hold(&desk, now);
        }
    }
}
