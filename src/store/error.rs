//! What can go wrong with the database, in words for the user.

use std::path::PathBuf;

/// What can go wrong with the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not there, or cannot be opened or made.
    #[error("cannot open the desk's database {path}")]
    Open {
        /// The file.
        path: PathBuf,
        /// The reason.
        #[source]
        source: rusqlite::Error,
    },
    /// The file was written by a later version.
    #[error(
        "{path} was written by a newer foi (its database is version {found}, this one knows {known})"
    )]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// Another `foi` is writing.
    #[error("another foi is writing to this desk; try again when it has finished")]
    Busy,
    /// The disk is full.
    #[error("the disk is full; nothing of this step was written")]
    DiskFull,
    /// A stored value is not what this version expects.
    #[error("the desk's database holds {what} that cannot be read: {problem}")]
    Unreadable {
        /// Which value.
        what: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// Anything else that SQLite reports.
    #[error("the desk's database reports: {0}")]
    Sqlite(rusqlite::Error),
    /// The system starts no thread.
    #[error("the system starts no thread")]
    Thread(#[source] std::io::Error),
    /// A file beside the database could not be read.
    #[error("cannot read {path}")]
    FileRead {
        /// The file.
        path: PathBuf,
        /// The reason.
        #[source]
        source: std::io::Error,
    },
    /// A file beside the database could not be handled.
    #[error("cannot write {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        #[source]
        source: std::io::Error,
    },
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                StoreError::Busy
            }
            Some(rusqlite::ErrorCode::DiskFull) => StoreError::DiskFull,
            _ => StoreError::Sqlite(error),
        }
    }
}

/// Result of the store.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
