//! Practice runs: the batch, or a sample of it, sent to herself (rule 10 of the design), or written
//! to a folder to look at. Neither changes where any letter stands.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::{Destination, Planned};
use crate::casework::{Desk, Error, Result};
use crate::letter::{Token, mime};
use crate::outbox::{Folder, Outbox, Outcome, Outgoing};
use crate::store::Letter;

/// Sends each letter to herself, with a Message-ID of its own and no live token; the true recipient
/// stands in its first line. Says what became of each.
pub fn to_self(
    desk: &Desk,
    destination: &Destination,
    letters: &[Planned],
    clock: &dyn Fn() -> DateTime<Utc>,
) -> Result<Vec<(Planned, Outcome)>> {
    let mut outbox: Box<dyn Outbox> = match destination {
        Destination::Folder(path) => Box::new(Folder::new(path.join("rehearsal"))),
        Destination::Account { server, .. } => Box::new(server.connect().map_err(|fault| {
            Error::account(fault.to_string()).hint("`foi doctor` checks the account")
        })?),
    };
    let mut outcomes = Vec::new();
    for planned in letters {
        let letter = text_of(desk, planned)?;
        let bytes = mime::stamp(&rehearsal(desk, planned, &letter)?, clock());
        let outgoing = Outgoing {
            name: &format!("{}.{}", letter.request, letter.kind),
            from: &letter.from_address,
            to: &letter.from_address,
            copy: None,
            bytes: &bytes,
        };
        let outcome = outbox.hand(&outgoing, &mut || Ok(()));
        let is_over = !outbox.is_open();
        outcomes.push((planned.clone(), outcome));
        if is_over {
            break;
        }
    }
    outbox.close();
    Ok(outcomes)
}

/// Writes each letter to `folder` exactly as it would go.
pub fn to_folder(
    desk: &Desk,
    folder: &Path,
    letters: &[Planned],
    now: DateTime<Utc>,
) -> Result<Vec<(Planned, Outcome)>> {
    let mut outbox = Folder::new(folder);
    letters
        .iter()
        .map(|planned| {
            let letter = text_of(desk, planned)?;
            let bytes = mime::stamp(&letter.eml, now);
            let outgoing = Outgoing {
                name: &format!("{}.{}", letter.request, letter.kind),
                from: &letter.from_address,
                to: &letter.to_address,
                copy: None,
                bytes: &bytes,
            };
            Ok((planned.clone(), outbox.hand(&outgoing, &mut || Ok(()))))
        })
        .collect()
}

fn text_of(desk: &Desk, planned: &Planned) -> Result<Letter> {
    desk.store
        .letter(planned.letter)?
        .ok_or_else(|| Error::failed(format!("the letter to {} is no longer here", planned.to)))
}

fn rehearsal(desk: &Desk, planned: &Planned, letter: &Letter) -> Result<Vec<u8>> {
    let mut seed = [0; 8];
    getrandom::fill(&mut seed)
        .map_err(|error| Error::failed("the system gives no random numbers").because(error))?;
    let herself = mime::Party { name: &desk.settings.identity.name, address: &letter.from_address };
    let envelope = mime::Envelope {
        from: herself,
        to: herself,
        reply_to: None,
        message_id: &mime::rehearsal_message_id(seed, &letter.from_address),
        in_reply_to: None,
        references: &[],
        rehearsal: Some(mime::Party { name: &planned.authority_name, address: &letter.to_address }),
    };
    let token = desk
        .store
        .request(&letter.request)?
        .and_then(|request| request.token)
        .and_then(|token| Token::read(&token));
    let plain = |text: &str| match &token {
        Some(token) => mime::without_token(text, token),
        None => text.to_owned(),
    };
    mime::compose(&envelope, &plain(&letter.subject), &plain(&letter.body)).map_err(|error| {
        Error::failed(format!("the letter of {} cannot be put together", letter.request))
            .because(error)
    })
}
