//! The versions of the database, in order; each upgrade in its own transaction, never edited once
//! shipped. A database of a later version is refused politely, never touched.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{Result, StoreError};

/// Each version's upgrade from the one before it; the version is its place, from 1.
const UPGRADES: &[&str] = &[
    // 1: the desk as first shipped.
    include_str!("0001_desk.sql"),
    // 2: what a message offers to matching.
    include_str!("0002_mail.sql"),
    // 3: what was written into calendar files.
    include_str!("0003_calendar.sql"),
];

/// Brings the database to the newest version.
pub(super) fn migrate(conn: &mut Connection, path: &Path) -> Result<()> {
    let found = version(conn)?;
    let known = UPGRADES.len() as i64;
    if found > known {
        return Err(StoreError::TooNew { path: path.to_owned(), found, known });
    }
    for next in found..known {
        upgrade(conn, next)?;
    }
    Ok(())
}

/// One step, under the write lock; another `foi` may have made it while this one waited.
fn upgrade(conn: &mut Connection, from: i64) -> Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if version(&tx)? == from {
        tx.execute_batch(UPGRADES[from as usize])?;
        tx.pragma_update(None, "user_version", from + 1)?;
    }
    tx.commit()?;
    Ok(())
}

fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_newer_database_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        drop(Store::create(&path).unwrap());
        let conn = Connection::open(&path).unwrap();
        conn.pragma_update(None, "user_version", 99).unwrap();
        drop(conn);
        assert!(matches!(Store::open(&path), Err(StoreError::TooNew { found: 99, .. })));
    }

    #[test]
    fn opening_twice_upgrades_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        drop(Store::create(&path).unwrap());
        let store = Store::open(&path).unwrap();
        assert_eq!(version(&store.conn).unwrap(), UPGRADES.len() as i64);
    }
}
