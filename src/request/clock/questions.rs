//! The questions that they asked and her answers to them: s.1(3) FOIA and FOISA, reg 9 EIR and EISR.
//! Which of them stop the clock is said by whose word counts; from when it runs anew is `law`'s.

use chrono::NaiveDate;

use crate::request::event::Basis;

/// Questions and answers, each in the order in which they became known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Questions {
    asked: Vec<(NaiveDate, Basis)>,
    given: Vec<NaiveDate>,
    /// That they have her answer, by their word: the day they name for it, and that of their letter.
    confirmed: Vec<(NaiveDate, NaiveDate)>,
}

impl Questions {
    /// They asked on a day. Her word on it settles what they claimed before.
    pub(super) fn ask(&mut self, on: NaiveDate, basis: Basis) {
        if basis == Basis::Decision {
            self.drop_claims();
        }
        if !self.asked.contains(&(on, basis)) {
            self.asked.push((on, basis));
        }
    }

    /// They received her answer on a day.
    pub(super) fn give(&mut self, on: NaiveDate) {
        self.given.push(on);
    }

    /// She answered in a letter that arrived on a day: an answer only where they had asked.
    pub(super) fn give_in_reply(&mut self, on: NaiveDate) {
        if self.asked.iter().any(|(asked, _)| *asked <= on) {
            self.give(on);
        }
    }

    /// They say in a letter of a day that they have her answer, since another day.
    pub(super) fn confirm(&mut self, since: NaiveDate, on: NaiveDate) {
        self.confirmed.push((since.min(on), on));
    }

    /// What they only claim counts no more.
    pub(super) fn drop_claims(&mut self) {
        self.asked.retain(|(_, basis)| *basis == Basis::Decision);
    }

    /// Whether a question rests on their word alone.
    pub fn holds_a_claim(&self) -> bool {
        self.asked.iter().any(|(_, basis)| *basis == Basis::Claim)
    }

    /// The first question, whoever's word it rests on.
    pub fn first(&self) -> Option<NaiveDate> {
        self.asked.iter().map(|(on, _)| *on).min()
    }

    /// The first answer of hers.
    pub fn first_given(&self) -> Option<NaiveDate> {
        self.given.iter().copied().min()
    }

    /// The day they had her last answer to a question that counts. What she answered without any
    /// question on record counts as well.
    pub(super) fn clarified(&self, with_claims: bool) -> Option<NaiveDate> {
        if self.asked.is_empty() {
            return self.given.last().copied();
        }
        self.counting(with_claims).filter_map(|asked| self.answer_to(asked)).max()
    }

    /// The last question that counts: the last one answered, or the open one where none is.
    pub(super) fn asked(&self, with_claims: bool) -> Option<NaiveDate> {
        let clarified = self.clarified(with_claims);
        let answered = |asked: &NaiveDate| clarified.is_none_or(|given| *asked <= given);
        self.counting(with_claims).filter(answered).max()
    }

    /// Whether the last question that counts waits for her.
    pub fn is_open(&self, with_claims: bool) -> bool {
        self.counting(with_claims).max().is_some_and(|asked| self.answer_to(asked).is_none())
    }

    fn counting(&self, with_claims: bool) -> impl Iterator<Item = NaiveDate> {
        self.asked
            .iter()
            .filter(move |(_, basis)| with_claims || *basis == Basis::Decision)
            .map(|(on, _)| *on)
    }

    /// Her answer to the question of that day: the last one recorded before they asked again, or
    /// the first one after that; where none is known, the one that they say they have.
    fn answer_to(&self, asked: NaiveDate) -> Option<NaiveDate> {
        let next = self.asked.iter().map(|(on, _)| *on).filter(|on| *on > asked).min();
        let is_answer =
            |given: &NaiveDate| *given >= asked && next.is_none_or(|next| *given < next);
        let before = self.given.iter().copied().rfind(|given| is_answer(given));
        let later = || self.given.iter().copied().filter(|given| *given >= asked).min();
        before.or_else(later).or_else(|| self.confirmed_answer_to(asked))
    }

    /// The day on which they had her answer by their own word: that which they name, unless it lies before
    /// the question.
    fn confirmed_answer_to(&self, asked: NaiveDate) -> Option<NaiveDate> {
        let later = self.confirmed.iter().filter(|(_, on)| *on >= asked);
        later.map(|(since, on)| if *since >= asked { *since } else { *on }).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_answer_belongs_to_the_question_before_it() {
        let mut questions = Questions::default();
        questions.ask(day("2026-01-12"), Basis::Decision);
        questions.give(day("2026-01-26"));
        questions.ask(day("2026-02-09"), Basis::Claim);
        assert!(questions.is_open(true) && !questions.is_open(false));
        questions.give_in_reply(day("2026-02-11"));
        assert_eq!(questions.clarified(false), Some(day("2026-01-26")), "by her word alone");
        assert_eq!(questions.clarified(true), Some(day("2026-02-11")), "if the second was good");
        assert_eq!(questions.asked(false), Some(day("2026-01-12")));
        questions.ask(day("2026-02-09"), Basis::Decision);
        assert_eq!(questions.clarified(false), Some(day("2026-02-11")));
        assert!(!questions.holds_a_claim());
    }

    #[test]
    fn an_answer_put_right_takes_the_place_of_the_first_record() {
        let mut questions = Questions::default();
        questions.ask(day("2026-01-12"), Basis::Decision);
        questions.give(day("2026-01-26"));
        questions.give(day("2026-01-19"));
        assert_eq!(questions.clarified(false), Some(day("2026-01-19")));
    }

    #[test]
    fn a_question_asked_twice_is_answered_once() {
        let mut questions = Questions::default();
        questions.ask(day("2026-01-12"), Basis::Decision);
        questions.ask(day("2026-01-20"), Basis::Claim);
        questions.give(day("2026-01-26"));
        assert_eq!(questions.clarified(false), Some(day("2026-01-26")));
        assert!(!questions.is_open(true));
    }

    #[test]
    fn that_they_have_her_answer_counts_where_it_is_not_known() {
        let mut questions = Questions::default();
        questions.confirm(day("2026-01-26"), day("2026-01-28"));
        assert_eq!(questions.clarified(true), None, "they asked nothing that is known");
        questions.ask(day("2026-01-12"), Basis::Decision);
        assert_eq!(questions.clarified(false), Some(day("2026-01-26")));
        questions.confirm(day("2026-01-05"), day("2026-01-20"));
        assert_eq!(questions.clarified(false), Some(day("2026-01-20")), "named a day before it");
        questions.give(day("2026-01-23"));
        assert_eq!(questions.clarified(false), Some(day("2026-01-23")));
        assert!(!questions.is_open(true));
    }

    #[test]
    fn a_letter_answers_only_what_was_asked() {
        let mut questions = Questions::default();
        questions.give_in_reply(day("2026-01-26"));
        assert_eq!(questions.clarified(true), None);
        questions.give(day("2026-01-27"));
        assert_eq!(questions.clarified(false), Some(day("2026-01-27")), "by her hand it counts");
    }
}
