//! From what the sentences say to one kind. The order matters: what a machine says first, then
//! reviews, then an outcome, then what they want of her, then delays, then receipts.
//!
//! Refusal beside disclosure is partly released; "we do not do this" to everything is an answer; a
//! decision still to come outranks the exemptions it names; asking outranks a receipt.

mod joint;
mod notice;
mod outcome;
mod possible;
mod process;
mod review;
mod status;

pub use joint::Joint;
pub(in crate::reading) use notice::is_regulator;

use super::likeness::{Likeness, Source, clearest_sentence};
use super::signal::Signal::{self, *};
use super::tally::Tally;
use super::{Evidence, Letter, Verdict, file_name, is_letter};
use crate::reading::kind::Kind;
use crate::reading::prose;

/// A letter together with what its sentences say.
struct Case<'a> {
    letter: &'a Letter<'a>,
    tally: &'a Tally,
}

/// A kind and the signals it rests on.
type Opinion = (Kind, &'static [Signal]);

/// How much more likely a kind becomes by being the rules' opinion, in natural logarithms: little, for
/// what they found in the sentences is weighed among the words already. Chosen with letters that are
/// learned from, each file of them judged by what was learned from the others.
const RULES_COUNT: f64 = 0.1;

/// The same in a note, a letter of fewer words than this: there is little to weigh beside them.
const RULES_COUNT_IN_A_NOTE: f64 = 0.3;
const NOTE: usize = 40;

/// A bare answer has no more words than these, its greeting and its signature among them.
const BARE: usize = 12;

/// The same where one sentence beside many others makes the kind, a part refused: what is weighed by its
/// number of words would go under.
const RULES_COUNT_BY_ONE_SENTENCE: f64 = 0.5;

/// The same in a note of one plain thing: what else its few words are like is chance.
const RULES_COUNT_IN_A_PLAIN_NOTE: f64 = 1.2;

/// The same in a note that refuses, all or a part.
const RULES_COUNT_IN_A_REFUSING_NOTE: f64 = 1.2;

/// The opinion on a letter: what the rules conclude, unless its words as a whole are plainly those
/// of another kind.
pub(super) fn decide(letter: &Letter<'_>, tally: &Tally) -> Verdict {
    let case = Case { letter, tally };
    let (ruled, grounds) = case.ruled();
    if let Some((kind, evidence)) = case.enclosed(ruled) {
        return case.verdict(kind, vec![evidence]);
    }
    let kind = case.joint(ruled).kind(|| weighed(letter, tally, Likeness::of));
    let evidence = match kind == ruled {
        true if case.only_sends_a_file() => case.file_sent(),
        true => case.evidence(grounds),
        false => case.likeness_of(kind),
    };
    case.verdict(kind, evidence)
}

/// What is concluded from a letter before its likeness is known.
pub(super) fn joint(letter: &Letter<'_>, tally: &Tally) -> Joint {
    let case = Case { letter, tally };
    let (ruled, _) = case.ruled();
    match case.enclosed(ruled) {
        Some((kind, _)) => Joint::settled(kind),
        None => case.joint(ruled),
    }
}

/// What the rules alone conclude.
#[cfg(test)]
pub(super) fn by_rules(letter: &Letter<'_>, tally: &Tally) -> Verdict {
    let case = Case { letter, tally };
    let (kind, grounds) = case.ruled();
    case.verdict(kind, case.evidence(grounds))
}

/// What is weighed of a letter: its words, and signs that no word of it carries.
pub(super) fn weighed<T>(
    letter: &Letter<'_>,
    tally: &Tally,
    by: impl FnOnce(&Source<'_>) -> T,
) -> T {
    let said: Vec<&str> = Signal::ALL
        .iter()
        .filter(|signal| tally.says(**signal))
        .map(|signal| signal.word())
        .collect();
    by(&Source {
        subject: letter.subject,
        sentences: &tally.own(),
        signs: &signs(letter),
        said: &said,
        rules: &tally.rules(),
    })
}

fn attached_letters(letter: &Letter<'_>) -> String {
    let letters = letter.attachments.iter().filter(|(name, text)| is_letter(name, text));
    letters.map(|(_, text)| *text).collect::<Vec<_>>().join("\n\n")
}

fn signs(letter: &Letter<'_>) -> Vec<&'static str> {
    [
        (letter.automatic, "automatic"),
        (letter.absence, "absence"),
        (letter.bulk, "bulk"),
        (letter.reply, "reply"),
        (!letter.attachments.is_empty(), "attached"),
        (letter.has_reference, "reference"),
        (notice::is_regulator(letter.from), "regulator"),
    ]
    .into_iter()
    .filter(|(is, _)| *is)
    .map(|(_, sign)| sign)
    .collect()
}

impl Case<'_> {
    /// The kind by the rules, and what it rests on.
    fn ruled(&self) -> Opinion {
        self.notice()
            .or_else(|| self.review())
            .or_else(|| self.mistake())
            .or_else(|| self.outcome())
            .or_else(|| self.process())
            .or_else(|| self.receipt())
            .unwrap_or_else(|| self.rest())
    }

    fn verdict(&self, kind: Kind, evidence: Vec<Evidence>) -> Verdict {
        Verdict {
            kind,
            evidence,
            suggested_status: status::suggested_status(kind, self),
            names_public_interest: self.says(PublicInterest),
        }
    }

    /// What is enclosed, by the name of the file or by what the letter calls it, where it says no more.
    fn enclosed(&self, ruled: Kind) -> Option<(Kind, Evidence)> {
        file_name::kind(self.letter)
            .or_else(|| file_name::called(self.letter.body))
            .filter(|(kind, _)| self.only_encloses(ruled) || *kind == ruled)
    }

    /// "As promised", or nothing at all, with figures or an answer attached.
    fn only_sends_a_file(&self) -> bool {
        self.tally.words() <= 2 * BARE
            && !self.file_sent().is_empty()
            && self.says_only(&[Receipt, Response, Chat, Apology, Matter])
            && self.is_about_a_request()
            && !self.letter.automatic
    }

    /// A file that by its name can only be the answer.
    fn file_sent(&self) -> Vec<Evidence> {
        let mut names = self.letter.attachments.iter().map(|(name, _)| *name);
        let answer = names.find(|name| file_name::is_an_answer(name));
        answer
            .map(|name| Evidence { rule: "name.answer".to_owned(), quote: name.to_owned() })
            .into_iter()
            .collect()
    }

    /// The letter says no more than that something is attached: what, its name may tell.
    fn only_encloses(&self, ruled: Kind) -> bool {
        let said = [Answer, Item, State, Deny, Part, Hidden, Registered, ReviewDone]
            .into_iter()
            .any(|signal| self.says(signal));
        let kinds = [Kind::Released, Kind::OtherCorrespondence, Kind::Acknowledgement];
        self.tally.words() < NOTE && !said && !self.letter.automatic && kinds.contains(&ruled)
    }

    /// Whether headers prove the rules' opinion (absence, a list, the regulator's address), or a machine
    /// says what it is: then it is no matter of likeness.
    fn is_proved(&self, ruled: Kind) -> bool {
        match ruled {
            Kind::OutOfOffice => self.letter.absence,
            Kind::AutoReply => self.letter.automatic || self.says(Machine),
            Kind::Unrelated => self.letter.bulk,
            Kind::Regulator => notice::is_regulator(self.letter.from),
            Kind::ReviewUpheld | Kind::ReviewPartlyUpheld => self.says_what_came_of_it(ruled),
            Kind::ReviewOverturned => {
                self.upholds_her_complaint() || self.says_what_came_of_it(ruled)
            }
            // A note that can neither confirm nor deny says so in so many words.
            Kind::NeitherConfirmNorDeny => {
                self.tally.words() < NOTE && self.tally.weight(Neither) >= 8
            }
            _ => false,
        }
    }

    /// How much the rules' opinion counts: more in a note, if any rule knew the kind, and where one sentence
    /// makes it.
    fn advantage(&self, ruled: Kind) -> f64 {
        let known = ruled != Kind::OtherCorrespondence || self.says(Chat);
        let note = self.tally.words() < NOTE;
        let refuses = ruled == Kind::RefusalExemption && (self.says(Exempt) || self.says(Refuse));
        match ruled {
            Kind::PartlyReleased if note => RULES_COUNT_IN_A_REFUSING_NOTE,
            Kind::PartlyReleased | Kind::ReviewPartlyUpheld => RULES_COUNT_BY_ONE_SENTENCE,
            // Said with section, time and reason: a receipt has none of them.
            Kind::Extension if self.only_extends() => RULES_COUNT_IN_A_PLAIN_NOTE,
            _ if note && refuses => RULES_COUNT_IN_A_REFUSING_NOTE,
            _ if note && self.is_plain(ruled) => RULES_COUNT_IN_A_PLAIN_NOTE,
            Kind::NotHeld if self.only_lacks() => RULES_COUNT_IN_A_PLAIN_NOTE,
            _ if note && known => RULES_COUNT_IN_A_NOTE,
            _ => RULES_COUNT,
        }
    }

    /// A short letter says in several ways that it takes more time, and answers nothing.
    fn only_extends(&self) -> bool {
        let answers = [Give, Item, Answer, State, Response];
        self.tally.weight(Extend) >= 15
            && self.tally.words() < 2 * NOTE
            && answers.into_iter().all(|signal| self.tally.weight(signal) == 0)
    }

    /// An attached letter that is short says plainly that nothing is held, and gives, refuses and passes on
    /// nothing: what covers it has words of an answer.
    fn only_lacks(&self) -> bool {
        let otherwise = [Give, Item, Answer, State, Part, Deny, Exempt, Refuse, CostSaid]
            .into_iter()
            .chain([PassedOn, AskElsewhere, Published, Neither, Interim, Late, Clarify]);
        self.letter.attachments.iter().any(|(name, text)| is_letter(name, text))
            && self.tally.weight(NotHeld) >= 6
            && self.tally.words() < 2 * NOTE
            && otherwise.into_iter().all(|signal| self.tally.weight(signal) == 0)
    }

    /// A rule that needs no second one found the kind, and the sentences say nothing that leads elsewhere.
    fn is_plain(&self, ruled: Kind) -> bool {
        match ruled {
            Kind::Transfer => {
                let plain = ["transfer.not-us", "elsewhere.plain"];
                self.tally.weight(NotHeld) == 0 && plain.into_iter().any(|id| self.tally.has(id))
            }
            Kind::Excluded => self.says(Excluded),
            Kind::RedirectedSar => self.says(OwnData),
            Kind::Extension => self.tally.weight(Extend) >= 6,
            Kind::RefusalVexatious => self.tally.weight(Vexatious) >= 7,
            Kind::RefusalPublished => self.says(Published) || self.says(Linked),
            // A question beside a receipt may be hers, repeated.
            Kind::Clarification => {
                self.tally.weight(Clarify) >= 6 && !self.says(Registered) && !self.says(Receipt)
            }
            Kind::NarrowingInvited => self.tally.weight(Narrow) >= 6,
            Kind::FeeNotice => self.tally.weight(Fee) >= 6,
            Kind::Holding => self.tally.has("late.in-hand") || self.tally.has("late.not-by-then"),
            Kind::Acknowledgement => {
                let plain = ["receipt.plain", "inside.asked-colleagues"];
                self.stays_inside()
                    || plain.into_iter().any(|id| self.tally.has(id))
                        && self.tally.words() <= 2 * BARE
            }
            Kind::Closed => self.tally.weight(Closed) >= 6,
            Kind::Correction => self.tally.weight(Correct) >= 6,
            _ => false,
        }
    }

    /// Some of what she asked is answered beside what is not: item by item, or with a yes or a figure in a note.
    fn answers_some(&self) -> bool {
        let note = self.tally.words() < NOTE;
        let answers = self.tally.has("answer.plain") || self.says(Item) || self.says(Give);
        self.tally.has_mixed_items() || note && answers
    }

    /// The sentence whose words speak most clearly for a kind.
    fn likeness_of(&self, kind: Kind) -> Vec<Evidence> {
        let attached = attached_letters(self.letter);
        let sentence = [self.letter.body, &attached]
            .into_iter()
            .filter_map(|text| clearest_sentence(kind, text))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        sentence
            .map(|(_, sentence)| Evidence {
                rule: "words.like".to_owned(),
                quote: sentence.trim().to_owned(),
            })
            .into_iter()
            .collect()
    }

    /// Whether nothing else is said, not even weakly.
    fn says_only(&self, these: &[Signal]) -> bool {
        let mut others = Signal::ALL.iter().filter(|signal| !these.contains(signal));
        others.all(|signal| self.tally.weight(*signal) == 0)
    }

    fn says(&self, signal: Signal) -> bool {
        self.tally.says(signal)
    }

    /// The sentences behind the signals, once each.
    fn evidence(&self, signals: &[Signal]) -> Vec<Evidence> {
        let mut evidence: Vec<Evidence> = Vec::new();
        for found in signals.iter().filter_map(|signal| self.tally.evidence(*signal)) {
            if !evidence.contains(&found) {
                evidence.push(found);
            }
        }
        evidence
    }

    /// Information or answers are given.
    fn gives(&self) -> bool {
        let answers = self.tally.weight(Answer) + self.tally.weight(Item);
        let together = self.tally.weight(Give) + answers >= 7;
        self.says(Give) || (answers >= 5 || together) && !self.says(Deny)
    }

    /// Something is given beside a refusal: figures that only explain the refusal do not count.
    fn gives_beside_a_refusal(&self) -> bool {
        let plainly = self.tally.evidence(Give).is_some_and(|found| found.rule != "give.holds");
        self.says(Give) && plainly || self.says(Item) || self.says(Part)
    }

    /// She has answered what they asked: what they say of it is no new question.
    fn answered_us(&self) -> bool {
        self.tally.has("receipt.your-answer")
    }

    /// Something beside a receipt is said.
    fn says_more_than_a_receipt(&self) -> bool {
        [Give, Answer, Item, Deny, NotHeld, CostRefused, Refuse, Exempt, Neither, Clarify, Fee]
            .into_iter()
            .any(|signal| self.says(signal))
    }

    /// A weak word of giving in what is plainly a receipt.
    fn only_a_receipt(&self) -> bool {
        let receipt = self.tally.weight(Receipt) + self.tally.weight(Registered);
        let giving =
            self.tally.weight(Give) + self.tally.weight(Answer) + self.tally.weight(Response);
        receipt >= 10 && giving <= 8
    }

    /// Nothing but "No." or "412", with a greeting at most.
    fn is_a_bare_answer(&self) -> bool {
        self.tally.words() <= BARE
            && self.tally.has("answer.figures")
            && self.says_only(&[Item, State, Answer, Matter])
            && self.is_about_a_request()
            && !self.letter.automatic
    }

    /// Nothing was recognised.
    fn rest(&self) -> Opinion {
        if self.cannot_and_no_more() {
            return (Kind::RefusalExemption, &[Refuse]);
        }
        if self.too_much_work_and_no_more() {
            return (Kind::RefusalCost, &[CostSaid]);
        }
        if self.is_a_bare_answer() {
            return (Kind::Released, &[Item]);
        }
        if self.only_sends_a_file() {
            return (Kind::Released, &[]);
        }
        // "There is no such policy."
        let note = self.tally.words() < NOTE;
        if note && self.tally.has("deny.never") && self.is_about_a_request() {
            return (Kind::Released, &[Deny]);
        }
        if self.tally.weight(Clarify) >= 3
            && !self.answered_us()
            && !self.says(Chat)
            && self.is_about_a_request()
        {
            (Kind::Clarification, &[Clarify])
        } else if self.is_about_a_request() {
            (Kind::OtherCorrespondence, &[Password, Late, Narrow, Receipt])
        } else {
            (Kind::Unrelated, &[Bulk])
        }
    }

    /// Whether anything ties the message to a request for information.
    fn is_about_a_request(&self) -> bool {
        let signs = [
            "freedom of information",
            "foi request",
            "information request",
            "request for information",
            "your request",
            "rhyddid gwybodaeth",
            "your foi",
            "environmental information",
            "information compliance",
            "information governance",
            "information rights",
            "foi",
        ];
        let texts = [self.letter.subject, self.letter.body, self.letter.quoted];
        self.letter.has_reference
            || texts.iter().any(|text| {
                let folded = prose::fold(text);
                signs.iter().any(|sign| folded.contains(sign))
            })
            || self.letter.reply && self.tally.words() > 0 && self.letter.quoted.is_empty()
    }
}
