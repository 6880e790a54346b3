//! `foi authority list`: the register, or the part of it that selectors choose.

use clap::Args;
use serde_json::{Value, json};

use super::{load, selected, trust};
use crate::casework::Result;
use crate::cli::print::{count, table, talk};
use crate::cli::{Context, Exit, print};
use crate::request::{Authority, Register, Trust};

/// List the authorities you can write to
#[derive(Debug, Args)]
#[command(after_help = "Selectors: an id, a part of a name, kind:university, nation:scotland, \
law:foisa, tag:LABEL, all (your own), catalogue, @FILE or - (ids, one a line). Several add up, \
`+` narrows (kind:university+nation:wales), `!` leaves out.\n\n\
Examples:\n  foi authority list kind:university '!nation:england'\n  foi authority list london")]
pub(super) struct List {
    /// Which ones [default: your own and the built-in catalogue]
    #[arg(value_name = "SELECTOR")]
    selectors: Vec<String>,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let register = load(context)?;
        let selection = selected(&register, &self.selectors)?;
        let shown: Vec<&Authority> = match self.selectors.is_empty() {
            true => register.authorities.iter().collect(),
            false => selection.chosen.iter().filter_map(|id| register.get(id)).collect(),
        };
        if context.global.json {
            let rows: Vec<Value> = shown.iter().map(|one| row(&register, one)).collect();
            print::json(&rows);
        } else {
            let rows: Vec<Vec<String>> = shown.iter().map(|one| cells(one)).collect();
            table(&["id", "name", "kind", "nation", "law", "address", ""], &rows);
            summary(&shown);
        }
        told(&register, &selection.problems);
        Ok(match (selection.problems.is_empty(), shown.is_empty()) {
            (true, _) => Exit::Done,
            (false, true) => Exit::Failed,
            (false, false) => Exit::Part,
        })
    }
}

fn told(register: &Register, problems: &[String]) {
    for problem in problems {
        talk(&format!("error: {problem}"));
    }
    if !register.problems.is_empty() {
        let found = count(register.problems.len(), "problem", "problems");
        talk(&format!("{found} in your register; see `foi authority check`"));
    }
}

fn summary(shown: &[&Authority]) {
    let of = |trust: Trust| shown.iter().filter(|one| one.trust() == trust).count();
    talk(&format!(
        "{}: {} with an address you have said yes to, {} unverified, {} without",
        count(shown.len(), "authority", "authorities"),
        of(Trust::Verified) + of(Trust::Hers),
        of(Trust::Unverified),
        of(Trust::NoAddress),
    ));
}

fn cells(authority: &Authority) -> Vec<String> {
    let nation = authority.nation.map_or("", |nation| nation.word());
    vec![
        authority.id.to_string(),
        authority.name.clone(),
        authority.kind.to_string(),
        nation.to_owned(),
        authority.regime(false).to_string(),
        authority.email.clone().unwrap_or_default(),
        trust(authority),
    ]
}

/// An authority as the contract's JSON: what the register says, and what follows from it.
pub(super) fn row(register: &Register, authority: &Authority) -> Value {
    let mut row = json!(authority);
    row["regime"] = json!(authority.regime(false));
    row["trust"] = json!(authority.trust());
    row["reply_domains"] = json!(authority.reply_domains());
    row["legal_authority"] = json!(register.legal_authority(&authority.id));
    row
}
