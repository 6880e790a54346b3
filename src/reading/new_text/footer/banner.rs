//! What a gateway or a case system writes above a letter: that it came from outside, that answers go
//! above a line.

use std::sync::LazyLock;

use crate::reading::new_text::lines::{is_rule, is_stamp};
use crate::reading::pattern::Regex;

/// One past the banners at the top; 0 without any, or where nothing would be left.
pub(super) fn end(lines: &[&str]) -> usize {
    let mut end = 0;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].trim().is_empty() || (end > 0 && is_rule(lines[at], 5)) {
            at += 1;
            if end > 0 {
                end = at;
            }
            continue;
        }
        let limit =
            (at..lines.len()).find(|row| lines[*row].trim().is_empty()).unwrap_or(lines.len());
        let drawn = !lines[at].contains(char::is_alphanumeric) && at + 1 < limit;
        let first = if drawn { at + 1 } else { at };
        let paragraph = lines[first..limit].join(" ");
        let next = if asks_to_reply_above(lines[first]) {
            first + 1
        } else if let Some(stamp) = comment_head(lines, at).filter(|_| end > 0) {
            stamp + 1
        } else if paragraph.len() < 600 && WARNING.is_match(&paragraph) {
            limit
        } else {
            break;
        };
        (at, end) = (next, next);
    }
    let left = lines[end..].iter().any(|line| line.contains(char::is_alphanumeric));
    if left { end } else { 0 }
}

/// The line of the day below a writer's name, with which a help desk heads each comment.
fn comment_head(lines: &[&str], at: usize) -> Option<usize> {
    let name = lines[at].trim();
    let is_name = name.split_whitespace().count() <= 6
        && name.starts_with(char::is_uppercase)
        && !name.ends_with(['.', ',', '?', '!', ':']);
    let below = (at + 1..lines.len()).find(|row| !lines[*row].trim().is_empty())?;
    (is_name && is_stamp(lines[below])).then_some(below)
}

/// Whether a line says where the answer to a case system goes.
pub(super) fn asks_to_reply_above(line: &str) -> bool {
    REPLY.is_match(line)
}

/// "Please type your reply above this line."
static REPLY: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)^[^\p{L}\d]*(please )?(type|write|enter|add|put)? ?(your )?(reply|replies|response|answer|respond|text)( by typing)? (above|below|over) this line\b.{0,60}$",
        r"|^[^\p{L}\d]*(bitte )?(antworten sie |ihre antwort )?(bitte )?(oberhalb|über) dieser (linie|zeile)\b.{0,60}$|^[^\p{L}\d]*(veuillez )?(répondre|saisir votre réponse) au-dessus de cette ligne\b.{0,40}$|^[^\p{L}\d]*(por favor,? )?(escriba|responda)\b.{0,30} encima de esta línea\b.{0,40}$",
    ))
});

/// "This email originated from outside of the organisation."
static WARNING: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)^[^\p{L}\d]*(caution|warning|external|notice|attention|be aware|alert|rhybudd|achtung|vorsicht|attention|atención|attenzione|let op)\b[^.]{0,60}\b(e-?mail|message|nachricht|neges|courriel|correo|messaggio|bericht)?.{0,60}\b(external|outside|externe[nrms]?|außerhalb|extérieur|externo|esterno|extern|allanol)\b",
        r"|^[^\p{L}\d]*your (request|ticket|case|enquiry)\b[^.]{0,30}\bhas been updated\.([^.]{0,80}\breply to this (e-?mail|message)|\W*$)",
        r"|^[^\p{L}\d]*(external|externe)( e-?mail| sender| message|-e-?mail)?[^\p{L}\d]*(this (e-?mail|message)|please|take care|be careful|do not|treat|$)",
        r"|^[^\p{L}\d]*this (e-?mail|message) (has )?(originated|came|comes|was sent|is|was received) (from )?(an? )?(outside|external)\b",
        r"|^[^\p{L}\d]*((you|some people who received this message) don['’]t often get (e-?mail|mail)|this sender (is|might be|may be) )|learnaboutsenderidentification",
        r"|^[^\p{L}\d]*(diese (e-?mail|nachricht) (stammt|kommt|wurde) von (einem )?(externe|außerhalb))|^[^\p{L}\d]*(ce (message|courriel) (provient|vient) de l['’]extérieur)",
    ))
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
