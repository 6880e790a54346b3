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
        r"\b(?:do|does|did)(?: not|n't) (?:currently |actually |routinely |centrally |in fact |itself |specifically |therefore |presently |appear to |have or |keep or |record or |collect or )*(?:hold|record|collect|keep|retain|possess|capture|maintain|store)\b(?: \w+){0,3}? ?(?:{info}|this|that|any|it|the|such|what|your|recorded|central\w*|a|these|those|all|in|for|or)\b|\b(?:do|does|did)(?: not|n't) have (?:this|the|any|that|such) (?:\w+ )?{info}\b|\bis not (?:information|something|data)(?: that| which)? (?:we|the \w+|is) (?:hold|held|record|collect)s?\b",
    ),
    says(
        "held.no-info",
        NotHeld,
        6,
        r"\b{info}(?: \w+){0,12}? (?:is|are|was|were|has been|have been) not (?:actually |currently |centrally |routinely |electronically )*(?:held|recorded|collected|collated|kept|retained|captured|available in|stored|maintained|something)\b|\b(?:no|any) (?:recorded |relevant |such |further |specific )*{info}\b(?: \w+){0,8}? (?:is |are |was |were )?(?:held|found|located|identified|exists?|recorded|available)\b|\b(?:hold|holds|held|have|has|found) no (?:recorded |relevant |such |further |specific |other )*{info}\b|\binformation not held\b|\bno information held\b|^not held\b",
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
        r"\b(?:unable|not able|failed) to (?:locate|find|trace|identify) (?:any |the |a |this )?(?:\w+ )?(?:{info}|trace|information)\b|\bno (?:trace|record)\b|\bsearch\w*\b.{0,80}\b(?:no|not|nothing|nil)\b.{0,30}\b(?:found|located|identified|information|records?|results?|revealed)\b|\b(?:have been |were |was |been )?(?:destroyed|deleted|disposed of)\b.{0,60}\b(?:retention|schedule|policy|plan|line with|accordance)\b|\bnothing to send\b|\bdoes not (?:ask|require) us to (?:make|create)\b",
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
        r"\bidentical or substantially similar\b|\breasonable interval\b|\b(?:grossly oppressive|disproportionate or unjustified|unjustified level of (?:disruption|distress))\b",
    ),
    says(
        "exempt.section",
        Exempt,
        6,
        r"{sec}{ex}.{0,160}\b(?:exempt\w*|engag\w*|withh[eo]ld\w*|appl(?:y|ies|ied|icable)|refus\w*|rel(?:y|ied|ying|ies)|cited|invoked|prohibit\w*|refers?)\b|\b(?:exempt\w*|withh[eo]ld\w*|refus\w*|rel(?:y|ying|ied)(?: up)?on|engag\w*|appl(?:y|ied|ying|ies)|by virtue of|pursuant to|accordance with|citing|redact\w*|under)\b.{0,120}{sec}{ex}|^{sec}{ex}(?: ?\(\w{1,3}\))* ?(?:-|:|\()",
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
        r"\b(?:we|i|university|council|trust|college|department|force|board|authority|office|police|service|ministry|agency|it|mps)\b(?: are| have| has| is| am| will| must|'ve|'re)?(?: \w+){0,3}? (?:withh[eo]ld(?:ing)?|decided (?:not to|to withhold|to refuse|against)|refus(?:ed|ing|e)|declin(?:ed|ing)|not (?:be )?(?:giving|releasing|disclosing|providing|supplying))\b|\b(?:is|are|being|been|be) (?:therefore |being )?(?:withheld|refused)\b|\bwill not be (?:disclosed|released|provided|supplied|giving|releasing|disclosing|providing)\b|\brydym yn gwrthod\b|\bgwrthod eich cais\b",
    ),
    says(
        "refuse.unable",
        Refuse,
        4,
        r"\b(?:unable|not able|not in a position|cannot|can not|can't|not possible) (?:to )?(?:\w+ )?(?:disclose|release|supply|provide|comply|share|give|fulfil)\b(?: \w+){0,4}? (?:{info}|this|request|you|it|them)\b|\bkeeping the material back\b|\bwhy we will not\b",
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
        r"{sec}(?:21|22a?)\b(?: ?\(\d\))*(?:\W|$)|\bregulation 6\(1\)\(b\)|\bsection 25\(1\)|\bfuture publication\b|\bintend\w* (?:to publish|for (?:future )?publication)\b|\b(?:will|due|going) (?:to )?be published\b.{0,60}\b(?:in|on|by|as part|annual|shortly|later)\b|\bwe (?:plan|intend) to publish\b",
    ),
    says(
        "published.accessible",
        Published,
        6,
        r"\b(?:reasonably|readily|easily) accessible\b|\balready (?:\w+ )?(?:accessible|available|published|in the public domain)\b|\b(?:is|are|available|held) in the public domain\b|\bpublicly (?:available|accessible)\b.{0,40}\b(?:at|on|via|exempt|therefore|and|so|from|through|here|by)\b|\baccessible (?:to you )?by other means\b|\beisoes ar gael\b",
    ),
    says(
        "published.linked",
        Linked,
        5,
        r"\b{info}\b(?: \w+){0,10}? (?:can be|is|are|may be)(?: \w+)? (?:found|accessed|viewed|available|published|downloaded|obtained|seen|located)\b.{0,80}\b(?:at|on|via|here|link|website|webpage|web page|internet|online|https?|www)\b|\b(?:available|published) (?:on|at|via|from) (?:our|the|this)(?: \w+){0,3} (?:website|web ?site|web ?page|disclosure log|publication scheme|link|site)\b|\bdisclosure log\b.{0,40}\b(?:at|here|link)\b",
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
];
