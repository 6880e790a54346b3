//! Attribution lines: "On Tue, 4 Mar 2025 at 03:57, Una Vale <una@vale.example> wrote:".

use std::sync::LazyLock;

use super::super::lines::Line;
use super::super::phrases::WROTE;
use super::{Marker, Sort, closes_bracket, is_direction, next_text, regex};
use crate::reading::pattern::Regex;

/// GroupWise: ">>> Una Vale <una@vale.example> 04/03/2025 08:56 >>>", or ">>> On 04/03/2025 at 8:56
/// AM, in message <…>, Una Vale wrote:" on up to three lines.
pub(super) fn groupwise(lines: &[Line<'_>], at: usize) -> Option<Marker> {
    let core = lines[at].text.trim().strip_prefix(">>>")?.trim();
    let dated = |text: &str| {
        text.contains(char::is_alphabetic) && text.contains(|c: char| c.is_ascii_digit())
    };
    let marker = |end: usize| Marker { start: at, end, sort: Sort::Attribution };
    if let Some(core) = core.strip_suffix(">>>") {
        return dated(core).then(|| marker(at + 1));
    }
    let mut joined = core.to_owned();
    for end in at + 1..(at + 4).min(lines.len() + 1) {
        let ends = joined.ends_with(':') && joined.contains('@') && dated(&joined);
        if ends && joined.len() < 300 {
            return Some(marker(end));
        }
        let next = lines.get(end).filter(|next| !next.is_blank() && next.depth == 0)?;
        joined = format!("{joined} {}", next.text.trim());
    }
    None
}

/// "On Tue, 4 Mar 2025 at 03:57, Una Vale <una@vale.example> wrote:" on up to three lines.
pub(super) fn find(lines: &[Line<'_>], at: usize, floor: usize) -> Option<Marker> {
    let edge = |c: char| matches!(c, '-' | ' ' | '*' | '_' | '>') || is_direction(c);
    let text = lines[at].text.trim().trim_end_matches(edge);
    let colon = text.ends_with(':') || text.ends_with('：');
    if !colon && runs_on(text, lines, at) {
        return Some(Marker { start: at, end: at + 1, sort: Sort::Attribution });
    }
    if text.len() > 400 || text.is_empty() || !(colon || ends_with_verb(text)) {
        return None;
    }
    let mut joined = text.to_owned();
    let mut weak = None;
    for up in 0..3 {
        let row = at - up;
        match attribution_sort(&joined, lines, at) {
            Some(Sort::Attribution) => {
                let start = lead(lines, row, floor, &joined);
                return Some(Marker { start, end: at + 1, sort: Sort::Attribution });
            }
            Some(sort) if weak.is_none() => weak = Some(Marker { start: row, end: at + 1, sort }),
            _ => {}
        }
        let above = row.checked_sub(1).filter(|above| *above >= floor);
        let Some(above) = above.filter(|above| {
            goes_on(&lines[*above], &lines[at]) || closes_bracket(lines, above + 1)
        }) else {
            break;
        };
        joined = format!("{} {joined}", lines[above].text.trim());
    }
    weak
}

/// Whether the quoted letter goes on behind the attribution on the same line, as Yahoo's telephones
/// write it.
fn runs_on(text: &str, lines: &[Line<'_>], at: usize) -> bool {
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^[^<>]{0,100}\d{1,2}[:.]\d{2}[^<>]{0,60}<[^<>@\s]+@[^<>\s]+>[^:：<>]{1,30}[:：]\s+\S",
        )
    });
    let head = || {
        text.find('>')
            .and_then(|address| text[address..].find([':', '：']).map(|colon| address + colon))
    };
    HEAD.is_match(text)
        && head().is_some_and(|colon| {
            let head = &text[..text.ceil_char_boundary(colon + 1)];
            matches!(attribution_sort(head, lines, at), Some(Sort::Attribution))
        })
}

/// Whether a sentence on the line above can go on in this one.
fn goes_on(above: &Line<'_>, line: &Line<'_>) -> bool {
    !above.is_blank()
        && above.depth == line.depth
        && above.marked == line.marked
        && above.text.len() < 200
}

/// The line with which the attribution starts: one that only begins the sentence ("On Mon, 3 Mar
/// 2025 at 10:00 Una Vale <") belongs to it.
fn lead(lines: &[Line<'_>], row: usize, floor: usize, joined: &str) -> usize {
    let above = row.checked_sub(1).filter(|above| *above >= floor);
    let belongs = |above: &usize| {
        let text = lines[*above].text.trim_end();
        goes_on(&lines[*above], &lines[row])
            && (text.ends_with(['<', '('])
                || begins_attribution(text, joined)
                || names_sender(text, joined))
    };
    above.filter(belongs).unwrap_or(row)
}

fn ends_with_verb(text: &str) -> bool {
    ["wrote", "writes", "schrieb", "skrev", "napisał", "escribió", "escreveu", "écrit", "scritto"]
        .iter()
        .any(|verb| text.ends_with(verb))
}

/// What the joined lines are, if they attribute a quotation.
fn attribution_sort(joined: &str, lines: &[Line<'_>], at: usize) -> Option<Sort> {
    static TIME: LazyLock<Regex> = LazyLock::new(|| regex(r"\d{1,2}[:.h]\d{2}"));
    static DATED: LazyLock<Regex> = LazyLock::new(|| regex(r"\d{1,4}[-./ ]|\d{4}"));
    static BARE: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^[^<>]*\d[^<>]*<[^<>@\s]+@[^<>]+>\s*:$"));
    static ADDRESSED: LazyLock<Regex> = LazyLock::new(|| regex(r"[<(][^<>()@\s]+@[^<>()\s]+[>)]"));
    let lower = joined.to_lowercase();
    let verb = WROTE.iter().any(|verb| has_word(&lower, verb));
    let address = joined.contains('@');
    let time = TIME.is_match(joined);
    let starts = starts_like_attribution(&lower);
    let formal = address || starts_with_when(&lower) || LEAD.is_match(&lower);
    if verb && starts && (address || (time && formal)) && DATED.is_match(joined) {
        return Some(Sort::Attribution);
    }
    if BARE.is_match(joined) && (time || DATED.is_match(joined)) && starts_with_when(&lower) {
        return Some(Sort::Attribution);
    }
    let quoted_next = next_text(lines, at + 1).is_some_and(|next| lines[next].is_quoted());
    // In a language not known here a sender, a day and a time above a quotation say enough.
    let addressed = ADDRESSED.is_match(joined) || (address && starts_with_when(&lower));
    if quoted_next && addressed && time && joined.ends_with([':', '：']) {
        return Some(Sort::Attribution);
    }
    (verb && quoted_next && joined.len() < 200).then_some(Sort::WeakAttribution)
}

/// Whether the line above names the sender whom the sentence lacks (or only addresses), and nothing
/// else.
fn names_sender(above: &str, joined: &str) -> bool {
    let goes_on = joined.starts_with('<') || (!joined.contains('@') && above.contains('@'));
    goes_on && above.split_whitespace().count() <= 10 && !above.ends_with(['.', '!', '?', ':'])
}

/// How the sentence starts where a word leads to the date.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\W*(on|at|am|le|el|il|op|den|em|no|dne|w dniu|dnia|ar|a|på|em|pe|la|în|на|στις|pada|vào) ?.*\d",
    )
});

/// Whether a line above belongs to the sentence: it starts one and does not end it.
fn begins_attribution(above: &str, joined: &str) -> bool {
    let lower = joined.to_lowercase();
    !above.is_empty()
        && above.len() < 120
        && !above.ends_with(['.', '!', '?', ':'])
        && !LEAD.is_match(&lower)
        && !starts_with_when(&lower)
        && LEAD.is_match(above)
}

/// Attributions start with a lead word, a day, a number or a name; not with a common sentence.
fn starts_like_attribution(lower: &str) -> bool {
    static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(in (your|my|our|the|response|reply)|as |you |we |i |your |our |please |the |this |that |it |there |if |when )|\b(you|we|i) (wrote|said|write)\b[^@]*$|\bhaben sie\b|\bvous avez écrit\b[^@]*$",
        )
    });
    !SENTENCE.is_match(lower)
}

/// Whether the text starts with a date, a time or a day's name.
fn starts_with_when(lower: &str) -> bool {
    static WHEN: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^(\d|mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|jue|vie|sáb|dom|gio|пн|вт|ср|чт|чет|пт|пон|пят|сб|суб|вс|вос|pon|wt|śr|czw|pt|sob|niedz|ma|on|to|ti|lö|sö|lø|sø|po|út|st|čt|pá|ne|seg|ter|qua|qui|sex|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|le |el |il |am |op |em |den |w |dne |ar )",
        )
    });
    WHEN.is_match(lower)
}

/// Whether `verb` stands in the text as a word of its own.
fn has_word(text: &str, verb: &str) -> bool {
    text.match_indices(verb).any(|(at, _)| {
        // Scripts without spaces have no word boundaries.
        if !verb.starts_with(|c: char| c.is_ascii() || c < '\u{2e80}') {
            return true;
        }
        let before = text[..at].chars().next_back();
        let after = text[at + verb.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
