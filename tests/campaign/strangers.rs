//! Senders who know too much, and numbers that stand where nobody looks for them.

use super::replies::{Draft, Step, draft};
use super::world::{HER, Writes};
use super::write;
use super::{Arrived, Dice, Ideal, World};
use chrono::Days;

/// A few of each, with the letter that makes the reference known.
pub(super) fn all(world: &World, dice: &mut Dice) -> Vec<Arrived> {
    let mut all = Vec::new();
    for request in 0..world.requests.len() {
        if world.of(request).writes == Writes::Itself && dice.chance(40) {
            all.push(taught(world, request, dice));
            for stranger in [imitation, private_mailbox, number_in_a_file_name, both_combined] {
                all.extend(stranger(world, request, dice));
            }
        }
    }
    all
}

fn letter(world: &World, request: usize, days: u64, text: &str, dice: &mut Dice) -> Draft {
    let at = world.requests[request].sent + Days::new(days);
    let mut draft = draft(world, request, Step::Apology, at, dice);
    draft.mail.headers.clear();
    draft.mail.attached.clear();
    HER.clone_into(&mut draft.mail.to);
    draft.mail.subject = "Your request for information".into();
    draft.mail.text = format!("Dear Robin Example,\n\n{text}\n\n{}", world.of(request).name);
    draft
}

fn taught(world: &World, request: usize, dice: &mut Dice) -> Arrived {
    let about = &world.requests[request];
    let text = format!("Our ref: {}\n\nWe have logged {}.", about.reference, about.topic.clerk);
    let mut known = letter(world, request, 2, &text, dice);
    known.mail.headers.push(format!("In-Reply-To: <{}>", about.message_id));
    arrived("teaches the reference", &known, &[request], Ideal::File, dice)
}

fn arrived(
    case: &'static str,
    draft: &Draft,
    requests: &[usize],
    ideal: Ideal,
    dice: &mut Dice,
) -> Arrived {
    Arrived { raw: write::mail(&draft.mail, dice), case, requests: requests.to_vec(), ideal }
}

/// A thief of mail has our Message-ID and the reference, and a domain that looks right. It may be
/// offered; filing it is wrong.
fn imitation(world: &World, request: usize, dice: &mut Dice) -> Option<Arrived> {
    let about = &world.requests[request];
    let text = format!("Our ref: {}\n\nSign in to read our answer.", about.reference);
    let mut draft = letter(world, request, 11, &text, dice);
    let domain = world.of(request).domain.replace(".example", "-online.example");
    draft.mail.from = format!("{} <foi@{domain}>", world.of(request).name);
    draft.mail.headers.push(format!("In-Reply-To: <{}>", about.message_id));
    Some(arrived("imitation in the thread", &draft, &[], Ideal::Open, dice))
}

/// Anybody can put an authority's name on a private mailbox.
fn private_mailbox(world: &World, request: usize, dice: &mut Dice) -> Option<Arrived> {
    let text =
        format!("Our ref: {}\n\nYour request is refused.", world.requests[request].reference);
    let mut draft = letter(world, request, 12, &text, dice);
    draft.mail.from = format!("{} <council.desk@gmail.com>", world.of(request).name);
    Some(arrived("private mailbox", &draft, &[], Ideal::Open, dice))
}

/// The covering note says nothing; the name of the file has the number.
fn number_in_a_file_name(world: &World, request: usize, dice: &mut Dice) -> Option<Arrived> {
    let about = &world.requests[request];
    let mut draft = letter(world, request, 21, "Please see the letter to your request.", dice);
    let name = format!("Response_{}.txt", about.reference.replace(['/', ' '], "-"));
    draft.mail.attached.push((name, about.topic.answer.to_owned()));
    Some(arrived("number in a file's name", &draft, &[request], Ideal::Offer, dice))
}

/// Two requests in one answer, said in other words.
fn both_combined(world: &World, request: usize, dice: &mut Dice) -> Option<Arrived> {
    let &other = world.siblings(request).first()?;
    let (one, two) = (&world.requests[request], &world.requests[other]);
    let text = format!(
        "Your requests {} and {} have been combined, and this letter answers both.\n\n{}\n\n{}",
        one.reference, two.reference, one.topic.answer, two.topic.answer
    );
    let draft = letter(world, request, 23, &text, dice);
    Some(arrived("both combined", &draft, &[request, other], Ideal::Offer, dice))
}
