//! Attachments are read by a child process: one that is hostile costs itself and no other.

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use foidesk::mailbox::text::{Limits, Reader};

const FOI: &str = env!("CARGO_BIN_EXE_foi");

fn reader(time: Duration, memory: u64) -> Reader {
    Reader::new(Path::new(FOI), Limits { time, memory })
}

/// A PDF of one page with that content stream, without a table of objects.
fn pdf(content: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>\
        /XObject<</X 6 0 R>>>>>>endobj\n\
        5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        .to_vec();
    for (number, more, content) in
        [(4, "", content), (6, "/Type/XObject/Subtype/Form", b"/X Do /X Do /X Do /X Do".as_slice())]
    {
        let head = format!("{number} 0 obj<<{more}/Length {}>>stream\n", content.len());
        file.extend_from_slice(head.as_bytes());
        file.extend_from_slice(content);
        file.extend_from_slice(b"\nendstream endobj\n");
    }
    file
}

fn bomb() -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..1500 {
        packed.write_all(&spaces).unwrap();
    }
    let packed = packed.finish().unwrap();
    let mut file = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
        .to_vec();
    let head = format!("4 0 obj<</Filter/FlateDecode/Length {}>>stream\n", packed.len());
    file.extend_from_slice(head.as_bytes());
    file.extend_from_slice(&packed);
    file.extend_from_slice(b"\nendstream endobj\n");
    file
}

#[test]
fn one_child_reads_many() {
    let mut reader = reader(Duration::from_secs(30), 1 << 30);
    let letter = pdf(
        b"BT /F1 11 Tf 72 700 Td (Our ref: FOI1198) Tj 0 -14 Td (Section 31\\(1\\)\\(a\\)) Tj ET",
    );
    let start = Instant::now();
    for _ in 0..60 {
        let found = reader.read(&letter, "application/pdf", "letter.pdf");
        assert_eq!(found.text, "Our ref: FOI1198\nSection 31(1)(a)");
        assert_eq!(found.problem, None);
    }
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    let spaced = pdf(b"BT /F1 10 Tf 3 Tc 72 700 Td (ti) Tj ET");
    assert_eq!(reader.read(&spaced, "", "").text, "t i");
}

#[test]
fn a_bomb_ends_its_child_and_the_next_is_read() {
    let mut reader = reader(Duration::from_secs(30), 512 << 20);
    let found = reader.read(&bomb(), "application/pdf", "bomb.pdf");
    assert_eq!(found.text, "");
    assert!(found.problem.unwrap().contains("needs more memory"));
    assert_eq!(reader.read(b"After.", "text/plain", "a.txt").text, "After.");
}

#[test]
fn an_endless_one_is_stopped_and_the_next_is_read() {
    let mut reader = reader(Duration::from_secs(3), 1 << 30);
    let page = pdf(&b"/X Do ".repeat(2_000));
    let endless = String::from_utf8(page)
        .unwrap()
        .replace("Kids[", &format!("Kids[{}", "3 0 R ".repeat(399)));
    let found = reader.read(endless.as_bytes(), "application/pdf", "endless.pdf");
    assert_eq!(found.problem.as_deref(), Some("is not read: it takes longer than 3 s"));
    assert_eq!(reader.read(b"After.", "text/plain", "a.txt").text, "After.");
}

#[test]
fn a_scan_is_said_to_have_no_text() {
    let mut reader = reader(Duration::from_secs(30), 1 << 30);
    let found = reader.read(&pdf(b"q 595 0 0 842 0 0 cm /Im1 Do Q"), "application/pdf", "scan.pdf");
    assert_eq!(found.problem.as_deref(), Some("has no text: it is probably a scan"));
}
