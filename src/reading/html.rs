//! HTML to text, for reading and not for show: table cells stay apart, block elements break lines,
//! and what the structure marks as quoted is remembered as ranges of the text.
//!
//! One forgiving pass over the bytes; no tree, no style sheets, nothing loaded. Hidden parts (head,
//! style, script, comments, `display:none`) are left out.

mod cue;
mod link;
mod stress;
mod tag;

use std::ops::Range;

use memchr::memchr;

use self::cue::Cue;
use self::link::Link;
use self::stress::Runs;
pub use self::stress::{Stress, stressed};
use self::tag::Tag;

use crate::reading::decode::push_entity;

/// Text made from HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The text, lines ended by `\n`.
    pub text: String,
    /// Byte ranges of `text` that the structure marks as quoted, in order.
    pub quoted: Vec<Range<usize>>,
}

/// Whether a text that claims to be plain is HTML: it starts like a document, or is full of tags.
pub fn looks_like_html(text: &str) -> bool {
    let head = text.trim_start().as_bytes();
    let head = &head[..head.len().min(400)];
    let lower = head.to_ascii_lowercase();
    if [&b"<!doctype html"[..], b"<html", b"<head", b"<body"]
        .iter()
        .any(|start| lower.starts_with(start))
    {
        return true;
    }
    lower.starts_with(b"<")
        && ["</p>", "<br", "</div>", "</td>", "</span>"].iter().any(|tag| contains(text, tag))
}

fn contains(text: &str, tag: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), tag.as_bytes()).is_some()
}

/// Turns HTML into text.
pub fn render(html: &str) -> Rendered {
    let mut page = Page::default();
    page.read(html);
    page.finish()
}

/// How deep elements that matter here may nest; deeper ones are ignored.
const MAX_DEPTH: usize = 512;

/// The state of a rendering.
#[derive(Default)]
struct Page {
    out: String,
    /// White space seen since the last character, not written yet.
    gap: bool,
    /// Elements whose content is left out: how many are open, and which one opened.
    hidden: Option<(String, usize)>,
    preformatted: usize,
    /// Whether the open paragraph has no space around it.
    tight: bool,
    /// Open quotes: the element's name, how many of that name are open inside, where it started.
    quotes: Vec<OpenQuote>,
    quoted: Vec<Range<usize>>,
    /// Where everything that follows is quoted, to the end.
    cut: Option<usize>,
    cell_in_row: bool,
    /// The link that is open.
    link: Option<Link>,
    /// Elements with raw content of which an end tag was looked for in vain.
    unclosed: Vec<String>,
    /// What is set off, where that is asked for.
    runs: Option<Runs>,
}

/// A quoting element that is still open.
struct OpenQuote {
    name: String,
    inner: usize,
    start: usize,
}

impl Page {
    /// Reads a whole page.
    fn read(&mut self, html: &str) {
        let mut rest = html;
        while !rest.is_empty() {
            let Some(at) = memchr(b'<', rest.as_bytes()) else {
                self.text(rest);
                break;
            };
            self.text(&rest[..at]);
            rest = self.markup(&rest[at..]);
        }
    }

    /// Running text with its entities.
    fn text(&mut self, mut text: &str) {
        if self.hidden.is_some() {
            return;
        }
        while let Some(at) = memchr(b'&', text.as_bytes()) {
            self.words(&text[..at]);
            text = &text[at..];
            let name = text.as_bytes()[1..].iter().take(32);
            let length =
                name.take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count() + 1;
            let ended = text.as_bytes().get(length) == Some(&b';');
            self.entity(&text[..length], ended);
            text = &text[length + usize::from(ended)..];
        }
        self.words(text);
    }

    fn entity(&mut self, name: &str, ended: bool) {
        let mut decoded = String::new();
        push_entity(&mut decoded, &format!("{name};"));
        if decoded.len() == name.len() + 1 && !ended {
            decoded.pop();
        }
        match decoded.as_str() {
            // A no-break space keeps its width: empty paragraphs hold one.
            "\u{a0}" => self.gap = true,
            "\u{200b}" | "\u{feff}" | "\u{ad}" | "\u{200c}" | "\u{200d}" => {}
            _ => self.push(&decoded),
        }
    }

    fn words(&mut self, text: &str) {
        if self.preformatted > 0 {
            self.out.push_str(text);
            return;
        }
        for (at, word) in text.split([' ', '\t', '\r', '\n', '\u{a0}']).enumerate() {
            self.gap |= at > 0;
            if !word.is_empty() {
                self.push(word);
            }
        }
    }

    fn push(&mut self, word: &str) {
        if self.gap && !self.out.is_empty() && !self.out.ends_with(['\n', ' ']) {
            self.out.push(' ');
        }
        self.gap = false;
        let start = self.out.len();
        self.out.push_str(word);
        if let Some(runs) = &mut self.runs {
            runs.written(start, self.out.len());
        }
    }

    /// Handles the markup at the start of `from` and gives what follows it.
    fn markup<'a>(&mut self, from: &'a str) -> &'a str {
        if let Some(comment) = from.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        if from.starts_with("<!") || from.starts_with("<?") {
            return memchr(b'>', from.as_bytes()).map_or("", |end| &from[end + 1..]);
        }
        let Some((tag, rest)) = tag::read(from) else {
            // Without another bracket all the rest is text.
            let end = if memchr(b'>', from.as_bytes()).is_none() { from.len() } else { 1 };
            self.text(&from[..end]);
            return &from[end..];
        };
        if !tag.closing && !tag.empty && self.is_raw(&tag.name) {
            // One that is never closed: better a style sheet too much than a letter too little.
            return tag::after_closing(rest, &tag.name).unwrap_or_else(|| {
                self.unclosed.push(tag.name.clone());
                rest
            });
        }
        self.tag(&tag);
        rest
    }

    /// Elements whose content is not markup, as long as they are closed.
    fn is_raw(&self, name: &str) -> bool {
        matches!(name, "script" | "style" | "title")
            && !self.unclosed.iter().any(|known| known == name)
    }

    fn tag(&mut self, tag: &Tag<'_>) {
        if self.still_hidden(tag) {
            return;
        }
        match tag.name.as_str() {
            "br" => self.line_end(),
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.paragraph(tag),
            "div" | "tr" | "table" | "ul" | "ol" | "dl" | "dt" | "dd" | "section" | "article"
            | "header" | "footer" | "center" | "form" | "body" | "tbody" | "thead" | "caption"
            | "fieldset" | "address" => {
                self.break_line();
                self.cell_in_row = false;
            }
            "blockquote" => self.break_line(),
            "td" | "th" if !tag.closing => self.cell(),
            "li" => self.item(tag.closing),
            "a" => self.link(tag),
            "hr" => self.rule(),
            "pre" | "textarea" => {
                self.break_line();
                self.preformatted = if tag.closing {
                    self.preformatted.saturating_sub(1)
                } else {
                    self.preformatted + 1
                };
            }
            _ => {}
        }
        if let Some(runs) = &mut self.runs {
            runs.follow(tag);
        }
        self.track_quotes(tag);
    }

    /// Whether the tag lies in a part that is left out; opens and closes such parts.
    fn still_hidden(&mut self, tag: &Tag<'_>) -> bool {
        if let Some((name, depth)) = &mut self.hidden {
            if *name == tag.name && !tag.empty {
                *depth = if tag.closing { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            // A head that is never closed must not swallow the body.
            if tag.name == "body" {
                self.hidden = None;
            }
            return true;
        }
        if !tag.closing && !tag.empty && (tag.name == "head" || cue::is_hidden(tag)) {
            self.hidden = Some((tag.name.clone(), 1));
            return true;
        }
        false
    }

    /// Ends the line; an empty one is kept.
    fn line_end(&mut self) {
        self.trim_line();
        self.out.push('\n');
        self.gap = false;
    }

    /// Ends the line if there is anything on it.
    fn break_line(&mut self) {
        self.trim_line();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.gap = false;
    }

    /// A paragraph's start or end. Word writes every line as a paragraph without space around it,
    /// and the empty line between two as one that holds a no-break space.
    fn paragraph(&mut self, tag: &Tag<'_>) {
        if !tag.closing {
            self.break_line();
            self.tight = cue::is_tight(tag);
        } else if self.gap && self.out.ends_with('\n') && !self.out.ends_with("\n\n") {
            self.line_end();
        }
        self.break_line();
        if !self.tight && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.tight &= !tag.closing;
    }

    fn cell(&mut self) {
        if self.cell_in_row && !self.out.ends_with('\n') {
            self.trim_line();
            self.out.push('\t');
        }
        self.cell_in_row = true;
        self.gap = false;
    }

    fn item(&mut self, closing: bool) {
        self.break_line();
        if !closing {
            self.out.push_str("- ");
        }
    }

    /// Sets the target of a link behind its words.
    fn link(&mut self, tag: &Tag<'_>) {
        let told = self.link.take().and_then(|link| link.told(&self.out));
        self.out.push_str(told.as_deref().unwrap_or_default());
        if !tag.closing && !tag.empty {
            self.link = Link::opened(tag, self.out.len());
        }
    }

    fn rule(&mut self) {
        self.break_line();
        self.out.push_str("________________________________\n");
    }

    fn trim_line(&mut self) {
        while self.out.ends_with([' ', '\t']) {
            self.out.pop();
        }
    }

    /// Follows the elements that say "quoted".
    fn track_quotes(&mut self, tag: &Tag<'_>) {
        if tag.empty && tag.name != "hr" && tag.name != "div" {
            return;
        }
        if tag.closing {
            return self.close_quote(&tag.name);
        }
        for open in self.quotes.iter_mut().rev().take(1) {
            open.inner += usize::from(open.name == tag.name && !tag.empty);
        }
        match cue::of(tag) {
            Some(Cue::Inside)
                if !tag.empty && self.quotes.len() < MAX_DEPTH && !self.in_quote_of(&tag.name) =>
            {
                let start = self.out.len();
                self.quotes.push(OpenQuote { name: tag.name.clone(), inner: 0, start });
            }
            Some(Cue::Onward) if self.cut.is_none() => self.cut = Some(self.out.len()),
            _ => {}
        }
    }

    /// A quote inside a quote of the same element is counted, not opened.
    fn in_quote_of(&self, name: &str) -> bool {
        self.quotes.last().is_some_and(|open| open.name == name)
    }

    fn close_quote(&mut self, name: &str) {
        let Some(open) = self.quotes.last_mut() else { return };
        if open.name != name {
            return;
        }
        if open.inner > 0 {
            open.inner -= 1;
            return;
        }
        let start = open.start;
        self.quotes.pop();
        if self.quotes.is_empty() {
            self.quoted.push(start..self.out.len());
        }
    }

    fn finish(mut self) -> Rendered {
        if let Some(open) = self.quotes.first() {
            self.quoted.push(open.start..self.out.len());
        }
        if let Some(cut) = self.cut {
            self.quoted.retain(|range| range.end <= cut);
            self.quoted.push(cut..self.out.len());
        }
        self.quoted.retain(|range| range.start < range.end);
        Rendered { text: self.out, quoted: self.quoted }
    }
}

#[cfg(test)]
mod tests;
