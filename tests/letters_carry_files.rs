//! Files go with letters: named by the template or by her, read when the letters are drafted, byte for
//! byte what arrives, listed in the preview, kept once however many letters there are.

use foidesk::letter::enclosure::{Enclosed, Enclosure};
use foidesk::letter::mime::{self, Envelope, Party};
use foidesk::store::Letter;
use mail_parser::{MessageParser, MimeHeaders as _};

use crate::batch::Batch;
use crate::desk::Desk;
use crate::smtp_server::SmtpServer;

/// The names and bytes of the files in a message, by another parser than wrote it.
fn files(message: &[u8]) -> Vec<(String, String, Vec<u8>)> {
    let parsed = MessageParser::default().parse(message).unwrap();
    let of = |part: &mail_parser::MessagePart<'_>| {
        let kind = part.content_type().unwrap();
        let kind = format!("{}/{}", kind.ctype(), kind.subtype().unwrap());
        (part.attachment_name().unwrap().to_owned(), kind, part.contents().to_vec())
    };
    parsed.attachments().map(of).collect()
}

fn envelope<'a>(enclosed: Option<&'a Enclosed>) -> Envelope<'a> {
    Envelope {
        from: Party { name: "Robin Example", address: "robin@campaign.example" },
        to: Party { name: "X College", address: "foi@x.example" },
        reply_to: None,
        message_id: "1@campaign.example",
        in_reply_to: None,
        references: &[],
        rehearsal: None,
        enclosed,
    }
}

proptest::proptest! {
    #[test]
    fn every_byte_of_a_file_comes_back(
        first in proptest::collection::vec(proptest::num::u8::ANY, 1..400),
        second in "[ -~\r\né]{1,300}",
        body in "([ -~]{0,80}\n){0,5}[a-zé]{1,40}\n",
    ) {
        let file = |name: &str, bytes: &[u8]| Enclosure { name: name.into(), bytes: bytes.into() };
        let sent = [file("Fragen für alle.pdf", &first), file("the \"list\".txt", second.as_bytes())];
        let enclosed = Enclosed::of(&sent).unwrap().unwrap();
        let own = mime::compose(&envelope(Some(&enclosed)), "S", &body).unwrap();
        let letter = [own.as_slice(), enclosed.tail()].concat();
        let found = files(&letter);
        proptest::prop_assert_eq!(found.len(), 2);
        for ((name, _, bytes), sent) in found.iter().zip(&sent) {
            proptest::prop_assert_eq!((name, bytes), (&sent.name, &sent.bytes));
        }
        let parsed = MessageParser::default().parse(&letter).unwrap();
        let text = parsed.body_text(0).unwrap().replace("\r\n", "\n");
        proptest::prop_assert_eq!(text.trim_end(), body.trim_end());
    }
}

const TEMPLATE: &str = "+++\ntitle = \"Books\"\nsubject = \"Books\"\nattach = [\"files/form.docx\"]\n+++\n\
    Dear {{ authority.addressed }},\n\nPlease fill in the form.\n\n{{ requester.name }}\n";

/// Bytes that are no text.
fn form() -> Vec<u8> {
    (0..40_000u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect()
}

fn register(n: usize) -> String {
    let entry = |n: usize| {
        format!(
            "[[authority]]\nid = \"uni-{n}\"\nname = \"University {n}\"\nkind = \"university\"\n\
             nation = \"england\"\nemail = \"foi@uni-{n}.example\"\n"
        )
    };
    format!("catalogue = false\n{}", (1..=n).map(entry).collect::<String>())
}

/// A desk with a template that attaches a form, and a list of hers.
pub fn desk(authorities: usize) -> Desk {
    let desk = Desk::new();
    desk.file("authorities.toml", register(authorities));
    desk.file("templates/books.txt", TEMPLATE);
    desk.file("templates/files/form.docx", form());
    desk.file("list of books.csv", "title,year\nBücher,2020\n");
    desk
}

pub const DRAFT: &[&str] =
    &["draft", "books", "--template", "books", "--attach", "list of books.csv"];

#[test]
fn what_arrives_has_the_files_byte_for_byte() {
    let server = SmtpServer::willing();
    let batch = Batch { desk: desk(3) };
    batch.desk.file(
        "foi.toml",
        "[identity]\nname = \"Robin Example\"\nemail = \"robin@campaign.example\"\n\
         [sending]\naccount = \"mine\"\n",
    );
    batch.account(&server, "");
    let drafted = batch.desk.run(DRAFT).exits(0);
    let told = "form.docx (application/vnd.openxmlformats-officedocument.wordprocessingml.document, \
                160 KB), list of books.csv (text/csv, 24 bytes)";
    assert!(drafted.stderr.contains(&format!("With each letter: {told}\n")), "{}", drafted.stderr);
    let preview = batch.desk.run(&["preview", "books/uni-1"]).exits(0).stdout;
    assert!(preview.ends_with(&format!("\nAttached: {told}\n")), "{preview}");
    let listed = &batch.desk.json(&["preview", "books/uni-1"])[0];
    assert_eq!(
        (&listed["attached"][1]["name"], &listed["attached"][1]["bytes"]),
        (&"list of books.csv".into(), &24.into())
    );
    assert!(listed["bytes"].as_u64().unwrap() > 160_000 * 4 / 3);

    // Practice has them too.
    batch.desk.run(&["send", "--to-self", "--limit", "1"]).done();
    batch.desk.run(&["send", "--outbox", "look", "--limit", "1"]).done();
    let practised = server.received().remove(0);
    assert!(practised.text().contains("X-Foidesk-Rehearsal"));
    let expected = [
        (
            "form.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            form(),
        ),
        ("list of books.csv", "text/csv", "title,year\nBücher,2020\n".into()),
    ]
    .map(|(name, kind, bytes)| (name.to_owned(), kind.to_owned(), bytes));
    assert_eq!(files(&practised.bytes), expected);
    let written = std::fs::read_dir(batch.desk.path().join("look")).unwrap().next().unwrap();
    assert_eq!(files(&std::fs::read(written.unwrap().path()).unwrap()), expected);

    let letters: Vec<Letter> = batch.letters();
    batch.send(3).done();
    let received = server.received();
    assert_eq!(received.len(), 4);
    for letter in &letters {
        let got = received.iter().find(|got| got.to[0] == letter.to_address).unwrap();
        assert_eq!(mime::unstamped(&got.bytes), letter.whole());
        assert_eq!(mime::sha256(&got.bytes), letter.sha256);
        assert_eq!(files(&got.bytes), expected);
    }
}

#[test]
fn a_file_that_cannot_be_attached_is_named_with_its_template() {
    let refused = |desk: &Desk, more: &[&str], code: i32, told: &str| {
        let ran = desk.run(&[&["draft", "books", "--template", "books"], more].concat());
        let _ = ran.exits(code).shows("").says(told);
        assert!(desk.json(&["list"]).as_array().unwrap().is_empty());
    };
    let desk = desk(1);
    std::fs::remove_file(desk.path().join("templates/files/form.docx")).unwrap();
    let missing = "cannot read the file to attach";
    let gone = "caused by: No such file or directory (os error 2)\nhint: nothing was written\n";
    refused(
        &desk,
        &[],
        1,
        &format!("error: template `books`: {missing} $DESK/templates/files/form.docx\n{gone}"),
    );
    desk.file("templates/files/form.docx", "");
    refused(
        &desk,
        &[],
        1,
        "error: template `books`: $DESK/templates/files/form.docx is empty: there is nothing to attach\n",
    );
    desk.file("templates/files/form.docx", "form");
    refused(
        &desk,
        &["--attach", "none.pdf"],
        1,
        &format!("error: --attach: {missing} none.pdf\n{gone}"),
    );
    refused(
        &desk,
        &["--attach", "templates"],
        1,
        "error: --attach: $DESK/templates is no file that can be attached\n",
    );
    desk.file("form.docx", "another");
    refused(
        &desk,
        &["--attach", "form.docx"],
        2,
        "error: --attach: a file named form.docx is attached already\nhint: give one of them another name\n",
    );
    #[cfg(unix)]
    {
        let link = desk.path().join("templates/files/form.docx");
        std::fs::remove_file(&link).unwrap();
        std::os::unix::fs::symlink(desk.path().join("form.docx"), &link).unwrap();
        refused(
            &desk,
            &[],
            1,
            "error: template `books`: $DESK/templates/files/form.docx leads out of the folder of your \
             templates\nhint: put the file itself there, or name it with --attach\n",
        );
    }
}

#[test]
fn a_letter_too_large_for_the_provider_stops_and_one_that_many_refuse_is_told() {
    let batch = Batch { desk: desk(1) };
    batch.desk.file(
        "foi.toml",
        "[identity]\nname = \"Robin Example\"\nemail = \"robin@campaign.example\"\n\
         [sending]\naccount = \"mine\"\n",
    );
    let large: Vec<u8> = form().into_iter().cycle().take(8_000_000).collect();
    batch.desk.file("large.pdf", large);
    batch.desk.run(&["draft", "books", "--template", "books", "--attach", "large.pdf"]).done();
    let told = |more: &str| {
        batch.account_at(1, more);
        let ran = batch.desk.run(&["send", "--dry-run"]);
        (
            ran.code,
            ran.stderr.lines().find(|line| line.contains("MB")).unwrap_or_default().to_owned(),
        )
    };
    // 8.16 MB are 11.2 as they are sent.
    let size = "the message has 11.2 MB as it is sent, and";
    let grow = "files grow by a third in mail (books/uni-1)";
    assert_eq!(told(""), (5, format!("guard: {size} many servers take 10 MB: {grow}")));
    assert_eq!(
        told("megabytes = 11"),
        (5, format!("guard: {size} your provider takes 11 MB: {grow}"))
    );
    assert_eq!(
        told("megabytes = 25"),
        (0, format!("warning: {size} many servers take 10 MB (books/uni-1)"))
    );
    assert_eq!(told("provider = \"gmail\"").0, 0);
}

#[test]
fn a_file_that_changed_stops_the_run_and_drafting_again_takes_it_in() {
    let batch = Batch { desk: desk(2) };
    let desk = &batch.desk;
    desk.run(DRAFT).done();
    desk.file("list of books.csv", "title,year\nLlyfrau,2021\n");
    let stopped = desk.run(&["send", "--dry-run"]).exits(5).stderr;
    let told = "guard: the attached file list of books.csv has changed since the letter was drafted (books/uni-1 and 1 more)";
    assert!(stopped.contains(told), "{stopped}");
    desk.run(&["draft", "books", "--again"]).done();
    desk.run(&["send", "--dry-run"]).done();
    let again = batch.letters().pop().unwrap();
    assert_eq!(files(&again.whole())[1].2, b"title,year\nLlyfrau,2021\n");
    // What is gone changes nothing: the letter has its bytes.
    std::fs::remove_file(desk.path().join("list of books.csv")).unwrap();
    desk.run(&["send", "--dry-run"]).done();
    desk.run(&["draft", "books", "--again", "--attach", ""]).done();
    assert_eq!(files(&batch.letters().pop().unwrap().whole()).len(), 1);
}

#[cfg(unix)]
#[test]
fn an_edited_letter_keeps_its_files() {
    let batch = Batch { desk: desk(1) };
    batch.desk.run(DRAFT).done();
    let mut command = batch.desk.command();
    command
        .env("EDITOR", "sed -i.bak 's/fill in/complete/'")
        .env("PATH", std::env::var("PATH").unwrap());
    let ran = batch.desk.ran(command.args(["preview", "books", "--edit"]).output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    batch.desk.run(&["send", "--confirm", "1"]).done();
    let sent = std::fs::read_dir(batch.desk.path().join("outbox")).unwrap().next().unwrap();
    let sent = std::fs::read(sent.unwrap().path()).unwrap();
    assert!(String::from_utf8_lossy(&sent).contains("complete the form"));
    assert_eq!(files(&sent).len(), 2);
}

#[test]
fn a_file_of_many_letters_is_kept_once() {
    let batch = Batch { desk: desk(500) };
    let large: Vec<u8> = form().into_iter().cycle().take(2_000_000).collect();
    batch.desk.file("templates/files/form.docx", large);
    let database = batch.desk.path().join(".foi/desk.db");
    batch.desk.run(&["draft", "books", "--template", "books"]).done();
    let bytes = std::fs::metadata(&database).unwrap().len();
    assert!(bytes < 6_000_000, "500 letters with 2 MB each take {bytes} bytes");
    let letters = batch.letters();
    assert!(letters.iter().all(|letter| letter.size() > 2_600_000));
    assert_eq!(mime::sha256(&letters[499].whole()), letters[499].sha256);
}
