//! What makes two copies of a message one, as the desk remembers it: a keyed hash of its id and its
//! decoded content. Mail that was seen and not kept leaves only that, its fingerprint.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::{Change, Result, Store, StoreError};
use crate::words::words;

words! {
    /// The hash behind the identities of a desk. A desk keeps the one that it began with: what was
    /// seen and not kept could not be hashed anew.
    pub enum IdentityHash ("hash of identities") {
        /// SHA-256 (FIPS 180-4) of the salt and the content, as desks began with before version 4 of
        /// the database.
        Sha256 = "sha256",
        /// BLAKE3 with a key derived from the salt: as safe for this, and several times as fast.
        Blake3 = "blake3",
    }
}

/// The key by which the messages of one desk have their identity.
#[derive(Debug, Clone)]
pub enum IdentityKey {
    /// The salt that goes before the content.
    Sha256(String),
    /// The key derived from the salt.
    Blake3([u8; 32]),
}

/// What BLAKE3's key is derived for; to change a letter of it is to forget all mail.
const PURPOSE: &str = "foidesk 2026-11-22 identity of a message";

impl IdentityKey {
    /// For a desk with that salt.
    pub fn new(hash: IdentityHash, salt: &str) -> Self {
        match hash {
            IdentityHash::Sha256 => IdentityKey::Sha256(salt.to_owned()),
            IdentityHash::Blake3 => {
                IdentityKey::Blake3(blake3::derive_key(PURPOSE, salt.as_bytes()))
            }
        }
    }

    /// The identity of what `content` feeds, piece by piece.
    pub fn identity(&self, content: impl FnOnce(&mut dyn FnMut(&[u8]))) -> Identity {
        match self {
            IdentityKey::Sha256(salt) => {
                let mut hash = Sha256::new_with_prefix(salt);
                content(&mut |piece| hash.update(piece));
                Identity::first_of(&hash.finalize())
            }
            IdentityKey::Blake3(key) => {
                let mut hash = blake3::Hasher::new_keyed(key);
                content(&mut |piece| {
                    hash.update(piece);
                });
                Identity::first_of(hash.finalize().as_bytes())
            }
        }
    }
}

/// A keyed hash of a message's id and decoded content: the same message from two exports has the
/// same one, and it tells nothing about a message that is not at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity(pub(super) [u8; 16]);

impl Identity {
    fn first_of(hash: &[u8]) -> Self {
        let mut identity = [0; 16];
        identity.copy_from_slice(&hash[..16]);
        Identity(identity)
    }
}

/// The fact that tells the hash; the database has it from version 4 on.
const HASH: &str = "identity_hash";

impl Store {
    /// The key of this desk's identities, of its salt.
    pub fn identity_key(&self, salt: &str) -> Result<IdentityKey> {
        let hash = self.fact(HASH)?.unwrap_or_default().parse().map_err(
            |error: crate::words::UnknownWord| StoreError::Unreadable {
                what: "a hash of identities",
                problem: error.to_string(),
            },
        )?;
        Ok(IdentityKey::new(hash, salt))
    }

    /// Identities of every message that the desk holds or held.
    pub fn message_identities(&self) -> Result<HashSet<Identity>> {
        self.identities("SELECT identity FROM message WHERE place <> 'taken_back'")
    }

    /// Identities of mail that was seen and not kept, each with the hash of what the desk knew then.
    pub fn fingerprints(&self) -> Result<HashMap<Identity, i64>> {
        let mut query = self.conn.prepare("SELECT identity, taken_for FROM fingerprint")?;
        let fingerprints = query
            .query_map([], |row| Ok((row.get(0).map(Identity)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(fingerprints)
    }

    fn identities(&self, sql: &str) -> Result<HashSet<Identity>> {
        let mut query = self.conn.prepare(sql)?;
        let identities = query
            .query_map([], |row| row.get(0).map(Identity))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(identities)
    }
}

impl Change<'_> {
    /// Lets all mail that came to nothing be looked at again: the desk knows something else.
    pub fn doubt_fingerprints(&self) -> Result<()> {
        self.tx.execute("UPDATE fingerprint SET taken_for = 0", [])?;
        Ok(())
    }

    /// Notes mail that was seen and is not kept, with the hash of what the desk knows.
    pub fn add_fingerprint(&self, identity: Identity, taken_for: i64) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO fingerprint (identity, taken_for) VALUES (?1, ?2)",
            )?
            .execute((identity.0, taken_for))?;
        Ok(())
    }

    /// Takes back that a message was seen: it is kept now.
    pub fn drop_fingerprint(&self, identity: Identity) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM fingerprint WHERE identity = ?1")?
            .execute([identity.0])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(hash: IdentityHash, salt: &str, pieces: &[&[u8]]) -> Identity {
        IdentityKey::new(hash, salt).identity(|sink| pieces.iter().for_each(|piece| sink(piece)))
    }

    #[test]
    fn the_salt_and_the_pieces_make_the_identity() {
        for hash in [IdentityHash::Sha256, IdentityHash::Blake3] {
            let whole = identity(hash, "salt", &[b"ab"]);
            assert_eq!(whole, identity(hash, "salt", &[b"a", b"b"]));
            assert_ne!(whole, identity(hash, "pepper", &[b"ab"]));
            assert_ne!(whole, identity(hash, "salt", &[b"ac"]));
        }
    }

    /// The identities of a desk outlive every version of the program.
    #[test]
    fn an_identity_never_changes() {
        for (hash, expected) in [
            (IdentityHash::Sha256, "f45cde11fa221db5795f60f51c4176ef"),
            (IdentityHash::Blake3, "2b56e6802a28169a5018dcda760b7f7b"),
        ] {
            let Identity(bytes) = identity(hash, "0f1e2d3c", &[b"1@marl.example\n", b"Dear Una"]);
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, expected, "{hash}");
        }
    }
}
