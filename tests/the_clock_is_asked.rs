//! `foi clock` and `foi holidays`: the dates of any request, without a desk; what is refused.

use crate::desk::Desk;

fn clock(arguments: &[&str]) -> serde_json::Value {
    Desk::nowhere().json(&[&["clock"], arguments].concat())
}

#[test]
fn the_dates_of_a_late_answer_with_every_key_of_the_contract() {
    let report =
        clock(&["--regime", "foia", "--received", "2020-06-02", "--answered", "2020-07-09"]);
    assert_eq!(report["regime"], "foia");
    assert_eq!(report["due"], "2020-06-30");
    assert_eq!(report["late_by"], 7);
    assert_eq!(report["review_ask_by"], "2020-09-08");
    assert_eq!(report["regulator"], "Information Commissioner");
    for key in [
        "due_latest",
        "due_by_code",
        "extended_latest",
        "review_due",
        "review_latest",
        "regulator_by",
        "appeal_by",
        "fee_pay_by",
    ] {
        assert_eq!(report.get(key), Some(&serde_json::Value::Null), "{key}");
    }
    let proof = report["proof"].as_array().unwrap();
    assert_eq!(
        proof[0],
        serde_json::json!({"date": "2020-06-02", "day": 0, "because": "received"})
    );
    assert_eq!(proof.last().unwrap()["date"], "2020-06-30");
    assert_eq!(proof.last().unwrap()["day"], 20);
    assert_eq!(
        report["law"],
        serde_json::json!(["s.10(1)", "s.45 Code of Practice para 5.3", "s.10(6)"])
    );
}

#[test]
fn the_page_can_be_checked_by_hand() {
    let page = Desk::nowhere().run(&["clock", "--regime", "foisa", "--received", "2026-03-09"]);
    let _ = page.shows(
        "\
Freedom of Information (Scotland) Act 2002: received Mon 9 March 2026

answer due                Tue 7 April 2026        the 20th working day after receipt [s.10(1)]
ask for a review by       Thu 4 June 2026         the 40th working day after the time for the answer ran out [s.20(5)]
regulator                 Scottish Information Commissioner
note: the regulator takes a complaint after a review: ask for that first

answer due: the 20th working day after receipt [s.10(1)]
       0  Mon 9 March 2026                     received
     1-4  Tue 10 Mar to Fri 13 March 2026      working days
       -  Sat 14 Mar to Sun 15 March 2026      Saturday, Sunday
     5-9  Mon 16 Mar to Fri 20 March 2026      working days
       -  Sat 21 Mar to Sun 22 March 2026      Saturday, Sunday
   10-14  Mon 23 Mar to Fri 27 March 2026      working days
       -  Sat 28 Mar to Sun 29 March 2026      Saturday, Sunday
   15-18  Mon 30 Mar to Thu 2 April 2026       working days
       -  Fri 3 April 2026                     Good Friday
       -  Sat 4 Apr to Sun 5 April 2026        Saturday, Sunday
   19-20  Mon 6 Apr to Tue 7 April 2026        working days

ask for a review by: the 40th working day after the time for the answer ran out [s.20(5)]
       0  Tue 7 April 2026                     the time for the answer ran out
     1-3  Wed 8 Apr to Fri 10 April 2026       working days
       -  Sat 11 Apr to Sun 12 April 2026      Saturday, Sunday
     4-8  Mon 13 Apr to Fri 17 April 2026      working days
       -  Sat 18 Apr to Sun 19 April 2026      Saturday, Sunday
    9-13  Mon 20 Apr to Fri 24 April 2026      working days
       -  Sat 25 Apr to Sun 26 April 2026      Saturday, Sunday
   14-18  Mon 27 Apr to Fri 1 May 2026         working days
       -  Sat 2 May to Sun 3 May 2026          Saturday, Sunday
       -  Mon 4 May 2026                       Early May bank holiday
   19-22  Tue 5 May to Fri 8 May 2026          working days
       -  Sat 9 May to Sun 10 May 2026         Saturday, Sunday
   23-27  Mon 11 May to Fri 15 May 2026        working days
       -  Sat 16 May to Sun 17 May 2026        Saturday, Sunday
   28-32  Mon 18 May to Fri 22 May 2026        working days
       -  Sat 23 May to Sun 24 May 2026        Saturday, Sunday
       -  Mon 25 May 2026                      Spring bank holiday
   33-36  Tue 26 May to Fri 29 May 2026        working days
       -  Sat 30 May to Sun 31 May 2026        Saturday, Sunday
   37-40  Mon 1 Jun to Thu 4 June 2026         working days

Working days: all but Saturdays, Sundays, Christmas Day and bank holidays in Scotland (FOISA s.73)
",
    );
}

#[test]
fn lateness_and_the_first_day_for_a_complaint_are_proved_too() {
    let late = Desk::nowhere().run(&[
        "clock",
        "--regime",
        "foia",
        "--received",
        "2020-06-02",
        "--answered",
        "2020-07-09",
    ]);
    let page = late.exits(0).stdout;
    for part in [
        "late by                   7 working days\n",
        "late by: 7 working days\n       0  Tue 30 June 2020                     the last day for \
         the answer\n     1-3  Wed 1 Jul to Fri 3 July 2020         working days\n",
        "     4-7  Mon 6 Jul to Thu 9 July 2020         working days\n",
    ] {
        assert!(page.contains(part), "{part:?} is not in\n{page}");
    }
    let silence = Desk::nowhere().run(&["clock", "--regime", "foia", "--received", "2028-12-11"]);
    let page = silence.exits(0).stdout;
    for part in [
        "answer due                Wed 10 January 2029     the 20th working day after receipt \
         [s.10(1)] (provisional)\n",
        "complain from: when no answer came in time [s.50(1)]\n       0  Wed 10 January 2029",
        "working day, provisionally: its bank holidays are not known yet",
    ] {
        assert!(page.contains(part), "{part:?} is not in\n{page}");
    }
}

#[test]
fn a_question_that_came_too_late_leaves_the_first_date_on_the_page() {
    let report = clock(&[
        "--regime",
        "foia",
        "--received",
        "2026-01-05",
        "--clarification-asked",
        "2026-02-09",
        "--clarified",
        "2026-02-16",
    ]);
    let steps = report["steps"].as_array().unwrap();
    assert_eq!(
        (&steps[0]["what"], &steps[0]["date"]),
        (&"due_at_first".into(), &"2026-02-02".into())
    );
    assert_eq!(report["due"], "2026-03-16");
    assert!(report["notes"][0].as_str().unwrap().contains("late since 2026-02-02"));
}

#[test]
fn what_cannot_be_is_refused_with_the_reason() {
    for (arguments, reason) in [
        (&["--received", "2026-02-30"][..], "there is no such day as 2026-02-30"),
        (&["--received", "26-01-05"], "`26-01-05` has a two-digit year"),
        (&["--received", "2004-12-31"], "before 1 January 2005"),
        (
            &["--received", "2026-01-05", "--answered", "2026-01-02"],
            "answered on 2026-01-02, before received on 2026-01-05: that cannot be",
        ),
        (
            &[
                "--received",
                "2026-01-05",
                "--clarification-asked",
                "2026-01-20",
                "--clarified",
                "2026-01-19",
            ],
            "clarified on 2026-01-19, before clarification asked on 2026-01-20",
        ),
        (&["--received", "2026-01-05", "--fee-paid", "2026-01-19"], "without a fees notice"),
        (&["--received", "2026-01-05", "--body", "college"], "`college` is not a kind of body"),
        (
            &["--received", "2026-01-05", "--closures", "2026-04-10..2026-04-01"],
            "a closure that ends on 2026-04-01, before it begins",
        ),
        (&[], "--received"),
    ] {
        let ran =
            Desk::nowhere().run(&[&["clock", "--regime", "foia"], arguments].concat()).exits(2);
        assert!(ran.stderr.contains(reason), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "");
    }
    for law in ["foisa", "eir", "eisr"] {
        let arguments = ["clock", "--regime", law, "--body", "school", "--received", "2026-01-05"];
        let ran = Desk::nowhere().run(&arguments).exits(2);
        assert!(ran.stderr.contains("school days count under FOIA only"), "{}", ran.stderr);
    }
}

#[test]
fn a_date_that_breaks_a_rule_is_computed_and_noted() {
    let report = clock(&[
        "--regime",
        "foia",
        "--received",
        "2026-03-02",
        "--fee-notice",
        "2026-04-01",
        "--fee-paid",
        "2026-04-10",
    ]);
    assert_eq!(report["due"], "2026-03-31");
    let notes = report["notes"].to_string();
    assert!(notes.contains("the fees notice of 2026-04-01 came out of time"), "{notes}");
}

#[test]
fn newer_holidays_are_taken_over_and_counted_with() {
    let desk = Desk::nowhere();
    let ask = || {
        let report = desk.json(&["clock", "--regime", "foia", "--received", "2028-12-04"]);
        (report["due"].clone(), report["provisional"].clone())
    };
    assert_eq!(ask(), ("2029-01-03".into(), true.into()));
    let file = desk.file(
        "newer.json",
        r#"{"england-and-wales":{"division":"england-and-wales","events":[
              {"title":"New Year’s Day","date":"2029-01-01","notes":"","bunting":true}]},
            "scotland":{"division":"scotland","events":[
              {"title":"New Year’s Day","date":"2029-01-01","notes":"","bunting":true},
              {"title":"2nd January","date":"2029-01-02","notes":"","bunting":true}]},
            "northern-ireland":{"division":"northern-ireland","events":[
              {"title":"New Year’s Day","date":"2029-01-01","notes":"","bunting":true}]}}"#,
    );
    let update = ["holidays", "update", file.to_str().unwrap()];
    let ran = desk.run(&update).exits(0);
    assert!(ran.stdout.contains("+ 2029-01-02\tscotland\t2nd January"), "{}", ran.stdout);
    assert_eq!(ask(), ("2029-01-05".into(), false.into()));
    assert_eq!(
        desk.json(&update)["changes"],
        serde_json::json!([]),
        "a second time changes nothing"
    );
    assert_eq!(desk.json(&["holidays"])["last_year"], 2029);
}

#[test]
fn a_file_that_holds_no_holidays_is_refused_and_changes_nothing() {
    let desk = Desk::nowhere();
    for (content, reason) in [
        ("<html>", "not a file of bank holidays"),
        ("{}", "no bank holiday"),
        (r#"{"division":"scotland","events":[{"title":"X","date":"1999-01-01"}]}"#, "1999-01-01"),
    ] {
        let file = desk.file("newer.json", content);
        let ran = desk.run(&["holidays", "update", file.to_str().unwrap()]).exits(1);
        assert!(ran.stderr.contains(reason), "{}", ran.stderr);
    }
    let ran = desk.run(&["holidays", "update", "missing.json"]).exits(1);
    assert!(ran.stderr.contains("missing.json"), "{}", ran.stderr);
    assert_eq!(desk.json(&["holidays"])["last_year"], 2028);
}
