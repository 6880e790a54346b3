//! What the README says is run: its two set-up commands are the two that it promises, and each
//! command of its console blocks does what a reader expects. Every subcommand stands in the
//! documents.

use std::path::Path;

use clap::CommandFactory as _;

use crate::desk::Desk;

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The contents of the fenced blocks of a language, in order.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn there_are_exactly_two_commands_to_set_up() {
    let readme = document("README.md");
    assert_eq!(blocks(&readme, "sh"), ["cargo run --release -- demo\n", "cargo test\n"]);
    assert!(document(".ci/run").contains("\ncargo test --locked\n"));
}

const COLLEGES: &str = "\
name,email,kind,nation,tags
Dunbridge College,foi@dunbridge-college.example,fe-college,england,pilot
Ottermouth College,foi@ottermouth.example,fe-college,england,pilot
";

/// An answer of Ottermouth's in the thread of the letter with this Message-ID.
fn reply(message_id: &str) -> String {
    format!(
        "From foi@ottermouth.example Mon Mar 16 10:00:00 2026\n\
         From: Information Team <foi@ottermouth.example>\n\
         To: Robin Example <robin@campaign.example>\n\
         Subject: FOI-00412 response\n\
         Date: Mon, 16 Mar 2026 10:00:00 +0000\n\
         Message-ID: <412@ottermouth.example>\n\
         In-Reply-To: <{message_id}>\n\
         References: <{message_id}>\n\
         \n\
         Dear Robin Example,\n\
         \n\
         Our ref: FOI-00412\n\
         \n\
         The College does not hold the information that you have requested.\n\
         \n\
         Yours sincerely\n\
         Information Team\n\
         \n"
    )
}

#[test]
fn the_session_of_the_readme_can_be_had() {
    let mut desk = Desk::nowhere().today("2026-03-02");
    desk.file("colleges.csv", COLLEGES);
    for block in blocks(&document("README.md"), "console") {
        for line in block.lines() {
            let words = words(line.strip_prefix("$ foi ").unwrap_or_else(|| panic!("{line}")));
            if words[0] == "check" {
                desk.set_today("2026-03-16");
                let sent = desk.json(&["list"]);
                let letter = sent
                    .as_array()
                    .unwrap()
                    .iter()
                    .find(|row| row["request"] == "wellbeing/ottermouth-college")
                    .unwrap();
                let id = letter["letters"][0]["message_id"].as_str().unwrap();
                desk.file("replies.mbox", reply(id));
            }
            let ran = desk.run(&words.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(ran.code, 0, "{line}\n{}{}", ran.stdout, ran.stderr);
        }
    }
    let rows = desk.json(&["list"]);
    assert_eq!(rows[1]["status"], "not_held");
    assert_eq!(rows[1]["references"], serde_json::json!(["FOI-00412"]));
    assert_eq!(rows[1]["letters"][1]["kind"], "review");
    assert_eq!(std::fs::read_dir(desk.path().join("outbox")).unwrap().count(), 2);
}

/// Splits a line as a shell does, double quotes only.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.trim().chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words
}

#[test]
fn every_subcommand_stands_in_the_documents() {
    let all =
        ["README.md", "docs/contract.md", "docs/sending.md", "docs/templates.md", "CHANGELOG.md"]
            .map(document)
            .join("\n");
    let missing: Vec<String> = foidesk::cli::Foi::command()
        .get_subcommands()
        .filter(|command| !command.is_hide_set())
        .map(|command| format!("foi {}", command.get_name()))
        .filter(|command| !all.contains(command.as_str()))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}
