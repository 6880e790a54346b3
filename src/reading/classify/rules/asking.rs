//! They want something from her: what she means, less, her name, a fee, a form.

use super::super::rule::{Rule, any, asks, says};
use super::super::signal::Signal::{Clarify, Fee, Identity, Narrow, WebForm};

pub(in super::super) const RULES: &[Rule] = &[
    asks(
        "clarify.asks",
        Clarify,
        6,
        r"\b(?:need|require|seek\w*|request\w*|ask\w* (?:you )?for|await\w*|obtain|want|asking|like|grateful for|appreciate)\b(?: \w+){0,5}? clarif\w+\b",
    ),
    asks(
        "clarify.verb",
        Clarify,
        6,
        r"\b(?:could|can|would|will|may|please|grateful if|ask (?:that )?you|require you|need you|you (?:to|could|please|kindly))\b.{0,40}\bclarify\b|\bclarification (?:is|will be|of (?:your|the) request|on (?:your|the|what)|regarding|as to|about)\b.{0,40}\b(?:required|needed|necessary|sought|request|following|points?|question|which|what)\b|\bplease provide clarification\b|\bclarification (?:required|needed|sought|request)\b",
    ),
    asks(
        "clarify.confirm",
        Clarify,
        5,
        r"\b(?:could|can|would|will) you (?:please |kindly |also |therefore |just |let us |be able to )*(?:confirm|specify|advise|say|tell us|explain|let (?:us|me) know|be more specific|indicate|define|state)\b.{0,30}\b(?:what|which|if you|whether you|that you|the (?:time|date|period|exact|specific|type|year|years|area|location|names?)|how|exactly|by)\b|\bplease (?:can|could|would) you (?:confirm|clarify|specify|advise (?:us|me)|let (?:us|me) know)\b|\bplease (?:specify|clarify|confirm (?:what|which|that you|whether you (?:want|require|mean|need|are|would|wish)|if you (?:want|require|mean|need|are|would|wish)|the (?:time|date|period)))\b",
    ),
    asks(
        "clarify.before-we-can",
        Clarify,
        5,
        r"\b(?:before|so that|in order (?:that|for|to)|to (?:enable|allow|help|assist))\b.{0,30}\b(?:we|us|i|me|the (?:university|council|trust|college|department))\b.{0,30}\b(?:proceed|process|continue|look|progress|answer|respond|locate|identify|begin|start|take|deal|carry out|fulfil|search)\b.{0,80}\b(?:need|require|please|could you|can you|would you|clarif|know|provide|confirm)\b",
    ),
    asks("clarify.help-narrow", Clarify, 4, r"^to help you\b.{0,40}\b(?:narrow|with this|find)"),
    asks(
        "clarify.carry-on",
        Clarify,
        4,
        r"\b(?:carry on|continue|proceed|resume|start)\b.{0,40}\b(?:as soon as|once|when|after) you (?:answer|reply|respond|let us|tell us|confirm|have)\b",
    ),
    asks(
        "clarify.would-it-do",
        Clarify,
        4,
        r"\bwould (?:a|an|the|it|that|this)\b.{0,60}\b(?:do|suffice|be (?:sufficient|acceptable|enough|helpful|of interest|what you))\b",
    ),
    asks(
        "clarify.unclear",
        Clarify,
        5,
        r"\b(?:it is|is|are|was|am|remains?)(?: \w+)? (?:not (?:entirely |fully |completely |quite |very |immediately )?clear|unclear|uncertain|unsure|not sure|ambiguous)\b.{0,60}\b(?:what|which|whether|from|how|request|question|information|mean|are)\b|\b(?:request|question)s?\b.{0,40}\b(?:unclear|not clear|ambiguous|could be read|open to (?:more|interpretation))\b|\brather ask than guess\b|\bknow what you mean\b|\bwhat (?:exactly )?(?:do )?you mean by\b|\b(?:not|in)\s?sufficient\w*\b.{0,40}\b(?:detail|information|describe)\b.{0,60}\b(?:identify|locate|enable|allow|process)\b|\bnot (?:been )?able to (?:identify|understand|establish) (?:what|which|the information)\b",
    ),
    asks(
        "clarify.section",
        Clarify,
        6,
        r"\b(?:section|s\.?|sec\.?) ?1\(3\)|\badran 1\(3\)|\bregulation 9\(2\)|\bregulation 12\(4\)\(c\)",
    ),
    asks(
        "clarify.clock",
        Clarify,
        6,
        r"\b(?:clock|20[ -]working[ -]days?|time ?scales?|time ?limit|deadline|response time|statutory (?:time|period)|request|case)\b.{0,60}\b(?:stops?|stopped|paus\w+|on hold|not (?:begin|start|commence|resume)|suspended)\b|\b(?:placed|put|placing|putting) (?:your|the|this) (?:\w+ ){0,2}(?:request|case|enquiry) on hold\b|\b(?:clock|time limit|20 working days?)\b.{0,40}\b(?:will|starts?|begins?|restarts?|resumes?|re-?set)\b.{0,40}\b(?:receiv|receipt|clarif|hear|reply)",
    ),
    asks(
        "clarify.or-closed",
        Clarify,
        5,
        r"\b(?:if|unless|should)\b.{0,20}\b(?:we|i)\b.{0,30}\b(?:hear|receive|receiv\w+|response|reply)\b.{0,100}\b(?:clos\w+|lapse[sd]?|withdrawn|no longer|assume|not (?:be )?(?:proceed|progress|tak\w+|pursu\w+))\b|\bkindly let us know by\b|\bif you do not (?:reply|respond|provide|clarify)\b.{0,100}\b(?:clos\w+|lapse[sd]?|withdrawn)\b",
    ),
    asks(
        "clarify.further-details",
        Clarify,
        5,
        r"\b(?:please|could you|can you|would you|need you to|require you to|ask(?:ing)? (?:that )?you(?: to)?|we (?:will )?(?:need|require)|grateful)\b.{0,40}\b(?:further|more|additional|some more|following) (?:specific |detailed )?(?:information|details?|clarification|detail)\b.{0,60}\b(?:from you|about|regarding|on|to (?:help|enable|assist|identify|locate)|so|in order|of)\b|\bprovide (?:us with )?(?:further|more|additional) (?:details?|information|clarification)\b.{0,30}\b(?:so|to|in order|about|regarding)\b",
    ),
    asks(
        "clarify.welsh",
        Clarify,
        6,
        r"\b(?:allwch|a fyddech|a allech|gallech|wnewch|rhowch|angen|rhaid|ofyn|gofyn)\b.{0,40}\b(?:eglur\w+|cadarnhau (?:pa|beth|os)|egluro|mwy o fanylion|rhagor o (?:fanylion|wybodaeth))",
    ),
    asks(
        "narrow.refine",
        Narrow,
        5,
        r"\b(?:refin\w+|narrow\w*|reduc\w+ the scope|rephras\w+|reword\w*|limit(?:ing)?|restrict(?:ing)?|revis\w+|modify\w*|amend\w*|reduc\w+|prioriti[sz]\w+|scaling? (?:down|back)|focus\w*|shorten\w*)\b.{0,50}\b(?:request|scope|questions?|time ?frame|period|enquiry|terms|parameters|search)\b",
    ),
    asks(
        "narrow.invite",
        Narrow,
        4,
        r"\b(?:you (?:may|might|could|can) (?:wish|like|want|choose|consider|be able)?|please (?:consider|let us know|advise|contact)|would you (?:like|consider|be willing)|could you|we (?:would|could|can|invite|suggest)|happy to|willing to|invite you|suggest|advice|assistance)\b.{0,80}\b(?:refin\w+|narrow\w*|rephras\w+|limit\w*|reduc\w+|restrict\w*|fewer|shorter|specific|within the (?:cost|appropriate|fees?) limit)\b",
    ),
    asks(
        "narrow.welsh",
        Narrow,
        6,
        r"\b(?:cyfyngu|culhau|mireinio|lleihau)\b.{0,40}\b(?:cais|cwmpas)",
    ),
    asks(
        "identity.proof",
        Identity,
        6,
        r"\b(?:proof|evidence|verification|confirmation|copy|form|means) of (?:your )?(?:identity|identification|id\b|photo|name and address|address)|\bverify (?:your|who you)\b.{0,20}\b(?:identity|are)\b|\bidentification documents?\b",
    ),
    asks(
        "identity.real-name",
        Identity,
        6,
        r"\b(?:full|real|true|first|actual|own|legal) name\b.{0,100}\b(?:section 8|valid|required|requires|provide|need|confirm|supply|act|let us)\b|\b(?:provide|confirm|supply|state|give|need|require|know|let us have|include)\b.{0,50}\b(?:full|real|first|true|legal|your) name\b|\bpseudonym\w*\b|\b(?:section|s\.?) ?8(?:\(1\))?(?:\(b\))?\b.{0,80}\b(?:name|address|valid)\b",
    ),
    asks(
        "identity.welsh",
        Identity,
        6,
        r"\b(?:prawf|tystiolaeth) o(?:'ch)? (?:hunaniaeth|enw)|\benw llawn\b",
    ),
    says(
        "fee.amount",
        Fee,
        6,
        r"\b(?:fee|charge|cost|payment|sum|amount|total)\b.{0,50}\b(?:of|is|be|to|payable|due)?.{0,20}£ ?\d.{0,80}\b(?:payable|pay|before|until|receiv|answering|provide|supply|cover|process|required|cheque|invoice|due|information)\b|\bthere is a (?:fee|charge) of £",
    ),
    any("fee.notice", Fee, 6, r"\bfees? notices?\b|\bhysbysiad ffioedd\b"),
    says(
        "fee.on-payment",
        Fee,
        5,
        r"\b(?:on|upon|once|until|after|when|subject to) (?:we (?:have )?)?(?:receipt|received?|receiving)?(?: of)? ?(?:your |the |this |a )?(?:payment|fee|cheque|remittance)\b|\buntil it is paid\b|\bnot start\b.{0,40}\bpaid\b|\bplease (?:make|send)\b.{0,40}\b(?:payment|cheque|payable)\b|\bcheques? (?:should be )?(?:made )?payable\b|\bwithin (?:three|3) months\b.{0,60}\b(?:pay|fee|withdrawn|dropped|lapse)|\bfee\b.{0,60}\bwithin (?:three|3) months\b",
    ),
    says(
        "form.must",
        WebForm,
        6,
        r"\b(?:please|must|should|need to|asked to|require you to|kindly|only)\b.{0,80}\b(?:re-?submit|submit|complete|use|make|log|fill in|made|submitted|completed)\b.{0,80}\b(?:online|web|e-?|electronic|request|foi|our|the)[ -]?(?:foi |request |web )?(?:form|portal)\b",
    ),
    says(
        "form.only",
        WebForm,
        6,
        r"\b(?:only|no longer)\b.{0,30}\b(?:take|accept|process|deal with|consider)\w*\b.{0,40}\b(?:requests?|emails?|e-mails?)\b.{0,60}\b(?:form|portal|online|website|e-?mail)\b|\brequests? (?:by|via|sent (?:by|to)|made by) (?:this )?e-?mail\b.{0,60}\b(?:not|no longer)\b",
    ),
    says(
        "form.mailbox-dead",
        WebForm,
        6,
        r"\b(?:mailbox|e-?mail address|inbox|address)\b.{0,60}\b(?:no longer|not|longer)\b.{0,30}\b(?:monitored|used|accept\w*|in use|be used|active|valid|checked)\b|\brequest will not be (?:actioned|processed|logged|considered|dealt)\b",
    ),
    asks(
        "clarify.do-you-mean",
        Clarify,
        6,
        r"\bdo you (?:mean|want|require|need|wish|also want)\b.{0,120}\?$",
    ),
    asks(
        "clarify.which-of",
        Clarify,
        5,
        r"\bwhich of the\b.{0,60}\byou (?:are|were|mean|refer|want|require)",
    ),
    asks(
        "clarify.let-us-know",
        Clarify,
        4,
        r"\b(?:grateful|please|kindly|could you|can you|appreciate)\b.{0,40}\blet (?:me|us) know(?:\W*$| (?:which|what|whether|how|so|as soon))",
    ),
    asks(
        "clarify.little-more",
        Clarify,
        6,
        r"\b(?:need|require) (?:a (?:little|bit) |some )?(?:more|further|additional) (?:information|info|details?)\b.{0,40}\b(?:before|from you|to|so|in order)\b",
    ),
    asks(
        "clarify.say-which",
        Clarify,
        5,
        r"\b(?:please|could you|can you|kindly)\b.{0,20}\b(?:advise|tell us|tell me|confirm|say|state|let us know|let me know)\b.{0,20}\b(?:which|what)\b.{0,40}\byou (?:mean|are|were|want|require|refer|need|would)\b",
    ),
];
