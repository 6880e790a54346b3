//! What would be sent: the letters chosen, in the order in which they would go, those left out and
//! why, and what stops the run. Writes nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};

use crate::casework::{Desk, Error, Result, selection, sent_log};
use crate::letter::{LetterKind, LetterState};
use crate::request::{CampaignId, LetterId, RequestId, Status, address};
use crate::store::{LetterOutline, Request};
use crate::words::count;
use crate::words::nearest;

/// Which letters she wants to send.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// Letters of this campaign.
    pub campaign: Option<String>,
    /// Letters of these requests.
    pub requests: Vec<String>,
    /// Letters of this kind; by default first requests, or every kind of the requests named.
    pub kind: Option<LetterKind>,
    /// At most so many.
    pub limit: Option<usize>,
    /// A sample of so many, across kinds of authority and nations.
    pub pilot: Option<usize>,
}

/// A letter that would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The letter.
    pub letter: LetterId,
    /// Its request.
    pub request: RequestId,
    /// What it is for.
    pub kind: LetterKind,
    /// Where it stands.
    pub state: LetterState,
    /// The authority's name.
    pub authority_name: String,
    /// The recipient.
    pub to: String,
}

/// A letter that would not go, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The letter.
    pub letter: Planned,
    /// Why.
    pub because: String,
}

/// The letters in the order in which they would go, and what speaks against it.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The campaign, where all letters are of one.
    pub campaign: Option<CampaignId>,
    /// The letters to go.
    pub letters: Vec<Planned>,
    /// How many more would go without `limit` or `pilot`.
    pub later: usize,
    /// Letters left out.
    pub left_out: Vec<LeftOut>,
    /// Letters in doubt, which wait for `foi send --settle`.
    pub in_doubt: Vec<Planned>,
    /// Letters that `sent.log` knows and the desk does not: its database is older than the log.
    pub behind: Vec<sent_log::Handed>,
}

impl Plan {
    /// How many letters of each kind would go.
    pub fn kinds(&self) -> BTreeMap<LetterKind, usize> {
        let mut kinds = BTreeMap::new();
        for letter in &self.letters {
            *kinds.entry(letter.kind).or_default() += 1;
        }
        kinds
    }
}

/// Plans what `choice` asks for. `now` decides which deferred letters are due again.
pub fn plan(desk: &Desk, choice: &Choice, now: DateTime<Utc>) -> Result<Plan> {
    let requests: BTreeMap<RequestId, Request> =
        desk.store.requests()?.into_iter().map(|request| (request.id.clone(), request)).collect();
    let outlines = desk.store.letter_outlines()?;
    let chosen = Chosen::new(desk, choice, &requests, &outlines)?;
    let mut plan = Plan { campaign: chosen.campaign.clone(), ..Plan::default() };
    plan.behind = behind(desk)?;
    let begun = begun(&outlines);
    let states = desk.store.states()?;
    let given_up = |request: &RequestId| {
        states.get(request).is_some_and(|state| state.status == Status::Withdrawn)
    };
    for outline in &outlines {
        let Some(request) = requests.get(&outline.request) else { continue };
        let letter = planned(outline, request);
        if outline.state.found() == LetterState::InDoubt {
            plan.in_doubt.push(letter);
        } else if outline.state.can_be_sent() && chosen.has(outline, request) {
            let because = match given_up(&outline.request) {
                true => Some("you gave the request up (withdrawn)".to_owned()),
                false => against(outline, &begun, now),
            };
            match because {
                Some(because) => plan.left_out.push(LeftOut { letter, because }),
                None => plan.letters.push(letter),
            }
        }
    }
    let wanted = choice.limit.or(choice.pilot).unwrap_or(usize::MAX);
    plan.later = plan.letters.len().saturating_sub(wanted);
    plan.letters = match choice.pilot {
        Some(n) => sample(desk, &requests, plan.letters, n.min(wanted))?,
        None => plan.letters,
    };
    plan.letters = interleaved(plan.letters);
    plan.letters.truncate(wanted);
    Ok(plan)
}

/// Letters that the log knows to have gone and the database does not.
pub fn behind(desk: &Desk) -> Result<Vec<sent_log::Handed>> {
    let (log, _torn) = sent_log::of(desk)?;
    let settled: usize =
        desk.store.fact(sent_log::SETTLED)?.and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut known = desk.store.handed_message_ids()?;
    known.extend(log.iter().take(settled).map(|handed| handed.message_id.clone()));
    Ok(sent_log::unknown(log, &known))
}

/// A database that is older than `sent.log` must not send, nor cancel: it would write to people
/// twice. `behind` are the letters that the log knows and the database does not.
pub fn guard_against_old_desk(behind: &[sent_log::Handed]) -> Result<()> {
    let Some(first) = behind.first() else { return Ok(()) };
    let letters = count(behind.len(), "letter", "letters");
    Err(Error::guard(format!(
        "this desk is older than its sent.log: it does not know of {letters} handed over since, first to {} on {}",
        first.to,
        first.at.format("%Y-%m-%d"),
    ))
    .hint("foi send --settle brings it up to date"))
}

fn planned(outline: &LetterOutline, request: &Request) -> Planned {
    Planned {
        letter: outline.id,
        request: outline.request.clone(),
        kind: outline.kind,
        state: outline.state,
        authority_name: request.authority_name.clone(),
        to: outline.to_address.clone(),
    }
}

/// The first letters that have gone, or may have, by request.
type Begun<'a> = HashMap<&'a RequestId, Vec<&'a LetterOutline>>;

fn begun(outlines: &[LetterOutline]) -> Begun<'_> {
    let mut begun = Begun::new();
    let gone = |one: &&LetterOutline| one.kind == LetterKind::Request && one.state.may_have_gone();
    for outline in outlines.iter().filter(gone) {
        begun.entry(&outline.request).or_default().push(outline);
    }
    begun
}

/// Whether a first letter that has gone keeps another from going: all but one that came back, if the
/// other goes to another address.
fn stands_against(gone: &LetterOutline, letter: &LetterOutline) -> bool {
    let elsewhere = !gone.to_address.eq_ignore_ascii_case(&letter.to_address);
    gone.id != letter.id && !(gone.state == LetterState::Bounced && elsewhere)
}

/// What speaks against one letter by itself.
fn against(outline: &LetterOutline, begun: &Begun<'_>, now: DateTime<Utc>) -> Option<String> {
    let gone = begun.get(&outline.request).map_or(&[][..], Vec::as_slice);
    if outline.kind == LetterKind::Request && gone.iter().any(|one| stands_against(one, outline)) {
        return Some("a first letter of this request has gone, or may have".to_owned());
    }
    let until = outline.not_before.filter(|until| *until > now)?;
    Some(format!("the server put it off until {}", super::clock_time(until)))
}

/// The letters she means, worked out from what she typed.
struct Chosen {
    campaign: Option<CampaignId>,
    requests: HashSet<RequestId>,
    kind: Option<LetterKind>,
}

impl Chosen {
    fn new(
        desk: &Desk,
        choice: &Choice,
        requests: &BTreeMap<RequestId, Request>,
        outlines: &[LetterOutline],
    ) -> Result<Self> {
        let named: HashSet<RequestId> = choice
            .requests
            .iter()
            .map(|text| selection::request(desk, text).map(|request| request.id))
            .collect::<Result<_>>()?;
        let kind = choice.kind.or(if named.is_empty() { Some(LetterKind::Request) } else { None });
        let campaign = match &choice.campaign {
            Some(name) => Some(campaign(desk, name)?),
            None if named.is_empty() => only_campaign(requests, outlines, kind)?,
            None => None,
        };
        Ok(Chosen { campaign, requests: named, kind })
    }

    fn has(&self, outline: &LetterOutline, request: &Request) -> bool {
        self.campaign.as_ref().is_none_or(|campaign| *campaign == request.campaign)
            && (self.requests.is_empty() || self.requests.contains(&outline.request))
            && self.kind.is_none_or(|kind| kind == outline.kind)
    }
}

fn campaign(desk: &Desk, name: &str) -> Result<CampaignId> {
    let id = CampaignId::from(name);
    if desk.store.campaign(&id)?.is_some() {
        return Ok(id);
    }
    let campaigns = desk.store.campaigns()?;
    let known = campaigns.iter().map(|campaign| campaign.id.as_str());
    let error = Error::usage(format!("there is no campaign `{name}` on this desk"));
    Err(match nearest(name, known) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error.hint("make its letters with `foi draft`"),
    })
}

/// The campaign she can only mean; with letters of several waiting she has to say. Letters that
/// follow up (reviews, chasers) go whatever their campaign.
fn only_campaign(
    requests: &BTreeMap<RequestId, Request>,
    outlines: &[LetterOutline],
    kind: Option<LetterKind>,
) -> Result<Option<CampaignId>> {
    if kind != Some(LetterKind::Request) {
        return Ok(None);
    }
    let mut waiting: Vec<&CampaignId> = outlines
        .iter()
        .filter(|outline| outline.state.can_be_sent() && Some(outline.kind) == kind)
        .filter_map(|outline| requests.get(&outline.request))
        .map(|request| &request.campaign)
        .collect();
    waiting.sort_unstable();
    waiting.dedup();
    match waiting.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some((*one).clone())),
        several => {
            let names: Vec<String> = several.iter().map(|id| format!("`{id}`")).collect();
            Err(Error::usage(format!("letters of {} campaigns wait", several.len()))
                .hint(format!("name one: {}", names.join(", "))))
        }
    }
}

/// A sample across kinds of authority and nations, the same one every time: the first of each
/// group, then the second of each, until it has `n`.
fn sample(
    desk: &Desk,
    requests: &BTreeMap<RequestId, Request>,
    letters: Vec<Planned>,
    n: usize,
) -> Result<Vec<Planned>> {
    let register = desk.register()?;
    let mut groups: BTreeMap<String, Vec<Planned>> = BTreeMap::new();
    for letter in letters {
        let request = requests.get(&letter.request);
        let authority = request.and_then(|request| register.get(&request.authority));
        let group = authority.map(|authority| (authority.kind, authority.nation));
        groups.entry(format!("{group:?}")).or_default().push(letter);
    }
    let mut queues: Vec<_> = groups.into_values().map(Vec::into_iter).collect();
    let mut chosen = Vec::new();
    while chosen.len() < n {
        let before = chosen.len();
        chosen.extend(queues.iter_mut().filter_map(Iterator::next));
        if chosen.len() == before {
            break;
        }
    }
    chosen.truncate(n);
    Ok(chosen)
}

/// Spreads the letters to one mail domain evenly over the run, so that a host which many
/// authorities share sees no burst. Keeps the order within a domain.
fn interleaved(letters: Vec<Planned>) -> Vec<Planned> {
    let mut domains: BTreeMap<String, Vec<Planned>> = BTreeMap::new();
    for letter in letters {
        let domain = address::domain(&letter.to).unwrap_or_default().to_ascii_lowercase();
        domains.entry(domain).or_default().push(letter);
    }
    let mut placed: Vec<(f64, Planned)> = Vec::new();
    for group in domains.into_values() {
        let size = group.len() as f64;
        let spread = |(i, letter)| ((i as f64 + 0.5) / size, letter);
        placed.extend(group.into_iter().enumerate().map(spread));
    }
    placed.sort_by(|(a, x), (b, y)| a.total_cmp(b).then(x.letter.cmp(&y.letter)));
    placed.into_iter().map(|(_, letter)| letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(id: i64, to: &str) -> Planned {
        Planned {
            letter: LetterId(id),
            request: RequestId(format!("c/{id}")),
            kind: LetterKind::Request,
            state: LetterState::Drafted,
            authority_name: String::new(),
            to: to.to_owned(),
        }
    }

    #[test]
    fn a_shared_host_sees_no_burst() {
        let mut letters: Vec<Planned> = (0..6).map(|i| letter(i, "foi@shared.example")).collect();
        letters.extend((6..12).map(|i| letter(i, &format!("foi@own{i}.example"))));
        let order = interleaved(letters.clone());
        let shared: Vec<usize> = order
            .iter()
            .enumerate()
            .filter(|(_, letter)| letter.to.ends_with("@shared.example"))
            .map(|(place, _)| place)
            .collect();
        assert_eq!(shared.len(), 6);
        assert!(shared[0] < 3 && shared[5] > 8, "{shared:?}");
        let mut ids: Vec<_> = order.iter().map(|letter| letter.letter).collect();
        ids.sort_unstable();
        assert_eq!(ids, letters.iter().map(|letter| letter.letter).collect::<Vec<_>>());
    }

    #[test]
    fn a_second_first_letter_is_left_out_and_a_held_one_waits() {
        let now: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        let outline = |id, state, held: Option<&str>| LetterOutline {
            id: LetterId(id),
            request: RequestId::from("c/a"),
            kind: LetterKind::Request,
            state,
            message_id: None,
            to_address: "a@b.example".into(),
            not_before: held.map(|at| at.parse().unwrap()),
            sent_at: None,
            server_message_id: None,
        };
        let fresh = outline(2, LetterState::Drafted, None);
        let none = Begun::new();
        for state in LetterState::ALL {
            let first = [outline(1, *state, None)];
            let stands = against(&fresh, &begun(&first), now).is_some();
            assert_eq!(stands, state.may_have_gone(), "{state}");
            let elsewhere = LetterOutline { to_address: "c@d.example".into(), ..fresh.clone() };
            let stands = against(&elsewhere, &begun(&first), now).is_some();
            let came_back = *state == LetterState::Bounced;
            assert_eq!(stands, state.may_have_gone() && !came_back, "{state}");
        }
        assert_eq!(against(&fresh, &none, now), None);
        let held = outline(2, LetterState::Deferred, Some("2026-03-02T10:00:00Z"));
        assert_eq!(
            against(&held, &none, now).unwrap(),
            "the server put it off until 2 March 2026 10:00 (London)"
        );
    }
}
