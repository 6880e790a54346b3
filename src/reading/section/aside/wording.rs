//! The words by which a section is put aside, in a folded sentence in which each citation is a number
//! in braces.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;
use crate::reading::prose;

/// Some citations that words put aside.
pub(super) struct Found<'a> {
    list: &'a str,
    before: &'a str,
    whole: &'a str,
    rest: &'a str,
}

/// What the words around come to.
pub(super) enum Guard {
    /// It is the asker's word, a condition, or taken back in the same breath.
    PutsNothingAside,
    /// It is put aside.
    Scope(Scope),
}

/// For how much something is put aside.
pub(super) enum Scope {
    Whole,
    Part,
}

/// Words that may stand between a verb and a citation.
const SMALL: &str = r"(?:(?:the|an?|any|either|both|this|that|those|these|our|its|their|my|of|in|at|on|under|by|to|up|upon|set|out|contained|provided|afforded|for|other|further|qualified|absolute|class-based|exemptions?|exceptions?|provisions?|grounds?|reliance|application|use|claim|citation|refusal|said|also|information|personal|data|commercial|interests?|costs?|fees|appropriate|limit|original|previous|earlier|former|request|your|whole)\s){0,9}";

/// A citation with its law and its name.
fn one() -> String {
    let law = r"(?:\s(?:of|in|under)\s(?:the\s)?(?:(?:[a-z]+|\(scotland\))\s){0,5}?(?:acts?|foia?|foisa|eirs?|eisrs?|regulations)\b(?:\s\d{4})?|\s(?:foia?|foisa|eirs?|eisrs?)\b(?:\sact)?(?:\s\d{4})?)?";
    let name = r"(?:\s\([^(){}]{2,80}\))?";
    format!(r"\{{\d+\}}{law}{name}{law}")
}

/// Citations that are named together.
fn list() -> String {
    let one = one();
    format!(
        r"(?P<list>{one}(?:\s?(?:,|;|/|,?\s(?:and|or|nor|&|neu|ac|a)\b)\s(?:(?:also|both|either|under|on|in|by|to|of|the|exemptions?|exceptions?)\s){{0,4}}{one})*)"
    )
}

/// What may stand between citations and what is said of them.
const BEHIND: &str = r"(?:\s(?:exemptions?|exceptions?|grounds?))?(?:,\s(?:on|under|to)?\s?(?:which|that)\b[^,;{}]{1,70},)?(?:,?\s(?:also|therefore|accordingly|in fact|in my view|in our view|clearly|plainly|however|either|itself|as a result),?){0,2}";

/// Words between a negation and its verb.
const STEPS: &str = r"(?:(?:now|any|longer|currently|in|fact|therefore|at|this|stage|also|be|been|being|have|had|has|wish|wishing|intend|intending|propose|proposing|seek|seeking|continue|continuing|going|to|need|needed|necessary|right|correct|able|do|does|did|we|i|actually|properly|correctly|validly|appropriate|here)\s){0,6}";

/// The verbs of relying on something.
const RELY: &str = r"(?:rel(?:y|ying|ied|ies)(?:\s(?:up)?on)?|plac(?:e|ing) (?:any )?reliance (?:up)?on|depend(?:ing)? (?:up)?on|invok(?:e|ing|ed)|claim(?:ing)?|appl(?:y|ying|ied)|us(?:e|ing|ed)|maintain(?:ing)?|pursu(?:e|ing)|engag(?:e|ing))";

static PUT_ASIDE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let list = list();
    let drop = r"(?:withdr(?:aw|ew|awn|aws|awing)|overturn(?:ed|ing)?|set aside|revok(?:e|ed|ing)|rescind(?:ed|ing)?|disappl(?:y|ied|ying)|abandon(?:ed|ing)?|drop(?:ped|ping)?|lift(?:ed|ing)?)";
    let negated = r"(?:(?:do|does|did|is|are|was|were|would|will|can|could|has|have|had|should)(?:\snot|n't)|cannot|(?:(?:is|are|was|were|has|have|can|does)\s)?no longer)";
    let steps = r"(?:\s(?:in fact|therefore|now|any longer|currently|actually|properly|correctly|validly|be|been|being|have|to|considered|believed|thought|found|deemed)){0,4}";
    let said = r"(?:apply|applies|applied|engaged?|applicable|relied(?:\son|\supon)?|relevant|cover|covers|extend|needed|maintained|sustained|upheld|made out|met|justified|available|appropriate|in play|invoked|claimed|used|pursued|arise)";
    let gone = r"(?:withdrawn|dropped|abandoned|set aside|disapplied|lifted|overturned|rescinded|revoked|replaced (?:by|with)|not (?:applied|engaged|applicable|relied (?:up)?on)|no longer (?:applied|engaged|applicable|relied (?:up)?on))";
    let wrong = r"(?:wrong|incorrect|improper|mistaken|erroneous)ly";
    let held = r"(?:exempt(?:ed)?|withheld|covered|caught|refused|excepted|protected|(?:to )?(?:be )?withhold)";
    [
        format!(r"(?:\b(?:not|no longer|never|cannot|nor|without)|n't)\s{STEPS}{RELY}\s{SMALL}{list}"),
        format!(r"\b(?:ceas(?:e|ed|es|ing) to|stop(?:s|ped)?) {RELY}\s{SMALL}{list}"),
        format!(r"\b(?:decided|chosen|opted|elected|determined) against (?:{RELY}\s)?{SMALL}{list}"),
        format!(r"\b{drop}\s{SMALL}{list}"),
        format!(r"{list}{BEHIND}\s{negated}{steps}\s{said}\b"),
        format!(r"{list}{BEHIND}\s?(?:[:-]\s?|(?:is|are|was|were|has|have|had)\s(?:(?:now|hereby|therefore|been|accordingly)\s){{0,3}}|,\s){gone}\b"),
        format!(r"{list}{BEHIND}\s(?:(?:is|are|was|were|has|have|had|been)\s){{1,2}}(?:{wrong} (?:applied|cited|used|relied on|relied upon|engaged|claimed|invoked)|(?:applied|cited|used|relied on|claimed|invoked) (?:in error|by mistake|wrongly|incorrectly))\b"),
        format!(r"{list}{BEHIND}\s(?:falls? away|fell away|lapses?|lapsed|ceas(?:es|ed) to (?:apply|be relied on))\b"),
        format!(r"\b(?:{wrong} (?:applied|cited|used|relied (?:up)?on|claimed|invoked)|wrong to (?:have )?(?:cited?|{RELY})|mistaken in (?:citing|{RELY}))\s{SMALL}{list}"),
        format!(r"\bneither {SMALL}{list}{BEHIND}\s(?:applies|apply|(?:is|are|was|were) (?:engaged|applicable|relied on|needed))\b"),
        format!(r"\bnor (?:does|do|is|are|was|were) {SMALL}{list}{BEHIND}\s(?:apply|engaged|applicable|relied on)\b"),
        format!(r"(?:\bnot|n't)\s(?:consider|think|believe|find|accept|agree|see|persuaded|satisfied|convinced|of the view)\s(?:that\s)?{SMALL}{list}{BEHIND}\s(?:(?:is|are|was|were|to be|can be|should be)\s)?(?:correctly\s|properly\s)?(?:applies|apply|applied|engaged|applicable|relied on|covers?|upheld|justified)\b"),
        format!(r"\b(?:rather than|instead of|in place of|as opposed to|and not)\s(?:(?:refuse|refusing|cite|citing|{RELY})\s)?{SMALL}{list}"),
        format!(r"(?:\bnot|n't)\s(?:(?:under|in reliance on|pursuant to|by virtue of|because of)\s|(?:be\s)?{held}\s(?:from (?:disclosure|release)\s)?(?:by|under|within|in|by virtue of|pursuant to)\s){SMALL}{list}"),
        format!(r"\breplac(?:e|es|ed|ing) {SMALL}{list}\s(?:by|with)\b"),
        format!(r"\b(?:consider(?:ed|ing)|looked at|thought (?:about|of)|contemplated|explored|weighed)\s(?:whether\s|if\s|applying\s|using\s|relying on\s)?{SMALL}{list}[^;{{}}]{{0,60}}?\b(?:but|and|however|though)\b[^;{{}}]{{0,40}}?\b(?:decided against|decided not|chosen not|chose not|(?:have|has|had|did|do|does|is|was|are|were)(?: not|n't) (?:apply|applied|rel|engaged|applicable|used?|pursue|met)|rejected (?:it|them|that)|ruled (?:it|them|that) out)"),
        format!(r"(?:\bnot|n't)\sexceed\s{SMALL}{list}"),
        format!(r"\bnid?\b[^;{{}}]{{0,40}}\bdibynnu (?:[a-z]+ )?ar (?:[a-z]+ ){{0,3}}?{list}"),
        format!(r"\bnid (?:yw|ydyw) (?:[a-z]+ ){{0,3}}?{list}{BEHIND} (?:[a-z]+ ){{0,2}}?yn (?:berthnasol|gymwys|weithredol)\b"),
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("the pattern is constant and tested"))
    .collect()
});

/// The places of a folded sentence that put citations aside.
pub(super) fn put_aside(sentence: &str) -> Vec<Found<'_>> {
    // Most sentences say nothing of the kind.
    static MAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:not|no longer|never|cannot|nor|neither|without|withdr|overturn|set aside|revok|rescind|disappl|abandon|drop|lift|against|rather than|instead of|in place of|as opposed to|wrong|incorrect|improper|mistake|erroneous|error|falls? away|fell away|lapse|ceas|stop|replac|nid?\b)|n't\b")
            .expect("the pattern is constant and tested")
    });
    if !MAY.is_match(sentence) {
        return Vec::new();
    }
    let hits = PUT_ASIDE.iter().flat_map(|pattern| pattern.captures_iter(sentence));
    hits.filter_map(|hit| {
        let (whole, list) = (hit.get(0)?, hit.name("list")?);
        Some(Found {
            list: list.as_str(),
            before: &sentence[..whole.start()],
            whole: whole.as_str(),
            rest: &sentence[whole.end()..],
        })
    })
    .collect()
}

impl Found<'_> {
    /// The numbers of the citations.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        let braces = self.list.split('{').skip(1);
        braces.filter_map(|rest| rest.split('}').next()?.parse().ok())
    }

    /// What the words around come to.
    pub(super) fn guard(&self) -> Guard {
        if is_said_by_another(self.before) || is_conditional(self.before) || self.is_taken_back() {
            return Guard::PutsNothingAside;
        }
        Guard::Scope(self.scope())
    }

    /// Whether what follows takes it back or sets a condition: "save for the names", "but applies to".
    fn is_taken_back(&self) -> bool {
        static SAVE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^[^.;{}]{0,60}\b(?:save|except|other than|apart from)\b|^[^.;,{}]{0,40}\b(?:if|unless|until|where|when|once|provided|only|alone|solely|lightly|exclusively|automatically|in isolation|by itself)\b")
                .expect("the pattern is constant and tested")
        });
        static APPLIES: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^[^{}]*\b(?:but|although|though|whereas|while|yet|however|and)\s(?:(?:it|they|this|that|which|we|the|same|exemption|exception|does|do|still|now|only|instead|rather)\s){0,4}(?:applies|apply|engaged|covers?|(?:is|are) (?:still )?engaged|do so|does so|remains?|rely on (?:it|them))\b")
                .expect("the pattern is constant and tested")
        });
        SAVE.is_match(self.rest) || APPLIES.is_match(self.rest)
    }

    fn scope(&self) -> Scope {
        static OF_PART: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^,?\s(?:to|for|in respect|in relation|in regard|as regards|with regard|with respect|from|as to|as far as|insofar|in so far|regarding|concerning|over|by)\b")
                .expect("the pattern is constant and tested")
        });
        static OF_WHOLE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^,?\s[a-z ]{2,16}?\s(?:your|this|the|any of the|all of the|all)\s(?:present\s|current\s)?(?:request(?:ed information)?|information(?: (?:that )?(?:you|which you|was)?\s?(?:have |had )?(?:requested|asked for|sought|seek|in question|concerned|held))?|case|matter|instance)\s?(?:[.,;:)]|$|\b(?:and|because|as|since|so|under)\b)")
                .expect("the pattern is constant and tested")
        });
        // What does not cover something, or is not what that is exempt under, is put aside for that.
        static FOR_SOMETHING: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"\bcovers?$|(?:not|n't) (?:be )?(?:exempt|withheld|covered|caught|excepted|protected|exceed)")
                .expect("the pattern is constant and tested")
        });
        let of_part = OF_PART.is_match(self.rest) && !OF_WHOLE.is_match(self.rest);
        if of_part || FOR_SOMETHING.is_match(self.whole) { Scope::Part } else { Scope::Whole }
    }
}

/// Whether the asker says it: "you argue that section 43 does not apply". What they agree with is theirs.
fn is_said_by_another(before: &str) -> bool {
    static NOT_AGREED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:\b(?:not|cannot|unable to)|n't)\s(?:[a-z]+\s){0,2}(?:agree|accept|persuaded|convinced|satisfied|follow)\b[^;{}]*$|\bdisagree\b[^;{}]*$")
            .expect("the pattern is constant and tested")
    });
    static AGREED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:agree|agreed|accept|accepted|uphold|right|correct)\b[^;{}]*$")
            .expect("the pattern is constant and tested")
    });
    static ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:you|applicant|complainant|requester|requestor)\s(?:[a-z']+\s){0,3}?(?:say|says|said|argu\w+|believe\w*|contend\w*|claim\w*|submit\w*|suggest\w*|state\w*|feel|felt|consider\w*|dispute\w*|question\w*|think|thought|complain\w*|assert\w*|maintain\w*|point\w*|challenge\w*|ask\w*|wrote|write|do not|don't)\b[^;{}]{0,100}$|\byour (?:view|argument|contention|submission|position|point|claim|belief|complaint|opinion|assertion|challenge)s?\b[^;{}]{0,100}$")
            .expect("the pattern is constant and tested")
    });
    // "I have considered your complaint, and I no longer": what follows is their own word.
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:,|\band|\bbut|\bso)\s(?:we|i)\b")
            .expect("the pattern is constant and tested")
    });
    let before = OWN.find_iter(before).last().map_or(before, |own| &before[own.end()..]);
    NOT_AGREED.is_match(before) || (ANOTHER.is_match(before) && !AGREED.is_match(before))
}

/// Whether it is said under a condition: "if section 12 does not apply".
fn is_conditional(before: &str) -> bool {
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:if|whether|unless|in case|in the event)\b[^,;{}]*$|(?:^|[,;:(]\s?)(?:where|when|should|once|until|had)\b[^,;{}]*$")
            .expect("the pattern is constant and tested")
    });
    CONDITION.is_match(before)
}

/// Whether the sentence rests an answer on what it names, and does not tell what was once said.
pub(super) fn relies(sentence: &str) -> bool {
    static RELIES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:exempt(?:ed)?|withhold(?:ing|s)?|withheld|refus(?:e|ing)|rely(?:ing)?|relies|appl(?:y|ies|ying)|engaged|falls?|covered|redacted|removed|maintains?|uphold|upheld|stands?|remains?|continues?)\b")
            .expect("the pattern is constant and tested")
    });
    static TELLS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:was|were|had|origin\w+|initial\w*|previous\w*|earlier|at first|at th(?:e|at) time|told|our (?:response|reply|refusal|letter|decision) (?:of|dated)|if|whether|where|would|could|may|might|you)\b")
            .expect("the pattern is constant and tested")
    });
    RELIES.is_match(sentence) && !TELLS.is_match(sentence)
}

/// Whether a sentence without a citation puts aside what was named right before it.
pub(super) fn puts_it_aside(sentence: &str) -> bool {
    static IT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:(?:however|but|on reflection|having done so|in the end|on balance),?\s)?(?:(?:we|i)\s(?:have\s|had\s)?(?:therefore\s|since\s)?(?:decided|chosen|chose) (?:against (?:it|this|that|them|doing so|its use|applying it|relying on it)|not to (?:apply|use|rely on|do so|pursue) ?(?:it|this|that|them)?)|(?:it|this|that|this exemption|that exemption|the exemption|this exception|the exception) (?:(?:does|did)(?: not|n't) apply|(?:is|was)(?: not|n't) (?:engaged|applicable|relied on))|(?:we|i) (?:are|am) (?:not|no longer) (?:relying on|applying) (?:it|this|that|this exemption))\b")
            .expect("the pattern is constant and tested")
    });
    IT.is_match(&prose::fold(sentence))
}
