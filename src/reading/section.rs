//! Sections of the access laws that an authority cites, in any real spelling: "Sections 40(2) and
//! 43(2)", "s.31(1)(a)", "sec 12", "Regulation 12(5)(b)", "adran 40(2)". Which law is meant is read
//! from the words around. Every provision counts that is named, the way to the regulator (s.50 FOIA)
//! too; not sections of other Acts, not "40 libraries".

use crate::reading::pattern::Regex;
use crate::words::words;
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
    let one = r"\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4})\s?\)";
    let paragraphs = format!(r"{one}(?:\s?{one})*");
    let number = r"\d{1,3}[A-Ca-c]?(?:\s?\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4}|[A-Z]{1,2})\s?\))*";
    Regex::new(&format!(
        r"(?P<word>\b(?i:sections?|ss?|sects?|secs?|§+|regulations?|regs?|adrannau|adran|rheoliad(?:au)?)\.?|§+)[\s\u{{a0}}]{{0,2}}(?P<list>{number}(?:(?:[\s\u{{a0}}]{{0,2}}(?:,|&|/|\+|(?i:and|or|to|through|ac|a|neu|as well as|by virtue of|together with|in conjunction with|read with|with)\b|-|–)[\s\u{{a0}}]{{0,2}}){{1,2}}(?:(?i:sections?|ss?\.|sec\.?|regulations?|regs?\.?|adran|rheoliad)\b?\.?[\s\u{{a0}}]{{0,2}})?(?:{number}|{paragraphs}))*)"
    ))
    .expect("the pattern is constant and tested")
});

/// One number of a list with its paragraphs, or paragraphs alone: "36(2)(b)(i) and (ii)".
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<n>\d{1,3}[A-Ca-c]?)?(?P<p>(?:\s?\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4}|[A-Z]{1,2})\s?\))*)")
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

/// FOIA sections that deal with a request: procedure, exemptions. Others count only where the words
/// around make them a section of the Act.
const FOIA_DEALING: &[u16] = &[1, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19];

/// Words before "section" that make it one of an Act.
static BY_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:under|accordance with|pursuant to|terms of|virtue of|meaning of|required by|dan|yn unol â)\s+$")
        .expect("the pattern is constant and tested")
});

/// Sections cited in `text`, each once, in order.
pub fn cited(text: &str) -> Vec<Citation> {
    let default = Defaults::of(text);
    let mut found: Vec<Citation> = Vec::new();
    for hit in CITED.captures_iter(text) {
        let list = hit.name("list").map_or("", |list| list.as_str());
        let end = hit.get(0).map_or(0, |whole| whole.end());
        let start = hit.get(0).map_or(0, |whole| whole.start());
        let word = hit.name("word").map_or("", |word| word.as_str());
        let (before, after) = (&text[..start], &text[end..]);
        let joined = before.ends_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’');
        if !joined && !goes_on(after) {
            read_list(&Mention { word, list, before, after }, default, &mut found);
        }
    }
    found
}

/// Whether the number is part of a longer one: `S24-0417`.
fn goes_on(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('-' | '/') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric(),
        None => false,
    }
}

/// One place that cites: the word, the numbers, and the text around.
struct Mention<'a> {
    word: &'a str,
    list: &'a str,
    before: &'a str,
    after: &'a str,
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
        static SCOTTISH: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\bFOISA\b|\bEISRs?\b|\bEI\(S\)R|information \(scotland\)|scottish information commissioner")
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

/// Adds every citation of one list such as "40(2) and 43(2)" or "36(2)(b)(i) and (ii)".
fn read_list(mention: &Mention<'_>, default: Defaults, found: &mut Vec<Citation>) {
    let Mention { word, list, before, after } = mention;
    if NOT_THE_LAW.is_match(after) || is_of_something(after) || after.starts_with('%') {
        return;
    }
    let regulation = word.to_ascii_lowercase().starts_with('r');
    let Some(law) = law_of(regulation, list, after, default) else { return };
    let short = word.trim_end_matches('.').len() <= 2;
    let by_law = LAW_AFTER.is_match(after) || BY_LAW.is_match(before);
    let (mut main, mut above) = (String::new(), Vec::new());
    for number in NUMBER.captures_iter(list).filter(|number| !number[0].is_empty()) {
        let mut own = paragraphs(&number["p"]);
        match number.name("n") {
            Some(n) => main = n.as_str().to_ascii_uppercase(),
            None => own = continued(&above, own),
        }
        above.clone_from(&own);
        let bare_short = short && !word.ends_with('.') && own.is_empty() && main.len() < 2;
        if bare_short || main.starts_with('0') || !belongs(law, &main, &own, by_law) {
            continue;
        }
        for paragraphs in siblings(&own) {
            let citation = Citation { law, section: format!("{main}{}", with_case(&paragraphs)) };
            if !found.contains(&citation) {
                found.push(citation);
            }
        }
    }
}

/// Whether the section is one of some other text: "of the assessment".
fn is_of_something(after: &str) -> bool {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*of\s+(?:the|your|our|this|that|its|their|an?)\s+(\p{Ll}+)")
            .expect("the pattern is constant and tested")
    });
    const LAWS: &[&str] = &[
        "act",
        "acts",
        "law",
        "legislation",
        "freedom",
        "environmental",
        "regulations",
        "foi",
        "foia",
        "information",
        "data",
        "statute",
        "same",
        "said",
        "relevant",
        "above",
        "latter",
    ];
    OF.captures(after).is_some_and(|found| !LAWS.contains(&&found[1]))
}

/// The paragraphs of a citation, each with its brackets: `(2)`, `(b)`, `(i)`.
fn paragraphs(text: &str) -> Vec<String> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare.split_inclusive(')').map(str::to_owned).collect()
}

/// What a paragraph is numbered by.
#[derive(PartialEq, Eq)]
enum Level {
    Figure,
    Letter,
    Roman,
}

/// The level of the last of some paragraphs: `(i)` below a letter is a Roman figure.
fn level(paragraphs: &[String]) -> Level {
    let inner = |one: &String| one.trim_matches(['(', ')']).to_ascii_lowercase();
    let last = paragraphs.last().map(inner).unwrap_or_default();
    let above = paragraphs.len().checked_sub(2).map(|at| inner(&paragraphs[at]));
    let roman = last.bytes().all(|b| b"ivx".contains(&b));
    let below_letter = above.is_some_and(|above| above.bytes().all(|b| b.is_ascii_alphabetic()));
    match () {
        () if last.starts_with(|c: char| c.is_ascii_digit()) => Level::Figure,
        () if roman && (last.len() > 1 || below_letter) => Level::Roman,
        () => Level::Letter,
    }
}

/// "(ii)" after "36(2)(b)(i)": the paragraph of the same level is replaced.
fn continued(above: &[String], own: Vec<String>) -> Vec<String> {
    let first = level(&own[..1]);
    let kept = (1..=above.len()).rev().find(|end| level(&above[..*end]) == first);
    let mut all = above[..kept.map_or(above.len(), |end| end - 1)].to_vec();
    all.extend(own);
    all
}

/// "31(1)(a)(b)" is (a) and (b): letters in a row are paragraphs side by side.
fn siblings(own: &[String]) -> Vec<String> {
    let side_by_side = (1..own.len())
        .rev()
        .take_while(|at| {
            level(&own[..=*at]) == Level::Letter && level(&own[..*at]) == Level::Letter
        })
        .count();
    let stem = own[..own.len() - side_by_side].split_last();
    let Some((last, stem)) = stem.filter(|_| side_by_side > 0) else { return vec![own.concat()] };
    std::iter::once(last)
        .chain(&own[own.len() - side_by_side..])
        .map(|one| format!("{}{one}", stem.concat()))
        .collect()
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
fn belongs(law: Law, main: &str, paragraphs: &[String], by_law: bool) -> bool {
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
                vec!["foia 40(2)(a)", "foia 40(2)(b)", "foia 40(3A)(a)"],
            ),
            ("ss. 22 and 22A", vec!["foia 22", "foia 22A"]),
            ("Regulation 12(5)(b) is engaged", vec!["eir 12(5)(b)"]),
            ("regs 12(4)(b) and 13(1) of the EIR", vec!["eir 12(4)(b)", "eir 13(1)"]),
            ("esemptio o dan adran 43(2)", vec!["foia 43(2)"]),
            ("Section 24 - National security. Section 24(2) says", vec!["foia 24", "foia 24(2)"]),
            ("section 36(2)(b)(i) and (ii)", vec!["foia 36(2)(b)(i)", "foia 36(2)(b)(ii)"]),
            ("s.31(1)(a), (b) and (g)", vec!["foia 31(1)(a)", "foia 31(1)(b)", "foia 31(1)(g)"]),
            ("section 31(1)(a)(b)(c)", vec!["foia 31(1)(a)", "foia 31(1)(b)", "foia 31(1)(c)"]),
            ("regulation 12(4)(b) and (5)(e)", vec!["eir 12(4)(b)", "eir 12(5)(e)"]),
            ("sections 40(2) and (3A)", vec!["foia 40(2)", "foia 40(3A)"]),
            ("you may complain under section 50", vec!["foia 50"]),
            ("section 20 of FOISA gives a right to review", vec!["foisa 20"]),
            ("FREEDOM OF INFORMATION (SCOTLAND) ACT 2002: section 21 of the Act", vec!["foisa 21"]),
            ("Section 1(1) does not oblige us", vec!["foia 1(1)"]),
            ("make representations under regulation 11", vec!["eir 11"]),
            ("Section\n7 of the EIRs allows for more", vec!["eir 7"]),
            (
                "Section 31(1)(a)(g) with 31(2)(b).",
                vec!["foia 31(1)(a)", "foia 31(1)(g)", "foia 31(2)(b)"],
            ),
            (
                "section 36(2)(b)(i) and (ii) to be engaged",
                vec!["foia 36(2)(b)(i)", "foia 36(2)(b)(ii)"],
            ),
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
            "number S24-0417",
            "see section 3 and section 50 of the brochure",
            "section 5: staff, section 6: pay",
            "the same goes for sections 5 to 9 of the assessment",
            "it’s 40 miles",
            "sections 2 and 3 below",
        ] {
            assert_eq!(all(text), Vec::<String>::new(), "{text}");
        }
    }
}
