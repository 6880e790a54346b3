//! The whole of it: what an answer says of everything that was asked for. Figures and tables in a letter
//! that refuses the whole are reasons, and sections in one that gives the whole are those of others.

use super::super::rule::{Rule, says};
use super::super::signal::Signal::{GivenWhole, WithheldWhole};

pub(in super::super) const RULES: &[Rule] = &[
    says(
        "whole.given",
        GivenWhole,
        5,
        r"\b(?:disclos\w+|releas\w+|provid\w+|suppl\w+|give|given|giving|grant\w*|answer\w*)\b.{0,60}\bin (?:full|its entirety|their entirety)\b|\b(?:give|send|provide|release|disclose|let) you (?:have )?(?:everything|all) (?:of it|that|you|three|four|five|of what)\b|\banswers? (?:each|all|every one) (?:of )?(?:\w+ )?(?:your )?(?:points|questions|parts)\b|\bthat (?:is|answers) (?:everything|all) (?:that |of what |of it )?(?:you|we hold|there is)\b",
    ),
    says(
        "whole.nothing-withheld",
        GivenWhole,
        6,
        r"\b(?:nothing|no (?:information|part of it|data|names?|cell|row|figures?|part)|none of (?:it|them|this))\b(?: \w+){0,4}? (?:has|have|is|was|been|had|being|to be)(?: \w+){0,2}? ?(?:withheld|held back|kept back|redacted|removed|left out|blanked|refused|taken out|suppressed)\b|\b(?:no|without(?: any)?) (?:redactions?|suppressions?|exemptions?|deletions?)\b.{0,30}\b(?:needed|necessary|required|made|applied|claimed|been|applies|apply)\b|\bwithout (?:any )?(?:redactions?|deletions?)\b|\b(?:no need|not necessary|not needed|need not|not needing) (?:for us )?(?:to )?(?:claim|withhold|redact|apply|rely|refuse|remove)\b|\bnothing (?:\w+ ){0,3}?to (?:conceal|hide|withhold)\b|\bno exemptions? (?:has|have|is|are|was|were|appl\w+)\b",
    ),
    says(
        "whole.none-given",
        WithheldWhole,
        6,
        r"\b(?:neither|none)(?: of (?:it|them|these|those|this|which))?(?: part)? (?:will|can|is to|may|should|shall)(?: be| now be| therefore be)? (?:released|disclosed|provided|supplied|given|sent|published|made available)\b|\b(?:nothing|not anything)(?: \w+){0,3}? (?:i|we) (?:can|am able to|are able to|could) (?:send|release|disclose|give|provide|let)\b|\bno (?:part|version|redacted version|meaningful part|summary)(?: of (?:it|them|the \w+|which))? (?:can|could|may|will|would|is|that)\b.{0,30}\b(?:released|disclosed|provided|given|left|supplied|sent)\b|\b(?:cannot|could not|not (?:be )?(?:possible|able|practicable) to|not) (?:sensibly |readily |be )*(?:be )?(?:separated?|parted|severed?|disentangled?|teased) (?:out|apart|from|without)\b|\bnot obliged to (?:supply|provide|disclose|communicate|release) it\b",
    ),
    says(
        "whole.withheld",
        WithheldWhole,
        6,
        r"\b(?:withheld|exempt\w*|refus\w*|withhold\w*)\b.{0,60}\b(?:in full|in (?:its|their) entirety|as a whole|in whole|as regards all|wholly|the whole of|every part|both parts|all parts|each part|all of it|all of them|all of the information)\b|\b(?:all|both|each|every|the whole|whole|entirety)(?: of)?(?: (?:it|them|this|these|three|four|five|two|the|your|which|your|parts?|items?|questions?|points?|information|documents?|records?|request)){0,4}? (?:is|are|was|were|must be|should be|has been|have been|falls?|therefore)(?: \w+){0,3}? ?(?:exempt|withheld|refused|subject to (?:legal|the exemption|section)|covered|caught)\b|\b(?:wholly|entirely|fully) (?:exempt|withheld|refused)\b",
    ),
    says(
        "whole.refused",
        WithheldWhole,
        5,
        r"\b(?:refuse|refusing|decline|declining|reject|refused|declined)(?: to comply with)? (?:your|the|this) (?:\w+ )?request\b|\b(?:your|the|this) (?:\w+ )?request (?:is|has been|must be|should be|is being|has to be|was) (?:therefore |accordingly |hereby )?(?:refused|declined|turned down)\b|\bthis (?:letter |e-?mail |notice )?(?:is|acts as|serves as|constitutes|therefore)(?: \w+){0,3}? (?:formal )?(?:refusal notice|refusal|notice of refusal)\b|\b(?:the |this |requested )?information (?:is|has been|will be|must be) (?:therefore |accordingly )?(?:being )?withheld\.?$",
    ),
];
