//! What speaks against sending, told once a check: guards stop the run (exit 5), warnings are listed.

use serde_json::{Value, json};

use crate::casework::checks::Told;
use crate::casework::{Error, Result};
use crate::cli::print::{count, talk};
use crate::letter::check::Severity;

/// Lists what was found.
pub(super) fn list(found: &[Told]) {
    for one in found {
        talk(&format!("{}: {}{}", one.severity, one.what, whom(one)));
        talk(&format!("  {}", one.remedy));
    }
}

/// A guard stops the run.
pub(super) fn stop_at_guard(found: &[Told]) -> Result<()> {
    let Some(guard) = found.iter().find(|one| one.severity == Severity::Guard) else {
        return Ok(());
    };
    let letters = count(guard.requests.len(), "letter", "letters");
    let check = guard.check.word().replace('_', " ");
    Err(Error::guard(format!("nothing was sent: {check} ({letters})")).hint(guard.remedy.clone()))
}

/// The findings as JSON: each check with the requests that it concerns.
pub(super) fn json(found: &[Told]) -> Vec<Value> {
    let one = |told: &Told| {
        json!({
            "check": told.check, "severity": told.severity, "what": told.what,
            "remedy": told.remedy, "requests": told.requests,
        })
    };
    found.iter().map(one).collect()
}

fn whom(told: &Told) -> String {
    match told.requests.as_slice() {
        [] => String::new(),
        [request] => format!(" ({request})"),
        [request, rest @ ..] => format!(" ({request} and {} more)", rest.len()),
    }
}
