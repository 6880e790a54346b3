//! Checking: read mail, file what is certain, offer what is likely, move statuses.
//!
//! Every run matches the new mail together with all that the desk holds, so that the result does not
//! depend on the order of files or exports: what is learned late files what came early, and an
//! automatic filing that new mail contradicts is taken back. Her own decisions are never changed.
//! Mail that is about no request leaves only a salted fingerprint.

mod effect;
mod incoming;
mod place;
mod report;

use std::collections::{BTreeSet, HashSet};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

pub use effect::{Filing as Filed, give_back, references_anew, take_back};
pub use report::{Item, Report};

use super::send::settle;
use super::{Desk, Result, mail};
use crate::mailbox::{self, Mailbox};
use crate::reading::matching::Index;
use crate::reading::matching::copy::Copy;
use crate::store::{Change, Identity};
use incoming::{Eye, Mail, Seen};

/// The fact that tells for which requests the fingerprints were taken.
const TAKEN_FOR: &str = "fingerprints_for";

/// Reads the mail at `paths` into the desk.
pub fn check(desk: &Desk, paths: &[PathBuf], now: DateTime<Utc>) -> Result<Report> {
    let salt = mail::salt(desk, now)?;
    let index = mail::index(desk, mail::hers(desk)?)?;
    let mailbox = mailbox::open(paths);
    let known = Known::of(desk, &index)?;
    let Looked { mut mails, own, copies, mut report } = look(&mailbox, &salt, &index, &known);
    if !copies.is_empty() {
        learn_ids(desk, copies, now)?;
        return check(desk, paths, now);
    }
    flag_shared_ids(desk, &mut mails)?;
    let change = desk.store.change("check mail", now)?;
    if place::place(desk, &index, &mailbox, mails, &own, &known, &mut report, &change)? {
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
    let mut report = Report::default();
    let nothing = Mailbox::default();
    place::place(desk, &index, &nothing, Vec::new(), &[], &known, &mut report, change)?;
    report.settled = settle::within(desk, change)?;
    Ok(report)
}

/// What was read before.
struct Known {
    held: HashSet<Identity>,
    fingerprints: HashSet<Identity>,
    /// The requests now, in one line.
    requests: String,
    /// Whether the fingerprints were taken for other requests, so that unrelated mail may be about a
    /// request by now.
    stale: bool,
}

impl Known {
    fn of(desk: &Desk, index: &Index) -> Result<Self> {
        let requests = index.summary();
        let stale = desk.store.fact(TAKEN_FOR)?.as_deref() != Some(requests.as_str());
        Ok(Known {
            held: desk.store.message_identities()?,
            fingerprints: desk.store.fingerprints()?,
            requests,
            stale,
        })
    }
}

/// What was seen in the files.
struct Looked {
    /// New mail in the order of its dates.
    mails: Vec<Mail>,
    /// Her own.
    own: Vec<Identity>,
    /// Letters of hers that went out under an id that is not known yet.
    copies: BTreeSet<Copy>,
    /// The counts.
    report: Report,
}

/// Notes the ids that providers gave to letters: replies name them, so that all mail is looked at
/// again with them.
fn learn_ids(desk: &Desk, copies: BTreeSet<Copy>, now: DateTime<Utc>) -> Result<()> {
    let change = desk.store.change("learn the provider's ids of your letters", now)?;
    for copy in copies {
        change.learn_server_id(&copy.ours, &copy.theirs)?;
    }
    change.commit()?;
    Ok(())
}

/// Looks at every message.
fn look(mailbox: &Mailbox, salt: &str, index: &Index, known: &Known) -> Looked {
    let none = HashSet::new();
    let unrelated = if known.stale { &none } else { &known.fingerprints };
    let eye = Eye { salt, index, held: &known.held, unrelated };
    let seen: Vec<Seen> = (0..mailbox.len())
        .into_par_iter()
        .filter_map(|place| mailbox.get(place).map(|mail| eye.look(place, &mail)))
        .collect();
    let mut report = Report { messages: seen.len(), ..Report::default() };
    let mut met: HashSet<Identity> = HashSet::new();
    let (mut mails, mut own, mut copies) = (Vec::new(), Vec::new(), BTreeSet::new());
    for one in seen {
        match one {
            Seen::Known => report.duplicates += 1,
            Seen::Own(identity, _)
                if !met.insert(identity) || known.fingerprints.contains(&identity) =>
            {
                report.duplicates += 1;
            }
            Seen::Own(identity, copy) => {
                own.push(identity);
                copies.extend(copy);
            }
            Seen::Mail(mail) if !met.insert(mail.identity) => report.duplicates += 1,
            Seen::Mail(mail) => mails.push(*mail),
        }
    }
    mails.sort_by(|a, b| when(a).cmp(&when(b)));
    Looked { mails, own, copies, report }
}

/// The order of messages: by date, those without one last; then by what is the same in every export.
fn when(mail: &Mail) -> (bool, Option<DateTime<Utc>>, Option<&str>, Identity) {
    (mail.at.is_none(), mail.at, mail.signals.message_id.as_deref(), mail.identity)
}

/// One Message-ID with two contents is two messages, and odd: both are kept, and she is told.
fn flag_shared_ids(desk: &Desk, mails: &mut [Mail]) -> Result<()> {
    let mut seen: HashSet<String> = HashSet::new();
    let mut twice: HashSet<String> = HashSet::new();
    for mail in mails.iter() {
        if let Some(id) = &mail.signals.message_id
            && (!seen.insert(id.clone()) || !desk.store.messages_with_id(id)?.is_empty())
        {
            twice.insert(id.clone());
        }
    }
    for mail in mails
        .iter_mut()
        .filter(|mail| mail.signals.message_id.as_ref().is_some_and(|id| twice.contains(id)))
    {
        mail.problems
            .push("another message came under the same Message-ID with other content".to_owned());
    }
    Ok(())
}
