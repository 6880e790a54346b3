//! Bytes to text when the declared character set is right, wrong or missing.
//!
//! Follows the WHATWG Encoding Standard's labels (`encoding_rs`), but trusts the bytes before the
//! label: text that is valid UTF-8 beyond ASCII was never meant as Latin-1.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::parser;

/// Text of `bytes`, which say they are in `label` (or say nothing); not copied where they are text
/// as they stand.
pub(super) fn text<'a>(bytes: impl Into<Cow<'a, [u8]>>, label: Option<&str>) -> Cow<'a, str> {
    let label = label.map(|label| label.trim().trim_matches(['"', '\'']).trim());
    let declared = label.and_then(|label| Encoding::for_label(label.as_bytes()));
    let mut bytes = bytes.into();
    if let Some(encoding) = unmistakable(&bytes, declared) {
        return Cow::Owned(without_bom(encoding.decode(&bytes).0).into_owned());
    }
    let stateful = declared.is_some_and(|encoding| !encoding.is_ascii_compatible())
        || label.is_some_and(is_utf7);
    if !stateful {
        bytes = match utf8(bytes) {
            Ok(text) => return without_bom(text),
            Err(bytes) => bytes,
        };
    }
    Cow::Owned(match (declared, label) {
        (Some(encoding), _) if encoding == UTF_8 => broken_utf8(&bytes),
        (Some(encoding), Some(label)) if !is_ascii(label) => {
            without_bom(encoding.decode_without_bom_handling(&bytes).0).into_owned()
        }
        (None, Some(label)) if !label.is_empty() => {
            parser::rare_charset(label, &bytes).unwrap_or_else(|| guessed(&bytes).into_owned())
        }
        _ => guessed(&bytes).into_owned(),
    })
}

/// What the bytes can only be, whatever the label says: UTF-16 with its mark, or, where it is declared
/// without one, by the half that is zero (RFC 2781 has it big-endian, most senders have not); Japanese
/// with its escapes (RFC 1468) in what is declared as plain.
fn unmistakable(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<&'static Encoding> {
    const ESCAPES: [&[u8]; 2] = [b"\x1b$B", b"\x1b$@"];
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] => None,
        [0xFF, 0xFE, _, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, _, ..] => Some(UTF_16BE),
        [0, second, ..] if *second != 0 && declared == Some(UTF_16LE) => Some(UTF_16BE),
        _ if declared.is_none_or(|encoding| encoding == UTF_8 || encoding == WINDOWS_1252) => {
            let escaped = memchr::memchr(0x1b, bytes).is_some_and(|at| {
                ESCAPES.iter().any(|escape| memchr::memmem::find(&bytes[at..], escape).is_some())
            });
            escaped.then_some(ISO_2022_JP)
        }
        _ => None,
    }
}

/// The bytes as text when they are UTF-8, else as they are.
fn utf8(bytes: Cow<'_, [u8]>) -> Result<Cow<'_, str>, Cow<'_, [u8]>> {
    match bytes {
        Cow::Borrowed(bytes) => {
            std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Cow::Borrowed(bytes))
        }
        Cow::Owned(bytes) => {
            String::from_utf8(bytes).map(Cow::Owned).map_err(|error| Cow::Owned(error.into_bytes()))
        }
    }
}

/// A byte order mark is no text.
fn without_bom(text: Cow<'_, str>) -> Cow<'_, str> {
    const BOM: char = '\u{feff}';
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.strip_prefix(BOM).unwrap_or(text)),
        Cow::Owned(text) if text.starts_with(BOM) => Cow::Owned(text[BOM.len_utf8()..].to_owned()),
        owned => owned,
    }
}

fn is_utf7(label: &str) -> bool {
    label.to_ascii_lowercase().contains("utf-7")
}

/// Labels that promise ASCII, which bytes above 127 break.
fn is_ascii(label: &str) -> bool {
    let label = label.to_ascii_lowercase();
    label.contains("ascii") || label.starts_with("ansi_x3") || label == "unknown-8bit"
}

/// Declared UTF-8 that is not: a few broken sequences in real UTF-8, or another set altogether.
fn broken_utf8(bytes: &[u8]) -> String {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if good > bad {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        guessed(bytes).into_owned()
    }
}

/// The most likely character set by the bytes alone; Western European where they say little.
fn guessed(bytes: &[u8]) -> Cow<'_, str> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[..bytes.len().min(64 * 1024)], true);
    let mut encoding = detector.guess(Some(b"uk"), Utf8Detection::Allow);
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    // A handful of bytes is no evidence for anything but the usual.
    if high < 4 && encoding != UTF_8 {
        encoding = WINDOWS_1252;
    }
    encoding.decode_without_bom_handling(bytes).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_believed_before_the_label() {
        let cases: &[(&[u8], Option<&str>, &str)] = &[
            (b"caf\xc3\xa9", Some("iso-8859-1"), "café"),
            (b"caf\xc3\xa9", None, "café"),
            (b"caf\xe9", Some("iso-8859-1"), "café"),
            (b"caf\xe9", Some("utf-8"), "café"),
            (b"caf\xe9", Some("us-ascii"), "café"),
            (b"\x91quoted\x92 \x96 \xa35", None, "‘quoted’ – £5"),
            (b"\x91quoted\x92", Some("iso-8859-1"), "‘quoted’"),
            (b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251"), "Привет"),
            (b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("x-nonsense"), "Привет"),
            (b"Gr+APwA3w-e", Some("utf-7"), "Grüße"),
            (b"\xef\xbb\xbfplain", Some("utf-8"), "plain"),
            (b"\xff\xfeW\0e\0", Some("utf-8"), "We"),
            (b"\xfe\xff\0W\0e", None, "We"),
            (b"\0W\0e", Some("utf-16"), "We"),
            (b"W\0e\0", Some("utf-16"), "We"),
            (b"\x1b$BF|K\\8l\x1b(B 42", None, "日本語 42"),
            (b"\x1b$BF|K\\8l\x1b(B", Some("us-ascii"), "日本語"),
            (b"\x1b[31mred", None, "\x1b[31mred"),
            (b"caf\xc3\xa9 na\xc3\xafve \xc3", Some("utf-8"), "café naïve \u{fffd}"),
        ];
        for (bytes, label, expected) in cases {
            assert_eq!(&text(*bytes, *label), expected, "{label:?} {bytes:?}");
        }
    }
}
