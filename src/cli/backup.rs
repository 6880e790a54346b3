//! `foi backup`: a copy of the desk's database, made while it is in use.

use std::path::PathBuf;

use clap::Args;

use super::print::{data, json, talk};
use super::{Context, Exit};
use crate::casework::{Error, Result};

/// Copy everything that happened on this desk into one file
#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; it must not exist
    file: PathBuf,
}

impl Backup {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        if self.file.exists() {
            return Err(Error::usage(format!("{} is there already", self.file.display()))
                .hint("name a new file"));
        }
        context.desk()?.store.backup(&self.file).map_err(|error| {
            Error::failed(format!("cannot write the backup {}", self.file.display()))
                .because(error)
                .hint("its folder must exist and have room")
        })?;
        if context.global.json {
            json(&serde_json::json!({ "backup": self.file }));
        } else {
            data(&self.file.display().to_string());
        }
        talk("Keep foi.toml, authorities.toml, templates/ and .foi/sent.log with it.");
        Ok(Exit::Done)
    }
}
