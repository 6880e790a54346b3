//! Sections that a letter names and puts aside in so many words: "we no longer rely on section 43",
//! "section 12 does not apply", "we considered section 36 and decided against it". The answer does not
//! rest on them. What is put aside for a part only ("does not apply to the totals") stands where the
//! letter speaks of it elsewhere; what the asker says of a section, or a condition, puts nothing aside.

mod wording;

use std::ops::Range;

use super::{Citation, Law};
use crate::reading::prose;
use wording::{Guard, Scope};

/// What a place says of the sections that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    /// It names them.
    Names,
    /// The answer rests on them.
    Relies,
    /// They are put aside.
    PutsAside,
    /// They are put aside for a part of what is asked for.
    PutsAsideInPart,
}

/// What each of these places in a text says, in their order.
pub(super) fn says(text: &str, places: &[Range<usize>]) -> Vec<Says> {
    let mut said = vec![Says::Names; places.len()];
    let mut last: Option<usize> = None;
    let mut next = 0;
    for sentence in prose::sentences(text) {
        let start = sentence.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + sentence.len();
        let first = next;
        while places.get(next).is_some_and(|place| place.start < end) {
            next += 1;
        }
        if first == next {
            // "We considered section 36. We decided against it."
            if let Some(last) = last.take().filter(|_| wording::puts_it_aside(sentence)) {
                said[last] = Says::PutsAside;
            }
            continue;
        }
        let end = end.max(places[next - 1].end);
        let masked = masked(text, start..end, &places[first..next]);
        read_sentence(&masked, &mut said[first..next]);
        last = Some(next - 1);
    }
    said
}

/// The sentence folded, each place as its number in braces.
fn masked(text: &str, sentence: Range<usize>, places: &[Range<usize>]) -> String {
    let mut masked = String::new();
    let mut from = sentence.start;
    for (number, place) in places.iter().enumerate() {
        let before = &text[from.min(place.start)..place.start];
        masked.push_str(&spaced(before));
        masked.push_str(&format!("{{{number}}}"));
        from = place.end;
    }
    masked.push_str(&spaced(&text[from.min(sentence.end)..sentence.end]));
    masked
}

/// Text folded, with the white space at both ends that it has.
fn spaced(text: &str) -> String {
    let gap = |is: bool| if is { " " } else { "" };
    let folded = prose::fold(text);
    if folded.is_empty() {
        return gap(!text.is_empty()).to_owned();
    }
    let (before, after) =
        (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    format!("{}{}{}", gap(before), folded.trim(), gap(after))
}

fn read_sentence(masked: &str, said: &mut [Says]) {
    if wording::relies(masked) {
        said.fill(Says::Relies);
    }
    for found in wording::put_aside(masked) {
        let says = match found.guard() {
            Guard::PutsNothingAside => continue,
            Guard::Scope(Scope::Whole) => Says::PutsAside,
            Guard::Scope(Scope::Part) => Says::PutsAsideInPart,
        };
        for number in found.numbers() {
            if let Some(place) = said.get_mut(number) {
                *place = says;
            }
        }
    }
}

/// The citations on which a letter rests, each once, in order.
pub(super) fn standing(named: &[(Citation, Says)]) -> Vec<Citation> {
    let mut all: Vec<&Citation> = Vec::new();
    for (citation, _) in named {
        if !all.contains(&citation) {
            all.push(citation);
        }
    }
    let fallen: Vec<&Citation> =
        { all.iter().copied() }.filter(|one| is_aside(one, named)).collect();
    let falls_with_paragraphs = |one: &Citation| {
        let mut below = { all.iter() }.filter(|other| is_below(other, one)).peekable();
        let relied = named.iter().any(|(other, says)| other == one && *says == Says::Relies);
        below.peek().is_some() && !relied && below.all(|other| fallen.contains(other))
    };
    { all.iter() }
        .filter(|one| !fallen.contains(one) && !falls_with_paragraphs(one))
        .map(|one| (*one).clone())
        .collect()
}

/// Whether a section is put aside, itself or as a paragraph of one that is, and nothing else is said of it.
fn is_aside(one: &Citation, named: &[(Citation, Says)]) -> bool {
    if !may_be_put_aside(one) {
        return false;
    }
    let hits = |wanted: Says| {
        named.iter().any(|(other, says)| *says == wanted && (other == one || is_below(one, other)))
    };
    let own = |wanted: Says| named.iter().any(|(other, says)| other == one && *says == wanted);
    if own(Says::Relies) {
        return false;
    }
    hits(Says::PutsAside) || (hits(Says::PutsAsideInPart) && !own(Says::Names))
}

/// Whether one is a paragraph of the other: 43(2) of 43.
fn is_below(one: &Citation, other: &Citation) -> bool {
    let rest = one.section.strip_prefix(other.section.as_str());
    one.law == other.law && rest.is_some_and(|rest| rest.starts_with('('))
}

/// Whether a provision is a ground for refusing. A duty that does not apply ("section 1(1)(a) does not
/// apply by virtue of section 31(3)") is what the answer says.
fn may_be_put_aside(citation: &Citation) -> bool {
    let figures: String = citation.section.chars().take_while(char::is_ascii_digit).collect();
    let number: u16 = figures.parse().unwrap_or(0);
    match citation.law {
        Law::Foia => matches!(number, 12..=14 | 21..=44),
        Law::Foisa => matches!(number, 12 | 14 | 17 | 18 | 25..=41),
        Law::Eir => matches!(number, 6 | 12 | 13),
        Law::Eisr => matches!(number, 6 | 10 | 11),
        Law::Dpa => false,
    }
}
