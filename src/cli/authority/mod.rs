//! `foi authority`: looks at the register, checks it, imports lists into it, records that an address
//! was verified.

mod check;
mod import;
mod list;
mod show;
mod verify;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::{Context, Exit};
use crate::casework::{Desk, Error, Result, register};
use crate::request::selector::{Selection, select};
use crate::request::{Authority, Register, Selector, Trust};

/// Look at and mend your register of authorities
#[derive(Debug, Args)]
pub(super) struct AuthorityCommand {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(list::List),
    Show(show::Show),
    Check(check::Check),
    Import(import::Import),
    Verify(verify::Verify),
}

impl AuthorityCommand {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        match self.verb {
            Verb::List(verb) => verb.run(context),
            Verb::Show(verb) => verb.run(context),
            Verb::Check(verb) => verb.run(context),
            Verb::Import(verb) => verb.run(context),
            Verb::Verify(verb) => verb.run(context),
        }
    }
}

/// The desk's folder where there is one; the catalogue can be looked at without a desk.
fn folder(context: &Context) -> Result<Option<PathBuf>> {
    if context.global.desk.is_some() {
        return own_folder(context).map(Some);
    }
    Ok(Desk::find(&super::working_folder()?).ok())
}

/// The desk's folder, for what writes to the register.
fn own_folder(context: &Context) -> Result<PathBuf> {
    let folder = context.desk_folder()?;
    if folder.join("foi.toml").is_file() {
        return Ok(folder);
    }
    Err(Error::failed(format!("{} is not a desk: it has no foi.toml", folder.display()))
        .hint(format!("make one with `foi init {}`", folder.display())))
}

fn load(context: &Context) -> Result<Register> {
    match folder(context)? {
        Some(folder) => register::in_folder(&folder),
        None => Ok(Register::catalogue()),
    }
}

/// Resolves what she typed; `@file` and `-` are read here.
pub(in crate::cli) fn selected(register: &Register, typed: &[String]) -> Result<Selection> {
    let selectors: Vec<Selector> =
        typed.iter().map(|text| text.parse().map_err(Error::usage)).collect::<Result<_>>()?;
    Ok(select(register, &selectors, &mut ids_file))
}

fn ids_file(file: &str) -> Result<String, String> {
    let cannot = |error: std::io::Error| format!("cannot read the ids in {file}: {error}");
    if file == "-" {
        let mut text = String::new();
        return std::io::stdin().read_to_string(&mut text).map(|_| text).map_err(cannot);
    }
    std::fs::read_to_string(Path::new(file)).map_err(cannot)
}

/// What she is told of an address.
fn trust(authority: &Authority) -> String {
    match (authority.trust(), authority.verified) {
        (Trust::NoAddress, _) => "no address".to_owned(),
        (Trust::Unverified, _) => "unverified".to_owned(),
        (Trust::Hers, _) => "yours".to_owned(),
        (Trust::Verified, Some(day)) => format!("verified {day}"),
        (Trust::Verified, None) => "verified".to_owned(),
    }
}
