//! What a whole message tells, where its parts decide together.

use crate::reading::{self, decode};

/// The sections that a letter with this text cites.
fn sections(text: &str) -> Vec<String> {
    let mail = format!(
        "From: foi@town.example\nTo: una@vale.example\nSubject: Your FOI request\n\n{text}\n"
    );
    let read = reading::read(&decode(mail.as_bytes()), &[""; 0]);
    read.sections.into_iter().map(|one| one.section).collect()
}

#[test]
fn the_paragraph_on_her_rights_cites_nothing() {
    let answer = "Dear Una\n\nThe lease is exempt under section 43(2) of the Act.\n\n";
    for (after, expected) in [
        (
            "If you are not content with our answer you may ask for an internal review. After it you may apply to the Information Commissioner under section 50 of the Act.",
            vec!["43(2)"],
        ),
        (
            "You have the right to complain to us.\n\nThe Information Commissioner decides under section 50.",
            vec!["43(2)"],
        ),
        // What explains the answer is no such paragraph.
        ("Under section 17(1) this is our refusal notice.", vec!["43(2)", "17(1)"]),
        (
            "The complaint that you made under section 50 is with the Commissioner.",
            vec!["43(2)", "50"],
        ),
    ] {
        assert_eq!(sections(&format!("{answer}{after}")), expected, "{after}");
    }
}

#[test]
fn a_sheet_of_sentences_is_a_letter_and_an_invitation_gives_nothing() {
    let mail = "From: foi@town.example\nSubject: Your request\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease see the attached.\n--b\nContent-Type: application/vnd.ms-excel\nContent-Disposition: attachment; filename=\"boats.xls\"\n\nx\n--b--";
    let of = |text: &str| reading::read(&decode(mail.as_bytes()), &[text]);
    let refused =
        of("We are withholding this under section 43(2) of the Act.\nYour request is refused.");
    assert_eq!(refused.sections[0].section, "43(2)");
    assert_eq!(of("Section 43(2)\t12\nSection 40\t3").sections, []);
    let invitation = "From: foi@town.example\nSubject: Your request\nContent-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:FOI2400\nDTSTART:20261020T100000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    let invited = reading::read(&decode(invitation.as_bytes()), &[""; 0]);
    assert_eq!(invited.kind, reading::Kind::OtherCorrespondence);
}
