//! What is wrong with a register as a whole: shared addresses, unknown or circular proprietors,
//! entries of which the law is unknown. The single entry is the reader's to judge.

use std::collections::BTreeMap;

use super::{Problem, Register, Severity};
use crate::law::{Body, BodyKind, body_for};
use crate::request::AuthorityId;
use crate::request::authority::{Authority, Layer};

/// Everything wrong with her register, in order of lines: what the reader found and what shows
/// only when entries are seen together. The catalogue beneath is not judged.
pub fn check(register: &Register) -> Vec<Problem> {
    let mut problems = register.problems.clone();
    problems.extend(shared_addresses(register));
    for authority in register.authorities.iter().filter(|a| a.layer == Layer::Desk) {
        problems.extend(proprietor(register, authority));
        problems.extend(unreached(authority));
        problems.extend(idle_closures(authority));
    }
    problems.extend(no_nation(register));
    problems.sort_by_key(|problem| problem.line);
    problems
}

/// Entries of which the law is only supposed: one warning for all, because imported lists seldom
/// name nations.
fn no_nation(register: &Register) -> Option<Problem> {
    let open = |one: &&Authority| one.nation.is_none() && one.law.is_none();
    let own = |one: &&Authority| one.layer == Layer::Desk;
    let mut found = register.authorities.iter().filter(own).filter(open);
    let first = found.next()?;
    let more = match found.count() {
        0 => String::new(),
        n => format!(" (and {n} more)"),
    };
    let message = format!(
        "says no nation{more}, so letters name the Freedom of Information Act 2000; add \
         nation = \"scotland\" for a Scottish body"
    );
    Some(Problem::warning(first.line, Some(first.id.clone()), message))
}

/// Whether a list of problems holds an error.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.severity == Severity::Error)
}

/// One inbox of several authorities: a reply from it names none of them, and it would get the same
/// letter several times. Authorities that are one in law may share.
fn shared_addresses(register: &Register) -> Vec<Problem> {
    let mut by_address: BTreeMap<String, Vec<&Authority>> = BTreeMap::new();
    for authority in &register.authorities {
        if let Some(email) = &authority.email {
            by_address.entry(email.to_ascii_lowercase()).or_default().push(authority);
        }
    }
    by_address.retain(|_, sharers| sharers.len() > 1);
    let shared = |(address, sharers): (&String, &Vec<&Authority>)| {
        let last = sharers.iter().filter(|a| a.layer == Layer::Desk).max_by_key(|a| a.line)?;
        let legal = register.legal_authority(&last.id);
        if sharers.iter().all(|sharer| register.legal_authority(&sharer.id) == legal) {
            return None;
        }
        let others: Vec<&str> = (sharers.iter())
            .filter(|other| other.id != last.id)
            .map(|other| other.id.as_str())
            .collect();
        let message = format!("{address} is also the address of {}", listed(&others));
        Some(Problem::warning(last.line, Some(last.id.clone()), message))
    };
    by_address.iter().filter_map(shared).collect()
}

/// A few ids by name, many by number.
fn listed(ids: &[&str]) -> String {
    match ids {
        [first, second, third, _, ..] => {
            format!("{first}, {second}, {third} and {} more", ids.len() - 3)
        }
        _ => ids.join(", "),
    }
}

fn proprietor(register: &Register, authority: &Authority) -> Option<Problem> {
    let named = authority.proprietor.as_ref()?;
    let problem =
        |message: String| Some(Problem::error(authority.line, Some(authority.id.clone()), message));
    if register.get(named).is_none() {
        let known = register.authorities.iter().map(|known| known.id.as_str());
        let hint = match crate::words::nearest(named.as_str(), known) {
            Some(near) => format!(" (did you mean `{near}`?)"),
            None => String::new(),
        };
        return problem(format!("its proprietor `{named}` is not in the register{hint}"));
    }
    let mut circle = vec![&authority.id];
    let mut at = register.get(named);
    while let Some(owner) = at {
        if owner.id == authority.id {
            circle.push(&authority.id);
            let path: Vec<&str> = circle.into_iter().map(AuthorityId::as_str).collect();
            return problem(format!("proprietors run in a circle: {}", path.join(" -> ")));
        }
        if circle.contains(&&owner.id) {
            return None;
        }
        circle.push(&owner.id);
        at = owner.proprietor.as_ref().and_then(|next| register.get(next));
    }
    None
}

/// Bodies that no letter should go to.
fn unreached(authority: &Authority) -> Option<Problem> {
    (authority.kind == BodyKind::IndependentSchool).then(|| {
        let message = "is an independent school, which no access law reaches";
        Problem::warning(authority.line, Some(authority.id.clone()), message)
    })
}

/// Closures of a body whose clock they do not stop.
fn idle_closures(authority: &Authority) -> Option<Problem> {
    let counts = body_for(authority.kind, authority.regime(false)) == Body::School;
    (!authority.closures.is_empty() && !counts).then(|| {
        let message = "its closures stop no clock: only days without school do, and only under FOIA \
                       (kind = \"maintained-school\", \"academy\" or \"academy-trust\")";
        Problem::warning(authority.line, Some(authority.id.clone()), message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(hers: &str) -> Vec<String> {
        check(&Register::layered(hers)).iter().map(ToString::to_string).collect()
    }

    fn entry(id: &str, more: &str) -> String {
        format!(
            "[[authority]]\nid = \"{id}\"\nname = \"Body {id}\"\nnation = \"england\"\n{more}\n"
        )
    }

    #[test]
    fn an_address_of_several_is_told_unless_they_are_one_in_law() {
        let email = "email = \"foi@shared.example\"";
        let both = entry("a", email) + &entry("b", "email = \"FOI@shared.example\"");
        assert_eq!(told(&both), ["line 6: b: foi@shared.example is also the address of a"]);
        let trust = entry("t", email) + &entry("x", &format!("{email}\nproprietor = \"t\""));
        assert_eq!(told(&trust), [] as [&str; 0]);
    }

    #[test]
    fn an_unknown_proprietor_and_a_circle_are_told() {
        let unknown = entry("trust", "") + &entry("x", "proprietor = \"trsut\"");
        let wanted =
            "line 6: x: its proprietor `trsut` is not in the register (did you mean `trust`?)";
        assert_eq!(told(&unknown), [wanted]);
        let circle = entry("a", "proprietor = \"b\"") + &entry("b", "proprietor = \"a\"");
        assert_eq!(
            told(&circle),
            [
                "line 1: a: proprietors run in a circle: a -> b -> a",
                "line 6: b: proprietors run in a circle: b -> a -> b"
            ]
        );
    }

    #[test]
    fn closures_that_stop_no_clock_are_told() {
        let closed = "closures = [\"2026-07-20..2026-09-01\"]\nkind = ";
        let told = |kind: &str| told(&entry("a", &format!("{closed}\"{kind}\"")));
        assert_eq!(told("academy"), [] as [&str; 0]);
        assert!(told("university")[0].starts_with("line 1: a: its closures stop no clock"));
    }

    #[test]
    fn a_body_of_unknown_nation_is_told() {
        let told = told("[[authority]]\nname = \"Aberfell College\"\n");
        assert!(told[0].starts_with("line 1: aberfell-college: says no nation"), "{told:?}");
    }
}
