//! Which law a citation belongs to, and whether that law has such a provision.

use std::sync::LazyLock;

use super::Law;
use crate::reading::pattern::Regex;

/// The names of laws, each sort in a group of its own.
const NAMES: &str = r"(?P<law>
      (?P<foisa>FOI\(?S\)?A|Freedom\s+of\s+Information\s+\(Scotland\)\s+Act)
    | (?P<foia>FOIA?\b|Freedom\s+of\s+Information|Ddeddf\s+Rhyddid|Act\b(?:\s+2000)?|Rhyddid)
    | (?P<eisr>EI\(?S\)?Rs?|Environmental\s+Information\s+\(Scotland\))
    | (?P<eir>EIRs?\b|Environmental\s+Information|Regulations\b)
    | (?P<dpa>DPA|Data\s+Protection\s+Act|UK\s+GDPR|GDPR|General\s+Data)
    | (?P<other>(?-i:(?:[A-Z][\w'’&,()-]*\s+(?:and\s+|of\s+|for\s+|the\s+|in\s+|etc\.?\s+|\(|by\s+){0,3}){1,8}(?:Act|Order|Regulations|Measure|Rules)\b)))";

/// The law named after a citation, in the same clause: "section 12 of the Act".
pub(super) static LAW_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    let before = r"^(?P<gap>[^.;\n]{0,60}?)\b(?:of|in|under|from|o(?:'r)?|or|gan)\s+(?:the\s+|y\s+|ddeddf\s+)?";
    Regex::new(&format!("(?ix){before}{NAMES}")).expect("the pattern is constant and tested")
});

/// The law's short name right behind a citation: "section 38(1)(b) FOISA", "regulation 13 EIR".
static LAW_BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^[\s\u{a0}]{0,2}(?:\([^)\n]{0,60}\)\s)?(?:
          (?P<foisa>FOISA\b|FOI\(S\)A|Freedom\s+of\s+Information\s+\(Scotland\)) | (?P<foia>FOIA?\b|Freedom\s+of\s+Information)
        | (?P<eisr>EI\(?S\)?Rs?\b|Environmental\s+Information\s+\(Scotland\)) | (?P<eir>EIRs?\b|Environmental\s+Information)
        | (?P<dpa>DPA\b|Data\s+Protection\s+Act|(?:UK\s+)?GDPR\b) )",
    )
    .expect("the pattern is constant and tested")
});

/// Another Act right behind a citation, by its name or its initials, and its year: "section 26 CTSA 2015".
static OTHER_BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[\s\u{a0}]{1,2}(?:[A-Z]{3,8}|(?:[A-Z][\w'’&]*\s(?:and\s|of\s|for\s|the\s)?){1,8}Act)\s(?:1[89]|20)\d\d\b")
        .expect("the pattern is constant and tested")
});

/// The law named right before a citation: "DPA 2018 s.3(2)", "the Enterprise Act 2002 (section 237)".
static LAW_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?P<dpa>\bDPA|Data Protection Act)(?: (?:19|20)\d\d)?|(?P<other>(?:[A-Z][\w'’&]*\s(?:and\s|of\s|for\s|the\s)?){1,8}Act (?:1[89]|20)\d\d))(?:\s|\s?(?P<bracket>\()|\sat\s)$")
        .expect("the pattern is constant and tested")
});

/// "Section 23 of that Act": the law spoken of last.
static SAME_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:of|in|under)\s+(?:that|the\s+same|the\s+said|the\s+latter)\s+(?:Act|Order|Regulations|legislation|statute)\b")
        .expect("the pattern is constant and tested")
});

/// Words that begin another clause, after which a law is named that the citation is not of: "exempt
/// under section 40(2), as it is personal data under the Data Protection Act".
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:as|because|since|which|that|where|if|so|but|while|is|are|was|were|be|been|being|appl(?:y|ies|ied)|would|will|may|must|has|have|had|does|do|not|due|given|having|together|conjunction|read|along|engaged?|personal data|information)\b")
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
                r"(?i)\bFOISA\b|\bFOI\(S\)A|\bEISRs?\b|\bEI\(S\)R|information\s+\(scotland\)|scottish\s+information\s+commissioner|foi\.scot\b",
                // What only the Scottish law calls so, or numbers so.
                r"|\brequirement for (?:a )?review\b|\b(?:public )?authorit(?:y|ies) in scotland\b|\bscottish ministers\b",
                r"|\bsections?\s+(?:21\(4\)|20\(1\)|25\(1\)|30\([bc]\))",
            ))
                .expect("the pattern is constant and tested")
        });
        // "The Scottish Act does not apply to us", "and not under FOISA": the other law is meant.
        static NOT_SCOTTISH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(concat!(
                r"(?i)(?:\bFOISA\b|\bFOI\(S\)A|\bEISRs?\b|information\s+\(scotland\)\s+(?:act|regulations))[^.;\n]{0,30}?\b(?:does|do|did)\s+not\s+(?:apply|extend|cover|bind)",
                r"|\b(?:not\s+(?:a\s+)?(?:subject\s+to|covered\s+by|bound\s+by|under|listed\s+in)|rather\s+than|instead\s+of|unlike)\s+(?:under\s+)?(?:the\s+)?(?:freedom\s+of\s+|environmental\s+)?(?:FOISA|EISRs?|information\s+\(scotland\))",
            ))
            .expect("the pattern is constant and tested")
        });
        let scottish =
            SCOTTISH.is_match(text) && SCOTTISH.is_match(&NOT_SCOTTISH.replace_all(text, ""));
        let foi = says("FOI")
            || says("reedom of")
            || says("Rhyddid")
            || says("nvironmental")
            || says("EIR");
        let data_protection = says("Data Protection Act") || says("DPA") || says("subject access");
        Defaults { scottish, data_protection_only: data_protection && !foi }
    }
}

/// What a text calls the law of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// One of the access laws, or the Data Protection Act.
    Cited(Law),
    /// "The Act", "the Regulations": the one that the letter speaks of.
    TheLaw,
    /// Some other Act.
    Other,
}

/// The law that the words around a citation name for it, if they do: right behind it, as the one last
/// spoken of, in the same clause, or right before it. `after` ends where the next citation begins.
pub(super) fn named(regulation: bool, list: &str, before: &str, after: &str) -> Option<Named> {
    if SAME_LAW.is_match(after) {
        return last_named(before);
    }
    if let Some(beside) = LAW_BESIDE.captures(after) {
        return sort(&beside, regulation);
    }
    if OTHER_BESIDE.is_match(after) {
        return Some(Named::Other);
    }
    if let Some(found) = LAW_AFTER.captures(after) {
        let gap = found.name("gap").map_or("", |gap| gap.as_str());
        let sort = sort(&found, regulation)?;
        let access = match sort {
            Named::Cited(Law::Foia | Law::Foisa) | Named::TheLaw => true,
            Named::Cited(Law::Eir | Law::Eisr) => regulation,
            Named::Cited(Law::Dpa) | Named::Other => false,
        };
        if access || !CLAUSE.is_match(&without_brackets(gap)) {
            return Some(sort);
        }
    }
    let tail = &before[before.ceil_char_boundary(before.len().saturating_sub(120))..];
    let found = LAW_BEFORE.captures(tail)?;
    // "Personal data under the Data Protection Act (section 40(2))" gives the exemption for such data.
    let exemption = found.name("bracket").is_some() && list.starts_with("40");
    match found.name("other").map_or("Data Protection", |other| other.as_str()) {
        other if other.contains("Freedom of Information") => None,
        other if other.contains("Data Protection") => {
            (!exemption).then_some(Named::Cited(Law::Dpa))
        }
        _ => Some(Named::Other),
    }
}

/// The law that a text spoke of last.
fn last_named(before: &str) -> Option<Named> {
    static ANY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?ix)\b{NAMES}")).expect("the pattern is constant and tested")
    });
    let tail = &before[before.ceil_char_boundary(before.len().saturating_sub(400))..];
    let found = ANY.captures_iter(tail).last()?;
    sort(&found, false)
}

/// What sort of law a name is of.
fn sort(found: &regex::Captures<'_>, regulation: bool) -> Option<Named> {
    let name = |group: &str| found.name(group).map(|name| name.as_str());
    let spelt = |name: &str| name.to_ascii_uppercase().starts_with('E');
    Some(match () {
        () if name("other").is_some() => Named::Other,
        () if name("dpa").is_some() => Named::Cited(Law::Dpa),
        () if name("foisa").is_some() => Named::Cited(Law::Foisa),
        () if name("eisr").is_some() => Named::Cited(Law::Eisr),
        () if name("eir").is_some_and(spelt) => Named::Cited(Law::Eir),
        () if name("eir").is_some() && regulation => Named::TheLaw,
        () if name("foia").is_some_and(|name| name.to_ascii_lowercase().starts_with("act")) => {
            Named::TheLaw
        }
        () if name("foia").is_some() => Named::Cited(Law::Foia),
        () => return None,
    })
}

/// A text without what stands in brackets: the name of a section is no clause.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => return depth == 0,
            }
            false
        })
        .collect()
}

/// The law a citation belongs to: the one named for it, else the one the letter speaks of; none where
/// it is of some other Act.
pub(super) fn law_of(
    regulation: bool,
    list: &str,
    named: Option<Named>,
    default: Defaults,
) -> Option<Law> {
    if named == Some(Named::Other) {
        return None;
    }
    if regulation {
        let scottish_number =
            list.trim_start().starts_with("10(") || list.trim_start().starts_with("10 (");
        return Some(match named {
            Some(Named::Cited(Law::Eisr)) => Law::Eisr,
            Some(Named::Cited(Law::Eir)) if !default.scottish => Law::Eir,
            Some(Named::Cited(Law::Dpa)) => return None,
            _ if default.scottish || scottish_number && paragraph_letter(list) => Law::Eisr,
            _ => Law::Eir,
        });
    }
    // Section 40(2) is the exemption for personal data, whatever else the letter speaks of.
    let data_protection = default.data_protection_only && !list.trim_start().starts_with("40");
    Some(match named {
        Some(Named::Cited(Law::Foia)) if default.scottish => Law::Foisa,
        Some(Named::Cited(law)) => law,
        _ if data_protection => Law::Dpa,
        _ if default.scottish => Law::Foisa,
        _ => Law::Foia,
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
