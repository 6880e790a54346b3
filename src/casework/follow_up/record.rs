//! What is on record of a request, as a follow-up letter states it: references, dates, questions,
//! the answer with the sentences it rests on, and the thread the letter belongs to.

use chrono::NaiveDate;

use super::super::standing::Clocks;
use super::super::{Desk, Result};
use crate::law::{Regime, london};
use crate::letter::render::written;
use crate::letter::{Correspondence, LetterKind, LetterState, grounds, token, wording};
use crate::reading::Kind;
use crate::request::clock::DueBy;
use crate::request::{RequestClock, Status, fold};
use crate::store::{Letter, Received, Request};

/// The most sentences quoted from an answer.
const QUOTES: usize = 2;
/// The longest sentence quoted, in characters.
const QUOTE_LENGTH: usize = 300;

/// What is on record of a request.
#[derive(Debug, Clone)]
pub struct Record {
    /// The facts that a letter states.
    pub correspondence: Correspondence,
    /// Its dates, as everywhere on the desk; `None` before anything was sent.
    pub clock: Option<RequestClock>,
    /// The outcome, once she has decided it.
    pub outcome: Option<Status>,
    /// Their answer.
    pub answer: Option<Received>,
    /// The sections that the answer relies on and the law has, as cited.
    pub sections: Vec<String>,
    /// Ids of the thread, oldest first, without angle brackets.
    pub thread: Vec<String>,
    /// The id of their last message.
    pub last_message_id: Option<String>,
    /// The request's letters.
    pub letters: Vec<Letter>,
}

/// Gathers what is on record of a request on a day.
pub fn record(desk: &Desk, clocks: &Clocks, request: &Request, today: NaiveDate) -> Result<Record> {
    let events = desk.store.events(&request.id)?;
    let messages = desk.store.received(&request.id)?;
    let letters = desk.store.letters(&request.id)?;
    let references = desk.store.references(&request.id)?;
    let outcome = desk.store.state(&request.id)?.and_then(|state| state.outcome);
    let clock = clocks.clock(request, &events);
    let is_answered = clock.as_ref().is_some_and(|clock| clock.facts.answered.is_some());
    let stands = fold::standing(&events);
    let answers = messages.iter().rev().filter(|message| {
        is_answered && stands.contains(&message.message) && agrees(message, outcome)
    });
    let answer = answers.into_iter().next().cloned();
    let sections = answer.as_ref().map(|one| cited(one, request.regime)).unwrap_or_default();
    let mut correspondence = Correspondence {
        subject: without_token(&request.subject),
        topic: topic(&request.subject),
        references: references
            .into_iter()
            .filter(|one| one.mistype_of.is_none())
            .map(|one| one.value)
            .collect(),
        asked: request.questions.to_vec(),
        sections: sections
            .iter()
            .map(|section| grounds::written(request.regime, section))
            .collect(),
        ..Correspondence::default()
    };
    if let Some(clock) = &clock {
        dates(&mut correspondence, clock, clocks, today);
        correspondence.answered_how = outcome.and_then(decided).map(str::to_owned);
    }
    if let Some(answer) = &answer {
        correspondence.answered_on = answer.sent_at.map(|at| written(london::date(at)));
        correspondence.answered_how = how(answer.kind).map(str::to_owned);
        correspondence.quotes = quotes(answer);
    }
    Ok(Record {
        correspondence,
        clock,
        outcome,
        answer,
        sections,
        thread: thread(&letters, &messages),
        last_message_id: messages.iter().rev().find_map(|message| message.message_id.clone()),
        letters,
    })
}

fn dates(facts: &mut Correspondence, clock: &RequestClock, clocks: &Clocks, today: NaiveDate) {
    let text = |day: Option<NaiveDate>| day.map(written);
    facts.sent_on = text(clock.timeline.sent_on.or(Some(clock.facts.received)));
    facts.due = text(clock.law.dates.due.or(clock.late_after));
    match clock.due_by {
        DueBy::Law => {}
        DueBy::Granted => facts.extended_to = text(clock.due),
        DueBy::Override => facts.due = text(clock.due),
    }
    facts.acknowledged_on = text(clock.timeline.acknowledged.first().copied());
    facts.chased_on = text(clock.timeline.chased);
    facts.answered_on = text(clock.facts.answered);
    facts.review_asked_on = text(clock.facts.review_asked);
    facts.review_due = text(clock.law.dates.review_due);
    facts.review_answered_on = text(clock.facts.review_answered);
    if clock.answer_is_late(today) {
        facts.days_late = Some(i64::from(clock.late_by(today, clocks.holidays())));
    }
}

/// Whether a message is an answer, and not one that her decision reads otherwise.
fn agrees(message: &Received, outcome: Option<Status>) -> bool {
    let refuses = matches!(
        message.kind,
        Kind::RefusalCost
            | Kind::RefusalVexatious
            | Kind::RefusalExemption
            | Kind::RefusalPublished
            | Kind::NeitherConfirmNorDeny
            | Kind::Excluded
            | Kind::RedirectedSar
    );
    how(message.kind).is_some()
        && match outcome {
            Some(Status::Refused) => refuses,
            Some(Status::NotHeld) => message.kind == Kind::NotHeld,
            Some(Status::PartlySuccessful) => message.kind == Kind::PartlyReleased,
            Some(Status::Successful) => message.kind == Kind::Released,
            _ => true,
        }
}

/// What an answer with an outcome that she decided did, where no message says it by itself.
fn decided(outcome: Status) -> Option<&'static str> {
    match outcome {
        Status::Successful => how(Kind::Released),
        Status::PartlySuccessful => how(Kind::PartlyReleased),
        Status::Refused => how(Kind::RefusalExemption),
        Status::NotHeld => how(Kind::NotHeld),
        Status::Unsent
        | Status::Undelivered
        | Status::AwaitingResponse
        | Status::AwaitingClarification
        | Status::Answered
        | Status::Postal
        | Status::InternalReview
        | Status::WithRegulator
        | Status::Withdrawn => None,
    }
}

/// What an answer of a kind did; `None` where the message is no answer.
fn how(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Released => "answered",
        Kind::PartlyReleased => "answered in part",
        Kind::NotHeld => "said that the information is not held",
        Kind::RefusalCost => "refused the request for its cost",
        Kind::RefusalVexatious => "refused the request as vexatious or repeated",
        Kind::RefusalExemption => "refused the request",
        Kind::RefusalPublished => {
            "refused the request because the information is published or to be published"
        }
        Kind::NeitherConfirmNorDeny => "neither confirmed nor denied that the information is held",
        Kind::Excluded => "said that the law does not reach the information",
        Kind::RedirectedSar => "treated the request as one for personal data",
        Kind::ReviewUpheld
        | Kind::ReviewPartlyUpheld
        | Kind::ReviewOverturned
        | Kind::Bounce
        | Kind::BounceDelayed
        | Kind::DeliveryNotice
        | Kind::OutOfOffice
        | Kind::Recall
        | Kind::AutoReply
        | Kind::Acknowledgement
        | Kind::WebFormDemand
        | Kind::Clarification
        | Kind::NarrowingInvited
        | Kind::IdentityRequest
        | Kind::FeeNotice
        | Kind::Extension
        | Kind::Holding
        | Kind::Transfer
        | Kind::Postal
        | Kind::PortalNotice
        | Kind::Interim
        | Kind::Correction
        | Kind::SentInError
        | Kind::ReviewAcknowledgement
        | Kind::Closed
        | Kind::Regulator
        | Kind::OtherCorrespondence
        | Kind::Unrelated => return None,
    })
}

/// The sections of the request's law that an answer cites and the law has as grounds of refusal; one
/// that is cited more closely too is named once (24(2), not 24).
fn cited(answer: &Received, regime: Regime) -> Vec<String> {
    let citations = answer.reading["sections"].as_array().cloned().unwrap_or_default();
    let of_law = citations.iter().filter(|one| one["law"] == regime.word());
    let sections: Vec<String> =
        of_law.filter_map(|one| one["section"].as_str()).map(str::to_owned).collect();
    let closer = |one: &String| {
        let paragraph = format!("{one}(");
        !one.contains('(') && sections.iter().any(|other| other.starts_with(&paragraph))
    };
    let named: Vec<String> = sections.iter().filter(|one| !closer(one)).cloned().collect();
    grounds::known(regime, &named)
}

/// The sentences that the reading of an answer rests on, short and on one line.
fn quotes(answer: &Received) -> Vec<String> {
    let evidence = answer.reading["kind_evidence"].as_array().cloned().unwrap_or_default();
    let mut quotes: Vec<String> = Vec::new();
    for one in evidence.iter().filter_map(|one| one["quote"].as_str()) {
        let line = one.split_whitespace().collect::<Vec<_>>().join(" ");
        // Too long, or with marks that a letter may not hold: better none than a broken one.
        let sound =
            (20..=QUOTE_LENGTH).contains(&line.chars().count()) && !line.contains(['{', '}']);
        if sound && !quotes.contains(&line) {
            quotes.push(line);
        }
    }
    quotes.truncate(QUOTES);
    quotes
}

/// The thread in the order of time: our letters that went, and their messages.
fn thread(letters: &[Letter], messages: &[Received]) -> Vec<String> {
    let mut dated: Vec<_> = letters
        .iter()
        .filter(|letter| matches!(letter.state, LetterState::Accepted | LetterState::Bounced))
        .filter_map(|letter| {
            let id = letter.server_message_id.as_ref().or(letter.message_id.as_ref())?;
            Some((letter.sent_at.unwrap_or(letter.drafted_at), id.clone()))
        })
        .chain(messages.iter().filter_map(|one| Some((one.sent_at?, one.message_id.clone()?))))
        .collect();
    dated.sort();
    dated.into_iter().map(|(_, id)| id).collect()
}

fn without_token(subject: &str) -> String {
    match subject.rfind('[') {
        Some(at) if !token::find(&subject[at..]).is_empty() => subject[..at].trim_end().to_owned(),
        _ => subject.to_owned(),
    }
}

/// A subject without token, "Re:" and the heading that every request has.
fn topic(subject: &str) -> String {
    let mut topic = without_token(subject);
    let headings = Regime::ALL.iter().map(|regime| wording::law(*regime).heading);
    let prefixes: Vec<String> =
        ["Re", "Fwd", "FW"].into_iter().chain(headings).map(|word| format!("{word}:")).collect();
    while let Some(prefix) = prefixes.iter().find(|prefix| {
        topic.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    }) {
        topic = topic[prefix.len()..].trim_start().to_owned();
    }
    if topic.is_empty() { subject.to_owned() } else { topic }
}

impl Record {
    /// A letter of a kind that waits to be sent, if there is one.
    pub fn waiting(&self, kind: LetterKind) -> Option<&Letter> {
        let waits = |letter: &&Letter| {
            letter.kind == kind && super::super::preview::has_not_gone(letter.state)
        };
        self.letters.iter().find(waits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_what_the_request_is_about() {
        let token = crate::letter::Token::from_seed([3; 8]);
        let subject = format!("Re: Freedom of Information request: cats [{token}]");
        assert_eq!(topic(&subject), "cats");
        assert_eq!(without_token(&subject), "Re: Freedom of Information request: cats");
        assert_eq!(topic("RE: [urgent] dogs"), "[urgent] dogs");
        assert_eq!(topic("Re:"), "Re:");
    }
}
