//! What is checked about the letter as such: who signs it, what was left in it, what changed since the
//! preview, how large it is, and which law it names.

use super::{Check, Facts, Finding, Largest, guard, warning};
use crate::law::Regime;
use crate::letter::wording;

/// Megabytes that most servers take in one message.
pub(super) const MOST_SERVERS: u32 = 10;
/// Bytes in a megabyte.
const MEGABYTE: usize = 1_000_000;

/// Checks the letter itself.
pub(super) fn look(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let marks = ["{{", "}}", "{%", "%}"];
    if let Some(mark) =
        marks.iter().find(|mark| facts.subject.contains(**mark) || facts.body.contains(**mark))
    {
        let what = format!("`{mark}` is left over in the letter");
        findings.push(guard(Check::LeftoverMarks, what, "edit it: `foi preview REQUEST --edit`"));
    }
    if facts.body.trim().is_empty() {
        let what = "the letter is empty: it asks for nothing";
        let remedy = match facts.redraft {
            "" => "write its text: `foi preview REQUEST --edit`".to_owned(),
            redraft => format!("write the template's text, then {redraft}"),
        };
        findings.push(guard(Check::NothingAsked, what, remedy));
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
        let remedy = match facts.redraft {
            "" => "look at it with `foi preview`, and undo the change".to_owned(),
            redraft => format!("{redraft} makes it anew; or undo the change"),
        };
        findings.push(guard(Check::Changed, change.clone(), remedy));
    }
    size(facts, findings);
    if let Some(regime) = facts.regime {
        wrong_law(regime, facts.body, findings);
    }
}

/// What to do about a letter that is too large.
pub const SMALLER: &str = "attach smaller files, or put a link into the letter";

/// What the provider takes stops the run; what only some servers of authorities take is listed.
fn size(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let over = |megabytes: u32| facts.bytes > megabytes as usize * MEGABYTE;
    let has = format!("the message has {:.1} MB as it is sent", facts.bytes as f64 / 1e6);
    let Largest { megabytes, is_known } = facts.largest;
    if megabytes > 0 && over(megabytes) {
        let takes = if is_known { "your provider takes" } else { "many servers take" };
        findings.push(guard(
            Check::TooLarge,
            format!("{has}, and {takes} {megabytes} MB: files grow by a third in mail"),
            format!("{SMALLER}; if your provider takes more, write `megabytes` into the account"),
        ));
    } else if over(MOST_SERVERS) {
        findings.push(warning(
            Check::TooLarge,
            format!("{has}, and many servers take {MOST_SERVERS} MB"),
            format!("it may come back: {SMALLER}"),
        ));
    }
}

/// A Scottish body is under another Act, with other rights and times; and the reverse.
fn wrong_law(regime: Regime, body: &str, findings: &mut Vec<Finding>) {
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
    // Nearly every letter is without one of the words: then it need not be put on one line.
    let mut possible = foreign.iter().filter(|law| law.split(' ').all(|word| body.contains(word)));
    let is_named =
        |law: &&&str| body.split_whitespace().collect::<Vec<_>>().join(" ").contains(**law);
    if let Some(law) = possible.find(is_named) {
        let what =
            format!("the letter names the {law}, and this authority is under {}", name(regime));
        let remedy = "take the law from the template (`{{ law.name }}`), or correct nation or law in the register";
        findings.push(guard(Check::WrongLaw, what, remedy));
    }
}

fn name(regime: Regime) -> &'static str {
    wording::law(regime).name
}
