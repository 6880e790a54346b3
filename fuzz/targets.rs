//! What is fuzzed: every parser that meets bytes of strangers, each as a function of bytes. Shared by
//! the cargo-fuzz targets beside this file and by `examples/mutate.rs`, the loop that runs in CI.
//! A function may return whatever it finds; it must not panic, hang or eat memory.

use foidesk::mailbox::{self, text};
use foidesk::reading;

/// A parser by its name.
pub type Target = (&'static str, fn(&[u8]));

/// Every parser.
pub const ALL: [Target; 15] = [
    ("mbox", mbox),
    ("identity", identity),
    ("message", message),
    ("quoting", quoting),
    ("references", references),
    ("dates", dates),
    ("tnef", tnef),
    ("dsn", dsn),
    ("docx", docx),
    ("sheet", sheet),
    ("pdf", pdf),
    ("rtf", rtf),
    ("zip", zip),
    ("doc", doc),
    ("msg", msg),
];

/// An mbox file: its messages lie in order, apart, and inside it.
pub fn mbox(data: &[u8]) {
    let split = mailbox::split(data);
    let mut end = 0;
    for span in split.spans {
        assert!(end <= span.content.start && span.content.start <= span.content.end);
        end = span.content.end;
        let mail = mailbox::unquote(&data[span.content], split.quoting);
        assert!(mail.len() <= data.len());
    }
}

/// The canonical form of a message: the same for CRLF, and never much longer than it.
pub fn identity(data: &[u8]) {
    let mut length = 0;
    mailbox::canonical(data, &mut |piece| length += piece.len());
    assert!(length <= 2 * data.len() + 64);
}

/// A whole message, read as `foi read` does.
pub fn message(data: &[u8]) {
    let message = reading::decode(data);
    for attachment in &message.attachments {
        reading::content(attachment, data);
    }
    reading::read::<&str>(&message, &[]);
}

/// A text with quoted originals.
pub fn quoting(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    reading::new_text::separate_text(&text, &[]);
}

/// A text with references and sections.
pub fn references(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let subject = text.lines().next().unwrap_or_default();
    reading::reference::find(&reading::reference::Places {
        subject,
        body: &text,
        quoted: Some(&text),
        attachments: vec![(Some(subject), &text)],
        ours: vec![subject],
    });
    reading::section::cited(&text, &text);
}

/// A text with dates.
pub fn dates(data: &[u8]) {
    reading::date::read(&String::from_utf8_lossy(data), None);
}

/// Outlook's winmail.dat, attached.
pub fn tnef(data: &[u8]) {
    let head = b"Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\
        Content-Transfer-Encoding: binary\r\n\r\n\x78\x9f\x3e\x22";
    message(&[head.as_slice(), data].concat());
}

/// A delivery status notification.
pub fn dsn(data: &[u8]) {
    let head = b"From: MAILER-DAEMON@x.example\nSubject: failed\nMIME-Version: 1.0\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nFailed.\n--b\n\
        Content-Type: message/delivery-status\n\n";
    message(&[head.as_slice(), data].concat());
}

/// The XML of a Word document, in its archive; and an archive as it comes.
pub fn docx(data: &[u8]) {
    packed(&["[Content_Types].xml", "word/document.xml"], data);
    packed(&["mimetype", "content.xml"], data);
}

/// A worksheet, in its archive; and rows of an old one.
pub fn sheet(data: &[u8]) {
    text::read_here(
        &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k\0", data].concat(),
        "",
        "",
    );
    packed(&["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"], data);
}

/// A PDF: objects without a table.
pub fn pdf(data: &[u8]) {
    text::read_here(&[b"%PDF-1.4\n", data].concat(), "", "");
}

/// Rich text.
pub fn rtf(data: &[u8]) {
    text::read_here(&[b"{\\rtf1 ", data].concat(), "", "");
}

/// A zip archive.
pub fn zip(data: &[u8]) {
    text::read_here(&[b"PK\x03\x04", data].concat(), "", "");
}

/// The text and the list of pieces of an old Word document, in their file; and that file as it comes.
pub fn doc(data: &[u8]) {
    let mut head = vec![0; 0x1aa];
    head[..4].copy_from_slice(b"\xec\xa5\xc1\0");
    head[0x1a6..0x1aa].copy_from_slice(&u32::try_from(data.len()).unwrap_or(0).to_le_bytes());
    compound(&[("WordDocument", &[&head, data].concat()), ("0Table", data)]);
    text::read_here(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", data].concat(), "", "");
}

/// What a message that Outlook saved is made of.
pub fn msg(data: &[u8]) {
    compound(&[
        ("__properties_version1.0", data),
        ("__substg1.0_0037001F", data),
        ("__substg1.0_10130102", data),
    ]);
    compound(&[("__properties_version1.0", &[]), ("__substg1.0_10090102", data)]);
}

/// Puts those streams into one compound file, and reads it.
fn compound(streams: &[(&str, &[u8])]) {
    use std::io::Write as _;
    let Ok(mut file) = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())) else { return };
    for (name, content) in streams {
        let written = file.create_stream(name).and_then(|mut stream| stream.write_all(content));
        assert!(written.is_ok(), "a file in memory takes what it is given");
    }
    text::read_here(&file.into_inner().into_inner(), "", "");
}

/// Puts `data` under each of those names into one archive, stored, and reads it.
fn packed(names: &[&str], data: &[u8]) {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in names {
        let written = zip.start_file(*name, stored).and_then(|()| Ok(zip.write_all(data)?));
        assert!(written.is_ok(), "an archive in memory takes what it is given");
    }
    if let Ok(archive) = zip.finish() {
        text::read_here(&archive.into_inner(), "", "");
    }
}
