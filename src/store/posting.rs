//! Posting: what was written ahead is brought into the database, in its order and in one transaction.
//! Whoever opens the desk posts, so that nobody ever reads a letter's state that its journal has
//! overtaken; after a crash nothing is lost but the wait.

use std::collections::HashMap;
use std::sync::mpsc::{self, SyncSender};
use std::thread::JoinHandle;

use rusqlite::{Transaction, TransactionBehavior};

use super::ahead::{self, Mark};
use super::journal::Step;
use super::{Change, Result, Store, StoreError};
use crate::letter::{LetterKind, LetterState};
use crate::request::{EventKind, LetterId, RequestId};

/// The fact that tells which run wrote ahead last, and how far posting has come.
pub(super) const MARK: &str = "journal_ahead";

impl Store {
    /// Posts what was written ahead. Costs one look where no run is under way.
    pub fn post(&self) -> Result<()> {
        if self.mark()?.is_none() {
            return Ok(());
        }
        let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
        let change = Change::new(tx, self, 0, chrono::DateTime::UNIX_EPOCH);
        change.post()?;
        change.commit()
    }

    /// A second connection that posts on a thread of its own while a run of sending goes on.
    ///
    /// What it commits is not synced, so that it holds up nobody: until the run has ended the journal's
    /// front has every line on the disk, and a database that a power cut sets back is posted anew.
    pub fn poster(&self) -> Result<Poster> {
        let mut store = Store::open(&self.path)?;
        store.checkpoints = false;
        store.conn.pragma_update(None, "synchronous", "NORMAL")?;
        store.conn.pragma_update(None, "wal_autocheckpoint", 0)?;
        let (wake, wanted) = mpsc::sync_channel(1);
        let thread = std::thread::Builder::new().name("posting".to_owned()).spawn(move || {
            for () in wanted {
                // While another `foi` holds the database it waits for the next time; whoever opens
                // the desk next posts what is left.
                let _ = store.post();
            }
        });
        let thread = thread.map_err(StoreError::Thread)?;
        Ok(Poster { wake: Some(wake), thread: Some(thread) })
    }

    /// How far posting has come; `None` while nothing can have been written ahead.
    pub(super) fn mark(&self) -> Result<Option<Mark>> {
        Ok(self.fact(MARK)?.and_then(|text| Mark::read(&text)))
    }

    fn whose(&self, letter: LetterId) -> Result<(RequestId, LetterKind)> {
        let mut query =
            self.conn.prepare_cached("SELECT request, kind FROM letter WHERE id = ?1")?;
        let (request, kind): (String, String) =
            query.query_row([letter.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let kind = kind.parse().map_err(|error| StoreError::Unreadable {
            what: "kind of letter",
            problem: format!("{error}"),
        })?;
        Ok((RequestId(request), kind))
    }
}

impl Change<'_> {
    /// Posts what was written ahead, as part of this change.
    pub(super) fn post(&self) -> Result<()> {
        let Some(mut mark) = self.store.mark()? else { return Ok(()) };
        let lines = ahead::read(&ahead::path_of(self.store.path()), &mark)?;
        if lines.is_empty() {
            return Ok(());
        }
        let last: HashMap<LetterId, &Step> =
            lines.iter().flat_map(|line| &line.steps).map(|step| (step.letter, step)).collect();
        for line in &lines {
            for step in &line.steps {
                self.keep_step(&step.as_new())?;
                let overtaken = step.state == LetterState::Sending
                    && last.get(&step.letter).is_some_and(|last| *last != step);
                if !overtaken {
                    self.move_letter(&step.as_new())?;
                }
                if step.state.is_told() {
                    self.tell(mark.act, step)?;
                }
            }
            (mark.posted, mark.at) = (line.n, line.end);
        }
        self.set_fact(MARK, &mark.to_string())
    }

    /// The event by which the request learns of a step.
    fn tell(&self, act: i64, step: &Step) -> Result<()> {
        let (request, kind) = self.store.whose(step.letter)?;
        let event = EventKind::Letter {
            letter: step.letter,
            kind,
            state: step.state,
            because: step.text.clone(),
        };
        self.record_of(act, &request, step.at, step.at, &event)?;
        self.project(&request)?;
        Ok(())
    }
}

/// Posts beside a run of sending; it ends with the run.
#[derive(Debug)]
pub struct Poster {
    wake: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Poster {
    /// Asks it to post what has been written ahead by now. Never waits.
    pub fn wake(&self) {
        // Full: it is asked already. Gone: the end of the run posts the rest.
        let _ = self.wake.as_ref().map(|wake| wake.try_send(()));
    }
}

impl Drop for Poster {
    fn drop(&mut self) {
        drop(self.wake.take());
        // What it could not do is done by the end of the run, or by whoever opens the desk next.
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_desk::{add_letter, noon};
    use super::*;
    use crate::request::Status;
    use crate::store::NewStep;

    fn steps(letter: LetterId) -> [Step; 2] {
        let sending = NewStep::new(letter, LetterState::Sending, noon(2));
        let mut taken = NewStep::new(letter, LetterState::Accepted, noon(2)).because("2.0.0 Ok");
        taken.server_message_id = Some("theirs@mail.example");
        [Step::from(sending), Step::from(taken)]
    }

    /// A run that wrote two lines and ended without a word. Gives its act.
    fn cut_off(store: &Store, letter: LetterId, key: &str) -> i64 {
        let change = store.change("send 1 letter", noon(2)).unwrap();
        let act = change.act();
        let mut ahead = change.begin_ahead(key).unwrap();
        change.commit().unwrap();
        for step in &steps(letter) {
            ahead.close(step).unwrap();
        }
        act
    }

    #[test]
    fn whoever_opens_the_desk_next_finds_it_up_to_date() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let store = Store::create(&path).unwrap();
        let (request, letter) = add_letter(&store);
        let act = cut_off(&store, letter, "a");
        assert_eq!(store.letter(letter).unwrap().unwrap().state, LetterState::Ready);

        let next = Store::open(&path).unwrap();
        let found = next.letter(letter).unwrap().unwrap();
        assert_eq!(found.state, LetterState::Accepted);
        assert_eq!(found.sent_at, Some(noon(2)));
        assert_eq!(found.server_message_id.as_deref(), Some("theirs@mail.example"));
        assert_eq!(next.state(&request).unwrap().unwrap().status, Status::AwaitingResponse);
        assert_eq!(next.events_of_act(act).unwrap().len(), 1);
        drop(next);
        assert_eq!(Store::open(&path).unwrap().all_events().unwrap().len(), 1, "posted once");
    }

    #[test]
    fn steps_written_ahead_come_before_those_of_a_change() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("desk.db")).unwrap();
        let (_, letter) = add_letter(&store);
        let act = cut_off(&store, letter, "a");
        let change = store.change("it came back", noon(3)).unwrap();
        change.add_step(&NewStep::new(letter, LetterState::Bounced, noon(3))).unwrap();
        change.commit().unwrap();
        store.end_ahead().unwrap();
        assert_eq!(store.letter(letter).unwrap().unwrap().state, LetterState::Bounced);
        assert_eq!(store.events_of_act(act).unwrap().len(), 1);
    }

    #[test]
    fn a_torn_line_an_older_run_and_a_later_one_count_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let file = super::ahead::path_of(&path);
        let store = Store::create(&path).unwrap();
        let (_, letter) = add_letter(&store);
        let backup = folder.path().join("backup.db");
        store.backup(&backup).unwrap();
        cut_off(&store, letter, "a");
        let lines = std::fs::read(&file).unwrap();

        // The second line is torn at every byte: the first still counts.
        let first = lines.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        let mark = store.mark().unwrap().unwrap();
        for end in [first, first + 1, first + 40] {
            let mut torn = lines.clone();
            torn[end..].fill(0);
            std::fs::write(&file, torn).unwrap();
            assert_eq!(ahead::read(&file, &mark).unwrap().len(), 1, "{end}");
        }
        std::fs::write(&file, &lines).unwrap();

        // A run that wrote one short line leaves the rest of the older one behind it.
        let change = store.change("send 1 letter", noon(3)).unwrap();
        let mut later = change.begin_ahead("b").unwrap();
        change.commit().unwrap();
        later.open(&[], &"note").unwrap();
        let mark = store.mark().unwrap().unwrap();
        assert_eq!(ahead::read(&file, &mark).unwrap().len(), 1);

        assert_eq!(store.notes_ahead().unwrap(), ["note"]);

        // The restored database never heard of either run.
        drop(store);
        std::fs::copy(&backup, &path).unwrap();
        let restored = Store::open(&path).unwrap();
        assert_eq!(restored.letter(letter).unwrap().unwrap().state, LetterState::Ready);
        assert_eq!(restored.notes_ahead().unwrap(), ["note"], "but it can read what they noted");
    }

    #[test]
    fn a_poster_goes_on_where_the_last_posting_ended() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let store = Store::create(&path).unwrap();
        let (_, letter) = add_letter(&store);
        let change = store.change("send 1 letter", noon(2)).unwrap();
        let mut ahead = change.begin_ahead("a").unwrap();
        change.commit().unwrap();
        let poster = store.poster().unwrap();
        for (n, step) in steps(letter).iter().enumerate() {
            ahead.close(step).unwrap();
            poster.wake();
            let posted = || store.mark().unwrap().unwrap().posted == n as u64 + 1;
            let waited = (0..500).any(|_| {
                std::thread::sleep(std::time::Duration::from_millis(10));
                posted()
            });
            assert!(waited, "step {n} was posted");
            assert_eq!(store.letter(letter).unwrap().unwrap().state, step.state);
        }
        let mark = store.mark().unwrap().unwrap();
        let lines = std::fs::read(super::ahead::path_of(&path)).unwrap();
        let end = lines.iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
        assert_eq!(mark.at, end as u64);
        drop(poster);
        store.end_ahead().unwrap();
        assert_eq!(store.mark().unwrap(), None);
        assert_eq!(store.steps(letter).unwrap().len(), 2);
    }
}
