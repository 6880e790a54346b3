//! Plain words: what clerks, head teachers and volunteers write, who answer one request a year and know
//! none of the phrases of the Act.

use super::super::rule::{Rule, any, asks, says};
use super::super::signal::Signal::{
    AskElsewhere, Chat, Closed, Correct, CostSaid, Exempt, Extend, Fee, Give, Hidden, Identity,
    Interim, Late, Misdirected, Narrow, NotHeld, OwnData, Portal, Post, Published, Receipt, Refuse,
    ReviewAsked, ReviewStands, Vexatious, WebForm,
};

pub(in super::super) const RULES: &[Rule] = &[
    says(
        "held.nobody-keeps",
        NotHeld,
        6,
        r"\bnone of (?:our|the)(?: \w+){1,3}? keeps? (?:a |any )?(?:record|count|list)\b|\bnone (?:is |are |was |were )?(?:recorded|held|kept)\b|\b(?:nobody|no one|no-one|none of us)(?: \w+){0,4}? (?:writes?|wrote|keeps?|kept|counts?|counted|records?|recorded|notes?|noted|logs?|logged|collects?|collected)\b",
    ),
    says(
        "held.nothing-to-send",
        NotHeld,
        6,
        r"\b(?:nothing|no (?:\w+ )?(?:records?|figures?|papers|list))(?: here| written down| in writing)*(?: that| which)?(?: we| i| for us| for me)?(?: can| could| have| am able)? (?:to )?(?:send|give|show|let you have|pass on|hand over)\b|\bis not anything (?:here )?to (?:send|give|show)\b",
    ),
    says(
        "held.none-here",
        NotHeld,
        6,
        r"\bnil return\b|\b(?:{info}|it) (?:simply |just )?(?:does|do|did) not exist\b|\bnever (?:seen|had|kept|got|been given) (?:it|one|any|a copy|them|such)\b|\b(?:not|never) (?:have|had|got|kept) (?:a|any) cop(?:y|ies)\b|\b(?:we|i) have(?: got)? no (?:\w+ )?(?:records?|cop(?:y|ies)|figures?|list|notes?|papers)\b|\bhave not got (?:one|any|it|them|a)\b|\bnot (?:weighed|counted|measured|recorded|written down|logged|noted)\b",
    ),
    says(
        "refuse.plain",
        Refuse,
        5,
        r"\b(?:i|we) (?:am|are|will|would|can|could|do)(?: rather| sorry)? ?not (?:\w+ ){0,2}?(?:going to |prepared to |able to |allowed to |happy to |want to )?(?:be )?(?:giv(?:e|ing)|tell(?:ing)?|show(?:ing)?|releas(?:e|ing)|shar(?:e|ing)|let(?:ting)? you (?:have|see)|nam(?:e|ing)|hand(?:ing)? over|say)\b|\bwould rather not (?:give|say|send|tell|name|share)\b",
    ),
    says(
        "refuse.stays-here",
        Refuse,
        6,
        r"\b(?:keep(?:ing)?|stays?|remains?)\b.{0,40}\b(?:to ourselves|private|that way|between us|under wraps)\b|\b(?:has|have|going) to be a no\b|\b(?:i am|we are|am|are|council is|governors are) (?:therefore |also )?(?:declining|refusing)\b",
    ),
    says(
        "exempt.plain",
        Exempt,
        5,
        r"\b(?:break(?:ing)?|breach(?:ing)?|against) (?:the )?(?:data protection|gdpr|confidence|confidentiality)\b|\bconfidentiality (?:clause|agreement)\b|\b(?:personal|private) (?:info|matter|details)\b|\bbetween (?:it|us|them) and (?:our|the) (?:lawyers?|solicitors?)\b|\bas good as naming\b",
    ),
    says(
        "hidden.who-it-was",
        Hidden,
        5,
        r"\b(?:work(?:ed)? out|know|guess|tell|say|see) who (?:it|they|he|she|that) (?:is|was|are|were)\b|\bonly one (?:child|pupil|person|student|member)\b|\bi have (?:left|taken|blanked|blacked|missed) out\b",
    ),
    says(
        "cost.hours-said",
        CostSaid,
        6,
        r"\b(?:over|past|above|beyond|more than|exceeds?) (?:the )?(?:cost limit|limit|18|eighteen|24|twenty[- ]four|£ ?450|£ ?600|18 hours|(?:18|eighteen|24)-hour)\b",
    ),
    asks(
        "narrow.plain",
        Narrow,
        6,
        r"\b(?:could|can|would|will) you (?:\w+ )?(?:cut (?:it|this|that) down|pick|choose|settle for|take just|make do with|live with|manage with)\b|\bany chance you would (?:take|settle|accept)\b|\bwould you (?:accept|be (?:content|happy|satisfied) with|consider)\b|\btell (?:me|us) the ones\b|\b(?:say|tell (?:me|us)) which and (?:i|we) will\b|\bif you only wanted\b",
    ),
    says(
        "interim.so-far",
        Interim,
        6,
        r"\bso far (?:i|we) can (?:tell|say|give)\b|\b(?:here is|here are|attached is|this is)\b.{0,60}\bfor now\b|\b(?:the rest|rest of it|those two|the others?|others|remainder|remaining \w+|proper one)\b.{0,30}\b(?:will|to) (?:follow|come|be sent)\b|\bsend (?:those|them|it|the rest) on when\b",
    ),
    says(
        "interim.still-looking",
        Interim,
        4,
        r"\b(?:i am|we are|am|are) still (?:looking|counting|checking|chasing|adding|searching|trying to find)\b",
    ),
    says(
        "late.still-waiting",
        Late,
        6,
        r"\bstill (?:waiting|chasing|working|on the case)\b|\bhave not forgotten\b|\b(?:this|it) is (?:going|likely) to be late\b|\b(?:going to )?need a (?:bit|little|while) (?:longer|more time)\b|\bthis is taking (?:me|us) longer\b",
    ),
    says(
        "closed.plain",
        Closed,
        6,
        r"\b(?:confirming|telling us|letting (?:us|me) know|requested|asked us|decided|wish|want|wanted) (?:that )?(?:you )?(?:now )?(?:wish|want|would like|like)? ?(?:to )?withdraw (?:your|the|this) (?:\w+ )?request\b|\bput (?:the|your) (?:file|papers|request) away\b|\bclosed (?:this one|it|this|down our end|at our end)\b|\b(?:taking|took) it (?:that )?you (?:have )?(?:changed your mind|no longer|do not)\b",
    ),
    says(
        "post.plain",
        Post,
        6,
        r"\b(?:put|popped|sent|stuck|dropped)\b.{0,50}\bin the post\b|\bare in the post\b|\bis in the post\b|\bwent off\b.{0,20}\bby post\b|\b(?:first|second) class\b",
    ),
    says(
        "elsewhere.plain",
        AskElsewhere,
        6,
        r"\byou (?:would|will)(?: need| have)? (?:to )?(?:need to |have to )?(?:ask|try|contact|write to|speak to) (?:the|them|him|her|your|each|every|individual)\b|\byou (?:need|want|have|must|should|are after)(?: to)? (?:(?:ask|try|contact|write to|speak to|approach) )?(?:the |each |your |their )?(?:\w+ ){0,3}?{body}(?: for (?:this|that)|,? (?:and )?not us|\.?$)|\b(?:is|are|meant|intended|looks?|one) for (?:the )?(?:\w+ ){0,3}?{body},? (?:and )?not us\b|\b(?:schools|academies|colleges|trusts|parishes) (?:is|are) (?:each |all )?(?:responsible for|public authorities|data controllers|separate)\b|\b(?:this|that|it) (?:is|will be|would be) (?:one for|with|a matter for|down to) the {body}\b|^one for the {body}\b|\btry (?:the \w+|\S+@)",
    ),
    says(
        "misdirected.plain",
        Misdirected,
        7,
        r"\bmeant for (?:someone|somebody|another|a different)\b|\babout another (?:patient|pupil|person|requester|applicant|child|student)\b|\b(?:ignore|disregard|delete|bin|forget) (?:the|that|my) (?:last )?(?:mail|e-?mail|message|letter|one) (?:i|that|which|with)\b|\b(?:bin|delete|destroy) it without (?:reading|opening)\b|\bpressed send\b",
    ),
    any(
        "receipt.plain",
        Receipt,
        5,
        r"\breceived with thanks\b|^(?:many )?(?:thanks?(?: you)?|ta)[,.!]? (?:this (?:is|has been) )?(?:received|logged)\b|^(?:received|logged)[,.]? (?:with )?(?:thanks|thank you)\b|^your (?:\w+ )?(?:reference|ref|case)(?: number| no\.?)? is\b|\b(?:i|we) will (?:check|ask|speak|look into|find out|see what|raise)\b.{0,40}\b(?:let you know|get back|come back|reply|respond|be in touch)\b|\bwill let you know (?:if|whether|when|as soon|what|how|once)\b|\b(?:i|we) will be (?:dealing with|handling|answering|looking (?:at|into)) (?:your|this|it)\b|\b(?:account has been created|account) for you\b.{0,60}\b(?:track|follow|progress)\b|^(?:thanks?(?: you)?,? )?got (?:it|this)\b|\bhas come in safely\b|\bdid get here\b|\bhad got through\b|\b(?:leave|leaving) (?:it|this|that) with (?:me|us)\b|\b(?:put|putting|popped|sitting)\b.{0,30}\b(?:in|on) (?:\w+ ){1,3}(?:tray|list)\b|\bclock (?:has )?started\b|\b(?:it|request|this) is being worked on\b|\b(?:is|sitting) (?:on my list|with \w+ \w+ under)\b|\bcase is live again\b|\bta for (?:this|your)\b|\b(?:have )?(?:got|had) your (?:e-?mail|message|letter|request|foi)\b|\b(?:e-?mail|message) (?:has )?(?:reached|landed)\b|\b(?:come|get) back to you (?:in good time|soon|when|once|within|by)\b",
    ),
    any(
        "correct.plain",
        Correct,
        7,
        r"\b(?:wrong|incorrect) (?:row|column|figure|number|year|sheet|version|total)\b|\bmy mistake\b|^(?:this|that|it) was (?:incorrect|not (?:correct|accurate)|inaccurate|out of date|wrong[,;:])|\b(?:since|now) (?:found|discovered|noticed|realised|established|identified) that\b.{0,100}\b(?:was in fact|should have|rather than|not £?\d|wrong|incorrect)\b|\b(?:attachment|figures?|version|spreadsheet|file|data|link)\b.{0,30}\b(?:last|previous|earlier|first) (?:e-?mail|message|response|reply|letter)\b.{0,20}\b(?:was|were|is) (?:out of date|wrong|incorrect|old|incomplete|missing|not right)\b|\bi (?:told you|said)\b.{0,100}\b(?:was wrong|were wrong|was not right|is wrong|wrong,)|^oops\b|\b(?:it|that|this) should (?:be|have been|have said|read|say) £?\d",
    ),
    any(
        "review.plain-asked",
        ReviewAsked,
        6,
        r"\b(?:passed|given|handed|sent|put) (?:on )?your complaint about (?:my|our|the|how)\b|\byour (?:complaint|appeal)\b.{0,40}\b(?:will be looked at|is with the|goes? to the)\b",
    ),
    says(
        "review.plain-stands",
        ReviewStands,
        6,
        r"\bno change\b.{0,20}\bfrom what\b|\b(?:\w+ (?:was|were)|is) right (?:about (?:that|this)|to (?:refuse|say|keep|withhold|turn))\b",
    ),
    says(
        "vexatious.plain",
        Vexatious,
        7,
        r"\b(?:treat(?:ing|ed)?|regard(?:ing|ed)?)\b.{0,30}\bas (?:a )?(?:repeat(?:ed)?|vexatious)\b|\bit is a repeat(?:ed)? request\b|\bnot (?:required|obliged|have) to (?:answer|respond to|comply with|reply to) (?:\w+ )?(?:repeat\w*|repetitive|identical)\b|\b(?:previously|already) (?:answered|responded to|replied to|dealt with) (?:this|the same|it|your|these)\b.{0,50}\bnot (?:\w+ )?(?:intend|propose|going|plan|be)\b.{0,30}\bagain\b|\bnot (?:be )?(?:reply|respond|answer)\w* (?:to )?any (?:more|further) (?:requests?|correspondence|e-?mails?)\b|\b(?:wear|grind) us down\b|\byou(?: have)? already asked (?:us )?(?:this|for this|the same)\b|\bi sent you exactly this\b",
    ),
    asks(
        "identity.plain",
        Identity,
        6,
        r"\bprove who you are\b|\b(?:actual|real|proper) name\b|\bphoto id\b|\bcouncil tax bill\b|\bwho you (?:really )?are\b.{0,40}\?|\binitials will not do\b",
    ),
    says(
        "fee.plain",
        Fee,
        6,
        r"\b(?:copying|postage|admin|photocopying) charge\b.{0,40}£ ?\d|\bif you (?:want|would like|wish|are happy) to pay £ ?\d|£ ?\d[\d.,]* (?:please )?(?:before|first|up front|in advance)\b|\braise an invoice\b",
    ),
    says(
        "published.plain",
        Published,
        4,
        r"\b(?:is|are|will be) (?:all |already |there )?(?:on|in) (?:the|our|my) (?:\w+ ){0,3}?(?:website|web ?site|web ?page|noticeboard|charity register|annual report|accounts|prospectus)\b|\bnot (?:be )?send(?:ing)? (?:it|them|this|these) (?:out )?(?:early|separately|twice)\b|\bthere for everybody\b|\bfree (?:to|for) any(?:one|body)\b",
    ),
    says(
        "extend.plain",
        Extend,
        6,
        r"\bpublic interest question\b|\bweigh(?:ing)? up the public interest\b|\b40 working days instead\b|\b(?:more|extra|further) working days\b.{0,60}\b(?:act|law|regulations?|rules) (?:permits?|allows?|lets?)\b|\blonger to (?:weigh|consider|think about|decide)\b",
    ),
    says(
        "own.plain",
        OwnData,
        6,
        r"\byour own (?:\w+ ){0,2}?(?:notes|files?|records?|grievance|case|information)\b|\bbecause it is (?:all )?about you\b|\bsubject access request\b.{0,40}\b(?:not foi|instead)\b",
    ),
    says(
        "form.plain",
        WebForm,
        6,
        r"\b(?:use|fill in|complete) (?:our|the|this) (?:\w+ ){0,2}?form\b|\b(?:has|have|got) to be on (?:our|the|a) (?:\w+ )?form\b|\bnot take (?:them|these|requests|foi\w*) by e-?mail\b",
    ),
    says(
        "portal.plain",
        Portal,
        6,
        r"\b(?:we|i) (?:have )?shared (?:a|the|this|your) (?:\w+ )?(?:folder|file|link)s? with you\b|\b(?:is|are) (?:now )?(?:on|in) (?:the|our) (?:share|dropbox|drop box|file share|sharepoint|onedrive|box)\b|\bhas sent you a (?:file|document|secure)\b|\bpassword to follow\b",
    ),
    says(
        "give.plain",
        Give,
        6,
        r"\b(?:see|please see|is|are|all) (?:it )?attached,? (?:hope|i hope|as|for)\b|\bhere (?:is|are) (?:the|your|what|who|everything|foi|our)\b|\bas requested here\b|^found it\b|^(?:the |our |your |my )?(?:\w+ ){1,6}(?:is|are) (?:all |both |now )?(?:attached|enclosed)\b|\bthat is (?:all|everything)\b.{0,20}\b(?:questions|asked|five|four|three|six)\b|\ball yours\b",
    ),
    any(
        "chat.plain",
        Chat,
        6,
        r"\bglad (?:it|that|this|we|the)\b.{0,30}\b(?:useful|helpful|help)\b|\bgood luck with\b|\bweight off my mind\b|\byou can use (?:it|this|them|that) (?:in|on|for)\b|\b(?:very|most) welcome\b|^noted\b|\bthanks? (?:you )?for (?:ringing|calling|phoning|your (?:phone )?call|the call|your time)\b|\b(?:no luck|trouble) opening\b",
    ),
];
