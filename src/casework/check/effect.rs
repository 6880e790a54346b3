//! What follows from filing a message under a request: its event, the dates that the authority
//! claims in it, its references, and the letter that a bounce returns. And taking all that back.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::casework::Result;
use crate::law::london;
use crate::letter::LetterState;
use crate::reading::matching::subject::subject_key;
use crate::reading::matching::{BounceSignals, Index, domain};
use crate::reading::reference::{self, Place};
use crate::reading::took_back::TookBack;
use crate::reading::{Kind, Reading, bounce};
use crate::request::event::Basis;
use crate::request::{AuthorityId, Event, EventKind, MailPlace, MessageKey, RequestId, fold};
use crate::store::{Change, Letter, NewReference, NewStep, StoredMessage};

/// A message about to be filed under a request.
pub struct Filing<'a> {
    /// The message.
    pub message: MessageKey,
    /// The request.
    pub request: &'a RequestId,
    /// When the message was written, else when it arrived, else now.
    pub at: DateTime<Utc>,
    /// Where it stands among others of that time.
    pub place: MailPlace,
    /// What it says.
    pub reading: &'a Reading,
    /// What it tells of the letter that it returns, if it is a bounce.
    pub returned: Option<&'a BounceSignals>,
    /// Whether its sender is an address known for the authority.
    pub known_sender: bool,
    /// Whether she files it.
    pub by_her: bool,
}

impl Filing<'_> {
    /// Records that the message is filed and what it brings; tells where the request stands then.
    pub fn record(&self, change: &Change<'_>) -> Result<fold::State> {
        let reading = self.reading;
        let filed = EventKind::Filed {
            message: self.message,
            kind: reading.kind,
            suggests: reading.suggested_status,
            known_sender: self.known_sender,
            by_her: self.by_her,
            place: self.place.clone(),
        };
        change.record(self.request, self.at, &filed)?;
        // What a stranger claims is no claim of the authority's (rule 9).
        if self.known_sender || self.by_her {
            for claim in claims(reading, self.at) {
                change.record(self.request, self.at, &claim)?;
            }
            if let Some(clarified) = reading.clarified {
                let letter = london::date(self.at);
                let on = clarified.on.filter(|on| *on <= letter).unwrap_or(letter);
                let received = EventKind::ClarificationReceived { on };
                change.record(self.request, self.at, &received)?;
            }
            if let Some(TookBack { of, an_answer }) = reading.took_back {
                let took_back = EventKind::TookBack { message: self.message, of, an_answer };
                change.record(self.request, self.at, &took_back)?;
            }
        }
        self.record_bounce(change)?;
        Ok(change.project(self.request)?)
    }

    /// A permanent bounce returns its letter; a delay changes nothing.
    fn record_bounce(&self, change: &Change<'_>) -> Result<()> {
        let Some(bounce) =
            self.reading.bounce.as_ref().filter(|_| self.reading.kind == Kind::Bounce)
        else {
            return Ok(());
        };
        if bounce.permanent == Some(false) || bounce.is_delay() {
            return Ok(());
        }
        let failed: Vec<&str> =
            bounce.per_recipient.iter().flat_map(bounce::Recipient::addresses).collect();
        let letters = change.store().letters(self.request)?;
        let by_id = bounce.original_message_id.as_deref().and_then(|id| {
            letters.iter().find(|letter| {
                letter.message_id.as_deref() == Some(id)
                    || letter.server_message_id.as_deref() == Some(id)
            })
        });
        let to = |address: &str| failed.iter().any(|failed| failed.eq_ignore_ascii_case(address));
        let sent_before = |sent: Option<DateTime<Utc>>| sent.is_none_or(|sent| sent <= self.at);
        // Without its id, the letter with the subject that is returned, else the newest one.
        let sent: Vec<&Letter> = letters
            .iter()
            .filter(|letter| to(&letter.to_address) && sent_before(letter.sent_at))
            .collect();
        let is_returned = |letter: &&&Letter| {
            let subject = self.returned.and_then(|returned| returned.original_subject.as_deref());
            subject.is_some_and(|subject| subject_key(subject) == subject_key(&letter.subject))
        };
        // What she wrote later, with her own mail program, is none of them.
        let is_answer = self.returned.is_some_and(|returned| !returned.answers.is_empty());
        if by_id.is_none() && is_answer {
            return Ok(());
        }
        let by_recipient = || sent.iter().rev().find(is_returned).or_else(|| sent.last()).copied();
        let Some(letter) = by_id.or_else(by_recipient) else { return Ok(()) };
        // What the authority passed on to others, and they did not take, has arrived.
        let is_near = |address: &&str| domain::is_near_address(address, &letter.to_address);
        if !failed.is_empty() && !failed.iter().any(is_near) {
            return Ok(());
        }
        if letter.state.may_become(LetterState::Bounced) {
            let because = self.reading.kind_evidence.first().map(|evidence| evidence.quote.clone());
            let bounced = EventKind::Letter {
                letter: letter.id,
                kind: letter.kind,
                state: LetterState::Bounced,
                because: because.clone(),
            };
            let quote = because.clone().unwrap_or_default();
            let step = NewStep::new(letter.id, LetterState::Bounced, self.at).because(&quote);
            change.add_step(&step)?;
            change.record(self.request, self.at, &bounced)?;
        }
        Ok(())
    }
}

/// Writes the references of a request anew, out of the messages filed under it: the first message
/// by date counts, and a later near miss is a slip of the pen, unless it came with a review, which has a
/// number of its own. So neither the order of exports nor a
/// filing taken back leaves a trace.
pub fn references_anew(
    change: &Change<'_>,
    request: &RequestId,
    authority: &AuthorityId,
    index: &Index,
) -> Result<()> {
    change.drop_references(request)?;
    let mut sound: Vec<(&str, String)> = Vec::new();
    for message in change.store().messages_of(request)? {
        let kind = reference_kind(message.kind);
        let filed = change.store().filed_under(message.key)?;
        let shares = shares(&message, &filed, index);
        let others = numbers_of_others(change, request, authority, &message, &filed)?;
        let is_its_own = |value: &String| {
            shares.as_ref().is_none_or(|shares| {
                shares.iter().any(|(shared, of)| of == request && shared == value)
            })
        };
        for (value, place) in named_in(&message).into_iter().filter(|(value, _)| is_its_own(value))
        {
            let of_kind = sound.iter().filter(|(of, _)| *of == kind);
            let is_known = { sound.iter() }
                .any(|(_, known)| reference::normal(known) == reference::normal(&value));
            let of_another = others.contains(&reference::normal(&value)).then(|| {
                let own = sound.first().map_or(&value, |(_, known)| known);
                (own.clone(), "it is the number of another of your requests there")
            });
            let slip = { of_kind.filter(|_| !is_known) }
                .find_map(|(_, known)| Some((known.clone(), reference::mistype(&value, known)?)))
                .or(of_another);
            let (mistype_of, because) =
                slip.map_or((None, None), |(known, why)| (Some(known), Some(why.to_owned())));
            let is_sound = mistype_of.is_none();
            let added = change.add_reference(&NewReference {
                request: request.clone(),
                authority: authority.clone(),
                normal: reference::normal(&value),
                value: value.clone(),
                kind: kind.to_owned(),
                message: Some(message.key),
                place,
                mistype_of,
                because,
                seen_at: message.sent_at.unwrap_or(message.recorded_at),
            })?;
            if added && is_sound {
                sound.push((kind, value));
            }
        }
        for case in &message.signals.regulator_references {
            change.add_reference(&NewReference {
                request: request.clone(),
                authority: authority.clone(),
                normal: reference::normal(case),
                value: case.clone(),
                kind: "regulator".to_owned(),
                message: Some(message.key),
                place: Place::Body.word().to_owned(),
                mistype_of: None,
                because: None,
                seen_at: message.sent_at.unwrap_or(message.recorded_at),
            })?;
        }
    }
    Ok(())
}

/// For a message filed under several requests, which of its references is whose by its text.
fn shares(
    message: &StoredMessage,
    filed: &[(RequestId, bool)],
    index: &Index,
) -> Option<Vec<(String, RequestId)>> {
    let requests: Vec<RequestId> = filed.iter().map(|(request, _)| request.clone()).collect();
    (requests.len() > 1).then(|| index.shares(&message.signals, &requests))
}

/// Of a message that she filed under the request, the numbers that earlier mail gave to others of
/// the authority's: there they are slips.
fn numbers_of_others(
    change: &Change<'_>,
    request: &RequestId,
    authority: &AuthorityId,
    message: &StoredMessage,
    filed: &[(RequestId, bool)],
) -> Result<BTreeSet<String>> {
    if !filed.iter().any(|(filed, by_her)| *by_her && filed == request) {
        return Ok(BTreeSet::new());
    }
    let at = message.sent_at.unwrap_or(message.recorded_at);
    let known = change.store().all_references()?.into_iter().filter(|known| {
        known.authority == *authority
            && known.request != *request
            && known.mistype_of.is_none()
            && known.message != Some(message.key)
            && known.seen_at < at
    });
    Ok(known.map(|known| known.normal).collect())
}

/// What is looked for in a reading.
#[derive(Default, Deserialize)]
struct Naming {
    #[serde(default)]
    authority_references: Vec<Named>,
}

/// A reference that a message gives itself, and its place.
#[derive(Deserialize)]
struct Named {
    value: String,
    #[serde(rename = "where")]
    place: String,
}

/// The references that a stored message gives itself, with their places.
fn named_in(message: &StoredMessage) -> Vec<(String, String)> {
    let named: Naming = message.reading.part().unwrap_or_default();
    let named = named.authority_references.into_iter().map(|named| (named.value, named.place));
    named
        .filter(|(_, place)| place != Place::Quoted.word())
        .filter(|(value, _)| !message.signals.others_references.contains(value))
        .collect()
}

/// Which matter a reference in such a message is of.
fn reference_kind(kind: Kind) -> &'static str {
    match kind {
        kind if kind.is_of_review() => "review",
        _ => "request",
    }
}

/// The dates that an authority claims in a message. A claim is kept as one: the clock shows the date
/// with it and without it.
fn claims(reading: &Reading, at: DateTime<Utc>) -> Vec<EventKind> {
    let on = london::date(at);
    let quote =
        || reading.kind_evidence.first().map(|evidence| evidence.quote.clone()).unwrap_or_default();
    let mut claims = Vec::new();
    match reading.kind {
        Kind::Clarification => {
            claims.push(EventKind::ClarificationAsked { on, basis: Basis::Claim });
        }
        Kind::IdentityRequest => {
            claims.push(EventKind::IdentityAsked { on, basis: Basis::Claim });
        }
        Kind::FeeNotice => {
            claims.push(EventKind::FeeNotice { on, pence: None, basis: Basis::Claim });
        }
        Kind::Extension => claims.push(EventKind::Extended {
            until: reading.due_quoted,
            because: quote(),
            basis: Basis::Claim,
        }),
        Kind::Transfer => claims.push(EventKind::Transferred { to: None, on, basis: Basis::Claim }),
        _ => {}
    }
    let asks = matches!(
        reading.kind,
        Kind::Clarification | Kind::NarrowingInvited | Kind::IdentityRequest | Kind::FeeNotice
    );
    if let Some(by) = reading.reply_by.filter(|_| asks) {
        claims.push(EventKind::ReplyWanted { by });
    }
    if let Some(due) = reading.due_quoted.filter(|_| reading.kind != Kind::Extension) {
        claims.push(EventKind::DueClaimed { due });
    }
    if let Some(window) = reading.review_window.clone() {
        claims.push(EventKind::ReviewWindowStated { on, window });
    }
    claims
}

/// Takes back that a message is filed under a request, with all that it brought.
pub fn take_back(
    change: &Change<'_>,
    message: MessageKey,
    request: &RequestId,
    now: DateTime<Utc>,
) -> Result<()> {
    let events = change.store().events(request)?;
    let undone = fold::undone(&events);
    for event in brought_by(&events, message).filter(|event| !undone.contains(&event.id)) {
        change.record(request, now, &EventKind::Undone { event: event.id })?;
        give_back(change, &event.kind)?;
    }
    change.record(request, now, &EventKind::Unfiled { message })?;
    change.project(request)?;
    Ok(())
}

/// A letter whose bounce is taken back was accepted, as far as anybody knows.
pub fn give_back(change: &Change<'_>, undone: &EventKind) -> Result<()> {
    if let EventKind::Letter { letter, state: LetterState::Bounced, .. } = undone {
        change.set_letter_state(*letter, LetterState::Accepted)?;
    }
    Ok(())
}

/// The claims recorded with each filing of the message: what follows it at once and happened at the
/// same time.
fn brought_by(events: &[Event], message: MessageKey) -> impl Iterator<Item = &Event> {
    let filings = events.iter().enumerate().filter(move |(_, event)| matches!(event.kind, EventKind::Filed { message: filed, .. } if filed == message));
    filings.flat_map(|(place, filing)| {
        events[place + 1..].iter().take_while(move |event| {
            event.occurred_at == filing.occurred_at && event.kind.comes_with_a_message()
        })
    })
}
