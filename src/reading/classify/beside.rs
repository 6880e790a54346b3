//! What one sentence says beside a thing, and so what its words do not mean: a refusal with a
//! table in it gives nothing, "12 requests were refused in 2025" is an answer and no refusal.

pub(in crate::reading::classify) mod wording;

use super::not_applied::not_applied;
use super::rule::Rule;
use super::signal::Signal;
use super::statement::COUNTED;
use crate::reading::pattern::Forward;
use wording::{
    ADVISED, ANSWERED_IT, ANSWERS_ALL_THE_SAME, ANSWERS_AT_ONCE, ARGUMENT, BUT_HERE_IT_IS,
    CANNOT_GIVE, COVERING, HAS_BEEN, HER_REQUEST, HOLDS_BUT, IN_FULL, IN_TIME, INSIDE, LACKS_ALL,
    LAW, MET_IN_PART, NEVER_CAME, NOT_REPEATED, NOT_YET_HERE, NOTHING_ELSE, OF_A_REPLY,
    OF_ANOTHER_BODY, OF_ANOTHER_LAW, OF_ANOTHER_MACHINE, OF_APPLICANTS, OF_THE_REQUEST, OPENING,
    SEE_WHAT_IS_ATTACHED, SEEN_BY_OTHERS, SPARED, STATISTIC, THIRD_PARTIES, WITH_IT,
};

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

/// Rules by which a few plain words refuse; with a time beside them they are only late.
const PLAIN_NOES: [&str; 4] =
    ["refuse.plain", "refuse.will-not", "refuse.unable", "refuse.confidential"];

/// Whether a folded sentence sends the request to an office in the same house.
pub(super) fn stays_inside(folded: &str) -> bool {
    INSIDE.is_match(folded.as_bytes()) && !OF_ANOTHER_BODY.is_match(folded.as_bytes())
}
