//! Letters (outgoing): from template to text, what is checked before sending, and the states of a
//! letter. Pure: it renders and judges, it never sends.

pub mod state;
pub use state::{LetterKind, LetterState};
