//! Writing down where messages belong: what is new, what is different from before, and the events
//! that follow. All of it within one change.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::effect;
use super::held::Held;
use super::incoming::{Mail, Passing};
use super::{Item, Known, Report};
use crate::casework::{Desk, Result};
use crate::reading::matching::{BounceSignals, Certainty, Filing, Index, Rule};
use crate::reading::{Reading, decode, read_knowing};
use crate::request::{AuthorityId, MailPlace, MessageKey, RequestId, Status};
use crate::store::{
    self, Change, Identity, MessagePlace, NewMessage, Sheet, Standing, StoredMessage, mail_place,
};

/// New mail that is about no request.
pub(super) struct Unrelated {
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

/// A message that is to be filed under requests it was not under before.
pub(super) struct Placed {
    pub(super) message: MessageKey,
    pub(super) at: DateTime<Utc>,
    place: MailPlace,
    requests: Vec<RequestId>,
    known_sender: bool,
    reading: Box<Reading>,
    /// The subject of the letter that it returns.
    returned: Option<BounceSignals>,
    /// Places of its items in the report, one a request.
    items: Vec<usize>,
}

/// Writes down, and tells in the report.
pub(super) struct Writer<'a> {
    pub(super) desk: &'a Desk,
    pub(super) change: &'a Change<'a>,
    pub(super) index: &'a Index,
    pub(super) report: &'a mut Report,
    pub(super) now: DateTime<Utc>,
    /// Requests under which a message was that has come or gone elsewhere.
    pub(super) left: Vec<RequestId>,
    /// Mail that is not kept, to be remembered by its fingerprint.
    pub(super) strange: Vec<Identity>,
}

impl Writer<'_> {
    /// Keeps the fingerprints of mail that is not kept, and of her own: in their order, so that each page
    /// of the database is written to once, however much mail there is.
    /// Tells whether there were any.
    pub(super) fn remember_strange<'i>(
        &mut self,
        own: impl Iterator<Item = &'i Identity>,
        knowledge: i64,
    ) -> Result<bool> {
        self.strange.extend(own);
        self.strange.sort_unstable();
        let any = !self.strange.is_empty();
        let mut strange = self.strange.drain(..);
        strange.try_for_each(|identity| self.change.add_fingerprint(identity, knowledge))?;
        Ok(any)
    }

    /// A message that the desk holds: what is different now.
    pub(super) fn again(
        &mut self,
        message: &StoredMessage,
        held: &Held,
        filing: &Filing,
    ) -> Result<Option<Placed>> {
        let before = held.of_message(message.key);
        self.mend(before, filing)?;
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
        // What it gives to those that stay depends on those that come and go.
        self.left.extend(was_filed.into_iter().cloned());
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
            place: message.place_in_mail(),
            requests: come,
            known_sender: filing.known_sender,
            reading: Box::new(reading),
            returned: message.signals.bounce.clone(),
            items,
        }))
    }

    /// What the message rests on where it stays filed of itself, where that was lost when it came back
    /// from elsewhere.
    fn mend(&self, before: &[store::Filed], filing: &Filing) -> Result<()> {
        let is_whole = |filed: &store::Filed| {
            let by_her = filed.evidence.iter().any(|one| one.rule == Rule::Decision);
            filed.certainty == Certainty::Certain && !by_her
        };
        let stays = before.iter().filter(|filed| {
            filed.standing == Standing::Filed
                && !filed.by_her
                && filing.requests.contains(&filed.request)
        });
        for filed in stays.filter(|filed| !is_whole(filed)) {
            self.stand(filed.message, &filed.request, filing, Standing::Filed, 0)?;
        }
        Ok(())
    }

    fn read_again(&self, message: &StoredMessage) -> Result<Reading> {
        let raw = self.desk.store.raw_message(message.key)?.unwrap_or_default();
        let texts = self.desk.store.attachment_texts(message.key)?;
        Ok(read_knowing(&decode(&raw), &texts, self.index.her_words()))
    }

    /// A message about no request: a fingerprint is kept, and nothing is said of what it says, so
    /// that it makes no difference whether it was read or passed over.
    pub(super) fn passed(&mut self, mail: Unrelated, known: &Known) -> Result<()> {
        self.strange.push(mail.identity);
        if known.fingerprints.contains_key(&mail.identity) {
            self.report.duplicates += 1;
            return Ok(());
        }
        self.report.unrelated += 1;
        self.report.items.push(Item::unrelated(mail.message_id, mail.source, mail.problems));
        Ok(())
    }

    /// A message seen for the first time that is kept.
    pub(super) fn fresh(
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
        if known.fingerprints.contains_key(&mail.identity) {
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
            place: mail_place(&mail.signals),
            requests: filing.requests.clone(),
            known_sender: filing.known_sender,
            reading: Box::new(mail.reading),
            returned: mail.signals.bounce.clone(),
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
    pub(super) fn file(&mut self, placed: &Placed) -> Result<()> {
        for (request, item) in placed.requests.iter().zip(&placed.items) {
            let before = self.status(request)?;
            let filing = effect::Filing {
                message: placed.message,
                request,
                at: placed.at,
                place: placed.place.clone(),
                reading: &placed.reading,
                returned: placed.returned.as_ref(),
                known_sender: placed.known_sender,
                by_her: false,
            };
            let after = filing.record(self.change)?;
            let item = &mut self.report.items[*item];
            item.status_before = before;
            item.status_after = Some(after.status);
        }
        Ok(())
    }

    /// The references of every request that a message came to or left.
    pub(super) fn references_anew(&self, placed: &[Placed]) -> Result<()> {
        let come = placed.iter().flat_map(|placed| &placed.requests);
        let touched: BTreeSet<&RequestId> = come.chain(&self.left).collect();
        for request in touched {
            effect::references_anew(self.change, request, &self.authority(request), self.index)?;
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
