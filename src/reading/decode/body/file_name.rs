//! The file names of parts (RFC 2183 section 2.3), safe to be written to a disk.

use crate::reading::decode::parser::Typed;
use crate::reading::decode::tree::Part;
use crate::reading::decode::words;

/// The file name of a part, made safe.
pub(super) fn name(part: &Part<'_>) -> Option<String> {
    let given = |typed: &Typed, key: &str| typed.parameter(key).map(str::to_owned);
    let found =
        given(&part.disposition, "filename").or_else(|| given(&part.content_type, "name"))?;
    let decoded = words::text(found.as_bytes());
    safe_name(&decoded)
}

/// A name without folders and control characters, of at most 255 bytes.
pub(super) fn safe_name(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut safe: String = last.chars().filter(|c| !c.is_control()).collect();
    while safe.len() > 255 {
        safe.pop();
    }
    let safe = safe.trim().trim_start_matches('.').to_owned();
    (!safe.is_empty()).then_some(safe)
}
