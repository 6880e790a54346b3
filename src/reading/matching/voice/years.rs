//! What tells requests apart that put the same questions every year: the year.

use std::collections::BTreeSet;

use super::Voice;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::index::Index;

/// Points of naming the year that only one of such requests asks for.
const ITS_YEAR: i32 = 40;

/// What the years that a message speaks of, `said`, say of a request. Those of the subject were carried
/// along, where its own text tells (`told`) another's.
pub(super) fn hear_years(
    voice: &mut Voice,
    request: usize,
    index: &Index,
    said: &BTreeSet<String>,
    told: &BTreeSet<String>,
) {
    let own_years = &index.requests[request].years;
    let again = || index.siblings(request).filter(|other| index.asks_again(request, *other));
    let rivals_in = |years: &BTreeSet<String>| {
        let mut rivals = again().flat_map(|other| index.requests[other].years.intersection(years));
        rivals.next().cloned()
    };
    let of_another = rivals_in(told).filter(|_| own_years.is_disjoint(told));
    let said = if of_another.is_some() { told } else { said };
    match (own_years.intersection(said).next(), rivals_in(said)) {
        (Some(year), None) => {
            voice.evidence.push(Evidence::new(Rule::Topic, year));
            voice.own += ITS_YEAR;
        }
        (None, Some(year)) if !own_years.is_empty() => {
            voice.against.push(Evidence::new(Rule::AnotherTopic, &year));
            voice.own_against += 1;
        }
        _ => {}
    }
}
