//! Matching: which request a message is about, and why.
//!
//! [`Signals`] is what one message offers; [`Index`] is what the desk knows of its requests; and
//! [`file_all`] files a set of messages against it. What a filing teaches (a reference, a sender)
//! is part of the answer for the whole set, so neither the order of the files nor the order of the
//! exports matters.
//!
//! The rule: a message is *certain* when our Message-ID, a plus-address, our token or a reference
//! known at that authority names the request, and nothing in it speaks for another one. Everything
//! else is at most *likely*. Pure: no store, no clock.

pub mod copy;
pub mod domain;
pub mod evidence;
pub mod facts;
pub mod filing;
pub mod gather;
pub mod glance;
pub mod hers;
pub mod index;
pub mod key;
pub mod knowledge;
pub mod quoted;
pub mod signals;
pub mod subject;

mod circle;
mod claims;
mod features;
mod her_name;
mod hint;
mod home;
mod lookout;
mod mention;
mod names;
mod noted;
mod others;
mod returned;
mod several;
mod share;
mod speaker;
mod stage;
mod tokens;
mod verdict;
mod voice;
mod weight;
mod writer;
mod year;

pub use evidence::{Certainty, Evidence, Origin, Rule};
pub use facts::{LetterFacts, RequestFacts};
pub use filing::{Filing, Incoming, file_all, file_among};
pub use gather::gather;
pub use glance::{Acquaintance, Passed};
pub use hers::Hers;
pub use index::Index;
pub use knowledge::Knowledge;
pub use returned::BounceSignals;
pub use signals::{NamedReference, Quoted, Signals};
