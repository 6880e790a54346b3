//! What letters were made from. Letters drafted together were made from nearly the same: what they
//! share is kept once, and each letter keeps what is its own. Both are JSON objects that this room
//! does not read; a letter of an earlier version keeps all of it by itself.

use std::sync::Arc;

use rusqlite::Connection;
use serde_json::{Map, Value};

use super::pattern::Unpacker;
use super::{Change, Result, StoreError};

/// What a letter was made from: two JSON objects that are read as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBasis {
    /// What it shares with other letters: the same piece of memory for all of a draft.
    pub shared: Option<Arc<str>>,
    /// What is its own.
    pub own: String,
}

/// What letters share, and its number.
pub(super) type Shared = (i64, Map<String, Value>);

impl KeptBasis {
    /// What is a letter's own alone.
    pub fn own(own: &Value) -> Self {
        KeptBasis { shared: None, own: own.to_string() }
    }
}

impl Change<'_> {
    /// The number under which what letters share is kept; it is added where it is new.
    pub(super) fn shared_basis(&self, basis: &KeptBasis) -> Result<Option<i64>> {
        let Some(shared) = &basis.shared else { return Ok(None) };
        let statements = (
            "SELECT id FROM basis WHERE sha256 = ?1",
            "INSERT INTO basis (sha256, shared) VALUES (?1, ?2)",
        );
        let add = || self.number_of(shared.as_bytes(), statements, || Ok(Arc::clone(shared)));
        self.bases.borrow_mut().number(shared, add).map(Some)
    }
}

impl Unpacker {
    /// What a letter was made from, as one object. What the letter read last shares stays in memory.
    pub(super) fn basis(
        &self,
        conn: &Connection,
        shared: Option<i64>,
        own: Value,
    ) -> Result<Value> {
        let (Some(id), Value::Object(own)) = (shared, &own) else { return Ok(own) };
        let mut last = self.last_basis.borrow_mut();
        let known = last.take().filter(|(last, _)| *last == id);
        let (id, shared) = match known {
            Some(known) => known,
            None => (id, read(conn, id)?),
        };
        let mut whole = shared.clone();
        whole.extend(own.clone());
        // One of a change under way may be taken back, and its number be given again.
        *last = conn.is_autocommit().then_some((id, shared));
        Ok(Value::Object(whole))
    }
}

fn read(conn: &Connection, id: i64) -> Result<Map<String, Value>> {
    let mut query = conn.prepare_cached("SELECT shared FROM basis WHERE id = ?1")?;
    let text: String = query.query_row([id], |row| row.get(0))?;
    serde_json::from_str(&text).map_err(|error| StoreError::Unreadable {
        what: "what a letter was made from",
        problem: error.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::test_desk::{add_letter, new_letter, noon};
    use super::*;
    use crate::store::Store;

    #[test]
    fn what_letters_share_is_kept_once_and_read_with_what_is_their_own() {
        let store = Store::in_memory().unwrap();
        let (request, alone) = add_letter(&store);
        let change = store.change("draft", noon(1)).unwrap();
        let shared: Arc<str> = r#"{"template":"t","edited":false}"#.into();
        let again: Arc<str> = shared.to_string().into();
        let ids: Vec<_> = [("a", &shared), ("b", &shared), ("c", &again)]
            .map(|(authority, shared)| {
                let own = json!({ "authority": authority }).to_string();
                let basis = KeptBasis { shared: Some(Arc::clone(shared)), own };
                let letter = super::super::NewLetter { basis, ..new_letter(&request) };
                let id = change.add_letter(&letter).unwrap();
                let read = change.store().letter(id).unwrap().unwrap();
                assert_eq!(read.basis["authority"], authority, "in the change itself");
                id
            })
            .into();
        assert!(store.unpacker.last_basis.borrow().is_none(), "it may be taken back");
        change.commit().unwrap();
        let kept =
            store.conn.query_row("SELECT count(*) FROM basis", [], |row| row.get::<_, i64>(0));
        assert_eq!(kept.unwrap(), 1, "known by its content");
        for (id, authority) in ids.into_iter().zip(["a", "b", "c"]) {
            let read = store.letter(id).unwrap().unwrap().basis;
            assert_eq!(read, json!({ "template": "t", "edited": false, "authority": authority }));
        }
        assert_eq!(store.letter(alone).unwrap().unwrap().basis, json!({}));
    }
}
