//! No answer: they want something of her, it takes longer, it goes another way, or it has only
//! arrived. Asking outranks a receipt.

use super::{Case, Opinion};
use crate::reading::classify::signal::Signal::{self, *};
use crate::reading::kind::Kind;
use crate::reading::prose;

impl Case<'_> {
    /// They want something, or it takes longer, or it goes another way.
    pub(super) fn process(&self) -> Option<Opinion> {
        if self.says(Closed) {
            return Some((Kind::Closed, &[Closed]));
        }
        if self.says(Identity) {
            return Some((Kind::IdentityRequest, &[Identity]));
        }
        if self.says(Fee) {
            return Some((Kind::FeeNotice, &[Fee]));
        }
        let only_by_form = !self.says(Portal) || self.tally.has("form.not-taken");
        if self.says(WebForm) && only_by_form && !self.says(Registered) {
            return Some((Kind::WebFormDemand, &[WebForm]));
        }
        if self.says(Clarify) && !self.answered_us() {
            return Some((Kind::Clarification, &[Clarify, Narrow]));
        }
        if self.says(Narrow) && self.tally.weight(Narrow) >= 8 {
            return Some((Kind::NarrowingInvited, &[Narrow, CostSaid]));
        }
        self.routed().or_else(|| self.delayed())
    }

    /// By post, by portal, elsewhere.
    fn routed(&self) -> Option<Opinion> {
        if self.says(Portal) {
            return Some((Kind::PortalNotice, &[Portal]));
        }
        if self.says(Post) {
            return Some((Kind::Postal, &[Post]));
        }
        if self.says(PassedOn) && !self.says(PassedInside) {
            return Some((Kind::Transfer, &[PassedOn]));
        }
        let elsewhere = self.tally.weight(AskElsewhere) >= 6;
        (elsewhere && !self.says(Registered) && !self.letter.automatic)
            .then_some((Kind::Transfer, &[AskElsewhere]))
    }

    /// Late, with or without a new date.
    fn delayed(&self) -> Option<Opinion> {
        let late = self.says(Late) && (self.tally.weight(Late) >= 6 || self.says(Apology));
        let receipt = self.says(Registered) || self.tally.weight(Receipt) >= 9;
        if self.letter.automatic && receipt {
            return None;
        }
        let plainly = self.tally.weight(Late) >= 11;
        (late && (!receipt || plainly || self.says(Apology))
            || self.says(Apology) && !receipt && !self.says(Response))
        .then_some((Kind::Holding, &[Late, Apology]))
    }

    /// Receipts, by a machine or a person; then a response that says no more than that it is there.
    pub(super) fn receipt(&self) -> Option<Opinion> {
        let registered = self.says(Registered) || self.says(PassedInside);
        let machine = self.letter.automatic
            || self.tally.has("machine.says-so")
            || self.says(Machine) && !self.answers_at_all() && !self.is_in_first_person();
        let receipt = self.says(Receipt) || registered;
        let enclosed = !self.letter.attachments.is_empty();
        if self.says(Response) && !self.only_a_receipt() && (enclosed || !machine && !registered) {
            let linked: &[Signal] = &[Response, Give, Linked];
            return Some((Kind::Released, linked));
        }
        if self.says(Linked) && !receipt {
            return Some((Kind::RefusalPublished, &[Linked]));
        }
        if self.is_the_answer() && self.calls_itself_an_answer() && self.is_about_a_request() {
            return Some((Kind::Released, &[State, Answer, Item, Matter, Response]));
        }
        match (machine, receipt) {
            (true, true) if registered && self.names_the_case() => {
                Some((Kind::Acknowledgement, &[Registered, PassedInside, Receipt]))
            }
            (true, _)
                if self.is_about_a_request()
                    || receipt
                    || self.letter.reply
                    || self.says(Machine) =>
            {
                Some((Kind::AutoReply, &[Machine, Receipt]))
            }
            (false, true) if self.tally.has("subject.review") => {
                Some((Kind::ReviewAcknowledgement, &[Receipt, Registered, PassedInside]))
            }
            (false, true) => Some((Kind::Acknowledgement, &[Receipt, Registered, PassedInside])),
            (true | false, _) => None,
        }
    }

    /// Anything in it may be an answer: a mailbox gives none, whatever stands below the letter about
    /// the hours in which it is read.
    fn answers_at_all(&self) -> bool {
        [Give, Answer, Item, Deny, NotHeld, Refuse, Exempt, Published]
            .into_iter()
            .any(|signal| self.tally.weight(signal) > 0)
    }

    /// Somebody speaks of himself, or of a question of hers.
    fn is_in_first_person(&self) -> bool {
        let folded = prose::fold(self.letter.body);
        let mut words = folded.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| matches!(word, "i" | "me" | "my" | "question" | "questions"))
    }

    /// The receipt names the case: a case system registered it, no mere mailbox.
    fn names_the_case(&self) -> bool {
        let named = ["registered.logged", "registered.reference", "registered.created"];
        self.letter.has_reference || named.into_iter().any(|rule| self.tally.has(rule))
    }
}
