//! Her own letter below an answer, which nothing marks as quoted.

use super::*;

#[test]
fn her_own_letter_is_known_by_her_name_without_any_marker() {
    let hers = "Dear Town Council,\n\nPlease count the bridges.\n\nYours faithfully,\n\nUna Vale";
    let read = |name: &str| {
        let to = crate::reading::Address { name: name.into(), address: "una@vale.example".into() };
        let text = format!("{LETTER}\n\n{hers}\n");
        separate(&Message { text, to: vec![to], ..Message::default() }).new_text
    };
    assert_eq!(read("Una Vale"), LETTER);
    assert!(read("Somebody Else").contains("count the bridges"));
}

#[test]
fn her_request_below_a_heading_or_in_a_history_is_hers() {
    for below in [
        "-----------------\nOriginal request received 02/04/2024\n-----------------\nList the bridges.\n\nUna Vale",
        "-----------------\n\nUna Vale\n\n19 Feb 2024, 17:58 GMT\n\nCould I see the list?",
    ] {
        let to = crate::reading::Address {
            address: "una.vale@vale.example".into(),
            ..Default::default()
        };
        let text = format!("{LETTER}\n\n{below}\n");
        let message = Message { text, to: vec![to], ..Message::default() };
        assert_eq!(separate(&message).new_text, LETTER, "{below}");
    }
    let to = crate::reading::Address { name: "Una Vale".into(), ..Default::default() };
    let desk = "## Reply above this line ##\n\nYour enquiry (5512) has been updated.\n\nAnn Hale (Town Hall)\n4 Mar 2025, 14:03 GMT\n\nIt is the red one.\n\nAnn\n\n--------\n\nUna Vale\n3 Mar 2025, 09:31 GMT\n\nWhich door?\n\n--------\nA service of the Town Hall";
    let message = Message { text: desk.into(), to: vec![to], ..Message::default() };
    assert_eq!(separate(&message).new_text, "It is the red one.\n\nAnn");
}

#[test]
fn a_help_desk_tells_her_comment_from_its_own_without_a_close() {
    let text = "Ann Hale (Ferries)\nMar 4, 2025, 09:12 GMT\n\nWe have three boats.\n\nUna Vale\nMar 3, 2025, 10:01 GMT\n\nHow many boats have you?";
    let to_una = Reader { names: &["Una Vale"], ..Reader::default() };
    let parts = split(text, &[], to_una);
    assert!(parts.new_text.contains("three boats"), "{parts:?}");
    assert!(!parts.new_text.contains("How many"), "{parts:?}");
}
