//! Whether the words above a letter say that the answers stand in it: "please see our answers
//! below". A link, a notice or her own e-mail may stand below too; that announces nothing.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

/// Whether a text says that answers stand below it, or between the lines of her letter.
pub(super) fn are_announced(above: &str) -> bool {
    static BELOW: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)\b(answers?|responses?|repl(y|ies)|comments?)\b[^.\n]{0,60}\b(below|beneath|in[- ]?line|under each)\b|\b(below|in[- ]?line)\b[^.\n]{0,30}\b(answers?|responses?|replies|reply|comments)\b|\b(see|as|please find|answered|responded|replied|inserted|added|set out)( (it|this|these|them|my|our|your|all|the|questions?|points?|information|details|requested|you|out|set|also|at|inserted|added|given))*,? (below|in[- ]?line)\b|\bin (caps|capitals)\b|\b(answers?|responses?|repl(y|ies)|comments?|remarks)\b[^.\n]{0,30}\b(marked|prefixed|initialled|in brackets|(start|begin)(s|ning|ing)? with|preceded by|(after|next to|beside|following) (each|every|your|the question))\b",
            r"|antworten[^.\n]{0,60}(unten|unterhalb|im text|in (rot|blau|grün)|dazwischen)|siehe unten|s\. ?u\.|réponses[^.\n]{0,60}(ci-dessous|plus bas|dans (le|votre) (texte|message)|en (rouge|bleu|vert))|voir ci-dessous|respuestas[^.\n]{0,60}(abajo|debajo|a continuación|en (rojo|azul|verde))",
            r"|risposte[^.\n]{0,60}(sotto|di seguito|in (rosso|blu))|vedi sotto|antwoorden[^.\n]{0,60}(hieronder|in (het )?(rood|blauw|groen)|tussen)|zie hieronder|svar\w*[^.\n]{0,60}(nedan|nedenfor|i rött|i rødt|med rødt|i blått)|se (nedan|nedenfor)|atebion[^.\n]{0,60}(isod|mewn (coch|glas))|gweler isod|odpowiedzi[^.\n]{0,60}(poniżej|na czerwono)",
        ))
    });
    BELOW.is_match(&ELSEWHERE.replace_all(above, " "))
}

/// What else stands below: "the link below", "your email below", "below for details of your right".
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)\b(e-?mails?|requests?|enquir(y|ies)|letters?|messages?|correspondence|links?|urls?|web ?sites?|page|address(es)?|notices?|statements?|policy|policies|tables?|lists?|charts?|figures|numbers?|reviews?|rights?|appeals?|complaints?|procedures?|contact details|signatures?|documents?|files?|attachments?|forms?|notes?|disclaimers?|references?)( (is|are|was|as|which|that))*( (also|set out|listed|given|shown|provided|sent|dated|received|found))* (below|beneath)\b",
        r"|\bbelow,? for (more |further |full |the )*(details|information|guidance|contacts?|how)\b|\b(right|rights|details|review|complaint|appeal)\b[^.\n]{0,30}\b(is|are) (set out )?below\b",
    ))
});

/// Whether the words above say that answers follow, and nothing else: a salutation, the
/// announcement, what courtesy adds, a close.
pub(super) fn only_announces(above: &str) -> bool {
    let mut closed = false;
    above.lines().all(|line| {
        closed |= CLOSE.is_match(line) && line.split_whitespace().count() <= 4;
        // What follows the close is a signature.
        closed || sentences(line).all(is_by_the_way)
    })
}

/// A complimentary close.
static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?i)^\W*(kind|best|warm|with|regards|yours|sincerely|thanks|many thanks|best wishes|mit freundlichen|cordialement)\b",
    )
});

fn sentences(line: &str) -> impl Iterator<Item = &str> {
    line.split_inclusive(['.', '!', '?']).map(str::trim).filter(|one| !one.is_empty())
}

/// Whether a sentence announces answers without giving one, or is mere courtesy.
fn is_by_the_way(sentence: &str) -> bool {
    static COURTESY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W*(dear|hi|hello|good (morning|afternoon|day)|annwyl|sehr geehrte|hallo|bonjour|thank you|thanks|many thanks|(i |we )?(apologi[sz]e|hope|trust)|apologies|sorry|please (contact|quote|let me know|do not hesitate)|if you (have|are|need|wish|would|require|remain)|you (can|may|have the right)|should you)\b",
        )
    });
    const LONGEST: usize = 40;
    let words = sentence.split_whitespace().count();
    // A name, or a salutation that is one.
    let named = words <= 2
        && !sentence.ends_with(['.', '?', '!'])
        && !sentence.contains(|c: char| c.is_ascii_digit());
    named || COURTESY.is_match(sentence) && words <= LONGEST || announces_alone(sentence)
}

/// Whether a sentence that announces answers does not go on to give one: "our reply is below: 42".
fn announces_alone(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let after = lower.split_once("below").map_or("", |(_, after)| after);
    are_announced(sentence) && !after.contains(|c: char| c.is_ascii_digit())
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_below_may_be_something_else() {
        for text in [
            "Please see our answers below.",
            "See below.",
            "Please see our replies to your questions below.",
            "I have set out our response below.",
            "Please find below our responses.",
            "The information is below, with our comments in line.",
        ] {
            assert!(are_announced(text), "{text}");
        }
        for text in [
            "The map is at the link below.",
            "Please read our privacy notice below.",
            "In response to your email below, we own twelve.",
            "I attach our response to the request below.",
            "See the table below.",
            "See below for details of your right to review.",
            "Please note the important information below.",
        ] {
            assert!(!are_announced(text), "{text}");
        }
    }

    #[test]
    fn an_announcement_that_gives_the_answer_does_not_stand_alone() {
        for text in [
            "Dear Ms Vale\n\nThank you for your letter. Please see our answers below.\n\nAnn Hale",
            "Hi Una,\nsee below.\n\nIf you are unhappy you may ask for a review.\n\nKind regards\nAnn Hale\nBridges Officer, floor 2",
        ] {
            assert!(only_announces(text), "{text}");
        }
        for text in [
            "Thank you for your letter. We own twelve. Please see our answers below.",
            "Our reply is below: 12",
            "Please see our answers below.\n\n1. How many?\n\nTwelve bridges.",
        ] {
            assert!(!only_announces(text), "{text}");
        }
    }
}
