//! Importing a list into the register: which rows are new, which change an entry, which say nothing
//! new, which are left out and why. Pure: bytes and a register in, a plan out; importing the same
//! list twice plans nothing the second time.

mod gias;
mod guess;
mod list;
mod merge;
mod place;
pub mod table;
mod whatdotheyknow;

use chrono::NaiveDate;
use serde::Serialize;

use self::list::Mapping;
use self::place::Places;
use self::table::Table;
use super::{Entry, Register};
use crate::law::{BodyKind, Nation};
use crate::request::AuthorityId;
use crate::words::words;

words! {
    /// What sort of list a file is.
    pub enum Format ("format of list") {
        /// Columns of her own.
        List = "list",
        /// WhatDoTheyKnow's all-authorities.csv.
        WhatDoTheyKnow = "whatdotheyknow",
        /// The establishment extract of Get Information about Schools.
        Gias = "gias",
    }
}

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Her mapping: a field and the column that gives it.
    pub map: Vec<(String, String)>,
    /// Only rows in which this column says this.
    pub only: Vec<(String, String)>,
    /// The kind of those whose row says none.
    pub kind: Option<BodyKind>,
    /// The nation of those whose row says none.
    pub nation: Option<Nation>,
    /// Labels for all.
    pub tags: Vec<String>,
    /// Where the addresses come from, when the row does not say.
    pub source: String,
    /// The day of her yes to the addresses in the list; `None` leaves them unverified.
    pub verified: Option<NaiveDate>,
}

words! {
    /// What becomes of a row.
    pub enum Verdict ("verdict on a row") {
        /// A new entry.
        New = "new",
        /// An entry that changes.
        Updated = "updated",
        /// An entry that says all of it already.
        Unchanged = "unchanged",
        /// Left out.
        Skipped = "skipped",
    }
}

/// What becomes of one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// The line of the list.
    pub line: usize,
    /// The entry; `None` for a row without one.
    pub authority: Option<AuthorityId>,
    /// Its name.
    pub name: String,
    /// What becomes of it.
    pub verdict: Verdict,
    /// The fields that change; for a row left out, the reason.
    pub because: Vec<String>,
    /// Cells that could not be taken as what they should be.
    pub problems: Vec<String>,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What sort of list it is.
    pub format: Format,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// Every row.
    pub items: Vec<Item>,
    /// What to write.
    pub changes: Vec<Entry>,
    /// Rows that could not be read at all.
    pub problems: Vec<String>,
}

impl Plan {
    /// How many rows come to this.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.items.iter().filter(|item| item.verdict == verdict).count()
    }
}

/// A row of these headings and cells.
#[cfg(test)]
fn cells(line: usize, pairs: &[(&str, &str)]) -> table::Cells {
    let headings: Vec<String> = pairs.iter().map(|(heading, _)| (*heading).to_owned()).collect();
    let cells = pairs.iter().map(|(_, text)| (*text).to_owned()).collect();
    table::Cells::new(line, headings.into(), cells)
}

/// What a row says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    line: usize,
    entry: Entry,
    /// The body it belongs to, where the row describes that too.
    proprietor: Option<Entry>,
    /// Why it is left out.
    skipped: Option<String>,
    problems: Vec<String>,
}

impl Row {
    fn new(line: usize) -> Self {
        Row { line, ..Row::default() }
    }
}

/// Plans the import of a CSV file into a register, or says why it cannot be done.
pub fn plan(register: &Register, bytes: &[u8], options: &Options) -> Result<Plan, String> {
    let Table { headings, rows, encoding, problems } = table::read(bytes)?;
    let format = format(&headings, options);
    let only = chosen(&headings, &options.only)?;
    let rows = rows.into_iter().filter(|row| only.iter().all(|(c, wanted)| row.get(c) == wanted));
    let rows: Vec<Row> = match format {
        Format::List => {
            let mapping = Mapping::of(&headings, &options.map)?;
            rows.map(|cells| list::row(cells, &mapping)).collect()
        }
        Format::WhatDoTheyKnow => rows.map(whatdotheyknow::row).collect(),
        Format::Gias => rows.map(gias::row).collect(),
    };
    let mut plan = Plan { format, encoding, items: Vec::new(), changes: Vec::new(), problems };
    let mut places = Places::of(register, format, &rows);
    for row in rows {
        plan.take(register, &mut places, row, options);
    }
    Ok(plan)
}

/// Her mapping makes any file a list of hers.
fn format(headings: &[String], options: &Options) -> Format {
    let has = |wanted: &[&str]| wanted.iter().all(|name| headings.iter().any(|h| h == name));
    match options.map.is_empty() {
        true if has(gias::HEADINGS) => Format::Gias,
        true if has(whatdotheyknow::HEADINGS) => Format::WhatDoTheyKnow,
        _ => Format::List,
    }
}

fn chosen(headings: &[String], only: &[(String, String)]) -> Result<Vec<(String, String)>, String> {
    let column = |(column, wanted): &(String, String)| {
        Ok((list::known_column(headings, column)?, wanted.trim().to_owned()))
    };
    only.iter().map(column).collect()
}

impl Plan {
    fn take(&mut self, register: &Register, places: &mut Places, row: Row, options: &Options) {
        let Row { line, mut entry, proprietor, skipped, problems } = row;
        let name = entry.name.clone().unwrap_or_default();
        let mut item = Item {
            line,
            authority: None,
            name,
            verdict: Verdict::Skipped,
            because: Vec::new(),
            problems,
        };
        let refused = match skipped {
            Some(reason) => Err(reason),
            None => places.find(register, &entry, line),
        };
        match refused {
            Err(reason) => item.because.push(reason),
            Ok(place) => {
                if let Some(proprietor) = proprietor {
                    entry.proprietor = Some(self.proprietor(register, places, proprietor));
                }
                let old = place.at.map(|at| &register.authorities[at]);
                let change = merge::change(old, entry, options);
                item.authority = Some(place.id.clone());
                item.verdict = match (old, change.said.is_empty()) {
                    (None, _) => Verdict::New,
                    (Some(_), true) => Verdict::Unchanged,
                    (Some(_), false) => Verdict::Updated,
                };
                if item.verdict == Verdict::Updated {
                    item.because = change.said.iter().map(ToString::to_string).collect();
                }
                if item.verdict != Verdict::Unchanged {
                    self.changes.push(Entry { id: Some(place.id), ..change.entry });
                }
            }
        }
        self.items.push(item);
    }

    /// The trust of an academy: known already, planned by an earlier row, or new.
    fn proprietor(
        &mut self,
        register: &Register,
        places: &mut Places,
        trust: Entry,
    ) -> AuthorityId {
        let (id, is_new) = places.proprietor(register, &trust);
        if is_new {
            self.changes.push(Entry { id: Some(id.clone()), ..trust });
        }
        id
    }
}

/// The parts of a cell that holds several, trimmed, each once.
fn split(text: &str, separators: &[char]) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(separators).map(str::trim).filter(|part| !part.is_empty()) {
        if !parts.iter().any(|known| known == part) {
            parts.push(part.to_owned());
        }
    }
    parts
}

/// A web address with its scheme.
fn web(text: &str) -> Result<String, String> {
    let schemed = ["https://", "http://"].iter().any(|scheme| text.starts_with(scheme));
    if schemed && !text.contains(char::is_whitespace) {
        return Ok(text.to_owned());
    }
    Err(format!("`{text}` is not a web address (https://…)"))
}

#[cfg(test)]
mod tests {
    use super::super::write::amended;
    use super::*;
    use proptest::prelude::*;

    const HERS: &str = "catalogue = false\n[[authority]]\nid = \"old\"\nname = \"Veskmere College\"\nkind = \"fe-college\"\n\
        email = \"foi@veskmere.example\"\ntags = [\"mine\"]\n";

    fn options() -> Options {
        Options {
            source: "list.csv".to_owned(),
            verified: NaiveDate::from_ymd_opt(2026, 11, 22),
            ..Options::default()
        }
    }

    fn told(plan: &Plan) -> Vec<(Verdict, &str, String)> {
        let id = |item: &Item| item.authority.as_ref().map_or("", |id| id.as_str()).to_owned();
        plan.items.iter().map(|i| (i.verdict, i.name.as_str(), id(i))).collect()
    }

    /// The register after an import.
    fn imported(hers: &str, csv: &str, options: &Options) -> (String, Plan) {
        let plan = plan(&Register::layered(hers), csv.as_bytes(), options).unwrap();
        (amended(hers, &plan.changes).unwrap(), plan)
    }

    #[test]
    fn rows_are_new_updated_unchanged_or_left_out() {
        let csv = "name,email,Beds\nVeskmere college,foi@veskmere.example,9\nQuarn Trust,foi@quarn.example,\n\
            Quarn Trust,foi@quarn.example,\n,nobody@x.example,\nQuarn Trust,other@quarn.example,\n";
        let (text, plan) = imported(HERS, csv, &options());
        let name = "Quarn Trust";
        assert_eq!(
            told(&plan),
            [
                (Verdict::Updated, "Veskmere college", "old".to_owned()),
                (Verdict::New, name, "quarn-trust".to_owned()),
                (Verdict::Skipped, name, String::new()),
                (Verdict::Skipped, "", String::new()),
                (Verdict::New, name, "quarn-trust-2".to_owned()),
            ]
        );
        assert_eq!(plan.items[0].because, ["Beds"]);
        let register = Register::layered(&text);
        let old = register.get(&"old".into()).unwrap();
        assert_eq!((old.tags.len(), old.extra["Beds"].as_str()), (1, "9"));
        let new = register.get(&"quarn-trust".into()).unwrap();
        assert_eq!((new.source.as_deref(), new.is_verified()), (Some("list.csv"), true));
    }

    #[test]
    fn an_address_she_has_not_looked_at_stays_unverified() {
        let options = Options { verified: None, ..options() };
        let (text, _) =
            imported(HERS, "name,email\nVeskmere College,new@veskmere.example\n", &options);
        assert!(!Register::layered(&text).get(&"old".into()).unwrap().is_verified());
    }

    #[test]
    fn academies_bring_their_trust_once() {
        let csv = "URN,EstablishmentName,TypeOfEstablishment (name),Trusts (name),Trusts (code)\n\
            1,Quarn School,Academy converter,Vesk Trust,7\n2,Quarn School,Free schools,Vesk Trust,7\n";
        let (text, plan) = imported(HERS, csv, &options());
        assert_eq!((plan.format, plan.changes.len()), (Format::Gias, 3));
        let register = Register::layered(&text);
        for id in ["quarn-school-1", "quarn-school-2"] {
            assert_eq!(register.legal_authority(&id.into()).as_str(), "vesk-trust");
        }
        assert_eq!(imported(&text, csv, &options()).0, text);
    }

    #[test]
    fn only_the_rows_she_wants_are_taken() {
        let only = vec![("la".to_owned(), "Quarnshire".to_owned())];
        let options = Options { only, ..options() };
        let (_, plan) =
            imported(HERS, "name,LA\nA School,Quarnshire\nB School,Elsewhere\n", &options);
        assert_eq!(plan.items.len(), 1);
    }

    fn row() -> impl Strategy<Value = String> {
        "(Quarn|Vesk|Veskmere College|\"O'Rel, the\")? ?(Trust)?,(foi|x)?@?(a|b)?([.]example)?,(nhs|police|x)?,[a-z \"]{0,3}"
    }

    proptest! {
        #[test]
        fn importing_twice_changes_nothing(rows in prop::collection::vec(row(), 0..10)) {
            let csv = format!("name,email,kind,other\n{}\n", rows.join("\n"));
            let (once, _) = imported(HERS, &csv, &options());
            let later = Options { verified: NaiveDate::from_ymd_opt(2027, 1, 1), ..options() };
            let (twice, plan) = imported(&once, &csv, &later);
            prop_assert_eq!(plan.count(Verdict::New) + plan.count(Verdict::Updated), 0, "{}", once);
            prop_assert_eq!(twice, once);
        }
    }
}
