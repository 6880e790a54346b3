//! Plain text and CSV: bytes made into characters by their byte order mark, the declared charset,
//! UTF-8, or else the charset that they look like.

use encoding_rs::{Encoding, UTF_8};

/// Decodes text; `media_type` may carry a charset parameter. Lines end by `\n`.
pub fn decode(bytes: &[u8], media_type: &str) -> String {
    let declared = || {
        let (_, charset) = media_type.split_once("charset=")?;
        let charset = charset.trim_start_matches('"');
        Encoding::for_label(charset.split(['"', ';', ' ']).next()?.as_bytes())
    };
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => text,
            None => {
                declared().filter(|e| *e != UTF_8).unwrap_or_else(|| guess(bytes)).decode(bytes).0
            }
        },
    };
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let options = chardetng::Iso2022JpDetection::Deny;
    let mut detector = chardetng::EncodingDetector::new(options);
    detector.feed(&bytes[..bytes.len().min(64 * 1024)], true);
    detector.guess(Some(b"uk"), chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_found() {
        let cases: [(&[u8], &str, &str); 5] = [
            (b"\xef\xbb\xbfCaf\xc3\xa9\r\n", "", "Caf\u{e9}\n"),
            (b"\xff\xfeC\0a\0f\0\xe9\0", "text/plain", "Caf\u{e9}"),
            (
                b"Caf\xe9 \x96 open",
                "text/plain; charset=\"windows-1252\"",
                "Caf\u{e9} \u{2013} open",
            ),
            (b"Caf\xe9 \x96 open", "text/plain; charset=utf-8", "Caf\u{e9} \u{2013} open"),
            (b"Total cost \xa3500", "text/csv", "Total cost \u{a3}500"),
        ];
        for (bytes, media_type, expected) in cases {
            assert_eq!(decode(bytes, media_type), expected, "{media_type}");
        }
    }
}
