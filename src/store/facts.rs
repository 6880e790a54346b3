//! Small facts of the desk by name: her own addresses, the salt of the fingerprints.

use rusqlite::{OptionalExtension, params};

use super::{Change, Result, Store};

impl Store {
    /// The fact of that name.
    pub fn fact(&self, name: &str) -> Result<Option<String>> {
        let mut query = self.conn.prepare_cached("SELECT value FROM fact WHERE name = ?1")?;
        Ok(query.query_row([name], |row| row.get(0)).optional()?)
    }
}

impl Change<'_> {
    /// Sets a fact, replacing what it was.
    pub fn set_fact(&self, name: &str, value: &str) -> Result<()> {
        self.tx.execute(
            "INSERT INTO fact (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        )?;
        Ok(())
    }
}
