//! Dates of a request that rest on somebody's word, or on custom, and not on a section: each with
//! who said so and when, or the days counted. The dates of the law have their own proofs.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::timeline::HerWord;
use super::{DueBy, RequestClock};
use crate::law::count::{Count, Step};
use crate::law::page::{Spans, long};
use crate::law::{Calendar, Holidays};
use crate::request::event::Basis;
use crate::words::words;

words! {
    /// Which date that rests on no section.
    pub enum StatedWhat ("stated date") {
        /// The day of receipt, by her word.
        Received = "received",
        /// Her own last day for the answer.
        Override = "override",
        /// More time that she granted.
        Granted = "granted",
        /// The day they named for their answer.
        Claimed = "due_claimed",
        /// The day by which they want her answer to their question.
        ReplyWanted = "reply_wanted",
        /// The last day to ask for a review, as they allow it.
        ReviewWindow = "review_window",
        /// How long a reminder is given.
        Reminder = "reminder",
    }
}

impl StatedWhat {
    /// How the date is called on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            StatedWhat::Received => "received",
            StatedWhat::Override => "your own due date",
            StatedWhat::Granted => "more time granted to",
            StatedWhat::Claimed => "they name",
            StatedWhat::ReplyWanted => "answer them by",
            StatedWhat::ReviewWindow => "ask for a review by",
            StatedWhat::Reminder => "give the reminder until",
        }
    }
}

/// How long a reminder is given before the next step, in working days. Custom, not law: the
/// Commissioner asks to see that she reminded them.
const PATIENCE: u32 = 10;

/// A date that rests on no section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stated {
    /// Which.
    pub what: StatedWhat,
    /// The date.
    pub date: NaiveDate,
    /// Whose word it is, and why.
    pub because: String,
    /// How it is arrived at.
    pub proof: Vec<Step>,
}

impl RequestClock {
    /// Every date of the request that rests on no section, with its proof.
    pub fn stated(&self, holidays: &Holidays) -> Vec<Stated> {
        let timeline = &self.timeline;
        let by_word = |what, word: &Option<HerWord>| word.as_ref().map(|word| of_word(what, word));
        [
            by_word(StatedWhat::Received, &timeline.received_on),
            by_word(StatedWhat::Override, &timeline.overridden),
            self.granted(),
            self.claimed_date(),
            self.named_end(),
            self.reply_by(),
            by_word(StatedWhat::ReviewWindow, &timeline.review_window),
            self.window(holidays),
            self.reminder(holidays),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn granted(&self) -> Option<Stated> {
        let (more, basis) = self.timeline.extension.as_ref()?;
        let date = more.until.filter(|_| *basis == Basis::Decision)?;
        debug_assert!(self.due_by != DueBy::Law, "what she granted is in force");
        let word = HerWord { date, because: more.because.clone(), said_on: more.said_on };
        Some(of_word(StatedWhat::Granted, &word))
    }

    fn claimed_date(&self) -> Option<Stated> {
        let (date, claim) = self.their_date?;
        let because = claim.to_string();
        let proof = vec![step(date, None, "the day they name".to_owned())];
        Some(Stated { what: StatedWhat::Claimed, date, because, proof })
    }

    /// The end of more time that they name and she has not granted.
    fn named_end(&self) -> Option<Stated> {
        let (more, basis) = self.timeline.extension.as_ref()?;
        let date = more.until.filter(|_| *basis == Basis::Claim)?;
        let because = format!("the end of more time, by their word: {}", more.because);
        let proof = vec![step(date, None, format!("they said so on {}", more.said_on))];
        Some(Stated { what: StatedWhat::Claimed, date, because, proof })
    }

    fn reply_by(&self) -> Option<Stated> {
        let date = self.timeline.reply_wanted?;
        let because = "by their word; no law sets it".to_owned();
        let proof = vec![step(date, None, "the day they name".to_owned())];
        Some(Stated { what: StatedWhat::ReplyWanted, date, because, proof })
    }

    /// The time to ask for a review that a letter of theirs states, where she has not said another.
    fn window(&self, holidays: &Holidays) -> Option<Stated> {
        let (on, window) = self.timeline.stated_window.as_ref()?;
        let date = self.their_window?;
        let proof = match window.within {
            Some(length) => {
                let calendar = Calendar::of(self.facts.regime);
                length.proof(*on, "the letter that states it", calendar, holidays)
            }
            None => vec![step(date, None, "the day the letter names".to_owned())],
        };
        let because = format!("their letter: \"{}\"", window.quote);
        Some(Stated { what: StatedWhat::ReviewWindow, date, because, proof })
    }

    /// Her reminder of a late answer, and the working days that it is given.
    pub fn reminded(&self) -> Option<Count> {
        let since = self.late_after?;
        let chased = self.timeline.chased.filter(|day| *day > since)?;
        Some(Count::new(chased, PATIENCE, Calendar::of(self.facts.regime)))
    }

    fn reminder(&self, holidays: &Holidays) -> Option<Stated> {
        let count = self.reminded().filter(|_| self.facts.answered.is_none())?;
        Some(Stated {
            what: StatedWhat::Reminder,
            date: count.end(holidays),
            because: format!("{PATIENCE} working days, by custom"),
            proof: count.proof("your reminder", holidays),
        })
    }
}

fn of_word(what: StatedWhat, word: &HerWord) -> Stated {
    let because = match word.because.as_str() {
        "" => "by your word".to_owned(),
        because => format!("by your word: {because}"),
    };
    let proof = vec![step(word.date, None, format!("you said so on {}", word.said_on))];
    Stated { what, date: word.date, because, proof }
}

fn step(date: NaiveDate, day: Option<u32>, because: String) -> Step {
    Step { date, day, because }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (label, date) = (self.what.label(), long(self.date));
        let because = self.because.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(f, "{label:<26}{date:<24}{because}")?;
        write!(f, "{}", Spans(&self.proof))
    }
}
