//! What names a request in mail from a sender whom the desk does not know: the plus-address of its
//! letter wherever it hides, its token with spaces or over two lines, a reference that is known, a
//! regulator's case.

use serde_json::Value;

use crate::desk::Desk;

const MARL: &str = "bins/marl-university";

/// Three requests, sent with plus-addresses; their tokens.
fn sent() -> (Desk, Vec<String>) {
    let desk = Desk::new().today("2026-10-01");
    desk.file(
        "foi.toml",
        "[identity]\nname = \"Robin Hale\"\nemail = \"robin@campaign.example\"\nplus_addresses = true\n",
    );
    let entry = |(name, id): (&str, &str)| {
        format!(
            "[[authority]]\nid = \"{id}-university\"\nname = \"{name} University\"\nkind = \"university\"\nnation = \"england\"\nemail = \"foi@{id}.example\"\n"
        )
    };
    let entries = [("Marl", "marl"), ("Tarnby", "tarnby"), ("Norrwold", "norrwold")].map(entry);
    desk.file("authorities.toml", entries.concat());
    let to = ["marl", "tarnby", "norrwold"].map(|name| format!("{name}-university"));
    let mut draft = vec!["draft", "bins", "--template", "social-media-monitoring"];
    draft.extend(to.iter().flat_map(|id| ["--to", id]));
    desk.run(&draft).done();
    desk.run(&["send", "bins", "--confirm", "3"]).done();
    let list = desk.json(&["list"]);
    let tokens = list.as_array().unwrap().iter();
    let tokens = tokens.map(|row| row["token"].as_str().unwrap().to_owned()).collect();
    (desk.today("2026-10-20"), tokens)
}

/// The only item of a check of one message.
fn read(desk: &Desk, id: &str, headers: &str, text: &str) -> Value {
    let to = if headers.contains("\nTo: ") { "" } else { "To: robin@campaign.example\n" };
    let name = format!("{id}.eml");
    desk.file(
        &name,
        format!(
            "{to}Date: Tue, 13 Oct 2026 10:00:00 +0100\nMessage-ID: <{id}@post.example>\n{headers}\n\n{text}\n"
        ),
    );
    desk.json(&["check", &name])["items"][0].clone()
}

const NONE: &str = "Dear Robin Hale,\n\nWe do not hold this information.";

#[test]
fn a_plus_address_of_hers_names_its_request_wherever_it_hides() {
    let (desk, tokens) = sent();
    let tag = tokens[0].replace('-', "");
    let plus = format!("robin+{tag}@campaign.example");
    for (number, header) in [
        format!("To: {plus}"),
        format!("To: {}", plus.to_uppercase()),
        format!("To: robin+{}@campaign.example", tokens[0]),
        format!("Cc: {plus}"),
        format!("Delivered-To: {plus}"),
        format!("X-Original-To: {plus}"),
        format!("X-Envelope-To: {plus}"),
        format!(
            "Received: from a.example by b.example for <{plus}>; Tue, 13 Oct 2026 10:00:00 +0100"
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let headers = format!("From: x{number}@cases.example\nSubject: Answer\n{header}");
        let item = read(&desk, &format!("plus{number}"), &headers, NONE);
        assert_eq!(item["request"], MARL, "{header}: {item}");
        assert_eq!(item["evidence"][0]["rule"], "plus_address", "{header}: {item}");
    }
    // It no longer speaks against the authority's own address.
    let headers = format!("From: foi@tarnby.example\nTo: {plus}\nSubject: Answer");
    assert_eq!(read(&desk, "other", &headers, NONE)["certainty"], "likely");
}

#[test]
fn a_token_is_known_with_spaces_and_over_two_lines() {
    let (desk, tokens) = sent();
    let spaced = tokens[0].replace('-', " ").to_uppercase();
    let wrapped = format!("{}\n{}", &tokens[0][..8], &tokens[0][8..]);
    for (id, token) in [("spaced", spaced), ("wrapped", wrapped)] {
        let headers = format!("From: {id}@cases.example\nSubject: Answer");
        let item = read(&desk, id, &headers, &format!("{NONE}\n\nYour ref: {token}\n"));
        assert_eq!(
            (&item["request"], &item["certainty"]),
            (&MARL.into(), &"certain".into()),
            "{item}"
        );
    }
}

#[test]
fn mail_that_quotes_a_known_reference_is_never_passed_over() {
    let (desk, tokens) = sent();
    let acknowledge = |token: &str, reference: &str| {
        let headers = format!("From: foi@marl.example\nSubject: Received [{token}]");
        let text = format!("Thank you for your request. Our ref: {reference}");
        assert_eq!(read(&desk, reference, &headers, &text)["certainty"], "certain");
    };
    for (number, reference) in ["REQ-2026-701", "CAM10600", "19302"].iter().enumerate() {
        acknowledge(&tokens[0], reference);
        let headers = format!("From: a{number}@cases.example\nSubject: {reference}");
        let item = read(
            &desk,
            &format!("a{number}"),
            &headers,
            &format!("Our ref: {reference}\n\n{NONE}"),
        );
        assert_eq!(item["candidates"][0], MARL, "{item}");
        let headers = format!("From: b{number}@cases.example\nSubject: Enclosed");
        let text = format!("Our ref: {reference}\n\nThe meeting room is free.");
        let item = read(&desk, &format!("b{number}"), &headers, &text);
        assert_ne!(item["kind"], "unrelated", "{item}");
    }
    // And so is one that came with the mail by which the reference became known.
    let mail = |id: &str, from: &str, subject: &str, text: &str| {
        format!(
            "From MAILER-DAEMON Mon Oct  5 09:00:00 2026\nFrom: {from}\nTo: robin@campaign.example\nSubject: {subject}\n\
             Date: Mon, 5 Oct 2026 10:00:00 +0100\nMessage-ID: <{id}@post.example>\n\n{text}\n\n"
        )
    };
    let known = format!("Received [{}]", tokens[2]);
    desk.file(
        "both.mbox",
        mail("early", "c@cases.example", "Answer", &format!("Our ref: ENQ/26/991\n\n{NONE}"))
            + &mail("late", "foi@tarnby.example", &known, "Thank you. Our ref: ENQ/26/991"),
    );
    let report = desk.json(&["check", "both.mbox"]);
    let early = report["items"].as_array().unwrap().iter();
    let early = { early }.find(|item| item["message_id"] == "early@post.example").unwrap();
    assert_eq!(early["candidates"][0], "bins/tarnby-university", "{report}");
}

#[test]
fn a_regulators_letter_waits_until_its_case_is_known() {
    let (desk, _) = sent();
    let from = "From: ICO Casework <casework@ico.org.uk>";
    let number = "IC-251113-X4Y3";
    let item = read(
        &desk,
        "allocated",
        &format!("{from}\nSubject: {number}"),
        &format!("Dear Ms Hale\n\nCase reference {number}\n\nYour case has an officer now."),
    );
    assert_eq!(item["certainty"], "none", "{item}");
    assert_eq!(desk.json(&["why", "allocated@post.example"])["place"], "tray");
    let _ = read(
        &desk,
        "accepted",
        &format!("{from}\nSubject: {number} Marl University"),
        &format!(
            "Dear Ms Hale\n\nCase reference {number}\n\nWe accepted your complaint about Marl University."
        ),
    );
    let told = desk.run(&["triage", "accepted@post.example", "--file", MARL]).exits(0).stderr;
    assert!(told.starts_with("message 2 is filed under bins/marl-university"), "{told}");
    let why = desk.json(&["why", "allocated@post.example"]);
    assert_eq!((&why["place"], &why["filings"][0]["request"]), (&"filed".into(), &MARL.into()));
}

#[test]
fn more_time_claimed_by_a_stranger_is_an_alert_until_she_says_whose_word_it_is() {
    let (desk, tokens) = sent();
    let headers = format!("From: x@elsewhere.example\nSubject: Received [{}]", tokens[0]);
    let item = read(
        &desk,
        "claim",
        &headers,
        "Dear Ms Hale,\n\nWe are extending the deadline to 26 November 2026 under section 10(3), to consider the public interest in section 43.",
    );
    assert_eq!((&item["request"], &item["kind"]), (&MARL.into(), &"extension".into()), "{item}");
    let row = || desk.json(&["list"]).as_array().unwrap()[0].clone();
    assert_eq!(row()["alerts"][0]["about"], "claim", "{}", row());
    assert_eq!(row()["alerts"][0]["by"], "2026-11-26");
    let claims = || desk.json(&["show", MARL])["claims"].as_array().unwrap().len();
    assert_eq!(claims(), 0);
    let _ = desk.run(&["triage", "claim@post.example", "--file", MARL]).exits(0);
    assert_eq!((claims(), row()["alerts"].as_array().map(Vec::len)), (1, Some(0)));
    desk.run(&["undo"]).done();
    assert_eq!((claims(), row()["alerts"][0]["about"].as_str()), (0, Some("claim")));
}
