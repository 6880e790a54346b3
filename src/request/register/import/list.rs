//! A list of hers: any columns, some of which name a field of the register by themselves, some by
//! her mapping. What no field claims is kept under its heading.

use super::table::Cells;
use super::{Row, split};
use crate::law::facts::{BadClosure, Closure};
use crate::law::{BodyKind, Nation, Regime};
use crate::request::register::entry::{Entry, KEYS};
use crate::request::{AuthorityId, address, id};
use crate::words::{UnknownWord, nearest};

/// Headings that mean a field without being its name, in small letters with `_` between words.
const MEANINGS: &[(&str, &str)] = &[
    ("authority", "name"),
    ("authority_name", "name"),
    ("organisation", "name"),
    ("organization", "name"),
    ("organisation_name", "name"),
    ("public_body", "name"),
    ("institution", "name"),
    ("foi_email", "email"),
    ("e_mail", "email"),
    ("email_address", "email"),
    ("request_email", "email"),
    ("foi_email_address", "email"),
    ("former_name", "former_names"),
    ("alias", "aliases"),
    ("short_name", "aliases"),
    ("domain", "domains"),
    ("tag", "tags"),
    ("website", "home_page"),
    ("note", "notes"),
    ("trust", "proprietor"),
];

/// Which column gives which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping(Vec<(&'static str, String)>);

impl Mapping {
    /// Her mapping first (`field`, `column`), then what the headings say.
    pub fn of(headings: &[String], hers: &[(String, String)]) -> Result<Self, String> {
        let mut mapping: Vec<(&'static str, String)> = Vec::new();
        for (field, column) in hers {
            mapping.push((known_field(field)?, known_column(headings, column)?));
        }
        for heading in headings {
            let claimed = |field: &str| mapping.iter().any(|(known, _)| *known == field);
            let used = mapping.iter().any(|(_, column)| column == heading);
            if let Some(field) = meaning(heading).filter(|field| !claimed(field) && !used) {
                mapping.push((field, heading.clone()));
            }
        }
        if mapping.iter().any(|(field, _)| *field == "name" || *field == "id") {
            return Ok(Mapping(mapping));
        }
        Err(format!(
            "no column holds the names (the columns are: {}); say which with --map name=COLUMN",
            headings.join(", ")
        ))
    }
}

fn known_field(field: &str) -> Result<&'static str, String> {
    let fields = || KEYS.iter().copied().filter(|key| *key != "extra");
    if let Some(known) = fields().find(|key| *key == field) {
        return Ok(known);
    }
    Err(match nearest(field, fields()) {
        Some(near) => format!("`{field}` is not a field (did you mean `{near}`?)"),
        None => format!("`{field}` is not a field ({})", fields().collect::<Vec<_>>().join(", ")),
    })
}

pub(super) fn known_column(headings: &[String], column: &str) -> Result<String, String> {
    let same = |heading: &&String| heading.trim().eq_ignore_ascii_case(column.trim());
    if let Some(known) = headings.iter().find(same) {
        return Ok(known.clone());
    }
    Err(match nearest(column, headings.iter().map(String::as_str)) {
        Some(near) => format!("there is no column `{column}` (did you mean `{near}`?)"),
        None => format!("there is no column `{column}`; they are: {}", headings.join(", ")),
    })
}

fn meaning(heading: &str) -> Option<&'static str> {
    let plain = id::slug(heading).replace('-', "_");
    let other = MEANINGS.iter().find(|(known, _)| *known == plain).map(|(_, field)| *field);
    KEYS.iter().copied().find(|key| *key == plain && *key != "extra").or(other)
}

/// The entry of a row. A cell that its field cannot take is told and kept under its heading.
pub(super) fn row(mut cells: Cells, mapping: &Mapping) -> Row {
    let mut row = Row::new(cells.line);
    for (field, column) in &mapping.0 {
        let text = cells.take(column);
        if text.is_empty() {
            continue;
        }
        if let Err(problem) = set(&mut row.entry, field, &text) {
            row.problems.push(format!("{column}: {problem}"));
            row.entry.extra.insert(column.clone(), text);
        }
    }
    row.entry.extra.extend(cells.rest());
    if row.entry.id().is_none() {
        row.skipped = Some("has no name".to_owned());
    }
    row
}

fn set(entry: &mut Entry, field: &str, text: &str) -> Result<(), String> {
    let address = || address::parse(text).map_err(|error| error.to_string());
    match field {
        "id" => entry.id = Some(AuthorityId(id::slug(text))).filter(|id| !id.0.is_empty()),
        "name" => entry.name = Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        "former_names" => entry.former_names = Some(split(text, &[';', '|'])),
        "aliases" => entry.aliases = Some(split(text, &[';', '|'])),
        "kind" => entry.kind = Some(word::<BodyKind>(text)?),
        "nation" => entry.nation = Some(word::<Nation>(text)?),
        "law" => entry.law = Some(word::<Regime>(text)?),
        "closures" => entry.closures = Some(closures(text)?),
        "proprietor" => entry.proprietor = Some(AuthorityId(id::slug(text))),
        "email" => entry.email = Some(address()?),
        "review_email" => entry.review_email = Some(address()?),
        "review_post" => entry.review_post = Some(text.to_owned()),
        "web_form" => entry.web_form = Some(super::web(text)?),
        "home_page" => entry.home_page = Some(super::web(text)?),
        "domains" => entry.domains = Some(domains(text)?),
        "tags" => entry.tags = Some(split(text, &[';', ',', '|'])),
        "notes" => entry.notes = Some(text.to_owned()),
        "source" => entry.source = Some(text.to_owned()),
        "verified" => {
            let day = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d");
            entry.verified = Some(day.map_err(|_| format!("`{text}` is not a day (YYYY-MM-DD)"))?);
        }
        _ => return Err("is no field".to_owned()),
    }
    Ok(())
}

/// A word of a closed set, however it is capitalised and spaced ("Northern Ireland").
fn word<T: std::str::FromStr<Err = UnknownWord>>(text: &str) -> Result<T, String> {
    let unknown = |error| UnknownWord { word: text.to_owned(), ..error };
    id::slug(text).parse().map_err(|error| unknown(error).to_string())
}

fn closures(text: &str) -> Result<Vec<Closure>, String> {
    let known =
        |span: String| span.parse().map_err(|problem: BadClosure| format!("`{span}`: {problem}"));
    split(text, &[';', ',', '|']).into_iter().map(known).collect()
}

fn domains(text: &str) -> Result<Vec<String>, String> {
    let known = |domain: String| {
        address::ascii_domain(domain.trim_start_matches('@'))
            .ok_or_else(|| format!("`{domain}` is not a domain"))
    };
    split(text, &[';', ',', '|', ' ']).into_iter().map(known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn headings_mean_fields_by_themselves_or_by_her_mapping() {
        let mapping =
            Mapping::of(&headings(&["Authority", "FOI e-mail", "FOI email"]), &[]).unwrap();
        let expected = [("name", "Authority".to_owned()), ("email", "FOI email".to_owned())];
        assert_eq!(mapping.0, expected);
        let hers = [("email".to_owned(), "contact".to_owned())];
        let mapping = Mapping::of(&headings(&["name", "Contact", "email"]), &hers).unwrap();
        assert_eq!(mapping.0[0], ("email", "Contact".to_owned()));
        for (hers, names, expected) in [
            (("emial", "x"), ["name", "x"], "did you mean `email`?"),
            (("email", "conatct"), ["name", "contact"], "did you mean `contact`?"),
            (("email", "body"), ["body", "contact"], "say which with --map name=COLUMN"),
        ] {
            let hers = [(hers.0.to_owned(), hers.1.to_owned())];
            let error = Mapping::of(&headings(&names), &hers).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn a_cell_that_does_not_fit_is_told_and_kept() {
        let mapping = Mapping::of(&headings(&["name", "email", "kind", "Beds"]), &[]).unwrap();
        let cells = [("name", "Veskmere"), ("email", "nobody"), ("kind", "NHS"), ("Beds", "7")];
        let row = row(super::super::cells(2, &cells), &mapping);
        assert_eq!(row.problems.len(), 1);
        assert!(row.problems[0].contains("`nobody` is not an e-mail address"));
        assert_eq!(row.entry.kind, Some(BodyKind::Nhs));
        let extra: Vec<_> = row.entry.extra.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(extra, [("Beds", "7"), ("email", "nobody")]);
    }
}
