//! Who answers what in the demo: 124 invented authorities, each with a small story of its own, so
//! that every kind of reply a real campaign meets is there. Fixed, so that every demo is the same.

/// How a reply travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// As a reply in the thread of her letter.
    Thread,
    /// As a new message that carries only the authority's own reference.
    ReferenceOnly,
    /// In the thread, with a slip in the reference.
    Mistyped,
}

/// One step of a story: so many days after her letter, this reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// Days after her letter.
    pub days: u64,
    /// Its name in replies.toml; `bounce` is made by the post.
    pub reply: &'static str,
    /// How it travels.
    pub way: Way,
}

const fn step(days: u64, reply: &'static str) -> Step {
    Step { days, reply, way: Way::Thread }
}

const fn by(days: u64, reply: &'static str, way: Way) -> Step {
    Step { days, reply, way }
}

/// Stories with the number of authorities that live them; the numbers add up to 124.
const STORIES: &[(usize, &[Step])] = &[
    (18, &[step(1, "acknowledgement"), step(17, "released")]),
    (18, &[step(0, "receipt"), step(2, "acknowledgement"), step(20, "denial")]),
    (12, &[step(1, "acknowledgement"), step(26, "partly")]),
    (8, &[step(2, "acknowledgement"), step(24, "refused_cost")]),
    (8, &[step(1, "acknowledgement_late_count"), step(27, "refused_exemption")]),
    (6, &[step(3, "acknowledgement"), step(25, "neither")]),
    (12, &[step(1, "acknowledgement"), step(19, "not_held")]),
    (8, &[step(2, "acknowledgement"), step(22, "attached")]),
    (4, &[step(1, "acknowledgement"), step(21, "table")]),
    (5, &[step(1, "acknowledgement"), step(9, "clarification")]),
    (3, &[step(1, "acknowledgement"), step(23, "extension")]),
    (6, &[step(1, "acknowledgement"), step(30, "holding")]),
    (4, &[step(0, "bounce")]),
    (3, &[step(0, "away"), step(2, "acknowledgement"), by(18, "denial", Way::Mistyped)]),
    (7, &[]),
    (2, &[step(1, "acknowledgement"), by(16, "not_held", Way::ReferenceOnly)]),
];

/// Mail that has nothing to do with it: (its name in replies.toml, how many).
pub(super) const NOISE: &[(&str, usize)] = &[("newsletter", 30), ("colleague", 12)];

/// The story of the `nth` authority (from 0). Stories are mixed, so that the first page of a list
/// shows many sorts.
pub(super) fn story(nth: usize) -> &'static [Step] {
    let total: usize = STORIES.iter().map(|(count, _)| count).sum();
    // 37 has no factor in common with 124, so every story is still told the same number of times.
    let mut place = (nth * 37) % total;
    for (count, steps) in STORIES {
        if place < *count {
            return steps;
        }
        place -= count;
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stories_are_told_by_124_authorities() {
        assert_eq!(STORIES.iter().map(|(count, _)| count).sum::<usize>(), 124);
        let silent = (0..124).filter(|nth| story(*nth).is_empty()).count();
        assert_eq!(silent, 7);
    }
}
