//! Where the message below a marker is not the reader's own letter quoted back but the answer: a
//! colleague's mail passed on, or her letter with the answers written into it in another colour.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::lines::Line;
use super::marker::{Marker, Sort};

/// Whether the text below the marker is new to the reader. `own` are her addresses.
pub(super) fn is_new(lines: &[Line<'_>], marker: &Marker, own: &[&str]) -> bool {
    if !matches!(marker.sort, Sort::Header | Sort::Separator | Sort::Forward) {
        return false;
    }
    let above = short_text(&lines[..marker.start]);
    if from_reader(&lines[marker.start..marker.end], own) {
        return above.is_some_and(|above| WRITTEN_IN.is_match(&above));
    }
    match marker.sort {
        Sort::Forward => true,
        _ => !own.is_empty() && above.is_some_and(|above| PASSED_ON.is_match(&above)),
    }
}

/// "Our answers are in red below."
static WRITTEN_IN: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(answers?|responses?|repl(y|ies)|comments?|information)\b[^.\n]{0,80}\b(in (red|blue|green|purple|bold|italics?|capitals)|in[- ]?line|in between|(under|beneath|against|after|next to|alongside) (each|the|your))\b",
        r"|\b(answered|responded|replied)\b[^.\n]{0,60}\b(in (red|blue|green|bold)|in[- ]?line|below in your|within your)\b",
    ))
});

/// "Please see the answer of our highways team below."
static PASSED_ON: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(see|find|note|read|attached)\b[^.\n]{0,80}\bbelow\b|\bbelow\b[^.\n]{0,30}\b(is|are|from)\b|\b(forward(ed|ing)?|passing (this )?on|fyi|for your information)\b",
        r"|\b(response|reply|answer|information) from (our|the|my)\b",
    ))
});

/// Longest text above that only introduces what is below.
const INTRODUCTION: usize = 500;

/// The text above, if there is little of it.
fn short_text(lines: &[Line<'_>]) -> Option<String> {
    let length: usize = lines.iter().map(|line| line.text.len()).sum();
    (length <= INTRODUCTION)
        .then(|| lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n"))
}

/// Whether the message below was written by who receives this one. Without addresses to compare a
/// forward is taken for what it says it is.
fn from_reader(header: &[Line<'_>], own: &[&str]) -> bool {
    let first = header.iter().find(|line| line.text.contains('@'));
    first.is_some_and(|line| {
        let lower = line.text.to_lowercase();
        own.iter().filter_map(|own| own.split_once('@')).any(|(local, domain)| {
            // The letter may have gone out under a plus-address of hers.
            let local = local.split('+').next().unwrap_or(local);
            lower.contains(local) && lower.contains(&format!("@{domain}"))
        })
    })
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
