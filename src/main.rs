//! The `foi` command: arguments, clock, environment, signals, exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    take_full_disks_as_errors();
    ExitCode::from(foidesk::cli::run(std::env::args_os(), chrono::Utc::now()).code())
}

/// A file that may grow no more is an error of the write and not the end of the program: what a letter
/// server said still has to be written down.
fn take_full_disks_as_errors() {
    #[cfg(unix)]
    {
        // The flag is never read; having a handler is what keeps the program alive.
        let unread = std::sync::Arc::default();
        // Without the handler the system's rule stays as it was.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, unread);
    }
}
