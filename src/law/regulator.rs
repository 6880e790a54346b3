//! The regulators as dated data: who hears a complaint under which law, and from which day under
//! which name. When one may complain is in `clock`.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;

use super::Regime;

/// A regulator under one of its names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The laws it enforces.
    pub laws: Vec<Regime>,
    /// Its name.
    pub name: String,
    /// The first day of that name; `None` for one that is enacted and not in force.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// What gives it the name.
    pub because: String,
    /// Where complaints are sent by mail.
    pub email: String,
    /// Where they are sent by post, as far as held.
    #[serde(default)]
    pub post: Option<String>,
    /// Its site.
    pub web: String,
    /// Its complaint form, where it has one.
    #[serde(default)]
    pub form: Option<String>,
}

#[derive(Deserialize)]
struct File {
    office: Vec<Office>,
}

static OFFICES: LazyLock<Vec<Office>> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("data/regulators.toml"))
        .expect("the shipped file is read by a test");
    file.office
});

/// The regulator of a law under the name that holds on a day.
pub fn on(regime: Regime, date: NaiveDate) -> &'static Office {
    let of_law = || OFFICES.iter().filter(|office| office.laws.contains(&regime));
    of_law()
        .filter(|office| office.from.is_some_and(|from| from <= date))
        .max_by_key(|office| office.from)
        .or_else(|| of_law().next())
        .expect("every law has a regulator, by a test")
}

/// Every name under which a regulator of that law may write, in force or only enacted.
pub fn names(regime: Regime) -> impl Iterator<Item = &'static str> {
    OFFICES
        .iter()
        .filter(move |office| office.laws.contains(&regime))
        .map(|office| office.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_law_has_its_regulator_today_and_a_rename_waits_for_its_day() {
        let today: NaiveDate = "2026-11-22".parse().unwrap();
        for (regime, name) in [
            (Regime::Foia, "Information Commissioner"),
            (Regime::Eir, "Information Commissioner"),
            (Regime::Foisa, "Scottish Information Commissioner"),
            (Regime::Eisr, "Scottish Information Commissioner"),
        ] {
            assert_eq!(on(regime, today).name, name);
            assert_eq!(on(regime, NaiveDate::MIN).name, name, "total for any date");
        }
        assert!(names(Regime::Foia).any(|name| name == "Information Commission"));
    }
}
