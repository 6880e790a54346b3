//! Which kinds a letter cannot be, whatever its words are like: a review nobody speaks of has no
//! outcome, a person's letter is no machine's, and what is given without anything kept back is no part.

use crate::reading::pattern::Forward;
use std::sync::LazyLock;

use super::{Case, NOTE};
use crate::reading::classify::beside::stays_inside;
use crate::reading::classify::beside::wording::NEVER_CAME;
use crate::reading::classify::signal::Signal::*;
use crate::reading::kind::Kind;
use crate::reading::prose;

impl Case<'_> {
    /// Whether the letter may be of a kind that only its words speak for.
    pub(super) fn may_be(&self, kind: Kind) -> bool {
        match kind {
            Kind::OutOfOffice => self.letter.automatic || self.letter.absence,
            Kind::AutoReply => self.letter.automatic,
            // Who closes a request says so.
            Kind::Closed => self.tally.weight(Closed) > 0 || self.speaks_of_closing(),
            // A server says so in a form of its own, which was read before.
            Kind::Bounce | Kind::BounceDelayed => false,
            // "The attached letter explains why we will not give you this."
            Kind::Acknowledgement => {
                !self.answers_behind_thanks()
                    && !self.says(Refuse)
                    && !self.never_came()
                    && !self.answered_before()
                    && !self.is_the_answer()
                    && !(self.tally.words() < NOTE && self.tally.has("subject.review"))
            }
            // Who is late speaks of what she asked about too, but brings no figure; that it came late is
            // what answers say.
            Kind::Holding => {
                let answers = ["response.attached", "response.as-follows"];
                let gives = self.tally.weight(Give) >= 6
                    || answers.into_iter().any(|rule| self.tally.has(rule));
                let brings = gives && !self.says(Late);
                !brings && (!self.states() || !self.tally.has("answer.statement"))
            }
            Kind::Clarification => self.tally.weight(Clarify) > 0 || !self.answers_behind_thanks(),
            // "We have never done this" answers, unless it is said that nothing is recorded; said to every
            // item it is a full answer. Who says no "not" lacks nothing.
            Kind::NotHeld => {
                (self.tally.weight(NotHeld) > 0 || self.denies_anything())
                    && !(self.says(Deny) && self.says(Item) || self.never_came())
                    && (self.tally.weight(Deny) == 0 || self.tally.weight(NotHeld) > 0)
                    // "We do hold this but have decided not to release it."
                    && (self.tally.weight(NotHeld) > 0 || !self.holds_and_refuses())
            }
            // What is given with its address was passed to nobody.
            Kind::Transfer => {
                let elsewhere = [PassedOn, PassedInside, AskElsewhere];
                (elsewhere.into_iter().any(|signal| self.tally.weight(signal) > 0)
                    || !self.letter.body.contains("://") && self.may_be_elsewhere())
                    && !self.only_passed_inside()
                    && !self.only_advises()
            }
            // What is published is there for everybody: nobody signs in for it.
            Kind::PortalNotice => {
                self.tally.weight(Portal) + self.tally.weight(Password) > 0
                    || !self.tally.has("response.published") && !self.says(Receipt)
            }
            // Something is still to come.
            Kind::Interim => {
                self.tally.weight(Interim) + self.tally.weight(Late) > 0 || self.speaks_of_later()
            }
            Kind::RedirectedSar => self.tally.weight(OwnData) > 0 || !self.decides(),
            Kind::ReviewPartlyUpheld if self.tally.has("review.not-upheld") => {
                self.tally.weight(ReviewChanged) + self.tally.weight(ReviewPartly) > 0
            }
            // "I have completed the review, and the lease remains exempt": that they have it is long past.
            Kind::ReviewAcknowledgement => self.speaks_of_a_review() && !self.has_reviewed(),
            // In a note nothing else can hold the verdict.
            Kind::ReviewUpheld | Kind::ReviewPartlyUpheld | Kind::ReviewOverturned => {
                self.speaks_of_a_review() && !(self.tally.words() < NOTE && self.has_no_verdict())
            }
            // A note that refuses and says nothing else gives no part.
            Kind::PartlyReleased => {
                self.keeps_something_back()
                    && (self.tally.words() >= NOTE || self.brings_something())
            }
            Kind::OtherCorrespondence => {
                let note = self.tally.words() < NOTE;
                !self.states()
                    && !self.answers_behind_thanks()
                    && !(note && (self.decides() || self.says_plainly()))
            }
            _ => true,
        }
    }

    /// A review is done, and something came of it.
    fn has_reviewed(&self) -> bool {
        let note = self.tally.words() < NOTE;
        let received = self.says(Registered) || self.says(Receipt);
        self.says(ReviewDone) && (self.has_a_verdict() || note && !received)
            || self.says(ReviewChanged) && self.says(Give)
    }

    /// Something is said to have come of a review.
    fn has_a_verdict(&self) -> bool {
        [ReviewStands, ReviewChanged, ReviewPartly].into_iter().any(|signal| self.says(signal))
    }

    /// A rule found a decision on the request: a note that brings one is about nothing else.
    fn decides(&self) -> bool {
        [Exempt, CostRefused, Vexatious, Neither].into_iter().any(|signal| self.says(signal))
            || self.says(Refuse) && self.tally.weight(Exempt) > 0
    }

    /// A rule found something that leaves little else in a note, if it is no chat and no machine's.
    fn says_plainly(&self) -> bool {
        let said = [AskElsewhere, OwnData, Excluded, Published, NotHeld, Refuse, Extend]
            .into_iter()
            .chain([PassedOn, Response, Clarify]);
        !self.says(Chat)
            && !self.letter.automatic
            && !self.never_came()
            && !self.answered_before()
            && said.into_iter().any(|signal| self.says(signal))
    }

    /// A refusal that says that it is held.
    fn holds_and_refuses(&self) -> bool {
        let folded = prose::fold(self.letter.body);
        let holds = ["do hold", "does hold", "hold this", "hold the information", "holds this"];
        self.says(Refuse)
            && holds.iter().any(|words| folded.contains(words))
            && !folded.contains("not hold")
    }

    /// The letter does nothing of a receipt but say thanks, and a rule found an answer.
    fn answers_behind_thanks(&self) -> bool {
        let receipts = [Registered, PassedInside, Machine].into_iter().any(|one| self.says(one));
        let promised = ["receipt.will-answer", "receipt.in-touch", "receipt.acknowledge"]
            .into_iter()
            .chain(["receipt.arrived", "receipt.we-received", "receipt.your-answer"])
            .any(|rule| self.tally.has(rule));
        let answers = self.decides()
            || self.states()
            || [NotHeld, Refuse, Deny].into_iter().any(|signal| self.says(signal));
        answers && !receipts && !promised && self.tally.has("receipt.thanks")
    }

    fn speaks_of_a_review(&self) -> bool {
        let signs = [ReviewAsked, ReviewDone, ReviewStands, ReviewChanged, ReviewPartly];
        let texts = || {
            let attached = self.letter.attachments.iter().map(|(_, text)| *text);
            [self.letter.subject, self.letter.body, self.letter.quoted].into_iter().chain(attached)
        };
        signs.into_iter().any(|signal| self.tally.weight(signal) > 0)
            || texts().flat_map(prose::sentences).map(prose::fold).any(|folded| {
                REVIEW.is_match(folded.as_bytes()) && !OFFERED.is_match(folded.as_bytes())
            })
    }

    fn speaks_of_closing(&self) -> bool {
        let folded = prose::fold(self.letter.body);
        ["clos", "withdraw", "lapse", "no further action", "cau "]
            .iter()
            .any(|word| folded.contains(word))
    }

    /// They say that her request has not come.
    pub(super) fn never_came(&self) -> bool {
        self.tally.words() < NOTE && NEVER_CAME.is_match(prose::fold(self.letter.body).as_bytes())
    }

    /// It answers, and promises nothing: that her request was received is how it opens.
    pub(super) fn is_the_answer(&self) -> bool {
        let promises = ["receipt.will-answer", "receipt.in-touch", "receipt.response-due"]
            .into_iter()
            .any(|rule| self.tally.has(rule));
        let registers = [Registered, PassedInside, Machine].into_iter().any(|one| self.says(one));
        let answers = [State, Deny, Give, NotHeld, Published, Item, Refuse, Exempt]
            .into_iter()
            .any(|signal| self.says(signal));
        let called_so = self.calls_itself_an_answer();
        let says_so = called_so && self.says(Matter);
        (answers || says_so)
            && !promises
            && !self.letter.automatic
            && (called_so || !registers && self.tally.words() < NOTE)
    }

    /// "If you are dissatisfied with this response", "I can now reply": what else it says is the answer.
    pub(super) fn calls_itself_an_answer(&self) -> bool {
        CALLED_AN_ANSWER.is_match(prose::fold(self.letter.body).as_bytes())
    }

    /// They say no more than that they answered before: "We responded to this on 3 October."
    pub(super) fn answered_before(&self) -> bool {
        self.tally.words() < NOTE
            && ANSWERED_BEFORE.is_match(prose::fold(self.letter.body).as_bytes())
    }

    /// A note that names a team of their own and no other body.
    fn only_passed_inside(&self) -> bool {
        let other = [PassedOn, AskElsewhere].into_iter().any(|one| self.tally.weight(one) > 0);
        self.tally.words() < NOTE
            && !other
            && (self.stays_inside() || OWN_TEAM.is_match(prose::fold(self.letter.body).as_bytes()))
    }

    /// Some sentence hands the request to an office of theirs.
    pub(super) fn stays_inside(&self) -> bool {
        self.says(PassedInside)
            && prose::sentences(self.letter.body)
                .into_iter()
                .any(|sentence| stays_inside(&prose::fold(sentence)))
    }

    /// A note that says what they do not have or do, and where else she might ask.
    fn only_advises(&self) -> bool {
        let lacks = self.tally.weight(NotHeld) + self.tally.weight(Deny) > 0;
        let passed = self.tally.weight(PassedOn) > 0 || self.tally.weight(AskElsewhere) >= 6;
        self.tally.words() < NOTE && lacks && !passed && self.tally.has("transfer.ask-them")
    }

    /// Any word of a note leads to somebody else.
    fn may_be_elsewhere(&self) -> bool {
        self.tally.words() >= NOTE || ELSEWHERE.is_match(prose::fold(self.letter.body).as_bytes())
    }

    /// As many words as there are without those on her rights and on re-use.
    fn own_words(&self) -> usize {
        self.tally.own().iter().map(|sentence| sentence.split_whitespace().count()).sum()
    }

    /// A note that says how much work it would be, and neither promises, asks nor gives anything.
    pub(super) fn too_much_work_and_no_more(&self) -> bool {
        let otherwise = [Late, Extend, Interim, Clarify, Fee, Narrow, Give, Item, State, Response]
            .into_iter()
            .chain([Registered, PassedInside, NotHeld, Published, Linked, ReviewAsked, PassedOn]);
        self.own_words() < NOTE
            && (self.says(CostSaid) || self.tally.has("cost.too-much-work"))
            && otherwise.into_iter().all(|signal| self.tally.weight(signal) == 0)
            && self.is_about_a_request()
            && !self.letter.automatic
    }

    /// A note that says "we are unable to provide the information requested", without a word of why, how
    /// else, or when.
    pub(super) fn cannot_and_no_more(&self) -> bool {
        let otherwise = [WebForm, Portal, Post, Late, Extend, Interim, Clarify, Identity, Fee]
            .into_iter()
            .chain([Narrow, Password, Published, Linked, AskElsewhere, PassedOn, ReviewAsked])
            .chain([NotHeld, CostSaid, OwnData, Give, Item, State]);
        // "We cannot send this by e-mail" asks for another way.
        let folded = prose::fold(self.letter.body);
        let ways = ["by email", "by e-mail", "by phone", "by telephone", " format", "in person"];
        self.own_words() < NOTE
            && ["refuse.unable", "refuse.confidential"].into_iter().any(|rule| self.tally.has(rule))
            && !ways.iter().any(|way| folded.contains(way))
            && otherwise.into_iter().all(|signal| self.tally.weight(signal) == 0)
            && self.is_about_a_request()
            && !self.letter.automatic
            && !self.speaks_of_later()
    }

    /// Any word of the letter or of what is attached is of what comes later.
    fn speaks_of_later(&self) -> bool {
        let attached = self.letter.attachments.iter().map(|(_, text)| *text);
        std::iter::once(self.letter.body)
            .chain(attached)
            .any(|text| LATER.is_match(prose::fold(text).as_bytes()))
    }

    /// Any word of the letter or of what is attached denies something.
    fn denies_anything(&self) -> bool {
        let attached = self.letter.attachments.iter().map(|(_, text)| *text);
        std::iter::once(self.letter.body)
            .chain(attached)
            .any(|text| DENIES.is_match(prose::fold(text).as_bytes()))
    }

    /// Anything is given, stated or pointed to.
    fn brings_something(&self) -> bool {
        [Give, Item, Answer, State, Deny, Part, Response, Linked, Published]
            .into_iter()
            .any(|signal| self.tally.weight(signal) > 0)
    }

    /// Anything is said to be withheld, missing, elsewhere or still to come.
    fn keeps_something_back(&self) -> bool {
        [NotHeld, Exempt, Refuse, CostSaid, CostRefused, Part, Hidden, Cannot, Neither, Published]
            .into_iter()
            .chain([Linked, Vexatious, Interim, Excluded, OwnData, AskElsewhere, Late])
            .any(|signal| self.tally.weight(signal) > 0)
    }
}

/// Words that deny.
static DENIES: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"n't\b|\b(?:not|no|none|nil|never|neither|nor|nothing|nobody|without|cannot|unable|fail\w*|lack\w*|destroyed|deleted|ddim|nid|nad|oes|heb|dim)\b",
    )
    .expect("the pattern is constant and tested")
});

/// Words of what is still to come.
static LATER: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"'ll\b|\b(?:will|shall|would|going to|expect\w*|hope\w*|plan\w*|later|follow\w*|soon|shortly|due course|when|once|until|yet|still|await\w*|pending|chas\w+|rest|remain\w*|next|first|part|interim|separate\w*|so far|meanwhile|tomorrow|(?:mon|tues|wednes|thurs|fri)day|yn dilyn|dilyn|gweddill|hyd yma|bydd\w*|cyn|pan)\b",
    )
    .expect("the pattern is constant and tested")
});

/// A letter that speaks of itself as the answer.
static CALLED_AN_ANSWER: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:dissatisfied|unhappy|not (?:happy|satisfied|content)) with (?:this|our|my|the) (?:response|reply|answer|decision|outcome)\b|\b(?:this|which) (?:concludes|completes) (?:our|the|your|my)\b|\bhope (?:that )?this (?:answers|is helpful|helps|assists)\b|\bthis (?:is|as) (?:our|my|the) (?:full |final |formal )?(?:response|reply|answer)\b|\b(?:can|able to|position to) (?:now )?(?:respond|reply|answer)\b|\b(?:reply|respond) as follows\b|\bopen government licen[cs]e\b",
    )
    .expect("the pattern is constant and tested")
});

/// Words that lead to somebody else.
static ELSEWHERE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"@|\b(?:sen[dt]|sending|forward\w*|pass\w*|ask\w*|hand\w*|deals?|answer\w*|ours|theirs|contact\w*|try|want|address\w*|responsib\w*|transferr?\w*|re-?direct\w*|belong\w*|moved|would need|for (?:them|it|this)|anfon\w*|trosglwydd\w*|cysyllt\w*|gofyn\w*)\b",
    )
    .expect("the pattern is constant and tested")
});

/// "Forwarded to the HR team", and not "to the team at the hospital".
static OWN_TEAM: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:forward\w*|sent|pass\w*|shared|referred)\b(?: \w+){0,4}? (?:on )?to (?:the|our|my) (?:\w+ ){1,3}?(?:team|department|colleagues?|officer|manager|section|unit)(?:[.,;:)]|$| (?:who|and|for|to|so|which|but|today)\b)",
    )
    .expect("the pattern is constant and tested")
});

/// An answer that they say went out before this letter.
static ANSWERED_BEFORE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:we|i|(?:our|the|this) (?:\w+ )?(?:team|office|response|reply|answer))(?: have)?(?: already| previously)* (?:responded|replied|answered|(?:was|were|had been|was already) (?:sent|issued|e-?mailed|provided))\b(?: \w+){0,5}? (?:on|in) (?:the )?(?:\d|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    )
    .expect("the pattern is constant and tested")
});

/// Words for a decision that is looked at once more.
static REVIEW: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"review|complain|appeal|reconsider|re-?examin|representations|challeng|afresh|look(?:ed|ing)? (?:\w+ ){0,3}again|adolyg|apel|cwyn",
    )
    .expect("the pattern is constant and tested")
});

/// Every answer ends with the offer of a review.
static OFFERED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:ask (?:us |me )?(?:for|to)|apply (?:for|to)|seek|right (?:to|of)|entitled|may|can|could|if you|should you|complain to|how to|os (?:ydych|nad))\b",
    )
    .expect("the pattern is constant and tested")
});

#[cfg(test)]
mod tests {
    use crate::reading::Kind;
    use crate::reading::classify::decide::Case;
    use crate::reading::classify::{Letter, tally};

    fn may_be(letter: &Letter<'_>, kind: Kind) -> bool {
        let tally = tally(letter);
        Case { letter, tally: &tally }.may_be(kind)
    }

    #[test]
    fn a_kind_needs_what_it_presupposes() {
        for (body, kind, possible) in [
            (
                "Dear Ms Hale, the ferry carried 310 cars on Sunday.",
                Kind::ReviewPartlyUpheld,
                false,
            ),
            ("Dear Ms Hale, I have looked into it again.", Kind::ReviewOverturned, true),
            ("It is 40. Not content? Ask for a review.", Kind::ReviewUpheld, false),
            ("You complained to the Chair, who agrees.", Kind::ReviewOverturned, true),
            ("The ferry carried 310 cars, and cost us £40.", Kind::PartlyReleased, false),
            ("The ferry carried 310 cars. We do not hold the cost.", Kind::PartlyReleased, true),
            ("The rota is exempt under section 31(1)(g).", Kind::OtherCorrespondence, false),
            ("The rota hangs in the kitchen.", Kind::OtherCorrespondence, true),
            ("I shall be on leave from Monday.", Kind::OutOfOffice, false),
            ("You will have had our automatic reply.", Kind::AutoReply, false),
            ("We will not be giving you this information.", Kind::Acknowledgement, false),
            ("Your request came today and will be answered in May.", Kind::Acknowledgement, true),
            ("We do not hold the cost of the ferries.", Kind::NotHeld, true),
        ] {
            let letter = Letter { body, ..Letter::default() };
            assert_eq!(may_be(&letter, kind), possible, "{kind}: {body}");
        }
        let absence = Letter { absence: true, ..Letter::default() };
        assert!(may_be(&absence, Kind::OutOfOffice));
        let complaint = Letter { subject: "Your complaint", ..Letter::default() };
        assert!(may_be(&complaint, Kind::ReviewOverturned));
    }
}
