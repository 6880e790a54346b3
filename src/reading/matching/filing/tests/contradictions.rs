//! What a reply in the thread of one request may say so that it is not filed unasked: days and
//! topics of another request, or of none.

use super::*;

/// Two requests to Marl, sent on these days of March 2025, and a reply in the thread of the first that
/// gives those days for the request.
fn reply(sent: (u32, u32), text: &str, days: &[&str]) -> Filing {
    let request = |id: &str, topic: &str, day: u32| RequestFacts {
        id: id.into(),
        authority: "marl".into(),
        authority_names: vec!["Marl District Council".into()],
        letters: vec![LetterFacts {
            message_ids: vec![format!("{id}@campaign.example")],
            to: vec!["foi@marl.example".into()],
            subject: format!("Freedom of Information request - {topic}"),
            sent_at: Some(day_of(day)),
            text: format!("Please tell me about {topic} since 2020.\n\nRobin Hale"),
            ..LetterFacts::default()
        }],
        ..RequestFacts::default()
    };
    let requests = vec![
        request("trees", "felling of street trees", sent.0),
        request("staff", "agency staff costs", sent.1),
    ];
    let index = Index::new(requests, Hers::new(["requests@campaign.example"]));
    let mut signals = answer("trees", text);
    signals.dates_quoted = days.iter().map(|day| day.parse().unwrap()).collect();
    file_all(&[signals.into()], &index).remove(0)
}

#[test]
fn the_very_day_of_another_letter_beats_the_day_after_this_one() {
    for (days, text, certain) in [
        (&["2025-03-06"][..], "We do not hold it.", false),
        (&["2025-03-05"], "We do not hold it.", true),
        (&["2025-03-05", "2025-03-06"], "We do not hold it.", true),
        (&["2025-03-06"], "Nine street trees were felled.", true),
        (&["2025-03-06"], "Agency staff cost us nothing.", false),
    ] {
        let filing = reply((5, 6), text, days);
        assert_eq!(filing.certainty == Certainty::Certain, certain, "{days:?} {text}");
        if !certain {
            assert_eq!(ids(&filing.candidates), ["staff", "trees"], "{days:?} {text}");
            assert!(filing.evidence.iter().any(|one| one.rule == Rule::AnotherDate), "{days:?}");
        }
    }
}

#[test]
fn a_day_before_the_request_is_of_some_other_one() {
    for (days, text, certain) in [
        (&["2025-02-14"][..], "We do not hold it.", false),
        (&["2025-03-04"], "We do not hold it.", true),
        // Another order of day and month, or last year's number in January, is a slip.
        (&["2025-05-03"], "We do not hold it.", true),
        (&["2024-03-05"], "We do not hold it.", true),
        (&["2025-02-14"], "Nine street trees were felled.", true),
        (&["2025-02-14", "2025-03-05"], "We do not hold it.", true),
    ] {
        let filing = reply((5, 20), text, days);
        assert_eq!(filing.certainty == Certainty::Certain, certain, "{days:?} {text}");
    }
}

#[test]
fn a_request_said_to_be_about_something_else_is_another() {
    for (text, certain) in [
        ("Dear Ms Hale,\n\nYour request for dog warden rotas: there are two wardens.", false),
        ("Your enquiry regarding the dog warden rotas, which we logged, is closed.", false),
        ("Your request for dog warden rotas, and for the felling of street trees.", true),
        ("Your request for information about tree work: nine trees.", true),
        ("Your request for an internal review is being considered.", true),
        ("Your request for information held by us is being considered.", true),
    ] {
        let filing = reply((5, 20), text, &[]);
        assert_eq!(filing.certainty == Certainty::Certain, certain, "{text}");
    }
}
