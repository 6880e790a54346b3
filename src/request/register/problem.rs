//! What is wrong in a register: the line, the authority, what to do. Finding problems is the work of
//! the reader and of the check.

use std::fmt;

use serde::Serialize;

use crate::request::AuthorityId;
use crate::words::words;

words! {
    /// How much a problem matters.
    pub enum Severity ("severity") {
        /// The entry or the field cannot be used as it stands.
        Error = "error",
        /// It can be used, but she ought to look.
        Warning = "warning",
    }
}

/// One problem of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// The line of the file, from 1; `None` where it has no single place.
    pub line: Option<usize>,
    /// The authority it is about, as far as the entry says.
    pub authority: Option<AuthorityId>,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl Problem {
    /// Something that cannot be used as it stands.
    pub fn error(line: usize, authority: Option<AuthorityId>, message: impl Into<String>) -> Self {
        Problem { severity: Severity::Error, line: Some(line), authority, message: message.into() }
    }

    /// Something she ought to look at.
    pub fn warning(
        line: usize,
        authority: Option<AuthorityId>,
        message: impl Into<String>,
    ) -> Self {
        Problem {
            severity: Severity::Warning,
            line: Some(line),
            authority,
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(authority) = &self.authority {
            write!(f, "{authority}: ")?;
        }
        f.write_str(&self.message)
    }
}
