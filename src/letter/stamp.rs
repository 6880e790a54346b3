//! The Date header of a letter (RFC 5322, section 3.6.1): the one thing that changes between the
//! preview and the sending.

use chrono::{DateTime, Utc};

/// The letter with its Date header set to `at`; where it has none, one comes first.
pub fn dated(letter: &[u8], at: DateTime<Utc>) -> Vec<u8> {
    let date = format!("Date: {}\r\n", at.format("%a, %d %b %Y %H:%M:%S +0000"));
    let (start, end) = date_header(letter).unwrap_or((0, 0));
    [&letter[..start], date.as_bytes(), &letter[end..]].concat()
}

/// The letter without its Date header: what two copies of one letter have in common.
pub fn undated(letter: &[u8]) -> Vec<u8> {
    let (start, end) = date_header(letter).unwrap_or((0, 0));
    [&letter[..start], &letter[end..]].concat()
}

/// From the first byte of the Date header to the one after its line break.
fn date_header(letter: &[u8]) -> Option<(usize, usize)> {
    let mut start = 0;
    for line in letter.split_inclusive(|byte| *byte == b'\n') {
        if line == b"\r\n" || line == b"\n" {
            return None;
        }
        let end = start + line.len();
        if line.len() > 5 && line[..5].eq_ignore_ascii_case(b"date:") {
            let folded = letter[end..]
                .split_inclusive(|byte| *byte == b'\n')
                .take_while(|line| matches!(line.first(), Some(b' ' | b'\t')))
                .map(<[u8]>::len)
                .sum::<usize>();
            return Some((start, end + folded));
        }
        start = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamped(letter: &str) -> String {
        let at = "2026-03-02T09:05:07Z".parse().unwrap();
        String::from_utf8(dated(letter.as_bytes(), at)).unwrap()
    }

    #[test]
    fn only_the_date_changes() {
        let date = "Date: Mon, 02 Mar 2026 09:05:07 +0000\r\n";
        for (letter, before, after) in [
            (
                "From: a\r\nDate: x\r\nTo: b\r\n\r\nDate: y\r\n",
                "From: a\r\n",
                "To: b\r\n\r\nDate: y\r\n",
            ),
            ("DATE:\r\n x\r\nTo: b\r\n\r\nc", "", "To: b\r\n\r\nc"),
            ("To: b\r\n\r\nDate: y\r\n", "", "To: b\r\n\r\nDate: y\r\n"),
        ] {
            assert_eq!(stamped(letter), format!("{before}{date}{after}"));
            assert_eq!(undated(stamped(letter).as_bytes()), undated(letter.as_bytes()));
        }
    }
}
