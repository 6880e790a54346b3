//! Letters that an earlier run was cut off with: they become doubts before anything else happens.

use chrono::{DateTime, Utc};

use crate::casework::{Desk, Result};
use crate::letter::LetterState;
use crate::request::EventKind;
use crate::store::NewStep;
use crate::words::count;

/// Letters cut off between the journal and the server's answer become doubts. Called under the
/// lock, so nobody is sending them. Says how many.
pub fn recover(desk: &Desk, now: DateTime<Utc>) -> Result<usize> {
    // A run that ended after this desk was opened may have left steps behind.
    desk.store.post()?;
    let cut_off: Vec<_> = desk
        .store
        .letter_outlines()?
        .into_iter()
        .filter(|outline| outline.state == LetterState::Sending)
        .collect();
    if cut_off.is_empty() {
        return Ok(0);
    }
    let because = "foi ended before the server's answer was known";
    let change = desk
        .store
        .change(&format!("{} in doubt", count(cut_off.len(), "letter", "letters")), now)?;
    for outline in &cut_off {
        change.add_step(&NewStep::new(outline.id, LetterState::InDoubt, now).because(because))?;
        let event = EventKind::Letter {
            letter: outline.id,
            kind: outline.kind,
            state: LetterState::InDoubt,
            because: Some(because.to_owned()),
        };
        change.add_event(&outline.request, now, &event)?;
    }
    change.commit()?;
    Ok(cut_off.len())
}
