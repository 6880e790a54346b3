//! An mbox file cut into its messages: mboxrd, mboxo, Thunderbird, Google Takeout, files without
//! any quoting of "From ", CRLF line ends, and Content-Length (used as a hint, never trusted).
//!
//! It only looks for line starts and headers; MIME is nobody's business here. RFC 4155 describes
//! the family; the quoting conventions are those of the qmail mbox manual.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{DateTime, Utc};
use memchr::memmem;
use rayon::prelude::*;

use super::from_line;
use super::headers::{self, Headers};

/// How a file protects body lines that start with "From ".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// `>` before every `>*From `: one is taken off again.
    Mboxrd,
    /// `>` before `From ` only; a `>>From ` was so from the start.
    Mboxo,
    /// Nothing is protected: a `>From ` was so from the start.
    Unescaped,
}

/// One message of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Where its headers and body lie, without From_ line and without the blank line that the
    /// format adds at the end.
    pub content: Range<usize>,
    /// The part of it, from its first byte, in which quoted lines start, so that [`unquote`] would
    /// change it.
    pub quoted: Option<Range<usize>>,
    /// The date of its From_ line.
    pub arrived: Option<DateTime<Utc>>,
}

/// A file cut into messages.
#[derive(Debug, PartialEq, Eq)]
pub struct Split {
    /// The messages in order.
    pub spans: Vec<Span>,
    /// How the file protects "From " lines.
    pub quoting: Quoting,
    /// Bytes before the first From_ line that belong to no whole message.
    pub headless: usize,
}

/// A From_ line that does start a message.
struct Start {
    /// First byte of the line.
    line: usize,
    /// First byte of the headers.
    content: usize,
    arrived: Option<DateTime<Utc>>,
    /// Where the message ends by its Content-Length, when something begins there.
    promised_end: Option<usize>,
}

/// Cuts an mbox file. Lines "From …" start a message when they carry a date and headers follow,
/// after a blank line; all others are body text. No byte of a message is lost or changed.
pub fn split(file: &[u8]) -> Split {
    let judge = Judge { file, loose: is_loose(file), first: first_line(file) };
    let mut splitter = Splitter { file, unescaped: false, skip_to: 0 };
    let mut starts = Vec::new();
    starts.extend(splitter.start_at(judge.first, judge.judge(judge.first)));
    let (lines, quoted): (Vec<Line>, Vec<Line>) =
        lines(&judge).into_iter().partition(|line| !line.quoted);
    for line in lines.into_iter().filter(|line| line.start > judge.first) {
        starts.extend(splitter.start_at(line.start, line.judged));
    }
    let quoting = match (splitter.unescaped, starts.first()) {
        (true, _) => Quoting::Unescaped,
        (false, Some(first)) if is_thunderbird(file, first) => Quoting::Mboxo,
        (false, _) => Quoting::Mboxrd,
    };
    let headless = starts.first().map_or(file.len(), |first| first.line);
    let headless = if file[..headless].trim_ascii().is_empty() { 0 } else { headless };
    Split { spans: spans(file, &starts, &quoted), quoting, headless }
}

/// A line that "From " opens, or `>` and "From ".
struct Line {
    /// Its first byte.
    start: usize,
    quoted: bool,
    /// The message that starts with it, by itself.
    judged: Option<Start>,
}

/// The lines of a file that "From " opens, quoted or not, in order. Most of the time of cutting goes
/// into finding and judging them, so that the file is gone through once, and large ones on all
/// processors.
fn lines(judge: &Judge<'_>) -> Vec<Line> {
    let file = judge.file;
    const MARK: &[u8] = b"From ";
    const STRETCH: usize = 16 << 20;
    let starts: Vec<usize> = (0..file.len()).step_by(STRETCH).collect();
    let found = |start: &usize| {
        let end = file.len().min(start + STRETCH + MARK.len() - 1);
        let marks = memmem::find_iter(&file[*start..end], MARK).map(|at| start + at);
        marks.filter_map(|at| line_of(judge, at)).collect::<Vec<_>>()
    };
    starts.par_iter().map(found).flatten_iter().collect()
}

/// The line that the "From " at this place opens; `None` when other text stands before it.
fn line_of(judge: &Judge<'_>, mark: usize) -> Option<Line> {
    let file = judge.file;
    let quotes = file[..mark].iter().rev().take_while(|byte| **byte == b'>').count();
    let start = mark - quotes;
    let opens = start == 0 || file[start - 1] == b'\n';
    let quoted = quotes > 0;
    let judged = || (!quoted).then(|| judge.judge(start)).flatten();
    opens.then(|| Line { start, quoted, judged: judged() })
}

/// Where the first line that is not blank starts.
pub(super) fn first_line(file: &[u8]) -> usize {
    let file = file.strip_prefix(b"\xef\xbb\xbf").map_or((file, 0), |rest| (rest, 3));
    file.1 + file.0.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count()
}

/// Some programs write From_ lines without a date. They are told by the file's first line.
fn is_loose(file: &[u8]) -> bool {
    let line = line_at(file, first_line(file));
    line.starts_with(b"From ") && from_line::arrived(line).is_none()
}

fn is_thunderbird(file: &[u8], first: &Start) -> bool {
    line_at(file, first.line).starts_with(b"From - ")
        || line_at(file, first.content).starts_with(b"X-Mozilla-Status")
}

/// The line at `start`, without its end.
pub(super) fn line_at(file: &[u8], start: usize) -> &[u8] {
    let rest = &file[start.min(file.len())..];
    let line = &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())];
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// First byte of the line after the one at `start`.
pub(super) fn next_line(file: &[u8], start: usize) -> usize {
    memchr::memchr(b'\n', &file[start..]).map_or(file.len(), |at| start + at + 1)
}

/// Whether the line before the one at `start` is blank (or there is none).
fn after_blank(file: &[u8], start: usize) -> bool {
    let before = &file[..start];
    let Some(before) = before.strip_suffix(b"\n") else { return true };
    let before = before.strip_suffix(b"\r").unwrap_or(before);
    before.is_empty() || before.ends_with(b"\n")
}

struct Splitter<'a> {
    file: &'a [u8],
    unescaped: bool,
    skip_to: usize,
}

impl Splitter<'_> {
    /// The message that starts with the From_ line at `line`, unless that line is body text.
    fn start_at(&mut self, line: usize, start: Option<Start>) -> Option<Start> {
        if line < self.skip_to {
            self.unescaped = true;
            return None;
        }
        match &start {
            Some(start) => self.skip_to = start.promised_end.unwrap_or(0),
            None if line_at(self.file, line).starts_with(b"From ") => {
                self.unescaped |= after_blank(self.file, line);
            }
            None => {}
        }
        start
    }
}

/// Judges lines by themselves and what stands beside them.
struct Judge<'a> {
    file: &'a [u8],
    loose: bool,
    /// The first line that is not blank.
    first: usize,
}

impl Judge<'_> {
    /// The message that starts with the From_ line at `line`, as far as can be seen there.
    fn judge(&self, line: usize) -> Option<Start> {
        let text = line_at(self.file, line);
        let arrived = from_line::arrived(text);
        if arrived.is_none() && !(self.loose && text.starts_with(b"From ")) {
            return None;
        }
        let content = self.skip_repeated_line(next_line(self.file, line));
        let headers = headers::scan(&self.file[content..]);
        let first = line == self.first;
        let believable = match (arrived.is_some(), after_blank(self.file, line)) {
            (true, true) => first || headers.known >= 1 || (headers.cut && headers.lines <= 1),
            (true, false) => headers.known >= 2 && (headers.whole || headers.cut),
            (false, true) => first || (headers.known >= 2 && (headers.whole || headers.cut)),
            (false, false) => false,
        };
        let promised_end = self.promised_end(content, &headers);
        believable.then_some(Start { line, content, arrived, promised_end })
    }

    /// Thunderbird at times writes its From_ line twice, the second one quoted.
    fn skip_repeated_line(&self, content: usize) -> usize {
        let line = line_at(self.file, content);
        match line.strip_prefix(b">") {
            Some(inner) if from_line::arrived(inner).is_some() => next_line(self.file, content),
            _ => content,
        }
    }

    /// The end by Content-Length, believed only when a message or the end of the file is there.
    fn promised_end(&self, content: usize, headers: &Headers) -> Option<usize> {
        let end = (content + headers.length).checked_add(headers.content_length?)?;
        let rest = self.file.get(end..)?;
        let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let next = &rest[blank..];
        let begins = next.is_empty() || from_line::arrived(line_at(next, 0)).is_some();
        let at_line_start = blank > 0 || end == 0 || self.file[end - 1] == b'\n';
        (begins && at_line_start && blank <= 4).then_some(end + blank)
    }
}

/// Each start with what lies before the next one, less the blank line that separates them.
fn spans(file: &[u8], starts: &[Start], quoted: &[Line]) -> Vec<Span> {
    let ends = starts.iter().skip(1).map(|next| next.line).chain([file.len()]);
    let mut quoted = quoted.iter().peekable();
    let mut span = |(start, end): (&Start, usize)| {
        let content = start.content..end_of_text(file, start.content.min(end)..end);
        while quoted.next_if(|line| line.start < content.start).is_some() {}
        let mut lines: Option<Range<usize>> = None;
        while let Some(line) = quoted.next_if(|line| line.start < content.end) {
            let line = line.start - content.start;
            lines = Some(lines.map_or(line, |lines| lines.start)..line + 1);
        }
        Span { content, quoted: lines, arrived: start.arrived }
    };
    starts.iter().zip(ends).map(&mut span).collect()
}

/// The range without one closing blank line.
fn end_of_text(file: &[u8], range: Range<usize>) -> usize {
    let text = &file[range.clone()];
    for blank in [&b"\r\n"[..], b"\n"] {
        if let Some(rest) = text.strip_suffix(blank)
            && (rest.is_empty() || rest.ends_with(b"\n"))
        {
            return range.start + rest.len();
        }
    }
    range.end
}

/// A message as it was before the file's quoting of "From " lines.
pub fn unquote(message: &[u8], quoting: Quoting) -> Cow<'_, [u8]> {
    unquote_within(message, quoting, 0..message.len())
}

/// As [`unquote`], where all quoted lines are known to start in a part of the message.
pub(super) fn unquote_within(
    message: &[u8],
    quoting: Quoting,
    part: Range<usize>,
) -> Cow<'_, [u8]> {
    if quoting == Quoting::Unescaped {
        return Cow::Borrowed(message);
    }
    let mut plain = Vec::new();
    let mut copied = 0;
    let end = next_line(message, part.end.saturating_sub(1));
    for at in memmem::find_iter(&message[part.start..end], b">From ") {
        let at = part.start + at;
        let quotes = message[..=at].iter().rev().take_while(|b| **b == b'>').count();
        let start = at + 1 - quotes;
        let at_line_start = start == 0 || message[start - 1] == b'\n';
        if at_line_start && (quotes == 1 || quoting == Quoting::Mboxrd) {
            plain.reserve_exact(message.len() - plain.len());
            plain.extend_from_slice(&message[copied..start]);
            copied = start + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(message);
    }
    plain.extend_from_slice(&message[copied..]);
    Cow::Owned(plain)
}
