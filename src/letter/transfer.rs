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

/// What a letter of one text says, its lines ended by LF, where it is transferred as it is; `None` where
/// it is encoded, or has more parts.
pub fn plain_text(eml: &[u8]) -> Option<String> {
    let text = as_it_is(eml)?;
    let mut out = Vec::with_capacity(text.len());
    let mut start = 0;
    for at in memchr::memchr_iter(b'\r', text) {
        out.extend_from_slice(&text[start..at]);
        start = at + 1;
    }
    out.extend_from_slice(&text[start..]);
    String::from_utf8(out).ok()
}

/// Whether [`plain_text`] of a letter is this text.
pub fn says_plainly(eml: &[u8], text: &str) -> bool {
    let Some(mut rest) = as_it_is(eml) else { return false };
    let mut lines = text.as_bytes();
    while let Some(end) = memchr::memchr(b'\n', lines) {
        let same = rest.get(..end) == Some(&lines[..end]) && rest[end..].starts_with(b"\r\n");
        if !same {
            return false;
        }
        (lines, rest) = (&lines[end + 1..], &rest[end + 2..]);
    }
    rest == lines && memchr::memchr(b'\r', text.as_bytes()).is_none()
}

/// The text of a letter that is nothing but a text, where it is transferred as it is.
fn as_it_is(eml: &[u8]) -> Option<&[u8]> {
    let end = memchr::memmem::find(eml, b"\r\n\r\n")? + 2;
    let is_plain = eml[..end].ends_with(b"Content-Transfer-Encoding: 7bit\r\n");
    eml[end + 2..].strip_suffix(b"\r\n").filter(|_| is_plain)
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
            let (ours, theirs) = (encoded(text.clone()), Body::new(text.clone()));
            let letter = [format!("X: y\r\nContent-Transfer-Encoding: {}\r\n\r\n", ours.encoding()).as_bytes(), ours.as_ref(), b"\r\n"].concat();
            proptest::prop_assert_eq!(says_plainly(&letter, &text), plain_text(&letter).as_deref() == Some(text.as_str()));
            let is_lf = ours.encoding() == ContentTransferEncoding::SevenBit && !text.contains('\r');
            proptest::prop_assert!(!is_lf || plain_text(&letter).as_deref() == Some(text.as_str()));
            proptest::prop_assert_eq!(ours.encoding(), theirs.encoding());
            proptest::prop_assert_eq!(ours.into_vec(), theirs.into_vec());
        }
    }
}
