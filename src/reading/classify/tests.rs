//! Kinds by examples; every sentence is made up.
use super::*;

#[test]
fn every_pattern_compiles() {
    for rule in rule::all() {
        assert!(!rule.id.is_empty());
    }
    let _ = classify(&Letter { subject: "x", body: "Thank you.", ..Letter::default() });
}
