//! `foi authority verify`: her yes to an address, recorded with the day and where it was found.
//! Nothing is written to an unverified address before that.

use std::io::{BufRead as _, Write as _};
use std::path::Path;

use clap::Args;
use serde_json::json;

use super::{own_folder, trust};
use crate::casework::register::{self, Yes};
use crate::casework::{Error, Result};
use crate::cli::print::{data, talk};
use crate::cli::{Context, Exit, print};
use crate::request::register::Entry;
use crate::request::{Authority, Register};

/// Say yes to the address of an authority, after looking at its own page
#[derive(Debug, Args)]
#[command(
    after_help = "Each address is shown with its source and asked about; with --no-input, or \
without a terminal, naming the authority is the yes."
)]
pub(super) struct Verify {
    /// Ids or names, one authority each
    #[arg(value_name = "AUTHORITY", required = true)]
    authorities: Vec<String>,
    /// The address you found, if it is another one
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Where you found it, such as the address of its web page
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
}

impl Verify {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        if self.email.is_some() && self.authorities.len() > 1 {
            return Err(Error::usage("--email is for one authority at a time"));
        }
        let folder = own_folder(context)?;
        let register = register::in_folder(&folder)?;
        let yes = Yes {
            email: self.email.as_deref(),
            source: self.source.as_deref(),
            day: context.today,
        };
        let mut entries = Vec::new();
        for text in &self.authorities {
            let authority = named(&register, text)?;
            let entry = register::verified(authority, &yes)?;
            if agreed(context, authority, &entry)? {
                entries.push(entry);
            }
        }
        record(context, &folder, &entries)
    }
}

fn record(context: &Context, folder: &Path, entries: &[Entry]) -> Result<Exit> {
    register::amend(folder, entries)?;
    if context.global.json {
        let row = |entry: &Entry| {
            json!({ "authority": entry.id, "email": entry.email, "source": entry.source,
                    "verified": entry.verified })
        };
        print::json(&entries.iter().map(row).collect::<Vec<_>>());
        return Ok(Exit::Done);
    }
    for entry in entries {
        if let (Some(id), Some(email)) = (&entry.id, &entry.email) {
            data(&format!("{id}\t{email}\tverified {}", context.today));
        }
    }
    Ok(Exit::Done)
}

/// A yes is for one address at a time: a part of a name or a group does not do.
fn named<'a>(register: &'a Register, text: &str) -> Result<&'a Authority> {
    register.named(text).ok_or_else(|| {
        Error::usage(format!("`{text}` is not the id or the name of one authority"))
            .hint(format!("`foi authority list {text}` shows those it may mean"))
    })
}

/// Shows the address with its source and asks; where nobody can be asked, the command is the yes.
fn agreed(context: &Context, authority: &Authority, entry: &Entry) -> Result<bool> {
    let email = entry.email.as_deref().unwrap_or_default();
    let source = entry.source.as_deref().unwrap_or("no source");
    talk(&format!("{}: {email} ({}; from: {source})", authority.name, trust(authority)));
    if !context.may_ask() {
        return Ok(true);
    }
    let _ = write!(anstream::stderr(), "Is this where its requests go? [y/N] ");
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| Error::failed("cannot read your answer").because(error))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
