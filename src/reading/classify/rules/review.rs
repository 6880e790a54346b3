//! Internal reviews: asked for, done, and with what result. "Decision upheld" is lost, "complaint
//! upheld" is won.

use super::super::rule::{Rule, any, says};
use super::super::signal::Signal::{
    ReviewAsked, ReviewChanged, ReviewDone, ReviewPartly, ReviewStands,
};

pub(in super::super) const RULES: &[Rule] = &[
    any(
        "review.received",
        ReviewAsked,
        6,
        r"\b(?:acknowledg\w*|confirm\w*|receipt|received|thank you|thanks|in response to|refer\w* to|logged|registered|note)\b.{0,60}\b(?:your |for |asking |requesting |a |an |the )*(?:request\w*|asking|asked|application|appeal|e-?mail|correspondence|letter)?.{0,30}\b(?:internal review|requirement for (?:a )?review|request for (?:a )?review|review of (?:the|our|your)|complaint about (?:our|the|how))\b",
    ),
    any(
        "review.you-asked",
        ReviewAsked,
        6,
        r"\byou (?:have )?(?:asked|requested|sought|would like|wish|are (?:requesting|seeking|unhappy|dissatisfied))\b.{0,60}\b(?:internal review|a review|us to review|reviewed)\b|\byour (?:request for (?:an? )?(?:internal )?review|internal review request|requirement for review|review request|appeal) (?:was|has been|is|will|dated|of|received|about|regarding|concerning)\b|\byour complaint (?:\w+ ){0,4}?(?:was|has been|is|will|dated|of|received|about|regarding|concerning)\b.{0,60}\b(?:handl\w+|respon\w+|decision|request|refus\w+|reply|answer|review\w*)\b",
    ),
    says(
        "review.will-be-done",
        ReviewAsked,
        6,
        r"\b(?:internal )?review\b.{0,60}\b(?:will|shall|is)(?: now| then)?(?: be)?(?: being)? (?:carried out|conducted|undertaken|completed|considered|allocated|assigned|passed|underway|handled|dealt with|led|looked)\b|\b(?:will|shall|is going to|has been asked to|have asked)\b.{0,40}\b(?:carry(?:ing)? out|conduct\w*|undertak\w+|complet\w+|consider\w*|review\w*)\b.{0,30}\b(?:internal review|your (?:review|appeal|complaint)|the review|how your)\b|\breview\w* officer expects\b|\b(?:reviewer|reviewing officer|review panel)\b.{0,40}\b(?:will|expects?|aims?|hopes?)\b|\bwill now (?:be )?review\w*\b",
    ),
    any(
        "review.done",
        ReviewDone,
        6,
        r"\b(?:i|we|panel|reviewer|officer|university|council|trust|department)(?:'ve| have| has|'m| am)?(?: now| fully| carefully| since| therefore| independently)* (?:completed|concluded|conducted|carried out|undertaken|finished|finalised|finalized|considered|reviewed|looked again|re-?considered|re-?examined|re-?visited)\b(?: \w+){0,3}? (?:the|your|an|our|a|this|my|how|at)? ?(?:\w+ ){0,3}?(?:review|original (?:response|decision|request)|handling|response (?:to|you)|decision|request was handled|your request was|appeal|complaint)\b",
    ),
    any(
        "review.outcome",
        ReviewDone,
        6,
        r"\b(?:outcome|result|conclusions?|findings?|decision) (?:of|from|following|on) (?:the|your|our|my|this|an|that)? ?(?:request for (?:an? )?)?(?:internal |independent )*(?:review|appeal)\b|\boutcome of review\b|\b(?:internal )?review (?:outcome|decision|response|findings|is now|has now|has been|was|finds|found|concluded|has found|has concluded)\b.{0,30}\b(?:finished|complete\w*|conclude\w*|undertaken|carried|that|conducted|:|is|found)?|\breview of (?:the|your|our|how)(?: \w+){0,6}? (?:has|is|was) (?:now |been )*(?:complete\w*|concluded|finished|carried)\b|\b(?:following|on|after|as a result of|having conducted|upon) (?:the|your|our|this|an|my|a|conducting|completing)(?: \w+){0,2} (?:review|reconsideration)\b.{0,20}\b(?:i|we|the|it)\b|\bcanlyniad yr adolygiad\b|\badolygiad mewnol\b.{0,60}\b(?:wedi'i gwblhau|cwblhau|dod i)",
    ),
    says(
        "review.decided",
        ReviewDone,
        6,
        r"\b(?:complaint|appeal|review)\b.{0,60}\b(?:upheld|dismissed)\b|\b(?:uphold|upheld|upholding|dismiss\w*|reject\w*) your (?:complaint|appeal|request for (?:an? )?(?:internal )?review)\b|^(?:the |our |original )*decision (?:is |was |has been )?upheld\b|\b(?:i|we) (?:have )?(?:now )?reviewed our (?:response|decision|handling|refusal|answer|reply)\b",
    ),
    says(
        "review.stands",
        ReviewStands,
        6,
        r"\b(?:i|we|review(?:er)?|panel|university|council|trust|decision)\b.{0,80}\b(?:uph(?:o|e)ld|upholds?|upholding|stands? by|maintain(?:s|ed|ing)?|agrees?|agree with|affirm\w*|confirm\w*|satisfied that|support)\b.{0,80}\b(?:original|initial|first|earlier|previous|decision|position|response|exemptions?|application of|refusal|correct\w*|appropriate\w*|in full|handled)\b|\b(?:original|initial|first|earlier|previous) (?:decision|response|answer|reply|refusal)\b.{0,60}\b(?:was|is|were|remains?|stands?|should|has been)\b.{0,30}\b(?:correct\w*|right|upheld|appropriate|stand|valid|unchanged|maintained|accurate|reasonable|compliant|justified)\b",
    ),
    says(
        "review.not-upheld",
        ReviewStands,
        6,
        r"\b(?:complaint|appeal|review|grounds?|points?)\b.{0,40}\b(?:is|was|has been|are|have been|has|were|i (?:do|have)|we (?:do|have))\b.{0,20}\bnot(?: been)? (?:upheld|uphold|successful|allowed)\b|\b(?:do|does|did|have|cannot|can|unable to|could) ?not uph(?:o|e)ld (?:your|the) (?:complaint|appeal|review)\b|\b(?:exemption|section \d+)\b.{0,60}\b(?:was|were|has been|is) (?:correctly|properly|rightly|appropriately) (?:applied|engaged|cited|used|relied)\b|\bcorrectly (?:applied|withheld|refused|relied|handled|cited|engaged)\b|\b(?:decision|exemption|refusal|response) (?:(?:is|was|has been|be|to be) )?upheld\b|^(?:outcome|result)\b.{0,30}\bnot upheld\b|\bmaintain our position\b|\bdecision to (?:withhold|refuse|rely)\b.{0,60}\b(?:was|is) (?:correct|right|justified|proper|sound)\b|\b(?:breakdown|rest|remainder|names?|others?|remaining \w+) (?:still )?remains? (?:withheld|exempt)\b|\buphold (?:it|this|the (?:\w+ ){0,2}(?:decision|response|refusal|exemption)|our)\b|\bno (?:grounds|reason|basis) to (?:change|alter|overturn|depart)\b",
    ),
    says(
        "review.changed",
        ReviewChanged,
        6,
        r"\b(?:overturn\w*|set aside|setting aside|revers(?:e|ed|ing)|no longer (?:rely|relying|relies|wish(?:es)? to rely|consider|appl\w+|engaged)|incorrectly|wrong(?:ly)? (?:to|appl\w+|withh\w+|refus\w+)|were wrong|should (?:not )?have been (?:withheld|disclosed|provided|released|refused|given|supplied|applied)|should not have been (?:cited|used|claimed|relied)|should (?:not )?have (?:withheld|disclosed|provided|released|refused|applied|given)|not (?:correctly|properly|appropriately) (?:applied|engaged|handled)|substitut\w+ (?:a )?(?:different|fresh|new) (?:decision|response)|was not (?:correct|right|engaged|justified|appropriate)|did not (?:correctly|properly)|revised? (?:decision|response)|decided (?:now )?to (?:release|disclose|provide)|(?:can|should|must|may|will|to) now be (?:released|disclosed|provided|supplied)|now (?:attach\w*|releas\w*|disclos\w*|enclos\w*|able to (?:disclose|release|provide)|provid\w+))\b",
    ),
    says(
        "review.complaint-upheld",
        ReviewChanged,
        7,
        r"\b(?:your )?(?:complaint|appeal|review request|request for (?:a |an )?(?:internal )?review|concerns?|grounds)\b(?: \w+){0,4}? (?:is|has been|was|are|have been|were)(?: therefore| fully| now| also| both)* (?:upheld|well[ -]founded|justified|substantiated)\b|\b(?:complaint|appeal|review request)(?: fully| wholly)? upheld\b|\b(?:upholds?|uphold|upheld|upholding) (?:both|all|each)(?: of)?(?: your)? (?:complaints?|grounds?|points?)\b|\b(?:uphold|upheld|upholding) (?:your|the|this) (?:complaint|appeal|concerns?|request for (?:a |an )?(?:internal )?review)\b|\bin your favour\b",
    ),
    says(
        "review.partly",
        ReviewPartly,
        6,
        r"\bnot upheld\b.{0,60}\b(?:is|are|was|were|but|and) upheld\b|\bupheld\b.{0,80}\bnot upheld\b|\b(?:partly|partially|in part|part) (?:uph(?:o|e)ld\w*|upheld|overturn\w*|agree|successful|revers\w*|chang\w*|correct\w*|revised?)\b|\b(?:uph(?:o|e)ld|upheld|overturn\w*|agree)\b.{0,60}\b(?:in part|partly|partially|some of|aspects?|elements?)\b|\brest of the (?:decision|response) (?:stands|is upheld|remains)\b|\bremain(?:ing|der)\b.{0,60}\b(?:upheld|uphold|stands?|exempt|withheld)\b",
    ),
    // "I do not agree that the exemption was wrongly applied", "no reason to overturn": a denial of what would be
    // a change leaves the decision as it was.
    says(
        "review.not-changed",
        ReviewStands,
        6,
        r"\b(?:not|no|cannot|unable to|nor|never)\b(?: \w+){0,2}? (?:find|found|finding|think|conclude|consider\w*|believe|agree|accept|persuaded|satisfied|convinced|see|seen|reasons?|grounds?|basis|cause|case|evidence|justification|necessary|appropriate)\b[^,;]{0,60}\b(?:overturn\w*|overrul\w*|revers(?:e|ed|ing)|set(?:ting)? aside|incorrect\w*|wrong\w*|misappl\w+|in error|(?:grounds?|reasons?|basis) (?:to|for) (?:chang|alter|depart|differ)\w*|(?:complaint|appeal|grounds?|points?)(?: \w+){0,3}? upheld|uphold(?:ing)? (?:your|the) (?:complaint|appeal)|(?:should|ought to) (?:\w+ )?(?:have been|be) (?:disclosed|released|provided|given|supplied))\b|\b(?:not|never|unable to|cannot|nor|declin\w+ to|refus\w+ to)(?: been| be| able| to| now| therefore| in a position| prepared| minded| persuaded){0,4} (?:(?:overturn\w*|revers(?:e|ed|ing)|set(?:ting)? aside|chang(?:e|ed|ing)|alter\w*|amend\w*) (?:the|our|my|its|this|that) (?:\w+ ){0,2}?(?:decision|response|refusal|position|outcome|view|conclusion|finding|answer)\b|(?:uph(?:o|e)ld(?:ing)?|allow\w*) (?:your|the|this|any of your|any) (?:\w+ )?(?:complaint|appeal|grounds?|points?))|\bno (?:further|more|other) (?:{info} )?(?:will|can|is to|should) be (?:released|disclosed|provided|given)\b|\bno further {info} (?:will|can|is to) be (?:released|disclosed|provided|given)\b|\b(?:no evidence|not believe|not find|satisfied|content) that (?:we|the \w+) (?:\w+ )?(?:holds?|held|given you|provided|supplied|disclosed)\b.{0,40}\b(?:further|more|additional|other|everything|all)\b",
    ),
    // "I do not uphold the refusal", "not satisfied that section 43 was correctly applied": denied, it falls.
    says(
        "review.not-stands",
        ReviewChanged,
        6,
        r"\b(?:not|cannot|unable to|no longer|nor)\b(?: \w+){0,2}? (?:find|think|consider\w*|believe|agree|accept|persuaded|satisfied|convinced|see|conclude)\b(?:, [\w ]{1,20},)?[^,;]{0,60}\b(?:(?:was|were|is|are|been|has) (?:\w+ )?(?:correct|right|properly|rightly|correctly|appropriate|appropriately|justified|engaged|valid|fair|reasonable|sound|entitled)|(?:should|ought to) (?:have been|be) (?:withheld|refused|redacted)|(?:should|ought) not (?:to )?(?:have been|be) (?:disclosed|released))\b|\b(?:not|cannot|unable to|no longer)(?: \w+){0,2}? (?:uph(?:o|e)ld(?:ing)?|agree with|support|maintain|stand by|sustain|defend)(?: (?:the|our|my|its|their|this|that|original|initial|first|earlier|previous|council's|university's|trust's)){1,3} (?:\w+ )?(?:decision|response|refusal|position|exemption|application of|reliance|use of|answer|reply|reasoning)\b",
    ),
    // One part of the decision stands and another does not.
    says(
        "review.one-not-other",
        ReviewPartly,
        6,
        r"\b(?:correctly|properly|rightly) (?:applied|engaged|cited|withheld|relied|used|claimed)\b.{0,60}\b(?:but not|(?:was|were|is|are) not)\b|\buph(?:o|e)ld\w*\b.{0,60}\bbut (?:(?:i |we )?(?:do|does|did|have|cannot) )?not\b|\bupheld (?:only )?(?:in|with) (?:relation|respect|regard) (?:of|to)\b.{0,40}\bonly\b|\bupheld only (?:in|as|for|with)\b|\b(?:uph(?:o|e)ld\w*|stands?|withhold\w*|withheld|exempt)\b.{0,60}\b(?:but|although|however|though)\b.{0,30}\b(?:attach\w*|enclos\w*|releas\w*|disclos\w*)\b|\b(?:attach\w*|enclos\w*|releas\w*|disclos\w*)\b.{0,40}\b(?:but|although|however|though)\b.{0,40}\b(?:stands?|continu\w+ to (?:withhold|rely|refuse)|still (?:withh\w+|rely))\b|\b(?:releas\w+|disclos\w+|attach\w*|enclos\w*) (?:\w+ )?some (?:of the |more |further |additional )?{info}\b",
    ),
    any(
        "review.welsh-asked",
        ReviewAsked,
        6,
        r"\b(?:cais|gais|gofyn)\b.{0,30}\badolygiad mewnol\b",
    ),
    any(
        "review.having",
        ReviewDone,
        6,
        r"\bhaving (?:now |fully |carefully )*(?:reviewed|re-?considered|re-?examined|conducted|completed|carried out)\b.{0,40}\b(?:review|response|decision|request|handling|complaint|appeal|matter)\b|\breview is (?:now )?(?:complete\w*|finished|concluded)|\bon (?:internal )?review,? (?:i|we)\b",
    ),
    says(
        "review.use-upheld",
        ReviewStands,
        6,
        r"\buph(?:o|e)ld\w*\b.{0,40}\b(?:use|application|section|exemption|regulation|refusal)\b",
    ),
    says(
        "review.was-wrong",
        ReviewChanged,
        6,
        r"\b(?:original|initial|first|earlier|previous) (?:decision|response|answer|reply|refusal)\b.{0,40}\b(?:was|were|is|has been|have been|cannot) (?:\w+ )?(?:incorrect|wrong|not (?:correct|right)|inadequate|incomplete|mistaken|unsound|reversed|overturned|withdrawn|set aside|replaced|stand)\b|\b(?:decision|refusal|response|exemption) was (?:wrong|incorrect|mistaken|a mistake|not (?:correct|right|justified))\b|\b(?:i|we)(?: have| am| are| hereby| now| therefore| do){0,3} (?:withdraw\w*|rescind\w*|revok\w*) (?:the|our|this|my) (?:\w+ )?(?:refusal|exemption|decision|reliance|notice)\b|\b(?:decision|conclusion|view|finding) is that\b.{0,60}\b(?:should|must|ought to|can) be (?:disclosed|released|provided|supplied|given)\b|\b(?:find|found|conclude\w*|satisfied|decided|agree|accept)(?: with you)? that (?:the )?(?:balance of (?:the )?)?public interest (?:\w+ )?(?:favours|lies in|supports) (?:disclos|releas)\w+|\b(?:i|we)(?: now| do)? agree with you that\b|\bin fact held\b",
    ),
    any(
        "review.treated-as",
        ReviewAsked,
        6,
        r"\b(?:dealt with|treated|logged|handled|considered|processed|recorded) as (?:a request for )?an? (?:internal )?review\b",
    ),
    says(
        "review.should-stand",
        ReviewStands,
        6,
        r"\b(?:decision|refusal|response|exemption)\b.{0,20}\b(?:should|must|will|does) stand\b",
    ),
    any(
        "review.asked-concept",
        ReviewAsked,
        6,
        r"\b(?:asking|asked|requesting|requested|request for)\b.{0,60}\b(?:to |that we )?(?:review|reconsider|re-?examine|look again at)(?: \w+){0,3} (?:decision|response|refusal|handling|answer|reply)\b|\b(?:your|an|the) (?:request|application|appeal|complaint|e-?mail|letter)\b.{0,60}\b(?:reconsider|look again|decision to be reviewed|review under|against our decision|handling of your request|be reviewed)\b|\b(?:letting us know|hear|note|sorry)\b.{0,40}\b(?:dissatisfied|unhappy|not (?:happy|satisfied)|requested an internal review)\b|\b(?:go|referred|passed|sent|accepted|logged|asked)\b.{0,90}\b(?:for|to|do|as|conduct|carry out) (?:an )?internal review\b|\backnowledg\w*\b.{0,40}\b(?:appeal|requirement for review|application for review|review)\b|\bam adolygiad mewnol\b|\byour (?:appeal|complaint) (?:has been|was|is) (?:\w+ )?(?:received|logged|registered|acknowledged|being (?:looked|dealt|considered|handled|investigated))\b",
    ),
    any(
        "review.done-concept",
        ReviewDone,
        6,
        r"\b(?:my|the|appeal|review) (?:review|finding|findings|panel|appeal panel|reviewer)\b(?: \w+){0,3}? (?:found|finds|is that|heard|met|agrees|thinks|allowed|dismissed|considers|concludes|concluded|has (?:found|concluded|recommended))\b|\b(?:following|on|upon|after|having|in the light of|as a result of)\b(?: \w+){0,4}? (?:reconsideration|review|request for review|looked (?:again|afresh) at (?:everything|it|this|the matter))\b.{0,20}(?:,|\bi\b|\bwe\b|\bthe\b|\bour\b)|\bi (?:was asked to review|have (?:looked into|concluded|reviewed|considered) (?:your|the|my) (?:complaint|review|case|appeal|representations|request for))\b|\bhaving looked at (?:everything|it|this|the matter) (?:again|afresh)\b|\b(?:result|outcome) of the (?:internal )?review\b|\byour appeal (?:succeeds|fails|(?:is|has been) (?:\w+ )?(?:allowed|dismissed|upheld|rejected|refused|granted|successful|unsuccessful|considered|concluded))\b|\b(?:confirms?|substituted?)\b.{0,30}\bdecision\b.{0,60}\b(?:section 21|modifications?|different decision)\b|\bcwblhau'r adolygiad\b|\bi (?:do not )?uphold your complaint\b|\bfinds? in your favour\b",
    ),
    says(
        "review.stands-concept",
        ReviewStands,
        6,
        r"\b(?:dismiss\w*|no (?:reason|grounds|basis) (?:to|for) (?:alter\w*|chang\w*|depart\w*|overturn\w*|disturb\w*)|remains the same|(?:estimate|decision|refusal) (?:stands|is maintained|remains)|(?:it|decision|answer|response|reply) was (?:right|correct|full and accurate)|without modifications?|rightly applied|properly relied|was correctly handled|agree(?:s)? (?:that|with)\b.{0,60}\b(?:exemption|decision|hold|not|applies)|hold nothing further|appeal fails|is maintained|y?n cadarnhau'r penderfyniad)\b|\bregulation \d+\([\d\w()]+ is maintained|\b(?:complaint|appeal)(?: \w+){0,3}? (?:cannot|can not|could not|should not|will not) be (?:upheld|allowed)\b|\b(?:decision|response|answer|refusal|position)\b.{0,20}\b(?:(?:should|will|need|does|is) not (?:to )?(?:be )?chang\w*|(?:is|remains|stays) (?:therefore )?(?:unchanged|confirmed|the same|as it was))\b|\b(?:correct|right) decision was (?:made|reached|taken)\b|\b(?:refuse|dismiss|reject)(?:ed|ing|es|s)? your (?:appeal|complaint)\b|\b(?:appeal|complaint) (?:is|was|has been) (?:\w+ )?(?:rejected|dismissed|refused|unsuccessful)\b|\b(?:endors\w+|in favour of|satisfied with|agree with|reason to disagree with|stick(?:s|ing)? (?:with|by|to)) (?:the|our|my|that) (?:\w+ )?(?:decision|response|answer|refusal|reply)\b|\bcontinues? to (?:rely on|withhold|refuse|apply)\b|\bconfirm(?:s|ed|ing) (?:its|our|the) (?:reliance|refusal|use of)\b|\bsame answer\b|\b(?:handled|dealt with) (?:properly|correctly|appropriately)\b|\bhandling\b.{0,40}\bcomplied with\b|\bremains? (?:exempt|withheld) in\b",
    ),
    says(
        "review.changed-concept",
        ReviewChanged,
        6,
        r"\b(?:should have (?:given|sent|supplied|told)|allow(?:ed|s) your appeal|appeal (?:succeeds|is allowed)|revers(?:ing|ed|e) the|no longer rel(?:y|ied|ies)|exemption (?:is|was)(?: therefore| accordingly)? not (?:engaged|made out|applicable|established)|did not apply|(?:further|fresh|new) search\w*\b.{0,60}\b(?:found|located|identified)|substituted with|now (?:given|supplied|disclosed|enclosed)|(?:they|these|documents) are (?:now )?(?:released|disclosed)|ought to have been (?:disclosed|released|given)|in your favour|with modifications?|could have given you)\b",
    ),
    says(
        "review.partly-concept",
        ReviewPartly,
        6,
        r"\bsucceeds? in part\b|\bin your favour on\b.{0,100}\bnot\b|\b(?:save|except) that\b|\bwith modifications? ?:|\bothers? remain\w* (?:exempt|withheld)\b|\bpartly in your favour\b|\bupheld\b.{0,60}\b(?:and|but) not\b|\b(?:released|disclosed)\b.{0,60}\bothers? remain\b",
    ),
    any(
        "review.asked-again",
        ReviewAsked,
        6,
        r"\b(?:go|going) back over (?:the|our|this|your)\b|\b(?:look at|consider|go over|examine)\b.{0,30}\b(?:request|decision|it|matter|response) (?:afresh|again|anew)\b|\byou disagree with our\b|\bas you (?:have )?asked,?\b.{0,80}\b(?:decision|review|look)\b|\blook(?:ing)? (?:at it|at the decision|at this) again\b|\b(?:not|were not) happy with (?:what|our|the)\b",
    ),
    any(
        "review.gone-through",
        ReviewDone,
        6,
        r"\b(?:i|we) (?:have )?(?:gone|been|went|looked) (?:back )?(?:through|over) the (?:papers|file|correspondence|handling)\b|\bmatters? before me\b|\byou win\b|\bmy conclusion\b|\bi (?:can )?find (?:no|that|fault)\b",
    ),
    says(
        "review.no-fault",
        ReviewStands,
        6,
        r"\bno fault in\b|\b(?:answer|decision|response|refusal)\b.{0,30}\b(?:you were given )?stands\b|\b(?:we|they|council|trust|university|team) (?:got|had) it right\b",
    ),
    says(
        "review.did-wrong",
        ReviewChanged,
        6,
        r"\b(?:we|they) (?:got it wrong|did not|should not|failed)\b.{0,60}\b(?:enclosed|attached|now|unredacted|released)|\byou win\b|\bit had(?: not)?, and i am sorry\b|\bunredacted copy\b",
    ),
    says(
        "review.one-point-stands",
        ReviewStands,
        5,
        r"\b(?:was|were|is|are|been) (?:properly|rightly|correctly|fairly) (?:withheld|used|relied|kept|refused|claimed|held back)\b|\b(?:grounds?|limbs?|points?|complaint)\b.{0,30}\b(?:is|are) (?:rejected|dismissed|not made out)\b|\b(?:i|we) do not uph(?:o|e)ld (?:it|this|that)\b|\b(?:stays?|remains?|continues?)\b.{0,20}\b(?:withheld|suppressed)\b|\bcame to the same (?:view|conclusion)\b|\bcome to the same (?:view|conclusion)\b|\bremain of the (?:same )?(?:view|opinion)\b|\b(?:maintain|stand by) (?:our|my|the) (?:position|view|decision|response)\b|\b(?:estimate|reasoning|decision) (?:is|was) sound\b",
    ),
    says(
        "review.one-point-won",
        ReviewChanged,
        5,
        r"\b(?:uphold|upheld|upholding) (?:that|this|the (?:first|second|third|fourth)|one|your (?:first|second|third|fourth)) (?:ground|limb|point|part|complaint|and|of)\b|\byou (?:are|were) (?:quite )?right\b|\bnot (?:persuaded|agree|think)\b.{0,40}\b(?:section|exemption|exception|regulation|confidential)\b|\b(?:section|exemption|exception|regulation)\b[ \d()a-z]{0,16} does not (?:fit|bite|reach)\b|\b(?:is|was) (?:varied|modified)\b|\bnot rely on\b.{0,40}\bany (?:longer|more)\b",
    ),
    says("review.modified", ReviewPartly, 6, r"\bconfirm\w*\b.{0,60}\bwith modifications?\b"),
];
