//! What was read in a message, as the database keeps it: text, and values when somebody asks for them.
//! Every check goes through all messages of a desk, and looks at what was read in hardly any.

use std::ops::Deref;
use std::sync::OnceLock;

use rusqlite::Row;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::values::parse;

/// The contract's `foi read` object of a message.
#[derive(Debug, Clone)]
pub struct Told {
    text: String,
    value: OnceLock<Value>,
}

impl Told {
    /// A column that holds JSON.
    pub(super) fn of(row: &Row<'_>, column: &str) -> rusqlite::Result<Self> {
        parse(row, column, |text| {
            let told = || Told { text: text.to_owned(), value: OnceLock::new() };
            serde_json::from_str::<IgnoredAny>(text).map(|_| told())
        })
    }

    /// A part of it, without the rest; `None` when it has no such part.
    pub fn part<'t, T: Deserialize<'t>>(&'t self) -> Option<T> {
        serde_json::from_str(&self.text).ok()
    }
}

impl Deref for Told {
    type Target = Value;

    fn deref(&self) -> &Value {
        // That it is JSON was seen when it was fetched.
        self.value.get_or_init(|| serde_json::from_str(&self.text).unwrap_or_default())
    }
}

impl PartialEq for Told {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> rusqlite::Result<Told> {
        let database = rusqlite::Connection::open_in_memory()?;
        database.query_row("SELECT ?1 AS reading", [json], |row| Told::of(row, "reading"))
    }

    #[test]
    fn it_is_read_as_far_as_it_is_asked_for() {
        #[derive(Deserialize)]
        struct Kind<'t> {
            kind: &'t str,
        }
        let told_of = told(r#"{"kind":"released","sections":[{"number":"40"}]}"#).unwrap();
        assert_eq!(told_of.part::<Kind<'_>>().map(|part| part.kind), Some("released"));
        assert_eq!(told_of["sections"][0]["number"], "40");
        assert!(told_of.get("alerts").is_none());
        assert!(told("{\"kind\":").is_err());
    }
}
