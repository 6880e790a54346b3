//! As whom a message speaks: bodies that share a domain or a mailbox, bodies below another's domain, and
//! numbers of other logs.

use super::strangers::lesson;
use super::*;

/// One request to each of these authorities: id, name, address.
const BODIES: [(&str, &str, &str); 7] = [
    ("police", "Hartshire Police", "foi@hartshire.police.example"),
    ("pcc", "Hartshire Police and Crime Commissioner", "opcc.foi@hartshire.police.example"),
    ("alder", "Alder College", "bursar@alder.exbridge.ac.uk"),
    ("exbridge", "University of Exbridge", "foi@exbridge.ac.uk"),
    ("north", "Northvale District Council", "foi@twovales.example"),
    ("south", "Southvale District Council", "foi@twovales.example"),
    ("kelham", "Kelham Borough Council", "foi@kelham.example"),
];

fn file_with(messages: Vec<Signals>) -> Vec<Filing> {
    let request = |(id, name, address): (&str, &str, &str)| RequestFacts {
        id: id.into(),
        authority: id.into(),
        authority_names: vec![name.into()],
        addresses: vec![address.into()],
        letters: vec![LetterFacts {
            message_ids: vec![format!("{id}@campaign.example")],
            to: vec![address.into()],
            subject: "Freedom of Information request - rescue".into(),
            sent_at: Some(day_of(3)),
            text: "How many vans and boats were hired for rescue?\n\nRobin Hale".into(),
            ..LetterFacts::default()
        }],
        ..RequestFacts::default()
    };
    let index = Index::new(BODIES.map(request).into(), Hers::new(["requests@campaign.example"]));
    file_all(&messages.into_iter().map(Incoming::from).collect::<Vec<_>>(), &index)
}

/// Where the last of these is filed.
fn last(messages: Vec<Signals>) -> Vec<String> {
    let filings = file_with(messages);
    let last = filings.last().unwrap();
    ids(&last.requests).into_iter().map(str::to_owned).collect()
}

fn in_thread(id: &str, sender: &str, text: &str) -> Signals {
    Signals { from: sender.into(), ..answer(id, text) }
}

#[test]
fn the_address_of_one_authority_is_no_other_ones() {
    for (first, sender, text, filed) in [
        ("police", "opcc.foi@hartshire.police.example", "We hold none.", false),
        ("police", "clerk@hartshire.police.example", "We hold none.", false),
        ("police", "clerk@hartshire.police.example", "Hartshire Police holds none.", true),
        ("police", "foi@hartshire.police.example", "We hold none.", true),
        ("alder", "foi@birch.exbridge.ac.uk", "We hold none.", false),
        ("alder", "foi@exbridge.ac.uk", "We hold none.", false),
        ("alder", "foi@alder.exbridge.ac.uk", "We hold none.", true),
        ("exbridge", "records@foi.exbridge.ac.uk", "We hold none.", true),
        ("north", "foi@twovales.example", "Southvale District Council holds none.", false),
        ("north", "foi@twovales.example", "We hold none.\n\nSouthvale District Council", false),
        ("north", "foi@twovales.example", "We hold none.\n\nNorthvale District Council", true),
        ("kelham", "foi@fire.kelham.example", "Kelham Fire Authority holds none.", false),
        ("kelham", "foi@legal.kelham.example", "Kelham Borough Council holds none.", true),
        ("kelham", "foi@legal.kelham.example", "We hold none.", true),
        ("kelham", "foi@legal.kelham.example", "Legal Services Kelham Borough Council", true),
    ] {
        let address = BODIES.iter().find(|(id, _, _)| *id == first).unwrap().2;
        let number = naming(from(sender, "Answer", text), "FOI 118/26");
        let filed_under = last(vec![lesson(first, address, "FOI 118/26"), number]);
        let expected: &[&str] = if filed { &[first] } else { &[] };
        assert_eq!(filed_under, expected, "{sender} {text}");
    }
}

#[test]
fn what_speaks_as_another_body_is_not_filed_in_the_thread() {
    for (thread, sender, text, filed) in [
        ("police", "opcc.foi@hartshire.police.example", "We hold none.", false),
        ("police", "clerk@hartshire.police.example", "We hold none.", true),
        ("north", "foi@twovales.example", "Your request to Southvale District Council.", false),
        ("north", "foi@twovales.example", "We hold none.", true),
        (
            "north",
            "foi@twovales.example",
            "We have passed it to Southvale District Council.\n\nNorthvale District Council",
            true,
        ),
        ("kelham", "foi@kelham.example", "Southvale District Council holds none.", false),
        (
            "kelham",
            "foi@kelham.example",
            "We hold none; Southvale District Council holds some.",
            true,
        ),
        ("kelham", "foi@fire.kelham.example", "Kelham Fire Authority holds none.", true),
        ("kelham", "jo@cases.example", "We hold none.\n\nSouthvale District Council", false),
    ] {
        let expected: &[&str] = if filed { &[thread] } else { &[] };
        assert_eq!(last(vec![in_thread(thread, sender, text)]), expected, "{sender} {text}");
    }
    for (name, subject, filed) in [
        ("Southvale District Council", "Answer", false),
        ("FOI", "Southvale District Council: case update", false),
        ("Southvale District Council, Kelham Borough Council", "Southvale District Council", true),
        ("FOI", "Case update", true),
    ] {
        let mail = Signals {
            from_name: name.into(),
            subject: subject.into(),
            ..in_thread("kelham", "noreply@cases.example", "We hold none.")
        };
        assert_eq!(last(vec![mail]).is_empty(), !filed, "{name} {subject}");
    }
}

#[test]
fn one_number_may_be_two_authorities() {
    let acknowledge = |id: &str, sender: &str| lesson(id, sender, "FOI 118/26");
    let filings = file_with(vec![
        acknowledge("police", "foi@hartshire.police.example"),
        acknowledge("pcc", "opcc.foi@hartshire.police.example"),
        acknowledge("north", "foi@twovales.example"),
        acknowledge("south", "foi@twovales.example"),
    ]);
    for (filing, expected) in filings.iter().zip(["police", "pcc", "north", "south"]) {
        assert_eq!(ids(&filing.requests), [expected]);
    }
}

#[test]
fn the_number_of_another_log_names_nothing() {
    for (known, number, text, filed) in [
        ("FOI 1234", "EIR 1234", "We hold none.", false),
        ("FOI 1234", "FOIA/1234", "We hold none.", true),
        ("FOI 1234", "1234", "We hold none.", true),
        ("FOI 1234", "1234", "Your complaint about bins, ref 1234, is closed.", false),
        ("FOI 1234", "1234", "Your request, ref 1234, is closed.", true),
        ("1234", "EIR 1234", "We hold none.", true),
    ] {
        let address = "foi@kelham.example";
        let mail = naming(from(address, "Answer", text), number);
        let filed_under = last(vec![lesson("kelham", address, known), mail]);
        assert_eq!(filed_under.is_empty(), !filed, "{known} {number} {text}");
    }
}

#[test]
fn another_persons_letter_is_not_filed_by_a_number_nor_in_a_thread() {
    let mail = |subject: &str, text: &str| Signals {
        subject: subject.into(),
        ..in_thread("kelham", "foi@kelham.example", text)
    };
    for (subject, text, filed) in [
        ("FOI 901", "Dear Ms Patel\n\nWe hold none.", false),
        ("FOI 901 (Tom Brown)", "Dear Tom\n\nWe hold none.", false),
        ("FOI 901", "Dear Tom\n\nWe hold none.", true),
        ("FOI 901", "Dear Ms Hale\n\nWe hold none.", true),
        ("RE: rescue", "Thank you for your request about potholes. There are 214.", false),
        ("RE: rescue", "You asked how many potholes were mended in 2025. 214.", false),
        ("RE: rescue", "We refuse your request on cost grounds.", true),
    ] {
        assert_eq!(last(vec![mail(subject, text)]).is_empty(), !filed, "{subject} {text}");
    }
}

#[test]
fn mail_to_her_that_names_an_authority_and_the_subject_is_offered() {
    let greeting = "Dear Robin\n\n";
    for (sender, subject, text, candidate) in [
        (
            "foi@cases.example",
            "Rescue vans",
            "Kelham Borough Council holds 412 vans for rescue.",
            true,
        ),
        ("foi@cases.example", "Kelham Borough Council: rescue vans", "Attached.", true),
        ("foi@cases.example", "Lunch", "Kelham Borough Council holds a lunch.", false),
        ("jo@kelham.example", "Rescue vans", "412.", true),
        ("jo@kelham.example", "Rescue of the theatre", "Come and see.", false),
        ("jo@shop.example", "Rescue vans", "Buy one.", false),
    ] {
        let text = format!("{greeting}{text}");
        let mail =
            Signals { kind: Some(Kind::Unrelated), foi: false, ..from(sender, subject, &text) };
        let filing = file_with(vec![mail]).remove(0);
        let expected: &[&str] = if candidate { &["kelham"] } else { &[] };
        assert_eq!(ids(&filing.candidates), expected, "{sender} {subject} {text}");
    }
}

#[test]
fn a_bounce_of_what_she_wrote_later_is_filed_with_its_request() {
    let returned = |answers: &[&str]| Signals {
        bounce: Some(BounceSignals {
            recipients: vec!["jo@kelham.example".into()],
            permanent: true,
            original_id: Some("o9@campaign.example".into()),
            answers: answers.iter().map(|id| (*id).to_owned()).collect(),
            ..BounceSignals::default()
        }),
        ..from("mailer-daemon@mx.campaign.example", "Undelivered", "550 5.1.1")
    };
    let answer = returned(&["kelham@campaign.example"]);
    assert_eq!(last(vec![answer]), ["kelham"]);
    assert!(last(vec![returned(&[])]).is_empty());
}

#[test]
fn who_attaches_her_letter_need_not_be_the_authority() {
    for (sender, certainty) in
        [("tom@brown.example", Certainty::Likely), ("foi@kelham.example", Certainty::Certain)]
    {
        let mail = Signals {
            returned_ids: vec!["kelham@campaign.example".into()],
            ..from(sender, "FYI", "Is this yours?")
        };
        let filing = file_with(vec![mail]).remove(0);
        assert_eq!(filing.certainty, certainty, "{sender}");
    }
}

#[test]
fn an_outsider_who_speaks_of_her_request_answers_nothing() {
    let number = |text: &str| Signals {
        kind: Some(Kind::OtherCorrespondence),
        ..naming(from("tom@brown.example", "Kelham Borough Council FOI 901", text), "FOI 901")
    };
    for (text, filed) in [
        ("I saw that Kelham Borough Council answered your FOI 901. Well done!", false),
        ("We hold none.\n\nKelham Borough Council", true),
    ] {
        let first = lesson("kelham", "foi@kelham.example", "FOI 901");
        assert_eq!(last(vec![first, number(text)]).is_empty(), !filed, "{text}");
    }
}

#[test]
fn a_name_in_a_strangers_letter_is_not_that_of_a_longer_name_nor_of_a_domain_like_it() {
    for (sender, text, filed) in [
        ("noreply@icasework.com", "We hold none.\n\nKelham Borough Council", true),
        ("noreply@cases.example", "We hold none.\n\nKelham Borough Council", true),
        ("noreply@icasework.com", "We hold none.\n\nNorth Kelham Borough Council", false),
        ("foi@northkelham.gov.uk", "We hold none.\n\nNorth Kelham Borough Council", false),
        ("foi@kelham.org.uk", "We hold none.\n\nKelham Borough Council", false),
        ("foi@ke1ham.example", "We hold none.\n\nKelham Borough Council", false),
        ("foi@kelham.example.test", "We hold none.\n\nKelham Borough Council", false),
    ] {
        let first = lesson("kelham", "foi@kelham.example", "FOI 901");
        let mail = naming(from(sender, "Answer", text), "FOI 901");
        assert_eq!(last(vec![first, mail]).is_empty(), !filed, "{sender} {text}");
    }
}
