//! What was learned can be read, and holds for letters it was not learned from.

use super::*;

#[test]
fn the_weights_that_are_shipped_can_be_read() {
    let weights = Weights::parse(include_str!("weights.txt"));
    assert!(weights.is_ok(), "{:?}", weights.err());
}

#[test]
fn a_line_that_is_no_weight_is_named() {
    for (text, why) in [
        ("scale x", "line 1 of the weights cannot be read: `x` is no number"),
        ("kind released 0\nsent\t1:3", "line 2 of the weights cannot be read: there is no kind 1"),
        ("kind released 0\nsent\t3", "line 2 of the weights cannot be read: `3` has no colon"),
        ("hello", "line 1 of the weights cannot be read: neither a scale, a kind nor a word"),
    ] {
        assert_eq!(
            Weights::parse(text).map_err(|error| error.to_string()).err().as_deref(),
            Some(why)
        );
    }
}

#[test]
fn words_speak_for_a_kind_and_a_favour_can_turn_the_scale() {
    let weights =
        Weights::parse("scale 0.5\nkind released 0\nkind not_held 0\nattached\t0:4\nhold\t1:2")
            .expect("readable");
    let text = |text| Likeness::by(&weights, &Features::of(&Source { text, ..Source::default() }));
    assert_eq!(text("It is attached").likest().map(|(kind, _)| kind), Some(Kind::Released));
    assert_eq!(text("We hold none").likest_given(Kind::Released, 3.0), Some(Kind::Released));
    assert_eq!(text("We hold none").likest_given(Kind::Released, 0.1), Some(Kind::NotHeld));
    assert!(!text("").knows(Kind::Bounce));
}
