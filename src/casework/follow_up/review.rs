//! Requests for an internal review (FOISA: requirement for review): for which requests one makes
//! sense, on which grounds, and what she should know before it goes.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::record::{Record, record};
use super::{FollowUp, Writer};
use crate::casework::standing::Clocks;
use crate::casework::{Desk, Error, Result};
use crate::law::{Regime, london};
use crate::letter::LetterKind;
use crate::letter::grounds::{self, Case, Cause};
use crate::letter::render::written;
use crate::reading::Kind;
use crate::request::Status;
use crate::store::Request;

/// What she asked for.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The grounds, if she names them; else they follow from the answer.
    pub causes: Vec<Cause>,
    /// The ids of the questions that the review is about; none: all.
    pub about: Vec<String>,
    /// Another template than `review`.
    pub template: Option<String>,
}

/// A request that gets no review letter, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The request.
    pub request: Request,
    /// Why.
    pub because: String,
}

/// Makes a review letter for each request where one makes sense, and writes nothing.
pub fn plan(
    desk: &Desk,
    requests: &[Request],
    order: &Order,
    now: DateTime<Utc>,
    seed: &mut dyn FnMut() -> [u8; 8],
) -> Result<(Vec<FollowUp>, Vec<Skipped>)> {
    let template = desk.library()?.get(order.template.as_deref().unwrap_or("review"))?;
    if template.kind != LetterKind::Review {
        return Err(Error::usage(format!(
            "template `{}` makes a {}, not a review",
            template.name, template.kind
        )));
    }
    let files = super::Files::read(desk, &template, &[])?;
    let (register, given) = (desk.register()?, BTreeMap::new());
    let writer = Writer { desk, register, template, given, files, now };
    let clocks = Clocks::read(desk)?;
    let today = london::date(now);
    let (mut letters, mut skipped) = (Vec::new(), Vec::new());
    for request in requests {
        if let Some(because) = desk
            .store
            .state(&request.id)?
            .and_then(|state| too_early(state.status, !order.causes.is_empty()))
        {
            skipped.push(Skipped { request: request.clone(), because: because.to_owned() });
            continue;
        }
        let mut record = record(desk, &clocks, request, today)?;
        match causes(&record, order, today) {
            Err(because) => skipped.push(Skipped { request: request.clone(), because }),
            Ok(causes) => {
                let mut remarks = remarks(&record, request, &clocks, today);
                state(&mut record, request, &causes, order, &mut remarks)?;
                let letter = writer.write(request, &record, seed())?;
                let template = writer.template.name.clone();
                letters.push(FollowUp { request: request.clone(), letter, template, remarks });
            }
        }
    }
    Ok((letters, skipped))
}

/// Why a request that stands there gets no review letter, whatever the clock says. A question of
/// theirs holds a review back only while she names no ground herself: a claim silences nothing.
fn too_early(status: Status, has_ground: bool) -> Option<&'static str> {
    match status {
        Status::Unsent => Some("it has not been sent"),
        Status::Undelivered => {
            Some("its letter did not arrive; mend the address, then `foi draft --again`")
        }
        Status::AwaitingClarification if has_ground => None,
        Status::AwaitingClarification => {
            Some("they asked you something; answer it, or name the ground: --ground late")
        }
        Status::InternalReview => Some("a review is under way"),
        Status::WithRegulator => Some("it is with the regulator"),
        Status::Withdrawn => Some("you gave it up"),
        Status::AwaitingResponse
        | Status::Answered
        | Status::Successful
        | Status::PartlySuccessful
        | Status::Refused
        | Status::NotHeld
        | Status::Postal => None,
    }
}

/// Why a review is asked for, or why none can be.
fn causes(record: &Record, order: &Order, today: NaiveDate) -> Result<Vec<Cause>, String> {
    if record.waiting(LetterKind::Review).is_some() {
        return Err("a review letter waits already: see `foi preview`; `foi cancel REQUEST --kind review` gives it up"
            .to_owned());
    }
    let Some(clock) = &record.clock else { return Err("it has not been sent".to_owned()) };
    if let Some(day) = clock.facts.review_asked {
        return Err(format!("a review was asked for on {}", written(day)));
    }
    if !order.causes.is_empty() {
        return Ok(order.causes.clone());
    }
    if let Some(answer) = &record.answer {
        return of_kind(answer.kind, !record.sections.is_empty()).ok_or_else(refuses_nothing);
    }
    if clock.facts.answered.is_some() {
        return record.outcome.and_then(of_outcome).ok_or_else(refuses_nothing);
    }
    match clock.late_after {
        _ if clock.answer_is_late(today) => Ok(vec![Cause::Late]),
        Some(due) if today <= due => {
            Err(format!("no answer yet, and it is not late before {}", written(due)))
        }
        Some(_) => Err("they wait for your explanation or a fee: the clock stands".to_owned()),
        None => Err("no answer yet".to_owned()),
    }
}

fn refuses_nothing() -> String {
    "the answer refuses nothing; name the ground with --ground if you see it otherwise".to_owned()
}

/// The grounds that follow from an outcome that she decided, where no message was read as such.
fn of_outcome(outcome: Status) -> Option<Vec<Cause>> {
    match outcome {
        Status::Refused => Some(vec![Cause::Refused]),
        Status::NotHeld => Some(vec![Cause::NotHeld]),
        Status::PartlySuccessful => Some(vec![Cause::Partly]),
        Status::Successful
        | Status::Unsent
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

/// The grounds that follow from the kind of an answer.
fn of_kind(kind: Kind, cites_sections: bool) -> Option<Vec<Cause>> {
    Some(match kind {
        Kind::RefusalCost
        | Kind::RefusalVexatious
        | Kind::RefusalExemption
        | Kind::RefusalPublished
        | Kind::Excluded
        | Kind::RedirectedSar => vec![Cause::Refused],
        Kind::NeitherConfirmNorDeny => vec![Cause::Denied],
        Kind::NotHeld => vec![Cause::NotHeld],
        Kind::PartlyReleased if cites_sections => vec![Cause::Refused],
        Kind::PartlyReleased => vec![Cause::Partly],
        _ => return None,
    })
}

/// Puts grounds, remedies and the items in question into the facts that the letter states.
fn state(
    record: &mut Record,
    request: &Request,
    causes: &[Cause],
    order: &Order,
    remarks: &mut Vec<String>,
) -> Result<()> {
    for id in &order.about {
        if !request.questions.iter().any(|question| question.id == *id) {
            let known: Vec<&str> = request.questions.iter().map(|one| one.id.as_str()).collect();
            return Err(Error::usage(format!("{} has no item `{id}`", request.id))
                .hint(format!("its items are {}", known.join(", "))));
        }
    }
    let facts = &mut record.correspondence;
    let grounds = grounds::grounds(&Case {
        regime: request.regime,
        causes,
        sections: &record.sections,
        questions: request.questions.len(),
    });
    facts.grounds = grounds.paragraphs;
    facts.remedies = grounds.remedies;
    facts.about.clone_from(&order.about);
    if facts.sent_on.is_none() {
        return Err(Error::failed(format!("{}: the day it was sent is not on record", request.id))
            .hint("`foi set REQUEST --received DATE` records when they had it"));
    }
    if facts.answered_on.is_none() && !causes.contains(&Cause::Late) {
        remarks.push("no answer is on record: the letter says that none has come".to_owned());
    }
    Ok(())
}

/// What she should know before the letter goes.
fn remarks(record: &Record, request: &Request, clocks: &Clocks, today: NaiveDate) -> Vec<String> {
    let mut remarks = Vec::new();
    let late = record
        .clock
        .as_ref()
        .and_then(|clock| clock.review_ask_next(today))
        .filter(|by| *by < today);
    if let Some(by) = late {
        remarks.push(format!("the time to ask ended on {}: they may decline", written(by)));
    }
    let answered = record.clock.as_ref().is_some_and(|clock| clock.facts.answered.is_some());
    if !answered && matches!(request.regime, Regime::Foia) {
        remarks.push(
            "without an answer no review is needed under FOIA: after a reminder you may complain to the regulator"
                .to_owned(),
        );
    }
    if let Some(clock) = record.clock.as_ref().filter(|clock| !clock.timeline.claims().is_empty()) {
        remarks.extend(clock.remarks(clocks.holidays()));
    }
    if record.correspondence.references.is_empty() {
        remarks.push("no reference of theirs is known".to_owned());
    }
    remarks
}
