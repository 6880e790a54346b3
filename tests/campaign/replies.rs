//! What authorities answer when all goes as usual: receipts, questions, apologies, answers; with all
//! the ways in which a message does or does not say which request it is about.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::world::{Authority, HER, Writes};
use super::write::{self, Mail};
use super::{Arrived, Dice, Ideal, World};

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Automatic,
    Receipt,
    Question,
    Apology,
    Answer,
}

/// A message before it is written, and what it says of its request.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) mail: Mail,
    /// It carries our Message-ID, plus-address or token.
    pub(super) named: bool,
    /// It gives the reference as it is.
    pub(super) referenced: bool,
    /// It says what the request asks, quotes it, or gives its day.
    pub(super) tells: bool,
}

/// Every ordinary message of the campaign.
pub(super) fn all(world: &World, dice: &mut Dice) -> Vec<Arrived> {
    let mut all = Vec::new();
    for request in 0..world.requests.len() {
        let drafts = thread(world, request, dice);
        let taught = drafts.iter().any(|draft| draft.named && draft.referenced);
        let told = drafts.iter().any(|draft| draft.referenced && (draft.named || draft.tells));
        let alone = world.siblings(request).is_empty();
        for draft in drafts {
            let ideal = match () {
                () if draft.named || (draft.referenced && taught) => Ideal::File,
                () if alone || draft.tells || (draft.referenced && told) => Ideal::Offer,
                () => Ideal::Open,
            };
            all.push(Arrived {
                raw: write::mail(&draft.mail, dice),
                case: "usual",
                requests: vec![request],
                ideal,
            });
        }
    }
    all
}

fn thread(world: &World, request: usize, dice: &mut Dice) -> Vec<Draft> {
    let mut at = world.requests[request].sent;
    let mut drafts = Vec::new();
    for (step, often, days) in [
        (Step::Automatic, 55, 0),
        (Step::Receipt, 85, 2),
        (Step::Question, 20, 4),
        (Step::Apology, 25, 15),
        (Step::Answer, 85, 9),
    ] {
        at = at
            + Days::new(days)
            + TimeDelta::minutes(2 + dice.below(if days == 0 { 9 } else { 1400 }) as i64);
        if dice.chance(often) {
            drafts.push(draft(world, request, step, at, dice));
        }
    }
    drafts
}

/// A message of that step about a request.
pub(super) fn draft(
    world: &World,
    request: usize,
    step: Step,
    at: DateTime<Utc>,
    dice: &mut Dice,
) -> Draft {
    let about = &world.requests[request];
    let authority = world.of(request);
    let mut draft = Draft {
        mail: Mail {
            id: Some(format!("{}@{}", dice.tag(16), authority.domain)),
            from: sender(authority, step, dice),
            to: HER.to_owned(),
            date: Some(at),
            html: authority.writes == Writes::CaseSystem && dice.chance(60),
            ..Mail::default()
        },
        ..Draft::default()
    };
    let system = authority.writes == Writes::CaseSystem;
    if dice.chance(if system { 60 } else { 85 }) {
        draft.mail.to.clone_from(&about.from);
        draft.named |= about.tag.is_some();
    } else if about.tag.is_some() && dice.chance(30) {
        draft.mail.headers.push(format!("Delivered-To: {}", about.from.to_uppercase()));
        draft.named = true;
    }
    thread_headers(&mut draft, world, request, system, dice);
    let referenced = step != Step::Automatic && dice.chance(75);
    let value = if dice.chance(7) { slip(world, request, dice) } else { None };
    draft.referenced = referenced && value.is_none();
    let value = value.unwrap_or_else(|| about.reference.clone());
    subject(&mut draft, world, request, step, referenced.then_some(value.as_str()), dice);
    draft.mail.text = text(&mut draft.tells, world, request, step, at, dice);
    if referenced && !draft.mail.subject.contains(&value) {
        if step == Step::Answer && dice.chance(30) {
            draft.mail.attached.push((
                "Response letter.txt".into(),
                format!("Our ref: {value}\n\n{}", about.topic.answer),
            ));
        } else {
            draft.mail.text = format!(
                "{}: {value}\n\n{}",
                dice.pick(&["Our ref", "Reference", "Case number", "Ein cyf"]),
                draft.mail.text
            );
        }
    }
    if !system && dice.chance(55) {
        draft.mail.text += &about.quoted(authority, dice.chance(60));
        draft.named |= about.tag.is_some() || about.token.is_some();
        draft.tells = true;
    }
    if step == Step::Automatic && dice.chance(70) {
        draft.mail.headers.push("Auto-Submitted: auto-replied".into());
    }
    draft
}

fn sender(authority: &Authority, step: Step, dice: &mut Dice) -> String {
    let clerk = dice.pick(&["Ola Pike", "Ines Marchbank", "Tam Okoro-Lyle", "R. Vane"]);
    let local = clerk.to_lowercase().replace([' ', '.'], "");
    match authority.writes {
        Writes::CaseSystem => match dice.below(3) {
            0 => format!("{} <noreply@casebox.example>", authority.name),
            _ => "Information Requests <noreply@casebox.example>".to_owned(),
        },
        Writes::Provider => format!("\"{}\" <{}>", authority.name, authority.address),
        _ if step == Step::Automatic || dice.chance(50) => {
            format!("FOI Team <{}>", authority.address)
        }
        Writes::Department => format!("{clerk} <{local}@legal.{}>", authority.domain),
        _ => format!("{clerk} <{local}@{}>", authority.domain),
    }
}

fn thread_headers(draft: &mut Draft, world: &World, request: usize, system: bool, dice: &mut Dice) {
    let about = &world.requests[request];
    if system || !dice.chance(80) {
        return;
    }
    let known = if world.of(request).rewrites { &about.server_id } else { &about.message_id };
    draft.mail.headers.push(format!("In-Reply-To: <{known}>"));
    if world.of(request).rewrites && dice.chance(50) {
        draft.mail.headers.push(format!("References: <{}>\n <{known}>", about.message_id));
        draft.named = true;
    }
    draft.named |= !world.of(request).rewrites;
}

fn subject(
    draft: &mut Draft,
    world: &World,
    request: usize,
    step: Step,
    reference: Option<&str>,
    dice: &mut Dice,
) {
    let about = &world.requests[request];
    let own = match step {
        Step::Automatic => "Automatic reply: ".to_owned() + &about.subject(),
        _ if world.of(request).writes == Writes::CaseSystem || dice.chance(30) => {
            let name = &world.of(request).name;
            dice.pick(&["Your request for information", "Case update", "Final response"])
                .to_string()
                + &if dice.chance(40) { format!(" - {name}") } else { String::new() }
        }
        _ if dice.chance(10) => "Ynghylch: eich cais".to_owned(),
        _ => "RE: ".to_owned() + &about.subject(),
    };
    draft.named |= about.token.as_ref().is_some_and(|token| own.contains(token.as_str()));
    draft.tells |= own.contains(about.topic.subject);
    draft.mail.subject = match reference {
        Some(reference) if dice.chance(50) => match dice.below(3) {
            0 => format!("{own} ({reference})"),
            1 => format!("{reference} - {own}"),
            _ => format!("{own} [Ref: {reference}]"),
        },
        _ => own,
    };
}

fn text(
    tells: &mut bool,
    world: &World,
    request: usize,
    step: Step,
    at: DateTime<Utc>,
    dice: &mut Dice,
) -> String {
    let about = &world.requests[request];
    let body = match step {
        Step::Automatic => "This is an automatic message. We have your email and will log it on the next working day.".to_owned(),
        Step::Receipt if dice.chance(40) => {
            *tells = true;
            format!("Thank you. We have logged {} and will answer within twenty working days.", about.topic.clerk)
        }
        Step::Receipt if dice.chance(40) => {
            *tells = true;
            format!("Thank you for your request, received on {}. You will have an answer in due course.", about.sent.format("%-d %B %Y"))
        }
        Step::Receipt => "Thank you for your request. It was logged and will be answered.".to_owned(),
        Step::Question => format!("Before we can begin, which years do you mean in question 1? Please tell us by {}.", (at + Days::new(14)).format("%-d %B %Y")),
        Step::Apology => "We are sorry that our answer to your request is late. The service is still collecting the figures.".to_owned(),
        Step::Answer if dice.chance(50) => {
            *tells = true;
            format!("This is our answer under the Freedom of Information Act.\n\n1. {}\n2. We do not hold this.", about.topic.answer)
        }
        Step::Answer => "Our answer to your request is attached. You may ask for an internal review.".to_owned(),
    };
    let desk = dice.pick(&["Information Governance", "Legal Services", "Customer Relations"]);
    format!(
        "Dear Robin Example,\n\n{body}\n\nYours sincerely\n\n{desk}\n{}\nTel: 01632 960{}",
        world.of(request).name,
        100 + dice.below(899)
    )
}

/// The reference with two neighbouring figures changed round, if that is no sibling's.
pub(super) fn slip(world: &World, request: usize, dice: &mut Dice) -> Option<String> {
    let number = world.requests[request].number.to_string();
    let at = dice.below(number.len() - 1);
    let mut figures: Vec<char> = number.chars().collect();
    figures.swap(at, at + 1);
    let slipped: String = figures.into_iter().collect();
    let shape = world.of(request).shape;
    let taken = world
        .siblings(request)
        .iter()
        .any(|other| world.requests[*other].number.to_string() == slipped);
    (slipped != number && !taken).then(|| shape.replace('#', &slipped))
}
