//! The numbered or named items of an answer, one by one: each is answered, kept or still to come, and only
//! then are they summed. Some of each make a letter a partial release, whatever most of its words are about.

mod class;
mod lines;
mod marker;

pub(super) use self::class::Class;
pub(super) use self::lines::apart;
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
    /// Reasons are listed: they have numbers too.
    weighing: bool,
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
    /// It has a number or her question, or a line for itself, and its answer is in few words.
    firm: bool,
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

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// It opens a paragraph.
    pub(super) opens: bool,
    /// It has its line for itself.
    pub(super) alone: bool,
}

/// Sentences of a numbered item; one that only a word names is a line.
const LONGEST: u8 = 4;

/// An answer of so few words has a question above it.
const BRIEF: usize = 7;

/// An answer of so few words says what they say, and nothing else.
const FEW: usize = 14;

/// So few words under her question answer it, whatever they are.
const PLAIN: usize = 6;

impl Items {
    /// Takes in a folded sentence and what it says. The class that its words tell.
    pub(super) fn sentence(
        &mut self,
        folded: &str,
        says: &[Signal],
        place: Place,
    ) -> Option<Class> {
        if place.opens && self.open.as_ref().is_some_and(Item::is_over) {
            self.close();
        }
        let text = folded.trim_start_matches(['|', '-', '*', '>', ':', ' ']);
        if self.is_reason(text, place) {
            self.close();
            return None;
        }
        if let Some(class) = self.row(folded, says) {
            return class;
        }
        let marker = marker::read(text).filter(|marker| !self.is_figure(marker));
        self.open_at(text, marker.as_ref());
        let text = marker.map_or(text, |marker| marker.rest);
        let Some(item) = self.open.as_mut().filter(|item| item.left > 0) else {
            if class::is_hers(text) {
                self.ask();
                return self.answer_behind(text);
            }
            return self.between_her_lines(folded, says, place.alone);
        };
        if class::is_hers(text) {
            self.ask();
            return self.answer_behind(text);
        }
        item.left -= 1;
        item.take(text, says)
    }

    /// What is weighed for and against is listed as items are, up to the next question.
    fn is_reason(&mut self, text: &str, place: Place) -> bool {
        const WEIGHED: &[&str] = &[
            "public interest",
            "arguments for",
            "arguments against",
            "factors ",
            "my reasons",
            "our reasons",
        ];
        let heading = place.alone && text.split(' ').count() <= PLAIN + 4;
        self.weighing |= heading && WEIGHED.iter().any(|words| text.contains(words));
        self.weighing &=
            !(text.ends_with('?') || text.starts_with("q") || text.starts_with("response"));
        self.weighing
    }

    /// Her question: of the item that is being read, or of a new one where that is answered or over.
    fn ask(&mut self) {
        let same = self.open.as_ref().filter(|item| item.left > 0 && !item.is_over());
        let number = same.and_then(|item| item.number);
        if same.is_none() {
            self.close();
        }
        self.open =
            Some(Item { number, left: LONGEST, asked: true, asking: true, ..Item::default() });
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
            class::of_tail(answer).filter(|_| !answer.ends_with('?'))
        })?;
        item.set(behind);
        item.firm = true;
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
                None => class::of_line(text)
                    .filter(|class| alone && !matches!(class, Class::Pointer | Class::Linked)),
            }
        };
        if class.is_none() {
            let covers = ["answer", "response", "repl", "letter"];
            self.given_outside |=
                says.contains(&Signal::Give) && !covers.iter().any(|word| folded.contains(word));
        }
        self.list.extend(class.map(|class| Item { firm: alone, ..Item::of(class) }));
        class
    }

    /// The text is over.
    pub(super) fn close(&mut self) {
        self.list.extend(self.open.take());
    }

    /// Some were answered and some refused.
    pub(super) fn are_mixed(&self) -> bool {
        let refused = |class| Class::is_kept(class) && class != Class::Published;
        let kept = self.list.iter().any(|item| item.class.is_some_and(refused));
        kept && self.list.iter().any(Item::is_answered)
    }

    /// What they come to, where several are plain or one answers her question.
    pub(super) fn sum(&self, nothing_else: bool) -> Option<Sum> {
        let known: Vec<&Item> = self.list.iter().filter(|item| item.class.is_some()).collect();
        let firm: Vec<&Item> = known.iter().copied().filter(|item| item.firm).collect();
        let asked = firm.iter().any(|item| item.asked && item.class != Some(Class::Pointer));
        if firm.len() < 2 && !(asked && nothing_else) {
            return None;
        }
        let count = |class: Class| known.iter().filter(|item| item.class == Some(class)).count();
        let denied = count(Class::Denied);
        let given = firm.iter().filter(|item| item.is_answered()).count();
        let plain = self.list.iter().filter(|item| item.plain && item.class.is_none()).count();
        let kept = known.iter().filter(|item| item.class.is_some_and(Class::is_kept)).count();
        let firmly_kept = firm.iter().any(|item| item.class.is_some_and(Class::is_kept));
        let small = count(Class::Small);
        let unknown = |item: &Item| item.class.is_none() && item.number.is_some() && !item.asked;
        let all_firm = known.len() == firm.len() && !self.list.iter().any(unknown);
        if count(Class::Later) > 0 {
            return (given > 0 && firm.iter().any(|item| item.class == Some(Class::Later)))
                .then_some(Sum::Interim);
        }
        let part =
            given > denied || plain + small > 0 || denied > 0 && count(Class::NotHeld) < kept;
        match (kept > 0, part) {
            (true, true) => firmly_kept.then_some(Sum::Part),
            (true, false) => all_firm.then(|| Sum::Whole(Self::ground(count))),
            (false, _) if small > 0 && given > 0 => Some(Sum::Part),
            (false, _) if count(Class::Linked) > 0 && given == count(Class::Linked) => {
                all_firm.then_some(Sum::Whole(Class::Linked))
            }
            (false, _) if firm.len() > 1 && given > 0 => {
                all_firm.then_some(Sum::Whole(Class::Answered))
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
        let brief = text.split(' ').count() <= FEW;
        let tail = [" - ", ": "].into_iter().find_map(|mark| text.rsplit_once(mark));
        let behind = || tail.and_then(|(_, answer)| class::of_tail(answer));
        let whole = if brief { class::of(text, says) } else { class::of_rules(text, says) };
        let class = whole.or_else(behind).or_else(|| self.given_in(text));
        let class = class.filter(|class| self.believes(*class, says));
        if let Some(class) = class {
            let figure = text.starts_with(|c: char| c.is_ascii_digit() || c == '£');
            self.figure |= figure && class == Class::Answered && self.class.is_none();
            let placed = self.number.is_some() || self.asking || self.mentioned;
            self.firm |= (brief || whole.is_none()) && self.class.is_none() && placed;
            self.set(class);
        } else {
            self.plain |= self.asking && is_plain(text);
        }
        self.asking = false;
        class
    }

    /// That it is given, in a sentence which names its number.
    fn given_in(&self, text: &str) -> Option<Class> {
        (self.mentioned && class::gives(text)).then_some(Class::Answered)
    }

    /// A line that only a word names needs a rule that finds an answer in it.
    fn believes(&self, class: Class, says: &[Signal]) -> bool {
        let placed = self.asking || self.number.is_some() || self.mentioned;
        placed || says_it(says) || !matches!(class, Class::Answered | Class::Later)
    }

    /// What keeps it, or puts it off, outdoes an answer; the first of either stays.
    fn set(&mut self, class: Class) {
        if self.class.is_none_or(|before| before.rank() < class.rank()) {
            self.class = Some(class);
        }
    }

    /// It was answered.
    fn is_over(&self) -> bool {
        self.class.is_some() || self.plain
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
