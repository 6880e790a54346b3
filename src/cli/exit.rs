//! Exit codes, and how an error is told: `error:`, `caused by:`, `hint:` on stderr, or one JSON
//! object with `--json`.

use std::error::Error as _;

use super::print::{talk, talk_of_error};
use crate::casework::{Error, ErrorKind};

/// How a run ended (design, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything was done.
    Done,
    /// It failed.
    Failed,
    /// It was asked for wrongly.
    Usage,
    /// Done in part: an input could not be read, a letter failed.
    Part,
    /// The account or the configuration is not in order.
    Account,
    /// A guard stopped it.
    Guard,
    /// Something is due (only `foi due --exit-code`).
    Due,
    /// She interrupted it.
    Interrupted,
}

impl Exit {
    /// The code for the shell.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Part => 3,
            Exit::Account => 4,
            Exit::Guard => 5,
            Exit::Due => 10,
            Exit::Interrupted => 130,
        }
    }
}

impl From<ErrorKind> for Exit {
    fn from(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Failed => Exit::Failed,
            ErrorKind::Usage => Exit::Usage,
            ErrorKind::Account => Exit::Account,
            ErrorKind::Guard => Exit::Guard,
            ErrorKind::Interrupted => Exit::Interrupted,
        }
    }
}

/// Tells an error and gives its exit code.
pub(super) fn told(error: &Error, as_json: bool) -> Exit {
    let exit = Exit::from(error.kind);
    if as_json {
        talk(&serde_json::json!({ "error": {
            "code": exit.code(), "message": error.message, "because": causes(error), "hint": error.hints,
        }}).to_string());
    } else {
        talk_of_error(&error.message);
        for cause in causes(error) {
            talk(&format!("caused by: {cause}"));
        }
        for hint in &error.hints {
            talk(&format!("hint: {hint}"));
        }
    }
    exit
}

fn causes(error: &Error) -> Vec<String> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause.to_string());
        next = cause.source();
    }
    causes
}
