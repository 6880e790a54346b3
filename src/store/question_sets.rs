//! Questions as they were put: requests to which they were put in the same words share them, in the
//! database and in memory.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::Connection;

use super::values::{from_json, json};
use super::{Change, Result};
use crate::letter::Question;

/// Reads the questions of many requests; each set once.
#[derive(Default)]
pub(super) struct Sets {
    met: HashMap<i64, Arc<[Question]>>,
}

impl Sets {
    /// The questions of a set.
    pub fn get(&mut self, conn: &Connection, set: i64) -> Result<Arc<[Question]>> {
        if let Some(known) = self.met.get(&set) {
            return Ok(Arc::clone(known));
        }
        let mut query = conn.prepare_cached("SELECT questions FROM question_set WHERE id = ?1")?;
        let questions: Vec<Question> = query.query_row([set], |row| from_json(row, "questions"))?;
        let questions: Arc<[Question]> = questions.into();
        self.met.insert(set, Arc::clone(&questions));
        Ok(questions)
    }
}

/// So many sets are kept at hand; where letters put questions to each by name, none is met again.
const KEPT: usize = 1000;

/// The sets that a change has added.
#[derive(Debug, Default)]
pub(super) struct Added {
    by_content: HashMap<Arc<[Question]>, i64>,
    /// The same by where they lie: letters made one after another share them.
    by_place: HashMap<*const Question, (Arc<[Question]>, i64)>,
}

impl Added {
    fn keep(&mut self, questions: &Arc<[Question]>, set: i64) {
        if self.by_place.len() < KEPT {
            self.by_content.insert(Arc::clone(questions), set);
            self.by_place.insert(questions.as_ptr(), (Arc::clone(questions), set));
        }
    }
}

impl Change<'_> {
    /// The set that holds these questions, added unless this change has added it.
    pub(super) fn question_set(&self, questions: &Arc<[Question]>) -> Result<i64> {
        if let Some((_, known)) = self.added.borrow().by_place.get(&questions.as_ptr()) {
            return Ok(*known);
        }
        let known = self.added.borrow().by_content.get(questions).copied();
        let set = match known {
            Some(known) => known,
            None => self.add_question_set(questions)?,
        };
        self.added.borrow_mut().keep(questions, set);
        Ok(set)
    }

    fn add_question_set(&self, questions: &[Question]) -> Result<i64> {
        self.tx
            .prepare_cached("INSERT INTO question_set (questions) VALUES (?1)")?
            .execute([json(questions)])?;
        Ok(self.tx.last_insert_rowid())
    }
}
