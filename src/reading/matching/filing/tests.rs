//! How sets of messages are filed, by tables and by properties that hold for any mail.

use chrono::{DateTime, Days, NaiveDate, Utc};
use proptest::prelude::*;

use super::*;
use crate::letter::LetterKind;
use crate::reading::Kind;
use crate::reading::matching::{BounceSignals, Hers, LetterFacts, NamedReference, RequestFacts};

mod contradictions;
mod decisions;
mod speakers;
mod strangers;
mod whose;

/// Two requests to Marl (trees, agency staff), one to Dunbridge (trees).
fn index() -> Index {
    let request = |id: &str, authority: &str, name: &str, topic: &str, day: u32| RequestFacts {
        id: id.into(),
        authority: authority.into(),
        authority_names: vec![name.into()],
        letters: vec![LetterFacts {
            kind: Some(LetterKind::Request),
            message_ids: vec![format!("{id}@campaign.example")],
            from: format!("requests+{id}@campaign.example"),
            reply_to: String::new(),
            to: vec![format!("foi@{authority}.example")],
            subject: format!("Freedom of Information request - {topic}"),
            tokens: vec![format!("PC/{id}")],
            sent_at: day_of(day).checked_add_days(Days::new(0)),
            text: format!("Please tell me about {topic}. 1. The total for each year."),
        }],
        ..RequestFacts::default()
    };
    Index::new(
        vec![
            request("trees", "marl", "Marl District Council", "felling of street trees", 3),
            request("staff", "marl", "Marl District Council", "agency staff costs", 12),
            request("dun", "dunbridge", "University of Dunbridge", "felling of street trees", 3),
        ],
        Hers::new(["requests@campaign.example"]),
    )
}

fn day_of(day: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2025, 3, day).unwrap().and_hms_opt(9, 30, 0).unwrap().and_utc()
}

fn from(sender: &str, subject: &str, text: &str) -> Signals {
    Signals {
        from: sender.into(),
        subject: subject.into(),
        new_text: text.into(),
        date: Some(day_of(20)),
        foi: true,
        ..Signals::default()
    }
}

fn answer(id: &str, text: &str) -> Signals {
    Signals {
        thread_ids: vec![format!("{id}@campaign.example")],
        ..from("ada@marl.example", "Final response", text)
    }
}

fn naming(mut signals: Signals, reference: &str) -> Signals {
    signals.references.push(NamedReference { value: reference.into(), fresh: true });
    signals
}

fn file(messages: Vec<Signals>) -> Vec<Filing> {
    file_all(&messages.into_iter().map(Incoming::from).collect::<Vec<_>>(), &index())
}

fn one(message: Signals) -> Filing {
    file(vec![message]).remove(0)
}

fn ids(requests: &[RequestId]) -> Vec<&str> {
    requests.iter().map(RequestId::as_str).collect()
}

#[test]
fn a_name_without_contradiction_is_certain() {
    let plain = || from("ada@marl.example", "Your request", "Thank you.");
    for (signals, rule) in [
        (answer("trees", "Thank you."), Rule::OurMessageId),
        (
            Signals { header_tags: vec![("Received".into(), "trees".into())], ..plain() },
            Rule::PlusAddress,
        ),
        (Signals { text_tags: vec!["trees".into()], ..plain() }, Rule::PlusAddress),
        (Signals { subject: "Re: yours [pc/trees]".into(), ..plain() }, Rule::Token),
        (Signals { quoted_text: "> PC/trees".into(), ..plain() }, Rule::Token),
        (
            Signals { returned_ids: vec!["trees@campaign.example".into()], ..plain() },
            Rule::OurMessageId,
        ),
    ] {
        let filing = one(signals);
        assert_eq!(
            (filing.certainty, ids(&filing.requests)),
            (Certainty::Certain, vec!["trees"]),
            "{rule}"
        );
        assert_eq!(filing.evidence[0].rule, rule);
        assert!(filing.known_sender);
    }
}

#[test]
fn sender_domain_and_subject_are_at_most_likely() {
    let filing = one(from(
        "foi@dunbridge.example",
        "Re: Freedom of Information request - felling of street trees",
        "Thank you.",
    ));
    assert_eq!((filing.certainty, ids(&filing.candidates)), (Certainty::Likely, vec!["dun"]));
    assert!(filing.requests.is_empty());
}

#[test]
fn a_reply_that_speaks_of_the_other_request_is_filed_under_neither() {
    for (text, day) in [
        ("We have logged your questions on agency staff costs.", None),
        ("Received: 12 March 2025", NaiveDate::from_ymd_opt(2025, 3, 12)),
    ] {
        let mut signals = answer("trees", text);
        signals.dates_quoted.extend(day);
        let filing = one(signals);
        assert_eq!(filing.certainty, Certainty::Likely, "{text}");
        assert_eq!(ids(&filing.candidates), ["staff", "trees"], "{text}");
    }
}

#[test]
fn a_reply_that_names_the_others_reference_is_filed_under_neither() {
    let filings = file(vec![
        naming(answer("trees", "No news."), "FOI/25/482"),
        naming(answer("staff", "We logged your questions on agency staff costs."), "FOI/25/482"),
    ]);
    assert_eq!(filings[0].certainty, Certainty::Likely);
    assert_eq!(ids(&filings[1].requests), ["staff"]);
}

#[test]
fn a_reference_learned_late_files_what_came_early() {
    let early = naming(from("case@marl.example", "Case update", "Still looking."), "FOI-25-0482");
    let filings = file(vec![early.clone(), naming(answer("staff", "Logged."), "FOI 25/482")]);
    assert_eq!(ids(&filings[0].requests), ["staff"]);
    assert_eq!(one(early).certainty, Certainty::Likely);
}

#[test]
fn the_same_number_at_two_authorities_is_two_references() {
    let mut dun = naming(answer("dun", "Logged."), "17 419 924");
    dun.from = "foi@dunbridge.example".into();
    let filings = file(vec![
        naming(answer("trees", "Logged."), "17 419 924"),
        dun,
        naming(from("foi@dunbridge.example", "Update", "Our answer"), "17419924"),
    ]);
    assert_eq!(ids(&filings[2].requests), ["dun"]);
}

#[test]
fn what_answers_two_requests_is_filed_under_both() {
    let text = "The felling of street trees figures are attached. This also answers your other request about agency staff costs.";
    let both = naming(answer("trees", text), "FOI/25/482");
    let filings = file(vec![both.clone(), naming(answer("staff", "Logged."), "FOI/25/482")]);
    assert_eq!(ids(&filings[0].requests), ["staff", "trees"]);
    let alone = one(both);
    assert_eq!((ids(&alone.requests), ids(&alone.candidates)), (vec!["trees"], vec!["staff"]));
}

#[test]
fn other_peoples_mail_has_no_candidate() {
    let newsletter =
        Signals { bulk: true, foi: false, ..from("news@marl.example", "Marl news", "Bins") };
    let other_campaign = Signals {
        thread_ids: vec!["bikes-7@campaign.example".into()],
        ..from("foi@marl.example", "RE: FOI request - cycle parking", "Logged.")
    };
    let forwarded =
        from("friend@friends.example", "Fwd: Marl District Council answer", "See what I got");
    let mut look_alike = from(
        "foi@marl-secure.example",
        "RE: Freedom of Information request - agency staff costs",
        "Sign in",
    );
    look_alike.from = "foi@dunbridge-secure.example".into();
    look_alike.from_name = "University of Dunbridge".into();
    for signals in [newsletter, other_campaign, forwarded, look_alike] {
        let subject = signals.subject.clone();
        assert_eq!(one(signals).certainty, Certainty::None, "{subject}");
    }
}

#[test]
fn a_case_system_is_likely_by_the_name_it_writes_for() {
    let mut signals = naming(
        from("noreply@casehub.example", "University of Dunbridge: case update", "Logged."),
        "DU 4821",
    );
    signals.from_name = "Information Requests".into();
    assert_eq!(ids(&one(signals).candidates), ["dun"]);
}

#[test]
fn a_bounce_is_matched_by_the_original_it_returns() {
    let bounce = |original_id: Option<&str>, subject: &str| Signals {
        date: Some(day_of(12)),
        bounce: Some(BounceSignals {
            permanent: true,
            recipients: vec!["foi@marl.example".into()],
            original_id: original_id.map(str::to_owned),
            original_subject: Some(subject.into()),
            ..BounceSignals::default()
        }),
        ..from("mailer-daemon@marl.example", "Undelivered", "")
    };
    let staff = "Freedom of Information request - agency staff costs";
    assert_eq!(ids(&one(bounce(Some("staff@campaign.example"), staff)).requests), ["staff"]);
    assert_eq!(ids(&one(bounce(None, staff)).requests), ["staff"]);
    assert_eq!(one(bounce(None, "Something else")).certainty, Certainty::Likely);
    assert_eq!(one(bounce(Some("bikes-7@campaign.example"), "Cycles")).certainty, Certainty::None);
}

#[test]
fn a_regulators_letter_is_filed_by_the_authority_and_the_reference_it_names() {
    let regulator = |text: &str, case: &str| Signals {
        kind: Some(Kind::Regulator),
        regulator_references: vec![case.into()],
        ..from("casework@commissioner.example", "Your complaint", text)
    };
    let known = naming(answer("staff", "We logged agency staff costs."), "FOI/25/482");
    let first = naming(
        regulator("Your complaint about Marl District Council is here.", "IC-1-A1B2"),
        "FOI/25/482",
    );
    let later = regulator("A case officer has your complaint.", "IC-1-A1B2");
    let another = regulator("On the University of Dunbridge", "IC-1-A1B2");
    let unnamed = regulator("Your complaint about Marl District Council", "IC-9-C3D4");
    let filings = file(vec![known, first, later, another, unnamed]);
    assert_eq!(ids(&filings[1].requests), ["staff"]);
    assert!(!filings[1].known_sender);
    assert_eq!(ids(&filings[2].requests), ["staff"]);
    assert_eq!(filings[3].certainty, Certainty::Likely);
    assert_eq!((filings[4].certainty, filings[4].candidates.len()), (Certainty::Likely, 2));
}

#[test]
fn a_friend_who_names_the_reference_is_no_authority() {
    let known = Signals {
        from: "foi@dunbridge.example".into(),
        ..naming(answer("dun", "Logged."), "DU 4821")
    };
    let friend = |sender: &str, text: &str| naming(from(sender, "your FOI", text), "DU 4821");
    let filings = file(vec![
        known,
        friend(
            "merle@friends.example",
            "Did the University of Dunbridge answer you? DU 4821, was it?",
        ),
        friend("clerk@casehub.example", "Logged as DU 4821.\n\nUniversity of Dunbridge"),
        friend("merle@gmail.com", "Logged as DU 4821.\n\nUniversity of Dunbridge"),
    ]);
    let certain: Vec<bool> =
        filings.iter().map(|filing| filing.certainty == Certainty::Certain).collect();
    assert_eq!(certain, [true, false, true, false]);
}

#[test]
fn one_word_of_the_others_heading_is_enough_to_ask() {
    let filing = one(answer("staff", "Two of the trees were felled."));
    assert_eq!(
        (filing.certainty, ids(&filing.candidates)),
        (Certainty::Likely, vec!["trees", "staff"])
    );
}

#[test]
fn a_clock_that_is_wrong_does_not_undo_our_message_id() {
    let early = Signals { date: Some(day_of(1)), ..answer("staff", "Logged.") };
    assert_eq!(ids(&one(early).requests), ["staff"]);
}

#[test]
fn her_word_files_and_teaches() {
    let filed = Incoming {
        filed_by_her: vec![RequestId::from("staff")],
        ..naming(from("clerk@elsewhere.example", "Yours", "Logged."), "ZX/8831").into()
    };
    let later = naming(
        from("clerk@elsewhere.example", "Update", "Marl District Council writes again."),
        "ZX 8831",
    );
    let filings = file_all(&[filed, later.into()], &index());
    assert_eq!(filings[0].evidence[0].rule, Rule::Decision);
    assert_eq!(ids(&filings[1].requests), ["staff"]);
}

#[test]
fn what_she_refused_is_not_offered_again() {
    let refused = Incoming {
        refused_by_her: vec![RequestId::from("dun")],
        ..from("foi@dunbridge.example", "Your FOI request", "Thank you").into()
    };
    assert_eq!(file_all(&[refused], &index())[0].certainty, Certainty::None);
}

#[test]
fn a_rehearsal_is_nothing() {
    assert_eq!(one(Signals { rehearsal: true, ..answer("trees", "x") }).certainty, Certainty::None);
}

/// Any message that these words can make.
fn any_message() -> impl Strategy<Value = Signals> {
    let sender = prop::sample::select(vec![
        "foi@marl.example",
        "ada@marl.example",
        "foi@dunbridge.example",
        "noreply@casehub.example",
        "x@friends.example",
    ]);
    let thread = prop::option::of(prop::sample::select(vec!["trees", "staff", "dun", "bikes"]));
    let reference =
        prop::option::of(prop::sample::select(vec!["FOI 4821", "FOI 4822", "FOI 9135"]));
    let text = prop::sample::select(vec![
        "Logged.",
        "the felling of street trees",
        "your agency staff costs",
        "University of Dunbridge",
        "both your requests",
    ]);
    let day = prop::option::of(3_u32..20);
    (sender, thread, reference, text, day, 1_u32..28).prop_map(
        |(sender, thread, reference, text, quoted, sent)| {
            let mut signals = from(sender, "Your request", text);
            signals.message_id = Some(format!("{sender}-{sent}"));
            signals.date = Some(day_of(sent));
            signals.thread_ids =
                thread.map(|id| format!("{id}@campaign.example")).into_iter().collect();
            signals.references = reference
                .map(|value| NamedReference { value: value.into(), fresh: true })
                .into_iter()
                .collect();
            signals.dates_quoted =
                quoted.and_then(|day| NaiveDate::from_ymd_opt(2025, 3, day)).into_iter().collect();
            signals
        },
    )
}

proptest! {
    #[test]
    fn the_order_of_messages_does_not_matter((messages, order) in prop::collection::vec(any_message(), 1..14)
        .prop_flat_map(|messages| { let order: Vec<usize> = (0..messages.len()).collect(); (Just(messages), Just(order).prop_shuffle()) }))
    {
        let filings = file(messages.clone());
        let shuffled = file(order.iter().map(|at| messages[*at].clone()).collect());
        for (place, at) in order.iter().enumerate() {
            prop_assert_eq!(&filings[*at], &shuffled[place]);
        }
    }

    #[test]
    fn a_contradicted_message_is_never_certain(messages in prop::collection::vec(any_message(), 1..14)) {
        for filing in file(messages) {
            let against = filing.evidence.iter().any(|evidence| evidence.rule.is_against() && evidence.rule != Rule::UnknownLetter);
            prop_assert!(!(filing.certainty == Certainty::Certain && against), "{filing:?}");
            prop_assert_eq!(filing.certainty == Certainty::Certain, !filing.requests.is_empty());
        }
    }

    #[test]
    fn a_certain_filing_names_what_the_message_names(messages in prop::collection::vec(any_message(), 1..14)) {
        for (filing, message) in file(messages.clone()).iter().zip(&messages) {
            for request in &filing.requests {
                let by_thread = message.thread_ids.contains(&format!("{request}@campaign.example"));
                prop_assert!(by_thread || !message.references.is_empty(), "{filing:?}");
            }
        }
    }
}
