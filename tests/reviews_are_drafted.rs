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
