//! What speaks against sending, told once a check: guards stop the run (exit 5), warnings are listed.

use serde_json::{Value, json};

use crate::casework::checks::Told;
use crate::casework::{Error, Result};
use crate::cli::print::{count, talk};
use crate::letter::check::Severity;

/// So many differences of one check are listed.
const DIFFERENCES: usize = 5;

/// Lists what was found.
pub(super) fn list(found: &[Told]) {
    for of_check in found.chunk_by(|one, next| one.check == next.check) {
        let listed = &of_check[..of_check.len().min(DIFFERENCES)];
        for (at, one) in listed.iter().enumerate() {
            talk(&format!("{}: {}{}", one.severity, one.what, whom(one)));
            let next = listed.get(at + 1).map(|next| &next.remedy);
            if next != Some(&one.remedy) {
                talk(&format!("  {}", one.remedy));
            }
        }
        if of_check.len() > DIFFERENCES {
            talk(&format!(
                "  {} more of this sort; --json lists all",
                of_check.len() - DIFFERENCES
            ));
        }
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
