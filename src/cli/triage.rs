//! `foi triage`: walks through what waits for her, or does one thing to one message.

use std::io::Write as _;

use clap::Args;

use super::print::{count, data, json, talk};
use super::{Context, Exit, check};
use crate::casework::check::Report;
use crate::casework::triage::{self, Suggested, Waiting};
use crate::casework::{Desk, Error, Result, selection};
use crate::request::{MessageKey, RequestId};

/// Decide what could not be filed by itself, and accept suggested outcomes
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  foi triage                          walk through everything that waits\n  \
foi triage --json                   list it\n  foi triage 17 --file roads/marl     file message 17\n  \
foi triage 17 --file roads/marl --file roads/marl~2   it answers both\n  foi triage 17 --refuse              it is about none of these\n  \
foi triage 17 --reopen              take that back\n  foi triage --accept-all             accept every suggested outcome"
)]
pub(super) struct Triage {
    /// The message: its number or its Message-ID
    message: Option<String>,
    /// File it under this request (twice for one that answers two)
    #[arg(long, value_name = "REQUEST", requires = "message")]
    file: Vec<String>,
    /// It is about none of the requests it is offered for
    #[arg(long, requires = "message", conflicts_with = "file")]
    refuse: bool,
    /// Take back what you decided about it
    #[arg(long, requires = "message", conflicts_with_all = ["file", "refuse"])]
    reopen: bool,
    /// File it under its first candidate; if it is filed, accept the outcome that it suggests
    #[arg(long, requires = "message", conflicts_with_all = ["file", "refuse", "reopen"])]
    accept: bool,
    /// Accept every suggested outcome
    #[arg(long, conflicts_with = "message")]
    accept_all: bool,
    /// List unmatched mail too
    #[arg(long)]
    all: bool,
}

impl Triage {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        let desk = context.desk()?;
        if let Some(message) = &self.message {
            return self.one(context, &desk, message);
        }
        if self.accept_all {
            let suggested = triage::suggestions(&desk)?;
            return accept(context, &desk, &suggested);
        }
        let (waiting, suggested) = (triage::tray(&desk, self.all)?, triage::suggestions(&desk)?);
        if context.global.json {
            json(&serde_json::json!({ "tray": waiting, "outcomes": suggested }));
        } else if context.may_ask() {
            walk(context, &desk, &waiting, &suggested)?;
        } else {
            list(&waiting, &suggested);
        }
        Ok(Exit::Done)
    }

    /// Does one thing to one message.
    fn one(&self, context: &Context, desk: &Desk, text: &str) -> Result<Exit> {
        let message = triage::message(desk, text)?;
        let key = message.key;
        let (report, done) = if !self.file.is_empty() {
            let requests = requests(desk, &self.file)?;
            if triage::is_filed_so(desk, &message, &requests)? {
                let done = format!("message {key} is filed so already: nothing was changed");
                return Ok(nothing_changed(context, &done));
            }
            (triage::file(desk, &message, &requests, context.now)?, filed(key, &requests))
        } else if self.refuse && triage::is_refused(desk, &message)? {
            let done = format!("message {key} is refused already: nothing was changed");
            return Ok(nothing_changed(context, &done));
        } else if self.refuse {
            (triage::refuse(desk, &message, context.now)?, refused(key))
        } else if self.reopen {
            let done = format!("message {key} is open again: nothing that you said of it counts");
            (triage::reopen(desk, &message, context.now)?, done)
        } else if self.accept {
            return accept_one(context, desk, message.key);
        } else {
            return Err(Error::usage(format!("say what to do with message {}", message.key))
                .hint("--file REQUEST, --refuse, --accept or --reopen"));
        };
        if context.global.json {
            json(&report);
        } else {
            tell(&report, &done);
        }
        Ok(Exit::Done)
    }
}

/// An act that changed nothing has nothing to take back.
fn nothing_changed(context: &Context, done: &str) -> Exit {
    if context.global.json {
        json(&Report::default());
    } else {
        talk(done);
    }
    Exit::Done
}

/// Says what was done, and which other mail found its place by it.
fn tell(report: &Report, done: &str) {
    talk(done);
    check::table_of(report, false);
    if report.items.len() > 1 {
        talk(&format!("{} moved with it", count(report.items.len(), "message", "messages")));
    } else if !report.items.is_empty() {
        talk("1 message moved with it");
    }
}

fn filed(message: MessageKey, requests: &[RequestId]) -> String {
    let requests: Vec<&str> = requests.iter().map(RequestId::as_str).collect();
    format!(
        "message {message} is filed under {}; `foi undo` takes this back",
        requests.join(" and ")
    )
}

fn refused(message: MessageKey) -> String {
    format!(
        "message {message} is about none of the requests it was offered for; `foi undo` takes this back"
    )
}

fn requests(desk: &Desk, texts: &[String]) -> Result<Vec<RequestId>> {
    texts.iter().map(|text| Ok(selection::request(desk, text)?.id)).collect()
}

fn accept_one(context: &Context, desk: &Desk, message: MessageKey) -> Result<Exit> {
    let waiting = triage::tray(desk, true)?.into_iter().find(|waiting| waiting.message == message);
    if let Some(candidate) = waiting.and_then(|waiting| waiting.candidates.into_iter().next()) {
        let stored = triage::message(desk, &message.to_string())?;
        let requests = [candidate];
        let report = triage::file(desk, &stored, &requests, context.now)?;
        if context.global.json {
            json(&report);
        } else {
            tell(&report, &filed(message, &requests));
        }
        return Ok(Exit::Done);
    }
    let suggested: Vec<Suggested> =
        triage::suggestions(desk)?.into_iter().filter(|one| one.message == Some(message)).collect();
    if suggested.is_empty() {
        return Err(Error::failed(format!(
            "message {message} has no candidate and suggests no outcome that waits"
        )));
    }
    accept(context, desk, &suggested)
}

fn accept(context: &Context, desk: &Desk, suggested: &[Suggested]) -> Result<Exit> {
    if !suggested.is_empty() {
        triage::accept(desk, suggested, context.now)?;
    } else if !context.global.json {
        talk("No outcome waits to be accepted: nothing was changed.");
        return Ok(Exit::Done);
    }
    if context.global.json {
        json(&suggested);
    } else {
        for one in suggested {
            data(&format!("{}\t{} -> {}", one.request, one.status, one.suggestion));
        }
        talk(&format!(
            "{} accepted; `foi undo` takes this back",
            count(suggested.len(), "outcome", "outcomes")
        ));
    }
    Ok(Exit::Done)
}

fn list(waiting: &[Waiting], suggested: &[Suggested]) {
    for one in waiting {
        let candidates: Vec<&str> = one.candidates.iter().map(RequestId::as_str).collect();
        data(&format!(
            "{}\t{}\t{}\t{}\t{}",
            one.message,
            one.kind,
            one.from.as_deref().unwrap_or("-"),
            one.subject,
            candidates.join(", ")
        ));
    }
    for one in suggested {
        data(&format!("{}\t{}\t{}?", one.request, one.status, one.suggestion));
    }
    talk(&format!(
        "{} in the tray, {} to accept",
        count(waiting.len(), "message", "messages"),
        count(suggested.len(), "suggested outcome", "suggested outcomes"),
    ));
}

/// Asks about one after the other; an empty line leaves it as it is.
fn walk(
    context: &Context,
    desk: &Desk,
    waiting: &[Waiting],
    suggested: &[Suggested],
) -> Result<()> {
    let mut waiting = waiting.to_vec();
    let mut at = 0;
    while let Some(one) = waiting.get(at).cloned() {
        at += 1;
        show(&one, at, waiting.len());
        match answer(&one.candidates)? {
            Answer::Stop => return Ok(()),
            Answer::Leave => {}
            Answer::Refuse => {
                let stored = triage::message(desk, &one.message.to_string())?;
                tell(&triage::refuse(desk, &stored, context.now)?, &refused(one.message));
                look_again(desk, &mut waiting, at)?;
            }
            Answer::File(chosen) => {
                let stored = triage::message(desk, &one.message.to_string())?;
                let report = triage::file(desk, &stored, &chosen, context.now)?;
                tell(&report, &filed(one.message, &chosen));
                look_again(desk, &mut waiting, at)?;
            }
        }
    }
    for one in suggested {
        let quote =
            one.evidence.first().and_then(|evidence| evidence.get("quote")?.as_str()).unwrap_or("");
        talk(&format!(
            "\n{} is {}; suggested: {}\n  \"{quote}\"",
            one.request, one.status, one.suggestion
        ));
        match ask("y to accept, Enter to leave, q to stop: ")?.as_str() {
            "q" => return Ok(()),
            "y" => triage::accept(desk, std::slice::from_ref(one), context.now)?,
            _ => {}
        }
    }
    talk("That is all. `foi undo` takes the last decision back.");
    Ok(())
}

/// What she says to a message that waits.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// It stays as it is.
    Leave,
    /// The walk ends.
    Stop,
    /// It is about none of its candidates.
    Refuse,
    /// It is about these.
    File(Vec<RequestId>),
}

impl Answer {
    /// Of what she typed; what is no answer is told as it stands.
    fn read<'t>(text: &'t str, candidates: &[RequestId]) -> std::result::Result<Self, &'t str> {
        let numbered = |number: &'t str| {
            let place = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            place.and_then(|place| candidates.get(place)).cloned().ok_or(number)
        };
        match text.trim() {
            "" => Ok(Answer::Leave),
            "q" => Ok(Answer::Stop),
            "r" => Ok(Answer::Refuse),
            numbers => {
                let numbers = numbers.split([',', ' ']).filter(|number| !number.is_empty());
                numbers.map(numbered).collect::<std::result::Result<_, _>>().map(Answer::File)
            }
        }
    }
}

/// Asks until there is an answer.
fn answer(candidates: &[RequestId]) -> Result<Answer> {
    loop {
        let text =
            ask("number to file (`1 2` for both), r to refuse, Enter to leave, q to stop: ")?;
        match Answer::read(&text, candidates) {
            Ok(answer) => return Ok(answer),
            Err(strange) => talk(&format!("`{strange}` is none of these.")),
        }
    }
}

/// A decision may have filed what comes after it, or changed what speaks for it.
fn look_again(desk: &Desk, waiting: &mut Vec<Waiting>, from: usize) -> Result<()> {
    let tray = triage::tray(desk, true)?;
    let later: Vec<Waiting> = waiting
        .drain(from..)
        .filter_map(|one| tray.iter().find(|now| now.message == one.message).cloned())
        .collect();
    waiting.extend(later);
    Ok(())
}

fn show(one: &Waiting, at: usize, all: usize) {
    let date = one.date.map(|date| date.format("%-d %B %Y").to_string()).unwrap_or_default();
    talk(&format!(
        "\n[{at}/{all}] {} from {} {date}\n  {}\n  {}",
        one.kind,
        one.from.as_deref().unwrap_or("nobody"),
        one.subject,
        one.beginning
    ));
    for evidence in &one.evidence {
        let sign = if evidence.rule.is_against() { "-" } else { "+" };
        talk(&format!("  {sign} {}: {}", evidence.rule, evidence.quote));
    }
    for (number, candidate) in one.candidates.iter().enumerate() {
        talk(&format!("  {} {candidate}", number + 1));
    }
}

fn ask(question: &str) -> Result<String> {
    // The question belongs to the answer's line; whether it could be shown shows in the answer.
    let _ = write!(anstream::stderr(), "{question}").and_then(|()| anstream::stderr().flush());
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| Error::failed("cannot read your answer").because(error))?;
    Ok(if line.is_empty() { "q".to_owned() } else { line.trim().to_lowercase() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_answer_is_asked_again() {
        let candidates = ["roads/marl", "trees/marl"].map(|id| RequestId(id.into()));
        let [first, second] = candidates.clone();
        for (text, expected) in [
            ("", Ok(Answer::Leave)),
            ("q", Ok(Answer::Stop)),
            ("r", Ok(Answer::Refuse)),
            ("2", Ok(Answer::File(vec![second.clone()]))),
            ("1, 2", Ok(Answer::File(vec![first, second]))),
            ("3", Err("3")),
            ("0", Err("0")),
            ("1 x", Err("x")),
            ("?", Err("?")),
        ] {
            assert_eq!(Answer::read(text, &candidates), expected, "{text}");
        }
    }
}
