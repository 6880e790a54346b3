//! Which law a citation belongs to, and whether that law has such a provision.

use std::sync::LazyLock;

use super::Law;
use crate::reading::pattern::Regex;

/// The law named right after a citation.
pub(super) static LAW_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^[^.;\n]{0,60}?\b(?:of|in|under|from|o(?:'r)?|or|gan)\s+(?:the\s+|y\s+|ddeddf\s+)?(?P<law>
          (?P<foisa>FOISA|Freedom\s+of\s+Information\s+\(Scotland\)\s+Act)
        | (?P<foia>FOIA?\b|Freedom\s+of\s+Information|Ddeddf\s+Rhyddid|Act\b(?:\s+2000)?|Rhyddid)
        | (?P<eisr>EI\(?S\)?Rs?|Environmental\s+Information\s+\(Scotland\))
        | (?P<eir>EIRs?\b|Environmental\s+Information|Regulations\b)
        | (?P<dpa>DPA|Data\s+Protection\s+Act|UK\s+GDPR|GDPR|General\s+Data)
        | (?P<other>(?-i:(?:[A-Z][\w'’&,()-]*\s+(?:and\s+|of\s+|for\s+|the\s+|in\s+|etc\.?\s+|\(|by\s+){0,3}){1,8}(?:Act|Order|Regulations|Measure|Rules)\b)))",
    )
    .expect("the pattern is constant and tested")
});

/// Words before "section" that make it one of an Act.
pub(super) static BY_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:under|accordance with|pursuant to|terms of|virtue of|meaning of|required by|dan|yn unol â)\s+$")
        .expect("the pattern is constant and tested")
});

/// FOIA sections that deal with a request: procedure, exemptions. Others count only where the words
/// around make them a section of the Act.
const FOIA_DEALING: &[u16] = &[1, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19];

/// What laws a text speaks of, where a citation does not name its own.
#[derive(Clone, Copy)]
pub(super) struct Defaults {
    scottish: bool,
    data_protection_only: bool,
}

impl Defaults {
    /// Reads a text for the laws it speaks of.
    pub(super) fn of(text: &str) -> Self {
        let says = |word: &str| text.contains(word);
        static SCOTTISH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!(
                r"(?i)\bFOISA\b|\bEISRs?\b|\bEI\(S\)R|information\s+\(scotland\)|scottish\s+information\s+commissioner|foi\.scot\b",
                // What only the Scottish law calls so, or numbers so.
                r"|\brequirement for (?:a )?review\b|\b(?:public )?authorit(?:y|ies) in scotland\b|\bscottish ministers\b",
                r"|\bsections?\s+(?:21\(4\)|20\(1\)|25\(1\)|30\([bc]\))",
            ))
                .expect("the pattern is constant and tested")
        });
        let scottish = SCOTTISH.is_match(text);
        let foi = says("FOI")
            || says("reedom of")
            || says("Rhyddid")
            || says("nvironmental")
            || says("EIR");
        let data_protection = says("Data Protection Act") || says("DPA") || says("subject access");
        Defaults { scottish, data_protection_only: data_protection && !foi }
    }
}

/// The law a citation belongs to: the one it names, else the one the letter speaks of.
pub(super) fn law_of(regulation: bool, list: &str, after: &str, default: Defaults) -> Option<Law> {
    let named = LAW_AFTER.captures(after);
    let names = |group: &str| named.as_ref().is_some_and(|named| named.name(group).is_some());
    if names("other") {
        return None;
    }
    if regulation {
        let scottish_number =
            list.trim_start().starts_with("10(") || list.trim_start().starts_with("10 (");
        return Some(match () {
            () if names("eisr") => Law::Eisr,
            () if names("eir") && !default.scottish => Law::Eir,
            () if names("dpa") => return None,
            () if default.scottish || scottish_number && paragraph_letter(list) => Law::Eisr,
            () => Law::Eir,
        });
    }
    let environmental = |group: &str| {
        let name = named.as_ref().and_then(|named| named.name(group));
        name.is_some_and(|name| name.as_str().starts_with('E'))
    };
    Some(match () {
        () if names("foisa") => Law::Foisa,
        () if environmental("eisr") => Law::Eisr,
        () if environmental("eir") => Law::Eir,
        () if names("dpa") || default.data_protection_only => Law::Dpa,
        () if default.scottish => Law::Foisa,
        () => Law::Foia,
    })
}

/// Whether a regulation is cited down to the letter, as exceptions are: `10(5)(e)`.
fn paragraph_letter(list: &str) -> bool {
    list.split('(').nth(2).is_some_and(|p| p.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether the law has such a provision. Procedure and exemptions are believed; a number that could be
/// of anything must have paragraphs, or words around that make it the law's.
pub(super) fn belongs(law: Law, main: &str, paragraphs: &[String], by_law: bool) -> bool {
    let figures: String = main.chars().take_while(char::is_ascii_digit).collect();
    let Ok(number) = figures.parse::<u16>() else { return false };
    let certain = by_law || !paragraphs.is_empty();
    match law {
        Law::Foia if number == 1 => certain && !paragraphs.is_empty(),
        Law::Foia => {
            (21..=44).contains(&number)
                || FOIA_DEALING.contains(&number)
                || (certain && (2..=88).contains(&number))
        }
        Law::Foisa if number == 1 => certain && !paragraphs.is_empty(),
        Law::Foisa => matches!(number, 8..=19 | 25..=41) || (certain && (2..=76).contains(&number)),
        Law::Eir => matches!(number, 7..=14) || (certain && (2..=21).contains(&number)),
        Law::Eisr => matches!(number, 6..=17) || (certain && (2..=22).contains(&number)),
        Law::Dpa => (1..=215).contains(&number),
    }
}
