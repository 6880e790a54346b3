//! `foi authority import`: a list into her register, with what became of every row.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::own_folder;
use crate::casework::{Error, Result, register};
use crate::cli::print::{count, data, talk};
use crate::cli::{Context, Exit, print};
use crate::law::{BodyKind, Nation};
use crate::request::register::import::{Item, Options, Plan, Verdict, plan};

/// Import a list of authorities (CSV) into your register
#[derive(Debug, Args)]
#[command(
    after_help = "Columns `name` and `email` (or `foi_email`) need no mapping, nor do columns called \
like other fields; what no field claims is kept. WhatDoTheyKnow's all-authorities.csv and the \
establishment extract of Get Information about Schools are known by their columns; neither holds \
addresses.\n\nExamples:\n  foi authority import colleges.csv --kind fe-college --nation england\n  \
foi authority import list.csv --map name=Organisation --map email='Contact address'\n  \
foi authority import edubasealldata.csv --only 'LA (name)=Coventry' --dry-run"
)]
pub(super) struct Import {
    /// The list
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// Which column gives a field
    #[arg(long, value_name = "FIELD=COLUMN", value_parser = pair)]
    map: Vec<(String, String)>,
    /// Only rows in which a column says this
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair)]
    only: Vec<(String, String)>,
    /// The kind of those whose row says none [default: what the name tells]
    #[arg(long)]
    kind: Option<BodyKind>,
    /// The nation of those whose row says none
    #[arg(long)]
    nation: Option<Nation>,
    /// A label for all of them
    #[arg(long = "tag", value_name = "LABEL")]
    tags: Vec<String>,
    /// Where the addresses come from [default: the file's name]
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// The addresses are not yours: each waits for `foi authority verify`
    #[arg(long)]
    unverified: bool,
    /// Show what it would do, change nothing
    #[arg(long)]
    dry_run: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (left, right) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    Ok((left.trim().to_owned(), right.trim().to_owned()))
}

impl Import {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let folder = own_folder(context)?;
        let list = self.file.display().to_string();
        let bytes = std::fs::read(&self.file)
            .map_err(|error| Error::failed(format!("cannot read {list}")).because(error))?;
        let known = register::in_folder(&folder)?;
        let plan = plan(&known, &bytes, &self.options(context))
            .map_err(|reason| Error::failed(format!("cannot import {list}")).because(reason))?;
        if !self.dry_run {
            register::amend(&folder, &plan.changes)?;
        }
        if context.global.json {
            print::json(&self.as_json(&plan));
        } else {
            self.tell(&plan);
        }
        let broken = plan.items.iter().any(|item| !item.problems.is_empty());
        Ok(if broken || !plan.problems.is_empty() { Exit::Part } else { Exit::Done })
    }

    /// Her yes to a list of her own is recorded with today's day, unless she says otherwise.
    fn options(&self, context: &Context) -> Options {
        let file = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Options {
            map: self.map.clone(),
            only: self.only.clone(),
            kind: self.kind,
            nation: self.nation,
            tags: self.tags.clone(),
            source: self.source.clone().unwrap_or(file),
            verified: (!self.unverified).then_some(context.today),
        }
    }

    fn as_json(&self, plan: &Plan) -> serde_json::Value {
        json!({
            "file": self.file, "format": plan.format, "encoding": plan.encoding,
            "dry_run": self.dry_run,
            "new": plan.count(Verdict::New), "updated": plan.count(Verdict::Updated),
            "unchanged": plan.count(Verdict::Unchanged), "skipped": plan.count(Verdict::Skipped),
            "items": plan.items, "problems": plan.problems,
        })
    }

    fn tell(&self, plan: &Plan) {
        for item in plan.items.iter().filter(|item| item.verdict == Verdict::Updated) {
            if let Some(id) = &item.authority {
                data(&format!("{}\t{id}\t{}", item.verdict, item.because.join(", ")));
            }
        }
        for (reason, rows) in reasons(plan) {
            data(&format!("skipped\t{}\t{reason}", count(rows.len(), "row", "rows")));
            talk(&format!("  {reason}: {}", some(&rows)));
        }
        for item in &plan.items {
            for problem in &item.problems {
                talk(&format!("error: line {}: {}: {problem}", item.line, item.name));
            }
        }
        for problem in &plan.problems {
            talk(&format!("error: {problem}"));
        }
        let would = if self.dry_run { "would be: " } else { "" };
        talk(&format!(
            "{would}{} new, {} updated, {} unchanged, {} skipped{}",
            plan.count(Verdict::New),
            plan.count(Verdict::Updated),
            plan.count(Verdict::Unchanged),
            plan.count(Verdict::Skipped),
            self.yes(plan),
        ));
        if !self.dry_run {
            talk("Next: `foi authority check`");
        }
    }

    /// What she has just said yes to, in plain words.
    fn yes(&self, plan: &Plan) -> String {
        let addresses = plan.changes.iter().filter(|entry| entry.email.is_some()).count();
        match (addresses, self.unverified) {
            (0, _) => String::new(),
            (n, true) => format!("; {} left unverified", count(n, "address", "addresses")),
            (n, false) => format!(
                "; {} taken as verified by you today (--unverified for a list nobody has checked)",
                count(n, "address", "addresses")
            ),
        }
    }
}

/// The rows left out, by reason.
fn reasons(plan: &Plan) -> BTreeMap<&str, Vec<&Item>> {
    let mut reasons: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in plan.items.iter().filter(|item| item.verdict == Verdict::Skipped) {
        for reason in &item.because {
            reasons.entry(reason).or_default().push(item);
        }
    }
    reasons
}

/// The first few rows by line, the rest by number.
fn some(rows: &[&Item]) -> String {
    let name = |item: &&Item| match item.name.as_str() {
        "" => format!("line {}", item.line),
        name => format!("{name} (line {})", item.line),
    };
    let mut told: Vec<String> = rows.iter().take(3).map(name).collect();
    if rows.len() > told.len() {
        told.push(format!("{} more", rows.len() - told.len()));
    }
    told.join(", ")
}
