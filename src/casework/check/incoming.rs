//! From raw mail to what matching needs: which messages are new, whose they are, and what each
//! says. Runs in parallel; nothing is stored here.

use chrono::{DateTime, Utc};

use super::Known;
use super::first_letters::{FirstLetters, Turn};
use super::hers::OwnLetter;
use crate::casework::{mail, read as casework_read};
use crate::mailbox::RawMail;
use crate::reading::decode::{decode_unmeasured, measure};
use crate::reading::matching::copy::OwnMail;
use crate::reading::matching::signals::REHEARSAL;
use crate::reading::matching::{Filing, Index, Origin, Passed, Rule, Signals, gather};
use crate::reading::{Kind, Message, Reading, read_knowing};
use crate::store::{Identity, IdentityKey};

/// What was seen of one message.
pub(super) enum Seen {
    /// It was read in an earlier run and is kept.
    Known,
    /// It came to nothing in an earlier run, and nothing has changed since; its place.
    Nothing(usize),
    /// She sent it; perhaps it tells an id by which replies name a request, or answers something.
    Own(Identity, Option<OwnMail>, Option<Box<OwnLetter>>),
    /// Somebody else's, and nothing in it ties it to a request.
    Passing(Box<Passing>),
    /// Somebody else's, read.
    Mail(Box<Mail>),
    /// Somebody else's, to be read as soon as the first letters are; its place.
    Later(usize, Identity),
}

/// A message that a glance passed over.
pub(super) struct Passing {
    /// Its place in the mailbox.
    pub(super) place: usize,
    pub(super) source: String,
    pub(super) identity: Identity,
    /// Its date, else the time it arrived.
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) passed: Passed,
    pub(super) problems: Vec<String>,
}

/// A message read.
pub(super) struct Mail {
    /// Its place in the mailbox.
    pub(super) place: usize,
    /// How many bytes it has.
    pub(super) size: usize,
    pub(super) source: String,
    pub(super) identity: Identity,
    /// Its date, else the time it arrived.
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) signals: Signals,
    pub(super) reading: Reading,
    /// The text of each attachment.
    pub(super) texts: Vec<String>,
    pub(super) problems: Vec<String>,
}

/// What tells new mail from known.
pub(super) struct Eye<'a> {
    pub(super) key: &'a IdentityKey,
    pub(super) index: &'a Index,
    /// What was read before.
    pub(super) known: &'a Known,
    /// Whether every message is read, whatever a glance says.
    pub(super) thorough: bool,
    /// Whose turn it is to read.
    pub(super) first_letters: FirstLetters,
}

impl Eye<'_> {
    pub(super) fn look(&self, place: usize, mail: &RawMail<'_>) -> Seen {
        let identity = mail::identity(self.key, &mail.bytes);
        if self.known.held.contains(&identity) {
            return Seen::Known;
        }
        if self.known.came_to_nothing(&identity) {
            return Seen::Nothing(place);
        }
        self.look_anew(place, mail, identity, || self.first_letters.turn())
    }

    /// Reads one that had to wait for the first letters.
    pub(super) fn look_later(&self, place: usize, mail: &RawMail<'_>, identity: Identity) -> Seen {
        self.look_anew(place, mail, identity, || Some(Turn::free()))
    }

    /// Looks at a message whatever it came to before.
    fn look_anew<'t>(
        &self,
        place: usize,
        mail: &RawMail<'_>,
        identity: Identity,
        turn: impl FnOnce() -> Option<Turn<'t>>,
    ) -> Seen {
        let message = decode_unmeasured(&mail.bytes);
        if message.from.as_ref().is_some_and(|from| self.index.hers().owns(&from.address)) {
            let is_rehearsal = message.header(REHEARSAL).is_some();
            let taught = self.index.learn_from_own(&message).filter(|_| !is_rehearsal);
            let letter = OwnLetter::of(place, mail, &message).map(Box::new);
            return Seen::Own(identity, taught, letter);
        }
        if self.thorough || self.index.may_concern(&message) {
            let Some(turn) = turn() else { return Seen::Later(place, identity) };
            return Seen::Mail(Box::new(self.read(place, mail, message, identity, turn)));
        }
        Seen::Passing(Box::new(Passing {
            place,
            source: mail.source.clone(),
            identity,
            at: message.date.map(|date| date.with_timezone(&Utc)).or(mail.arrived),
            passed: Passed::of(&message),
            problems: message.problems,
        }))
    }

    /// Looks again at one that came to nothing before.
    pub(super) fn look_again_at(&self, place: usize, mail: &RawMail<'_>) -> Seen {
        let identity = mail::identity(self.key, &mail.bytes);
        self.look_later(place, mail, identity)
    }

    /// Reads a message that was passed over at first; what was found odd about it since stays.
    pub(super) fn look_again(&self, mail: &RawMail<'_>, passing: &Passing) -> Mail {
        let message = decode_unmeasured(&mail.bytes);
        let mut read = self.read(passing.place, mail, message, passing.identity, Turn::free());
        for problem in &passing.problems {
            if !read.problems.contains(problem) {
                read.problems.push(problem.clone());
            }
        }
        read
    }

    fn read(
        &self,
        place: usize,
        mail: &RawMail<'_>,
        mut message: Message,
        identity: Identity,
        turn: Turn<'_>,
    ) -> Mail {
        measure(&mut message, &mail.bytes);
        let mut problems = Vec::new();
        let mut texts = vec![String::new(); message.attachments.len()];
        let mut reading = read_knowing(&message, &texts, self.index.her_words());
        let mut signals = gather(&message, &reading, &texts, self.index.hers());
        // Attachments may take long, and are read elsewhere.
        drop(turn);
        if !texts.is_empty() && self.index.is_worth_attachments(&signals, &message) {
            (texts, problems) = casework_read::attachments(&message, &mail.bytes);
            // Pictures and scans say nothing that was not read.
            if texts.iter().any(|text| !text.is_empty()) {
                reading = read_knowing(&message, &texts, self.index.her_words());
                signals = gather(&message, &reading, &texts, self.index.hers());
            }
        }
        problems.splice(0..0, reading.problems.iter().cloned());
        let at = signals.date.or(mail.arrived);
        signals.date = at;
        Mail {
            place,
            size: mail.bytes.len(),
            source: mail.source.clone(),
            identity,
            at,
            signals,
            reading,
            texts,
            problems,
        }
    }
}

/// The order of messages: by date, those without one last; then by what is the same in every export.
pub(super) type Order<'a> = (bool, Option<DateTime<Utc>>, Option<&'a str>, Identity);

impl Passing {
    pub(super) fn order(&self) -> Order<'_> {
        (self.at.is_none(), self.at, self.passed.message_id.as_deref(), self.identity)
    }
}

impl Mail {
    pub(super) fn order(&self) -> Order<'_> {
        (self.at.is_none(), self.at, self.signals.message_id.as_deref(), self.identity)
    }

    /// Whether mail that matches no request is kept in the tray all the same: its own words or
    /// references are those of a request for information, or it names a reference that is known, or a
    /// regulator wrote it, or an authority of the desk, or it gives the number of a case that may become
    /// known; and it was not sent to a list. That it answers, gives or refuses something is no sign: so
    /// does most mail.
    pub(super) fn has_signs(&self, filing: &Filing) -> bool {
        let names_known = || filing.evidence.iter().any(|one| one.rule == Rule::KnownReference);
        let says_foi = self.signals.says_foi() && self.reading.kind != Kind::Unrelated;
        (says_foi
            || self.signals.is_from_regulator()
            || names_known()
            || self.may_be_a_case(filing))
            && !self.signals.bulk
            && !self.signals.rehearsal
    }

    /// Whether it may belong to a request by what other mail tells later, or by her word.
    fn may_be_a_case(&self, filing: &Filing) -> bool {
        let signals = &self.signals;
        let is_letter = !signals.to_many && signals.bounce.is_none();
        is_letter
            && match filing.origin {
                Origin::Authority => true,
                Origin::Named => signals.gives_a_number() || signals.speaks_to_her(),
                Origin::Elsewhere => signals.gives_a_case(),
            }
    }
}
