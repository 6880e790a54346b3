//! Sections of the access laws that an authority cites, in any real spelling: "Sections 40(2) and
//! 43(2)", "s.31(1)(a)", "sec 12", "Regulation 12(5)(b)", "adran 40(2)". Which law is meant is read
//! from the words around. Every provision counts that is named, the way to the regulator (s.50 FOIA)
//! too; not sections of other Acts, not "40 libraries".

mod law;
mod paragraph;

use crate::reading::pattern::Regex;
use crate::words::words;
use serde::Serialize;
use std::sync::LazyLock;

use law::{BY_LAW, Defaults, LAW_AFTER, Named, belongs, law_of, named};
use paragraph::{continued, paragraphs, siblings, with_case};

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

/// Words that cite only where the number has its paragraph: "exemption 40(2)", "EIR 12(4)(b)", "r.12(5)(e)".
const BRACKETED: &str = r"(?:exemptions?|exceptions?|(?:exempt(?:ed)?|excepted|withheld|refused) under|FOIA|FOISA|FOI\(S\)A|EIRs?|EISRs?|EI\(S\)Rs?|r)";

/// The word before the number, then the numbers with what joins them.
static CITED: LazyLock<Regex> = LazyLock::new(|| {
    let one = r"\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4})\s?\)";
    let paragraphs = format!(r"{one}(?:\s?{one})*");
    let number = r"\d{1,3}[A-Ca-c]?(?:\s?\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4}|[A-Z]{1,2})\s?\))*";
    // "43(2) (commercial interests) and 27(1)(a)": what the one is called stands between.
    let name = r"\s\((?i:[a-z][a-z ,'’/&-]{3,70})\)";
    let lettered =
        r"\d{1,2}[A-Ca-c]?(?:\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4}|[A-Z]{1,2})\s?\))+";
    Regex::new(&format!(
        r"(?P<word>\b(?i:{BRACKETED}|(?:sub-?)?sections?|exemptions?\s+(?:applied|claimed|used|cited|engaged|relied\s+(?:up)?on)|ss?|sects?|secs?|§+|regulations?|regs?|adrannau|adran|rheoliad(?:au)?)\.?|§+):?[\s\u{{a0}}]{{0,2}}(?P<list>{number}(?:(?:[\s\u{{a0}}]{{0,2}}(?:,|&|/|\+|(?i:and|or|to|through|ac|a|neu|as well as|by virtue of|together with|in conjunction with|read with|with)\b|-|–)[\s\u{{a0}}]{{0,2}}){{1,2}}(?:{number}|{paragraphs})|{name}(?:,? (?:and|or|with) |, |; ){lettered})*)"
    ))
    .expect("the pattern is constant and tested")
});

/// One number of a list with its paragraphs, or paragraphs alone: "36(2)(b)(i) and (ii)".
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?P<n>\d{1,3}[A-Ca-c]?)?(?P<p>(?:\s?\(\s?(?:\d{1,2}[A-Ca-c]{0,2}|[a-z]{1,2}|[ivx]{1,4}|[A-Z]{1,2})\s?\))*)")
        .expect("the pattern is constant and tested")
});

/// Words that make a number after "section" no citation of an access law.
static NOT_THE_LAW: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:of\s+(?:your|the|our|this|that)\s+(?:request|letter|form|e-?mail|report|policy|guidance|document|code|attached|spreadsheet|contract|website|table|response|questionnaire|constitution|agreement)|officers?|agreements?|funding|monies|contributions?|notices?\s+(?:served|of\s+intended)|enquir(?:y|ies)|assessments?|duties|orders?|payments?|evictions?|possessions?|tenanc(?:y|ies)|detentions?|accommodation|stops? and search\w*|warrants?|below|above|libraries)\b")
        .expect("the pattern is constant and tested")
});

/// Sections cited in `text`, each once, in order; `beside` is the subject, which may tell the law.
pub fn cited(text: &str, beside: &str) -> Vec<Citation> {
    let default = Defaults::of(&format!("{beside}\n{text}"));
    let mentions = mentions(text);
    let mut found: Vec<Citation> = Vec::new();
    for (at, mention) in mentions.iter().enumerate() {
        read_list(mention, law_named(&mentions[at..]), default, &mut found);
    }
    found
}

/// The places that cite, in order.
fn mentions(text: &str) -> Vec<Mention<'_>> {
    let hits: Vec<_> = CITED
        .captures_iter(text)
        .filter_map(|hit| Some((hit.get(0)?.range(), hit.name("word")?, hit.name("list")?)))
        .filter(|(_, word, list)| !is_bracketed(word.as_str()) || has_paragraph(list.as_str()))
        .filter(|(range, word, list)| {
            let before = &text[..range.start];
            let joined = before.ends_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’');
            // "Sections: 31(1)(g)" of a table; "Section: 12 members" is none.
            let colon = text[word.end()..list.start()].contains(':');
            !joined && (!colon || list.as_str().contains('(')) && !goes_on(&text[range.end..])
        })
        .collect();
    let next = |at: usize| hits.get(at + 1).map_or(text.len(), |(range, ..)| range.start);
    hits.iter()
        .enumerate()
        .map(|(at, (range, word, list))| Mention {
            word: word.as_str(),
            list: list.as_str(),
            before: lead(text, range.start),
            after: &text[range.end..],
            to_next: &text[range.end..next(at)],
        })
        .collect()
}

/// Whether the word before a number cites only with a paragraph.
fn is_bracketed(word: &str) -> bool {
    static WORD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)^{BRACKETED}\.?$")).expect("the pattern is constant and tested")
    });
    WORD.is_match(word)
}

/// Whether a list begins with a number and its paragraph.
fn has_paragraph(list: &str) -> bool {
    list.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).trim_start().starts_with('(')
}

/// The words before a place, as far as they may tell of it: a table cites in every row.
fn lead(text: &str, at: usize) -> &str {
    const REACH: usize = 300;
    &text[text.floor_char_boundary(at.saturating_sub(REACH))..at]
}

/// The law that is named for the first of some citations. "Section 12 and section 14 of FOISA" names
/// it for both; "section 44(1)(a) and section 237 of the Enterprise Act" only for the last.
fn law_named(mentions: &[Mention<'_>]) -> Option<Named> {
    /// No list of sections is longer; a table of them is no list.
    const LONGEST: usize = 24;
    law_named_among(&mentions[..mentions.len().min(LONGEST)])
}

fn law_named_among(mentions: &[Mention<'_>]) -> Option<Named> {
    static JOINED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\s,&/+]*(?:and|or|ac|a|neu|to|through|as well as|by virtue of|together with|in conjunction with|read with|with)?\s*$")
            .expect("the pattern is constant and tested")
    });
    let (mention, rest) = mentions.split_first()?;
    let named = named(mention.regulation(), mention.list, mention.before, mention.to_next);
    let goes_on = rest.first().is_some_and(|next| next.regulation() == mention.regulation())
        && JOINED.is_match(mention.to_next);
    match named {
        None if goes_on => law_named_among(rest)
            .filter(|named| !matches!(named, Named::Other | Named::Cited(Law::Dpa))),
        named => named,
    }
}

/// Whether the number is part of a longer one: `S24-0417`.
fn goes_on(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('-' | '/') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        // The law's name may stand right behind it: "s40(2)FOIA".
        Some(c) => {
            let glued = ["FOI", "EIR"].iter().any(|law| after.starts_with(law));
            c.is_alphanumeric() && !glued
        }
        None => false,
    }
}

/// One place that cites: the word, the numbers, and the text around.
struct Mention<'a> {
    word: &'a str,
    list: &'a str,
    before: &'a str,
    after: &'a str,
    /// What stands between it and the next one.
    to_next: &'a str,
}

impl Mention<'_> {
    fn regulation(&self) -> bool {
        let word = self.word.to_ascii_lowercase();
        matches!(word.trim_end_matches('.'), "r" | "excepted under")
            || ["reg", "rheol", "ei", "exception"].iter().any(|start| word.starts_with(start))
    }
}

/// Adds every citation of one list such as "40(2) and 43(2)" or "36(2)(b)(i) and (ii)".
fn read_list(
    mention: &Mention<'_>,
    named: Option<Named>,
    default: Defaults,
    found: &mut Vec<Citation>,
) {
    let Mention { word, list, before, after, .. } = mention;
    if NOT_THE_LAW.is_match(after) || is_of_something(after) || after.starts_with('%') {
        return;
    }
    let Some(law) = law_of(mention.regulation(), list, named, default) else { return };
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

#[cfg(test)]
mod tests;
