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
