//! Guards stop, warnings are listed, and a sound letter goes.

use super::questions::{MOST_ITEMS, items};
use super::*;

fn sound() -> Facts<'static> {
    Facts {
        regime: Some(Regime::Foia),
        name: "Anna Field",
        email: "anna@field.example",
        to: "foi@x.example",
        subject: "About cats",
        body: "Dear X,\n\nunder the Freedom of\nInformation Act 2000.\n",
        verified: true,
        ..Facts::default()
    }
}

const PROVIDER: Largest = Largest { megabytes: 25, is_known: true };
const NO_LIMIT: Largest = Largest { megabytes: 0, is_known: true };

fn found(facts: &Facts<'_>) -> Vec<(Check, Severity)> {
    check(facts).into_iter().map(|finding| (finding.check, finding.severity)).collect()
}

fn question(id: &str, text: &str) -> Question {
    Question { id: id.to_owned(), text: text.to_owned() }
}

#[test]
fn a_sound_letter_goes() {
    assert_eq!(found(&sound()), []);
}

#[test]
fn guards_stop() {
    let changed = ["its address was `a` and is now `b`".to_owned()];
    for (facts, expected) in [
        (Facts { body: "{{ x }}", ..sound() }, Check::LeftoverMarks),
        (Facts { body: " \n", ..sound() }, Check::NothingAsked),
        (Facts { name: " ", ..sound() }, Check::NoName),
        (Facts { email: "", ..sound() }, Check::NoAddress),
        (Facts { to: "", ..sound() }, Check::NoAddress),
        (Facts { verified: false, ..sound() }, Check::Unverified),
        (Facts { bounced_before: true, ..sound() }, Check::BouncedBefore),
        (Facts { web_form_only: Some("https://x.example"), to: "", ..sound() }, Check::WebFormOnly),
        (Facts { regime: Some(Regime::Foisa), ..sound() }, Check::WrongLaw),
        (Facts { changed: &changed, ..sound() }, Check::Changed),
        (Facts { bytes: 20 << 20, ..sound() }, Check::TooLarge),
        (Facts { bytes: 26_000_000, largest: PROVIDER, ..sound() }, Check::TooLarge),
    ] {
        assert_eq!(found(&facts), [(expected, Severity::Guard)]);
        assert!(stops(&check(&facts)));
    }
}

#[test]
fn warnings_are_listed_and_do_not_stop() {
    let shared = ["Y College".to_owned()];
    let why = [question("1", "Please explain why this was done.")];
    let personal = [question("1", "The names of the staff who may see it.")];
    let many: Vec<Question> = (1..30).map(|n| question(&n.to_string(), "What?")).collect();
    let long = "word ".repeat(1600);
    for (facts, expected) in [
        (Facts { name: "Anna", ..sound() }, Check::NoName),
        (Facts { same_inbox: &shared, ..sound() }, Check::SharedInbox),
        (Facts { questions: &why, ..sound() }, Check::AsksWhy),
        (Facts { questions: &personal, ..sound() }, Check::PersonalData),
        (Facts { questions: &many, ..sound() }, Check::TooManyItems),
        (Facts { body: &long, ..sound() }, Check::TooLong),
        (Facts { bytes: 24_000_000, largest: PROVIDER, ..sound() }, Check::TooLarge),
        (Facts { bytes: 400_000_000, largest: NO_LIMIT, ..sound() }, Check::TooLarge),
        (
            Facts { left_out_by_default: Some("a parish council"), ..sound() },
            Check::LeftOutByDefault,
        ),
    ] {
        assert_eq!(found(&facts), [(expected, Severity::Warning)]);
    }
}

#[test]
fn the_same_within_sixty_working_days_is_told() {
    let questions = [question("1", "The policy on monitoring social media accounts of students")];
    let mut earlier = vec![Earlier {
        request: "a/b".to_owned(),
        working_days_ago: 60,
        open: false,
        questions: vec![question(
            "3",
            "Which policy governs monitoring of students on social media",
        )],
    }];
    let facts = Facts { questions: &questions, earlier: &earlier, ..sound() };
    assert_eq!(found(&facts), [(Check::AskedBefore, Severity::Warning)]);
    earlier[0].working_days_ago = 61;
    earlier[0].open = true;
    let facts = Facts { questions: &questions, earlier: &earlier, ..sound() };
    assert_eq!(found(&facts), [(Check::SeveralOpen, Severity::Warning)]);
}

#[test]
fn the_built_in_letters_pass_their_own_checks() {
    let library = crate::letter::Library::built_in();
    for name in ["social-media-monitoring", "safety-tech"] {
        let template = library.get(name).unwrap();
        let questions: Vec<Question> =
            template.question_ids.iter().map(|id| question(id, "What?")).collect();
        assert!(items(&questions) <= MOST_ITEMS, "{name}: {}", items(&questions));
    }
}
