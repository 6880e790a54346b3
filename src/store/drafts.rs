//! What an act drafted, as far as it waits, and what stood there before: so that drafting can be taken
//! back as a whole.

use std::collections::HashSet;

use rusqlite::params;

use super::letters::{LetterOutline, read_outline};
use super::{Change, Result, Store};
use crate::request::{CampaignId, RequestId};

/// The states in which a letter has not gone and waits.
const WAITS: &str = "state IN ('drafted', 'ready', 'deferred', 'refused')";

impl Store {
    /// The acts that drafted letters which wait.
    pub fn acts_of_waiting_letters(&self) -> Result<HashSet<i64>> {
        let query = format!("SELECT DISTINCT act FROM letter WHERE act IS NOT NULL AND {WAITS}");
        let mut query = self.conn.prepare(&query)?;
        let acts = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(acts)
    }

    /// The letters that an act drafted and that wait, in that order.
    pub fn waiting_of_act(&self, act: i64) -> Result<Vec<LetterOutline>> {
        let query = format!("SELECT * FROM letter WHERE act = ?1 AND {WAITS} ORDER BY id");
        let mut query = self.conn.prepare(&query)?;
        let letters = query.query_map([act], read_outline)?.collect::<rusqlite::Result<_>>()?;
        Ok(letters)
    }
}

impl Change<'_> {
    /// Keeps what a request says before this change gives it something else.
    pub(super) fn keep_request(&self, id: &RequestId) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT OR IGNORE INTO request_before
                 SELECT ?1, id, authority_name, regime, subject, question_set FROM request WHERE id = ?2",
            )?
            .execute(params![self.act, id.as_str()])?;
        Ok(())
    }

    /// The same of a campaign.
    pub(super) fn keep_campaign(&self, id: &CampaignId) -> Result<()> {
        self.tx.execute(
            "INSERT OR IGNORE INTO campaign_before
             SELECT ?1, id, title, questions FROM campaign WHERE id = ?2",
            params![self.act, id.as_str()],
        )?;
        Ok(())
    }

    /// Gives a request what it said before an act, where that gave it something else.
    pub fn restore_request(&self, act: i64, id: &RequestId) -> Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE request SET (authority_name, regime, subject, question_set) =
                    (SELECT authority_name, regime, subject, question_set FROM request_before
                     WHERE act = ?1 AND request = ?2)
                 WHERE id = ?2 AND id IN (SELECT request FROM request_before WHERE act = ?1)",
            )?
            .execute(params![act, id.as_str()])?;
        Ok(())
    }

    /// The same of every campaign.
    pub fn restore_campaigns(&self, act: i64) -> Result<()> {
        self.tx.execute(
            "UPDATE campaign SET (title, questions) =
                (SELECT title, questions FROM campaign_before
                 WHERE act = ?1 AND campaign = campaign.id)
             WHERE id IN (SELECT campaign FROM campaign_before WHERE act = ?1)",
            [act],
        )?;
        Ok(())
    }
}
