//! Choosing requests by what she types: an id, an authority, a reference, a token, a campaign.

use super::{Desk, Error, Result};
use crate::request::{CampaignId, RequestId};
use crate::store::{LetterOutline, Request};
use crate::words::nearest;

/// The one request that `text` names: its id, or the authority's id, one of their references or
/// our token, where that is only one.
pub fn request(desk: &Desk, text: &str) -> Result<Request> {
    one(desk, text, |requests| {
        let error = Error::usage(format!("there is no request `{text}` in this desk"));
        match nearest(text, names(requests)) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error.hint("`foi list` shows them all"),
        }
    })
}

/// The request that `text` names, where it could have named a campaign too: no campaign has that name.
pub fn campaign_or_request(desk: &Desk, text: &str) -> Result<Request> {
    let campaigns = desk.store.campaigns()?;
    one(desk, text, |requests| {
        let known = campaigns.iter().map(|campaign| campaign.id.as_str()).chain(names(requests));
        let error =
            Error::usage(format!("there is no campaign and no request `{text}` on this desk"));
        match nearest(text, known) {
            Some(meant) => error.hint(format!("did you mean `{meant}`?")),
            None => error.hint("name a campaign (`foi status`), or a request by its id, authority, reference or token (`foi list`)"),
        }
    })
}

/// The letters of the campaign or the request that `text` names.
pub fn letters(desk: &Desk, text: &str) -> Result<Vec<LetterOutline>> {
    let campaign = CampaignId::from(text);
    Ok(match desk.store.campaign(&campaign)? {
        Some(_) => desk.store.outlines_of_campaign(Some(&campaign))?,
        None => desk.store.outlines_of_request(&campaign_or_request(desk, text)?.id)?,
    })
}

fn one(desk: &Desk, text: &str, unknown: impl Fn(&[Request]) -> Error) -> Result<Request> {
    if let Some(exact) = desk.store.request(&RequestId::from(text))? {
        return Ok(exact);
    }
    let requests = desk.store.requests()?;
    let references = desk.store.all_references()?;
    let found: Vec<&Request> = requests
        .iter()
        .filter(|request| {
            request.authority.as_str() == text
                || request.token.as_deref().is_some_and(|token| token.eq_ignore_ascii_case(text))
                || references.iter().any(|known| {
                    known.request == request.id && known.value.eq_ignore_ascii_case(text)
                })
        })
        .collect();
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(unknown(&requests)),
        many => Err(Error::usage(format!("`{text}` names {} requests", many.len())).hint(format!(
            "name one of {}",
            many.iter()
                .take(5)
                .map(|request| format!("`{}`", request.id))
                .collect::<Vec<_>>()
                .join(", ")
        ))),
    }
}

fn names(requests: &[Request]) -> impl Iterator<Item = &str> {
    requests.iter().flat_map(|request| [request.id.as_str(), request.authority.as_str()])
}
