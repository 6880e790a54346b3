//! A letter's text as it is transferred (RFC 2045 section 6), encoded as lettre encodes it: as it is,
//! quoted-printable or base64.

use lettre::message::Body;
use lettre::message::header::ContentTransferEncoding;

/// Lines shorter than this lettre never encodes.
const SHORT: usize = 74;

/// The text as lettre encodes it. Lettre puts each CR into its place by moving all that follows, a
/// hundred times for a letter of a hundred lines: here all are set at once.
pub(super) fn encoded(text: String) -> Body {
    let ascii = text.is_ascii();
    // Beyond a third of other characters lettre takes base64.
    let is_plain = |byte: &u8| matches!(byte, b'\t' | b' '..=b'~');
    if !ascii && text.bytes().filter(|byte| !is_plain(byte)).count() > text.len() / 3 {
        return Body::new(text);
    }
    let (crlf, longest) = with_crlf(&text);
    match (ascii, longest < SHORT) {
        (true, true) => {
            Body::dangerous_pre_encoded(crlf.into_bytes(), ContentTransferEncoding::SevenBit)
        }
        (true, false) => Body::new(text),
        (false, _) => quoted_printable(&crlf).map_or_else(
            || Body::new(text),
            |bytes| Body::dangerous_pre_encoded(bytes, ContentTransferEncoding::QuotedPrintable),
        ),
    }
}

/// Quoted-printable, line by line: lettre encodes those that do not stay as they are. No line's
/// encoding depends on what stands around it (RFC 2045 section 6.7).
fn quoted_printable(crlf: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(crlf.len() + crlf.len() / 8);
    let mut rest = crlf;
    loop {
        let end = memchr::memmem::find(rest.as_bytes(), b"\r\n");
        let line = &rest[..end.unwrap_or(rest.len())];
        if stays(line) {
            out.extend_from_slice(line.as_bytes());
        } else {
            let encoding = ContentTransferEncoding::QuotedPrintable;
            let encoded = Body::new_with_encoding(line.to_owned(), encoding).ok()?;
            out.extend_from_slice(encoded.as_ref());
        }
        let Some(end) = end else { return Some(out) };
        out.extend_from_slice(b"\r\n");
        rest = &rest[end + 2..];
    }
}

/// Whether a line is the same in quoted-printable.
fn stays(line: &str) -> bool {
    line.len() < SHORT
        && !line.ends_with(' ')
        && line.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'=')
}

/// The text with its lines ended by CRLF, and how long the longest of them was.
fn with_crlf(text: &str) -> (String, usize) {
    let mut crlf = String::with_capacity(text.len() + text.len() / 16);
    let (mut start, mut longest) = (0, 0);
    for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
        longest = longest.max(end - start);
        crlf.push_str(&text[start..end]);
        crlf.push_str(if crlf.ends_with('\r') { "\n" } else { "\r\n" });
        start = end + 1;
    }
    crlf.push_str(&text[start..]);
    (crlf, longest.max(text.len() - start))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_text_is_encoded_as_lettre_encodes_it(text in "([ -~]{0,80}\n|\r\n|\n|[a-zé’ =\t]{0,9}\n|[ -~’]{60,160}|[ \r]){0,12}") {
            let (ours, theirs) = (encoded(text.clone()), Body::new(text));
            proptest::prop_assert_eq!(ours.encoding(), theirs.encoding());
            proptest::prop_assert_eq!(ours.into_vec(), theirs.into_vec());
        }
    }
}
