//! What a file is, by its first bytes and never by its name: mbox, one message, Apple Mail's
//! `.emlx`, gzip, zip, tar, or something that is not mail, told in words with the next step.

use super::{from_line, headers, mbox};

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Messages each opened by a From_ line.
    Mbox,
    /// One message, headers first.
    Message,
    /// Apple Mail's: a line with the length of the message, the message, a property list.
    Emlx,
    /// Compressed by gzip.
    Gzip,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// No byte in it.
    Empty,
    /// Not mail: what it is instead, to be put after the file's name.
    Other(String),
}

/// Outlook's containers and their like: first bytes, and what to do.
const FOREIGN: [(&[u8], &str); 5] = [
    (b"!BDN", "is an Outlook data file (.pst): convert it with readpst, or export mbox or .eml"),
    (b"\xd0\xcf\x11\xe0", "is an Outlook or old Office file: save the message as .eml first"),
    (b"SQLite format 3\0", "is a database, not mail"),
    (b"7z\xbc\xaf", "is a 7z archive: unpack it first"),
    (b"BZh", "is compressed by bzip2: unpack it first"),
];

/// Looks at the content of a file. Reads little of it, except where the beginning is no mail and
/// a message may start later (an mbox whose beginning was cut off).
pub fn of(file: &[u8]) -> Form {
    if file.is_empty() {
        return Form::Empty;
    }
    if let Some(form) = archive(file) {
        return form;
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| file.starts_with(magic)) {
        return Form::Other((*what).to_owned());
    }
    let start = mbox::first_line(file);
    if file[start..].is_empty() {
        return Form::Empty;
    }
    let line = mbox::line_at(file, start);
    let after = &file[mbox::next_line(file, start)..];
    if line.starts_with(b"From ") && !is_field(line) && opens_mbox(line, after) {
        return Form::Mbox;
    }
    let opens_quoted = line.starts_with(b">From ") && is_message(after);
    if is_message(&file[start..]) || opens_quoted || is_field(line) && is_message(after) {
        return Form::Message;
    }
    if line.iter().all(|b| b.is_ascii_digit() || *b == b' ') && is_message(after) {
        return Form::Emlx;
    }
    if !is_binary(file) && !mbox::split(file).spans.is_empty() {
        return Form::Mbox;
    }
    Form::Other(describe(file))
}

fn archive(file: &[u8]) -> Option<Form> {
    match file {
        [0x1f, 0x8b, ..] => Some(Form::Gzip),
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Form::Zip),
        _ if file.get(257..262) == Some(b"ustar") => Some(Form::Tar),
        _ => None,
    }
}

/// "From : a@b.example", with a blank before the colon (RFC 5322 section 4.5.1), is no From_ line.
fn is_field(line: &[u8]) -> bool {
    line.strip_prefix(b"From").is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

/// A From_ line with a date opens an mbox whatever follows; one without must be followed by
/// headers.
fn opens_mbox(line: &[u8], after: &[u8]) -> bool {
    from_line::arrived(line).is_some() || is_message(after)
}

/// Headers of which at least one is of mail, up to a blank line or at least over two lines.
pub fn is_message(text: &[u8]) -> bool {
    let headers = headers::scan(text);
    headers.known >= 1 && (headers.whole || headers.cut || headers.known >= 2)
}

fn is_binary(file: &[u8]) -> bool {
    infer::get(file).is_some_and(|kind| kind.matcher_type() != infer::MatcherType::Text)
        || memchr::memchr(0, &file[..file.len().min(4096)]).is_some()
}

fn describe(file: &[u8]) -> String {
    match infer::get(file) {
        Some(kind) if kind.matcher_type() == infer::MatcherType::Image => {
            format!("is a picture ({}), not mail", kind.mime_type())
        }
        Some(kind) => format!("is {}, not mail", kind.mime_type()),
        None if is_binary(file) => "is not mail".to_owned(),
        None => "has no mail headers: it is not mail".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        let mail = "From: a@b.example\nSubject: x\n\nbody\n";
        let mbox = format!("From a@b.example Mon Mar  3 11:34:31 2025\n{mail}\n");
        let cases: Vec<(Vec<u8>, Form)> = vec![
            (mbox.clone().into(), Form::Mbox),
            (format!("\u{feff}\n{mbox}").into(), Form::Mbox),
            (format!("the end of a cut message\n\n{mbox}").into(), Form::Mbox),
            (format!("From nobody\n{mail}").into(), Form::Mbox),
            (mail.into(), Form::Message),
            (b"From : a@b.example\nSubject: x\nTo: c@d.example\n\nbody\n".to_vec(), Form::Message),
            (format!(">From nobody\n{mail}").into(), Form::Message),
            (format!("\n\n{mail}").into(), Form::Message),
            (format!("{}   \n{mail}<?xml?>", mail.len()).into(), Form::Emlx),
            (b"\x1f\x8b\x08".to_vec(), Form::Gzip),
            (b"PK\x03\x04".to_vec(), Form::Zip),
            (vec![], Form::Empty),
            (b"\n\r\n".to_vec(), Form::Empty),
        ];
        for (file, form) in cases {
            assert_eq!(of(&file), form, "{}", String::from_utf8_lossy(&file));
        }
    }

    #[test]
    fn what_is_no_mail_is_told_by_what_it_is() {
        let cases: [(&[u8], &str); 4] = [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a picture (image/png), not mail"),
            (b"%PDF-1.4\n", "is application/pdf, not mail"),
            (b"Dear diary: nothing.\n", "has no mail headers: it is not mail"),
            (b"!BDN1234", "is an Outlook data file"),
        ];
        for (file, words) in cases {
            let Form::Other(what) = of(file) else { panic!("{words}") };
            assert!(what.starts_with(words), "{what}");
        }
    }
}
