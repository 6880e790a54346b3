//! What single sentences can say, before anything is concluded from the whole letter.

/// A thing that a sentence says. Several together make a kind; see `decide`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Signal {
    /// The letter or request arrived.
    Receipt,
    /// It was registered, given to somebody, is being worked on.
    Registered,
    /// A machine speaks.
    Machine,
    /// The writer is away.
    Away,
    /// A message is called back.
    Recall,
    /// Requests are taken by a form only.
    WebForm,
    /// They ask what is meant.
    Clarify,
    /// They ask for less.
    Narrow,
    /// They ask who she is.
    Identity,
    /// They want money first.
    Fee,
    /// They take more time for the public interest, or for complexity under the Regulations.
    Extend,
    /// They are late and say so: the answer is still to come.
    Late,
    /// An apology for delay, with or without the answer.
    Apology,
    /// The rest comes later.
    Interim,
    /// It was passed to another authority.
    PassedOn,
    /// She should ask somebody else.
    AskElsewhere,
    /// It was passed on inside the authority.
    PassedInside,
    /// The answer comes by post.
    Post,
    /// It waits behind a sign-in or an expiring link.
    Portal,
    /// A password for something sent apart.
    Password,
    /// Information is given.
    Give,
    /// A response is attached or follows, whatever it says.
    Response,
    /// A question is answered in words or figures.
    Answer,
    /// An answer to a numbered or named item of the request.
    Item,
    /// "We do not do this": a full answer in the negative.
    Deny,
    /// It is not held.
    NotHeld,
    /// Only a part is given.
    Part,
    /// Small numbers or names are hidden.
    Hidden,
    /// A question cannot be answered for lack of means, without a section.
    Cannot,
    /// The cost would pass the limit.
    CostSaid,
    /// It is refused for that.
    CostRefused,
    /// It is vexatious or repeated.
    Vexatious,
    /// It is refused or withheld.
    Refuse,
    /// An exemption is applied.
    Exempt,
    /// It is accessible already, or will be published.
    Published,
    /// A link to where it stands, without more.
    Linked,
    /// They neither confirm nor deny.
    Neither,
    /// The body or the purpose is outside the Act.
    Excluded,
    /// It is about her own data.
    OwnData,
    /// An earlier message is put right.
    Correct,
    /// A message was not meant for her.
    Misdirected,
    /// She asked for a review and they have it.
    ReviewAsked,
    /// The review is done.
    ReviewDone,
    /// They stand by the decision.
    ReviewStands,
    /// They change it.
    ReviewChanged,
    /// They change part of it.
    ReviewPartly,
    /// The request was closed.
    Closed,
    /// The regulator or a tribunal speaks.
    Regulator,
    /// A newsletter, survey or advertisement.
    Bulk,
    /// The writer asks for information herself.
    Requester,
    /// Thanks, good wishes, small talk.
    Chat,
    /// The public interest was weighed.
    PublicInterest,
}

impl Signal {
    /// How many there are.
    pub(super) const COUNT: usize = Signal::PublicInterest as usize + 1;

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

    /// Whether a question ("... ?") may say it: they ask, they do not decide, in questions.
    pub(super) fn may_be_asked(self) -> bool {
        matches!(
            self,
            Signal::Clarify | Signal::Narrow | Signal::Identity | Signal::Bulk | Signal::Machine
        )
    }
}
