//! What the invented authorities of the demo answer to the letters that reached their server. It
//! reads the letters as any mail program would; it knows nothing of the desk.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;

use super::post::{self, Reply};
use super::script::{NOISE, Step, Way, story};
use super::{pdf, server::Received};
use crate::casework::{Error, Result};
use crate::law::{Body, Facts, Holidays, Regime, clock};
use crate::letter::Question;
use crate::letter::render::written;
use crate::reading::{Message, decode};
use crate::request::id::slug;

/// What the post needs to know of a recipient: who it is, which law, what was asked.
#[derive(Debug, Clone)]
pub(super) struct Correspondent {
    pub authority: String,
    pub regime: Regime,
    pub questions: Vec<Question>,
    pub token: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Wordings {
    rights: String,
    reply: Vec<Wording>,
}

#[derive(Debug, Deserialize)]
struct Wording {
    name: String,
    subject: String,
    #[serde(default)]
    automatic: bool,
    text: String,
    attach: Option<String>,
    letter: Option<String>,
}

/// The whole mailbox that comes back, as an mbox, up to `today`.
pub(super) fn mbox(
    letters: &[Received],
    who: &BTreeMap<String, Correspondent>,
    today: NaiveDate,
) -> Result<Vec<u8>> {
    let office = Office::new()?;
    let mut mail = Vec::new();
    for (nth, letter) in letters.iter().enumerate() {
        let Some(correspondent) = who.get(&letter.to) else { continue };
        mail.extend(office.answers(nth, letter, correspondent)?);
    }
    if let Some(first) = letters.first() {
        mail.extend(office.noise(&decode(&first.bytes))?);
    }
    mail.retain(|(at, _)| at.date_naive() <= today);
    Ok(post::mbox(mail))
}

/// Everything the officers write from: the wordings, compiled.
struct Office {
    wordings: Vec<Wording>,
    tera: tera::Tera,
}

type Mail = Vec<(DateTime<Utc>, Vec<u8>)>;

impl Office {
    fn new() -> Result<Self> {
        let wordings: Wordings = toml::from_str(include_str!("replies.toml")).map_err(broken)?;
        let mut tera = tera::Tera::default();
        let mut templates = vec![("rights".to_owned(), wordings.rights)];
        for wording in &wordings.reply {
            templates.push((format!("{}.subject", wording.name), wording.subject.clone()));
            templates.push((format!("{}.text", wording.name), wording.text.clone()));
            let letter = wording.letter.clone().unwrap_or_default();
            templates.push((format!("{}.letter", wording.name), letter));
        }
        tera.add_raw_templates(templates).map_err(broken)?;
        Ok(Office { wordings: wordings.reply, tera })
    }

    fn answers(&self, nth: usize, letter: &Received, who: &Correspondent) -> Result<Mail> {
        let asked = decode(&letter.bytes);
        let mut mail = Vec::new();
        for (place, step) in story(nth).iter().enumerate() {
            let at = time(&asked, step.days, nth + place * 7);
            let bytes = if step.reply == "bounce" {
                let from = asked.from.as_ref().map_or("", |from| from.address.as_str());
                post::bounce(&letter.bytes, &letter.to, from, at, nth)
            } else {
                post::message(&self.reply(nth, *step, at, &asked, letter, who)?)?
            };
            mail.push((at, bytes));
        }
        Ok(mail)
    }

    fn reply(
        &self,
        nth: usize,
        step: Step,
        at: DateTime<Utc>,
        asked: &Message,
        letter: &Received,
        who: &Correspondent,
    ) -> Result<Reply> {
        let name = wording_for(step.reply, who.regime);
        let wording = self
            .wordings
            .iter()
            .find(|wording| wording.name == name)
            .ok_or_else(|| Error::failed(format!("the demo has no reply `{name}`")))?;
        let reference = reference(nth);
        let shown = if step.way == Way::Mistyped { slip(&reference) } else { reference.clone() };
        let mut values = self.values(nth, asked, who, &shown)?;
        values.insert("rights", &self.render("rights", &values)?);
        let host = letter.to.rsplit_once('@').map_or("demo.example", |(_, host)| host);
        let thread = (step.way != Way::ReferenceOnly).then(|| asked.message_id.clone()).flatten();
        Ok(Reply {
            from_name: if wording.automatic {
                who.authority.clone()
            } else {
                officer(nth).to_owned()
            },
            from: letter.to.clone(),
            to: reply_address(asked),
            subject: self.render(&format!("{name}.subject"), &values)?,
            at,
            message_id: format!("{}.{nth}.{}@{host}", step.reply.replace('_', "-"), step.days),
            answers: thread,
            automatic: wording.automatic,
            text: self.render(&format!("{name}.text"), &values)?,
            attachment: self.attachment(wording, &values, &reference)?,
        })
    }

    fn attachment(
        &self,
        wording: &Wording,
        values: &tera::Context,
        reference: &str,
    ) -> Result<Option<(String, &'static str, Vec<u8>)>> {
        let Some(attach) = wording.attach.as_deref() else { return Ok(None) };
        let text = self.render(&format!("{}.letter", wording.name), values)?;
        Ok(Some(match attach {
            "table" => {
                ("figures.csv".to_owned(), "text/csv", text.trim_start().as_bytes().to_vec())
            }
            _ => {
                let name = format!("{}.pdf", slug(reference));
                (name, "application/pdf", pdf::page(text.trim_start()))
            }
        }))
    }

    fn values(
        &self,
        nth: usize,
        asked: &Message,
        who: &Correspondent,
        reference: &str,
    ) -> Result<tera::Context> {
        let received =
            asked.date.map(|date| crate::law::london::date(date.to_utc())).unwrap_or_default();
        let scottish = matches!(who.regime, Regime::Foisa | Regime::Eisr);
        let mut values = tera::Context::new();
        values.insert("requester", &asked.from.as_ref().map_or("", |from| from.name.as_str()));
        values.insert("authority", &who.authority);
        values.insert("officer", officer(nth));
        values.insert("subject", &asked.subject);
        values.insert("ref", reference);
        values.insert("token", who.token.as_deref().unwrap_or_default());
        values.insert("scottish", &scottish);
        values.insert("act", act(scottish));
        values.insert("received", &written(received));
        values.insert("due", &due(received, who.regime));
        let acknowledged = received + Days::new(1);
        values.insert("due_late", &due(acknowledged, who.regime));
        values.insert("answers_do", &answers(&who.questions, ANSWERS_DO));
        values.insert("answers_do_not", &answers(&who.questions, ANSWERS_DO_NOT));
        values.insert("answers_partly", &answers(&who.questions, ANSWERS_PARTLY));
        Ok(values)
    }

    fn noise(&self, letter: &Message) -> Result<Mail> {
        let mut mail = Vec::new();
        for (name, count) in NOISE {
            for nth in 0..*count {
                let at = time(letter, nth as u64, nth * 13);
                let reply = Reply {
                    from_name: "Pat Example".to_owned(),
                    from: format!("{name}@neighbours.example"),
                    to: reply_address(letter),
                    subject: self.render(&format!("{name}.subject"), &tera::Context::new())?,
                    at,
                    message_id: format!("{name}.{nth}@neighbours.example"),
                    answers: None,
                    automatic: false,
                    text: self.render(&format!("{name}.text"), &tera::Context::new())?,
                    attachment: None,
                };
                mail.push((at, post::message(&reply)?));
            }
        }
        Ok(mail)
    }

    fn render(&self, name: &str, values: &tera::Context) -> Result<String> {
        self.tera.render(name, values).map_err(broken)
    }
}

const ANSWERS_DO: &[&str] = &[
    "A copy of the policy is published on our website under governance.",
    "Overt monitoring takes place; no covert monitoring has been carried out.",
    "Yes, for the management of reputational risk only.",
    "Twitter, Facebook and Instagram.",
    "No.",
    "None.",
];
const ANSWERS_DO_NOT: &[&str] = &[
    "The University does not conduct social media monitoring and has no policy on it.",
    "No.",
    "Not applicable.",
    "Not applicable.",
];
const ANSWERS_PARTLY: &[&str] = &[
    "Please see the social media policy, section 4.",
    "Overt only.",
    "Reputational risk and recruitment.",
    "Fewer than 5.",
    "No information is held.",
];

/// Each question with its number and an answer; answers go round.
fn answers(questions: &[Question], words: &[&str]) -> String {
    questions
        .iter()
        .zip(words.iter().cycle())
        .map(|(question, answer)| format!("{}. {answer}", question.id))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The last day for the answer, as a letter writes it.
fn due(received: NaiveDate, regime: Regime) -> String {
    let facts = Facts::received(regime, Body::Ordinary, received);
    clock::compute(&facts, Holidays::shipped()).dates.due.map(written).unwrap_or_default()
}

/// A Scottish authority cites Scottish sections; where a wording is of one law only, another
/// stands in.
fn wording_for(reply: &'static str, regime: Regime) -> &'static str {
    match (regime, reply) {
        (Regime::Foisa | Regime::Eisr, "partly") => "partly_scottish",
        (Regime::Foisa | Regime::Eisr, "refused_cost" | "refused_exemption" | "neither") => {
            "not_held"
        }
        (Regime::Foisa | Regime::Eisr, "extension") => "holding",
        _ => reply,
    }
}

fn act(scottish: bool) -> &'static str {
    if scottish {
        "the Freedom of Information (Scotland) Act 2002"
    } else {
        "the Freedom of Information Act 2000"
    }
}

/// The authority's own reference, in one of the shapes that authorities use.
fn reference(nth: usize) -> String {
    match nth % 5 {
        0 => format!("FOIA{}", 1100 + nth * 3),
        1 => format!("FOI2026/{}", 100 + nth),
        2 => format!("FOI-{:05}", 40_000 + nth * 11),
        3 => format!("IG-26-{:04}", 300 + nth),
        _ => format!("F26/{:03}", 200 + nth),
    }
}

/// The reference as a tired hand types it: its last digit but one missing.
fn slip(reference: &str) -> String {
    let mut typed = reference.to_owned();
    typed.remove(reference.len() - 2);
    typed
}

fn officer(nth: usize) -> &'static str {
    const OFFICERS: &[&str] = &[
        "Ines Harrowgate",
        "Tomos Ffynnon",
        "Mairi Strathbeg",
        "Jude Ottershaw",
        "Priya Wellbeck",
        "Callum Dunmore",
    ];
    OFFICERS[nth % OFFICERS.len()]
}

/// Office hours, so many days after the letter.
fn time(letter: &Message, days: u64, minutes: usize) -> DateTime<Utc> {
    let sent = letter.date.map(|date| date.to_utc().date_naive()).unwrap_or_default();
    let nine = NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default();
    let within_the_day = chrono::TimeDelta::minutes((minutes % 450) as i64);
    // A receipt of the same day must come after the letter; letters are written at noon.
    let start = if days == 0 { chrono::TimeDelta::hours(4) } else { chrono::TimeDelta::zero() };
    (sent + Days::new(days)).and_time(nine).and_utc() + start + within_the_day
}

fn reply_address(letter: &Message) -> String {
    letter
        .reply_to
        .first()
        .or(letter.from.as_ref())
        .map(|address| address.address.clone())
        .unwrap_or_default()
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::failed("the demo's replies are not in order").because(error)
}
