//! The answer takes longer: an extension under the law, an apology, a first part.

use super::super::rule::{Rule, any, says};
use super::super::signal::Signal::{Apology, Closed, Extend, Interim, Late, PublicInterest};

pub(in super::super) const RULES: &[Rule] = &[
    says(
        "extend.public-interest",
        Extend,
        7,
        r"\b(?:extend\w*|extension|further time|additional time|more time|longer|additional (?:20|twenty)|further (?:20|twenty|period|\d+))\b.{0,160}\b(?:public interest|10\(3\)|qualified exemptions?|regulation 7|adran 10\(3\)|budd y cyhoedd)|\b(?:public interest|qualified exemptions?|regulation 7(?:\(1\))?|10\(3\))\b.{0,180}\b(?:extend\w*|extension|further (?:20|twenty|time|period|\d+)|additional (?:20|twenty|time|period|working)|more time|need (?:further|more|additional|longer)|longer)\b",
    ),
    says(
        "extend.not-yet-weighed",
        Extend,
        7,
        r"\bnot yet (?:been )?(?:reached|made|come|able|completed|concluded|determined|finali[sz]ed)\b.{0,80}\b(?:public interest|balance|decision)\b|\b(?:still|currently|yet to)\b.{0,40}\b(?:consider\w*|weigh\w*|assess\w*|conduct\w*|complet\w*|carry\w* out|determin\w*)\b.{0,60}\b(?:public interest|balance of)\b|\bpublic interest (?:test )?(?:considerations? )?(?:is|are|has|have)\b.{0,30}\b(?:ongoing|not (?:yet )?(?:been )?(?:complet|conclu|finali))|\b(?:longer|time) to weigh the public interest\b|\bfull consideration\b.{0,60}\bpublic interest\b",
    ),
    says(
        "extend.complex",
        Extend,
        6,
        r"\b(?:extend\w*|extension|additional (?:20|twenty)|further (?:20|twenty)|40 working days|forty working days)\b.{0,140}\b(?:complex\w*|volume|voluminous)\b|\b(?:complex\w*|volume|voluminous)\b.{0,140}\b(?:extend\w*|extension|additional (?:20|twenty)|further (?:20|twenty)|40 working days|forty working days)\b",
    ),
    says(
        "extend.time-limit",
        Extend,
        6,
        r"\b(?:extend(?:ed|ing|s)?|extension (?:of|to|for))\b.{0,40}\b(?:time ?limit|time ?scale|time ?frame|deadline|response (?:time|date|period)|time (?:for|to|in)|(?:20|twenty) (?:working )?days?|due date|period)\b|\b(?:section|s\.?) ?10\(3\)|\bregulation 7\(1\)|\bneed (?:a|to claim an|to apply an) extension\b|\bholding letter\b.{0,40}\bpublic interest\b",
    ),
    any(
        "extend.welsh",
        Extend,
        6,
        r"\b(?:estyn|ymestyn|ymestyniad|estyniad)\b.{0,80}\b(?:amser|terfyn|cyfnod|budd|diwrnod)",
    ),
    says(
        "late.not-yet",
        Late,
        6,
        r"\b(?:unfortunately|regret\w*|sorry|afraid|apolog\w+)\b.{0,160}\b(?:not (?:yet )?(?:be |been )?(?:able|in a position|possible|ready|received|completed?|finali[sz]ed|had|managed)|unable|will (?:now )?(?:be late|not)|still|delayed|missed|overdue|longer (?:than|to)|outstanding|awaiting|waiting)\b",
    ),
    says(
        "late.deadline",
        Late,
        6,
        r"\b(?:unable|not (?:be )?able|will not|won't|not (?:be )?(?:possible|in a position)|unlikely|fail\w*|missed|exceed\w*|passed|gone past|not met|not going|cannot)\b.{0,80}\b(?:deadline|time ?scales?|time ?frames?|time ?limit|statutory|20[ -]working|twenty working|due date|date we gave|in time|on time|target date)\b",
    ),
    says(
        "late.still-working",
        Late,
        5,
        r"\b(?:still|currently|continu\w+|yet to|in the process of|remain\w*)\b.{0,30}\b(?:process\w*|consider\w*|collat\w*|gather\w*|await\w*|waiting|work\w*|compil\w*|check\w*|prepar\w*|review\w*|locat\w*|search\w*|finali[sz]\w*|obtain\w*|seek\w*)\b.{0,100}\b(?:your|the|information|data|figures|response|records|request|colleagues|department|service|sign[ -]?off|approval|clearance)\b",
    ),
    says(
        "late.sorry",
        Late,
        6,
        r"\b(?:sorry|apolog\w+|regret\w*)\b.{0,60}\b(?:our (?:answer|response|reply)|(?:answer|response|reply) (?:to your \w+ )?(?:is|has been|will be|being))\b.{0,30}\b(?:late|overdue|delayed|outstanding|taking)\b|\b(?:response|reply|answer|request)\b.{0,30}\b(?:is|are|has been|will be|now)\b.{0,20}\b(?:overdue|delayed|late|outstanding)\b|\bchasing (?:colleagues|the|up|them)\b|\bmissed the (?:date|deadline)\b",
    ),
    says(
        "late.new-date",
        Late,
        5,
        r"\b(?:now|hope|expect|aim|anticipate|revised|new)\b.{0,50}\b(?:to (?:respond|reply|write|answer|send|provide|have|let you have|issue|be able)|response|date)\b.{0,60}\b(?:by|on|no later than|before|within|next week|end of|is)\b.{0,40}\b(?:\d|week|month|shortly|friday|monday|tuesday|wednesday|thursday)",
    ),
    says(
        "late.you-will-have",
        Late,
        3,
        r"\b(?:you (?:will|should) (?:now )?(?:have|receive|get) (?:it|this|our|a|the)|will be (?:sent|with you|issued|in touch))\b.{0,60}\b(?:by|as soon as|shortly|before|within|soon|next)\b|\bas soon as (?:we|i|it is|possible|they)\b",
    ),
    says(
        "apology.delay",
        Apology,
        5,
        r"\b(?:apolog\w+|sorry|regrets?|please accept)\b.{0,70}\b(?:delay\w*|late\w*|time (?:it has |this has )?taken|overdue|length of time|how long|took so long|tardy)\b|\bymddiheur\w+\b.{0,40}\b(?:oedi|hwyr)",
    ),
    says(
        "late.welsh",
        Late,
        6,
        r"\b(?:yn anffodus|ymddiheur\w+)\b.{0,80}\b(?:nid ydym|heb|methu|oedi|yn hwyr)",
    ),
    says(
        "interim.says-so",
        Interim,
        6,
        r"\binterim (?:response|reply|answer|disclosure)\b|\b(?:partial|initial|first) (?:response|reply|disclosure|part|tranche|batch|instalment|release)\b.{0,100}\b(?:follow|later|remain\w*|rest|shortly|due course|second|further|soon|separately)\b|\bymateb interim\b",
    ),
    says(
        "interim.rest-later",
        Interim,
        6,
        r"\b(?:remain\w*|rest|remainder|outstanding|other|final|second|further|balance)\b(?: \w+){0,8}? (?:will|to|shall|should)(?: now| then)? (?:follow|be (?:sent|provided|supplied|released|with you|forwarded|answered|disclosed))\b.{0,60}\b(?:soon|shortly|later|due course|when|once|by|next|separately|as soon|under separate|week)\b|\bwill (?:send|provide|supply|forward|let you have|answer|respond to)\b.{0,30}\b(?:remain\w*|rest|outstanding|other (?:questions?|parts?|information))\b|\b(?:remain\w*|rest|others?|questions? [\w, and]+)\b.{0,30}\bto follow\b|\bis (?:still )?being (?:collated|compiled|gathered|prepared) and will\b",
    ),
    says(
        "closed.now",
        Closed,
        6,
        r"\b(?:as|since|because)\b.{0,20}\b(?:we|i)\b.{0,20}\b(?:have not|haven't|did not|have still not|have yet)\b.{0,20}\b(?:heard|received|had)\b.{0,160}\b(?:clos\w+|withdrawn|lapsed|no further|take no)|\b(?:we|i) have (?:now |therefore |today )*closed (?:your|this|the)\b|\b(?:your|this|the) (?:\w+ ){0,3}(?:request|case|enquiry)(?: \w+){0,3}? (?:has|have|is|was)(?: now| been| therefore| today| being)* (?:closed|withdrawn|lapsed|cancelled)\b|\b(?:consider\w*|treat\w*|deem\w*|regard\w*)\b.{0,30}\b(?:as |to be |to have been )?(?:withdrawn|lapsed|closed|abandoned)\b",
    ),
    says(
        "closed.no-answer",
        Closed,
        4,
        r"\b(?:not|never|no)\b.{0,20}\b(?:heard|received|response|reply)\b.{0,60}\b(?:clarification|from you|to our)\b",
    ),
    any(
        "interest.weighed",
        PublicInterest,
        5,
        r"\bpublic interest\b.{0,80}\b(?:test|outweigh\w*|balance|favours?|in favour|factors|maintaining|disclos\w+|lies)\b|\bbudd y cyhoedd\b",
    ),
    says(
        "late.chased",
        Late,
        6,
        r"\b(?:chased|chasing|reminded|prompted)\b.{0,40}\b(?:department|service|team|colleagues?|again|them|for)\b",
    ),
    says(
        "late.will-be",
        Late,
        6,
        r"\bthere will be a (?:\w+ )?delay\b|\bstill not (?:had|received|heard|been able)\b|\bbear with us\b",
    ),
    says(
        "interim.when-i-have-them",
        Interim,
        6,
        r"\b(?:i|we) will (?:forward|send|provide|supply) (?:these|them|it|this|those)\b.{0,40}\b(?:when|once|as soon)\b",
    ),
    says(
        "extend.more-time",
        Extend,
        3,
        r"\b(?:another|further|extra|additional|more|longer|extend\w*|extension|revised|new)\b.{0,40}\b(?:20|twenty|time|working days|period|date|deadline)\b|\bup to (?:40|forty) working days\b|\breach a decision by\b|\bneed to do (?:that|so) here\b|\brequires? until\b|\bneeds? until\b|\bimpracticable to\b|\bmwy o amser\b",
    ),
    any(
        "extend.because",
        Extend,
        3,
        r"\b(?:public interest|qualified exemptions?|balance lies)\b.{0,60}\b(?:not (?:yet )?(?:been )?(?:concluded|complete\w*|finished|decided)|continue\w*|ongoing|still|must (?:be|then be) (?:considered|analysed|weighed)|deliberations|to decide|arguments under|considerations which)\b|\b(?:still|continu\w+|to (?:decide|consider|weigh))\b.{0,60}\b(?:public interest|balance lies)\b|\b(?:complexity|volume|amount|complex and voluminous|number)\b.{0,60}\b(?:request|information|material|logs|documents|records|you (?:want|have asked))\b|\b(?:section|regulation|reg|s\.?) ?(?:10\(3\)|7(?:\(1\))?(?:\W|$))|\b(?:prawf|brawf) budd y cyhoedd\b",
    ),
    says(
        "late.concept",
        Late,
        6,
        r"\b(?:sorry|apolog\w+|regret\w*|afraid|unfortunately|recogni[sz]e|appreciate|understand)\b.{0,100}\b(?:running late|taking longer|overrun|outstanding|overdue|not (?:going to|had|finished|yet|heard)|have not (?:got|had|received|been)|should have had|backlog|patience|expire|delay|not make|be late)\b|\b(?:running late|taking longer than|should have (?:had|received) an? (?:answer|reply|response)|ask for your patience|holding (?:reply|response|letter)|not going to (?:make|be able|meet)|overrun the|escalated (?:this|it|your)|still waiting for|i have asked\b.{0,30}\bagain)\b|\bmae\'n ddrwg gennym\b.{0,80}\b(?:nad|nid|heb|oedi)",
    ),
    says(
        "apology.late",
        Apology,
        5,
        r"\b(?:thank you|thanks) for (?:chasing|your (?:patience|reminder)|bearing with)\b|\bsorry this (?:has taken|took)\b|\b(?:we|i) apologi[sz]e for (?:this|that|it)\b|\b(?:am|are) (?:very |really |so )*sorry\.?$|^(?:sorry|apologies)\.?$|\bsorry for (?:this|that)\b|\bapolog(?:y|ies) for (?:the|any) inconvenience\b",
    ),
    says(
        "interim.later",
        Interim,
        6,
        r"\b(?:rest|remaining|remainder|balance|outstanding|other|others|second|part (?:two|2|b)|theirs|numbers? \d|questions? \d|parts? \d|q\d|next|further|the 20\d\d ones|gweddill)\b.{0,60}\b(?:to follow|will (?:follow|be sent|be with you|yn dilyn)|should be with you|shall (?:forward|follow|be sent)|will be (?:provided|supplied|forwarded|answered) (?:separately|later|when|once)|yet to be|when (?:the|it|they|we)|once (?:it|they|the)|yn dilyn)\b|\b(?:i|we) (?:will|shall) (?:reply|respond|write|answer|send|forward)\b.{0,40}\b(?:separately|again about them|theirs|the rest|remainder|them to you later)\b|\bin (?:stages|instalments|tranches|batches)\b|\b(?:have|got) so far\b|\bmore time for (?:parts?|questions?)\b|\brather than (?:keep|make) you wait\w*\b|\bran gyntaf\b|\bfirst part of\b.{0,30}\bresponse\b|\bwrite to you again about (?:those|these|them|that)\b|\bpart (?:one|1|a) of (?:our|the) (?:response|reply|answer)",
    ),
    says(
        "closed.concept",
        Closed,
        6,
        r"\b(?:(?:i am|we are|we have|i have)(?: now| therefore)* (?:closing|closed|withdrawn|marked)|(?:request|case|file|enquiry|matter|papers)\b.{0,30}\b(?:is|has|have|are|being|been|be)(?: \w+){0,2}? (?:being )?(?:closed|withdrawn|lapsed|discontinued))\b.{0,80}|\b(?:take|taking|taken) no further action\b|\bno longer (?:want|need|require)\b.{0,60}\b(?:withdrawn|closed|no further|marked)|\bdeemed to have (?:lapsed|been withdrawn)\b|\bwedi\'?i? (?:ei )?gau\b",
    ),
    says(
        "late.still-coming",
        Late,
        6,
        r"\b(?:should have been (?:issued|sent|provided|answered)|(?:sorry|regret)\b.{0,40}\bthis has not (?:happened|been done|been possible)|not forgotten|should have been with you|(?:sat|sitting|still|is|are) with the\b.{0,40}\b(?:sign|approv|check|clear)|deadline is today|today is the deadline|i have (?:prodded|nudged|reminded|chased)|longer than (?:it should|we (?:would|had)|expected|usual|i)|later than (?:it should|promised|we)|(?:will|shall) be late|are behind|not ready|re-?running)\b|\b(?:can only|must|do) apologi[sz]e\b|\bsign(?:ed)?[ -]?off\b.{0,40}\b(?:waiting|await|need|still|director|chief)|\bwe now (?:think|expect|hope)\b.{0,60}\b(?:ready|with you|reply|respond|answer|send)",
    ),
    says(
        "extend.not-practicable",
        Extend,
        3,
        r"\bnot (?:be )?practicable\b|\b(?:take|have|allowed|allows?|use) up to (?:forty|40)\b|\bin excess of [\d,]+ (?:\w+ )?(?:documents|plans|e-?mails|pages|records|files)|\bnot (?:yet )?in a position to (?:give|decide|reach|conclude)|\bwhere the public interest (?:falls|lies)\b",
    ),
    says(
        "interim.come-back",
        Interim,
        6,
        r"\b(?:will|shall) come back to you (?:on|about|with) (?:that|this|it|those|the (?:rest|other|remaining)|q)|\bwill not have (?:it|them|that) (?:till|until)\b|\bawaited from\b|\bthe rest (?:is|are) (?:still )?(?:with|being (?:collated|compiled|gathered|prepared|checked|worked))\b",
    ),
    says(
        "closed.off-books",
        Closed,
        5,
        r"\b(?:nothing|no word|no reply|not (?:had|heard))\b.{0,30}\b(?:from you|back)\b.{0,60}\b(?:since|so|for)\b|\b(?:come|taken|coming) off our (?:books|list|system)\b|\bstart a new one\b|\bno longer (?:active|open|live)\b",
    ),
];
