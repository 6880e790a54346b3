//! Where the message below a marker is not the reader's own letter quoted back but the answer: a
//! colleague's mail passed on, or her letter with the answers written into it.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::announced::{are_announced, only_announces};
use super::answers;
use super::header_word::Word;
use super::letterhead;
use super::lines::Line;
use super::marker::{Marker, Sort, header_word_of};

/// Who reads the message, who wrote it, and its HTML version.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reader<'a> {
    /// Her addresses.
    pub own: &'a [&'a str],
    /// Her names, as the message addresses her.
    pub names: &'a [&'a str],
    /// The writer's name; "" where it is not known.
    pub sender: &'a str,
    /// Whether the subject says that the message is passed on: "FW: ".
    pub forwarded: bool,
    /// The HTML, where there is one.
    pub html: Option<&'a str>,
}

/// What is new to the reader between a marker and the next.
pub(super) struct Below {
    /// For each row whether it is new.
    pub rows: Vec<bool>,
    /// Whether the lines of the marker itself are: of a letter passed on they say whose it is.
    pub with_head: bool,
    /// Whether it is mail that the letter discloses.
    pub disclosed: bool,
}

/// What is new between this marker and the next; `None` where nothing is. `disclosed` where the mail
/// above it is disclosed in the letter: what others wrote to each other goes on.
pub(super) fn new_rows(
    lines: &[Line<'_>],
    markers: &[Marker],
    at: usize,
    disclosed: bool,
    reader: Reader<'_>,
) -> Option<Below> {
    let marker = &markers[at];
    let end = markers.get(at + 1).map_or(lines.len(), |next| next.start);
    let rows = &lines[marker.end..end];
    // Below "On … wrote:" a `>` shows what is quoted.
    let shown = || rows.iter().any(|line| line.depth > 0);
    match marker.sort {
        Sort::Header | Sort::Separator | Sort::Forward => {}
        Sort::Attribution if !shown() => {}
        Sort::Attribution | Sort::WeakAttribution => {
            let rows = answers::inside_quotation(rows, &text(&lines[..marker.start]))?;
            return Some(Below { rows, with_head: false, disclosed: false });
        }
    }
    if letterhead::is_one(&lines[marker.start..marker.end], reader) {
        let rows = rows.iter().map(|line| line.depth == 0).collect();
        return Some(Below { rows, with_head: true, disclosed: false });
    }
    let above = text(&lines[..marker.start]);
    if from_reader(&lines[marker.start..marker.end], reader) {
        // What a colleague wrote in between are the answers that were announced.
        let colleague = |above: &Marker| matches!(above.sort, Sort::Header | Sort::Forward);
        let between = markers[..at].iter().any(colleague);
        let head = &lines[marker.start..marker.end];
        let greeted = greeted(rows, reader.names).filter(|_| is_headed_by(head, reader));
        let rows = match greeted {
            // Who greets her is not she: an answer below her letter.
            Some(start) => {
                (0..rows.len()).map(|row| row >= start && rows[row].depth == 0).collect()
            }
            None => answered(rows, &above, between, reader)?,
        };
        return Some(Below { rows, with_head: false, disclosed: false });
    }
    // Whoever the head names: answers that are announced and marked are there.
    let set_in = |text: &str| WRITTEN_IN.is_match(text) || IN_TABLE.is_match(text);
    if set_in(end_of(&above))
        && let Some(rows) = answers::among(rows, &above, true, reader)
    {
        return Some(Below { rows, with_head: false, disclosed: false });
    }
    let is_head = marker.sort == Sort::Header;
    // A separator with the head below it is one marker.
    let has_head = is_head || marker.sort == Sort::Separator && marker.end > marker.start + 1;
    let disclosed = has_head && (disclosed || is_disclosed(&above));
    let passed_on = match marker.sort {
        Sort::Forward => true,
        Sort::Header | Sort::Separator => {
            // What is passed on is the first letter below; what that one quotes is not.
            let first = at == 0 && reader.forwarded;
            disclosed || (!reader.own.is_empty() && (first || introduces(&above, rows)))
        }
        Sort::Attribution | Sort::WeakAttribution => false,
    };
    let rows = || rows.iter().map(|line| line.depth == 0).collect();
    passed_on.then(|| Below { rows: rows(), with_head: is_head || disclosed, disclosed })
}

/// Whether the words above say that somebody else's letter follows, and do not answer what it asks.
fn introduces(above: &str, rows: &[Line<'_>]) -> bool {
    above.len() <= INTRODUCTION
        && PASSED_ON.is_match(above)
        && !answers::are_asked_above(rows, above)
}

/// Whether the line above a head announces mail that is disclosed: "Emails found:".
fn is_disclosed(above: &str) -> bool {
    static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(e-?mails?|messages?|correspondence|cop(y|ies)|documents?|records?|extracts?|exchange|letters?)\b[^.\n]{0,60}:$|\bas follows[:.]$|\b(found|held|disclosed|released|redacted)\b[^.\n]{0,20}:$",
        )
    });
    let last = above.lines().rev().map(str::trim).find(|line| !line.is_empty());
    last.is_some_and(|line| ANNOUNCES.is_match(line))
}

/// Whether the field that names the writer names her, where the head has one.
fn is_headed_by(head: &[Line<'_>], reader: Reader<'_>) -> bool {
    let from =
        |line: &&Line<'_>| header_word_of(line.text).is_some_and(|(word, _)| word == Word::From);
    head.iter().find(from).is_none_or(|line| from_reader(std::slice::from_ref(line), reader))
}

/// The row of her letter at which somebody greets her by name.
fn greeted(rows: &[Line<'_>], names: &[&str]) -> Option<usize> {
    static GREETS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W*(?:dear|hi|hello|annwyl|good (?:morning|afternoon)|sehr geehrte\w*|bonjour)\s+([\p{L}'’. -]{2,40}?)\W*$",
        )
    });
    let is_hers = |word: &str| {
        let own = |name: &&str| name.to_lowercase().split_whitespace().any(|own| own == word);
        word.len() > 2 && names.iter().any(own)
    };
    let greets = |line: &Line<'_>| {
        let named = GREETS.captures(line.text).map(|found| found[1].to_lowercase());
        line.depth == 0 && named.is_some_and(|name| name.split_whitespace().any(is_hers))
    };
    // A letter that opens so is theirs from the start.
    let first = rows.iter().position(|line| !line.is_blank())?;
    rows.iter().position(greets).filter(|at| *at > first)
}

/// The end of what stands above, where answers are announced.
fn end_of(above: &str) -> &str {
    &above[above.floor_char_boundary(above.len().saturating_sub(3 * INTRODUCTION))..]
}

/// The answers in her own letter; all of it where they must be there and nothing marks them.
fn answered(
    rows: &[Line<'_>],
    above: &str,
    between: bool,
    reader: Reader<'_>,
) -> Option<Vec<bool>> {
    let head = end_of(above);
    let written_in = WRITTEN_IN.is_match(head);
    let announced = written_in || IN_TABLE.is_match(head) || are_announced(head);
    let all = || rows.iter().map(|line| line.depth == 0).collect();
    let short = above.len() <= INTRODUCTION;
    let unmarked = || {
        short
            && !between
            && (written_in || (announced && only_announces(above)))
            && !answers::are_asked_above(rows, above)
    };
    answers::among(rows, above, announced, reader).or_else(|| unmarked().then(all))
}

/// "Our answers are in red below."
static WRITTEN_IN: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(answers?|responses?|repl(y|ies)|comments?|information)\b[^.\n]{0,80}\b(in (red|blue|green|purple|bold|italics?|capitals|caps)|in[- ]?line|in between|(under|beneath|against|after|next to|alongside) (each|your|the (questions?|points?|items?|relevant)))\b",
        r"|\b(answered|responded|replied)\b[^.\n]{0,60}\b(in (red|blue|green|bold)|in[- ]?line|below in your|within your)\b",
    ))
});

/// "The answers are in the right-hand column": a table may stand above as well, or be attached.
static IN_TABLE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)\b(answers?|responses?|repl(y|ies)|comments?|information)\b[^.\n]{0,80}\bin (the|a) (\w+[- ]){0,2}(columns?|cells?|table|grid)\b",
    )
});

/// "Please see the answer of our highways team below."
static PASSED_ON: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(see|find|note|read|attached)\b[^.\n]{0,80}\bbelow\b|\bbelow\b[^.)\n]{0,30}\b(is|are|from)\b|\b(forward(ed|ing)?|passing (this )?on|fyi|for your information)\b",
        r"|\b(response|reply|answer|information) from (our|the|my)\b",
    ))
});

/// Longest text above that only introduces what is below; one that holds the answer is longer.
const INTRODUCTION: usize = 500;

fn text(lines: &[Line<'_>]) -> String {
    lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

/// Whether the message below was written by who receives this one. Without addresses to compare a
/// forward is taken for what it says it is.
fn from_reader(header: &[Line<'_>], reader: Reader<'_>) -> bool {
    // The ids of a whole head are no people.
    let names_nobody = |text: &str| {
        let lower = text.trim_start().to_ascii_lowercase();
        ["message-id:", "references:", "in-reply-to:", "received:", "x-"]
            .iter()
            .any(|name| lower.starts_with(name))
    };
    let addressed = |line: &&Line<'_>| line.text.contains('@') && !names_nobody(line.text);
    let Some(first) = header.iter().find(addressed) else {
        // Exchange writes names without addresses; the first of them is the sender's.
        let sender = header.iter().find(|line| line.text.contains(':'));
        return sender.is_some_and(|line| {
            let lower = line.text.to_lowercase();
            let value = lower.split_once(':').map_or("", |(_, value)| value).trim();
            let named = |name: &str| {
                // A single word names her as the first of a name.
                let first = || value.split_whitespace().next().is_some_and(|word| word == name);
                // And her first name alone may be all that stands there.
                let alone =
                    || name.split(' ').next().is_some_and(|own| own.len() > 2 && own == value);
                match name.contains(' ') {
                    true => lower.contains(name) || alone(),
                    false => name.len() > 3 && first() || name.len() > 2 && name == value,
                }
            };
            reader.names.iter().any(|name| !name.is_empty() && named(&name.to_lowercase()))
        });
    };
    let lower = first.text.to_lowercase();
    reader.own.iter().filter_map(|own| own.split_once('@')).any(|(local, domain)| {
        // The letter may have gone out under a plus-address of hers.
        let local = local.split('+').next().unwrap_or(local);
        lower.contains(local) && lower.contains(&format!("@{domain}"))
    })
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
