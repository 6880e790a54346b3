//! Messages made ready for storing, many at a time and ahead of the one who writes them down: packing
//! keeps one processor busy, the database another.

use std::sync::mpsc::sync_channel;

use rayon::prelude::*;

use super::incoming::Mail;
use crate::casework::{Error, Result};
use crate::mailbox::Mailbox;
use crate::reading::matching::{Certainty, Filing};
use crate::store::Sheet;

/// Messages packed at a time: enough for all processors, few enough for memory.
const BATCH: usize = 32;

/// Batches that wait to be written.
const AHEAD: usize = 2;

/// Gives `write` each message in order, with what is to be stored of it; `None` for one that is not
/// kept. The first error ends it.
pub(super) fn each<'a>(
    mailbox: &Mailbox,
    mut mails: impl Iterator<Item = (Mail, &'a Filing)> + Send,
    mut write: impl FnMut(Mail, &'a Filing, Option<Sheet>) -> Result<()>,
) -> Result<()> {
    std::thread::scope(|scope| {
        let (sender, batches) = sync_channel(AHEAD);
        scope.spawn(move || {
            loop {
                let batch: Vec<(Mail, &Filing)> = mails.by_ref().take(BATCH).collect();
                let packed: Vec<(Mail, &Filing, Result<Option<Sheet>>)> = batch
                    .into_par_iter()
                    .map(|(mail, filing)| {
                        let sheet = sheet(mailbox, &mail, filing);
                        (mail, filing, sheet)
                    })
                    .collect();
                // Nobody receives any more after an error.
                if packed.is_empty() || sender.send(packed).is_err() {
                    return;
                }
            }
        });
        for (mail, filing, sheet) in batches.into_iter().flatten() {
            write(mail, filing, sheet?)?;
        }
        Ok(())
    })
}

/// A new message made ready for storing; `None` for one that is not kept.
fn sheet(mailbox: &Mailbox, mail: &Mail, filing: &Filing) -> Result<Option<Sheet>> {
    if filing.certainty == Certainty::None && !mail.has_signs(filing) {
        return Ok(None);
    }
    let raw = mailbox
        .get(mail.place)
        .ok_or_else(|| Error::failed(format!("{} has gone while it was read", mail.source)))?;
    Ok(Some(Sheet::of(&raw.bytes, &mail.reading, &mail.signals)?))
}
