//! Items as letters set them out.

use super::*;

#[test]
fn some_answered_and_some_refused_are_mixed() {
    for (letter, mixed) in [
        (&[("1. twelve boats", Signal::Answer), ("2. exempt", Signal::Exempt)][..], true),
        (&[("spend: £40", Signal::Answer), ("firms: not held", Signal::NotHeld)], true),
        (&[("q1 is not held", Signal::NotHeld), ("q2 see table 2", Signal::Give)], true),
        (&[("1. twelve boats", Signal::Answer), ("2. nine", Signal::Answer)], false),
        (
            &[
                ("1. how many?", Signal::Chat),
                ("twelve.", Signal::Chat),
                ("2. exempt", Signal::Exempt),
            ],
            true,
        ),
        (
            &[
                ("1. how many?", Signal::Chat),
                ("we thank you.", Signal::Chat),
                ("2. exempt", Signal::Exempt),
            ],
            false,
        ),
        (&[("1. exempt", Signal::Exempt), ("which would take £40", Signal::Answer)], false),
        (
            &[
                ("dear una: hello", Signal::Chat),
                ("we hold it", Signal::Give),
                ("1. exempt", Signal::Exempt),
            ],
            false,
        ),
        (&[("we hold it", Signal::Give), ("it is exempt", Signal::Exempt)], false),
        (&[("fourteen.", Signal::Chat), ("we do not hold this.", Signal::NotHeld)], true),
        (&[("14 quay street", Signal::Chat), ("we do not hold this.", Signal::NotHeld)], false),
    ] {
        let mut items = Items::default();
        for (sentence, says) in letter {
            items.sentence(sentence, &[*says], Place::default());
        }
        items.close();
        assert_eq!(items.are_mixed(), mixed, "{letter:?}");
    }
}

/// What the lines of a letter come to; rules say nothing of them.
fn sum(lines: &[&str]) -> Option<Sum> {
    let mut items = Items::default();
    for line in lines {
        items.sentence(line, &[], Place { alone: true, opens: false });
    }
    items.close();
    items.sum(true)
}

#[test]
fn items_are_classed_one_by_one_and_summed() {
    for (lines, expected) in [
        (&["1. yes", "2. not held", "3. attached"][..], Some(Sum::Part)),
        (&["1. not held", "2. as above", "3. n/a"], Some(Sum::Whole(Class::NotHeld))),
        (&["1. no", "2. not held", "3. n/a"], Some(Sum::Whole(Class::NotHeld))),
        (&["1. exempt", "2. see 1"], Some(Sum::Whole(Class::Exempt))),
        (&["q1 how many?", "s31(1)(a)", "q2 where?", "s31(1)(a)"], Some(Sum::Whole(Class::Exempt))),
        (&["how many buoys?", "12", "what did they cost?", "withheld"], Some(Sum::Part)),
        (&["1. twelve", "2. to follow"], Some(Sum::Interim)),
        (&["1. £40", "2. fewer than five"], Some(Sum::Part)),
        (&["1. exceeds the cost limit", "2. cost limit"], Some(Sum::Whole(Class::Cost))),
        (&["1. yes", "2. £40"], Some(Sum::Whole(Class::Answered))),
        (&["a1. not held", "a2. not held"], Some(Sum::Whole(Class::NotHeld))),
        (&["| not held", "| exempt"], Some(Sum::Whole(Class::Exempt))),
        (&["how many? | 14", "the cost | not held"], Some(Sum::Part)),
        (&["1. please state the cost since 2020.", "2. if so, the 3 names."], None),
        (
            &["1. how many?", "2. please give the 3 names.", "1. not held", "2. not held"],
            Some(Sum::Whole(Class::NotHeld)),
        ),
        (
            &["where do they lie? not held", "total cost - not held"],
            Some(Sum::Whole(Class::NotHeld)),
        ),
        (&["yes", "not held"], Some(Sum::Part)),
        (&["not held"], None),
        (&["1. exempt"], None),
        (&["how many?", "not held"], Some(Sum::Whole(Class::NotHeld))),
    ] {
        assert_eq!(sum(lines), expected, "{lines:?}");
    }
}
