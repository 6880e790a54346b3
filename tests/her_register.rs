//! Her register: what it holds, what is wrong with it, whom a selector means.

use crate::desk::Desk;

const HERS: &str = r#"# mine
[[authority]]
id = "dunquarn"
name = "University of Dunquarn"
kind = "university"
nation = "scotland"
email = "foi@dunquarn.example"

[[authority]]
name = "Veskmere College"
kind = "fe-college"
nation = "england"
email = "foi@veskmere.example"
source = "a list of 2019"
"#;

#[test]
fn the_catalogue_can_be_looked_at_without_a_desk() {
    let nowhere = Desk::nowhere();
    let all = nowhere.json(&["authority", "list"]);
    assert_eq!(all.as_array().unwrap().len(), 148);
    let scottish = nowhere.json(&["authority", "list", "kind:university+nation:scotland"]);
    let laws: Vec<_> = scottish.as_array().unwrap().iter().map(|one| &one["regime"]).collect();
    assert!(laws.len() > 10 && laws.iter().all(|law| *law == "foisa"), "{laws:?}");
    assert!(scottish.as_array().unwrap().iter().all(|one| one["trust"] != "verified"));
}

#[test]
fn all_means_her_own() {
    let desk = Desk::new();
    desk.file("authorities.toml", HERS);
    let _ = desk.run(&["authority", "list", "all"]).exits(0).shows(
        "dunquarn\tUniversity of Dunquarn\tuniversity\tscotland\tfoisa\tfoi@dunquarn.example\tyours\n\
         veskmere-college\tVeskmere College\tfe-college\tengland\tfoia\tfoi@veskmere.example\tunverified\n",
    );
    let shown = desk.run(&["authority", "show", "Veskmere College"]).exits(0).stdout;
    assert!(shown.contains("foi@veskmere.example (unverified)"), "{shown}");
    assert!(shown.contains("a list of 2019") && shown.contains("line 9"), "{shown}");
}

#[test]
fn a_name_that_nobody_has_is_told_with_the_nearest_one() {
    let desk = Desk::new();
    desk.file("authorities.toml", HERS);
    let _ = desk
        .run(&["authority", "show", "dunqarn"])
        .exits(1)
        .says("error: no authority is called `dunqarn` (did you mean `dunquarn`?)\n");
    let _ = desk
        .run(&["authority", "list", "kind:univeristy"])
        .exits(2)
        .says("error: `univeristy` is not a kind of authority (did you mean `university`?)\n");
}

#[test]
fn check_tells_every_problem_at_once() {
    let desk = Desk::new();
    let _ = desk.run(&["authority", "check"]).exits(0).shows("");
    desk.file(
        "authorities.toml",
        HERS.replace("kind = \"fe-college\"", "knd = \"fe-college\"")
            .replace("@veskmere", "@dunquarn")
            + "[[authority]]\nid = \"dunquarn\"\nname = \"Again\"\nemail = \"no address\"\n",
    );
    let ran = desk.run(&["authority", "check"]).exits(1);
    assert_eq!(
        ran.stdout,
        "warning: $DESK/authorities.toml line 9: veskmere-college: foi@dunquarn.example is also the \
         address of dunquarn\n\
         error: $DESK/authorities.toml line 11: veskmere-college: unknown key `knd` (did you mean \
         `kind`?)\n\
         error: $DESK/authorities.toml line 15: dunquarn: this id is taken by the entry on line 2; \
         give one of them another\n\
         error: $DESK/authorities.toml line 18: dunquarn: email: `no address` is not an e-mail \
         address (name@domain)\n"
    );
    assert_eq!(ran.stderr, "2 authorities of your own: 3 errors, 1 warning\n");
}

#[test]
fn a_verified_address_is_recorded_with_day_and_source() {
    let desk = Desk::new().today("2026-11-22");
    desk.file("authorities.toml", HERS);
    let list = "https://veskmere.example/foi";
    let _ = desk
        .run(&["authority", "verify", "Veskmere College", "--source", list])
        .exits(0)
        .shows("veskmere-college\tfoi@veskmere.example\tverified 2026-11-22\n")
        .says(&format!("Veskmere College: foi@veskmere.example (unverified; from: {list})\n"));
    let text = std::fs::read_to_string(desk.path().join("authorities.toml")).unwrap();
    assert!(text.starts_with("# mine\n"), "{text}");
    let shown = desk.json(&["authority", "show", "veskmere-college"]);
    assert_eq!((&shown[0]["verified"], &shown[0]["source"]), (&"2026-11-22".into(), &list.into()));
    let _ = desk.run(&["authority", "verify", "coventry-university"]).exits(0);
    let shown = desk.json(&["authority", "show", "coventry-university"]);
    assert_eq!((&shown[0]["trust"], &shown[0]["kind"]), (&"verified".into(), &"university".into()));
    let _ = desk.run(&["authority", "verify", "university"]).exits(2);
    let _ = desk.run(&["authority", "verify", "chesterfield-college"]).exits(1);
    let no =
        desk.run(&["authority", "verify", "dunquarn", "--email", "a@b.example\nBcc: c@d.example"]);
    assert!(no.exits(2).stderr.contains("line break"));
}
