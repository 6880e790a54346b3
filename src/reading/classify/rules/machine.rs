//! Machines, absence, mistakes: automatic receipts, out-of-office, recalls, corrections, letters
//! meant for somebody else, regulators and bulk mail.

use super::super::rule::{Rule, any, says};
use super::super::signal::Signal::{
    Away, Bulk, Chat, Correct, Machine, Misdirected, Password, Recall, Regulator, Requester,
};

pub(in super::super) const RULES: &[Rule] = &[
    any(
        "machine.says-so",
        Machine,
        6,
        r"(?:^|[\w.,:;!)*] )this (?:is|was) an? (?:\w+ )?(?:auto|automatic|automated|automatically|auto-generated|system|computer)[ -]?(?:generated|produced|response|reply|answer|acknowledg|e-?mail|message|confirmation|notification|notice|receipt|note)|^(?:an? )?(?:automatic|automated|automatically[ -]generated|auto)[ -](?:reply|response|acknowledg\w+|message|confirmation|e-?mail|receipt|notification)(?:$|\W*$| (?:from|of|to your|sent|only|confirms?)\b|\s?[-:,.])|\bthis (?:automatic|automated|automatically[ -]generated|auto)[ -](?:reply|response|acknowledg\w+|message|confirmation|e-?mail|receipt|notification)\b|\bmade by a machine\b|\bgenerated automatically\b|\bymateb awtomatig\b|\bneges awtomatig\b",
    ),
    any(
        "machine.no-reply",
        Machine,
        3,
        r"\b(?:please )?do not (?:reply|respond) (?:directly )?to this\b|\bthis (?:mailbox|inbox|address|email address) is (?:not|un)\s?monitored\b|\bno-?reply\b",
    ),
    any(
        "machine.mailbox",
        Machine,
        5,
        r"\b(?:this mailbox|this inbox|our (?:mailbox|inbox)|our queue)\b.{0,40}\b(?:received|got|has your)|\b(?:your|this) (?:e-?mail|message) (?:is in|has been placed in|has entered) (?:our|the|a) queue\b|\bnobody has read it\b|\bwill be read (?:by|during|within)\b|\b(?:inbox|mailbox) is (?:checked|monitored|staffed|only)\b|\boffice hours are\b",
    ),
    any(
        "machine.contacting",
        Machine,
        3,
        r"\bthank you for (?:contacting|emailing|e-mailing|your (?:e-?mail|message) to) the\b|\byou (?:wrote to|have (?:contacted|reached|emailed)) the\b|\byou have (?:reached|contacted)\b|\bwe have got your (?:e-?mail|message)\b|\bdo not send it again\b",
    ),
    any(
        "away.first-person",
        Away,
        6,
        r"\b(?:i am|i'm|i will be|i'll be|am)(?: currently| now| also)?(?: out of| away| on (?:annual|sick|maternity|paternity|adoption|parental|special|study|extended|a period of)?\s?leave| not in(?: the)? office| not working| unavailable| absent| off)\b|^(?:on|currently on) annual leave\b",
    ),
    any(
        "away.back-on",
        Away,
        4,
        r"\b(?:i|and) (?:will |shall |am )?(?:be )?(?:return\w*|back)(?: \w+){0,4}? (?:on|in|to) |\bback in the office\b|\b(?:limited|no|intermittent) access to (?:my )?(?:e-?mails?|messages|my inbox)\b|\bpick up my (?:mail|e-?mails?|messages)\b|\brespond (?:to your \w+ )?(?:on|upon) my return\b|\bwhen i return\b|\bon my return\b",
    ),
    any(
        "away.gone",
        Away,
        6,
        r"\bno longer (?:work|works|working|employed) (?:for|at|here|with|by)\b|\bi have (?:now )?(?:left|retired)\b|\bhas left the (?:organisation|university|council|trust|company)\b",
    ),
    any(
        "away.welsh",
        Away,
        6,
        r"\b(?:rwyf|rydw i|dwi|yr wyf)\b.{0,30}\b(?:allan o'r swyddfa|ar wyliau|i ffwrdd)|\ballan o'r swyddfa\b|\bgwyliau blynyddol\b",
    ),
    any(
        "recall.sender",
        Recall,
        8,
        r"\bwould like to recall the message\b|\bwants this message (?:recalled|back)\b|\brecall of (?:the|this|your) message\b.{0,40}\b(?:succeeded|failed|requested)\b",
    ),
    any(
        "correct.says-so",
        Correct,
        6,
        r"\b(?:please )?(?:disregard|ignore|discard)\b.{0,40}\b(?:previous|earlier|last|first|prior|above|original)\b.{0,30}\b(?:e-?mail|mail|message|response|reply|letter|version|attachment|figures?|spreadsheet|one)\b|\b(?:replaces|supersedes)\b.{0,40}\b(?:previous|earlier|original|one|response|letter|sent)\b",
    ),
    says(
        "correct.error",
        Correct,
        6,
        r"\b(?:error|errors|mistake|inaccurac\w+|typo\w*|discrepanc\w+)\b.{0,60}\b(?:in|with|within|to|on) (?:(?:our|my) (?:\w+ ){0,3}(?:response|reply|letter|e-?mail|figures?|data|answer|spreadsheet|attachment|information|disclosure)|the (?:response|reply|letter|e-?mail|answer|attachment|(?:spreadsheet|figures?|data|information) (?:we|i|that)))\b|\b(?:response|reply|letter|e-?mail|figures?|data|answer|spreadsheet|attachment)\b.{0,60}\b(?:was|were|is|are|contain\w*|include\w*)\b.{0,30}\b(?:incorrect|wrong|inaccurate|an error|a mistake|errors)\b",
    ),
    says(
        "correct.corrected",
        Correct,
        5,
        r"\b(?:correct(?:ed|ion|ing)?|amended|revised|updated|re-?issued|re-?sent) (?:version|copy|response|letter|reply|figures?|answer|data|spreadsheet|attachment|to (?:our|my|the))\b|\b(?:attached|sent|gave) the wrong\b|\bwrong (?:file|attachment|version|document|spreadsheet|letter)\b|\bi (?:omitted|forgot) to attach\b|\bnow with the attachment\b",
    ),
    says(
        "misdirected.meant",
        Misdirected,
        7,
        r"\b(?:sent|e-?mailed|forwarded|copied|addressed|disclosed|issued|released|attached)(?: \w+){0,4}? (?:in error|by mistake|mistakenly|in mistake|accidentally|inadvertently|erroneously)\b|\b(?:in error|by mistake|mistakenly|accidentally|inadvertently)\b.{0,30}\b(?:sent|e-?mailed|forwarded|copied|disclosed|included)\b|\b(?:meant|intended|was) for (?:someone|somebody|another|a different) ?(?:else|person|requester|applicant|recipient|colleague)?\b|\bwas not (?:meant|intended) for you\b|\bnot the intended recipient of my\b",
    ),
    says(
        "misdirected.delete",
        Misdirected,
        4,
        r"\b(?:please|kindly|ask you to|grateful)\b.{0,60}\bdelete\b.{0,60}\b(?:e-?mail|message|it|attachment|copies|them|letter)\b",
    ),
    any(
        "password.says",
        Password,
        6,
        r"\bpassword (?:for|to (?:open|access|view|unlock)|is|:|will)\b|\bthe password\b|\bpassword[ -]protected\b|\bpassphrase\b",
    ),
    any(
        "regulator.speaks",
        Regulator,
        5,
        r"\bwe (?:have )?(?:now )?received (?:your|a) complaint about\b|\byour complaint (?:to|with) (?:the )?(?:ico|us|commissioner|information commissioner)\b|\byour (?:freedom of information|foi|information rights|eir) complaint\b|\b(?:i am|we are) (?:writing (?:to you )?(?:from|on behalf of)|the case officer at) the (?:scottish )?information commission|\bthe (?:information )?commissioner(?:'s)? (?:has (?:now )?(?:decided|considered|issued|concluded|found|investigated)|decision is|requires the)|\b(?:attached|enclosed|copy of)\b.{0,40}\bdecision notice\b|\bcase officer (?:has been|will be) (?:assigned|allocated)\b.{0,40}\bcomplaint|\bfirst-tier tribunal\b.{0,60}\b(?:appeal|registrar|directions)\b|\bthe tribunal (?:has|directs|orders)\b|\bsection 50 complaint\b|\beligible complaint\b|\baccepted your (?:complaint|application) (?:for|as)\b",
    ),
    any(
        "bulk.unsubscribe",
        Bulk,
        5,
        r"\bunsubscribe\b|\b(?:getting|receiving|sent) this because you (?:joined|signed|subscribed|registered|asked to be (?:on|added))|\bto leave (?:the|this|our) (?:mailing )?list\b|\bview (?:this (?:e-?mail )?)?in (?:your )?browser\b|\bmanage (?:your )?(?:preferences|subscriptions?)\b|\byou are receiving this\b|\bupdate your preferences\b",
    ),
    any(
        "bulk.survey",
        Bulk,
        6,
        r"\bhow did we do\b|\btell us (?:how we did|what you think|about your (?:experience|recent))\b|\bcustomer (?:satisfaction|feedback) (?:survey|form)\b|\b(?:take|complete) (?:our|a|this) (?:short |brief |quick |online )*survey\b|\btakes (?:only )?(?:\w+|\d+) minutes?\b|\brate (?:our|your)\b.{0,30}\bservice\b|\bfeedback (?:on|about) (?:our|your)\b",
    ),
    any(
        "bulk.spam",
        Bulk,
        6,
        r"\byou have won\b|\bdear friend\b|\bbitcoin\b|\bviagra\b|\blottery\b|\bclick here to claim\b|\bprize\b|\bwire transfer\b|\bverify your account\b|\binheritance\b",
    ),
    any(
        "bulk.digest",
        Bulk,
        6,
        r"^today's topics\b|\bdigest, vol\b|\bmailing list\b.{0,40}\b(?:subscri|post)",
    ),
    any(
        "machine.general",
        Machine,
        5,
        r"\b(?:every|all) (?:foi )?(?:requests?|enquir\w+|e-?mails?|messages?)\b.{0,60}\b(?:will|are|is)\b|\b(?:normally|usually) (?:sent|answered|respond\w*)\b.{0,40}\bworking days\b|\bif your (?:question|e-?mail|enquiry|message) is (?:about|in relation|regarding|urgent)\b",
    ),
    any(
        "requester.asks",
        Requester,
        6,
        r"\bi (?:would like to (?:know|request|receive|ask|make|obtain)|wish to (?:request|make|know)|hereby (?:request|make)|request (?:the following|that you|a copy|under|access)|am (?:writing to (?:request|ask|make)|making a|requesting))\b.{0,120}\b(?:under|following|freedom of information|foi|act)\b|\bunder the (?:freedom of information|environmental information)\b.{0,60}\b(?:i|please|could you) (?:would like|wish|request|provide|send|supply)\b",
    ),
    any(
        "away.not-here",
        Away,
        6,
        r"\b(?:i|we)\b.{0,30}\b(?:left the employment|finished (?:working|work) (?:for|at|with)|have (?:now |since )*left|leave the (?:employment|organisation)|on secondment|off sick|on a career break|at a conference|attending a)\b|\b(?:i am|am) (?:currently )?(?:off sick|on secondment|on jury service|working (?:away|reduced))|\b(?:work|working) part[- ]time\b|\bmy working (?:days|pattern|hours)\b|\b(?:university|council|office|offices|college|school|trust|department) (?:is|are|will be)(?: now| currently)? closed (?:for|until|from|over|between|on)\b|\bnext in the office\b|\brole is being covered\b",
    ),
    any(
        "correct.in-place",
        Correct,
        6,
        r"\b(?:in (?:place of|substitution|its place)|instead of|replac\w+|supersed\w+)\b.{0,60}\b(?:sent|one|earlier|previous|provided|version|issued|response|reply|letter|for)\b|\b(?:need|want|like|writing|write|wish) to correct\b|\bnew version of (?:our|the|my) (?:response|reply|letter|answer)|\b(?:i|we) (?:forgot|omitted|neglected|failed) to (?:include|attach|enclose|send)\b|\b(?:total|figures?|number|answer|date|data|statement|information)\b.{0,60}\b(?:gave|given|provided|sent|supplied|quoted)\b.{0,40}\b(?:not right|wrong|incorrect|inaccurate|in error|out of date|superseded)|\b(?:it|figure|number|total|answer)\b.{0,20}\b(?:ought to|should) (?:have (?:been (?:£|\d|[a-z]+ty)|read|said)|read|be \d)\b|\b(?:right|correct) (?:figure|number|total|answer|date|version)\b.{0,10}\b(?:is|was|:)|\b(?:sent|provided|given|supplied) to you\b.{0,50}\b(?:superseded|out of date|replaced|withdrawn)|\bthere (?:were|was|are|is) \d+[\w ]*, not \d|\bleft out\b.{0,30}\b(?:page|answer|question|part|figure)|\bgwall yn ein (?:hymateb|llythyr)|\bfersiwn gywir",
    ),
    any(
        "misdirected.should-not",
        Misdirected,
        7,
        r"\b(?:should (?:have gone|not have (?:gone|been (?:sent|included|released|disclosed|copied)))|was (?:for|only for) internal use|internal use only|belongs? to (?:somebody|someone|another)|wrong person|disclosed to you (?:accidentally|by|in)|not meant to (?:be sent|go) to you|(?:have|been) (?:wrongly|mistakenly) sent|sent (?:to )?you (?:somebody|someone|another person))\b|\bhidden (?:tab|sheet|rows?|columns?|data)\b.{0,80}\b(?:names?|personal|addresses|details)|\bask (?:that )?you (?:do not|not to) (?:open|share|read|pass)\b|\bdelete (?:it|the (?:e-?mail|message|file|attachment|document))\b.{0,60}\b(?:without (?:opening|reading)|tell me|let (?:me|us) know|confirm)|\bmewn camgymeriad\b",
    ),
    any(
        "regulator.tribunal-acts",
        Regulator,
        9,
        r"\bregistrar (?:has (?:given|made|issued)|directs?)\b|\bcase management directions\b|\b(?:grounds of|notice of) appeal\b.{0,60}\btribunal\b|\brydym wedi derbyn eich cwyn am\b|\bcomisiynydd (?:gwybodaeth )?(?:wedi|yn) (?:penderfynu|ystyried|ymchwilio)\b",
    ),
    any(
        "regulator.commissioner-acts",
        Regulator,
        5,
        r"\b(?:the |information )?commissioner(?:'s)?(?: office)? (?:will|has|can|is|examined|notes|requires|decided|considers|finds|may|investigat\w+|decision)\b.{0,90}\b(?:complaint|authority|application|decide[sd]?|entitled|decision|notice|investigat\w+|public authority|comments|case|section)\b|\bhe (?:has decided|can serve|requires|finds|notes|considers)\b|\b(?:commissioner's|his) decision (?:on|is|in)\b",
    ),
    any(
        "regulator.your-complaint",
        Regulator,
        5,
        r"\bcomplaint against (?:the )?\w+|\b(?:your|the|this) (?:complaint|application|appeal)\b.{0,80}\b(?:under section 50|section 47|accepted as|is (?:valid|eligible)|eligible|for (?:a )?decision|allocated to a case officer|case officer)\b|\bcomplaint you (?:made|sent|submitted) to\b|\b(?:officer|person) who (?:will|is).{0,10}investigat\w+ (?:your|the|this)\b|\bapplication for decision\b|\b(?:ask\w+|invited) (?:the )?(?:public )?authority for (?:its|their) (?:comments|submissions)\b|\bon behalf of the information commissioner|\boffice of the scottish information commissioner\b|\bfirst-tier tribunal\b|^public authority:",
    ),
    any(
        "bulk.offer",
        Bulk,
        6,
        r"\b(?:book (?:your|a) (?:place|seat|ticket)|register (?:now|today|your (?:place|interest))|early bird|keynote|free webinar|customs fee|your parcel|special offer|limited time|sign up (?:now|today))\b",
    ),
    any(
        "chat.kind-words",
        Chat,
        6,
        r"\b(?:very kind of you|you are (?:very |most )?welcome|glad (?:to hear|that|you)|good luck|that is (?:really |very )?(?:helpful|kind)|really helpful|pleased (?:to hear|you)|kind words|happy to put you in touch|free for a|give me a (?:ring|call)|ring me)\b",
    ),
    any(
        "regulator.case-officer",
        Regulator,
        4,
        r"\bcase officer (?:will|has|is)\b|\bcommissioner has decided\b",
    ),
    any(
        "away.shut",
        Away,
        6,
        r"\b(?:office|school|college|university|council|building)\b.{0,20}\b(?:is|are) (?:now )?(?:shut|closed) (?:for|until|over)\b|\bnot working (?:this|until|on|today)\b|\bback (?:on|in) (?:the |monday|tuesday|wednesday|thursday|friday|january|september|\d)|\bwe (?:re)?open again\b",
    ),
    any(
        "misdirected.wrong-name",
        Misdirected,
        7,
        r"\b(?:should|ought to) have been (?:stripped|removed|taken|redacted)\b|\bmust not (?:use|share|keep)\b|\bother people's (?:details|data|information|names)\b|\bwrong (?:name|address|recipient|attachment to the wrong)\b.{0,60}|\b(?:get rid of|bin) (?:it|the (?:last|previous) e-?mail) and (?:confirm|let|tell)|\bdo not open the (?:last|previous|e-?mail|attachment)",
    ),
    any(
        "correct.wrong-way",
        Correct,
        6,
        r"\bwrong way round\b|\bas it should have been\b|\b(?:bin|discard|destroy|throw away) the (?:old|earlier|previous|first)\b",
    ),
    any(
        "regulator.to-commissioner",
        Regulator,
        5,
        r"\bcomplaint to the information commissioner\b.{0,10}$|\bauthority's (?:internal review|response|submissions)\b",
    ),
];
