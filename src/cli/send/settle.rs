//! `foi send --settle`: clears what is in doubt, and lists what is left.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::Send;
use crate::casework::send;
use crate::casework::send::desk_lock::DeskLock;
use crate::casework::send::settle::{self, Doubts, Word};
use crate::casework::{Desk, Error, Result};
use crate::cli::print::{self, count, table, talk};
use crate::cli::{Context, Exit};

pub(super) fn run(
    send: &Send,
    context: &Context,
    desk: &Desk,
    clock: &dyn Fn() -> DateTime<Utc>,
) -> Result<Exit> {
    let _lock = DeskLock::take(desk)?;
    send::recover(desk, clock())?;
    let mut doubts = Doubts { unknown: settle::catch_up(desk, clock())?, ..Doubts::default() };
    let reason = send.reason.as_deref().unwrap_or_default();
    for (requests, arrived) in [(&send.arrived, true), (&send.not_sent, false)] {
        if !requests.is_empty() {
            let word = Word { requests, arrived, reason };
            doubts.settled.extend(settle::by_her_word(desk, word, clock())?);
        }
    }
    doubts.settled.extend(settle::by_desk(desk, clock())?);
    let mut problems = Vec::new();
    if let Some(paths) = send.settle.as_deref().filter(|paths| !paths.is_empty()) {
        let (settled, unread) = settle::by_mail(desk, paths, &super::accounts()?, clock())?;
        doubts.settled.extend(settled);
        problems = unread;
    }
    if !doubts.unknown.is_empty()
        && send.arrived.is_empty()
        && send.not_sent.is_empty()
        && !reason.is_empty()
    {
        settle::accept_log(desk, reason, clock())?;
        doubts.unknown.clear();
    }
    for outline in settle::in_doubt(desk)? {
        doubts.left.push(settle::named(desk, &outline)?);
    }
    for problem in &problems {
        talk(&problem.to_string());
    }
    let exit = told(context, &doubts)?;
    Ok(if problems.is_empty() { exit } else { Exit::Part })
}

fn told(context: &Context, doubts: &Doubts) -> Result<Exit> {
    if context.global.json {
        print::json(&json!({
            "settled": doubts.settled.iter().map(|settled| json!({
                "request": settled.letter.request, "kind": settled.letter.kind,
                "to": settled.letter.to, "state": settled.state, "because": settled.because,
            })).collect::<Vec<_>>(),
            "in_doubt": doubts.left.iter().map(|letter| json!({
                "request": letter.request, "kind": letter.kind, "to": letter.to,
            })).collect::<Vec<_>>(),
            "unknown": doubts.unknown,
        }));
    } else {
        let settled = doubts.settled.iter().map(|settled| {
            vec![
                settled.letter.request.to_string(),
                settled.state.to_string(),
                settled.letter.to.clone(),
                settled.because.clone(),
            ]
        });
        let left = doubts.left.iter().map(|letter| {
            vec![letter.request.to_string(), "in_doubt".into(), letter.to.clone(), String::new()]
        });
        table(&["REQUEST", "STATE", "TO", "BECAUSE"], &settled.chain(left).collect::<Vec<_>>());
    }
    if !doubts.unknown.is_empty() {
        return Err(unknown(doubts));
    }
    if doubts.left.is_empty() {
        talk(if doubts.settled.is_empty() {
            "Nothing is in doubt."
        } else {
            "Nothing is in doubt any more."
        });
        return Ok(Exit::Done);
    }
    talk(&format!(
        "{} in doubt. Look in your Sent folder, then say what you found:",
        count(doubts.left.len(), "letter is", "letters are")
    ));
    talk(
        "  foi send --settle PATH                                   the Sent folder's export, or a reply's",
    );
    talk(
        "  foi send --settle --arrived REQUEST --reason \"...\"        it lies in Sent, or they answered",
    );
    talk(
        "  foi send --settle --not-sent REQUEST --reason \"...\"       it does not; it may go again",
    );
    Ok(Exit::Part)
}

fn unknown(doubts: &Doubts) -> Error {
    let first = &doubts.unknown[0];
    Error::guard(format!(
        "sent.log knows {} that this desk has never heard of, first to {} on {}",
        count(doubts.unknown.len(), "letter", "letters"),
        first.to,
        first.at.format("%Y-%m-%d")
    ))
    .hint("adopt them from your Sent folder with `foi adopt PATH --campaign NAME`, or restore a newer backup")
    .hint("when you have: foi send --settle --reason \"...\"")
}
