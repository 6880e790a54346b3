//! What happened to a request, one line an event.

use crate::law::london;
use crate::request::event::Basis;
use crate::request::{Event, EventKind, fold};

/// One line an event, in the order in which they happened, by the clocks of London; what was taken
/// back is marked.
pub(super) fn history(events: &[Event]) -> Vec<String> {
    let undone = fold::undone(events);
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|event| (event.occurred_at, event.id));
    ordered
        .into_iter()
        .map(|event| {
            let mark = if undone.contains(&event.id) { " (taken back)" } else { "" };
            let at = london::local(event.occurred_at).format("%Y-%m-%d %H:%M");
            let told = told(&event.kind).split_whitespace().collect::<Vec<_>>().join(" ");
            format!("{at}  {told}{mark}")
        })
        .collect()
}

fn whose(basis: Basis) -> &'static str {
    match basis {
        Basis::Claim => "their claim",
        Basis::Decision => "by your word",
    }
}

fn told(kind: &EventKind) -> String {
    let noted = |text: &Option<String>| text.as_ref().map(|t| format!(": {t}")).unwrap_or_default();
    match kind {
        EventKind::Letter { kind, state, because, .. } => {
            format!("letter ({kind}) {state}{}", noted(because))
        }
        EventKind::Filed { message, kind, suggests, by_her, .. } => {
            let whose = if *by_her { ", filed by you" } else { "" };
            let suggests =
                suggests.map(|status| format!(", suggests {status}")).unwrap_or_default();
            format!("message {message}: {kind}{suggests}{whose}")
        }
        EventKind::TookBack { message, of, .. } => {
            let of = of.map(|day| format!(" of {day}")).unwrap_or_default();
            format!("by message {message} they take back a letter{of}")
        }
        EventKind::Unfiled { message } => format!("message {message} taken out"),
        EventKind::NotAbout { message } => {
            format!("you said that message {message} is not about it")
        }
        EventKind::Reopened { message } => {
            format!("you took back what you had said of message {message}")
        }
        EventKind::Decided { status, note } => format!("you decided: {status}{}", noted(note)),
        EventKind::ClarificationAsked { on, basis } => {
            format!("they asked for clarification on {on} ({})", whose(*basis))
        }
        EventKind::IdentityAsked { on, basis } => {
            format!("they asked who you are on {on} ({})", whose(*basis))
        }
        EventKind::ReplyWanted { by } => format!("they want your answer by {by}"),
        EventKind::ClarificationGiven { on } => format!("they have your clarification of {on}"),
        EventKind::ClarificationReceived { on } => {
            format!("they say that they have your clarification of {on}")
        }
        EventKind::Wrote { .. } => "you answered them with your own mail program".to_owned(),
        EventKind::FeeNotice { on, basis, .. } => {
            format!("fees notice of {on} ({})", whose(*basis))
        }
        EventKind::FeePaid { on } => format!("fee received on {on}"),
        EventKind::Extended { until, because, basis } => {
            let until = until.map(|day| format!(" until {day}")).unwrap_or_default();
            let because = Some(because.clone()).filter(|text| !text.is_empty());
            format!("more time{until} ({}){}", whose(*basis), noted(&because))
        }
        EventKind::Transferred { to, on, basis } => {
            let to = to.as_deref().unwrap_or("somebody else");
            format!("passed on to {to} on {on} ({})", whose(*basis))
        }
        EventKind::SchoolClosed { from, to } => format!("no school from {from} to {to}"),
        EventKind::Acknowledged { on } => format!("they acknowledged it on {on}"),
        EventKind::Chased { on } => format!("you reminded them on {on}"),
        EventKind::Answered { on } => format!("you received their answer on {on}"),
        EventKind::ReviewAsked { on } => format!("they received your request for a review on {on}"),
        EventKind::ReviewAnswered { on } => {
            format!("you received the outcome of the review on {on}")
        }
        EventKind::Complained { on } => format!("you complained to the regulator on {on}"),
        EventKind::ReviewWindowStated { window, .. } => {
            format!("their time for asking for a review: \"{}\"", window.quote)
        }
        EventKind::ReviewWindow { until } => format!("a review may be asked for until {until}"),
        EventKind::DueClaimed { due } => format!("they name {due} as their date"),
        EventKind::DueOverridden { due, because } => format!("due {due} by your word: {because}"),
        EventKind::ReceivedOn { on, because } => format!("received on {on}: {because}"),
        EventKind::RegulatorDecided { on } => format!("the regulator decided on {on}"),
        EventKind::Note { text } => format!("note: {text}"),
        EventKind::Undone { event } => format!("event {event} taken back"),
    }
}
