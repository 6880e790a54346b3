//! The words of a letter that depend on the law, the nation and the kind of body: what a template
//! finds under `law`, `nation` and `authority`.
//!
//! Sections are those of the Freedom of Information Act 2000, the Freedom of Information
//! (Scotland) Act 2002, the Environmental Information Regulations 2004 and the Environmental
//! Information (Scotland) Regulations 2004. No case and no decision is cited anywhere.

use serde::Serialize;

use crate::law::{BodyKind, Nation, Regime};

/// Names that the program defines in every letter; templates cannot declare them.
pub const RESERVED: &[&str] = &[
    "authority",
    "law",
    "nation",
    "requester",
    "campaign",
    "today",
    "year",
    "token",
    "request",
    "questions",
    "items",
];

/// What a template finds under `law`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LawWords {
    /// `foia`, `foisa`, `eir`, `eisr`.
    pub key: &'static str,
    /// The law's full name.
    pub name: &'static str,
    /// "Act" or "Regulations".
    pub instrument: &'static str,
    /// How a first letter's subject begins.
    pub heading: &'static str,
    /// The right to the information.
    pub right: &'static str,
    /// Where the time for answering is set.
    pub time: &'static str,
    /// The form and format in which she may want the answer.
    pub format: &'static str,
    /// The duty to advise and assist.
    pub advice: &'static str,
    /// "If … too much": the beginning of the sentence that asks for advice.
    pub too_much: &'static str,
    /// What a refusal must say, and where that is laid down.
    pub refusal: &'static str,
    /// Where "we do not hold it" is laid down.
    pub not_held: &'static str,
    /// The heading of a request for review, as the law names it.
    pub review: &'static str,
    /// In a sentence: "an internal review", "a review under section 20".
    pub a_review: &'static str,
    /// The time for the answer to a review, in a sentence.
    pub review_time: &'static str,
    /// The regulator's title.
    pub regulator: &'static str,
    /// What she asks the regulator for, and under which provision.
    pub to_regulator: &'static str,
    /// Whether it is one of the two Scottish laws.
    pub scottish: bool,
    /// Whether it is one of the two Regulations.
    pub environmental: bool,
}

/// The words of one law.
pub const fn law(regime: Regime) -> &'static LawWords {
    match regime {
        Regime::Foia => &FOIA,
        Regime::Foisa => &FOISA,
        Regime::Eir => &EIR,
        Regime::Eisr => &EISR,
    }
}

const FOIA: LawWords = LawWords {
    key: "foia",
    name: "Freedom of Information Act 2000",
    instrument: "Act",
    heading: "Freedom of Information request",
    right: "section 1(1)",
    time: "section 10(1)",
    format: "section 11",
    advice: "section 16",
    too_much: "If answering all of it would exceed the appropriate limit under section 12",
    refusal: "section 17",
    not_held: "section 1(1)(a)",
    review: "Request for internal review",
    a_review: "an internal review",
    review_time: "The Code of Practice under section 45 and the regulator's guidance expect the \
                  outcome within 20 working days.",
    regulator: "Information Commissioner",
    to_regulator: "a decision under section 50",
    scottish: false,
    environmental: false,
};

const FOISA: LawWords = LawWords {
    key: "foisa",
    name: "Freedom of Information (Scotland) Act 2002",
    instrument: "Act",
    heading: "Freedom of Information request",
    right: "section 1(1)",
    time: "section 10(1)",
    format: "section 11",
    advice: "section 15",
    too_much: "If answering all of it would cost more than the amount prescribed under section 12",
    refusal: "section 16",
    not_held: "section 17",
    review: "Requirement for review under section 20",
    a_review: "a review under section 20",
    review_time: "Section 21(1) sets 20 working days after receipt of this requirement as the \
                  latest time for the outcome.",
    regulator: "Scottish Information Commissioner",
    to_regulator: "a decision under section 47",
    scottish: true,
    environmental: false,
};

const EIR: LawWords = LawWords {
    key: "eir",
    name: "Environmental Information Regulations 2004",
    instrument: "Regulations",
    heading: "Environmental information request",
    right: "regulation 5(1)",
    time: "regulation 5(2)",
    format: "regulation 6",
    advice: "regulation 9",
    too_much: "If you consider the request as a whole manifestly unreasonable under regulation \
               12(4)(b)",
    refusal: "regulation 14",
    not_held: "regulation 12(4)(a)",
    review: "Request for internal review under regulation 11",
    a_review: "an internal review under regulation 11",
    review_time: "Regulation 11(4) sets 40 working days after receipt of these representations as \
                  the latest time for the outcome.",
    regulator: "Information Commissioner",
    to_regulator: "a decision under section 50 of the Freedom of Information Act 2000, which \
                   regulation 18 applies",
    scottish: false,
    environmental: true,
};

const EISR: LawWords = LawWords {
    key: "eisr",
    name: "Environmental Information (Scotland) Regulations 2004",
    instrument: "Regulations",
    heading: "Environmental information request",
    right: "regulation 5(1)",
    time: "regulation 5(2)",
    format: "regulation 6",
    advice: "regulation 9",
    too_much: "If you consider the request as a whole manifestly unreasonable under regulation \
               10(4)(b)",
    refusal: "regulation 13",
    not_held: "regulation 10(4)(a)",
    review: "Representations and request for review under regulation 16",
    a_review: "a review under regulation 16",
    review_time: "Regulation 16 sets 20 working days after receipt of these representations as \
                  the latest time for the outcome.",
    regulator: "Scottish Information Commissioner",
    to_regulator: "a decision under section 47 of the Freedom of Information (Scotland) Act 2002, \
                   which regulation 17 applies",
    scottish: true,
    environmental: true,
};

/// What a template finds under `nation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NationWords {
    /// `england`, `wales`, `scotland`, `northern-ireland`, `uk`.
    pub key: &'static str,
    /// The nation's name.
    pub name: &'static str,
    /// The Prevent programme, or what it is called where the Prevent duty does not extend
    /// (Northern Ireland: Counter-Terrorism and Security Act 2015, Part 5).
    pub prevent: &'static str,
    /// The same where it has been named before.
    pub prevent_short: &'static str,
    /// Who regulates or funds higher education there.
    pub higher_education_body: &'static str,
}

/// The words of one nation.
pub const fn nation(nation: Nation) -> NationWords {
    let (key, name, higher_education_body) = match nation {
        Nation::England => ("england", "England", "the Office for Students (OfS)"),
        Nation::Wales => ("wales", "Wales", "Medr or, before it, HEFCW"),
        Nation::Scotland => ("scotland", "Scotland", "the Scottish Funding Council"),
        Nation::NorthernIreland => {
            ("northern-ireland", "Northern Ireland", "the Department for the Economy")
        }
        Nation::Uk => ("uk", "United Kingdom", "the Office for Students (OfS)"),
    };
    let (prevent, prevent_short) = match nation {
        Nation::England | Nation::Wales | Nation::Scotland | Nation::Uk => {
            ("the Prevent programme", "the Prevent programme")
        }
        Nation::NorthernIreland => (
            "any programme against radicalisation (the Prevent duty itself does not extend to \
             Northern Ireland)",
            "such a programme",
        ),
    };
    NationWords { key, name, prevent, prevent_short, higher_education_body }
}

/// The everyday noun for a kind of body, to stand after "the": "university", "college", "school".
pub const fn noun(kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::University => "university",
        BodyKind::FeCollege | BodyKind::SixthFormCollege => "college",
        BodyKind::MaintainedSchool | BodyKind::Academy | BodyKind::IndependentSchool => "school",
        BodyKind::AcademyTrust => "trust",
        BodyKind::Council | BodyKind::ParishCouncil => "council",
        BodyKind::Police => "force",
        BodyKind::Department => "department",
        BodyKind::Nhs
        | BodyKind::PrimaryCare
        | BodyKind::Archive
        | BodyKind::EnvironmentalBody
        | BodyKind::Other => "authority",
    }
}

/// The fields under each of the program's own names, for telling a mistyped one.
pub(super) const FIELDS: &[(&str, &[&str])] = &[
    ("authority", &["name", "addressed", "noun", "kind", "email"]),
    (
        "law",
        &[
            "key",
            "name",
            "instrument",
            "heading",
            "right",
            "time",
            "format",
            "advice",
            "too_much",
            "refusal",
            "not_held",
            "review",
            "a_review",
            "review_time",
            "regulator",
            "to_regulator",
            "scottish",
            "environmental",
        ],
    ),
    ("nation", &["key", "name", "prevent", "prevent_short", "higher_education_body"]),
    ("requester", &["name", "email", "signature", "postal_address"]),
    ("campaign", &["title"]),
    ("request", super::correspondence::FIELDS),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fields_offered_are_the_fields_there_are() {
        let value = serde_json::to_value(law(Regime::Foia)).unwrap();
        let keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let mut offered = FIELDS.iter().find(|(name, _)| *name == "law").unwrap().1.to_vec();
        offered.sort_unstable();
        let mut keys = keys;
        keys.sort_unstable();
        assert_eq!(keys, offered);
    }

    #[test]
    fn a_scottish_body_is_never_told_of_the_act_of_2000() {
        for regime in [Regime::Foisa, Regime::Eisr] {
            let text = serde_json::to_string(law(regime)).unwrap();
            assert!(!text.contains("2000"), "{text}");
            assert!(law(regime).scottish);
        }
    }
}
