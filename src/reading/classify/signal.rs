//! What single sentences can say, before anything is concluded from the whole letter.

use crate::words::words;

words! {
    /// A thing that a sentence says. Several together make a kind; see `decide`.
    pub(super) enum Signal ("thing said") {
        /// The letter or request arrived.
        Receipt = "receipt",
        /// It was registered, given to somebody, is being worked on.
        Registered = "registered",
        /// A machine speaks.
        Machine = "machine",
        /// The writer is away.
        Away = "away",
        /// A message is called back.
        Recall = "recall",
        /// Requests are taken by a form only.
        WebForm = "web_form",
        /// They ask what is meant.
        Clarify = "clarify",
        /// They ask for less.
        Narrow = "narrow",
        /// They ask who she is.
        Identity = "identity",
        /// They want money first.
        Fee = "fee",
        /// They take more time for the public interest, or for complexity under the Regulations.
        Extend = "extend",
        /// They are late and say so: the answer is still to come.
        Late = "late",
        /// An apology for delay, with or without the answer.
        Apology = "apology",
        /// The rest comes later.
        Interim = "interim",
        /// It was passed to another authority.
        PassedOn = "passed_on",
        /// She should ask somebody else.
        AskElsewhere = "ask_elsewhere",
        /// It was passed on inside the authority.
        PassedInside = "passed_inside",
        /// The answer comes by post.
        Post = "post",
        /// It waits behind a sign-in or an expiring link.
        Portal = "portal",
        /// A password for something sent apart.
        Password = "password",
        /// Information is given.
        Give = "give",
        /// A response is attached or follows, whatever it says.
        Response = "response",
        /// A fact is stated, in no phrase of the Act.
        State = "state",
        /// A sentence of theirs on no step of a request's way, in words that no rule knows.
        Matter = "matter",
        /// A question is answered in words or figures.
        Answer = "answer",
        /// An answer to a numbered or named item of the request.
        Item = "item",
        /// "We do not do this": a full answer in the negative.
        Deny = "deny",
        /// It is not held.
        NotHeld = "not_held",
        /// All that she asked for is given, in so many words.
        GivenWhole = "given_whole",
        /// All that she asked for is refused, in so many words.
        WithheldWhole = "withheld_whole",
        /// Only a part is given.
        Part = "part",
        /// Small numbers or names are hidden.
        Hidden = "hidden",
        /// A question cannot be answered for lack of means, without a section.
        Cannot = "cannot",
        /// The cost would pass the limit.
        CostSaid = "cost_said",
        /// It is refused for that.
        CostRefused = "cost_refused",
        /// It is vexatious or repeated.
        Vexatious = "vexatious",
        /// It is refused or withheld.
        Refuse = "refuse",
        /// An exemption is applied.
        Exempt = "exempt",
        /// It is accessible already, or will be published.
        Published = "published",
        /// A link to where it stands, without more.
        Linked = "linked",
        /// They neither confirm nor deny.
        Neither = "neither",
        /// The body or the purpose is outside the Act.
        Excluded = "excluded",
        /// It is about her own data.
        OwnData = "own_data",
        /// An earlier message is put right.
        Correct = "correct",
        /// A message was not meant for her.
        Misdirected = "misdirected",
        /// She asked for a review and they have it.
        ReviewAsked = "review_asked",
        /// The review is done.
        ReviewDone = "review_done",
        /// They stand by the decision.
        ReviewStands = "review_stands",
        /// They change it.
        ReviewChanged = "review_changed",
        /// They change part of it.
        ReviewPartly = "review_partly",
        /// The request was closed.
        Closed = "closed",
        /// The regulator or a tribunal speaks.
        Regulator = "regulator",
        /// A newsletter, survey or advertisement.
        Bulk = "bulk",
        /// The writer asks for information herself.
        Requester = "requester",
        /// Thanks, good wishes, small talk.
        Chat = "chat",
        /// The public interest was weighed.
        PublicInterest = "public_interest",
    }
}

impl Signal {
    /// How many there are.
    pub(super) const COUNT: usize = Signal::ALL.len();

    /// Whether sentences about rights of review may say it.
    pub(super) fn about_review(self) -> bool {
        matches!(
            self,
            Signal::ReviewAsked
                | Signal::ReviewDone
                | Signal::ReviewStands
                | Signal::ReviewChanged
                | Signal::ReviewPartly
                | Signal::Regulator
        )
    }

    /// Whether it may be said by repeating her words: "you asked us to review".
    pub(super) fn may_be_reported(self) -> bool {
        self.about_review() && self != Signal::Regulator
            || matches!(
                self,
                Signal::OwnData
                    | Signal::Vexatious
                    | Signal::Receipt
                    | Signal::Closed
                    | Signal::Clarify
            )
    }

    /// Whether it keeps something from her: what is said of another request keeps nothing.
    pub(super) fn decides_against_her(self) -> bool {
        matches!(
            self,
            Signal::Exempt
                | Signal::Refuse
                | Signal::Published
                | Signal::CostRefused
                | Signal::Vexatious
                | Signal::Part
                | Signal::Hidden
                | Signal::Cannot
                | Signal::WithheldWhole
        )
    }

    /// Whether a sentence that says it may state a fact all the same.
    pub(super) fn may_state(self) -> bool {
        matches!(self, Signal::Give | Signal::Answer | Signal::Item | Signal::Deny)
    }

    /// Whether a question ("... ?") may say it: they ask, they do not decide, in questions.
    pub(super) fn may_be_asked(self) -> bool {
        matches!(
            self,
            Signal::Clarify | Signal::Narrow | Signal::Identity | Signal::Bulk | Signal::Machine
        )
    }
}
