//! Letters (outgoing): from template to text, what is checked before sending, and the states of a
//! letter. Pure: it renders and judges, it never sends.
//!
//! In reading order: a [`Template`] comes from the [`Library`]; [`fn@render`] makes a letter of it for
//! one authority, a [`Press`] makes many, a [`Token`] marks it, [`mime`] makes its bytes.

pub mod check;
pub mod correspondence;
pub mod difference;
pub mod enclosure;
pub mod fault;
mod front_matter;
pub mod grounds;
mod head;
pub mod library;
pub mod mime;
pub mod numbered;
mod places;
pub mod press;
pub mod question;
pub mod render;
mod stamp;
pub mod state;
pub mod template;
pub mod token;
mod transfer;
pub mod wording;
pub mod wrap;

pub use correspondence::Correspondence;
pub use enclosure::{Enclosed, Enclosure};
pub use fault::{Fault, TemplateError};
pub use library::{Library, LibraryError};
pub use press::Press;
pub use question::Question;
pub use render::{Common, Recipient, RenderError, Rendered, Requester, Values, render};
pub use state::{LetterKind, LetterState};
pub use template::Template;
pub use token::Token;
