//! The demonstration: a desk of invented authorities, so that everything can be tried without
//! writing to anybody.

mod pdf;
mod post;
pub mod register;
mod replies;
mod script;
mod server;

pub use register::register_text;
