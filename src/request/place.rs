//! Messages of one date: which comes first. What answers another comes after it; else the order is that
//! of their ids, so that it is the same in whatever order exports were read.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

/// Where a message stands among others of the same date. Ids are kept as numbers made from them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailPlace {
    /// Its own id; 0 if it has none.
    id: u64,
    /// The messages that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<u64>,
    /// What tells it from another one with its id.
    #[serde(default)]
    content: u64,
}

impl MailPlace {
    /// The place of a message with this id, in answer to these, with what it says.
    pub fn of(id: Option<&str>, answers: &[String], content: &[u8]) -> Self {
        let own = id.map_or(0, number);
        let mut answers: Vec<u64> = answers.iter().map(|id| number(id)).collect();
        answers.retain(|answered| *answered != own);
        answers.sort_unstable();
        answers.dedup();
        MailPlace { id: own, answers, content: digest(content) }
    }

    fn key(&self) -> (u64, u64) {
        (self.id, self.content)
    }

    fn answers(&self, other: &MailPlace) -> bool {
        other.id != 0 && self.answers.contains(&other.id)
    }
}

/// A number made from an id, whatever its case.
fn number(id: &str) -> u64 {
    digest(id.to_ascii_lowercase().as_bytes())
}

/// FNV-1a: the same on every machine and in every version, which a hash of the library is not.
fn digest(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Puts messages of one date into their order.
pub fn in_order<T>(messages: Vec<T>, place: impl Fn(&T) -> &MailPlace) -> Vec<T> {
    let mut waiting = messages;
    // From behind, so that the first is the last of the list and is taken off it; of those that are alike
    // the order stays.
    waiting.reverse();
    waiting.sort_by_key(|one| Reverse(place(one).key()));
    let mut ordered = Vec::with_capacity(waiting.len());
    while let Some(last) = waiting.len().checked_sub(1) {
        let is_free = |one: &T| {
            !waiting.iter().any(|other| {
                place(one).answers(place(other)) && place(one).key() != place(other).key()
            })
        };
        // Two that answer each other are no thread.
        let next = waiting.iter().rposition(is_free).unwrap_or(last);
        ordered.push(waiting.remove(next));
    }
    ordered
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(messages: &[(&str, &[&str])]) -> Vec<String> {
        let messages: Vec<(String, MailPlace)> = messages
            .iter()
            .map(|(id, answers)| {
                let answers: Vec<String> = answers.iter().map(|id| (*id).to_owned()).collect();
                ((*id).to_owned(), MailPlace::of(Some(id), &answers, id.as_bytes()))
            })
            .collect();
        in_order(messages, |(_, place)| place).into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn an_answer_comes_after_what_it_answers_and_the_rest_in_one_order() {
        let chain: &[(&str, &[&str])] = &[("a", &["l"]), ("b", &["l", "A"]), ("c", &["b"])];
        for turn in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            assert_eq!(order(&turn.map(|at| chain[at])), ["a", "b", "c"], "{turn:?}");
        }
        let apart: &[(&str, &[&str])] = &[("x", &["l"]), ("y", &[]), ("z", &["q"])];
        let first = order(apart);
        for turn in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            assert_eq!(order(&turn.map(|at| apart[at])), first, "{turn:?}");
        }
        let circle: &[(&str, &[&str])] = &[("a", &["b"]), ("b", &["a"])];
        assert_eq!(order(circle), order(&[circle[1], circle[0]]));
    }
}
