//! Requests for internal review are drafted from what is on record, for `foi send`.

use crate::desk::Desk;

const HERS: &str = r#"
[[authority]]
id = "dunquarn"
name = "University of Dunquarn"
kind = "university"
nation = "scotland"
email = "foi@dunquarn.example"
review_email = "reviews@dunquarn.example"

[[authority]]
id = "barsetshire"
name = "University of Barsetshire"
kind = "university"
nation = "england"
email = "foi@barsetshire.example"
"#;

/// A desk whose two letters went on 2 March 2026.
fn sent() -> Desk {
    let desk = Desk::new();
    desk.file("authorities.toml", HERS);
    desk.run(&["draft", "social", "--template", "social-media-monitoring"]).done();
    desk.run(&["send", "social", "--confirm", "2"]).done();
    desk
}

#[test]
fn a_late_answer_is_taken_to_review_under_the_law_of_the_nation() {
    let mut desk = sent();
    desk.set_today("2026-04-20");
    let drafted = desk.json(&["review", "social/dunquarn", "social/barsetshire"]);
    let letters = drafted["letters"].as_array().unwrap();
    assert_eq!(letters.len(), 2);
    assert_eq!(letters[0]["to"], "reviews@dunquarn.example");
    let scottish = letters[0]["body"].as_str().unwrap();
    assert!(scottish.starts_with(
        "Dear University of Dunquarn,\n\nThis is a requirement for review under section 20"
    ));
    assert!(
        scottish.contains("sent on 2 March 2026") && !scottish.contains("Act 2000"),
        "{scottish}"
    );
    let english = letters[1]["body"].as_str().unwrap().replace('\n', " ");
    assert!(english.contains("Please carry out an internal review"), "{english}");
    assert!(english.contains("It was due by 31 March 2026 under section 10(1)"), "{english}");
    let eml = desk.run(&["preview", "social/barsetshire", "--eml"]).exits(0).stdout;
    let first =
        drafted["letters"][1]["message_id"].as_str().unwrap().replace("review-2", "request-1");
    assert!(eml.contains(&format!("In-Reply-To: <{first}>")), "{eml}");
    assert!(eml.contains(&format!("References: <{first}>")), "{eml}");
}

#[test]
fn no_review_before_its_time_and_none_twice() {
    let mut desk = sent();
    let early = desk.run(&["review", "social/barsetshire"]).exits(1).stderr;
    assert!(early.contains("no answer yet, and it is not late before 31 March 2026"), "{early}");
    desk.set_today("2026-04-20");
    let due = desk.json(&["review", "--due"]);
    assert_eq!(due["letters"].as_array().unwrap().len(), 2);
    let again = desk.run(&["review", "social/barsetshire"]).exits(1).stderr;
    assert!(again.contains("a review letter waits already"), "{again}");
}

/// A review letter that was overtaken is given up and drafted anew, as what stops the run says.
#[test]
fn a_review_that_was_overtaken_is_cancelled_and_drafted_anew() {
    let mut desk = sent();
    desk.set_today("2026-04-20");
    desk.run(&["review", "social/barsetshire"]).done();
    desk.file("authorities.toml", HERS.replace("foi@barsetshire", "requests@barsetshire"));
    let send = ["send", "--kind", "review", "--dry-run"];
    let stopped = desk.run(&send).exits(5).stderr;
    let way = "hint: `foi cancel REQUEST --kind review`, then `foi review REQUEST` makes it anew; or undo the change\n";
    assert!(stopped.ends_with(way), "{stopped}");
    desk.run(&["cancel", "social/barsetshire", "--kind", "review"]).done();
    let anew = desk.json(&["review", "social/barsetshire"]);
    assert_eq!(anew["letters"][0]["to"], "requests@barsetshire.example");
    let id = anew["letters"][0]["message_id"].as_str().unwrap();
    assert!(id.contains(".review-3@"), "a Message-ID of its own: {id}");
    let _ = desk.run(&["send", "--kind", "review", "--confirm", "1"]).exits(0);
    let row = &desk.json(&["list"])[0];
    let letters: Vec<_> =
        row["letters"].as_array().unwrap().iter().map(|one| &one["state"]).collect();
    assert_eq!(letters, ["accepted", "cancelled", "accepted"]);
    assert_eq!(row["status"], "internal_review");
}

#[test]
fn an_item_that_was_not_asked_cannot_be_reviewed() {
    let mut desk = sent();
    desk.set_today("2026-04-20");
    let told = desk.run(&["review", "social/barsetshire", "--item", "12z"]).exits(2).stderr;
    assert!(told.contains("has no item `12z`") && told.contains("2a"), "{told}");
    let letters = desk.json(&["review", "social/barsetshire", "--item", "2a"]);
    assert!(
        letters["letters"][0]["body"]
            .as_str()
            .unwrap()
            .contains("What I ask you to review: item 2a.")
    );
}

/// Their answer to a request, as an .eml file of the desk, read and filed.
fn answer(desk: &Desk, request: &str, from: &str, text: &str) {
    let rows = desk.json(&["list"]);
    let rows = rows.as_array().unwrap();
    let row = rows.iter().find(|row| row["request"] == request).unwrap();
    let id = row["sent_message_ids"][0].as_str().unwrap();
    let eml = format!(
        "From: Information Office <{from}>\nTo: robin@campaign.example\nSubject: FOI-26-0417\n\
         Date: Thu, 19 Mar 2026 10:00:00 +0000\nMessage-ID: <answer.{request}@their.example>\n\
         In-Reply-To: <{id}>\n\nDear Robin Example,\n\nOur reference: FOI-26-0417\n\n{text}\n"
    );
    desk.file("in/answer.eml", eml);
    let report = desk.json(&["check", "in"]);
    assert_eq!(report["items"][0]["certainty"], "certain", "{report}");
    std::fs::remove_dir_all(desk.path().join("in")).unwrap();
}

/// The body of the one review letter drafted, on one line.
fn drafted(desk: &Desk, request: &str) -> String {
    let drafted = desk.json(&["review", request]);
    let body = drafted["letters"][0]["body"].as_str().unwrap();
    body.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn has_all(body: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(body.contains(sentence), "`{sentence}` is not in\n{body}");
    }
}

#[test]
fn a_refusal_with_a_section_is_answered_with_what_that_section_asks_of_them() {
    let mut desk = sent();
    desk.set_today("2026-03-24");
    answer(
        &desk,
        "social/barsetshire",
        "foi@barsetshire.example",
        "We are withholding the information you asked for under section 31(1)(a) of the \
         Freedom of Information Act 2000 as disclosure would prejudice the prevention of crime.",
    );
    let body = drafted(&desk, "social/barsetshire");
    has_all(
        &body,
        &[
            "Please carry out an internal review",
            "sent on 2 March 2026",
            "your reference FOI-26-0417",
            "on 19 March 2026 you refused the request, relying on section 31(1)(a)",
            "> We are withholding the information you asked for under section",
            "Please do so for section 31(1)(a)",
            "public interest",
        ],
    );
    assert!(!body.contains("I have received none") && !body.contains("Scotland"), "{body}");
    let eml = desk.run(&["preview", "social/barsetshire", "--eml"]).exits(0).stdout;
    has_all(&eml, &["In-Reply-To: <answer.social/barsetshire@their.example>"]);
}

#[test]
fn not_held_is_answered_in_scottish_words_for_a_scottish_body() {
    let mut desk = sent();
    desk.set_today("2026-03-24");
    answer(
        &desk,
        "social/dunquarn",
        "foi@dunquarn.example",
        "The University does not hold the information you have requested. This is a notice under \
         section 17 of the Freedom of Information (Scotland) Act 2002.",
    );
    let body = drafted(&desk, "social/dunquarn");
    has_all(
        &body,
        &[
            "This is a requirement for review under section 20",
            "you said that the information is not held",
            "Freedom of Information (Scotland) Act 2002",
        ],
    );
    assert!(!body.contains("Act 2000") && !body.contains("internal review"), "{body}");
}

#[test]
fn her_decision_is_the_ground_where_no_message_says_it() {
    let mut desk = sent();
    desk.set_today("2026-03-24");
    desk.run(&["set", "social/barsetshire", "refused"]).done();
    desk.set_today("2026-04-20");
    let body = drafted(&desk, "social/barsetshire");
    has_all(&body, &["on 24 March 2026 you refused the request"]);
    assert!(!body.contains("I have received none"), "{body}");
}

#[test]
fn a_due_date_of_her_own_counts_for_a_late_answer() {
    let mut desk = sent();
    desk.run(&["set", "social/barsetshire", "--due", "2026-04-30", "--because", "they were shut"])
        .done();
    desk.set_today("2026-04-20");
    let early = desk.run(&["review", "social/barsetshire"]).exits(1).stderr;
    assert!(early.contains("it is not late before 30 April 2026"), "{early}");
    desk.set_today("2026-05-05");
    has_all(&drafted(&desk, "social/barsetshire"), &["It was due by 30 April 2026"]);
}
