//! The law: which regime an authority falls under, working days, clocks, exemptions.
//!
//! Pure functions over dates and data: no clock, no file, no database. One rule of law is one
//! function with its section cited.

pub mod body;
pub mod calendar;
pub mod claim;
pub mod clock;
pub mod complaint;
pub mod count;
pub mod date;
pub mod exemption;
pub mod facts;
pub mod holidays;
pub mod length;
pub mod london;
pub mod mark;
pub mod note;
pub mod page;
pub mod regime;
pub mod regulator;
pub mod report;
pub mod response;
pub mod review;

pub use body::{BodyKind, Nation, Regime};
pub use calendar::Calendar;
pub use clock::{Clock, Dates, Facts, compute};
pub use holidays::Holidays;
pub use length::Length;
pub use regime::{Body, body_for, regime_for};
pub use report::Report;
