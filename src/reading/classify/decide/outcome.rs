//! The answer: whole, in part, refused, or not yet one. Refusal beside disclosure is partly
//! released; a decision still to come outranks the exemptions it names.

use super::{Case, NOTE, Opinion};
use crate::reading::classify::items::{Class, Sum};
use crate::reading::classify::signal::Signal::{self, *};
use crate::reading::kind::Kind;
use crate::reading::pattern::Forward;
use crate::reading::prose;
use std::sync::LazyLock;

/// That something is held.
static HELD: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:hold|holds|held|withh\w+|refus\w+|exempt\w*|hours?|days?)\b")
        .expect("the pattern is constant and tested")
});

impl Case<'_> {
    /// The answer, whole, in part or refused.
    pub(super) fn outcome(&self) -> Option<Opinion> {
        if let Some(opinion) = self.not_yet().or_else(|| self.by_items()) {
            return Some(opinion);
        }
        let given = self.gives();
        let told = self.tally.tells_some();
        let part = given || told || self.tally.has_mixed_items();
        if self.tally.has("held.section") && !part && !self.says(Exempt) {
            return Some((Kind::NotHeld, &[NotHeld]));
        }
        self.refused_whole(given).or_else(|| self.answered(given)).or_else(|| {
            self.states().then_some((Kind::Released, &[State, Answer, Item, Deny, Response]))
        })
    }

    /// What the items come to, where their classes are plain.
    pub(super) fn by_items(&self) -> Option<Opinion> {
        const KEPT: &[Signal] = &[
            Give,
            Answer,
            Item,
            State,
            Part,
            NotHeld,
            Exempt,
            CostRefused,
            Neither,
            Published,
            Hidden,
        ];
        if self.letter.automatic || self.says(Extend) {
            return None;
        }
        Some(match self.tally.items()? {
            Sum::Part => (Kind::PartlyReleased, KEPT),
            Sum::Interim => (Kind::Interim, &[Interim, Late, Give, Answer, Item, State]),
            Sum::Whole(_) if self.says(Part) => return None,
            Sum::Whole(Class::NotHeld) => (Kind::NotHeld, &[NotHeld]),
            Sum::Whole(Class::Exempt) => (Kind::RefusalExemption, &[Exempt, Refuse]),
            Sum::Whole(Class::Cost) => (Kind::RefusalCost, &[CostRefused, CostSaid]),
            Sum::Whole(Class::Neither) => (Kind::NeitherConfirmNorDeny, &[Neither, Exempt]),
            Sum::Whole(Class::Published | Class::Linked) => {
                (Kind::RefusalPublished, &[Published, Linked])
            }
            Sum::Whole(_) if !self.keeps_anything() => {
                (Kind::Released, &[Item, Answer, Give, State, Deny, Response])
            }
            Sum::Whole(_) => return None,
        })
    }

    /// Something is kept, wanted or promised, outside of the items too.
    fn keeps_anything(&self) -> bool {
        let lacks = self.tally.weight(NotHeld) > 0 && !self.says(Deny);
        lacks
            || [Exempt, Refuse, CostRefused, CostSaid, Neither, Vexatious, Part, Hidden, Cannot]
                .into_iter()
                .chain([
                    Published, Interim, Late, Extend, Fee, Identity, Narrow, WebForm, Post, Portal,
                ])
                .chain([PassedOn, AskElsewhere, Excluded, OwnData, ReviewAsked, Correct, Machine])
                .any(|signal| self.tally.weight(signal) > 0)
    }

    /// Facts are stated, and nothing is wanted, promised or registered: an answer behind its courtesy.
    pub(super) fn states(&self) -> bool {
        let otherwise =
            [Registered, Machine, Clarify, Fee, Narrow, Identity, WebForm, Post, Portal]
                .into_iter()
                .chain([PassedOn, PassedInside, AskElsewhere, Interim, Extend, Closed, ReviewAsked])
                .chain([Requester, Chat, Correct, Misdirected, Regulator, Bulk, Away])
                .any(|signal| self.says(signal));
        let promised = ["receipt.will-answer", "receipt.in-touch", "receipt.acknowledge"]
            .into_iter()
            .any(|rule| self.tally.has(rule));
        // Who is late speaks of what she asked about too.
        let late = self.tally.weight(Late) > 0 || self.says(Apology);
        (self.tally.has("answer.statement") || self.says(State) && !late)
            && !self.letter.automatic
            && !otherwise
            && !promised
            && self.tally.weight(Late) < 6
            && self.is_about_a_request()
    }

    /// Things that look like an outcome and are none yet.
    fn not_yet(&self) -> Option<Opinion> {
        if self.is_undecided() {
            return Some((Kind::NarrowingInvited, &[Narrow, CostSaid]));
        }
        let answered = [Give, Item, Response, NotHeld, Exempt, Refuse, CostRefused, Vexatious]
            .into_iter()
            .chain([OwnData, PassedOn, AskElsewhere, Excluded, Published, Neither])
            .any(|signal| self.says(signal));
        if self.says(Closed) && !answered {
            return Some((Kind::Closed, &[Closed]));
        }
        let answers = [Response, Item, NotHeld, Exempt, Refuse, CostRefused]
            .into_iter()
            .chain([Fee, CostSaid, Extend, OwnData])
            .any(|signal| self.says(signal));
        if self.tally.weight(Clarify) >= 10 && !answers && !self.answered_us() {
            return Some((Kind::Clarification, &[Clarify, Narrow]));
        }
        let last = self.tally.has("response.final");
        let wanted =
            [Fee, Post, Portal, Clarify, Identity, Narrow, Extend, Registered, WebForm, Apology]
                .into_iter()
                .any(|signal| self.says(signal));
        if !last && self.tally.promises_more() && !wanted && !self.letter.automatic {
            return Some((Kind::Interim, &[Interim, Late, State, Answer]));
        }
        if !last && self.says(Interim) && (self.tally.weight(Interim) >= 6 || self.says(Give)) {
            return Some((Kind::Interim, &[Interim, Give]));
        }
        let final_words = self.says(Refuse) && self.says(Response);
        let plainly = self.tally.weight(Extend) >= 9 && !self.says(Response);
        if self.says(Extend)
            && (plainly || !self.says(Give))
            && !self.says(CostRefused)
            && !final_words
        {
            return Some((Kind::Extension, &[Extend]));
        }
        if self.says(Fee)
            && self.tally.weight(Fee) >= 6
            && !self.says(Exempt)
            && !self.says(Response)
            && !self.tally.has("response.this-answers")
        {
            return Some((Kind::FeeNotice, &[Fee]));
        }
        let refused = self.says(CostRefused) || self.says(Refuse);
        let narrow = self.says(Narrow) && self.says(CostSaid) && !refused;
        (narrow && !self.says(Give) && !self.says(Answer))
            .then_some((Kind::NarrowingInvited, &[Narrow, CostSaid]))
    }

    /// The limit is named, and what would bring the request under it, before anything is refused.
    fn is_undecided(&self) -> bool {
        let said = ["narrow.not-refused", "narrow.not-refused-yet"];
        let narrow = self.tally.weight(Narrow);
        said.into_iter().any(|rule| self.tally.has(rule)) && narrow >= 14
            || self.tally.has("narrow.would-do") && narrow >= 10 && !self.says(Refuse)
    }

    /// Refusals, the plainest ground first; beside information given they make it partly.
    fn refused_whole(&self, given: bool) -> Option<Opinion> {
        let grounds: [(bool, Kind, &'static [Signal], &'static [Signal]); 6] = [
            (
                self.says(Neither),
                Kind::NeitherConfirmNorDeny,
                &[Neither, Exempt],
                &[Give, Answer, Item, State, Part, Neither],
            ),
            (
                self.tally.weight(Vexatious) >= 7
                    || self.tally.weight(Vexatious) >= 3 && self.both(Vexatious, Refuse) >= 8,
                Kind::RefusalVexatious,
                &[Vexatious],
                &[Give, Answer, Item, State, Part, Vexatious],
            ),
            (
                self.says(CostRefused)
                    || self.says(CostSaid) && self.says(Refuse)
                    || self.tally.weight(CostRefused) >= 3
                        && (self.says(CostSaid) || self.both(CostRefused, Refuse) >= 7),
                Kind::RefusalCost,
                &[CostRefused, CostSaid],
                &[Give, Answer, Item, State, Part, CostRefused, CostSaid],
            ),
            (
                self.says(Excluded),
                Kind::Excluded,
                &[Excluded],
                &[Give, Answer, Item, State, Part, Excluded],
            ),
            (
                self.says(OwnData) && !self.says(Exempt),
                Kind::RedirectedSar,
                &[OwnData],
                &[Give, Answer, Item, State, Part, OwnData],
            ),
            (
                self.says(Exempt)
                    || self.says(Refuse) && !self.says(Published)
                    || self.both(Exempt, Refuse) >= 7 && !self.says(Published),
                Kind::RefusalExemption,
                &[Exempt, Refuse],
                &[Give, Answer, Item, State, Exempt, Refuse, Part, Hidden],
            ),
        ];
        let (_, kind, alone, beside) = grounds.into_iter().find(|(applies, ..)| *applies)?;
        let part = given && self.gives_beside_a_refusal()
            || self.says(Part)
            || self.redacted(kind)
            || self.states_a_part()
            || self.tally.tells_some()
            || self.tally.has_mixed_items();
        Some(if part { (Kind::PartlyReleased, beside) } else { (kind, alone) })
    }

    /// A note states a figure beside what it refuses: "64 cameras. Where they stand is exempt." That something
    /// is held is no such figure, and a long refusal has its reasons full of them.
    pub(super) fn states_a_part(&self) -> bool {
        let figure = self.tally.evidence(State).is_some_and(|found| {
            found.rule == "answer.statement" && !HELD.is_match(prose::fold(&found.quote).as_bytes())
        });
        figure && self.tally.words() < NOTE && !self.says(WithheldWhole)
    }

    /// What is published is refused under its section, and not only pointed to.
    fn by_section(&self) -> bool {
        self.tally.evidence(Published).is_some_and(|found| found.rule == "published.section")
    }

    /// A pointer to what is published only helps, beside a question or "we do not hold it".
    fn wants_or_lacks(&self) -> bool {
        self.says(Clarify) || self.tally.weight(NotHeld) >= 6
    }

    /// How clearly two signals are said together.
    fn both(&self, one: Signal, other: Signal) -> u32 {
        self.tally.weight(one) + self.tally.weight(other)
    }

    /// Names taken out under an exemption: the rest was given.
    fn redacted(&self, kind: Kind) -> bool {
        kind == Kind::RefusalExemption && self.says(Hidden) && self.says(Response)
    }

    /// Answers without a refusal: given, not held, published, denied.
    fn answered(&self, given: bool) -> Option<Opinion> {
        let mentioned = (self.only_a_receipt() || self.letter.automatic) && !self.says(Response);
        let given_too = given && self.gives_beside_a_refusal();
        let mentioned = mentioned || !self.by_section() && self.wants_or_lacks();
        let told = self.tally.tells_some();
        if self.says(Published) && !given_too && !told && !mentioned {
            return Some((Kind::RefusalPublished, &[Published]));
        }
        if self.by_section() && (given_too || told) {
            return Some((Kind::PartlyReleased, &[Give, Answer, Item, State, Published]));
        }
        if self.tally.weight(PassedOn) >= 6 && !given && !self.says(PassedInside) {
            return Some((Kind::Transfer, &[PassedOn]));
        }
        let denies = self.says(Deny)
            && !self.says(Give)
            && (self.tally.weight(Deny) >= 10 || !self.says(NotHeld));
        let theirs = self.tally.weight(AskElsewhere) >= 11 && self.tally.weight(NotHeld) < 6;
        if theirs && !given {
            return Some((Kind::Transfer, &[AskElsewhere, NotHeld]));
        }
        if self.says(NotHeld) && !denies {
            let part = given || told || self.says(Part) || self.tally.has_mixed_items();
            return Some(if part {
                (Kind::PartlyReleased, &[Give, Answer, Item, State, Part, NotHeld])
            } else {
                (Kind::NotHeld, &[NotHeld])
            });
        }
        if denies {
            return Some((Kind::Released, &[Deny, Answer, Item, Response]));
        }
        let hidden_by_law = (told || self.says(Hidden)) && self.tally.weight(Exempt) >= 3;
        if hidden_by_law || given && (self.says(Hidden) || self.says(Part) || self.says(Cannot)) {
            return Some((Kind::PartlyReleased, &[Give, Answer, Item, Hidden, Part, Cannot]));
        }
        let answers = self.tally.has("response.this-answers");
        let in_person = !answers
            && [Clarify, Post, Portal, AskElsewhere].into_iter().any(|signal| self.says(signal));
        (given && !in_person && !self.only_a_receipt())
            .then_some((Kind::Released, &[Give, Answer, Item, Response]))
    }
}
