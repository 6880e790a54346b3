//! What a day in a sentence means, judged by the words before it: a promise, a limit for the
//! requester, a return from leave, or none of these.

use super::civil::{Found, find};
use crate::reading::prose::fold;
use chrono::NaiveDate;
use regex::Regex;
use std::sync::LazyLock;

/// What a day is to the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The authority will answer by it; the stronger of two counts.
    Due { strength: u8 },
    /// The requester must act by it.
    ReplyBy,
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
    pattern(
        r"(?:\b(?:by|before|until|till|no later than|not later than|later than|on or before|latest(?: by)?|up to|within|erbyn|cyn|tan|hyd at)(?: or before)?(?: (?:the|close of (?:business|play)(?: on)?|end of(?: the day)?(?: on)?|midnight(?: on)?|noon(?: on)?|at latest|y|\d{1,2}(?:[:.]\d\d)? ?[ap]m(?: on)?))*|\b(?:due|deadline|target|working to|new|revised|amended|extended|response|completion|statutory|reply|expected)\b[^.;]{0,60}\b(?:is|of|on|date|to|be|falls|for|as|:)(?: (?:now|therefore|currently|on|be))*\s*:?|\bends? on|\bexpires? on|\b(?:response|reply|answer|request|information) (?:is )?due(?: (?:on|by|date))?:?|\b(?:due|target|deadline|response|reply|completion)(?: (?:due|date|deadline))*:|\bdate (?:is|for \w+ is):?)(?: ?\()?$",
    )
});
/// Weekday names and filler between the limit and the day.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[\s,:]*(?:mon|tues?|wednes|wed|thurs?|fri|satur|sat|sun)(?:day)?|\bdydd \w+|\bthe|\bddydd \w+|[\s,])*$",
    )
});
/// The day is of something past, or of no request.
static BYGONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:received|dated|sent|submitted|made|emailed|wrote|written|reached us|published|approved|signed|held|met|issued|registered|logged|acknowledged|link|expire[sd]?|message will|download|closed|consultation|between|from|since|as at|as of|were? due|was due|had been due|offer|save|unsubscribe)\b[^,;]{0,50}$",
    )
});
/// The requester is to act.
static HERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:hear|heard|received?|response|reply|clarification|payment|information|answer|confirmation|anything)(?: (?:anything|back|further))* from you|you (?:do not|don't|have not|haven't|can|could|must|should|need to|would|are|wish|may|will) ?(?:\w+ ){0,3}?(?:reply|respond|provide|contact|confirm|clarify|pay|let|send|supply|return|answer|get back|write)|(?:please|kindly|grateful|could you|would you|can you|ask (?:that )?you|asked to|appreciate)\b.{0,60}\b(?:reply|respond|provide|contact|confirm|clarif\w+|pay|let (?:us|me)|send|supply|return|answer|get back|come back|write|advise|submit)|let (?:us|me) (?:know|have)|your (?:reply|response|clarification|payment|comments|answer|confirmation|fee)|you have until|unless (?:we|i) (?:hear|receive)|if (?:we|i) (?:do not|don't|have not|haven't) (?:hear|receiv)|fee (?:must|should|is to|needs)|payment (?:must|should|is)|must be (?:paid|received)|treat(?:ed)? (?:it |this |your request )?as withdrawn|(?:clywed|ymateb|ateb) (?:gennych|oddi wrthych))",
    )
});
/// The authority is to act, whatever politeness says.
static THEIRS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:we|i|it|university|council|trust|department|college|team|officer|reviewer|authority|office|force|ministry|board|agency|service)(?:'ll| will| shall| aims?| hopes?| expects?| intends?| should| must| now| am| are| is| have| has| anticipates?| endeavours?| undertakes?)|you (?:can|should|will|may|shall)(?: therefore| now)? (?:expect|receive|hear|have|get)|(?:a |our |your |the |full |final |substantive )(?:response|reply|answer|decision|outcome)|respond|byddwn|answered by|hear from us|write to you|working days|time ?limit|deadline|target|due)\b",
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
    let days = find(sentence, written);
    if days.is_empty() {
        return Vec::new();
    }
    let whole = fold(sentence);
    let mut from = 0;
    let mut judged = Vec::with_capacity(days.len());
    for day in days {
        let lead = fold(&sentence[from..day.start]);
        judged.push(Judged { date: day.date, role: role(&lead, &whole, before, day, written) });
        from = day.end;
    }
    judged
}

/// The meaning of one day: `lead` are the words between the day before it and itself.
fn role(lead: &str, whole: &str, before: &str, day: Found, written: Option<NaiveDate>) -> Role {
    let close = FILLER.find(lead).map_or(lead, |filler| &lead[..filler.start()]).trim_end();
    if AWAY.is_match(whole) && !THEIRS_STRICT.is_match(whole) {
        return if BACK.is_match(close) { Role::Return } else { Role::Neither };
    }
    if !LIMIT.is_match(close) {
        return Role::Neither;
    }
    if HERS.is_match(whole) && !speaks_of_us(close) {
        return Role::ReplyBy;
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

/// An answer is spoken of, not a holiday.
static THEIRS_STRICT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:respon[ds]\w*|answer\w*|reply by|write to you|working days)\b")
});

/// The clause that leads up to the day.
fn last_clause(close: &str) -> &str {
    close.rsplit([',', ';']).next().unwrap_or(close)
}

/// Whether the words before the day promise something, as in "please expect our reply by".
fn speaks_of_us(close: &str) -> bool {
    static US: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\b(?:expect (?:a|our|to)|(?:we|i) (?:will|aim|hope|expect|shall|now|should)|you (?:will|should|can expect)|(?:our|a|the) (?:full |final |substantive )?(?:response|reply|answer))\b(?:[^,;]{0,80})$",
        )
    });
    US.is_match(close) && !close.contains("from you") && !close.contains("if we do not")
}
