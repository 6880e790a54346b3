//! Bad input is told whole: what is wrong, where, what to do next, with the right exit code;
//! nothing is lost by it, and nothing panics.

use crate::desk::Desk;

const DUNBRIDGE: &str = "[[authority]]\nid = \"dunbridge\"\nname = \"University of Dunbridge\"\n\
                         kind = \"university\"\nnation = \"england\"\nemail = \"foi@dunbridge.example\"\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("authorities.toml", DUNBRIDGE);
    desk
}

fn draft<'a>(template: &'a str, to: &'a str) -> [&'a str; 6] {
    ["draft", "social", "--template", template, "--to", to]
}

#[test]
fn a_desk_that_does_not_exist() {
    let nowhere = Desk::nowhere();
    let _ = nowhere.run(&["list"]).exits(1).shows("").says(
        "error: there is no desk in $DESK or above it\n\
         hint: make one with `foi init`, or name one with --desk DIR\n",
    );
    let _ = nowhere.run(&["--desk", "none", "list"]).exits(1).shows("").says(
        "error: none is not a desk: it has no foi.toml\n\
         hint: make one with `foi init none`\n",
    );
    let told = nowhere.run(&["--json", "list"]).exits(1).stderr;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["error"]["code"], 1);
}

#[test]
fn settings_with_a_typo() {
    let desk = desk();
    desk.file("foi.toml", "[identity]\nnmae = \"Robin Example\"\n");
    let _ = desk.run(&["list"]).exits(4).shows("").says(
        "error: $DESK/foi.toml is not in order\n\
         caused by: TOML parse error at line 2, column 1\n  |\n2 | nmae = \"Robin Example\"\n  | ^^^^\n\
         unknown field `nmae`, expected one of `name`, `email`, `reply_to`, `plus_addresses`, \
         `postal_address`, `signature`\n",
    );
}

#[test]
fn a_register_with_a_typo_does_not_send_a_letter_elsewhere_unnoticed() {
    let desk = desk();
    desk.file("authorities.toml", "[[authority]]\nid = \"dun\"\nnam = \"Dunbridge\"\n");
    let ran = desk.run(&draft("social-media-monitoring", "dun")).exits(3);
    assert!(
        ran.stderr.starts_with(
            "error: authorities.toml line 1: dun: has no name, and the catalogue holds no authority with this id\n\
             error: authorities.toml line 3: dun: unknown key `nam` (did you mean `name`?)\n"
        ),
        "{}",
        ran.stderr
    );
}

#[test]
fn an_address_with_a_line_break() {
    let desk = desk();
    let broken = DUNBRIDGE.replace("bridge.example", "bridge.example\\nBcc: all@press.example");
    desk.file("authorities.toml", broken);
    let told = "line 6: dunbridge: email: the address has a line break or a control character in it: \
                \"foi@dunbridge.example\\nBcc: all@press.example\"\n";
    let _ = desk
        .run(&["authority", "check"])
        .exits(1)
        .shows(&format!("error: $DESK/authorities.toml {told}"))
        .says("1 authority of your own: 1 error, 0 warnings\n");
    let ran = desk.run(&draft("social-media-monitoring", "dunbridge")).exits(3);
    assert!(ran.stderr.starts_with(&format!("error: authorities.toml {told}")), "{}", ran.stderr);
    assert_eq!(ran.stdout, "no letter to draft\n");
}

#[test]
fn a_template_that_is_not_in_order() {
    let desk = desk();
    desk.file(
        "templates/mine.txt",
        "+++\ntitle = \"Mine\"\nsubject = \"{{ colour }}\"\nkind = \"request\"\n+++\nDear all,\n",
    );
    let _ = desk.run(&draft("mine", "dunbridge")).exits(1).shows("").says(
        "error: template `mine`, line 3: unknown variable `colour`\n\
         hint: mend the template, then try again; nothing was written\n",
    );
    desk.file("templates/open.txt", "+++\ntitle = \"Open\"\n");
    let _ = desk.run(&draft("open", "dunbridge")).exits(1).shows("").says(
        "error: template `open`, line 1: it does not begin with front matter between two lines `+++`\n\
         hint: mend the template, then try again; nothing was written\n",
    );
    desk.file("templates/empty.txt", "+++\ntitle = \"E\"\nsubject = \"E\"\n+++\n\n \n");
    let _ = desk.run(&draft("empty", "dunbridge")).exits(1).shows("").says(
        "error: template `empty`, line 5: the letter is empty: it asks for nothing\n\
         hint: mend the template, then try again; nothing was written\n",
    );
    desk.file(
        "templates/unasked.txt",
        "+++\ntitle = \"E\"\nsubject = \"E\"\n[[questions]]\nid = \"1\"\ntext = \"How many?\"\n+++\n\
         Dear all,\n",
    );
    let _ = desk.run(&draft("unasked", "dunbridge")).exits(1).shows("").says(
        "error: template `unasked`, line 5: its questions stand nowhere in the letter: write \
         `{{ questions }}` where they go\n\
         hint: mend the template, then try again; nothing was written\n",
    );
    desk.file(
        "templates/nothing.txt",
        "+++\ntitle = \"E\"\nsubject = \"E\"\n+++\n{% if authority.kind == \"police\" %}X{% endif %}\n",
    );
    let _ = desk.run(&draft("nothing", "dunbridge")).exits(1).shows("").says(
        "error: template `nothing`: the letter is empty: it asks for nothing\n\
         hint: it happened in the letter to University of Dunbridge; nothing was written\n",
    );
    let _ = desk.run(&draft("social-media", "dunbridge")).exits(2).shows("").says(
        "error: there is no template `social-media` (did you mean `social-media-monitoring`?); \
         `foi template list` shows those there are\n",
    );
    let _ =
        desk.run(&draft("none", "dunbridge")).exits(2).shows("").says(
            "error: there is no template `none`; `foi template list` shows those there are\n",
        );
    assert_eq!(desk.json(&["list"]).as_array().unwrap().len(), 0, "nothing was written");
}

/// What is the same in all letters is blamed on no authority, and told once.
#[test]
fn values_that_the_template_does_not_have() {
    let desk = desk();
    desk.file(
        "templates/mine.txt",
        "+++\ntitle = \"Mine\"\nsubject = \"S\"\n[variables]\nsince = \"2024\"\nyears = 3\n+++\n\
         Since {{ since }}, for {{ years }} years.\n",
    );
    desk.file("templates/plain.txt", "+++\ntitle = \"P\"\nsubject = \"S\"\n+++\nDear all,\n");
    for (template, value, told) in [
        (
            "mine",
            "sinse=2020",
            "error: template `mine` has no value `sinse`\nhint: did you mean `since`?\n\
             hint: it has since, years\n",
        ),
        (
            "mine",
            "colour=red",
            "error: template `mine` has no value `colour`\nhint: it has since, years\n",
        ),
        (
            "plain",
            "since=2020",
            "error: template `plain` has no value `since`\n\
             hint: it has none: every letter of it says the same\n",
        ),
        (
            "mine",
            "years=many",
            "error: template `mine`, line 8: variable `years` has to be a whole number\n\
             hint: nothing was written\n",
        ),
    ] {
        let command = [&draft(template, "dunbridge")[..], &["--value", value]].concat();
        let _ = desk.run(&command).exits(2).shows("").says(told);
    }
    let command = [&draft("mine", "dunbridge")[..], &["--values", "2020"]].concat();
    let _ = desk.run(&command).exits(2).shows("").says(
        "error: template `mine`: it has no set of values `2020` (it has: none)\n\
         hint: nothing was written\n",
    );
}

#[test]
fn a_mailbox_that_is_none() {
    let desk = desk();
    desk.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01");
    desk.file("empty.mbox", "");
    desk.file("words.txt", "no mail at all");
    desk.file(
        "cut.mbox",
        "From a@b Mon Mar  3 09:00:00 2025\nFrom: ada@post.example\nSubject: cats\nMessage-ID: <1@x>\n\
         Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nHello th",
    );
    let none = "0 messages: 0 new, 0 seen before; 0 filed, 0 to look at, 0 unmatched, 0 unrelated, 0 your own\n";
    for (path, told) in [
        ("picture.png", "picture.png is a picture (image/png), not mail"),
        ("empty.mbox", "empty.mbox is empty"),
        ("missing.mbox", "missing.mbox does not exist"),
        ("words.txt", "words.txt has no mail headers: it is not mail"),
    ] {
        let ran = desk.run(&["check", path]).exits(3);
        assert_eq!((ran.stdout + &ran.stderr).as_str(), format!("{none}problem: {told}\n"));
        let _ = desk.run(&["adopt", path, "--campaign", "old"]).exits(3);
        let _ = desk.run(&["read", path]).exits(3);
    }
    let ran = desk.run(&["check", "cut.mbox"]).exits(3);
    let told = "problem: cut.mbox ends inside a message: its last one is not whole\n";
    assert!(ran.stderr.ends_with(told), "{}", ran.stderr);
}

#[test]
fn what_she_mistypes_on_the_command_line() {
    let desk = desk();
    desk.run(&draft("social-media-monitoring", "dunbridge")).done();
    for (arguments, code, told) in [
        (
            ["send", "socail"].as_slice(),
            2,
            "error: there is no campaign `socail` on this desk\nhint: did you mean `social`?\n",
        ),
        (
            &["preview", "nobody"],
            2,
            "error: there is no campaign and no request `nobody` on this desk\nhint: name a campaign \
             (`foi status`), or a request by its id, authority, reference or token (`foi list`)\n",
        ),
        (
            &["why", "nothing"],
            2,
            "error: there is no message `nothing` in this desk\nhint: `foi triage --json` and \
             `foi show REQUEST` list messages; mail about no request is not kept\n",
        ),
        (
            &["backup", "no/such/folder"],
            1,
            "error: cannot write the backup no/such/folder\ncaused by: the desk's database reports: \
             unable to open database file: no/such/folder\nhint: its folder must exist and have room\n",
        ),
        (&["backup", "foi.toml"], 2, "error: foi.toml is there already\nhint: name a new file\n"),
    ] {
        let _ = desk.run(arguments).exits(code).shows("").says(told);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_told_and_not_waited_for() {
    let desk = desk();
    desk.file("in/one.eml", "From: a@b.example\nSubject: Lunch\n\nAt one?\n");
    let made = std::process::Command::new("mkfifo").arg(desk.path().join("in/pipe")).status();
    assert!(made.unwrap().success());
    for path in ["in/pipe", "in"] {
        let ran = desk.run(&["--json", "check", path]).exits(3);
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        assert!(report["problems"][0].as_str().unwrap().contains("is no file"), "{report}");
    }
    let read = desk.run(&["--json", "read", "in/pipe"]);
    assert!(read.stdout.contains("is no file"), "{}", read.stdout);
}
