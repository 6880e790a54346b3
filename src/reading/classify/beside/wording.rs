//! The wordings beside which a thing means something else, each with an example. Says nothing of which thing: see
//! `beside`.

use crate::reading::pattern::Forward;
use std::sync::LazyLock;

/// "Ignore the automatic reply you had": some other message is a machine's.
pub(in crate::reading::classify) static OF_ANOTHER_MACHINE: LazyLock<Forward> = LazyLock::new(
    || {
        Forward::new(r"\b(?:our|my|your|their|the|staff|(?:had|have|got|get|gets|received|sent|sends|switch\w*|set|saw|by) an?)\b(?: \w+){0,2}? auto\w*[ -](?:generated )?(?:repl|respon|acknowledg|messag|confirm|e-?mail|receipt|notif)")
        .expect("the pattern is constant and tested")
    },
);

/// "Please see the attached": it may be any letter.
pub(in crate::reading::classify) static SEE_WHAT_IS_ATTACHED: LazyLock<Forward> =
    LazyLock::new(|| {
        Forward::new(r"^(?:please|kindly|see|find|as|you will|refer)\b")
            .expect("the pattern is constant and tested")
    });

/// "We hold nothing else": all that is held was given.
pub(in crate::reading::classify) static NOTHING_ELSE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:holds?|held|have|has) (?:nothing|no) (?:else|further|more|other)\b")
        .expect("the pattern is constant and tested")
});

/// What is passed on is the request, not pupils or a service.
pub(in crate::reading::classify) static OF_THE_REQUEST: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:requests?|enquir(?:y|ies)|quer(?:y|ies)|e-?mail|correspondence|letter|questions?|it|this|cais)\b")
        .expect("the pattern is constant and tested")
});

/// A time by which something is not done, or until which.
pub(in crate::reading::classify) static IN_TIME: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:yet|in time|on time|until|till|at (?:the moment|present)|for the (?:time being|moment)|currently|still|before (?:the|\d|\w+day)|by (?:the (?:due|end|dead|statutory|\d)|today|tomorrow|then|\w+day\b|\d)|within (?:the )?(?:20|twenty|40|forty|statutory|required|normal|usual|time)|today|this week|say when|deadline|time ?scales?|time ?frames?|without (?:\w+ ){0,3}?(?:information|info|details?|clarification|knowing|name|address|payment))")
        .expect("the pattern is constant and tested")
});

/// "Unable to provide a response": what is late, and not withheld.
pub(in crate::reading::classify) static OF_A_REPLY: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:provide|give|send|issue|let you have|supply)\b(?: \w+){0,4}? (?:response|reply|answer|update|date)\b")
        .expect("the pattern is constant and tested")
});

/// "We do not have the figures yet but expect them on Friday": they are on their way.
pub(in crate::reading::classify) static NOT_YET_HERE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bnot\b.{0,60}\byet\b.{0,40}\b(?:expect\w*|hop(?:e|ing)|will|should|await\w*|chas\w+|waiting)\b|\bnot yet (?:have|had|received|got)\b")
        .expect("the pattern is constant and tested")
});

/// "You may wish to redirect your request": advice, and nothing was passed on.
pub(in crate::reading::classify) static ADVISED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:you (?:may|might|could|can|should|would|will|must|need)|please|kindly|feel free|(?:suggest|advise|recommend|invite)(?: that)? you)\b(?: \w+){0,5}? (?:transfer|redirect|re-direct|pass|forward|refer|send|re-?send|direct|submit) (?:your|this|the|it)\b")
        .expect("the pattern is constant and tested")
});

/// "To the Legal Department", "to our Head of Governance", "to the relevant service": it stays in the house.
pub(in crate::reading::classify) static INSIDE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bto (?:the |our |my |a )?(?:(?:[\w&']+ ){0,4}?(?:team|unit|section|lead|colleagues?|department|directorate|service|office|manager|officer|desk|division)(?:$|[.,;:)]| (?:who|and|so|which|to|today|for (?:an?|reply|response|their|consideration|action|attention|answer)\b))|head\b|head ?teacher|deputy|principal|bursar|registrar|clerk|secretary|chair\b|governors|legal\b|finance\b|hr\b|human resources|dpo\b|data protection officer|chief (?:executive|constable|officer)|director|monitoring officer|(?:mr|mrs|ms|miss|dr) \w+)")
        .expect("the pattern is constant and tested")
});

/// "... of the County Council", "to their customer team": another house.
pub(in crate::reading::classify) static OF_ANOTHER_BODY: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\btheir\b|\b(?:at|of|in|within|from) (?:the )?(?:\w+ ){0,3}?(?:council|police|constabulary|trust|university|college|ministry|government|nhs|agency|authority|board|school|hospital|icb)\b|\bto (?:the )?(?:\w+ ){0,3}?(?:(?:county|borough|district|city|parish|town) council|police|constabulary|nhs|icb|home office|cabinet office|government|ministry)\b")
        .expect("the pattern is constant and tested")
});

/// "We have answered this before, and our response can be seen ...": nothing is promised.
pub(in crate::reading::classify) static ANSWERED_IT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:have|has) (?:already |previously |now |also |recently )*(?:answered|responded|replied|provided|disclosed|published)\b")
        .expect("the pattern is constant and tested")
});

/// "The Act allows a public authority to refuse": what the law says, before it is applied.
pub(in crate::reading::classify) static LAW: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:allows?|permits?|enables?|makes provision|entitles?)\b.{0,30}\bauthorit(?:y|ies)\b",
    )
    .expect("the pattern is constant and tested")
});

/// The first words of a letter that answers another.
pub(in crate::reading::classify) static OPENING: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"^(?:(?:i|we) )?(?:am |are )?(?:writ(?:e|ing) (?:to you )?)?(?:further to|refer(?:ring)? to|with (?:reference|regard) to|in (?:response|reply|answer|relation|connection|regard) (?:to|with)|regarding|concerning|(?:can|am able to|are able to|am in a position to|am pleased to) (?:now )?(?:respond|reply|answer)(?: to)?|(?:am )?respond(?:ing)? to)\b.{0,40}\b(?:your|our)\b",
    )
    .expect("the pattern is constant and tested")
});

/// "I acknowledge your request and reply as follows."
pub(in crate::reading::classify) static ANSWERS_AT_ONCE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:reply|respond|answer)(?: to it| to you)? as follows\b")
        .expect("the pattern is constant and tested")
});

/// Something was done with it.
pub(in crate::reading::classify) static HAS_BEEN: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:has|have|is|will|was|were) (?:\w+ )?(?:be|been|being|registered|logged|passed)\b",
    )
    .expect("the pattern is constant and tested")
});

/// "We have no record of receiving your request": what is not held is the request itself.
pub(in crate::reading::classify) static NEVER_CAME: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:no (?:record|trace|sign) of|(?:do|does|did|have|has) not (?:appear to |seem to )?(?:have )?(?:received?|had|got)|(?:cannot|unable to|could not|not been able to) (?:find|trace|locate)|never (?:received|had|got|reached|arrived))\b(?: \w+){0,4}? (?:receiving|received|receipt of|your (?:\w+ ){0,2}?(?:request|e-?mail|letter|correspondence|message|enquiry))\b")
        .expect("the pattern is constant and tested")
});

/// "No names have been removed", "nothing is withheld".
pub(in crate::reading::classify) static SPARED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:no|nothing|none|neither|without)\b(?: \w+){0,6}? (?:removed|redact\w*|withheld|exempt\w*|suppress\w*|refused|applied|taken out|(?:held|kept) back)\b")
        .expect("the pattern is constant and tested")
});

/// "We do not hold the information you asked for": no part of it.
pub(in crate::reading::classify) static LACKS_ALL: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bnot hold (?:the|any of the|any|this) (?:information|data|records|documents|material)(?: that| which)? you (?:have )?(?:requested|asked|sought|want)")
        .expect("the pattern is constant and tested")
});

/// "We are not listed in the Act, but answer as if we were."
pub(in crate::reading::classify) static ANSWERS_ALL_THE_SAME: LazyLock<Forward> = LazyLock::new(
    || {
        Forward::new(r"\b(?:but|although|though|nevertheless|even so|all the same|nonetheless)\b.{0,160}\b(?:answer|respond|reply|as if|voluntar\w+|happy to|glad to|pleased to|will (?:help|tell|give))\b")
        .expect("the pattern is constant and tested")
    },
);

/// "We hold it but are refusing it": no part is given.
pub(in crate::reading::classify) static HOLDS_BUT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:hold|holds|held)\b.{0,80}\b(?:but|although|however)\b")
        .expect("the pattern is constant and tested")
});

/// Whose personal data are exempt, where they are not the reader's own (section 40(2) FOIA, regulation
/// 13 EIR, section 38(1)(b) FOISA, regulation 11(2) EISR).
pub(in crate::reading::classify) static THIRD_PARTIES: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bthird[ -]part(?:y|ies)\b|\b40 ?\((?:2|3|4)|\b38 ?\(1\) ?\(b\)|\bregulation (?:13|11 ?\(2\))|\b(?:other|living|private|named|identifiable) (?:people|persons?|individuals?|pupils|patients|residents|officers?|staff)\b|\b(?:someone|somebody|anyone) (?:else|other than you)\b|\bdata subjects other\b|\b(?:names?|details|identit(?:y|ies)|data|information) of (?:the |our |its |their )?(?:junior |other |individual )?(?:members of )?(?:staff|officers?|employees|individuals|people|persons|others|pupils|patients)\b")
        .expect("the pattern is constant and tested")
});

/// "The Environmental Information Regulations do not apply": another law does.
pub(in crate::reading::classify) static OF_ANOTHER_LAW: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"(?:\benvironmental info regulations|\beirs?|\beisrs?|\(scotland\) act|\bfoisa)\b(?: 20\d\d)?(?: \([a-z]+\))? (?:does|do|did) (?:not|therefore not) (?:therefore )?apply\b")
        .expect("the pattern is constant and tested")
});

/// What is enclosed is the letter, a form or advice on appeals, not the information, ...
pub(in crate::reading::classify) static COVERING: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(concat!(
        r"(?-u)\b(?:our|my|your|the|a|full|formal|this)(?: \w+){0,3}? (?:response|reply|letter|decision|answer|refusal|notice|form|leaflet)\b.{0,60}\b(?:attached|enclosed|annexed|below)\b",
        r"|\b(?:attached|enclosed|annexed|find|see)\b.{0,40}\b(?:response|reply|letter|decision|notice|form|leaflet)\b",
        r"|\bhow to (?:appeal|complain|ask|request)\b|\b(?:complaints?|appeals?|review)\b.{0,40}\b(?:attached|annexed|enclosed|appendix|below)\b",
    ))
    .expect("the pattern is constant and tested")
});

/// "Here is your request, with our answers", "we give advice, and here it is": nothing of what she asked for.
pub(in crate::reading::classify) static HER_REQUEST: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\bhere is your (?:\w+ )?(?:request|letter|questions?)\b|\badvice\b.{0,40}\bhere it is\b",
    )
    .expect("the pattern is constant and tested")
});

/// ... unless the information comes with it.
pub(in crate::reading::classify) static WITH_IT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"(?-u)\b(?:data|figures|spreadsheet|workbook|copies|copy of|information (?:you|that)|together with|along with|which (?:contains?|sets? out|gives?|has)|you (?:wanted|asked|requested|sought)|table|annex|with the)\b",
    )
    .expect("the pattern is constant and tested")
});

/// "There is a public interest in openness": a reason that is weighed, and nothing that was counted.
pub(in crate::reading::classify) static ARGUMENT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bthere (?:is|are|was|were)(?: \w+){0,5}? (?:interests?|reasons?|arguments?|factors?|considerations?|rights?|public|form)\b")
        .expect("the pattern is constant and tested")
});

/// "Information already published (section 21) will not be repeated": what every answer leaves out.
pub(in crate::reading::classify) static NOT_REPEATED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:will|shall|need|do|does|is|are) not (?:normally )?(?:be )?(?:repeat\w*|sent again|provided again)\b")
        .expect("the pattern is constant and tested")
});

/// "We keep no list, but have asked every quay and can say that there were nine": it is given all the same.
pub(in crate::reading::classify) static BUT_HERE_IT_IS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:not|n't|no)\b.{0,80}\b(?:hold|held|record\w*|kept|keep|collected|list|format|central\w*)\b.{0,80}\b(?:but|however|although|though|nevertheless)\b.{0,80}\b(?:there (?:was|were|are|is|have been)|(?:compiled|extracted|collated|put together|counted|worked it out|made one|made a list)\b|can (?:say|tell you|confirm) that|from memory|told us that|(?:is|are) (?:attached|enclosed)|attach)")
        .expect("the pattern is constant and tested")
});

/// "People would see the data", "no information is provided": nothing is given.
pub(in crate::reading::classify) static SEEN_BY_OTHERS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:who|people|others|public|managers)(?: would| will| could| can| will not)? see\b|^no (?:information|data|records?|part)\b")
        .expect("the pattern is constant and tested")
});

/// What is taken out when answers are published, or might have been.
pub(in crate::reading::classify) static OF_APPLICANTS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:disclosure log|applicants?|requesters?)\b|\bwhether (?:an?|the|it|any)\b.{0,60}\b(?:version|redact\w*|blacked|taken out)\b")
        .expect("the pattern is constant and tested")
});

/// "They may uphold it in whole or in part", "that interest is met in part": no part of the information.
pub(in crate::reading::classify) static MET_IN_PART: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:uphold|upheld|met|served|satisfied|applies to us)\b.{0,40}\bin part\b|^(?:however|but|nevertheless|nonetheless)\b.{0,80}\b(?:it|they|this|the information) (?:is|are) exempt\b")
        .expect("the pattern is constant and tested")
});

/// "All three are withheld in full": no part is given.
pub(in crate::reading::classify) static IN_FULL: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"^all (?:\w+ ){1,4}(?:are|is) (?:withheld|exempt)\b|\bwithheld in full\b|\bin (?:its|their) entirety\b")
        .expect("the pattern is constant and tested")
});

/// "We are not able to provide", "ni fyddwn yn datgelu": nothing is given.
pub(in crate::reading::classify) static CANNOT_GIVE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"^(?:ni|nid|ni fydd|ni fyddwn)\b.{0,80}\b(?:datgelu|rhyddhau)\b|\bbyddai (?:ei |eu )?datgelu\b|\b(?:not|unable|cannot|never|nor)\b(?: \w+){0,5}? (?:provide|give|disclose|release|supply|send|let you have)\b")
        .expect("the pattern is constant and tested")
});

/// Figures about what the authority did with requests, which are an answer and no decision.
pub(in crate::reading::classify) static STATISTIC: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:in|during|since|for) (?:20\d\d|the (?:last|past|year))\b.{0,80}\b\d+ (?:of (?:its|our) )?(?:\w+ )?(?:requests|cases|e-?mails|decisions|occasions|times|refusals|complaints|letters)\b|\b\d+ (?:of (?:its|our) )?(?:\w+ )?(?:requests|cases|e-?mails|decisions|occasions|times|refusals|complaints|letters)\b.{0,80}\b(?:in|during|since) (?:20\d\d|the (?:last|past|year))\b|\bhow many times\b|\b(?:applied|used|cited) in \d+ (?:cases|requests|instances|decisions)\b|^section \d+[()\d]* ?: ?\d|\b(?:\d+|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:were |was |being )?(?:partly |partially |fully )?(?:upheld|overturned|refused)\b")
        .expect("the pattern is constant and tested")
});
