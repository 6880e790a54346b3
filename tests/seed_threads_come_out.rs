//! Four threads of a real campaign, rebuilt with invented people, hosts and sentences: an answer
//! under a mistyped reference, neither confirmed nor denied, a late letter inside a PDF, and
//! answers between the questions. She adopts what she sent, has the replies read, and every
//! request comes out with its references, dates and suggestion.
//!
//! The mail is in `tests/mail/threads`; facts and shapes are those of the threads as published,
//! every word is new.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use serde_json::{Value, json};

use crate::desk::Desk;

const CARROW: &str = "social/carrow-university";
const DUNMERE: &str = "social/dunmere-university";
const WESTBOURNE: &str = "social/university-of-westbourne";
const CHESWICK: &str = "monitoring/cheswick-college";

fn threads() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/threads")
}

fn thread(name: &str) -> String {
    threads().join(name).display().to_string()
}

/// A PDF (ISO 32000-1) of one page for each part of `letter` that ends in a form feed.
fn pdf(letter: &str) -> Vec<u8> {
    let pages: Vec<&str> = letter.split('\u{c}').collect();
    let page = |at: usize| 4 + 2 * at;
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", page(at))).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (at, text) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            page(at) + 1
        ));
        objects.push(content(text));
    }
    document(&objects)
}

fn content(text: &str) -> String {
    let mut shown = String::from("BT /F1 10 Tf 12 TL 50 800 Td\n");
    for line in text.lines() {
        let line = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        writeln!(shown, "({line}) '").unwrap();
    }
    shown.push_str("ET");
    format!("<< /Length {} >>\nstream\n{shown}\nendstream", shown.len())
}

fn document(objects: &[String]) -> Vec<u8> {
    let mut pdf = String::from("%PDF-1.4\n");
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", pdf.len()).unwrap();
        write!(pdf, "{} 0 obj\n{object}\nendobj\n", number + 1).unwrap();
    }
    let size = objects.len() + 1;
    let start = pdf.len();
    pdf.push_str(&table);
    write!(pdf, "trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").unwrap();
    pdf.into_bytes()
}

/// Westbourne's answer: three lines, and the letter as a PDF.
fn letter_in_a_pdf() -> String {
    let letter = std::fs::read_to_string(threads().join("westbourne_letter.txt")).unwrap();
    let encoded = base64::engine::general_purpose::STANDARD.encode(pdf(&letter));
    let lines: Vec<&str> =
        encoded.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
    format!(
        "From: Information Compliance <foi@westbourne.example>\nTo: Robin Example <robin@campaign.example>\n\
         Subject: RE: Freedom of Information request - Students and social media\n\
         Date: Thu, 09 Jul 2020 16:12:00 +0100\nMessage-ID: <westbourne-answer@post.example>\n\
         In-Reply-To: <westbourne-1@campaign.example>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=\"part\"\n\n--part\n\
         Content-Type: text/plain; charset=utf-8\n\nDear Robin Example,\n\nOur letter is attached.\n\n\
         Information Compliance Team\n\n--part\nContent-Type: application/pdf\n\
         Content-Disposition: attachment; filename=\"Example R.pdf\"\n\
         Content-Transfer-Encoding: base64\n\n{}\n--part--\n",
        lines.join("\n")
    )
}

/// Her desk on 15 July 2021, the letters adopted.
fn adopted() -> Desk {
    let desk = Desk::new().today("2021-07-15");
    let me = ["--me", "robin@campaign.example"];
    let social: Vec<String> = ["carrow", "dunmere", "westbourne"]
        .map(|name| thread(&format!("sent/{name}.eml")))
        .to_vec();
    let social: Vec<&str> = social.iter().map(String::as_str).collect();
    let made = desk.json(&[&["adopt"], &social[..], &["--campaign", "Social"], &me].concat());
    assert_eq!(made["requests"], json!([CARROW, DUNMERE, WESTBOURNE]));
    let (first, later) = (thread("sent/cheswick.eml"), thread("sent/cheswick_reminder.eml"));
    let made =
        desk.json(&[&["adopt", &first, &later, "--campaign", "Monitoring"], &me[..]].concat());
    assert_eq!(made["requests"], json!([CHESWICK]));
    assert_eq!(made["follow_ups"], json!([{ "request": CHESWICK, "kind": "reply" }]));
    desk
}

/// Her desk with every reply read.
fn checked() -> (Desk, Value) {
    let desk = adopted();
    desk.file("in/westbourne.eml", letter_in_a_pdf());
    let report = desk.json(&["check", "in", &thread("inbox")]);
    (desk, report)
}

fn facts(value: &Value, keys: &[&str]) -> Value {
    keys.iter().map(|key| value[key].clone()).collect()
}

#[test]
fn every_reply_is_filed_and_told_for_what_it_is() {
    let (_, report) = checked();
    assert_eq!(facts(&report, &["new", "filed", "suggested", "unmatched"]), json!([7, 7, 0, 0]));
    let keys = ["message_id", "request", "certainty", "kind", "references", "status_after"];
    let told: Vec<Value> =
        report["items"].as_array().unwrap().iter().map(|item| facts(item, &keys)).collect();
    let item = |id: &str, request: &str, kind: &str, references: &[&str], status: &str| {
        json!([format!("{id}@post.example"), request, "certain", kind, references, status])
    };
    let expected = [
        item("carrow-ack", CARROW, "acknowledgement", &["FOIA1198"], "awaiting_response"),
        item("dunmere-ack", DUNMERE, "acknowledgement", &[], "awaiting_response"),
        item("carrow-answer", CARROW, "released", &["FOIA199"], "answered"),
        item("dunmere-answer", DUNMERE, "neither_confirm_nor_deny", &[], "answered"),
        item("carrow-later", CARROW, "other_correspondence", &["FOIA1199"], "answered"),
        item("westbourne-answer", WESTBOURNE, "partly_released", &["FOI2020/105"], "answered"),
        item("cheswick-answer", CHESWICK, "partly_released", &[], "answered"),
    ];
    assert_eq!(json!(told), json!(expected));
}

#[test]
fn the_board_has_dates_references_and_suggestions() {
    let (desk, _) = checked();
    let keys =
        ["request", "status", "outcome", "suggestion", "overdue", "sent_on", "due", "references"];
    let rows: Vec<Value> =
        desk.json(&["list"]).as_array().unwrap().iter().map(|row| facts(row, &keys)).collect();
    let social = |request: &str, suggestion: &str, references: &[&str]| {
        json!([
            request,
            "answered",
            null,
            suggestion,
            false,
            "2020-06-02",
            "2020-06-30",
            references
        ])
    };
    assert_eq!(
        json!(rows),
        json!([
            [
                CHESWICK,
                "answered",
                null,
                "partly_successful",
                false,
                "2021-05-21",
                "2021-06-21",
                []
            ],
            social(CARROW, "successful", &["FOIA1198", "FOIA199", "FOIA1199"]),
            social(DUNMERE, "refused", &[]),
            social(WESTBOURNE, "partly_successful", &["FOI2020/105"]),
        ])
    );
}

#[test]
fn slips_of_a_reference_are_kept_as_slips_of_the_first() {
    let (desk, _) = checked();
    let shown = desk.json(&["show", CARROW]);
    let references: Vec<Value> = shown["references"]
        .as_array()
        .unwrap()
        .iter()
        .map(|known| facts(known, &["value", "place", "mistype_of"]))
        .collect();
    assert_eq!(
        json!(references),
        json!([
            ["FOIA1198", "body", null],
            ["FOIA199", "body", "FOIA1198"],
            ["FOIA1199", "subject", "FOIA1198"],
        ])
    );
    for slip in ["FOIA199", "FOIA1199"] {
        assert_eq!(desk.json(&["show", slip])["request"]["request"], CARROW, "{slip}");
    }
}

#[test]
fn an_acknowledgement_moves_no_date() {
    let (desk, _) = checked();
    let shown = desk.json(&["show", CARROW]);
    assert_eq!(
        facts(&shown["clock"], &["received", "due", "late_by", "review_ask_by"]),
        json!(["2020-06-02", "2020-06-30", 0, "2020-08-24"])
    );
    let events = shown["events"].as_array().unwrap();
    let claims: Vec<&Value> = events
        .iter()
        .map(|event| &event["kind"])
        .filter(|kind| kind["what"] == "due_claimed")
        .collect();
    assert_eq!(json!(claims), json!([{ "what": "due_claimed", "due": "2020-06-30" }]));
}

#[test]
fn a_letter_inside_a_pdf_is_seven_working_days_late() {
    let (desk, _) = checked();
    let shown = desk.json(&["show", WESTBOURNE]);
    assert_eq!(
        facts(&shown["clock"], &["received", "due", "late_by", "review_ask_by"]),
        json!(["2020-06-02", "2020-06-30", 7, "2020-09-08"])
    );
    assert_eq!(
        facts(&shown["references"][0], &["value", "place"]),
        json!(["FOI2020/105", "attachment"])
    );
}

#[test]
fn their_own_window_for_a_review_is_read_and_hers_to_put_right() {
    let (desk, _) = checked();
    let shown = desk.json(&["show", CARROW]);
    let window =
        shown["stated"].as_array().unwrap().iter().find(|one| one["what"] == "review_window");
    assert_eq!(window.unwrap()["date"], "2020-08-25", "two months after the answer of 25 June");
    let remarks = shown["remarks"].as_array().unwrap();
    assert!(
        remarks.iter().filter_map(Value::as_str).any(|remark| remark.starts_with(
            "their letter allows a review to be asked for until 2020-08-25 (otherwise 2020-08-24): \
             \"Requests for an internal review should be submitted within two months"
        )),
        "{remarks:#?}"
    );
    desk.run(&["set", CARROW, "--review-window", "2020-08-28"]).done();
    let remarks = &desk.json(&["show", CARROW])["remarks"];
    assert_eq!(
        remarks[0],
        "they allow a review to be asked for until 2020-08-28 (otherwise 2020-08-24)"
    );
}
