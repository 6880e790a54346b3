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
fn a_number_that_two_threads_were_given_files_nothing_alone() {
    let given = |request: &str, day: u32, number: &str| {
        on(day, naming(answer(request, "Logged."), number)).into()
    };
    let alone =
        || on(28, naming(from("foi@marl.example", "A-201", "We hold none."), "A-201")).into();
    // A second number of its own takes the first from nobody.
    let mail = [
        given("trees", 13, "A-201"),
        given("trees", 20, "A-202"),
        given("staff", 15, "A-201"),
        alone(),
    ];
    assert_eq!(places(&mail), ["trees", "trees", "", ""]);
    // Nor does it matter how often each was given it.
    let mail = [
        given("staff", 13, "A-201"),
        given("trees", 20, "A-201"),
        given("trees", 21, "A-201"),
        alone(),
    ];
    assert_eq!(places(&mail), ["staff", "", "", ""]);
    // Nor that one of them says what it is about.
    let about = on(20, naming(answer("trees", "Nine street trees were felled."), "A-201")).into();
    let mail = [given("staff", 13, "A-201"), about, alone()];
    assert_eq!(places(&mail), ["staff", "trees", ""]);
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

/// Files again and again, as checks do: what was filed of itself was so before the next.
fn checked_again(mut mail: Vec<Incoming>) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for _ in 0..4 {
        let filings = file_all(&mail, &index());
        for (message, filing) in mail.iter_mut().zip(&filings) {
            message.filed_before = filing.requests.clone();
        }
        all.push(filings.iter().map(|filing| ids(&filing.requests).join(" and ")).collect());
    }
    all
}

#[test]
fn a_check_after_a_decision_settles() {
    let receipt = || on(13, naming(answer("staff", "Logged."), "A-303")).into();
    let elsewhere = naming(answer("trees", "The agency staff costs are 4."), "A-302");
    let decided = || filed_by_her("staff", on(16, elsewhere.clone()));
    let later = || on(24, naming(answer("staff", "Still looking."), "A-302")).into();
    let all = checked_again(vec![receipt(), decided(), later()]);
    assert_eq!(all[0], ["staff", "staff", "staff"]);
    assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
}

#[test]
fn a_wrong_decision_makes_no_number_anothers() {
    let receipt = |of: &str, day: u32, number: &str| on(day, naming(answer(of, "Logged."), number));
    let hers = || filed_by_her("staff", receipt("trees", 13, "A-101"));
    let staff = || Incoming {
        filed_before: vec![RequestId::from("staff")],
        ..receipt("staff", 14, "A-102").into()
    };
    let wrong_thread =
        || on(24, naming(answer("trees", "Our answer to A-102: 41."), "A-102")).into();
    let all = checked_again(vec![hers(), staff(), wrong_thread()]);
    assert_eq!(all[0], ["staff", "staff", ""]);
    assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
}
