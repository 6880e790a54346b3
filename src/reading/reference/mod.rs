//! The authority's references in a message: labelled ones first ("Our ref", "Please quote",
//! "Ein cyf"), then shapes known without a label. Never an Act's year, a date, a telephone number,
//! a planning or tribunal number, or what stands after "Your ref", which is the requester's.

mod mistype;
mod prominent;
mod regulator;
mod shapes;
mod token;

pub use mistype::{is_mistype_of, mistype};
pub use regulator::{cases, own_cases};

use crate::reading::pattern::plain_bounds;
use crate::words::words;
use regex::{Regex, RegexBuilder, RegexSet};
use serde::Serialize;
use std::sync::LazyLock;

words! {
    /// Where in a message a reference stands.
    pub enum Place ("place of a reference") {
        /// The subject line.
        Subject = "subject",
        /// The body, without what it quotes.
        Body = "body",
        /// The text of an attachment.
        Attachment = "attachment",
        /// The name of an attachment.
        AttachmentName = "attachment_name",
        /// Text quoted from an earlier message.
        Quoted = "quoted",
    }
}

/// A reference that an authority gave to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// As written.
    pub value: String,
    /// What makes spellings equal; see [`normal`].
    #[serde(skip)]
    pub normal: String,
    /// Where it stands.
    #[serde(rename = "where")]
    pub place: Place,
}

/// The texts of one message in which references are looked for.
#[derive(Debug, Clone, Default)]
pub struct Places<'a> {
    /// The decoded subject.
    pub subject: &'a str,
    /// The body without quoted text.
    pub body: &'a str,
    /// The quoted text, where there is some.
    pub quoted: Option<&'a str>,
    /// Each attachment: its name, and its text as far as it is known.
    pub attachments: Vec<(Option<&'a str>, &'a str)>,
    /// Values that are the requester's own (her tokens).
    pub ours: Vec<&'a str>,
}

/// How much of an attachment's text is looked at: a letter's head. What follows is its content.
const LETTER_HEAD: usize = 1600;

/// Every reference in reading order of the places, each spelling-independent value once a place;
/// one that stands elsewhere too is not repeated as quoted.
pub fn find(places: &Places<'_>) -> Vec<Reference> {
    let mut finder = Finder { ours: own_values(places), found: Vec::new() };
    finder.add_all(Place::Subject, in_subject(places.subject));
    finder.add_all(Place::Body, in_letter(places.body));
    for (name, text) in &places.attachments {
        finder.add_all(Place::Attachment, in_letter(head(text)));
        finder.add_all(Place::AttachmentName, in_name(name.unwrap_or("")));
    }
    finder.add_all(Place::Quoted, in_text(places.quoted.unwrap_or("")));
    if let Some(short) = short_number(places) {
        finder.add_all(Place::Subject, vec![short]);
    }
    finder.settled()
}

/// What makes two spellings of a reference equal: upper case, letters and figures only, without a
/// leading "REF" or an extra "FOI " before a reference that has letters of its own.
pub fn normal(value: &str) -> String {
    let upper = value.to_ascii_uppercase();
    let own_letters = upper
        .strip_prefix("FOI ")
        .filter(|rest| rest.bytes().next().is_some_and(|b| b.is_ascii_alphabetic()));
    let joined: String =
        own_letters.unwrap_or(&upper).chars().filter(char::is_ascii_alphanumeric).collect();
    match joined.strip_prefix("REF") {
        Some(rest) if rest.bytes().next().is_some_and(|b| b.is_ascii_digit()) => rest.to_owned(),
        _ => joined,
    }
}

/// Collects references, leaving out the requester's own and repetitions.
struct Finder {
    ours: Vec<String>,
    found: Vec<Reference>,
}

impl Finder {
    fn add_all(&mut self, place: Place, values: Vec<String>) {
        for value in values {
            let normal = normal(&value);
            let known = self.found.iter().any(|known| {
                known.normal == normal && (known.place == place || place == Place::Quoted)
            });
            if !known && !self.ours.contains(&normal) {
                self.found.push(Reference { value, normal, place });
            }
        }
    }

    /// What was found, without "FOI 2024/455" where "2024/455" stands in the message too.
    fn settled(self) -> Vec<Reference> {
        let bare = |normal: &str| {
            normal
                .strip_prefix("FOI")
                .filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
                .map(str::to_owned)
        };
        let known: Vec<String> = self.found.iter().map(|one| one.normal.clone()).collect();
        let doubled = |one: &Reference| {
            bare(&one.normal).is_some_and(|rest| rest.len() >= 5 && known.contains(&rest))
        };
        self.found.into_iter().filter(|one| !doubled(one)).collect()
    }
}

/// A number too short to be believed for itself: "Request 55" in the subject and again in the letter.
fn short_number(places: &Places<'_>) -> Option<String> {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?m)\b(?:request|cais|case|ref|foi)\.?[ \t]+(?:no\.?[ \t]*)?(\d{2,3})(?:[\s,;:)\]]|\.\s|\.?$)",
        )
    });
    let body = head(places.body);
    let mut numbers = SHORT.captures_iter(places.subject).filter_map(|found| found.get(1));
    let stands = |number: &str| {
        SHORT.captures_iter(body).any(|found| found.get(1).is_some_and(|n| n.as_str() == number))
    };
    numbers.find(|number| stands(number.as_str())).map(|number| number.as_str().to_owned())
}

/// Normal forms of the requester's own values: those given, and what stands after "Your ref".
fn own_values(places: &Places<'_>) -> Vec<String> {
    let mut own: Vec<String> = places.ours.iter().map(|value| normal(value)).collect();
    let letters = places.attachments.iter().map(|(_, text)| head(text));
    for text in [places.subject, places.body].into_iter().chain(letters) {
        for label in OUR_LABEL.find_iter(text) {
            own.extend(token::at_start(&text[label.end()..]).map(normal));
        }
    }
    own
}

static OUR_LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(shapes::OUR_LABELS));
static STRONG: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("{}{}", shapes::STRONG_LABELS, shapes::BETWEEN)));
static WEAK: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!("{}{}", shapes::WEAK_LABELS, shapes::BETWEEN)));
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| pattern(shapes::FOREIGN));
static FREE: LazyLock<Regex> = LazyLock::new(|| pattern(&shapes::FREE_SHAPES.join("|")));
static FAMILY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"[a-z0-9][a-z0-9\-/._]*(?:{0})|(?:{0})", shapes::FAMILIES.join("|")))
});
static REJECTED: LazyLock<RegexSet> = LazyLock::new(|| {
    RegexSet::new(shapes::REJECTED.iter().map(|(_, shape)| *shape))
        .expect("the shapes are constant and tested")
});
/// Addresses and links, whose numbers are no references.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:https?://|www\.)\S+|\bref:_\S+:ref\b|[^\s<>\[\]()]+@[^\s<>\[\]()]+")
});

fn pattern(source: &str) -> Regex {
    RegexBuilder::new(&plain_bounds(source))
        .case_insensitive(true)
        .unicode(true)
        .build()
        .expect("the pattern is constant and tested")
}

/// References of a running text: labelled ones, then families and free shapes.
fn in_text(text: &str) -> Vec<String> {
    let text = without_links(text);
    let mut found = labelled(&text);
    found.extend(families(&text));
    found.extend(free(&text));
    found.sort_by_key(|(at, _)| *at);
    distinct(found)
}

/// References of a letter: as in a text, and what its head sets apart.
fn in_letter(text: &str) -> Vec<String> {
    let text = without_links(text);
    let mut found = labelled(&text);
    found.extend(families(&text));
    found.extend(free(&text));
    found.extend(prominent::in_letter(&text));
    found.sort_by_key(|(at, _)| *at);
    distinct(found)
}

/// References of a subject: as in a text, and what stands apart in brackets or between dashes.
fn in_subject(subject: &str) -> Vec<String> {
    let text = without_links(subject);
    let mut found = labelled(&text);
    found.extend(families(&text));
    found.extend(free(&text));
    found.extend(set_apart(&text));
    found.extend(prominent::in_subject(&text));
    found.sort_by_key(|(at, _)| *at);
    distinct(found)
}

/// References in a file's name.
fn in_name(name: &str) -> Vec<String> {
    let Some((stem, ending)) = name.rsplit_once('.') else { return Vec::new() };
    if matches!(
        ending.to_ascii_lowercase().as_str(),
        "png" | "jpg" | "jpeg" | "gif" | "bmp" | "ics" | "vcf"
    ) {
        return Vec::new();
    }
    let text = stem.replace("_-_", " - ");
    let mut found = labelled(&text);
    found.extend(families(&text));
    found.extend(free(&text));
    for word in NAME_TOKEN.find_iter(&text) {
        found.push((word.start(), word.as_str().to_owned()));
    }
    found.retain(|(_, value)| !is_rejected(value));
    found.sort_by_key(|(at, _)| *at);
    distinct(found)
}

/// Initials and a long number in a file's name: `Response W497574.pdf`.
static NAME_TOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b[A-Z]{1,6}[-/]?\d{4,9}\b").expect("the pattern is constant"));

/// A value with the place where it begins.
type Found = (usize, String);

/// Values after a label.
fn labelled(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for label in STRONG.find_iter(text) {
        found.extend(value_after(text, label.start(), label.end(), false));
    }
    for label in WEAK.find_iter(text) {
        found.extend(value_after(text, label.start(), label.end(), true));
    }
    found
}

/// The value after a label that ends at `end`; a weak label wants it to end there too.
fn value_after(text: &str, label: usize, end: usize, weak: bool) -> Option<Found> {
    let value = token::at_start(&text[end..])?;
    let digits = figures(value);
    let enough = if digits == value.len() { digits >= 3 } else { digits >= 2 };
    let joined = text[..end].ends_with(|c: char| c.is_alphanumeric());
    let after = &text[end + value.len()..];
    let stands_alone = !weak || closes(after) || value.len() > digits || digits >= 6;
    let foreign = is_foreign(&text[..label]) || is_foreign(&text[..end]);
    (enough && !joined && stands_alone && !foreign && !opens(after) && !is_rejected(value))
        .then(|| (end, value.to_owned()))
}

/// Tokens that hold one of the families' names.
fn families(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for family in FAMILY.find_iter(text) {
        let at = family.start();
        let boundary = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let Some(value) = token::at_start(&text[at..]).filter(|_| boundary) else { continue };
        let after = &text[at + value.len()..];
        let cased = !value.contains(' ') || value.starts_with(|c: char| c.is_ascii_uppercase());
        if figures(value) >= 3
            && cased
            && !opens(after)
            && !is_rejected(value)
            && (!is_foreign(&text[..at]) || THEIRS.is_match(&text[..at]))
        {
            found.push((at, value.to_owned()));
        }
    }
    found
}

/// A regulator writes "their reference" of the authority's.
static THEIRS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\btheir ref(?:erence)?\.?(?:\s+(?:no|number))?[\s:.]*$"));

/// Tokens of a known shape.
fn free(text: &str) -> Vec<Found> {
    FREE.find_iter(text)
        .filter(|shape| !is_rejected(shape.as_str()) && !is_foreign(&text[..shape.start()]))
        .map(|shape| (shape.start(), shape.as_str().to_owned()))
        .collect()
}

/// What stands apart in a subject: in brackets, or between " - ", ":", ";" and "|".
fn set_apart(subject: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for segment in SEGMENT.find_iter(subject) {
        let whole = segment.as_str();
        let text = whole.trim();
        let at = segment.start() + (whole.len() - whole.trim_start().len());
        let Some(value) = token::at_start(text).filter(|value| *value == text) else { continue };
        let digits = figures(value);
        let joined = value.bytes().all(|b| b.is_ascii_alphanumeric());
        let enough = digits >= if joined { 4 } else { 3 };
        if enough && !is_rejected(value) && !is_foreign(&subject[..at]) {
            found.push((at, value.to_owned()));
        }
    }
    found
}

/// The parts of a subject between brackets, spaced dashes, colons, semicolons and bars.
static SEGMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:[^\s\[\](){}:;|,–—](?:[^\[\](){}:;|,–— ]| [^\s\[\](){}:;|,–—-])*)")
        .expect("the pattern is constant and tested")
});

/// How many figures a value has.
fn figures(value: &str) -> usize {
    value.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether what follows closes a value: the end, or punctuation before a space.
fn closes(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None | Some('\n' | '\r' | ')' | ']' | ',' | ';' | '"' | '\'' | '’' | '”') => true,
        Some('.' | ':') => chars.next().is_none_or(char::is_whitespace),
        Some(' ') => after.trim_start().starts_with(['-', '–', '(', '[', '|', '\n']),
        Some(_) => false,
    }
}

/// Whether what follows makes the number part of something else: `12(5)`, `40%`, an address.
fn opens(after: &str) -> bool {
    after.starts_with(['(', '%', '@', '£', '&']) && !after.starts_with("(i")
}

/// Whether a value is one of the things that only look like a reference.
fn is_rejected(value: &str) -> bool {
    let upper = value.to_ascii_uppercase();
    REJECTED.is_match(&upper)
}

/// Whether the words before a value say that it is something else.
fn is_foreign(before: &str) -> bool {
    let mut from = before.len().saturating_sub(60);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    FOREIGN.is_match(&before[from..])
}

/// The text with addresses and links blanked, every other byte in its place.
fn without_links(text: &str) -> String {
    let mut blanked = text.to_owned();
    for link in LINK.find_iter(text) {
        blanked.replace_range(link.range(), &" ".repeat(link.len()));
    }
    blanked
}

/// The first part of an attachment's text.
pub(crate) fn head(text: &str) -> &str {
    let mut end = text.len().min(LETTER_HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// A value without the word "Ref", "ID" or "No" that was read with it.
fn without_label((at, value): Found) -> Found {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:ref|id|no|nr|case|number|request)[ .:#]+"));
    match LABEL.find(&value).map(|label| label.end()) {
        Some(end) => (at + end, value[end..].to_owned()),
        None => (at, value),
    }
}

/// Values in order, without those that another value at the same place holds whole.
fn distinct(found: Vec<Found>) -> Vec<String> {
    let mut kept: Vec<Found> = Vec::new();
    for (at, value) in found.into_iter().map(without_label) {
        match kept.last_mut() {
            Some((before, longer)) if at < *before + longer.len() => {
                if value.len() > longer.len() {
                    *longer = value;
                    *before = at;
                }
            }
            _ => kept.push((at, value)),
        }
    }
    kept.into_iter().map(|(_, value)| value).collect()
}

#[cfg(test)]
mod tests;
