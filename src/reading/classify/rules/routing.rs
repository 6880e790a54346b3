//! Not here, not by this way: another authority, the post, a portal, her own data.

use super::super::rule::{Rule, any, says};
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
        r"\b(?:not (?:the (?:correct|right|appropriate|relevant|responsible)|a) (?:public )?(?:authority|body|organisation|council|trust|department|office|agency|police force)\b|not (?:a (?:matter|function|service|function)|something)(?: \w+){0,3}? (?:for|we|this|that|of|by|the)|(?:is|are|am) not responsible for|does not (?:fall|come) within (?:our|the) (?:remit|responsibilit\w+|area)|(?:falls?|is|are|lies) (?:outside|outwith) (?:of )?(?:our|the) (?:\w+ )?(?:remit|area|jurisdiction|responsibilit\w+|boundar\w+)|wrong (?:authority|council|organisation|department|trust|force)|separate (?:public )?authorit\w+|is (?:the )?responsib\w+ of (?:the )?)",
    ),
    says(
        "transfer.ask-them",
        AskElsewhere,
        5,
        r"\b(?:you (?:may|might|could|should|will|would|can)(?: need to| therefore| wish to| want to| like to| also| prefer to| be better| be able to)*|please|we (?:would )?(?:advise|suggest|recommend)(?: that)?(?: you)?|advise you to|suggest (?:that )?you|i (?:would )?(?:suggest|advise)(?: that)? you|best)\b.{0,20}\b(?:contact|direct|redirect|re-?direct|submit|re-?submit|send|approach|address|forward|re-?send|apply|make)\b.{0,100}\b(?:council|department|authority|authorities|trusts?|agency|police|commission|board|ministry|who (?:may|might|will|should)|instead|directly to|home office|government|nhs|icb|universit\w+|ofsted|hospital|them(?: directly)?)\b|\b(?:may|might|will|should) (?:be able to help|hold (?:this|the|some|it|that|such|relevant)|be held by)\b",
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
    says(
        "post.address",
        Post,
        5,
        r"\b(?:provide|confirm|supply|need|send|let)\b.{0,30}\b(?:postal|home|full postal|mailing|correspondence) address\b",
    ),
    says(
        "portal.secure",
        Portal,
        6,
        r"\b(?:secure|protected|encrypted|confidential)(?: e-?)?[ -]?(?:message|mail|email|e-mail|document|file transfer|link|portal|workspace|package)\b|\b(?:egress|mimecast|galaxkey|wetransfer|cryptshare|zivver|totemo|proofpoint encryption|sharefile|mailexpress|objective connect|quatrix|anycrypt|voltage securemail)\b|\bsent (?:you )?securely\b",
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
        r"\b(?:handl\w+|treat\w*|process\w*|dealt|consider\w*|respond\w*|forward\w*|pass\w*|logged|regard\w*|made|submit\w*|dealing)\b.{0,80}\b(?:subject access|data subject|\bsar\b|\bdsar\b)|\b(?:this|your request|it|which|request) (?:is|amounts to|constitutes|appears to be|would be|should be|is therefore|falls)\b.{0,50}\b(?:subject access|your own (?:personal )?(?:data|information)|data protection)|\b(?:request|asking|asked) for (?:your own|your) personal (?:data|information)\b|\brelat\w+ to you\b.{0,60}\b(?:subject access|40\(1\)|data protection)|\b40\(1\)|\barticle 15\b|\b5\(3\) of the (?:eir|environmental)|\bgwrthrych am wybodaeth\b",
    ),
    says(
        "transfer.by-others",
        AskElsewhere,
        6,
        r"\b(?:dealt with|run|managed|provided|handled|commissioned|maintained|owned) by\b.{0,60}\bnot (?:by )?(?:us|this|the (?:council|trust|university|department|board|college))\b",
    ),
];
