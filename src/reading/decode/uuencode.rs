//! Files uuencoded into plain text (`begin 644 name` … `end`), as old mailers and Outlook's plain
//! text still send them, and in base64 between such lines (`begin-base64 644 name` … `====`, POSIX).

use super::transfer;

/// A file found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its name as written.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
}

/// The text without its uuencoded files, and the files. Cheap where there is none.
pub(super) fn take_out(text: &str) -> Option<(String, Vec<Found>)> {
    let mut rest = text;
    let mut kept = String::new();
    let mut found = Vec::new();
    while let Some((start, end, file)) = next_file(rest) {
        kept.push_str(&rest[..start]);
        rest = &rest[end..];
        found.push(file);
    }
    if found.is_empty() {
        return None;
    }
    kept.push_str(rest);
    Some((kept, found))
}

/// The content of the first file in a body that is uuencoded as a whole.
pub(super) fn first(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    next_file(&text).map(|(_, _, file)| file.content)
}

/// The next file with the byte range it takes in `text`.
fn next_file(text: &str) -> Option<(usize, usize, Found)> {
    let mut from = 0;
    while let Some(at) =
        memchr::memmem::find(&text.as_bytes()[from..], b"begin").map(|at| at + from)
    {
        let at_line_start = at == 0 || text.as_bytes()[at - 1] == b'\n';
        if at_line_start && let Some((length, file)) = file(&text[at..]) {
            return Some((at, at + length, file));
        }
        from = at + "begin".len();
    }
    None
}

/// How many characters a row says that it has.
fn row_length(row: &[u8]) -> usize {
    row.first().map_or(0, |length| usize::from(length.wrapping_sub(b' ') & 63).div_ceil(3) * 4)
}

/// Reads a file that starts here: its length in the text and itself.
fn file(text: &str) -> Option<(usize, Found)> {
    let mut lines = text.split_inclusive('\n');
    let head = lines.next()?;
    let head_text = head.trim_end();
    let base64 = head_text.strip_prefix("begin-base64 ");
    let (mode, name) = base64.or_else(|| head_text.strip_prefix("begin "))?.split_once(' ')?;
    if !(3..=4).contains(&mode.len()) || !mode.bytes().all(|byte| (b'0'..=b'7').contains(&byte)) {
        return None;
    }
    if base64.is_some() {
        return in_base64(&text[head.len()..]).map(|(length, content)| {
            (head.len() + length, Found { name: name.trim().to_owned(), content })
        });
    }
    let mut length = head.len();
    let mut content = Vec::new();
    for line in lines {
        let row = line.trim_end_matches(['\r', '\n']);
        if row == "end" {
            length += line.len();
            break;
        }
        let Some(bytes) = decoded_row(row.as_bytes()) else { break };
        // "begin 2025 with hope": the first row must be as long as it says, blanks at its end aside.
        if content.is_empty() && row.len().saturating_sub(1) * 2 < row_length(row.as_bytes()) {
            return None;
        }
        content.extend_from_slice(&bytes);
        length += line.len();
    }
    (!content.is_empty()).then(|| (length, Found { name: name.trim().to_owned(), content }))
}

/// Lines of base64 up to the one that ends them: their length with it, and the content.
fn in_base64(text: &str) -> Option<(usize, Vec<u8>)> {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "====" {
            return Some((length + line.len(), transfer::base64(&text.as_bytes()[..length])));
        }
        let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
        if !line.trim_end().bytes().all(is_base64) {
            return None;
        }
        length += line.len();
    }
    None
}

/// One line: a length character, then four characters for every three bytes. Trailing spaces may
/// have been lost on the way.
fn decoded_row(row: &[u8]) -> Option<Vec<u8>> {
    let (first, rest) = row.split_first()?;
    if !(b' '..=b'`').contains(first) {
        return None;
    }
    let length = usize::from((first - b' ') & 63);
    let wanted = length.div_ceil(3) * 4;
    if rest.len() > wanted + 2 || rest.iter().any(|byte| !(b' '..=b'`').contains(byte)) {
        return None;
    }
    let value = |at: usize| u32::from(rest.get(at).map_or(0, |byte| (byte - b' ') & 63));
    let mut out = Vec::with_capacity(length + 2);
    for at in (0..wanted).step_by(4) {
        let group = value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
        out.extend_from_slice(&group.to_be_bytes()[1..]);
    }
    out.truncate(length);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_out_of_the_text_around_it() {
        let text = "See below.\n\nbegin 644 note.txt\n#0V%T\n`\nend\nRegards\n";
        let (kept, found) = take_out(text).unwrap();
        assert_eq!(kept, "See below.\n\nRegards\n");
        assert_eq!(found, [Found { name: "note.txt".into(), content: b"Cat".to_vec() }]);
    }

    #[test]
    fn a_file_in_base64_between_such_lines_is_one() {
        let text = "See below.\nbegin-base64 644 note.txt\nQ2F0\n====\nRegards\n";
        let (kept, found) = take_out(text).unwrap();
        assert_eq!(kept, "See below.\nRegards\n");
        assert_eq!(found, [Found { name: "note.txt".into(), content: b"Cat".to_vec() }]);
        assert_eq!(take_out("begin-base64 644 x\nnever ends"), None);
    }

    #[test]
    fn prose_that_begins_is_no_file() {
        assert_eq!(take_out("begin 2025 with hope\n42.\nend\n"), None);
    }

    #[test]
    fn a_sentence_that_begins_is_no_file() {
        for text in
            ["begin 2024 with a plan\nand go on\n", "begin 644 \n", "we begin 644 x\n#0V%T\n"]
        {
            assert_eq!(take_out(text), None, "{text}");
        }
    }
}
