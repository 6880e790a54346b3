//! A request and all that follows: authority, campaign, events, status, next action.
//!
//! Pure: what is derived here is derived from values it is given, never from a clock or a file.

pub mod address;
pub mod authority;
pub mod event;
pub mod fold;
pub mod id;
pub mod register;
pub mod selector;
pub mod status;

pub use authority::{Authority, Layer, Trust};
pub use event::{Event, EventKind};
pub use id::{AuthorityId, CampaignId, EventId, LetterId, MessageKey, RequestId};
pub use register::Register;
pub use selector::{Selection, Selector};
pub use status::Status;
