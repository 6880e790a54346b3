//! Content-Transfer-Encoding undone (RFC 2045 section 6), leniently: what is broken is kept as it
//! stands, never refused. Sizes without decoding, so that attachments can wait.

use std::borrow::Cow;

/// The bytes of a part. An unknown encoding leaves them as they are.
pub(super) fn decoded<'a>(encoding: &str, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    match encoding {
        "base64" if is_base64(bytes) => Cow::Owned(base64(bytes)),
        "quoted-printable" => Cow::Owned(quoted_printable(bytes, false)),
        "x-uuencode" | "x-uue" | "uuencode" => match super::uuencode::first(bytes) {
            Some(content) => Cow::Owned(content),
            None => Cow::Borrowed(bytes),
        },
        _ => Cow::Borrowed(bytes),
    }
}

/// How many bytes a part will have; base64 is counted, not decoded.
pub(super) fn decoded_len(encoding: &str, bytes: &[u8]) -> u64 {
    match encoding {
        "base64" if is_base64(bytes) => base64_len(bytes),
        "7bit" | "8bit" | "binary" | "" | "base64" => bytes.len() as u64,
        _ => decoded(encoding, bytes).len() as u64,
    }
}

/// Whether bytes that are said to be base64 may be: mailers put the label on text that nobody encoded. Of
/// the first of them hardly any is foreign to the alphabet or a blank between two words.
pub(super) fn is_base64(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 4 * 1024;
    // A gateway may have written below it.
    let (own, _) = without_trailer(&bytes[..bytes.len().min(LOOKED_AT)]);
    let looked_at = own.trim_ascii();
    // Nearly all that is encoded is nothing else, which is told many bytes at a time.
    let plain = |byte: u8| {
        byte.is_ascii_alphanumeric() | matches!(byte, b'+' | b'/' | b'=' | b'\r' | b'\n')
    };
    if looked_at.iter().fold(true, |all, byte| all & plain(*byte)) {
        return true;
    }
    let known = |byte: u8| BASE64[usize::from(byte)] < 64 || matches!(byte, b'=' | b'\r' | b'\n');
    let foreign = looked_at
        .split(|byte| *byte == b'\n')
        .map(|line| line.trim_ascii().iter().filter(|byte| !known(**byte)).count());
    let foreign: usize = foreign.sum();
    foreign * 20 <= looked_at.len() || (foreign <= FEW && says_text(looked_at))
}

/// So many foreign characters in a short text are damage (RFC 2045 section 6.8), if it decodes.
const FEW: usize = 3;

/// Whether a short text is encoded to its last group, and is text when it is decoded.
fn says_text(encoded: &[u8]) -> bool {
    let count = encoded.iter().filter(|byte| BASE64[usize::from(**byte)] < 64 || **byte == b'=');
    let decoded = base64(encoded);
    let printable = |c: char| !c.is_control() || c.is_whitespace();
    count.count() % 4 == 0
        && std::str::from_utf8(&decoded)
            .is_ok_and(|text| text.len() > 8 && text.chars().all(printable))
}

fn base64_len(bytes: &[u8]) -> u64 {
    let blank = blanks(bytes);
    let padding = bytes
        .iter()
        .rev()
        .take(16)
        .filter(|byte| **byte > b' ')
        .take_while(|byte| **byte == b'=')
        .count();
    ((bytes.len() - blank - padding) as u64) * 3 / 4
}

/// How many bytes are blank. Counted in stretches whose count fits a byte: compilers make vectors of
/// that, and attachments are most of a mailbox.
fn blanks(bytes: &[u8]) -> usize {
    const STRETCH: usize = 240;
    let few = |stretch: &[u8]| stretch.iter().map(|byte| u8::from(*byte <= b' ')).sum::<u8>();
    // Of a length known when this is compiled, and a whole number of vectors.
    let (stretches, rest) = bytes.as_chunks::<STRETCH>();
    stretches.iter().map(|stretch| usize::from(few(stretch))).sum::<usize>()
        + usize::from(few(rest))
}

/// Base64 text, and the plain text that a gateway wrote below it: what follows a blank line and has
/// lines that are no base64.
pub(super) fn without_trailer(bytes: &[u8]) -> (&[u8], &[u8]) {
    let trimmed = bytes.trim_ascii_start();
    let skipped = bytes.len() - trimmed.len();
    let blank = memchr::memmem::find(trimmed, b"\n\n")
        .into_iter()
        .chain(memchr::memmem::find(trimmed, b"\n\r\n"))
        .min();
    let Some(blank) = blank.map(|at| at + skipped) else { return (bytes, &[]) };
    let trailer = bytes[blank..].trim_ascii();
    let is_base64 =
        |byte: &u8| BASE64[usize::from(*byte)] < 64 || matches!(byte, b'=' | b'\r' | b'\n');
    if trailer.iter().all(is_base64) { (bytes, &[]) } else { (&bytes[..blank], trailer) }
}

/// RFC 4648 base64; characters outside the alphabet are skipped, padding in the middle (pieces
/// encoded one by one and joined) starts anew.
pub(super) fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let (mut group, mut count) = (0u32, 0u8);
    for byte in bytes {
        let value = BASE64[usize::from(*byte)];
        if value < 64 {
            group = group << 6 | u32::from(value);
            count += 1;
            if count == 4 {
                out.extend_from_slice(&group.to_be_bytes()[1..]);
                (group, count) = (0, 0);
            }
        } else if *byte == b'=' {
            flush(&mut out, group, count);
            (group, count) = (0, 0);
        }
    }
    flush(&mut out, group, count);
    out
}

/// The whole bytes of an unfinished group.
fn flush(out: &mut Vec<u8>, group: u32, count: u8) {
    match count {
        2 => out.push((group >> 4) as u8),
        3 => out.extend_from_slice(&((group >> 2) as u16).to_be_bytes()),
        _ => {}
    }
}

const BASE64: [u8; 256] = {
    let mut table = [255u8; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut at = 0;
    while at < 64 {
        table[alphabet[at] as usize] = at as u8;
        at += 1;
    }
    // The URL alphabet, which some senders use.
    table[b'-' as usize] = 62;
    table[b'_' as usize] = 63;
    table
};

/// RFC 2045 section 6.7; with `word`, RFC 2047's Q encoding, where `_` is a space.
pub(super) fn quoted_printable(bytes: &[u8], word: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let next = if word { 0 } else { next_special(&bytes[at..]) };
        out.extend_from_slice(&bytes[at..at + next]);
        at += next;
        let Some(byte) = bytes.get(at) else { break };
        match byte {
            b'=' => at += escape(&bytes[at..], &mut out),
            b'_' if word => {
                out.push(b' ');
                at += 1;
            }
            b'\n' => {
                trim_padding(&mut out);
                out.push(b'\n');
                at += 1;
            }
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => at += 1,
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}

/// Where the next byte stands that is not simply itself.
fn next_special(bytes: &[u8]) -> usize {
    memchr::memchr3(b'=', b'\n', b'\r', bytes).unwrap_or(bytes.len())
}

/// White space at a line's end was added on the way (rule 3).
fn trim_padding(out: &mut Vec<u8>) {
    while let Some(b' ' | b'\t') = out.last() {
        out.pop();
    }
}

/// Reads one `=` escape and says how many bytes it took: a byte in hex, a soft line break, or
/// (malformed) itself.
fn escape(bytes: &[u8], out: &mut Vec<u8>) -> usize {
    if let (Some(high), Some(low)) = (hex(bytes.get(1)), hex(bytes.get(2))) {
        out.push(high << 4 | low);
        return 3;
    }
    let blank = bytes[1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    match bytes.get(1 + blank) {
        Some(b'\n') => blank + 2,
        None => blank + 1,
        Some(_) => {
            out.push(b'=');
            1
        }
    }
}

fn hex(byte: Option<&u8>) -> Option<u8> {
    char::from(*byte?).to_digit(16).map(|digit| digit as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_encodings_lose_nothing() {
        let cases: &[(&str, &str, &str)] = &[
            ("base64", "SGVsbG8=\r\n", "Hello"),
            ("base64", "SGVs\n bG8", "Hello"),
            ("base64", "SGk=SGk=", "HiHi"),
            ("base64", "  SGVs\n\tbG8=", "Hello"),
            (
                "base64",
                "SGVsbG8gdGhlcmUsIGl0IGlzIGFsbCBoZXJl\n!SGVsbG8=",
                "Hello there, it is all hereHello",
            ),
            ("base64", "V2UgaG9s*ZCA0MTIg\nc mVjb3Jkcy4=", "We hold 412 records."),
            ("base64", "It is 14. Kind regards", "It is 14. Kind regards"),
            ("base64", "Dear Una\n\nIt is held.\n", "Dear Una\n\nIt is held.\n"),
            ("quoted-printable", "a=20b=\r\nc =\t\nd", "a bc d"),
            ("quoted-printable", "1 + 1 = 2; =ZZ=", "1 + 1 = 2; =ZZ"),
            ("quoted-printable", "line  \r\nnext", "line\nnext"),
            ("7bit", "as it is", "as it is"),
            ("x-odd", "as it is", "as it is"),
        ];
        for (encoding, bytes, expected) in cases {
            let out = decoded(encoding, bytes.as_bytes());
            assert_eq!(String::from_utf8_lossy(&out), *expected, "{encoding} {bytes}");
        }
    }

    #[test]
    fn a_size_is_told_without_decoding() {
        for text in ["SGVsbG8=\r\n", "SGVs\nbG8h", "SGk=\n\n", ""] {
            assert_eq!(base64_len(text.as_bytes()), base64(text.as_bytes()).len() as u64, "{text}");
        }
    }
}
