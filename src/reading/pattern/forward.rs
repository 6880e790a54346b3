//! A pattern that is only asked whether it matches and where the first match ends: compiled once, one
//! way, where a regular expression that also tells beginnings and groups is compiled several times
//! over.

use regex_automata::Input;
use regex_automata::hybrid::BuildError;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson::{self, WhichCaptures};
use regex_automata::util::pool::Pool;
use regex_automata::util::syntax;

type NewCache =
    Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>;

/// A pattern, of ASCII's letters and cases unless said otherwise.
#[derive(Debug)]
pub(in crate::reading) struct Forward {
    automaton: DFA,
    caches: Pool<Cache, NewCache>,
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
        let maker = automaton.clone();
        let caches: NewCache = Box::new(move || maker.create_cache());
        Ok(Forward { automaton, caches: Pool::new(caches) })
    }

    /// Whether the pattern matches anywhere.
    pub(in crate::reading) fn is_match(&self, text: &[u8]) -> bool {
        self.search(&Input::new(text).earliest(true)).is_some()
    }

    /// Where the first match ends.
    pub(in crate::reading) fn end(&self, text: &[u8]) -> Option<usize> {
        self.search(&Input::new(text))
    }

    fn search(&self, input: &Input<'_>) -> Option<usize> {
        // It never gives up: neither is it told to, nor is any byte beyond it.
        let found = self.automaton.try_search_fwd(&mut self.caches.get(), input).ok().flatten();
        found.map(|end| end.offset())
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
        assert!(Forward::new("(").is_err());
    }
}
