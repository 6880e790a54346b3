//! Placing: matches the new mail together with all that the desk holds, and writes down what is
//! different from before: messages, filings, events. One change, so that all of a run is kept or
//! none of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rayon::prelude::*;

use super::effect;
use super::incoming::{Eye, Mail, Passing};
use super::{Item, Known, Post, Report, TAKEN_FOR};
use crate::casework::{Desk, Error, Result};
use crate::mailbox::Mailbox;
use crate::reading::matching::{
    Acquaintance, Certainty, Filing, Incoming, Index, Passed, Signals, file_among,
};
use crate::reading::{Reading, decode, read};
use crate::request::{AuthorityId, MessageKey, RequestId, Status};
use crate::store::{
    self, Change, Identity, MessagePlace, NewMessage, Sheet, Standing, StoredMessage,
};

/// Matches and writes down; tells what was done, and whether there is anything to keep.
pub(super) fn place(
    desk: &Desk,
    mailbox: &Mailbox,
    eye: &Eye<'_>,
    mut post: Post,
    known: &Known,
    change: &Change<'_>,
) -> Result<(Report, bool)> {
    let held = Held::of(desk)?;
    let filings = file(&held, mailbox, eye, &mut post);
    let (old, new) = filings.split_at(held.messages.len());
    let mut report = Report {
        messages: post.messages,
        duplicates: post.duplicates,
        own: post.own.len(),
        ..Report::default()
    };
    let now = change.now();
    let mut writer =
        Writer { desk, change, index: eye.index, report: &mut report, now, left: Vec::new() };
    writer.forget_nothing(&post.own, known)?;
    let mut placed = Vec::new();
    for (message, filing) in held.messages.iter().zip(old) {
        placed.extend(writer.again(message, &held, filing)?);
    }
    let mut passing = post.passing.into_iter().peekable();
    let mut mails = post.mails.into_iter().zip(new).peekable();
    while mails.peek().is_some() {
        let batch: Vec<(Mail, &Filing)> = mails.by_ref().take(BATCH).collect();
        let sheets: Vec<Result<Option<Sheet>>> =
            batch.par_iter().map(|(mail, filing)| sheet(mailbox, mail, filing)).collect();
        for ((mail, filing), sheet) in batch.into_iter().zip(sheets) {
            while let Some(earlier) = passing.next_if(|one| one.order() < mail.order()) {
                writer.passed(earlier.into(), known)?;
            }
            match sheet? {
                Some(sheet) => placed.extend(writer.fresh(mail, filing, &sheet, known)?),
                None => writer.passed(mail.into(), known)?,
            }
        }
    }
    for one in passing {
        writer.passed(one.into(), known)?;
    }
    placed.sort_by_key(|placed| (placed.at, placed.message));
    for one in &placed {
        writer.file(one)?;
    }
    writer.references_anew(&placed)?;
    let changed = !placed.is_empty()
        || !report.items.is_empty()
        || report.unrelated > 0
        || report.own > 0
        || known.stale;
    report.new = report.own + report.filed + report.suggested + report.unmatched + report.unrelated;
    if changed {
        change.set_fact(TAKEN_FOR, &known.requests)?;
    }
    Ok((report, changed))
}

/// Messages packed at a time: enough for all processors, few enough for memory.
const BATCH: usize = 32;

/// A new message made ready for storing; `None` for one that is not kept.
fn sheet(mailbox: &Mailbox, mail: &Mail, filing: &Filing) -> Result<Option<Sheet>> {
    if filing.certainty == Certainty::None && !mail.has_signs() {
        return Ok(None);
    }
    let raw = mailbox
        .get(mail.place)
        .ok_or_else(|| Error::failed(format!("{} has gone while it was read", mail.source)))?;
    Ok(Some(Sheet::of(&raw.bytes, &mail.reading, &mail.signals)?))
}

/// Files what the desk holds and the new mail that was read. What these teach may concern mail that
/// was passed over: that is read too, and all is filed anew.
fn file(held: &Held, mailbox: &Mailbox, eye: &Eye<'_>, post: &mut Post) -> Vec<Filing> {
    loop {
        let new = post.mails.iter().map(|mail| mail.signals.clone().into());
        let messages: Vec<Incoming> = held.incoming().chain(new).collect();
        let passed: Vec<Passed> = post.passing.iter().map(|one| one.passed.clone()).collect();
        let filings = file_among(&messages, &passed, eye.index);
        let acquaintance = Acquaintance::of(&messages, &filings);
        let (known, strange): (Vec<Passing>, Vec<Passing>) =
            post.passing.drain(..).partition(|one| acquaintance.includes(&one.passed));
        post.passing = strange;
        if known.is_empty() {
            return filings;
        }
        let again = |one: &Passing| Some(eye.look_again(&mailbox.get(one.place)?, one));
        let read: Vec<Mail> = known.par_iter().filter_map(again).collect();
        post.mails.extend(read);
        post.mails.sort_by(|a, b| a.order().cmp(&b.order()));
    }
}

/// New mail that is about no request.
struct Unrelated {
    message_id: Option<String>,
    source: String,
    identity: Identity,
    problems: Vec<String>,
}

impl From<Passing> for Unrelated {
    fn from(passing: Passing) -> Self {
        Unrelated {
            message_id: passing.passed.message_id,
            source: passing.source,
            identity: passing.identity,
            problems: passing.problems,
        }
    }
}

impl From<Mail> for Unrelated {
    fn from(mail: Mail) -> Self {
        Unrelated {
            message_id: mail.signals.message_id,
            source: mail.source,
            identity: mail.identity,
            problems: mail.problems,
        }
    }
}

/// What the desk holds already.
struct Held {
    messages: Vec<StoredMessage>,
    filings: HashMap<MessageKey, Vec<store::Filed>>,
}

impl Held {
    fn of(desk: &Desk) -> Result<Self> {
        let mut filings: HashMap<MessageKey, Vec<store::Filed>> = HashMap::new();
        for filed in desk.store.all_filings()? {
            filings.entry(filed.message).or_default().push(filed);
        }
        let messages = desk
            .store
            .messages()?
            .into_iter()
            .filter(|message| message.place != MessagePlace::Forgotten)
            .collect();
        Ok(Held { messages, filings })
    }

    fn of_message(&self, key: MessageKey) -> &[store::Filed] {
        self.filings.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The stored messages with her decisions, in the order of their numbers.
    fn incoming(&self) -> impl Iterator<Item = Incoming> + '_ {
        self.messages.iter().map(|message| {
            let by_her = |standing: Standing| {
                let filings = self.of_message(message.key).iter();
                filings
                    .filter(|filed| filed.by_her && filed.standing == standing)
                    .map(|filed| filed.request.clone())
                    .collect()
            };
            Incoming {
                signals: message.signals.clone(),
                filed_by_her: by_her(Standing::Filed),
                refused_by_her: by_her(Standing::Refused),
            }
        })
    }
}

/// A message that is to be filed under requests it was not under before.
struct Placed {
    message: MessageKey,
    at: DateTime<Utc>,
    requests: Vec<RequestId>,
    known_sender: bool,
    reading: Box<Reading>,
    /// The subject of the letter that it returns.
    returned_subject: Option<String>,
    /// Places of its items in the report, one a request.
    items: Vec<usize>,
}

struct Writer<'a> {
    desk: &'a Desk,
    change: &'a Change<'a>,
    index: &'a Index,
    report: &'a mut Report,
    now: DateTime<Utc>,
    /// Requests that a message was taken from.
    left: Vec<RequestId>,
}

impl Writer<'_> {
    /// Her own mail is not kept; a fingerprint is.
    fn forget_nothing(&self, own: &[Identity], known: &Known) -> Result<()> {
        for identity in own.iter().filter(|identity| !known.fingerprints.contains(identity)) {
            self.change.add_fingerprint(*identity)?;
        }
        Ok(())
    }

    /// A message that the desk holds: what is different now.
    fn again(
        &mut self,
        message: &StoredMessage,
        held: &Held,
        filing: &Filing,
    ) -> Result<Option<Placed>> {
        let before = held.of_message(message.key);
        let was_filed: Vec<&RequestId> = before
            .iter()
            .filter(|filed| filed.standing == Standing::Filed)
            .map(|filed| &filed.request)
            .collect();
        let gone: Vec<&RequestId> = was_filed
            .iter()
            .copied()
            .filter(|request| !filing.requests.contains(request))
            .collect();
        let come: Vec<RequestId> = filing
            .requests
            .iter()
            .filter(|request| !was_filed.contains(request))
            .cloned()
            .collect();
        let offered: Vec<&RequestId> = before
            .iter()
            .filter(|filed| filed.standing == Standing::Candidate)
            .map(|filed| &filed.request)
            .collect();
        if gone.is_empty()
            && come.is_empty()
            && offered.iter().copied().eq(filing.candidates.iter())
        {
            return Ok(None);
        }
        for request in &gone {
            effect::take_back(self.change, message.key, request, self.now)?;
            self.left.push((*request).clone());
        }
        let stays = gone.iter().chain(&offered).filter(|request| {
            !filing.requests.contains(request) && !filing.candidates.contains(request)
        });
        for request in stays {
            self.stand(message.key, request, filing, Standing::Withdrawn, 0)?;
        }
        self.stand_all(message.key, filing, &come)?;
        let place =
            if filing.requests.is_empty() { MessagePlace::Tray } else { MessagePlace::Filed };
        self.change.place_message(message.key, place)?;
        if come.is_empty() && gone.is_empty() {
            return Ok(None);
        }
        let reading = self.read_again(message)?;
        let references = fresh_references(&reading);
        let items = self.add_items(
            Some(message.key),
            message.message_id.as_deref(),
            &message.source,
            filing,
            &come,
            &reading,
            &references,
            &message.problems,
        );
        let at = message.sent_at.unwrap_or(message.recorded_at);
        Ok((!come.is_empty()).then(|| Placed {
            message: message.key,
            at,
            requests: come,
            known_sender: filing.known_sender,
            reading: Box::new(reading),
            returned_subject: returned_subject(&message.signals),
            items,
        }))
    }

    fn read_again(&self, message: &StoredMessage) -> Result<Reading> {
        let raw = self.desk.store.raw_message(message.key)?.unwrap_or_default();
        Ok(read(&decode(&raw), &self.desk.store.attachment_texts(message.key)?))
    }

    /// A message about no request: a fingerprint is kept, and nothing is said of what it says, so
    /// that it makes no difference whether it was read or passed over.
    fn passed(&mut self, mail: Unrelated, known: &Known) -> Result<()> {
        if known.fingerprints.contains(&mail.identity) {
            self.report.duplicates += 1;
            return Ok(());
        }
        self.report.unrelated += 1;
        self.change.add_fingerprint(mail.identity)?;
        self.report.items.push(Item::unrelated(mail.message_id, mail.source, mail.problems));
        Ok(())
    }

    /// A message seen for the first time that is kept.
    fn fresh(
        &mut self,
        mail: Mail,
        filing: &Filing,
        sheet: &Sheet,
        known: &Known,
    ) -> Result<Option<Placed>> {
        match filing.certainty {
            Certainty::Certain => self.report.filed += 1,
            Certainty::Likely => self.report.suggested += 1,
            Certainty::None => self.report.unmatched += 1,
        }
        if known.fingerprints.contains(&mail.identity) {
            self.change.drop_fingerprint(mail.identity)?;
        }
        let key = self.keep(&mail, filing, sheet)?;
        self.stand_all(key, filing, &filing.requests)?;
        let references = fresh_references(&mail.reading);
        let items = self.add_items(
            Some(key),
            mail.signals.message_id.as_deref(),
            &mail.source,
            filing,
            &filing.requests,
            &mail.reading,
            &references,
            &mail.problems,
        );
        Ok((!filing.requests.is_empty()).then(|| Placed {
            message: key,
            at: mail.at.unwrap_or(self.now),
            requests: filing.requests.clone(),
            known_sender: filing.known_sender,
            reading: Box::new(mail.reading),
            returned_subject: returned_subject(&mail.signals),
            items,
        }))
    }

    /// Stores a message and its attachments' texts.
    fn keep(&self, mail: &Mail, filing: &Filing, sheet: &Sheet) -> Result<MessageKey> {
        let key = self.change.add_message(&NewMessage {
            message_id: mail.signals.message_id.as_deref(),
            identity: mail.identity,
            place: if filing.requests.is_empty() {
                MessagePlace::Tray
            } else {
                MessagePlace::Filed
            },
            sent_at: mail.at,
            from_address: Some(mail.signals.from.as_str()).filter(|from| !from.is_empty()),
            subject: &mail.signals.subject,
            source: &mail.source,
            kind: mail.reading.kind,
            problems: &mail.problems,
            sheet,
        })?;
        for (ordinal, (attached, text)) in
            mail.reading.attachments.iter().zip(&mail.texts).enumerate()
        {
            let text = Some(text.as_str()).filter(|text| !text.is_empty());
            self.change.add_attachment(
                key,
                ordinal,
                attached.name.as_deref(),
                &attached.media_type,
                attached.bytes,
                text,
            )?;
        }
        Ok(key)
    }

    /// Writes how a message stands to each request; what she decided is hers to change.
    fn stand_all(&self, message: MessageKey, filing: &Filing, filed: &[RequestId]) -> Result<()> {
        for request in filed {
            self.stand(message, request, filing, Standing::Filed, 0)?;
        }
        for (rank, request) in filing.candidates.iter().enumerate() {
            self.stand(message, request, filing, Standing::Candidate, rank)?;
        }
        Ok(())
    }

    fn stand(
        &self,
        message: MessageKey,
        request: &RequestId,
        filing: &Filing,
        standing: Standing,
        rank: usize,
    ) -> Result<()> {
        let certainty =
            if standing == Standing::Filed { Certainty::Certain } else { Certainty::Likely };
        let evidence = filing.evidence.clone();
        self.change.set_filing(&store::Filed {
            message,
            request: request.clone(),
            certainty,
            standing,
            by_her: false,
            rank,
            evidence,
            at: self.now,
        })?;
        Ok(())
    }

    /// Adds the items of one message; gives their places.
    #[expect(clippy::too_many_arguments, reason = "the fields of an item")]
    fn add_items(
        &mut self,
        key: Option<MessageKey>,
        message_id: Option<&str>,
        source: &str,
        filing: &Filing,
        requests: &[RequestId],
        reading: &Reading,
        references: &[String],
        problems: &[String],
    ) -> Vec<usize> {
        let item = |request: Option<RequestId>| Item {
            key,
            message_id: message_id.map(str::to_owned),
            source: source.to_owned(),
            request,
            certainty: filing.certainty,
            candidates: filing.candidates.clone(),
            evidence: filing.evidence.clone(),
            kind: reading.kind,
            references: references.to_vec(),
            status_before: None,
            status_after: None,
            problems: problems.to_vec(),
        };
        let first = self.report.items.len();
        if requests.is_empty() {
            self.report.items.push(item(None));
        } else {
            self.report.items.extend(requests.iter().cloned().map(Some).map(item));
        }
        (first..self.report.items.len()).collect()
    }

    /// Files a message: its events, and where its requests stood before and after.
    fn file(&mut self, placed: &Placed) -> Result<()> {
        for (request, item) in placed.requests.iter().zip(&placed.items) {
            let before = self.status(request)?;
            effect::Filing {
                message: placed.message,
                request,
                at: placed.at,
                reading: &placed.reading,
                returned_subject: placed.returned_subject.as_deref(),
                known_sender: placed.known_sender,
                by_her: false,
            }
            .record(self.change)?;
            let item = &mut self.report.items[*item];
            item.status_before = before;
            item.status_after = self.desk.store.state(request)?.map(|state| state.status);
        }
        Ok(())
    }

    /// The references of every request that a message came to or left.
    fn references_anew(&self, placed: &[Placed]) -> Result<()> {
        let come = placed.iter().flat_map(|placed| &placed.requests);
        let touched: BTreeSet<&RequestId> = come.chain(&self.left).collect();
        for request in touched {
            effect::references_anew(self.change, request, &self.authority(request))?;
        }
        Ok(())
    }

    fn status(&self, request: &RequestId) -> Result<Option<Status>> {
        Ok(self.desk.store.state(request)?.map(|state| state.status))
    }

    fn authority(&self, request: &RequestId) -> AuthorityId {
        self.index
            .place(request.as_str())
            .map_or_else(|| AuthorityId(String::new()), |place| self.index.authority_id(place))
    }
}

/// The subject of the letter that a bounce returns.
fn returned_subject(signals: &Signals) -> Option<String> {
    signals.bounce.as_ref().and_then(|bounce| bounce.original_subject.clone())
}

/// The references that the message gives itself, each once.
fn fresh_references(reading: &Reading) -> Vec<String> {
    let fresh = reading
        .authority_references
        .iter()
        .filter(|found| found.place != crate::reading::reference::Place::Quoted);
    let by_normal: BTreeMap<&str, &str> =
        fresh.clone().map(|found| (found.normal.as_str(), found.value.as_str())).collect();
    let mut references: Vec<String> = Vec::new();
    for found in fresh {
        let first = by_normal.get(found.normal.as_str()).copied().unwrap_or(&found.value);
        if !references.iter().any(|known| known == first) {
            references.push(first.to_owned());
        }
    }
    references
}
