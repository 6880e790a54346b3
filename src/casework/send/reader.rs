//! Reads the letters of a run a little ahead of their turn, on a thread of its own, so that neither
//! the database nor the check of its hash holds up the dialogue with the server.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use super::Planned;
use crate::casework::{Desk, Error, Result};
use crate::letter::mime;
use crate::request::{LetterId, Status};
use crate::store::{LetterNow, LetterReader, Outbound};

/// So many letters are read together: waking the thread for each would cost more than reading it.
const TOGETHER: usize = 16;

/// So many such groups are read ahead.
const AHEAD: usize = 3;

/// A letter that has waited longer for its turn is looked at again.
const FRESH: Duration = Duration::from_millis(100);

/// A letter as it was read, and when.
struct Read {
    letter: Outbound,
    at: Instant,
}

/// The letters of a run, in their order.
pub(super) struct Reader<'a> {
    desk: &'a Desk,
    groups: Receiver<Vec<Result<Read>>>,
    /// The group under way.
    letters: VecDeque<Result<Read>>,
    /// The letter whose turn it is; it is asked for again when it has to be tried again.
    current: Option<Arc<Outbound>>,
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub(super) fn start(desk: &'a Desk, letters: &[Planned]) -> Result<Self> {
        let reader = desk.store.letter_reader()?;
        let wanted: Vec<(LetterId, String)> =
            letters.iter().map(|letter| (letter.letter, letter.to.clone())).collect();
        let (give, groups) = mpsc::sync_channel(AHEAD);
        std::thread::Builder::new()
            .name("letters".to_owned())
            .spawn(move || {
                for group in wanted.chunks(TOGETHER) {
                    let group = group.iter().map(|(id, to)| read(&reader, *id, to)).collect();
                    if give.send(group).is_err() {
                        return;
                    }
                }
            })
            .map_err(|error| Error::failed("the system starts no thread").because(error))?;
        Ok(Reader { desk, groups, letters: VecDeque::new(), current: None })
    }

    /// The letter whose turn it is, with its text, which must be what was previewed.
    pub(super) fn turn(&mut self, planned: &Planned) -> Result<Arc<Outbound>> {
        if let Some(letter) = self.current.as_ref().filter(|letter| letter.id == planned.letter) {
            return Ok(Arc::clone(letter));
        }
        let read = loop {
            let next = self.next().ok_or_else(|| gone(&planned.to))??;
            if next.letter.id == planned.letter {
                break next;
            }
        };
        let letter = Arc::new(read.letter);
        if read.at.elapsed() > FRESH {
            stands(&letter, self.desk.store.letter_now(letter.id)?)?;
        }
        self.current = Some(Arc::clone(&letter));
        Ok(letter)
    }

    fn next(&mut self) -> Option<Result<Read>> {
        if self.letters.is_empty() {
            self.letters = self.groups.recv().ok()?.into();
        }
        self.letters.pop_front()
    }
}

fn read(reader: &LetterReader, id: LetterId, to: &str) -> Result<Read> {
    let at = Instant::now();
    let letter = reader.outbound(id)?.ok_or_else(|| gone(to))?;
    if mime::sha256_with(&letter.eml, letter.enclosed.as_ref()) != letter.sha256 {
        return Err(changed(&letter));
    }
    stands(&letter, reader.letter_now(id)?)?;
    Ok(Read { letter, at })
}

/// She may have edited it since it was read, or given it up.
fn stands(letter: &Outbound, now: Option<LetterNow>) -> Result<()> {
    let now = now.ok_or_else(|| gone(&letter.to_address))?;
    if now.sha256 != letter.sha256 {
        return Err(changed(letter));
    }
    if !now.state.can_be_sent() || now.status == Status::Withdrawn {
        return Err(given_up(letter, &now));
    }
    Ok(())
}

fn gone(to: &str) -> Error {
    Error::failed(format!("the letter to {to} is no longer on this desk"))
        .hint("run the same command again")
}

fn given_up(letter: &Outbound, now: &LetterNow) -> Error {
    let LetterNow { state, status, .. } = now;
    Error::guard(format!(
        "the letter of {} is not to go any more: it is {state}, and its request {status}",
        letter.request
    ))
    .hint("run the same command again: it plans anew")
}

fn changed(letter: &Outbound) -> Error {
    Error::guard(format!(
        "the letter of {} is not what was previewed: its bytes have changed",
        letter.request
    ))
    .hint("look at it with `foi preview`, then run the same command again")
}
