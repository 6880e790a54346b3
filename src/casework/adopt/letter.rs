//! One letter of hers after the other: is it known, does it belong to a request, does it begin one.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::mark::Marks;
use super::purpose::{kind_of, not_a_request};
use super::recipient::{Recipients, regime};
use super::sent::{Envelope, Sent};
use super::{Adopted, LeftOut};
use crate::casework::{Desk, Result};
use crate::letter::{LetterKind, LetterState, numbered};
use crate::reading::matching::{Hers, copy, subject::subject_key};
use crate::reading::{Address, new_text};
use crate::request::register::Entry;
use crate::request::{CampaignId, EventKind, RequestId};
use crate::store::{Change, KeptBasis, NewLetter, Request};

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
    marks: Marks,
    adopted: Adopted,
}

/// A request as far as adopting needs it.
struct Thread {
    request: RequestId,
    to: String,
    tag: Option<String>,
    subject: String,
    text: String,
    /// When the first letter was sent.
    at: Option<DateTime<Utc>>,
}

impl Thread {
    /// Whether the same letter, sent at that time, is this one sent again. After three months it asks
    /// anew: the figures of another year.
    fn is_near(&self, at: Option<DateTime<Utc>>) -> bool {
        self.at.zip(at).is_none_or(|(first, again)| (again - first).abs() < TimeDelta::days(90))
    }
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
            marks: Marks::default(),
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
                    letter.sent_at,
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
        at: Option<DateTime<Utc>>,
    ) {
        self.threads.push(Thread {
            request: request.clone(),
            to: to.to_ascii_lowercase(),
            tag: self.hers.tag(from),
            subject: subject_key(subject),
            text: squeezed(text),
            at,
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

    /// Learns the marks of her letters, so that one which several requests share is told apart.
    pub(super) fn learn_marks(&mut self, letters: &[Sent]) {
        for sent in letters {
            if let Some(to) = self.recipient(sent) {
                self.marks.note(&to.address, &sent.message.subject, &sent.message.text);
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
                let again = thread.to == to.address
                    && thread.subject == subject
                    && thread.text == text
                    && thread.is_near(sent.at);
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
        let token = self
            .marks
            .of(&sent.message.subject, &sent.message.text)
            .filter(|token| self.tokens.insert(token.clone()));
        self.change.add_request(&Request {
            id: request.clone(),
            campaign: self.campaign.clone(),
            authority: authority.id.clone(),
            authority_name: authority.name.clone(),
            regime: regime(&authority, text),
            token,
            subject: sent.message.subject.clone(),
            questions: numbered::questions(text).into(),
            created_at: sent.at.unwrap_or_else(|| self.change.now()),
        })?;
        self.ids.insert(request.clone());
        self.add_letter(sent, to, &request, LetterKind::Request, sha256)?;
        let from = sent.message.from.as_ref().map(|from| from.address.clone()).unwrap_or_default();
        self.open_thread(&request, &from, &to.address, &sent.message.subject, text, sent.at);
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
            enclosed: None,
            sha256,
            basis: KeptBasis::own(&serde_json::json!({ "adopted_from": sent.source })),
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

/// Text by its words alone, so that wrapping does not count.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
