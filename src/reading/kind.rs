//! What sort of message it is: the words of the contract.
//! How a message is found to be of a kind is in `classify`.

use crate::words::words;

words! {
    /// The kind of a message.
    pub enum Kind ("kind of message") {
        /// A letter of hers came back for good.
        Bounce = "bounce",
        /// A server still tries.
        BounceDelayed = "bounce_delayed",
        /// A receipt: delivered, relayed, read, deleted unread; an abuse report.
        DeliveryNotice = "delivery_notice",
        /// Somebody is away.
        OutOfOffice = "out_of_office",
        /// The sender wants a message back.
        Recall = "recall",
        /// A machine's receipt.
        AutoReply = "auto_reply",
        /// A receipt by a person or a case system that registered the request.
        Acknowledgement = "acknowledgement",
        /// They want a web form filled in instead.
        WebFormDemand = "web_form_demand",
        /// They ask what she means (s.1(3)).
        Clarification = "clarification",
        /// They invite her to narrow the request (s.16).
        NarrowingInvited = "narrowing_invited",
        /// They ask who she is (s.8).
        IdentityRequest = "identity_request",
        /// They want a fee (s.9).
        FeeNotice = "fee_notice",
        /// More time under the law (s.10(3), reg 7).
        Extension = "extension",
        /// An apology for the delay.
        Holding = "holding",
        /// Passed on, or "ask them instead".
        Transfer = "transfer",
        /// The answer comes by post.
        Postal = "postal",
        /// The answer waits behind a portal or an expiring link.
        PortalNotice = "portal_notice",
        /// A first part of the answer; more to come.
        Interim = "interim",
        /// The information is given.
        Released = "released",
        /// Some is given, some refused or not held.
        PartlyReleased = "partly_released",
        /// They do not hold it.
        NotHeld = "not_held",
        /// Refused for cost (s.12).
        RefusalCost = "refusal_cost",
        /// Refused as vexatious or repeated (s.14).
        RefusalVexatious = "refusal_vexatious",
        /// Refused under an exemption (s.17).
        RefusalExemption = "refusal_exemption",
        /// Already accessible or to be published (s.21, s.22).
        RefusalPublished = "refusal_published",
        /// They will not say whether they hold it.
        NeitherConfirmNorDeny = "neither_confirm_nor_deny",
        /// The body or the purpose is outside the Act.
        Excluded = "excluded",
        /// Treated as a subject access request.
        RedirectedSar = "redirected_sar",
        /// A correction of an earlier message.
        Correction = "correction",
        /// Sent to her by mistake.
        SentInError = "sent_in_error",
        /// They have her review request.
        ReviewAcknowledgement = "review_acknowledgement",
        /// Review: they stand by it.
        ReviewUpheld = "review_upheld",
        /// Review: partly changed.
        ReviewPartlyUpheld = "review_partly_upheld",
        /// Review: changed in her favour.
        ReviewOverturned = "review_overturned",
        /// They closed the request.
        Closed = "closed",
        /// From the Information Commissioner, the Scottish Information Commissioner or a tribunal.
        Regulator = "regulator",
        /// About the request, none of the above.
        OtherCorrespondence = "other_correspondence",
        /// Not about a request.
        Unrelated = "unrelated",
    }
}

impl Kind {
    /// Whether it refuses the whole request.
    pub const fn is_refusal(self) -> bool {
        matches!(
            self,
            Kind::RefusalCost
                | Kind::RefusalVexatious
                | Kind::RefusalExemption
                | Kind::RefusalPublished
                | Kind::NeitherConfirmNorDeny
        )
    }

    /// Whether servers write it, and nobody who has the request.
    pub const fn is_of_servers(self) -> bool {
        matches!(
            self,
            Kind::Bounce
                | Kind::BounceDelayed
                | Kind::DeliveryNotice
                | Kind::Recall
                | Kind::Unrelated
        )
    }

    /// Whether it answers a request for review.
    pub const fn is_of_review(self) -> bool {
        matches!(
            self,
            Kind::ReviewAcknowledgement
                | Kind::ReviewUpheld
                | Kind::ReviewPartlyUpheld
                | Kind::ReviewOverturned
        )
    }

    /// Whether it is an answer to the request: what a review may be asked of.
    pub const fn is_answer(self) -> bool {
        matches!(
            self,
            Kind::Released
                | Kind::PartlyReleased
                | Kind::NotHeld
                | Kind::RefusalCost
                | Kind::RefusalVexatious
                | Kind::RefusalExemption
                | Kind::RefusalPublished
                | Kind::NeitherConfirmNorDeny
                | Kind::Excluded
                | Kind::RedirectedSar
        )
    }
}
