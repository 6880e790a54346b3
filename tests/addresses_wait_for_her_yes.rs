//! Nothing goes to an address that she has not said yes to: the run stops with exit code 5, names
//! the address and its source, and says how to go on.

use crate::desk::Desk;

const FOUND_IN_A_LIST: &str = r#"[[authority]]
id = "dunbridge"
name = "University of Dunbridge"
kind = "university"
nation = "england"
email = "foi@dunbridge.example"
source = "a list of 2019"
"#;

fn drafted() -> Desk {
    let desk = Desk::new();
    desk.file("authorities.toml", FOUND_IN_A_LIST);
    let template = ["--template", "social-media-monitoring", "--to", "dunbridge"];
    desk.run(&[&["draft", "social"], template.as_slice()].concat()).done();
    desk
}

fn letters_written(desk: &Desk) -> usize {
    std::fs::read_dir(desk.path().join("outbox")).map_or(0, Iterator::count)
}

#[test]
fn the_run_stops_and_says_how_to_go_on() {
    let desk = drafted();
    let _ = desk.run(&["send", "social", "--confirm", "1"]).exits(5).shows("").says(
        "1 letter of social (1 request)\n\
         from Robin Example <robin@campaign.example> into $DESK/outbox (no account is named)\n\
         guard: nobody has said yes to the address foi@dunbridge.example (a list of 2019) (social/dunbridge)\n  \
         look each up on its own page, then `foi authority verify AUTHORITY`\n\
         error: nothing was sent: unverified (1 letter)\n\
         hint: look each up on its own page, then `foi authority verify AUTHORITY`\n",
    );
    assert_eq!(letters_written(&desk), 0);
    let yes = ["authority", "verify", "dunbridge"];
    let asked = desk.run(&yes).exits(0).stderr;
    assert!(asked.contains("foi@dunbridge.example (unverified; from: a list of 2019)"), "{asked}");
    desk.run(&["send", "social", "--confirm", "1"]).done();
    assert_eq!(letters_written(&desk), 1);
}

#[test]
fn a_dry_run_tells_it_and_sends_nothing() {
    let desk = drafted();
    let told = desk.run(&["send", "social", "--dry-run"]).stderr;
    assert!(told.contains("guard: nobody has said yes to the address"), "{told}");
    assert_eq!(letters_written(&desk), 0);
}

#[test]
fn an_authority_that_left_the_register_is_not_written_to() {
    let desk = drafted();
    desk.file("authorities.toml", "");
    let _ = desk.run(&["send", "social", "--confirm", "1"]).exits(5);
    assert_eq!(letters_written(&desk), 0);
}

#[test]
fn a_follow_up_goes_where_the_request_went_and_to_no_new_address_unasked() {
    let mut desk = drafted();
    desk.run(&["authority", "verify", "dunbridge"]).done();
    desk.run(&["send", "social", "--confirm", "1"]).done();
    desk.set_today("2026-04-20");
    let elsewhere = format!("{FOUND_IN_A_LIST}review_email = \"reviews@dunbridge.example\"\n");
    desk.file("authorities.toml", &elsewhere);
    desk.run(&["review", "dunbridge"]).done();
    let send = ["send", "social", "--kind", "review", "--confirm", "1"];
    let stopped = desk.run(&send).exits(5).stderr;
    assert!(stopped.contains("to the address reviews@dunbridge.example"), "{stopped}");
    assert_eq!(letters_written(&desk), 1);
}
