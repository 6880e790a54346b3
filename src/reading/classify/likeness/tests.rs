//! What was learned can be read, and holds for letters it was not learned from.

use super::*;

#[test]
fn the_weights_that_are_shipped_can_be_read() {
    let weights = Weights::parse(include_str!("weights.txt")).expect("readable");
    assert_eq!(weights.check(), Ok(()));
}

#[test]
fn a_line_that_is_no_weight_is_named() {
    for (text, why) in [
        ("scale x", "line 1 of the weights cannot be read: `x` is no number"),
        ("hello", "line 1 of the weights cannot be read: neither a scale, a kind nor a word"),
    ] {
        assert_eq!(
            Weights::parse(text).map_err(|error| error.to_string()).err().as_deref(),
            Some(why)
        );
    }
}

#[test]
fn a_pair_that_is_no_weight_is_named() {
    for (pairs, why) in [
        ("1:3", "`sent`: there is no kind 1"),
        ("0:1 3", "`sent`: `3` has no colon"),
        ("0:1.5", "`sent`: `0:1.5` is not two whole numbers"),
    ] {
        let text = format!("kind released 0\nsent\t{pairs}");
        let weights = Weights::parse(&text).expect("readable");
        assert_eq!(weights.check(), Err(why.to_owned()));
    }
}

#[test]
fn a_letter_is_weighed_in_the_order_of_its_words() {
    let text = "We hold none of it, and none of it is held by us.";
    let source = Source { sentences: &[text], subject: "None held", ..Source::default() };
    let order = |source| {
        let mut order: Vec<(String, f64)> = Vec::new();
        Features::of(source).each(|name, weight| order.push((name.to_owned(), weight)));
        order
    };
    let first = order(&source);
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names[..4], ["we", "hold", "none", "of"]);
    assert!(
        ["of it", "held by", "^of it", "<none", "=none held"]
            .iter()
            .all(|name| names.contains(name))
    );
    assert!((0..20).all(|_| order(&source) == first));
}

#[test]
fn words_speak_for_a_kind_and_a_favour_can_turn_the_scale() {
    let weights =
        Weights::parse("scale 0.5\nkind released 0\nkind not_held 0\nattached\t0:4\nhold\t1:2")
            .expect("readable");
    let text = |text| {
        let source = Source { sentences: &[text], ..Source::default() };
        Likeness::by(&weights, &Features::of(&source))
    };
    assert_eq!(text("It is attached").likest().map(|(kind, _)| kind), Some(Kind::Released));
    assert_eq!(
        text("We hold none").likest_given(Kind::Released, 3.0, |_| true),
        Some(Kind::Released)
    );
    assert_eq!(
        text("We hold none").likest_given(Kind::Released, 0.1, |_| true),
        Some(Kind::NotHeld)
    );
    let released_only = |kind| kind == Kind::Released;
    assert_eq!(
        text("We hold none").likest_given(Kind::Released, 0.1, released_only),
        Some(Kind::Released)
    );
    assert!(!text("").knows(Kind::Bounce));
}

#[test]
fn what_is_shown_for_a_kind_is_a_statement_where_there_is_one() {
    let text =
        "FOI 2026/114\n\nHow many boats have you?\n\nThe information is attached.\n\n2025 3 12";
    let shown = clearest_sentence(Kind::Released, text).map(|(_, sentence)| sentence);
    assert_eq!(shown, Some("The information is attached."));
    for (kind, sentence, expected) in [
        (Kind::Released, "FOI 2026/114", false),
        (Kind::Released, "Which year do you want it for?", false),
        (Kind::Clarification, "Which year do you want it for?", true),
        (Kind::Released, "We have three boats.", true),
    ] {
        assert_eq!(states(kind, sentence), expected, "{sentence}");
    }
}

#[test]
fn nothing_rests_on_a_greeting_or_a_signature() {
    let text = "Dear Ms Hale\n\nKind regards\n\nHelen Marsh\n\nInformation Governance Officer";
    for kind in Kind::ALL {
        assert_eq!(clearest_sentence(*kind, text), None, "{kind}");
    }
    let text = "Information not held\n\nKind regards";
    let shown = clearest_sentence(Kind::NotHeld, text).map(|(_, sentence)| sentence);
    assert_eq!(shown, Some("Information not held"));
}
