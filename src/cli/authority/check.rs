//! `foi authority check`: every problem of a register at once, with line numbers.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::own_folder;
use crate::casework::{Error, Result, register};
use crate::cli::print::{count, data, talk};
use crate::cli::{Context, Exit, print};
use crate::request::register::Severity;
use crate::request::register::check::{check, has_errors};
use crate::request::{Layer, Register};

/// Check your register and report every problem at once
#[derive(Debug, Args)]
pub(super) struct Check {
    /// The register [default: authorities.toml of the desk]
    file: Option<PathBuf>,
}

impl Check {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let file = match self.file {
            Some(file) if !file.is_file() => {
                return Err(Error::failed(format!("there is no file {}", file.display())));
            }
            Some(file) => file,
            None => own_folder(context)?.join(register::FILE),
        };
        let checked = Register::layered(&register::text(&file)?);
        let problems = check(&checked);
        let own = checked.authorities.iter().filter(|one| one.layer == Layer::Desk).count();
        if context.global.json {
            print::json(&json!({ "file": file, "authorities": own, "problems": problems }));
        } else {
            for problem in &problems {
                let severity = problem.severity;
                data(&format!("{severity}: {} {problem}", file.display()));
            }
            let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
            talk(&format!(
                "{} of your own: {}, {}",
                count(own, "authority", "authorities"),
                count(errors, "error", "errors"),
                count(problems.len() - errors, "warning", "warnings"),
            ));
        }
        Ok(if has_errors(&problems) { Exit::Failed } else { Exit::Done })
    }
}
