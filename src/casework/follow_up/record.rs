//! What is on record of a request, as a follow-up letter states it: references, dates, questions,
//! the answer with the sentences it rests on, and the thread the letter belongs to.

use chrono::NaiveDate;

use super::super::{Desk, Result};
use crate::law::{BodyKind, Calendar, Clock, Facts, Holidays, Regime, body_for, compute, london};
use crate::letter::render::written;
use crate::letter::{Correspondence, LetterKind, LetterState, grounds, token, wording};
use crate::reading::Kind;
use crate::request::fold;
use crate::request::{Event, EventKind};
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
    /// What happened, by day.
    pub days: Days,
    /// The dates by law; `None` before anything was sent.
    pub clock: Option<Clock>,
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
pub fn record(desk: &Desk, kind: BodyKind, request: &Request, today: NaiveDate) -> Result<Record> {
    let events = desk.store.events(&request.id)?;
    let messages = desk.store.received(&request.id)?;
    let letters = desk.store.letters(&request.id)?;
    let references = desk.store.references(&request.id)?;
    let answer = messages.iter().rev().find(|message| how(message.kind).is_some()).cloned();
    let days = Days::of(&events, answer.as_ref());
    let holidays = Holidays::shipped();
    let clock = days.facts(request.regime, kind).map(|facts| compute(&facts, holidays));
    let sections = answer.as_ref().map(|one| cited(one, request.regime)).unwrap_or_default();
    let mut correspondence = Correspondence {
        subject: without_token(&request.subject),
        topic: topic(&request.subject),
        references: references
            .into_iter()
            .filter(|one| one.mistype_of.is_none())
            .map(|one| one.value)
            .collect(),
        asked: request.questions.clone(),
        sections: sections
            .iter()
            .map(|section| grounds::written(request.regime, section))
            .collect(),
        ..Correspondence::default()
    };
    if let Some(clock) = &clock {
        dates(&mut correspondence, &days, clock, today);
    }
    if let Some(answer) = &answer {
        correspondence.answered_on = answer.sent_at.map(|at| written(london::date(at)));
        correspondence.answered_how = how(answer.kind).map(str::to_owned);
        correspondence.quotes = quotes(answer);
    }
    Ok(Record {
        correspondence,
        days,
        clock,
        answer,
        sections,
        thread: thread(&letters, &messages),
        last_message_id: messages.iter().rev().find_map(|message| message.message_id.clone()),
        letters,
    })
}

fn dates(facts: &mut Correspondence, days: &Days, clock: &Clock, today: NaiveDate) {
    let text = |day: Option<NaiveDate>| day.map(written);
    facts.sent_on = text(days.sent_on);
    facts.due = text(clock.due.or(clock.late_after));
    facts.acknowledged_on = text(days.acknowledged);
    facts.chased_on = text(days.chased);
    facts.review_asked_on = text(days.review_asked);
    facts.review_due = text(clock.review_due);
    if let Some(due) = clock.late_after.filter(|due| *due < today && days.answered.is_none()) {
        let late = Calendar::of(clock.regime).between(due, today, Holidays::shipped());
        facts.days_late = (late > 0).then_some(i64::from(late));
    }
}

/// The days on which things happened to a request, in London.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Days {
    /// A server took the first letter.
    pub sent_on: Option<NaiveDate>,
    /// They received it on another day.
    pub received_on: Option<NaiveDate>,
    /// They acknowledged it.
    pub acknowledged: Option<NaiveDate>,
    /// They answered.
    pub answered: Option<NaiveDate>,
    /// They received her explanation.
    pub clarified: Option<NaiveDate>,
    /// She reminded them last.
    pub chased: Option<NaiveDate>,
    /// She asked for a review.
    pub review_asked: Option<NaiveDate>,
}

impl Days {
    fn of(events: &[Event], answer: Option<&Received>) -> Self {
        let undone = fold::undone(events);
        let mut days = Days {
            answered: answer.and_then(|one| one.sent_at).map(london::date),
            ..Days::default()
        };
        for event in events.iter().filter(|event| !undone.contains(&event.id)) {
            days.take(&event.kind, london::date(event.occurred_at));
        }
        days
    }

    fn take(&mut self, kind: &EventKind, day: NaiveDate) {
        match kind {
            EventKind::Letter { kind, state: LetterState::Accepted, .. } => match kind {
                LetterKind::Request => {
                    self.sent_on = Some(self.sent_on.map_or(day, |first| first.min(day)));
                }
                LetterKind::Chaser => self.chased = self.chased.max(Some(day)),
                LetterKind::Review => self.review_asked = self.review_asked.max(Some(day)),
                LetterKind::Reply | LetterKind::Complaint => {}
            },
            EventKind::Filed { kind: Kind::Acknowledgement, .. } => {
                self.acknowledged = Some(self.acknowledged.map_or(day, |first| first.min(day)));
            }
            EventKind::ClarificationGiven { on } => self.clarified = Some(*on),
            EventKind::ReceivedOn { on, .. } => self.received_on = Some(*on),
            _ => {}
        }
    }

    fn facts(&self, regime: Regime, kind: BodyKind) -> Option<Facts> {
        let received = self.received_on.or(self.sent_on)?;
        Some(Facts {
            clarified: self.clarified,
            answered: self.answered,
            review_asked: self.review_asked,
            ..Facts::received(regime, body_for(kind, regime), received)
        })
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

/// The sections of the request's law that an answer cites and the law has as grounds of refusal.
fn cited(answer: &Received, regime: Regime) -> Vec<String> {
    let citations = answer.reading["sections"].as_array().cloned().unwrap_or_default();
    let of_law = citations.iter().filter(|one| one["law"] == regime.word());
    let sections: Vec<String> =
        of_law.filter_map(|one| one["section"].as_str()).map(str::to_owned).collect();
    grounds::known(regime, &sections)
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
