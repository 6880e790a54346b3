//! What is due on the desk: every dated matter of every request by legal consequence. The matters
//! are `request::agenda`'s; as a calendar file they are in `calendar`.

use chrono::NaiveDate;
use serde::Serialize;

use super::board::{Board, Row};
use crate::request::agenda::{self, Item};
use crate::request::{CampaignId, RequestId};

/// One dated matter of the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DueItem {
    /// The request.
    pub request: RequestId,
    /// Its campaign.
    pub campaign: CampaignId,
    /// The authority's name.
    pub authority_name: String,
    /// The matter.
    #[serde(flatten)]
    pub item: Item,
}

/// Every open matter of the desk, first what ends for good, then what is late, then what is
/// coming, each by date.
pub fn all(board: &Board) -> Vec<DueItem> {
    let mut items: Vec<DueItem> = board.rows().iter().flat_map(of_row).collect();
    items.sort_by(|a, b| {
        let key = |due: &DueItem| (due.item.consequence, due.item.date, due.item.matter);
        key(a).cmp(&key(b)).then_with(|| a.request.cmp(&b.request))
    });
    items
}

fn of_row(row: &Row) -> impl Iterator<Item = DueItem> {
    row.agenda.iter().map(|item| DueItem {
        request: row.request.clone(),
        campaign: row.campaign.clone(),
        authority_name: row.authority_name.clone(),
        item: item.clone(),
    })
}

/// Those that fall within so many days, or have passed.
pub fn within(items: Vec<DueItem>, today: NaiveDate, days: u32) -> Vec<DueItem> {
    items.into_iter().filter(|due| agenda::is_within(&due.item, today, days)).collect()
}
