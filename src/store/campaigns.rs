//! Campaigns: one set of questions put to many authorities.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Row, params};

use super::values::{from_json, json, time, when};
use super::{Change, Result, Store};
use crate::letter::Question;
use crate::request::CampaignId;

/// A campaign of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// The name she gave it, as a slug.
    pub id: CampaignId,
    /// Its title.
    pub title: String,
    /// The template of its first letters; `None` when it was adopted from sent mail.
    pub template: Option<String>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Whether it was made out of mail she had sent.
    pub adopted: bool,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

fn read(row: &Row<'_>) -> rusqlite::Result<Campaign> {
    Ok(Campaign {
        id: CampaignId(row.get("id")?),
        title: row.get("title")?,
        template: row.get("template")?,
        questions: from_json(row, "questions")?,
        adopted: row.get("adopted")?,
        created_at: when(row, "created_at")?,
    })
}

impl Store {
    /// Every campaign, oldest first.
    pub fn campaigns(&self) -> Result<Vec<Campaign>> {
        let mut query = self.conn.prepare("SELECT * FROM campaign ORDER BY created_at, id")?;
        let campaigns = query.query_map([], read)?.collect::<rusqlite::Result<_>>()?;
        Ok(campaigns)
    }

    /// The campaign of that id.
    pub fn campaign(&self, id: &CampaignId) -> Result<Option<Campaign>> {
        let mut query = self.conn.prepare_cached("SELECT * FROM campaign WHERE id = ?1")?;
        Ok(query.query_row([id.as_str()], read).optional()?)
    }
}

impl Change<'_> {
    /// Adds a campaign; its id must be new.
    pub fn add_campaign(&self, campaign: &Campaign) -> Result<()> {
        self.tx.execute(
            "INSERT INTO campaign (id, title, template, questions, adopted, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                campaign.id.as_str(),
                campaign.title,
                campaign.template,
                json(&campaign.questions),
                campaign.adopted,
                time(campaign.created_at)
            ],
        )?;
        Ok(())
    }

    /// Gives a campaign of which nothing has gone other questions, and the title they now have.
    pub fn renew_campaign(&self, campaign: &Campaign) -> Result<()> {
        self.keep_campaign(&campaign.id)?;
        self.tx.execute(
            "UPDATE campaign SET title = ?2, questions = ?3 WHERE id = ?1",
            params![campaign.id.as_str(), campaign.title, json(&campaign.questions)],
        )?;
        Ok(())
    }
}
