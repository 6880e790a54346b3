//! Whose a number is: the same at two authorities, from senders who write for several, of somebody
//! else's request, too short to be believed alone.

use super::strangers::{lesson, of_kind};
use super::*;

/// Senders that write for anybody.
const VENDORS: [&str; 2] = ["noreply@icasework.com", "noreply@vendor.example"];

#[test]
fn a_sender_who_writes_for_many_does_not_say_whose_number_it_is() {
    for vendor in VENDORS {
        let number =
            |text: &str| of_kind(Kind::NotHeld, naming(from(vendor, "Answer", text), "FOI-4410"));
        let filings = file(vec![
            lesson("dun", "foi@dunbridge.example", "FOI-4410"),
            lesson("trees", "foi@marl.example", "FOI-4410"),
            number("We do not hold it.\n\nUniversity of Dunbridge"),
            number("We do not hold it."),
        ]);
        assert_eq!(ids(&filings[2].requests), ["dun"], "{vendor}");
        assert_eq!(filings[3].certainty, Certainty::Likely, "{vendor}");
        assert_eq!(ids(&filings[3].candidates), ["dun", "trees"], "{vendor}");
    }
}

#[test]
fn what_a_learned_sender_settles_depends_on_what_it_says_of_itself() {
    let number = |from: &str, name: &str, text: &str| Signals {
        from_name: name.into(),
        ..of_kind(Kind::NotHeld, naming(super::from(from, "Answer", text), "DU/4821"))
    };
    let [shared, own] = VENDORS;
    let person = "pat.b@nhs.net";
    for (vendor, name, text, certain) in [
        (own, "FOI", "We do not hold it.", true),
        (own, "Dunbridge University", "We do not hold it.", true),
        (own, "Quorn Vale District Council", "We do not hold it.", false),
        (own, "FOI", "We do not hold it.\n\nQuorn Vale District Council", false),
        (own, "FOI", "We do not hold it.\n\nMarl District Council", false),
        (shared, "FOI", "We do not hold it.", false),
        // An address at a host of mailboxes is one person's.
        (person, "Pat", "We do not hold it.", true),
        (person, "Pat", "We do not hold it.\n\nQuorn Vale District Council", false),
        (shared, "FOI", "We do not hold it.\n\nUniversity of Dunbridge", true),
    ] {
        let filings = file(vec![lesson("dun", vendor, "DU/4821"), number(vendor, name, text)]);
        assert_eq!(ids(&filings[0].requests), ["dun"]);
        let expected = if certain { vec!["dun"] } else { vec![] };
        assert_eq!(ids(&filings[1].requests), expected, "{vendor} {name} {text}");
    }
}

#[test]
fn the_authority_that_she_asked_is_offered_first() {
    let vendor = "pat@vendor.example";
    let first = lesson("dun", vendor, "DU/4821");
    for (text, candidates) in [
        ("Your request to Marl District Council about street trees is logged.", "trees"),
        ("Your request is logged.", "dun"),
        ("In October we have transferred your request to Marl District Council.", "dun"),
    ] {
        let later = of_kind(Kind::Acknowledgement, from(vendor, "FOI", text));
        let filings = file(vec![first.clone(), later]);
        assert_eq!(filings[1].certainty, Certainty::Likely, "{text}");
        assert_eq!(filings[1].candidates[0].as_str(), candidates, "{text}");
    }
    let unknown = "Your request about street trees to University of Dunbridge is logged.";
    let filing = one(of_kind(Kind::Acknowledgement, from("ann@serv.example", "FOI", unknown)));
    assert_eq!(ids(&filing.candidates), ["dun"]);
}

#[test]
fn a_known_number_from_nowhere_is_offered_whatever_words_stand_by_it() {
    let filings = file(vec![
        lesson("dun", "foi@dunbridge.example", "REQ-2026-701"),
        of_kind(Kind::NotHeld, naming(from("x@cases.example", "REQ", "Not held."), "REQ-2026-701")),
        of_kind(Kind::OtherCorrespondence, naming(from("x@cases.example", "", ""), "REQ-2026-701")),
    ]);
    assert_eq!(ids(&filings[1].candidates), ["dun"]);
    assert_eq!(filings[2].certainty, Certainty::None);
    assert_eq!(filings[2].evidence[0].rule, Rule::KnownReference);
}

#[test]
fn somebody_elses_number_is_not_learned() {
    let told = Signals {
        others_references: vec!["FOI-3001".into()],
        ..lesson("dun", "foi@dunbridge.example", "FOI-4002")
    };
    let parking = naming(from("jo@dunbridge.example", "FOI-3001", "Parking."), "FOI-3001");
    let own = naming(from("jo@dunbridge.example", "FOI-4002", "Trees."), "FOI-4002");
    let filings = file(vec![told, parking, own]);
    assert_eq!(filings[1].certainty, Certainty::Likely);
    assert_eq!(ids(&filings[2].requests), ["dun"]);
}

#[test]
fn a_short_number_is_known_and_contradicts() {
    for (first, other) in [("BR-1", "BR-2"), ("FOI 42", "FOI-0043"), ("EIR-007", "EIR 8")] {
        let filings = file(vec![
            naming(answer("trees", "Logged: street trees."), first),
            naming(answer("staff", "Logged: agency staff."), other),
            naming(answer("trees", "No news."), other),
            naming(from("ada@marl.example", "Update", "No news."), first),
        ]);
        assert_eq!(filings[2].certainty, Certainty::Likely, "{other}");
        assert_eq!(ids(&filings[2].candidates), ["staff", "trees"], "{other}");
        assert_eq!(ids(&filings[3].requests), ["trees"], "{first}");
    }
}

#[test]
fn a_letter_that_greets_somebody_else_is_not_offered() {
    let mut requests = vec![RequestFacts {
        id: "dun".into(),
        authority: "dunbridge".into(),
        authority_names: vec!["University of Dunbridge".into()],
        letters: vec![LetterFacts {
            message_ids: vec!["dun@campaign.example".into()],
            to: vec!["foi@dunbridge.example".into()],
            text: "How many trees?\n\nRobin Hale".into(),
            ..LetterFacts::default()
        }],
        ..RequestFacts::default()
    }];
    for name in ["Robin Hale", ""] {
        requests[0].letters[0].text =
            format!("How many trees were felled in all those years?\n\n{name}");
        let index = Index::new(requests.clone(), Hers::new(["requests@campaign.example"]));
        for (greeting, certainty) in [("Mr Dunne", Certainty::None), ("Ms Hale", Certainty::Likely)]
        {
            let text = format!("Dear {greeting},\n\nThank you for your request. Ref DU-77.");
            let mail = of_kind(Kind::Acknowledgement, from("foi@dunbridge.example", "FOI", &text));
            let filing = file_all(&[mail.into()], &index).remove(0);
            let expected = if name.is_empty() { Certainty::Likely } else { certainty };
            assert_eq!(filing.certainty, expected, "{name} {greeting}");
        }
    }
    let index = Index::new(requests, Hers::new(["r@campaign.example"]).called("Robin Hale"));
    let first = naming(answer("dun", "Logged."), "DU/4821");
    let later = |greeting: &str| {
        naming(
            from("foi@dunbridge.example", "DU/4821", &format!("Dear {greeting},\n\nNone.")),
            "DU/4821",
        )
    };
    let messages = [first, later("Ms Hale"), later("Mr Dunne")].map(Incoming::from);
    let filings = file_all(&messages, &index);
    assert_eq!(ids(&filings[1].requests), ["dun"]);
    assert!(filings[2].requests.is_empty());
}

#[test]
fn a_letter_that_lists_known_numbers_answers_all_of_them() {
    let ours = |subject: &str, text: &str| {
        let mail = naming(from("foi@marl.example", subject, text), "FOI 901");
        naming(mail, "FOI 902")
    };
    for (subject, text, filed) in [
        ("FOI 901 and FOI 902", "We apologise for the delay.", &["staff", "trees"][..]),
        ("Delay", "Our answer to FOI 901 and FOI 902 is late.", &["staff", "trees"]),
        ("Delay", "FOI 901 is late. See FOI 902.", &[]),
    ] {
        let filings = file(vec![
            lesson("trees", "foi@marl.example", "FOI 901"),
            lesson("staff", "foi@marl.example", "FOI 902"),
            ours(subject, text),
        ]);
        assert_eq!(ids(&filings[2].requests), filed, "{subject} {text}");
    }
}

#[test]
fn what_she_wrote_of_another_request_stands_against_a_number() {
    for (quoted, filed) in [(None, true), (Some("FOI 901"), true), (Some("FOI 902"), false)] {
        let mut mail =
            naming(from("foi@marl.example", "Answer", "Please see attached."), "FOI 901");
        let value = quoted.map(|value| NamedReference { value: value.into(), fresh: false });
        mail.references.extend(value);
        let filings = file(vec![
            lesson("trees", "foi@marl.example", "FOI 901"),
            lesson("staff", "foi@marl.example", "FOI 902"),
            mail,
        ]);
        assert_eq!(filings[2].requests.is_empty(), !filed, "{quoted:?}");
    }
}

#[test]
fn a_part_of_a_known_number_ranks_its_request_first() {
    for (known, given) in [("FOI 19 1413", "FOI191413"), ("CAS-123456-X7Y8Z9", "CAS-123456")] {
        for request in ["trees", "staff"] {
            let filings = file(vec![
                lesson(request, "foi@marl.example", known),
                naming(from("foi@marl.example", "Answer", "None."), given),
            ]);
            assert_eq!(ids(&filings[1].candidates)[0], request, "{known} {given}");
        }
    }
}
