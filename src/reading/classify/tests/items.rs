//! Letters that answer item by item, or tell one thing and keep another.

use super::{Kind, kind_of};

#[test]
fn items_of_one_class_make_the_letter_of_it() {
    for (body, kind) in [
        ("1. Not held\n2. Not held\n3. Not held", Kind::NotHeld),
        ("Our answers: / 1. We do not hold this information\n2. As above\n3. N/A", Kind::NotHeld),
        ("A1. Information not held\nA2. See 1", Kind::NotHeld),
        (
            "Our response is set out below. / Q1. Where do the buoys lie?\ns31(1)(g) / Q2. Who laid them?\ns31(1)(g)",
            Kind::RefusalExemption,
        ),
        ("1. Withheld\n2. Withheld\n3. Withheld", Kind::RefusalExemption),
        (
            "How many dredgers do you own? Exempt\nWhat does each of them cost? Exempt",
            Kind::RefusalExemption,
        ),
        ("1. Would exceed the cost limit\n2. Exceeds cost limit", Kind::RefusalCost),
        (
            "1. The Harbour neither confirms nor denies that it does\n2. As above",
            Kind::NeitherConfirmNorDeny,
        ),
        ("1. Published on our website\n2. Published on our website", Kind::RefusalPublished),
        ("1. No\n2. N/A\n3. N/A", Kind::Released),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn an_item_that_is_kept_wipes_out_no_answer() {
    for (body, kind) in [
        ("Our answers are: / 1. Yes\n2. Information not held\n3. Attached", Kind::PartlyReleased),
        (
            "Do you own a dredger?\nYes, the Marl. / What did it cost?\nNot held / How many buoys?\n12",
            Kind::PartlyReleased,
        ),
        (
            "Do you own a dredger? Yes\nWhat did it cost? Withheld under section 43\nHow many buoys? 12",
            Kind::PartlyReleased,
        ),
        ("1. 14\n2. This would exceed the cost limit\n3. £500", Kind::PartlyReleased),
        ("1. 14\n2. ≤5\n3. 7", Kind::PartlyReleased),
        ("Yes to question 1. We're not prepared to answer question 2.", Kind::PartlyReleased),
        ("| How many buoys? | 14 |\n| Where do they lie? | Exempt |", Kind::PartlyReleased),
        ("1. Yes\n2. £500\n3. To follow", Kind::Interim),
        ("Q1: Yes. Q2: We will get back to you on this one.", Kind::Interim),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn her_questions_answer_nothing_whatever_figures_they_name() {
    for (body, kind) in [
        (
            "Information requested: / 1. Please state the cost of each of the 3 dredgers.\n2. If so, who paid since 2020? / Response: / The Harbour does not hold the information you have requested.",
            Kind::NotHeld,
        ),
        (
            "You asked for: / 1. The annual cost for each of the last three years.\n2. A copy of any chart. / The information is exempt from disclosure under section 31(1)(g).",
            Kind::RefusalExemption,
        ),
        (
            "1. How many buoys?\n2. Please give the cost of each since 2020. / 1. Exempt - section 31\n2. Exempt - section 31",
            Kind::RefusalExemption,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn a_plain_fact_beside_one_thing_that_is_kept_is_a_part() {
    for (body, kind) in [
        (
            "The Harbour runs two dredgers. Their cost is exempt under section 43.",
            Kind::PartlyReleased,
        ),
        ("The Council leases boats. We do not hold the cost.", Kind::PartlyReleased),
        (
            "There were 14 strandings in 2024. No information is held for 2023.",
            Kind::PartlyReleased,
        ),
        (
            "There were 14 strandings in 2024. For question 2 we neither confirm nor deny that anything is held.",
            Kind::PartlyReleased,
        ),
        ("The Harbour runs two dredgers. We do not hold this information.", Kind::NotHeld),
        (
            "We keep no central list of buoys, but have asked every quay and can say that there were 14.",
            Kind::Released,
        ),
        ("We lease our boats. I am still finding out the cost.", Kind::Interim),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn figures_about_decisions_are_an_answer_and_no_decision() {
    for body in [
        "Our answer is: / 41 requests were refused under section 40.",
        "Our answer is: / We received 310 requests in 2024. 41 were refused under section 12.",
        "Our answer is: / Five requests were considered vexatious.",
    ] {
        assert_eq!(kind_of(body), Kind::Released, "{body}");
    }
}

#[test]
fn one_word_to_all_answers_all() {
    for body in ["No to all.", "Yes to both.", "None of these apply to us."] {
        assert_eq!(kind_of(body), Kind::Released, "{body}");
    }
}
