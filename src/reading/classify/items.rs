//! The numbered or named items of an answer: which are answered and which refused. Some of each make a
//! letter a partial release, whatever most of its words are about.

use super::signal::Signal;
use std::sync::LazyLock;

use crate::reading::pattern::Forward;

/// What became of the items so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    answered: u32,
    refused: u32,
    open: Option<Item>,
}

/// The item that is being read.
#[derive(Debug, Clone, Default)]
struct Item {
    answered: bool,
    refused: bool,
    /// Sentences that may still belong to it.
    left: u8,
    /// It has just repeated her question.
    asked: bool,
}

/// Sentences of a numbered item; one that only a word names is a line.
const LONGEST: u8 = 4;

/// An answer of so few words has a question above it.
const BRIEF: usize = 7;

impl Items {
    /// Takes in a folded sentence and what it says.
    pub(super) fn sentence(&mut self, folded: &str, says: &[Signal]) {
        let numbered = NUMBERED.is_match(folded.as_bytes());
        if numbered || NAMED.is_match(folded.as_bytes()) {
            self.close();
            self.open = Some(Item { left: if numbered { LONGEST } else { 1 }, ..Item::default() });
        }
        let Some(item) = self.open.as_mut().filter(|item| item.left > 0) else {
            return self.between_her_lines(folded, says);
        };
        item.left -= 1;
        item.refused |= says.iter().any(|signal| {
            matches!(
                signal,
                Signal::NotHeld | Signal::Exempt | Signal::CostRefused | Signal::Neither
            )
        });
        item.answered |= item.asked && FIGURE.is_match(folded.as_bytes())
            || says
                .iter()
                .any(|signal| matches!(signal, Signal::Answer | Signal::Item | Signal::Give));
        item.asked = folded.ends_with('?');
    }

    /// Between her quoted questions stand answers without a number: "Fourteen.", "We do not hold this."
    fn between_her_lines(&mut self, folded: &str, says: &[Signal]) {
        let of_this = ["this", "that", "these", "those"]
            .iter()
            .any(|word| folded.trim_end_matches('.').ends_with(word));
        let brief = folded.split(' ').count() <= BRIEF;
        self.answered += u32::from(FIGURE_ALONE.is_match(folded.as_bytes()));
        self.refused += u32::from(brief && of_this && says.contains(&Signal::NotHeld));
    }

    /// The text is over.
    pub(super) fn close(&mut self) {
        if let Some(item) = self.open.take() {
            self.refused += u32::from(item.refused);
            self.answered += u32::from(item.answered && !item.refused);
        }
    }

    /// Some were answered and some refused.
    pub(super) fn are_mixed(&self) -> bool {
        self.answered > 0 && self.refused > 0
    }
}

/// What answers a question by itself: "Twelve.", "£412 a day", "Yes".
static FIGURE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"^(?:\d|£|(?:yes|none|nil|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)",
    )
    .expect("the pattern is constant and tested")
});

/// A figure and nothing else.
static FIGURE_ALONE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"^(?:about |around |approximately )?(?:£ ?)?(?:\d[\d,.]*[km%]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\.?$",
    )
    .expect("the pattern is constant and tested")
});

/// A few words and a colon: "Spend: £40".
static NAMED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"^[a-z][^:.;?!]{1,48}: ?\S").expect("the pattern is constant and tested")
});

/// "2. ", "Q3 ", "(b) ", "Question four:".
static NUMBERED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"^\(?(?:q(?:uestion)?|part|item|point)? ?\(?(?:\d{1,2}[a-z]?|[a-h])(?:[).:]| -) ?|^(?:q|question |part |item |point )(?:\d{1,2}[a-z]?|one|two|three|four|five|six|seven|eight)\b",
    )
    .expect("the pattern is constant and tested")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_answered_and_some_refused_are_mixed() {
        for (letter, mixed) in [
            (&[("1. twelve boats", Signal::Answer), ("2. exempt", Signal::Exempt)][..], true),
            (&[("spend: £40", Signal::Answer), ("firms: not held", Signal::NotHeld)], true),
            (&[("q1 is not held", Signal::NotHeld), ("q2 see table 2", Signal::Give)], true),
            (&[("1. twelve boats", Signal::Answer), ("2. nine", Signal::Answer)], false),
            (
                &[
                    ("1. how many?", Signal::Chat),
                    ("twelve.", Signal::Chat),
                    ("2. exempt", Signal::Exempt),
                ],
                true,
            ),
            (
                &[
                    ("1. how many?", Signal::Chat),
                    ("we thank you.", Signal::Chat),
                    ("2. exempt", Signal::Exempt),
                ],
                false,
            ),
            (&[("1. exempt", Signal::Exempt), ("which would take £40", Signal::Answer)], false),
            (
                &[
                    ("dear una: hello", Signal::Chat),
                    ("we hold it", Signal::Give),
                    ("1. exempt", Signal::Exempt),
                ],
                false,
            ),
            (&[("we hold it", Signal::Give), ("it is exempt", Signal::Exempt)], false),
            (&[("fourteen.", Signal::Chat), ("we do not hold this.", Signal::NotHeld)], true),
            (&[("14 quay street", Signal::Chat), ("we do not hold this.", Signal::NotHeld)], false),
        ] {
            let mut items = Items::default();
            letter.iter().for_each(|(sentence, says)| items.sentence(sentence, &[*says]));
            items.close();
            assert_eq!(items.are_mixed(), mixed, "{letter:?}");
        }
    }
}
