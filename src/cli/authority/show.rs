//! `foi authority show`: everything the register knows of an authority.

use clap::Args;
use serde_json::Value;

use super::list::row;
use super::{load, selected, trust};
use crate::casework::Result;
use crate::cli::print::{data, talk};
use crate::cli::{Context, Exit, print};
use crate::request::{Authority, Layer, Register};

/// Show everything the register says of an authority
#[derive(Debug, Args)]
pub(super) struct Show {
    /// An id, a name or any selector
    #[arg(value_name = "AUTHORITY", required = true)]
    selectors: Vec<String>,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let register = load(context)?;
        let selection = selected(&register, &self.selectors)?;
        let shown: Vec<&Authority> =
            selection.chosen.iter().filter_map(|id| register.get(id)).collect();
        if context.global.json {
            let rows: Vec<Value> = shown.iter().map(|one| row(&register, one)).collect();
            print::json(&rows);
        } else {
            for (number, authority) in shown.iter().enumerate() {
                if number > 0 {
                    data("");
                }
                describe(&register, authority);
            }
        }
        for problem in &selection.problems {
            talk(&format!("error: {problem}"));
        }
        Ok(match (selection.problems.is_empty(), shown.is_empty()) {
            (true, _) => Exit::Done,
            (false, true) => Exit::Failed,
            (false, false) => Exit::Part,
        })
    }
}

fn describe(register: &Register, authority: &Authority) {
    data(&format!("{} ({})", authority.name, authority.id));
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let legal = register.legal_authority(&authority.id);
    let legal = if legal == authority.id { String::new() } else { legal.to_string() };
    let address = match &authority.email {
        Some(email) => format!("{email} ({})", trust(authority)),
        None => trust(authority),
    };
    let closures: Vec<String> = authority.closures.iter().map(ToString::to_string).collect();
    let closures = closures.join(", ");
    let stands = match authority.layer {
        Layer::Desk => format!("your register, line {}", authority.line),
        Layer::Catalogue => "the built-in catalogue".to_owned(),
    };
    for (label, value) in [
        ("kind", authority.kind.to_string()),
        ("nation", authority.nation.map(|nation| nation.to_string()).unwrap_or_default()),
        ("law", authority.regime(false).to_string()),
        ("no school", closures),
        ("authority in law", legal),
        ("address", address),
        ("source", optional(&authority.source)),
        ("review address", optional(&authority.review_email)),
        ("reviews by post", optional(&authority.review_post)),
        ("web form", optional(&authority.web_form)),
        ("web site", optional(&authority.home_page)),
        ("replies from", authority.reply_domains().join(", ")),
        ("former names", authority.former_names.join("; ")),
        ("also called", authority.aliases.join("; ")),
        ("tags", authority.tags.join(", ")),
        ("notes", optional(&authority.notes)),
        ("stands in", stands),
    ] {
        if !value.is_empty() {
            data(&format!("  {label:16}  {value}"));
        }
    }
    for (column, value) in &authority.extra {
        data(&format!("  {column:16}  {value}"));
    }
}
