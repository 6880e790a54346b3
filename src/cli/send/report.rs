//! What `foi send` shows: the plan, the progress, and what became of each letter. The keys of
//! `--json` stand in docs/contract.md.

use chrono::{DateTime, TimeDelta, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use super::findings;
use crate::casework::account::Account;
use crate::casework::checks::Told;
use crate::casework::send::{
    Destination, Happened, Plan, Planned, Practice, Report, Stopped, clock_time,
};
use crate::casework::{Desk, Error, ErrorKind};
use crate::cli::print::{self, count, shown, table, talk};
use crate::cli::{Context, Exit};
use crate::outbox::{Phase, Tls};

/// "1 letter is in doubt:", "2 letters are in doubt:".
pub(super) fn in_doubt(n: usize) -> String {
    format!("{} in doubt:", count(n, "letter is", "letters are"))
}

/// Shows the plan.
pub(super) fn plan(desk: &Desk, plan: &Plan, account: Option<&Account>, duration: TimeDelta) {
    let kinds: Vec<String> =
        plan.kinds().iter().map(|(kind, n)| count(*n, kind.word(), &format!("{kind}s"))).collect();
    let campaign = plan.campaign.as_ref().map(|id| format!(" of {id}")).unwrap_or_default();
    talk(&format!(
        "{}{campaign} ({})",
        count(plan.letters.len(), "letter", "letters"),
        kinds.join(", ")
    ));
    let identity = &desk.settings.identity;
    talk(&format!("from {} <{}> {}", identity.name, identity.email, way(desk, account)));
    if duration > TimeDelta::seconds(5) {
        talk(&format!("about {} at the account's pace", span(duration)));
    }
    if plan.later > 0 {
        talk(&format!("{} wait for a later run", count(plan.later, "more letter", "more letters")));
    }
    for left_out in &plan.left_out {
        talk(&format!("left out: {}: {}", left_out.letter.request, left_out.because));
    }
    doubts(plan);
}

/// Prints when letters may go out, where the account says so.
pub(super) fn window(account: Option<&Account>, now: DateTime<Utc>) {
    let Some(window) = account.and_then(|account| account.window) else { return };
    let opens = window.next_open(now);
    let when =
        if opens > now { format!("; the next is {}", clock_time(opens)) } else { String::new() };
    talk(&format!("within the sending window {window}{when}"));
}

/// Prints the plan as JSON, for `--dry-run`.
pub(super) fn plan_json(
    desk: &Desk,
    plan: &Plan,
    account: Option<&Account>,
    duration: TimeDelta,
    found: &[Told],
) {
    print::json(&json!({
        "from": desk.settings.identity.email,
        "account": account.map(|account| &account.name),
        "seconds": duration.num_seconds(),
        "letters": plan.letters.iter().map(|letter| json!({
            "request": letter.request, "kind": letter.kind, "to": letter.to, "state": letter.state,
        })).collect::<Vec<_>>(),
        "later": plan.later,
        "left_out": plan.left_out.iter().map(|left| json!({
            "request": left.letter.request, "kind": left.letter.kind, "because": left.because,
        })).collect::<Vec<_>>(),
        "in_doubt": plan.in_doubt.iter().map(|letter| &letter.request).collect::<Vec<_>>(),
        "findings": findings::json(found),
    }));
}

fn way(desk: &Desk, account: Option<&Account>) -> String {
    let Some(account) = account else {
        return format!("into {} (no account is named)", desk.outbox().display());
    };
    let secured = match account.tls {
        Tls::Implicit => "TLS",
        Tls::Starttls => "STARTTLS",
        Tls::None => "not encrypted, this machine only",
    };
    let copy = if account.copy_to_self { ", a blind copy to yourself" } else { "" };
    format!("by account {} ({}:{}, {secured}{copy})", account.name, account.host, account.port)
}

fn doubts(plan: &Plan) {
    if !plan.in_doubt.is_empty() {
        let n = count(plan.in_doubt.len(), "letter is", "letters are");
        talk(&format!("{n} in doubt and not part of this: foi send --settle"));
    }
}

/// "40 s", "6 minutes", "2 h 5 min".
fn span(duration: TimeDelta) -> String {
    match duration.num_seconds() {
        seconds @ 0..=89 => format!("{seconds} s"),
        seconds @ 90..=5399 => format!("{} minutes", (seconds + 30) / 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// There is nothing to send.
pub(super) fn nothing(context: &Context, plan: &Plan) -> Exit {
    if context.global.json {
        print::json(&report_json(&Report::default()));
    }
    talk("No letter is waiting to be sent.");
    for left_out in &plan.left_out {
        talk(&format!("left out: {}: {}", left_out.letter.request, left_out.because));
    }
    doubts(plan);
    Exit::Done
}

/// A progress bar on a terminal; elsewhere only what she has to know.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    pub(super) fn new(letters: usize) -> Self {
        // indicatif draws to stderr, and only when that is a terminal.
        let bar = ProgressBar::new(letters as u64);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {wide_msg}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Progress { bar }
    }

    pub(super) fn show(&self, happened: &Happened<'_>) {
        match happened {
            Happened::Waiting(until, because) => {
                let at = crate::law::london::local(*until).format("%H:%M:%S");
                self.bar.set_message(shown(&format!("until {at}: {because}")).into_owned());
            }
            Happened::Letter(letter, outcome) => {
                self.bar.inc(1);
                self.bar.set_message(shown(&letter.authority_name).into_owned());
                if let Some(fault) = outcome.fault() {
                    self.bar.suspend(|| talk(&format!("{}: {fault}", letter.to)));
                }
            }
            Happened::Lost(fault) => self.bar.suspend(|| talk(&format!("{fault}; trying again"))),
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// What a run did, and its exit code.
pub(super) fn run(
    context: &Context,
    destination: &Destination,
    plan: &Plan,
    report: &Report,
) -> Exit {
    if context.global.json {
        print::json(&report_json(report));
    } else {
        table(&["REQUEST", "STATE", "TO", "SAID"], &rows(report));
    }
    talk(&summary(destination, report));
    if !report.in_doubt.is_empty() {
        talk(
            "In doubt means it may have been sent: it is not sent again before you settle it with `foi send --settle`.",
        );
    }
    let Some(stopped) = &report.stopped else {
        if report.refused.is_empty() && report.deferred.is_empty() && report.in_doubt.is_empty() {
            talk(&next(destination, plan));
            return Exit::Done;
        }
        if report.refused.iter().any(|(_, fault)| fault.phase == Phase::Rcpt) {
            let campaign = plan.campaign.as_ref().map_or("CAMPAIGN", |id| id.as_str());
            talk(&format!(
                "Next: put another address into authorities.toml, then `foi draft {campaign} --again` writes to it."
            ));
        }
        if let Some(at) = report.again_after {
            let at = clock_time(at);
            talk(&format!("Next: run the same command again after {at} for those put off."));
        }
        return Exit::Part;
    };
    let exit = told(context, stopped);
    if exit == Exit::Failed && !report.accepted.is_empty() { Exit::Part } else { exit }
}

fn next(destination: &Destination, plan: &Plan) -> String {
    match (destination, plan.later) {
        (Destination::Folder(_), _) => {
            "Nothing has left this machine: open the files with your mail program and send them.\n\
             They count as sent; `foi undo` takes that back."
                .to_owned()
        }
        (Destination::Account { .. }, 0) => {
            "Next: `foi check PATH` reads the replies from your mailbox.".to_owned()
        }
        (Destination::Account { .. }, later) => {
            let campaign = plan.campaign.as_ref().map_or(String::new(), |id| format!(" {id}"));
            let wait = count(later, "letter waits", "letters wait");
            format!("Next: {wait} for your go-ahead: `foi send{campaign}`.")
        }
    }
}

fn summary(destination: &Destination, report: &Report) -> String {
    let done = match destination {
        Destination::Folder(path) => format!("written to {}", path.display()),
        Destination::Account { .. } => "accepted".to_owned(),
    };
    let mut parts = vec![format!("{} {done}", report.accepted.len())];
    for (n, word) in [
        (report.refused.len(), "refused"),
        (report.deferred.len(), "put off by the server"),
        (report.in_doubt.len(), "in doubt"),
        (report.left.len(), "not tried"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {word}"));
        }
    }
    parts.join(", ")
}

/// One row a letter; on a terminal the bar has shown the good ones.
fn rows(report: &Report) -> Vec<Vec<String>> {
    let row = |letter: &Planned, state: &str, said: String| {
        vec![letter.request.to_string(), state.to_owned(), letter.to.clone(), said]
    };
    let accepted =
        report.accepted.iter().map(|(l, receipt)| row(l, "accepted", receipt.text.clone()));
    let refused = report.refused.iter().map(|(l, fault)| row(l, "refused", fault.to_string()));
    let deferred = report.deferred.iter().map(|(l, fault)| row(l, "deferred", fault.to_string()));
    let doubt = report.in_doubt.iter().map(|(l, fault)| row(l, "in_doubt", fault.to_string()));
    accepted.chain(refused).chain(deferred).chain(doubt).collect()
}

fn report_json(report: &Report) -> Value {
    let faulty = |letters: &[(Planned, crate::outbox::Fault)], state: &str| -> Vec<Value> {
        letters
            .iter()
            .map(|(letter, fault)| {
                json!({
                    "request": letter.request, "kind": letter.kind, "to": letter.to, "state": state,
                    "phase": fault.phase, "code": fault.code, "text": fault.to_string(), "queue_id": null,
                })
            })
            .collect()
    };
    let mut letters: Vec<Value> = report
        .accepted
        .iter()
        .map(|(letter, receipt)| {
            json!({
                "request": letter.request, "kind": letter.kind, "to": letter.to, "state": "accepted",
                "phase": null, "code": receipt.code, "text": receipt.text, "queue_id": receipt.queue_id,
            })
        })
        .collect();
    letters.extend(faulty(&report.refused, "refused"));
    letters.extend(faulty(&report.deferred, "deferred"));
    letters.extend(faulty(&report.in_doubt, "in_doubt"));
    json!({
        "accepted": report.accepted.len(), "refused": report.refused.len(),
        "deferred": report.deferred.len(), "in_doubt": report.in_doubt.len(),
        "left": report.left.len(), "letters": letters,
        "stopped": report.stopped.as_ref().map(|stopped| json!({
            "because": stopped.because, "hint": stopped.hint,
        })),
    })
}

/// What a practice run did.
pub(super) fn practice(context: &Context, practice: &Practice, done: &str, place: &str) -> Exit {
    let failed: Vec<_> = practice
        .outcomes
        .iter()
        .filter_map(|(letter, outcome)| Some((letter, outcome.fault()?)))
        .collect();
    let well = practice.outcomes.len() - failed.len();
    if context.global.json {
        print::json(&json!({
            "practice": well,
            "failed": failed.iter().map(|(letter, fault)| json!({
                "request": letter.request, "text": fault.to_string(),
            })).collect::<Vec<_>>(),
        }));
    }
    for (letter, fault) in &failed {
        talk(&format!("{}: {fault}", letter.request));
    }
    let n = count(well, "letter", "letters");
    talk(&format!("{n} {done} {place} for practice; nothing has gone to an authority."));
    match &practice.stopped {
        Some(stopped) => told(context, stopped),
        None if failed.is_empty() => Exit::Done,
        None => Exit::Part,
    }
}

/// Tells why a run ended early.
fn told(context: &Context, stopped: &Stopped) -> Exit {
    let error = match stopped.kind {
        ErrorKind::Account => Error::account(&stopped.because),
        ErrorKind::Interrupted => Error::interrupted(&stopped.because),
        ErrorKind::Guard => Error::guard(&stopped.because),
        ErrorKind::Usage | ErrorKind::Failed => Error::failed(&stopped.because),
    };
    let error = if stopped.hint.is_empty() { error } else { error.hint(&stopped.hint) };
    crate::cli::exit::told(&error, context.global.json)
}
