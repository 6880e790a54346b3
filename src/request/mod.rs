//! A request and all that follows: authority, campaign, events, status, next action.
//!
//! Pure: what is derived here is derived from values it is given, never from a clock or a file.

pub mod address;
pub mod agenda;
pub mod alert;
pub mod authority;
pub mod clock;
pub mod event;
pub mod fold;
pub mod id;
pub mod next_action;
pub mod place;
pub mod register;
pub mod selector;
pub mod status;

pub use authority::{Authority, Layer, Trust};
pub use clock::RequestClock;
pub use event::{Event, EventKind};
pub use id::{AuthorityId, CampaignId, EventId, LetterId, MessageKey, RequestId};
pub use next_action::{Do, NextAction};
pub use place::MailPlace;
pub use register::Register;
pub use selector::{Selection, Selector};
pub use status::Status;
