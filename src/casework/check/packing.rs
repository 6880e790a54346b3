//! Messages made ready for storing ahead of the one who writes them down: packing keeps the processors
//! busy, the database one of them.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

use super::incoming::Mail;
use crate::casework::{Error, Result};
use crate::mailbox::Mailbox;
use crate::reading::matching::{Certainty, Filing};
use crate::store::Sheet;

/// Packed messages that wait to be written: enough that nobody waits for a large one, few enough for
/// memory.
const AHEAD: usize = 32;

/// Gives `write` each message in order, with what is to be stored of it; `None` for one that is not
/// kept. The first error ends it.
pub(super) fn each<'a>(
    mailbox: &Mailbox,
    mails: impl Iterator<Item = (Mail, &'a Filing)> + Send,
    mut write: impl FnMut(Mail, &'a Filing, Option<Sheet>) -> Result<()>,
) -> Result<()> {
    let queue = Mutex::new(mails.enumerate());
    let take = || queue.lock().ok()?.next();
    std::thread::scope(|scope| {
        let (sender, packed) = sync_channel(AHEAD);
        for _ in 0..rayon::current_num_threads() {
            let (sender, take) = (sender.clone(), &take);
            scope.spawn(move || {
                while let Some((place, (mail, filing))) = take() {
                    let sheet = sheet(mailbox, &mail, filing);
                    // Nobody receives any more after an error.
                    if sender.send((place, (mail, filing, sheet))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // One may be packed before the larger one that comes first.
        let (mut early, mut next) = (BTreeMap::new(), 0);
        for (place, one) in packed {
            early.insert(place, one);
            while let Some((mail, filing, sheet)) = early.remove(&next) {
                write(mail, filing, sheet?)?;
                next += 1;
            }
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
