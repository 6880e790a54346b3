//! The journal of one run, joined with `sent.log`: what is committed before a letter's content is
//! written, and what after the server's answer (rule 1 of the design).
//!
//! Between letters without a pause one commit closes one letter and opens the next. A crash before
//! that commit leaves the first in doubt, as any crash after its content does; so an answer is held
//! back only while letters follow one another within [`AT_ONCE`], and never over a pause.

use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::casework::sent_log::{Handed, SentLog};
use crate::casework::{Desk, Error, Result};
use crate::letter::LetterState;
use crate::store::{Ahead, NewStep, Outbound, Poster, Step, StoreError};
use crate::words::count;

/// A dialogue that takes longer is a pause by itself: its answer is committed at once.
pub(super) const AT_ONCE: Duration = Duration::from_millis(20);

/// After so many letters what follows from their steps is posted, beside the run.
const POSTED_TOGETHER: usize = 64;

/// The journal of a run.
pub(super) struct Journal<'a> {
    desk: &'a Desk,
    ahead: Ahead,
    /// The account, or the folder.
    by: String,
    log: SentLog,
    answer: Option<Answer>,
    poster: Poster,
    unposted: usize,
}

/// What became of a letter, not committed yet.
struct Answer {
    step: Step,
    to: String,
}

impl<'a> Journal<'a> {
    /// Begins a run: what it does is one line in `foi log`, and the letters that wait for her yes
    /// have it from now on.
    pub(super) fn begin(
        desk: &'a Desk,
        by: String,
        letters: &[super::Planned],
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let log = SentLog::open(desk)?;
        let change = desk
            .store
            .change(&format!("send {} by {by}", count(letters.len(), "letter", "letters")), now)?;
        for letter in letters.iter().filter(|letter| letter.state == LetterState::Drafted) {
            change.add_step(&NewStep::new(letter.letter, LetterState::Ready, now))?;
        }
        let ahead = change.begin_ahead(&key()?)?;
        change.commit()?;
        let poster = desk.store.poster()?;
        Ok(Journal { desk, ahead, by, log, answer: None, poster, unposted: 0 })
    }

    /// The account, or the folder, under which steps are kept.
    pub(super) fn by(&self) -> &str {
        &self.by
    }

    /// Commits that the letter is about to leave, with its line of `sent.log`, and the answer to the
    /// one before. `sent.log` itself has the line before this returns.
    ///
    /// Errors: the sentence for her; then no content may be written.
    pub(super) fn open(&mut self, letter: &Outbound, at: DateTime<Utc>) -> Result<(), String> {
        let mut sending = Step::from(NewStep::new(letter.id, LetterState::Sending, at));
        sending.account = Some(self.by.clone());
        let handed = Handed {
            at,
            request: letter.request.to_string(),
            kind: letter.kind.to_string(),
            to: letter.to_address.clone(),
            message_id: letter.message_id.clone().unwrap_or_default(),
            sha256: letter.sha256.clone(),
            by: self.by.clone(),
        };
        let answer = self.answer.iter().map(|answer| &answer.step);
        let steps: Vec<&Step> = answer.chain([&sending]).collect();
        self.ahead.open(&steps, &handed).map_err(|error| told(&error))?;
        self.answer = None;
        self.log.append(&handed).inspect_err(|_| {
            // Nothing was written to the server: the letter is as ready as before.
            let ready = Step::from(NewStep::new(letter.id, LetterState::Ready, at));
            let _ = self.ahead.close(&ready);
        })
    }

    /// Keeps what became of a letter, to be committed with the opening of the next or by
    /// [`Journal::flush`].
    pub(super) fn close(&mut self, letter: &Outbound, step: Step) -> Result<()> {
        if self.answer.is_some() {
            self.flush()?;
        }
        self.answer = Some(Answer { step, to: letter.to_address.clone() });
        self.unposted += 1;
        if self.unposted >= POSTED_TOGETHER {
            self.poster.wake();
            self.unposted = 0;
        }
        Ok(())
    }

    /// Commits the answer that is held back, if there is one, and brings `sent.log` to the disk: called
    /// before every pause.
    pub(super) fn flush(&mut self) -> Result<()> {
        if let Some(answer) = self.answer.take() {
            self.ahead.close(&answer.step).map_err(|error| unwritten(&answer, error.into()))?;
        }
        self.log.sync().map_err(|problem| {
            Error::failed(problem).hint(
                "what was sent is in the desk's journal; mend the disk, then run the same command \
                 again",
            )
        })
    }

    /// Ends the run: everything is posted. What cannot be posted now is posted by whoever opens the
    /// desk next.
    pub(super) fn end(self) {
        drop(self.poster);
        let _ = self.desk.store.end_ahead();
    }
}

/// A word of the run's own.
fn key() -> Result<String> {
    let mut seed = [0; 8];
    getrandom::fill(&mut seed)
        .map_err(|error| Error::failed("the system gives no random numbers").because(error))?;
    Ok(seed.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// An error of the store in one sentence.
fn told(error: &StoreError) -> String {
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

/// The outcome is known and could not be kept: she is told what it was.
fn unwritten(answer: &Answer, error: Error) -> Error {
    let said = answer.step.text.as_deref().unwrap_or_default();
    let what = match answer.step.state {
        LetterState::Accepted => format!("the server took it ({said})"),
        _ => said.to_owned(),
    };
    Error::failed(format!(
        "what became of the letter to {} could not be written down: {what}",
        answer.to
    ))
    .because(error)
    .hint("make room on the disk; the letter counts as in doubt until `foi send --settle`")
}
