//! Parameters cut into pieces (RFC 2231 section 4.1), put together before anything in them is decoded: senders
//! cut within a character, and a piece by itself is then no text. Decodes nothing itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// One piece of a parameter.
struct Piece<'a> {
    name: &'a [u8],
    number: u32,
    extended: bool,
    value: &'a [u8],
}

/// The header value with every parameter in one piece whose first piece is in the extended form.
pub(super) fn joined(raw: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memmem::find(raw, b"*0*").is_none() {
        return Cow::Borrowed(raw);
    }
    let mut rest: Vec<&[u8]> = Vec::new();
    let mut cut: BTreeMap<Vec<u8>, Vec<Piece<'_>>> = BTreeMap::new();
    for parameter in parameters(raw) {
        match piece(parameter) {
            Some(piece) => cut.entry(piece.name.to_ascii_lowercase()).or_default().push(piece),
            None => rest.push(parameter.trim_ascii_end()),
        }
    }
    let mut whole = rest.join(&b';');
    for (name, mut pieces) in cut {
        pieces.sort_by_key(|piece| piece.number);
        whole.extend_from_slice(b"; ");
        whole.extend_from_slice(&name);
        let extended = pieces.first().is_some_and(|first| first.number == 0 && first.extended);
        whole.extend_from_slice(if extended { b"*=" } else { b"=" });
        pieces.iter().for_each(|piece| add(&mut whole, piece, extended));
    }
    Cow::Owned(whole)
}

/// What stands between semicolons that no quotation marks hold.
fn parameters(raw: &[u8]) -> Vec<&[u8]> {
    let mut quoted = false;
    raw.split(|byte| {
        quoted ^= *byte == b'"';
        *byte == b';' && !quoted
    })
    .collect()
}

/// "filename*1*=%A9.pdf"
fn piece(parameter: &[u8]) -> Option<Piece<'_>> {
    let equals = memchr::memchr(b'=', parameter)?;
    let (name, value) = (parameter[..equals].trim_ascii(), parameter[equals + 1..].trim_ascii());
    let star = memchr::memchr(b'*', name)?;
    let (name, number) = (&name[..star], &name[star + 1..]);
    let digits = number.strip_suffix(b"*").unwrap_or(number);
    let parsed = std::str::from_utf8(digits).ok()?.parse().ok()?;
    Some(Piece { name, number: parsed, extended: digits.len() < number.len(), value })
}

/// A piece behind those before it; a plain one among extended ones with its bytes written as such.
fn add(whole: &mut Vec<u8>, piece: &Piece<'_>, extended: bool) {
    if piece.extended || !extended {
        whole.extend_from_slice(piece.value);
        return;
    }
    let bare = piece.value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\""));
    for byte in bare.unwrap_or(piece.value) {
        if byte.is_ascii_alphanumeric() || b"-._".contains(byte) {
            whole.push(*byte);
        } else {
            whole.extend_from_slice(format!("%{byte:02X}").as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_joined_in_their_order() {
        for (raw, whole) in [
            ("attachment; filename=\"a;b.pdf\"", "attachment; filename=\"a;b.pdf\""),
            (
                "attachment; filename*1*=%A9.pdf; filename*0*=utf-8''Caf%C3",
                "attachment; filename*=utf-8''Caf%C3%A9.pdf",
            ),
            (
                "attachment;\n filename*0*=utf-8''a%20;\n filename*1=\"b c.pdf\"; size=4\n",
                "attachment; size=4; filename*=utf-8''a%20b%20c.pdf",
            ),
            ("attachment; x*0*=", "attachment; x*="),
        ] {
            assert_eq!(String::from_utf8_lossy(&joined(raw.as_bytes())), whole, "{raw:?}");
        }
    }
}
