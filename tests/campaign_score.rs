//! What `foi` made of a hard campaign, beside the truth.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use crate::campaign::{Campaign, Ideal};

/// What was right and wrong, over all campaigns added.
#[derive(Debug, Default)]
pub struct Score {
    /// Messages filed under a request that they are not about.
    pub wrong: Vec<String>,
    /// Of what ought to be filed: how much is, and how much there is.
    pub filed: (usize, usize),
    /// Of what can be told but not filed: how often the right request is filed or first.
    pub first: (usize, usize),
    /// Of mail about no request: how much is offered for none.
    pub left: (usize, usize),
    /// Misses, by what is hard about them.
    pub misses: BTreeMap<&'static str, Vec<String>>,
    /// How many messages of each sort there were.
    pub counts: BTreeMap<&'static str, usize>,
}

impl Score {
    /// Adds what `foi list --json` and `foi check --json` say of a campaign.
    pub fn add(&mut self, seed: u64, campaign: &Campaign, [list, report]: &[Value; 2]) {
        let places = requests(campaign, list);
        assert_eq!(
            places.len(),
            campaign.world.requests.len(),
            "every letter is a request: {list}"
        );
        let mut items: HashMap<usize, Vec<&Value>> = HashMap::new();
        for item in report["items"].as_array().into_iter().flatten() {
            let source = item["source"].as_str().unwrap_or_default();
            if let Some(number) =
                source.rsplit_once('#').and_then(|(_, number)| number.parse::<usize>().ok())
            {
                items.entry(number).or_default().push(item);
            }
        }
        for (at, arrived) in campaign.inbox.iter().enumerate() {
            let of = items.get(&(at + 1)).map_or(&[][..], Vec::as_slice);
            let filed: BTreeSet<usize> = of
                .iter()
                .filter_map(|item| places.get(item["request"].as_str()?))
                .copied()
                .collect();
            let offered: Vec<usize> = of
                .first()
                .into_iter()
                .flat_map(|item| item["candidates"].as_array().into_iter().flatten())
                .filter_map(|id| places.get(id.as_str()?))
                .copied()
                .collect();
            let truth: BTreeSet<usize> = arrived.requests.iter().copied().collect();
            let tell = || {
                let evidence: Vec<String> = of
                    .iter()
                    .flat_map(|item| item["evidence"].as_array().into_iter().flatten())
                    .map(|e| {
                        format!(
                            "{}:{}",
                            e["rule"].as_str().unwrap_or_default(),
                            e["quote"]
                                .as_str()
                                .unwrap_or_default()
                                .chars()
                                .take(40)
                                .collect::<String>()
                        )
                    })
                    .collect();
                format!(
                    "seed {seed} #{} {:?} truth {truth:?} filed {filed:?} offered {offered:?} {evidence:?}",
                    at + 1,
                    arrived.ideal
                )
            };
            *self.counts.entry(arrived.case).or_default() += 1;
            if !filed.is_subset(&truth) {
                self.wrong.push(format!("{}: {}", arrived.case, tell()));
            }
            let right = match arrived.ideal {
                Ideal::File => count(&mut self.filed, filed == truth),
                Ideal::Offer => count(
                    &mut self.first,
                    !filed.is_empty() && filed.is_subset(&truth)
                        || offered.first().is_some_and(|first| truth.contains(first)),
                ),
                Ideal::Leave => count(&mut self.left, filed.is_empty() && offered.is_empty()),
                Ideal::Open => true,
            };
            if !right {
                self.misses.entry(arrived.case).or_default().push(tell());
            }
        }
    }
}

fn count(tally: &mut (usize, usize), right: bool) -> bool {
    tally.1 += 1;
    tally.0 += usize::from(right);
    right
}

/// The place of each request by its id.
fn requests(campaign: &Campaign, list: &Value) -> HashMap<String, usize> {
    let mut places = HashMap::new();
    for row in list.as_array().into_iter().flatten() {
        let sent: Vec<&str> = row["sent_message_ids"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let place = campaign
            .world
            .requests
            .iter()
            .position(|request| sent.contains(&request.message_id.as_str()));
        if let (Some(place), Some(id)) = (place, row["request"].as_str()) {
            places.insert(id.to_owned(), place);
        }
    }
    places
}
