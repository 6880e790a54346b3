//! `foi completions` and `foi man`: generated from the same definitions as `--help`, so that they
//! cannot say anything else.

use std::path::PathBuf;

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;

use super::print::data;
use super::{Context, Exit, Foi};
use crate::casework::{Error, Result};

/// Print the completions for a shell
#[derive(Debug, Args)]
#[command(
    after_help = "Example: foi completions bash > ~/.local/share/bash-completion/completions/foi"
)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, _context: &Context) -> Result<Exit> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Foi::command(), "foi", &mut text);
        data(String::from_utf8_lossy(&text).trim_end());
        Ok(Exit::Done)
    }
}

/// Write the man pages into a folder
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The folder
    dir: PathBuf,
}

impl Man {
    pub(super) fn run(self, _context: &Context) -> Result<Exit> {
        let failed = |error| {
            Error::failed(format!("cannot write the man pages into {}", self.dir.display()))
                .because(error)
        };
        std::fs::create_dir_all(&self.dir).map_err(failed)?;
        clap_mangen::generate_to(Foi::command(), &self.dir).map_err(failed)?;
        data(&self.dir.display().to_string());
        Ok(Exit::Done)
    }
}
