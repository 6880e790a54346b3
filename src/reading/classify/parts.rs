//! What is told and what is kept in prose: "The harbour runs two dredgers. Their cost is exempt." A plain
//! fact beside a thing that is named and kept is a part given; beside a request that is refused whole it is
//! a reason.

use super::signal::Signal;
use super::statement;
use crate::reading::pattern::Forward;
use std::sync::LazyLock;

/// What the sentences of a letter tell and keep.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    told: u32,
    kept: bool,
    whole: bool,
    later: bool,
    words: usize,
}

/// Greeting, courtesies and signature are no more words than these.
const FEW: usize = 25;

/// In more words than these the facts of a letter are its reasons.
const REASONS: usize = 45;

impl Parts {
    /// Takes in a folded sentence, what it says, whether it counts something, and whether it gives something.
    pub(super) fn sentence(&mut self, folded: &str, says: &[Signal], states: bool, gives: bool) {
        self.words += folded.split(' ').count();
        let bytes = folded.as_bytes();
        let keeps = says.iter().any(|signal| {
            use Signal::{CostRefused, Exempt, Neither, NotHeld, Published, Refuse};
            matches!(signal, NotHeld | Exempt | CostRefused | Neither | Published | Refuse)
        });
        let one = NAMED_PART.is_match(bytes);
        if keeps {
            self.kept |= one;
            self.whole |= !one && WHOLE.is_match(bytes);
        }
        let later = !keeps && LATER.is_match(bytes) && !OF_THE_ANSWER.is_match(bytes);
        self.later |= later;
        // "I can tell you now that we own two, but am still waiting for the cost."
        let told = gives || TELLS.is_match(bytes);
        let fact = !keeps
            && !later
            && (states && !REASON.is_match(bytes) || told || statement::is_deed(folded));
        self.told += u32::from(fact || later && told);
    }

    /// So little is said besides that one answer under her question is all of it.
    pub(super) fn are_few(&self) -> bool {
        self.words < FEW
    }

    /// A fact is told beside a thing that is kept.
    pub(super) fn tell_some(&self) -> bool {
        self.told > 0 && self.kept && !self.whole && self.words < REASONS
    }

    /// A fact is told, and something else is to come.
    pub(super) fn promise_more(&self) -> bool {
        self.told > 0 && self.later && self.words < REASONS
    }
}

fn pattern(source: &str) -> Forward {
    Forward::new(source).expect("the pattern is constant and tested")
}

/// One thing among several.
static NAMED_PART: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:questions?|parts?|items?|points?|q) ?\(?\d|\b(?:remaining|remainder|the rest|the others?|second part|latter)\b",
        r"|\b(?:the|its|their|any|an?|exact|annual|total|individual|hold|record|keep|disclose|release|give|withhold|withholding|no)(?: (?:\w+ ){0,2}?)(?:costs?|prices?|pricing|names?|numbers?|amounts?|values?|identit(?:y|ies)|locations?|breakdown|dates?|reasons?|address(?:es)?|salar(?:y|ies)|spend|spending|fees?|rates?|sums?|length|makes?|models?)\b",
        r"|\b(?:information|data|figures|records?|details|nothing)\b.{0,20}\b(?:for|before|prior to|after|since|from|until) (?:the year )?(?:19|20)\d\d",
    ))
});

/// All that she asked for.
static WHOLE: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:the|this|that|any|any of the|your|such|requested|all|all of the) (?:requested )?(?:information|data|records|documents|material|details|request)(?: (?:that |which )?you| requested| is\b| are\b|\.|,|$)|\b(?:this|it|them|these)\.?$|\byour request\b",
    )
});

/// Something is still being looked for, or will be sent.
static LATER: LazyLock<Forward> = LazyLock::new(|| {
    pattern(concat!(
        r"\bstill (?:finding out|waiting (?:for|on)|awaiting|collating|gathering|checking|looking (?:for|into)|chasing|compiling|counting|getting)\b",
        r"|\b(?:will|shall|'ll)(?: have to| need to)? (?:come|get|be) back to you (?:on|about|with)\b|\b(?:i|we)(?: will| shall|'ll) (?:get|send|find|obtain|dig out) (?:you )?(?:the|those|these|that|them|it)\b|\b(?:to|will) follow\b|\bare awaiting the\b",
    ))
});

/// What is awaited is the answer itself.
static OF_THE_ANSWER: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:your|a|an|our|the|full) (?:\w+ )?(?:response|reply|answer|request|enquiry|e-?mail|letter)\b|\b(?:information|data) (?:that |which )?you\b|\b(?:it|this|that|the information)\.?$",
    )
});

/// "I can tell you that we own two", "Yes, we do".
static TELLS: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"^yes\b(?:,? (?:we|it|they|there) (?:do|does|did|have|has|is|are|was|were))?[.,]?(?: |$)|\bcan (?:already |now )?(?:tell you|say|confirm)(?: now| already| at this stage)? that (?:we|it|there|the|all|none|two|\d)\b",
    )
});

/// What is weighed or searched is told as a reason.
static REASON: LazyLock<Forward> = LazyLock::new(|| {
    pattern(
        r"\b(?:hold|holds|held|withh\w+|refus\w+|exempt\w*|hours?|days?|search\w*|files? would|because|therefore|public interest|prejudice\w*|harm|likely|factors?|reasons?|arguments?|retention|retained|destroyed)\b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::prose;

    fn parts(sentences: &[(&str, &[Signal])]) -> Parts {
        let mut parts = Parts::default();
        for (sentence, says) in sentences {
            parts.sentence(&prose::fold(sentence), says, says.contains(&Signal::State), false);
        }
        parts
    }

    #[test]
    fn a_fact_beside_a_thing_that_is_kept_is_a_part() {
        const FACT: (&str, &[Signal]) = ("The harbour runs two dredgers.", &[]);
        const COUNT: (&str, &[Signal]) = ("Nine buoys were lost.", &[Signal::State]);
        for (sentences, part) in [
            (&[FACT, ("We do not hold the cost.", &[Signal::NotHeld])][..], true),
            (&[COUNT, ("Question 2 is exempt.", &[Signal::Exempt])], true),
            (&[COUNT, ("No records are held before 2019.", &[Signal::NotHeld])], true),
            (&[FACT, ("We do not hold this information.", &[Signal::NotHeld])], false),
            (&[FACT, ("The information is exempt.", &[Signal::Exempt])], false),
            (
                &[
                    ("We hold 64 charts.", &[Signal::State]),
                    ("The names are exempt.", &[Signal::Exempt]),
                ],
                false,
            ),
            (&[("We do not hold the cost.", &[Signal::NotHeld])], false),
        ] {
            assert_eq!(parts(sentences).tell_some(), part, "{sentences:?}");
        }
    }

    #[test]
    fn a_fact_beside_what_is_still_to_come_is_a_first_part() {
        for (sentences, interim) in [
            (&["The harbour runs two dredgers.", "I am still finding out the cost."][..], true),
            (&["We are still collating the tides but I can tell you that we own two."], true),
            (&["Yes, we do.", "We will get back to you on the cost."], true),
            (&["The harbour runs two dredgers.", "We are still waiting for a reply."], false),
            (&["We are still waiting for the figures."], false),
        ] {
            let sentences: Vec<(&str, &[Signal])> =
                sentences.iter().map(|sentence| (*sentence, &[][..])).collect();
            assert_eq!(parts(&sentences).promise_more(), interim, "{sentences:?}");
        }
    }
}
