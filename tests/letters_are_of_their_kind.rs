//! Letters that nobody made a rule for are of their kind, often enough to build on: `measure-1` holds
//! letters of officers with a style of their own, `measure-2`, `measure-6` and `measure-7` ordinary ones. Says nothing of single
//! rules; those have their tests beside them. `tests/letters/README.md` tells where the letters come from.

use std::path::PathBuf;

use foidesk::reading::{Kind, Reading};
use serde_json::Value;

/// One reading beside its truth.
struct Judged {
    truth: Value,
    read: Reading,
}

impl Judged {
    fn is_right(&self) -> bool {
        self.truth["kind"] == self.read.kind.word()
    }

    fn is_right_or_second(&self) -> bool {
        let seconds = self.truth["also"].as_array();
        self.is_right()
            || seconds.is_some_and(|also| also.iter().any(|kind| *kind == self.read.kind.word()))
    }
}

fn judged(name: &str) -> Vec<Judged> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    let truths = std::fs::read_to_string(folder.join(format!("{name}.jsonl"))).expect("the truths");
    let mailbox = foidesk::mailbox::open(&[folder.join(format!("{name}.mbox"))]);
    assert_eq!(truths.lines().count(), mailbox.len(), "a truth for every message");
    truths
        .lines()
        .zip(mailbox.iter())
        .map(|(truth, mail)| Judged {
            truth: serde_json::from_str(truth).expect("a truth is JSON"),
            read: foidesk::casework::read::message(&mail.bytes),
        })
        .collect()
}

/// In hundredths, rounded down.
fn share(judged: &[Judged], right: impl Fn(&Judged) -> bool) -> usize {
    judged.iter().filter(|one| right(one)).count() * 100 / judged.len()
}

#[test]
fn ordinary_letters_are_of_their_kind() {
    let judged = judged("measure-2");
    assert!(share(&judged, Judged::is_right) >= 95);
    assert!(share(&judged, Judged::is_right_or_second) >= 96);
}

#[test]
fn what_most_bodies_send_is_of_its_kind() {
    let judged = judged("measure-6");
    assert!(share(&judged, Judged::is_right) >= 92);
    assert!(share(&judged, Judged::is_right_or_second) >= 95);
}

#[test]
fn what_bodies_of_every_sort_send_is_of_its_kind() {
    let judged = judged("measure-7");
    assert!(share(&judged, Judged::is_right) >= 90);
    assert!(share(&judged, Judged::is_right_or_second) >= 92);
}

#[test]
fn letters_in_a_style_of_their_own_are_mostly_of_their_kind() {
    let judged = judged("measure-1");
    assert!(share(&judged, Judged::is_right) >= 92);
    assert!(share(&judged, Judged::is_right_or_second) >= 95);
}

#[test]
fn no_letter_about_a_request_is_called_unrelated() {
    for one in ["measure-1", "measure-2", "measure-6", "measure-7"].into_iter().flat_map(judged) {
        let related = one.truth["kind"] != Kind::Unrelated.word();
        assert!(!(related && one.read.kind == Kind::Unrelated), "{}", one.read.subject);
    }
}

#[test]
fn every_opinion_rests_on_words_of_the_letter() {
    let quotes = |one: Judged| {
        let said = one.read.kind_evidence.into_iter();
        said.filter(|evidence| evidence.rule == "words.like")
            .map(move |evidence| {
                (evidence.quote, format!("{} {}", one.read.new_text, one.read.subject))
            })
            .collect::<Vec<_>>()
    };
    let mut met = 0;
    for (quote, text) in judged("measure-2").into_iter().flat_map(quotes) {
        met += 1;
        assert!(!quote.is_empty() && text.contains(&quote), "{quote:?} stands nowhere");
    }
    assert!(met > 0, "the words decide now and then");
}
