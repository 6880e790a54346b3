//! The kind that a name tells, for lists that say none: most public bodies carry it in their names.
//! What a name leaves open (any school, any trust) stays open.

use crate::law::BodyKind;
use crate::request::id;

/// Parts of names, whole words between hyphens, and what they tell; the first that stands in a name
/// counts.
const TOLD: &[(&str, BodyKind)] = &[
    ("-nhs-", BodyKind::Nhs),
    ("-integrated-care-board-", BodyKind::Nhs),
    ("-health-board-", BodyKind::Nhs),
    ("-academies-trust-", BodyKind::AcademyTrust),
    ("-academy-trust-", BodyKind::AcademyTrust),
    ("-parish-council-", BodyKind::ParishCouncil),
    ("-town-council-", BodyKind::ParishCouncil),
    ("-community-council-", BodyKind::ParishCouncil),
    ("-council-", BodyKind::Council),
    ("-constabulary-", BodyKind::Police),
    ("-police-", BodyKind::Police),
    ("-technical-college-", BodyKind::Academy),
    ("-sixth-form-college-", BodyKind::SixthFormCollege),
    ("-university-", BodyKind::University),
    ("-conservatoire-", BodyKind::University),
    ("-department-for-", BodyKind::Department),
    ("-department-of-", BodyKind::Department),
    ("-ministry-of-", BodyKind::Department),
];

/// What a name ends with, and what that tells.
const ENDINGS: &[(&str, BodyKind)] =
    &[("-academy", BodyKind::Academy), ("-college", BodyKind::FeCollege)];

/// The kind that a name tells.
pub(super) fn kind(name: &str) -> Option<BodyKind> {
    let words = format!("-{}-", id::slug(name));
    let ending = || ENDINGS.iter().find(|(end, _)| words.trim_end_matches('-').ends_with(end));
    TOLD.iter().find(|(part, _)| words.contains(part)).or_else(ending).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_kind_or_nothing() {
        for (name, expected) in [
            ("University of Dunquarn", Some(BodyKind::University)),
            ("Dunquarn University Hospitals NHS Trust", Some(BodyKind::Nhs)),
            ("Veskmere City Council", Some(BodyKind::Council)),
            ("Veskmere Parish Council", Some(BodyKind::ParishCouncil)),
            ("Veskmere College", Some(BodyKind::FeCollege)),
            ("Veskmere Academies Trust", Some(BodyKind::AcademyTrust)),
            ("Veskmere School", None),
            ("Veskmere Housing Agency", None),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }
}
