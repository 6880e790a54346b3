//! Opaque S/MIME signatures (RFC 8551 section 3.5.2): the signed message taken out of its envelope.
//! The signature is not checked, and what is encrypted stays closed.

/// The object identifier of plain content (id-data, 1.2.840.113549.1.7.1) as DER.
const DATA: &[u8] = &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01];
/// Those of encrypted content: id-envelopedData (RFC 5652 section 6.1) and id-ct-authEnvelopedData (RFC
/// 5083 section 2.1).
const ENVELOPED: [&[u8]; 2] = [
    &[0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03],
    &[0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17],
];
/// Octet strings inside octet strings; one level is usual.
const MAX_DEPTH: usize = 8;

/// The content that a signed-data structure wraps; `None` where there is none (or it is encrypted).
pub(super) fn signed_content(der: &[u8]) -> Option<Vec<u8>> {
    let at = memchr::memmem::find(der, DATA)?;
    let (tag, explicit, _) = element(&der[at + DATA.len()..])?;
    if tag != 0xA0 {
        return None;
    }
    let mut content = Vec::new();
    octets(explicit, 0, &mut content);
    (!content.is_empty()).then_some(content)
}

/// Whether a structure says at its beginning that its content is encrypted.
pub(crate) fn is_enveloped(der: &[u8]) -> bool {
    let head = &der[..der.len().min(32)];
    der.starts_with(&[0x30])
        && ENVELOPED.iter().any(|kind| memchr::memmem::find(head, kind).is_some())
}

/// Gathers octet strings, whole or in pieces.
fn octets(mut bytes: &[u8], depth: usize, out: &mut Vec<u8>) {
    while let Some((tag, content, rest)) = element(bytes) {
        match tag {
            0x04 => out.extend_from_slice(content),
            0x24 if depth < MAX_DEPTH => octets(content, depth + 1, out),
            _ => return,
        }
        bytes = rest;
    }
}

/// One element: tag, content, what follows. An indefinite length reaches as far as there are bytes;
/// its end mark (tag 0) stops the reading of what is inside.
fn element(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = bytes.split_first()?;
    let (first, rest) = rest.split_first()?;
    if *first == 0x80 {
        return Some((*tag, rest, &[]));
    }
    if *first < 0x80 {
        let (content, rest) = rest.split_at_checked(usize::from(*first))?;
        return Some((*tag, content, rest));
    }
    let count = usize::from(first & 0x7F);
    if count > 4 {
        return None;
    }
    let (length, rest) = rest.split_at_checked(count)?;
    let length = length.iter().fold(0usize, |length, byte| length << 8 | usize::from(*byte));
    let content = &rest[..length.min(rest.len())];
    Some((*tag, content, &rest[content.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_is_found_whole_and_in_pieces() {
        let whole = [DATA, &[0xA0, 0x05, 0x04, 0x03, b'a', b'b', b'c']].concat();
        let pieces = [
            &[0x30, 0x80],
            DATA,
            &[0xA0, 0x80, 0x24, 0x80, 0x04, 0x01, b'a', 0x04, 0x02, b'b', b'c', 0, 0, 0, 0],
        ]
        .concat();
        let long = [DATA, &[0xA0, 0x81, 0x05, 0x04, 0x81, 0x02, b'h', b'i']].concat();
        assert_eq!(signed_content(&whole).as_deref(), Some(&b"abc"[..]));
        assert_eq!(signed_content(&pieces).as_deref(), Some(&b"abc"[..]));
        assert_eq!(signed_content(&long).as_deref(), Some(&b"hi"[..]));
        assert_eq!(signed_content(b"nothing"), None);
        assert!(is_enveloped(&[&[0x30, 0x82, 0x01, 0x1E][..], ENVELOPED[0]].concat()));
        assert!(!is_enveloped(&pieces));
        assert_eq!(signed_content(DATA), None);
    }
}
