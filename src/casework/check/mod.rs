//! Checking: read mail, file what is certain, offer what is likely, move statuses.
//!
//! Every run matches the new mail together with all that the desk holds, so that the result does not
//! depend on the order of files or exports: what is learned late files what came early, and an
//! automatic filing that new mail contradicts is taken back. Her own decisions are never changed.
//! Mail that is about no request leaves only a salted fingerprint.

mod effect;
mod first_letters;
mod held;
mod hers;
mod incoming;
mod packing;
mod place;
mod report;
mod writer;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

pub use effect::{Filing as Filed, give_back, references_anew, take_back};
pub use report::{Item, Report};

use super::send::settle;
use super::{Desk, Result, mail};
use crate::mailbox::{self, Mailbox};
use crate::reading::matching::Index;
use crate::reading::matching::copy::OwnMail;
use crate::store::{Change, Identity, IdentityKey, Standing};
use first_letters::FirstLetters;
use hers::OwnLetter;
use incoming::{Eye, Mail, Passing, Seen};

/// Reads the mail at `paths` into the desk.
pub fn check(desk: &Desk, paths: &[PathBuf], now: DateTime<Utc>) -> Result<Report> {
    check_mail(desk, paths, now, false)
}

/// As [`check`], but every message is read whole, however little it has to do with the desk. It takes
/// many times as long and comes to the same; that is what it is for: to see that it does.
pub fn check_thoroughly(desk: &Desk, paths: &[PathBuf], now: DateTime<Utc>) -> Result<Report> {
    check_mail(desk, paths, now, true)
}

fn check_mail(
    desk: &Desk,
    paths: &[PathBuf],
    now: DateTime<Utc>,
    thorough: bool,
) -> Result<Report> {
    // The messages are found while the desk is looked through.
    let (mailbox, ready) = std::thread::scope(|scope| {
        let opened = scope.spawn(|| mailbox::open(paths));
        let ready = Ready::of(desk, now);
        (opened.join(), ready)
    });
    let mailbox = mailbox.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let Ready { key, index, known } = ready?;
    let first_letters = FirstLetters::default();
    let eye = Eye { key: &key, index: &index, known: &known, thorough, first_letters };
    let mut post = look(&mailbox, &eye, &known);
    if !post.taught.is_empty() {
        learn_ids(desk, post.taught, now)?;
        return check_mail(desk, paths, now, thorough);
    }
    flag_shared_ids(desk, &mut post)?;
    let bytes = post.mails.iter().map(|mail| mail.size).sum();
    let change = desk.store.change_storing(bytes, "check mail", now)?;
    let placed = place::place(desk, &mailbox, &eye, post, &known, &change)?;
    let mut report = placed.report;
    if placed.taught {
        // What waits may answer what she wrote.
        report.add(rematch(desk, &change)?);
    }
    if placed.changed {
        change.commit()?;
    }
    report.settled = settle::by_desk(desk, now)?;
    report.problems = mailbox.problems().iter().map(ToString::to_string).collect();
    Ok(report)
}

/// Files the mail that the desk holds anew, as part of the change that gave the reason: after she
/// decided something, or took it back.
pub fn rematch(desk: &Desk, change: &Change<'_>) -> Result<Report> {
    let index = mail::index(desk, mail::hers(desk)?)?;
    let known = Known::of(desk, &index)?;
    let key = desk.store.identity_key("")?;
    let first_letters = FirstLetters::default();
    let eye = Eye { key: &key, index: &index, known: &known, thorough: false, first_letters };
    let nothing = Mailbox::default();
    let mut report = place::place(desk, &nothing, &eye, Post::default(), &known, change)?.report;
    report.settled = settle::within(desk, change)?;
    Ok(report)
}

/// What a mailbox holds for the desk.
#[derive(Default)]
struct Post {
    /// New mail that was read, in the order of dates.
    mails: Vec<Mail>,
    /// New mail that a glance passed over, in the order of dates.
    passing: Vec<Passing>,
    /// Places of mail that came to nothing before, as far as the desk knows by now.
    nothing: Vec<usize>,
    /// Her own.
    own: Vec<Identity>,
    /// Her own, seen before when the desk knew something else.
    own_again: Vec<Identity>,
    /// Those of her own that answer something.
    own_letters: Vec<OwnLetter>,
    /// What her own tells of ids that are not known yet.
    taught: BTreeSet<OwnMail>,
    /// How many messages there are.
    messages: usize,
    /// Those seen before.
    duplicates: usize,
}

/// What a desk has ready for its mail.
struct Ready {
    key: IdentityKey,
    index: Index,
    known: Known,
}

impl Ready {
    fn of(desk: &Desk, now: DateTime<Utc>) -> Result<Self> {
        let key = mail::identity_key(desk, now)?;
        let index = mail::index(desk, mail::hers(desk)?)?;
        let known = Known::of(desk, &index)?;
        Ok(Ready { key, index, known })
    }
}

/// What was read before.
struct Known {
    held: HashSet<Identity>,
    /// Mail that came to nothing, and what the desk knew then.
    fingerprints: HashMap<Identity, i64>,
    /// What the desk knows now.
    knowledge: i64,
}

impl Known {
    fn of(desk: &Desk, index: &Index) -> Result<Self> {
        Ok(Known {
            held: desk.store.message_identities()?,
            fingerprints: desk.store.fingerprints()?,
            knowledge: knowledge(desk, index)?,
        })
    }

    /// Whether the message came to nothing, and would again.
    fn came_to_nothing(&self, identity: &Identity) -> bool {
        self.fingerprints.get(identity) == Some(&self.knowledge)
    }
}

/// A hash of all that mail is matched against: the requests, and which messages are filed where.
fn knowledge(desk: &Desk, index: &Index) -> Result<i64> {
    let mut filed: Vec<_> = { desk.store.all_filings()?.into_iter() }
        .filter(|filed| matches!(filed.standing, Standing::Filed | Standing::Candidate))
        .map(|filed| (filed.message, filed.request, filed.standing == Standing::Filed))
        .collect();
    filed.sort_unstable();
    let mut hash = blake3::Hasher::new();
    hash.update(index.summary().as_bytes());
    for (message, request, is_filed) in filed {
        hash.update(format!("\n{message} {request} {is_filed}").as_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&hash.finalize().as_bytes()[..8]);
    Ok(i64::from_le_bytes(first))
}

/// Notes the ids that providers gave to letters, and those of what she wrote herself: replies name
/// them, so that all mail is looked at again with them.
fn learn_ids(desk: &Desk, taught: BTreeSet<OwnMail>, now: DateTime<Utc>) -> Result<()> {
    let change = desk.store.keep_books(now)?;
    for one in taught {
        match one {
            OwnMail::Copy(copy) => change.learn_server_id(&copy.ours, &copy.theirs)?,
            OwnMail::Further { request, id } => change.note_own_id(&request, &id)?,
        }
    }
    change.commit()?;
    Ok(())
}

/// A processor takes at most so many messages at a time, so that at the end all end together.
const FEW: usize = 32;

/// Looks at every message.
fn look(mailbox: &Mailbox, eye: &Eye<'_>, known: &Known) -> Post {
    let mut seen: Vec<Seen> = (0..mailbox.len())
        .into_par_iter()
        .with_max_len(FEW)
        .filter_map(|place| mailbox.get(place).map(|mail| eye.look(place, &mail)))
        .collect();
    look_at_those_left(mailbox, eye, &mut seen);
    let mut post = Post { messages: seen.len(), ..Post::default() };
    let mut met: HashSet<Identity> = HashSet::new();
    for one in seen {
        match one {
            Seen::Known => post.duplicates += 1,
            Seen::Nothing(place) => {
                post.duplicates += 1;
                post.nothing.push(place);
            }
            Seen::Own(identity, ..) if !met.insert(identity) => post.duplicates += 1,
            Seen::Own(identity, taught, letter) => {
                if known.fingerprints.contains_key(&identity) {
                    post.duplicates += 1;
                    post.own_again.push(identity);
                } else {
                    post.own.push(identity);
                }
                post.taught.extend(taught);
                post.own_letters.extend(letter.map(|letter| *letter));
            }
            Seen::Passing(passing) if !met.insert(passing.identity) => post.duplicates += 1,
            Seen::Passing(passing) => post.passing.push(*passing),
            Seen::Mail(mail) if !met.insert(mail.identity) => post.duplicates += 1,
            Seen::Mail(mail) => post.mails.push(*mail),
            // Its file has gone meanwhile, which is among the problems.
            Seen::Later(..) => post.messages -= 1,
        }
    }
    post.mails.sort_by(|a, b| a.order().cmp(&b.order()));
    post.passing.sort_by(|a, b| a.order().cmp(&b.order()));
    post
}

/// Reads what had to wait for the first letters.
fn look_at_those_left(mailbox: &Mailbox, eye: &Eye<'_>, seen: &mut [Seen]) {
    seen.par_iter_mut().for_each(|one| {
        if let Seen::Later(place, identity) = one
            && let Some(mail) = mailbox.get(*place)
        {
            *one = eye.look_later(*place, &mail, *identity);
        }
    });
}

/// One Message-ID with two contents is two messages, and odd: both are kept, and she is told.
fn flag_shared_ids(desk: &Desk, post: &mut Post) -> Result<()> {
    let mut seen: HashSet<&str> = HashSet::new();
    let held = desk.store.message_ids()?;
    let twice: HashSet<String> =
        post.ids().filter(|id| !seen.insert(id) || held.contains(*id)).map(str::to_owned).collect();
    let is_shared = |id: &Option<String>| id.as_ref().is_some_and(|id| twice.contains(id.as_str()));
    let what = "another message came under the same Message-ID with other content";
    for mail in post.mails.iter_mut().filter(|mail| is_shared(&mail.signals.message_id)) {
        mail.problems.push(what.to_owned());
    }
    for mail in post.passing.iter_mut().filter(|mail| is_shared(&mail.passed.message_id)) {
        mail.problems.push(what.to_owned());
    }
    Ok(())
}

impl Post {
    /// The Message-IDs of the new mail.
    fn ids(&self) -> impl Iterator<Item = &str> {
        let read = self.mails.iter().map(|mail| mail.signals.message_id.as_deref());
        read.chain(self.passing.iter().map(|mail| mail.passed.message_id.as_deref())).flatten()
    }
}
