//! Where the message below a marker is not the reader's own letter quoted back but the answer: a
//! colleague's mail passed on, or her letter with the answers written into it in another colour.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::answers;
use super::lines::Line;
use super::marker::{Marker, Sort};

/// Who reads the message, and its HTML version.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reader<'a> {
    /// Her addresses.
    pub own: &'a [&'a str],
    /// The HTML, where there is one.
    pub html: Option<&'a str>,
}

/// For each row from the marker to `end` whether it is new to the reader; `None` where none is.
pub(super) fn new_rows(
    lines: &[Line<'_>],
    marker: &Marker,
    end: usize,
    reader: Reader<'_>,
) -> Option<Vec<bool>> {
    if !matches!(marker.sort, Sort::Header | Sort::Separator | Sort::Forward) {
        return None;
    }
    let rows = &lines[marker.end..end];
    let all = || rows.iter().map(|line| line.depth == 0).collect();
    let above = short_text(&lines[..marker.start]);
    if from_reader(&lines[marker.start..marker.end], reader.own) {
        let above = above?;
        let (written_in, announced) = (WRITTEN_IN.is_match(&above), answers::are_announced(&above));
        let told =
            (written_in || announced).then(|| answers::among(rows, &above, reader.html)).flatten();
        return told.or_else(|| written_in.then(all));
    }
    let passed_on = match marker.sort {
        Sort::Forward => true,
        _ => !reader.own.is_empty() && above.is_some_and(|above| PASSED_ON.is_match(&above)),
    };
    passed_on.then(all)
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
