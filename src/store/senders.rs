//! Addresses that authorities were seen to write from, beside those of the register.

use rusqlite::params;

use super::{Change, Result, Store};
use crate::request::{AuthorityId, MessageKey};

impl Store {
    /// Addresses that she accepted as an authority's.
    pub fn senders(&self) -> Result<Vec<(AuthorityId, String)>> {
        let mut query = self.conn.prepare(
            "SELECT authority, address FROM sender WHERE by_her = 1 ORDER BY authority, address",
        )?;
        let senders = query
            .query_map([], |row| Ok((AuthorityId(row.get(0)?), row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(senders)
    }
}

impl Change<'_> {
    /// Accepts an address as an authority's, by her word or by a filing.
    pub fn add_sender(
        &self,
        authority: &AuthorityId,
        address: &str,
        learned_from: Option<MessageKey>,
        by_her: bool,
    ) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO sender (authority, address, learned_from, by_her) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (authority, address) DO UPDATE SET by_her = max(by_her, excluded.by_her)",
            )?
            .execute(params![authority.as_str(), address, learned_from.map(|key| key.0), by_her])?;
        Ok(())
    }

    /// An authority's address that was accepted by filing a message is not its any more.
    pub fn drop_sender(&self, authority: &AuthorityId, learned_from: MessageKey) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM sender WHERE authority = ?1 AND learned_from = ?2")?
            .execute(params![authority.as_str(), learned_from.0])?;
        Ok(())
    }
}
