//! Boundaries that no header declares: none is named, another stands between the parts, or a
//! multipart came as plain text because a gateway took its header away. What divides parts is known
//! by the header that follows it, so that a ruled line in a letter divides nothing.

use super::super::fields::line_end;
use super::{Part, next_dashes};

/// How far into a body the first delimiter is looked for.
const LOOKED_AT: usize = 64 * 1024;

/// What follows `--` in the first such line of a body that declares no boundary.
pub(super) fn first(bytes: &[u8], part: &Part<'_>) -> Option<Vec<u8>> {
    let (start, end) = next_dashes(bytes, part.body.start, limit(part))?;
    named(bytes, start, end)
}

/// The boundary of a multipart in which the declared one does not occur.
pub(super) fn other(bytes: &[u8], part: &Part<'_>) -> Option<Vec<u8>> {
    let limit = limit(part);
    let mut at = part.body.start;
    while let Some((start, end)) = next_dashes(bytes, at, limit) {
        if is_header(bytes, end, part.body.end) {
            return named(bytes, start, end);
        }
        at = end;
    }
    None
}

/// The boundary of a multipart whose header says that it is plain text: its first line divides, but
/// for the words that old programs put there for those who cannot read parts.
pub(super) fn disguised(bytes: &[u8], part: &Part<'_>) -> Option<Vec<u8>> {
    let is_plain = part.content_type.value == "text/plain"
        && matches!(part.encoding.as_str(), "" | "7bit" | "8bit" | "binary");
    let (start, end) = next_dashes(bytes, part.body.start, limit(part)).filter(|_| is_plain)?;
    let above = String::from_utf8_lossy(&bytes[part.body.start..start]).to_lowercase();
    let is_first = above.trim().is_empty()
        || (above.trim().lines().count() < 3 && above.contains("mime format"));
    (is_first && is_header(bytes, end, part.body.end)).then(|| named(bytes, start, end)).flatten()
}

/// Whether the header of a part starts here.
pub(super) fn is_header(bytes: &[u8], at: usize, limit: usize) -> bool {
    let line = &bytes[at..line_end(bytes, at, limit)];
    [&b"content-type:"[..], b"content-transfer-encoding:", b"content-disposition:"]
        .iter()
        .any(|name| line.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)))
}

fn limit(part: &Part<'_>) -> usize {
    part.body.end.min(part.body.start + LOOKED_AT)
}

/// The boundary on the line `start..end`.
fn named(bytes: &[u8], start: usize, end: usize) -> Option<Vec<u8>> {
    let boundary = bytes[start + 2..end].trim_ascii();
    (!boundary.is_empty() && !boundary.contains(&b' ')).then(|| boundary.to_vec())
}
