//! The establishment extract of Get Information about Schools (`edubasealldata…csv`: URN,
//! EstablishmentName, TypeOfEstablishment (name), …). It holds no addresses, closed schools, and
//! many bodies that no access law reaches. An academy's authority is its trust (FOIA Sch.1 para
//! 52A), so each trust becomes an entry of its own.

use super::Row;
use super::table::Cells;
use crate::law::{BodyKind, Nation};
use crate::request::register::Entry;
use crate::request::{AuthorityId, id};

/// The headings that tell this format from a list of hers.
pub(super) const HEADINGS: &[&str] = &["URN", "EstablishmentName", "TypeOfEstablishment (name)"];

/// Codes that are kept beside their names: the trust's is its number, the authority's a part of the
/// school's. The other `(code)` columns repeat their `(name)`.
const CODES_KEPT: &[&str] = &["Trusts (code)", "LA (code)"];

/// The entries of a row: the school, and the trust whose academy it is.
pub(super) fn row(mut cells: Cells) -> Row {
    let mut row = Row::new(cells.line);
    let name = cells.take("EstablishmentName");
    let kind = kind(cells.get("TypeOfEstablishment (name)"));
    row.skipped = skipped(&cells, &name, kind);
    let entry = &mut row.entry;
    entry.id = Some(AuthorityId(id::slug(&format!("{name} {}", cells.get("URN")))));
    entry.name = Some(name).filter(|name| !name.is_empty());
    entry.kind = kind;
    entry.nation = Some(nation(&cells));
    let labels = [cells.get("PhaseOfEducation (name)"), cells.get("LA (name)")];
    let labels = labels.into_iter().filter(|label| !says_nothing(label)).map(id::slug);
    entry.tags = Some(labels.collect());
    entry.home_page = home_page(&mut cells);
    if kind == Some(BodyKind::Academy) {
        row.proprietor = trust(&cells);
        entry.proprietor = row.proprietor.as_ref().and_then(|trust| trust.id.clone());
    }
    entry.extra.extend(rest(&cells));
    row
}

/// The kind of a type of establishment; `None` for those that no access law reaches as such.
fn kind(told: &str) -> Option<BodyKind> {
    let begins =
        |beginnings: &[&str]| beginnings.iter().any(|beginning| told.starts_with(beginning));
    if begins(&["Academy", "Free school", "University technical college", "Studio school"])
        || told == "City technology college"
    {
        Some(BodyKind::Academy)
    } else if begins(&[
        "Community",
        "Voluntary",
        "Foundation",
        "Local authority nursery",
        "Pupil referral",
        "Welsh establishment",
    ]) {
        Some(BodyKind::MaintainedSchool)
    } else if begins(&["Further education"]) {
        Some(BodyKind::FeCollege)
    } else if begins(&["Sixth form"]) {
        Some(BodyKind::SixthFormCollege)
    } else if begins(&["Higher education"]) {
        Some(BodyKind::University)
    } else {
        None
    }
}

fn skipped(cells: &Cells, name: &str, kind: Option<BodyKind>) -> Option<String> {
    let told = cells.get("TypeOfEstablishment (name)");
    if name.is_empty() || cells.get("URN").is_empty() {
        return Some("has no name or no URN".to_owned());
    }
    if cells.get("EstablishmentStatus (name)") == "Closed" {
        return Some("is closed".to_owned());
    }
    kind.is_none().then(|| format!("no access law names this type of body: {told}"))
}

fn nation(cells: &Cells) -> Nation {
    let wales = cells.get("TypeOfEstablishment (name)") == "Welsh establishment"
        || cells.get("GOR (name)").starts_with("Wales");
    if wales { Nation::Wales } else { Nation::England }
}

fn trust(cells: &Cells) -> Option<Entry> {
    let name = cells.get("Trusts (name)");
    let code = cells.get("Trusts (code)");
    if says_nothing(name) {
        return None;
    }
    let code = (!code.is_empty()).then(|| ("Trusts (code)".to_owned(), code.to_owned()));
    Some(Entry {
        id: Some(AuthorityId(id::slug(name))),
        name: Some(name.to_owned()),
        kind: Some(BodyKind::AcademyTrust),
        nation: Some(Nation::England),
        extra: code.into_iter().collect(),
        ..Entry::default()
    })
}

/// Its web site, with the scheme that the extract often leaves out.
fn home_page(cells: &mut Cells) -> Option<String> {
    let given = cells.get("SchoolWebsite");
    let schemed = if given.contains("://") { given.to_owned() } else { format!("http://{given}") };
    let link = super::web(&schemed).ok().filter(|_| given.contains('.'))?;
    cells.take("SchoolWebsite");
    Some(link)
}

fn rest(cells: &Cells) -> Vec<(String, String)> {
    let named = |heading: &str| {
        let name = heading.strip_suffix(" (code)").map(|stem| format!("{stem} (name)"));
        name.is_some_and(|name| !cells.get(&name).is_empty())
    };
    let twin = |heading: &str| !CODES_KEPT.contains(&heading) && named(heading);
    cells.clone().rest().filter(|(heading, _)| !twin(heading)).collect()
}

fn says_nothing(text: &str) -> bool {
    text.is_empty() || text == "Not applicable"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(kind: &str, more: &[(&str, &str)]) -> Row {
        let cells = [
            ("URN", "900001"),
            ("EstablishmentName", "Quarnmere School"),
            ("TypeOfEstablishment (code)", "1"),
            ("TypeOfEstablishment (name)", kind),
            ("LA (code)", "999"),
            ("LA (name)", "Quarnshire"),
            ("Trusts (code)", "77"),
            ("Trusts (name)", "Veskmere Learning Trust"),
            ("SchoolWebsite", "www.quarnmere.example"),
        ];
        row(super::super::cells(2, &[&cells, more].concat()))
    }

    #[test]
    fn an_academy_belongs_to_its_trust() {
        let row = taken("Academy converter", &[("PhaseOfEducation (name)", "Secondary")]);
        assert_eq!(row.skipped, None);
        assert_eq!(row.entry.id.unwrap().as_str(), "quarnmere-school-900001");
        assert_eq!(row.entry.proprietor.unwrap().as_str(), "veskmere-learning-trust");
        assert_eq!(row.proprietor.unwrap().kind, Some(BodyKind::AcademyTrust));
        assert_eq!(row.entry.tags.unwrap(), ["secondary", "quarnshire"]);
        assert_eq!(row.entry.home_page.unwrap(), "http://www.quarnmere.example");
        assert!(!row.entry.extra.contains_key("TypeOfEstablishment (code)"));
        assert_eq!(row.entry.extra["LA (code)"], "999");
    }

    #[test]
    fn a_maintained_school_with_a_foundation_trust_is_its_own_authority() {
        let row = taken("Foundation school", &[]);
        assert_eq!((row.entry.proprietor, row.proprietor), (None, None));
        assert_eq!(row.entry.kind, Some(BodyKind::MaintainedSchool));
    }

    #[test]
    fn closed_and_independent_schools_are_left_out_with_the_reason() {
        let closed = taken("Community school", &[("EstablishmentStatus (name)", "Closed")]);
        assert_eq!(closed.skipped.as_deref(), Some("is closed"));
        let independent = taken("Other independent school", &[]).skipped.unwrap();
        assert!(independent.contains("no access law"), "{independent}");
    }
}
