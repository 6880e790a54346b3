//! What many rows share and one row holds: a change knows its number again by where it lies in memory,
//! and its table by its hash.

use std::sync::Arc;

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::{Change, Result};

/// The numbers of what a change has kept.
#[derive(Debug)]
pub(super) struct KeptOnce<T: ?Sized>(Vec<(Arc<T>, i64)>);

impl<T: ?Sized> Default for KeptOnce<T> {
    fn default() -> Self {
        KeptOnce(Vec::new())
    }
}

impl<T: ?Sized> KeptOnce<T> {
    /// The number of `one`: that of before, or the one that `add` gives.
    pub fn number(&mut self, one: &Arc<T>, add: impl FnOnce() -> Result<i64>) -> Result<i64> {
        if let Some((_, id)) = self.0.iter().find(|(known, _)| Arc::ptr_eq(known, one)) {
            return Ok(*id);
        }
        let id = add()?;
        self.0.push((Arc::clone(one), id));
        Ok(id)
    }
}

impl Change<'_> {
    /// The number of what has this content in a table of `id` and `sha256`; where it is new, `insert`
    /// adds a row of its hash and what is kept of it.
    pub(super) fn number_of<K: rusqlite::ToSql>(
        &self,
        content: &[u8],
        (find, insert): (&str, &str),
        kept: impl FnOnce() -> Result<K>,
    ) -> Result<i64> {
        let sha256 = Sha256::digest(content).to_vec();
        let known =
            self.tx.prepare_cached(find)?.query_row([&sha256], |row| row.get(0)).optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        self.tx.prepare_cached(insert)?.execute(params![sha256, kept()?])?;
        Ok(self.tx.last_insert_rowid())
    }
}
