//! Reads the letters of a run a little ahead of their turn, on a thread of its own, so that neither
//! the database nor the check of its hash holds up the dialogue with the server.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};

use super::Planned;
use crate::casework::{Desk, Error, Result};
use crate::letter::mime;
use crate::request::LetterId;
use crate::store::{LetterReader, Outbound};

/// So many letters are read ahead.
const AHEAD: usize = 8;

/// The letters of a run, in their order.
pub(super) struct Reader<'a> {
    desk: &'a Desk,
    letters: Receiver<Result<Outbound>>,
    /// The letter whose turn it is; it is asked for again when it has to be tried again.
    current: Option<Arc<Outbound>>,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub(super) fn start(desk: &'a Desk, letters: &[Planned]) -> Result<Self> {
        let reader = desk.store.letter_reader()?;
        let wanted: Vec<(LetterId, String)> =
            letters.iter().map(|letter| (letter.letter, letter.to.clone())).collect();
        let (give, letters) = mpsc::sync_channel(AHEAD);
        std::thread::Builder::new()
            .name("letters".to_owned())
            .spawn(move || {
                for (id, to) in wanted {
                    if give.send(read(&reader, id, &to)).is_err() {
                        return;
                    }
                }
            })
            .map_err(|error| Error::failed("the system starts no thread").because(error))?;
        Ok(Reader { desk, letters, current: None })
    }

    /// The letter whose turn it is, with its text, which must be what was previewed.
    pub(super) fn turn(&mut self, planned: &Planned) -> Result<Arc<Outbound>> {
        if let Some(letter) = self.current.as_ref().filter(|letter| letter.id == planned.letter) {
            return Ok(Arc::clone(letter));
        }
        let letter = loop {
            let next = self.letters.recv().map_err(|_| gone(&planned.to))??;
            if next.id == planned.letter {
                break Arc::new(next);
            }
        };
        // She may have edited it since it was read.
        if self.desk.store.letter_hash(letter.id)?.as_deref() != Some(letter.sha256.as_str()) {
            return Err(changed(&letter));
        }
        self.current = Some(Arc::clone(&letter));
        Ok(letter)
    }
}

fn read(reader: &LetterReader, id: LetterId, to: &str) -> Result<Outbound> {
    let letter = reader.outbound(id)?.ok_or_else(|| gone(to))?;
    if mime::sha256(&letter.eml) == letter.sha256 { Ok(letter) } else { Err(changed(&letter)) }
}

fn gone(to: &str) -> Error {
    Error::failed(format!("the letter to {to} is no longer on this desk"))
        .hint("run the same command again")
}

fn changed(letter: &Outbound) -> Error {
    Error::guard(format!(
        "the letter of {} is not what was previewed: its bytes have changed",
        letter.request
    ))
    .hint(
        "look at it with `foi preview`, draft it again if need be, then run the same command again",
    )
}
