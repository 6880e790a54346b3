//! What is checked before a letter goes, as pure functions over facts that the caller gathers: each
//! finding says what is wrong and what to do. Guards stop the run, warnings are listed.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::question::Question;
use super::state::LetterKind;
use crate::law::Regime;
use crate::words::words;

words! {
    /// How much a finding matters.
    pub enum Severity ("severity of a finding") {
        /// It stops the run.
        Guard = "guard",
        /// It is listed.
        Warning = "warning",
    }
}

words! {
    /// What is checked before a letter goes.
    pub enum Check ("check before sending") {
        /// Template marks in subject or body.
        LeftoverMarks = "leftover_marks",
        /// No real name under it (s.8).
        NoName = "no_name",
        /// No address for correspondence (s.8), or nobody to write to.
        NoAddress = "no_address",
        /// The authority's address waits for her yes.
        Unverified = "unverified",
        /// Mail to the address came back before.
        BouncedBefore = "bounced_before",
        /// It takes requests only by a web form.
        WebFormOnly = "web_form_only",
        /// Template, identity or register changed since the preview.
        Changed = "changed",
        /// The letter names a law that the authority is not under.
        WrongLaw = "wrong_law",
        /// Another authority of the batch has the same inbox.
        SharedInbox = "shared_inbox",
        /// She asked it the same or much within sixty working days (s.12(4), SI 2004/3244 reg 5).
        AskedBefore = "asked_before",
        /// She has another open request there.
        SeveralOpen = "several_open",
        /// More items than an officer will answer.
        TooManyItems = "too_many_items",
        /// A letter longer than anybody reads.
        TooLong = "too_long",
        /// A question that asks why, or for an opinion.
        AsksWhy = "asks_why",
        /// A question that asks for personal data.
        PersonalData = "personal_data",
        /// Attachments larger than most servers take.
        TooLarge = "too_large",
        /// A body that campaigns leave out by default.
        LeftOutByDefault = "left_out_by_default",
    }
}

/// Items that an officer will answer, parts counted and questions that have parts not.
const MOST_ITEMS: usize = 25;
/// Words that a letter should not exceed.
const MOST_WORDS: usize = 1500;
/// Bytes that most servers take in one message.
const MOST_BYTES: usize = 10 * 1024 * 1024;
/// Working days within which requests may be added up for the cost limit.
const AGGREGATION_DAYS: u32 = 60;

/// What is known of one letter and its authority.
#[derive(Debug, Clone, Default)]
pub struct Facts<'a> {
    /// What the letter is for; `None` counts as a request.
    pub kind: Option<LetterKind>,
    /// The law of the request.
    pub regime: Option<Regime>,
    /// Her name as it stands in the sender.
    pub name: &'a str,
    /// Her address.
    pub email: &'a str,
    /// The recipient.
    pub to: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// The body.
    pub body: &'a str,
    /// The questions.
    pub questions: &'a [Question],
    /// The whole message, in bytes.
    pub bytes: usize,
    /// Whether she (or a recorded day of verification) has said yes to the address.
    pub verified: bool,
    /// Where the address comes from, for the question whether to say yes.
    pub source: Option<&'a str>,
    /// Whether mail to the address came back before.
    pub bounced_before: bool,
    /// The web form, where the register has a form and no address of its own.
    pub web_form_only: Option<&'a str>,
    /// What has changed since the preview, one sentence each.
    pub changed: &'a [String],
    /// Names of other authorities of the batch with the same inbox.
    pub same_inbox: &'a [String],
    /// Her other requests to the authority or its trust, adopted ones included.
    pub earlier: &'a [Earlier],
    /// Why campaigns leave the body out, where they do and she has not chosen it on purpose.
    pub left_out_by_default: Option<&'a str>,
}

/// Another request of hers to the same authority in law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// Its id.
    pub request: String,
    /// Working days since it was sent.
    pub working_days_ago: u32,
    /// Whether it still waits for something.
    pub open: bool,
    /// What it asked.
    pub questions: Vec<Question>,
}

/// Something found before sending.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// Which check.
    pub check: Check,
    /// How much it matters.
    pub severity: Severity,
    /// What was found.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// Everything that speaks against sending this letter, guards first.
pub fn check(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    sender_and_text(facts, &mut findings);
    recipient(facts, &mut findings);
    if facts.kind.is_none_or(|kind| kind == LetterKind::Request) {
        questions(facts, &mut findings);
        earlier(facts, &mut findings);
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// Whether a run has to stop.
pub fn stops(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Guard)
}

fn guard(check: Check, what: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { check, severity: Severity::Guard, what: what.into(), remedy: remedy.into() }
}

fn warning(check: Check, what: impl Into<String>, remedy: impl Into<String>) -> Finding {
    Finding { check, severity: Severity::Warning, what: what.into(), remedy: remedy.into() }
}

fn sender_and_text(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let marks = ["{{", "}}", "{%", "%}"];
    if let Some(mark) =
        marks.iter().find(|mark| facts.subject.contains(**mark) || facts.body.contains(**mark))
    {
        let what = format!("`{mark}` is left over in the letter");
        findings.push(guard(Check::LeftoverMarks, what, "edit it: `foi preview REQUEST --edit`"));
    }
    // One word may be a name, but a request in it can be turned down as a pseudonym.
    if facts.name.trim().is_empty() || facts.name.contains('@') {
        let what = "your real name is missing: the request would not be valid (s.8)";
        findings.push(guard(Check::NoName, what, "write `name` under [identity] in foi.toml"));
    } else if facts.name.split_whitespace().count() < 2 {
        let what =
            format!("`{}` may be taken for a pseudonym (s.8 wants your real name)", facts.name);
        findings.push(warning(Check::NoName, what, "give first name or initial, and surname"));
    }
    if !facts.email.contains('@') {
        let what = "your address is missing: the request would not be valid (s.8)";
        findings.push(guard(Check::NoAddress, what, "write `email` under [identity] in foi.toml"));
    }
    for change in facts.changed {
        let remedy = "look at it with `foi preview`, and draft it again or undo the change";
        findings.push(guard(Check::Changed, change.clone(), remedy));
    }
    if facts.bytes > MOST_BYTES {
        let what = format!(
            "the message has {} MB, more than many servers take",
            facts.bytes / 1024 / 1024
        );
        findings.push(guard(Check::TooLarge, what, "send smaller attachments, or a link"));
    }
    if let Some(regime) = facts.regime {
        wrong_law(regime, facts.body, findings);
    }
}

/// A Scottish body is under another Act, with other rights and times; and the reverse.
fn wrong_law(regime: Regime, body: &str, findings: &mut Vec<Finding>) {
    let text = body.split_whitespace().collect::<Vec<_>>().join(" ");
    let foreign = match regime {
        Regime::Foisa | Regime::Eisr => [
            "Freedom of Information Act 2000",
            "FOI Act 2000",
            "Environmental Information Regulations 2004",
        ]
        .as_slice(),
        Regime::Foia | Regime::Eir => &[
            "Freedom of Information (Scotland) Act",
            "Environmental Information (Scotland) Regulations",
        ],
    };
    if let Some(law) = foreign.iter().find(|law| text.contains(**law)) {
        let what =
            format!("the letter names the {law}, and this authority is under {}", name(regime));
        let remedy = "take the law from the template (`{{ law.name }}`), or correct nation or law in the register";
        findings.push(guard(Check::WrongLaw, what, remedy));
    }
}

fn name(regime: Regime) -> &'static str {
    super::wording::law(regime).name
}

fn recipient(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    if let Some(form) = facts.web_form_only {
        let what = format!("the register has no address, only a web form: {form}");
        findings.push(guard(
            Check::WebFormOnly,
            what,
            "ask there by hand, or find an address: a request by e-mail is valid",
        ));
    } else if !facts.to.contains('@') {
        findings.push(guard(
            Check::NoAddress,
            "there is no address to write to",
            "add one to authorities.toml",
        ));
    } else if !facts.verified {
        let source = facts.source.unwrap_or("its source is not recorded");
        let what = format!("nobody has said yes to the address {} ({source})", facts.to);
        findings.push(guard(
            Check::Unverified,
            what,
            "look each up on its own page, then `foi authority verify AUTHORITY`",
        ));
    }
    if facts.bounced_before {
        let what = format!("mail to {} came back before", facts.to);
        findings.push(guard(
            Check::BouncedBefore,
            what,
            "find another address and put it into authorities.toml",
        ));
    }
    if !facts.same_inbox.is_empty() {
        let what = format!("{} is also the inbox of {}", facts.to, facts.same_inbox.join(", "));
        findings.push(warning(
            Check::SharedInbox,
            what,
            "make sure that each is an authority of its own",
        ));
    }
    if let Some(why) = facts.left_out_by_default {
        findings.push(warning(
            Check::LeftOutByDefault,
            why,
            "write to it only if you chose it on purpose",
        ));
    }
}

fn questions(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let items = items(facts.questions);
    if items > MOST_ITEMS {
        let what = format!("{items} items, parts counted");
        findings.push(warning(
            Check::TooManyItems,
            what,
            "ask fewer: long requests are refused for cost (s.12)",
        ));
    }
    let words = facts.body.split_whitespace().count();
    if words > MOST_WORDS {
        findings.push(warning(
            Check::TooLong,
            format!("{words} words"),
            "shorten it to the questions and their period",
        ));
    }
    for question in facts.questions {
        if asks_why(&question.text) {
            let what = format!("item {} asks for a reason or an opinion", question.id);
            findings.push(warning(
                Check::AsksWhy,
                what,
                "ask for recorded information: a policy, minutes, a figure",
            ));
        }
        if asks_for_personal_data(&question.text) {
            let what = format!("item {} asks for personal data", question.id);
            findings.push(warning(
                Check::PersonalData,
                what,
                "ask for roles and totals: names are mostly exempt (s.40)",
            ));
        }
    }
}

/// Questions that have no part, and parts.
fn items(questions: &[Question]) -> usize {
    let has_parts = |question: &Question| {
        questions.iter().any(|other| {
            other.id.len() > question.id.len()
                && other
                    .id
                    .strip_prefix(&question.id)
                    .is_some_and(|rest| rest.starts_with(['a', '(']))
        })
    };
    questions.iter().filter(|question| !has_parts(question)).count()
}

fn asks_why(text: &str) -> bool {
    static WHY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:^|[.:;?] *|\b(?:explain|say|state|tell me|and) )why\b|\bdo(?:es)? (?:you|the \w+) (?:think|believe|agree|feel)\b|\bwhat is your (?:opinion|view)\b|\bjustify\b")
            .expect("the pattern is fixed")
    });
    WHY.is_match(text)
}

fn asks_for_personal_data(text: &str) -> bool {
    static PERSONAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:names?|details|addresses|photographs?) of (?:all |each |every |the |any )*(?:staff|employees?|students?|pupils?|child(?:ren)?|persons?|people|individuals?|officers?|teachers?|patients?)\b|\bdates? of birth\b|\bhome address|\bmedical records?\b|\bpersonnel files?\b")
            .expect("the pattern is fixed")
    });
    PERSONAL.is_match(text)
}

fn earlier(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for other in facts.earlier {
        let recent = other.working_days_ago <= AGGREGATION_DAYS;
        if recent && similar(facts.questions, &other.questions) {
            let what = format!(
                "you asked much the same {} working days ago: {}",
                other.working_days_ago, other.request
            );
            findings.push(warning(
                Check::AskedBefore,
                what,
                "the costs of both may be added up (s.12): wait for the first answer",
            ));
        }
    }
    let open: Vec<&str> = facts
        .earlier
        .iter()
        .filter(|other| other.open)
        .map(|other| other.request.as_str())
        .collect();
    if !open.is_empty() {
        let what = format!("another request of yours is open there: {}", open.join(", "));
        findings.push(warning(Check::SeveralOpen, what, "wait for its answer unless this cannot"));
    }
}

/// Whether two requests ask much the same: half of the longer words of the smaller one are in the
/// other. The Act's test is wide ("to any extent"), so this errs on the side of warning.
pub fn similar(a: &[Question], b: &[Question]) -> bool {
    let (a, b) = (longer_words(a), longer_words(b));
    let smaller = a.len().min(b.len());
    smaller >= 5 && a.intersection(&b).count() * 2 >= smaller
}

fn longer_words(questions: &[Question]) -> HashSet<String> {
    questions
        .iter()
        .flat_map(|question| question.text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 5)
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> Facts<'static> {
        Facts {
            regime: Some(Regime::Foia),
            name: "Anna Field",
            email: "anna@field.example",
            to: "foi@x.example",
            subject: "About cats",
            body: "Dear X,\n\nunder the Freedom of\nInformation Act 2000.\n",
            verified: true,
            ..Facts::default()
        }
    }

    fn found(facts: &Facts<'_>) -> Vec<(Check, Severity)> {
        check(facts).into_iter().map(|finding| (finding.check, finding.severity)).collect()
    }

    fn question(id: &str, text: &str) -> Question {
        Question { id: id.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_sound_letter_goes() {
        assert_eq!(found(&sound()), []);
    }

    #[test]
    fn guards_stop() {
        let changed = ["its address was `a` and is now `b`".to_owned()];
        for (facts, expected) in [
            (Facts { body: "{{ x }}", ..sound() }, Check::LeftoverMarks),
            (Facts { name: " ", ..sound() }, Check::NoName),
            (Facts { email: "", ..sound() }, Check::NoAddress),
            (Facts { to: "", ..sound() }, Check::NoAddress),
            (Facts { verified: false, ..sound() }, Check::Unverified),
            (Facts { bounced_before: true, ..sound() }, Check::BouncedBefore),
            (
                Facts { web_form_only: Some("https://x.example"), to: "", ..sound() },
                Check::WebFormOnly,
            ),
            (Facts { regime: Some(Regime::Foisa), ..sound() }, Check::WrongLaw),
            (Facts { changed: &changed, ..sound() }, Check::Changed),
            (Facts { bytes: 20 << 20, ..sound() }, Check::TooLarge),
        ] {
            assert_eq!(found(&facts), [(expected, Severity::Guard)]);
            assert!(stops(&check(&facts)));
        }
    }

    #[test]
    fn warnings_are_listed_and_do_not_stop() {
        let shared = ["Y College".to_owned()];
        let why = [question("1", "Please explain why this was done.")];
        let personal = [question("1", "The names of the staff who may see it.")];
        let many: Vec<Question> = (1..30).map(|n| question(&n.to_string(), "What?")).collect();
        let long = "word ".repeat(1600);
        for (facts, expected) in [
            (Facts { name: "Anna", ..sound() }, Check::NoName),
            (Facts { same_inbox: &shared, ..sound() }, Check::SharedInbox),
            (Facts { questions: &why, ..sound() }, Check::AsksWhy),
            (Facts { questions: &personal, ..sound() }, Check::PersonalData),
            (Facts { questions: &many, ..sound() }, Check::TooManyItems),
            (Facts { body: &long, ..sound() }, Check::TooLong),
            (
                Facts { left_out_by_default: Some("a parish council"), ..sound() },
                Check::LeftOutByDefault,
            ),
        ] {
            assert_eq!(found(&facts), [(expected, Severity::Warning)]);
        }
    }

    #[test]
    fn the_same_within_sixty_working_days_is_told() {
        let questions =
            [question("1", "The policy on monitoring social media accounts of students")];
        let mut earlier = vec![Earlier {
            request: "a/b".to_owned(),
            working_days_ago: 60,
            open: false,
            questions: vec![question(
                "3",
                "Which policy governs monitoring of students on social media",
            )],
        }];
        let facts = Facts { questions: &questions, earlier: &earlier, ..sound() };
        assert_eq!(found(&facts), [(Check::AskedBefore, Severity::Warning)]);
        earlier[0].working_days_ago = 61;
        earlier[0].open = true;
        let facts = Facts { questions: &questions, earlier: &earlier, ..sound() };
        assert_eq!(found(&facts), [(Check::SeveralOpen, Severity::Warning)]);
    }

    #[test]
    fn the_built_in_letters_pass_their_own_checks() {
        let library = crate::letter::Library::built_in();
        for name in ["social-media-monitoring", "safety-tech"] {
            let template = library.get(name).unwrap();
            let questions: Vec<Question> =
                template.question_ids.iter().map(|id| question(id, "What?")).collect();
            assert!(items(&questions) <= MOST_ITEMS, "{name}: {}", items(&questions));
        }
    }
}
