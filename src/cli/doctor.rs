//! `foi doctor`: looks at the desk, and at the account for real: connects, secures the connection,
//! logs in, sends no mail, and explains what it found.

use clap::Args;
use serde_json::json;

use super::print::{self, data, talk};
use super::send::{accounts, server};
use super::{Context, Exit};
use crate::casework::account::Account;
use crate::casework::send::plan;
use crate::casework::{Desk, Result, sent_log};
use crate::letter::LetterState;
use crate::outbox::{Limits, Outbox as _, Phase, Tls};

/// Check the desk and the mail account: connect, TLS, login; no mail is sent
#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Only the desk, without connecting
    #[arg(long)]
    offline: bool,
}

/// One thing that was looked at.
struct Finding {
    what: &'static str,
    is_well: bool,
    told: String,
    hint: Option<String>,
}

impl Finding {
    fn well(what: &'static str, told: impl Into<String>) -> Self {
        Finding { what, is_well: true, told: told.into(), hint: None }
    }

    fn ill(what: &'static str, told: impl Into<String>, hint: impl Into<String>) -> Self {
        Finding { what, is_well: false, told: told.into(), hint: Some(hint.into()) }
    }
}

impl Doctor {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        let mut findings = vec![identity(&desk), register(&desk)?, journal(&desk)?];
        let desk_is_well = findings.iter().all(|finding| finding.is_well);
        let account = account(&desk, &mut findings);
        if let Some(account) = account.filter(|_| !self.offline) {
            findings.extend(connection(context, &account));
        }
        show(context, &findings);
        Ok(match (desk_is_well, findings.iter().all(|finding| finding.is_well)) {
            (_, true) => Exit::Done,
            (true, false) => Exit::Account,
            (false, false) => Exit::Failed,
        })
    }
}

fn identity(desk: &Desk) -> Finding {
    let identity = &desk.settings.identity;
    if identity.name.trim().is_empty() || identity.email.trim().is_empty() {
        return Finding::ill(
            "identity",
            "a request needs your real name and an address (s.8)",
            "write name and email in foi.toml",
        );
    }
    Finding::well("identity", format!("{} <{}>", identity.name, identity.email))
}

fn register(desk: &Desk) -> Result<Finding> {
    let register = desk.register()?;
    let n = print::count(register.authorities.len(), "authority", "authorities");
    Ok(match register.problems.len() {
        0 => Finding::well("register", n),
        problems => Finding::ill(
            "register",
            format!("{n}, {}", print::count(problems, "problem", "problems")),
            "foi authority check",
        ),
    })
}

/// The database and `sent.log` agree, and nothing is in doubt.
fn journal(desk: &Desk) -> Result<Finding> {
    let (log, torn) = sent_log::of(desk)?;
    let behind = plan::behind(desk)?.len();
    let doubts = desk
        .store
        .letter_outlines()?
        .iter()
        .filter(|outline| outline.state.found() == LetterState::InDoubt)
        .count();
    let settle = "foi send --settle";
    Ok(if behind > 0 {
        let told = format!("the desk does not know of {behind} letters of sent.log");
        Finding::ill("journal", told, settle)
    } else if doubts > 0 {
        Finding::ill("journal", format!("{doubts} in doubt"), settle)
    } else if !torn.is_empty() {
        let told = format!("lines of sent.log that cannot be read: {torn:?}");
        Finding::ill("journal", told, "a power cut tore them; the desk's own journal is whole")
    } else {
        let n = print::count(log.len(), "letter", "letters");
        Finding::well("journal", format!("{n} handed over, nothing in doubt"))
    })
}

/// The account that the desk names. What is wrong with it keeps nothing else from being looked at.
fn account(desk: &Desk, findings: &mut Vec<Finding>) -> Option<Account> {
    let Some(name) = &desk.settings.sending.account else {
        let told = format!("none named: letters go to {}", desk.outbox().display());
        findings.push(Finding::well("account", told));
        return None;
    };
    let found = accounts().and_then(|all| Ok((all.find(name)?.clone(), all)));
    let (account, accounts) = match found {
        Ok(found) => found,
        Err(error) => {
            let told = std::error::Error::source(&error).map_or(String::new(), |source| {
                format!(": {}", source.to_string().split_whitespace().collect::<Vec<_>>().join(" "))
            });
            findings.push(Finding::ill(
                "account",
                format!("{error}{told}"),
                error.hints.join("; "),
            ));
            return None;
        }
    };
    let largest = match account.megabytes {
        0 => "of any size".to_owned(),
        megabytes => format!("of up to {megabytes} MB"),
    };
    let told = format!(
        "{name}: {}, {}:{}, {}, {largest} ({})",
        account.provider.title,
        account.host,
        account.port,
        pace(&account.limits),
        accounts.path().display()
    );
    findings.push(Finding::well("account", told));
    if account.copy_to_self {
        let told = "it keeps no copy of what it sends: a blind copy goes to yourself";
        findings.push(Finding::well("copies", told));
    }
    if let Some(window) = account.window {
        findings.push(Finding::well("window", format!("letters go out {window} (London)")));
    }
    if account.provider.replaces_message_id {
        let told =
            "it puts its own Message-ID on letters; ours stays in References and the subject";
        findings.push(Finding::well("message ids", told));
    }
    Some(account)
}

/// How fast letters go; 0 is no limit.
fn pace(limits: &Limits) -> String {
    let Limits { per_minute, per_hour, per_day } = *limits;
    let spans = [(per_minute, "a minute"), (per_hour, "an hour"), (per_day, "a day")];
    let told: Vec<String> = (spans.iter().filter(|(most, _)| *most > 0))
        .map(|(most, span)| format!("{most} {span}"))
        .collect();
    match told.as_slice() {
        [] => "as fast as the server takes them".to_owned(),
        told => format!("at most {}", told.join(", ")),
    }
}

fn connection(context: &Context, account: &Account) -> Vec<Finding> {
    let server = match server(context, account) {
        Ok(server) => server,
        Err(error) => {
            return vec![Finding::ill("login", error.to_string(), error.hints.join("; "))];
        }
    };
    let phases = [
        (Phase::Resolve, "name", format!("{} is known", account.host)),
        (Phase::Connect, "connection", format!("port {} answers", account.port)),
        (Phase::Tls, "encryption", secured(account.tls).to_owned()),
        (Phase::Auth, "login", login(account)),
    ];
    let (failed, largest) = match server.connect() {
        Ok(mut smtp) => {
            smtp.close();
            (None, smtp.largest())
        }
        Err(fault) => (Some(fault), None),
    };
    let mut findings = Vec::new();
    for (phase, what, told) in phases {
        match &failed {
            Some(fault) if fault.phase == phase => {
                findings.push(Finding::ill(what, fault.to_string(), account.remedy(fault)));
                return findings;
            }
            _ => findings.push(Finding::well(what, told)),
        }
    }
    if let Some(bytes) = largest {
        let told = format!("it takes letters of up to {:.1} MB", bytes as f64 / 1e6);
        findings.push(Finding::well("size", told));
    }
    findings
}

fn secured(tls: Tls) -> &'static str {
    match tls {
        Tls::Implicit => "TLS from the first byte, certificate good",
        Tls::Starttls => "STARTTLS, certificate good",
        Tls::None => "none, and the server is this machine",
    }
}

fn login(account: &Account) -> String {
    match &account.user {
        Some(user) => format!("{user} is let in"),
        None => "none asked for".to_owned(),
    }
}

fn show(context: &Context, findings: &[Finding]) {
    if context.global.json {
        let findings: Vec<_> = findings
            .iter()
            .map(|finding| {
                json!({
                    "what": finding.what, "well": finding.is_well, "told": finding.told,
                    "hint": finding.hint,
                })
            })
            .collect();
        return print::json(&json!({ "findings": findings }));
    }
    for finding in findings {
        let mark = if finding.is_well { "ok" } else { "NOT" };
        data(&format!("{mark:<4}{:<12} {}", finding.what, finding.told));
        if let Some(hint) = finding.hint.as_ref().filter(|hint| !hint.is_empty()) {
            talk(&format!("hint: {hint}"));
        }
    }
}
