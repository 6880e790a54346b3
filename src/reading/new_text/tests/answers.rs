//! Answers between, below and beside what is quoted.

use super::*;

#[test]
fn answers_in_between_and_below_are_new() {
    let text = "> How many?\nTwelve.\n> Where?\nHere.\n\nOn 4 Mar 2025 at 10:00 Una <u@v.example> wrote:\n> old\n\nAnd this below.";
    assert_eq!(new(text), "Twelve.\n\nHere.\n\nAnd this below.");
}

#[test]
fn an_answer_is_never_taken_for_a_quotation_or_a_footer() {
    let kept = [
        "CROESO\n\n----------\n\nDear Ms Vale\n\nWe hold twelve.",
        "Dear Ms Vale\n\n--------------\nConfidential\n\nWe withhold the rest under section 41.",
        "On 4 March you wrote:\n\nHow many?\n\nWe hold twelve.",
        "We hold twelve.\n\nFrom: 1 April 2024\nTo: 31 March 2025\nDate: financial year\n\nThirteen.",
        "From: FOI Team\nDate: 4 March 2025\nTo: Una Vale\nSubject: Your request\n\nWe hold twelve.",
        "Here is another\n\nSent from my desk, which is easier than a telephone.",
        "-- first point\n-- second point",
        "> only a quotation",
    ];
    for text in kept {
        assert_eq!(new(text), text, "{text}");
    }
}

#[test]
fn questions_marked_by_initials_stand_between_the_answers() {
    let text = "Dear Una\n\nUV> How many boats have you?\n\nThree.\n\nUV> Who rows them?\n\nThe ferryman.\n\nAnn Hale";
    assert_eq!(new(text), "Dear Una\n\nThree.\n\nThe ferryman.\n\nAnn Hale");
    let by_name = text.replace("UV>", "Una>");
    assert_eq!(new(&by_name), "Dear Una\n\nThree.\n\nThe ferryman.\n\nAnn Hale");
    // Answers marked so are not hers.
    let answers = "AH> Three.\n\nAH> The ferryman.";
    assert_eq!(new(answers), answers);
}

#[test]
fn what_a_colleague_answered_is_new_and_her_letter_below_it_is_not() {
    let text = "Dear Una\n\nPlease see the answer from our ferries below.\n\nKind regards\nAnn\n\nFrom: Ferries\nSent: 5 March 2025 09:12\nTo: FOI\nSubject: FW: boats\n\nWe have three boats.\n\nFrom: Una Vale <una@vale.example>\nSent: 4 March 2025 09:12\nTo: FOI\nSubject: boats\n\nHow many boats have you?";
    let to_una = Reader { names: &["Una Vale"], own: &["una@vale.example"], ..Reader::default() };
    let parts = split(text, &[], to_una);
    assert!(parts.new_text.contains("three boats"), "{parts:?}");
    assert!(!parts.new_text.contains("How many"), "{parts:?}");
}

#[test]
fn mail_that_is_disclosed_or_passed_on_is_new_with_its_head() {
    let disclosed = "Dear Una\n\nEmails found:\n\nFrom: Head of Ferries\nSent: 3 March 2025\nTo: Director\nSubject: Fares\n\nWe should charge more.\n\nThis is the only e-mail held.";
    assert_eq!(new(disclosed), disclosed);
    let under_a_rule = disclosed.replace("From:", "-----Original Message-----\nFrom:");
    assert_eq!(new(&under_a_rule), under_a_rule);
    let several = "Dear Una\n\nThe correspondence held is set out here:\n\nFrom: Bill <bill@town.example>\nSent: 1 May 2025\nTo: Ann <ann@town.example>\nSubject: boats\n\nSell them.\n\nFrom: Ann <ann@town.example>\nSent: 2 May 2025\nTo: Bill <bill@town.example>\nSubject: RE: boats\n\nNo.\n\nThat is all we hold.\n\nAnn";
    let with_hers = format!(
        "{several}\n\nFrom: Una Vale <una@vale.example>\nSent: 3 March 2026\nTo: FOI\nSubject: boats\n\nSend me all."
    );
    let una = Reader { own: &["una@vale.example"], ..Reader::default() };
    assert_eq!(split(&with_hers, &[], una).new_text, several);
    let passed_on = "Dear Una\n\nPlease see the answer of our ferries below.\n\nAnn\n\nFrom: Ferries\nSent: 4 March 2025\nTo: FOI\nSubject: FW: boats\n\nWe have three.";
    let to_una = Reader { own: &["una@vale.example"], ..Reader::default() };
    assert_eq!(split(passed_on, &[], to_una).new_text, passed_on);
}

#[test]
fn answers_in_a_colour_are_new_whoever_the_head_names() {
    let html = "<p>Please see answers in red.</p><div><b>From:</b> Una<br><b>Sent:</b> 5 October 2026<br><b>To:</b> FOI<br><b>Subject:</b> boats</div><ol><li>How many boats?<br><span style=\"color:red\">We hold 412.</span></li></ol>";
    for name in ["una", "robin"] {
        let to = crate::reading::Address {
            address: format!("{name}@vale.example"),
            ..Default::default()
        };
        let page = crate::reading::html::render(html);
        let message = Message {
            text: page.text,
            quoted: page.quoted,
            html: Some(html.into()),
            to: vec![to],
            ..Message::default()
        };
        let new = separate(&message).new_text;
        assert!(new.contains("We hold 412."), "{new}");
        assert!(!new.contains("How many"), "{new}");
    }
}

#[test]
fn her_own_letter_below_a_servers_words_is_quoted_whole() {
    let returned = "--- Below this line is a copy of the message.\n\nMessage-ID: <q1@vale.example>\nDate: Mon, 2 Mar 2026 09:01:02 +0000\nFrom: Una Vale <una@vale.example>\nTo: foi@town.example\nSubject: boats\n\nHow many boats have you?";
    let text = format!("Sorry, no mailbox here by that name. (#5.1.1)\n\n{returned}");
    let to_una = Reader { own: &["una@vale.example"], ..Reader::default() };
    let parts = split(&text, &[], to_una);
    assert!(!parts.new_text.contains("How many"), "{parts:?}");
}

#[test]
fn answers_behind_a_mark_are_new_where_the_questions_have_none() {
    let labelled =
        "Your request:\n> How many?\n> Since when?\n\nOur response:\n> 412\n> 2019\n\nAnn";
    assert_eq!(new(labelled), "Your request:\n\nOur response:\n> 412\n> 2019\n\nAnn");
    let below_questions = "1. How many?\n> We hold 412.\n\n2. Since when?\n> 2019";
    assert_eq!(new(below_questions), below_questions);
    let hers = "Which year do you mean?\n> 1. How many?\n\nAnd which site?\n> 2. Where?";
    assert_eq!(new(hers), "Which year do you mean?\n\nAnd which site?");
}

#[test]
fn answers_in_the_cells_beside_her_questions_are_new() {
    let letter = "From: Una Vale <una@vale.example>\nSent: 4 March 2025 09:12\nTo: FOI\nSubject: boats\n\n1. How many boats?\tThree.\n2. Who rows?\tThe ferryman.";
    let text = format!("Our answers are in the right-hand column.\n\n{letter}");
    let to_una = Reader { own: &["una@vale.example"], ..Reader::default() };
    let new = split(&text, &[], to_una).new_text;
    assert!(new.ends_with("1. How many boats?\tThree.\n2. Who rows?\tThe ferryman."), "{new}");
}

#[test]
fn answers_inside_a_quotation_are_new_where_the_words_above_say_how_they_are_set_off() {
    let quoted = |above: &str, first: &str, second: &str| {
        let text = format!(
            "{above}\n\nOn 4 Mar 2025 at 10:00 Una <u@v.example> wrote:\n\n> 1. The number.\n> {first}\n> 2. Their cost.\n> {second}"
        );
        new(&text)
    };
    let new = quoted("Please see below - responses in CAPS.", "412 ARE HELD", "NONE");
    assert_eq!(new, "Please see below - responses in CAPS.\n\n> 412 ARE HELD\n\n> NONE");
    let new = quoted("Please see our comments, marked ***, below.", "*** 412", "*** none");
    assert_eq!(new, "Please see our comments, marked ***, below.\n\n> *** 412\n\n> *** none");
    assert_eq!(quoted("Please see below.", "412 ARE HELD", "NONE"), "Please see below.");
}
