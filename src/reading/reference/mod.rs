//! The authority's references in a message: labelled ones first ("Our ref", "Please quote",
//! "Ein cyf"), then shapes known without a label. Never an Act's year, a date, a telephone number,
//! a planning or tribunal number, or what stands after "Your ref", which is the requester's.

mod family;
mod file_name;
mod foreign;
mod label;
mod mistype;
mod prominent;
mod regulator;
mod repeated;
mod shapes;
mod sibling;
mod spelling;
mod subject;
mod token;
mod typography;

pub(in crate::reading) use label::renumbers;
pub use mistype::{is_mistype_of, mistype};
pub use regulator::{authoritys, cases, own_cases};
pub use spelling::normal;

use crate::reading::pattern::Regex;
use crate::words::words;
use family::{families, free, named_once};
use label::labelled;
use serde::Serialize;
use std::borrow::Cow;
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
    let texts: Vec<Cow<'_, str>> =
        { places.attachments.iter() }.map(|(_, text)| typography::plain(head(text))).collect();
    let names: Vec<Option<Cow<'_, str>>> =
        places.attachments.iter().map(|(name, _)| name.map(typography::plain)).collect();
    let quoted = places.quoted.map(typography::plain);
    find_plain(&Places {
        subject: &typography::plain(places.subject),
        body: &typography::plain(places.body),
        quoted: quoted.as_deref(),
        attachments: names
            .iter()
            .zip(&texts)
            .map(|(name, text)| (name.as_deref(), &**text))
            .collect(),
        ours: places.ours.clone(),
    })
}

/// As `find`, of texts in plain signs.
fn find_plain(places: &Places<'_>) -> Vec<Reference> {
    let mut finder = Finder { ours: own_values(places), found: Vec::new() };
    finder.add_all(Place::Subject, in_subject(places.subject));
    finder.add_all(Place::Body, in_letter(places.body));
    for (name, text) in &places.attachments {
        finder.add_all(Place::Attachment, in_letter(head(text)));
        finder.add_all(Place::AttachmentName, file_name::in_name(name.unwrap_or("")));
    }
    finder.add_all(Place::Quoted, in_text(places.quoted.unwrap_or("")));
    let short = repeated::short(places)
        .filter(|short| !finder.has_one_that_ends_in(short) && !finder.has_one_that_goes_on(short));
    finder.add_all(Place::Subject, short.into_iter().collect());
    finder.add_all(Place::Subject, repeated::in_head(places.subject, places.body));
    let mut again = repeated::anywhere(places.subject, places.body);
    again.retain(|number| !finder.has_one_that_ends_in(number));
    finder.add_all(Place::Subject, again.clone());
    finder.add_all(Place::Body, again);
    finder.add_all(Place::Body, sibling::of_the_same_form(places.body, &finder.named_anew()));
    let texts = [places.subject, places.body];
    spelling::as_the_letter_writes(finder.found, &texts)
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

    /// What the message names outside what it quotes; of a long list its beginning shows the form.
    fn named_anew(&self) -> Vec<Reference> {
        const ENOUGH: usize = 12;
        let anew = |one: &&Reference| matches!(one.place, Place::Subject | Place::Body);
        self.found.iter().filter(anew).take(ENOUGH).cloned().collect()
    }

    /// Whether a value is only the beginning of one that was found: "FOI 25" of "FOI 25 901".
    fn has_one_that_goes_on(&self, value: &str) -> bool {
        let rests = self.found.iter().filter_map(|known| known.value.strip_prefix(value));
        rests.into_iter().any(|rest| rest.starts_with([' ', '/', '-', '.']))
    }

    /// Whether a value is only the end of one that was found: "FOI 219" of "ALP FOI 219".
    fn has_one_that_ends_in(&self, value: &str) -> bool {
        self.found.iter().any(|known| known.normal.ends_with(&normal(value)))
    }
}

/// Normal forms of the requester's own values: those given, and what stands after "Your ref". A subject
/// that names such a value without one of theirs shows that it is what they gave her.
fn own_values(places: &Places<'_>) -> Vec<String> {
    let mut own: Vec<String> = places.ours.iter().map(|value| normal(value)).collect();
    let letters = places.attachments.iter().map(|(_, text)| head(text));
    for text in [places.subject, places.body].into_iter().chain(letters) {
        for label in OUR_LABEL.find_iter(text) {
            let value = token::at_start(&text[label.end()..]);
            let told =
                |value: &&str| places.subject.contains(value) && !foreign::labels_theirs(text);
            own.extend(value.filter(|value| !told(value)).map(normal));
        }
    }
    own
}

static OUR_LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(shapes::OUR_LABELS));
/// Addresses and links, whose numbers are no references.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:https?://|www\.)\S+|\bref:_\S+:ref\b|[^\s<>\[\]()]+@[^\s<>\[\]()]+")
});

fn pattern(source: &str) -> Regex {
    Regex::new(&format!("(?i){source}")).expect("the pattern is constant and tested")
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
fn in_subject(line: &str) -> Vec<String> {
    let text = without_links(line);
    let mut found = labelled(&text);
    found.extend(families(&text));
    found.extend(free(&text));
    found.extend(subject::set_apart(&text));
    found.extend(prominent::in_subject(&text));
    found.sort_by_key(|(at, _)| *at);
    distinct(found)
}

/// A value with the place where it begins.
type Found = (usize, String);

/// How many figures a value has.
fn figures(value: &str) -> usize {
    value.bytes().filter(u8::is_ascii_digit).count()
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
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:internal|final|foi|foia|foisa|eir|rfi)[ /]+)*(?:ref|reference|id|no|nr|case|number|request|review|reply|response|decision|notice|outcome)[ .:#]+|^[^ ]+ (?:ref|reference|no|number)[ .:#]+",
        )
    });
    match LABEL.find(&value).map(|label| label.end()) {
        Some(end) => (at + end, value[end..].to_owned()),
        None => (at, value),
    }
}

/// Values in order, without those that another value at the same place holds whole.
fn distinct(found: Vec<Found>) -> Vec<String> {
    let mut kept: Vec<Found> = Vec::new();
    for (at, value) in found.into_iter().map(without_label).map(named_once) {
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
