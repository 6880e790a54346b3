//! What a short answer to one item of a request says: answered, not held, refused and on what ground, to
//! follow, only pointing to another; or that it is her question once more and no answer at all.

use crate::reading::classify::signal::Signal;
use crate::reading::pattern::Forward;
use std::sync::LazyLock;

/// What became of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Class {
    /// In words or figures, or by what is attached.
    Answered,
    /// "No", "None": an answer, and nothing is given.
    Denied,
    /// Where it stands already, without a section.
    Linked,
    NotHeld,
    Exempt,
    Cost,
    Neither,
    /// Refused because it is published.
    Published,
    /// "Fewer than five."
    Small,
    /// Still to come.
    Later,
    /// "As above", "N/A".
    Pointer,
}

impl Class {
    /// Whether it keeps the item from her.
    pub(in super::super) fn is_kept(self) -> bool {
        matches!(
            self,
            Class::NotHeld | Class::Exempt | Class::Cost | Class::Neither | Class::Published
        )
    }

    /// What outdoes what, where one item says both: that it is kept or to come outdoes an answer.
    pub(super) fn rank(self) -> u8 {
        match self {
            Class::Pointer => 0,
            given if given.is_given() => 1,
            Class::Later => 2,
            // "We are unable to provide this: it is not held."
            Class::NotHeld => 4,
            _ => 3,
        }
    }

    /// Whether it answers the item.
    pub(super) fn is_given(self) -> bool {
        matches!(self, Class::Answered | Class::Denied | Class::Linked)
    }
}

/// The class of an answer in few words; `says` is what the rules found in the sentence.
pub(super) fn of(text: &str, says: &[Signal]) -> Option<Class> {
    let bytes = text.as_bytes();
    let words = text.split(' ').count() <= FEWEST;
    { words.then(|| of_words(text)) }
        .flatten()
        .or_else(|| of_rules_against(says, bytes))
        .or_else(|| NEGATIVE.is_match(bytes).then_some(Class::Denied))
        .or_else(|| FIGURE.is_match(bytes).then_some(Class::Answered))
        .or_else(|| of_signals(says, KEPT_IN_FEW_WORDS))
        .or_else(|| of_signals(says, GIVEN))
}

/// The class of an answer by what rules found in it alone.
pub(super) fn of_rules(text: &str, says: &[Signal]) -> Option<Class> {
    let given = || of_signals(says, GIVEN).filter(|class| *class != Class::Linked);
    of_rules_against(says, text.as_bytes()).or_else(given)
}

/// What keeps it by the rules; that there is no plan and no policy is an answer.
fn of_rules_against(says: &[Signal], text: &[u8]) -> Option<Class> {
    let kept = of_signals(says, KEPT)?;
    let denied = kept == Class::NotHeld && LACKS_A_THING.is_match(text);
    Some(if denied { Class::Denied } else { kept })
}

/// In no more words than these do words say it without a rule.
const FEWEST: usize = 9;

/// The class of words that stand alone, whatever rules say: nothing but them is in the line.
pub(super) fn of_line(text: &str) -> Option<Class> {
    const LONGEST: usize = 7;
    if text.split(' ').count() > LONGEST {
        return None;
    }
    // "Section 31(1)(a) Law enforcement" heads what is said of it.
    let heads = ["section", "s.", "regulation"].iter().any(|word| text.starts_with(word));
    let head =
        |class: &Class| *class == Class::Later || heads && text.contains(' ') && class.is_kept();
    of_words(text).filter(|class| !head(class)).or_else(|| {
        let bytes = text.as_bytes();
        match () {
            () if NEGATIVE_ALONE.is_match(bytes) => Some(Class::Denied),
            () if GIVEN_ALONE.is_match(bytes) => Some(Class::Answered),
            () => None,
        }
    })
}

/// The class of the few words behind a question or a name: "Arrests: none in any year".
pub(super) fn of_tail(text: &str) -> Option<Class> {
    (text.split(' ').count() <= FEWEST).then(|| of(text, &[])).flatten()
}

/// By words that say it themselves.
fn of_words(text: &str) -> Option<Class> {
    let patterns: [(&Forward, Class); 7] = [
        (&LATER, Class::Later),
        (&NOT_HELD, Class::NotHeld),
        (&COST, Class::Cost),
        (&PUBLISHED, Class::Published),
        (&EXEMPT, Class::Exempt),
        (&SMALL, Class::Small),
        (&LINKED, Class::Linked),
    ];
    if is_pointer(text) {
        return Some(Class::Pointer);
    }
    let found = patterns.into_iter().find(|(pattern, _)| pattern.is_match(text.as_bytes()));
    found.map(|(_, class)| class).filter(|_| !COUNTS.is_match(text.as_bytes()))
}

/// A sentence about an item that says no more than that it is given: "Questions 1 to 3: see below".
pub(super) fn gives(text: &str) -> bool {
    GIVES.is_match(text.as_bytes()) && !GIVES_NOT.is_match(text.as_bytes())
}

/// What rules find that keeps an item from her, ...
const KEPT: &[(Signal, Class)] = &[
    (Signal::Neither, Class::Neither),
    (Signal::CostRefused, Class::Cost),
    (Signal::Exempt, Class::Exempt),
    (Signal::NotHeld, Class::NotHeld),
];

/// ... in few words also by what explains as often, ...
const KEPT_IN_FEW_WORDS: &[(Signal, Class)] =
    &[(Signal::Refuse, Class::Exempt), (Signal::Published, Class::Published)];

/// ... and what answers it.
const GIVEN: &[(Signal, Class)] = &[
    (Signal::Deny, Class::Denied),
    (Signal::Give, Class::Answered),
    (Signal::Answer, Class::Answered),
    (Signal::Item, Class::Answered),
    (Signal::Linked, Class::Linked),
];

fn of_signals(says: &[Signal], classes: &[(Signal, Class)]) -> Option<Class> {
    classes.iter().find(|(signal, _)| says.contains(signal)).map(|(_, class)| *class)
}

/// Whether it is her own question, whatever figures it names.
pub(super) fn is_hers(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', ')', ' ']);
    let bytes = text.as_bytes();
    let asks = ASKING.is_match(bytes) && !TOLD.is_match(bytes);
    let names = NAMING.is_match(bytes) && !TELLING.is_match(bytes);
    text.ends_with('?') || is_answered_behind(text) || (asks || names) && of_words(text).is_none()
}

/// "Where do they lie? not held".
fn is_answered_behind(text: &str) -> bool {
    text.rsplit_once("? ").is_some_and(|(_, answer)| of_tail(answer).is_some())
}

/// Whether it only points to another item, or says that there is nothing to answer.
fn is_pointer(text: &str) -> bool {
    const DOCUMENTS: &[&str] = &[
        "table", "tab ", "annex", "append", "attach", "sheet", "page", "document", "file", "http",
    ];
    POINTER.is_match(text.as_bytes()) && !DOCUMENTS.iter().any(|word| text.contains(word))
}

fn pattern(source: &str) -> Forward {
    Forward::new(source).expect("the pattern is constant and tested")
}

/// What opens a question or a demand, ...
static ASKING: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:and |also |or |then |in addition,? )*(?:if (?:so|yes|no|not|the|any|you|it|this|there|they|applicable|available|possible|known)\b",
        r"|(?:please|kindly)(?: also| can you| could you| then)? (?:state|give|list|provide|confirm|supply|send|tell|explain|specify|describe|include|detail|indicate|name|identify|break|let me|share|disclose|outline|set out|answer|say)\b",
        r"|(?:state|give|provide|supply|specify|describe|identify|explain|list|confirm|name|detail|indicate)(?: me| us)? (?:the|all|any|each|every|whether|how|which|what|your|copies|details|a)\b",
        r"|how|what|which|who|whom|whose|why|whether|do|does|did|is|are|was|were|has|have|had|can|could|would|should|i (?:would|want|am|wish|request|should)|for each|between .{0,60}\bhow)\b",
    ))
});

/// ... unless it is the rest of an answer: "(item 2) is not held", ...
static TOLD: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:is|are|was|were|has|have|had|do|does|did|can|could|would|should)(?: been| be| also| therefore| now| both| all| \(?section \S+)* (?:not|exempt\w*|withheld|refused|attached|enclosed|answered|provided|published|covered|below|above|being|set out|no|yes|nil|none|exceeds?|require|take|cost|held|as follows|to follow)\b",
    )
});

/// ... and what names the thing that is asked for, ...
static NAMING: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:the |any |all |an? |each |total |annual |average )*(?:numbers?|names?|total|costs?|amounts?|cop(?:y|ies)|details|list|breakdown|dates?|values?|reasons?|figures?|records?|e-?mails|correspondence|documents?|contracts?|minutes|(?:job )?titles?|spend|spending|expenditure)\b",
    )
});

/// ... unless something is told of it.
static TELLING: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:is|are|was|were|be|been|attached|enclosed|below|above|hold|held|exempt\w*|withheld|redacted|removed|not|no|nil|none|available|provided|published|unknown|recorded)\b|£|: ?\S|\b\d{1,3}(?:,\d\d\d)*\.?$",
    )
});

/// "Section 12: 41": what is counted is what was done, and is not done here.
static COUNTS: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r": ?(?:£ ?)?\d|: ?n(?:one|il)\b|\b\d+ (?:cases|requests|times|occasions|instances|decisions|were|was)\b",
    )
});

static POINTER: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"^\(?(?:please )?(?:(?:also )?(?:see|refer(?: back)? to|as per|as in|as|same as|per|covered (?:by|in|under|at)|answered (?:in|at|under|by)|included in)\b.{0,25}?\b(?:above|below|previous|earlier|before|preceding|(?:q|no)?\.? ?\d{1,2}[a-z]?|one|two|three|four|five|six)\)?",
        r"|(?:n ?/ ?a|na|not applicable|not relevant|ditto|same|see above|see below|as above|as before|does not apply)\b(?:[ -]+(?:as |see |same )?(?:above|below|before|(?:answer )?(?:to )?(?:q|question )?\d))?)(?: (?:answer|response|reply))?\)?\.?$",
    ))
});

/// "We have no such policy": the thing itself is lacking.
static LACKS_A_THING: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:has|have|there (?:is|are|was|were)) no (?:such |current |written )?(?:plans?|polic(?:y|ies)|contracts?|agreements?|procedures?|strateg(?:y|ies)|guidance|costs?)\b|\bdoes not have (?:such )?a\b",
    )
});

static LATER: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:the|this|these|that|it|they|information|data|figures?|answer|response|reply|is|are|still|currently) ){0,5}(?:to follow|(?:being )?awaited|awaiting|outstanding|pending|will follow|being (?:collated|compiled|gathered|prepared|checked|worked on))\b",
        r"|\b(?:i|we)(?: will| shall|'ll| hope to| expect to| aim to)(?: then| now)? (?:send|provide|supply|forward|get back|come back|respond|reply|write|answer|let you have|be in touch|update)\b",
        r"|\bneeds? (?:\w+ )?(?:more|further|additional|longer|extra)(?: \w+)? (?:time|for|to)\b|\bstill (?:being (?:collated|compiled|gathered|prepared)|waiting|awaiting|collating|gathering|finding|chasing|compiling)\b",
    ))
});

static NOT_HELD: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:the|this|that|such|it|they|we|information|data|figures?|details?|records?|is|are|was|were|currently|do|does|did|requested|[a-z]+ (?:information|data|is|are)) ){0,5}(?:not (?:currently |centrally |routinely |formally |separately )*(?:held|hold|recorded|record|collected|collect|known|available|kept|keep|captured|logged|collated|retained|have (?:this|that|the))\b|unknown\b|(?:don't|doesn't) (?:hold|know|keep|record|have (?:this|that|the))\b|holds? (?:no|nothing)\b)",
        r"|^no (?:recorded |such |relevant )*(?:information|data|records?|figures|documents?|details)(?: (?:is |are )?(?:held|available|recorded|kept|found|exists?))?\.?$",
    ))
});

static COST: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:this|it|that|the|would|will|to|answer|provide|request|information) ){0,5}(?:exceeds?|over|above|exceeding|beyond) (?:the )?(?:\w+ )?(?:costs?|time|fees|appropriate|18|24)\b|^(?:\w+ ?[-,:(]? ?){0,2}?(?:under |by )?(?:section|sect?\.?|s\.?) ?12\b|^(?:cost limit|excessive cost)\b",
    )
});

static PUBLISHED: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:\w+ ?[-,:(]? ?){0,3}?(?:under |by )?(?:section|sect?\.?|s\.?) ?21\b|^already (?:published|available)\b|\bexempt\w* (?:from disclosure )?(?:under|by virtue of) (?:section|s\.?) ?21\b",
    )
});

static EXEMPT: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:(?:the|this|that|it|all|any|information|data|details?|names?|costs?|figures?|is|are|being|has|have|been|also|again|fully) ){0,5}(?:exempt(?:ion|ed)?|withheld|refused|redacted|declined|commercially sensitive|confidential|commercial in confidence)\b",
        r"|^(?:under |exemption )?(?:sections?|sect?\.?|ss?\.?) ?(?:2[346-9]|3\d|4[0-4])\b|^(?:reg(?:ulation)?\.?|r\.?) ?(?:12 ?\([45]|13\b)",
        r"|^(?:(?:we|i|we're|i'm|council|trust|the|are|am|is|cannot|can't) )*(?:unable|not able|cannot|can't|decline|declines|not (?:prepared|willing)|refuse|refuses|prefer not|would rather not)(?: to)? (?:disclose|release|provide|answer|share|comment|say|give|supply|respond|confirm)\b",
    ))
});

static SMALL: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:fewer|less|lower|under) than (?:or equal to )?(?:5|five|10|ten|3|three|6|six|11)\b|^< ?=? ?\d{1,2}\b|^(?:5|five|10|ten) or (?:fewer|less)\b|^\*$",
    )
});

static LINKED: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:this|it|information|data|is|are|publicly|which) ){0,5}(?:published|available|to be found) (?:on|at|in|here|via|online)\b|^(?:please )?see (?:our |the |council )?web ?site\b|^on (?:our|the) web ?site\b|^(?:please see:? )?https?:",
    )
});

static NEGATIVE: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:no|none|nil|zero|never|nope|nobody|neither)\b|^£? ?0(?:\.00?)?(?:\.?$|[^\d.,%])|^(?:not (?:used|done|charged|recently|currently|at present))\b",
    )
});

/// What answers a question by itself: "Twelve.", "£412 a day", "Yes".
pub(super) static FIGURE: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^(?:about |around |approximately |approx\.? |over |just )?(?:\d|£|(?:yes|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\b)|^(?:please (?:see|find)|see|as)? ?(?:the |our )?(?:attached|enclosed)\b",
    )
});

static GIVES: LazyLock<Forward> = LazyLock::new(|| {
    pattern(r"\b(?:provided|attached|enclosed|answered|supplied|disclosed|set out|given)\b")
});

static GIVES_NOT: LazyLock<Forward> = LazyLock::new(|| {
    pattern(r"\b(?:not|cannot|unable|will|would|may|might|if|where|could|to be|you|asked)\b")
});

static NEGATIVE_ALONE: LazyLock<Forward> =
    LazyLock::new(|| pattern(r"^(?:no|none|nil|zero|never|£? ?0(?:\.00)?)[.!]?$"));

/// A figure or a yes and little else in its line, or only that it is attached.
static GIVEN_ALONE: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^yes(?:[.!]?$|[,:;-] )|^(?:please )?(?:see |find )?(?:as )?(?:attached|enclosed)\.?$|^(?:about |around |approximately )?(?:£ ?)?(?:\d[\d,.]*[km%]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\.?$",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::prose;

    #[test]
    fn a_short_answer_is_of_its_class() {
        for (text, class) in [
            ("14 buoys", Some(Class::Answered)),
            ("Yes, at the east quay", Some(Class::Answered)),
            ("Please see the attached chart", Some(Class::Answered)),
            ("None.", Some(Class::Denied)),
            ("£0.00", Some(Class::Denied)),
            ("0.5%", Some(Class::Answered)),
            ("Not held", Some(Class::NotHeld)),
            ("This information is not recorded", Some(Class::NotHeld)),
            ("No data available", Some(Class::NotHeld)),
            ("Unknown", Some(Class::NotHeld)),
            ("Exempt", Some(Class::Exempt)),
            ("s31(1)(g)", Some(Class::Exempt)),
            ("Names withheld, section 40(2)", Some(Class::Exempt)),
            ("Unable to disclose", Some(Class::Exempt)),
            ("Regulation 12(5)(e)", Some(Class::Exempt)),
            ("Refused - section 12", Some(Class::Cost)),
            ("Would exceed the appropriate limit", Some(Class::Cost)),
            ("Section 21: www.quay.example", Some(Class::Published)),
            ("Published on our website", Some(Class::Linked)),
            ("Fewer than five", Some(Class::Small)),
            ("<10", Some(Class::Small)),
            ("To follow", Some(Class::Later)),
            ("We'll send these next week", Some(Class::Later)),
            ("As above", Some(Class::Pointer)),
            ("Please see answer to question 2.", Some(Class::Pointer)),
            ("See Q1", Some(Class::Pointer)),
            ("N/A - see above", Some(Class::Pointer)),
            ("Not applicable.", Some(Class::Pointer)),
            ("See table 2", None),
            ("Harbour Office", None),
            ("No exemptions apply", Some(Class::Denied)),
        ] {
            assert_eq!(of(&prose::fold(text), &[]), class, "{text}");
        }
    }

    #[test]
    fn her_questions_are_known_by_their_form() {
        for (text, hers) in [
            ("How many buoys were lost?", true),
            ("Please give the number of buoys for each of the last 3 years.", true),
            ("If so, the cost since 2020.", true),
            ("Confirm whether the harbour owns 12 ferries.", true),
            ("The annual cost for each of the last three years.", true),
            ("A copy of any chart", true),
            ("Does the harbour own a dredger", true),
            ("The annual cost was £400.", false),
            ("A copy of the chart is attached.", false),
            ("Number of buoys: 14", false),
            ("Total cost 400", false),
            ("Please see the attached chart.", false),
            ("Please note that none was lost.", false),
            ("Names withheld", false),
            ("Hale Marine Ltd", false),
        ] {
            assert_eq!(is_hers(&prose::fold(text)), hers, "{text}");
        }
    }
}
