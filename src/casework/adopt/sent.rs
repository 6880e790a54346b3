//! Her own letters among all the mail of an export: whose each message is, and which letters are
//! hers, oldest first. Only headers are decoded of what is not hers.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use crate::casework::mail;
use crate::mailbox::Mailbox;
use crate::reading::matching::{Hers, signals::REHEARSAL};
use crate::reading::{Message, decode};

/// What a message's headers tell.
#[derive(Debug, Clone)]
pub(super) struct Envelope {
    /// Its place in the mailbox.
    pub(super) place: usize,
    pub(super) from: String,
    pub(super) to: Vec<String>,
    pub(super) message_id: Option<String>,
    pub(super) thread_ids: Vec<String>,
    is_rehearsal: bool,
}

/// A letter of hers.
#[derive(Debug, Clone)]
pub(super) struct Sent {
    pub(super) source: String,
    pub(super) raw: Vec<u8>,
    pub(super) message: Message,
    /// When she sent it.
    pub(super) at: Option<DateTime<Utc>>,
}

/// The headers of every message.
pub(super) fn envelopes(mailbox: &Mailbox) -> Vec<Envelope> {
    let read = |place: usize| {
        let raw = mailbox.get(place)?;
        Some(envelope(place, &mail::headers_of(&raw.bytes)))
    };
    (0..mailbox.len()).into_par_iter().filter_map(read).collect()
}

fn envelope(place: usize, headers: &Message) -> Envelope {
    Envelope {
        place,
        from: headers.from.as_ref().map(|from| from.address.clone()).unwrap_or_default(),
        to: headers.to.iter().chain(&headers.cc).map(|to| to.address.clone()).collect(),
        message_id: headers.message_id.clone(),
        thread_ids: headers
            .in_reply_to
            .iter()
            .chain(headers.references.iter().rev())
            .cloned()
            .collect(),
        is_rehearsal: headers.header(REHEARSAL).is_some(),
    }
}

/// Her letters, oldest first; those without a date come last.
pub(super) fn letters(mailbox: &Mailbox, envelopes: &[Envelope], hers: &Hers) -> Vec<Sent> {
    let own =
        envelopes.par_iter().filter(|envelope| hers.owns(&envelope.from) && !envelope.is_rehearsal);
    let mut letters: Vec<Sent> =
        own.filter_map(|envelope| letter(mailbox, envelope.place)).collect();
    letters.sort_by(|a, b| {
        (a.at.is_none(), a.at, &a.message.message_id).cmp(&(
            b.at.is_none(),
            b.at,
            &b.message.message_id,
        ))
    });
    letters
}

fn letter(mailbox: &Mailbox, place: usize) -> Option<Sent> {
    let mail = mailbox.get(place)?;
    let message = decode(&mail.bytes);
    let at = message.date.map(|date| date.with_timezone(&Utc)).or(mail.arrived);
    Some(Sent { source: mail.source, raw: mail.bytes.into_owned(), message, at })
}

/// The address that is most likely hers: the one most mail is from among those that mail also goes
/// to, else the one most mail is from. Plus parts do not count.
pub(super) fn guess(envelopes: &[Envelope]) -> Option<String> {
    let mut sent: HashMap<String, (usize, usize)> = HashMap::new();
    for envelope in envelopes {
        if let Some(base) = base(&envelope.from) {
            sent.entry(base).or_default().0 += 1;
        }
    }
    for to in envelopes.iter().flat_map(|envelope| &envelope.to) {
        if let Some(counts) = base(to).and_then(|base| sent.get_mut(&base)) {
            counts.1 += 1;
        }
    }
    let both = sent.values().any(|(from, to)| *from > 1 && *to > 0);
    sent.into_iter()
        .filter(|(_, (_, to))| !both || *to > 0)
        .max_by(|(a, x), (b, y)| (x.0, b).cmp(&(y.0, a)))
        .map(|(address, _)| address)
}

fn base(address: &str) -> Option<String> {
    Hers::new([address]).addresses().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(from: &str, to: &str) -> Envelope {
        Envelope {
            place: 0,
            from: from.into(),
            to: vec![to.into()],
            message_id: None,
            thread_ids: Vec::new(),
            is_rehearsal: false,
        }
    }

    #[test]
    fn she_is_the_one_who_both_writes_and_is_written_to() {
        let news = || mail("news@marl.example", "ada+1@campaign.example");
        let mixed = [
            mail("ada+1@campaign.example", "foi@marl.example"),
            mail("ada+2@campaign.example", "foi@dun.example"),
            news(),
            news(),
            news(),
        ];
        assert_eq!(guess(&mixed).as_deref(), Some("ada@campaign.example"));
        let sent = [mail("ada@campaign.example", "foi@marl.example")];
        assert_eq!(guess(&sent).as_deref(), Some("ada@campaign.example"));
        assert_eq!(guess(&[]), None);
    }
}
