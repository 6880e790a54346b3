//! The first letters of a check are read one at a time, while the other processors go on glancing at
//! mail: what reads a letter is made ready when it is first needed (patterns compiled, weights read),
//! and whoever needs the same would have to wait. Which letter comes first changes nothing about what
//! is read.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, TryLockError};

/// After so many letters nearly all that reading needs is ready.
const FIRST: usize = 6;

/// Whose turn it is to read.
#[derive(Debug, Default)]
pub(super) struct FirstLetters {
    read: AtomicUsize,
    one: Mutex<()>,
}

/// Leave to read a letter; given back when it is dropped.
pub(super) struct Turn<'a> {
    first: Option<(&'a FirstLetters, MutexGuard<'a, ()>)>,
}

impl FirstLetters {
    /// Leave to read a letter; `None` while one of the first is being read, and this one should wait.
    pub(super) fn turn(&self) -> Option<Turn<'_>> {
        if self.read.load(Ordering::Relaxed) >= FIRST {
            return Some(Turn::free());
        }
        match self.one.try_lock() {
            Ok(one) => Some(Turn { first: Some((self, one)) }),
            Err(TryLockError::WouldBlock) => None,
            // Whoever read it did not come to the end.
            Err(TryLockError::Poisoned(_)) => Some(Turn::free()),
        }
    }
}

impl Turn<'_> {
    /// Leave to read at any time.
    pub(super) fn free() -> Self {
        Turn { first: None }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some((letters, _)) = &self.first {
            letters.read.fetch_add(1, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letters_are_read_one_at_a_time_and_the_others_together() {
        let letters = FirstLetters::default();
        for _ in 0..FIRST {
            let turn = letters.turn();
            assert!(turn.is_some() && letters.turn().is_none());
        }
        let turns = [letters.turn(), letters.turn()];
        assert!(turns.iter().all(Option::is_some));
    }
}
