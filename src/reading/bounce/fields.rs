//! The fields of a delivery status notification (RFC 3464 section 2): a block for the message, then
//! one for each recipient, separated by blank lines.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem;

use super::{Action, Recipient, implied, signs, texts};
use crate::reading::message::Message;
use crate::reading::pattern::Regex;

/// The recipients that the message's delivery-status reports name; where there is no such part, the
/// fields may stand in the text (a report that lost its MIME structure).
pub(super) fn recipients(message: &Message) -> Vec<Recipient> {
    // A report that somebody attaches to his letter was sent to him.
    if signs::is_letter(message) {
        return Vec::new();
    }
    let found: Vec<Recipient> = message
        .reports
        .iter()
        .filter(|(media_type, _)| media_type.contains("delivery-status"))
        .flat_map(|(_, text)| of_report(text))
        .collect();
    if found.is_empty() && memmem::find(message.text.as_bytes(), b"Final-Recipient:").is_some() {
        return of_report(&message.text);
    }
    found
}

/// The `Original-Message-ID` of a report, or the id of an original that runs on from it.
pub(super) fn original_id(message: &Message) -> Option<String> {
    let rows = message.reports.iter().flat_map(|(_, text)| blocks(text)).flatten();
    rows.into_iter()
        .find(|(name, _)| {
            matches!(name.as_str(), "original-message-id" | "x-original-message-id" | "message-id")
        })
        .map(|(_, value)| value.trim_matches(['<', '>', ' ']).to_owned())
        .filter(|id| !id.is_empty())
}

fn of_report(text: &str) -> Vec<Recipient> {
    let mut recipients: Vec<Vec<(String, String)>> = Vec::new();
    for block in blocks(text) {
        let names = |wanted: &str| block.iter().any(|(name, _)| name == wanted);
        let is_named = NAMING.iter().any(|name| names(name));
        match recipients.last_mut() {
            // Blank lines between the fields of one recipient are against the standard, and seen.
            Some(last) if !is_named && !last.iter().any(|(name, _)| name == "status") => {
                last.extend(block);
            }
            _ => recipients.push(block),
        }
    }
    recipients.iter().filter_map(|block| recipient(block)).collect()
}

/// Fields of which one names the recipient.
const NAMING: &[&str] = &["final-recipient", "original-recipient", "x-actual-recipient"];

/// One recipient's block.
fn recipient(block: &[(String, String)]) -> Option<Recipient> {
    let value = |wanted: &str| {
        block.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let action = value("action").and_then(action);
    let status = value("status").and_then(|value| status(value).or_else(|| texts::code(value)));
    let status = status.or_else(|| diagnosed(value("diagnostic-code")?, action));
    let original = value("original-recipient").and_then(address);
    let last = value("final-recipient").and_then(address);
    let bare = value("final-recipient")
        .and_then(unaddressed)
        // Of an X.400 name she knows nothing, where the address that she wrote to is given.
        .filter(|_| original.is_none() || !is_x400(value("final-recipient")))
        .filter(|_| action.is_some() || status.is_some());
    let address = last
        .or(bare)
        .or_else(|| original.clone())
        .or_else(|| value("x-actual-recipient").and_then(address))?;
    let original = original.filter(|original| *original != address);
    Some(Recipient { address, action, status, original })
}

/// The status that a diagnostic code holds or implies.
fn diagnosed(diagnostic: &str, action: Option<Action>) -> Option<String> {
    texts::code(diagnostic).or_else(|| implied::status(diagnostic, action == Some(Action::Delayed)))
}

/// A final recipient that is no mail address: a pipe, a file.
fn unaddressed(value: &str) -> Option<String> {
    let value = value.split_once(';').map_or(value, |(_, rest)| rest).trim();
    value.starts_with(['|', '/', '"']).then(|| value.to_lowercase())
}

/// Whether a recipient is named by X.400 (RFC 3464 section 2.1.2).
fn is_x400(value: Option<&str>) -> bool {
    value.is_some_and(|value| value.trim_start().to_ascii_lowercase().starts_with("x400"))
}

/// The blocks of a report as (lower-case name, unfolded value).
fn blocks(text: &str) -> Vec<Vec<(String, String)>> {
    let mut blocks: Vec<Vec<(String, String)>> = vec![Vec::new()];
    for line in text.lines() {
        let bare = unquoted(line);
        if bare.trim().is_empty() {
            blocks.push(Vec::new());
            continue;
        }
        let Some(block) = blocks.last_mut() else { continue };
        if bare.starts_with([' ', '\t'])
            && let Some((_, value)) = block.last_mut()
        {
            value.push(' ');
            value.push_str(bare.trim());
        } else if let Some((name, value)) = bare.split_once(':') {
            block.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// A line without the marks of a forward.
fn unquoted(line: &str) -> &str {
    let line = line.trim_start_matches('\u{feff}');
    line.strip_prefix('>')
        .map_or(line, |rest| rest.trim_start_matches('>').strip_prefix(' ').unwrap_or(rest))
}

/// The address of `rfc822; name@host`, in any of the forms that servers write.
pub(super) fn address(value: &str) -> Option<String> {
    let value = unescaped(value);
    let value = value.as_ref();
    let value = value.split_once(';').map_or(value, |(_, address)| address).trim();
    if value.starts_with(['|', '/']) {
        return None;
    }
    if value.starts_with('"') && value.contains("\"@") && !value.contains(' ') {
        return Some(value.to_lowercase());
    }
    let value = match (value.rfind('<'), value.rfind('>')) {
        (Some(open), Some(close)) if open < close => &value[open + 1..close],
        _ => value,
    };
    let value = value
        .split_whitespace()
        .next()
        .unwrap_or("")
        .trim_matches(['<', '>', '"', '\'', ',', ';', '(', ')']);
    let value = value.strip_prefix("mailto:").unwrap_or(value);
    value.contains('@').then(|| value.to_lowercase())
}

/// An internationalised address (`utf-8; f\x{F6}i@host`) as its characters (RFC 6533 section 3).
fn unescaped(value: &str) -> Cow<'_, str> {
    static ESCAPE: LazyLock<Regex> = LazyLock::new(|| texts::regex(r"\\x\{([0-9A-Fa-f]{1,6})\}"));
    ESCAPE.replace_all(value, |found: &regex::Captures<'_>| {
        let code = u32::from_str_radix(&found[1], 16).ok().and_then(char::from_u32);
        code.map_or_else(|| found[0].to_owned(), String::from)
    })
}

/// The action's word; `failure`, `(relayed)` and comments are forgiven.
fn action(value: &str) -> Option<Action> {
    let word: String =
        value.trim().to_lowercase().chars().take_while(char::is_ascii_alphabetic).collect();
    match word.as_str() {
        "failed" | "failure" | "fail" | "expired" => Some(Action::Failed),
        "delayed" | "delay" | "transient" | "deferred" => Some(Action::Delayed),
        "delivered" => Some(Action::Delivered),
        "relayed" => Some(Action::Relayed),
        "expanded" => Some(Action::Expanded),
        _ => None,
    }
}

/// A status code `class.subject.detail` (RFC 3463 section 2).
pub(super) fn status(value: &str) -> Option<String> {
    let code: String =
        value.trim().chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let code = code.trim_end_matches('.').to_owned();
    let mut numbers = code.split('.');
    let class = numbers.next()?;
    let rest: Vec<&str> = numbers.collect();
    let sound = matches!(class, "2" | "4" | "5")
        && rest.len() == 2
        && rest.iter().all(|number| (1..=3).contains(&number.len()));
    sound.then_some(code)
}
