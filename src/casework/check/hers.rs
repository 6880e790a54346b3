//! What she wrote herself in the thread of a request, with her own mail program: an answer of hers to a
//! question of theirs ends the wait for it, as a reply sent by the desk does. The mail itself is not kept.

use chrono::{DateTime, Utc};

use crate::casework::Result;
use crate::casework::adopt::purpose;
use crate::mailbox::{Mailbox, RawMail};
use crate::reading::matching::Index;
use crate::reading::matching::signals::REHEARSAL;
use crate::reading::matching::subject::subject_key;
use crate::reading::{Message, decode, new_text};
use crate::request::{EventKind, RequestId, fold};
use crate::store::Change;

/// A message of hers that answers another one.
pub(super) struct OwnLetter {
    /// Its place in the mailbox.
    place: usize,
    id: String,
    /// What it answers, the last one first.
    answers: Vec<String>,
    to: Vec<String>,
    subject: String,
    at: Option<DateTime<Utc>>,
}

impl OwnLetter {
    /// A message of hers; `None` for one outside any thread.
    pub(super) fn of(place: usize, mail: &RawMail<'_>, message: &Message) -> Option<Self> {
        let ids = message.in_reply_to.iter().chain(message.references.iter().rev());
        let answers: Vec<String> = ids.cloned().collect();
        let is_rehearsal = message.header(REHEARSAL).is_some();
        let id = message.message_id.clone().filter(|_| !answers.is_empty() && !is_rehearsal)?;
        Some(OwnLetter {
            place,
            id,
            answers,
            to: message.to.iter().map(|to| to.address.clone()).collect(),
            subject: subject_key(&message.subject),
            at: message.date.map(|date| date.with_timezone(&Utc)).or(mail.arrived),
        })
    }
}

/// What came of her letters.
#[derive(Default)]
pub(super) struct Recorded {
    /// Whether an answer of hers was written down.
    pub(super) any: bool,
    /// Whether an id became known by which replies may name a request.
    pub(super) taught: bool,
}

/// Writes down which of her letters answer a question: those whose ids are known as hers about a
/// request, and those that answer a letter filed under one.
pub(super) fn record(
    change: &Change<'_>,
    mailbox: &Mailbox,
    index: &Index,
    letters: &[OwnLetter],
    now: DateTime<Utc>,
) -> Result<Recorded> {
    let mut recorded = Recorded::default();
    for letter in letters {
        let request = match index.own_letter(&letter.id) {
            Some(known) => known,
            None => match in_answer_to(change, letter, index)? {
                Some(request) => {
                    change.note_own_id(&request, &letter.id)?;
                    recorded.taught = true;
                    request
                }
                None => continue,
            },
        };
        if is_known(change, &request, &letter.id)? || !answers_a_question(mailbox, letter) {
            continue;
        }
        let wrote = EventKind::Wrote { message_id: letter.id.clone() };
        change.add_event(&request, letter.at.unwrap_or(now), &wrote)?;
        recorded.any = true;
    }
    Ok(recorded)
}

/// The request under which the letter is filed that hers answers, under its subject and to its writer or
/// the authority: what she passes on to others is not about it, and one filed under two requests tells
/// nothing.
fn in_answer_to(
    change: &Change<'_>,
    letter: &OwnLetter,
    index: &Index,
) -> Result<Option<RequestId>> {
    if index.is_letter(&letter.id) {
        return Ok(None);
    }
    for id in &letter.answers {
        let filed = change.store().filed_with_id(id)?;
        let [theirs] = &filed[..] else { continue };
        let goes_there = letter.to.iter().any(|to| {
            theirs.from.as_ref().is_some_and(|from| from.eq_ignore_ascii_case(to))
                || index.is_address_for(to, &theirs.request)
        });
        let is_its_subject = letter.subject.contains(&subject_key(&theirs.subject));
        return Ok((goes_there && is_its_subject).then(|| theirs.request.clone()));
    }
    Ok(None)
}

/// Whether it was written down before.
fn is_known(change: &Change<'_>, request: &RequestId, id: &str) -> Result<bool> {
    let events = change.store().events(request)?;
    let undone = fold::undone(&events);
    Ok(events
        .iter()
        .filter(|event| !undone.contains(&event.id))
        .any(|event| matches!(&event.kind, EventKind::Wrote { message_id } if message_id == id)))
}

fn answers_a_question(mailbox: &Mailbox, letter: &OwnLetter) -> bool {
    mailbox.get(letter.place).is_some_and(|mail| {
        let message = decode(&mail.bytes);
        let text = new_text::separate(&message).new_text;
        purpose::answers_a_question(&message.subject, &text)
    })
}
