//! Campaigns made to mislead (tests/campaign): nothing is filed under a wrong request, what names
//! its request is filed, what only tells it is offered first, and other mail is left alone; whatever
//! the order of the exports.

use crate::campaign::{Campaign, HER};
use crate::campaign_score::Score;
use crate::desk::Desk;

const SEEDS: [u64; 3] = [3, 11, 29];

fn adopted(campaign: &Campaign) -> Desk {
    let desk = Desk::nowhere().today("2025-06-02");
    desk.run(&["init", "--name", "Robin Example", "--email", HER]).done();
    desk.file("sent.mbox", &campaign.sent);
    desk.run(&["adopt", "sent.mbox", "--campaign", "Hard"]).done();
    desk
}

#[test]
fn nothing_is_filed_under_a_wrong_request() {
    let mut score = Score::default();
    for seed in SEEDS {
        let campaign = Campaign::new(seed, 16);
        let desk = adopted(&campaign);
        desk.file("in.mbox", campaign.received());
        let report = desk.json(&["check", "in.mbox"]);
        score.add(seed, &campaign, &[desk.json(&["list"]), report]);
    }
    assert!(score.counts.len() >= 25, "every sort of trap is met: {:?}", score.counts);
    assert!(score.wrong.is_empty(), "{:#?}", score.wrong);
    for ((right, of), least) in [(score.filed, 98), (score.first, 96), (score.left, 100)] {
        assert!(of > 50 && 100 * right >= least * of, "{right} of {of}: {:#?}", score.misses);
    }
}

#[test]
fn two_exports_in_any_order_come_to_the_same() {
    let campaign = Campaign::new(5, 12);
    let (whole, parts) = (adopted(&campaign), adopted(&campaign));
    whole.file("in.mbox", campaign.received());
    whole.run(&["check", "in.mbox"]).done();
    let (first, second) = campaign.halves();
    for (name, mail) in [("second.mbox", second), ("first.mbox", first)] {
        parts.file(name, mail);
        parts.run(&["check", name]).done();
    }
    assert_eq!(listed(&parts), listed(&whole));
}

/// `foi list`, without the numbers of messages: they are counted as they come in.
fn listed(desk: &Desk) -> serde_json::Value {
    let mut list = desk.json(&["list"]);
    for request in list.as_array_mut().expect("a list") {
        for alert in request["alerts"].as_array_mut().expect("alerts") {
            alert["message"].take();
        }
    }
    list
}
