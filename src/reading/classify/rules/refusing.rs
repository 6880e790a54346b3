//! No: not held, cost, vexatious, exempt, published already, neither confirmed nor denied, outside
//! the Act.

use super::super::rule::{Rule, any, says};
use super::super::signal::Signal::{
    CostRefused, CostSaid, Excluded, Exempt, Linked, Neither, NotHeld, Published, Refuse, Vexatious,
};

pub(in super::super) const RULES: &[Rule] = &[
    says(
        "held.not",
        NotHeld,
        6,
        r"\b(?:do|does|did)(?: not|n't) (?:currently |actually |routinely |centrally |in fact |itself |specifically |therefore |presently |appear to |have or |keep or |record or |collect or )*(?:hold|record|collect|keep|retain|possess|capture|maintain|store)\b(?: \w+){0,3}? ?(?:{info}|this|that|any|it|the|such|what|your|recorded|central\w*|a|these|those|all|in|for|or|how|when|whether|why|who|which|where)\b|\b(?:do|does|did)(?: not|n't) have (?:this|the|any|that|such|these|those) (?:\w+ )?{info}\b|\bis not (?:information|something|data)(?: that| which)? (?:we|the \w+|is) (?:(?:hold|held|record|collect|keep|kept|track|count|log|store|capture|measure)s?\b|ha(?:ve|s) (?:any )?records?\b)",
    ),
    says(
        "held.no-info",
        NotHeld,
        6,
        r"\b{info}(?: \w+){0,12}? (?:is|are|was|were|has been|have been) not (?:actually |currently |centrally |routinely |electronically )*(?:held|recorded|collected|collated|kept|retained|captured|available in|stored|maintained|something)\b|\b(?:no|any) (?:recorded |relevant |such |further |specific )*{info}\b(?: \w+){0,8}? (?:is |are |was |were )?(?:held|found|located|identified|exists?|recorded|available)\b|\b(?:hold|holds|held|have|has|found) no (?:recorded |relevant |such |further |specific |other )*{info}\b|\binformation not held\b|\bno information held\b|(?:^|: )not held\b",
    ),
    says(
        "held.not-plain",
        NotHeld,
        5,
        r"\b(?:we|it|university|council|trust|college|department|force|board|authority|police|service|i|school|office|ministry|agency) (?:do|does|did)(?: not|n't) (?:\w+ )?hold\b|\bnot held (?:by|centrally|in|electronically|as)\b|\b(?:is|are) not held\b|\bhold nothing\b|\bnothing (?:is )?held\b|\bnil return\b",
    ),
    says(
        "held.none-found",
        NotHeld,
        6,
        r"\b(?:unable|not able|failed) to (?:locate|find|trace|identify) (?:any |the |a |this )?(?:\w+ )?(?:{info}|trace|information)\b|\b(?:unable|not able|not been able|failed) to (?:locate|find|trace|identify) (?:anything|any such|any of (?:it|this|these)|none)\b|\bno (?:trace|record)\b|\bsearch\w*\b.{0,80}\b(?:no|not|nothing|nil)\b.{0,30}\b(?:found|located|identified|information|records?|results?|revealed)\b|\b(?:have been |were |was |been )?(?:destroyed|deleted|disposed of)\b.{0,60}\b(?:retention|schedule|policy|plan|line with|accordance)\b|\b{info}\b.{0,60}\b(?:have|has|had|were|was)(?: since| all| now)? (?:been )?(?:destroyed|deleted|disposed of|shredded)\b|\bnothing to send\b|\bdoes not (?:ask|require) us to (?:make|create)\b",
    ),
    says(
        "held.section",
        NotHeld,
        5,
        r"\bsection 17 of (?:the )?(?:foisa|freedom of information \(scotland\))|\bsection 17\(1\).{0,60}\bnot held\b|\bregulation 1[02]\(4\)\(a\)|\binformation not held\b",
    ),
    says(
        "held.welsh",
        NotHeld,
        6,
        r"\b(?:nid yw|nid ydy|nid ydym|nid oes|ddim)\b.{0,60}\b(?:yn dal|yn cadw|yn cofnodi|gennym|dal unrhyw|dal y|dal gwybodaeth|yn meddu)\b|\bni chedwir\b|\bni ddelir\b",
    ),
    says(
        "cost.exceeds",
        CostSaid,
        5,
        r"\b(?:would|will|is|are|estimated?|to|it|does|likely)\b.{0,60}\bexceed\w*\b.{0,50}\b(?:appropriate|cost|statutory|fees?|prescribed|18|24|40|hours?|£ ?(?:450|600)|limit|threshold|eighteen)\b|\b(?:more than|over|in excess of|exceed\w*|longer than|greater than|beyond) (?:the )?(?:appropriate limit|cost limit|18|24|40|eighteen|twenty[ -]four|3\.5|£ ?(?:450|600))\b|\bexcessive cost\b|\btake (?:approximately |around |about |well |an estimated )*(?:over |more than |in excess of )?[\d,]+ hours\b|\bterfyn priodol\b|\bterfyn cost\b",
    ),
    says(
        "cost.section",
        CostRefused,
        6,
        r"{sec}12(?: ?\(\d\))*\b.{0,140}\b(?:refus\w*|not obliged|not required|exempt\w*|exceed\w*|appl(?:y|ies|ied|ying)|engag\w*|cost|rel(?:y|ying|ied)|invok\w*|does not oblige|allows?|provides?|relieves?)\b|\b(?:exempt\w*|refus\w*|rel(?:y|ying|ies)|appl(?:y|ied|ying)|invok\w*|citing|pursuant to|accordance with|under|by virtue of|withh\w+)\b.{0,40}{sec}12(?: ?\(\d\))*\b",
    ),
    says(
        "cost.refused",
        CostRefused,
        6,
        r"\b(?:refus\w*|not obliged|unable|not required|cannot|will not|declin\w*|turn\w* down|exempt\w*)\b.{0,120}\b(?:cost limit|appropriate limit|cost of (?:complying|compliance)|fees limit|excessive cost|grounds of cost|on cost|18 hours|£ ?(?:450|600))\b|\b(?:cost limit|appropriate limit|cost of (?:complying|compliance)|excessive cost|18 hours|£ ?(?:450|600))\b.{0,120}\b(?:refus\w*|not obliged|unable to (?:comply|provide|answer|process)|not required|declin\w*|will not be (?:processing|complying|providing))\b",
    ),
    says(
        "vexatious.is",
        Vexatious,
        7,
        r"\b(?:is|are|as|deem\w*|consider\w*(?: it| this| your request| them| that \w+ is)?(?: to be)?|being|request is|find)\b(?: \w+){0,4}? (?:vexatious|manifestly unreasonable|repeated (?:request|one|and)|a repeated request|a repeat request)\b|\bvexatious request\b.{0,40}\b(?:refus|exempt|applies|under)|\b(?:refus\w*|declin\w*)\b.{0,60}\b(?:vexatious|repeated|manifestly unreasonable)\b",
    ),
    says(
        "vexatious.section",
        Vexatious,
        5,
        r"{sec}14(?: ?\([12]\))?\b|\bregulation 1[02]\(4\)\(b\)|\bblinderus\b",
    ),
    says(
        "vexatious.repeated",
        Vexatious,
        4,
        r"\bidentical or substantially similar\b|\b(?:identical|substantially similar|the same as|a repeat of|repeats)\b.{0,30}\b(?:earlier|previous|last|recent|other|request|foi)\b|\breasonable interval\b|\b(?:grossly oppressive|disproportionate or unjustified|unjustified level of (?:disruption|distress))\b",
    ),
    says(
        "exempt.section",
        Exempt,
        6,
        r"{sec}{ex}.{0,160}\b(?:exempt\w*|engag\w*|withh[eo]ld\w*|appl(?:y|ies|ied|icable)|refus\w*|rel(?:y|ied|ying|ies)|cited|invoked|prohibit\w*|refers?)\b|\b(?:exempt\w*|withh[eo]ld\w*|refus\w*|rel(?:y|ies|ying|ied) (?:up)?on|engag\w*|appl(?:y|ied|ying|ies)|by virtue of|pursuant to|accordance with|citing|redact\w*|under)\b.{0,120}{sec}{ex}|^{sec}{ex}(?: ?\(\w{1,3}\))* ?(?:-|:|\()",
    ),
    says(
        "exempt.regulation",
        Exempt,
        6,
        r"\b(?:regulations?|regs?\.?|rheoliad) ?(?:12 ?\([45]\) ?\([b-g]\)|13|10 ?\([45]\) ?\([b-g]\)|11\b)",
    ),
    says(
        "exempt.plain",
        Exempt,
        5,
        r"\b{info}(?: \w+){0,10}? (?:is|are|was|were) (?:therefore |also |considered |deemed |fully |wholly |to be |absolutely |qualifiedly )*exempt\b|\b(?:is|are) (?:therefore |also )?exempt from (?:disclosure|release|the duty)\b|\b(?:the )?exemptions? (?:is|are|has been|have been|applies|apply|applied)\b.{0,40}\b(?:engaged|applied|applies|relied|commercial|personal)\b|\bwedi'?i? (?:h?eithrio|esemptio)\b|\besemptiad\b.{0,60}\b(?:berthnasol|gymwys)",
    ),
    says(
        "refuse.notice",
        Refuse,
        6,
        r"\b(?:refusal notice|notice of refusal|formal refusal|formally refus\w*)\b|\bhysbysiad gwrthod\b|\bturned down\b",
    ),
    says(
        "refuse.withhold",
        Refuse,
        5,
        r"\b(?:we|i|university|council|trust|college|department|force|board|authority|office|police|service|ministry|agency|it|mps)\b(?: are| have| has| is| am| will| must|'ve|'re)?(?: \w+){0,3}? (?:withh[eo]ld(?:ing)?|decided (?:not to|to withhold|to refuse|against)|refus(?:ed|ing|e)|declin(?:ed|ing|e)|reject(?:ed|ing|s)? (?:your|the|this) (?:\w+ )?request|not (?:be )?(?:giving|releasing|disclosing|providing|supplying))\b|\b(?:is|are|being|been|be) (?:therefore |being )?(?:withheld|refused)\b|\bwill not be (?:disclosed|released|provided|supplied|giving|releasing|disclosing|providing)\b|\b(?:your|the|this) (?:\w+ ){0,2}request (?:has(?: \w+)? been|is|is being|must be) (?:rejected|declined|denied)\b|\b(?:decided|chosen|elected) (?:not to|against) (?:\w+ )?(?:releas|disclos|provid|giv|suppl|answer|publish|shar)\w*|\brydym yn gwrthod\b|\bgwrthod eich cais\b",
    ),
    says(
        "refuse.unable",
        Refuse,
        4,
        r"\b(?:unable|not able|not in a position|cannot|can not|can't|not possible) (?:to )?(?:\w+ )?(?:disclose|release|supply|provide|comply|share|give|fulfil|answer|publish)\b(?: \w+){0,4}? (?:{info}|this|these|request|questions?|you|it|them)\b|\bkeeping the material back\b|\bwhy we will not\b",
    ),
    // No section, no "refuse": "This is confidential", "We do not comment on safety". Too weak in a long letter.
    says(
        "refuse.confidential",
        Refuse,
        4,
        r"^(?:(?:i am|we are) )?(?:sorry|afraid|unfortunately|regrettably)?,? ?(?:but )?(?:that )?(?:this|it|that|(?:the|this|that|such) (?:information|data|documents?|contract|report|figures?|details)(?: (?:that |which )?you (?:have )?(?:requested|asked for|want|need|seek))?) is (?:\w+ )?(?:confidential|sensitive|restricted|classified|not (?:public|for (?:release|publication|disclosure))|not something (?:that )?we (?:can )?(?:share|disclose|release|give out|make public))\b|\b(?:do|does|will|can) ?not (?:normally |generally )?(?:be )?(?:comment(?:ing)?|discuss(?:ing)?|give out|make public|release details|disclose)\b(?: \w+){0,3}? (?:on|about|matters?|{info}|details)\b|\b(?:so|and|therefore)(?: it| they| we)? cannot be (?:shared|disclosed|released|given|made public)\b",
    ),
    says(
        "refuse.interest",
        Refuse,
        3,
        r"\bpublic interest in (?:maintaining|withholding|not disclosing)\b.{0,80}\b(?:outweigh\w*|greater)\b|\bpublic interest (?:favours|lies in|is in favour of) (?:maintaining|withholding|non-?disclosure)\b|\boutweigh\w*\b.{0,40}\b(?:disclos\w+|releas\w+)\b",
    ),
    says(
        "published.section",
        Published,
        7,
        r"{sec}21\b(?: ?\(\d\))*(?:\W|$)|\bregulation 6\(1\)\(b\)|\bsection 25\(1\)",
    ),
    // What is yet to be published is withheld for now (section 22 FOIA, 27 FOISA), not to be had elsewhere.
    says(
        "exempt.future",
        Exempt,
        6,
        r"{sec}22a?\b(?: ?\(\d\))*(?:\W|$)|\b(?:intended|held|reserved) for (?:future )?publication\b|\bfuture publication\b|\bpublish\w*\b.{0,60}\bsection 27\b",
    ),
    says(
        "published.later",
        Published,
        4,
        r"\bintend\w* to publish\b|\b(?:will|due|going) (?:to )?be published\b.{0,60}\b(?:in|on|by|as part|annual|shortly|later)\b|\bwe (?:plan|intend) to publish\b",
    ),
    says(
        "published.accessible",
        Published,
        6,
        r"\b(?:reasonably|readily|easily) accessible\b|\balready (?:\w+ )?(?:accessible|available|published|in the public domain)\b|\b(?:is|are|available|held) in the public domain\b|\bpublicly (?:available|accessible)\b.{0,40}\b(?:at|on|via|exempt|therefore|and|so|from|through|here|by)\b|\baccessible (?:to you )?by other means\b|\beisoes ar gael\b",
    ),
    // "This can be found at https://...": what she asked for, and not her rights or a form.
    says(
        "published.at",
        Published,
        5,
        r"(?:^|[,;:] )(?:this|all of (?:this|it)|(?:the|this|that|these|those) (?:\w+ )?{info}(?: (?:(?:that |which )?you (?:have )?(?:requested|asked for|want|need|seek|require|are (?:looking for|after|seeking))|requested|sought))?|(?:the |our )?answers?(?: to (?:your|all|this|these|the)(?: \w+){0,2})?|an? (?:earlier|previous) (?:response|answer|reply).{0,50}) (?:is|are|can)(?: now| also| already| all| be){0,2} (?:found|accessed|viewed|available|published|downloaded|obtained|seen|located|here|at|on|in (?:our|the))\b.{0,60}(?:\b(?:here|online|links?|websites?|web ?pages?|webpage|disclosure log|below)\b|https?:|www\.)|^(?:it|they|these|that)(?: is| are| can be) (?:\w+ )?(?:at|on|in|here)\b.{0,40}(?:\bdisclosure log\b|https?:|www\.)|\banswered (?:this|the same|your|these|an? (?:similar|identical)) (?:\w+ )?(?:request|questions?)\b.{0,60}\b(?:response|answer|reply|it)\b.{0,40}\b(?:seen|found|viewed|here|log|online|website)\b",
    ),
    says(
        "published.linked",
        Linked,
        5,
        r"\b{info}\b(?: \w+){0,10}? (?:can be|is|are|may be)(?: \w+)? (?:found|accessed|viewed|available|published|downloaded|obtained|seen|located)\b.{0,80}\b(?:at|on|via|here|link|website|webpage|web page|internet|online|https?|www)\b|\b(?:available|published) (?:on|at|via|from) (?:our|the|this)(?: \w+){0,3} (?:website|web ?site|web ?page|disclosure log|publication scheme|link|site)\b|\bdisclosure log\b.{0,40}\b(?:at|here|link)\b|^(?:please )?(?:see|visit|refer to|look at) (?:our|the) (?:\w+ ){0,2}?(?:transparency (?:pages?|data|reports?)|publication scheme|disclosure log|annual (?:accounts|report)|statement of accounts|open data)\b|\b(?:link|page|address) (?:is |here|below)?.{0,20}https?:|^(?:please )?(?:see|visit|refer to|look at|try) (?:https?:|www\.)|\b(?:use|using|follow|click(?: on)?|via|through|at|visit) (?:the |this |our )?(?:following |attached |above )?(?:(?:web)?link|web ?page|website|site)\b.{0,80}\b(?:access|view|see|find|for (?:the|this|all)|download|obtain)\b|\b(?:can|will|may|able to) (?:also |now )?(?:find|access|view|see|download|obtain|get) (?:it|them|this|these|all|(?:the|our|your|this|these) (?:\w+ )?(?:{info}|answers?|response))\b.{0,80}(?:https?:|www\.|\b(?:here|link|website|online)\b)|\b{we}\b(?: have| has| already| now| also| routinely){0,3} publish(?:ed|es)? (?:\w+ ){0,4}?{info}\b.{0,60}\b(?:at|here|on|online|https?|www)\b",
    ),
    any(
        "neither.confirm",
        Neither,
        8,
        r"\bneither (?:to )?confirm\w*,? (?:n?or) (?:to )?den(?:y|ies|ied|ying)\b|\b(?:cannot|can not|not|unable to) (?:either )?confirm (?:n?or) deny\b|\bnid (?:yw|ydym)\b.{0,40}\bcadarnhau na gwadu\b|\bna chadarnhau na gwadu\b|\bneither confirm nor deny\b|\bncnd\b",
    ),
    any(
        "neither.duty",
        Neither,
        6,
        r"\b(?:exempt\w*|not obliged|excluded|relieved?|absolved?|not require\w*|removes?)\b.{0,80}\b(?:duty |requirement |obligation )?to confirm (?:or|nor) deny\b|\bduty to confirm or deny\b.{0,60}\bdoes not (?:arise|apply)\b|\bconfirm or deny\b.{0,60}\b(?:would|itself|exempt)\b",
    ),
    says(
        "excluded.act",
        Excluded,
        6,
        r"\b(?:excluded from|falls? outside|outside (?:of )?the scope of|outside|not (?:covered by|subject to|caught by|within the scope of)|out of scope of|outwith|not (?:an? )?(?:listed |designated )?(?:public )?(?:authority|body) (?:for the purposes of|under|within|subject to|as defined)|does not (?:fall|come) (?:under|within)|do not (?:fall|come) (?:under|within))(?: of| by| the scope of| from| in)* (?:the )?(?:act|foia?|foisa|freedom of information|environmental information|eir)\b",
    ),
    // "Subject to the Act" is a condition elsewhere, and none behind a "not".
    any(
        "excluded.not-subject",
        Excluded,
        6,
        r"\b(?:we|it|which|and|company|college|school|organisation|club|charity|council|association|body|trust|authority) (?:is|are) (?:therefore |also )?not (?:itself |currently |a body )?subject to (?:the )?(?:freedom of info|foia?\b|foisa|act\b|eirs?\b)",
    ),
    says(
        "excluded.journalism",
        Excluded,
        6,
        r"\bpurposes? of (?:journalism|art|literature)\b|\bjournalism,? (?:art|literature)\b|\bart (?:or|and) literature\b",
    ),
    says(
        "excluded.body",
        Excluded,
        5,
        r"\b(?:is|are) not (?:a )?public authorit(?:y|ies)\b|\bnot (?:designated|listed|scheduled) (?:as|in|under)\b.{0,60}\b(?:public authority|schedule 1|act)\b|\bprivate (?:company|limited company|organisation|body)\b.{0,80}\bnot (?:subject|covered|required|obliged)\b|\bnot obliged to respond\b.{0,40}\bfreedom\b",
    ),
    says(
        "cost.too-much-work",
        CostSaid,
        4,
        r"\bwould (?:simply |just |also )?(?:take|need|require|involve|mean|tie up) (?:us |me |someone |somebody |staff |an officer |a member of staff )?(?:far |much )?(?:too (?:long|much|many)|(?:\w+[- ]){0,6}?(?:days|weeks|months)\b|(?:an? )?(?:disproportionate|excessive|huge|enormous|unreasonable|inordinate|significant) \w+)|\bnot have (?:the |enough |sufficient )?(?:resources?|staff|capacity|manpower|time)(?: \w+)? to (?:go|look|search|read|check|find|extract|collate|compile|do)\b|\b(?:amount|volume) of (?:work|time)\b.{0,40}\b(?:disproportionate|excessive|exceeds?|too (?:great|much))\b|\b(?:disproportionate|excessive|unreasonable) (?:amount|effort|use of)\b",
    ),
    says(
        "cost.limit",
        CostSaid,
        2,
        r"\blimit\b.{0,60}(?:£ ?(?:450|600)|\b(?:18|24) hours|\beighteen hours)|£ ?25 per hour",
    ),
    says(
        "exempt.personal",
        Exempt,
        5,
        r"\bpersonal (?:data|information)\b.{0,100}\b(?:(?:would|will|could|may|might|to|therefore|thereby) (?:be (?:a |in )?|constitute a |potentially |likely |also )*(?:breach|contraven)\w*|breaches|contravenes)|\b(?:breach|contravene) (?:the|one of the|any of the) (?:first )?data protection principle",
    ),
    says(
        "vexatious.applied",
        Vexatious,
        7,
        r"\b(?:appl(?:y|ied|ies|ying)|refus\w*|rel(?:y|ied|ying)|engag\w*|invok\w*)\b.{0,40}{sec}14\b",
    ),
    says(
        "held.nothing",
        NotHeld,
        6,
        r"\b(?:have|has|hold|holds|found|located|identified|got) (?:nothing|none)\b|\b{info}\b.{0,30}\b(?:could|can) ?not be (?:found|located|traced|identified)\b|\b(?:not|never) (?:produced|created|compiled|made|commissioned|written) any\b|\bwould not hold\b|\b(?:data|information|record|document|report|list|figure)s? (?:do|does) not exist\b|\bno such {info}\b.{0,20}\bexists?\b|\bno {info}\b.{0,40}\b(?:identified|found|located|exist)|\bno (?:recorded )?{info} (?:to give|within|in) \b|\bnot (?:in|within) our possession\b|\bno {info} within (?:the )?scope\b|\bnot capture this\b|\bnot (?:have|sent|got|given) (?:it|them|any)\.?$|\b(?:is|are) (?:accordingly|therefore|consequently) not held\b|\bnid oes gan\b.{0,40}\bwybodaeth\b|\bhold no (?:\w+ )?{info}|\bkeep (?:no|a) record of this\b|\bhas not (?:any|the) {info}",
    ),
    says(
        "held.not-kept",
        NotHeld,
        5,
        r"\b(?:is|are|was|were) not (?:recorded|collected|collated|captured|kept|logged|data which|information which)\b|\bnot keep (?:a )?(?:record|statistics|figures|data)\b|\bhold no record\b|\bno longer retained\b|\b(?:systems?|databases?|software|records)\b.{0,20}\b(?:do|does|did|is|are|can) ?not (?:\w+ )?(?:allow|enable|permit|able|let|capable|support|set up)\b.{0,40}\b(?:report\w*|extract\w*|search\w*|identif\w+|record\w*|produc\w+|break\w*|filter\w*)\b|\bnot (?:data|information|something) (?:which|that)\b",
    ),
    says(
        "cost.over",
        CostSaid,
        5,
        r"\b(?:exceed\w*|over|above|beyond|more than|in excess of|longer than|outside|past|bigger than)\b.{0,30}\b(?:limit|eighteen|18|24|twenty[- ]four|40 hours|£ ?450|£ ?600|threshold|ceiling)\b|\b[\d,.]+ hours?\b.{0,30}\b(?:of )?(?:work|staff time|time|needed|to (?:go|search|read|find|locate|extract|retrieve|collate))\b|\b(?:take|taking|need\w*|at|around|require)\b.{0,40}\b\d[\d,.]* hours\b|\bderfyn priodol\b",
    ),
    says(
        "cost.no",
        CostRefused,
        6,
        r"\b(?:will not be (?:processing|answering|complying)|unable to comply|cannot comply|not (?:be )?(?:obliged|required)|refus\w*)\b.{0,60}(?:{sec}12\b|\b(?:cost|time needed|appropriate limit|cost limit|hours)\b)|\bsection 12\b.{0,80}\b(?:position here|refuse|provision)|\b(?:limit|hours|£450|£600)\b.{0,90}\b(?:so|therefore|and) (?:\w+ ){0,4}(?:unable|refus\w+|cannot|not (?:required|obliged|be processing))\b|\bs\.? ?17\(5\)|\bsection 17\(5\)|\badran 12\b",
    ),
    says(
        "vexatious.concept",
        Vexatious,
        7,
        r"\b(?:abuse of the (?:act|process|legislation)|vexatious (?:requests? )?and (?:we )?(?:regard|consider)|obsessive|harass\w+|regard (?:this|it|your request) as (?:being )?(?:one|vexatious|such)|need not (?:answer|comply|respond) again|same (?:information|request|questions?) (?:as|again)|unreasonable burden|consider that yours is)\b.{0,200}|{sec}14(?:\(\d\))?\b.{0,30}\b(?:is engaged|allows|applies|means that|provides)|\b(?:concluded|decided|refused)\b.{0,40}{sec}14\b|\b(?:flinderus|blinderus)\b",
    ),
    says(
        "exempt.concept",
        Exempt,
        6,
        r"\b(?:falls? (?:within|under)|covered by|caught by|subject to|protected by|engages?|claimed|applied)\b.{0,60}(?:{sec}{ex}|\b(?:legal (?:professional )?privilege|the exemption for|absolute exemption|commercial interests|commercial confidential\w*))|\b(?:personal data|commercial interests?|commercially sensitive|confidentiality|law enforcement) exemption (?:applies|is engaged|has been applied)\b|\bs\.? ?4[0-4]\b|\bexemption (?:claimed|relied on|applied) is\b|\bexempt (?:by reason|by virtue|under|because)\b|\bterms of section (?:16|30|33|36|38)\b|\badran (?:3\d|4[0-4]|2[34678])\b",
    ),
    says(
        "refuse.concept",
        Refuse,
        6,
        r"\b(?:not (?:be )?(?:supplying|disclosing|releasing|providing|publishing)|cannot be (?:released|disclosed|supplied|provided|shared)|should not be (?:released|disclosed)|(?:is|are|be) being withheld|not able to (?:let you have|disclose|release|supply)|(?:favour|favours) of (?:withholding|non-?disclosure|maintaining)|is refusing|been (?:turned down|refused)|therefore decline|constitutes? a refusal|is a refusal|will not (?:supply|disclose|release)|ni fyddwn yn ei rhyddhau)\b",
    ),
    says(
        "published.concept",
        Published,
        6,
        r"\b(?:exempt as accessible|you already have access|accessible by other means|(?:you can|can be|an applicant can) (?:readily |reasonably |easily )*(?:get|obtain|obtained|find|found|view|viewed)\b(?: (?:it|them|this|these|all|the|on|at|in|from|by|via|through|our|that) ?).{0,50}\b(?:website|web pages?|web site|publication scheme|online|open data|internet)|on (?:our|the) (?:\w+'?s? )?(?:website|web site|publication scheme|open data site)\b.{0,60}\b(?:not required|no need|exempt)|no need for us to provide|ar gael ar ein gwefan)\b|\b(?:section 25|regulation 6)\b.{0,120}\b(?:exempt|not required|obtain)",
    ),
    any(
        "neither.concept",
        Neither,
        8,
        r"\bneither (?:reveal|say|state|confirm)\b|\b(?:reveal|disclose|say|state)\b.{0,20}\bwhether\b.{0,60}\b(?:exists?|is held|we hold)\b|\bno inference (?:can|should|may) be\b|\bnot be (?:taken|treated|read) as (?:an )?(?:indication|confirmation|inference)\b|\b(?:not (?:required|obliged) to|will not|unable to|cannot) (?:say|confirm|state|reveal)\b.{0,20}\bwhether\b.{0,60}\b(?:hold|held|have|exists?)\b|\bduty to confirm (?:or|nor) deny\b.{0,40}\b(?:excluded|does not|disapplied)|\b(?:confirming|denying|to say|to confirm)\b.{0,30}\bwhether\b.{0,100}\b(?:would|itself)\b.{0,60}\b(?:reveal|unfair|disclose|exempt|prejudice)\b|\bnot confirm (?:n?or) deny\b|\bcadarnhau nac yn gwadu\b",
    ),
    says(
        "excluded.concept",
        Excluded,
        6,
        r"\b(?:act|foia?|foisa|eir|regulations)\b.{0,20}\b(?:does|do|did) not (?:extend|apply|cover)\b.{0,60}|\bnot covered by (?:the )?(?:foi|act|legislation)|\bno obligations? under\b.{0,30}\b(?:foia?|act)\b|\bnot listed in schedule 1\b|\blies? outside the act\b|\bonly subject to (?:it|the act) if\b|\bis not covered by the act\b|\bnid yw\b.{0,40}\bddarostyngedig\b",
    ),
    says(
        "refuse.will-not",
        Refuse,
        5,
        r"\b{we}\b(?: \w+){0,3}? (?:(?:will|do|are|is|does|am|shall)(?: \w+){0,2}? not|cannot|unable to|decline[sd]? to|declines?|refuse[sd]? to)\b(?: be| to| going to| intend to| able to| propose to){0,2} (?:let(?:ting)? you|tell(?:ing)? you|give you|giv(?:e|ing) (?:you|it|them|this)|send(?:ing)? (?:you|it|them)|answer(?:ing)? (?:it|them|this|these|those|your|any|that|the)|respond(?:ing)? to (?:it|them|this|these|those|your|any)|processing (?:it|them|this|these|your)|disclos\w*|releas\w*|do so|comply|supply\w*)\b|\bkeep(?:ing)? (?:\w+ )?back\b|\b(?:is|are|been|be|being) (?:kept|held) back\b|\bnot (?:going|prepared|willing|minded|inclined|content) to (?:\w+ )?(?:answer|release|disclose|give|send|tell|supply|provide|share|publish|discuss|comment)\b|(?:\b{we}(?: \w+){0,3}? (?:declin|refus)(?:e|ed)|\b(?:declin|refus)es) to (?:\w+ )?(?:answer|provide|supply|share|give|publish|comment|respond|process)\b",
    ),
    says(
        "held.none-here",
        NotHeld,
        5,
        r"\b(?:do|does|did) not have (?:what|the information|any|it|this|that|anything|such)\b|\b(?:no|nothing) (?:note|trace|record|sign|evidence|entry|file|paperwork|information|data|documents?|records?|figures?)(?: \w+)? of (?:any|this|that|it|such|the)\b|\bnothing (?:on|in) (?:our|the|file)\b|\bso there (?:is|are) no\b|\b(?:is|are|was|were) (?:none|nothing) (?:to (?:send|give|provide|disclose)|on (?:file|record))|\bwould(?: \w+)? not have\b|\bno such thing\b",
    ),
    says(
        "cost.hours",
        CostSaid,
        4,
        r"\b\d[\d,.]* hours\b|\bwithin (?:18|24|eighteen) hours\b|\blimit (?:is|of) (?:18|24)\b",
    ),
    says(
        "vexatious.purpose",
        Vexatious,
        5,
        r"\b(?:no serious purpose|intended to (?:annoy|harass|disrupt)|grievance|burden(?:some)? on (?:the|our)|\d+(?:st|nd|rd|th) request|campaign of|unreasonable persistence|designed to)\b",
    ),
    any(
        "neither.any-answer",
        Neither,
        5,
        r"\b(?:any answer|yes or no|either way|if (?:we|i) (?:confirmed|denied|said))\b.{0,100}\b(?:reveal|disclose|tell|show|unfair)\b|\b(?:obliged|required|willing|going) to (?:say|tell you) (?:if|whether)\b.{0,60}\b(?:hold|holds|held|exists?)\b|\bsay (?:if|whether) (?:we|it|the \w+) (?:holds?|has|have)\b",
    ),
    says(
        "refuse.so-here",
        Refuse,
        5,
        r"\b(?:that|this) is the (?:position|case) (?:here|with (?:your|this)|in (?:this|your))\b|\bas is the case here\b",
    ),
];
