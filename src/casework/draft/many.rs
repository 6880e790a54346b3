//! Makes many letters on all processors and gives them on in their order, a few at a time: a draft
//! to every authority of the country is never in memory as a whole.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::make::{Draft, Maker};
use crate::casework::Result;
use crate::letter::Token;
use crate::request::{Authority, RequestId};

/// So many letters are one piece of work.
const BATCH: usize = 64;

/// A letter to be made.
#[derive(Debug)]
pub(super) struct Job<'a> {
    /// Whom it goes to.
    pub authority: &'a Authority,
    /// Its request.
    pub request: RequestId,
    /// The token of the request.
    pub token: Token,
    /// How many letters of the request were made before it.
    pub earlier: usize,
}

/// A batch by its number.
type Made = (usize, Result<Vec<Draft>>);

/// Makes a letter for each job and gives it to `take`, in their order. The first that cannot be made,
/// or taken, ends it.
pub(super) fn make_all(
    maker: &Maker,
    jobs: &[Job<'_>],
    take: &mut dyn FnMut(Draft) -> Result<()>,
) -> Result<()> {
    let most = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = most.min(jobs.len().div_ceil(BATCH));
    let next = AtomicUsize::new(0);
    let (give, made) = sync_channel(2 * most);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (give, next) = (give.clone(), &next);
            scope.spawn(move || work(maker, jobs, next, &give));
        }
        drop(give);
        in_order(made, take)
    })
}

/// Makes batch after batch until none is left, or nobody takes them.
fn work(maker: &Maker, jobs: &[Job<'_>], next: &AtomicUsize, give: &SyncSender<Made>) {
    let mut press = maker.press();
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(batch) = jobs.chunks(BATCH).nth(at) else { return };
        let made = batch.iter().map(|job| maker.make(&mut press, job)).collect();
        if give.send((at, made)).is_err() {
            return;
        }
    }
}

/// Gives batches on in the order of their numbers; those that come early wait.
fn in_order(made: Receiver<Made>, take: &mut dyn FnMut(Draft) -> Result<()>) -> Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (at, batch) in made {
        early.insert(at, batch);
        while let Some(batch) = early.remove(&next) {
            batch?.into_iter().try_for_each(&mut *take)?;
            next += 1;
        }
    }
    Ok(())
}
