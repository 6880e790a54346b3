//! Mail that is about a request and invites to file it under another one.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::replies::{Draft, Step, draft};
use super::world::{HER, Writes};
use super::write::{self, Mail};
use super::{Arrived, Dice, Ideal, World};

/// Every trap that the campaign's requests allow.
pub(super) fn all(world: &World, dice: &mut Dice) -> Vec<Arrived> {
    let mut all = Vec::new();
    for request in 0..world.requests.len() {
        for trap in [
            wrong_thread,
            anothers_reference,
            slip_onto_sibling,
            two_answers,
            cites_the_other,
            both_named,
            swapped_tag,
            bounce,
            bounce_without_id,
            another_department,
            passed_on,
            no_id_no_date,
            twice_one_id,
            regulator,
            forged,
        ] {
            if dice.chance(22) {
                all.extend(trap(world, request, dice));
            }
        }
    }
    all
}

type Trapped = Vec<Arrived>;

fn after(world: &World, request: usize, days: u64) -> DateTime<Utc> {
    world.requests[request].sent + Days::new(days) + TimeDelta::minutes(77)
}

fn arrived(
    case: &'static str,
    draft: &Draft,
    requests: &[usize],
    ideal: Ideal,
    dice: &mut Dice,
) -> Trapped {
    vec![Arrived { raw: write::mail(&draft.mail, dice), case, requests: requests.to_vec(), ideal }]
}

/// A plain message from the authority about a request: nothing in it names one.
fn plain(world: &World, request: usize, days: u64, dice: &mut Dice) -> Draft {
    let authority = world.of(request);
    let mut draft = draft(world, request, Step::Apology, after(world, request, days), dice);
    draft.mail.headers.clear();
    draft.mail.attached.clear();
    HER.clone_into(&mut draft.mail.to);
    draft.mail.subject = format!("Your request to {}", authority.name);
    draft.mail.text = format!(
        "Dear Robin Example,\n\nWe write about your request for information.\n\n{}",
        authority.name
    );
    draft
}

fn threaded(draft: &mut Draft, world: &World, request: usize) {
    draft.mail.headers.push(format!("In-Reply-To: <{}>", world.requests[request].message_id));
}

/// The clerk answered her mail about one request; the text is about the other.
fn wrong_thread(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let Some(&other) = world.siblings(request).first() else { return Vec::new() };
    let mut draft = plain(world, request, 12, dice);
    threaded(&mut draft, world, other);
    draft.mail.subject = format!("RE: {}", world.requests[other].subject());
    draft.mail.to.clone_from(&world.requests[other].from);
    let about = &world.requests[request];
    let says = match dice.below(3) {
        0 => format!("Thank you for {}. {}", about.topic.clerk, about.topic.answer),
        1 => format!("Case number: {}\n\n{}", about.reference, about.topic.answer),
        _ => format!("We have logged {} under {}.", about.topic.clerk, about.reference),
    };
    draft.mail.text = format!("Dear Robin Example,\n\n{says}\n\n{}", world.of(request).name);
    draft.mail.text += &world.requests[other].quoted(world.of(other), dice.chance(50));
    arrived("wrong thread", &draft, &[request], Ideal::Offer, dice)
}

/// A message that says what a request asks, and its reference.
fn taught(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let about = &world.requests[request];
    let mut known = plain(world, request, 2, dice);
    threaded(&mut known, world, request);
    known.mail.text = format!(
        "Dear Robin Example,\n\nWe have logged {}.\n\nOur ref: {}\n\n{}",
        about.topic.clerk,
        about.reference,
        world.of(request).name
    );
    arrived("teaches the reference", &known, &[request], Ideal::File, dice)
}

/// The same, with nothing but the reference; the reference is known.
fn anothers_reference(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let Some(&other) = world.siblings(request).first() else { return Vec::new() };
    let mut all = taught(world, request, dice);
    let mut draft = plain(world, request, 14, dice);
    threaded(&mut draft, world, other);
    draft.mail.text = format!(
        "Dear Robin Example,\n\nOur ref: {}\n\nWe are still looking.\n\n{}",
        world.requests[request].reference,
        world.of(request).name
    );
    all.extend(arrived("another's reference", &draft, &[request], Ideal::Open, dice));
    all
}

/// A slip of the pen makes one reference the sibling's.
fn slip_onto_sibling(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let Some(&other) = world.siblings(request).first() else { return Vec::new() };
    let mut draft = plain(world, request, 11, dice);
    threaded(&mut draft, world, request);
    draft.mail.text = format!(
        "Dear Robin Example,\n\nOur ref: {}\n\nWe are working on {}.\n\n{}",
        world.requests[other].reference,
        world.requests[request].topic.clerk,
        world.of(request).name
    );
    let mut all = arrived("slip onto the sibling", &draft, &[request], Ideal::Offer, dice);
    all.extend(taught(world, request, dice));
    all.extend(taught(world, other, dice));
    all
}

/// One mail answers two requests, and says so.
fn two_answers(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let Some(&other) = world.siblings(request).first() else { return Vec::new() };
    let (one, two) = (&world.requests[request], &world.requests[other]);
    let mut draft = plain(world, request, 19, dice);
    threaded(&mut draft, world, request);
    draft.mail.text = format!(
        "Dear Robin Example,\n\nThis message answers both of your requests.\n\n{} - {}\n{}\n\n{} - {}\n{}\n\n{}",
        one.reference,
        one.topic.subject,
        one.topic.answer,
        two.reference,
        two.topic.subject,
        two.topic.answer,
        world.of(request).name
    );
    arrived("two answers", &draft, &[request, other], Ideal::Offer, dice)
}

/// An answer mentions what the other request was answered.
fn cites_the_other(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let Some(&other) = world.siblings(request).first() else { return Vec::new() };
    let about = &world.requests[request];
    let mut draft = plain(world, request, 16, dice);
    threaded(&mut draft, world, request);
    draft.mail.subject = format!("RE: {}", about.subject());
    draft.mail.text = format!(
        "Dear Robin Example,\n\nOur ref: {}\n\nThank you for {}. {} You may also wish to look at what we sent you under {}.\n\n{}",
        about.reference,
        about.topic.clerk,
        about.topic.answer,
        world.requests[other].reference,
        world.of(request).name
    );
    arrived("cites the other", &draft, &[request], Ideal::Offer, dice)
}

/// The headers carry the thread of one and the plus-address of the other.
fn both_named(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let Some(&other) =
        world.siblings(request).iter().find(|other| world.requests[**other].tag.is_some())
    else {
        return Vec::new();
    };
    let mut draft = plain(world, request, 13, dice);
    threaded(&mut draft, world, request);
    draft.mail.to.clone_from(&world.requests[other].from);
    draft.mail.text = format!(
        "Dear Robin Example,\n\nAbout {}: {}\n\n{}",
        world.requests[request].topic.clerk,
        world.requests[request].topic.answer,
        world.of(request).name
    );
    arrived("both named", &draft, &[request], Ideal::Offer, dice)
}

/// A clerk typed the plus-address, and took l for 1 and 0 for o.
fn swapped_tag(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let Some(tag) = &world.requests[request].tag else { return Vec::new() };
    let swapped: String = tag
        .chars()
        .map(|c| match c {
            'l' => '1',
            '1' => 'l',
            'o' => '0',
            '0' => 'o',
            c => c,
        })
        .collect();
    let mut draft = plain(world, request, 8, dice);
    draft.mail.to = format!("<Robin+{}@Campaign.Example>", swapped.to_uppercase());
    arrived("swapped tag", &draft, &[request], Ideal::File, dice)
}

fn report(world: &World, request: usize, original: &str, action: &str, dice: &mut Dice) -> Draft {
    let to = &world.of(request).address;
    let edge = format!("report-{}", dice.tag(10));
    let (status, word) = if action == "failed" {
        ("5.1.1", "could not be delivered")
    } else {
        ("4.4.1", "is delayed")
    };
    let body = format!(
        "--{edge}\nContent-Type: text/plain\n\nYour message {word}.\n\n--{edge}\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.campaign.example\n\nFinal-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\n\n--{edge}\nContent-Type: text/rfc822-headers\n\n{original}\n--{edge}--"
    );
    Draft {
        mail: Mail {
            id: Some(format!("{}@mx.campaign.example", dice.tag(12))),
            from: "MAILER-DAEMON@mx.campaign.example".into(),
            to: world.requests[request].from.clone(),
            date: Some(world.requests[request].sent + TimeDelta::minutes(4)),
            subject: "Undelivered Mail Returned to Sender".into(),
            raw: Some((
                format!("multipart/report; report-type=delivery-status; boundary=\"{edge}\""),
                body,
            )),
            ..Mail::default()
        },
        ..Draft::default()
    }
}

/// Her letter comes back, or is delayed.
fn bounce(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let about = &world.requests[request];
    let original = format!(
        "From: {}\nTo: {}\nSubject: {}\nMessage-ID: <{}>\n",
        about.from,
        world.of(request).address,
        about.subject(),
        about.message_id
    );
    let action = if dice.chance(50) { "delayed" } else { "failed" };
    let draft = report(world, request, &original, action, dice);
    arrived("bounce", &draft, &[request], Ideal::File, dice)
}

/// The returned original is cut short: a subject, no id. Two letters went to that address.
fn bounce_without_id(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let about = &world.requests[request];
    let original = format!("From: {}\nSubject: {}\n", about.from, about.subject());
    let mut draft = report(world, request, &original, "failed", dice);
    HER.clone_into(&mut draft.mail.to);
    let ideal = if about.tag.is_some() { Ideal::File } else { Ideal::Offer };
    arrived("bounce, original cut short", &draft, &[request], ideal, dice)
}

/// Another body of the same group answers, from a domain nobody knows, and quotes her letter.
fn another_department(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let about = &world.requests[request];
    let mut draft = plain(world, request, 9, dice);
    draft.mail.from = "Shared Services <requests@shared-services.example>".into();
    draft.mail.subject = format!("FW: {}", about.subject());
    draft.mail.text = format!(
        "Dear Robin Example,\n\nYour request to {} was sent on to us and we are dealing with it.\n\nShared Services{}",
        world.of(request).name,
        about.quoted(world.of(request), true)
    );
    let ideal =
        if about.tag.is_some() || about.token.is_some() { Ideal::File } else { Ideal::Offer };
    arrived("another department", &draft, &[request], ideal, dice)
}

/// The authority passes the request on to another one she also asked; both are in the thread.
fn passed_on(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let other = (0..world.requests.len()).find(|other| {
        world.requests[*other].authority != world.requests[request].authority
            && world.of(*other).writes == Writes::Itself
    });
    let Some(other) = other else { return Vec::new() };
    let mut draft = plain(world, request, 7, dice);
    draft.mail.from = format!("FOI Team <{}>", world.of(other).address);
    threaded(&mut draft, world, request);
    draft.mail.subject = format!("RE: {}", world.requests[request].subject());
    draft.mail.text = format!(
        "Dear Robin Example,\n\n{} has sent us your request, and we answer it in its place. {}\n\n{}",
        world.of(request).name,
        world.requests[request].topic.answer,
        world.of(other).name
    );
    arrived("passed on", &draft, &[request], Ideal::Offer, dice)
}

/// Neither Message-ID nor date.
fn no_id_no_date(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let mut draft = plain(world, request, 17, dice);
    draft.mail.id = None;
    draft.mail.date = None;
    draft.mail.text += &format!("\nLine {}", dice.below(90_000));
    threaded(&mut draft, world, request);
    arrived("no id, no date", &draft, &[request], Ideal::File, dice)
}

/// Two messages under one id.
fn twice_one_id(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let mut first = plain(world, request, 18, dice);
    threaded(&mut first, world, request);
    let mut second = first.clone();
    second.mail.text = format!(
        "Dear Robin Example,\n\nPlease disregard our last message.\n\n{}",
        world.of(request).name
    );
    let mut all = arrived("two under one id", &first, &[request], Ideal::File, dice);
    all.extend(arrived("two under one id", &second, &[request], Ideal::File, dice));
    all
}

/// The regulator writes about her complaint and names the authority and its reference.
fn regulator(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    let about = &world.requests[request];
    let mut draft = plain(world, request, 60, dice);
    draft.mail.from = "ICO Casework <casework@ico.org.uk>".into();
    draft.mail.subject = "Your complaint: IC-301244-B3X7".into();
    draft.mail.text = format!(
        "Case reference: IC-301244-B3X7\n\nDear Robin Example,\n\nWe have your complaint about {}, its reference {}. It concerns {}. A case officer of the Information Commissioner's Office will write to you.",
        world.of(request).name,
        about.reference,
        about.topic.letter
    );
    arrived("regulator", &draft, &[request], Ideal::Offer, dice)
}

/// Somebody who only looks like the authority, in our thread.
fn forged(world: &World, request: usize, dice: &mut Dice) -> Trapped {
    if world.of(request).writes != Writes::Itself {
        return Vec::new();
    }
    let mut draft = plain(world, request, 10, dice);
    draft.mail.from = format!(
        "{} <foi@{}>",
        world.of(request).name,
        world.of(request).domain.replace(".example", "-secure.example")
    );
    draft.mail.subject = format!("RE: {}", world.requests[request].subject());
    draft.mail.text = "Dear requester,\n\nThe answer to your request is ready. Sign in with your mail password to read it.".into();
    let ideal = if world.requests[request].token.is_some() { Ideal::Open } else { Ideal::Leave };
    let requests: &[usize] = if ideal == Ideal::Open { &[request] } else { &[] };
    arrived("look-alike", &draft, requests, ideal, dice)
}
