//! Register text to entries: TOML with line numbers. A register is read table by table, so that one
//! broken entry is reported and the rest stand, and so that large ones are read on all cores. Does
//! not look at how entries relate; see `check`.

use chrono::NaiveDate;
use rayon::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::entry::{Entry, KEYS};
use super::problem::Problem;
use crate::request::{AuthorityId, address, id};
use crate::words::{UnknownWord, nearest};

/// The head of every entry.
const HEAD: &str = "[[authority]]";

/// What a register file says.
#[derive(Debug, Default)]
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
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parts: Vec<Reading> = parts(text).into_par_iter().map(|part| read_part(&part)).collect();
    let mut all = Reading::default();
    for part in parts {
        all.entries.extend(part.entries);
        all.problems.extend(part.problems);
        all.without_catalogue |= part.without_catalogue;
    }
    all
}

/// A piece of a register that is sound TOML by itself, and the line it begins at.
struct Part<'a> {
    text: &'a str,
    first_line: usize,
}

/// The text cut before each `[[authority]]` line. Such a line can stand inside a value only in a
/// multi-line string, so a text with one of those stays whole.
fn parts(text: &str) -> Vec<Part<'_>> {
    let whole = text.contains("\"\"\"") || text.contains("'''");
    let mut parts = Vec::new();
    let (mut start, mut first_line, mut line, mut at) = (0, 1, 1, 0);
    for row in text.split_inclusive('\n') {
        if !whole && at > start && row.trim_start().starts_with(HEAD) {
            parts.push(Part { text: &text[start..at], first_line });
            (start, first_line) = (at, line);
        }
        (at, line) = (at + row.len(), line + 1);
    }
    parts.push(Part { text: &text[start..], first_line });
    parts
}

fn read_part(part: &Part<'_>) -> Reading {
    let (table, errors) = DeTable::parse_recoverable(part.text);
    let mut reader = Reader { part, authority: None, reading: Reading::default() };
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        reader.error(at, format!("not valid TOML: {}", error.message()));
    }
    for (key, value) in table.get_ref() {
        reader.top_level(key, value);
    }
    reader.reading
}

/// Reads one part and notes what is wrong.
struct Reader<'a> {
    part: &'a Part<'a>,
    authority: Option<AuthorityId>,
    reading: Reading,
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

    fn top_level(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("authority", DeValue::Array(tables)) => {
                for table in tables.iter() {
                    self.entry(table);
                }
            }
            ("authority", _) => self.error(
                key.span().start,
                "write each authority under `[[authority]]`, with two brackets",
            ),
            ("catalogue", DeValue::Boolean(shown)) => self.reading.without_catalogue = !shown,
            ("catalogue", _) => self.error(value.span().start, "catalogue is true or false"),
            (unknown, _) => {
                let message = unknown_key(unknown, &["authority", "catalogue"]);
                self.error(key.span().start, message);
            }
        }
    }

    fn entry(&mut self, table: &Spanned<DeValue<'_>>) {
        let Some(fields) = table.get_ref().as_table() else {
            return self.error(table.span().start, "an authority is a table of keys and values");
        };
        let line = self.line(table.span().start);
        self.authority = named(fields);
        let mut entry = Entry { line, ..Entry::default() };
        for (key, value) in fields {
            self.field(&mut entry, key, value);
        }
        if entry.id().is_none() {
            self.error(table.span().start, "an authority needs a name (name = \"…\")");
        } else {
            self.reading.entries.push(entry);
        }
        self.authority = None;
    }

    fn field(
        &mut self,
        entry: &mut Entry,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let at = value.span().start;
        let key_text = key.get_ref().as_ref();
        let read = match key_text {
            "id" => identifier(value).map(|id| entry.id = Some(id)),
            "name" => name(value).map(|text| entry.name = Some(text)),
            "former_names" => texts(value).map(|list| entry.former_names = Some(list)),
            "aliases" => texts(value).map(|list| entry.aliases = Some(list)),
            "kind" => word(value).map(|kind| entry.kind = Some(kind)),
            "nation" => word(value).map(|nation| entry.nation = Some(nation)),
            "law" => word(value).map(|law| entry.law = Some(law)),
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
                entry.extra.insert(unknown.to_owned(), plain(value.get_ref()));
                self.error(key.span().start, unknown_key(unknown, KEYS));
                return;
            }
        };
        if let Err(message) = read {
            self.error(at, format!("{key_text}: {message}"));
        }
    }
}

/// What an entry is called in messages, before it is known to be sound.
fn named(fields: &DeTable<'_>) -> Option<AuthorityId> {
    let text = |key: &str| fields.get(key).and_then(|value| value.get_ref().as_str());
    let name = || text("name").map(id::slug).filter(|slug| !slug.is_empty());
    text("id").map(str::to_owned).or_else(name).map(AuthorityId)
}

fn unknown_key(key: &str, known: &[&'static str]) -> String {
    match nearest(key, known.iter().copied()) {
        Some(near) => format!("unknown key `{key}` (did you mean `{near}`?)"),
        None => format!("unknown key `{key}`; put what is your own under [authority.extra]"),
    }
}

type Read<T> = Result<T, String>;

fn text(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let text = value.get_ref().as_str().ok_or_else(|| not_a("text", value))?;
    Ok(text.trim().to_owned())
}

/// A name goes into letters and headers: one line, not empty.
fn name(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let name = text(value)?;
    if name.is_empty() {
        return Err("is empty".to_owned());
    }
    if name.chars().any(char::is_control) {
        return Err(format!("has a line break or a control character in it: {name:?}"));
    }
    Ok(name)
}

/// An id as she can type it: it becomes part of request ids, file names and tokens.
fn identifier(value: &Spanned<DeValue<'_>>) -> Read<AuthorityId> {
    let given = text(value)?;
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    if !given.is_empty() && given.len() <= 120 && given.chars().all(sound) {
        return Ok(AuthorityId(given));
    }
    match id::slug(&given) {
        slug if slug.is_empty() => Err("is empty".to_owned()),
        slug => Err(format!("`{given}` is not small letters, digits and hyphens (try `{slug}`)")),
    }
}

fn texts(value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
    match value.get_ref() {
        DeValue::String(one) => Ok(vec![one.trim().to_owned()]),
        DeValue::Array(many) => many.iter().map(text).collect(),
        _ => Err(not_a("list of texts", value)),
    }
}

/// An address; an empty text says "none".
fn email(value: &Spanned<DeValue<'_>>) -> Read<String> {
    match text_as_it_stands(value)? {
        blank if blank.trim().is_empty() => Ok(String::new()),
        given => address::parse(given).map_err(|error| error.to_string()),
    }
}

fn text_as_it_stands<'a>(value: &'a Spanned<DeValue<'_>>) -> Read<&'a str> {
    value.get_ref().as_str().ok_or_else(|| not_a("text", value))
}

fn link(value: &Spanned<DeValue<'_>>) -> Read<String> {
    let link = text(value)?;
    let web = ["https://", "http://"].iter().any(|scheme| link.starts_with(scheme));
    if link.is_empty() || (web && !link.contains(char::is_whitespace)) {
        return Ok(link);
    }
    Err(format!("`{link}` is not a web address (https://…)"))
}

fn domains(value: &Spanned<DeValue<'_>>) -> Read<Vec<String>> {
    let known = |domain: String| {
        let bare = domain.trim_start_matches('@');
        address::ascii_domain(bare).ok_or_else(|| format!("`{domain}` is not a domain"))
    };
    texts(value)?.into_iter().map(known).collect()
}

/// A word of a closed set, with the nearest one offered for a typo.
fn word<T: std::str::FromStr<Err = UnknownWord>>(value: &Spanned<DeValue<'_>>) -> Read<T> {
    let given = text(value)?;
    given.parse().map_err(|error: UnknownWord| match nearest(&given, error.known.split(", ")) {
        Some(near) => format!("`{given}` is not a {} (did you mean `{near}`?)", error.set),
        None => error.to_string(),
    })
}

/// A day, as a TOML date or as text.
fn day(value: &Spanned<DeValue<'_>>) -> Read<Option<NaiveDate>> {
    let given = plain(value.get_ref());
    if given.is_empty() {
        return Ok(None);
    }
    let day = NaiveDate::parse_from_str(&given, "%Y-%m-%d");
    day.map(Some).map_err(|_| format!("`{given}` is not a day (YYYY-MM-DD)"))
}

fn extra(entry: &mut Entry, value: &Spanned<DeValue<'_>>) -> Read<()> {
    let table = value.get_ref().as_table().ok_or_else(|| not_a("table", value))?;
    for (key, value) in table {
        entry.extra.insert(key.get_ref().clone().into_owned(), plain(value.get_ref()));
    }
    Ok(())
}

/// Any value as text, for what is only kept.
fn plain(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Float(number) => number.as_str().to_owned(),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(date) => date.to_string(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| plain(item.get_ref())).collect();
            items.join("; ")
        }
        DeValue::Table(fields) => {
            let field =
                |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
                    format!("{} = {}", key.get_ref(), plain(value.get_ref()))
                };
            fields.iter().map(field).collect::<Vec<_>>().join("; ")
        }
    }
}

fn not_a(wanted: &str, value: &Spanned<DeValue<'_>>) -> String {
    format!("is not a {wanted} but {}", value.get_ref().type_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{BodyKind, Nation, Regime};
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
            [[authority]]\nid = \"Big Id\"\nname = \"Quarnmouth\"\nverified = \"today\"\n";
        let problems = messages(text);
        let expected = [
            "line 3: aberfell-college: unknown key `emial` (did you mean `email`?)",
            "line 4: aberfell-college: kind: `fe-colege` is not a kind of authority (did you mean `fe-college`?)",
            "line 5: aberfell-college: email: the address has a line break",
            "line 7: not valid TOML",
            "line 8: an authority needs a name",
            "line 11: Big Id: id: `Big Id` is not small letters, digits and hyphens (try `big-id`)",
            "line 13: Big Id: verified: `today` is not a day",
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
            "(id|name|email|kind|domains|verified|extra|x) = (\"[^\"\\\\]{0,6}\"|[0-9]{1,3}|\\[\"a\"\\]|2026-01-01|\"\"\")",
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
    }
}
