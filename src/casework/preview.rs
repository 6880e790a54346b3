//! Letters that have not gone: to be looked at, and edited by hand. What is sent is what is shown
//! here, byte for byte but for the Date; an edited letter gets new bytes and a new hash at once.

use chrono::{DateTime, Utc};

use super::draft::{Basis, Sealer, Unsealed};
use super::{Desk, Error, Result, enclosures};
use crate::letter::mime::Party;
use crate::letter::{LetterState, Token, token};
use crate::request::LetterId;
use crate::store::{Letter, NewLetter, Request};

/// The letters that have not gone, of a campaign, of a request, or of the whole desk, by request.
pub fn waiting(desk: &Desk, of: Option<&str>) -> Result<Vec<LetterId>> {
    let outlines = match of {
        Some(text) => super::selection::letters(desk, text)?,
        None => desk.store.outlines_of_campaign(None)?,
    };
    Ok(outlines.iter().filter(|one| has_not_gone(one.state)).map(|one| one.id).collect())
}

/// The letter of that number.
pub fn letter(desk: &Desk, id: LetterId) -> Result<Letter> {
    desk.store.letter(id)?.ok_or_else(|| Error::failed(format!("letter {id} is gone")))
}

/// Whether a letter can still be changed.
pub fn has_not_gone(state: LetterState) -> bool {
    match state {
        LetterState::Drafted
        | LetterState::Ready
        | LetterState::Deferred
        | LetterState::Refused => true,
        LetterState::Sending
        | LetterState::Accepted
        | LetterState::InDoubt
        | LetterState::Bounced
        | LetterState::Cancelled => false,
    }
}

/// A letter as a text to edit: its subject on the first line, a blank line, its body.
pub fn as_text(letter: &Letter) -> String {
    format!("Subject: {}\n\n{}", letter.subject, letter.body)
}

/// What became of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edited {
    /// The text is as it was.
    Unchanged,
    /// The letter has its new text.
    Rewritten {
        /// Whether our token had to be put back into the subject.
        token_put_back: bool,
    },
}

/// Gives a letter the text that she edited.
pub fn rewrite(desk: &Desk, letter: &Letter, text: &str, now: DateTime<Utc>) -> Result<Edited> {
    if text.replace("\r\n", "\n").trim_end() == as_text(letter).trim_end() {
        return Ok(Edited::Unchanged);
    }
    let (subject, body) = parts(text)?;
    let request = request_of(desk, letter)?;
    let own =
        request.token.as_deref().and_then(Token::read).or_else(|| {
            letter.message_id.as_deref().and_then(|id| token::find(id).into_iter().next())
        });
    let own = own.ok_or_else(|| {
        Error::failed(format!("letter {} has no token to edit it under", letter.id))
    })?;
    let token_put_back = request.token.is_some() && !token::find(&subject).contains(&own);
    let subject = if token_put_back { format!("{subject} [{own}]") } else { subject };
    let new = rewritten(desk, letter, &request, &own, subject, body)?;
    let change = desk
        .store
        .change(&format!("edited the {} to {}", letter.kind, request.authority_name), now)?;
    change.rewrite_letter(letter.id, &new)?;
    change.commit()?;
    Ok(Edited::Rewritten { token_put_back })
}

fn rewritten(
    desk: &Desk,
    letter: &Letter,
    request: &Request,
    token: &Token,
    subject: String,
    body: String,
) -> Result<NewLetter> {
    let mut basis = Basis::read(&letter.basis).map_err(|error| {
        Error::failed(format!("letter {} cannot be edited", letter.id)).because(error)
    })?;
    basis.shared.edited = true;
    let enclosed = enclosures::of_letter(letter)?;
    let sealer = Sealer {
        identity: &desk.settings.identity,
        from: Party { name: &basis.shared.name, address: &letter.from_address },
        enclosed: enclosed.as_ref(),
        basis: basis.shared.kept(),
    };
    let unsealed = Unsealed {
        request: letter.request.clone(),
        kind: letter.kind,
        token,
        message_id: letter.message_id.clone().unwrap_or_default(),
        to: Party { name: &request.authority_name, address: &letter.to_address },
        subject,
        body,
        own: basis.own,
    };
    sealer.seal(unsealed).map_err(|error| Error::usage(error.to_string()))
}

fn request_of(desk: &Desk, letter: &Letter) -> Result<Request> {
    desk.store
        .request(&letter.request)?
        .ok_or_else(|| Error::failed(format!("request {} is gone", letter.request)))
}

/// Subject and body of an edited text.
fn parts(text: &str) -> Result<(String, String)> {
    let text = text.replace("\r\n", "\n");
    let (first, body) = text.split_once('\n').unwrap_or((&text, ""));
    let subject =
        first.strip_prefix("Subject:").map(str::trim).filter(|subject| !subject.is_empty());
    let Some(subject) = subject else {
        return Err(Error::usage("the first line has to be `Subject: …`"));
    };
    let body = body.trim_matches('\n');
    if body.trim().is_empty() {
        return Err(Error::usage("the letter is empty"));
    }
    let mark = ["{{", "}}", "{%", "%}"].into_iter().find(|mark| text.contains(mark));
    if let Some(mark) = mark {
        return Err(Error::usage(format!("`{mark}` is left over in the text")));
    }
    Ok((subject.to_owned(), format!("{}\n", body.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_text_is_a_subject_and_a_body() {
        assert_eq!(
            parts("Subject:  About cats\r\n\r\nDear X,\r\n\r\n\r\n").unwrap(),
            ("About cats".to_owned(), "Dear X,\n".to_owned())
        );
        for bad in
            ["", "Dear X,\n", "Subject: \n\nDear X", "Subject: a\n\n \n", "Subject: a\n\n{{ x }}"]
        {
            assert!(parts(bad).is_err(), "{bad:?}");
        }
    }
}
