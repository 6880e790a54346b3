//! Her decisions: set, shown, logged, taken back. What follows from letters and messages cannot be
//! set by hand, and a mistyped word is answered with the one that was meant.

use crate::desk::Desk;

/// A desk with one request that has been drafted.
fn desk_with_request() -> Desk {
    let desk = Desk::new();
    desk.file(
        "authorities.toml",
        "[[authority]]\nid = \"dunbridge\"\nname = \"University of Dunbridge\"\nkind = \"university\"\n\
         nation = \"england\"\nemail = \"foi@dunbridge.example\"\nverified = 2026-02-27\n",
    );
    let _ = desk
        .run(&["draft", "social", "--template", "social-media-monitoring", "--to", "dunbridge"])
        .exits(0);
    desk
}

#[test]
fn a_decision_is_kept_and_can_be_taken_back() {
    let desk = desk_with_request();
    let _ = desk
        .run(&["set", "dunbridge", "withdrawn", "--note", "they closed"])
        .exits(0)
        .shows("social/dunbridge\tunsent -> withdrawn\n")
        .says("`foi undo` takes this back.\n");
    assert_eq!(desk.json(&["list"])[0]["status"], "withdrawn");
    let _ = desk.run(&["undo"]).exits(0).shows("undone: set social/dunbridge\n").says("");
    assert_eq!(desk.json(&["list"])[0]["status"], "unsent");
    let log = desk.json(&["log"]);
    assert_eq!(log[0]["what"], "undo: set social/dunbridge");
}

/// What was done before it may be a sending: nothing older is taken back unasked.
#[test]
fn an_act_that_has_nothing_to_take_back_is_not_passed_over_unasked() {
    let desk = desk_with_request();
    desk.run(&["set", "dunbridge", "withdrawn"]).done();
    desk.file("news.eml", "From: a@shop.example\nSubject: Lunch\n\nOur new menu is out.\n");
    desk.run(&["check", "news.eml"]).done();
    let _ = desk.run(&["undo"]).exits(5).shows("").says(
        "error: the last thing done has nothing to take back: check mail\n\
         hint: `foi undo --older` takes back what was done before it; `foi log` shows what that is\n",
    );
    assert_eq!(desk.json(&["list"])[0]["status"], "withdrawn");
    let _ = desk
        .run(&["undo", "--older"])
        .exits(0)
        .shows("undone: set social/dunbridge\n")
        .says("passed over: check mail\n");
    assert_eq!(desk.json(&["list"])[0]["status"], "unsent");
}

#[test]
fn what_follows_from_letters_cannot_be_set() {
    let desk = desk_with_request();
    let _ = desk.run(&["set", "dunbridge", "answered"]).exits(2).shows("").says(
        "error: `answered` follows from letters and messages and cannot be set\n\
         hint: decide an outcome: successful, partly_successful, refused, not_held\n",
    );
}

#[test]
fn a_mistyped_word_is_answered_with_the_one_that_was_meant() {
    let desk = desk_with_request();
    let ran = desk.run(&["set", "dunbrige", "refused"]).exits(2);
    assert_eq!(
        ran.stderr,
        "error: there is no request `dunbrige` in this desk\nhint: did you mean `dunbridge`?\n"
    );
    let ran = desk.run(&["set", "dunbridge", "refusd"]).exits(2);
    let _ = ran.says("error: `refusd` is not a status (did you mean `refused`?)\n");
}

#[test]
fn a_due_date_of_her_own_needs_its_reason() {
    let desk = desk_with_request();
    let _ = desk
        .run(&["set", "dunbridge", "--due", "2026-04-30"])
        .exits(2)
        .says("error: a due date of your own needs its reason\nhint: add --because \"...\"\n");
}

#[test]
fn with_json_an_error_is_one_object() {
    let desk = desk_with_request();
    let ran = desk.run(&["--json", "show", "nobody"]).exits(2);
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert_eq!(error["error"]["code"], 2);
    assert_eq!(error["error"]["message"], "there is no request `nobody` in this desk");
}

#[test]
fn there_is_nothing_to_undo_on_a_new_desk() {
    let _ = Desk::new().run(&["undo"]).exits(1).shows("").says("error: there is nothing to undo\n");
}

#[test]
fn a_backup_is_a_database_of_its_own_and_never_overwrites() {
    let desk = desk_with_request();
    let _ = desk.run(&["backup", "copy.db"]).exits(0).shows("copy.db\n");
    let bytes = std::fs::read(desk.path().join("copy.db")).unwrap();
    assert!(bytes.starts_with(b"SQLite format 3\0"));
    let _ = desk.run(&["backup", "copy.db"]).exits(2);
}
