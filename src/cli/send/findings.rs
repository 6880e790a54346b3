//! What speaks against sending, told once a check: guards stop the run (exit 5), warnings are listed.

use crate::casework::checks::{self, Checked, Told};
use crate::casework::{Error, Result};
use crate::cli::print::{count, talk};
use crate::letter::check::Severity;

/// Lists what was found; where `is_binding`, a guard stops the run.
pub(super) fn tell(all: &[Checked], is_binding: bool) -> Result<()> {
    let told = checks::told(all);
    for one in &told {
        talk(&format!("{}: {}{}", one.severity, one.what, whom(one)));
        talk(&format!("  {}", one.remedy));
    }
    let guard = told.iter().find(|one| one.severity == Severity::Guard);
    let Some(guard) = guard.filter(|_| is_binding) else { return Ok(()) };
    let letters = count(guard.requests.len(), "letter", "letters");
    let check = guard.check.word().replace('_', " ");
    Err(Error::guard(format!("nothing was sent: {check} ({letters})")).hint(guard.remedy.clone()))
}

fn whom(told: &Told) -> String {
    match told.requests.as_slice() {
        [] => String::new(),
        [request] => format!(" ({request})"),
        [request, rest @ ..] => format!(" ({request} and {} more)", rest.len()),
    }
}
