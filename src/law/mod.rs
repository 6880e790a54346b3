//! The law: which regime an authority falls under, working days, clocks, exemptions.
//!
//! Pure functions over dates and data: no clock, no file, no database. One rule of law is one
//! function with its section cited.

pub mod body;
pub mod london;
pub use body::{BodyKind, Nation, Regime};
