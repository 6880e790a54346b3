//! What the user is told when a verb cannot be carried out: the thing, the place, the next step.
//! The command line prints it, the web desk shows it; the kind decides the exit code.

use crate::store::StoreError;

/// Which sort of failure; each has its exit code (design, section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// It did not work.
    Failed,
    /// It was asked for wrongly.
    Usage,
    /// The account or the configuration is not in order.
    Account,
    /// A guard stopped it.
    Guard,
    /// She interrupted it.
    Interrupted,
}

/// A failure, in words for the user: lower case, no full stop.
#[derive(Debug)]
pub struct Error {
    /// Which sort.
    pub kind: ErrorKind,
    /// What could not be done, to what, where.
    pub message: String,
    /// What to do next, one step a hint.
    pub hints: Vec<String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error { kind, message: message.into(), hints: Vec::new(), source: None }
    }

    /// It did not work (exit 1).
    pub fn failed(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Failed, message)
    }

    /// It was asked for wrongly (exit 2).
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Usage, message)
    }

    /// The account or the configuration is not in order (exit 4).
    pub fn account(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Account, message)
    }

    /// A guard stopped it (exit 5).
    pub fn guard(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Guard, message)
    }

    /// She interrupted it (exit 130).
    pub fn interrupted(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Interrupted, message)
    }

    /// Adds a next step.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds what lies behind it.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let hint = match &error {
            StoreError::TooNew { .. } => {
                Some("use the newer foi, or `foi backup` made with this one")
            }
            StoreError::DiskFull => Some("make room, then run the same command again"),
            StoreError::Busy
            | StoreError::Open { .. }
            | StoreError::Unreadable { .. }
            | StoreError::Sqlite(_)
            | StoreError::Thread(_)
            | StoreError::FileRead { .. }
            | StoreError::File { .. } => None,
        };
        let mut told = Error::failed(error.to_string());
        if let Some(source) = std::error::Error::source(&error) {
            told = told.because(source.to_string());
        }
        hint.into_iter().fold(told, Error::hint)
    }
}
