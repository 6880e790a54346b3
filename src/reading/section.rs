//! Sections of the access laws that an authority cites, in any real spelling: "Sections 40(2) and
//! 43(2)", "s.31(1)(a)", "sec 12", "Regulation 12(5)(b)", "adran 40(2)". Which law is meant is read
//! from the words around. Not the rights every letter ends with (s.50 FOIA, s.20 FOISA), not
//! sections of other Acts, not "40 libraries".

use crate::words::words;
use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

words! {
    /// A law whose sections authorities cite in their answers.
    pub enum Law ("cited law") {
        /// Freedom of Information Act 2000.
        Foia = "foia",
        /// Environmental Information Regulations 2004.
        Eir = "eir",
        /// Freedom of Information (Scotland) Act 2002.
        Foisa = "foisa",
        /// Environmental Information (Scotland) Regulations 2004.
        Eisr = "eisr",
        /// Data Protection Act 2018.
        Dpa = "dpa",
    }
}

/// A section or regulation that was cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// The law it belongs to.
    pub law: Law,
    /// The number without spaces, such as `31(1)(a)`.
    pub section: String,
}

/// The word before the number, then the numbers with what joins them.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d{1,3}[A-Ca-c]?(?:\s?\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4}|[A-Z]{1,2})\s?\))*";
    Regex::new(&format!(
        r"(?P<word>\b(?i:sections?|ss?|sects?|secs?|§+|regulations?|regs?|adrannau|adran|rheoliad(?:au)?)\.?|§+)[\s\u{{a0}}]{{0,2}}(?P<list>{number}(?:(?:[\s\u{{a0}}]{{0,2}}(?:,|&|/|\+|(?i:and|or|to|through|ac|a|neu|as well as|by virtue of|together with|in conjunction with|read with)\b|-|–)[\s\u{{a0}}]{{0,2}}){{1,2}}(?:(?i:sections?|ss?\.|sec\.?|regulations?|regs?\.?|adran|rheoliad)\b?\.?[\s\u{{a0}}]{{0,2}})?{number})*)"
    ))
    .expect("the pattern is constant and tested")
});

/// One number of a list, with its paragraphs.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<n>\d{1,3}[A-Ca-c]?)(?P<p>(?:\s?\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4}|[A-Z]{1,2})\s?\))*)")
        .expect("the pattern is constant and tested")
});

/// The law named right after a citation.
static LAW_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^[^.;\n]{0,60}?\b(?:of|in|under|from|o(?:'r)?|or|gan)\s+(?:the\s+|y\s+|ddeddf\s+)?(?P<law>
          (?P<foisa>FOISA|Freedom\s+of\s+Information\s+\(Scotland\)\s+Act)
        | (?P<foia>FOIA?\b|Freedom\s+of\s+Information|Ddeddf\s+Rhyddid|Act\b(?:\s+2000)?|Rhyddid)
        | (?P<eisr>EI\(?S\)?Rs?|Environmental\s+Information\s+\(Scotland\))
        | (?P<eir>EIRs?\b|Environmental\s+Information|Regulations\b)
        | (?P<dpa>DPA|Data\s+Protection\s+Act|UK\s+GDPR|GDPR|General\s+Data)
        | (?P<other>(?:[A-Z][\w'’&,()-]*\s+(?:and\s+|of\s+|for\s+|the\s+|in\s+|etc\.?\s+|\(|by\s+){0,3}){1,8}(?:Act|Order|Regulations|Measure|Rules)\b))",
    )
    .expect("the pattern is constant and tested")
});

/// Words that make a number after "section" no citation of an access law.
static NOT_THE_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:of\s+(?:your|the|our|this|that)\s+(?:request|letter|form|e-?mail|report|policy|guidance|document|code|attached|spreadsheet|contract|website|table|response|questionnaire|constitution|agreement)|officers?|agreements?|funding|monies|contributions?|notices?\s+(?:served|of\s+intended)|enquir(?:y|ies)|assessments?|duties|orders?|payments?|below|above|libraries)\b")
        .expect("the pattern is constant and tested")
});

/// FOIA sections that every answer names without claiming anything: the right itself,
/// definitions, the Code, and the way to the Commissioner and the Tribunal.
const FOIA_RIGHTS: &[&str] =
    &["2", "3", "45", "48", "50", "51", "52", "53", "54", "57", "58", "84"];
/// The same of FOISA: review, application to the Commissioner, appeal.
const FOISA_RIGHTS: &[&str] = &["2", "3", "20", "21", "47", "48", "49", "56", "60", "73"];
/// FOIA sections that deal with a request: procedure, exemptions, publication schemes.
const FOIA_DEALING: &[u16] = &[1, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19];

/// Sections cited in `text`, each once, in order; a bare number is left out where the same section
/// is cited more closely (24 beside 24(2)).
pub fn cited(text: &str) -> Vec<Citation> {
    let default = Defaults::of(text);
    let mut found: Vec<Citation> = Vec::new();
    for hit in CITED.captures_iter(text) {
        let list = hit.name("list").map_or("", |list| list.as_str());
        let end = hit.get(0).map_or(0, |whole| whole.end());
        let start = hit.get(0).map_or(0, |whole| whole.start());
        let word = hit.name("word").map_or("", |word| word.as_str());
        if !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’') {
            read_list(word, list, &text[end..], default, &mut found);
        }
    }
    let all = found.clone();
    found.retain(|one| !all.iter().any(|other| is_closer(other, one)));
    found
}

/// What laws a text speaks of, where a citation does not name its own.
#[derive(Clone, Copy)]
struct Defaults {
    scottish: bool,
    data_protection_only: bool,
}

impl Defaults {
    fn of(text: &str) -> Self {
        let says = |word: &str| text.contains(word);
        let scottish = says("FOISA")
            || says("(Scotland) Act 2002")
            || says("Information (Scotland)")
            || says("Scottish Information Commissioner");
        let foi = says("FOI")
            || says("reedom of")
            || says("Rhyddid")
            || says("nvironmental")
            || says("EIR");
        let data_protection = says("Data Protection Act") || says("DPA") || says("subject access");
        Defaults { scottish, data_protection_only: data_protection && !foi }
    }
}

/// Adds every citation of one list such as "40(2) and 43(2)".
fn read_list(word: &str, list: &str, after: &str, default: Defaults, found: &mut Vec<Citation>) {
    if NOT_THE_LAW.is_match(after) || after.starts_with('%') {
        return;
    }
    let regulation = word.to_ascii_lowercase().starts_with('r');
    let Some(law) = law_of(regulation, list, after, default) else { return };
    let short = word.trim_end_matches('.').len() <= 2;
    for number in NUMBER.captures_iter(list) {
        let main = number["n"].to_ascii_uppercase();
        let paragraphs: String = number["p"].chars().filter(|c| !c.is_whitespace()).collect();
        let section = format!("{main}{}", with_case(&paragraphs));
        let citation = Citation { law, section };
        let bare_short = short && !word.ends_with('.') && paragraphs.is_empty() && main.len() < 2;
        if !bare_short && belongs(law, &main, &paragraphs) && !found.contains(&citation) {
            found.push(citation);
        }
    }
}

/// Paragraph letters in lower case, the A and B of inserted subsections in upper: `(5b)` is `(5B)`.
fn with_case(paragraphs: &str) -> String {
    let mut cased = String::with_capacity(paragraphs.len());
    let mut after_figure = false;
    for c in paragraphs.chars() {
        cased.push(if after_figure { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() });
        after_figure = c.is_ascii_digit();
    }
    cased
}

/// The law a citation belongs to: the one it names, else the one the letter speaks of.
fn law_of(regulation: bool, list: &str, after: &str, default: Defaults) -> Option<Law> {
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
    Some(match () {
        () if names("foisa") => Law::Foisa,
        () if names("dpa") || default.data_protection_only => Law::Dpa,
        () if default.scottish => Law::Foisa,
        () => Law::Foia,
    })
}

/// Whether a regulation is cited down to the letter, as exceptions are: `10(5)(e)`.
fn paragraph_letter(list: &str) -> bool {
    list.split('(').nth(2).is_some_and(|p| p.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Whether the law has such a provision that deals with a request.
fn belongs(law: Law, main: &str, paragraphs: &str) -> bool {
    let figures: String = main.chars().take_while(char::is_ascii_digit).collect();
    let Ok(number) = figures.parse::<u16>() else { return false };
    match law {
        Law::Foia if main == "1" => paragraphs.starts_with("(3)"),
        Law::Foia => {
            !FOIA_RIGHTS.contains(&main)
                && ((21..=44).contains(&number) || FOIA_DEALING.contains(&number))
        }
        Law::Foisa if main == "1" => paragraphs.starts_with("(3)"),
        Law::Foisa => !FOISA_RIGHTS.contains(&main) && (4..=41).contains(&number),
        Law::Eir => {
            matches!(number, 3 | 5..=10 | 12..=15) && !(number == 5 && paragraphs.is_empty())
        }
        Law::Eisr => matches!(number, 5..=15) && !(number == 5 && paragraphs.is_empty()),
        Law::Dpa => (1..=215).contains(&number),
    }
}

/// Whether `other` cites the same section as `one`, and more closely.
fn is_closer(other: &Citation, one: &Citation) -> bool {
    other.law == one.law
        && other.section.len() > one.section.len()
        && !one.section.contains('(')
        && other.section.strip_prefix(&one.section).is_some_and(|rest| rest.starts_with('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        cited(text).into_iter().map(|c| format!("{} {}", c.law, c.section)).collect()
    }

    #[test]
    fn every_spelling_is_one_citation() {
        for (text, expected) in [
            ("exempt under Sections 40(2) and 43(2) of the Act", vec!["foia 40(2)", "foia 43(2)"]),
            ("s.31(1)(a) applies", vec!["foia 31(1)(a)"]),
            ("we rely on sec 12", vec!["foia 12"]),
            ("Section 40 (2) of the FOIA", vec!["foia 40(2)"]),
            ("S40(2) exemption", vec!["foia 40(2)"]),
            ("section 24, 31(3) & 40(5b)", vec!["foia 24", "foia 31(3)", "foia 40(5B)"]),
            (
                "Section 40(2)(a)(b) by virtue of 40(3A)(a)",
                vec!["foia 40(2)(a)(b)", "foia 40(3A)(a)"],
            ),
            ("ss. 22 and 22A", vec!["foia 22", "foia 22A"]),
            ("Regulation 12(5)(b) is engaged", vec!["eir 12(5)(b)"]),
            ("regs 12(4)(b) and 13(1) of the EIR", vec!["eir 12(4)(b)", "eir 13(1)"]),
            ("esemptio o dan adran 43(2)", vec!["foia 43(2)"]),
            ("Section 24 - National security. Section 24(2) says", vec!["foia 24(2)"]),
            ("section 38(1)(b) of FOISA and section 25(1)", vec!["foisa 38(1)(b)", "foisa 25(1)"]),
            (
                "regulation 10(5)(e) of the Environmental Information (Scotland) Regulations",
                vec!["eisr 10(5)(e)"],
            ),
            ("under section 45 of the Data Protection Act 2018", vec!["dpa 45"]),
            ("section 1(3) of the Act", vec!["foia 1(3)"]),
        ] {
            assert_eq!(all(text), expected, "{text}");
        }
    }

    #[test]
    fn numbers_that_are_no_citation() {
        for text in [
            "40 libraries were closed",
            "section 3 of your request",
            "our Section 151 officer",
            "a section 106 agreement",
            "section 17 of the Children Act 1989",
            "under section 50 of the Act you may complain",
            "section 20 of FOISA gives a right to review",
            "the section 1(1) right",
            "it’s 40 miles",
            "sections 2 and 3 below",
        ] {
            assert_eq!(all(text), Vec::<String>::new(), "{text}");
        }
    }
}
