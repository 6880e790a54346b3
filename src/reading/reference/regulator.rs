//! Case numbers of the regulators and the tribunal: never an authority's reference, but kept, for
//! their later letters often name nothing else. Shapes: the ICO's (IC-53464-D2X3, FS50276909), the
//! First-tier Tribunal's (EA/2023/0209); the Scottish Information Commissioner's (202200650) have no
//! shape of their own and count only after a label in a letter of the Commissioner.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

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
    let labelled = LABELLED.captures_iter(text).filter_map(|found| found.get(1));
    let mut all = cases(text);
    for case in distinct(labelled.map(|found| found.as_str())) {
        if !all.contains(&case) {
            all.push(case);
        }
    }
    all
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
            ("The council's reference is FOI-25-11.", &[], &[]),
        ] {
            assert_eq!(cases(text), shaped, "{text}");
            assert_eq!(own_cases(text), own, "{text}");
        }
    }
}
