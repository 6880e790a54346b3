//! Dated examples of every rule, kept as a table that a lawyer can read: tests/law/examples.toml.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use foidesk::law::clock::Closure;
use foidesk::law::{Facts, Holidays, Report, compute};
use serde_json::Value;

const FACTS: &[&str] = &[
    "id",
    "because",
    "law",
    "body",
    "received",
    "closures",
    "asked",
    "clarified",
    "fee_notice",
    "fee_paid",
    "extended",
    "answered",
    "review_asked",
    "review_answered",
    "decided",
];

type Example = BTreeMap<String, Value>;

fn examples() -> Vec<Example> {
    let table: BTreeMap<String, Vec<Example>> =
        toml::from_str(include_str!("law/examples.toml")).unwrap();
    table["example"].clone()
}

fn day(value: &Value) -> NaiveDate {
    value.as_str().unwrap().parse().unwrap()
}

fn facts(example: &Example) -> Facts {
    let on = |name: &str| example.get(name).map(day);
    let body = example.get("body").map_or("ordinary", |body| body.as_str().unwrap());
    let law = example["law"].as_str().unwrap();
    let closures = example.get("closures").and_then(Value::as_array).into_iter().flatten();
    Facts {
        closures: closures.map(|span| Closure { from: day(&span[0]), to: day(&span[1]) }).collect(),
        clarification_asked: on("asked"),
        clarified: on("clarified"),
        fee_notice: on("fee_notice"),
        fee_paid: on("fee_paid"),
        extended: example.contains_key("extended"),
        answered: on("answered"),
        review_asked: on("review_asked"),
        review_answered: on("review_answered"),
        regulator_decided: on("decided"),
        ..Facts::received(law.parse().unwrap(), body.parse().unwrap(), day(&example["received"]))
    }
}

#[test]
fn every_dated_example_holds() {
    let holidays = Holidays::shipped();
    let mut wrong = Vec::new();
    for example in examples() {
        let facts = facts(&example);
        assert_eq!(facts.problems(), [], "{}", example["id"]);
        let report = Report::of(&facts, &compute(&facts, holidays), holidays);
        let computed = serde_json::to_value(&report).unwrap();
        for (key, expected) in example.iter().filter(|(key, _)| !FACTS.contains(&key.as_str())) {
            if computed.get(key) != Some(expected) {
                wrong.push(format!(
                    "{} {key}: {:?}, should be {expected} ({})",
                    example["id"],
                    computed.get(key),
                    example["because"]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_date_of_every_example_is_proved_to_the_day() {
    let holidays = Holidays::shipped();
    for example in examples() {
        let facts = facts(&example);
        let report = Report::of(&facts, &compute(&facts, holidays), holidays);
        for step in &report.steps {
            let last = step.proof.last().unwrap();
            assert_eq!(last.date, step.date, "{} {}", example["id"], step.what);
            assert!(!step.law.is_empty() && !step.rule.is_empty());
            let numbers: Vec<u32> = step.proof.iter().filter_map(|line| line.day).collect();
            let expected: Vec<u32> = (0..numbers.len() as u32).collect();
            assert_eq!(
                numbers, expected,
                "{} {}: no number missing or twice",
                example["id"], step.what
            );
        }
    }
}
