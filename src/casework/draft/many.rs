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
type Made<T> = (usize, Result<Vec<T>>);

/// Makes a letter for each job, finishes it and gives what comes of it to `take`, in their order. Each
/// processor finishes letters by a `finisher` of its own. The first letter that cannot be made, or
/// taken, ends it.
pub(super) fn make_all<T: Send, F: FnMut(Draft) -> Result<T>>(
    maker: &Maker,
    jobs: &[Job<'_>],
    finisher: impl Fn() -> Result<F> + Sync,
    take: &mut dyn FnMut(T) -> Result<()>,
) -> Result<()> {
    let most = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = most.min(jobs.len().div_ceil(BATCH));
    let next = AtomicUsize::new(0);
    let (give, made) = sync_channel(2 * most);
    thread::scope(|scope| {
        for _ in 0..workers {
            let (give, next, finisher) = (give.clone(), &next, &finisher);
            scope.spawn(move || work(maker, jobs, finisher(), next, &give));
        }
        drop(give);
        in_order(made, take)
    })
}

/// Makes batch after batch until none is left, or nobody takes them.
fn work<T>(
    maker: &Maker,
    jobs: &[Job<'_>],
    finisher: Result<impl FnMut(Draft) -> Result<T>>,
    next: &AtomicUsize,
    give: &SyncSender<Made<T>>,
) {
    let mut bench = maker.bench();
    let mut finish = match finisher {
        Ok(finish) => finish,
        Err(error) => {
            // Nobody takes it where another letter has ended it.
            let _ = give.send((next.fetch_add(1, Ordering::Relaxed), Err(error)));
            return;
        }
    };
    loop {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(batch) = jobs.chunks(BATCH).nth(at) else { return };
        let made = batch.iter().map(|job| finish(maker.make(&mut bench, job)?)).collect();
        if give.send((at, made)).is_err() {
            return;
        }
    }
}

/// Gives batches on in the order of their numbers; those that come early wait.
fn in_order<T>(made: Receiver<Made<T>>, take: &mut dyn FnMut(T) -> Result<()>) -> Result<()> {
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
