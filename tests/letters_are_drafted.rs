//! Letters are drafted: whom they go to, who is left out, what they say, and how she edits one.

use crate::desk::Desk;

const HERS: &str = r#"
[[authority]]
id = "dunquarn"
name = "University of Dunquarn"
kind = "university"
nation = "scotland"
email = "foi@dunquarn.example"

[[authority]]
id = "barsetshire"
name = "The University of Barsetshire"
kind = "university"
nation = "england"
email = "foi@barsetshire.example"

[[authority]]
id = "silent"
name = "Silent University"
kind = "university"
nation = "wales"
web_form = "https://silent.example/foi"

[[authority]]
id = "trust"
name = "Harrow Vale Trust"
kind = "academy-trust"
nation = "england"
email = "office@harrowvale.example"

[[authority]]
id = "north-academy"
name = "North Academy"
kind = "academy"
nation = "england"
proprietor = "trust"

[[authority]]
id = "south-academy"
name = "South Academy"
kind = "academy"
nation = "england"
proprietor = "trust"
email = "office@south.example"
"#;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("authorities.toml", HERS);
    desk
}

const SOCIAL: &[&str] = &["draft", "social", "--template", "social-media-monitoring"];

#[test]
fn one_letter_for_each_and_the_others_with_their_reason() {
    let desk = desk();
    let plan = desk.json(SOCIAL);
    let letters = plan["letters"].as_array().unwrap();
    let laws: Vec<_> = letters.iter().map(|one| (&one["request"], &one["law"])).collect();
    assert_eq!(
        format!("{laws:?}"),
        r#"[(String("social/dunquarn"), String("foisa")), (String("social/barsetshire"), String("foia"))]"#
    );
    let reasons: Vec<_> = plan["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["authority"].as_str().unwrap(), one["reason"].as_str().unwrap()))
        .collect();
    assert_eq!(
        reasons,
        [
            ("silent", "no_address"),
            ("trust", "template_does_not_suit"),
            ("north-academy", "template_does_not_suit"),
            ("south-academy", "template_does_not_suit")
        ]
    );
    assert_eq!(plan["questions"].as_array().unwrap().len(), 26);
}

#[test]
fn a_second_draft_writes_to_nobody_twice() {
    let desk = desk();
    desk.run(SOCIAL).done();
    let again = desk.json(SOCIAL);
    assert_eq!(again["letters"].as_array().unwrap().len(), 0);
    assert_eq!(again["left_out"][0]["reason"], "already_asked");
    assert_eq!(desk.json(&["preview", "social"]).as_array().unwrap().len(), 2);
}

#[test]
fn academies_of_one_trust_get_one_letter() {
    let desk = desk();
    let plan = desk.json(&[
        "draft",
        "safe",
        "--template",
        "safety-tech",
        "--to",
        "kind:academy",
        "--to",
        "trust",
    ]);
    assert_eq!(plan["letters"].as_array().unwrap().len(), 1);
    assert_eq!(plan["letters"][0]["to"], "office@harrowvale.example");
    let reasons: Vec<_> =
        plan["left_out"].as_array().unwrap().iter().map(|one| &one["reason"]).collect();
    assert_eq!(reasons.len(), 2);
    assert!(reasons.iter().all(|reason| *reason == "same_authority"));
}

#[test]
fn a_dry_run_writes_nothing_and_every_token_is_another() {
    let desk = desk();
    let dry = desk.json(&[SOCIAL, &["--dry-run"]].concat());
    assert_eq!(dry["written"], false);
    assert!(desk.json(&["preview"]).as_array().unwrap().is_empty());
    let letters = dry["letters"].as_array().unwrap();
    assert_ne!(letters[0]["token"], letters[1]["token"]);
    for letter in letters {
        let token = letter["token"].as_str().unwrap();
        assert!(letter["subject"].as_str().unwrap().ends_with(&format!("[{token}]")));
        assert!(letter["message_id"].as_str().unwrap().starts_with(token));
        assert!(letter["message_id"].as_str().unwrap().ends_with("@campaign.example"));
    }
}

#[test]
fn her_template_replaces_the_built_in_one_and_a_typo_in_it_stops_the_draft() {
    let desk = desk();
    desk.file(
        "templates/social-media-monitoring.txt",
        "+++\ntitle = \"Mine\"\nsubject = \"Posts\"\n[variables]\nsince = \"2024\"\n+++\nDear {{ authority.name }},\n\nSince {{ sicne }} {{ since }}.\n",
    );
    let _ = desk.run(SOCIAL).exits(1).says(
        "error: template `social-media-monitoring`, line 9: unknown variable `sicne` (did you mean `since`?)\n\
         hint: mend the template, then try again; nothing was written\n",
    );
    let _ = desk.run(&["template", "check"]).exits(1);
    assert!(desk.json(&["preview"]).as_array().unwrap().is_empty());
}

#[test]
fn no_name_no_letter() {
    let desk = Desk::nowhere();
    desk.run(&["init", "--no-input"]).done();
    desk.file("authorities.toml", HERS);
    let ran = desk.run(SOCIAL).exits(4);
    assert!(ran.stderr.contains("your real name is missing"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn what_she_edits_is_what_goes() {
    let desk = desk();
    desk.run(SOCIAL).done();
    let before = desk.json(&["preview", "social/barsetshire"]);
    let edit = |editor: &str| {
        let mut command = desk.command();
        command.env("EDITOR", editor).env("PATH", std::env::var("PATH").unwrap());
        desk.ran(command.args(["preview", "social/barsetshire", "--edit"]).output().unwrap())
    };
    let _ = edit("true").exits(0).says("Nothing was changed.\n");
    let _ =
        edit("sed -i.bak 's/ \\[fd-.*//; s/recorded information/recorded information (edited)/'")
            .exits(0)
            .says("The token was put back into the subject: replies are known by it.\n");
    let after = desk.json(&["preview", "social/barsetshire"]);
    assert_eq!(after[0]["edited"], true);
    assert_eq!(after[0]["subject"], before[0]["subject"]);
    assert_eq!(after[0]["message_id"], before[0]["message_id"]);
    assert_ne!(after[0]["sha256"], before[0]["sha256"]);
    let eml = desk.run(&["preview", "social/barsetshire", "--eml"]).exits(0).stdout;
    assert!(eml.contains("recorded information (edited)"), "{eml}");
    let _ = edit("sed -i.bak d").exits(2);
}

/// Small bodies, defunct ones and those that no law reaches are written to only on purpose, or never.
#[test]
fn what_campaigns_leave_out_by_default() {
    let desk = Desk::new();
    let entry = |id: &str, kind: &str, more: &str| {
        format!(
            "[[authority]]\nid = \"{id}\"\nname = \"Body {id}\"\nkind = \"{kind}\"\n\
             nation = \"england\"\nemail = \"foi@{id}.example\"\n{more}\n"
        )
    };
    let entries = [
        entry("council", "council", ""),
        entry("parish", "parish-council", ""),
        entry("school", "academy", ""),
        entry("gone", "council", "tags = [\"defunct\"]\n"),
        entry("private", "independent-school", ""),
    ];
    desk.file("authorities.toml", format!("catalogue = false\n{}", entries.concat()));
    desk.file(
        "templates/books.txt",
        "+++\ntitle = \"B\"\nsubject = \"B\"\n+++\nDear all,\n\nHow many books?\n",
    );
    let plan = |to: &[&str]| {
        let to: Vec<&str> = to.iter().flat_map(|to| ["--to", to]).collect();
        let words = [&["draft", "books", "--template", "books", "--dry-run"][..], &to].concat();
        let plan = desk.json(&words);
        let of = |list: &str, key: &str| -> Vec<String> {
            let rows = plan[list].as_array().unwrap().iter();
            rows.map(|row| format!("{} {}", row["authority"], row[key]).replace('"', "")).collect()
        };
        (of("letters", "law"), of("left_out", "reason"))
    };
    let (letters, left_out) = plan(&["all"]);
    assert_eq!(letters, ["council foia"]);
    assert_eq!(
        left_out,
        [
            "parish not_by_default",
            "school not_by_default",
            "gone outside_the_law",
            "private outside_the_law"
        ]
    );
    let (letters, left_out) = plan(&["kind:parish-council", "gone", "school"]);
    assert_eq!(letters, ["parish foia", "school foia"]);
    assert_eq!(left_out, ["gone outside_the_law"]);
}
