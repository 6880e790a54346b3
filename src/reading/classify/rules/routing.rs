//! Not here, not by this way: another authority, the post, a portal, her own data.

use super::super::rule::{Rule, any, asks, says};
use super::super::signal::Signal::{AskElsewhere, OwnData, PassedOn, Portal, Post};

/// Bodies that a request is passed on to.
pub(in super::super) const RULES: &[Rule] = &[
    says(
        "transfer.passed-on",
        PassedOn,
        6,
        r"\b(?:transferr(?:ed|ing)|transfer|redirect(?:ed|ing)?|re-?directed|passed|forwarded|referred)\b(?: \w+){0,6}? (?:on |over )?to (?:the |our )?(?:\w+['&]? ){0,6}?(?:council|police|constabulary|trust|university|college|department (?:for (?:transport|education|work|business|environment|culture|health|levelling|communities|international|energy|science)|of (?:health|justice|finance|education|agriculture|infrastructure))|ministry|home office|cabinet office|treasury|nhs|agency|commission|authority|board|government|executive|ofsted|hmrc|association|office for|health board|icb|ccg|academy|parliament|assembly)\b|\b(?:asked|contacted)\b.{0,40}\b(?:council|police|trust|university|department|ministry|agency|authority|board)\b.{0,80}\b(?:accept|take) (?:the|your|this)\b|\bpassed it over\b",
    ),
    says(
        "transfer.passed-on-plain",
        PassedOn,
        6,
        r"\b(?:have|has|been|be|will)(?: now| therefore| today)* (?:transferr(?:ed|ing)|transfer|redirected)\b(?: your| the| this| it)?(?: \w+){0,3} (?:request|enquiry|correspondence|it|e-?mail)\b",
    ),
    says(
        "transfer.not-us",
        AskElsewhere,
        6,
        r"\b(?:not (?:the (?:correct|right|appropriate|relevant|responsible)|a) (?:public )?(?:authority|body|organisation|council|trust|department|office|agency|police force)\b|not a (?:matter|function|service)(?: \w+){0,3}? (?:for|we|this|that|of|by|the)|not something (?:that )?(?:for (?:us|this|the)|(?:we|(?:the|this) \w+) (?:deals?|handles?|is|are|can|could|would|looks?|manages?|runs?|oversees?|covers?|ha(?:s|ve) (?:any )?(?:responsib\w+|control)))|(?:is|are|am) not responsible for|does not (?:fall|come) within (?:our|the) (?:remit|responsibilit\w+|area)|(?:falls?|is|are|lies) (?:outside|outwith) (?:of )?(?:our|the) (?:\w+ )?(?:remit|area|jurisdiction|responsibilit\w+|boundar\w+)|wrong (?:authority|council|organisation|trust|force)|separate (?:public )?authorit\w+|is (?:the )?responsib\w+ of (?:the )?)",
    ),
    says(
        "transfer.ask-them",
        AskElsewhere,
        5,
        r"\b(?:you (?:may|might|could|should|will|would|can)(?: need to| therefore| wish to| want to| like to| also| prefer to| be better| be able to)*|please|we (?:would )?(?:advise|suggest|recommend)(?: that)?(?: you)?|advise you to|suggest (?:that )?you|i (?:would )?(?:suggest|advise)(?: that)? you|best)\b.{0,20}\b(?:contact|direct|redirect|re-?direct|submit|re-?submit|send|approach|address|forward|re-?send|apply|make|transfer)\b.{0,100}\b(?:council|department|authority|authorities|trusts?|agency|police|commission|board|ministry|who (?:may|might|will|should)|instead|directly to|home office|government|nhs|icb|universit\w+|ofsted|hospital|(?:schools?|colleges?) directly|them(?: directly)?)\b|\b(?:may|might|will|should) (?:be able to help|hold (?:this|the|some|it|that|such|relevant)|be held by)\b",
    ),
    any(
        "transfer.welsh",
        AskElsewhere,
        5,
        r"\b(?:trosglwyddo|cyfeirio|anfon ymlaen)\b.{0,60}\b(?:cyngor|bwrdd|heddlu|llywodraeth|awdurdod)|\bcysylltu(?:'n)? (?:uniongyrchol )?a(?: |'r )",
    ),
    says(
        "post.sent",
        Post,
        6,
        r"\b(?:sent|sending|send|posted|posting|despatched|dispatched|mailed|supplied|provided|issued|response|reply|answer|letter|copy|copies|information|documents|put)\b.{0,60}\b(?:by|in|via|through|with) (?:the |royal |first class |second class |recorded |today's |special )*(?:post|mail|delivery)\b|\b(?:hard|paper) (?:copy|copies)\b.{0,60}\b(?:sent|send|post\w*|to you|follow|on its way|enclosed)\b|\bdrwy'r post\b",
    ),
    asks(
        "post.address",
        Post,
        5,
        r"\b(?:provide|confirm|supply|need|send|let)\b.{0,30}\b(?:postal|home|full postal|mailing|correspondence) address\b",
    ),
    says(
        "portal.secure",
        Portal,
        6,
        r"\b(?:sent|received|receive|read|open|view|via|using|access|through|by)\b.{0,60}\b(?:secure|protected|encrypted|confidential)(?: e-?)?[ -]?(?:message|mail|email|e-mail|document|file transfer|link|portal|workspace|package)\b|\b(?:secure|protected|encrypted) (?:message|e-?mail|document|link|portal)\b.{0,80}\b(?:for you|to you|sign in|log in|passcode)|\b(?:egress|mimecast|galaxkey|wetransfer|cryptshare|zivver|totemo|proofpoint encryption|sharefile|mailexpress|objective connect|quatrix|anycrypt|voltage securemail)\b|\bsent (?:you )?securely\b",
    ),
    says(
        "portal.sign-in",
        Portal,
        6,
        r"\b(?:sign|log)(?:ging|ing)?[ -]?(?:in|on|into|onto)\b.{0,80}\b(?:view|read|see|access|download|collect|retrieve|open|portal|account|respon|https?|to)\b|\b(?:view|read|see|access|download|collect|retrieve|open)\b.{0,80}\b(?:sign|log)(?:ging|ing)? (?:in|on|into)\b|\b(?:create|register|set up|activate)\b.{0,30}\baccount\b.{0,80}\b(?:view|read|see|access|download|collect|retrieve|open)\b",
    ),
    says(
        "portal.link",
        Portal,
        5,
        r"\b(?:link|download|files?|message|access)\b.{0,50}\b(?:expires?|expire|expiry|valid (?:for|until)|available (?:for|until)|will be (?:deleted|removed))\b|\b(?:response|reply|documents?|files?|information|message)\b.{0,60}\b(?:is|are|has been|have been) (?:now )?(?:available|ready|uploaded|published|posted|waiting|shared)\b.{0,40}\b(?:portal|on (?:our|the) (?:online )?(?:system|account)|onedrive|sharepoint|dropbox|google drive|to (?:view|download|collect)|in your account|via (?:the|this|our) (?:link|portal))\b|\bdownload (?:it|them|the (?:files?|documents?|response|information)) (?:from|via|using|at|here|by)\b",
    ),
    says(
        "own-data.sar",
        OwnData,
        6,
        r"\b(?:handl\w+|treat\w*|(?:re-?)?classif\w+|process\w*|dealt|consider\w*|respond\w*|forward\w*|pass\w*|logged|regard\w*|made|submit\w*|dealing)\b.{0,80}\b(?:subject access|data subject|\bsar\b|\bdsar\b)|\b(?:this|your request|it|which|request) (?:is|amounts to|constitutes|appears to be|would be|should be|is therefore|falls)\b.{0,50}\b(?:subject access|your own (?:personal )?(?:data|information)|data protection)|\b(?:request|asking|asked) for (?:your own|your) personal (?:data|information)\b|\brelat\w+ to you\b.{0,60}\b(?:subject access|40\(1\)|data protection)|\b40\(1\)|\barticle 15\b|\b5\(3\) of the (?:eir|environmental)|\bgwrthrych am wybodaeth\b",
    ),
    says(
        "transfer.by-others",
        AskElsewhere,
        6,
        r"\b(?:dealt with|run|managed|provided|handled|commissioned|maintained|owned) by\b.{0,60}\bnot (?:by )?(?:us|this|the (?:council|trust|university|department|board|college))\b",
    ),
    says(
        "transfer.sent-over",
        PassedOn,
        6,
        r"\b(?:have|has|been|are|am|today)\b(?: \w+){0,3}? (?:transferr(?:ed|ing)|redirected|re-?routed)\b.{0,40}\b(?:request|enquiry|correspondence|e-?mail|it|them)\b|\b(?:have|has|been|are|am|today)\b(?: \w+){0,3}? (?:sent|passed|passing|referred|forwarded|sending|handed)\b(?: \w+){0,4}? (?:request|enquiry|correspondence|e-?mail|it|letter)\b(?: \w+){0,3}? to (?:the )?(?:\w+[&\']? ){0,6}?(?:(?:county|borough|district|city|parish) council|police|constabulary|health board|department for|ministry|home office|cabinet office|environment agency|nhs|scottish government|welsh government|agency|combined authority|local authority)\b|\b(?:responsib\w+|lies with|holds?)\b.{0,120}\b(?:referred|forwarded|passed|sent)\b.{0,40}\bto (?:them|it)\b|\bwedi trosglwyddo eich cais\b",
    ),
    says(
        "transfer.responsible",
        AskElsewhere,
        6,
        r"\b(?:responsib\w+|looked after|run|a matter|dealt with|handled|held|holds this)\b.{0,60}\b(?:lies?|sits?|rests?|falls?|belongs?|for|by|with|is responsible)\b.{0,20}\b(?:the )?(?:\w+ ){0,5}?{body}\b.{0,50}\b(?:not|and (?:we|you)|so|rather|who|please)|\ba matter for (?:the )?(?:\w+ ){0,4}{body}\b|\bwrong (?:place|body|office)\b|\bbetter (?:addressed|directed|put) to\b|\b(?:would|will|should) need to (?:redirect|submit|send|make|address|put|contact)\b.{0,60}\b(?:to|with)\b|\bappropriate (?:body|authority|organisation) (?:would be|is)\b|\bcyfrifoldeb i\b",
    ),
    says(
        "transfer.put-to",
        AskElsewhere,
        5,
        r"\b(?:please|you should|you will need to|would (?:suggest|recommend|advise)(?: that)? you|recommend that you|you would be best|so)\b.{0,30}\b(?:direct|put|write|send|re-?send|address|submit|take|make)\b.{0,60}\bto (?:the |their |your )?(?:\w+[&\']? ){0,6}?(?:{body}|foi team)\b",
    ),
    asks(
        "post.address-to-send",
        Post,
        6,
        r"\b(?:let (?:me|us) have|provide|give|send|confirm|supply|tell)\b.{0,30}\baddress\b.{0,80}\b(?:post|send|mail|deliver\w*|too (?:big|large))|\b(?:i|we) (?:will|shall|have|am|are)\b.{0,10}\b(?:post(?:ed|ing)?|mail(?:ed|ing)?)\b.{0,40}\b(?:it|them|to|the|you|disc|plans|papers)\b|\b(?:disc|papers?|plans|reply|response|letter|documents?|copy|it)\b.{0,60}\b(?:was|been|is|are|will be|be)(?: \w+){0,2}? (?:posted|mailed|in the post|recorded delivery)\b|\bsend it by (?:recorded|special)\b|\bput(?:ting)? (?:it|them|these|copies)(?: all)? in the post\b|\bdrwy\'r post\b",
    ),
    says(
        "portal.fetch",
        Portal,
        6,
        r"\b(?:visit|view|sign|log|open|collect|fetch|access|read|waiting|follow|click|use)\b.{0,60}\b(?:my account|customer portal|the (?:\w+ ){0,3}portal|your account|our file transfer|file transfer service|secure (?:area|site|link)|one-time (?:passcode|password|code)|link (?:below|to download)|here to open|passcode|to download)\b|\bhas (?:shared|sent you)\b.{0,60}\b(?:folder|file|item|document|message)s?\b|\bshared \d+ items?\b|\b(?:access|link)\b.{0,30}\b(?:ends|stops|expires)\b|\byou will be asked for (?:a|the|your) (?:one-time|passcode|e-?mail)|\bhas a new (?:message|update|document)\b",
    ),
    says(
        "own-data.about-you",
        OwnData,
        6,
        r"\b(?:information|records|data|file|notes|request)\b.{0,60}\b(?:about you|about yourself|concerns? (?:you|yourself)|hold?s? on you|your own (?:medical|personal|health|housing|staff|data|file|records))\b.{0,100}\b(?:subject access|\bsar\b|data protection|foi is not|not the right|covered|article|gdpr|handled|logged|treated)\b|\b(?:opened|raised|logged|make|created) an? (?:sar|dsar|subject access request)\b|\bcannot obtain your own\b|\barticle 1[25] (?:of the )?(?:uk )?gdpr\b|\bcais gwrthrych am wybodaeth\b|\byour own (?:medical|health|housing|personnel) (?:notes|records|file)\b",
    ),
    says(
        "transfer.not-ours",
        AskElsewhere,
        3,
        r"\b(?:do|does) not (?:deal with|handle|cover|run|commission|manage|have responsibility)\b",
    ),
    says(
        "transfer.theirs",
        AskElsewhere,
        6,
        r"^that is (?:the )?(?:\w+ ){0,5}{body}\b|\b(?:belongs? to|lies with|rests with|comes under|went (?:over )?to|moved to)\b(?: the)?(?: \w+){0,4}? {body}\b|\b(?:does|do|did) not (?:run|provide|manage|operate|commission) (?:the |that |this |any )?(?:\w+ ){0,3}(?:service|schools?|hospitals?|roads?|libraries|buses)\b|\btheir (?:foi|e-?mail|contact|web) (?:address|details|team|officer)\b",
    ),
    says(
        "transfer.sent-them",
        PassedOn,
        6,
        r"\b(?:sent|forwarded|passed|given|copied) (?:them|it to them|your request to)\b.{0,40}\b(?:your|the|request|email|to|so|with|and)\b|\bask(?:ed)? that they (?:answer|reply|respond|deal)\b|\bthey (?:will|should) (?:answer|reply|respond|write)\b.{0,30}\b(?:direct|to you)",
    ),
    says(
        "portal.cannot-email",
        Portal,
        6,
        r"\b(?:cannot|not|unable to)(?: be)? (?:e-?mail(?:ed)?|include(?:d)?)\b.{0,80}\b(?:security|privacy|content|here)|\b(?:security|privacy) reasons\b.{0,60}\b(?:e-?mail|content|attach)|\b(?:reference|username) and (?:pin|password)\b|\badded a (?:response|document|message|file) to your (?:case|request|account)\b|\b(?:available|ready) in your (?:case|account)",
    ),
    says(
        "own-data.entitled",
        OwnData,
        5,
        r"\b(?:your own (?:calls|records|data|file|notes|information|emails|complaint|case)|about you(?:rself)?)\b.{0,120}\b(?:data protection|gdpr|subject access)|\bthrough data protection\b|\bunder (?:the )?data protection (?:law|act|legislation) and not\b|\bdata protection officer who\b",
    ),
];
