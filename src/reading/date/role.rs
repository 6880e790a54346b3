//! What a day in a sentence means, judged by the words before it: a promise, a limit for the
//! requester, a return from leave, or none of these.

use super::civil::{Found, find, find_numbered};
use super::window::is_last_for_review;
use crate::reading::pattern::Regex;
use crate::reading::prose::fold;
use chrono::NaiveDate;
use std::sync::LazyLock;

/// What a day is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The authority will answer by it; the stronger of two counts.
    Due { strength: u8 },
    /// The requester must act by it.
    ReplyBy,
    /// A shared file, or the link to it, goes away on it.
    FileGoes,
    /// The writer is back on it.
    Return,
    /// Anything else.
    Neither,
}

/// A day with its meaning.
pub(super) struct Judged {
    pub(super) date: NaiveDate,
    pub(super) role: Role,
}

/// A limit stands right before the day.
static LIMIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:\b(?:by|before|until|till|no later than|not later than|later than|on or before|latest(?: by)?|up to|within|erbyn|cyn|tan|hyd at)(?: or before)?(?: (?:the|close of(?: business| play)?(?: on)?|end of(?: the day| (?:this|next|the) (?:week|month),?)?(?: on)?|midnight(?: on)?|noon(?: on)?|at latest|y|\d{1,2}(?:[:.]\d\d)? ?[ap]m(?: on)?))*:?",
        // "the deadline for a reply is", "extended to", "the new date is"
        r"|\b(?:due|deadline|target|working to|revised|amended|extended|extension|moved|put back|amser)\b[^.;]{0,60}\b(?:is|on|to|be|falls|for|as|date|date of|yw|:)(?: (?:now|therefore|currently|on|be))*\s*:?",
        r"|\b(?:new|response|reply|answer|completion|statutory|expected|original) (?:\w+ ){0,3}?(?:date|deadline|due)(?: for [^.;]{0,40})?(?: (?:is|of|to|will be|now))*\s*:?",
        r"|\bends? on|\bexpires? on|\bclock (?:runs out|stops) on|\b(?:response|reply|answer|request|information) (?:is )?due(?: (?:on|by|date))?:?|\b(?:due|target|deadline|response|reply|completion)(?: (?:due|date|deadline|by))*:|\bdate (?:is|for \w+ is):?|\bdate (?:by|on) which [^.;]{0,70}\b(?:is|will be)(?: now| therefore| currently)*|\bw/c|\bweek (?:commencing|beginning|ending)",
        // "20 working days, which is", "60 days (", "the original date, ie"
        r"|\bdays?(?: [^.;()]{0,60}?)?(?:[,;(=–-] ?| )(?:which(?: in (?:this|your) case| here| for you)? (?:is|we make|makes it|will be|would be|ends on|falls on|expires on|takes (?:you|us) (?:up )?to|means|brings us to|runs to)|(?:that|this) (?:is|means|would be|will be)|i\.?e\.?|namely|viz\.?)(?: (?:by|until|on|to))?",
        r"|\bdays?(?: [^.;()]{0,30})? ?\(",
        r"|\b(?:date|receipt|deadline|month|months|weeks|notice)[, ]+(?:which (?:is|would be|takes (?:you|us) to)|that is|i\.?e\.?|namely)(?: (?:by|until|on|to))?",
        // "we now expect to reply on", "but this will now be"
        r"|\b(?:expect|hope|aim|intend|anticipate|plan|able|will|shall)(?:s|ing)? (?:now )?(?:to )?(?:be able to )?(?:reply|respond|answer|write)(?: to you| to it| fully| in full)* on|\b(?:this|it|that|which|date) (?:will|is|should) now(?: be)?",
        r"|\btakes (?:you|us) (?:up )?to|\blet's say|\bshall we say|\b(?:set|fixed) for",
        // "the 20th working day is", "SLA date:", "responding around", "date due |"
        r"|\b(?:\d{1,2}(?:th|st|nd|rd)|twentieth|fortieth) working day (?:is|falls on|will be)|\bsla(?: date| deadline| target)?:?|\b(?:respond|reply|answer)(?:ing)?(?: to you)? (?:around|about|on or around|on or about)|\bdate due:?|\b(?:due date|due|deadline|target date) ?\||\bdyddiad cau\b[^.;]{0,40}\byw",
        r")(?:[ ,]?\(| \|)?$",
    ))
});
/// "It is Monday 14 April", after a sentence that speaks of the date.
static ANSWERS_WHEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:it|that|this)(?: (?:is|will be|would be)|'s)(?: (?:now|therefore))*|hynny yw)$",
    )
});
static ASKS_WHEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:date by which|date on which|by when|deadline|due date|target date|estimate of (?:the|a) date)\b",
    )
});
/// Weekday names and filler between the limit and the day.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[\s,]*(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?|\bdydd \w+|\bthe|\bddydd \w+|[\s,])*$",
    )
});
/// The day is of something past, or of no request.
static BYGONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:received|dated|sent|submitted|made|emailed|wrote|written|reached us|published|approved|signed|held|met|issued|registered|logged|acknowledged|link|expire[sd]?|message will|download|closed|consultation|between|from|since|as at|as of|were? due|was due|had been due|offer|save|unsubscribe|publish\w*|publication)\b[^,;]{0,50}$",
    )
});
/// Something comes out, or is done, that is no answer.
static PUBLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:publi(?:sh\w*|cation)|consultation|election|meeting|come into (?:force|effect)|go live)\b[^,;]{0,50}$",
    )
});
/// What should have been done before, and is told because it was not.
static MISSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:should have (?:been|had|replied|answered)|ought to have|was to have|had (?:originally |first )?(?:hoped|expected|aimed|intended|meant|planned|promised)|unable to (?:meet|keep)|missed)\b[^,;]{0,60}$",
    )
});
/// The day was theirs to keep and is past.
static WAS_DUE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:was|were|had been) (?:\w+ )?due\b[^.;]{0,20}$"));
/// What is said of a day that will not be kept: "due on 3 November, will be late".
static NOT_KEPT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[,)]? ?(?:which |and |it |this )?(?:will|is|are|was|has|cannot|can not|is going to)(?: now| unfortunately| therefore)*(?: be)?(?: been)? (?:late|delayed|overdue|missed|not (?:be )?met|met late|postponed)\b|^[,)]? ?(?:which )?(?:will not|won't|cannot|can't) be (?:met|kept)\b",
    )
});
/// A shared file or its link goes away.
static FILE_GOES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:link|file|files|documents?|download|(?:secure|encrypted|protected) message|passcode|package|transfer|items?)\b[^.;]{0,60}\b(?:expires?|stops? working|valid|available|be there|deleted|removed|lapses?)\b[^.;]{0,30}\b(?:on|until|till|after|to|by|through)(?: the)?$|\bexpir(?:y|ation|es)(?: date)?:?(?: (?:on|is))?$",
    )
});
/// A time runs out, and no file.
static TIME_ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:deadline|time ?(?:limit|frame|scale)?|period|clock|(?:working |calendar )?days|months|extension)\b[^.;]{0,60}\b(?:expir\w+|lapses?)\b[^.;]{0,20}$",
    )
});
/// A date is moved, "from 3 June" ...
static MOVED_FROM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:move[ds]?|moving|extend(?:s|ed|ing)?|change[ds]?|changing|put back|push(?:es|ed)? back|postpone[ds]?|revise[ds]?|amend(?:s|ed)?|alter(?:s|ed)?|defer(?:s|red)?|bring|brought|shift(?:s|ed)?|goes?|gone)\b[^.;]{0,60}\bfrom$",
    )
});
/// ... "to 1 July".
static MOVED_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:moves?|moved|extend(?:s|ed)?|changed|put back|pushed back|postponed|revised|amended|altered|deferred|brought forward|shifted|goes)\b[^.;]{0,30}\b(?:to|until|till)$",
    )
});
/// The requester is to act.
static HERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:if,? (?:by|before) [^.;,]{0,40},? (?:you|we (?:have|do))\b|unless (?:the|a|this|that) (?:\w+ )?(?:fee|charge|payment)|reach (?:us|me) (?:by|before|no later)|heard? (?:nothing|no more)|(?:not|n't|never) hear[d]?\b|no (?:reply|response|answer|name|payment|clarification|further)\b|failing which|otherwise\b|laps\w+|no longer (?:want|wish|require|need)|request will be (?:filed|closed|withdrawn)|take it that|please do (?:so|this|it)|do so by|we need (?:them|it|this|these|your|to (?:have|receive|hear))|(?:tell|advise|inform|e-?mail|contact) (?:us|me)\b|grateful for (?:a|your) (?:reply|response|answer)|you(?:'ve| have) (?:until|till|\w+ (?:working |calendar )?(?:days|weeks|months))|to pay\b|fee\w* (?:by|before)|make (?:any )?submissions|(?:hear|heard|received?|response|reply|clarification|payment|information|answer|confirmation|anything)(?: (?:anything|back|further))* from you|you (?:do not|don't|have not|haven't|can|could|must|should|need to|would|are|wish|may|will) ?(?:\w+ ){0,3}?(?:reply|respond|provide|contact|confirm|clarify|pay|let|send|supply|return|answer|get back|write)|(?:please|kindly|grateful|could you|would you|can you|ask (?:that )?you|asked to|appreciate)\b.{0,60}\b(?:reply|respond|provide|contact|confirm|clarif\w+|pay|let (?:us|me)|send|supply|return|answer|get back|come back|write|advise|submit)|let (?:us|me) (?:know|have)|your (?:reply|response|clarification|payment|comments|answer|confirmation|fee)|you have until|unless (?:we|i) (?:hear|receive)|if (?:we|i) (?:do not|don't|have not|haven't) (?:hear|receiv|have|had|got|get)|fee (?:must|should|is to|needs)|payment (?:must|should|is)|must be (?:paid|received)|treat(?:ed)? (?:it |this |your request )?as withdrawn|(?:clywed|ymateb|ateb) (?:gennych|oddi wrthych)|(?:^|please |kindly |then |and |[,;:] ?)(?:respond|reply|write(?: back)?|answer|get back|come back|confirm|send (?:it|them|this)|return (?:it|them|this)) (?:to )?(?:us|me)\b|with your (?:full |real |postal |home )?(?:name|address|answers?|choice|preference|details)|your (?:time|chance|opportunity|deadline|period) (?:to|for))\b",
    )
});
/// The authority is to act, whatever politeness says.
static THEIRS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:we had (?:\w+ )?(?:hoped|expected|aimed|intended|planned|promised)|(?:they|he|she)(?:'ll|'re| will| aims?| expects?| hopes?| should| must)|(?:to|will) follow|giving ourselves|expect (?:it|this|them|an?|to hear)|(?:gives|leaves) us|(?:a|an|the|our|your) \w+ (?:response|reply|answer|decision)|should get|rydym|cewch|terfyn|ymateb|ateb\b|ymestyn|honou?r|(?:we|i|it|university|council|trust|department|college|team|officer|reviewer|authority|office|force|ministry|board|agency|service)(?:'ll|'re|'d|'ve| will| would| need| shall| aims?| hopes?| expects?| intends?| should| must| now| am| are| is| have| has| anticipates?| endeavours?| undertakes?)|you (?:can|should|will|may|shall)(?: therefore| now)? (?:expect|receive|hear|have|get|be (?:told|informed|notified) of)|(?:a |our |your |the |full |final |substantive )(?:response|reply|answer|decision|outcome)|respond|byddwn|answered by|(?:be|being) answered|you'll have|reach you|\bclock|hear from us|write to you|working days?|\bsla|time ?limit|deadline|target|due)\b",
    )
});
/// The authority moves a date.
static MOVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:now|new|revised|extend(?:ed|ing)?|extension|instead|further|later than|delay(?:ed)?|additional)\b",
    )
});
/// Somebody is away.
static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:annual leave|on leave|out of (?:the )?office|away|return(?:ing)?|be back|am back|not in the office|absent|pick up my mail|maternity|holiday|gwyliau|allan o'r swyddfa|office (?:is|will be) closed)\b",
    )
});
/// The words of a return right before the day.
static BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:return\w*|back|until|till|pick up my mail|available|resume|tan|to|nol|yn ol|from)\b[^.;]{0,40}$",
    )
});

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is constant and tested")
}

/// The days of one sentence with their meaning; `before` is the sentence before, folded.
pub(super) fn judge(sentence: &str, before: &str, written: Option<NaiveDate>) -> Vec<Judged> {
    let mut days = find(sentence, written);
    let numbered = find_numbered(sentence, written);
    days.extend(numbered);
    days.sort_unstable_by_key(|day| day.start);
    if days.is_empty() {
        return Vec::new();
    }
    let whole = fold(sentence);
    let (mut from, mut moved) = (0, false);
    let mut judged = Vec::with_capacity(days.len());
    for day in days {
        let lead = fold(&sentence[from..day.start]);
        let close = close_words(&lead);
        let role = match role(&lead, &whole, before, day, written) {
            Role::Due { .. } if NOT_KEPT.is_match(&fold(&sentence[day.end..])) => Role::Neither,
            Role::ReplyBy if is_last_for_review(sentence, before, day, written) => Role::Neither,
            // The date that another one gives way to.
            Role::Due { strength } if from > 0 && MOVED_TO.is_match(close) => {
                Role::Due { strength: strength + 1 }
            }
            Role::Neither if moved && matches!(close, "to" | "until" | "till") => {
                Role::Due { strength: MOVED_STRENGTH }
            }
            Role::Neither if IS_THE_DAY.is_match(&fold(&sentence[day.end..])) => {
                Role::Due { strength: 3 }
            }
            role => role,
        };
        judged.push(Judged { date: day.date, role });
        moved = MOVED_FROM.is_match(close) && OF_AN_ANSWER.is_match(&whole);
        from = day.end;
    }
    judged
}

/// "11 November is the date by which we will respond".
static IS_THE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ ?is (?:now )?the (?:date|day|deadline|latest date) (?:(?:by|on) which (?:we|you (?:will|should) (?:have|receive|hear|get)|a |our |your (?:response|reply|answer))|for (?:our|a|the|your) (?:response|reply|answer))\b",
    )
});

/// How strongly a day is due that an answer was moved to.
const MOVED_STRENGTH: u8 = 5;

/// What is moved is the day of an answer, no contract or meeting.
static OF_AN_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:deadline|due|target|(?:response|reply|answer|completion) (?:date|time|deadline)|time ?(?:limit|scale)|date (?:for|by which)|time (?:for|to) (?:repl|respon|answer|comply)\w*)\b",
    )
});

/// The words before a day without the filler between.
fn close_words(lead: &str) -> &str {
    FILLER.find(lead).map_or(lead, |filler| &lead[..filler.start()]).trim_end()
}

/// The meaning of one day: `lead` are the words between the day before it and itself.
fn role(lead: &str, whole: &str, before: &str, day: Found, written: Option<NaiveDate>) -> Role {
    let close = close_words(lead);
    // "By return" is no absence.
    let at_work = whole.replace("by return", "at once");
    if AWAY.is_match(&at_work) && !THEIRS_STRICT.is_match(whole) {
        return if BACK.is_match(close) { Role::Return } else { Role::Neither };
    }
    if FILE_GOES.is_match(close) && !TIME_ENDS.is_match(close) {
        return Role::FileGoes;
    }
    if ANSWERS_WHEN.is_match(close) && ASKS_WHEN.is_match(before) {
        return Role::Due { strength: 3 };
    }
    if CLOSES_ON.is_match(close) && HERS.is_match(whole) {
        return Role::ReplyBy;
    }
    if !LIMIT.is_match(close) {
        return Role::Neither;
    }
    if HERS.is_match(whole) && !speaks_of_us(close) && !WAS_DUE.is_match(close) {
        return Role::ReplyBy;
    }
    if is_of_others(close, whole) {
        return Role::Neither;
    }
    if PUBLISHED.is_match(close) || MISSED.is_match(close) || WAS_DUE.is_match(close) {
        return Role::Neither;
    }
    let bygone = BYGONE.is_match(close) && !THEIRS.is_match(last_clause(close));
    if bygone {
        return Role::Neither;
    }
    if !THEIRS.is_match(whole) && !THEIRS.is_match(before) {
        return Role::Neither;
    }
    let past = written.is_some_and(|written| day.date < written);
    let moved = MOVED.is_match(whole);
    Role::Due { strength: 1 + 2 * u8::from(!past) + u8::from(moved) }
}

/// "We will close this request on", where she does not write.
static CLOSES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:close|closed|withdraw|withdrawn|lapse)\b[^.;]{0,50}\b(?:request|case|file|enquiry|it|this)\b[^.;]{0,20} on$|\b(?:request|case|file|enquiry) will (?:be (?:closed|withdrawn|filed)|lapse)[^.;]{0,20} on$",
    )
});

/// Whether others answer others by then: contractors the council, the council a committee. What is
/// told to her is not that.
fn is_of_others(close: &str, whole: &str) -> bool {
    static TO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:respond|reply|answer|report)(?:s|ed|ing)? (?:back )?to (?:(?:the|a|an|its|their|our|his|her) )?(?P<whom>[a-z'-]+)(?: [a-z'-]+){0,2} (?:by|before|no later than|on or before|within)(?: the)?$",
        )
    });
    static BY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:applicants|bidders|suppliers|contractors?|providers|schools|parents|residents|candidates|consultees|tenderers|companies|landlords|tenants|employees|staff|members)\b[^.;]{0,30}\b(?:must|should|will|have to|had to|were to|to) (?:respond|reply|answer)\b",
        )
    });
    // What is answered, and who asked.
    const HER_WORDS: &[&str] = &[
        "you",
        "your",
        "it",
        "this",
        "that",
        "these",
        "them",
        "all",
        "each",
        "any",
        "request",
        "requests",
        "enquiry",
        "enquiries",
        "question",
        "questions",
        "review",
        "complaint",
        "letter",
        "email",
        "e-mail",
        "correspondence",
        "requester",
        "requestor",
        "applicant",
        "requesters",
        "foi",
        "freedom",
        "information",
        "internal",
        "remaining",
        "other",
        "matter",
        "points",
        "part",
        "parts",
        "case",
    ];
    static HER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\byou(?:rs?)?\b"));
    let to_others = || TO.captures(close).is_some_and(|found| !HER_WORDS.contains(&&found["whom"]));
    !HER.is_match(whole) && (to_others() || BY.is_match(close))
}

/// An answer is spoken of, not a holiday.
static THEIRS_STRICT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:respon[ds]\w*|answer\w*|reply by|write to you|working days)\b")
});

/// The clause that leads up to the day.
fn last_clause(close: &str) -> &str {
    close.rsplit([',', ';']).next().unwrap_or(close)
}

/// Whether the words before the day promise something, as in "please expect our reply by".
pub(super) fn speaks_of_us(close: &str) -> bool {
    static US: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:expect (?:a|our|to)|(?:we|i) (?:will|aim|hope|expect|shall|now|should)|you (?:will|should|can expect)|(?:our|a|the) (?:full |final |substantive )?(?:response|reply|answer)|your (?:answer|reply|response) (?:is|will be|should be))\b(?:[^,;]{0,80})$",
        )
    });
    static ASKED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:grateful|appreciate|helpful if|pleased if|would (?:like|welcome)|need (?:a|your)|require|look forward to|from you|if (?:we|i)|unless|should no|failing|you (?:should|must|need to) (?:now |please )?(?:reply|respond|answer|provide|send|let|confirm|clarify|write)|your (?:reply|response|answer) (?:is|will be) (?:needed|required|wanted))\b",
        )
    });
    US.is_match(close) && !ASKED.is_match(close)
}
