//! The Date of a letter (RFC 5322 section 3.6.1), the one thing in it that is set when it goes: it
//! stands first, and holds a placeholder of the same length until then. A letter's hash is that of the
//! letter with the placeholder.

use std::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// What stands in the Date's place until the letter goes.
pub(super) const UNSTAMPED: &str = "Thu, 01 Jan 1970 00:00:00 +0000";

/// The letter with its Date set; nothing else changes, and the length stays. Bytes that do not begin
/// with a Date as [`compose`](super::mime::compose) writes it are given back as they are.
pub fn stamp(eml: &[u8], at: DateTime<Utc>) -> Vec<u8> {
    with_date(eml, at.format("%a, %d %b %Y %H:%M:%S +0000").to_string().as_bytes())
}

/// The letter as it was previewed: with the placeholder in the Date's place.
pub fn unstamped(eml: &[u8]) -> Vec<u8> {
    with_date(eml, UNSTAMPED.as_bytes())
}

fn with_date(eml: &[u8], date: &[u8]) -> Vec<u8> {
    let mut bytes = eml.to_vec();
    if let Some(place) = date_in(eml).filter(|place| place.len() == date.len()) {
        bytes[place].copy_from_slice(date);
    }
    bytes
}

/// Where the Date stands in a letter that begins with one as [`compose`](super::mime::compose) writes it.
fn date_in(eml: &[u8]) -> Option<Range<usize>> {
    let place = b"Date: ".len()..b"Date: ".len() + UNSTAMPED.len();
    let found = eml.starts_with(b"Date: ") && eml.get(place.end..place.end + 2) == Some(b"\r\n");
    found.then_some(place)
}

/// Lower-case hex SHA-256 of a letter as it was previewed: the same before and after [`stamp`].
pub fn sha256(eml: &[u8]) -> String {
    sha256_with(eml, None)
}

/// The same of a letter that ends in files.
pub fn sha256_with(eml: &[u8], tail: Option<&Arc<[u8]>>) -> String {
    let mut hash = Sha256::new();
    let rest = match date_in(eml) {
        Some(place) => {
            hash.update(&eml[..place.start]);
            hash.update(UNSTAMPED);
            &eml[place.end..]
        }
        None => eml,
    };
    hash.update(rest);
    hash.update(tail.map_or(&[][..], |tail| tail));
    let digest = hash.finalize();
    let digit = |value: u8| char::from_digit(u32::from(value), 16).expect("four bits are a digit");
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_what_was_previewed_but_for_the_date() {
        let previewed =
            format!("Date: {UNSTAMPED}\r\nSubject: S\r\n\r\nEin Brief\r\n").into_bytes();
        let at = DateTime::from_timestamp(1_591_099_200, 0).unwrap();
        let sent = stamp(&previewed, at);
        assert!(sent.starts_with(b"Date: Tue, 02 Jun 2020 12:00:00 +0000\r\n"));
        assert_eq!(sent.len(), previewed.len());
        assert_eq!(unstamped(&sent), previewed);
        assert_eq!(sha256(&sent), sha256(&previewed));
        assert_eq!(stamp(b"no letter", at), b"no letter");
    }

    #[test]
    fn the_hash_is_of_every_byte_but_those_of_the_date() {
        let eml = format!("Date: {UNSTAMPED}\r\nSubject: S\r\n\r\nBody\r\n").into_bytes();
        let tail: Arc<[u8]> = b"the files"[..].into();
        let of = |bytes: &[u8]| {
            Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        assert_eq!(sha256(&eml), of(&eml));
        assert_eq!(sha256(&stamp(&eml, DateTime::from_timestamp(86_400, 0).unwrap())), of(&eml));
        assert_eq!(sha256_with(&eml, Some(&tail)), of(&[&eml[..], &tail].concat()));
        assert_eq!(sha256(b"no letter"), of(b"no letter"));
    }
}
