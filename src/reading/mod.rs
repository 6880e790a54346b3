//! Reading: what one message says. Decoding, new text, references, kind, dates, sections, answers;
//! and matching against an index it is given.
//!
//! Pure: bytes and values in, values out. It opens no file and knows no desk.

pub mod alert;
pub mod auto_reply;
pub mod bounce;
pub mod clarified;
pub mod classify;
pub mod date;
pub mod decode;
pub mod file_name;
pub mod html;
pub mod kind;
pub mod matching;
pub mod message;
pub mod new_text;
mod pattern;
pub mod prose;
pub mod reference;
pub mod section;
pub mod took_back;
pub mod topic;
pub mod whole;

pub use bounce::Bounce;
pub use classify::HerWords;
pub use decode::{content, decode};
pub use kind::Kind;
pub use message::{Address, Attachment, Message};
pub use new_text::NewText;
pub use whole::{Reading, features, read, read_knowing};
