//! The grounds on which each law lets an authority refuse: what a section is about, whether the
//! public interest test applies, and by which provision it may neither confirm nor deny. Data
//! only; whether a refusal is good is for `letter` to argue and for her to judge.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Regime;
use crate::words::words;

words! {
    /// Whether a ground yields to the public interest.
    pub enum Standing ("standing of an exemption") {
        /// No public interest test.
        Absolute = "absolute",
        /// Subject to the public interest test.
        Qualified = "qualified",
        /// A part of it is absolute.
        Mixed = "mixed",
        /// No exemption, but a ground to refuse all the same (cost, vexatious, not held).
        Procedural = "procedural",
    }
}

/// One ground of refusal.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The law it stands in.
    pub law: Regime,
    /// The section or regulation: "31", "12(5)(e)".
    pub section: String,
    /// What it is about.
    pub title: String,
    /// Whether the public interest test applies.
    pub standing: Standing,
    /// Which part is absolute, where only a part is.
    #[serde(default)]
    pub absolute_part: Option<String>,
    /// What makes it absolute.
    #[serde(default)]
    pub absolute_by: Option<String>,
    /// The provision by which an authority may neither confirm nor deny.
    #[serde(default)]
    pub denial: Option<String>,
}

#[derive(Deserialize)]
struct File {
    ground: Vec<Ground>,
}

static GROUNDS: LazyLock<Vec<Ground>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("data/exemptions.toml"))
        .expect("the shipped file is read by a test");
    file.ground
});

/// Every ground of a law in the order of its sections.
pub fn grounds(law: Regime) -> impl Iterator<Item = &'static Ground> {
    GROUNDS.iter().filter(move |ground| ground.law == law)
}

/// The ground that a cited section belongs to: `31(1)(g)` is of section 31, `12(5)(e)` is itself.
/// Spaces and case do not matter; `None` when the law has no such ground.
pub fn ground(law: Regime, cited: &str) -> Option<&'static Ground> {
    let cited: String = cited.chars().filter(|c| !c.is_whitespace()).collect();
    let belongs = |ground: &&Ground| {
        let section = &ground.section;
        cited.get(..section.len()).is_some_and(|head| head.eq_ignore_ascii_case(section))
            && !cited[section.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    grounds(law).filter(belongs).max_by_key(|ground| ground.section.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cited_section_finds_its_ground() {
        for (law, cited, title, standing) in [
            (Regime::Foia, "31(1)(g)", "Law enforcement", Standing::Qualified),
            (Regime::Foia, "40 (2)", "Personal information", Standing::Mixed),
            (Regime::Foia, "22a", "Research", Standing::Qualified),
            (
                Regime::Foia,
                "22",
                "Information intended for future publication",
                Standing::Qualified,
            ),
            (
                Regime::Foia,
                "21",
                "Information accessible to applicant by other means",
                Standing::Absolute,
            ),
            (Regime::Eir, "12(4)(b)", "Manifestly unreasonable", Standing::Qualified),
            (
                Regime::Foisa,
                "33(1)(b)",
                "Commercial interests and the economy",
                Standing::Qualified,
            ),
            (
                Regime::Eisr,
                "10(5)(e)",
                "Commercial or industrial confidentiality provided by law",
                Standing::Qualified,
            ),
        ] {
            let found = ground(law, cited).unwrap();
            assert_eq!((found.title.as_str(), found.standing), (title, standing), "{cited}");
        }
    }

    #[test]
    fn a_section_that_the_law_does_not_have_is_not_found() {
        for (law, cited) in [
            (Regime::Foia, "45"),
            (Regime::Foia, "211"),
            (Regime::Foisa, "22A"),
            (Regime::Foia, ""),
            (Regime::Eir, "é"),
        ] {
            assert_eq!(ground(law, cited), None, "{cited}");
        }
    }

    #[test]
    fn every_absolute_exemption_says_what_makes_it_so() {
        for law in Regime::ALL {
            assert!(grounds(*law).count() >= 13, "{law}");
            for ground in grounds(*law).filter(|ground| ground.standing == Standing::Absolute) {
                assert!(ground.absolute_by.is_some(), "{law} {}", ground.section);
            }
        }
    }

    #[test]
    fn a_denial_rests_on_the_acts_own_provision() {
        let denial = |law, section| ground(law, section).unwrap().denial.as_deref();
        assert_eq!(denial(Regime::Foia, "24(1)"), Some("24(2)"));
        assert_eq!(denial(Regime::Foia, "21"), None);
        assert_eq!(denial(Regime::Foisa, "31(1)"), Some("18"));
    }
}
