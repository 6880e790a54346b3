//! What one sentence says beside a thing, and so what its words do not mean: a refusal with a
//! table in it gives nothing, "12 requests were refused in 2025" is an answer and no refusal.

use super::not_applied::not_applied;
use super::rule::Rule;
use super::signal::Signal;
use super::statement::COUNTED;
use crate::reading::pattern::Forward;
use std::sync::LazyLock;

/// A sentence and the rules it fulfils: together they tell which words mean something else.
pub(super) struct Beside<'a> {
    fulfilled: &'a [&'static Rule],
    folded: &'a str,
}

impl<'a> Beside<'a> {
    /// The folded sentence with all the rules that it fulfils.
    pub(super) fn new(fulfilled: &'a [&'static Rule], folded: &'a str) -> Self {
        Beside { fulfilled, folded }
    }

    /// Whether the rule is not to be taken at its word.
    pub(super) fn silences(&self, rule: &Rule) -> bool {
        rule.signal.decides_against_her() && not_applied(self.folded) || self.gives_way(rule)
    }

    /// Whether what stands beside it means something else.
    fn gives_way(&self, rule: &Rule) -> bool {
        match rule.signal {
            Signal::Give => {
                self.refuses()
                    || rule.id == "give.plain-attached" && self.matches(&SEE_WHAT_IS_ATTACHED)
                    || self.points_elsewhere()
                    || self.matches(&CANNOT_GIVE)
                    || self.matches(&COVERING) && !self.matches(&WITH_IT)
                    || self.contains(&["public interest", "find out", "creating new", "create new"])
                    || self.contains(&["copyright", "reasons for", "reason for"])
                    || self.matches(&HER_REQUEST)
                    || self.matches(&SEEN_BY_OTHERS)
                    || self.says("fee.if-paid")
            }
            Signal::Answer | Signal::Item => self.refuses() || self.matches(&ARGUMENT),
            // "It is on our website, but here is a copy."
            Signal::Published if rule.id == "published.at" => {
                self.contains(&[" but i ", " but we ", "enclos", "attach"])
            }
            Signal::Published => self.matches(&NOT_REPEATED),
            Signal::Machine => self.matches(&OF_ANOTHER_MACHINE),
            Signal::Deny => self.among(&[Signal::NotHeld]) && !self.lacks_rules_for_it(),
            Signal::NotHeld if self.matches(&NOTHING_ELSE) || self.matches(&NEVER_CAME) => true,
            Signal::NotHeld if self.matches(&BUT_HERE_IT_IS) => true,
            Signal::NotHeld if self.matches(&NOT_YET_HERE) => true,
            Signal::NotHeld => self.among(&[Signal::Deny]) && self.lacks_rules_for_it(),
            Signal::Hidden => self.matches(&SPARED) || self.matches(&OF_APPLICANTS),
            // "We hold some of it, but to find it would exceed the limit."
            Signal::Part if self.costs_too_much() => true,
            Signal::Part => [&SPARED, &HOLDS_BUT, &LACKS_ALL, &IN_FULL, &MET_IN_PART]
                .into_iter()
                .any(|all| self.matches(all)),
            Signal::Excluded => {
                self.matches(&ANSWERS_ALL_THE_SAME) || self.matches(&OF_ANOTHER_LAW)
            }
            Signal::OwnData => self.is_of_third_parties(),
            Signal::Exempt => {
                let hers = self.among(&[Signal::OwnData]) && !self.is_of_third_parties();
                self.publishes() || hers || self.is_no_decision()
            }
            // "We cannot give you this by Friday" is late and refuses nothing.
            Signal::Refuse if PLAIN_NOES.contains(&rule.id) && self.matches(&IN_TIME) => true,
            Signal::Refuse => {
                self.publishes()
                    || self.is_no_decision()
                    || self.contains(&["refuse to let", "refuse to allow", "refuse to permit"])
            }
            Signal::Vexatious => self.counts() || self.among(&[Signal::Narrow]),
            Signal::CostRefused if self.counts() => true,
            Signal::CostRefused if rule.id == "cited.cost" => false,
            Signal::CostRefused => {
                self.matches(&LAW) || rule.id == "cost.refused" && self.among(&[Signal::Narrow])
            }
            Signal::Misdirected | Signal::Neither | Signal::Post => self.counts(),
            Signal::ReviewAsked | Signal::CostSaid => self.counts(),
            Signal::Extend => {
                self.folded.starts_with("having extended")
                    || self.contains(&["now concluded", "now reached"])
            }
            // "I am afraid that we cannot disclose this" is sorry and late with nothing.
            Signal::Late if rule.id == "late.not-yet" && self.refuses_for_good() => true,
            Signal::Late if rule.id == "late.not-yet" && self.among(&[Signal::CostSaid]) => true,
            Signal::Late if self.contains(&["from you", "your clarification", "your payment"]) => {
                true
            }
            Signal::Late | Signal::Apology => self.contains(&["acknowledging"]) || self.counts(),
            Signal::PassedOn => {
                self.counts()
                    || !self.matches(&OF_THE_REQUEST)
                    || self.matches(&ADVISED)
                    || stays_inside(self.folded)
            }
            Signal::Receipt if rule.id == "receipt.will-answer" => {
                self.says("late.not-by-then") || self.matches(&ANSWERED_IT)
            }
            Signal::Response => self.says("receipt.acknowledge"),
            Signal::Receipt | Signal::Registered | Signal::PassedInside
                if self.only_refers_to_her_request(rule) =>
            {
                true
            }
            Signal::Registered => self.is_unregistered(),
            Signal::PassedInside => {
                self.is_unregistered()
                    || self.among(&[Signal::AskElsewhere])
                    || self.matches(&ADVISED)
            }
            Signal::Fee => {
                self.says("receipt.your-answer")
                    || self.among(&[Signal::CostSaid, Signal::CostRefused])
            }
            Signal::Clarify if rule.id == "clarify.question" && self.is_an_item() => true,
            // "The clock, which had stopped, has started again."
            Signal::Clarify if self.contains(&[" begun again", " started again", " restarted"]) => {
                true
            }
            Signal::Clarify | Signal::Narrow | Signal::Identity => {
                self.says("receipt.your-answer") || self.counts()
            }
            Signal::ReviewStands => {
                self.denies_correctness() && rule.id != "review.not-changed"
                    || self.says("review.not-stands") && rule.id != "review.not-changed"
                    || self.foresees()
                    || self.wins_a_point()
                    || self.matches(&STATISTIC)
                    || self.among(&[Signal::ReviewAsked]) && !self.among(&[Signal::ReviewDone])
            }
            Signal::ReviewChanged if rule.id == "review.complaint-upheld" => {
                let denied = self.says("review.not-upheld") || self.says("review.not-changed");
                denied && !self.folded.contains("; ")
            }
            Signal::ReviewChanged => {
                self.foresees()
                    || self.matches(&STATISTIC)
                    || self.says("review.not-changed") && rule.id != "review.not-stands"
            }
            Signal::ReviewPartly => self.foresees() || self.matches(&STATISTIC),
            Signal::ReviewDone => self.foresees(),
            _ => false,
        }
    }

    fn among(&self, signals: &[Signal]) -> bool {
        self.fulfilled.iter().any(|rule| signals.contains(&rule.signal))
    }

    fn says(&self, id: &str) -> bool {
        self.fulfilled.iter().any(|rule| rule.id == id)
    }

    fn contains(&self, words: &[&str]) -> bool {
        words.iter().any(|words| self.folded.contains(words))
    }

    fn matches(&self, pattern: &Forward) -> bool {
        pattern.is_match(self.folded.as_bytes())
    }

    /// "I refer to your request received on 11 May": how a letter opens, whatever follows.
    fn only_refers_to_her_request(&self, rule: &Rule) -> bool {
        let thanks = matches!(rule.id, "receipt.reached-us" | "inside.passed")
            && self.folded.starts_with("thank")
            && !self.matches(&HAS_BEEN);
        // "Further to your letter I confirm receipt" is one, "further to our acknowledgement" is none.
        let opens = self.matches(&OPENING)
            && (rule.id != "receipt.acknowledge" || self.contains(&["our acknowl", "my acknowl"]));
        thanks || opens || self.matches(&ANSWERS_AT_ONCE)
    }

    /// It refuses something whole: figures in it only explain.
    fn refuses(&self) -> bool {
        if self.matches(&BUT_HERE_IT_IS) {
            return false;
        }
        let no =
            [Signal::NotHeld, Signal::Exempt, Signal::Refuse, Signal::Neither, Signal::CostRefused];
        self.among(&no)
            && !self.among(&[Signal::Part, Signal::Hidden])
            && !self.folded.contains("; ")
    }

    /// "We do not do this and have no policy or contract for it": an answer, and nothing that is not held.
    fn lacks_rules_for_it(&self) -> bool {
        self.contains(&["no policy", "no policies", "any policy", "any policies"])
            || self.contains(&["no contract", "no agreement", "no arrangement", "no plans"])
                && self.among(&[Signal::Deny])
                && !self.contains(&["hold", "held"])
    }

    /// It exempts what is or will be published, and nothing else.
    fn publishes(&self) -> bool {
        self.says("published.section") && !self.says("exempt.section")
            || self.among(&[Signal::Published]) && self.folded.contains("section 27")
    }

    /// It says where to find the information, and does not bring it.
    fn points_elsewhere(&self) -> bool {
        self.among(&[Signal::Published, Signal::Linked])
            && !self.contains(&["attach", "enclos", "below", "accompan"])
    }

    /// It counts decisions, or says that none was needed.
    fn is_no_decision(&self) -> bool {
        self.counts() || self.matches(&SPARED)
    }

    /// It counts what became of requests.
    fn counts(&self) -> bool {
        self.matches(&STATISTIC) || self.matches(&COUNTED) && !self.contains(&[" your ", " you "])
    }

    /// It says that the request was not registered, or when it will be.
    fn is_unregistered(&self) -> bool {
        self.contains(&[
            " not been logged",
            " nobody ",
            " stopped ",
            " not be logged",
            " not logged",
            " no longer ",
            "so that we",
            "in order ",
            "before we",
            " until ",
        ])
    }

    /// It speaks of what may come of a review.
    fn foresees(&self) -> bool {
        let whether = self.contains(&[" will "]) && self.contains(&[" whether "]);
        whether
            || self.contains(&[" may ", " might ", " could ", " will consider", " will be told"])
                && !self.folded.contains(" could have ")
    }

    /// A numbered question of hers, repeated above its answer.
    fn is_an_item(&self) -> bool {
        let after = self.folded.trim_start_matches(['(', 'q']);
        after.starts_with(|c: char| c.is_ascii_digit())
    }

    /// The personal data are other people's: section 40(2), not 40(1).
    fn is_of_third_parties(&self) -> bool {
        !self.contains(&["40(1)", "40 (1)", "38(1)(a)", "5(3)", "your own", "about you"])
            && self.matches(&THIRD_PARTIES)
    }

    /// "I uphold this limb": of her complaint.
    fn wins_a_point(&self) -> bool {
        self.says("review.one-point-won") && self.contains(&["uphold this", "uphold that"])
    }

    /// It refuses to give something, and says nothing of a time or of a reply.
    fn refuses_for_good(&self) -> bool {
        self.matches(&CANNOT_GIVE) && !self.matches(&IN_TIME) && !self.matches(&OF_A_REPLY)
    }

    fn costs_too_much(&self) -> bool {
        self.says("part.holds-some") && self.among(&[Signal::CostSaid, Signal::CostRefused])
    }

    fn denies_correctness(&self) -> bool {
        self.contains(&[
            "not correct",
            "not properly",
            "incorrectly",
            "not appropriate",
            "not right",
        ])
    }
}

/// "Ignore the automatic reply you had": some other message is a machine's.
static OF_ANOTHER_MACHINE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:our|my|your|their|the|staff|(?:had|have|got|get|gets|received|sent|sends|switch\w*|set|saw|by) an?)\b(?: \w+){0,2}? auto\w*[ -](?:generated )?(?:repl|respon|acknowledg|messag|confirm|e-?mail|receipt|notif)")
        .expect("the pattern is constant and tested")
});

/// "Please see the attached": it may be any letter.
static SEE_WHAT_IS_ATTACHED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"^(?:please|kindly|see|find|as|you will|refer)\b")
        .expect("the pattern is constant and tested")
});

/// "We hold nothing else": all that is held was given.
static NOTHING_ELSE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:holds?|held|have|has) (?:nothing|no) (?:else|further|more|other)\b")
        .expect("the pattern is constant and tested")
});

/// What is passed on is the request, not pupils or a service.
static OF_THE_REQUEST: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:requests?|enquir(?:y|ies)|quer(?:y|ies)|e-?mail|correspondence|letter|questions?|it|this|cais)\b")
        .expect("the pattern is constant and tested")
});

/// Whether a folded sentence sends the request to an office in the same house.
pub(super) fn stays_inside(folded: &str) -> bool {
    INSIDE.is_match(folded.as_bytes()) && !OF_ANOTHER_BODY.is_match(folded.as_bytes())
}

/// Rules by which a few plain words refuse; with a time beside them they are only late.
const PLAIN_NOES: [&str; 4] =
    ["refuse.plain", "refuse.will-not", "refuse.unable", "refuse.confidential"];

/// A time by which something is not done, or until which.
static IN_TIME: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:yet|in time|on time|until|till|at (?:the moment|present)|for the (?:time being|moment)|currently|still|before (?:the|\d|\w+day)|by (?:the (?:due|end|dead|statutory|\d)|today|tomorrow|then|\w+day\b|\d)|within (?:the )?(?:20|twenty|40|forty|statutory|required|normal|usual|time)|today|this week|say when|deadline|time ?scales?|time ?frames?|without (?:\w+ ){0,3}?(?:information|info|details?|clarification|knowing|name|address|payment))")
        .expect("the pattern is constant and tested")
});

/// "Unable to provide a response": what is late, and not withheld.
static OF_A_REPLY: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:provide|give|send|issue|let you have|supply)\b(?: \w+){0,4}? (?:response|reply|answer|update|date)\b")
        .expect("the pattern is constant and tested")
});

/// "We do not have the figures yet but expect them on Friday": they are on their way.
static NOT_YET_HERE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bnot\b.{0,60}\byet\b.{0,40}\b(?:expect\w*|hop(?:e|ing)|will|should|await\w*|chas\w+|waiting)\b|\bnot yet (?:have|had|received|got)\b")
        .expect("the pattern is constant and tested")
});

/// "You may wish to redirect your request": advice, and nothing was passed on.
static ADVISED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:you (?:may|might|could|can|should|would|will|must|need)|please|kindly|feel free|(?:suggest|advise|recommend|invite)(?: that)? you)\b(?: \w+){0,5}? (?:transfer|redirect|re-direct|pass|forward|refer|send|re-?send|direct|submit) (?:your|this|the|it)\b")
        .expect("the pattern is constant and tested")
});

/// "To the Legal Department", "to our Head of Governance", "to the relevant service": it stays in the house.
static INSIDE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bto (?:the |our |my |a )?(?:(?:[\w&']+ ){0,4}?(?:team|unit|section|lead|colleagues?|department|directorate|service|office|manager|officer|desk|division)(?:$|[.,;:)]| (?:who|and|so|which|to|today|for (?:an?|reply|response|their|consideration|action|attention|answer)\b))|head\b|head ?teacher|deputy|principal|bursar|registrar|clerk|secretary|chair\b|governors|legal\b|finance\b|hr\b|human resources|dpo\b|data protection officer|chief (?:executive|constable|officer)|director|monitoring officer|(?:mr|mrs|ms|miss|dr) \w+)")
        .expect("the pattern is constant and tested")
});

/// "... of the County Council", "to their customer team": another house.
static OF_ANOTHER_BODY: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\btheir\b|\b(?:at|of|in|within|from) (?:the )?(?:\w+ ){0,3}?(?:council|police|constabulary|trust|university|college|ministry|government|nhs|agency|authority|board|school|hospital|icb)\b|\bto (?:the )?(?:\w+ ){0,3}?(?:(?:county|borough|district|city|parish|town) council|police|constabulary|nhs|icb|home office|cabinet office|government|ministry)\b")
        .expect("the pattern is constant and tested")
});

/// "We have answered this before, and our response can be seen ...": nothing is promised.
static ANSWERED_IT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:have|has) (?:already |previously |now |also |recently )*(?:answered|responded|replied|provided|disclosed|published)\b")
        .expect("the pattern is constant and tested")
});

/// "The Act allows a public authority to refuse": what the law says, before it is applied.
static LAW: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:allows?|permits?|enables?|makes provision|entitles?)\b.{0,30}\bauthorit(?:y|ies)\b",
    )
    .expect("the pattern is constant and tested")
});

/// The first words of a letter that answers another.
static OPENING: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"^(?:(?:i|we) )?(?:am |are )?(?:writ(?:e|ing) (?:to you )?)?(?:further to|refer(?:ring)? to|with (?:reference|regard) to|in (?:response|reply|answer|relation|connection|regard) (?:to|with)|regarding|concerning|(?:can|am able to|are able to|am in a position to|am pleased to) (?:now )?(?:respond|reply|answer)(?: to)?|(?:am )?respond(?:ing)? to)\b.{0,40}\b(?:your|our)\b",
    )
    .expect("the pattern is constant and tested")
});

/// "I acknowledge your request and reply as follows."
static ANSWERS_AT_ONCE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:reply|respond|answer)(?: to it| to you)? as follows\b")
        .expect("the pattern is constant and tested")
});

/// Something was done with it.
static HAS_BEEN: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\b(?:has|have|is|will|was|were) (?:\w+ )?(?:be|been|being|registered|logged|passed)\b",
    )
    .expect("the pattern is constant and tested")
});

/// "We have no record of receiving your request": what is not held is the request itself.
pub(super) static NEVER_CAME: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:no (?:record|trace|sign) of|(?:do|does|did|have|has) not (?:appear to |seem to )?(?:have )?(?:received?|had|got)|(?:cannot|unable to|could not|not been able to) (?:find|trace|locate)|never (?:received|had|got|reached|arrived))\b(?: \w+){0,4}? (?:receiving|received|receipt of|your (?:\w+ ){0,2}?(?:request|e-?mail|letter|correspondence|message|enquiry))\b")
        .expect("the pattern is constant and tested")
});

/// "No names have been removed", "nothing is withheld".
static SPARED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:no|nothing|none|neither|without)\b(?: \w+){0,6}? (?:removed|redact\w*|withheld|exempt\w*|suppress\w*|refused|applied|taken out|(?:held|kept) back)\b")
        .expect("the pattern is constant and tested")
});

/// "We do not hold the information you asked for": no part of it.
static LACKS_ALL: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bnot hold (?:the|any of the|any|this) (?:information|data|records|documents|material)(?: that| which)? you (?:have )?(?:requested|asked|sought|want)")
        .expect("the pattern is constant and tested")
});

/// "We are not listed in the Act, but answer as if we were."
static ANSWERS_ALL_THE_SAME: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:but|although|though|nevertheless|even so|all the same|nonetheless)\b.{0,160}\b(?:answer|respond|reply|as if|voluntar\w+|happy to|glad to|pleased to|will (?:help|tell|give))\b")
        .expect("the pattern is constant and tested")
});

/// "We hold it but are refusing it": no part is given.
static HOLDS_BUT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:hold|holds|held)\b.{0,80}\b(?:but|although|however)\b")
        .expect("the pattern is constant and tested")
});

/// Whose personal data are exempt, where they are not the reader's own (section 40(2) FOIA, regulation
/// 13 EIR, section 38(1)(b) FOISA, regulation 11(2) EISR).
static THIRD_PARTIES: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bthird[ -]part(?:y|ies)\b|\b40 ?\((?:2|3|4)|\b38 ?\(1\) ?\(b\)|\bregulation (?:13|11 ?\(2\))|\b(?:other|living|private|named|identifiable) (?:people|persons?|individuals?|pupils|patients|residents|officers?|staff)\b|\b(?:someone|somebody|anyone) (?:else|other than you)\b|\bdata subjects other\b|\b(?:names?|details|identit(?:y|ies)|data|information) of (?:the |our |its |their )?(?:junior |other |individual )?(?:members of )?(?:staff|officers?|employees|individuals|people|persons|others|pupils|patients)\b")
        .expect("the pattern is constant and tested")
});

/// "The Environmental Information Regulations do not apply": another law does.
static OF_ANOTHER_LAW: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"(?:\benvironmental info regulations|\beirs?|\beisrs?|\(scotland\) act|\bfoisa)\b(?: 20\d\d)?(?: \([a-z]+\))? (?:does|do|did) (?:not|therefore not) (?:therefore )?apply\b")
        .expect("the pattern is constant and tested")
});

/// What is enclosed is the letter, a form or advice on appeals, not the information, ...
static COVERING: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(concat!(
        r"(?-u)\b(?:our|my|your|the|a|full|formal|this)(?: \w+){0,3}? (?:response|reply|letter|decision|answer|refusal|notice|form|leaflet)\b.{0,60}\b(?:attached|enclosed|annexed|below)\b",
        r"|\b(?:attached|enclosed|annexed|find|see)\b.{0,40}\b(?:response|reply|letter|decision|notice|form|leaflet)\b",
        r"|\bhow to (?:appeal|complain|ask|request)\b|\b(?:complaints?|appeals?|review)\b.{0,40}\b(?:attached|annexed|enclosed|appendix|below)\b",
    ))
    .expect("the pattern is constant and tested")
});

/// "Here is your request, with our answers", "we give advice, and here it is": nothing of what she asked for.
static HER_REQUEST: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"\bhere is your (?:\w+ )?(?:request|letter|questions?)\b|\badvice\b.{0,40}\bhere it is\b",
    )
    .expect("the pattern is constant and tested")
});

/// ... unless the information comes with it.
static WITH_IT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(
        r"(?-u)\b(?:data|figures|spreadsheet|workbook|copies|copy of|information (?:you|that)|together with|along with|which (?:contains?|sets? out|gives?|has)|you (?:wanted|asked|requested|sought)|table|annex|with the)\b",
    )
    .expect("the pattern is constant and tested")
});

/// "There is a public interest in openness": a reason that is weighed, and nothing that was counted.
static ARGUMENT: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\bthere (?:is|are|was|were)(?: \w+){0,5}? (?:interests?|reasons?|arguments?|factors?|considerations?|rights?|public|form)\b")
        .expect("the pattern is constant and tested")
});

/// "Information already published (section 21) will not be repeated": what every answer leaves out.
static NOT_REPEATED: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:will|shall|need|do|does|is|are) not (?:normally )?(?:be )?(?:repeat\w*|sent again|provided again)\b")
        .expect("the pattern is constant and tested")
});

/// "We keep no list, but have asked every quay and can say that there were nine": it is given all the same.
static BUT_HERE_IT_IS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:not|n't|no)\b.{0,80}\b(?:hold|held|record\w*|kept|keep|collected|list|format|central\w*)\b.{0,80}\b(?:but|however|although|though|nevertheless)\b.{0,80}\b(?:there (?:was|were|are|is|have been)|(?:compiled|extracted|collated|put together|counted|worked it out|made one|made a list)\b|can (?:say|tell you|confirm) that|from memory|told us that|(?:is|are) (?:attached|enclosed)|attach)")
        .expect("the pattern is constant and tested")
});

/// "People would see the data", "no information is provided": nothing is given.
static SEEN_BY_OTHERS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:who|people|others|public|managers)(?: would| will| could| can| will not)? see\b|^no (?:information|data|records?|part)\b")
        .expect("the pattern is constant and tested")
});

/// What is taken out when answers are published, or might have been.
static OF_APPLICANTS: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:disclosure log|applicants?|requesters?)\b|\bwhether (?:an?|the|it|any)\b.{0,60}\b(?:version|redact\w*|blacked|taken out)\b")
        .expect("the pattern is constant and tested")
});

/// "They may uphold it in whole or in part", "that interest is met in part": no part of the information.
static MET_IN_PART: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:uphold|upheld|met|served|satisfied|applies to us)\b.{0,40}\bin part\b|^(?:however|but|nevertheless|nonetheless)\b.{0,80}\b(?:it|they|this|the information) (?:is|are) exempt\b")
        .expect("the pattern is constant and tested")
});

/// "All three are withheld in full": no part is given.
static IN_FULL: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"^all (?:\w+ ){1,4}(?:are|is) (?:withheld|exempt)\b|\bwithheld in full\b|\bin (?:its|their) entirety\b")
        .expect("the pattern is constant and tested")
});

/// "We are not able to provide", "ni fyddwn yn datgelu": nothing is given.
static CANNOT_GIVE: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"^(?:ni|nid|ni fydd|ni fyddwn)\b.{0,80}\b(?:datgelu|rhyddhau)\b|\bbyddai (?:ei |eu )?datgelu\b|\b(?:not|unable|cannot|never|nor)\b(?: \w+){0,5}? (?:provide|give|disclose|release|supply|send|let you have)\b")
        .expect("the pattern is constant and tested")
});

/// Figures about what the authority did with requests, which are an answer and no decision.
static STATISTIC: LazyLock<Forward> = LazyLock::new(|| {
    Forward::new(r"\b(?:in|during|since|for) (?:20\d\d|the (?:last|past|year))\b.{0,80}\b\d+ (?:of (?:its|our) )?(?:\w+ )?(?:requests|cases|e-?mails|decisions|occasions|times|refusals|complaints|letters)\b|\b\d+ (?:of (?:its|our) )?(?:\w+ )?(?:requests|cases|e-?mails|decisions|occasions|times|refusals|complaints|letters)\b.{0,80}\b(?:in|during|since) (?:20\d\d|the (?:last|past|year))\b|\bhow many times\b|\b(?:applied|used|cited) in \d+ (?:cases|requests|instances|decisions)\b|^section \d+[()\d]* ?: ?\d|\b(?:\d+|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:were |was |being )?(?:partly |partially |fully )?(?:upheld|overturned|refused)\b")
        .expect("the pattern is constant and tested")
});
