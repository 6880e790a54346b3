//! Separator lines: "-----Original Message-----", "---------- Forwarded message ----------".

use super::super::lines::Line;
use super::super::phrases::{FORWARDED, ORIGINAL, WROTE};
use super::header_block::header_end;
use super::{Marker, Sort, next_text};

/// "-----Original Message-----", "---------- Forwarded message ----------", with the header block
/// that may follow. Without dashes the words count only right above such a block.
pub(super) fn find(lines: &[Line<'_>], at: usize) -> Option<Marker> {
    let text = lines[at].text.trim();
    if let Some(rest) = run_together(text) {
        return rest.contains('@').then_some(Marker {
            start: at,
            end: at + 1,
            sort: Sort::Separator,
        });
    }
    if text.len() > 160 {
        return None;
    }
    let core = text.trim_matches(|c: char| {
        matches!(c, '-' | '_' | '*' | '=' | ' ' | '~' | '>' | '<' | '‐' | '‑' | '–' | '—' | '−')
    });
    let ruled = core.len() + 3 < text.len() || text.starts_with("--") || text.starts_with("‐‐");
    // A Turkish capital leaves its dot behind.
    let lower = core.trim_end_matches([':', ' ']).to_lowercase().replace('\u{307}', "");
    if core.is_empty() {
        return None;
    }
    let next = next_text(lines, at + 1)?;
    let block = || header_end(lines, next, 2);
    let colon = core.ends_with(':');
    let known = ORIGINAL.contains(&lower.as_str()) && next <= at + 2 && block().is_some();
    let sort = if (ruled || colon) && FORWARDED.iter().any(|known| lower.starts_with(known)) {
        Sort::Forward
    } else if known || ruled && ORIGINAL.iter().any(|known| lower.starts_with(known)) {
        Sort::Separator
    } else if text.starts_with("---") && text.ends_with("---") && says_who_wrote(&lower) {
        Sort::Header
    } else {
        return None;
    };
    Some(Marker { start: at, end: block().unwrap_or(at + 1), sort })
}

/// What follows "-------- Original message --------" on the same line, where the line ends were lost.
fn run_together(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("-----")?.trim_start_matches('-');
    let (core, rest) = inner.split_once("-----")?;
    let lower = core.trim().to_lowercase();
    let rest = rest.trim_start_matches('-').trim_start();
    let colon = rest.find(':')?;
    (ORIGINAL.contains(&lower.as_str()) && colon < 20).then_some(rest)
}

/// Notes and Zoho: "-----Una Vale <una@vale.example> wrote: -----".
fn says_who_wrote(core: &str) -> bool {
    core.contains('@') && WROTE.iter().any(|verb| core.ends_with(verb))
}
