//! The `foi` command: arguments, clock, environment, exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(foidesk::cli::run(std::env::args_os(), chrono::Utc::now()).code())
}
