//! What the mailbox does not hold: letters by post, calls by telephone, a complaint on a web site.
//! By her hand each moves the request as the message would have.

use serde_json::Value;

use crate::desk::Desk;

/// Two requests, both received on 2 February 2026 and due on 2 March, in England and in Scotland.
fn desk() -> Desk {
    let desk = Desk::new().today("2026-02-03");
    let entry = |id: &str, nation: &str| {
        format!(
            "[[authority]]\nid = \"{id}\"\nname = \"University of {id}\"\nkind = \"university\"\n\
             nation = \"{nation}\"\nemail = \"foi@{id}.example\"\n"
        )
    };
    desk.file("authorities.toml", entry("marl", "england") + &entry("quarn", "scotland"));
    for to in ["marl", "quarn"] {
        desk.run(&["draft", "social", "--template", "social-media-monitoring", "--to", to]).done();
        desk.run(&["set", to, "--received", "2026-02-02", "--because", "by hand"]).done();
    }
    desk
}

fn request(desk: &Desk, id: &str) -> Value {
    let listed = desk.json(&["list"]);
    listed.as_array().unwrap().iter().find(|row| row["authority"] == id).unwrap().clone()
}

/// Status, outcome, next action and its day.
fn stands(desk: &Desk, id: &str) -> (String, Option<String>, String, Option<String>) {
    let row = request(desk, id);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let next = &row["next_action"];
    (
        text(&row["status"]).unwrap(),
        text(&row["outcome"]),
        text(&next["do"]).unwrap(),
        text(&next["by"]),
    )
}

fn standing(
    status: &str,
    outcome: &str,
    next: &str,
    by: &str,
) -> (String, Option<String>, String, Option<String>) {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    (status.to_owned(), some(outcome), next.to_owned(), some(by))
}

fn clock(desk: &Desk, id: &str, key: &str) -> Value {
    desk.json(&["show", id])["clock"][key].clone()
}

#[test]
fn a_whole_request_by_post_from_the_answer_to_the_appeal() {
    let mut desk = desk();
    desk.set_today("2026-03-10");
    desk.run(&["set", "marl", "--answered", "2026-03-09"]).done();
    assert_eq!(stands(&desk, "marl"), standing("answered", "", "triage", "2026-05-08"));
    assert_eq!(clock(&desk, "marl", "late_by"), 5);
    let shown = desk.run(&["show", "marl"]).exits(0).stdout;
    assert!(shown.contains("\nanswered:  2026-03-09, 5 working days late\n"), "{shown}");
    assert!(shown.contains("\nnext:      triage by 2026-05-08: an answer is in"), "{shown}");
    desk.run(&["set", "marl", "refused"]).done();
    assert_eq!(stands(&desk, "marl"), standing("refused", "refused", "ask_review", "2026-05-08"));
    desk.set_today("2026-03-12");
    desk.run(&["set", "marl", "--review-asked", "2026-03-11"]).done();
    assert_eq!(stands(&desk, "marl"), standing("internal_review", "refused", "wait", "2026-04-13"));
    desk.set_today("2026-04-20");
    assert_eq!(
        stands(&desk, "marl"),
        standing("internal_review", "refused", "chase_review", "2026-05-12")
    );
    desk.run(&["set", "marl", "--chased", "2026-04-17"]).done();
    assert_eq!(stands(&desk, "marl"), standing("internal_review", "refused", "wait", "2026-05-12"));
    desk.run(&["set", "marl", "--review-answered", "2026-04-20"]).done();
    assert_eq!(
        stands(&desk, "marl"),
        standing("internal_review", "refused", "triage", "2026-06-01")
    );
    desk.run(&["set", "marl", "partly_successful"]).done();
    assert_eq!(
        stands(&desk, "marl"),
        standing("partly_successful", "partly_successful", "complain", "2026-06-01")
    );
    desk.set_today("2026-06-01");
    desk.run(&["set", "marl", "--complained", "2026-05-29"]).done();
    assert_eq!(stands(&desk, "marl").0, "with_regulator");
    desk.set_today("2026-09-07");
    desk.run(&["set", "marl", "--regulator-decided", "2026-09-04"]).done();
    assert_eq!(
        stands(&desk, "marl"),
        standing("with_regulator", "partly_successful", "close", "2026-10-02")
    );
    for _ in 0..7 {
        desk.run(&["undo"]).done();
    }
    assert_eq!(stands(&desk, "marl").0, "answered", "each step is taken back by itself");
}

#[test]
fn an_answer_and_its_outcome_are_said_at_once() {
    let desk = desk().today("2026-03-10");
    desk.run(&["set", "quarn", "not_held", "--answered", "2026-02-09", "--because", "by post"])
        .done();
    assert_eq!(
        stands(&desk, "quarn"),
        standing("not_held", "not_held", "ask_review", "2026-04-07")
    );
    assert_eq!(clock(&desk, "quarn", "review_ask_by"), "2026-04-28", "from the end of the time");
    let shown = desk.run(&["show", "quarn"]).exits(0).stdout;
    assert!(
        shown.contains("2026-02-09 23:59  you received their answer on 2026-02-09\n"),
        "{shown}"
    );
    let review = [
        "set",
        "quarn",
        "refused",
        "--review-asked",
        "2026-02-16",
        "--review-answered",
        "2026-03-09",
    ];
    desk.run(&review).done();
    assert_eq!(stands(&desk, "quarn"), standing("refused", "refused", "complain", "2026-09-09"));
}

#[test]
fn a_reminder_by_telephone_leads_on_to_the_complaint() {
    let mut desk = desk();
    desk.set_today("2026-03-03");
    assert_eq!(stands(&desk, "marl").2, "chase");
    desk.run(&["set", "marl", "--chased", "2026-03-03"]).done();
    assert_eq!(stands(&desk, "marl"), standing("awaiting_response", "", "wait", "2026-03-18"));
    let proof = desk.run(&["show", "marl", "--proof"]).exits(0).stdout;
    assert!(
        proof.contains("give the reminder until   Wed 18 March 2026       10 working days"),
        "{proof}"
    );
    assert!(proof.contains("St Patrick’s Day (Northern Ireland)"), "{proof}");
    desk.set_today("2026-03-19");
    assert_eq!(stands(&desk, "marl").2, "complain");
}

#[test]
fn their_date_is_traced_to_an_acknowledgement_by_post() {
    let desk = desk().today("2026-02-10");
    desk.run(&["set", "marl", "--acknowledged", "2026-02-04", "--due-claimed", "2026-03-04"])
        .done();
    let remarks = desk.json(&["show", "marl"])["remarks"][1].clone();
    assert_eq!(
        remarks,
        "they name 2026-03-04: later than the law allows: it counts from the acknowledgement of \
         2026-02-04, the law from receipt"
    );
}

#[test]
fn a_claim_by_telephone_is_shown_both_ways_with_a_proof_of_each() {
    let desk = desk().today("2026-02-20");
    let claim = ["set", "marl", "--extended", "--as-claim", "--because", "said by telephone"];
    desk.run(&claim).done();
    let shown = desk.json(&["show", "marl"]);
    assert_eq!(shown["request"]["due"], "2026-03-02", "a claim moves no date");
    let claims = &shown["claims"];
    assert_eq!(
        (&claims[0]["due_if_good"], &claims[0]["due_if_not"]),
        (&"2026-03-31".into(), &"2026-03-02".into())
    );
    let steps = claims[0]["clock_if_good"]["steps"].as_array().unwrap();
    let extended = steps.iter().find(|step| step["what"] == "extended_latest").unwrap();
    let proof = extended["proof"].as_array().unwrap();
    assert_eq!(
        (&proof[0]["date"], &proof.last().unwrap()["day"]),
        (&"2026-02-02".into(), &40.into())
    );
    desk.run(&["set", "marl", "--clarification-asked", "2026-02-09", "--as-claim"]).done();
    desk.run(&["set", "marl", "--clarification-given", "2026-02-16"]).done();
    let page = desk.run(&["show", "marl", "--proof"]).exits(0).stdout;
    for part in [
        "note:      they ask what you mean: due 2026-03-16 if it is good, 2026-03-02 if not;",
        "note:      they claim more time: due 2026-03-31 if it is good, 2026-03-02 if not;",
        "note:      if all that is good, due 2026-04-16\n",
        "If it is good in law that they ask what you mean:\n\nanswer due                Mon 16 March 2026",
        "       -  Mon 2 February 2026                  received; the clock starts anew below\n       0  Mon 16 February 2026",
        "If it is good in law that they claim more time:\n\nextended at most to       Tue 31 March 2026",
        "If all that they claim is good in law:\n",
    ] {
        assert!(page.contains(part), "{part:?} is not in\n{page}");
    }
    desk.run(&["set", "marl", "--clarification-asked", "2026-02-09"]).done();
    assert_eq!(request(&desk, "marl")["due"], "2026-03-16", "her yes moves it");
}

#[test]
fn scotland_knows_no_more_time_and_says_so() {
    let desk = desk().today("2026-02-20");
    desk.run(&["set", "quarn", "--extended-until", "2026-03-20", "--as-claim"]).done();
    let remarks = desk.json(&["show", "quarn"])["remarks"][1].clone();
    assert_eq!(
        remarks,
        "they claim more time until 2026-03-20: 2026-03-02 either way; the law knows no extension"
    );
}

#[test]
fn what_has_not_come_yet_is_not_recorded() {
    let desk = desk().today("2026-02-20");
    for option in
        ["--answered", "--received", "--fee-notice", "--review-asked", "--complained", "--on"]
    {
        let ran = desk.run(&["set", "marl", "--extended", option, "2026-02-21"]).exits(2);
        assert!(ran.stderr.contains("2026-02-21 has not come yet"), "{option}: {}", ran.stderr);
    }
    for option in ["--answered", "--review-asked", "--acknowledged"] {
        let ran = desk.run(&["set", "marl", option, "2026-02-30"]).exits(2);
        assert!(ran.stderr.contains("there is no such day"), "{option}: {}", ran.stderr);
    }
    let ran = desk.run(&["set", "marl", "--answered", "2026-01-30"]).exits(2);
    assert!(
        ran.stderr.contains("answered on 2026-01-30, before received on 2026-02-02"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_review_is_answered_after_it_was_asked_for() {
    let desk = desk().today("2026-04-20");
    desk.run(&["set", "marl", "refused", "--answered", "2026-03-02"]).done();
    for options in [
        &["--review-answered", "2026-04-01"][..],
        &["--review-asked", "2026-04-02", "--review-answered", "2026-04-01"],
    ] {
        let ran = desk.run(&[&["set", "marl"], options].concat()).exits(2);
        assert!(
            ran.stderr
                .starts_with("error: review answered on 2026-04-01, and no review was asked for"),
            "{}",
            ran.stderr
        );
    }
    assert_eq!(stands(&desk, "marl").0, "refused", "nothing was recorded");
}

#[test]
fn a_question_that_lapses_is_listed_with_its_day() {
    let desk = desk().today("2026-02-20");
    let question = ["--clarification-asked", "2026-02-16", "--reply-by", "2026-03-16"];
    desk.run(&[&["set", "marl"], &question[..]].concat()).done();
    assert_eq!(
        stands(&desk, "marl"),
        standing("awaiting_clarification", "", "answer_them", "2026-03-16")
    );
    let due = desk.run(&["due", "--days", "30"]).exits(0).stdout;
    assert!(
        due.starts_with(
            "2026-03-16\tin 16 working days\tsocial/marl\tthe last day to answer them, by their word\n"
        ),
        "{due}"
    );
    desk.run(&["set", "marl", "--clarification-given", "2026-02-20"]).done();
    assert_eq!(stands(&desk, "marl"), standing("awaiting_response", "", "wait", "2026-03-23"));
}

#[test]
fn dates_beyond_the_known_holidays_are_marked_wherever_they_stand() {
    let desk = desk().today("2028-12-12");
    desk.run(&["set", "marl", "--received", "2028-12-11", "--because", "sent again"]).done();
    let listed = desk.run(&["list"]).exits(0).stdout;
    assert!(listed.contains("\t2029-01-10 (provisional)\t"), "{listed}");
    let due = desk.run(&["due", "--days", "40"]).exits(0).stdout;
    assert!(due.contains("2029-01-10 (provisional)\t"), "{due}");
    let next = request(&desk, "marl")["next_action"]["because"].clone();
    assert_eq!(next, "the answer is due by 2029-01-10 (provisional)");
    let calendar = desk.run(&["due", "--ics", "-"]).exits(0).stdout;
    assert!(calendar.contains("answer due (provisional)\r\n"), "{calendar}");
}
