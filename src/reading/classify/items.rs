//! The numbered or named items of an answer, one by one: each is answered, kept or still to come, and only
//! then are they summed. Some of each make a letter a partial release, whatever most of its words are about.

mod class;
mod marker;

pub(super) use self::class::Class;
use self::marker::Marker;
use super::signal::Signal;
use std::sync::LazyLock;

use crate::reading::pattern::Forward;

/// What became of the items so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Items {
    list: Vec<Item>,
    open: Option<Item>,
    /// Where in the list the present numbering begins.
    run: usize,
    /// Something is given outside of any item.
    given_outside: bool,
}

/// One item, closed or being read.
#[derive(Debug, Clone, Default)]
struct Item {
    number: Option<u8>,
    /// What it says that keeps it, puts it off or points elsewhere; or else that it is answered.
    class: Option<Class>,
    /// A figure stood in it before what is kept: "14. Their names are exempt."
    figure: bool,
    /// Sentences that may still belong to it.
    left: u8,
    /// It repeats her question.
    asked: bool,
    /// It has just repeated her question: what comes next is the answer.
    asking: bool,
    /// Few words stand under her question that no pattern knows: "The harbour office".
    plain: bool,
    /// A sentence names its number.
    mentioned: bool,
}

/// What the items come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// All are of one class.
    Whole(Class),
    /// Some are answered, others kept.
    Part,
    /// Some are answered, others still to come.
    Interim,
}

/// Sentences of a numbered item; one that only a word names is a line.
const LONGEST: u8 = 4;

/// An answer of so few words has a question above it.
const BRIEF: usize = 7;

/// So few words under her question answer it, whatever they are.
const PLAIN: usize = 6;

impl Items {
    /// Takes in a folded sentence and what it says; `alone` where it has its line for itself. The class that
    /// its words tell.
    pub(super) fn sentence(&mut self, folded: &str, says: &[Signal], alone: bool) -> Option<Class> {
        let text = folded.trim_start_matches(['|', '-', '*', '>', ':', ' ']);
        if let Some(class) = self.row(folded, says) {
            return class;
        }
        let marker = marker::read(text).filter(|marker| !self.is_figure(marker));
        self.open_at(text, marker.as_ref());
        let text = marker.map_or(text, |marker| marker.rest);
        let Some(item) = self.open.as_mut().filter(|item| item.left > 0) else {
            if class::is_hers(text) {
                self.close();
                self.open =
                    Some(Item { left: LONGEST, asked: true, asking: true, ..Item::default() });
                return self.answer_behind(text);
            }
            return self.between_her_lines(folded, says, alone);
        };
        item.left -= 1;
        if class::is_hers(text) {
            item.asked = true;
            item.asking = true;
            item.left = LONGEST;
            return self.answer_behind(text);
        }
        item.take(text, says)
    }

    /// "14." under her question is no item of its own, nor is it the next in order.
    fn is_figure(&self, marker: &Marker<'_>) -> bool {
        let asking = self.open.as_ref().is_some_and(|item| item.asking);
        let last = self.open.as_ref().or(self.list.last()).and_then(|item| item.number);
        let next = marker.number == Some(last.unwrap_or(0) + 1);
        marker.rest.is_empty() && (asking || !next)
    }

    /// Opens an item where a sentence begins one.
    fn open_at(&mut self, text: &str, marker: Option<&Marker<'_>>) {
        let Some(marker) = marker else {
            let named = NAMED.is_match(text.as_bytes()) && !LABEL.is_match(text.as_bytes());
            let asked = self.open.as_ref().is_some_and(|item| item.asking && item.left > 0);
            let mentioned = MENTIONS.is_match(text.as_bytes());
            if (named || mentioned) && !asked {
                self.close();
                self.open = Some(Item { left: 1, mentioned, ..Item::default() });
            }
            return;
        };
        let continues = self.open.as_ref().is_some_and(|item| {
            item.asking && (marker.answers || item.number.is_some() && item.number == marker.number)
        });
        if continues {
            return;
        }
        self.close();
        if marker.number == Some(1) {
            self.begin_again();
        }
        self.open = Some(Item { number: marker.number, left: LONGEST, ..Item::default() });
    }

    /// The numbers begin anew: what stood under the earlier ones were her questions, if none of them was
    /// answered.
    fn begin_again(&mut self) {
        let earlier = &self.list[self.run..];
        if earlier.iter().any(|item| item.asked && item.class.is_none()) {
            self.list.truncate(self.run);
        }
        self.run = self.list.len();
    }

    /// A row of a table with her question or a number in one cell and the answer in the last.
    fn row(&mut self, folded: &str, says: &[Signal]) -> Option<Option<Class>> {
        let (head, answer) = folded.trim_end_matches(['|', ' ']).rsplit_once(" | ")?;
        let head = head.trim_matches(['|', ' ']);
        let numbered = marker::read(head);
        let number = numbered.as_ref().and_then(|marker| marker.number);
        let asked = class::is_hers(numbered.map_or(head, |marker| marker.rest));
        if !asked && number.is_none() {
            return None;
        }
        self.close();
        let mut item = Item { number, asked, asking: asked, left: 1, ..Item::default() };
        let class = item.take(answer.trim(), says);
        self.open = Some(item);
        self.close();
        Some(class)
    }

    /// The answer on the line of the question: "Do you own boats? no", "total cost - not held".
    fn answer_behind(&mut self, text: &str) -> Option<Class> {
        let item = self.open.as_mut()?;
        let behind = ["? ", " - ", ": "].into_iter().find_map(|mark| {
            let (_, answer) = text.rsplit_once(mark)?;
            class::of_line(answer).filter(|_| !answer.ends_with('?'))
        })?;
        item.set(behind);
        Some(behind)
    }

    /// Between her quoted questions stand answers without a number: "Fourteen.", "We do not hold this."
    fn between_her_lines(&mut self, folded: &str, says: &[Signal], alone: bool) -> Option<Class> {
        let of_this = ["this", "that", "these", "those"]
            .iter()
            .any(|word| folded.trim_end_matches('.').ends_with(word));
        let brief = folded.split(' ').count() <= BRIEF;
        let class = if FIGURE_ALONE.is_match(folded.as_bytes()) {
            Some(Class::Answered)
        } else if brief && of_this && says.contains(&Signal::NotHeld) {
            Some(Class::NotHeld)
        } else {
            let text = folded.trim_start_matches(['|', '-', '*', '>', ':', ' ']);
            match label_of(text) {
                Some(answer) => class::of(answer, says).filter(|_| !answer.is_empty()),
                None => class::of_line(text).filter(|class| alone && *class != Class::Pointer),
            }
        };
        if class.is_none() {
            let covers = ["answer", "response", "repl", "letter"];
            self.given_outside |=
                says.contains(&Signal::Give) && !covers.iter().any(|word| folded.contains(word));
        }
        self.list.extend(class.map(Item::of));
        class
    }

    /// The text is over.
    pub(super) fn close(&mut self) {
        self.list.extend(self.open.take());
    }

    /// Some were answered and some refused.
    pub(super) fn are_mixed(&self) -> bool {
        let kept = self.list.iter().any(|item| item.class.is_some_and(Class::is_kept));
        kept && self.list.iter().any(Item::is_answered)
    }

    /// What they come to, where there are several or one answers her question.
    pub(super) fn sum(&self) -> Option<Sum> {
        let known: Vec<&Item> = self.list.iter().filter(|item| item.class.is_some()).collect();
        let firm = known.iter().any(|item| item.asked && item.class != Some(Class::Pointer));
        if known.len() < 2 && !firm {
            return None;
        }
        let count = |class: Class| known.iter().filter(|item| item.class == Some(class)).count();
        let denied = count(Class::Denied);
        let given = known.iter().filter(|item| item.is_answered()).count() - denied;
        let plain = self.list.iter().filter(|item| item.plain && item.class.is_none()).count();
        let kept = known.iter().filter(|item| item.class.is_some_and(Class::is_kept)).count();
        if count(Class::Later) > 0 {
            return (given + denied > 0).then_some(Sum::Interim);
        }
        let part =
            given + plain + count(Class::Small) > 0 || denied > 0 && count(Class::NotHeld) < kept;
        match (kept > 0, part) {
            (true, true) => Some(Sum::Part),
            (true, false) => Some(Sum::Whole(Self::ground(count))),
            (false, _) if count(Class::Small) > 0 && given > 0 => Some(Sum::Part),
            (false, _)
                if count(Class::Linked) > 0 && given == count(Class::Linked) && denied == 0 =>
            {
                Some(Sum::Whole(Class::Linked))
            }
            (false, _) if known.len() > 1 && given + denied > 0 => {
                Some(Sum::Whole(Class::Answered))
            }
            _ => None,
        }
    }

    /// The ground on which most are kept; any refusal rather than that some of it is not held.
    fn ground(count: impl Fn(Class) -> usize) -> Class {
        let grounds = [Class::Published, Class::Neither, Class::Cost, Class::Exempt];
        let most = grounds.into_iter().max_by_key(|ground| count(*ground));
        most.filter(|ground| count(*ground) > 0).unwrap_or(Class::NotHeld)
    }

    /// Something is given outside of any item.
    pub(super) fn give_more(&self) -> bool {
        self.given_outside
    }
}

impl Item {
    fn of(class: Class) -> Self {
        Item { class: Some(class), ..Item::default() }
    }

    /// Takes in a sentence that belongs to it.
    fn take(&mut self, text: &str, says: &[Signal]) -> Option<Class> {
        let text = label_of(text).unwrap_or(text);
        let given = self.mentioned && class::gives(text);
        let class =
            class::of(text, says).or_else(|| given.then_some(Class::Answered)).or_else(|| {
                let answer = [" - ", ": "].into_iter().find_map(|mark| text.rsplit_once(mark));
                answer.and_then(|(_, answer)| class::of_line(answer))
            });
        let figure = class == Some(Class::Answered)
            && text.starts_with(|c: char| c.is_ascii_digit() || c == '£');
        match class {
            None => self.plain |= self.asking && is_plain(text),
            Some(Class::Answered)
                if !self.asking && self.number.is_none() && !given && !says_it(says) =>
            {
                return None;
            }
            Some(class) => self.set(class),
        }
        self.figure |= figure && self.class == Some(Class::Answered);
        self.asking = false;
        class
    }

    /// What keeps it, or puts it off, outdoes an answer; the first of either stays.
    fn set(&mut self, class: Class) {
        if self.class.is_none_or(|before| before.rank() < class.rank()) {
            self.class = Some(class);
        }
    }

    /// Something of it is given.
    fn is_answered(&self) -> bool {
        self.class.is_some_and(Class::is_given) || self.figure && self.class.is_some()
    }
}

/// What stands behind "Response:".
fn label_of(text: &str) -> Option<&str> {
    let end = LABEL.end(text.as_bytes())?;
    text.get(end..).map(str::trim_start)
}

/// Whether a few words under her question answer it, and are no courtesy.
fn is_plain(text: &str) -> bool {
    const COURTESY: &[&str] =
        &["we", "i", "thank", "thanks", "please", "dear", "you", "kind", "our"];
    let first = text.split(' ').next().unwrap_or("");
    text.split(' ').count() <= PLAIN && !text.is_empty() && !COURTESY.contains(&first)
}

/// Whether rules found an answer, and not only a word that begins like one.
fn says_it(says: &[Signal]) -> bool {
    says.iter().any(|signal| matches!(signal, Signal::Answer | Signal::Item | Signal::Give))
}

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

/// "Response:", "Our answer -" before an answer.
static LABEL: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"^(?:our |the |\w+ )?(?:response|answer|reply|ateb|a)(?: ?\d{1,2})? ?(?:[:.] ?|- )",
    )
    .expect("the pattern is constant and tested")
});

/// "With regard to question 4": a sentence about an item.
static MENTIONS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:questions?|parts?|points?|items?|q) ?\(?\d{1,2}\b")
        .expect("the pattern is constant and tested")
});

#[cfg(test)]
mod tests;
