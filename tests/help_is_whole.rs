//! Every subcommand has help, stands in the documents and completes in every shell; the man pages
//! are made from the same definitions.

use clap::CommandFactory as _;

use crate::desk::Desk;

#[test]
fn every_subcommand_and_option_says_what_it_is_for() {
    fn silent(command: &clap::Command, path: &str, found: &mut Vec<String>) {
        let path = format!("{path} {}", command.get_name());
        if command.get_about().is_none() && !command.is_hide_set() {
            found.push(path.clone());
        }
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            if argument.get_help().is_none() {
                found.push(format!("{path}: {}", argument.get_id()));
            }
        }
        for inner in command.get_subcommands() {
            silent(inner, &path, found);
        }
    }
    let mut found = Vec::new();
    silent(&foidesk::cli::Foi::command(), "", &mut found);
    assert_eq!(found, Vec::<String>::new());
    foidesk::cli::Foi::command().debug_assert();
}

#[test]
fn completions_and_man_pages_are_made() {
    let desk = Desk::nowhere();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = desk.run(&["completions", shell]).exits(0).says("");
        assert!(ran.stdout.contains("authority"), "{shell}");
    }
    let _ = desk.run(&["man", "man"]).exits(0).shows("man\n");
    assert!(desk.path().join("man/foi-list.1").is_file());
}
