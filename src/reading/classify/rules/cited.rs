//! Sections as they stand, whatever the words around them: a letter that cites one without an "if"
//! most often acts under it. Too weak alone; together with a no they tell which.

use super::super::rule::{Rule, says};
use super::super::signal::Signal::{
    Clarify, CostRefused, Exempt, Extend, Neither, Published, Vexatious,
};

pub(in super::super) const RULES: &[Rule] = &[
    says(
        "cited.exemption",
        Exempt,
        3,
        r"{sec}{ex}|\bprivileged?\b|\bin confidence\b|\bcommercially sensitive\b",
    ),
    says("cited.cost", CostRefused, 3, r"{sec}12\b"),
    says("cited.vexatious", Vexatious, 3, r"{sec}14\b|\bregulation 1[02]\(4\)\(b\)"),
    says(
        "cited.neither",
        Neither,
        4,
        r"\b(?:40 ?\(5[ab]?\)|23 ?\(5\)|24 ?\(2\)|30 ?\(3\)|31 ?\(3\)|section 18(?:\(1\))?)(?: |\W|$)",
    ),
    says("cited.published", Published, 3, r"\bs\.? ?2[12]a?\b|{sec}25\b"),
    says("cited.extension", Extend, 3, r"\b10 ?\(3\)|\bregulation 7\b"),
    says("cited.clarification", Clarify, 3, r"\b(?:section|s\.?) ?1\(3\)|\bregulation 9\b"),
];
