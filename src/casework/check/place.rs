//! Placing: matches the new mail together with all that the desk holds, and has written down what is
//! different from before: messages, filings, events. One change, so that all of a run is kept or
//! none of it.

use std::collections::HashSet;

use rayon::prelude::*;

use super::held::Held;
use super::hers;
use super::incoming::{Eye, Mail, Passing, Seen};
use super::writer::Writer;
use super::{Known, Post, Report, knowledge, packing};
use crate::casework::{Desk, Result};
use crate::mailbox::Mailbox;
use crate::reading::matching::{Acquaintance, Certainty, Filing, Incoming, Passed, file_among};
use crate::store::Change;

/// What placing did.
pub(super) struct Placing {
    /// What it tells.
    pub(super) report: Report,
    /// Whether there is anything to keep.
    pub(super) changed: bool,
    /// Whether an id of hers became known by which replies may name a request.
    pub(super) taught: bool,
}

/// Matches and writes down.
pub(super) fn place(
    desk: &Desk,
    mailbox: &Mailbox,
    eye: &Eye<'_>,
    mut post: Post,
    known: &Known,
    change: &Change<'_>,
) -> Result<Placing> {
    let held = Held::of(desk)?;
    let filings = file(&held, mailbox, eye, &mut post);
    let (old, new) = filings.split_at(held.messages.len());
    let mut report = Report {
        messages: post.messages,
        duplicates: post.duplicates,
        own: post.own.len(),
        ..Report::default()
    };
    let now = change.now();
    let (left, strange) = (Vec::new(), Vec::new());
    let mut writer =
        Writer { desk, change, index: eye.index, report: &mut report, now, left, strange };
    let mut placed = Vec::new();
    for (message, filing) in held.messages.iter().zip(old) {
        placed.extend(writer.again(message, &held, filing)?);
    }
    let mut passing = post.passing.into_iter().peekable();
    packing::each(mailbox, post.mails.into_iter().zip(new), |mail, filing, sheet| {
        while let Some(earlier) = passing.next_if(|one| one.order() < mail.order()) {
            writer.passed(earlier.into(), known)?;
        }
        match sheet {
            Some(sheet) => placed.extend(writer.fresh(mail, filing, &sheet, known)?),
            None => writer.passed(mail.into(), known)?,
        }
        Ok(())
    })?;
    for one in passing {
        writer.passed(one.into(), known)?;
    }
    let now_known = knowledge(desk, eye.index)?;
    let refreshed = writer.remember_strange(post.own.iter().chain(&post.own_again), now_known)?;
    placed.sort_by_key(|placed| (placed.at, placed.message));
    for one in &placed {
        writer.file(one)?;
    }
    writer.references_anew(&placed)?;
    let hers = hers::record(change, mailbox, eye.index, &post.own_letters, now)?;
    let changed = !placed.is_empty()
        || !report.items.is_empty()
        || report.unrelated > 0
        || report.own > 0
        || refreshed
        || hers.any
        || hers.taught;
    report.new = report.own + report.filed + report.suggested + report.unmatched + report.unrelated;
    Ok(Placing { report, changed, taught: hers.taught })
}

/// Files what the desk holds and the new mail that was read. What these teach may concern mail that
/// was passed over: that is read too, and all is filed anew.
fn file(held: &Held, mailbox: &Mailbox, eye: &Eye<'_>, post: &mut Post) -> Vec<Filing> {
    loop {
        let mut messages: Vec<Incoming> = held.incoming().collect();
        messages.par_extend(post.mails.par_iter().map(|mail| mail.signals.clone().into()));
        let passed: Vec<&Passed> = post.passing.iter().map(|one| &one.passed).collect();
        let filings = file_among(&messages, &passed, eye.index);
        if !post.nothing.is_empty() && teaches(held, &filings) {
            look_at_nothing(mailbox, eye, post);
            continue;
        }
        let acquaintance = Acquaintance::of(&messages, &filings);
        let (known, strange): (Vec<Passing>, Vec<Passing>) = std::mem::take(&mut post.passing)
            .into_par_iter()
            .partition(|one| acquaintance.includes(&one.passed));
        post.passing = strange;
        if known.is_empty() {
            return filings;
        }
        let again = |one: &Passing| Some(eye.look_again(&mailbox.get(one.place)?, one));
        let read: Vec<Mail> = known.par_iter().filter_map(again).collect();
        post.mails.extend(read);
        post.mails.sort_by(|a, b| a.order().cmp(&b.order()));
    }
}

/// Whether new mail, or what is known now of mail that is held, may make something of what came to
/// nothing.
fn teaches(held: &Held, filings: &[Filing]) -> bool {
    let (old, new) = filings.split_at(held.messages.len());
    let comes = new.iter().any(|filing| filing.certainty != Certainty::None);
    let mut known = held.messages.iter().zip(old);
    comes || known.any(|(message, filing)| held.differs(message.key, filing))
}

/// Looks again at the mail that came to nothing before.
fn look_at_nothing(mailbox: &Mailbox, eye: &Eye<'_>, post: &mut Post) {
    let again = |place: &usize| Some(eye.look_again_at(*place, &mailbox.get(*place)?));
    let places = std::mem::take(&mut post.nothing);
    let seen: Vec<Seen> = places.par_iter().filter_map(again).collect();
    let mut met = HashSet::new();
    for one in seen {
        match one {
            Seen::Passing(passing) if met.insert(passing.identity) => post.passing.push(*passing),
            Seen::Mail(mail) if met.insert(mail.identity) => post.mails.push(*mail),
            Seen::Own(_, _, letter) => {
                post.own_letters.extend(letter.map(|letter| *letter));
                continue;
            }
            _ => continue,
        }
        // It is counted as what it comes to.
        post.duplicates -= 1;
    }
    post.mails.sort_by(|a, b| a.order().cmp(&b.order()));
    post.passing.sort_by(|a, b| a.order().cmp(&b.order()));
}
