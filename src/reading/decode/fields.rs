//! The header block of a message or a part, split into raw fields (RFC 5322 section 2.2), with the
//! damage that mailboxes show: mbox `From ` lines, lines that are no field, a missing blank line.

use std::ops::Range;

use memchr::memchr;

/// One header field as it lies in the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field<'a> {
    /// The name as written.
    pub name: &'a str,
    /// The value with its folding and its line end.
    pub raw: &'a [u8],
}

/// The fields of one header block.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields<'a>(pub Vec<Field<'a>>);

impl<'a> Fields<'a> {
    /// The raw value of the first field of that name, in any case.
    pub(super) fn raw(&self, name: &str) -> Option<&'a [u8]> {
        self.all(name).next()
    }

    /// The raw values of every field of that name.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'a [u8]> + 'n {
        self.0
            .iter()
            .filter(move |field| field.name.eq_ignore_ascii_case(name))
            .map(|field| field.raw)
    }
}

/// Splits the header block at the start of `bytes[range]`; gives the fields and where the body
/// starts (an offset into `bytes`).
pub(super) fn split(bytes: &[u8], range: Range<usize>) -> (Fields<'_>, usize) {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    let mut at = range.start;
    while at < range.end {
        let end = line_end(bytes, at, range.end);
        let line = &bytes[at..end];
        if is_blank(line) {
            close(&mut fields, &mut open, bytes, at);
            return (Fields(fields), end);
        }
        if matches!(line[0], b' ' | b'\t') && open.is_some() {
            at = end;
            continue;
        }
        close(&mut fields, &mut open, bytes, at);
        match field_name(line) {
            Some(name) => open = Some((name, at + name_len(line))),
            None if is_noise(bytes, line, fields.is_empty(), end, range.end) => {}
            None => return (Fields(fields), at),
        }
        at = end;
    }
    close(&mut fields, &mut open, bytes, at);
    (Fields(fields), at)
}

fn close<'a>(
    fields: &mut Vec<Field<'a>>,
    open: &mut Option<(&'a str, usize)>,
    bytes: &'a [u8],
    end: usize,
) {
    if let Some((name, start)) = open.take() {
        fields.push(Field { name, raw: &bytes[start..end] });
    }
}

/// One past the line end after `at`.
pub(super) fn line_end(bytes: &[u8], at: usize, limit: usize) -> usize {
    memchr(b'\n', &bytes[at..limit]).map_or(limit, |found| at + found + 1)
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n" | b"\r")
}

/// The name, if the line starts a field: printable ASCII up to a colon, blanks before the colon
/// forgiven.
fn field_name(line: &[u8]) -> Option<&str> {
    let colon = memchr(b':', &line[..line.len().min(200)])?;
    let name = std::str::from_utf8(&line[..colon]).ok()?.trim_end();
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic())).then_some(name)
}

/// Where the value starts in a field's first line.
fn name_len(line: &[u8]) -> usize {
    memchr(b':', line).map_or(0, |colon| colon + 1)
}

/// A line that is no field but does not end the block either: an mbox separator at the top, or one
/// damaged line with another field right after it.
fn is_noise(bytes: &[u8], line: &[u8], first: bool, next: usize, limit: usize) -> bool {
    if first && (line.starts_with(b"From ") || line.starts_with(b">From ")) {
        return true;
    }
    let following = &bytes[next..line_end(bytes, next, limit)];
    !first && field_name(following).is_some_and(|name| name.contains('-') || is_common(name))
}

/// Field names without a hyphen that mark a header even after a damaged line.
fn is_common(name: &str) -> bool {
    ["from", "to", "cc", "subject", "date", "received"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(String, String)>, String) {
        let (fields, body) = split(text.as_bytes(), 0..text.len());
        let fields = fields
            .0
            .iter()
            .map(|f| (f.name.to_owned(), String::from_utf8_lossy(f.raw).into_owned()))
            .collect();
        (fields, text[body..].to_owned())
    }

    #[test]
    fn a_header_block_is_split_whatever_its_damage() {
        let field = |name: &str, raw: &str| (name.to_owned(), raw.to_owned());
        let cases = [
            ("A: 1\n b\nC: 2\n\nbody", vec![field("A", " 1\n b\n"), field("C", " 2\n")], "body"),
            ("A: 1\r\n\r\nbody", vec![field("A", " 1\r\n")], "body"),
            ("From x@y Mon\nA: 1\n\nbody", vec![field("A", " 1\n")], "body"),
            (
                "A : 1\ndamaged line\nSubject: 2\n\nb",
                vec![field("A", " 1\n"), field("Subject", " 2\n")],
                "b",
            ),
            ("A: 1\nno blank line\nmore", vec![field("A", " 1\n")], "no blank line\nmore"),
            ("no header at all", vec![], "no header at all"),
            ("A: 1", vec![field("A", " 1")], ""),
            ("", vec![], ""),
            ("\nbody", vec![], "body"),
        ];
        for (text, fields, body) in cases {
            assert_eq!(read(text), (fields, body.to_owned()), "{text:?}");
        }
    }
}
