//! Case numbers of the regulators and the tribunal: never an authority's reference, but kept, for
//! their later letters often name nothing else. Shapes: the ICO's (IC-53464-D2X3, FS50276909), the
//! First-tier Tribunal's (EA/2023/0209); the Scottish Information Commissioner's (202200650) have no
//! shape of their own and count only after a label in a letter of the Commissioner.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::foreign::is_rejected;
use super::{figures, token};

/// The case numbers in a text, upper-cased, each once.
pub fn cases(text: &str) -> Vec<String> {
    static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:IC-\d{4,6}-[A-Z0-9]{4}|F(?:S|ER)_?\d{7,8}|(?:FT/)?EA[/.](?:FT/)?20\d{2}[/.]\d{3,4})\b",
        )
        .expect("a constant pattern")
    });
    distinct(SHAPE.find_iter(text).map(|found| found.as_str()))
}

/// The case numbers of a regulator's own letter: those of a known shape, and what it labels as its
/// reference at the beginning of a line.
pub fn own_cases(text: &str) -> Vec<String> {
    static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?im)^[ \t>*|]*(?:our\s+ref(?:erence)?|(?:our\s+)?case\s+(?:ref(?:erence)?|number|no)|ico\s+(?:case\s+)?ref(?:erence)?|appeal\s+(?:ref(?:erence)?|number|no)|decision\s+notice)\b\.?(?:\s+(?:number|no)\b\.?)?[ \t]*[:\-–]?[ \t]*([A-Z]{0,6}[-/]?\d[A-Z0-9/-]{3,20})\b",
        )
        .expect("a constant pattern")
    });
    // The Scottish Commissioner's: the year and five figures.
    static APPLICATION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:application|case|appeal|decision)(?:\s+for\s+(?:a\s+)?decision)?(?:\s+(?:number|no\.?|reference|validated))?\s*[:–-]?\s+(20\d{7})\b",
        )
        .expect("a constant pattern")
    });
    let labelled = { LABELLED.captures_iter(text).chain(APPLICATION.captures_iter(text)) }
        .filter_map(|found| found.get(1));
    let mut all = cases(text);
    for case in distinct(labelled.map(|found| found.as_str())) {
        if !all.contains(&case) {
            all.push(case);
        }
    }
    all
}

/// The authority's number as a regulator's letter gives it, in brackets after the authority's name:
/// "Public authority: Vale Council (1877/31)", "about Vale Council (its reference VC-31-20)".
pub fn authoritys(text: &str) -> Vec<String> {
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\b(?:public authority|authority|about|against|concerning|regarding)\s*:?\s+[^()\n]{3,90}\((?:(?:its|their|the authority['’]s|ref(?:erence)?|number|no)[.:]?\s+)*([^()\n]{4,30})\)",
        )
        .expect("a constant pattern")
    });
    BRACKETS
        .captures_iter(text)
        .filter_map(|found| found.get(1).map(|value| value.as_str().trim()))
        .filter(|value| token::at_start(value) == Some(*value) && figures(value) >= 3)
        .filter(|value| !is_rejected(value) && cases(value).is_empty())
        .map(str::to_owned)
        .collect()
}

fn distinct<'a>(found: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut cases: Vec<String> = Vec::new();
    for case in found.map(str::to_ascii_uppercase) {
        if !cases.contains(&case) {
            cases.push(case);
        }
    }
    cases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_and_labels_of_the_regulators_are_known() {
        for (text, shaped, own) in [
            ("Case reference: ic-301244-B3X7", &["IC-301244-B3X7"][..], &["IC-301244-B3X7"][..]),
            ("Our ref: 202200650\nAuthority's ref: FOI-25-11", &[], &["202200650"]),
            ("Appeal number: EA/2023/0209", &["EA/2023/0209"], &["EA/2023/0209"]),
            ("You complained under FS50276909.", &["FS50276909"], &["FS50276909"]),
            ("Application validated - 203100714\n", &[], &["203100714"]),
            ("and have given it case number 203100714.", &[], &["203100714"]),
            ("The council's reference is FOI-25-11.", &[], &[]),
        ] {
            assert_eq!(cases(text), shaped, "{text}");
            assert_eq!(own_cases(text), own, "{text}");
        }
    }

    #[test]
    fn the_authoritys_number_stands_in_brackets_after_its_name() {
        for (text, values) in [
            ("Public authority: Dunmarsh Constabulary (1877/31)\n", &["1877/31"][..]),
            (
                "We have validated it about Vale Board (its reference VB-31-0551) as",
                &["VB-31-0551"],
            ),
            ("your complaint against the Trust (our ref: NT-4417)", &[]),
            ("a complaint about Vale Council (received 14/03/2031)", &[]),
            ("about Vale Council (the Council) and section 40(2)", &[]),
            ("about Vale Council (IC-418823-T5Q1)", &[]),
        ] {
            assert_eq!(authoritys(text), values, "{text}");
        }
    }
}
