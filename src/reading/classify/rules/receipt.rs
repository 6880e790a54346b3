//! Receipts: it arrived, it was registered, it is being dealt with.

use super::super::rule::{Rule, any, says};
use super::super::signal::Signal::{PassedInside, Receipt, Registered};

pub(in super::super) const RULES: &[Rule] = &[
    any(
        "receipt.acknowledge",
        Receipt,
        6,
        r"\b(?:acknowledg\w+|confirm\w*|confirmation of)(?: the| our| safe| of| of the| your)* receipt\b|\breceipt is (?:confirmed|acknowledged)|\backnowledge(?:ment|s)?\b.{0,40}\b(?:your|the|{req})\b|\backnowledg(?:e?ment|ing) (?:e-?mail|letter|that|of)\b",
    ),
    any(
        "receipt.arrived",
        Receipt,
        5,
        r"\b(?:your|the|this) (?:\w+ ){0,4}{req}(?: \w+){0,6}? (?:has|have|was|were|had) (?:now |been |safely |today )*(?:received|reached us|arrived|come in)\b",
    ),
    any(
        "receipt.we-received",
        Receipt,
        5,
        r"\b(?:we|i)(?:'ve| have| can confirm (?:that )?we have)(?: now| today| safely)* (?:received|got|had|picked up)\b.{0,60}\b(?:your|{req})\b",
    ),
    any(
        "receipt.thanks",
        Receipt,
        3,
        r"\b(?:thank you|thanks|many thanks)(?: very much| again)? for (?:your|the|submitting|contacting|getting in touch|emailing|writing|sending|making)\b",
    ),
    any(
        "receipt.reached-us",
        Receipt,
        3,
        r"\b(?:received|reached us|arrived)(?: by \w+| here)*(?: on)? (?:\w+day,? )?\d{1,2}|\breceived (?:by us |here )?(?:today|yesterday)\b",
    ),
    any(
        "registered.logged",
        Registered,
        6,
        r"\b{req}(?: for \w+)?(?: \w+){0,4}? (?:has|have|was|is|were) (?:now |been |being |also )*(?:logged|registered|recorded|allocated|assigned|opened|entered|given (?:the|a|an)|added|acknowledged)\b|\b(?:we|i)(?:'ve| have)? (?:now )?(?:logged|registered|recorded|opened|allocated|assigned) (?:your|the|this|it|a)\b|\bcase \S+ has been opened\b",
    ),
    any(
        "registered.handled",
        Registered,
        5,
        r"\b(?:your|the|this) (?:\w+ ){0,3}{req}(?: \w+){0,4}? (?:is|are|will|shall)(?: now| be| therefore| currently)*(?: being)? (?:dealt with|considered|processed|handled|treated|actioned|looked (?:at|into)|progressed|managed|responded to|answered|worked on)\b|\b(?:it|this|which) (?:is|will|shall)(?: now| be| therefore)*(?: being)? (?:dealt with|considered|processed|handled|treated|actioned)\b.{0,80}\b(?:under|in accordance|act|regulations|foia?)\b",
    ),
    any(
        "registered.deal-with",
        Registered,
        4,
        r"\b(?:we|i)(?: are| am|'re|'m| will| shall)(?: now| currently)* (?:be )?(?:deal\w*|process\w*|consider\w*|handl\w*|look\w* into|look\w* at|work\w* on) (?:with )?(?:your|this|the) (?:\w+ ){0,3}{req}\b",
    ),
    any(
        "registered.reference",
        Registered,
        4,
        r"\b(?:reference|ref|case)(?: number| no)?(?: for (?:your|this) \w+)? (?:is|has been)\b|\b(?:has been|was|have) (?:given|assigned|allocated)\b.{0,30}\b(?:reference|number|case)|\bquote (?:this|the|reference|our|ref|your)\b|\bquoting (?:the|this|reference)\b",
    ),
    any(
        "receipt.will-answer",
        Receipt,
        5,
        r"\b(?:we|i|you|university|council|trust|college|department|team|office|board|force|authority|officer|somebody|someone|it)(?:'ll| will| aims?| shall| hopes?| expects?| intends?| endeavours?| must| should| can| may| have| has| is required| are required| is obliged| are obliged| anticipates?)\b.{0,80}\b(?:respon[ds]\w*|repl\w+|answer\w*|hear|contact you|write to you|provide|receive|touch|comply)\b.{0,90}\b(?:within|by|no later|not later|before|working days|20|twenty|as soon as|promptly|deadline|in due course|shortly|soon)\b",
    ),
    any(
        "receipt.in-touch",
        Receipt,
        4,
        r"\b(?:somebody|someone|we|i|a colleague|an officer|a member of)\b.{0,60}\bwill(?: then| now)?(?: be in touch| contact you| get back to you| respond| reply| write)\b|\baim to (?:respond|reply|answer|get back|provide)|\bwill be in touch\b",
    ),
    any(
        "receipt.up-to-20-days",
        Receipt,
        3,
        r"\b(?:20|twenty|40|forty|10|ten)[ -]working[ -]days?\b",
    ),
    any(
        "receipt.response-due",
        Receipt,
        4,
        r"\b(?:response|reply|answer) (?:is |will be |should be )?(?:due|sent|issued|provided)\b.{0,40}\b(?:by|on|within|before|no later)\b|\bdate we are working to\b|\b(?:target|due|deadline) date\b|\byou should have our answer\b",
    ),
    says(
        "inside.passed",
        PassedInside,
        5,
        r"\b(?:pass\w*|forward\w*|sent|sending|send|refer\w*|allocat\w*|assign\w*|circulat\w*|direct\w*|re-?direct\w*|hand\w*|transferr\w*)\b.{0,50}\b(?:on |over )?to (?:the |our |an? |my |their )?(?:\w+ ){0,4}?(?:relevant|appropriate|service|services|team|teams|department|departments|unit|section|colleagues?|officers?|manager|directorate|division|faculty|school|area|areas|lead|foi|freedom|information (?:governance|rights|compliance|access)|governance|records|compliance|case ?worker|specialist|staff|people|coordinator|co-ordinator|office of)\b|\bpassed (?:this|that) (?:on )?to it\b|\b(?:passed|passing|pass|forwarded|forwarding|handed|(?:have|has|been|am|are|will) (?:\w+ )?(?:sent|sending|transferred|redirected|redirecting))\b(?: \w+){0,4}? to (?:our |the |my )?(?:(?:mr|mrs|ms|miss|dr|professor) \w+|head(?: ?teacher)?|(?:deputy|executive) head|principal|bursar|registrar|clerk|secretary|chair|governors|legal|finance|hr|human resources|dpo|chief (?:executive|constable)(?:'s office)?)(?:$|[.,;:)]| (?:who|and|for|so|which|to|of|today|on))",
    ),
    says(
        "inside.asked-colleagues",
        PassedInside,
        5,
        r"\bcop(?:ied|ying)(?: in)? (?:to )?(?:our|the|my|mr|mrs|ms|dr) \w+.{0,40}\b(?:deal\w*|repl\w*|respon\w*|answer\w*|look\w*|help)\b|\b(?:i|we) (?:have |will )?ask(?:ed)? [\w, ]{1,40}? to (?:pick|look|deal|reply|respond|answer|find out|check|get|see what)\b|\b(?:this|it|your request|request|e-?mail) is (?:now )?with (?:the|our|my) (?:\w+ ){0,2}?(?:team|department|colleagues?|officer|manager|head|clerk)\b|\bcolleagues\b.{0,60}\b(?:asked|contacted|look|locat|gather|collat)|\b(?:relevant|appropriate) (?:team|department|service|area|staff|colleague)s?\b.{0,60}\b(?:asked|contacted|consider|locat|gather|collat|will)",
    ),
    any(
        "receipt.welsh",
        Receipt,
        5,
        r"\bdiolch (?:yn fawr )?am (?:eich|y|gysylltu|anfon)|\b(?:cydnabod|cadarnhau)\b.{0,40}\b(?:derbyn|cais|dderbyn)|\b(?:wedi|rydym wedi|rwyf wedi) (?:derbyn|cael|cyrraedd)\b|\bbyddwn yn (?:ymateb|ateb|ystyried|delio|prosesu)|\bo fewn (?:20|ugain) (?:niwrnod|diwrnod|o ddiwrnodau) gwaith\b|\bdderbyniwyd eich cais\b|\bderbyniwyd eich\b",
    ),
    any("registered.picked-up", Registered, 5, r"\bpicked up your\b"),
    any(
        "receipt.we-have-it",
        Receipt,
        5,
        r"\b(?:we|i) (?:have )?(?:now |today )?received your\b|\bin receipt of your\b",
    ),
    any(
        "registered.created",
        Registered,
        5,
        r"\b(?:case|request|enquiry|record) (?:has been|was) created\b|\bit is now with (?:our|the|my)\b|\bdeadline for (?:our|a|the) (?:response|reply)\b",
    ),
    any(
        "receipt.your-answer",
        Receipt,
        6,
        r"\b(?:thank you|thanks|grateful)(?: very much)? for (?:your (?:clarification|payment|prompt (?:reply|response)|answer)|(?:\w+ )?(?:clarifying|getting back|coming back|replying|confirming|narrowing|refining|supplying|giving us|providing|responding to our|answering our|sending (?:us )?your|paying|revising))|\byour (?:clarification|payment|amended|revised|narrowed|refined)\b.{0,60}\b(?:received|reached|accepted|arrived|logged)",
    ),
    any(
        "registered.under-way",
        Registered,
        5,
        r"\b(?:work|clock|20 working days?|search\w*)\b.{0,40}\b(?:has (?:now )?(?:begun|started)|starts?|runs?|begins?) ?(?:from )?(?:today|now|on|$|\.)|\b(?:{req}|foi|clock)\b.{0,40}\b(?:is (?:now )?(?:valid|open|live|under (?:consideration|way)|in hand)|came through|added to our|accepted as|given the number|has (?:now )?started)\b|\b(?:can|will|able to|shall) (?:now |therefore )*(?:progress|process|proceed with|begin work on|start work on|take forward)\b.{0,20}\b(?:your|the|this|it)\b",
    ),
    says(
        "inside.asked-to",
        PassedInside,
        5,
        r"\b(?:asked|tasked|contacted|approached|consulted)\b.{0,50}\b(?:department|team|service|unit|section|colleagues?|officer|faculty|directorate|division|manager|estates|finance|hr|registry)\b.{0,40}\b(?:for|to|about)\b|\b(?:team|department|service|unit|section|colleagues?|faculty|directorate)\b.{0,40}\b(?:been asked to|asked for)\b",
    ),
    any(
        "receipt.headed-dates",
        Registered,
        5,
        r"\brequest has (?:come|passed) to me\b|\btaken over (?:from|your|the)\b|\bdeadline (?:remains|is still)\b|\b(?:date received|received on|target date|date due|response due|due date|case number|case reference) ?:",
    ),
    any(
        "receipt.welsh-more",
        Receipt,
        5,
        r"\b(?:c|g)ydnabod (?:eich|derbyn|cais|y)\b|\bcais\b.{0,30}\b(?:wedi\'i (?:gofnodi|dderbyn|gofrestru))|\bchewch (?:ymateb|ateb)",
    ),
    any(
        "registered.attention",
        Registered,
        5,
        r"\b(?:is|are) (?:now )?receiving attention\b|\bis (?:the|its|your) (?:case |reference |log )?number for your (?:new|other|latest|second|last)\b|\b(?:has|it's|it is|have) (?:safely |duly )?arrived\b.{0,40}\b(?:is on it|is with|will (?:look|deal|answer|reply)|looking)\b",
    ),
];
