//! How far each request has come: what arrives fits one stage and not another. A receipt does not
//! follow the answer, and an undelivered letter has no answer at all. It orders candidates only.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::index::Index;
use super::signals::Signals;
use crate::letter::LetterKind;
use crate::reading::Kind;

/// How far the requests have come, by what is filed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Stages {
    /// When each request was first answered.
    answered: HashMap<usize, DateTime<Utc>>,
    /// Requests whose letter came back for good.
    returned: HashMap<usize, DateTime<Utc>>,
}

impl Stages {
    /// Notes a message that is filed under these requests.
    pub(super) fn note(&mut self, signals: &Signals, requests: &[usize]) {
        let Some(at) = signals.date else { return };
        let is_return = signals.bounce.as_ref().is_some_and(|bounce| bounce.permanent);
        let of = match signals.kind {
            _ if is_return => &mut self.returned,
            Some(kind) if is_answer(kind) => &mut self.answered,
            _ => return,
        };
        for &request in requests {
            let first = of.entry(request).or_insert(at);
            *first = at.min(*first);
        }
    }

    /// Points for and against a message being about a request, by what it is and when it came.
    pub(super) fn fit(&self, signals: &Signals, request: usize, index: &Index) -> i32 {
        let Some((at, kind)) = signals.date.zip(signals.kind) else { return 0 };
        let before =
            |of: &HashMap<usize, DateTime<Utc>>| of.get(&request).is_some_and(|then| *then < at);
        let letters = &index.requests[request].facts.letters;
        let review_asked = letters.iter().any(|letter| {
            letter.kind == Some(LetterKind::Review) && letter.sent_at.is_some_and(|sent| sent <= at)
        });
        let mut points = 0;
        if kind.is_of_review() {
            points += if review_asked { 18 } else { -8 };
        } else if before(&self.answered) && (is_step(kind) || is_answer(kind)) {
            points -= if is_step(kind) { 10 } else { 6 };
        }
        if before(&self.returned) && signals.bounce.is_none() && letters.len() == 1 {
            points -= 12;
        }
        points
    }
}

/// Whether mail of this kind is a step on the way to an answer.
fn is_step(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::AutoReply
            | Kind::Acknowledgement
            | Kind::WebFormDemand
            | Kind::Clarification
            | Kind::NarrowingInvited
            | Kind::IdentityRequest
            | Kind::FeeNotice
            | Kind::Extension
            | Kind::Holding
    )
}

/// Whether mail of this kind answers a request for good, be it by post.
fn is_answer(kind: Kind) -> bool {
    kind.is_answer() || kind == Kind::Postal
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::super::{Hers, LetterFacts, RequestFacts};
    use super::*;

    #[test]
    fn what_comes_after_the_answer_is_the_others() {
        let request = |id: &str, kinds: &[LetterKind]| RequestFacts {
            id: id.into(),
            authority: "marl".into(),
            letters: kinds
                .iter()
                .map(|kind| LetterFacts {
                    kind: Some(*kind),
                    sent_at: Some(DateTime::UNIX_EPOCH),
                    ..LetterFacts::default()
                })
                .collect(),
            ..RequestFacts::default()
        };
        let index = Index::new(
            vec![
                request("a", &[LetterKind::Request]),
                request("b", &[LetterKind::Request, LetterKind::Review]),
            ],
            Hers::default(),
        );
        let mail = |kind: Kind, day: u64| Signals {
            kind: Some(kind),
            date: Some(DateTime::UNIX_EPOCH + Days::new(day)),
            ..Signals::default()
        };
        let mut stages = Stages::default();
        stages.note(&mail(Kind::Released, 20), &[0]);
        for (kind, day, first_is_better) in [
            (Kind::Acknowledgement, 2, None),
            (Kind::Holding, 30, Some(false)),
            (Kind::NotHeld, 30, Some(false)),
            (Kind::ReviewAcknowledgement, 30, Some(false)),
            (Kind::Correction, 30, None),
        ] {
            let fit = |request| stages.fit(&mail(kind, day), request, &index);
            assert_eq!((fit(0) != fit(1)).then_some(fit(0) > fit(1)), first_is_better, "{kind}");
        }
    }
}
