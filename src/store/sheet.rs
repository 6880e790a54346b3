//! A message and what was read in it, made ready for the database: packed and written out, which
//! takes longer than storing it and needs no database.

use std::cell::RefCell;
use std::io;

use serde::Serialize;
use zstd::bulk::Compressor;
use zstd::zstd_safe::{CParameter, ParamSwitch};

use super::values::json;
use super::{Result, StoreError};
use crate::reading::matching::Signals;

/// Mail is written once and read seldom, and most of it is base64 of what is packed already: it has no
/// matches to be found, only letters that take six bits. Half the time of zstd's level 1, and half a
/// per cent more bytes.
const COMPRESSION: i32 = -7;

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

/// Packs bytes by zstd.
fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    PACKER.with_borrow_mut(|packer| match packer {
        Some(packer) => packer.compress(bytes),
        none => none.insert(packer_of_letters()?).compress(bytes),
    })
}

fn packer_of_letters() -> io::Result<Compressor<'static>> {
    let mut packer = Compressor::new(COMPRESSION)?;
    packer.set_parameter(CParameter::LiteralCompressionMode(ParamSwitch::Enable))?;
    Ok(packer)
}

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
            raw: packed(raw).map_err(|error| unreadable(error.to_string()))?,
            reading: serde_json::to_string(reading)
                .map_err(|error| unreadable(error.to_string()))?,
            signals: json(signals),
        })
    }
}
