//! Whether some bytes begin with the headers of a mail, told without parsing them: lines of the
//! form `Name: …` (RFC 5322 section 2.2), of which some names are those that mail has.

use std::borrow::Cow;

/// Header blocks longer than this are looked at no further.
const LONGEST: usize = 256 * 1024;

/// More known names than this prove nothing more.
const ENOUGH: usize = 2;

/// Names that hardly occur together outside mail, lower-cased.
const KNOWN: [&str; 24] = [
    "from",
    "to",
    "cc",
    "bcc",
    "date",
    "subject",
    "message-id",
    "received",
    "return-path",
    "delivered-to",
    "x-original-to",
    "mime-version",
    "content-type",
    "reply-to",
    "sender",
    "in-reply-to",
    "references",
    "dkim-signature",
    "arc-seal",
    "authentication-results",
    "x-gm-thrid",
    "x-mozilla-status",
    "x-received",
    "envelope-to",
];

/// What a scan over a header block found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// Header lines that belong to mail; counted up to 2.
    pub known: usize,
    /// All lines that can be header lines.
    pub lines: usize,
    /// The block ends with a blank line (or the text ends with a whole line).
    pub whole: bool,
    /// The text ends inside the block.
    pub cut: bool,
    /// Bytes up to and with the blank line.
    pub length: usize,
    /// The Content-Length header, when it is a number.
    pub content_length: Option<usize>,
}

/// Scans the headers at the start of `text`; stops at the first line that can be none.
pub fn scan(text: &[u8]) -> Headers {
    let mut found = Headers::default();
    let text = &text[..text.len().min(LONGEST)];
    while found.length < text.len() {
        let rest = &text[found.length..];
        let end = memchr::memchr(b'\n', rest);
        let line = &rest[..end.unwrap_or(rest.len())];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if end.is_some() && line.is_empty() {
            found.whole = true;
            found.length += end.map_or(0, |at| at + 1);
            return found;
        }
        let continued = found.lines > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        match name(line) {
            Some(name) => found.take(name, &line[name.len()..]),
            None if continued => {}
            None => {
                found.cut = end.is_none();
                return found;
            }
        }
        found.lines += 1;
        found.length += end.map_or(rest.len(), |at| at + 1);
    }
    found.cut = true;
    found.whole = text.ends_with(b"\n");
    found
}

impl Headers {
    fn take(&mut self, name: &[u8], rest: &[u8]) {
        let is = |known: &&str| known.as_bytes().eq_ignore_ascii_case(name);
        if self.known < ENOUGH {
            self.known += usize::from(KNOWN.iter().any(is));
        }
        if is(&"content-length") {
            let value = String::from_utf8_lossy(rest);
            self.content_length = value.trim_matches([' ', '\t', ':']).parse().ok();
        }
    }
}

/// The name of a header line: printable ASCII up to a colon.
fn name(line: &[u8]) -> Option<&[u8]> {
    let colon = memchr::memchr(b':', &line[..line.len().min(128)])?;
    let name = line[..colon].trim_ascii_end();
    let printable = name.iter().all(|b| (b'!'..=b'~').contains(b));
    (printable && !name.is_empty()).then_some(name)
}

/// A header field: its name, and its value as it is folded.
pub type Field<'a> = (&'a [u8], &'a [u8]);

/// The fields of a header block in order, each up to the next one.
pub fn fields(block: &[u8]) -> Vec<Field<'_>> {
    let mut fields: Vec<Field<'_>> = Vec::with_capacity(32);
    let mut open: Option<(&[u8], usize)> = None;
    let mut start = 0;
    while start < block.len() {
        let end = memchr::memchr(b'\n', &block[start..]).map_or(block.len(), |at| start + at);
        let line = &block[start..end];
        let continues = open.is_some() && matches!(line.first(), Some(b' ' | b'\t'));
        if !continues && let Some(name) = name(line) {
            fields.extend(open.map(|(name, value)| (name, &block[value..start])));
            let rest = &line[name.len()..];
            let colon = memchr::memchr(b':', rest).map_or(rest.len(), |at| at + 1);
            open = Some((name, start + name.len() + colon));
        }
        start = end + 1;
    }
    fields.extend(open.map(|(name, value)| (name, &block[value..])));
    fields
}

/// A value without the line ends that fold it. Lines that neither continue it nor are a field are
/// left out.
pub fn unfolded(value: &[u8]) -> Cow<'_, [u8]> {
    let mut lines = value.split_inclusive(|byte| *byte == b'\n');
    let first = without_end(lines.next().unwrap_or_default());
    let mut more = lines.filter(|line| matches!(line.first(), Some(b' ' | b'\t'))).peekable();
    if more.peek().is_none() {
        return Cow::Borrowed(first);
    }
    let mut whole = first.to_vec();
    more.for_each(|line| whole.extend_from_slice(without_end(line)));
    Cow::Owned(whole)
}

/// A line without its end.
fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The value of a parameter in a raw header value: `boundary` of `multipart/mixed; boundary="x"`.
pub fn parameter<'a>(value: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    let mut rest = value;
    while let Some(semicolon) = memchr::memchr(b';', rest) {
        rest = rest[semicolon + 1..].trim_ascii_start();
        let Some((name, after)) = rest.split_at_checked(wanted.len()) else { break };
        if name.eq_ignore_ascii_case(wanted.as_bytes())
            && let Some(given) = after.trim_ascii_start().strip_prefix(b"=")
        {
            return Some(parameter_value(given.trim_ascii_start()));
        }
    }
    None
}

fn parameter_value(given: &[u8]) -> &[u8] {
    if let Some(quoted) = given.strip_prefix(b"\"") {
        return &quoted[..memchr::memchr(b'"', quoted).unwrap_or(quoted.len())];
    }
    let end = given.iter().position(|b| b.is_ascii_whitespace() || *b == b';');
    &given[..end.unwrap_or(given.len())]
}

/// The boundary of a multipart, by its header block.
pub fn boundary(block: &[u8]) -> Option<Vec<u8>> {
    let fields = fields(block);
    let (_, value) = fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(b"content-type"))?;
    let value = unfolded(value);
    let multipart = value.trim_ascii_start().get(..10)?.eq_ignore_ascii_case(b"multipart/");
    let boundary = parameter(&value, "boundary").filter(|_| multipart)?;
    (!boundary.is_empty()).then(|| boundary.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_measured_to_its_blank_line() {
        let found = scan(b"From: a\r\nX-Y: b\r\n folded\r\nContent-Length: 12\r\n\r\nbody: no\r\n");
        assert_eq!((found.known, found.lines, found.whole), (1, 4, true));
        assert_eq!((found.length, found.content_length), (48, Some(12)));
    }

    #[test]
    fn prose_is_no_header_block() {
        assert_eq!(scan(b"Dear all: this\nis not a header\n\n").known, 0);
        assert!(!scan(b"Subject: x\nnot a header\n\n").whole);
        assert_eq!(scan(b"").lines, 0);
    }

    #[test]
    fn a_value_is_unfolded_whatever_stands_between_its_lines() {
        let block = b"A: one\r\n two\r\nno field\n\tthree\nB:\n b\n";
        let found: Vec<(&[u8], Cow<'_, [u8]>)> =
            fields(block).iter().map(|(name, value)| (*name, unfolded(value))).collect();
        let expected: [(&[u8], &[u8]); 2] = [(b"A", b" one two\tthree"), (b"B", b" b")];
        assert_eq!(found, expected.map(|(name, value)| (name, Cow::Borrowed(value))));
    }

    #[test]
    fn a_block_that_the_file_cuts_says_so() {
        assert!(scan(b"From: a\nSubj").cut);
        assert!(scan(b"From: a\nSubject: b\n").cut);
        assert!(!scan(b"From: a\n\n").cut);
    }
}
