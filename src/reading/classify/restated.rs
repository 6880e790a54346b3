//! Her own words in their letter: the request written out under "You asked:", in quotation marks, or
//! word for word as it was sent. What she asked for, and how she closed, says nothing about their answer.
//! Told by position and mood: a heading that speaks of her request opens the passage; a heading of
//! their answer, a list that begins anew, or a sentence in their own voice ends it.

use super::her_words::HerWords;
use crate::reading::pattern::Forward;
use std::sync::LazyLock;

/// A passage of hers is no longer than so many sentences.
const LONGEST: usize = 60;

/// Which of the folded sentences are hers; `known` is what she is known to have written.
pub(super) fn hers(folded: &[String], known: &[&HerWords]) -> Vec<bool> {
    let mut hers: Vec<bool> = folded
        .iter()
        .map(|sentence| {
            known.iter().any(|known| known.hold(sentence)) || asks_for_herself(sentence)
        })
        .collect();
    let mut at = 0;
    while at < folded.len() {
        let passage = match () {
            () if opens_quotation(folded, at) => Passage::in_quotation_marks(folded, at),
            () if heads_an_answer(&folded[at]) => Passage::above(folded, at),
            () if is_heading(&folded[at]) => Passage::under_a_heading(folded, at + 1),
            () => None,
        };
        let Some(passage) = passage else {
            at += 1;
            continue;
        };
        for place in passage.from..passage.to {
            let mark = !folded[place].contains(char::is_alphanumeric);
            hers[place] |= passage.whole || mark || requests(&folded[place]);
        }
        at = passage.to.max(at + 1);
    }
    hers
}

/// Whether the folded sentence is the heading of an answer and nothing else.
pub(super) fn heads_an_answer(folded: &str) -> bool {
    ANSWER_HEAD.is_match(folded.as_bytes())
}

/// A folded sentence without "2." or "(b)" before it and without quotation marks.
pub(super) fn without_number(folded: &str) -> &str {
    let text = folded.trim_start_matches(['"', '>', '-', '*', ' ']);
    let text = match marker(text) {
        Some((_, rest)) => rest,
        None => text,
    };
    text.trim_matches(['"', ' '])
}

/// Sentences where her words stand.
struct Passage {
    from: usize,
    to: usize,
    /// All of them are hers, and not only those that ask.
    whole: bool,
}

impl Passage {
    /// What follows a heading that speaks of her request, up to their answer.
    fn under_a_heading(folded: &[String], from: usize) -> Option<Passage> {
        let mut numbers = Numbers::default();
        let end = (from + LONGEST).min(folded.len());
        for to in from..end {
            let sentence = folded[to].as_str();
            let answers = heads_an_answer(sentence) || numbers.begin_anew(sentence);
            if answers {
                let whole = !answers_in_between(&folded[from..to]);
                return Some(Passage { from, to, whole });
            }
            if is_theirs(sentence) {
                return Some(Passage { from, to, whole: false });
            }
        }
        Some(Passage { from, to: end, whole: false })
    }

    /// Requests without a heading, right above the heading of the answer.
    fn above(folded: &[String], answer: usize) -> Option<Passage> {
        let asked = folded[..answer].iter().rev().take_while(|sentence| requests(sentence)).count();
        (asked > 0).then_some(Passage { from: answer - asked, to: answer, whole: true })
    }

    /// A paragraph in quotation marks that asks for something.
    fn in_quotation_marks(folded: &[String], from: usize) -> Option<Passage> {
        let end = (from + LONGEST).min(folded.len());
        let last = (from..end).find(|at| folded[*at].ends_with('"'))?;
        let asks = folded[from..=last].iter().any(|sentence| requests(sentence));
        asks.then_some(Passage { from, to: last + 1, whole: true })
    }
}

/// The numbers of a list as they come.
#[derive(Default)]
struct Numbers {
    highest: u32,
}

impl Numbers {
    /// Whether the list begins once more: first come the questions, then the answers.
    fn begin_anew(&mut self, folded: &str) -> bool {
        let Some((number, _)) = marker(folded) else { return false };
        let anew = number == 1 && self.highest >= 1;
        self.highest = self.highest.max(number);
        anew
    }
}

/// The number of a list before a sentence, and the rest of it: "2. how many", "q3 how many", "4) how many".
fn marker(folded: &str) -> Option<(u32, &str)> {
    let text = folded.trim_start_matches(['(', '"', ' ']);
    let text = ["question ", "q"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = text[..digits].parse().ok().filter(|number| *number < 100)?;
    let rest = text[digits..].strip_prefix([')', '.', ':']).or_else(|| {
        let spaced = text[digits..].strip_prefix(" - ");
        spaced.or_else(|| text[digits..].strip_prefix(' ').filter(|_| folded.starts_with('q')))
    })?;
    // "1.5 million" is no item.
    (rest.is_empty() || rest.starts_with(' ') || !rest.starts_with(|c: char| c.is_ascii_digit()))
        .then(|| (number, rest.trim_start()))
}

fn opens_quotation(folded: &[String], at: usize) -> bool {
    let sentence = &folded[at];
    let spoken_of = |before: &String| HER_REQUEST.is_match(before.as_bytes());
    sentence.starts_with('"')
        && folded[at.saturating_sub(3)..at].iter().any(spoken_of)
        && !sentence[1..].trim_start().is_empty()
}

/// Whether the folded sentence announces her request.
fn is_heading(folded: &str) -> bool {
    LABEL.is_match(folded.as_bytes())
        || HEADING.is_match(folded.as_bytes()) && !ANNOUNCES_AN_ANSWER.is_match(folded.as_bytes())
}

/// Whether a folded sentence asks for something, or closes a request.
fn requests(folded: &str) -> bool {
    REQUESTING.is_match(folded.as_bytes()) || CLOSING.is_match(folded.as_bytes())
}

/// "Please tell me which tools the Council uses": they would say "us", and "you mean".
fn asks_for_herself(folded: &str) -> bool {
    FOR_HERSELF.is_match(folded.as_bytes()) && !ADDRESSING.is_match(folded.as_bytes())
}

/// Whether an answer stands behind a question, on its line or below it.
fn answers_in_between(folded: &[String]) -> bool {
    folded.windows(2).any(|pair| pair[0].ends_with('?') && !requests(&pair[1]))
}

/// Whether the authority speaks for itself in the folded sentence.
fn is_theirs(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    ADDRESSING.is_match(bytes)
        || OF_HER_REQUEST.is_match(bytes) && !REQUESTING.is_match(bytes)
        || !CLOSING.is_match(bytes) && OWN_WORDS.is_match(bytes) && !REQUESTING.is_match(bytes)
}

fn regex(pattern: &str) -> Forward {
    Forward::new(pattern).expect("the pattern is constant and tested")
}

/// "Your request:", "Information requested": nothing else stands on the line.
static LABEL: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"^(?:your |the |original |details of (?:your |the )?)?(?:foi |eir )?(?:request|enquiry|questions?)(?: (?:for info|for information|received|as received|was|was as follows|is as follows|reads?|you (?:made|sent|asked)))*:?$|^(?:information|info) (?:you )?(?:requested|sought|asked for):?$|^(?:specifically,? |in it,? |in your \S+,? )?you (?:have |had |also )?(?:asked|requested|wanted|wrote|sought|said)(?: (?:for|us|that|the following|(?:for )?the following info(?:rmation)?))*:?$|\bprovide(?: me)?(?: with)? the following(?: information)?:$",
    )
});

/// A line that speaks of her request and ends in a colon.
static HEADING: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"\byou(?:r)?\b(?: \S+){0,14}? ?\b(?:ask\w*|request\w*|stat(?:e|es|ed)|wrote|write|enquir\w+|sought|want\w*|e-?mail\w*|questions?|letter|foi|said|read|reads|below|following)\b.{0,80}:$|\brequest\b.{0,60}\b(?:below|as follows|reads?|states?|asked|the following)\b.{0,30}:$|^.{0,60}\byou(?:r)? (?:request\w*|asked|wrote)\b.{0,60}\b(?:below|the following|as follows)[.:]?$",
    )
});

/// Such a line announces the answer to it.
static ANNOUNCES_AN_ANSWER: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"\bplease (?:see|find)\b|\b(?:our|my|the|this|full|a) (?:\w+ ){0,3}(?:respon[sd]\w*|repl(?:y|ies)|answers?|decision|findings?|outcome)\b|\b(?:can|may|will|would like to|am able to|are able to|now) (?:now )?(?:respond|reply|answer|confirm|advise|provide|disclose)\b|\b(?:respond|reply|answer|answers|responses|responded|answered) (?:to (?:your|the|each) (?:\w+ ){0,3})?(?:is |are )?(?:as follows|below|in turn)|\b(?:we|i) (?:hold|have|attach|enclose|confirm|disclose)\b|\battached\b|\benclosed\b",
    )
});

/// What asks for something, as a question or as an order.
static REQUESTING: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r#"\?"?$|^"?(?:\(?(?:q(?:uestion)? ?)?\d{0,2}[a-z]?[.):]* ?-? ?)?"?(?:and |also |then )?(?:the (?:number|names?|total|cost|amount|dates?|reasons?)|how|what|whether|which|when|who|why|a (?:copy|list|breakdown)|cop(?:y|ies)|please|kindly|details|any|all|if (?:you|the|any|it|so|yes|no|not|none)|for each|number of|i (?:would|want|am|ask|request|also ask)|(?:state|list|give|provide|specify|explain|describe|name|supply|send|tell|confirm|include|break down)\b)\b"#,
    )
});

/// A request in the first person about the authority, as no officer would put it to her.
static FOR_HERSELF: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r#"^"?(?:\(?\d{1,2}[.)] )?(?:please|(?:could|can|would|will) you(?: please| kindly)?|i would (?:like|be grateful)|i am (?:writing to ask|requesting))\b.{0,40}\b(?:(?:tell|send|give|let|advise|inform|provide) me\b|to know\b|(?:confirm|clarify|state|advise) (?:whether|what|how|if)\b).{0,60}\b(?:the (?:council|university|trust|college|school|authority|force|department|board|organisation|practice|hospital|constabulary|academy)|you(?:r (?:organisation|authority|institution|school|council|university|trust))? (?:use|monitor|employ|spend|spent))\b"#,
    )
});

/// How requests end, and what they expect.
static CLOSING: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r#"^"?(?:(?:and|also|finally|under the act|as you know),? )?i (?:would (?:be (?:grateful|obliged)|appreciate|like|also|prefer|expect)|look forward|understand (?:that )?(?:you|i|under|a|the)|expect (?:you|a)|am aware|am (?:also )?happy to|hope (?:you|that you)|am (?:writing|making|asking|seeking|requesting|entitled)|believe (?:that )?you|remind you|request)\b|\byou (?:must|should|are (?:required|obliged|expected) to|have (?:20|twenty) working days to|have to) (?:now |please )?(?:reply|respond|answer|provide|comply|acknowledge)\b|\bplease (?:acknowledge|confirm) (?:the )?(?:safe )?receipt\b|\b(?:please|grateful if you (?:would|could)) (?:\w+ )?(?:advise|tell|let|inform|contact|e-?mail|send|help|assist) me\b|\bi (?:can|could|may|might) (?:narrow|refine|reduce|clarify|reword)\b|\bmy (?:request|questions?|enquiry)\b|\bas (?:the act|the law|section \d+) requires\b"#,
    )
});

/// They turn to her: what is attached, what she should note, what they ask of her.
static ADDRESSING: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"^please (?:find|see)\b.{0,60}\b(?:attach\w*|enclos\w*|below|above|our|herewith|link)|^please (?:be (?:advised|aware|assured|informed)|accept|treat this|take this|do not hesitate|quote|bear with)\b|^please (?:also )?note\b(?:,? that| the)? (?:the|your|this|it|we|our|section|some|no|not|under|all|any|because|as)\b|^please (?:find|see) (?:the )?(?:requested|attached|enclosed)|\b(?:tell|let|give|send|help|assist|advise|provide|inform) us\b|\byou (?:are (?:interested|looking|seeking|referring|asking|after)|mean|meant|had in mind|are not (?:satisfied|happy)|would like us)\b|\b(?:are|were) you (?:interested|looking|seeking|referring|asking|after)\b|\bdo you (?:mean|want|need|require|wish)\b|\byou (?:require|need|want|wish|seek)\b|\b(?:this|it|that) (?:relates?|refers?) to\b|^please (?:see|visit|go to|follow|use|click) (?:https?|www|our|on|the (?:link|website|page))|\b(?:clarify|specify|confirm) (?:your|what you|which \w+ you)\b|\byour (?:request (?:is|was|has|will|cannot|falls|would|does)|full name|postal address)\b|^(?:unfortunately|regrettably)\b|\bi(?:'m| am) (?:afraid|sorry)\b",
    )
});

/// What speaks of her request was not written by her.
static OF_HER_REQUEST: LazyLock<Forward> =
    LazyLock::new(|| regex(r"\byour (?:request|questions?|enquiry|e-?mail|letter|application)\b"));

/// The heading of an answer.
static ANSWER_HEAD: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"^(?:(?:our|the|my|\w+'?s?) ){0,3}(?:foi )?(?:response|reply|repl(?:y|ies)|answers?|decision|outcome|findings?|statement)(?: (?:to (?:your|the) (?:request|questions?)|is as follows|is|are|as follows|follows|below))* ?[:.-]?$|^(?:university|council|trust|college|force|school) (?:response|reply|answer|comment)s?\b",
    )
});

/// They speak for themselves again.
static OWN_WORDS: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"^(?:our |the |my )?(?:\w+ )?(?:response|reply|repl(?:y|ies)|answers?|decision|outcome|findings?)\b|^(?:university|council|trust) (?:response|reply|answer)\b|\b(?:i|we)(?: can| have| do| am| are| hold| will| would| confirm| write| attach| must| neither| regret|'ve|'m|'re|'ll)\b|\b(?:our|my) (?:response|reply|answer|records|decision)\b|\bis (?:held|attached|enclosed|exempt)\b",
    )
});

/// They speak of her request.
static HER_REQUEST: LazyLock<Forward> = LazyLock::new(|| {
    regex(
        r"\byou(?:r)?\b.{0,80}\b(?:ask\w*|request\w*|wrote|enquir\w+|e-?mail|questions?|letter|foi|sought)\b|^re\b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::prose;

    /// The sentences that are not hers.
    fn theirs(letter: &str, known: &[&str]) -> Vec<String> {
        let text = letter.replace(" / ", "\n\n");
        let folded: Vec<String> = prose::sentences(&text).into_iter().map(prose::fold).collect();
        let hers = hers(&folded, &[&HerWords::of(known.iter().copied())]);
        folded.into_iter().zip(hers).filter(|(_, hers)| !hers).map(|(text, _)| text).collect()
    }

    #[test]
    fn her_request_ends_where_they_turn_to_her() {
        for (letter, answer) in [
            (
                "You asked: / Please list the buoys you own. / Please find attached the list.",
                "please find attached the list.",
            ),
            (
                "You asked: / Please list the buoys you own. / Please note that the Harbour holds none.",
                "please note that the harbour holds none.",
            ),
            (
                "You asked: / Who paints the buoys? / Which buoys are you interested in?",
                "which buoys are you interested in?",
            ),
            (
                "You asked: / Who paints the buoys? / Could you tell us which years you mean?",
                "could you tell us which years you mean?",
            ),
            ("You asked: / Who paints the buoys? / We paint them.", "we paint them."),
        ] {
            assert_eq!(theirs(letter, &[]), ["you asked:", answer], "{letter}");
        }
    }

    #[test]
    fn all_that_stands_before_the_heading_of_the_answer_is_hers() {
        let letter = "You requested the following information: / 1. Who paints the buoys? / 2. If so, state the cost in each of 3 years. / I would be grateful if you would acknowledge receipt. I understand that you should respond within 20 working days. / Our response: / 1. Nobody. / 2. None.";
        assert_eq!(
            theirs(letter, &[]),
            ["you requested the following information:", "our response:", "1. nobody.", "2. none."]
        );
        let again = letter.replace(" / Our response:", "");
        assert_eq!(theirs(&again, &[])[1..], ["1. nobody.", "2. none."]);
    }

    #[test]
    fn answers_between_her_questions_stay_theirs() {
        let letter = "You asked: / 1. Who paints the buoys? / A firm from Marl. / 2. What does it cost? / £40 a buoy. / Decision";
        assert_eq!(theirs(letter, &[])[1..], ["a firm from marl.", "£40 a buoy.", "decision"]);
    }

    #[test]
    fn what_stands_in_quotation_marks_is_hers() {
        let letter = "I refer to your request: / \u{201c}Could you please tell me who paints the buoys? I look forward to your reply.\u{201d} / They are exempt under section 31.";
        assert_eq!(theirs(letter, &[])[1..], ["they are exempt under section 31."]);
        let title = "Your request is about buoys. / \"Buoys and moorings 2026\" is attached.";
        assert_eq!(theirs(title, &[]).len(), 2);
    }

    #[test]
    fn her_own_sentences_are_known_wherever_they_stand() {
        let known = ["If the cost would exceed the limit, advise me how to narrow it."];
        let letter = "Thank you for writing. / 3. If the cost would exceed the limit, advise me how to narrow it. / We own nine.";
        assert_eq!(theirs(letter, &known), ["thank you for writing.", "we own nine."]);
    }
}
