//! A message and what was read in it, made ready for the database: packed and written out, which
//! takes longer than storing it and needs no database.

use serde::Serialize;

use super::values::json;
use super::{Result, StoreError};
use crate::reading::matching::Signals;

/// zstd's fastest level that still halves mail; mail is written once and read seldom.
const COMPRESSION: i32 = 1;

/// A message and what was read in it, as the database keeps them. Making one takes longer than
/// writing it down, and needs no database: many can be made at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The message, byte for byte, packed by zstd.
    pub(super) raw: Vec<u8>,
    pub(super) reading: String,
    pub(super) signals: String,
}

impl Sheet {
    /// Of a message byte for byte, of all that was read in it as `foi read --json` prints it, and of
    /// what it offers to matching.
    pub fn of(raw: &[u8], reading: &impl Serialize, signals: &Signals) -> Result<Self> {
        let unreadable = |problem: String| StoreError::Unreadable { what: "a message", problem };
        Ok(Sheet {
            raw: zstd::bulk::compress(raw, COMPRESSION)
                .map_err(|error| unreadable(error.to_string()))?,
            reading: serde_json::to_string(reading)
                .map_err(|error| unreadable(error.to_string()))?,
            signals: json(signals),
        })
    }
}
