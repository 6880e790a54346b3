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
    // 4: the bytes of messages apart from what was read in them; which hash their identities are of.
    include_str!("0004_raw.sql"),
    // 5: what letters share is kept once.
    include_str!("0005_letters.sql"),
    // 6: files that go with letters.
    include_str!("0006_enclosures.sql"),
    // 7: what letters were made from and share; the act that drafted them.
    include_str!("0007_drafts.sql"),
    // 8: what the desk knew when mail came to nothing.
    include_str!("0008_fingerprints.sql"),
    // 9: the ids of what she wrote herself.
    include_str!("0009_own_mail.sql"),
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
    use crate::request::MessageKey;
    use crate::store::{IdentityKey, Store};

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
    fn letters_and_questions_of_an_earlier_version_are_as_they_were() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let conn = Connection::open(&path).unwrap();
        UPGRADES[..3].iter().for_each(|step| conn.execute_batch(step).unwrap());
        conn.pragma_update(None, "user_version", 3).unwrap();
        let at = "2026-03-02T12:00:00.000Z";
        conn.execute_batch(&format!(
            "INSERT INTO campaign VALUES ('c', 'C', NULL, '[]', 0, '{at}');
             INSERT INTO request VALUES ('c/a', 'c', 'a', 'A', 'foia', NULL, 'S', '[{{\"id\":\"1\",\"text\":\"What?\"}}]', '{at}');
             INSERT INTO request VALUES ('c/b', 'c', 'b', 'B', 'foia', NULL, 'S', '[]', '{at}');
             INSERT INTO letter VALUES (7, 'c/a', 'request', 'ready', NULL, NULL, 'x', 'y', 'S', 'hash', '{{}}', '{at}', NULL, NULL, NULL);
             INSERT INTO letter_text VALUES (7, 'Dear Tŷ A', x'446561720d0a');"
        ))
        .unwrap();
        drop(conn);
        let store = Store::open(&path).unwrap();
        let letter = store.letter(crate::request::LetterId(7)).unwrap().unwrap();
        assert_eq!((letter.body.as_str(), letter.eml.as_slice()), ("Dear Tŷ A", &b"Dear\r\n"[..]));
        let requests = store.requests().unwrap();
        assert_eq!(requests[0].questions[0].text, "What?");
        assert!(requests[1].questions.is_empty());
    }

    #[test]
    fn opening_twice_upgrades_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        drop(Store::create(&path).unwrap());
        let store = Store::open(&path).unwrap();
        assert_eq!(version(&store.conn).unwrap(), UPGRADES.len() as i64);
    }

    /// A desk of version 3 with these statements run in it, brought up to date.
    fn old_desk(statements: &str) -> Store {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let conn = Connection::open(&path).unwrap();
        for upgrade in &UPGRADES[..3] {
            conn.execute_batch(upgrade).unwrap();
        }
        conn.execute_batch(statements).unwrap();
        conn.pragma_update(None, "user_version", 3).unwrap();
        drop(conn);
        Store::open(&path).unwrap()
    }

    #[test]
    fn a_desk_that_remembers_mail_stays_with_its_hash() {
        let key = |desk: &Store| desk.identity_key("salt").unwrap();
        let with_mail =
            old_desk("INSERT INTO fingerprint VALUES (x'00112233445566778899aabbccddeeff')");
        assert!(matches!(key(&with_mail), IdentityKey::Sha256(salt) if salt == "salt"));
        assert_eq!(with_mail.fingerprints().unwrap().len(), 1);
        assert!(matches!(key(&old_desk("")), IdentityKey::Blake3(_)));
        assert!(matches!(key(&Store::in_memory().unwrap()), IdentityKey::Blake3(_)));
    }

    #[test]
    fn the_bytes_of_old_messages_are_kept() {
        let packed = zstd::bulk::compress(b"Subject: Update\n\nBytes.\n", 1).unwrap();
        let hex: String = packed.iter().map(|byte| format!("{byte:02x}")).collect();
        let desk = old_desk(&format!(
            "INSERT INTO message (id, identity, place, subject, source, kind, reading, raw, recorded_at)
                VALUES (7, x'01', 'tray', '', '', 'unrelated', '{{}}', x'{hex}', ''),
                       (8, x'02', 'forgotten', '', '', 'unrelated', '{{}}', NULL, '')"
        ));
        let raw = |key| desk.raw_message(MessageKey(key)).unwrap();
        assert_eq!(raw(7).as_deref(), Some(&b"Subject: Update\n\nBytes.\n"[..]));
        assert_eq!(raw(8), None);
        assert!(matches!(desk.identity_key("").unwrap(), IdentityKey::Sha256(_)));
    }
}
