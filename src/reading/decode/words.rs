//! Header text: unfolding (RFC 5322 section 2.2.3) and encoded words (RFC 2047) with the mistakes
//! that are common: characters cut in two between words, spaces inside a word, words in quotes or
//! glued to their neighbours, raw bytes.

use super::{charset, transfer};

/// A raw header value as text: unfolded, decoded, trimmed.
pub(super) fn text(raw: &[u8]) -> String {
    let folded = charset::text(raw, None);
    let mut line = String::with_capacity(folded.len());
    let mut rest = folded.trim();
    while let Some(end) = memchr::memchr2(b'\r', b'\n', rest.as_bytes()) {
        unfold(&rest[..end], &mut line);
        rest = &rest[end + 1..];
    }
    unfold(rest, &mut line);
    let opens = |at: usize| line.as_bytes().get(at + 1) == Some(&b'?');
    let encoded = memchr::memchr_iter(b'=', line.as_bytes()).any(opens);
    if encoded { decoded(&line) } else { line }
}

/// Adds a line of a folded value; the white space that folded it counts as one blank.
fn unfold(piece: &str, line: &mut String) {
    let bare = piece.trim_start();
    if !line.is_empty() && bare.len() < piece.len() && !line.ends_with(' ') {
        line.push(' ');
    }
    line.push_str(bare);
}

/// RFC 2047 allows 75 characters; senders write more, but a word without an end must not make every
/// other word search to the end of the header.
const LONGEST_WORD: usize = 8 * 1024;

/// One encoded word: what it says and how long it is.
struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    length: usize,
}

/// Text with every encoded word decoded. Adjacent words of one character set are joined as bytes
/// before decoding, since many senders cut characters in two.
fn decoded(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut pending: Option<(&str, Vec<u8>)> = None;
    let mut rest = line;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        let Some(word) = word(from) else {
            flush(&mut out, &mut pending);
            out.push_str(before);
            out.push_str("=?");
            rest = &from[2..];
            continue;
        };
        // White space between two encoded words is not text (section 6.2).
        if pending.is_none() || !before.trim().is_empty() {
            flush(&mut out, &mut pending);
            out.push_str(before);
        }
        match &mut pending {
            Some((charset, bytes)) if charset.eq_ignore_ascii_case(word.charset) => {
                bytes.extend_from_slice(&word.bytes);
            }
            _ => {
                flush(&mut out, &mut pending);
                pending = Some((word.charset, word.bytes));
            }
        }
        rest = &from[word.length..];
    }
    flush(&mut out, &mut pending);
    out.push_str(rest);
    out
}

fn flush(out: &mut String, pending: &mut Option<(&str, Vec<u8>)>) {
    if let Some((label, bytes)) = pending.take() {
        let text = charset::text(bytes, Some(label));
        out.extend(text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
    }
}

/// Reads `=?charset?encoding?text?=` at the start of `from`.
fn word(from: &str) -> Option<Word<'_>> {
    let body = from.strip_prefix("=?")?;
    let (charset, rest) = body.split_once('?').filter(|(charset, _)| is_label(charset))?;
    let (encoding, rest) = rest.split_once('?').filter(|(encoding, _)| encoding.len() == 1)?;
    let end = memchr::memmem::find(&rest.as_bytes()[..rest.len().min(LONGEST_WORD)], b"?=")?;
    let coded = &rest.as_bytes()[..end];
    let bytes = match encoding.as_bytes()[0] {
        b'q' | b'Q' => transfer::quoted_printable(coded, true),
        b'b' | b'B' => transfer::base64(coded),
        _ => return None,
    };
    let length = from.len() - rest.len() + end + 2;
    // RFC 2231 section 5: a language may follow the character set.
    let charset = charset.split('*').next().unwrap_or(charset);
    Some(Word { charset, bytes, length })
}

fn is_label(charset: &str) -> bool {
    (2..=40).contains(&charset.len()) && charset.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_read_even_when_done_wrongly() {
        let cases: &[(&[u8], &str)] = &[
            (b"plain subject\r\n", "plain subject"),
            (b" folded\r\n subject\r\n", "folded subject"),
            (b"=?utf-8?Q?Ymholiad_=C3=A2?=", "Ymholiad â"),
            (b"=?utf-8?Q?caf=C3?=\r\n =?utf-8?Q?=A9?= FOI-12", "café FOI-12"),
            (b"=?utf-8?B?Y2Fmw6k=?= =?iso-8859-1?Q?=E9?=", "caféé"),
            (b"Re:=?utf-8?Q?caf=C3=A9?=FOI", "Re:caféFOI"),
            (b"\"=?utf-8?Q?caf=C3=A9 au lait?=\"", "\"café au lait\""),
            (b"=?utf-8*cy?Q?=C3=A2?=", "â"),
            (b"caf\xc3\xa9 raw", "café raw"),
            (b"caf\xe9 raw", "café raw"),
            (b"1 =? 2 =?x", "1 =? 2 =?x"),
            (b"=?utf-8?Q??=", ""),
        ];
        for (raw, expected) in cases {
            assert_eq!(&text(raw), expected, "{}", String::from_utf8_lossy(raw));
        }
    }
}
