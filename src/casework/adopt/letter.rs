//! One letter of hers after the other: is it known, does it belong to a request, does it begin one.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::recipient::{Recipients, regime};
use super::sent::{Envelope, Sent};
use super::{Adopted, LeftOut};
use crate::casework::{Desk, Result};
use crate::letter::{LetterKind, LetterState, numbered};
use crate::reading::matching::{Hers, copy, index::subject_key};
use crate::reading::{Address, new_text};
use crate::request::register::Entry;
use crate::request::{CampaignId, EventKind, RequestId};
use crate::store::{Change, NewLetter, Request};

/// Adopting under way.
pub(super) struct Work<'a> {
    change: &'a Change<'a>,
    campaign: CampaignId,
    hers: Hers,
    recipients: Recipients,
    /// Requests by the Message-ID of each letter.
    by_id: HashMap<String, RequestId>,
    /// Subjects of the letters by their Message-ID.
    subjects: HashMap<String, String>,
    /// SHA-256 of the letters that the desk has.
    known: HashSet<String>,
    /// What every message of the export answers.
    answers: HashMap<String, Vec<String>>,
    /// Open threads: how a letter outside any thread is recognised as one sent again.
    threads: Vec<Thread>,
    ids: HashSet<RequestId>,
    tokens: HashSet<String>,
    adopted: Adopted,
}

/// A request as far as adopting needs it.
struct Thread {
    request: RequestId,
    to: String,
    tag: Option<String>,
    subject: String,
    text: String,
}

impl<'a> Work<'a> {
    pub(super) fn new(
        desk: &'a Desk,
        change: &'a Change<'a>,
        campaign: CampaignId,
        hers: Hers,
    ) -> Result<Self> {
        let mut work = Work {
            change,
            campaign,
            recipients: Recipients::new(desk.register()?),
            by_id: HashMap::new(),
            subjects: HashMap::new(),
            known: HashSet::new(),
            answers: HashMap::new(),
            threads: Vec::new(),
            ids: HashSet::new(),
            tokens: HashSet::new(),
            adopted: Adopted { me: hers.addresses().collect(), ..Adopted::default() },
            hers,
        };
        for request in desk.store.requests()? {
            work.tokens.extend(request.token);
            work.ids.insert(request.id);
        }
        for letter in desk.store.all_letters()? {
            let id = letter.message_id.as_deref();
            work.remember(&letter.request, id, &letter.subject, &letter.sha256);
            work.by_id.extend(
                letter
                    .server_message_id
                    .map(|id| (id.to_ascii_lowercase(), letter.request.clone())),
            );
            if letter.kind == LetterKind::Request && letter.state.was_sent() {
                work.open_thread(
                    &letter.request,
                    &letter.from_address,
                    &letter.to_address,
                    &letter.subject,
                    &letter.body,
                );
            }
        }
        Ok(work)
    }

    fn remember(&mut self, request: &RequestId, id: Option<&str>, subject: &str, sha256: &str) {
        self.known.insert(sha256.to_owned());
        let id = id.map(str::to_ascii_lowercase);
        self.subjects.extend(id.iter().map(|id| (id.clone(), subject.to_owned())));
        self.by_id.extend(id.map(|id| (id, request.clone())));
    }

    fn open_thread(
        &mut self,
        request: &RequestId,
        from: &str,
        to: &str,
        subject: &str,
        text: &str,
    ) {
        self.threads.push(Thread {
            request: request.clone(),
            to: to.to_ascii_lowercase(),
            tag: self.hers.tag(from),
            subject: subject_key(subject),
            text: squeezed(text),
        });
    }

    /// Learns what every message answers, so that a letter which answers theirs finds its request.
    pub(super) fn follow(&mut self, envelopes: &[Envelope]) {
        for envelope in envelopes {
            if let Some(id) = &envelope.message_id {
                self.answers
                    .entry(id.to_ascii_lowercase())
                    .or_default()
                    .extend(envelope.thread_ids.iter().cloned());
            }
        }
    }

    /// Takes one letter.
    pub(super) fn take(&mut self, sent: &Sent) -> Result<()> {
        let sha256 = hex(&Sha256::digest(&sent.raw));
        let id = sent.message.message_id.as_ref().map(|id| id.to_ascii_lowercase());
        if self.known.contains(&sha256) || id.as_ref().is_some_and(|id| self.by_id.contains_key(id))
        {
            self.adopted.known += 1;
            return Ok(());
        }
        if let Some(copy) = copy::copy_of(&sent.message, |id| self.subject_of(id)) {
            self.change.learn_server_id(&copy.ours, &copy.theirs)?;
            if let Some(request) = self.by_id.get(&copy.ours.to_ascii_lowercase()).cloned() {
                self.by_id.insert(copy.theirs.to_ascii_lowercase(), request);
            }
            self.adopted.known += 1;
            return Ok(());
        }
        let Some(to) = self.recipient(sent) else {
            self.leave_out(sent, "it goes to nobody but you");
            return Ok(());
        };
        let text = new_text::separate(&sent.message).new_text;
        match self.request_of(sent, &to, &text) {
            Some(request) => self.attach(sent, &to, &request, &text, sha256),
            None => match not_a_request(sent, &to, &text, &self.recipients) {
                Some(because) => {
                    self.leave_out(sent, because);
                    Ok(())
                }
                None => self.begin(sent, &to, &text, sha256),
            },
        }
    }

    /// The subject of the letter with that id of ours.
    fn subject_of(&self, id: &str) -> Option<String> {
        self.subjects.get(&id.to_ascii_lowercase()).cloned()
    }

    fn recipient(&self, sent: &Sent) -> Option<Address> {
        let all = sent.message.to.iter().chain(&sent.message.cc);
        all.into_iter().find(|to| !to.address.is_empty() && !self.hers.owns(&to.address)).cloned()
    }

    fn leave_out(&mut self, sent: &Sent, because: &str) {
        self.adopted.left_out.push(LeftOut {
            source: sent.source.clone(),
            subject: sent.message.subject.clone(),
            because: because.to_owned(),
        });
    }

    /// The request that a letter goes on with: by its thread, else a first letter sent again.
    fn request_of(&self, sent: &Sent, to: &Address, text: &str) -> Option<RequestId> {
        let message = &sent.message;
        if let Some(request) =
            self.by_thread(message.in_reply_to.iter().chain(message.references.iter().rev()))
        {
            return Some(request);
        }
        let tag = message.from.as_ref().and_then(|from| self.hers.tag(&from.address));
        let (subject, text) = (subject_key(&message.subject), squeezed(text));
        self.threads
            .iter()
            .rev()
            .find(|thread| {
                let same_tag = thread.tag == tag;
                let again =
                    thread.to == to.address && thread.subject == subject && thread.text == text;
                same_tag
                    && (again
                        || (tag.is_some()
                            && thread.to == to.address
                            && subject.contains(&thread.subject)))
            })
            .map(|thread| thread.request.clone())
    }

    /// The request whose letter some of these ids, or what those answer, lead to.
    fn by_thread<'b>(&self, ids: impl Iterator<Item = &'b String>) -> Option<RequestId> {
        let mut waiting: Vec<String> = ids.map(|id| id.to_ascii_lowercase()).collect();
        let mut seen: HashSet<String> = HashSet::new();
        waiting.reverse();
        while let Some(id) = waiting.pop() {
            if let Some(request) = self.by_id.get(&id) {
                return Some(request.clone());
            }
            if seen.insert(id.clone()) {
                waiting.extend(
                    self.answers.get(&id).into_iter().flatten().map(|id| id.to_ascii_lowercase()),
                );
            }
        }
        None
    }

    /// A letter that goes on with a request.
    fn attach(
        &mut self,
        sent: &Sent,
        to: &Address,
        request: &RequestId,
        text: &str,
        sha256: String,
    ) -> Result<()> {
        let first = self
            .threads
            .iter()
            .find(|thread| thread.request == *request)
            .map(|thread| thread.text.as_str());
        let kind = kind_of(&sent.message.subject, text, first);
        self.add_letter(sent, to, request, kind, sha256)?;
        self.adopted.follow_ups.push((request.clone(), kind));
        Ok(())
    }

    /// A letter that begins a request.
    fn begin(&mut self, sent: &Sent, to: &Address, text: &str, sha256: String) -> Result<()> {
        let on = sent
            .at
            .map_or_else(|| "an unknown day".to_owned(), |at| at.format("%-d %B %Y").to_string());
        let authority = self.recipients.authority(to, &sent.message, &on);
        let request = self.free_id(&RequestId::new(&self.campaign, &authority.id, 1), |nth| {
            RequestId::new(&self.campaign, &authority.id, nth)
        });
        let token = own_reference(&sent.message.subject, text)
            .filter(|token| self.tokens.insert(token.clone()));
        self.change.add_request(&Request {
            id: request.clone(),
            campaign: self.campaign.clone(),
            authority: authority.id.clone(),
            authority_name: authority.name.clone(),
            regime: regime(&authority, text),
            token,
            subject: sent.message.subject.clone(),
            questions: numbered::questions(text),
            created_at: sent.at.unwrap_or_else(|| self.change.now()),
        })?;
        self.ids.insert(request.clone());
        self.add_letter(sent, to, &request, LetterKind::Request, sha256)?;
        let from = sent.message.from.as_ref().map(|from| from.address.clone()).unwrap_or_default();
        self.open_thread(&request, &from, &to.address, &sent.message.subject, text);
        self.adopted.requests.push(request);
        Ok(())
    }

    fn free_id(&self, first: &RequestId, nth: impl Fn(usize) -> RequestId) -> RequestId {
        (1..).map(nth).find(|id| !self.ids.contains(id)).unwrap_or_else(|| first.clone())
    }

    fn add_letter(
        &mut self,
        sent: &Sent,
        to: &Address,
        request: &RequestId,
        kind: LetterKind,
        sha256: String,
    ) -> Result<()> {
        let message = &sent.message;
        self.remember(request, message.message_id.as_deref(), &message.subject, &sha256);
        let letter = self.change.add_letter(&NewLetter {
            request: request.clone(),
            kind,
            state: LetterState::Accepted,
            message_id: message.message_id.clone(),
            from_address: message
                .from
                .as_ref()
                .map(|from| from.address.clone())
                .unwrap_or_default(),
            to_address: to.address.clone(),
            subject: message.subject.clone(),
            body: message.text.clone(),
            eml: sent.raw.clone(),
            sha256,
            basis: serde_json::json!({ "adopted_from": sent.source }),
            sent_at: sent.at,
        })?;
        let at = sent.at.unwrap_or_else(|| self.change.now());
        let accepted = EventKind::Letter {
            letter,
            kind,
            state: LetterState::Accepted,
            because: Some("adopted from your sent mail".into()),
        };
        self.change.add_event(request, at, &accepted)?;
        Ok(())
    }

    /// What was adopted, and the entries that her register gains by it.
    pub(super) fn finish(self) -> (Adopted, Vec<Entry>) {
        let entries = self.recipients.finish();
        let added =
            entries.iter().filter_map(|entry| entry.id.clone().zip(entry.name.clone())).collect();
        (Adopted { added, ..self.adopted }, entries)
    }
}

/// Why a letter outside any known thread begins no request.
fn not_a_request(
    sent: &Sent,
    to: &Address,
    text: &str,
    recipients: &Recipients,
) -> Option<&'static str> {
    let subject = sent.message.subject.to_lowercase();
    let speaks_of_law = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        [
            "freedom of information",
            "environmental information regulations",
            "foi request",
            "foia",
            "eir request",
            "information request",
            "rhyddid gwybodaeth",
        ]
        .iter()
        .any(|words| text.contains(words))
    };
    let answers = subject.starts_with("re:") && !sent.message.in_reply_to.is_empty();
    if answers {
        return Some("it answers mail that belongs to no request of this desk");
    }
    if subject.starts_with("fwd:") || subject.starts_with("fw:") {
        return Some("it passes on other mail");
    }
    let asks =
        speaks_of_law(&subject) || speaks_of_law(text) || recipients.has_address(&to.address);
    (!asks).then_some("it does not speak of a request for information")
}

/// What a letter after the first is for.
fn kind_of(subject: &str, text: &str, first: Option<&str>) -> LetterKind {
    let squeezed = squeezed(text);
    if first
        .is_some_and(|first| !first.is_empty() && (first == squeezed || squeezed.contains(first)))
    {
        return LetterKind::Request;
    }
    let words = format!("{subject} {squeezed}").to_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| words.contains(phrase));
    if says(&[
        "internal review",
        "requirement for review",
        "review of your decision",
        "review of the decision",
        "review the handling",
    ]) {
        LetterKind::Review
    } else if says(&["information commissioner", "decision notice", "section 50"])
        && says(&["complain"])
    {
        LetterKind::Complaint
    } else if says(&[
        "overdue",
        "reminder",
        "chase",
        "still waiting",
        "have not received",
        "haven't received",
        "not yet received",
        "no reply",
        "no response",
        "when can i expect",
        "by law",
        "deadline",
    ]) {
        LetterKind::Chaser
    } else {
        LetterKind::Reply
    }
}

/// Her own reference for a request, as she puts it into subjects: a mark in brackets with a figure
/// in it, that the text repeats or that stands alone at the end of the subject.
fn own_reference(subject: &str, text: &str) -> Option<String> {
    let close = subject.trim_end();
    let inside = close
        .strip_suffix(']')
        .and_then(|rest| rest.rsplit_once('['))
        .or_else(|| close.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')));
    let mark = inside?.1.trim().trim_start_matches("ref ").trim_start_matches("Ref: ").trim();
    let is_mark = (4..=32).contains(&mark.len())
        && mark.chars().any(|c| c.is_ascii_digit())
        && mark
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '.' | '#'))
        && !(mark.len() == 4 && mark.chars().all(|c| c.is_ascii_digit()));
    (is_mark && (text.contains(mark) || mark.chars().any(|c| c.is_ascii_alphabetic())))
        .then(|| mark.to_owned())
}

/// Text by its words alone, so that wrapping does not count.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_later_letter_is_for() {
        let first = Some("I ask for the number of trees.");
        for (subject, text, expected) in [
            ("Trees", "I ask for the\nnumber of trees.", LetterKind::Request),
            ("Internal review: trees", "I am not content.", LetterKind::Review),
            ("Re: trees", "Your answer is overdue.", LetterKind::Chaser),
            ("Re: trees", "The years 2019 and 2020, please.", LetterKind::Reply),
        ] {
            assert_eq!(kind_of(subject, text, first), expected, "{text}");
        }
    }

    #[test]
    fn her_own_reference_stands_in_brackets() {
        assert_eq!(own_reference("Trees [PC/R0041]", "Ada\nPC/R0041").as_deref(), Some("PC/R0041"));
        assert_eq!(own_reference("Trees (2025)", "in 2025"), None);
        assert_eq!(own_reference("Trees [urgent]", ""), None);
        assert_eq!(own_reference("Trees", ""), None);
    }
}
