//! Numbers that stand anywhere in a message, as keys of references. The reader of references takes a
//! number for one by its label or its shape; a number that the desk already knows as a reference at
//! the authority is one wherever it stands, as in "(their reference 101005551732)" or in the name of
//! an attachment.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::key::{figures, reference_key, runs};
use super::signals::Signals;
use crate::reading::pattern::Regex;

/// The most runs of letters or figures of which a reference is made.
const MOST_RUNS: usize = 7;

/// Fewer figures are a number only in one word with capital letters.
const LEAST: usize = 3;

/// So many figures are a number of something in a text, and so many in the name of a file.
const FIGURES: usize = 7;
const FIGURES_OF_NAME: usize = 5;

/// So many are worth a look.
const FIGURES_WHEN_UNSURE: usize = 4;

/// Numbers in a message's subject, text and attachments whose keys are known, each as it stands there.
pub(super) fn mentions(signals: &Signals, known: &HashSet<String>) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for text in [&signals.subject, &signals.new_text, &signals.attached_text] {
        note(text, FIGURES, &mut found);
    }
    for name in &signals.attachment_names {
        note(stem(name), FIGURES_OF_NAME, &mut found);
    }
    for value in numbers_of_the_law(&signals.subject) {
        found.extend(reference_key(value).map(|key| (key, value.to_owned())));
    }
    found.retain(|key, _| known.contains(key));
    found
}

/// Short numbers in a subject that a law's word makes numbers, where they end there: "Answer (FOI 12)".
fn numbers_of_the_law(subject: &str) -> impl Iterator<Item = &str> {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?P<number>(?:FOIA?|FOISA|EIRs?)\s+\d{1,2})(?:\s*$|\s*[)\]:,;–—]|\s+-\s)")
            .expect("a constant pattern")
    });
    NUMBER.captures_iter(subject).filter_map(|found| Some(found.name("number")?.as_str()))
}

/// Known numbers that may as well be amounts: they name nothing, and are worth a look.
pub(super) fn unsure_mentions(
    signals: &Signals,
    known: &HashSet<String>,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for text in [&signals.subject, &signals.new_text] {
        note(text, FIGURES_WHEN_UNSURE, &mut found);
    }
    found.retain(|key, _| known.contains(key));
    found
}

/// Keys of the numbers in a short text, as a subject or a file's name is.
pub(super) fn numbers_of(subject: &str) -> Vec<String> {
    let mut found = BTreeMap::new();
    note(subject, LEAST, &mut found);
    found.into_keys().collect()
}

/// The longest number that is looked for in a text whose references nobody labels.
const LONGEST_WORD: usize = 24;

/// Keys of what stands in a text as a word of letters and figures: "DT-44", "CAS/2026/117".
pub(super) fn words_with_figures(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let is_part =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.');
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(figure) = next_figure(bytes, at) {
        let start =
            figure - bytes[at..figure].iter().rev().take_while(|byte| is_part(**byte)).count();
        let end = figure + bytes[figure..].iter().take_while(|byte| is_part(**byte)).count();
        at = end;
        let word = text[start..end].trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if word.len() <= LONGEST_WORD && has_letters(word) {
            found.extend(reference_key(word));
        }
    }
    found
}

/// The next figure at `from` or behind it. Most of a text is none: it is passed over in stretches.
fn next_figure(text: &[u8], from: usize) -> Option<usize> {
    const STRETCH: usize = 32;
    let has_figure = |stretch: &[u8; STRETCH]| {
        stretch.iter().fold(false, |has, byte| has | byte.is_ascii_digit())
    };
    let (stretches, _) = text[from..].as_chunks::<STRETCH>();
    let passed = stretches.iter().take_while(|stretch| !has_figure(stretch)).count() * STRETCH;
    let next = text[from + passed..].iter().position(u8::is_ascii_digit)?;
    Some(from + passed + next)
}

/// Whether a short text has a word as references are: letters, then figures.
pub(super) fn has_number(text: &str) -> bool {
    let words =
        text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '-' | '_' | '.'));
    words.into_iter().any(|word| {
        has_letters(word) && figures(word) > 0 && word.starts_with(|c: char| c.is_ascii_uppercase())
    })
}

/// Whether a word has letters enough to be more than an amount.
fn has_letters(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_alphabetic).count() >= 2
}

/// So much of a text is looked at for a number.
const LONGEST: usize = 48;

/// Keys of what may be a reference at the very beginning of a text: there may be more of it each time.
pub(super) fn keys_at(text: &str) -> Vec<String> {
    let text = &text[..text.floor_char_boundary(text.len().min(LONGEST))];
    let runs = runs(text);
    let ends = runs.first().is_some_and(|run| run.start == 0).then(|| {
        let joined =
            |last: &usize| *last == 0 || joins(&text[runs[last - 1].end..runs[*last].start]);
        (0..runs.len().min(MOST_RUNS)).take_while(joined).map(|last| runs[last].end)
    });
    // A number ends where its figures do.
    let is_whole = |end: &usize| !text[*end..].starts_with(|c: char| c.is_ascii_alphanumeric());
    ends.into_iter()
        .flatten()
        .filter(is_whole)
        .filter_map(|end| reference_key(&text[..end]))
        .collect()
}

/// Where a value stands in a text as a word of its own, however its letters are written.
pub(super) fn place_of(text: &str, value: &str) -> Option<usize> {
    let (text, value) = (text.to_ascii_lowercase(), value.to_ascii_lowercase());
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return None;
    }
    let mut places = text.match_indices(&value).map(|(at, _)| at);
    places.find(|at| {
        let is_joint = |c: char| !c.is_alphanumeric();
        text[..*at].chars().next_back().is_none_or(is_joint)
            && text[at + value.len()..].chars().next().is_none_or(is_joint)
    })
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').filter(|(_, ending)| ending.len() <= 4).map_or(name, |(stem, _)| stem)
}

fn note(text: &str, least: usize, found: &mut BTreeMap<String, String>) {
    let runs = runs(text);
    for first in (0..runs.len()).filter(|at| !is_tight(text, &runs, *at)) {
        for last in first..runs.len().min(first + MOST_RUNS) {
            let (start, end) = (runs[first].start, runs[last].end);
            if last > first && !joins(&text[runs[last - 1].end..runs[last].start]) {
                break;
            }
            if is_tight(text, &runs, last + 1) {
                continue;
            }
            let value = &text[start..end];
            // Most of what is asked about is words.
            let count = figures(value);
            if count == 0 || count < LEAST && !is_short_number(value) {
                continue;
            }
            if let Some(key) = reference_key(value).filter(|key| is_telling(key, value, least)) {
                found.entry(key).or_insert_with(|| value.to_owned());
            }
        }
    }
}

/// Whether a number names something wherever it stands: letters and figures, or so many figures that
/// they are no amount. "FOIA 2000" names the law.
fn is_telling(key: &str, value: &str, least: usize) -> bool {
    let has_letters = value.chars().any(|c| c.is_ascii_alphabetic());
    (is_short_number(value) || figures(key) >= LEAST && (figures(key) >= least || has_letters))
        && !YEARS_OF_LAWS.contains(&key)
}

/// Whether it is a number although it has few figures: one word that begins with two capitals, "DT-44".
fn is_short_number(value: &str) -> bool {
    let capitals = value.bytes().take_while(u8::is_ascii_uppercase).count();
    capitals >= 2 && !value.contains(char::is_whitespace)
}

const YEARS_OF_LAWS: [&str; 4] = ["2000", "2002", "2004", "2018"];

/// Whether nothing but a mark such as `/` stands between a run and the one before it: then they are
/// parts of one number, which neither ends nor begins there.
fn is_tight(text: &str, runs: &[Range<usize>], at: usize) -> bool {
    let (Some(before), Some(run)) = (at.checked_sub(1).map(|before| &runs[before]), runs.get(at))
    else {
        return false;
    };
    matches!(&text[before.end..run.start], "" | "/" | "-" | ".")
}

/// Whether what stands between two runs joins them to one number.
fn joins(between: &str) -> bool {
    matches!(between, "" | " " | "/" | "-" | "_" | "." | "–" | "#" | " - " | " / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_number_is_found_wherever_it_stands() {
        for (subject, text, name, key) in [
            ("", "about Marl (their reference 101005551732).", "", "101005551732"),
            ("Response_DISC-3510-25", "", "", "DISC3510/25"),
            ("", "", "Response DISC-3510-25.docx", "DISC3510/25"),
            ("", "requests RFI20251573 and\nRFI20251574", "", "RFI20251574"),
            ("FOI 2025 0821 - trees", "", "", "2025/821"),
            ("", "", "Response 25-0482.docx", "25/482"),
            ("", "straße 4711 – W700386", "", "W700386"),
            ("DT-44", "", "", "DT44"),
            ("", "Further to BU/9, we hold none.", "", "BU9"),
            ("FOI 12", "", "", "FOI12"),
            ("Answer to your request (FOI 12)", "", "", "FOI12"),
        ] {
            let signals = Signals {
                subject: subject.into(),
                new_text: text.into(),
                attachment_names: vec![name.into()],
                ..Signals::default()
            };
            let found = mentions(&signals, &HashSet::from([key.to_owned()]));
            assert!(found.contains_key(key), "{key}: {found:?}");
        }
    }

    #[test]
    fn words_with_figures_are_found_wherever_they_stand() {
        for before in [0, 1, 30, 31, 32, 33, 63, 64, 100] {
            let text =
                format!("{} DT-44, 17 {} CAS/2026/117", "a ".repeat(before), "b".repeat(before));
            let found = words_with_figures(&text);
            assert_eq!(found.into_iter().collect::<Vec<_>>(), ["CAS2026/117", "DT44"], "{text}");
        }
    }

    #[test]
    fn a_part_of_a_number_and_small_figures_are_none() {
        let signals = Signals {
            new_text: "FOIA11985 cost £4,500 in 2024 under EIR 2004. DISC/3510/25 – 4.".into(),
            ..Signals::default()
        };
        let known = ["1198", "A11985", "4500", "DISC3510", "2004", "11985"].map(str::to_owned);
        let found: Vec<String> = mentions(&signals, &HashSet::from(known)).into_keys().collect();
        assert_eq!(found, ["11985"]);
    }

    #[test]
    fn words_of_letters_and_figures_are_seen_in_a_text() {
        let text = "Further to DT-44 (see CAS/2026/117): 4711 on 12/10/2025, Q1; a1b2c3d4e5f6a1b2c3d4e5f6a.";
        let found = words_with_figures(text);
        assert_eq!(found.iter().collect::<Vec<_>>(), ["CAS2026/117", "DT44"]);
        for (subject, is) in [
            ("DT-44 response", true),
            ("Lunch at 12", false),
            ("Council tax 2026", false),
            ("Re: A4", false),
        ] {
            assert_eq!(has_number(subject), is, "{subject}");
        }
    }
}
