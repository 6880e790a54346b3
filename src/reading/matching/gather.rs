//! Gathering: the signals of a decoded message by all the readers of this room, and the days that
//! it gives for the request itself ("your request of 3 June", "Received: 10-Mar-2025").

use std::sync::LazyLock;

use crate::reading::pattern::Regex;
use chrono::NaiveDate;

use super::hers::Hers;
use super::others::{is_of_others, listed_beside_its_own};
use super::returned::BounceSignals;
use super::signals::{NamedReference, Signals};
use crate::reading::reference::Place;
use crate::reading::{Bounce, Kind, Message, Reading, date};

/// All that a message offers to matching: `reading` is what was read in it, `texts` are the texts of
/// its attachments.
pub fn gather<T: AsRef<str>>(
    message: &Message,
    reading: &Reading,
    texts: &[T],
    hers: &Hers,
) -> Signals {
    let quoted = reading.quoted_text.as_deref().unwrap_or_default();
    let mut signals = Signals::of(message, &reading.new_text, quoted, hers);
    signals.references = references(reading);
    set_others_aside(&mut signals, texts);
    signals.foi |= signals.references.iter().any(NamedReference::says_foi);
    signals.due_quoted = reading.due_quoted;
    let written = signals.date.map(|at| at.date_naive());
    signals.dates_quoted = request_days(&reading.new_text, written);
    signals.dates_quoted.extend(request_days(&signals.subject, written));
    for head in texts.iter().map(|text| head(text.as_ref())) {
        signals.dates_quoted.extend(request_days(head, None));
        signals.attached_text.push_str(head);
        signals.attached_text.push('\n');
    }
    signals.dates_quoted.sort_unstable();
    signals.dates_quoted.dedup();
    signals.bounce = reading.bounce.as_ref().map(|bounce| bounce_signals(bounce, message));
    signals.auto_reply = reading.auto_reply;
    signals.kind = Some(reading.kind);
    signals.to_many = reading.kind == Kind::Unrelated && !reading.kind_evidence.is_empty();
    signals.foi |= signals.is_casework();
    signals.regulator_references = reading.regulator_references.clone();
    signals
}

fn references(reading: &Reading) -> Vec<NamedReference> {
    let named = reading.authority_references.iter();
    named
        .map(|found| NamedReference {
            value: found.value.clone(),
            fresh: found.place != Place::Quoted,
        })
        .collect()
}

/// What the message tells of other people's requests is no reference that it gives.
fn set_others_aside<T: AsRef<str>>(signals: &mut Signals, texts: &[T]) {
    let mut own = vec![signals.subject.as_str(), signals.new_text.as_str()];
    own.extend(texts.iter().map(|text| head(text.as_ref())));
    let is_others = |one: &NamedReference| one.fresh && is_of_others(&one.value, &own);
    let mut others: Vec<String> = { signals.references.iter() }
        .filter(|one| is_others(one))
        .map(|one| one.value.clone())
        .collect();
    let fresh = signals.references.iter().filter(|one| one.fresh).map(|one| one.value.as_str());
    let listed = listed_beside_its_own(&fresh.collect::<Vec<_>>(), &own);
    others.extend(listed.into_iter().map(str::to_owned));
    signals.references.retain(|one| !others.contains(&one.value));
    signals.others_references = others;
}

fn bounce_signals(bounce: &Bounce, message: &Message) -> BounceSignals {
    let enclosed = message.enclosed.first();
    BounceSignals {
        recipients: bounce
            .per_recipient
            .iter()
            .flat_map(|recipient| recipient.addresses().map(str::to_owned))
            .collect(),
        permanent: bounce.permanent != Some(false) && !bounce.is_delay(),
        original_id: bounce
            .original_message_id
            .clone()
            .or_else(|| enclosed.and_then(|original| original.message_id.clone())),
        answers: enclosed.map(|original| original.in_reply_to.clone()).unwrap_or_default(),
        original_subject: enclosed
            .map(|original| original.subject.clone())
            .filter(|subject| !subject.is_empty()),
    }
}

/// An attached letter names its request at its head.
fn head(text: &str) -> &str {
    text.char_indices().nth(1600).map_or(text, |(end, _)| &text[..end])
}

/// The days that a text gives for the request: of its sending or its receipt.
pub fn request_days(text: &str, written: Option<NaiveDate>) -> Vec<NaiveDate> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?xi)
            (?: \b(?:request|enquiry|e-?mail|letter|correspondence|message|application)\b [^.;:\n]{0,60} \b(?:dated|of|on|sent|received|made|from)
              | \byour\s+(?:\w+\s+){0,4}(?:request|enquiry|e-?mail|letter|message) \s* \(
              | \byou\s+(?:have\s+)?(?:asked|wrote|e-?mailed|requested|applied|contacted)\b (?:\s+(?:us|to|for|it|this|that|the|information)){0,4} \s+on
              | \breceived (?:\s+(?:it|this|by\s+us|here))? (?:\s+on)? \s* :?
              | \bdate\s+(?:(?:of|your|the|original)\s+){0,2}(?:request|enquiry|receipt|received|submitted|logged|sent)\b (?:\s+(?:was\s+)?(?:received|submitted|logged|made|sent))? \s* :?
              | \b(?:request|enquiry|receipt|submission)(?:\s+(?:received|submitted|logged|made|sent))?\s+date\b \s* :?
              | \breached\s+us (?:\s+on)?
              | \b(?:logged|dated|submitted|lodged)\b (?:\s+on)? \s* :?
              | \b(?:cais|ymholiad|llythyr|neges|e-?bost)\b [^.;:\n]{0,60} \b(?:dyddiedig|o|ar|dderbyniwyd|anfonwyd)
              | \b(?:dyddiedig|d?derbyniwyd|anfonwyd)\b (?:\s+ar)? \s* :?
              | \bdyddiad\s+(?:y\s+|eich\s+)?(?:cais|chais|gais|derbyn)\b \s* :? )
            \s* (?:the\s+)? (?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|(?:d?dydd\s+\w+))? [\s,]* $",
        )
        .expect("a constant pattern")
    });
    let mut days = Vec::new();
    for line in paragraphs(text) {
        for found in date::find(&line, written) {
            let lead = &line[..found.start];
            if LEAD.is_match(tail(lead)) && !days.contains(&found.date) {
                days.push(found.date);
            }
        }
    }
    days
}

/// The text by paragraphs, each on one line: mail is wrapped anywhere. Lines that are a label and a
/// value stay lines.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in text.lines() {
        let line = line.trim();
        let labelled = line.find(':').is_some_and(|at| at < 30);
        if line.is_empty() || labelled {
            paragraphs.push(String::new());
        }
        if let Some(last) = paragraphs.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(line);
        }
    }
    paragraphs
}

/// The last hundred characters or so.
fn tail(text: &str) -> &str {
    let start = text.len().saturating_sub(100);
    (start..text.len()).find_map(|at| text.get(at..)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_request_are_told_from_days_of_the_answer() {
        let day = |d| NaiveDate::from_ymd_opt(2025, 3, d).unwrap();
        for (text, expected) in [
            ("Case: EIR556\nReceived: 10-Mar-2025\nAnswer due: 14/04/2025", vec![day(10)]),
            (
                "We have logged the request you sent on 2025-03-07 and\ngiven it a number. You should have our answer by 04.04.25.",
                vec![day(7)],
            ),
            ("Your enquiry about trees reached us on\n6 March 2025.", vec![day(6)]),
            ("Thank you for your email dated Wednesday 5 March 2025.", vec![day(5)]),
            ("Request date: 05/03/2025. We do not hold it.", vec![day(5)]),
            ("Request Date: 5/3/25\n\nDear Ms Hale", vec![day(5)]),
            ("Date your request was received: 5 March 2025", vec![day(5)]),
            ("Date of your enquiry 5 March 2025", vec![day(5)]),
            ("Submission date: 2025-03-05", vec![day(5)]),
            ("Diolch am eich cais dyddiedig 5 Mawrth 2025.", vec![day(5)]),
            ("Derbyniwyd eich neges ar 5 Mawrth 2025.", vec![day(5)]),
            ("Dyddiad y cais: 05/03/2025", vec![day(5)]),
            ("You asked on 5 March 2025.", vec![day(5)]),
            ("You wrote to us on Wednesday 5 March 2025.", vec![day(5)]),
            ("Thank you for your letter (5 March 2025).", vec![day(5)]),
            ("You asked for the meetings on 3 March 2025.", vec![]),
            ("We aim to answer by 14 April 2025.", vec![]),
            ("Issue date: 14/04/2025", vec![]),
            ("Dyddiad: 14 Ebrill 2025", vec![]),
            ("The Committee met on 3 March 2025.", vec![]),
        ] {
            assert_eq!(request_days(text, Some(day(12))), expected, "{text}");
        }
    }
}
