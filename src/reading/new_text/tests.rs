//! What `new_text` is expected to make of invented mail.

use super::*;

fn new(text: &str) -> String {
    separate_text(text, &[]).new_text
}

#[test]
fn the_new_text_is_what_stands_above_the_original() {
    let originals = [
        "On Tue, 4 Mar 2025 at 03:57, Una Vale <una@vale.example> wrote:\n\n> Please send\n> the list.",
        "On 4 Mar 2025, at 03:57, Una Vale\n<una@vale.example> wrote:\n\nPlease send the list.",
        "-----Original Message-----\nFrom: Una Vale <una@vale.example>\nSent: 04 March 2025 03:57\nTo: FOI\nSubject: Request\n\nPlease send",
        "________________________________\nFrom: Una Vale\nSent: 04 March 2025 03:57\nTo: FOI\nSubject: Request\n\nPlease send",
        "From: Una Vale <una@vale.example>\nDate: Tue, 4 Mar 2025\nTo: foi@town.example\nSubject: Request\n\nPlease send",
        "Von: Una Vale\nGesendet: Dienstag, 4. März 2025 03:57\nAn: FOI\nBetreff: Anfrage\n\nBitte",
        "De : Una Vale\nEnvoyé : mardi 4 mars 2025\nÀ : FOI\nObjet : Demande\n\nBonjour",
        "Oddi wrth: Una Vale\nAnfonwyd: 04 Mawrth 2025\nAt: FOI\nPwnc: Cais\n\nAnnwyl",
        "Am 04.03.2025 um 03:57 schrieb Una Vale <una@vale.example>:\n> Bitte",
        "ср, 30 апр. 2025 г. в 15:19, Una Vale <una@vale.example>:\n\nпривет",
        ">>> Una Vale <una@vale.example> 04/03/2025 08:56 >>>\n> Please send",
        "Una Vale <una@vale.example>\n04/03/2025 16:04\n\nTo\nfoi <foi@town.example>\ncc\n\nSubject\nRequest\n\n     Please send",
        "--------------------------------\n\nDear Town Council,\n\nUnder the Freedom of Information Act 2000 I would like to know the cost.\n\nUna Vale",
    ];
    for original in originals {
        let text = format!("Dear Ms Vale\n\nWe hold twelve.\n\n{original}\n");
        let parts = separate_text(&text, &[]);
        assert_eq!(parts.new_text, "Dear Ms Vale\n\nWe hold twelve.", "{original}");
        assert!(parts.quoted_text.is_some(), "{original}");
    }
}

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
fn footers_are_kept_apart() {
    let footers = [
        "--\nUna Vale\nFOI Officer",
        "Sent from my iPhone",
        "________________________________\nThis email is confidential and intended only for the addressee.",
        "Please consider the environment before printing this email.\n\n***********\nRegistered office: Town Hall",
    ];
    for footer in footers {
        let parts = separate_text(&format!("We hold twelve.\n\n{footer}\n"), &[]);
        assert_eq!(parts.new_text, "We hold twelve.", "{footer}");
        assert_eq!(parts.footer.as_deref(), Some(footer), "{footer}");
    }
}

#[test]
fn the_rights_paragraph_is_kept_apart() {
    let text = "Dear Ms Vale\n\nWe hold twelve.\n\nIf you are unhappy with this answer you may ask for an internal review.\n\nYou may then complain to the Information Commissioner.\n\nYours sincerely\n\nUna";
    let parts = separate_text(text, &[]);
    assert_eq!(parts.new_text, "Dear Ms Vale\n\nWe hold twelve.\n\nYours sincerely\n\nUna");
    assert!(parts.rights.is_some_and(|rights| rights.contains("Commissioner")));
}

/// A reply to Una Vale that answers in her unquoted letter.
fn answered(above: &str, letter: &str, html: Option<&str>) -> String {
    let header =
        "From: Una Vale <una@vale.example>\nSent: 4 March 2025 10:00\nTo: FOI\nSubject: Request";
    let message = Message {
        text: format!("{above}\n\n{header}\n\n{letter}\n"),
        html: html.map(str::to_owned),
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
    let kept = answered("Answers in bold under each question.", "How many?\nTwelve.", None);
    assert!(kept.ends_with("How many?\nTwelve."), "{kept}");
}
