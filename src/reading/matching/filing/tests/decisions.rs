//! What teaches, and what does not: a decision about one message says nothing against others that name
//! their request themselves, and a message that is contradicted takes no number from anybody.

use super::strangers::lesson;
use super::*;

fn on(day: u32, signals: Signals) -> Signals {
    Signals { date: Some(day_of(day)), ..signals }
}

fn filed_by_her(request: &str, signals: Signals) -> Incoming {
    Incoming { filed_by_her: vec![RequestId::from(request)], ..signals.into() }
}

/// The request that each message is filed under, or "".
fn places(messages: &[Incoming]) -> Vec<String> {
    file_all(messages, &index()).iter().map(|filing| ids(&filing.requests).join(" and ")).collect()
}

#[test]
fn a_decision_takes_no_number_from_the_request_that_has_it() {
    let receipts = || {
        [
            on(13, lesson("trees", "ada@marl.example", "A-711")).into(),
            on(14, lesson("staff", "ada@marl.example", "A-822")).into(),
        ]
    };
    let slip = "We felled 300 street trees.";
    let slip = on(20, naming(from("foi@marl.example", "A-822 response", slip), "A-822"));
    let later = naming(from("foi@marl.example", "A-822", "We hold none."), "A-822");
    let later = Incoming::from(on(22, later));
    let [trees, staff] = receipts();
    let before = [trees, staff, slip.clone().into(), later.clone()];
    assert_eq!(places(&before), ["trees", "staff", "", "staff"]);
    let [trees, staff] = receipts();
    let after = [trees, staff, filed_by_her("trees", slip), later];
    assert_eq!(places(&after), ["trees", "staff", "trees", "staff"]);
}

#[test]
fn a_decision_teaches_what_nobody_else_has() {
    let decided = || on(14, naming(from("foi@marl.example", "Your FOI", "Logged."), "A-900"));
    let later = || on(22, lesson("trees", "ada@marl.example", "A-900"));
    let mail = [filed_by_her("staff", decided()), later().into()];
    assert_eq!(places(&mail), ["staff", ""], "a reply in the wrong thread");
    // What was filed by what it carries itself stays where it is.
    let filed = Incoming { filed_before: vec![RequestId::from("trees")], ..later().into() };
    assert_eq!(places(&[filed_by_her("staff", decided()), filed]), ["staff", "trees"]);
}

#[test]
fn a_sender_that_she_taught_takes_no_mail_from_another_request() {
    let mut requests = vec![];
    for (id, authority, address) in
        [("trees", "marl", "clerk@casework.example"), ("dun", "dunbridge", "foi@dunbridge.example")]
    {
        requests.push(RequestFacts {
            id: id.into(),
            authority: authority.into(),
            addresses: vec![address.into()],
            letters: vec![LetterFacts {
                message_ids: vec![format!("{id}@campaign.example")],
                ..LetterFacts::default()
            }],
            ..RequestFacts::default()
        });
    }
    let index = Index::new(requests, Hers::new(["requests@campaign.example"]));
    let reply = Signals { from: "clerk@casework.example".into(), ..answer("dun", "Logged.") };
    let filed = Incoming { filed_before: vec![RequestId::from("dun")], ..reply.clone().into() };
    let certain = |mail: Incoming| file_all(&[mail], &index)[0].certainty;
    assert_eq!(certain(reply.into()), Certainty::Likely);
    assert_eq!(certain(filed), Certainty::Certain);
}

#[test]
fn a_contradicted_message_takes_no_number_from_certain_ones() {
    let trees = || on(13, lesson("trees", "ada@marl.example", "A-711")).into();
    let staff = || on(13, lesson("staff", "ada@marl.example", "A-822")).into();
    let good =
        || on(16, naming(from("foi@marl.example", "A-822", "We hold none."), "A-822")).into();
    let slip = || on(18, naming(answer("trees", "Please find our response."), "A-822")).into();
    assert_eq!(places(&[trees(), staff(), good()]), ["trees", "staff", "staff"]);
    assert_eq!(places(&[trees(), staff(), good(), slip()]), ["trees", "staff", "staff", ""]);
    assert_eq!(places(&[slip(), good(), staff(), trees()]), ["", "staff", "staff", "trees"]);
}

#[test]
fn the_first_number_of_a_thread_stays_its_own() {
    let first = || on(13, naming(answer("trees", "Logged."), "A-7110"));
    for second in ["A-8220", "A-7111", "A-8110"] {
        let second = || on(14, naming(answer("trees", "We hold none."), second));
        assert_eq!(places(&[first().into(), second().into()]), ["trees", ""]);
        assert_eq!(places(&[second().into(), first().into()]), ["", "trees"]);
    }
}

#[test]
fn a_message_about_two_gives_each_its_own_number() {
    let shares = |text: &str, references: &[&str]| {
        let mail = references
            .iter()
            .fold(from("foi@marl.example", "Your requests", text), |m, r| naming(m, r));
        let requests = [RequestId::from("trees"), RequestId::from("staff")];
        let shares = index().shares(&mail, &requests);
        shares.iter().map(|(value, of)| format!("{value} {}", of.as_str())).collect::<Vec<_>>()
    };
    let both = "Your requests about agency staff costs and street trees are FOI 11 and FOI 12.";
    for (text, references, expected) in [
        (both, &["FOI 11", "FOI 12"][..], vec!["FOI 11 staff", "FOI 12 trees"]),
        (both, &["FOI 11"], vec![]),
        (
            "Agency staff costs: FOI 11\n\nStreet trees: FOI 12",
            &["FOI 11", "FOI 12"],
            vec!["FOI 11 staff", "FOI 12 trees"],
        ),
        ("The answers are FOI 11 and FOI 12.", &["FOI 11", "FOI 12"], vec![]),
    ] {
        assert_eq!(shares(text, references), expected, "{text}");
    }
}
