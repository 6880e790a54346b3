//! What `new_text` is expected to make of invented mail.

use super::*;

mod answers;
mod footer;
mod marker;
mod request;
mod whole;

fn new(text: &str) -> String {
    separate_text(text, &[]).new_text
}

/// The letter that stands above every original here.
const LETTER: &str = "Dear Ms Vale\n\nWe own twelve bridges.\n\nYours sincerely\nAnn Hale";

fn is_told_apart(original: &str) {
    let parts = separate_text(&format!("{LETTER}\n\n{original}\n"), &[]);
    assert_eq!(parts.new_text, LETTER, "{original}");
}
