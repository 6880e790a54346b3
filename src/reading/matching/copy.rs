//! What her own mail tells of the ids by which replies name a request.
//!
//! Copies of her letters under another Message-ID: some providers put their own in the place of ours
//! when they send, and replies then name theirs. Our letters repeat their own id at the end of
//! References, which such providers keep; so the copy in her Sent folder tells both. And what she wrote
//! to the authority in a request's thread with her own mail program: a reply names that alone.

use super::facts::LetterFacts;
use super::index::Index;
use super::subject::subject_key;
use crate::reading::Message;
use crate::request::RequestId;

/// What a message of hers teaches.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnMail {
    /// It is a letter of ours.
    Copy(Copy),
    /// She wrote it about the request.
    Further {
        /// The request.
        request: RequestId,
        /// Its own id.
        id: String,
    },
}

impl Index {
    /// The request about which she wrote the message with that id, as is known of it.
    pub fn own_letter(&self, id: &str) -> Option<RequestId> {
        let [request] = self.by_message_id(id)[..] else { return None };
        let own = &self.requests[request].facts.own_ids;
        own.iter().any(|own| own.eq_ignore_ascii_case(id)).then(|| self.request_id(request))
    }

    /// Whether a letter of the desk, or what she wrote, has that id.
    pub fn is_letter(&self, id: &str) -> bool {
        !self.by_message_id(id).is_empty()
    }

    /// Whether an address is known for the authority of a request.
    pub fn is_address_for(&self, address: &str, request: &RequestId) -> bool {
        let place = self.place(request.as_str());
        place.is_some_and(|place| self.is_known_address(address, self.requests[place].authority))
    }

    /// What a message of hers teaches that is not known yet.
    pub fn learn_from_own(&self, message: &Message) -> Option<OwnMail> {
        let copy = self.copy_of(message).map(OwnMail::Copy);
        copy.or_else(|| self.sent_by_hand(message)).or_else(|| self.further_letter(message))
    }

    /// The letter that a message of hers is by the token in its subject, its recipient and its text, under
    /// an id that she has from her own mail program or her provider.
    fn sent_by_hand(&self, message: &Message) -> Option<OwnMail> {
        let theirs = message.message_id.clone().filter(|id| self.by_message_id(id).is_empty())?;
        if !message.in_reply_to.is_empty() || !message.references.is_empty() {
            return None;
        }
        let named = self.by_token_in(&message.subject);
        let [(request, _)] = &named[..] else { return None };
        let key = subject_key(&message.subject);
        let words = |text: &str| text.split_whitespace().take(FIRST_WORDS).collect::<String>();
        let is_sent = |letter: &&LetterFacts| {
            let to = &message.to;
            letter.message_ids.len() == 1
                && subject_key(&letter.subject) == key
                && to
                    .iter()
                    .any(|to| letter.to.iter().any(|own| own.eq_ignore_ascii_case(&to.address)))
                && words(&letter.text) == words(&message.text)
        };
        let letters = &self.requests[*request].facts.letters;
        let ours = letters.iter().find(is_sent)?.message_ids[0].clone();
        Some(OwnMail::Copy(Copy { ours, theirs }))
    }

    /// The letter that a message of hers is a copy of, under an id that it is not known by yet.
    fn copy_of(&self, message: &Message) -> Option<Copy> {
        let letters = |id: &str| {
            let requests = self.by_message_id(id).iter();
            requests.flat_map(|request| &self.requests[*request].facts.letters)
        };
        let is_only_id = |letter: &&LetterFacts, id: &str| matches!(&letter.message_ids[..], [only] if only.eq_ignore_ascii_case(id));
        copy_of(message, |id| {
            letters(id).find(|letter| is_only_id(letter, id)).map(|letter| letter.subject.clone())
        })
        .filter(|copy| self.by_message_id(&copy.theirs).is_empty())
    }

    /// The one request in whose thread she wrote a message, under its subject, to the authority itself:
    /// what she passes on to others, or begins in an old thread, is not about it.
    fn further_letter(&self, message: &Message) -> Option<OwnMail> {
        let id = message.message_id.as_ref().filter(|id| self.by_message_id(id).is_empty())?;
        let thread = message.in_reply_to.iter().chain(&message.references);
        let mut requests: Vec<usize> =
            thread.flat_map(|id| self.by_message_id(id)).copied().collect();
        requests.sort_unstable();
        requests.dedup();
        let [request] = requests[..] else { return None };
        let entry = &self.requests[request];
        let key = subject_key(&message.subject);
        let is_its_subject = entry.subjects.iter().any(|subject| key.contains(subject.as_str()));
        let goes_there =
            message.to.iter().any(|to| self.is_known_address(&to.address, entry.authority));
        (is_its_subject && goes_there)
            .then(|| OwnMail::Further { request: self.request_id(request), id: id.clone() })
    }
}

/// By so many words at its beginning a letter is known.
const FIRST_WORDS: usize = 40;

/// A copy of a letter, by the two ids of the letter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Copy {
    /// The id we gave it.
    pub ours: String,
    /// The id it went out under.
    pub theirs: String,
}

/// What `message`, one of her own, is a copy of, where `subject_of` knows the subject of the letter
/// with an id of ours. A letter that goes on with another has its own id at the end of References; one
/// that she wrote as a reply to the first names it in In-Reply-To.
pub fn copy_of(message: &Message, subject_of: impl Fn(&str) -> Option<String>) -> Option<Copy> {
    let theirs = message.message_id.as_ref()?;
    let ours = message.references.last().filter(|ours| *ours != theirs)?;
    let subject = subject_of(ours).filter(|_| !message.in_reply_to.contains(ours))?;
    (subject_key(&subject) == subject_key(&message.subject))
        .then(|| Copy { ours: ours.clone(), theirs: theirs.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::decode;

    #[test]
    fn only_the_letter_itself_under_another_id_is_a_copy() {
        let subject_of = |id: &str| (id == "l1@field.example").then(|| "Trees".to_owned());
        for (headers, is_copy) in [
            ("Message-ID: <x@prod.example>\nReferences: <l1@field.example>\nSubject: Trees", true),
            (
                "Message-ID: <l1@field.example>\nReferences: <l1@field.example>\nSubject: Trees",
                false,
            ),
            ("Message-ID: <x@prod.example>\nReferences: <l2@field.example>\nSubject: Trees", false),
            ("Message-ID: <x@prod.example>\nReferences: <l1@field.example>\nSubject: Lunch", false),
            (
                "Message-ID: <x@prod.example>\nIn-Reply-To: <l1@field.example>\nReferences: <l1@field.example>\nSubject: Re: Trees",
                false,
            ),
        ] {
            let message = decode(format!("{headers}\n\nDear Marl\n").as_bytes());
            assert_eq!(copy_of(&message, subject_of).is_some(), is_copy, "{headers}");
        }
    }
}
