//! Exemptions and refusals that a sentence names and does not apply: those of another request, those that would
//! have been possible, those that were considered and found not to hold, those that somebody else asked for.

use std::sync::LazyLock;

use crate::reading::pattern::Forward;

/// Whether a folded sentence speaks of a refusal that is none of this request.
pub(super) fn not_applied(folded: &str) -> bool {
    NOT_APPLIED.is_match(folded.as_bytes()) && !APPLIED.is_match(folded.as_bytes())
}

static NOT_APPLIED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(concat!(
        // Of another request, another body.
        r"\b(?:in|to) (?:an|the|another|some)(?: \w+)? (?:earlier|other|previous|another) (?:case|request|response|reply|answer)|\b(?:have|has|had) previously (?:relied|refused|withheld|declined)\b|\bfrom other applicants?\b|\bin another case\b|\b(?:an? )?(?:similar|like|earlier|previous) requests? (?:was|were|had|in)\b|\bin (?:response|reply|answer) to other requests\b",
        r"|\brefused a (?:similar|like) request\b|\b(?:by|at) (?:some|many|most|other) (?:forces|councils|universities|trusts|authorities|bodies|colleges|departments)\b|^(?:many|some|most|other) (?:forces|councils|universities|trusts|authorities|bodies|colleges|departments)\b|\bfor (?:certain )?other (?:catchments|areas|years|sites|schools|districts|places)\b",
        // Possible, and not done.
        r"|\b(?:would|could|might|may)(?: perhaps| well| otherwise| strictly| also)? have (?:been (?:refused|withheld|exempt|able)|refused|withheld|relied|claimed|made|applied|cited|kept|declined)|\bhad you (?:asked|done|wanted|requested|sought)\b|\bhad meant to\b|\bfirst (?:instinct|thought|reaction|view)\b",
        // Considered, and found not to hold.
        r"|\b(?:decided|chosen|elected|prefer|agreed) not to (?:rely|apply|claim|invoke|use|cite)|\b(?:no need|not necessary|not needed|need not|did not need)(?: for us)?(?: to)? (?:rely|apply|claim|invoke|use|cite)\b|\b(?:gave|given|giving) (?:some |much )?thought to whether\b|\basked ourselves (?:if|whether)\b|\b(?:do|does|did) not (?:consider|think|believe|regard|find)(?: that)? (?:section|regulation|the exemption)|\bnot (?:to )?(?:rely|relying) (?:up)?on (?:it|that|them|section|regulation|the exemption|any)|\b(?:none|no exemption|neither)(?: \w+){0,5}? (?:was|were|is|are)? ?(?:found to apply|applies|apply|engaged|applied)\b|\b(?:falls?|fell) away\b|\b(?:is|are|was|were) (?:no longer|not) (?:engaged|privileged|exempt)\b|\bno longer (?:engaged|applies|apply|stands)\b|\brather than (?:insist|rely|stand)\b|\b(?:is|are) not an exemption\b|\b(?:exemption|section \d+|regulation \d+)(?:\([^ ]*)?(?: of the act)? (?:does|did|do) not(?: therefore| then)? (?:apply|arise|stand in)\b|\b(?:waived?|lifted) (?:the|that|this) (?:exemption|fee|charge)\b",
        // Asked for by somebody else.
        r"|\b(?:asked|urged|wanted|requested|argued|submitted|objects?|objected)(?: \w+){0,8}? (?:be|been) (?:refused|withheld|kept back|redacted)\b|\bstill objects? and cites?\b|\bmarked \W?(?:commercial\w*|confidential|in confidence|sensitive)",
        // The time for a complaint.
        r"|\bfrom the date of (?:the|this|our|a|any) (?:refusal|decision|response)\b",
    ))
    .expect("the pattern is constant and tested")
});

/// It is applied all the same, to the rest.
static APPLIED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:we|i) (?:are|am|have|must)(?: now| also| therefore)? (?:withh\w+|refus\w+|apply\w*|applied|rely\w*|relied)\b.{0,80}\b(?:here|too|again|in this case|this time|now)\b|\b(?:the rest|remainder|remaining|other parts?)\b.{0,40}\b(?:is|are) (?:exempt|withheld)\b")
        .expect("the pattern is constant and tested")
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::prose;

    #[test]
    fn an_exemption_is_named_and_not_applied() {
        for sentence in [
            "In an earlier case the board withheld the rota under section 31(1)(a).",
            "In July a similar request was refused under sections 22 and 43.",
            "Many colleges refuse requests of this kind by citing section 43(2).",
            "We might have relied on section 22, as the timetable will be published in May.",
            "Had you asked for the advice we would have claimed privilege under section 42.",
            "As the post is a senior one we have decided not to rely on section 40.",
            "The exemptions were considered, among them section 31, and none was found to apply.",
            "There is no note of the advice, so that section 42 falls away.",
            "The exemption is no longer engaged.",
            "The ferry company asked that question 4 be refused under section 43(2).",
            "Complain within 40 days from the date of the refusal notice.",
            "In response to an earlier request the lease was withheld under section 27(1)(a).",
            "You were told in an earlier reply that the notes had been withheld (section 30(b)).",
            "Boards have previously relied on sections 24 and 31 when asked where the buoys lie.",
            "I have held back tenders from other applicants under section 43.",
            "I have no need to claim section 31(1)(a).",
            "We gave thought to whether the names were exempt under section 40(2).",
            "We do not consider that section 38, on which we rely for single boats, comes in here.",
        ] {
            assert!(not_applied(&prose::fold(sentence)), "{sentence}");
        }
    }

    #[test]
    fn an_exemption_is_applied() {
        for sentence in [
            "The rota is exempt under section 31(1)(a).",
            "We have decided to withhold the names under section 40(2).",
            "We refused a similar request in July, and we are refusing it again now under section 43.",
            "Section 12 applies, because the work would take 40 hours.",
            "We would not have held this before 2024, and it is exempt under section 22.",
            "It was provided in confidence, and section 41 applies.",
        ] {
            assert!(!not_applied(&prose::fold(sentence)), "{sentence}");
        }
    }
}
