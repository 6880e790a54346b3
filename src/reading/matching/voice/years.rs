//! What tells requests apart that put the same questions every year: the year.

use std::collections::BTreeSet;

use super::Voice;
use crate::reading::matching::evidence::{Evidence, Rule};
use crate::reading::matching::index::Index;

/// Points of naming the year that only one of such requests asks for.
const ITS_YEAR: i32 = 40;

/// What the years that a message speaks of, `said`, say of a request.
pub(super) fn hear_years(
    voice: &mut Voice,
    request: usize,
    index: &Index,
    said: &BTreeSet<String>,
) {
    let own_years = &index.requests[request].years;
    let own: Vec<&String> = own_years.intersection(said).collect();
    let mut rivals = { index.siblings(request) }
        .filter(|other| index.asks_again(request, *other))
        .flat_map(|other| index.requests[other].years.intersection(said));
    match (own.first(), rivals.next()) {
        (Some(year), None) => {
            voice.evidence.push(Evidence::new(Rule::Topic, year));
            voice.own += ITS_YEAR;
        }
        (None, Some(year)) if !own_years.is_empty() => {
            voice.against.push(Evidence::new(Rule::AnotherTopic, year));
            voice.own_against += 1;
        }
        _ => {}
    }
}
