//! Copies of her own letters under another Message-ID: some providers put their own in the place of
//! ours when they send, and replies then name theirs. Our letters repeat their own id at the end of
//! References, which such providers keep; so the copy in her Sent folder tells both.

use super::subject::subject_key;
use crate::reading::Message;

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
