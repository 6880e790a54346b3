//! WhatDoTheyKnow's all-authorities.csv (Alaveteli's public body export: Name, Short name, URL name,
//! Tags, Home page, Publication scheme, Disclosure log, Notes, Created at, Updated at, Version). It
//! holds no addresses. Its tags tell kind and nation, as far as they are known here.

use super::table::Cells;
use super::{Row, split, web};
use crate::law::{BodyKind, Nation};
use crate::request::AuthorityId;

/// The headings that tell this format from a list of hers.
pub(super) const HEADINGS: &[&str] = &["Name", "URL name", "Tags"];

/// Tags and the kinds they mean; the first that a body carries counts.
const KINDS: &[(&str, BodyKind)] = &[
    ("eir_only", BodyKind::EnvironmentalBody),
    ("academy_trust", BodyKind::AcademyTrust),
    ("academies", BodyKind::Academy),
    ("free_school", BodyKind::Academy),
    ("utc", BodyKind::Academy),
    ("sixth_form_college", BodyKind::SixthFormCollege),
    ("fei", BodyKind::FeCollege),
    ("school", BodyKind::MaintainedSchool),
    ("university", BodyKind::University),
    ("hei", BodyKind::University),
    ("cambridge_college", BodyKind::University),
    ("oxford_college", BodyKind::University),
    ("durham_college", BodyKind::University),
    ("parish_council", BodyKind::ParishCouncil),
    ("town_council", BodyKind::ParishCouncil),
    ("community_council", BodyKind::ParishCouncil),
    ("local_council", BodyKind::Council),
    ("surgery", BodyKind::PrimaryCare),
    ("dentist", BodyKind::PrimaryCare),
    ("optician", BodyKind::PrimaryCare),
    ("pharmacy", BodyKind::PrimaryCare),
    ("nhs", BodyKind::Nhs),
    ("nhstrust", BodyKind::Nhs),
    ("nhsni", BodyKind::Nhs),
    ("nhswales", BodyKind::Nhs),
    ("nhs_wales_lhb", BodyKind::Nhs),
    ("police", BodyKind::Police),
    ("police_force", BodyKind::Police),
    ("department", BodyKind::Department),
    ("non_ministerial_department", BodyKind::Department),
];

/// Tags and the nations they mean.
const NATIONS: &[(&str, Nation)] = &[
    ("scotland", Nation::Scotland),
    ("wales", Nation::Wales),
    ("nhswales", Nation::Wales),
    ("nhs_wales_lhb", Nation::Wales),
    ("welsh_establishment", Nation::Wales),
    ("northern_ireland", Nation::NorthernIreland),
    ("ni", Nation::NorthernIreland),
    ("nhsni", Nation::NorthernIreland),
    ("england", Nation::England),
    ("academies", Nation::England),
    ("academy_trust", Nation::England),
    ("free_school", Nation::England),
    ("parish_council", Nation::England),
];

/// Tags of bodies that take no requests, and why.
const CLOSED: &[(&str, &str)] =
    &[("defunct", "is defunct"), ("not_apply", "is not subject to the Act any more")];

/// The entry of a row.
pub(super) fn row(mut cells: Cells) -> Row {
    let mut row = Row::new(cells.line);
    let tags = split(&cells.take("Tags"), &[' ']);
    let told = |known: &str| tags.iter().any(|tag| tag == known);
    let entry = &mut row.entry;
    entry.kind = KINDS.iter().find(|(tag, _)| told(tag)).map(|(_, kind)| *kind);
    entry.nation = NATIONS.iter().find(|(tag, _)| told(tag)).map(|(_, nation)| *nation);
    row.skipped = CLOSED.iter().find(|(tag, _)| told(tag)).map(|(_, reason)| (*reason).to_owned());
    entry.id =
        Some(cells.get("URL name").replace('_', "-")).filter(|id| !id.is_empty()).map(AuthorityId);
    entry.name = Some(cells.take("Name")).filter(|name| !name.is_empty());
    let short = cells.take("Short name");
    entry.aliases = Some(vec![short]).filter(|short| !short[0].is_empty());
    let home_page = cells.take("Home page");
    match web(&home_page) {
        _ if home_page.is_empty() => {}
        Ok(link) => entry.home_page = Some(link),
        Err(_) => drop(entry.extra.insert("Home page".to_owned(), home_page)),
    }
    entry.notes = Some(cells.take("Notes")).filter(|notes| !notes.is_empty());
    entry.tags = Some(tags).filter(|tags| !tags.is_empty());
    entry.extra.extend(cells.rest());
    if row.entry.name.is_none() {
        row.skipped = Some("has no name".to_owned());
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_tell_kind_and_nation_and_nothing_is_lost() {
        let cells = [
            ("Name", "University of Dunquarn"),
            ("Short name", "UDQ"),
            ("URL name", "dunquarn_university"),
            ("Tags", "university scotland ukprn:1"),
            ("Home page", "https://dunquarn.example"),
            ("Version", "3"),
        ];
        let row = row(super::super::cells(2, &cells));
        let entry = row.entry;
        assert_eq!(
            (entry.kind, entry.nation),
            (Some(BodyKind::University), Some(Nation::Scotland))
        );
        assert_eq!(entry.id.unwrap().as_str(), "dunquarn-university");
        assert_eq!(entry.aliases.unwrap(), ["UDQ"]);
        let extra: Vec<_> = entry.extra.keys().map(String::as_str).collect();
        assert_eq!(extra, ["URL name", "Version"]);
        let cells = [("Name", "Gone"), ("URL name", "gone"), ("Tags", "defunct")];
        let row = super::row(super::super::cells(3, &cells));
        assert_eq!(row.skipped.as_deref(), Some("is defunct"));
    }
}
