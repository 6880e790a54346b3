//! The parts of a message sorted into its text, its attachments, its enclosed messages and its
//! reports.
//!
//! What counts as text: `multipart/alternative` gives its plain and its HTML version; text parts
//! without a file name are read one after the other; everything else is an attachment.

mod file_name;
mod piece;

use std::borrow::Cow;
use std::ops::Range;

use file_name::name;
use piece::{Piece, joined};

use super::tree::{Part, Tree};
use super::{
    MAX_ENCLOSED, calendar, charset, flowed, marked, rtf, smime, tnef, transfer, uuencode,
};
use crate::reading::file_name::made_safe;
use crate::reading::html;
use crate::reading::message::{Attachment, Content, Message};

/// Where a message's bytes come from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Whether they are the raw message itself, so that ranges of them can be kept.
    pub is_raw: bool,
    /// How many messages it lies in.
    pub depth: usize,
}

/// What is told of a message that is encrypted as a whole.
pub(super) const ENCRYPTED: &str = "encrypted, and not read: decrypt it in your mail program and give foi what it says as a file, or ask for it unencrypted";

/// The type of a delivery report (RFC 3464).
const DELIVERY_STATUS: &str = "message/delivery-status";

/// What the parts hold.
#[derive(Debug, Default)]
pub(super) struct Body {
    attachments: Vec<Attachment>,
    pictures: Vec<Attachment>,
    enclosed: Vec<Message>,
    reports: Vec<(String, String)>,
    problems: Vec<String>,
    pieces: Vec<Piece>,
    /// The text of a winmail.dat or of an `ATT00001.htm`, for want of another.
    spare: Option<Piece>,
}

impl Body {
    /// Sorts every part of the tree.
    pub(super) fn read(mut self, source: &Source<'_>, tree: &Tree<'_>) -> Self {
        let mut reader = Reader { source, tree, body: &mut self };
        let pieces = reader.part(0, true);
        self.pieces = pieces;
        let silent = self.pieces.iter().all(|piece| {
            piece.html.is_none() && piece.plain.as_deref().unwrap_or("").trim().is_empty()
        });
        if silent && let Some(spare) = self.spare.take() {
            self.pieces = vec![spare];
        }
        self
    }

    /// Puts everything into the message.
    pub(super) fn fill(self, message: &mut Message) {
        for piece in &self.pieces {
            piece.append_to(message);
        }
        let html: Vec<String> = self.pieces.into_iter().filter_map(|piece| piece.html).collect();
        message.html = (!html.is_empty()).then(|| html.join("\n"));
        message.attachments = self.attachments;
        message.pictures = self.pictures;
        message.enclosed = self.enclosed;
        message.reports = self.reports;
        message.problems.extend(self.problems);
    }
}

/// Walks the tree.
struct Reader<'a, 'b> {
    source: &'a Source<'a>,
    tree: &'a Tree<'a>,
    body: &'b mut Body,
}

impl Reader<'_, '_> {
    /// Reads a part: its text is given back, the rest goes into the body. `inline` tells whether
    /// text here can be body text.
    fn part(&mut self, index: usize, inline: bool) -> Vec<Piece> {
        let part = &self.tree.parts[index];
        if !part.is_multipart() || part.children.is_empty() {
            return self.leaf(part, inline, index == 0);
        }
        match part.content_type.value.as_str() {
            "multipart/alternative" => self.alternative(part, inline),
            "multipart/related" => self.related(part, inline),
            "multipart/appledouble" => self.children(&part.children[1..], false),
            _ => self.children(&part.children, inline),
        }
    }

    fn children(&mut self, children: &[usize], inline: bool) -> Vec<Piece> {
        children.iter().flat_map(|child| self.part(*child, inline)).collect()
    }

    /// One text in several versions: the plain one and the HTML one are kept as one piece.
    fn alternative(&mut self, part: &Part<'_>, inline: bool) -> Vec<Piece> {
        let versions: Vec<Vec<Piece>> =
            part.children.iter().map(|child| self.part(*child, inline)).collect();
        let mut merged = Piece::default();
        for version in versions {
            let plain = joined(version.iter().map(|piece| &piece.plain));
            let html = joined(version.iter().map(|piece| &piece.html));
            if merged.plain.is_none() {
                merged.plain = plain;
            }
            if merged.html.is_none() {
                merged.html = html;
            }
        }
        if merged.plain.is_none() && merged.html.is_none() { Vec::new() } else { vec![merged] }
    }

    /// A root with the parts it shows: the first is text, the others are attachments.
    fn related(&mut self, part: &Part<'_>, inline: bool) -> Vec<Piece> {
        let start =
            part.content_type.parameter("start").unwrap_or_default().trim_matches(['<', '>']);
        let root = part.children.iter().position(|child| {
            let id = self.tree.parts[*child].fields.raw("content-id").map(super::words::text);
            !start.is_empty() && id.is_some_and(|id| id.trim_matches(['<', '>']) == start)
        });
        // Without a start parameter it is the first part; a picture is none.
        let is_text = |child: &usize| {
            let value = &self.tree.parts[*child].content_type.value;
            value.starts_with("text/") || value.starts_with("multipart/")
        };
        let root = root.or_else(|| part.children.iter().position(is_text)).unwrap_or(0);
        let mut pieces = Vec::new();
        for (at, child) in part.children.iter().enumerate() {
            let before = self.body.attachments.len();
            pieces.extend(self.part(*child, inline && at == root));
            let part = &self.tree.parts[*child];
            let shown = part.content_type.value.starts_with("image/")
                && part.disposition.value != "attachment";
            if shown {
                self.body.pictures.extend(self.body.attachments.drain(before..));
            }
        }
        pieces
    }

    fn leaf(&mut self, part: &Part<'_>, inline: bool, root: bool) -> Vec<Piece> {
        let media_type = part.content_type.value.as_str();
        match media_type {
            "message/rfc822" | "message/global" | "message/news" => {
                self.enclosed(part, false);
                // Nothing but a message: what it says is the text.
                if root && let Some(inner) = self.body.enclosed.last() {
                    return vec![Piece::plain(inner.text.clone())];
                }
            }
            "text/rfc822-headers" | "message/rfc822-headers" | "message/global-headers" => {
                self.enclosed(part, true);
            }
            DELIVERY_STATUS
            | "message/global-delivery-status"
            | "message/disposition-notification"
            | "message/global-disposition-notification"
            | "message/feedback-report" => {
                let text = self.text(part);
                self.body.reports.push((media_type.to_owned(), text));
            }
            "application/ms-tnef" | "application/vnd.ms-tnef" => return self.tnef(part),
            "application/pkcs7-mime" | "application/x-pkcs7-mime" => {
                return self.opaque(part, inline);
            }
            "text/calendar" if root => return vec![Piece::plain(calendar::text(&self.text(part)))],
            _ if is_winmail(part) => return self.tnef(part),
            "text/rtf" | "application/rtf" if root => return self.rtf(part),
            _ if root && is_other_text(media_type) => {
                let text = self.text(part);
                return self.piece(part, text);
            }
            _ if is_text(media_type, part) && (root || (inline && is_body_text(part))) => {
                let text = self.text(part);
                return self.piece(part, text);
            }
            _ => {
                if is_text(media_type, part) && self.is_retyped_report(part) {
                    let text = self.text(part);
                    self.body.reports.push((DELIVERY_STATUS.to_owned(), text));
                } else if (is_text(media_type, part) && is_named_as_body(part)
                    || inline && is_other_text(media_type) && is_body_text(part))
                    && self.body.spare.is_none()
                {
                    let text = self.text(part);
                    self.body.spare = self.piece(part, text).pop();
                }
                self.attach(part);
            }
        }
        Vec::new()
    }

    /// Whether a gateway gave the fields of a report (RFC 3464) another type and a name.
    fn is_retyped_report(&self, part: &Part<'_>) -> bool {
        let raw = &self.source.bytes[part.body.clone()];
        let has = |field: &[u8]| memchr::memmem::find(raw, field).is_some();
        let told = self.tree.parts[0].content_type.value == "multipart/report"
            || is_named_as_body(part) && has(b"Reporting-MTA:") && has(b"Action:");
        told && has(b"Final-Recipient:")
    }

    /// The decoded text of a part.
    fn text(&mut self, part: &Part<'_>) -> String {
        let raw = &self.source.bytes[part.body.clone()];
        let encoded = part.encoding != "base64" || transfer::is_base64(raw);
        if !encoded {
            let problem = "said to be base64 and is not: its text is read as it stands";
            self.body.problems.push(problem.to_owned());
        }
        let (raw, trailer) = match part.encoding.as_str() {
            "base64" if encoded => transfer::without_trailer(raw),
            _ => (raw, &[][..]),
        };
        let bytes = transfer::decoded(&part.encoding, raw);
        let label = part.content_type.parameter("charset");
        let mut text = lines(charset::text(bytes, label));
        if !trailer.is_empty() {
            text.push('\n');
            text.push_str(&lines(charset::text(trailer, None)));
        }
        text
    }

    /// A text part as a piece, with the files that were uuencoded into it taken out.
    fn piece(&mut self, part: &Part<'_>, text: String) -> Vec<Piece> {
        let is_html = |value: &str| matches!(value, "text/html" | "application/xhtml+xml");
        if is_html(&part.content_type.value) || html::looks_like_html(&text) {
            return vec![Piece { plain: None, html: Some(text) }];
        }
        let mut text = match part.content_type.value.as_str() {
            "text/enriched" => marked::enriched(&text),
            "text/richtext" => marked::richtext(&text),
            _ => marked::clear_signed(&text).unwrap_or(text),
        };
        if let Some((kept, found)) = uuencode::take_out(&text) {
            text = kept;
            self.body.attachments.extend(found.into_iter().map(|file| {
                decoded_attachment(Some(file.name), "application/octet-stream", file.content)
            }));
        }
        if part
            .content_type
            .parameter("format")
            .is_some_and(|format| format.eq_ignore_ascii_case("flowed"))
        {
            let delete = part
                .content_type
                .parameter("delsp")
                .is_some_and(|value| value.eq_ignore_ascii_case("yes"));
            text = flowed::unfold(&text, delete);
        }
        vec![Piece::plain(text)]
    }

    /// A body that is a text with its layout.
    fn rtf(&mut self, part: &Part<'_>) -> Vec<Piece> {
        let raw = &self.source.bytes[part.body.clone()];
        vec![match rtf::text(&transfer::decoded(&part.encoding, raw)) {
            rtf::Text::Html(html) => Piece { plain: None, html: Some(html) },
            rtf::Text::Plain(text) => Piece::plain(text),
        }]
    }

    /// What Outlook packed into winmail.dat: its files, and its text where nothing else is text.
    fn tnef(&mut self, part: &Part<'_>) -> Vec<Piece> {
        let raw = &self.source.bytes[part.body.clone()];
        let Some(found) = tnef::read(&transfer::decoded(&part.encoding, raw)) else {
            self.attach(part);
            return Vec::new();
        };
        self.body.attachments.extend(found.files);
        self.body.spare = Some(Piece { plain: found.plain, html: found.html });
        Vec::new()
    }

    /// A message that is signed and wrapped as a whole.
    fn opaque(&mut self, part: &Part<'_>, inline: bool) -> Vec<Piece> {
        let raw = &self.source.bytes[part.body.clone()];
        let der = transfer::decoded(&part.encoding, raw);
        let content = smime::signed_content(&der).filter(|_| !smime::is_enveloped(&der));
        let Some(content) = content.filter(|_| self.source.depth < MAX_ENCLOSED) else {
            let sort = part.content_type.parameter("smime-type").unwrap_or_default();
            if sort.to_ascii_lowercase().contains("enveloped") || smime::is_enveloped(&der) {
                self.body.problems.push(ENCRYPTED.to_owned());
            }
            self.attach(part);
            return Vec::new();
        };
        let source = Source { bytes: &content, is_raw: false, depth: self.source.depth + 1 };
        let tree = super::tree::split(&content, 0..content.len());
        Reader { source: &source, tree: &tree, body: &mut *self.body }.part(0, inline)
    }

    /// A message carried inside; `headers_only` where its body was left out.
    fn enclosed(&mut self, part: &Part<'_>, headers_only: bool) {
        if self.source.depth >= MAX_ENCLOSED {
            return self.attach(part);
        }
        let raw = &self.source.bytes[part.body.clone()];
        let depth = self.source.depth + 1;
        let enclosed = if matches!(part.encoding.as_str(), "base64" | "quoted-printable") {
            let bytes = transfer::decoded(&part.encoding, raw).into_owned();
            let inner = Source { bytes: &bytes, is_raw: false, depth };
            super::message(&inner, 0..bytes.len())
        } else {
            let range = without_blank_start(self.source.bytes, part.body.clone());
            super::message(&Source { depth, ..*self.source }, range)
        };
        // What a report returns is her own letter, and no attachment.
        let report = self.tree.parts[0].content_type.value == "multipart/report";
        if !headers_only && (name(part).is_some() || !report) {
            self.attach(part);
        }
        self.body.enclosed.push(enclosed);
    }

    fn attach(&mut self, part: &Part<'_>) {
        let raw = &self.source.bytes[part.body.clone()];
        let name = name(part);
        if raw.is_empty() && name.is_none() {
            return;
        }
        let (content, bytes) = if self.source.is_raw {
            let Range { start, end } = part.body.clone();
            (Content::Raw { start, end, encoding: part.encoding.clone() }, 0)
        } else {
            let content = transfer::decoded(&part.encoding, raw).into_owned();
            (Content::Decoded(content), transfer::decoded_len(&part.encoding, raw))
        };
        let media_type = part.content_type.value.clone();
        self.body.attachments.push(Attachment { name, media_type, bytes, content });
    }
}

/// An attachment whose bytes are at hand.
pub(super) fn decoded_attachment(
    name: Option<String>,
    media_type: &str,
    content: Vec<u8>,
) -> Attachment {
    let name = name.and_then(|name| made_safe(&name));
    let bytes = content.len() as u64;
    Attachment {
        name,
        media_type: media_type.to_owned(),
        bytes,
        content: Content::Decoded(content),
    }
}

/// Text with `\n` line ends, and no more empty lines in a row than a letter may have.
fn lines(text: Cow<'_, str>) -> String {
    let ended = line_ends(text);
    let many = "\n".repeat(MOST_EMPTY);
    if memchr::memmem::find(ended.as_bytes(), many.as_bytes()).is_none() {
        return ended;
    }
    let mut kept = String::new();
    for line in ended.split_inclusive('\n') {
        if line != "\n" || !kept.ends_with(&many) {
            kept.push_str(line);
        }
    }
    kept
}

/// A million empty lines say nothing, and cost as much as others.
const MOST_EMPTY: usize = 200;

fn line_ends(text: Cow<'_, str>) -> String {
    let Some(first) = memchr::memchr(b'\r', text.as_bytes()) else { return text.into_owned() };
    let mut ended = String::with_capacity(text.len());
    let (mut rest, mut at) = (&*text, Some(first));
    while let Some(end) = at {
        ended.push_str(&rest[..end]);
        ended.push('\n');
        rest = &rest[end + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
        at = memchr::memchr(b'\r', rest.as_bytes());
    }
    ended.push_str(rest);
    ended
}

/// Text to read, not a file: plain or HTML; a multipart without a single part is read as text too, one
/// that was not split is a file.
fn is_text(media_type: &str, part: &Part<'_>) -> bool {
    matches!(media_type, "text/plain" | "text/html" | "text" | "text/enriched" | "text/richtext")
        || !media_type.contains('/')
        || (part.is_multipart() && !part.is_unsplit)
}

/// A subtype of text that is not known here: it is read like plain text (RFC 2046 section 4.1.4).
fn is_other_text(media_type: &str) -> bool {
    const FILES: &[&str] =
        &["text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/rtf"];
    media_type == "application/xhtml+xml"
        || media_type.starts_with("text/") && !FILES.contains(&media_type)
}

/// winmail.dat under a false flag.
fn is_winmail(part: &Part<'_>) -> bool {
    part.content_type.value == "application/octet-stream"
        && name(part).is_some_and(|name| name.eq_ignore_ascii_case("winmail.dat"))
}

/// Whether a text part is part of the body: it does not ask to be a file.
fn is_body_text(part: &Part<'_>) -> bool {
    part.disposition.value != "attachment" && name(part).is_none()
}

/// Whether a text has a name that programs give to parts of a body: Exchange's `ATT00001.htm`, "body.txt",
/// "message.html". What it says is the body where there is no other.
fn is_named_as_body(part: &Part<'_>) -> bool {
    let name = name(part).unwrap_or_default().to_ascii_lowercase();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let is_numbered =
        |digits: &str| digits.len() > 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
    matches!(
        stem,
        "body" | "message" | "message body" | "mail" | "email" | "text" | "noname" | "unnamed"
    ) || stem.strip_prefix("att").is_some_and(is_numbered)
}

/// A range without the blank lines that some servers put before an enclosed message.
fn without_blank_start(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let blank =
        bytes[range.clone()].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    range.start + blank..range.end
}
