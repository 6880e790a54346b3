//! Answers written into her letter are told from what she asked.

use crate::reading::Message;
use crate::reading::new_text::separate;

/// A reply to Una Vale that answers in her unquoted letter.
fn answered(above: &str, letter: &str, html: Option<&str>) -> String {
    let header =
        "From: Una Vale <una@vale.example>\nSent: 4 March 2025 10:00\nTo: FOI\nSubject: Request";
    let message = Message {
        text: format!("{above}\n\n{header}\n\n{letter}\n"),
        html: html.map(str::to_owned),
        from: Some(crate::reading::Address {
            name: "Ann Hale".into(),
            address: "ann@town.example".into(),
        }),
        to: vec![crate::reading::Address {
            name: "Una".into(),
            address: "una@vale.example".into(),
        }],
        ..Message::default()
    };
    separate(&message).new_text
}

#[test]
fn answers_written_into_her_letter_are_told_from_the_questions() {
    let letter = "Dear FOI\n\n1) How many?\nAH: Twelve.\n\n2) Where?\nAH: At the hall,\nand in the yard.\n\nThanks, Una";
    let expected =
        "See my answers below, marked AH.\n\nAH: Twelve.\n\nAH: At the hall,\nand in the yard.";
    assert_eq!(answered("See my answers below, marked AH.", letter, None), expected);
    let labelled = "How many?\nAnswer: Twelve.\nWhere?\nAnswer: Here.\nUna";
    let expected = "My responses are inline.\n\nAnswer: Twelve.";
    assert!(answered("My responses are inline.", labelled, None).starts_with(expected));
    let plain = "How many?\nTwelve.\nWho paid?\nThe parish.\nUna";
    let html = "<p>How many?</p><p><span style='color:#c00000'>Twelve.</span></p><p>Who paid?</p><p style='color:red'>The parish.</p><p>Una</p>";
    let expected = "Answers in red below.\n\nTwelve.\n\nThe parish.";
    assert_eq!(answered("Answers in red below.", plain, Some(html)), expected);
    let german = "Meine Antworten stehen unten in Rot.";
    assert_eq!(answered(german, plain, Some(html)), format!("{german}\n\nTwelve.\n\nThe parish."));
    let capitals = "How many?\nTWELVE.\nThanks";
    assert_eq!(
        answered("Answers below in capitals.", capitals, None),
        "Answers below in capitals.\n\nTWELVE."
    );
}

#[test]
fn her_letter_without_marks_stays_quoted_unless_the_answers_are_said_to_be_in_it() {
    let letter = "Dear FOI\n\nHow many?\n\nUna";
    let below = "Please find our response below.\n\nWe hold twelve.";
    assert_eq!(answered(below, letter, None), below);
    let rights = format!(
        "{} You may turn to the Information Commissioner under the Act.",
        "We hold twelve. ".repeat(40)
    );
    assert_eq!(answered(&rights, letter, None), rights);
    let above = "Our answers in italics under each question.\n\nHow many boats?\nTwelve.";
    assert_eq!(answered(above, "Dear FOI\n\nHow many boats?\n\nUna", None), above);
    let kept = answered("Answers in bold under each question.", "How many?\nTwelve.", None);
    assert!(kept.ends_with("How many?\nTwelve."), "{kept}");
}

#[test]
fn answers_between_the_marked_lines_of_her_letter_are_the_new_text() {
    let letter =
        "> Which bridge is next?\nAH: The east one.\n> Is it paid for?\nAH: Half of it.\n> Una";
    let above = "My remarks start with AH.";
    let expected = "My remarks start with AH.\n\nAH: The east one.\n\nAH: Half of it.";
    assert_eq!(answered(above, letter, None), expected);
    let bare = letter.replace("AH: ", "");
    let above = "Our answers follow each question, below.";
    let expected = "Our answers follow each question, below.\n\nThe east one.\n\nHalf of it.";
    assert_eq!(answered(above, &bare, None), expected);
    // A long line of hers that a program broke is no answer.
    let broken = "> Which of the bridges over the river between the two villages is\nnext?\n> Is it paid for?\nHalf of it.\n> Una";
    let expected = "Our answers follow each question, below.\n\nHalf of it.";
    assert_eq!(answered(above, broken, None), expected);
}

#[test]
fn answers_are_found_by_every_common_mark() {
    let questions = "Dear FOI\n\n1. How many?\n{}Twelve.\n\n2. Where?\n{}Here.\n\nUna";
    for (above, mark) in [
        ("Thank you for your letter.", "[Ann Hale] "),
        ("Thank you for your letter.", "Answer: "),
        ("See below.", ">>> "),
        ("See below.", "=> "),
        ("See my comments below.", "- "),
        ("Dear Una, it is done.", "--> "),
        ("Please look behind each arrow.", "-> "),
    ] {
        let text = answered(above, &questions.replace("{}", mark), None);
        assert_eq!(text, format!("{above}\n\n{mark}Twelve.\n\n{mark}Here."));
    }
    let bold = "<p>How many?</p><p><b>Twelve.</b></p><p>Where?</p><p><b>Here.</b></p><p>Una</p>";
    let plain = "How many?\nTwelve.\nWhere?\nHere.\nUna";
    let above = "Answers in bold below.";
    assert_eq!(answered(above, plain, Some(bold)), format!("{above}\n\nTwelve.\n\nHere."));
    let behind = "How many? TWELVE\n\nWhere? HERE, AT THE HALL\n\nUna";
    assert_eq!(
        answered("SEE BELOW IN CAPS", behind, None),
        "SEE BELOW IN CAPS\n\nTWELVE\n\nHERE, AT THE HALL"
    );
}

#[test]
fn a_letter_that_only_announces_answers_has_them_below() {
    let letter = "Dear FOI\n\nHow many? Twelve.\n\nUna";
    let kept = answered("Dear Ms Vale\n\nPlease see our answers below.\n\nAnn Hale", letter, None);
    assert!(kept.contains("How many? Twelve."), "{kept}");
}

#[test]
fn her_letter_is_known_by_where_the_message_was_delivered() {
    let letter = "From: Una <una@vale.example>\nSent: 4 March 2025 10:00\nTo: FOI\nSubject: Request\n\nHow many?\nAnswer: Twelve.";
    let message = Message {
        text: format!("Please see our answers below.\n\n{letter}\n"),
        delivered_to: vec![("Delivered-To".to_owned(), "una@vale.example".to_owned())],
        ..Message::default()
    };
    let expected = "Please see our answers below.\n\nAnswer: Twelve.";
    assert_eq!(separate(&message).new_text, expected);
}

#[test]
fn initials_that_are_a_header_word_somewhere_are_no_header_below_a_quoted_line() {
    // "DW:" is "Cc:" in Polish.
    let letter = "> Which bridge is next?\nDW: The east one.\n> Is it paid for?\nDW: Half of it.";
    let expected = "My comments start with DW.\n\nDW: The east one.\n\nDW: Half of it.";
    assert_eq!(answered("My comments start with DW.", letter, None), expected);
}

#[test]
fn her_letter_stays_quoted_below_an_answer_that_mentions_what_is_below() {
    let letter = "Dear FOI\n\nHow many bridges? Please do not apply section 12.\n\nUna";
    for above in [
        "The figure is twelve. Please see the link below: https://town.example/",
        "In response to your email below, we own twelve.",
        "Thank you for your letter.\n\nPlease see our answers below.\n\nHow many bridges?\nWe own twelve.\n\nRegards\nAnn",
        "Our reply follows below: 12",
        "Please see our privacy notice below.",
    ] {
        assert_eq!(answered(above, letter, None), above);
    }
}

#[test]
fn answers_set_off_below_her_questions_need_no_announcement() {
    let plain = "How many?\nTwelve.\nWho paid?\nThe parish.\nUna";
    let html = "<p>How many?</p><p><span style='color:red'>Twelve.</span></p><p>Who paid?</p><p style='color:red'>The parish.</p><p>Una</p>";
    let above = "Thank you for your letter.";
    let expected = format!("{above}\n\nTwelve.\n\nThe parish.");
    assert_eq!(answered(above, plain, Some(html)), expected);
    let heading = "<p><b>How many?</b></p><p>Twelve</p><p><b>Una</b></p>";
    assert_eq!(answered(above, "How many?\nTwelve\nUna", Some(heading)), above);
}

#[test]
fn a_letter_passed_on_under_its_subject_is_new() {
    let letter = "From: Bridges Team <bridges@town.example>\nSent: 4 March 2025 10:00\nTo: Una\nSubject: Bridges\n\nWe own twelve.";
    let mut message = Message {
        subject: "FW: Bridges".into(),
        text: format!("Una, once more.\n\n{letter}\n"),
        to: vec![crate::reading::Address {
            name: "Una".into(),
            address: "una@vale.example".into(),
        }],
        ..Message::default()
    };
    assert!(separate(&message).new_text.ends_with("We own twelve."));
    message.subject = "RE: Bridges".into();
    assert_eq!(separate(&message).new_text, "Una, once more.");
}

#[test]
fn who_greets_her_below_her_letter_answers_it() {
    let letter = "How many bridges?\n\nUna\n\n----------\n\nDear Una\n\nTwelve.\n\nAnn Hale";
    let expected = "Hello\n\nDear Una\n\nTwelve.\n\nAnn Hale";
    assert_eq!(answered("Hello", letter, None), expected);
    // What they wrote to her before stays quoted.
    let before = "Dear Una\n\nYou will hear from us.\n\nDear Una\n\nOnce more.";
    assert_eq!(answered("We own twelve.", before, None), "We own twelve.");
}

#[test]
fn her_first_name_alone_may_head_her_letter() {
    let message = Message {
        text: "Dear Una\n\nPlease see our answers below.\n\nHow many bridges are there?\n\nWe own twelve.\n\nFrom: Una\nSent: 4 March 2025 10:00\nTo: FOI\nSubject: Request\n\nHow many bridges are there?\n".into(),
        to: vec![crate::reading::Address { name: "Una Vale".into(), address: "una@vale.example".into() }],
        ..Message::default()
    };
    assert!(separate(&message).new_text.ends_with("We own twelve."));
}
