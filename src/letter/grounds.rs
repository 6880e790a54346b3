//! The grounds on which a review is asked for: from what the answer relied on to the paragraphs of
//! the letter. Sentences are data (`grounds.toml`), chosen by law and section; a section that the
//! law does not have is passed over (rule 7 of the design).

use std::sync::LazyLock;

use serde::Deserialize;

use super::wording;
use crate::law::Regime;
use crate::law::exemption::{self, Standing};
use crate::words::words;

words! {
    /// Why a review is asked for.
    pub enum Cause ("ground for review") {
        /// No answer in time.
        Late = "late",
        /// They say that they do not hold it.
        NotHeld = "not_held",
        /// They refused it.
        Refused = "refused",
        /// They neither confirmed nor denied that they hold it.
        Denied = "denied",
        /// They answered a part, and said nothing of the rest.
        Partly = "partly",
    }
}

/// What a review is asked for on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case<'a> {
    /// The law.
    pub regime: Regime,
    /// Why.
    pub causes: &'a [Cause],
    /// The sections they relied on, as cited: `31(3)`, `12(4)(b)`.
    pub sections: &'a [String],
    /// How many questions were asked.
    pub questions: usize,
}

/// What the letter says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grounds {
    /// One paragraph each.
    pub paragraphs: Vec<String>,
    /// What the authority is asked to do.
    pub remedies: Vec<String>,
    /// Cited sections that the law does not have: nothing is said about them.
    pub unknown_sections: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    point: Vec<Point>,
    remedy: Vec<Point>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    #[serde(rename = "for")]
    purpose: String,
    #[serde(default)]
    laws: Vec<Regime>,
    #[serde(default)]
    sections: Vec<String>,
    text: String,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("grounds.toml")).expect("the shipped file is read by a test")
});

/// A section as letters write it: "section 31(3)", "regulation 12(4)(b)".
pub fn written(regime: Regime, section: &str) -> String {
    match regime {
        Regime::Foia | Regime::Foisa => format!("section {section}"),
        Regime::Eir | Regime::Eisr => format!("regulation {section}"),
    }
}

/// The paragraphs and remedies for a case.
pub fn grounds(case: &Case<'_>) -> Grounds {
    let mut grounds = Grounds::default();
    let (known, unknown) = sections(case);
    grounds.unknown_sections = unknown;
    for cause in case.causes {
        match cause {
            Cause::Late | Cause::NotHeld | Cause::Partly => {
                grounds.say(case, points(case.regime, cause.word(), None), "");
            }
            Cause::Refused => refused(case, &known, &mut grounds),
            Cause::Denied => denied(case, &known, &mut grounds),
        }
        let remedies = FILE.remedy.iter().filter(|remedy| remedy.purpose == cause.word());
        for remedy in remedies {
            push(&mut grounds.remedies, remedy.text.clone());
        }
    }
    grounds
}

/// The cited sections that the law has, in order and once each, and the others.
fn sections(case: &Case<'_>) -> (Vec<String>, Vec<String>) {
    let mut known: Vec<String> = Vec::new();
    let mut unknown = Vec::new();
    for cited in case.sections {
        let section: String = cited.chars().filter(|c| !c.is_whitespace()).collect();
        let list = if is_known(case.regime, &section) { &mut known } else { &mut unknown };
        if !list.contains(&section) {
            list.push(section);
        }
    }
    (known, unknown)
}

/// The cited sections that a law has as grounds for refusing or for neither confirming nor denying,
/// in order and once each.
pub fn known(regime: Regime, cited: &[String]) -> Vec<String> {
    sections(&Case { regime, causes: &[], sections: cited, questions: 0 }).0
}

fn is_known(regime: Regime, section: &str) -> bool {
    is_denial(regime, section) || exemption::ground(regime, section).is_some()
}

/// Whether a section is one by which an authority may neither confirm nor deny.
fn is_denial(regime: Regime, section: &str) -> bool {
    match regime {
        Regime::Foia => exemption::grounds(regime)
            .filter_map(|ground| ground.denial.as_deref())
            .any(|denial| denial.split([' ', ',', ';']).any(|one| one == section)),
        Regime::Foisa => section == "18" || section.starts_with("18("),
        Regime::Eir => section == "12(6)",
        Regime::Eisr => section == "10(8)",
    }
}

fn refused(case: &Case<'_>, known: &[String], grounds: &mut Grounds) {
    let exemptions: Vec<&String> =
        known.iter().filter(|section| !is_denial(case.regime, section)).collect();
    let named: Vec<String> = exemptions
        .iter()
        .filter(|section| !is_limit(case.regime, section))
        .map(|section| written(case.regime, section))
        .collect();
    if exemptions.is_empty() {
        grounds.say(case, points(case.regime, "refused", None), "each provision relied on");
    } else if !named.is_empty() {
        grounds.say(case, points(case.regime, "refused", None), &super::template::listed(&named));
    }
    for section in &exemptions {
        let about = points(case.regime, "exemption", Some(section));
        grounds.say(case, about, &written(case.regime, section));
    }
    let qualified = exemptions.iter().any(|section| {
        exemption::ground(case.regime, section)
            .is_some_and(|ground| matches!(ground.standing, Standing::Qualified | Standing::Mixed))
    });
    if qualified {
        grounds.say(case, points(case.regime, "public_interest", None), "");
    }
}

/// Cost and vexatious requests are no exemptions: their notice has rules of its own (FOIA s.17(5);
/// FOISA s.16(4) and (5)).
fn is_limit(regime: Regime, section: &str) -> bool {
    matches!(regime, Regime::Foia | Regime::Foisa)
        && ["12", "14"].iter().any(|limit| is_of(section, limit))
}

fn denied(case: &Case<'_>, known: &[String], grounds: &mut Grounds) {
    let limbs: Vec<String> =
        known.iter().filter_map(|section| limb(case.regime, section)).collect();
    for section in &limbs {
        let about = points(case.regime, "denied", Some(section));
        grounds.say(case, about, &written(case.regime, section));
    }
    if limbs.is_empty() {
        let about = FILE
            .point
            .iter()
            .filter(|point| point.purpose == "denied" && point.sections.is_empty());
        let about = about.filter(|point| point.laws.contains(&case.regime));
        grounds.say(case, about.collect(), "The provision relied on");
    }
    let absolute = |section: &String| {
        exemption::ground(case.regime, section)
            .is_some_and(|one| one.standing == Standing::Absolute)
    };
    if limbs.is_empty() || !limbs.iter().all(absolute) {
        grounds.say(case, points(case.regime, "denied_interest", None), "");
    }
    if case.questions > 1 {
        grounds.say(case, points(case.regime, "denied_items", None), "");
    }
}

/// The limb by which a cited section may lift the duty to confirm or deny: itself, or the one that
/// belongs to a section cited whole ("section 31" for a denial means section 31(3)).
fn limb(regime: Regime, section: &str) -> Option<String> {
    if is_denial(regime, section) {
        return Some(section.to_owned());
    }
    let denial = exemption::ground(regime, section)?.denial.as_deref()?;
    match section.contains('(') {
        true => None,
        // Of "40(5A), 40(5B)" the last is about third parties.
        false => denial.split([' ', ',', ';']).next_back().map(str::to_owned),
    }
}

/// The points for a purpose under a law: those about the section, else those about no section.
fn points(regime: Regime, purpose: &str, section: Option<&str>) -> Vec<&'static Point> {
    let of_law = |point: &&Point| {
        point.purpose == purpose && (point.laws.is_empty() || point.laws.contains(&regime))
    };
    let about = |point: &&Point| {
        section.is_some_and(|cited| point.sections.iter().any(|known| is_of(cited, known)))
    };
    let own: Vec<&Point> = FILE.point.iter().filter(of_law).filter(about).collect();
    if !own.is_empty() {
        return own;
    }
    FILE.point.iter().filter(of_law).filter(|point| point.sections.is_empty()).collect()
}

/// Whether a cited section is `known` or a part of it: `31(1)(g)` is of `31`, `312` is not.
fn is_of(cited: &str, known: &str) -> bool {
    cited.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('('))
}

impl Grounds {
    fn say(&mut self, case: &Case<'_>, points: Vec<&Point>, section: &str) {
        let law = wording::law(case.regime);
        for point in points {
            let text = point
                .text
                .replace("{section}", section)
                .replace("{time}", law.time)
                .replace("{refusal}", law.refusal)
                .replace("{advice}", law.advice)
                .replace("{not_held}", law.not_held);
            push(&mut self.paragraphs, capitalised(&text));
        }
    }
}

fn push(list: &mut Vec<String>, text: String) {
    if !list.contains(&text) {
        list.push(text);
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case<'a>(regime: Regime, causes: &'a [Cause], sections: &'a [String]) -> Case<'a> {
        Case { regime, causes, sections, questions: 9 }
    }

    #[test]
    fn a_refusal_for_cost_is_not_asked_for_its_exemption() {
        let sections = cited(&["12(1)"]);
        let cost = grounds(&case(Regime::Foia, &[Cause::Refused], &sections)).paragraphs.join("\n");
        assert!(!cost.contains("17(1)") && cost.contains("estimate"), "{cost}");
        let sections = cited(&["12(1)", "40(2)"]);
        let both = grounds(&case(Regime::Foia, &[Cause::Refused], &sections)).paragraphs.join("\n");
        assert!(both.contains("Please do so for section 40(2), separately"), "{both}");
    }

    fn cited(sections: &[&str]) -> Vec<String> {
        sections.iter().map(|section| (*section).to_owned()).collect()
    }

    #[test]
    fn every_cause_has_something_to_say_under_every_law() {
        for regime in Regime::ALL {
            for cause in Cause::ALL {
                let grounds = grounds(&case(*regime, &[*cause], &[]));
                assert!(
                    !grounds.paragraphs.is_empty() && !grounds.remedies.is_empty(),
                    "{regime} {cause}"
                );
                let all = format!("{grounds:?}");
                assert!(!all.contains('{') || !all.contains("{section"), "{all}");
                for mark in ["{section}", "{time}", "{refusal}", "{advice}", "{not_held}"] {
                    assert!(!all.contains(mark), "{all}");
                }
            }
        }
    }

    #[test]
    fn a_denial_is_answered_with_the_test_of_the_limb_it_rests_on() {
        let sections = cited(&["24(2)", "31 (3)"]);
        let text = grounds(&case(Regime::Foia, &[Cause::Denied], &sections)).paragraphs.join("\n");
        assert!(text.contains("required for the purpose of safeguarding national security"));
        assert!(text.contains("would, or would be likely to, prejudice"));
        assert!(text.contains("section 2(1)(b)") && text.contains("item by item"));
        let whole = cited(&["31"]);
        let text = grounds(&case(Regime::Foia, &[Cause::Denied], &whole)).paragraphs.join("\n");
        assert!(text.contains("Section 31(3) lifts"), "{text}");
        let scottish = grounds(&case(Regime::Foisa, &[Cause::Denied], &cited(&["18(1)"])));
        assert!(scottish.paragraphs[0].contains("Section 18"));
        assert!(!format!("{scottish:?}").contains("section 2(1)(b)"));
    }

    #[test]
    fn an_absolute_denial_has_no_weighing() {
        let grounds = grounds(&case(Regime::Foia, &[Cause::Denied], &cited(&["23(5)"])));
        assert!(!grounds.paragraphs.iter().any(|text| text.contains("2(1)(b)")), "{grounds:?}");
    }

    #[test]
    fn the_public_interest_is_weighed_only_where_the_law_weighs_it() {
        let has = |section: &str| {
            grounds(&case(Regime::Foia, &[Cause::Refused], &cited(&[section])))
                .paragraphs
                .iter()
                .any(|text| text.contains("section 2(2)(b)"))
        };
        assert!(has("31(1)(a)") && has("43(2)"));
        assert!(!has("21") && !has("41") && !has("12"));
    }

    #[test]
    fn a_section_that_the_law_does_not_have_is_passed_over() {
        let grounds = grounds(&case(Regime::Foisa, &[Cause::Refused], &cited(&["45", "33(1)(b)"])));
        assert_eq!(grounds.unknown_sections, ["45"]);
        assert!(!format!("{:?}", grounds.paragraphs).contains("45"));
        assert!(grounds.paragraphs.iter().any(|text| text.contains("Section 33(1)(b)")));
    }
}
