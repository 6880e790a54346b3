//! Register text to entries: TOML with line numbers. A register is read table by table, so that one
//! broken entry is reported and the rest stand, and so that large ones are read on all cores. Does
//! not look at how entries relate; see `check`.

use std::borrow::Cow;

use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Entry, KEYS};
use super::parts::{Part, parts};
use super::plain::{self, Plain};
use super::problem::Problem;
use super::value::{
    Read, as_text, closures, day, domains, email, identifier, link, name, not_a, text, texts, word,
};
use crate::request::{AuthorityId, id};
use crate::words::nearest;

/// What a register file says.
#[derive(Debug, Default, PartialEq)]
pub struct Reading {
    /// Its entries, in order.
    pub entries: Vec<Entry>,
    /// `catalogue = false`: the built-in catalogue does not lie beneath.
    pub without_catalogue: bool,
    /// Everything wrong with it, in order of lines.
    pub problems: Vec<Problem>,
}

/// Reads a whole register. Never fails: what cannot be read is a problem.
pub fn read(text: &str) -> Reading {
    read_parts(text, read_part)
}

/// So many parts are one piece of work for a core.
const BATCH: usize = 512;

fn read_parts(text: &str, read_part: impl Fn(&mut Reader<'_>) + Send + Sync) -> Reading {
    let parts = parts(text.strip_prefix('\u{feff}').unwrap_or(text));
    let batch = |parts: &[Part<'_>]| {
        let mut reading = Reading::default();
        for part in parts {
            read_part(&mut Reader { part, authority: None, reading: &mut reading });
        }
        reading
    };
    let read: Vec<Reading> = parts.par_chunks(BATCH).map(batch).collect();
    let mut all = Reading::default();
    all.entries.reserve_exact(read.iter().map(|batch| batch.entries.len()).sum());
    for batch in read {
        all.entries.extend(batch.entries);
        all.problems.extend(batch.problems);
        all.without_catalogue |= batch.without_catalogue;
    }
    all.problems.sort_by_key(|problem| problem.line);
    all
}

/// The entries of one part.
pub(super) fn entries(part: &Part<'_>) -> Vec<Entry> {
    let mut reading = Reading::default();
    read_part(&mut Reader { part, authority: None, reading: &mut reading });
    reading.entries
}

/// Nearly every part is plain lines, which are read at once; the rest goes through the whole of
/// TOML.
fn read_part(reader: &mut Reader<'_>) {
    match plain::fields(reader.part.text) {
        Some(Plain { fields, extra }) => reader.entry(0, &fields, extra),
        None => read_toml(reader),
    }
}

fn read_toml(reader: &mut Reader<'_>) {
    let (table, errors) = DeTable::parse_recoverable(reader.part.text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.error(at, format!("not valid TOML: {}", error.message()));
    }
    for (key, value) in table.into_inner() {
        reader.top_level(&key, value);
    }
}

/// One key of an entry with its value, and where in the part the key stands.
#[derive(Debug)]
pub(super) struct Field<'a> {
    pub at: usize,
    pub key: Cow<'a, str>,
    pub value: Spanned<DeValue<'a>>,
}

/// Reads one part and notes what is wrong.
struct Reader<'a> {
    part: &'a Part<'a>,
    authority: Option<AuthorityId>,
    reading: &'a mut Reading,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        let before = self.part.text.as_bytes().get(..at).unwrap_or_default();
        self.part.first_line + memchr::memchr_iter(b'\n', before).count()
    }

    fn error(&mut self, at: usize, message: impl Into<String>) {
        let problem = Problem::error(self.line(at), self.authority.clone(), message);
        self.reading.problems.push(problem);
    }

    fn top_level(&mut self, key: &Spanned<Cow<'_, str>>, value: Spanned<DeValue<'_>>) {
        let (key_at, value_at) = (key.span().start, value.span().start);
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("authority", DeValue::Array(tables)) => {
                for table in tables {
                    self.table(table);
                }
            }
            ("authority", _) => {
                self.error(key_at, "write each authority under `[[authority]]`, with two brackets");
            }
            ("catalogue", DeValue::Boolean(shown)) => self.reading.without_catalogue = !shown,
            ("catalogue", _) => self.error(value_at, "catalogue is true or false"),
            (unknown, _) => self.error(key_at, unknown_key(unknown, &["authority", "catalogue"])),
        }
    }

    fn table(&mut self, table: Spanned<DeValue<'_>>) {
        let at = table.span().start;
        let DeValue::Table(keys) = table.into_inner() else {
            return self.error(at, "an authority is a table of keys and values");
        };
        let field = |(key, value): (Spanned<_>, _)| Field {
            at: key.span().start,
            key: key.into_inner(),
            value,
        };
        let fields: Vec<Field<'_>> = keys.into_iter().map(field).collect();
        self.entry(at, &fields, Vec::new());
    }

    fn entry(&mut self, at: usize, fields: &[Field<'_>], extra: Vec<(Cow<'_, str>, String)>) {
        self.authority = named(fields);
        let mut entry = Entry { line: self.line(at), ..Entry::default() };
        entry.extra.extend(extra.into_iter().map(|(key, value)| (key.into_owned(), value)));
        for field in fields {
            self.field(&mut entry, field);
        }
        if entry.id().is_none() {
            self.error(at, "an authority needs a name (name = \"…\")");
        } else {
            self.reading.entries.push(entry);
        }
        self.authority = None;
    }

    fn field(&mut self, entry: &mut Entry, Field { at, key, value }: &Field<'_>) {
        let read = match key.as_ref() {
            "id" => identifier(value).map(|id| entry.id = Some(id)),
            "name" => name(value).map(|text| entry.name = Some(text)),
            "former_names" => texts(value).map(|list| entry.former_names = Some(list)),
            "aliases" => texts(value).map(|list| entry.aliases = Some(list)),
            "kind" => word(value).map(|kind| entry.kind = Some(kind)),
            "nation" => word(value).map(|nation| entry.nation = Some(nation)),
            "law" => word(value).map(|law| entry.law = Some(law)),
            "closures" => closures(value).map(|list| entry.closures = Some(list)),
            "proprietor" => text(value).map(|id| entry.proprietor = Some(AuthorityId(id))),
            "email" | "foi_email" => email(value).map(|address| entry.email = Some(address)),
            "review_email" => email(value).map(|address| entry.review_email = Some(address)),
            "review_post" => text(value).map(|text| entry.review_post = Some(text)),
            "web_form" => link(value).map(|link| entry.web_form = Some(link)),
            "home_page" => link(value).map(|link| entry.home_page = Some(link)),
            "domains" => domains(value).map(|list| entry.domains = Some(list)),
            "tags" => texts(value).map(|list| entry.tags = Some(list)),
            "notes" => text(value).map(|text| entry.notes = Some(text)),
            "source" => text(value).map(|text| entry.source = Some(text)),
            "verified" => day(value).map(|day| entry.verified = day),
            "extra" => extra(entry, value),
            unknown => {
                entry.extra.insert(unknown.to_owned(), as_text(value.get_ref()));
                self.error(*at, unknown_key(unknown, KEYS));
                return;
            }
        };
        if let Err(message) = read {
            self.error(value.span().start, format!("{key}: {message}"));
        }
    }
}

/// What an entry is called in messages, before it is known to be sound.
fn named(fields: &[Field<'_>]) -> Option<AuthorityId> {
    let text = |key: &str| {
        let field = fields.iter().find(|field| field.key == key)?;
        field.value.get_ref().as_str()
    };
    let name = || text("name").map(id::slug).filter(|slug| !slug.is_empty());
    text("id").map(str::to_owned).or_else(name).map(AuthorityId)
}

fn unknown_key(key: &str, known: &[&'static str]) -> String {
    match nearest(key, known.iter().copied()) {
        Some(near) => format!("unknown key `{key}` (did you mean `{near}`?)"),
        None => format!("unknown key `{key}`; put what is your own under [authority.extra]"),
    }
}

fn extra(entry: &mut Entry, value: &Spanned<DeValue<'_>>) -> Read<()> {
    let table = value.get_ref().as_table().ok_or_else(|| not_a("table", value))?;
    for (key, value) in table {
        entry.extra.insert(key.get_ref().clone().into_owned(), as_text(value.get_ref()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{BodyKind, Nation, Regime};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn messages(text: &str) -> Vec<String> {
        read(text).problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_field_is_read() {
        let text = r#"
catalogue = false
[[authority]]
id = "dunbridge"
name = "University of Dunbridge"
former_names = ["Dunbridge Polytechnic"]
aliases = "UDB"
kind = "university"
nation = "scotland"
law = "foisa"
closures = ["2026-07-20..2026-09-01", "2026-10-26"]
proprietor = "court"
email = "foi@dunbridge.example"
review_email = "review@dunbridge.example"
review_post = "1 High Street"
web_form = "https://dunbridge.example/foi"
home_page = "https://dunbridge.example"
domains = ["udb.example"]
tags = ["north"]
notes = "slow"
source = "a list"
verified = 2026-11-22
[authority.extra]
UKPRN = 1000
"#;
        let reading = read(text);
        assert_eq!(reading.problems, []);
        assert!(reading.without_catalogue);
        let entry = &reading.entries[0];
        assert_eq!(entry.id().unwrap().as_str(), "dunbridge");
        assert_eq!(entry.aliases.as_deref(), Some(&["UDB".to_owned()][..]));
        assert_eq!(
            (entry.kind, entry.nation),
            (Some(BodyKind::University), Some(Nation::Scotland))
        );
        assert_eq!(entry.law, Some(Regime::Foisa));
        let closures: Vec<_> = entry.closures.iter().flatten().map(ToString::to_string).collect();
        assert_eq!(closures, ["2026-07-20..2026-09-01", "2026-10-26..2026-10-26"]);
        assert_eq!(entry.verified, NaiveDate::from_ymd_opt(2026, 11, 22));
        assert_eq!(entry.extra["UKPRN"], "1000");
        assert_eq!(entry.line, 3);
    }

    #[test]
    fn every_problem_is_told_with_its_line_and_nothing_else_is_lost() {
        let text = "[[authority]]\nname = \"Aberfell College\"\nemial = \"a@b.example\"\n\
            kind = \"fe-colege\"\nemail = \"foi@b.example\\nBcc: x\"\n\
            [[authority]]\nname = \"broken\n\
            [[authority]]\nemail = \"c@d.example\"\n\
            [[authority]]\nid = \"Big Id\"\nname = \"Quarnmouth\"\nverified = \"today\"\n\
            closures = [\"2026-07-20..2026-09-31\"]\n\
            [[authority]]\nname = \"Elm School\"\nclosures = \"2026-09-01..2026-07-20\"\n";
        let problems = messages(text);
        let expected = [
            "line 3: aberfell-college: unknown key `emial` (did you mean `email`?)",
            "line 4: aberfell-college: kind: `fe-colege` is not a kind of authority (did you mean `fe-college`?)",
            "line 5: aberfell-college: email: the address has a line break",
            "line 7: not valid TOML",
            "line 8: an authority needs a name",
            "line 11: Big Id: id: `Big Id` is not small letters, digits and hyphens (try `big-id`)",
            "line 13: Big Id: verified: `today` is not a day",
            "line 14: Big Id: closures: `2026-07-20..2026-09-31`: there is no such day as 2026-09-31",
            "line 17: elm-school: closures: `2026-09-01..2026-07-20`: a closure that ends on 2026-07-20, \
             before it begins",
        ];
        for wanted in expected {
            assert!(problems.iter().any(|p| p.starts_with(wanted)), "{wanted}\nin {problems:#?}");
        }
        let reading = read(text);
        let names: Vec<_> = reading.entries.iter().filter_map(|e| e.name.as_deref()).collect();
        assert!(names.contains(&"Aberfell College") && names.contains(&"Quarnmouth"), "{names:?}");
        assert_eq!(reading.entries[0].extra["emial"], "a@b.example");
    }

    #[test]
    fn a_head_inside_a_multi_line_string_begins_no_entry() {
        let text = "[[authority]]\nname = \"A\"\nnotes = \"\"\"\n[[authority]]\nname = 1\n\"\"\"\n";
        let reading = read(text);
        assert_eq!((reading.entries.len(), reading.problems.len()), (1, 0));
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("[[authority]]".to_owned()),
            Just("[authority]".to_owned()),
            Just("[authority.extra]".to_owned()),
            "(id|name|email|kind|tags|domains|verified|extra|\"x y\"|x) ?= ?(\"[^\"\\\\]{0,6}\"|[0-9]{1,3}|\\[(\"a\", ?)?\"b\",?\\]|2026-01-01|\"\"\")",
            ".{0,20}",
        ]
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(lines in prop::collection::vec(line(), 0..12)) {
            let text = lines.join("\n");
            let last = text.lines().count().max(1);
            for problem in read(&text).problems {
                prop_assert!(problem.line.is_some_and(|line| (1..=last + 1).contains(&line)));
            }
        }

        #[test]
        fn plain_lines_read_as_the_toml_they_are(lines in prop::collection::vec(line(), 0..8)) {
            let text = format!("[[authority]]\n{}\n", lines.join("\n"));
            let (fast, toml) = (read(&text), read_parts(&text, read_toml));
            prop_assert_eq!(fast.entries, toml.entries);
            let said = |problems: Vec<Problem>| {
                let mut said: Vec<String> = problems.iter().map(ToString::to_string).collect();
                said.sort();
                said
            };
            prop_assert_eq!(said(fast.problems), said(toml.problems));
        }
    }
}
