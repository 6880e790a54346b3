//! What makes two copies of a message the same: the Message-ID and the decoded content.
//!
//! The same mail comes out of a mailbox in many dresses. Servers add headers on the way; exports add
//! their own (`X-GM-THRID`, `X-Mozilla-Status`), quote "From " lines, end lines by LF or CRLF, drop
//! or add blank lines at the end; a gateway may encode a part anew, with new boundaries. None of
//! that is content. So a canonical form is made of the headers that the writer set, unfolded, and of
//! every part, its transfer encoding undone, without boundaries and part headers, its line ends and
//! "From " quoting evened out. Two messages with one Message-ID and different canonical forms are
//! two messages.
//!
//! Charsets are not converted and encoded words not decoded: what re-encodes those changes more than
//! the dress. Attachments' base64 is taken as its letters, which name its bytes as well and need no
//! decoding.

mod transfer;

use std::borrow::Cow;

use memchr::memmem;

use super::headers::{self, Field};
use transfer::{LINE, any_line, base64, quoted_printable, whole_line};

/// The headers that belong to what was written, as opposed to how it travelled.
const WRITTEN: [&str; 5] = ["message-id", "date", "from", "to", "subject"];

/// Multiparts inside one another are followed this far; deeper ones are taken as they are.
const DEEPEST: usize = 20;

/// Parts of one message that are looked at; what follows is taken as it is.
const MOST_PARTS: usize = 2_000;

/// Gives `sink` the canonical form of a raw message, piece by piece, to be hashed. Equal messages
/// give equal concatenations, whatever mailbox they come from; the pieces may be cut differently.
///
/// ```
/// let identity = |mail: &str| {
///     let mut form = Vec::new();
///     foidesk::mailbox::canonical(mail.as_bytes(), &mut |piece| form.extend_from_slice(piece));
///     form
/// };
/// let sent = "Message-ID: <1@a.example>\n\nFrom here on.\n";
/// let kept = "X-Seen: 1\r\nMessage-ID:\r\n <1@a.example>\r\n\r\n>From here on.\r\n\r\n";
/// assert_eq!(identity(sent), identity(kept));
/// ```
pub fn canonical(message: &[u8], sink: &mut dyn FnMut(&[u8])) {
    let length = headers::scan(message).length;
    let (block, body) = message.split_at(length.min(message.len()));
    let fields = headers::fields(block);
    let kept = Vec::with_capacity(GATHERED);
    let mut walk = Walk { form: Form { sink, kept }, parts: 0 };
    for wanted in WRITTEN {
        let value = field(&fields, wanted).unwrap_or_default();
        let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        words.for_each(|word| walk.form.push(word));
        walk.form.push(b"\n");
    }
    if WRITTEN[..2].iter().all(|name| field(&fields, name).is_none()) {
        walk.thread(&fields);
    }
    walk.part(&fields, body, 0);
    walk.form.flush();
}

/// Pieces are handed on in stretches of exactly this size, the last one apart: a hash is slow on many
/// small ones, and a tree hash on odd ones. They fit the nearest cache.
const GATHERED: usize = 32 * 1024;

/// The canonical form on its way to the sink.
struct Form<'s> {
    sink: &'s mut dyn FnMut(&[u8]),
    kept: Vec<u8>,
}

impl Form<'_> {
    fn push(&mut self, mut piece: &[u8]) {
        while self.kept.len() + piece.len() >= GATHERED {
            let (now, later) = piece.split_at(GATHERED - self.kept.len());
            self.kept.extend_from_slice(now);
            self.flush();
            piece = later;
        }
        self.kept.extend_from_slice(piece);
    }

    /// A whole line of base64, of a length that is known when this is compiled.
    #[inline]
    fn push_line(&mut self, line: &[u8; LINE]) {
        if self.kept.len() + LINE < GATHERED {
            self.kept.extend_from_slice(line);
        } else {
            self.push(line);
        }
    }

    fn flush(&mut self) {
        (self.sink)(&self.kept);
        self.kept.clear();
    }
}

fn field<'a>(fields: &[Field<'a>], wanted: &str) -> Option<Cow<'a, [u8]>> {
    fields
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(wanted.as_bytes()))
        .map(|(_, value)| headers::unfolded(value))
}

struct Walk<'s> {
    form: Form<'s>,
    parts: usize,
}

impl Walk<'_> {
    /// What a message answers: without an id and a date of its own, "Thank you, we will look into it"
    /// in one thread is not the one in another.
    fn thread(&mut self, fields: &[Field<'_>]) {
        for wanted in ["in-reply-to", "references"] {
            let value = field(fields, wanted).unwrap_or_default();
            let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
            words.for_each(|word| self.form.push(word));
            self.form.push(b"\n");
        }
    }

    fn part(&mut self, fields: &[Field<'_>], body: &[u8], depth: usize) {
        self.parts += 1;
        let media_type = field(fields, "content-type").unwrap_or(Cow::Borrowed(b"text/plain"));
        let media_type = media_type.trim_ascii();
        let boundary = headers::parameter(media_type, "boundary").filter(|b| !b.is_empty());
        if let Some(boundary) = boundary.filter(|_| starts_with(media_type, "multipart/"))
            && depth < DEEPEST
        {
            return self.multipart(boundary, body, depth);
        }
        let encoding = field(fields, "content-transfer-encoding").unwrap_or_default();
        let encoding = encoding.trim_ascii();
        if starts_with(encoding, "base64") && starts_with(media_type, "text/") {
            self.text(&base64(body));
        } else if starts_with(encoding, "base64") {
            self.letters(body);
        } else if starts_with(encoding, "quoted-printable") {
            self.text(&quoted_printable(body));
        } else {
            self.text(body);
        }
        self.form.push(b"\0");
    }

    fn multipart(&mut self, boundary: &[u8], body: &[u8], depth: usize) {
        let delimiter = [b"--", boundary].concat();
        let mut start = None;
        let ends = delimiters(body, &delimiter).chain([(body.len(), body.len())]);
        for (line, after) in ends {
            if let Some(start) = start.replace(after)
                && self.parts < MOST_PARTS
                && (line < body.len() || !body[start..].trim_ascii().is_empty())
            {
                let part: &[u8] = &body[start..line];
                let (block, inner) = part_headers(part);
                self.part(&headers::fields(block), inner, depth + 1);
            }
            if body[line..].get(delimiter.len()..).is_some_and(|rest| rest.starts_with(b"--")) {
                return;
            }
        }
        if start.is_none() || self.parts >= MOST_PARTS {
            self.text(body);
        }
    }

    /// Text with even line ends, without spaces at their ends, "From " quoting and blank lines at
    /// the end. Most lines are so already: stretches of them are handed on whole.
    fn text(&mut self, text: &[u8]) {
        let mut even = 0..0;
        let mut blank = 0;
        for (start, line) in lines(text) {
            let end = start + line.len() + 1;
            let kept = line.trim_ascii_end();
            let is_bare = kept.len() == line.len() && end <= text.len();
            if kept.is_empty() {
                blank += 1;
                if !is_bare {
                    self.form.push(&text[std::mem::take(&mut even)]);
                }
                continue;
            }
            let unquoted = unquoted(kept);
            if is_bare && unquoted.is_none() {
                if even.is_empty() {
                    self.blanks(blank);
                    even.start = start;
                }
                (even.end, blank) = (end, 0);
                continue;
            }
            self.form.push(&text[std::mem::take(&mut even)]);
            self.blanks(std::mem::take(&mut blank));
            self.form.push(unquoted.unwrap_or(kept));
            self.form.push(b"\n");
        }
        self.form.push(&text[even]);
    }

    fn blanks(&mut self, number: usize) {
        (0..number).for_each(|_| self.form.push(b"\n"));
    }

    /// Base64 as its letters.
    fn letters(&mut self, text: &[u8]) {
        let mut rest = text;
        while !rest.is_empty() {
            while let Some((line, after)) = whole_line(rest) {
                self.form.push_line(line);
                rest = after;
            }
            let (line, after) = any_line(rest);
            self.form.push(line);
            rest = after;
        }
    }
}

/// What stands between line ends, and where each starts.
fn lines(text: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
    ends.scan(0, |next, end| {
        let start = std::mem::replace(next, end + 1);
        Some((start, &text[start..end]))
    })
}

/// A line that "From " opens behind marks of quoting, without them.
fn unquoted(line: &[u8]) -> Option<&[u8]> {
    let quotes = line.iter().take_while(|byte| **byte == b'>').count();
    (quotes > 0).then(|| &line[quotes..]).filter(|rest| rest.starts_with(b"From "))
}

fn starts_with(value: &[u8], word: &str) -> bool {
    value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
}

/// The lines that delimit parts: first byte of each, and of the line after it.
fn delimiters<'a>(
    body: &'a [u8],
    delimiter: &'a [u8],
) -> impl Iterator<Item = (usize, usize)> + 'a {
    memmem::find_iter(body, delimiter).filter(|at| *at == 0 || body[at - 1] == b'\n').map(|at| {
        let line_end = memchr::memchr(b'\n', &body[at..]);
        (at, line_end.map_or(body.len(), |end| at + end + 1))
    })
}

/// A part's headers and its body; a part that begins with a blank line has no headers.
fn part_headers(part: &[u8]) -> (&[u8], &[u8]) {
    let length = headers::scan(part).length;
    part.split_at(length.min(part.len()))
}

#[cfg(test)]
mod tests;
