//! Mail that is about none of the requests and looks as if it were.

use chrono::{DateTime, Days, TimeDelta, Utc};

use super::world::{HER, Writes};
use super::write::{self, Mail};
use super::{Arrived, Dice, Ideal, World};

/// Every kind of other mail, around the campaign's requests.
pub(super) fn all(world: &World, dice: &mut Dice) -> Vec<Arrived> {
    let mut all = Vec::new();
    for request in 0..world.requests.len() {
        for kind in [
            other_campaign,
            other_campaign_without_thread,
            other_campaign_bounce,
            newsletter,
            digest,
            forwarded,
            somebody_elses,
            before_it_was_sent,
            friend_with_the_reference,
        ] {
            if dice.chance(14) {
                let (case, mail) = kind(world, request, dice);
                let mail = Mail {
                    id: mail
                        .id
                        .clone()
                        .or_else(|| Some(format!("{}@elsewhere.example", dice.tag(16)))),
                    date: mail.date.or_else(|| Some(after(world, request, dice))),
                    ..mail
                };
                let mail =
                    Mail { to: if mail.to.is_empty() { HER.into() } else { mail.to }, ..mail };
                all.push(Arrived {
                    raw: write::mail(&mail, dice),
                    case,
                    requests: Vec::new(),
                    ideal: Ideal::Leave,
                });
            }
        }
    }
    all
}

fn after(world: &World, request: usize, dice: &mut Dice) -> DateTime<Utc> {
    world.requests[request].sent
        + Days::new(3 + dice.below(30) as u64)
        + TimeDelta::minutes(dice.below(900) as i64)
}

fn from(world: &World, request: usize) -> String {
    let authority = world.of(request);
    match authority.writes {
        Writes::CaseSystem => format!("{} <noreply@casebox.example>", authority.name),
        _ => format!("FOI Team <{}>", authority.address),
    }
}

fn number(dice: &mut Dice) -> String {
    format!("FOI-2024-{}", 20_000 + dice.below(70_000))
}

/// Another campaign of hers asked the same authority the same words; the reply is in its thread.
fn other_campaign(world: &World, request: usize, dice: &mut Dice) -> (&'static str, Mail) {
    let about = &world.requests[request];
    let mail = Mail {
        from: from(world, request),
        to: if dice.chance(50) { "robin+cycles9@campaign.example".into() } else { HER.into() },
        subject: format!("RE: Freedom of Information request - {}", about.topic.subject),
        headers: vec![format!("In-Reply-To: <cycles-{request}@campaign.example>")],
        text: format!(
            "Dear Robin Example,\n\nOur ref: {}\n\nYour request is logged.\n\n{}",
            number(dice),
            world.of(request).name
        ),
        ..Mail::default()
    };
    ("other campaign", mail)
}

/// The same without a thread, about another matter, under a reference of its own.
fn other_campaign_without_thread(
    world: &World,
    request: usize,
    dice: &mut Dice,
) -> (&'static str, Mail) {
    let mail = Mail {
        from: from(world, request),
        subject: format!("{}: cycle parking at stations", number(dice)),
        headers: vec!["In-Reply-To: <cycles-2@campaign.example>".into()],
        text: format!(
            "Dear Robin Example,\n\nYour questions on cycle parking are logged.\n\n{}",
            world.of(request).name
        ),
        ..Mail::default()
    };
    ("other campaign, other matter", mail)
}

/// A letter of another campaign comes back from the same address.
fn other_campaign_bounce(world: &World, request: usize, dice: &mut Dice) -> (&'static str, Mail) {
    let edge = format!("report-{}", dice.tag(9));
    let to = &world.of(request).address;
    let body = format!(
        "--{edge}\nContent-Type: text/plain\n\nYour message could not be delivered.\n\n--{edge}\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.campaign.example\n\nFinal-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.2.2\n\n--{edge}\nContent-Type: text/rfc822-headers\n\nFrom: {HER}\nTo: {to}\nSubject: Freedom of Information request - {}\nMessage-ID: <cycles-{request}@campaign.example>\n\n--{edge}--",
        world.requests[request].topic.subject
    );
    let mail = Mail {
        from: "MAILER-DAEMON@mx.campaign.example".into(),
        subject: "Undelivered Mail Returned to Sender".into(),
        raw: Some((
            format!("multipart/report; report-type=delivery-status; boundary=\"{edge}\""),
            body,
        )),
        ..Mail::default()
    };
    ("other campaign's bounce", mail)
}

fn newsletter(world: &World, request: usize, _: &mut Dice) -> (&'static str, Mail) {
    let authority = world.of(request);
    let mail = Mail {
        from: format!("{} <news@{}>", authority.name, authority.domain),
        subject: format!("{} news: {}", authority.name, world.requests[request].topic.subject),
        headers: vec!["List-Unsubscribe: <mailto:leave@lists.example>".into()],
        text: format!(
            "This month in {}: {}\n\nFreedom of Information requests we answered: 41.",
            authority.name, world.requests[request].topic.answer
        ),
        ..Mail::default()
    };
    ("newsletter", mail)
}

fn digest(world: &World, request: usize, dice: &mut Dice) -> (&'static str, Mail) {
    let mail = Mail {
        from: "rights-talk <rights-talk@lists.example>".into(),
        subject: format!("[rights-talk] Digest, Vol {}", dice.below(90)),
        headers: vec!["List-Id: <rights-talk.lists.example>".into()],
        text: format!(
            "1. {} and {}\n\nDid anybody get an answer to {}?",
            world.of(request).name,
            world.requests[request].reference,
            world.requests[request].topic.subject
        ),
        ..Mail::default()
    };
    ("digest", mail)
}

/// A friend passes on what somebody else was sent.
fn forwarded(world: &World, request: usize, dice: &mut Dice) -> (&'static str, Mail) {
    let authority = world.of(request);
    let mail = Mail {
        from: "Merle Quist <merle@friends.example>".into(),
        subject: format!("Fwd: {} answer {}", authority.name, number(dice)),
        text: format!(
            "Look what they sent me!\n\n---------- Forwarded message ---------\nFrom: FOI <{}>\nTo: merle@friends.example\nSubject: answer\n\nDear Merle Quist, {}\n{}",
            authority.address, world.requests[request].topic.answer, authority.name
        ),
        ..Mail::default()
    };
    ("forwarded", mail)
}

/// An answer that was meant for somebody else.
fn somebody_elses(world: &World, request: usize, dice: &mut Dice) -> (&'static str, Mail) {
    let mail = Mail {
        from: from(world, request),
        subject: "Highways claim HC-77120".into(),
        text: format!(
            "Dear Mr Lorimer,\n\nYour claim for a broken wheel, number HC-{}, is being looked at by our insurer.\n\n{}",
            70_000 + dice.below(9000),
            world.of(request).name
        ),
        ..Mail::default()
    };
    ("somebody else's", mail)
}

/// From before she had asked anything.
fn before_it_was_sent(world: &World, request: usize, dice: &mut Dice) -> (&'static str, Mail) {
    let mail = Mail {
        from: from(world, request),
        date: Some(world.requests[request].sent - Days::new(40 + dice.below(300) as u64)),
        subject: "Your parking permit".into(),
        text: format!(
            "Dear Robin Example,\n\nYour permit ends next month.\n\n{}",
            world.of(request).name
        ),
        ..Mail::default()
    };
    ("before it was sent", mail)
}

/// A friend names the authority and its reference in a mail of her own.
fn friend_with_the_reference(world: &World, request: usize, _: &mut Dice) -> (&'static str, Mail) {
    let authority = world.of(request);
    let mail = Mail {
        from: "Merle Quist <merle.quist@gmail.com>".into(),
        subject: "your FOI".into(),
        text: format!(
            "Hi Robin,\n\ndid {} ever answer you? I think your reference was {}. I had no luck with mine.\n\nMerle",
            authority.name, world.requests[request].reference
        ),
        ..Mail::default()
    };
    ("a friend with the reference", mail)
}
