//! Senders the desk does not know, numbers the reader of references passes over, ids that servers
//! gave: what they name, and what they cannot.

use chrono::Timelike as _;

use super::*;
use crate::reading::matching::Quoted;

/// A letter that makes a reference and its sender known.
pub(super) fn lesson(id: &str, sender: &str, reference: &str) -> Signals {
    naming(Signals { from: sender.into(), ..answer(id, "Logged.") }, reference)
}

pub(super) fn of_kind(kind: Kind, signals: Signals) -> Signals {
    Signals { kind: Some(kind), ..signals }
}

#[test]
fn an_imitation_files_nothing_whatever_it_knows() {
    for sender in [
        "foi@dunbridge-secure.example",
        "foi@dunbrigde.example",
        "foi@dunbr1dge.example",
        "foi@xn--dunbridg-d1a.example",
    ] {
        let filing = one(Signals { from: sender.into(), ..answer("dun", "Sign in here.") });
        assert_eq!((filing.certainty, ids(&filing.candidates)), (Certainty::Likely, vec!["dun"]));
        assert!(filing.evidence.iter().any(|one| one.rule == Rule::LookAlike), "{sender}");
    }
}

#[test]
fn an_imitation_of_a_name_at_a_shared_domain_files_nothing() {
    let request = RequestFacts {
        id: "tarn".into(),
        authority: "tarn".into(),
        authority_names: vec!["Tarnby Heath Hospital Trust".into()],
        addresses: vec!["tarnbyheath.foi@nhs.net".into()],
        letters: vec![LetterFacts {
            message_ids: vec!["tarn@campaign.example".into()],
            tokens: vec!["PC/0073".into()],
            ..LetterFacts::default()
        }],
        ..RequestFacts::default()
    };
    let index = Index::new(vec![request], Hers::new(["requests@campaign.example"]));
    for (sender, certainty) in [
        ("foi@tarnby-heath-online.example", Certainty::Likely),
        ("foi@tarnbyheathhospitaltrust-gov.example", Certainty::Likely),
        ("foi@tarnbyheathhospitaltrust.example", Certainty::Certain),
    ] {
        let message = Incoming::from(from(sender, "RE: bins [PC/0073]", "Open this."));
        assert_eq!(file_all(&[message], &index)[0].certainty, certainty, "{sender}");
    }
}

#[test]
fn what_a_sender_is_certain_to_write_for_orders_its_other_mail() {
    let first = Signals { from: "ann@hub.example".into(), ..answer("trees", "Logged.") };
    let text = "Your request about the agency staff costs is refused.";
    let second = of_kind(Kind::RefusalExemption, from("ann@hub.example", "Final response", text));
    let filings = file(vec![first, second]);
    assert_eq!(filings[1].candidates.first().map(RequestId::as_str), Some("staff"));
}

#[test]
fn a_slip_of_one_request_takes_no_number_from_another() {
    let staff = "We logged your questions on agency staff costs.";
    let filings = file(vec![
        lesson("trees", "ada@marl.example", "A-711"),
        lesson("staff", "ada@marl.example", "A-822"),
        naming(answer("staff", staff), "A-711"),
    ]);
    assert_eq!(ids(&filings[0].requests), ["trees"]);
    assert_eq!(ids(&filings[1].requests), ["staff"]);
    assert_eq!(filings[2].certainty, Certainty::Likely, "it names the other's number");
}

#[test]
fn a_number_in_the_subject_is_no_topic() {
    let text = "About your request for the street trees: which streets?";
    let mail = from("ada@marl.example", "Information request [INF-25-484]", text);
    let filing = one(of_kind(Kind::Clarification, naming(mail, "INF-25-484")));
    assert_eq!(filing.candidates.first().map(RequestId::as_str), Some("trees"));
}

#[test]
fn a_private_mailbox_with_the_authoritys_name_and_reference_files_nothing() {
    for (sender, certainty) in
        [("dunbridge.foi@gmail.com", Certainty::Likely), ("case@hub.example", Certainty::Certain)]
    {
        let mut stranger =
            naming(from(sender, "Your request", "Your FOI request is refused."), "DU/4821");
        stranger.from_name = "University of Dunbridge".into();
        let filings = file(vec![lesson("dun", "foi@dunbridge.example", "DU/4821"), stranger]);
        assert_eq!(filings[1].certainty, certainty, "{sender}");
    }
}

#[test]
fn a_known_number_names_wherever_it_stands() {
    let ack = || lesson("dun", "foi@dunbridge.example", "101005551732");
    let regulator = of_kind(
        Kind::Regulator,
        from(
            "casework@regulator.example",
            "Your complaint",
            "You complained about the University of Dunbridge (their reference 101005551732).",
        ),
    );
    assert_eq!(ids(&file(vec![ack(), regulator])[1].requests), ["dun"]);
    let mut named = from("case@dunbridge.example", "Answer", "See the letter.");
    named.attachment_names.push("Response_101005551732.docx".into());
    assert_eq!(ids(&file(vec![ack(), named])[1].requests), ["dun"]);
}

#[test]
fn a_siblings_number_in_an_attachments_name_contradicts() {
    let mut wrong_thread = answer("trees", "See the letter.");
    wrong_thread.attachment_names.push("Response DISC-3510-25.docx".into());
    let filings = file(vec![lesson("staff", "ada@marl.example", "DISC/3510/25"), wrong_thread]);
    assert_eq!(filings[1].certainty, Certainty::Likely);
}

#[test]
fn a_servers_id_names_one_of_several_where_the_rest_tells_them_apart() {
    let id = "K2OT@gbrp265.prod.outlook.com";
    let mut first = answer("trees", "Logged.");
    first.thread_ids.push(id.into());
    let later = |subject: &str, text: &str| Signals {
        thread_ids: vec![id.into()],
        ..from("ada@marl.example", subject, text)
    };
    for (subject, text, certainty) in [
        ("Information", "A colleague will write.", Certainty::Likely),
        (
            "RE: Freedom of Information request - felling of street trees",
            "A colleague will write.",
            Certainty::Certain,
        ),
        ("Information", "The street trees were felled in May.", Certainty::Certain),
        ("Information", "The agency staff costs are attached.", Certainty::Likely),
    ] {
        let filings = file(vec![first.clone(), later(subject, text)]);
        assert_eq!(filings[1].certainty, certainty, "{subject}: {text}");
    }
}

#[test]
fn an_answer_to_two_says_so_in_many_ways() {
    for (subject, text) in [
        (
            "Response",
            "Your requests A-711 and A-822 have been combined. Felled street trees: 3. Agency staff costs: 9.",
        ),
        ("Response", "This letter answers both. Felled street trees: 3. Agency staff costs: 9."),
        ("Your requests A-711 and A-822", "Felled street trees: 3. Agency staff costs: 9."),
    ] {
        let both = naming(naming(from("ada@marl.example", subject, text), "A-711"), "A-822");
        let filings = file(vec![
            lesson("trees", "ada@marl.example", "A-711"),
            lesson("staff", "ada@marl.example", "A-822"),
            both,
        ]);
        assert_eq!(ids(&filings[2].requests), ["staff", "trees"], "{subject}: {text}");
    }
}

#[test]
fn a_reference_from_nowhere_is_offered_and_never_filed() {
    let ack = lesson("dun", "foi@dunbridge.example", "DU/4821");
    let nowhere = || {
        naming(from("info.gov@nhs.net", "Your request", "Your FOI request is refused."), "DU/4821")
    };
    for (kind, candidates) in
        [(Kind::RefusalExemption, vec!["dun"]), (Kind::OtherCorrespondence, vec![])]
    {
        let filings = file(vec![ack.clone(), of_kind(kind, nowhere())]);
        assert_eq!(ids(&filings[1].candidates), candidates, "{kind}");
        assert!(filings[1].requests.is_empty(), "{kind}");
    }
}

#[test]
fn news_of_an_authority_is_no_letter_in_a_case() {
    for (sender, text, candidates) in [
        ("news@dunbridge.example", "We answer Freedom of Information requests online.", vec![]),
        ("news@dunbridge.example", "How did we handle your information request?", vec!["dun"]),
        ("desk@gazette.example", "The University of Dunbridge published its FOI log.", vec![]),
    ] {
        let mail = from(sender, "University of Dunbridge", text);
        let filing = one(of_kind(Kind::Unrelated, mail));
        assert_eq!(ids(&filing.candidates), candidates, "{sender}: {text}");
    }
}

#[test]
fn the_id_that_a_server_gave_a_letter_is_learned_from_a_reply_that_quotes_it() {
    let quoted = |minute: u32| Quoted {
        addresses: vec!["foi@marl.example".into(), "requests@campaign.example".into()],
        sent: day_of(3).naive_utc().with_minute(minute),
        subject: None,
    };
    let server = "AB12@eur.prod.example";
    for (minute, second, filed) in [
        (30, "Still looking.", &["trees"][..]),
        (30, "We have logged your questions on agency staff costs.", &[]),
        // It quotes another letter, or none.
        (2, "Still looking.", &[]),
    ] {
        let first = Signals {
            thread_ids: vec![server.into()],
            header_tags: vec![("To".into(), "trees".into())],
            quoted: vec![quoted(minute)],
            ..from("foi@marl.example", "RE: yours", "Thank you.")
        };
        let later = Signals {
            thread_ids: vec![server.into()],
            ..from("foi@marl.example", "RE: yours", second)
        };
        let filings = file(vec![first, later]);
        assert_eq!(ids(&filings[0].requests), ["trees"], "{minute}");
        assert_eq!(ids(&filings[1].requests), filed, "{minute} {second}");
    }
}
