//! A pattern that is only asked whether it matches and where the first match ends: compiled once, one
//! way, where a regular expression that also tells beginnings and groups is compiled several times
//! over.

use regex_automata::hybrid::BuildError;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input};
use std::cell::RefCell;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A pattern, of ASCII's letters and cases unless said otherwise.
#[derive(Debug)]
pub(in crate::reading) struct Forward {
    automaton: DFA,
    /// Whether it can match at the beginning alone: then nothing behind it is looked at.
    anchored: Anchored,
    /// The place of its cache among those of a thread.
    number: usize,
}

/// How many patterns were compiled.
static COMPILED: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// What this thread learned of each pattern, by number. A sentence is held against many patterns, each
    /// of them for less than a microsecond: a cache that threads share and lock takes as long again.
    static CACHES: RefCell<Vec<Option<Box<Cache>>>> = const { RefCell::new(Vec::new()) };
}

impl Forward {
    /// Compiles a pattern over bytes.
    pub(in crate::reading) fn new(pattern: &str) -> Result<Self, Box<BuildError>> {
        Forward::built(pattern, syntax::Config::new().unicode(false).utf8(false))
    }

    /// Compiles a pattern over characters.
    pub(super) fn unicode(pattern: &str) -> Result<Self, Box<BuildError>> {
        Forward::built(pattern, syntax::Config::new())
    }

    fn built(pattern: &str, syntax: syntax::Config) -> Result<Self, Box<BuildError>> {
        let automaton = DFA::builder()
            .syntax(syntax)
            .thompson(thompson::Config::new().utf8(false).which_captures(WhichCaptures::None))
            .build(pattern)?;
        let anchored = if automaton.get_nfa().is_always_start_anchored() {
            Anchored::Yes
        } else {
            Anchored::No
        };
        Ok(Forward { automaton, anchored, number: COMPILED.fetch_add(1, Ordering::Relaxed) })
    }

    /// Whether the pattern matches anywhere.
    pub(in crate::reading) fn is_match(&self, text: &[u8]) -> bool {
        self.search(Input::new(text).earliest(true)).is_some()
    }

    /// Where the first match ends.
    pub(in crate::reading) fn end(&self, text: &[u8]) -> Option<usize> {
        self.search(Input::new(text))
    }

    fn search(&self, input: Input<'_>) -> Option<usize> {
        let input = input.anchored(self.anchored);
        // It never gives up: neither is it told to, nor is any byte beyond it.
        let found = |cache: &mut Cache| self.automaton.try_search_fwd(cache, &input).ok().flatten();
        let end = CACHES.with_borrow_mut(|caches| {
            if caches.len() <= self.number {
                caches.resize_with(self.number + 1, || None);
            }
            let new = || Box::new(self.automaton.create_cache());
            found(caches[self.number].get_or_insert_with(new))
        });
        end.map(|end| end.offset())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_that_of_the_first_match() {
        let pattern = Forward::new(r"\bno(?:t held|ne)?\b").unwrap();
        for (text, end) in [
            ("it is not held, none", Some(14)),
            ("none, not held", Some(4)),
            ("caf\u{e9} no", Some(8)),
            ("nothing", None),
            ("", None),
        ] {
            assert_eq!(pattern.end(text.as_bytes()), end, "{text}");
            assert_eq!(pattern.is_match(text.as_bytes()), end.is_some(), "{text}");
        }
        let first = Forward::new(r"^(?:none|not) held").unwrap();
        for (text, end) in [("none held", Some(9)), ("it is not held", None), ("none", None)] {
            assert_eq!(first.end(text.as_bytes()), end, "{text}");
        }
        assert!(Forward::new("(").is_err());
    }
}
