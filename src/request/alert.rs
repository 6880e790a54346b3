//! What she should not overlook in a request beside its dates: a link that expires, a reply that is
//! wanted, a review or complaint that they speak of, a request that they closed, a letter that they took
//! back, and silence where others have written. Worked out anew each time, never stored; what has a day
//! by law is the agenda's.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;
use serde::Serialize;

use super::{MessageKey, Status};
use crate::reading::Kind;
use crate::words::words;

words! {
    /// What an alert is about.
    pub enum About ("alert") {
        /// The answer waits behind a link or a portal, which may expire.
        ExpiringLink = "expiring_link",
        /// They want a reply by a day.
        ReplyBy = "reply_by",
        /// They speak of a review or complaint, and none of hers is open.
        Review = "review",
        /// They claim more time, or ask for something, from an address that is not known as theirs: it
        /// moves no date until she says that it is theirs.
        Claim = "claim",
        /// They say that they closed the request, and no answer and no word of hers has followed.
        Closed = "closed",
        /// They say that a letter was sent in error or is taken back, and no answer has followed: what it
        /// said may not stand.
        SentInError = "sent_in_error",
        /// A letter came back, although they have written about the request: one of their mailboxes
        /// does not work.
        Returned = "returned",
        /// Nothing has come, where most authorities of the kind have written.
        Silence = "silence",
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// What it is about.
    pub about: About,
    /// The day it names.
    pub by: Option<NaiveDate>,
    /// The message it rests on.
    pub message: Option<MessageKey>,
    /// Their sentence, or what was counted.
    pub because: String,
}

/// A message filed under a request, as far as alerts need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// The message.
    pub message: MessageKey,
    /// The day it was written.
    pub on: NaiveDate,
    /// What sort of message it is.
    pub kind: Kind,
    /// The day by which it wants a reply.
    pub reply_by: Option<NaiveDate>,
    /// The day that it claims for the answer.
    pub due: Option<NaiveDate>,
    /// Whether its sender is an address known for the authority, or she filed it.
    pub known_sender: bool,
    /// The sentence that its kind rests on.
    pub quote: String,
    /// The sentence that speaks of a review or complaint, beyond the offer of one.
    pub review: Option<String>,
    /// The sentence that says on which day a shared file, or the link to it, goes away.
    pub expires: Option<String>,
    /// Whether it takes back an earlier letter.
    pub takes_back: bool,
    /// Whether the desk had it when she last decided an outcome.
    pub decided_since: bool,
}

/// For how long after its day a reply is still asked about.
const PAST: u64 = 28;

/// The alerts of a request's mail, which is in the order of its days. `written` are the days on which
/// she wrote to the authority.
pub fn of_mail(
    arrived: &[Arrived],
    written: &[NaiveDate],
    status: Status,
    today: NaiveDate,
) -> Vec<Alert> {
    let is_open = matches!(
        status,
        Status::AwaitingResponse | Status::AwaitingClarification | Status::Answered
    );
    if !is_open {
        return taken_back_since(arrived, written, status);
    }
    let mut alerts = Vec::new();
    for (place, message) in arrived.iter().enumerate() {
        let later = &arrived[place + 1..];
        let has_link = message.kind == Kind::PortalNotice || message.expires.is_some();
        if has_link && !later.iter().any(|other| other.kind.is_answer()) {
            let because = message.expires.as_ref().unwrap_or(&message.quote).clone();
            alerts.push(Alert { because, ..alert(About::ExpiringLink, message, None) });
        }
        let they_wrote = |other: &Arrived| other.known_sender && !other.kind.is_of_servers();
        if message.kind == Kind::Bounce && !later.iter().any(they_wrote) {
            alerts.push(alert(About::Returned, message, None));
        }
        let answered = written.iter().any(|day| *day >= message.on);
        let goes_on = answered || later.iter().any(|other| other.kind.is_answer());
        if takes_back(message) && !goes_on {
            alerts.push(alert(About::SentInError, message, None));
        }
        if message.kind == Kind::Closed && !goes_on {
            alerts.push(alert(About::Closed, message, None));
        }
        if let Some(by) = message.reply_by
            && !answered
            && later.iter().all(|other| other.reply_by.is_none())
            && by + chrono::Days::new(PAST) >= today
        {
            alerts.push(alert(About::ReplyBy, message, Some(by)));
        }
        if !message.known_sender
            && claims(message.kind)
            && !later.iter().any(|other| other.kind.is_answer())
        {
            alerts.push(alert(About::Claim, message, message.due));
        }
        if let Some(sentence) = &message.review
            && !answered
            && later.iter().all(|other| other.review.is_none())
        {
            let because = sentence.clone();
            alerts.push(Alert { because, ..alert(About::Review, message, None) });
        }
    }
    alerts
}

/// Whether the authority says that a letter was sent in error or is taken back.
fn takes_back(message: &Arrived) -> bool {
    let says = message.takes_back || matches!(message.kind, Kind::SentInError | Kind::Recall);
    says && message.known_sender
}

/// What was taken back after she had decided the outcome, and nothing has followed: her decision may rest
/// on it.
fn taken_back_since(arrived: &[Arrived], written: &[NaiveDate], status: Status) -> Vec<Alert> {
    let mut alerts = Vec::new();
    for (place, message) in arrived.iter().enumerate().filter(|_| status.is_outcome()) {
        let goes_on = written.iter().any(|day| *day >= message.on)
            || arrived[place + 1..].iter().any(|other| other.kind.is_answer());
        if takes_back(message) && !message.decided_since && !goes_on {
            alerts.push(alert(About::SentInError, message, None));
        }
    }
    alerts
}

/// Whether mail of this kind claims something that moves dates.
fn claims(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Extension
            | Kind::Clarification
            | Kind::NarrowingInvited
            | Kind::IdentityRequest
            | Kind::FeeNotice
            | Kind::Holding
            | Kind::Transfer
    )
}

fn alert(about: About, message: &Arrived, by: Option<NaiveDate>) -> Alert {
    Alert { about, by, message: Some(message.message), because: message.quote.clone() }
}

/// A request that was sent, and when its authority was first heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// The day of the first letter.
    pub sent: NaiveDate,
    /// The day of the first message that is no bounce.
    pub first: Option<NaiveDate>,
}

/// Days before which nobody need have written.
const AT_LEAST: i64 = 3;

/// Others needed before their habit says anything.
const ENOUGH: usize = 4;

/// How the authorities of each kind write.
#[derive(Debug)]
pub struct Habits<K> {
    heard: HashMap<K, Vec<Heard>>,
}

impl<K> Default for Habits<K> {
    fn default() -> Self {
        Habits { heard: HashMap::new() }
    }
}

impl<K: Eq + Hash> Habits<K> {
    /// Notes one request to an authority of a kind.
    pub fn note(&mut self, kind: K, heard: Heard) {
        self.heard.entry(kind).or_default().push(heard);
    }

    /// Whether the silence since `sent` is odd: two in three of the others of the kind, as far as they
    /// were asked as long ago, had written by then.
    pub fn silence(&self, kind: &K, sent: NaiveDate, today: NaiveDate) -> Option<Alert> {
        let days = (today - sent).num_days();
        let asked: Vec<&Heard> = self
            .heard
            .get(kind)?
            .iter()
            .filter(|other| (today - other.sent).num_days() >= days)
            .collect();
        let wrote = |other: &&&Heard| {
            other.first.is_some_and(|first| (first - other.sent).num_days() <= days)
        };
        let others = asked.len().checked_sub(1)?;
        let heard = asked.iter().filter(wrote).count();
        (days >= AT_LEAST && others >= ENOUGH && 3 * heard >= 2 * others).then(|| Alert {
            about: About::Silence,
            by: None,
            message: None,
            because: format!(
                "nothing has come in {days} days; {heard} of {others} others of this kind had written by then: look into your spam folder, or ask whether it arrived"
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, day).unwrap()
    }

    fn arrived(on: u32, kind: Kind, reply_by: Option<u32>) -> Arrived {
        Arrived {
            message: MessageKey(i64::from(on)),
            on: day(on),
            kind,
            reply_by: reply_by.map(day),
            due: None,
            known_sender: true,
            quote: "their words".into(),
            review: None,
            expires: None,
            takes_back: false,
            decided_since: false,
        }
    }

    #[test]
    fn what_is_settled_is_no_alert() {
        let portal = arrived(5, Kind::PortalNotice, None);
        let asks = arrived(6, Kind::Clarification, Some(20));
        let gives = arrived(9, Kind::Released, None);
        let again = arrived(12, Kind::Clarification, Some(28));
        let reviews = Arrived {
            review: Some("We treat this as a request for review.".into()),
            ..arrived(14, Kind::Acknowledgement, None)
        };
        let claims = Arrived { known_sender: false, ..arrived(13, Kind::Extension, None) };
        let closes = arrived(14, Kind::Closed, None);
        let recalls = arrived(16, Kind::SentInError, None);
        let known = Arrived { decided_since: true, ..recalls.clone() };
        let corrects = Arrived { takes_back: true, ..arrived(16, Kind::Correction, None) };
        let gives_at_last = arrived(15, Kind::NotHeld, None);
        let shares = Arrived {
            expires: Some("The files are deleted on 5 June.".into()),
            ..arrived(16, Kind::Released, None)
        };
        let waits = Status::AwaitingResponse;
        for (mail, written, status, expected) in [
            (&[portal.clone()][..], &[][..], waits, &[About::ExpiringLink][..]),
            (&[portal.clone(), gives], &[], waits, &[]),
            (&[portal], &[], Status::Withdrawn, &[]),
            (&[shares], &[], Status::Answered, &[About::ExpiringLink]),
            (std::slice::from_ref(&asks), &[], Status::AwaitingClarification, &[About::ReplyBy]),
            (std::slice::from_ref(&asks), &[day(7)], waits, &[]),
            (&[asks.clone(), again], &[day(3)], Status::AwaitingClarification, &[About::ReplyBy]),
            (std::slice::from_ref(&reviews), &[day(3)], Status::Answered, &[About::Review]),
            (&[reviews.clone(), reviews.clone()], &[], waits, &[About::Review]),
            (std::slice::from_ref(&reviews), &[day(15)], waits, &[]),
            (std::slice::from_ref(&reviews), &[], Status::InternalReview, &[]),
            (std::slice::from_ref(&claims), &[], waits, &[About::Claim]),
            (&[claims.clone(), gives_at_last.clone()], &[], Status::Answered, &[]),
            (std::slice::from_ref(&closes), &[day(3)], waits, &[About::Closed]),
            (std::slice::from_ref(&closes), &[day(16)], waits, &[]),
            (&[closes.clone(), gives_at_last.clone()], &[], Status::Answered, &[]),
            (
                &[gives_at_last.clone(), recalls.clone()],
                &[],
                Status::Answered,
                &[About::SentInError],
            ),
            (&[recalls.clone(), gives_at_last.clone()], &[], Status::Answered, &[]),
            (
                &[gives_at_last.clone(), recalls.clone()],
                &[],
                Status::NotHeld,
                &[About::SentInError],
            ),
            (&[gives_at_last.clone(), known], &[], Status::NotHeld, &[]),
            (&[gives_at_last, corrects], &[], Status::AwaitingResponse, &[About::SentInError]),
            (std::slice::from_ref(&recalls), &[], Status::Withdrawn, &[]),
        ] {
            let alerts = of_mail(mail, written, status, day(21));
            let about: Vec<About> = alerts.iter().map(|alert| alert.about).collect();
            assert_eq!(about, expected, "{mail:?}");
        }
    }

    #[test]
    fn silence_is_odd_where_most_others_have_written() {
        let silence = |heard: usize, quiet: usize, days: u32| {
            let mut habits = Habits::default();
            let note = |first| Heard { sent: day(3), first };
            (0..heard).for_each(|_| habits.note("council", note(Some(day(5)))));
            (0..quiet).for_each(|_| habits.note("council", note(None)));
            habits.silence(&"council", day(3), day(3 + days)).is_some()
        };
        assert!(silence(4, 1, 5));
        for (heard, quiet, days) in [(4, 1, 1), (2, 1, 5), (4, 5, 5), (0, 9, 20)] {
            assert!(!silence(heard, quiet, days), "{heard} {quiet} {days}");
        }
    }
}
