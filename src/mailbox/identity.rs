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

use std::borrow::Cow;

use memchr::memmem;

use super::headers::{self, Field};

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
    let kept = Vec::with_capacity(message.len().min(GATHERED));
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
/// small ones, and a tree hash on odd ones.
const GATHERED: usize = 64 * 1024;

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
    /// the end.
    fn text(&mut self, text: &[u8]) {
        let mut blank = 0;
        for line in lines(text) {
            let line = line.trim_ascii_end();
            if line.is_empty() {
                blank += 1;
                continue;
            }
            for _ in 0..std::mem::take(&mut blank) {
                self.form.push(b"\n");
            }
            let unquoted = &line[line.iter().take_while(|b| **b == b'>').count()..];
            let line = if unquoted.starts_with(b"From ") { unquoted } else { line };
            self.form.push(line);
            self.form.push(b"\n");
        }
    }

    /// Base64 as its letters.
    fn letters(&mut self, text: &[u8]) {
        let mut rest = text;
        while !rest.is_empty() {
            let (line, after) = whole_line(rest).unwrap_or_else(|| any_line(rest));
            self.form.push(line);
            rest = after;
        }
    }
}

/// The line at the start of a base64 body when it is as most are, 76 letters (RFC 2045 section 6.8)
/// and nothing else, and what follows it. A length that is known makes this several times as fast
/// as looking for the line's end.
fn whole_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (line, rest) = text.split_first_chunk::<76>()?;
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest).strip_prefix(b"\n")?;
    let least = line.iter().fold(u8::MAX, |least, byte| least.min(*byte));
    (least > b' ').then_some((line, rest))
}

/// Any line without the spaces around it, and what follows it.
fn any_line(text: &[u8]) -> (&[u8], &[u8]) {
    let (line, rest) = match memchr::memchr(b'\n', text) {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, &[][..]),
    };
    (line.trim_ascii(), rest)
}

/// What stands between line ends.
fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = memchr::memchr_iter(b'\n', text).chain([text.len()]);
    ends.scan(0, |start, end| Some(&text[std::mem::replace(start, end + 1)..end]))
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

/// Decodes base64 as far as it goes, whatever stands between its letters.
fn base64(text: &[u8]) -> Vec<u8> {
    let mut letters = Vec::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = whole_line(rest).unwrap_or_else(|| any_line(rest));
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
fn quoted_printable(text: &[u8]) -> Vec<u8> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn form(mail: &str) -> String {
        let mut form = Vec::new();
        canonical(mail.as_bytes(), &mut |piece| form.extend_from_slice(piece));
        String::from_utf8_lossy(&form).into_owned()
    }

    const MAIL: &str = "Message-ID: <1@a.example>\nSubject: One two\n\
        Content-Type: multipart/mixed; boundary=x\n\npreamble\n--x\n\n\
        From here on 3 =\u{20ac}5.\n\n--x\nContent-Type: application/pdf\n\
        Content-Transfer-Encoding: base64\n\nJVBERi0xLjQ=\n--x--\n";

    #[test]
    fn the_dress_does_not_count() {
        let dressed = [
            MAIL.replace('\n', "\r\n"),
            format!("Received: by z\nX-GM-THRID: 7\n{MAIL}\n\n"),
            MAIL.replace("One two", "One\n two"),
            MAIL.replace("From here", ">From here"),
            MAIL.replace("--x", "--other").replace("=x", "=\"other\""),
            MAIL.replace("JVBERi0xLjQ=", "JVBE\r\nRi0xLjQ=\r\n"),
            MAIL.replace(
                "--x\n\nFrom here on 3 =\u{20ac}5.",
                "--x\nContent-Transfer-Encoding: quoted-printable\n\nFrom here=\n on 3 =3D=E2=82=AC5.=20",
            ),
            MAIL.replace(
                "--x\n\nFrom here on 3 =\u{20ac}5.",
                "--x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n\
                 RnJvbSBoZXJlIG9uIDMgPeKCrDUu",
            ),
        ];
        for mail in dressed {
            assert_eq!(form(&mail), form(MAIL), "{mail}");
        }
    }

    #[test]
    fn the_content_does() {
        let others = [
            MAIL.replace("<1@", "<2@"),
            MAIL.replace("here on 3", "here on 4"),
            MAIL.replace("JVBE", "JVBF"),
            MAIL.replace("One two", "One three"),
        ];
        for mail in others {
            assert_ne!(form(&mail), form(MAIL), "{mail}");
        }
    }

    #[test]
    fn without_id_and_date_the_thread_tells_messages_apart() {
        let bare = "From: a@b.example\nSubject: Re: Request\n";
        let says = "\nThank you, we will look into it.\n";
        let answer = |headers: &str| form(&format!("{bare}{headers}{says}"));
        assert_ne!(answer("In-Reply-To: <1@a.example>\n"), answer("In-Reply-To: <2@a.example>\n"));
        assert_ne!(answer("References: <1@a.example>\n"), answer("References: <2@a.example>\n"));
        assert_eq!(
            answer("References: <1@a.example>\n <2@a.example>\n"),
            answer("References: <1@a.example> <2@a.example>\nX-Seen: 1\n")
        );
        let dated = "Date: Tue, 4 Mar 2025 10:00:00 +0000\n";
        assert_eq!(
            answer(&format!("{dated}In-Reply-To: <1@a.example>\n")),
            answer(&format!("{dated}In-Reply-To: <2@a.example>\n"))
        );
    }

    #[test]
    fn broken_structure_still_has_a_form() {
        for mail in
            ["", "\n", "x", "Content-Type: multipart/mixed; boundary=x\n\n--x", "a: b\n\n--"]
        {
            form(mail);
        }
        let endless = MAIL.replace("--x--\n", "");
        assert!(form(&endless).contains("JVBERi0xLjQ="));
    }
}
