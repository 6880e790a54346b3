//! The answer: information given, questions answered, a plain "we do not do this".

use super::super::rule::{Rule, says};
use super::super::signal::Signal::{Answer, Cannot, Deny, Give, Hidden, Part, Response};

pub(in super::super) const RULES: &[Rule] = &[
    says(
        "give.attached",
        Give,
        6,
        r"\b(?:please (?:find|see)|find|(?:i|we)(?: have| am| are|'ve|'m|'re)?(?: also| now)? ?(?:attach\w*|enclos\w*|includ\w*)|attached|enclosed|herewith|see)\b.{0,40}\b(?:the |a |an |your |our |two |three |some |copy|copies|requested |relevant )*(?:{info}|excel|csv|annex|appendi\w+|worksheet|workbook)\b(?: that you| you| which you| requested| held| we hold| asked| in| for| relating| of| showing| containing| setting| with| is| are|,|\.|$)",
    ),
    says(
        "give.is-attached",
        Give,
        6,
        r"\b{info}\b(?: \w+){0,12}? (?:is|are|has been|have been)(?: now| also| all| therefore| hereby)* (?:attached|enclosed|below|set out|provided|shown|listed|detailed|given|included|contained|supplied|outlined|presented|tabulated|as follows|released|disclosed|appended|annexed|embedded|summari[sz]ed|displayed|reproduced)\b",
    ),
    says(
        "give.attached-noun",
        Give,
        6,
        r"\b(?:policy|spreadsheet|document|{info}|response letter with the (?:data|figures)|answers) (?:is |are )?(?:attached|enclosed|below)\b|\b(?:attached|enclosed)(?: is| are|:)?(?: a| the| our| an| copy of| copies of)*(?: \w+){0,3}? (?:{info}|spreadsheet|excel|csv|annex|appendi\w+)\b",
    ),
    says(
        "give.able",
        Give,
        5,
        r"\b(?:i|we|university|council|trust|college|department|force|board|it)\b(?: can| am| are| is|'m|'re)(?: now| also| therefore| however| only| able| pleased| happy| to| be| in a position| delighted)+ (?:provide|disclose|release|supply|share|give|send)\b.{0,60}\b(?:{info}|following|you with (?:the|some|a)|this|below|response to|answers?)\b",
    ),
    says(
        "give.released",
        Give,
        6,
        r"\b(?:decided|agreed|pleased|happy) to (?:release|disclose|provide)\b|\b(?:am|are|be|been|is|now) (?:now |being |therefore )*(?:releas(?:ed|ing)|disclos(?:ed|ing))\b.{0,40}\b(?:in full|to you|below|in its entirety|here|herewith)\b|\b(?:i am|we are) (?:now )?(?:releasing|disclosing)\b|\bfull (?:disclosure|release)\b|\bdata comes with\b|\bdata you wanted\b|\binformation (?:which )?we (?:do |can |are able to )?(?:hold|provide|have) (?:is|are)\b|\bhere (?:is|are) (?:what|the|our|your|all)\b",
    ),
    says(
        "give.holds",
        Give,
        4,
        r"\b(?:confirm|advise|state)\b.{0,30}\b(?:that )?(?:the )?(?:\w+ ){0,6}?(?:(?:does |do )?holds?|is held|are held|in fact hold)\b(?: \w+){0,3}? (?:{info}|some|the|this|all|relevant|falling|related|relating|within|that)\b",
    ),
    says(
        "give.table",
        Give,
        5,
        r"\b(?:table|tables|figures|breakdown|list|chart|details|data|totals?)\b(?: \w+){0,6}? (?:below|above|overleaf|attached|shows?|sets? out|provides?|gives?|contains?|details?|lists?|outlines?|indicates?)\b|\b(?:see|shown|set out|detailed|listed|provided|given|contained|outlined) (?:in )?(?:the )?(?:attached )?(?:table|tables|spreadsheet|appendix|annex|list|excel)\b|\bas (?:set out|shown|detailed|listed|follows)\b.{0,20}\b(?:below|table|in)\b",
    ),
    says(
        "give.copies",
        Give,
        5,
        r"\b(?:a )?cop(?:y|ies) of (?:the |our |your |all |this |these |any |that )?(?:\w+ ){0,6}?(?:{info}|procedure|guidance|contract|agreement|assessment|dpia|plan|strategy|invoice|invoices|letter|form)\b.{0,60}\b(?:enclosed|attached|provided|below|supplied|included)\b",
    ),
    says(
        "response.attached",
        Response,
        5,
        r"\b(?:please (?:find|see)|find|(?:i|we)(?: have| am| are|'ve)?(?: now)? ?(?:attach\w*|enclos\w*)|attached|enclosed|herewith|see)\b.{0,50}\b(?:response|reply|replies|answers?|letter|decision|correspondence|attachments?|documents?|outcome|attached|disclosure)\b|\b(?:response|reply|replies|answers?|letter|decision)\b(?: \w+){0,8}? (?:is|are)(?: now)? (?:attached|enclosed|below|as follows|set out|given|provided|detailed|shown|outlined)\b|\battached letter\b|\bresponse attached\b",
    ),
    says(
        "response.as-follows",
        Response,
        5,
        r"\b(?:response|reply|answer)s?\b(?: \w+){0,12}? (?:as follows|below|set out|in (?:red|blue|bold|italics?|green)|underneath|beneath|is that|is this)\b|\b(?:please (?:see|find)|see) (?:below|our|my|the|responses?|answers?)\b.{0,60}\b(?:response|responses|answers?|repl(?:y|ies)|below)\b|\bi (?:am|can) (?:now )?(?:respond\w*|repl\w+|answer\w*)\b|\b(?:respond|answer|reply) (?:to your questions? )?as follows\b|\bi (?:am )?(?:write|writing) (?:to you )?(?:in response|to respond|with (?:our|the) response|to provide)\b|\bwe can (?:now )?respond\b",
    ),
    says(
        "response.considered",
        Response,
        4,
        r"\b(?:request|enquiry)(?: \w+){0,4}? (?:has|have) (?:now |been |also )*(?:considered|processed|completed|answered|handled|dealt with|concluded)\b|\b(?:we|i|university|council|trust) (?:have|has|'ve) (?:now |carefully |fully )*(?:considered|completed|processed|concluded|finished|carried out a search)\b.{0,40}\b(?:request|search|enquir\w+|consideration)|\bin response to your (?:request|questions?|e-?mail|enquiry|letter)\b|\brespon(?:se|ding) to (?:the|your|each)\b.{0,40}\b(?:request|questions?)\b",
    ),
    says(
        "response.welsh",
        Response,
        5,
        r"\b(?:gweler|amgaeir|atodir|ynghlwm|mae ein hymateb|ein hymateb|dyma ein hymateb|yn ymateb i'ch cais)\b",
    ),
    says(
        "give.welsh",
        Give,
        5,
        r"\b(?:gwybodaeth|data|ffigurau|manylion|copi)\b.{0,60}\b(?:ynghlwm|isod|amgaeedig|atodedig|wedi'i atodi|fel a ganlyn)\b|\b(?:gweler|amgaeir|atodir|dyma)\b.{0,40}\b(?:gwybodaeth|wybodaeth|data|ffigurau|manylion|copi)\b",
    ),
    says(
        "answer.label",
        Answer,
        5,
        r"^(?:answer|our answer|university response|council response|trust response|ateb|reply|our response)\d{0,2} ?[:.-] ?\S|^a\d{0,2} ?: ?\S|^a\d{0,2} ?[.-] ?(?:yes|no|none|nil|n/a|not|we|there|see|please see|\d|£)|\banswer:|\bthe answer (?:to|is)\b|\bin answer to (?:your?|this|that|it|the|part|item|point|questions?|q ?\d|no|number|\d)\b|\b(?:answers?|responses?) (?:to (?:each|your) questions?)\b.{0,30}\b(?:below|are|in)\b",
    ),
    says(
        "answer.count",
        Answer,
        4,
        r"^(?:\w+ ){0,3}?(?:there (?:were|was|are|is|have been|has been)|in total|a total of|we (?:have )?(?:received|issued|spent|paid|employ\w*|had|recorded|use|used|made|conducted|currently|hold \d))\b|\b(?:there (?:were|was|have been|has been)) (?:no|none|zero|\d|a total|one|two|three|approximately|over)\b|\btotal (?:of|is|was|number|cost|spend)\b.{0,40}\d",
    ),
    says(
        "answer.money",
        Answer,
        3,
        r"£ ?\d[\d,]*(?:\.\d\d)?\b|\b20\d\d[/-](?:20)?\d\d(?: - | ?[:=] ?| )£?\d",
    ),
    says(
        "answer.figures",
        Answer,
        3,
        r"^(?:\(?[a-z0-9]{1,3}[.):] ?)?(?:yes|no|none|nil|zero|n/a|\d[\d,]*%?|unknown)\.?(?:$| ?[-,;:.])",
    ),
    says("answer.not-applicable", Answer, 3, r"\bnot applicable\b|^n/a\b|\bn/a$"),
    says(
        "answer.states",
        Answer,
        3,
        r"\b(?:university|council|trust|college|department|force|board|school|police|service|we)(?: currently| also| only| do| does)? (?:uses?|monitors?|employs?|operates?|spent|paid|(?:received|recorded|issued|had|has|have) (?:no |a total of )?\d|purchased)\b|\bis retained\b|\bhave access to\b|\b(?:the|our) (?:system|software|provider|supplier|company|contract) (?:is|does|used|was)\b|\bin relation to (?:question|part|point|q) ?\d",
    ),
    says(
        "deny.do-not-do",
        Deny,
        5,
        r"\b(?:university|council|trust|college|department|force|board|school|authority|organisation|police|service|we|it|academy|group|practice)\b(?: \w+){0,2}? (?:do|does|did|has|have) not (?:currently |actually |presently |ever |itself |formally |routinely |also )*(?:conduct\w*|us(?:e|ed)|undertak\w*|carr(?:y|ied) out|operat\w*|employ\w*|monitor\w*|engag\w*|own\w*|run|provid\w* (?:this|any|such|these|a)|offer\w*|charg\w*|mak\w*|outsourc\w*|purchas\w*|contract\w*|participat\w*|practi[sc]e|deploy\w*|commission\w*|gather\w*|collect\w* or retain|sell|perform\w*|pay for|have (?:a|an|any|such))\b",
    ),
    says(
        "deny.never",
        Deny,
        4,
        r"\bno such (?:policy|system|software|activity|monitoring|contract|scheme|arrangement|fee|charge|payment)s?\b|\bwe have (?:never|no (?:policy|contract|such|plans))\b|\bhas never\b",
    ),
    says(
        "part.some",
        Part,
        5,
        r"\b(?:some|part|parts|certain|most|much|remainder|remaining|rest|majority|elements?|portion)(?: of)? (?:the |this |your |that |what |these )?(?:you |it |\w+ )?(?:{info}|request|you (?:asked|requested)|it|them)?\b.{0,100}\b(?:exempt\w*|withh[eo]ld\w*|refus\w*|not (?:be )?(?:held|hold|disclos\w+|releas\w+|provid\w+)|redact\w*|cannot|unable)\b|\b(?:we|i) (?:can|are able to) (?:only )?(?:provide|release|disclose) (?:some|part)\b",
    ),
    says(
        "part.partially",
        Part,
        6,
        r"\bpartial(?:ly)? (?:disclos\w*|releas\w*|refus\w*|exempt\w*|withh\w*|compl\w*|upheld|success\w*|provid\w*)\b|\bpart[ -](?:disclos\w*|releas\w*|refus\w*)\b|\bpartial (?:refusal|exemption)\b|\bin part\b",
    ),
    says(
        "part.except",
        Part,
        5,
        r"\b(?:with the exception of|except (?:for|that|where)|apart from|other than|excluding|save for|however|but)\b.{0,80}\b(?:exempt\w*|withh[eo]ld|not hold|not held|redact\w*|unable to (?:provide|disclose|release)|refus\w*)\b",
    ),
    says(
        "hidden.redacted",
        Hidden,
        5,
        r"\b(?:redacted|redactions?|redacting)\b|\b(?:names?|details|signatures?|personal (?:data|information))\b.{0,40}\b(?:been )?(?:removed|withheld|blanked|obscured|blacked)\b|\bgolyg(?:u|wyd)\b",
    ),
    says(
        "hidden.small",
        Hidden,
        5,
        r"\b(?:fewer|less|lower) than (?:or equal to )?(?:5|five|10|ten|3|three|6|six|11)(?:\W*$|[,.;:)\x27\x22]| (?:\w+ )?(?:cases|individuals|people|persons|students|staff|members|employees|patients|incidents|occurrences|instances|requests|pupils|records|is|are|has|have|was|were|to|in|and|will|we|it|so)\b)|< ?=?(?:5|10|3|6|11)\b|\b(?:5|five|10|ten) or (?:fewer|less)\b|\brounded (?:up |down )?to the nearest (?:5|five|10|ten|\d+)\b|\bsuppress(?:ed|ion|ing)\b|\bsmall numbers?\b.{0,60}\b(?:identif\w+|withh\w+|not)\b|\blow numbers?\b.{0,60}\b(?:identif\w+|withh\w+)\b|\b(?:has|have) been (?:replaced|shown|marked) (?:with|as|by) (?:an? )?(?:asterisk|\*|<|x)",
    ),
    says(
        "cannot.establish",
        Cannot,
        5,
        r"\b(?:cannot|can't|unable to|not (?:be )?(?:possible|able) to) (?:establish|determine|identify|separate|break|disaggregate|distinguish|extract|provide|confirm|answer|say|supply|give)\b|\b(?:not have|lack) (?:the )?(?:staff )?(?:capacity|resources?|staff)\b",
    ),
    says("answer.enclosed", Answer, 5, r"\bquestions? [\d, and]+ (?:is|are|have been) answered\b"),
    says(
        "answer.number",
        Answer,
        5,
        r"\b(?:numbers?|totals?|cost|amount|figures?|average|budget|spend|expenditure|value|income|revenue|price|spending)\b.{0,60}\b(?:was|were|is|are|came to|stands at)\b.{0,15}(?:£|\d)",
    ),
    says(
        "response.confirm",
        Response,
        5,
        r"\b(?:confirm|with|provided|advise) the following\b|\bfollowing (?:information|response|answers?|is our)\b",
    ),
    says(
        "give.disclosing",
        Give,
        6,
        r"\b(?:is|are|am) (?:now |also )?(?:disclosing|releasing|providing|supplying)\b.{0,60}\b{info}\b",
    ),
];
