//! From what the sentences say to one kind. The order matters: what a machine says first, then
//! reviews, then an outcome, then what they want of her, then delays, then receipts.
//!
//! Refusal beside disclosure is partly released; "we do not do this" to everything is an answer; a
//! decision still to come outranks the exemptions it names; asking outranks a receipt.

use super::signal::Signal::{self, *};
use super::tally::Tally;
use super::{Evidence, Letter, Verdict};
use crate::reading::kind::Kind;
use crate::reading::prose;
use crate::request::Status;

/// A letter together with what its sentences say.
struct Case<'a> {
    letter: &'a Letter<'a>,
    tally: &'a Tally,
}

/// A kind and the signals it rests on.
type Opinion = (Kind, &'static [Signal]);

/// The opinion on a letter.
pub(super) fn decide(letter: &Letter<'_>, tally: &Tally) -> Verdict {
    let case = Case { letter, tally };
    let (kind, grounds) = case
        .notice()
        .or_else(|| case.review())
        .or_else(|| case.mistake())
        .or_else(|| case.outcome())
        .or_else(|| case.process())
        .or_else(|| case.receipt())
        .unwrap_or_else(|| case.rest());
    Verdict {
        kind,
        evidence: case.evidence(grounds),
        suggested_status: suggested_status(kind, &case),
        names_public_interest: tally.says(PublicInterest),
    }
}

impl Case<'_> {
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
        let together = self.tally.weight(Give) + self.tally.weight(Answer) >= 7;
        self.says(Give) || (self.says(Answer) || together) && !self.says(Deny)
    }

    /// Something beside a receipt is said.
    fn says_more_than_a_receipt(&self) -> bool {
        [Give, Answer, Deny, NotHeld, CostRefused, Refuse, Exempt, Neither, Clarify, Fee]
            .into_iter()
            .any(|signal| self.says(signal))
    }

    /// Absence, recall, the regulator, bulk mail; a request of hers.
    fn notice(&self) -> Option<Opinion> {
        if self.says(Requester)
            && !self.letter.reply
            && self.letter.attachments.is_empty()
            && !self.says(Response)
        {
            return Some((Kind::OtherCorrespondence, &[Requester]));
        }
        if self.says(Recall) {
            return Some((Kind::Recall, &[Recall]));
        }
        let away = self.says(Away) && (self.letter.automatic || self.letter.absence);
        if away && (self.tally.weight(Away) >= 8 || !self.says_more_than_a_receipt()) {
            return Some((Kind::OutOfOffice, &[Away]));
        }
        if is_regulator(self.letter.from) || self.tally.weight(Regulator) >= 9 {
            return Some((Kind::Regulator, &[Regulator]));
        }
        let many = self.letter.bulk && !self.letter.reply;
        let certain = self.tally.weight(Bulk) >= 10 || many && self.says(Bulk);
        let speaks_to_her =
            [Give, Response, NotHeld, CostRefused, Exempt, Neither, Clarify, Fee, Registered]
                .into_iter()
                .any(|signal| self.says(signal));
        (certain || (many || self.says(Bulk)) && !speaks_to_her)
            .then_some((Kind::Unrelated, &[Bulk]))
    }

    /// A review: its outcome, or that they have it.
    fn review(&self) -> Option<Opinion> {
        let result = self.says(ReviewPartly)
            || self.tally.weight(ReviewStands) + self.tally.weight(ReviewChanged) >= 6;
        if self.says(ReviewDone) || self.tally.weight(ReviewAsked) >= 3 && result {
            return Some(self.review_outcome());
        }
        let late = self.says(Late) && (self.says(Apology) || self.tally.weight(Late) >= 10);
        let decided = [CostRefused, Neither, Vexatious].into_iter().any(|signal| self.says(signal))
            || self.says(NotHeld) && self.says(Response)
            || self.says(Exempt) && (self.says(Response) || self.says(Refuse));
        (self.tally.weight(ReviewAsked) >= 6 && !late && !decided && !self.says(Extend))
            .then_some((Kind::ReviewAcknowledgement, &[ReviewAsked]))
    }

    fn review_outcome(&self) -> Opinion {
        let (stands, changed) = (self.says(ReviewStands), self.says(ReviewChanged));
        match (stands, changed) {
            _ if self.says(ReviewPartly) => {
                (Kind::ReviewPartlyUpheld, &[ReviewPartly, ReviewStands, ReviewChanged, ReviewDone])
            }
            (true, true) => (Kind::ReviewPartlyUpheld, &[ReviewStands, ReviewChanged, ReviewDone]),
            (false, true) => (Kind::ReviewOverturned, &[ReviewChanged, ReviewDone]),
            (true, false) => (Kind::ReviewUpheld, &[ReviewStands, ReviewDone]),
            (false, false) if self.gives() && !self.says(Exempt) && !self.says(Refuse) => {
                (Kind::ReviewOverturned, &[Give, Answer, ReviewDone])
            }
            (false, false) => (Kind::ReviewUpheld, &[ReviewDone]),
        }
    }

    /// Something went wrong with an earlier message.
    fn mistake(&self) -> Option<Opinion> {
        if self.says(Misdirected) && self.tally.weight(Misdirected) >= 7 {
            return Some((Kind::SentInError, &[Misdirected]));
        }
        self.says(Correct).then_some((Kind::Correction, &[Correct]))
    }

    /// The answer, whole, in part or refused.
    fn outcome(&self) -> Option<Opinion> {
        if let Some(opinion) = self.not_yet() {
            return Some(opinion);
        }
        let given = self.gives();
        if given && self.says(Interim) {
            return Some((Kind::Interim, &[Interim, Give, Answer]));
        }
        self.refused_whole(given).or_else(|| self.answered(given))
    }

    /// Things that look like an outcome and are none yet.
    fn not_yet(&self) -> Option<Opinion> {
        if self.says(Interim) && (self.tally.weight(Interim) >= 6 || self.says(Give)) {
            return Some((Kind::Interim, &[Interim, Give]));
        }
        let final_words = self.says(Refuse) && self.says(Response);
        if self.says(Extend) && !self.says(Give) && !self.says(CostRefused) && !final_words {
            return Some((Kind::Extension, &[Extend]));
        }
        if self.says(Fee)
            && self.tally.weight(Fee) >= 6
            && !self.says(Exempt)
            && !self.says(Response)
        {
            return Some((Kind::FeeNotice, &[Fee]));
        }
        let narrow = self.says(Narrow) && self.says(CostSaid) && !self.says(CostRefused);
        (narrow && !self.says(Give) && !self.says(Answer))
            .then_some((Kind::NarrowingInvited, &[Narrow, CostSaid]))
    }

    /// Refusals, the plainest ground first; beside information given they make it partly.
    fn refused_whole(&self, given: bool) -> Option<Opinion> {
        let grounds: [(bool, Kind, &'static [Signal], &'static [Signal]); 6] = [
            (
                self.says(Neither),
                Kind::NeitherConfirmNorDeny,
                &[Neither, Exempt],
                &[Give, Answer, Neither],
            ),
            (
                self.tally.weight(Vexatious) >= 7,
                Kind::RefusalVexatious,
                &[Vexatious],
                &[Give, Answer, Vexatious],
            ),
            (
                self.says(CostRefused) || self.says(CostSaid) && self.says(Refuse),
                Kind::RefusalCost,
                &[CostRefused, CostSaid],
                &[Give, Answer, CostRefused, CostSaid],
            ),
            (self.says(Excluded), Kind::Excluded, &[Excluded], &[Give, Answer, Excluded]),
            (
                self.says(OwnData) && !self.says(Exempt),
                Kind::RedirectedSar,
                &[OwnData],
                &[Give, Answer, OwnData],
            ),
            (
                self.says(Exempt) || self.says(Refuse),
                Kind::RefusalExemption,
                &[Exempt, Refuse],
                &[Give, Answer, Exempt, Refuse, Part, Hidden],
            ),
        ];
        let (_, kind, alone, beside) = grounds.into_iter().find(|(applies, ..)| *applies)?;
        let part =
            given || self.says(Part) && kind == Kind::RefusalExemption || self.redacted(kind);
        Some(if part { (Kind::PartlyReleased, beside) } else { (kind, alone) })
    }

    /// Names taken out under an exemption: the rest was given.
    fn redacted(&self, kind: Kind) -> bool {
        kind == Kind::RefusalExemption && self.says(Hidden) && self.says(Response)
    }

    /// Answers without a refusal: given, not held, published, denied.
    fn answered(&self, given: bool) -> Option<Opinion> {
        let mentioned = self.only_a_receipt() && !self.says(Response);
        if self.says(Published) && !given && !mentioned {
            return Some((Kind::RefusalPublished, &[Published]));
        }
        let by_section =
            self.tally.evidence(Published).is_some_and(|found| found.rule == "published.section");
        if by_section && given {
            return Some((Kind::PartlyReleased, &[Give, Answer, Published]));
        }
        if self.tally.weight(PassedOn) >= 6 && !given && !self.says(PassedInside) {
            return Some((Kind::Transfer, &[PassedOn]));
        }
        let denies = self.says(Deny)
            && !self.says(Give)
            && (self.tally.weight(Deny) >= 10 || !self.says(NotHeld));
        if self.says(NotHeld) && !denies {
            return Some(if given {
                (Kind::PartlyReleased, &[Give, Answer, NotHeld])
            } else {
                (Kind::NotHeld, &[NotHeld])
            });
        }
        if denies {
            return Some((Kind::Released, &[Deny, Answer, Response]));
        }
        if given && (self.says(Hidden) || self.says(Part) || self.says(Cannot)) {
            return Some((Kind::PartlyReleased, &[Give, Answer, Hidden, Part, Cannot]));
        }
        let in_person =
            self.says(Clarify) || self.says(Post) || self.says(Portal) || self.says(AskElsewhere);
        (given && !in_person && !self.only_a_receipt())
            .then_some((Kind::Released, &[Give, Answer, Response]))
    }

    /// A weak word of giving in what is plainly a receipt.
    fn only_a_receipt(&self) -> bool {
        let receipt = self.tally.weight(Receipt) + self.tally.weight(Registered);
        let giving =
            self.tally.weight(Give) + self.tally.weight(Answer) + self.tally.weight(Response);
        receipt >= 10 && giving <= 8
    }

    /// They want something, or it takes longer, or it goes another way.
    fn process(&self) -> Option<Opinion> {
        if self.says(Closed) {
            return Some((Kind::Closed, &[Closed]));
        }
        if self.says(Identity) {
            return Some((Kind::IdentityRequest, &[Identity]));
        }
        if self.says(Fee) {
            return Some((Kind::FeeNotice, &[Fee]));
        }
        if self.says(WebForm) && !self.says(Registered) {
            return Some((Kind::WebFormDemand, &[WebForm]));
        }
        if self.says(Clarify) {
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
    fn receipt(&self) -> Option<Opinion> {
        let registered = self.says(Registered) || self.says(PassedInside);
        let machine = self.letter.automatic || self.says(Machine);
        let receipt = self.says(Receipt) || registered;
        let enclosed = !self.letter.attachments.is_empty();
        if self.says(Response) && !self.only_a_receipt() && (enclosed || !machine && !registered) {
            let linked: &[Signal] = &[Response, Give, Linked];
            return Some((Kind::Released, linked));
        }
        if self.says(Linked) && !receipt {
            return Some((Kind::RefusalPublished, &[Linked]));
        }
        match (machine, receipt) {
            (true, true) if registered => {
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
            (false, true) => Some((Kind::Acknowledgement, &[Receipt, Registered, PassedInside])),
            (true | false, _) => None,
        }
    }

    /// Nothing was recognised.
    fn rest(&self) -> Opinion {
        if self.is_about_a_request() {
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

/// Whether the sender is a regulator or a tribunal of information rights.
fn is_regulator(from: &str) -> bool {
    let domain = from.rsplit_once('@').map_or("", |(_, domain)| domain);
    ["ico.org.uk", "ico.gsi.gov.uk", "foi.scot", "itspublicknowledge.info"]
        .iter()
        .any(|known| domain == *known || domain.ends_with(&format!(".{known}")))
        || domain.ends_with("justice.gov.uk") && from.starts_with("grc")
}

/// The status that a kind suggests; receipts and notices of servers suggest none.
fn suggested_status(kind: Kind, case: &Case<'_>) -> Option<Status> {
    Some(match kind {
        Kind::Bounce => Status::Undelivered,
        Kind::AutoReply
        | Kind::Acknowledgement
        | Kind::WebFormDemand
        | Kind::Extension
        | Kind::Holding
        | Kind::Interim => Status::AwaitingResponse,
        Kind::Clarification | Kind::NarrowingInvited | Kind::IdentityRequest | Kind::FeeNotice => {
            Status::AwaitingClarification
        }
        Kind::Transfer if case.says(PassedOn) => Status::AwaitingResponse,
        Kind::Transfer | Kind::NotHeld => Status::NotHeld,
        Kind::Postal => Status::Postal,
        Kind::PortalNotice => Status::Answered,
        Kind::Released if case.gives() || case.says(Deny) => Status::Successful,
        Kind::Released => Status::Answered,
        Kind::PartlyReleased | Kind::ReviewPartlyUpheld => Status::PartlySuccessful,
        Kind::RefusalCost
        | Kind::RefusalVexatious
        | Kind::RefusalExemption
        | Kind::RefusalPublished
        | Kind::NeitherConfirmNorDeny
        | Kind::Excluded
        | Kind::RedirectedSar
        | Kind::ReviewUpheld => Status::Refused,
        Kind::ReviewAcknowledgement => Status::InternalReview,
        Kind::ReviewOverturned => Status::Successful,
        Kind::Regulator => Status::WithRegulator,
        Kind::BounceDelayed
        | Kind::DeliveryNotice
        | Kind::OutOfOffice
        | Kind::Recall
        | Kind::Correction
        | Kind::SentInError
        | Kind::Closed
        | Kind::OtherCorrespondence
        | Kind::Unrelated => return None,
    })
}
