//! What an attachment is, by its content; its media type and name are asked last.

use std::io::Cursor;

use crate::reading::decode::smime;

/// What an attachment is, as far as its text is concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Portable Document Format.
    Pdf,
    /// Word (.docx).
    Word,
    /// A text or presentation of OpenDocument (.odt, .odp).
    OpenDocument,
    /// PowerPoint (.pptx).
    Slides,
    /// A spreadsheet: .xlsx, .xlsb, .xls, .ods.
    Sheet,
    /// Rich Text Format.
    Rtf,
    /// HTML.
    Html,
    /// Plain text, CSV, a calendar entry, and the like.
    Plain,
    /// A zip archive of other files.
    Zip,
    /// A picture.
    Picture,
    /// An Office file that is locked by a password.
    Locked,
    /// Word before 2007 (.doc).
    OldWord,
    /// A message saved as it came (.eml).
    Mail,
    /// A message that Outlook saved (.msg).
    Outlook,
    /// The signature of a message (S/MIME, RFC 8551; OpenPGP, RFC 3156), which says nothing itself.
    Signature,
    /// Encrypted: an envelope of S/MIME (RFC 8551), a message of OpenPGP (RFC 9580).
    Encrypted,
    /// No byte.
    Empty,
    /// Anything else, by its media type or in words.
    Other(String),
}

/// Tells what `bytes` are.
pub fn of(bytes: &[u8], media_type: &str, name: &str) -> Kind {
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    if start.is_empty() {
        return Kind::Empty;
    }
    if memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return Kind::Pdf;
    }
    if start.starts_with(b"{\\rtf") {
        return Kind::Rtf;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return inside_zip(bytes);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return inside_ole(bytes);
    }
    if smime::is_enveloped(bytes) || start.starts_with(b"-----BEGIN PGP MESSAGE-----") {
        return Kind::Encrypted;
    }
    if is_signature(start, media_type, name) {
        return Kind::Signature;
    }
    if let Some(known) = infer::get(bytes) {
        return match known.matcher_type() {
            infer::MatcherType::Image => Kind::Picture,
            infer::MatcherType::Text if known.mime_type().contains("html") => Kind::Html,
            infer::MatcherType::Text => text(start, media_type, name),
            _ => Kind::Other(known.mime_type().to_owned()),
        };
    }
    text(start, media_type, name)
}

/// Whether the bytes are a signature apart from what it signs: called so and built so, as a sequence of
/// DER or in OpenPGP's armour.
fn is_signature(start: &[u8], media_type: &str, name: &str) -> bool {
    let called = matches!(
        media_type,
        "application/pkcs7-signature"
            | "application/x-pkcs7-signature"
            | "application/pgp-signature"
    );
    let lower = name.to_ascii_lowercase();
    let named = lower.ends_with(".p7s") || lower.ends_with(".asc") || lower.ends_with(".sig");
    let built = start.starts_with(&[0x30]) || start.starts_with(b"-----BEGIN PGP SIGNATURE-----");
    built && (called || named)
}

/// Whether the bytes are a picture, told by their first ones alone: so much can be looked at without
/// risk where the rest is left to a child process.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    !head.starts_with(b"PK") && !head.starts_with(b"\xd0\xcf") && of(head, "", "") == Kind::Picture
}

/// Text of some kind, or bytes of no known one.
fn text(start: &[u8], media_type: &str, name: &str) -> Kind {
    let utf16 = start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff");
    let head = &start[..start.len().min(4096)];
    if !utf16 && head.iter().filter(|b| **b < 9 || (14..27).contains(*b)).count() > head.len() / 100
    {
        return Kind::Other("of an unknown kind".to_owned());
    }
    if !utf16 && super::mail::is_one(start, media_type, name) {
        return Kind::Mail;
    }
    let lower = name.to_ascii_lowercase();
    let named_html =
        media_type.contains("html") || lower.ends_with(".htm") || lower.ends_with(".html");
    let tags = [&b"<!doctype html"[..], b"<html", b"<body", b"<table"];
    let tagged = tags.iter().any(|tag| head.to_ascii_lowercase().starts_with(tag));
    if tagged || (named_html && head.contains(&b'<')) { Kind::Html } else { Kind::Plain }
}

/// Office files are zip archives that contain certain names.
fn inside_zip(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Kind::Zip };
    let names: Vec<_> = archive.file_names().flatten().collect();
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let under = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    let office = has("[Content_Types].xml");
    if office && has("word/document.xml") || has("word/document2.xml") {
        Kind::Word
    } else if office && under("xl/") {
        Kind::Sheet
    } else if office && under("ppt/slides/") {
        Kind::Slides
    } else if has("mimetype") && has("content.xml") {
        if first_name_says(bytes, b"spreadsheet") { Kind::Sheet } else { Kind::OpenDocument }
    } else {
        Kind::Zip
    }
}

/// OpenDocument stores its media type first and uncompressed.
fn first_name_says(bytes: &[u8], word: &[u8]) -> bool {
    memchr::memmem::find(&bytes[..bytes.len().min(256)], word).is_some()
}

/// Old Office files keep the names of their streams in UTF-16.
fn inside_ole(bytes: &[u8]) -> Kind {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    // A saved message comes first: its attachments may be anything.
    if has("__properties_version1.0") {
        Kind::Outlook
    } else if has("EncryptedPackage") {
        Kind::Locked
    } else if has("WordDocument") {
        Kind::OldWord
    } else if has("Workbook") || has("Book") {
        Kind::Sheet
    } else {
        Kind::Other("an old or damaged Office file".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_pictures() -> [(Vec<u8>, &'static str, Kind); 3] {
        let jpeg = [&b"\xff\xd8\xff\xe0\0\x10JFIF"[..], &[0; 9000]].concat();
        let late = [&b"\x89PNG\r\n\x1a\n"[..], &[0; 600], b"%PDF-1.4"].concat();
        let zip = b"PK\x05\x06 empty".to_vec();
        [(jpeg, "a.jpg", Kind::Picture), (late, "b.pdf", Kind::Pdf), (zip, "c.zip", Kind::Zip)]
    }

    #[test]
    fn the_content_decides_and_the_name_only_in_doubt() {
        let cases: [(&[u8], &str, Kind); 9] = [
            (b"%PDF-1.7\n", "letter.docx", Kind::Pdf),
            (b"junk\n%PDF-1.7\n", "letter.pdf", Kind::Pdf),
            (b"{\\rtf1 x}", "letter.doc", Kind::Rtf),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "letter.pdf", Kind::Picture),
            (b"<!DOCTYPE html><p>x", "x", Kind::Html),
            (b"<p>x</p>", "x.html", Kind::Html),
            (b"Name,Count\nx,1\n", "x.pdf", Kind::Plain),
            (b"\xff\xfea\0b\0", "x.txt", Kind::Plain),
            (b" \r\n", "x", Kind::Empty),
        ];
        for (bytes, name, kind) in cases {
            assert_eq!(of(bytes, "application/octet-stream", name), kind, "{name}");
        }
        for (bytes, name, kind) in of_pictures() {
            assert_eq!(is_picture(&bytes), kind == Kind::Picture, "{name}");
            assert_eq!(of(&bytes, "", name), kind, "{name}");
        }
        let der = b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80\0\0";
        let armour = b"-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n";
        for (bytes, media_type, name, kind) in [
            (&der[..], "application/pkcs7-signature", "", Kind::Signature),
            (der, "application/octet-stream", "smime.p7s", Kind::Signature),
            (armour, "application/pgp-signature", "signature.asc", Kind::Signature),
            (
                b"0\x82\x01\x1e\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03",
                "application/pkcs7-mime",
                "smime.p7m",
                Kind::Encrypted,
            ),
            (b"-----BEGIN PGP MESSAGE-----\n\nhQ==\n", "", "letter.asc", Kind::Encrypted),
            (b"%PDF-1.7\n", "application/pkcs7-signature", "smime.p7s", Kind::Pdf),
            (b"We hold twelve.", "application/pkcs7-signature", "smime.p7s", Kind::Plain),
        ] {
            assert_eq!(of(bytes, media_type, name), kind, "{media_type} {name}");
        }
        let Kind::Other(_) = of(&[1, 2, 3, 4, 5, 0, 7], "", "") else { panic!("bytes of no kind") };
    }
}
