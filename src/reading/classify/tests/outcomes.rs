//! What came of a request: reviews, what is given beside what is kept, what only might be refused.

use super::{Kind, Letter, classify, kind_of};

#[test]
fn what_came_of_a_request_or_its_review_is_read_however_short() {
    for (body, kind) in [
        (
            "Your complaint about our handling of the request has not been upheld.",
            Kind::ReviewUpheld,
        ),
        ("Internal review IR 55 / Decision upheld.", Kind::ReviewUpheld),
        ("Outcome of the review: complaint not upheld", Kind::ReviewUpheld),
        ("We have upheld your complaint. The information is enclosed.", Kind::ReviewOverturned),
        (
            "Outcome of internal review / Having reconsidered the matter I have decided to release the information, which is attached.",
            Kind::ReviewOverturned,
        ),
        (
            "Internal review decision / Section 43 no longer applies to the totals, which I now disclose: 3,000. The breakdown remains withheld.",
            Kind::ReviewPartlyUpheld,
        ),
        (
            "Internal review / The review is not upheld for question 1 and is upheld for question 2. The answer to question 2 is 44.",
            Kind::ReviewPartlyUpheld,
        ),
        (
            "We have reviewed our response and agree that it was late. The decision to withhold the data under section 43(2) was correct.",
            Kind::ReviewUpheld,
        ),
        (
            "Nid ydym yn gallu cadarnhau na gwadu ein bod yn dal y wybodaeth.",
            Kind::NeitherConfirmNorDeny,
        ),
        (
            "If your complaint is not upheld you may go to the Commissioner. We hold 412 boats.",
            Kind::Released,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn what_is_given_beside_what_is_kept_makes_a_part() {
    for (body, kind) in [
        (
            "64 buoys are out. Where they lie is exempt under section 31(1)(a).",
            Kind::PartlyReleased,
        ),
        ("We hold 64 charts. They are exempt under section 31(1)(a).", Kind::RefusalExemption),
        (
            "1 - Yes / 2 - We are unable to disclose this (section 31(1)(a)) / 3 - No / 4 - £12,500",
            Kind::PartlyReleased,
        ),
        (
            "The Harbour holds some of the information. We enclose what we hold for 2024 and 2025. Records from before that year have been destroyed.",
            Kind::PartlyReleased,
        ),
        (
            "Yes, the harbour has a policy: https://www.marl.example/p. We do not record how often.",
            Kind::PartlyReleased,
        ),
        (
            "Question 1: 34. In addition, the harbour can neither confirm nor deny that it holds any other information.",
            Kind::PartlyReleased,
        ),
        ("The Harbour holds this information. It is 412.", Kind::Released),
        ("Your response is now published at https://www.marl.example/log/12", Kind::Released),
        (
            "Our apologies for the delay in replying. The information requested is provided in Annex A. / Year Boats / 2024 88 / 2025 91",
            Kind::Released,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn what_might_be_refused_is_no_refusal() {
    for (body, kind) in [
        (
            "Thank you for your request, which we received today and have logged as 3455. / The Act sets out reasons for which a request may be turned down. If it would take more than 18 hours (section 12) it can be refused, and where numbers are low they may be withheld under section 40. If we believe that any of these applies we will tell you so.",
            Kind::Acknowledgement,
        ),
        (
            "Thank you for your request of 8 May. Our reference is 04188. / It will probably be dealt with under the Environmental Information Regulations. You can expect to hear by 9 June 2025. If there is to be a charge you will be told first. We would only refuse where an exception is made out.",
            Kind::Acknowledgement,
        ),
        (
            "The number of buoys lost was nine. / We gave thought to whether the names of the pilots were exempt under section 40(2). As their names stand on the board outside, here they are: G. Hale and T. Lisle.",
            Kind::Released,
        ),
        (
            "Here is your recent request, with our answers. / It would cost too much to provide the information you seek. Section 12(1) of the Freedom of Information (Scotland) Act 2002 therefore applies, and you should take this as a refusal notice.",
            Kind::RefusalCost,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn an_answer_that_came_late_is_no_delay() {
    for (body, kind) in [
        ("I was away last week, sorry for the delay. We hold 412 buoys.", Kind::Released),
        ("I am sorry for the delay. Please find attached our response.", Kind::Released),
        (
            "Apologies for the delay. The answer to question 1 is 12, to question 2 none.",
            Kind::Released,
        ),
        ("Sorry for the delay. We do not hold the cost of the buoys.", Kind::NotHeld),
        ("I am sorry for the delay. We will reply by Friday.", Kind::Holding),
        ("Sorry for the delay. Two officers are ill, and we need another week.", Kind::Holding),
        ("I regret that there is a delay with your request.", Kind::Holding),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn what_they_do_not_do_is_no_matter_of_others() {
    for (body, kind) in [
        ("This is not something we do.", Kind::Released),
        ("We do not train pilots for this and do not spend anything on it.", Kind::Released),
        ("Buoys are not something we are responsible for; ask Leashire Council.", Kind::Transfer),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn the_information_requested_is_information() {
    for (body, kind) in [
        ("I attach the information requested.", Kind::Released),
        ("We do not hold the information requested.", Kind::NotHeld),
        ("We cannot provide the information requested.", Kind::RefusalExemption),
        ("The answer to all of your questions is no.", Kind::Released),
        (
            "We have published this information at https://marl.example/buoys",
            Kind::RefusalPublished,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
    for body in [
        "We are unable to send you this information by e-mail; please give us your postal address.",
        "I am unable to provide this information at present. We expect to reply next week.",
    ] {
        assert_ne!(kind_of(body), Kind::RefusalExemption, "{body}");
    }
}

#[test]
fn a_request_that_never_came_is_neither_received_nor_not_held() {
    for (body, kind) in [
        ("We have no record of receiving your request.", Kind::OtherCorrespondence),
        ("We have not received your letter of 5 October. Please resend it.", Kind::Clarification),
        ("Could you resend your questions? The file would not open.", Kind::Clarification),
        ("We have no record of any complaints about buoys.", Kind::NotHeld),
        ("There is no such policy.", Kind::Released),
        (
            "I confirm we hold some of it. I attach it. We do not hold the rest.",
            Kind::PartlyReleased,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn a_bare_answer_is_one_and_an_earlier_one_is_none() {
    for (body, kind) in [
        ("No.", Kind::Released),
        ("Hi Robin, / No. / Kind regards / Sue", Kind::Released),
        ("Answer to all questions: no", Kind::Released),
        ("We responded to this on 3 October.", Kind::OtherCorrespondence),
        ("Your e-mail has been forwarded to the HR team who will reply.", Kind::Acknowledgement),
        ("We run no buoys. I have sent your e-mail over to their customer team.", Kind::Transfer),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn a_letter_that_calls_itself_the_answer_is_no_receipt_for_how_it_opens() {
    let rights = " / If you are dissatisfied with this response you may ask for a review.";
    for opening in [
        "I refer to your Freedom of Information request received on 11 May 2026.",
        "Your request for information was received on 11 May 2026.",
        "Further to our acknowledgement of 12 May, I can now reply.",
        "Thank you for your request, which was received on 11 May 2026.",
    ] {
        for answer in ["The moorings are let to a firm in Marl.", "It is free.", "We own 64 buoys."]
        {
            let body = format!("{opening} / {answer}{rights}");
            assert_eq!(kind_of(&body), Kind::Released, "{body}");
        }
        let promise = format!("{opening} / We will respond within 20 working days.{rights}");
        assert_ne!(kind_of(&promise), Kind::Released, "{promise}");
    }
}

#[test]
fn what_is_written_out_of_her_request_decides_nothing() {
    let request = "You asked: / 1. Who paints the buoys? / 2. If so, please state the cost. / If the cost would exceed the limit, please advise me how to narrow my request. I would be grateful if you would acknowledge receipt. I understand that you should respond within 20 working days.";
    for (answer, kind) in [
        (
            "Our response: / The Harbour does not hold the information you have requested.",
            Kind::NotHeld,
        ),
        ("Please find attached the information you requested.", Kind::Released),
        (
            "Please note that your request is refused under section 12 as it would exceed the cost limit.",
            Kind::RefusalCost,
        ),
        ("Please clarify which years you are interested in.", Kind::Clarification),
        ("Our response: / 1. Nobody / 2. N/A", Kind::Released),
    ] {
        let body = format!("{request} / {answer}");
        assert_eq!(kind_of(&body), kind, "{body}");
    }
}

#[test]
fn the_attached_letter_decides_and_not_what_covers_it() {
    let text = "Our ref: FOI 12 / Dear Requester / The records of that time were destroyed under our retention plan, so there is nothing to send.".replace(" / ", "\n\n");
    let letter = Letter {
        subject: "RE: Freedom of Information request - what the buoys cost",
        body: "Please see the attached letter in reply to your request.\n\nRegards,\nJo Marl",
        attachments: vec![("Final response.pdf", text.as_str())],
        reply: true,
        ..Letter::default()
    };
    assert_eq!(classify(&letter).kind, Kind::NotHeld);
}
