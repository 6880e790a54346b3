//! Which authorities of a run are written to at one inbox. A host may keep thousands under one
//! address: each is looked at once, and a letter names a few of the others and counts the rest.

use std::collections::{HashMap, HashSet};

use crate::request::AuthorityId;

/// So many other authorities are named.
const NAMED: usize = 3;

/// The inboxes of a run, by their address in small letters.
#[derive(Debug, Default)]
pub(super) struct Inboxes(HashMap<String, Inbox>);

/// Who is written to at one address.
#[derive(Debug, Default)]
struct Inbox {
    legal: HashSet<AuthorityId>,
    /// The first of them with their names; one more than is named, since none is told of itself.
    first: Vec<(AuthorityId, String)>,
}

impl Inboxes {
    /// Notes that an authority in law is written to at an address.
    pub(super) fn note(&mut self, address: &str, legal: AuthorityId, name: &str) {
        let inbox = self.0.entry(address.to_lowercase()).or_default();
        if inbox.legal.contains(&legal) {
            return;
        }
        if inbox.first.len() <= NAMED {
            inbox.first.push((legal.clone(), name.to_owned()));
        }
        inbox.legal.insert(legal);
    }

    /// The names of others at that address, and how many more there are.
    pub(super) fn others(&self, address: &str, legal: &AuthorityId) -> (Vec<String>, usize) {
        let Some(inbox) = self.0.get(&address.to_lowercase()) else { return (Vec::new(), 0) };
        let others = inbox.first.iter().filter(|(other, _)| other != legal);
        let named: Vec<String> = others.take(NAMED).map(|(_, name)| name.clone()).collect();
        let all = inbox.legal.len() - usize::from(inbox.legal.contains(legal));
        let more = all - named.len();
        (named, more)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn id(n: usize) -> AuthorityId {
        AuthorityId(format!("body-{n}"))
    }

    #[test]
    fn nobody_shares_an_inbox_with_itself() {
        let mut inboxes = Inboxes::default();
        inboxes.note("foi@a.example", id(1), "One");
        inboxes.note("FOI@a.example", id(1), "One, again");
        assert_eq!(inboxes.others("foi@a.example", &id(1)), (vec![], 0));
        inboxes.note("foi@a.example", id(2), "Two");
        assert_eq!(inboxes.others("foi@A.example", &id(1)), (vec!["Two".to_owned()], 0));
        assert_eq!(inboxes.others("foi@a.example", &id(2)), (vec!["One".to_owned()], 0));
        assert_eq!(inboxes.others("foi@b.example", &id(1)), (vec![], 0));
    }

    /// Looking at each beside each would take minutes here.
    #[test]
    fn twenty_thousand_at_one_inbox_cost_no_more_than_twenty_thousand() {
        const ALL: usize = 20_000;
        let started = Instant::now();
        let mut inboxes = Inboxes::default();
        for n in 0..ALL {
            inboxes.note("clerk@shared.example", id(n), &format!("Body {n}"));
        }
        for n in 0..ALL {
            let (named, more) = inboxes.others("clerk@shared.example", &id(n));
            assert_eq!((named.len(), more), (NAMED, ALL - 1 - NAMED), "{n}");
            assert!(!named.contains(&format!("Body {n}")));
        }
        let took = started.elapsed();
        assert!(took < Duration::from_secs(10), "{took:?}");
    }
}
