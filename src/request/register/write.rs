//! Entries into register text. Her remarks, order and spacing stay; only the tables that change are
//! written anew, new ones go to the end. Where the text goes is `casework::register`'s.

use std::collections::HashMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::parts::{Part, parts};
use super::read;
use super::{Entry, Problem};
use crate::law::facts::Closure;
use crate::request::{AuthorityId, id};

/// The text with these changes: each sets the fields it states on the entry of its id, or becomes a
/// new entry. An entry that must change but is not valid TOML is a problem, and nothing changes.
pub fn amended(text: &str, changes: &[Entry]) -> Result<String, Problem> {
    let mut by_id = HashMap::new();
    for change in changes {
        if let Some(id) = change.id() {
            by_id.insert(id, change);
        }
    }
    let parts = parts(text);
    let written: Vec<(String, Vec<AuthorityId>)> =
        parts.par_iter().map(|part| rewritten(part, &by_id)).collect::<Result<_, _>>()?;
    let mut amended: String = written.iter().map(|(text, _)| text.as_str()).collect();
    for id in written.iter().flat_map(|(_, changed)| changed) {
        by_id.remove(id);
    }
    for change in changes {
        if change.id().is_some_and(|id| by_id.remove(&id).is_some()) {
            append(&mut amended, change);
        }
    }
    Ok(amended)
}

/// A part with its changes made, and the ids that were changed in it.
fn rewritten(
    part: &Part<'_>,
    changes: &HashMap<AuthorityId, &Entry>,
) -> Result<(String, Vec<AuthorityId>), Problem> {
    let held: Vec<AuthorityId> = read::entries(part).iter().filter_map(Entry::id).collect();
    let Some(wanted) = held.into_iter().find(|id| changes.contains_key(id)) else {
        return Ok((part.text.to_owned(), Vec::new()));
    };
    let broken = |message: &str| {
        let message = format!("cannot be changed before it is mended: {message}");
        Problem::error(part.first_line, Some(wanted.clone()), message)
    };
    let mut document: DocumentMut =
        part.text.parse().map_err(|error: toml_edit::TomlError| broken(error.message()))?;
    let tables = document.get_mut("authority").and_then(Item::as_array_of_tables_mut);
    let tables = tables.ok_or_else(|| broken("write it under `[[authority]]`"))?;
    let mut changed = Vec::new();
    for table in tables.iter_mut() {
        let Some(id) = id_of(table).filter(|id| !changed.contains(id)) else { continue };
        if let Some(change) = changes.get(&id) {
            apply(table, change);
            changed.push(id);
        }
    }
    Ok((document.to_string(), changed))
}

fn id_of(table: &Table) -> Option<AuthorityId> {
    let text = |key: &str| table.get(key).and_then(Item::as_str);
    text("id")
        .map(|id| id.trim().to_owned())
        .or_else(|| text("name").map(id::slug))
        .map(AuthorityId)
}

fn apply(table: &mut Table, change: &Entry) {
    for (key, value) in fields(change) {
        if key == "email" {
            table.remove("foi_email");
        }
        put(table, key, value);
    }
    if change.extra.is_empty() {
        return;
    }
    let extra = table.entry("extra").or_insert_with(|| Item::Table(Table::new()));
    if let Some(extra) = extra.as_table_like_mut() {
        for (key, text) in &change.extra {
            put(extra, key, text_value(text));
        }
    }
}

/// Sets a key; a remark behind the old value stays.
fn put(table: &mut dyn TableLike, key: &str, value: Value) {
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) => {
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        None => drop(table.insert(key, Item::Value(value))),
    }
}

fn append(text: &mut String, entry: &Entry) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
    text.push_str("[[authority]]\n");
    for (key, value) in fields(entry) {
        let _ = writeln!(text, "{key} = {value}");
    }
    if entry.extra.is_empty() {
        return;
    }
    text.push_str("[authority.extra]\n");
    for (key, value) in &entry.extra {
        let _ = writeln!(text, "{} = {}", key_text(key), quoted(value));
    }
}

/// The keys that an entry states, in the order in which they are written.
fn fields(entry: &Entry) -> Vec<(&'static str, Value)> {
    let text = |field: &Option<String>| field.as_deref().map(text_value);
    let list = |field: &Option<Vec<String>>| {
        field
            .as_ref()
            .map(|texts| Value::Array(texts.iter().map(|text| text_value(text)).collect::<Array>()))
    };
    let id = |field: &Option<AuthorityId>| field.as_ref().map(|id| text_value(id.as_str()));
    let day = |day: chrono::NaiveDate| day.to_string().parse::<Value>().ok();
    [
        ("id", id(&entry.id)),
        ("name", text(&entry.name)),
        ("former_names", list(&entry.former_names)),
        ("aliases", list(&entry.aliases)),
        ("kind", entry.kind.map(|kind| text_value(kind.word()))),
        ("nation", entry.nation.map(|nation| text_value(nation.word()))),
        ("proprietor", id(&entry.proprietor)),
        ("law", entry.law.map(|law| text_value(law.word()))),
        ("closures", entry.closures.as_ref().map(|closures| closed(closures))),
        ("email", text(&entry.email)),
        ("review_email", text(&entry.review_email)),
        ("review_post", text(&entry.review_post)),
        ("web_form", text(&entry.web_form)),
        ("home_page", text(&entry.home_page)),
        ("domains", list(&entry.domains)),
        ("tags", list(&entry.tags)),
        ("notes", text(&entry.notes)),
        ("source", text(&entry.source)),
        ("verified", entry.verified.and_then(day)),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
    .collect()
}

fn closed(closures: &[Closure]) -> Value {
    let spans = closures.iter().map(|closure| text_value(&closure.to_string()));
    Value::Array(spans.collect::<Array>())
}

/// A text on one line, whatever is in it: a register without multi-line strings is read in parts.
fn text_value(text: &str) -> Value {
    quoted(text).parse().unwrap_or_else(|_| Value::from(text))
}

/// A TOML basic string (TOML 1.0, "String").
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

fn key_text(key: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { quoted(key) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::BodyKind;
    use proptest::prelude::*;

    const HERS: &str = "# My register\n\n[[authority]] # the first\nname = \"Veskmere College\" # mine\n\
        email = \"old@veskmere.example\"\n\n# the second\n[[authority]]\nid = \"quarn\"\nname = \"Quarn\"\n\
        [authority.extra]\nURN = 7\n";

    fn verified(id: &str) -> Entry {
        Entry {
            id: Some(id.into()),
            email: Some("foi@veskmere.example".to_owned()),
            verified: chrono::NaiveDate::from_ymd_opt(2026, 11, 22),
            ..Entry::default()
        }
    }

    #[test]
    fn only_what_changes_is_touched() {
        let entry = Entry { id: None, name: Some("Veskmere College".into()), ..verified("") };
        let amended = amended(HERS, &[entry]).unwrap();
        assert_eq!(
            amended,
            HERS.replace(
                "email = \"old@veskmere.example\"\n",
                "email = \"foi@veskmere.example\"\nverified = 2026-11-22\n"
            )
        );
    }

    #[test]
    fn a_new_entry_goes_to_the_end() {
        let entry = Entry {
            extra: [("LA (name)".to_owned(), "Quarn \"North\"\n".to_owned())].into(),
            ..verified("new")
        };
        let amended = amended(HERS, &[entry]).unwrap();
        let added = "\n[[authority]]\nid = \"new\"\nemail = \"foi@veskmere.example\"\n\
            verified = 2026-11-22\n[authority.extra]\n\"LA (name)\" = \"Quarn \\\"North\\\"\\n\"\n";
        assert_eq!(amended, format!("{HERS}{added}"));
    }

    #[test]
    fn a_broken_entry_is_not_overwritten() {
        let text = "[[authority]]\nid = \"quarn\"\nname = \"Quarn\nkind = \"nhs\"\n";
        let problem = amended(text, &[verified("quarn")]).unwrap_err().to_string();
        assert!(problem.starts_with("line 1: quarn: cannot be changed"), "{problem}");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(name in "\\PC{1,20}", notes in ".{0,20}", key in ".{0,8}", at in 0..3usize) {
            prop_assume!(!id::slug(&name).is_empty() && !name.trim().is_empty());
            let entry = Entry {
                id: Some("own".into()),
                name: Some(name.trim().to_owned()),
                kind: Some(BodyKind::ALL[at]),
                notes: Some(notes.trim().to_owned()),
                tags: Some(vec!["north".to_owned()]),
                closures: Some(vec!["2026-07-20..2026-09-01".parse().unwrap()]),
                extra: [(key, notes.trim().to_owned())].into(),
                ..Entry::default()
            };
            let written = amended(HERS, std::slice::from_ref(&entry)).unwrap();
            let mut read = super::super::read::read(&written);
            prop_assert_eq!(&read.problems, &[]);
            let mut last = read.entries.pop().unwrap();
            last.line = 0;
            prop_assert_eq!(&last, &entry);
            prop_assert_eq!(amended(&written, &[entry]).unwrap(), written, "written twice");
        }
    }
}
