//! The file names of parts (RFC 2183 section 2.3), safe to be written to a disk.

use crate::reading::decode::parser::Typed;
use crate::reading::decode::tree::Part;
use crate::reading::decode::words;
use crate::reading::file_name::made_safe;

/// The file name of a part, made safe.
pub(super) fn name(part: &Part<'_>) -> Option<String> {
    let given = |typed: &Typed, key: &str| typed.parameter(key).map(str::to_owned);
    let found =
        given(&part.disposition, "filename").or_else(|| given(&part.content_type, "name"))?;
    let decoded = words::text(found.as_bytes());
    made_safe(&decoded)
}
