//! She imports lists: her own, WhatDoTheyKnow's, the government's register of schools.

use crate::desk::Desk;

#[test]
fn a_list_of_names_and_addresses_needs_no_mapping() {
    let desk = Desk::new().today("2026-11-22");
    desk.file(
        "colleges.csv",
        "name,foi_email,Beds\nVeskmere College,foi@veskmere.example,12\n\
         Quarn College,FOI <foi@quarn.example>,\n",
    );
    let shown = desk.run(&["authority", "import", "colleges.csv", "--dry-run"]).exits(0);
    assert!(shown.stderr.starts_with("would be: 2 new, 0 updated, 0 unchanged, 0 skipped"));
    let _ = desk.run(&["authority", "show", "veskmere-college"]).exits(1);

    let done = desk.json(&["authority", "import", "colleges.csv", "--kind", "fe-college"]);
    assert_eq!((&done["new"], &done["format"]), (&2.into(), &"list".into()));
    let listed = desk.json(&["authority", "list", "all"]);
    assert_eq!(listed[1]["email"], "foi@quarn.example");
    assert_eq!(listed[0]["verified"], "2026-11-22");
    assert_eq!(
        (&listed[0]["kind"], &listed[0]["extra"]["Beds"]),
        (&"fe-college".into(), &"12".into())
    );
}

#[test]
fn importing_twice_changes_nothing() {
    let mut desk = Desk::new();
    desk.file(
        "list.csv",
        "name;email\nVeskmere College;foi@veskmere.example\nCoventry University;\n",
    );
    let first = desk.json(&["authority", "import", "list.csv"]);
    assert_eq!((&first["new"], &first["unchanged"]), (&1.into(), &1.into()));
    let before = std::fs::read_to_string(desk.path().join("authorities.toml")).unwrap();
    assert!(before.starts_with("# Your register"), "her remarks stay");
    desk.set_today("2027-01-01");
    let second = desk.json(&["authority", "import", "list.csv"]);
    assert_eq!((&second["new"], &second["unchanged"]), (&0.into(), &2.into()));
    assert_eq!(std::fs::read_to_string(desk.path().join("authorities.toml")).unwrap(), before);
}

#[test]
fn a_bad_address_is_told_and_the_rest_is_imported() {
    let desk = Desk::new();
    desk.file("list.csv", "name,email\nVeskmere,nobody\nQuarn,foi@quarn.example\n,x@y.example\n");
    let ran = desk.run(&["authority", "import", "list.csv"]).exits(3);
    assert!(
        ran.stderr.contains("error: line 2: Veskmere: email: `nobody` is not an e-mail address"),
        "{}",
        ran.stderr
    );
    assert!(ran.stdout.contains("skipped\t1 row\thas no name"), "{}", ran.stdout);
    let listed = desk.json(&["authority", "list", "all"]);
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["trust"]), (2, &"no_address".into()));
}

#[test]
fn a_word_that_is_no_kind_is_answered_with_those_that_may_be_meant() {
    let desk = Desk::new();
    desk.file("list.csv", "name,kind,email\nVeskmere,college,foi@veskmere.example\n");
    let ran = desk.run(&["authority", "import", "list.csv"]).exits(3);
    let told = "kind: `college` is not a kind of authority (did you mean `fe-college` or `sixth-form-college`?)";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
}

#[test]
fn other_columns_need_a_mapping() {
    let desk = Desk::new();
    let list = desk.file("list.csv", "Body,Contact\nVeskmere,foi@veskmere.example\n");
    let list = list.to_str().unwrap();
    let ran = desk.run(&["authority", "import", list]).exits(1);
    assert!(ran.stderr.contains("say which with --map name=COLUMN"), "{}", ran.stderr);
    let mapped = ["authority", "import", list, "--map", "name=body", "--map", "email=Contact"];
    assert_eq!(desk.json(&mapped)["new"], 1);
    desk.file("picture.csv", b"\x89PNG\r\n\x1a\n\0\0");
    let ran = desk.run(&["authority", "import", "picture.csv"]).exits(1);
    assert!(ran.stderr.contains("it is not text"), "{}", ran.stderr);
}

#[test]
fn the_lists_of_whatdotheyknow_and_of_schools_are_known() {
    let desk = Desk::new();
    desk.file(
        "all-authorities.csv",
        "Name,Short name,URL name,Tags,Home page,Publication scheme,Disclosure log,Notes,Created at,Updated at,Version\n\
         Strathvesk Council,,strathvesk_council,local_council scotland,https://strathvesk.example,,,,2020-01-01,2021-01-01,4\n\
         Old Board,,old_board,defunct,,,,,2020-01-01,2021-01-01,1\n",
    );
    let done = desk.json(&["authority", "import", "all-authorities.csv"]);
    assert_eq!((&done["format"], &done["new"]), (&"whatdotheyknow".into(), &1.into()));
    assert_eq!(done["items"][1]["because"][0], "is defunct");
    let council = desk.json(&["authority", "show", "strathvesk-council"]);
    assert_eq!((&council[0]["regime"], &council[0]["kind"]), (&"foisa".into(), &"council".into()));
    assert_eq!(council[0]["extra"]["Version"], "4");

    let school = |urn: &str, kind: &str, status: &str| {
        format!("{urn},Ysgol Gw\u{ea}n,{kind},{status},Vesk Learning Trust,Quarnshire\n")
    };
    let csv = "URN,EstablishmentName,TypeOfEstablishment (name),EstablishmentStatus (name),Trusts (name),LA (name)\n".to_owned()
        + &school("900001", "Academy converter", "Open")
        + &school("900002", "Academy converter", "Open")
        + &school("900003", "Other independent school", "Open")
        + &school("900004", "Community school", "Closed");
    // The extract comes in Windows-1252.
    let bytes: Vec<u8> = csv.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    desk.file("edubasealldata.csv", bytes);
    let done = desk.json(&["authority", "import", "edubasealldata.csv"]);
    assert_eq!((&done["format"], &done["encoding"]), (&"gias".into(), &"windows-1252".into()));
    assert_eq!((&done["new"], &done["skipped"]), (&2.into(), &2.into()));
    let academies = desk.json(&["authority", "list", "kind:academy"]);
    assert_eq!(academies[0]["name"], "Ysgol Gwên");
    for academy in academies.as_array().unwrap() {
        assert_eq!(academy["legal_authority"], "vesk-learning-trust");
    }
}
