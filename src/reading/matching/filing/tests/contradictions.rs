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
        // One word tells, where a sentence says it.
        ("Thank you for your request about potholes.", false),
        ("Thank you for your request about bins. There are 214.", false),
        ("You asked how many bins were emptied. 214.", false),
        ("Re: Request for information about school meals\n\n214.", false),
        ("Thank you for your request on behalf of Campaign Marl.", true),
        ("You asked how many trees were felled. 214.", true),
    ] {
        let filing = reply((5, 20), text, &[]);
        assert_eq!(filing.certainty == Certainty::Certain, certain, "{text}");
    }
}

#[test]
fn a_letter_to_somebody_else_is_not_filed_unasked_be_it_attached() {
    for (text, attached, certain) in [
        ("Dear Ms Patel\n\nWe hold 214.", "", false),
        ("Dear Mr Hale\n\nWe hold 214.", "", true),
        ("Please see attached.", "Dear Mr Patel\nYour request: we hold none.", false),
        ("Please see attached.", "Dear Mr Hale\nYour request: we hold none.", true),
        ("Please see attached.", "Dear Robin\nYour request about potholes: none.", false),
        // A letter that is disclosed greets whom it was written to.
        ("Please see attached.", "Dear Mr Patel\n\nThe contractor came on Monday.", true),
    ] {
        let mut signals = naming(answer("trees", text), "FOI 55");
        signals.attached_text = attached.into();
        let later = naming(from("foi@marl.example", "FOI 55", "We hold none."), "FOI 55");
        let requests = vec![called_hale()];
        let index = Index::new(requests, Hers::new(["requests@campaign.example"]));
        let filings = file_all(&[signals.into(), later.into()], &index);
        for filing in filings {
            assert_eq!(filing.certainty == Certainty::Certain, certain, "{text} {attached}");
        }
    }
}

/// The request about trees, signed with her name.
fn called_hale() -> RequestFacts {
    RequestFacts {
        id: "trees".into(),
        authority: "marl".into(),
        letters: vec![LetterFacts {
            message_ids: vec!["trees@campaign.example".into()],
            to: vec!["foi@marl.example".into()],
            subject: "Freedom of Information request - street trees".into(),
            text: "How many trees?\n\nRobin Hale".into(),
            ..LetterFacts::default()
        }],
        ..RequestFacts::default()
    }
}

#[test]
fn a_title_or_what_she_is_said_to_have_asked_may_be_of_another_request() {
    let titled = |subject: &str, text: &str| {
        let signals = Signals { subject: subject.into(), ..answer("trees", text) };
        one(signals).certainty == Certainty::Certain
    };
    for (subject, text, certain) in [
        ("FOI response: Allotment waiting lists", "We hold nothing.", false),
        ("FOI response: Allotment waiting lists", "Nine street trees were felled.", true),
        ("Re: yours", "You asked for the number of people on allotment waiting lists.", false),
        ("Re: yours", "FREEDOM OF INFORMATION REQUEST: ALLOTMENT RENTS\n\nWe hold none.", false),
        ("Re: yours", "Freedom of Information request - street trees\n\nWe hold none.", true),
        ("FOI response: acknowledgement", "We have it.", true),
        ("Automatic reply: FOI: Christmas opening hours", "We are closed.", true),
    ] {
        assert_eq!(titled(subject, text), certain, "{subject} {text}");
    }
}

#[test]
fn where_a_reference_alone_names_the_request_one_word_of_another_topic_is_against_it() {
    let known = || naming(answer("trees", "We have it."), "FOI 1234");
    let by_reference =
        |subject: &str, text: &str| naming(from("foi@marl.example", subject, text), "FOI 1234");
    for (subject, text, certain) in [
        ("FOI 1234", "Thank you for your request. We hold none.", true),
        ("FOI 1234", "Thank you for your request about allotments. We hold none.", false),
        ("FOI 1234 - Allotments", "Our answer is attached.", false),
        ("FOI 1234 - street trees", "Our answer is attached.", true),
    ] {
        let filing = file(vec![known(), by_reference(subject, text)]).remove(1);
        assert_eq!(filing.certainty == Certainty::Certain, certain, "{subject} {text}");
    }
    let other = naming(from("foi@marl.example", "FOI 12/34", "We hold none."), "FOI 12/34");
    assert_eq!(file(vec![known(), other]).remove(1).certainty, Certainty::Likely);
}

#[test]
fn who_answers_somebody_else_or_another_letter_of_hers_is_asked_about() {
    let by_her = |text: &str, quoted: &str| {
        let letter = LetterFacts {
            message_ids: vec!["a@campaign.example".into()],
            to: vec!["foi@marl.example".into()],
            subject: "Street trees".into(),
            text: "How many trees?\n\nRobin Hale".into(),
            ..LetterFacts::default()
        };
        let facts = RequestFacts {
            id: "a".into(),
            authority: "marl".into(),
            letters: vec![letter],
            ..RequestFacts::default()
        };
        let index = Index::new(vec![facts], Hers::new(["requests@campaign.example"]));
        let signals = Signals {
            thread_ids: vec!["a@campaign.example".into()],
            quoted_text: quoted.into(),
            ..from("foi@marl.example", "Re: Street trees", text)
        };
        file_all(&[signals.into()], &index).remove(0).certainty
    };
    let toms = "From: Tom Brown <tom@brown.example>\nSent: 6 March 2025 10:00\n\nHow many?";
    assert_eq!(by_her("Dear Tom\n\nFour.", toms), Certainty::Likely);
    assert_eq!(by_her("Dear Robin\n\nFour.", toms), Certainty::Certain);
    assert_eq!(
        by_her("Dear Tom\n\nFour.", "From: Robin <requests@campaign.example>"),
        Certainty::Certain
    );
    assert_eq!(
        by_her("Dear Tom\n\nFour.", "From: Tom <tom@legal.marl.example>"),
        Certainty::Certain
    );
    let nested = |subject: &str| {
        let mut signals = answer("trees", "We have it.");
        signals.thread_ids.insert(0, "other@campaign.example".into());
        signals.subject = subject.into();
        one(signals).certainty
    };
    assert_eq!(nested("Re: allotments"), Certainty::Likely);
    assert_eq!(
        nested("Re: Freedom of Information request - felling of street trees"),
        Certainty::Certain
    );
}

#[test]
fn what_is_sent_to_many_and_what_a_footer_invites_to_name_nothing() {
    let known = || naming(answer("trees", "We have it."), "FOI 1234");
    let alert = |sender: &str, text: &str| {
        let signals =
            naming(from(sender, "New: street trees - Marl District Council", text), "FOI 1234");
        file(vec![known(), signals]).remove(1).certainty
    };
    let text = "Marl District Council sent a response to Tom Brown. Ref FOI 1234.\n\nUnsubscribe";
    assert_eq!(alert("alerts@forum.example", text), Certainty::Likely);
    assert_eq!(
        alert("cases@vendor.example", "Marl District Council\nOur ref FOI 1234."),
        Certainty::Certain
    );
    let bare = |sender: &str| {
        let first = naming(answer("trees", "We have it."), "758");
        let text = "Marl District Council\nRef: 758.";
        file(vec![first, naming(from(sender, "Ref: 758", text), "758")]).remove(1).certainty
    };
    assert_eq!(bare("news@paper.example"), Certainty::Likely);
    assert_eq!(bare("foi@marl.example"), Certainty::Certain);
    let shop = Signals {
        header_tags: vec![("To".into(), "trees".into())],
        foi: false,
        ..from("news@shop.example", "Autumn sale", "Buy now! Unsubscribe here.")
    };
    assert_eq!(one(shop).certainty, Certainty::Likely);
    let footer = "Thank you.\n\nHave your say on agency staff costs at www.marl.example/say";
    assert_eq!(one(answer("trees", footer)).certainty, Certainty::Certain);
}

#[test]
fn what_is_said_of_requests_to_others_is_none_of_theirs() {
    let lists = |subject: &str, text: &str, numbers: &[&str]| {
        let mail =
            numbers.iter().fold(from("foi@marl.example", subject, text), |m, n| naming(m, n));
        file(vec![naming(answer("trees", "Logged."), "FOI-101"), mail]).remove(1)
    };
    for (subject, text, numbers, certain) in [
        (
            "Our log",
            "FOI-101 Trees - released\nFOI-099 Dogs - refused",
            &["FOI-101", "FOI-099"][..],
            false,
        ),
        ("Report", "Dear Councillors,\n\nYou may have seen FOI-101.", &["FOI-101"], false),
        ("Report", "Dear all,\n\nFOI-101 was refused.", &["FOI-101"], false),
        (
            "FOI-101",
            "Your request FOI-101 is closed, as FOI-099 is.",
            &["FOI-101", "FOI-099"],
            true,
        ),
        ("FOI-101", "We hold none. Case CAS-99812.", &["FOI-101", "CAS-99812"], true),
        ("FOI-101", "Dear Member of the public,\n\nWe hold none.", &["FOI-101"], true),
    ] {
        let filing = lists(subject, text, numbers);
        assert_eq!(filing.certainty == Certainty::Certain, certain, "{subject}: {text}");
    }
    let news = Signals {
        to_many: true,
        ..naming(from("foi@marl.example", "News", "Most read: FOI-101."), "FOI-101")
    };
    let known = naming(answer("trees", "Logged."), "FOI-101");
    assert_eq!(file(vec![known, news]).remove(1).certainty, Certainty::Likely);
}

#[test]
fn two_answers_that_others_are_told_of_are_filed_under_none() {
    let told = |text: &str| {
        let mail = naming(naming(from("foi@marl.example", "FOI", text), "FOI-101"), "FOI-102");
        let known = [("trees", "FOI-101"), ("staff", "FOI-102")];
        let mut all: Vec<Signals> =
            known.map(|(of, number)| naming(answer(of, "Logged."), number)).into();
        all.push(mail);
        file(all).remove(2).requests.len()
    };
    assert_eq!(told("Responses to FOI-101 and FOI-102 are on our website."), 0);
    assert_eq!(told("Our response to FOI-101 and FOI-102: none."), 2);
}

#[test]
fn a_bare_number_from_a_box_that_writes_of_something_else_files_nothing() {
    let second = |sender: &str, number: &str, subject: &str, text: &str| {
        let known = Signals {
            from: "foi@marl.example".into(),
            ..naming(answer("trees", "Logged."), number)
        };
        let mail = Signals { foi: false, ..naming(from(sender, subject, text), number) };
        file(vec![known, mail]).remove(1).certainty == Certainty::Certain
    };
    for (sender, number, subject, text, certain) in [
        ("housing@marl.example", "4711", "Update", "Ref: 4711. It is done.", false),
        ("foi@marl.example", "4711", "Update", "Ref: 4711. It is done.", true),
        ("housing@marl.example", "4711", "FOI", "Our answer. Ref: 4711.", true),
        ("housing@marl.example", "4711", "Update", "Ref: 4711. Street trees felled: 9.", true),
        ("housing@marl.example", "10047115", "Update", "Ref: 10047115. It is done.", true),
        ("housing@marl.example", "10047115", "Update", "Your repair. Ref: 10047115.", false),
        ("hr@marl.example", "CAS-10047115", "Vacancy", "Ref: CAS-10047115.", false),
        ("hr@marl.example", "CAS-10047115", "Update", "Ref: CAS-10047115.", true),
        ("hr@marl.example", "FOI-10047115", "Vacancy", "Ref: FOI-10047115.", true),
    ] {
        assert_eq!(second(sender, number, subject, text), certain, "{sender} {subject} {text}");
    }
}

#[test]
fn a_name_within_a_sentence_signs_nothing() {
    for (text, certain) in [
        ("We hold none.\n\nMarl District Council", true),
        ("For the story on\nMarl District Council\nwe need your comment.", false),
        ("We hold none.\n\nMarl District Council Housing Association", false),
    ] {
        let mail = naming(from("clerk@cases.example", "FOI-101", text), "FOI-101");
        let filings = file(vec![naming(answer("trees", "Logged."), "FOI-101"), mail]);
        assert_eq!(filings[1].certainty == Certainty::Certain, certain, "{text}");
    }
}

#[test]
fn what_another_letter_will_answer_is_not_what_this_one_is_about() {
    let later = "Your request about agency staff costs will be answered separately.";
    let filing = one(answer("trees", &format!("Nine street trees were felled. {later}")));
    assert_eq!(ids(&filing.requests), ["trees"]);
    let filing = one(answer("trees", "Your request about agency staff costs is refused."));
    assert_eq!(filing.certainty, Certainty::Likely);
}

#[test]
fn an_answer_to_one_of_two_quoted_letters_is_filed_under_none_unasked() {
    let both = |text: &str| {
        let mut signals = answer("trees", text);
        signals.subject = "Your FOI requests".into();
        signals.thread_ids.push("staff@campaign.example".into());
        one(signals).requests.len()
    };
    let one_only = "This answers your request about street trees: nine. Your other request is still being dealt with.";
    assert_eq!(both(one_only), 0);
    assert_eq!(both("This answers your requests on street trees and on agency staff costs."), 2);
}

/// Two requests to Marl: subjects, kinds of their second letters, and a message in the thread of the
/// first.
fn in_thread_of_first(subjects: [&str; 2], review: bool, message: Signals) -> Filing {
    let request = |id: &str, subject: &str| RequestFacts {
        id: id.into(),
        authority: "marl".into(),
        authority_names: vec!["Marl District Council".into()],
        letters: [LetterKind::Request, LetterKind::Review]
            .into_iter()
            .take(1 + usize::from(review && id == "a"))
            .map(|kind| LetterFacts {
                kind: Some(kind),
                message_ids: vec![format!("{id}-{kind}@campaign.example")],
                to: vec!["foi@marl.example".into()],
                subject: subject.into(),
                sent_at: Some(day_of(3)),
                text: "Please send me the figures.\n\nRobin Hale".into(),
                ..LetterFacts::default()
            })
            .collect(),
        references: if id == "a" { vec!["FOI 901".into()] } else { Vec::new() },
        ..RequestFacts::default()
    };
    let [a, b] = subjects;
    let index = Index::new(
        vec![request("a", a), request("b", b)],
        Hers::new(["requests@campaign.example"]),
    );
    let thread_ids = vec!["a-request@campaign.example".into()];
    file_all(&[Signals { thread_ids, ..message }.into()], &index).remove(0)
}

#[test]
fn the_subject_of_last_years_request_is_not_this_years() {
    let subjects = ["FOI request: trees 2024", "FOI request: trees 2025"];
    for (subject, filed) in [
        ("RE: FOI request: trees 2024", true),
        ("RE: FOI request: trees 2025 [FD-1]", false),
        ("RE: your request", true),
    ] {
        let message = from("foi@marl.example", subject, "None.");
        let filing = in_thread_of_first(subjects, false, message);
        assert_eq!(ids(&filing.requests), if filed { &["a"][..] } else { &[] }, "{subject}");
        if !filed {
            assert_eq!(filing.candidates[0].as_str(), "b");
        }
    }
}

#[test]
fn a_review_has_a_number_of_its_own() {
    for (review, number, filed) in [
        (true, "IR 55", true),
        (false, "IR 55", false),
        (false, "FOI 901/2", true),
        (false, "FOI 902", false),
    ] {
        let message = naming(from("foi@marl.example", "Receipt", "Thank you."), number);
        if number == "IR 55" {
            // She may have asked for it with her own mail program.
            let of_review = Signals { kind: Some(Kind::ReviewAcknowledgement), ..message.clone() };
            let filing = in_thread_of_first(["FOI: trees", "FOI: vans"], review, of_review);
            assert_eq!(ids(&filing.requests), ["a"]);
        }
        let filing = in_thread_of_first(["FOI: trees", "FOI: vans"], review, message);
        assert_eq!(ids(&filing.requests), if filed { &["a"][..] } else { &[] }, "{number}");
    }
}

#[test]
fn the_year_tells_apart_what_is_asked_again_every_year() {
    let request = |year: &str, day: u32| RequestFacts {
        id: year.into(),
        authority: "marl".into(),
        letters: vec![LetterFacts {
            message_ids: vec![format!("{year}@campaign.example")],
            to: vec!["foi@marl.example".into()],
            subject: format!("Information request: street trees {year}"),
            sent_at: Some(day_of(day)),
            text: format!("How many street trees were felled in {year}?"),
            ..LetterFacts::default()
        }],
        ..RequestFacts::default()
    };
    let requests = vec![request("2023", 3), request("2024", 5)];
    let index = Index::new(requests, Hers::new(["requests@campaign.example"]));
    for (thread, subject, text, certain, first) in [
        (true, "Re: Information request: street trees 2024", "We hold none.", false, "2024"),
        (true, "Your request", "In 2024: nine.", false, "2024"),
        (true, "Re: Information request: street trees 2023", "In 2024: nine.", false, "2024"),
        (true, "Re: Information request: street trees 2023", "In 2023: nine.", true, "2023"),
        (true, "Your request", "Nine in 2023, eight in 2024.", true, "2023"),
        (true, "Your request", "We aim to answer by 3 April 2024.", true, "2023"),
        (false, "Re: Information request: street trees 2024", "We hold none.", false, "2024"),
        (false, "Your request", "In 2024: nine.", false, "2024"),
        (false, "Your request", "In 2023: nine.", false, "2023"),
    ] {
        let mut signals = from("foi@marl.example", subject, text);
        signals.thread_ids.extend(thread.then(|| "2023@campaign.example".to_owned()));
        let filing = file_all(&[signals.into()], &index).remove(0);
        assert_eq!(filing.certainty == Certainty::Certain, certain, "{subject} {text}");
        assert_eq!(
            ids(if certain { &filing.requests } else { &filing.candidates })[0],
            first,
            "{subject} {text}"
        );
    }
}

#[test]
fn a_known_number_in_what_is_quoted_ranks_its_request_first() {
    for (quoted, first) in [("FOI 901", "trees"), ("FOI 902", "staff")] {
        let mut signals = from("foi@marl.example", "Your email", "It is on its way.");
        signals.references.push(NamedReference { value: quoted.into(), fresh: false });
        let filings = file(vec![
            naming(answer("trees", "We have it."), "FOI 901"),
            naming(answer("staff", "We have it."), "FOI 902"),
            signals,
        ]);
        assert_eq!(ids(&filings[2].candidates)[0], first, "{quoted}");
    }
}

#[test]
fn a_longer_number_is_not_the_known_one_that_it_begins_with() {
    let known = naming(answer("trees", "We have it."), "FOI 901");
    let cut =
        naming(from("foi@marl.example", "FOI 901 5678", "FOI 901 5678: none."), "FOI 901 5678");
    assert_eq!(file(vec![known, cut]).remove(1).certainty, Certainty::Likely);
}

#[test]
fn what_others_say_to_a_letter_that_she_passed_on_is_not_filed() {
    let subject = "RE: FW: Freedom of Information request - felling of street trees";
    let reply = |sender: &str, name: &str, text: &str| Signals {
        thread_ids: vec!["passed-on@campaign.example".into(), "trees@campaign.example".into()],
        from_name: name.into(),
        ..from(sender, subject, text)
    };
    let theirs =
        || Signals { message_id: Some("theirs@marl.example".into()), ..answer("trees", "Logged.") };
    for (sender, name, text, certain) in [
        ("foi@other.example", "FOI", "We hold none.\n\nOther Council", false),
        ("tom@friends.example", "Tom", "Ha, typical!", false),
        ("ada@marl.example", "", "We hold none.", true),
        ("clerk@casehub.example", "Marl District Council", "We hold none.", true),
        ("clerk@casehub.example", "", "We hold none.\n\nMarl District Council", true),
    ] {
        let filings = file(vec![theirs(), reply(sender, name, text)]);
        assert_eq!(filings[1].certainty == Certainty::Certain, certain, "{sender} {text}");
    }
    // What is in the mailbox she did not pass on.
    let mut known = reply("clerk@casehub.example", "", "We hold none.");
    known.thread_ids[0] = "theirs@marl.example".into();
    assert_eq!(ids(&file(vec![theirs(), known])[1].requests), ["trees"]);
}
