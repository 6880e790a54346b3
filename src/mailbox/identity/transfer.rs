//! Transfer encodings undone for the sake of a message's identity (RFC 2045 section 6), and whole lines of
//! base64 told from others. How they are undone never changes: identities that desks keep rest on it.

/// Letters of a line of base64 as most are (RFC 2045 section 6.8).
pub(super) const LINE: usize = 76;

/// The line at the start of a base64 body when it is of that length and nothing but letters, and what
/// follows it. A length that is known makes this several times as fast as looking for the line's end.
#[inline]
pub(super) fn whole_line(text: &[u8]) -> Option<(&[u8; LINE], &[u8])> {
    let (line, rest) = text.split_first_chunk::<LINE>()?;
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest).strip_prefix(b"\n")?;
    // Sixteen at a time, some of them twice.
    let (sixteens, _) = line.as_chunks::<16>();
    let (_, last) = line.as_rchunks::<16>();
    let mut least = last[last.len() - 1];
    for sixteen in sixteens {
        for (least, byte) in least.iter_mut().zip(sixteen) {
            *least = (*least).min(*byte);
        }
    }
    (least.iter().all(|byte| *byte > b' ')).then_some((line, rest))
}

/// Any line without the spaces around it, and what follows it.
pub(super) fn any_line(text: &[u8]) -> (&[u8], &[u8]) {
    let (line, rest) = match memchr::memchr(b'\n', text) {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, &[][..]),
    };
    (line.trim_ascii(), rest)
}

/// Decodes base64 as far as it goes, whatever stands between its letters.
pub(super) fn base64(text: &[u8]) -> Vec<u8> {
    let mut letters = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        while let Some((line, after)) = whole_line(rest) {
            letters.extend_from_slice(line);
            rest = after;
        }
        let (line, after) = any_line(rest);
        letters.extend_from_slice(line);
        rest = after;
    }
    let padding = letters.iter().rev().take_while(|b| **b == b'=').count();
    letters.truncate(letters.len() - padding);
    plain_base64(&letters).unwrap_or_else(|| {
        letters.retain(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'));
        plain_base64(&letters).unwrap_or(letters)
    })
}

/// Decodes letters of base64 alone; `None` when there is anything else among them.
fn plain_base64(letters: &[u8]) -> Option<Vec<u8>> {
    use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    use base64::{Engine, alphabet};
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let whole = letters.len() - usize::from(letters.len() % 4 == 1);
    GeneralPurpose::new(&alphabet::STANDARD, config).decode(&letters[..whole]).ok()
}

/// Decodes quoted-printable (RFC 2045 section 6.7); what is no escape stays as it is.
pub(super) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut start = 0;
    while start < text.len() {
        let end = memchr::memchr(b'\n', &text[start..]).map(|at| start + at);
        let line = text[start..end.unwrap_or(text.len())].trim_ascii_end();
        start = end.map_or(text.len(), |end| end + 1);
        let (line, soft) = line.strip_suffix(b"=").map_or((line, false), |line| (line, true));
        unescape(line, &mut decoded);
        if end.is_some() && !soft {
            decoded.push(b'\n');
        }
    }
    decoded
}

fn unescape(line: &[u8], decoded: &mut Vec<u8>) {
    let mut rest = line;
    while let Some(at) = memchr::memchr(b'=', rest) {
        decoded.extend_from_slice(&rest[..at]);
        let digit = |i: usize| rest.get(at + i).and_then(|b| char::from(*b).to_digit(16));
        match (digit(1), digit(2)) {
            (Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'='));
                rest = &rest[at + 3..];
            }
            _ => {
                decoded.push(b'=');
                rest = &rest[at + 1..];
            }
        }
    }
    decoded.extend_from_slice(rest);
}
