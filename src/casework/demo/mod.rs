//! The demonstration: a desk of invented authorities, so that everything can be tried without
//! writing to anybody.

pub mod register;

pub use register::register_text;
