//! A message split into its MIME parts (RFC 2046 section 5.1) as ranges of the raw bytes.
//!
//! Nothing is decoded or copied here. One pass over the lines that start with `--`, with limits on
//! depth and number, so that no message takes more than linear time. A delimiter counts only at the
//! start of a line; a part that is never closed lasts to the end of its parent.

mod undeclared;

use std::ops::Range;

use memchr::memmem;

use super::fields::{self, Fields, line_end};
use super::parser::{self, Typed};

/// Multiparts inside multiparts; real mail has fewer than ten.
const MAX_DEPTH: usize = 40;
/// Parts of one message; a digest of a busy list has hundreds.
const MAX_PARTS: usize = 2_000;

/// One part: the message itself, a multipart, or a leaf.
#[derive(Debug, Clone, Default)]
pub(super) struct Part<'a> {
    /// Its header fields.
    pub fields: Fields<'a>,
    /// Content-Type, with the default of its parent filled in (RFC 2046 section 5.1.5).
    pub content_type: Typed,
    /// Content-Disposition.
    pub disposition: Typed,
    /// Content-Transfer-Encoding, lower-cased; "" when there is none.
    pub encoding: String,
    /// The body as a range of the raw bytes.
    pub body: Range<usize>,
    /// Indices of its parts.
    pub children: Vec<usize>,
    /// Whether it is a multipart that lies too deep to be split: what is in it is no text.
    pub is_unsplit: bool,
}

impl Part<'_> {
    /// Whether the type is `multipart/…`.
    pub(super) fn is_multipart(&self) -> bool {
        self.content_type.value.starts_with("multipart/")
    }
}

/// A message's parts, the message itself first.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree<'a> {
    /// Every part; children by index.
    pub parts: Vec<Part<'a>>,
    /// Whether parts were left unsplit because there were too many or they lay too deep.
    pub cut_short: bool,
    /// Whether parts were told by another line than the one declared.
    pub is_mended: bool,
}

/// A multipart whose end was not seen yet.
struct Open {
    part: usize,
    boundary: Vec<u8>,
}

/// Splits the message at `range` of `bytes`.
pub(super) fn split(bytes: &[u8], range: Range<usize>) -> Tree<'_> {
    let mut tree = Tree::default();
    tree.parts.push(part(bytes, range, "text/plain"));
    let mut open: Vec<Open> = Vec::new();
    open_multipart(&tree, 0, bytes, &mut open);
    let begun = tree.parts[0].body.clone();
    split_open(&mut tree, bytes, begun, open);
    mend(&mut tree, bytes);
    tree
}

/// Splits the multiparts that are not divided as they say. Those that are found so are not mended in
/// their turn: no byte is looked at more than twice.
fn mend<'a>(tree: &mut Tree<'a>, bytes: &'a [u8]) {
    for index in 0..tree.parts.len() {
        let part = &tree.parts[index];
        let boundary = match () {
            () if !part.children.is_empty() || part.is_unsplit => None,
            () if part.is_multipart() => undeclared::other(bytes, part),
            () if index == 0 => undeclared::disguised(bytes, part),
            () => None,
        };
        let Some(boundary) = boundary else { continue };
        let body = part.body.clone();
        split_open(tree, bytes, body, vec![Open { part: index, boundary }]);
        if !tree.parts[index].is_multipart() {
            tree.parts[index].content_type.value = lost_type(tree).to_owned();
        }
        tree.is_mended = true;
    }
}

/// The type of a multipart whose header was lost: a plain text before its HTML is one text twice.
fn lost_type(tree: &Tree<'_>) -> &'static str {
    let children = tree.parts[0].children.iter();
    let types: Vec<&str> =
        children.map(|child| tree.parts[*child].content_type.value.as_str()).collect();
    if types == ["text/plain", "text/html"] { "multipart/alternative" } else { "multipart/mixed" }
}

/// Splits the body of the multiparts that are open, the outermost first.
fn split_open<'a>(tree: &mut Tree<'a>, bytes: &'a [u8], body: Range<usize>, mut open: Vec<Open>) {
    let mut at = body.start;
    while !open.is_empty()
        && let Some((start, end)) = next_dashes(bytes, at, body.end)
    {
        at = end;
        let line = &bytes[start + 2..end];
        let hit = open.iter().rposition(|open| is_delimiter(line, &open.boundary));
        let Some(level) = hit else { continue };
        end_parts(tree, &open[level..], before_line_end(bytes, start));
        open.truncate(level + 1);
        let closes = line[open[level].boundary.len()..].starts_with(b"--");
        if closes {
            open.pop();
            continue;
        }
        if tree.parts.len() >= MAX_PARTS {
            tree.cut_short = true;
            break;
        }
        at = add_child(tree, bytes, end..body.end, &mut open);
    }
}

/// Adds the part that starts at `range.start`, opens it if it is a multipart; gives the start of
/// its body.
fn add_child<'a>(
    tree: &mut Tree<'a>,
    bytes: &'a [u8],
    range: Range<usize>,
    open: &mut Vec<Open>,
) -> usize {
    let parent = open.last().map_or(0, |open| open.part);
    let digest = tree.parts[parent].content_type.value == "multipart/digest";
    let default = if digest { "message/rfc822" } else { "text/plain" };
    let child = part(bytes, range, default);
    let body = child.body.start;
    let index = tree.parts.len();
    tree.parts.push(child);
    tree.parts[parent].children.push(index);
    if open.len() < MAX_DEPTH {
        open_multipart(tree, index, bytes, open);
    } else if tree.parts[index].is_multipart() {
        tree.parts[index].is_unsplit = true;
        tree.cut_short = true;
    }
    body
}

/// Reads the headers of the part at `range`; its body lasts to the range's end for now.
fn part<'a>(bytes: &'a [u8], range: Range<usize>, default_type: &str) -> Part<'a> {
    let end = range.end;
    let (mut fields, mut body) = fields::split(bytes, range);
    let blank = bytes[body..end].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    // A blank line got between the delimiter and the header.
    if fields.0.is_empty() && undeclared::is_header(bytes, body + blank, end) {
        (fields, body) = fields::split(bytes, body + blank..end);
    }
    let mut content_type = fields.raw("content-type").map(parser::typed).unwrap_or_default();
    if !content_type.value.contains('/') {
        content_type.value = default_type.to_owned();
    }
    let disposition = fields.raw("content-disposition").map(parser::typed).unwrap_or_default();
    let encoding = fields.raw("content-transfer-encoding").map(encoding).unwrap_or_default();
    Part { fields, content_type, disposition, encoding, body: body..end, ..Part::default() }
}

/// The first token of a Content-Transfer-Encoding value, lower-cased.
fn encoding(raw: &[u8]) -> String {
    let value = String::from_utf8_lossy(raw).to_lowercase();
    let value = value.trim().trim_matches('"');
    value.split([' ', ';', '\t', '(', '\r', '\n']).next().unwrap_or_default().to_owned()
}

/// Pushes a multipart with its boundary: the declared one, or the first delimiter-like line where
/// none is declared.
fn open_multipart(tree: &Tree<'_>, index: usize, bytes: &[u8], open: &mut Vec<Open>) {
    let part = &tree.parts[index];
    if !part.is_multipart() {
        return;
    }
    let declared =
        part.content_type.parameter("boundary").map(|boundary| boundary.as_bytes().to_vec());
    let boundary = declared.or_else(|| undeclared::first(bytes, part));
    if let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty()) {
        open.push(Open { part: index, boundary });
    }
}

/// The next line that starts with `--` at or after `at` (which is a line's start).
fn next_dashes(bytes: &[u8], at: usize, limit: usize) -> Option<(usize, usize)> {
    let start = if bytes[at.min(limit)..limit].starts_with(b"--") {
        at
    } else {
        // From the line end before, so that a line at `at` itself is seen.
        memmem::find(&bytes[at.min(limit)..limit], b"\n--")? + at + 1
    };
    Some((start, line_end(bytes, start, limit)))
}

/// Whether a line (without its `--`) is this boundary, perhaps closing, and nothing else.
fn is_delimiter(line: &[u8], boundary: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(boundary) else { return false };
    let rest = rest.strip_prefix(b"--").unwrap_or(rest);
    rest.iter().all(u8::is_ascii_whitespace)
}

/// The end of the line before `start`: the line end belongs to the delimiter.
fn before_line_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    if end > 0 && bytes[end - 1] == b'\n' {
        end -= 1;
        if end > 0 && bytes[end - 1] == b'\r' {
            end -= 1;
        }
    }
    end
}

/// Ends the innermost part of each open multipart, and the multiparts inside the outermost of them.
fn end_parts(tree: &mut Tree<'_>, open: &[Open], end: usize) {
    for (depth, multipart) in open.iter().enumerate() {
        if let Some(last) = tree.parts[multipart.part].children.last().copied() {
            shorten(&mut tree.parts[last], end);
        }
        if depth > 0 {
            shorten(&mut tree.parts[multipart.part], end);
        }
    }
}

/// Sets the end of a part that was not ended before.
fn shorten(part: &mut Part<'_>, end: usize) {
    part.body.end = part.body.end.min(end).max(part.body.start);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in short: `type(children)` and leaf texts.
    fn shape(text: &str) -> String {
        let tree = split(text.as_bytes(), 0..text.len());
        fn show(tree: &Tree<'_>, index: usize, text: &str) -> String {
            let part = &tree.parts[index];
            if part.children.is_empty() {
                return format!("{:?}", &text[part.body.clone()]);
            }
            let inner: Vec<_> =
                part.children.iter().map(|child| show(tree, *child, text)).collect();
            format!("[{}]", inner.join(" "))
        }
        show(&tree, 0, text)
    }

    const HEAD: &str = "Content-Type: multipart/mixed; boundary=b\n\n";

    #[test]
    fn parts_are_found_as_ranges() {
        let cases = [
            ("--b\n\none\n--b\n\ntwo\n--b--\nepilogue", r#"["one" "two"]"#),
            ("--b\r\n\r\none\r\n--b--\r\n", r#"["one"]"#),
            ("preamble\n--b  \n\none\n--b--", r#"["one"]"#),
            ("--b\n\nsee --b here\n--bc\n--b\n\ntwo", r#"["see --b here\n--bc" "two"]"#),
            ("--b\n\nnever closed", r#"["never closed"]"#),
            (
                "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nin\n--b\n\nout\n--b--",
                r#"[["in"] "out"]"#,
            ),
            ("--b\n--b\n\nx\n--b--", r#"["" "x"]"#),
            ("--b\n\nContent-Type: text/plain\n\nx\n--b--", r#"["x"]"#),
            ("no parts at all", r#""no parts at all""#),
        ];
        for (body, expected) in cases {
            assert_eq!(shape(&format!("{HEAD}{body}")), expected, "{body:?}");
        }
    }

    #[test]
    fn a_missing_boundary_parameter_is_guessed() {
        assert_eq!(shape("Content-Type: multipart/mixed\n\n--x1\n\none\n--x1--\n"), r#"["one"]"#);
    }

    #[test]
    fn parts_divided_by_another_line_than_declared_are_told_apart() {
        let parts =
            "--c\nContent-Type: text/plain\n\none\n--c\nContent-Type: text/html\n\ntwo\n--c--";
        for (text, expected) in [
            (format!("{HEAD}{parts}"), r#"["one" "two"]"#.to_owned()),
            (format!("Subject: x\n\n{parts}"), r#"["one" "two"]"#.to_owned()),
            (
                format!("Subject: x\n\nThis is a multi-part message in MIME format.\n\n{parts}"),
                r#"["one" "two"]"#.to_owned(),
            ),
            // In a letter it is what somebody speaks of.
            (format!("Subject: x\n\nSee:\n\n{parts}"), format!("{:?}", format!("See:\n\n{parts}"))),
            (format!("{HEAD}One\n--c\n\ntwo\n--c--"), format!("{:?}", "One\n--c\n\ntwo\n--c--")),
        ] {
            assert_eq!(shape(&text), expected, "{text}");
        }
        let text = format!("Subject: x\n\n{parts}");
        let tree = split(text.as_bytes(), 0..text.len());
        assert!(tree.is_mended);
        assert_eq!(tree.parts[0].content_type.value, "multipart/alternative");
    }

    #[test]
    fn forty_thousand_unclosed_multiparts_do_not_stall() {
        let mut text = String::from("Content-Type: multipart/mixed; boundary=b0\n\n");
        for at in 0..40_000 {
            text.push_str(&format!(
                "--b{at}\nContent-Type: multipart/mixed; boundary=b{}\n\n",
                at + 1
            ));
        }
        let started = std::time::Instant::now();
        let tree = split(text.as_bytes(), 0..text.len());
        assert!(tree.cut_short);
        assert!(tree.parts.len() <= MAX_PARTS);
        assert!(started.elapsed().as_secs() < 2);
    }
}
