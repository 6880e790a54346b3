//! The demo: the main job from the first letter to the reviews, by the same code as the real
//! commands, the same each time, and never over somebody's folder.

use crate::desk::Desk;

const SHOWN: &str = "\
124 letters drafted, 124 sent
293 messages read: 251 filed, 0 likely, 0 unmatched, 42 unrelated

undelivered\t4\tsocial-media/emmerlmouth-institute-of-art-and-technology
awaiting_response\t16\tsocial-media/braskcombe-university
awaiting_clarification\t5\tsocial-media/braskminster-institute-of-art-and-technology
answered\t99\tsocial-media/ardthrim-institute-of-art-and-technology
21 overdue, 72 internal reviews drafted
";

#[test]
fn it_shows_a_whole_campaign_and_can_be_run_again() {
    let desk = Desk::nowhere().today("2026-11-22");
    for _ in 0..2 {
        let ran = desk.run(&["demo"]).exits(0).shows(SHOWN);
        assert!(ran.stderr.starts_with("Making a desk of 124 invented universities in foi-demo\n"));
        assert!(ran.stderr.contains("Nothing has left this machine. Try next:\n"));
    }
    let again = desk.json(&["--desk", "foi-demo", "check", "foi-demo/replies.mbox"]);
    assert_eq!((&again["new"], &again["duplicates"]), (&0.into(), &again["messages"]));
}

#[test]
fn every_reply_is_filed_under_the_request_it_answers() {
    let desk = Desk::nowhere().today("2026-11-22");
    let _ = desk.run(&["demo"]).exits(0);
    let requests = desk.json(&["--desk", "foi-demo", "list"]);
    for request in requests.as_array().unwrap() {
        let id = request["request"].as_str().unwrap();
        let shown = desk.json(&["--desk", "foi-demo", "show", id]);
        let filed = shown["events"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|event| event["kind"]["what"] == "filed");
        // One slip was made on purpose; it is kept as one, not as a second reference.
        let references = shown["references"].as_array().unwrap();
        let sound = references.iter().filter(|known| known["mistype_of"].is_null());
        assert!(sound.count() <= 1, "{id}: {references:?}");
        assert!(filed.count() <= 3, "{id} has somebody else's mail");
    }
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let desk = Desk::nowhere();
    desk.file("foi-demo/thesis.txt", "do not lose this");
    let _ = desk.run(&["demo"]).exits(5).shows("").says(
        "Making a desk of 124 invented universities in foi-demo\n\
         error: foi-demo is in use and is no demo\n\
         hint: name an empty folder: foi demo DIR\n",
    );
    assert!(desk.path().join("foi-demo/thesis.txt").is_file());
}
