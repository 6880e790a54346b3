//! Why an authority that was chosen gets no letter.

use std::fmt;

use crate::law::{BodyKind, Nation};
use crate::letter::{LetterState, Template};
use crate::request::{Authority, AuthorityId, RequestId, address};

/// An authority that gets no letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its id.
    pub authority: AuthorityId,
    /// Its name.
    pub name: String,
    /// Why.
    pub because: Reason,
}

impl LeftOut {
    pub(super) fn new(authority: &Authority, because: Reason) -> Self {
        LeftOut { authority: authority.id.clone(), name: authority.name.clone(), because }
    }
}

/// Why an authority gets no letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The register has no address; a web form is all it offers, or nothing.
    NoAddress {
        /// The form, where it has one.
        web_form: Option<String>,
    },
    /// Its address cannot be written to.
    BadAddress(String),
    /// The template is for other kinds of authority.
    Unsuited(BodyKind),
    /// It was asked in this campaign already.
    AlreadyAsked(RequestId),
    /// It is one authority in law with another that gets the letter.
    SameAuthority {
        /// That other.
        through: AuthorityId,
    },
    /// No access law reaches it.
    OutsideTheLaw,
    /// Campaigns leave its kind out unless it is chosen on purpose.
    NotByDefault(BodyKind),
    /// The campaign has not asked it.
    NotAsked,
    /// Its letter has gone, or may have.
    HasGone(LetterState),
    /// Its letter lies in a folder as a file; whether it went from there, she knows.
    OnlyWritten(RequestId),
    /// She edited its letter by hand; a new one would lose that.
    Edited(RequestId),
    /// Mail to its address came back, or was not taken.
    AddressFailed(String),
    /// She cancelled its letter, and did not name it now.
    Cancelled(RequestId),
    /// She gave the request up.
    GivenUp,
    /// Her register no longer has it.
    NotInRegister,
}

impl Reason {
    /// One word for it, for scripts.
    pub fn word(&self) -> &'static str {
        match self {
            Reason::NoAddress { .. } => "no_address",
            Reason::BadAddress(_) => "bad_address",
            Reason::Unsuited(_) => "template_does_not_suit",
            Reason::AlreadyAsked(_) => "already_asked",
            Reason::SameAuthority { .. } => "same_authority",
            Reason::OutsideTheLaw => "outside_the_law",
            Reason::NotByDefault(_) => "not_by_default",
            Reason::NotAsked => "not_asked",
            Reason::HasGone(LetterState::InDoubt) => "in_doubt",
            Reason::HasGone(_) => "has_gone",
            Reason::OnlyWritten(_) => "only_written",
            Reason::Edited(_) => "edited",
            Reason::AddressFailed(_) => "address_failed",
            Reason::Cancelled(_) => "cancelled",
            Reason::GivenUp => "given_up",
            Reason::NotInRegister => "not_in_register",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NoAddress { web_form: None } => f.write_str("no address in the register"),
            Reason::NoAddress { web_form: Some(form) } => {
                write!(f, "no address in the register, only a web form: {form}")
            }
            Reason::BadAddress(why) => f.write_str(why),
            Reason::Unsuited(kind) => write!(f, "the template is not for the kind `{kind}`"),
            Reason::AlreadyAsked(request) => write!(f, "already asked in this campaign: {request}"),
            Reason::SameAuthority { through } => {
                write!(f, "in law one authority with {through}, which gets the letter")
            }
            Reason::OutsideTheLaw => f.write_str("no access law reaches it"),
            Reason::NotByDefault(kind) => {
                write!(f, "a {kind} is left out unless chosen on purpose (`--to kind:{kind}`)")
            }
            Reason::NotAsked => {
                f.write_str("the campaign has not asked it: leave out --again to ask it first")
            }
            Reason::HasGone(LetterState::InDoubt) => {
                f.write_str("its letter is in doubt and may have gone (`foi send --settle`)")
            }
            Reason::HasGone(_) => f.write_str("its letter has gone"),
            Reason::OnlyWritten(request) => write!(
                f,
                "its letter was written to a folder, and counts as gone from there \
                 (`foi send --settle --not-sent {} --reason ...` where you have not sent it)",
                request.campaign()
            ),
            Reason::Edited(request) => {
                write!(
                    f,
                    "you edited its letter by hand: `foi cancel {request}` gives that up, and `--to` names it then"
                )
            }
            Reason::AddressFailed(address) => {
                write!(f, "mail to {address} came back: put another into authorities.toml")
            }
            Reason::Cancelled(request) => {
                write!(
                    f,
                    "you cancelled its letter (`--to {}` drafts another)",
                    request.authority()
                )
            }
            Reason::GivenUp => f.write_str("you gave the request up (withdrawn)"),
            Reason::NotInRegister => f.write_str("the register no longer has it"),
        }
    }
}

/// Kinds that WhatDoTheyKnow's batches leave out too: many small bodies, easily overwhelmed.
const NOT_BY_DEFAULT: &[BodyKind] = &[
    BodyKind::MaintainedSchool,
    BodyKind::Academy,
    BodyKind::AcademyTrust,
    BodyKind::FeCollege,
    BodyKind::SixthFormCollege,
    BodyKind::ParishCouncil,
    BodyKind::PrimaryCare,
];

/// Why campaigns leave a body out unless it was chosen on purpose; `None` where they do not.
/// Schools, academies and colleges have templates of their own and are chosen by them.
pub fn left_out_by_default(authority: &Authority) -> Option<&'static str> {
    match authority.kind {
        BodyKind::ParishCouncil => Some("a parish council: a small body, easily overwhelmed"),
        BodyKind::PrimaryCare => Some("a practice: it answers for its NHS work only"),
        _ if authority.is_outside_the_law() => Some("no access law reaches it"),
        _ => None,
    }
}

/// Why an authority, written to at another or at itself, gets no letter of a template.
pub(super) fn reason(
    chosen: &Authority,
    recipient: &Authority,
    template: &Template,
    on_purpose: bool,
) -> Option<Reason> {
    if recipient.is_outside_the_law() || chosen.is_outside_the_law() {
        return Some(Reason::OutsideTheLaw);
    }
    let nation = |one: &Authority| one.nation.unwrap_or(Nation::Uk);
    if ![chosen, recipient].iter().any(|one| template.suits(one.kind, nation(one))) {
        return Some(Reason::Unsuited(recipient.kind));
    }
    let named = template.suited_kinds().contains(&chosen.kind);
    if !on_purpose && !named && NOT_BY_DEFAULT.contains(&chosen.kind) {
        return Some(Reason::NotByDefault(chosen.kind));
    }
    let Some(email) = &recipient.email else {
        return Some(Reason::NoAddress { web_form: recipient.web_form.clone() });
    };
    address::parse(email).err().map(|error| Reason::BadAddress(error.to_string()))
}
