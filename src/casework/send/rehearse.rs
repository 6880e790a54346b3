//! Practice runs: the batch, or a sample of it, sent to herself (rule 10 of the design), or written
//! to a folder to look at. Neither changes where any letter stands.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::delivery::{Delivery, Happened};
use super::gate::{Gate, note_practice};
use super::{Destination, Planned, Stopped};
use crate::casework::{Desk, Error, Result, enclosures};
use crate::letter::{Token, mime};
use crate::outbox::{Folder, Outbox, Outcome, Outgoing};
use crate::store::Letter;

/// What a practice run did.
#[derive(Debug, Default)]
pub struct Practice {
    /// What became of each letter that was tried.
    pub outcomes: Vec<(Planned, Outcome)>,
    /// Why it ended early, if it did.
    pub stopped: Option<Stopped>,
}

/// Sends each letter to herself, with a Message-ID of its own and no live token; the true recipient
/// stands in its first line. The provider counts these letters too: they keep the account's pace, and
/// count in later runs.
pub fn to_self(mut delivery: Delivery<'_>, letters: &[Planned]) -> Result<Practice> {
    let (desk, to, clock) = (delivery.desk, delivery.destination, delivery.clock);
    let mut outbox: Box<dyn Outbox> = match to {
        Destination::Folder(path) => Box::new(Folder::new(path.join("rehearsal"))),
        Destination::Account { account, server } => Box::new(
            server
                .connect()
                .map_err(|fault| Error::account(fault.to_string()).hint(account.remedy(&fault)))?,
        ),
    };
    let mut gate = Gate::of(desk, to, clock())?.for_practice();
    let (mut practice, mut times) = (Practice::default(), Vec::new());
    for planned in letters {
        let waited = gate.opens(clock()).and_then(|opening| match opening {
            Some(opening) => delivery.wait(opening.at, &opening.because),
            None => delivery.stop_if_asked(),
        });
        if let Err(stopped) = waited {
            practice.stopped = Some(stopped);
            break;
        }
        let letter = text_of(desk, planned)?;
        let bytes = mime::stamp(&rehearsal(desk, planned, &letter)?, clock());
        let outgoing = Outgoing {
            name: &format!("{}.{}", letter.request, letter.kind),
            from: &letter.from_address,
            to: &letter.from_address,
            copy: None,
            bytes: &bytes,
        };
        let outcome = outbox.hand(&outgoing, &mut || {
            gate.count(clock());
            times.push(clock());
            Ok(())
        });
        if outcome.fault().is_none() {
            (delivery.watch)(&Happened::Letter(planned, &outcome));
        }
        practice.outcomes.push((planned.clone(), outcome));
        if !outbox.is_open() {
            break;
        }
    }
    outbox.close();
    if to.account().is_some() && !times.is_empty() {
        note_practice(desk, &to.name(), &times, clock())?;
    }
    Ok(practice)
}

/// Writes each letter to `folder` exactly as it would go.
pub fn to_folder(
    desk: &Desk,
    folder: &Path,
    letters: &[Planned],
    now: DateTime<Utc>,
) -> Result<Practice> {
    let mut outbox = Folder::new(folder);
    let outcomes = letters
        .iter()
        .map(|planned| {
            let letter = text_of(desk, planned)?;
            let bytes = mime::stamp(&letter.whole(), now);
            let outgoing = Outgoing {
                name: &format!("{}.{}", letter.request, letter.kind),
                from: &letter.from_address,
                to: &letter.to_address,
                copy: None,
                bytes: &bytes,
            };
            Ok((planned.clone(), outbox.hand(&outgoing, &mut || Ok(()))))
        })
        .collect::<Result<_>>()?;
    Ok(Practice { outcomes, stopped: None })
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
    let enclosed = enclosures::of_letter(letter)?;
    let envelope = mime::Envelope {
        from: herself,
        to: herself,
        reply_to: None,
        message_id: &mime::rehearsal_message_id(seed, &letter.from_address),
        in_reply_to: None,
        references: &[],
        rehearsal: Some(mime::Party { name: &planned.authority_name, address: &letter.to_address }),
        enclosed: enclosed.as_ref(),
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
    let own = mime::compose(&envelope, &plain(&letter.subject), &plain(&letter.body));
    let mut bytes = own.map_err(|error| {
        Error::failed(format!("the letter of {} cannot be put together", letter.request))
            .because(error)
    })?;
    bytes.extend_from_slice(letter.enclosed.as_deref().unwrap_or_default());
    Ok(bytes)
}
