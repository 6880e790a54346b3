//! Families of phrases: what is denied, only advised, only possible or of another time says something else than
//! its words alone.

use super::{Kind, Letter, classify, kind_of};

/// The kind of a letter on a review, whose subject says so.
fn of_a_review(body: &str) -> Kind {
    let body = format!(
        "Dear Ms Hale\n\nI have completed the internal review.\n\n{}\n\nYours\n\nT Lisle",
        body.replace(" / ", "\n\n")
    );
    let subject = "RE: Internal review: ferry timetables";
    classify(&Letter { subject, body: &body, reply: true, ..Letter::default() }).kind
}

#[test]
fn a_verdict_behind_a_not_is_the_other_one() {
    for (body, kind) in [
        ("I am not able to uphold your complaint.", Kind::ReviewUpheld),
        ("I see no reason to overturn the decision on the buoys.", Kind::ReviewUpheld),
        ("I do not believe that section 43 was wrongly applied.", Kind::ReviewUpheld),
        ("I do not accept that the lease should have been disclosed.", Kind::ReviewUpheld),
        ("We have not reversed our decision.", Kind::ReviewUpheld),
        ("I do not believe there are grounds to change our answer.", Kind::ReviewUpheld),
        ("I cannot uphold the refusal. I enclose the lease.", Kind::ReviewOverturned),
        ("I am not persuaded that the exemption was rightly applied.", Kind::ReviewOverturned),
        ("Our first decision was not correct.", Kind::ReviewOverturned),
        ("I withdraw our refusal and attach the charts.", Kind::ReviewOverturned),
    ] {
        assert_eq!(of_a_review(body), kind, "{body}");
    }
}

#[test]
fn one_point_of_a_review_stands_and_another_does_not() {
    for body in [
        "Section 40 was rightly applied; section 43 was not.",
        "I uphold the use of section 31 but not of section 43.",
        "Your complaint is upheld in respect of question 3 only.",
        "I uphold the refusal to name the pilots, but attach the charts.",
    ] {
        assert_eq!(of_a_review(body), Kind::ReviewPartlyUpheld, "{body}");
    }
}

#[test]
fn a_review_whose_verdict_is_not_understood_has_none() {
    assert_eq!(of_a_review("The tide turned at noon."), Kind::OtherCorrespondence);
}

#[test]
fn no_refusal_needs_a_section() {
    for (body, kind) in [
        ("We are afraid that we are not able to disclose the charts.", Kind::RefusalExemption),
        ("We decline your request.", Kind::RefusalExemption),
        ("Your request has been rejected.", Kind::RefusalExemption),
        ("The Harbour declines to provide this.", Kind::RefusalExemption),
        ("We are not prepared to release the pilots' rota.", Kind::RefusalExemption),
        ("We will not be answering these questions.", Kind::RefusalExemption),
        ("I am afraid that this is confidential.", Kind::RefusalExemption),
        ("We do hold the rota but have decided not to release it.", Kind::RefusalExemption),
        ("We are not obliged to answer repeated requests.", Kind::RefusalVexatious),
        ("It would take far too long to count the buoys.", Kind::RefusalCost),
        ("Unfortunately we cannot send this by Friday.", Kind::Holding),
        ("I cannot say when we will be able to release this.", Kind::Holding),
        ("We do not have the charts yet but expect them on Monday.", Kind::Holding),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn advice_passes_nothing_on_and_an_office_of_theirs_is_no_other_body() {
    for (body, kind) in [
        (
            "We do not hold the lease. You may wish to redirect your request to the County Council.",
            Kind::NotHeld,
        ),
        ("I have forwarded your request to our Head of Moorings.", Kind::Acknowledgement),
        ("I have sent your request to the Clerk, who will reply.", Kind::Acknowledgement),
        ("I have transferred your request to the Information Rights Team.", Kind::Acknowledgement),
        ("We have transferred your request to Leashire County Council.", Kind::Transfer),
        ("You have written to the wrong council.", Kind::Transfer),
        ("You need to ask the County Council.", Kind::Transfer),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
    assert_ne!(kind_of("Our boats are run by Acme Ltd."), Kind::Transfer);
}

#[test]
fn what_is_enclosed_is_what_they_call_it() {
    for (body, kind) in [
        ("Please find attached our acknowledgement letter.", Kind::Acknowledgement),
        ("I enclose a holding letter.", Kind::Holding),
        ("Please find attached our request for clarification.", Kind::Clarification),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn figures_behind_two_words_are_the_answer() {
    let sent = |name| {
        let attachments = vec![(name, "")];
        classify(&Letter {
            subject: "RE: FOI request: buoys",
            body: "As promised.",
            attachments,
            reply: true,
            ..Letter::default()
        })
    };
    let verdict = sent("buoys 2025.csv");
    assert_eq!(verdict.kind, Kind::Released);
    assert_eq!(verdict.evidence[0].quote, "buoys 2025.csv");
    assert_eq!(sent("image001.png").kind, Kind::OtherCorrespondence);
}

#[test]
fn they_take_more_time_or_want_something_first() {
    for (body, kind) in [
        ("The time limit has been extended to 40 working days.", Kind::Extension),
        (
            "Under regulation 7 of the EIR we are extending the deadline to 40 working days. You will hear from us by 7 July.",
            Kind::Extension,
        ),
        ("The response is being finalised.", Kind::Holding),
        ("We are awaiting one last figure from the pilots.", Kind::Holding),
        ("We will not be able to reply by 9 June.", Kind::Holding),
        ("Could you give us a definition of \"buoy\"?", Kind::Clarification),
        ("Time period?", Kind::Clarification),
        ("We can send you this for a fee of £40.", Kind::FeeNotice),
        (
            "Would you accept the figures for 2025 only? To go back to 2018 would take 30 hours.",
            Kind::NarrowingInvited,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn a_link_to_what_she_asked_for_is_an_answer() {
    for body in [
        "This can be found here: https://marl.example/buoys",
        "Thank you for your request. The information can be accessed via the link below: / https://marl.example/buoys",
        "Please use the following link to access the charts: https://marl.example/charts",
        "See our transparency pages: https://marl.example/open",
    ] {
        assert_eq!(kind_of(body), Kind::RefusalPublished, "{body}");
    }
}

#[test]
fn a_clerk_has_it_and_will_see() {
    for body in [
        "Thank you, received.",
        "Thank you. I have passed this on to the Head.",
        "I have asked Tom to pick this up.",
        "I will be dealing with your FOI.",
    ] {
        assert_eq!(kind_of(body), Kind::Acknowledgement, "{body}");
    }
}

#[test]
fn a_correction_says_what_was_wrong() {
    for body in [
        "In our response we said 14. This was incorrect; the number is 41.",
        "The attachment to my last email was out of date. New one attached.",
    ] {
        assert_eq!(kind_of(body), Kind::Correction, "{body}");
    }
}
