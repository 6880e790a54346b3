//! Bounces without fields: what common servers write in plain words.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::fields::status;
use super::implied;
use super::signs::{is_delay, looks_returned};
use super::{Action, Recipient};
use crate::reading::message::Message;

/// Completes recipients whose report leaves out the status: the text beside it may hold it.
pub(super) fn completed(mut reported: Vec<Recipient>, message: &Message) -> Vec<Recipient> {
    let text = complaint(message);
    for recipient in reported.iter_mut().filter(|recipient| recipient.status.is_none()) {
        recipient.status = code(text);
    }
    reported
}

/// The recipients that a bounce in plain words names, perhaps none; `None` where the message is no
/// bounce.
pub(super) fn recipients(message: &Message) -> Option<Vec<Recipient>> {
    if !looks_returned(message) {
        return None;
    }
    let text = complaint(message);
    let delayed = is_delay(message);
    let action = Some(if delayed { Action::Delayed } else { Action::Failed });
    let named = [x_failed(message), listed(text), mentioned(text, message), addressed(message)];
    let addresses = named.into_iter().find(|addresses| !addresses.is_empty()).unwrap_or_default();
    let said = |address: &String| {
        let beside = blocks(text, address, &addresses);
        let whole = || Some(text).filter(|_| addresses.len() == 1);
        (beside.iter().find_map(|block| code(block)))
            .or_else(|| beside.iter().find_map(|block| implied::status(block, delayed)))
            .or_else(|| whole().and_then(code))
            .or_else(|| whole().and_then(|text| implied::status(text, delayed)))
            .or_else(|| beside.is_empty().then(|| code(text)).flatten())
    };
    let one = |address: &String| Recipient {
        address: address.clone(),
        action,
        status: said(address),
        original: None,
    };
    Some(addresses.iter().map(one).collect())
}

/// Whether the failure is for good, where only words tell.
pub(super) fn permanence(message: &Message) -> Option<bool> {
    static LASTING: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)permanent|fatal|\b5\d\d[ -]|user unknown|unknown user|no such (user|recipient|mailbox)|does(n't| not) exist|could not be delivered|not found|undeliverable|given up|rejected|disabled|invalid recipient",
        )
    });
    if is_delay(message) {
        return Some(false);
    }
    LASTING.is_match(complaint(message)).then_some(true)
}

/// Whether a server says in words that it will not try again, whatever class its code has.
pub(super) fn is_given_up(message: &Message) -> bool {
    static GIVEN_UP: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\bpermanent (fatal )?errors?\b|\bgiv(en|ing) up\b|\bgave up\b|\bnot going to try again\b|\bno further attempts?\b|endgültig|abandonné",
        )
    });
    !is_delay(message) && GIVEN_UP.is_match(complaint(message))
}

/// Whether the complaint lists an address, as servers do with what failed.
pub(super) fn names_one(message: &Message) -> bool {
    !listed(complaint(message)).is_empty()
}

/// The Message-ID of the original below the complaint.
pub(super) fn original_id(message: &Message) -> Option<String> {
    static ID: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?im)^[ >|\t]*(?:message-id|the message identifier was):\s*<([^<>\s]+)>")
    });
    let found = ID.captures(&message.text)?;
    Some(found[1].to_owned())
}

/// Exim, and servers like it, name the recipients in a header.
fn x_failed(message: &Message) -> Vec<String> {
    message
        .headers_named("x-failed-recipients")
        .flat_map(|value| value.split(','))
        .filter_map(super::fields::address)
        .collect()
}

/// The text before the returned original. Its first header ends the complaint too, unless the
/// complaint only begins with some of them.
pub(super) fn complaint(message: &Message) -> &str {
    static ORIGINAL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?im)^[ >]*(-{2,}.{0,60}(this is a copy|ursprüngliche|originalnachricht|message d'origine|message original|mensaje original|messaggio originale|oorspronkelijk|oryginaln|mensagem original|ursprunglig|oprindelig|opprinnelig|neges wreiddiol|original message|copy of|returned message|original mail|message header|unsent message|below this line|undelivered message|start of)|.{0,40}(original message follows|message headers follow|text of your message follows|(copy|header)s? of the (original )?(message|headers|mail)|unsent message follows|original message headers|message text follows))",
        )
    });
    static HEADER: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?im)^[ >]*(return-path:|received: from|message-id:)"));
    let text = start(&message.text, 64 * 1024);
    let cut = |found: usize| if found < 20 { text } else { &text[..found] };
    let text = ORIGINAL.find(text).map_or(text, |found| cut(found.start()));
    match HEADER.find(text) {
        Some(found) if found.start() >= 20 && text[..found.start()].contains('@') => {
            &text[..found.start()]
        }
        _ => text,
    }
}

/// At most the first `length` bytes, cut between characters.
fn start(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// An enhanced status code in the text. Four numbers are a host's address.
pub(super) fn code(text: &str) -> Option<String> {
    static STATUS: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"(?:^|[\s(\[#:;_-])([245]\.\d{1,3}\.\d{1,3})(?:[\s)\],:;_-]|\.(?:\D|$)|$)")
    });
    // "host 5.1.2.3 says": three numbers of four.
    STATUS.captures_iter(text).find_map(|found| status(&found[1]))
}

const ADDRESS: &str = r#"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"#;

/// The addresses that stand at the start of a line or after a label, as servers list what failed.
fn listed(text: &str) -> Vec<String> {
    static ROW: LazyLock<Regex> = LazyLock::new(|| {
        regex(&format!(
            r"(?im)^[ \t>*•-]*(?:(?:failed |final |original |intended |invalid )?(?:recipients?|addressee|address(?:es)?|to|user|mailbox|rcpt to|your message to|delivery to|message to|unable to deliver (?:message )?to|could not deliver (?:message )?to)(?: is| address)?[:= ]+[ \t]*)?(?:rfc822;[ \t]*)?[<\[(\x22']?({ADDRESS})[>\])\x22']?(?:[ \t]*$|[ \t]*[:;,.(\[<-]|[ \t]+(?:\.\.\.|was|is|does|has|could|failed|on )|\.\.\.)"
        ))
    });
    collected(ROW.captures_iter(text).map(|found| found[1].to_owned()))
}

/// Any address in the complaint; those of the sender and of servers only where there is no other, and
/// never her own: what came back to her did not fail there.
fn mentioned(text: &str, message: &Message) -> Vec<String> {
    static ANY: LazyLock<Regex> = LazyLock::new(|| regex(ADDRESS));
    let own: Vec<&str> =
        message.to.iter().chain(&message.from).map(|one| one.address.as_str()).collect();
    let all = collected(ANY.find_iter(text).map(|found| found.as_str().to_owned()));
    let is_server = |address: &str| {
        let local = address.split('@').next().unwrap_or_default();
        matches!(local, "postmaster" | "mailer-daemon" | "abuse" | "helpdesk" | "support")
    };
    let foreign: Vec<String> =
        all.iter().filter(|one| !own.contains(&one.as_str()) && !is_server(one)).cloned().collect();
    if !foreign.is_empty() {
        return foreign;
    }
    all.into_iter().filter(|one| message.to.iter().all(|to| to.address != *one)).collect()
}

/// To whom the returned letter was addressed.
fn addressed(message: &Message) -> Vec<String> {
    static TO: LazyLock<Regex> = LazyLock::new(|| regex(r"(?im)^[ >|]*to:[ \t]*(.+)$"));
    if let Some(enclosed) = message.enclosed.first() {
        return collected(enclosed.to.iter().map(|one| one.address.clone()));
    }
    let to = TO.captures(&message.text).and_then(|found| super::fields::address(&found[1]));
    to.into_iter().collect()
}

/// Lower-cased, each once, in order, at most a hundred.
fn collected(addresses: impl Iterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for address in addresses {
        let address = address.trim_end_matches('.').to_lowercase();
        if !address.is_empty() && !found.contains(&address) {
            found.push(address);
        }
        if found.len() == 100 {
            break;
        }
    }
    found
}

/// What is said beside an address, wherever it stands: its line and those after it, before a blank
/// line or another of the addresses.
fn blocks<'a>(text: &'a str, address: &str, all: &[String]) -> Vec<&'a str> {
    let lower = text.to_ascii_lowercase();
    let others = || all.iter().filter(|other| other.as_str() != address);
    let block = |at: usize| {
        let line = lower[..at].rfind('\n').map_or(0, |end| end + 1);
        let before = &lower[line..at];
        let other = others().filter_map(|other| Some(before.rfind(other)? + other.len())).max();
        let from = line + other.unwrap_or(0);
        let after = at + address.len();
        let rest = &lower[after..];
        let blank = rest.find("\n\n").unwrap_or(rest.len());
        let other = others().filter_map(|other| rest.find(other.as_str())).min();
        &text[from..after + blank.min(other.unwrap_or(rest.len()))]
    };
    lower.match_indices(address).take(8).map(|(at, _)| block(at)).collect()
}

pub(super) fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
