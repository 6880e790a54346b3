//! Mail of a desk: who she is in it, what makes two copies one message, and the index that messages
//! are matched against. Shared by adopting, checking and triage.

use std::collections::{BTreeMap, HashMap};

use super::{Desk, Error, Result};
use crate::letter::token::Token;
use crate::letter::{LetterState, mime};
use crate::mailbox;
use crate::reading::matching::{Hers, Index, LetterFacts, RequestFacts};
use crate::reading::{Message, decode};
use crate::request::{Authority, AuthorityId, Register, RequestId};
use crate::store::{Change, Identity, IdentityKey, Letter};

/// The fact that holds her addresses, one a line.
const ADDRESSES: &str = "her_addresses";

/// The fact that holds the salt of identities.
const SALT: &str = "salt";

/// The addresses known as hers: what she told, `foi.toml`, and those her letters went from.
pub fn hers(desk: &Desk) -> Result<Hers> {
    let told = desk.store.fact(ADDRESSES)?.unwrap_or_default();
    let identity = &desk.settings.identity;
    let used = desk.store.addresses_of_hers()?;
    let known = told
        .lines()
        .chain([identity.email.as_str()])
        .chain(identity.reply_to.as_deref())
        .chain(used.iter().map(String::as_str));
    Ok(Hers::new(known).called(&identity.name))
}

/// Remembers an address as hers.
pub fn remember_address(change: &Change<'_>, address: &str) -> Result<()> {
    let mut told = change.store().fact(ADDRESSES)?.unwrap_or_default();
    if !told.lines().any(|known| known.eq_ignore_ascii_case(address)) {
        told.push_str(&address.to_ascii_lowercase());
        told.push('\n');
        change.set_fact(ADDRESSES, &told)?;
    }
    Ok(())
}

/// The desk's salt, made on first use.
pub fn salt(desk: &Desk, now: chrono::DateTime<chrono::Utc>) -> Result<String> {
    if let Some(salt) = desk.store.fact(SALT)? {
        return Ok(salt);
    }
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::failed("the system gives no random numbers").because(error.to_string())
    })?;
    let salt: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let change = desk.store.keep_books(now)?;
    change.set_fact(SALT, &salt)?;
    change.commit()?;
    Ok(salt)
}

/// The key by which the desk's messages have their identity.
pub fn identity_key(desk: &Desk, now: chrono::DateTime<chrono::Utc>) -> Result<IdentityKey> {
    Ok(desk.store.identity_key(&salt(desk, now)?)?)
}

/// The identity of a raw message.
pub fn identity(key: &IdentityKey, raw: &[u8]) -> Identity {
    key.identity(|sink| mailbox::canonical(raw, sink))
}

/// The message's headers alone, decoded: enough to see whose it is.
pub fn headers_of(raw: &[u8]) -> Message {
    decode(&raw[..head_length(raw)])
}

/// The length of the header block, its blank line included.
fn head_length(raw: &[u8]) -> usize {
    let lf = memchr::memmem::find(raw, b"\n\n").map(|at| at + 2);
    let crlf = memchr::memmem::find(raw, b"\r\n\r\n").map(|at| at + 4);
    match (lf, crlf) {
        (Some(lf), Some(crlf)) => lf.min(crlf),
        (found, None) | (None, found) => found.unwrap_or(raw.len()),
    }
}

/// Everything the desk knows, arranged for matching.
pub fn index(desk: &Desk, hers: Hers) -> Result<Index> {
    let register = desk.register()?;
    let mut letters: HashMap<RequestId, Vec<LetterFacts>> = HashMap::new();
    for letter in desk.store.all_letters()? {
        if counts(letter.state) {
            letters.entry(letter.request.clone()).or_default().push(letter_facts(letter));
        }
    }
    let mut senders: BTreeMap<AuthorityId, Vec<String>> = BTreeMap::new();
    for (authority, address) in desk.store.senders()? {
        senders.entry(authority).or_default().push(address);
    }
    let mut noted: HashMap<RequestId, Vec<String>> = HashMap::new();
    for known in desk.store.all_references()? {
        noted.entry(known.request).or_default().push(known.value);
    }
    let mut own_ids = desk.store.own_ids()?;
    let mut facts = Vec::new();
    for request in desk.store.requests()? {
        let mut letters = letters.remove(&request.id).unwrap_or_default();
        if let Some(token) = &request.token {
            for letter in &mut letters {
                letter.reply_to = plus_address(desk, &letter.from, token);
                letter.tokens.push(token.clone());
            }
        }
        let authority = register.get(&request.authority);
        let noted = noted.remove(&request.id).unwrap_or_default();
        facts.push(RequestFacts {
            own_ids: own_ids.remove(&request.id).unwrap_or_default(),
            id: request.id.0,
            authority: request.authority.0.clone(),
            authority_names: names(&request.authority_name, authority),
            addresses: addresses(authority, senders.get(&request.authority)),
            domains: authority.map(|known| known.domains.clone()).unwrap_or_default(),
            letters,
            references: Vec::new(),
            noted,
        });
    }
    Ok(Index::new(facts, hers))
}

/// The address with the request's token to which replies go, if her settings say so now or said so
/// when the letter went out; "" for a request whose token is not ours.
fn plus_address(desk: &Desk, from: &str, token: &str) -> String {
    let base = desk.settings.identity.reply_to.as_deref().unwrap_or(from);
    let plus = Token::read(token).and_then(|token| mime::plus_address(base, &token));
    plus.unwrap_or_default()
}

/// Whether a letter may have reached anybody: one in doubt may be answered too.
fn counts(state: LetterState) -> bool {
    match state {
        LetterState::Sending
        | LetterState::Accepted
        | LetterState::Deferred
        | LetterState::Refused
        | LetterState::InDoubt
        | LetterState::Bounced => true,
        LetterState::Drafted | LetterState::Ready | LetterState::Cancelled => false,
    }
}

fn letter_facts(letter: Letter) -> LetterFacts {
    LetterFacts {
        message_ids: letter.message_id.into_iter().chain(letter.server_message_id).collect(),
        kind: Some(letter.kind),
        from: letter.from_address,
        reply_to: String::new(),
        to: vec![letter.to_address],
        subject: letter.subject,
        tokens: Vec::new(),
        sent_at: letter.sent_at,
        text: letter.body,
    }
}

fn names(written: &str, authority: Option<&Authority>) -> Vec<String> {
    let mut names = vec![written.to_owned()];
    if let Some(authority) = authority {
        names.extend(authority.names().map(str::to_owned));
    }
    names.sort();
    names.dedup();
    names
}

fn addresses(authority: Option<&Authority>, accepted: Option<&Vec<String>>) -> Vec<String> {
    let registered =
        authority.into_iter().flat_map(|known| [&known.email, &known.review_email]).flatten();
    registered.chain(accepted.into_iter().flatten()).cloned().collect()
}

/// The authority of the register that an address belongs to: the one with this address, or the
/// only one whose own domain it is.
pub fn authority_at<'a>(register: &'a Register, address: &str) -> Option<&'a Authority> {
    use crate::reading::matching::domain;
    let is_at = |authority: &&Authority| {
        let own = [&authority.email, &authority.review_email];
        own.into_iter().flatten().any(|known| crate::request::address::same(known, address))
    };
    if let Some(exact) = register.authorities.iter().find(is_at) {
        return Some(exact);
    }
    let at = domain::of_address(address);
    if domain::is_shared(at) {
        return None;
    }
    let wanted = domain::registrable(at);
    let has = |authority: &&Authority| {
        let email = authority.email.iter().map(|email| domain::of_address(email));
        email
            .chain(authority.domains.iter().map(String::as_str))
            .any(|known| domain::registrable(known) == wanted)
    };
    let mut found = register.authorities.iter().filter(has);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
