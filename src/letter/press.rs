//! Makes many letters of one template. What letters have in common is worked out once: the words of
//! a law and a nation, questions put in the same words, paragraphs of the same text, checked and
//! wrapped. A letter made so is the letter made by itself: what is kept is kept under the whole text
//! it was worked out from.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::Datelike;
use foldhash::fast::RandomState;
use serde::Serialize;
use tera::{Context, Tera, Value};

use super::fault::Fault;
use super::question::{self, Question};
use super::render::{
    Common, Recipient, RenderError, Rendered, Values, look_over, message, of_kind, subject, text,
    written,
};
use super::template::{BETWEEN, Template};
use super::{wording, wrap};
use crate::law::{Nation, Regime};

/// So many texts are kept of a sort; a campaign has some dozens that letters share.
const KEPT: usize = 2000;

/// Makes letters of one template, one after another.
pub struct Press<'t> {
    template: &'t Template,
    common: Common<'t>,
    /// The variables that are the same in every letter.
    fixed: Vec<(String, Value)>,
    own: Vec<OwnWords>,
    known: HashMap<(Nation, Regime), Context>,
    asked: HashMap<String, Asked, RandomState>,
    paragraphs: HashMap<String, String, RandomState>,
}

/// A variable whose value uses the program's own names ("{{ authority.noun }}").
struct OwnWords {
    name: String,
    text: String,
    /// `None` where the value cannot be compiled: the letter tells why.
    engine: Option<Tera>,
}

/// Questions in the words in which they are put.
#[derive(Clone)]
struct Asked {
    questions: Arc<[Question]>,
    /// As the template finds them, set out.
    set_out: Value,
    /// The same, one by one.
    items: Value,
}

#[derive(Serialize)]
struct AuthorityWords<'a> {
    name: &'a str,
    addressed: &'a str,
    noun: &'static str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

#[derive(Serialize)]
struct CampaignWords<'a> {
    title: &'a str,
}

impl<'t> Press<'t> {
    /// Sets a template up for letters with these values in common.
    pub fn new(template: &'t Template, common: &Common<'t>) -> Result<Self, RenderError> {
        let mut resolved = template.values(common.set)?;
        for (name, given) in common.given {
            let Some(value) = resolved.get_mut(name) else { return Err(template.unknown(name)) };
            *value = of_kind(template, name, given, value)?;
        }
        let (mut fixed, mut own) = (Vec::new(), Vec::new());
        for (name, value) in resolved {
            match value {
                toml::Value::String(text) if text.contains("{{") || text.contains("{%") => {
                    own.push(OwnWords::new(name, text));
                }
                value if value.as_str() == Some("") => {}
                value => fixed.push((name, Value::from_serializable(&value))),
            }
        }
        Ok(Press {
            template,
            common: *common,
            fixed,
            own,
            known: HashMap::new(),
            asked: HashMap::default(),
            paragraphs: HashMap::default(),
        })
    }

    /// Makes a letter.
    pub fn letter(&mut self, values: &Values<'_>) -> Result<Rendered, RenderError> {
        let mut context = self.context(values);
        self.add_variables(&mut context)?;
        let asked = self.asked(&context)?;
        context.insert_value("questions", asked.set_out);
        context.insert_value("items", asked.items);
        let subject = subject(self.template, &context, values.token)?;
        let body = text(self.template, "body", &context)?;
        if body.trim().is_empty() {
            return Err(Fault::NothingAsked.at(&self.template.name, None));
        }
        Ok(Rendered { subject, body: self.laid_out(&body)?, questions: asked.questions })
    }

    /// What the program itself defines in every letter.
    fn context(&mut self, values: &Values<'_>) -> Context {
        let Recipient { name, kind, nation, email } = values.recipient;
        let regime = values.regime;
        let known = self.known.entry((nation, regime));
        let mut context = known.or_insert_with(|| shared(&self.common, nation, regime)).clone();
        let addressed = name.strip_prefix("The ").unwrap_or(name);
        let authority =
            AuthorityWords { name, addressed, noun: wording::noun(kind), kind: kind.word(), email };
        context.insert("authority", &authority);
        if let Some(token) = values.token {
            context.insert("token", token);
        }
        if let Some(request) = values.request {
            context.insert("request", request);
        }
        context
    }

    /// Adds the template's variables; an empty one counts as absent.
    fn add_variables(&self, context: &mut Context) -> Result<(), RenderError> {
        let own: Vec<String> = (self.own.iter())
            .map(|one| one.in_letter(self.template, context))
            .collect::<Result<_, _>>()?;
        for (name, value) in &self.fixed {
            context.insert_value(name.clone(), value.clone());
        }
        for (variable, value) in self.own.iter().zip(own).filter(|(_, value)| !value.is_empty()) {
            context.insert(variable.name.clone(), &value);
        }
        Ok(())
    }

    fn asked(&mut self, context: &Context) -> Result<Asked, RenderError> {
        if self.template.question_ids.is_empty() {
            return Ok(Asked::new(Vec::new()));
        }
        let joined = text(self.template, "questions", context)?;
        if let Some(known) = self.asked.get(&joined) {
            return Ok(known.clone());
        }
        let asked = Asked::new(self.questions(&joined)?);
        if self.asked.len() < KEPT {
            self.asked.insert(joined, asked.clone());
        }
        Ok(asked)
    }

    fn questions(&self, joined: &str) -> Result<Vec<Question>, RenderError> {
        let texts =
            joined.split(BETWEEN).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let questions: Vec<Question> = (self.template.question_ids.iter())
            .zip(texts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(id, text)| Question { id: id.clone(), text })
            .collect();
        for question in &questions {
            look_over(self.template, &question.text)?;
        }
        Ok(questions)
    }

    /// The body looked over and wrapped, paragraph by paragraph: no fault goes over a blank line.
    fn laid_out(&mut self, body: &str) -> Result<String, RenderError> {
        let mut out = String::with_capacity(body.len() + body.len() / 16);
        for paragraph in wrap::paragraphs(body) {
            if let Some(known) = self.paragraphs.get(paragraph) {
                wrap::join(&mut out, known);
                continue;
            }
            if look_over(self.template, paragraph).is_err() {
                look_over(self.template, body)?;
            }
            let wrapped = wrap::paragraph(paragraph);
            wrap::join(&mut out, &wrapped);
            if self.paragraphs.len() < KEPT {
                self.paragraphs.insert(paragraph.to_owned(), wrapped);
            }
        }
        Ok(wrap::ended(out))
    }
}

/// What letters under one law in one nation have in common.
fn shared(common: &Common<'_>, nation: Nation, regime: Regime) -> Context {
    let mut context = Context::new();
    let regulator = &crate::law::regulator::on(regime, common.today).name;
    context.insert("law", &wording::LawWords { regulator, ..*wording::law(regime) });
    context.insert("nation", &wording::nation(nation));
    context.insert("requester", common.requester);
    context.insert("campaign", &CampaignWords { title: common.campaign });
    context.insert("today", &written(common.today));
    context.insert("year", &common.today.year());
    context
}

impl OwnWords {
    fn new(name: String, text: String) -> Self {
        let mut engine = Tera::default();
        let compiled = engine.add_raw_template(&name, &text).is_ok();
        OwnWords { name, text, engine: compiled.then_some(engine) }
    }

    /// The value in a letter of which the program's own names are known.
    fn in_letter(&self, template: &Template, own: &Context) -> Result<String, RenderError> {
        let rendered = match &self.engine {
            Some(engine) => engine.render(&self.name, own),
            None => Tera::one_off(&self.text, own, false),
        };
        let value = rendered.map_err(|error| {
            let told = format!("value of variable `{}`: {}", self.name, message(&error));
            Fault::Rendering(told).at(&template.name, template.lines.using(&self.name))
        })?;
        Ok(value.trim().to_owned())
    }
}

impl Asked {
    fn new(questions: Vec<Question>) -> Self {
        Asked {
            set_out: Value::from_serializable(&question::set_out(&questions)),
            items: Value::from_serializable(&questions),
            questions: questions.into(),
        }
    }
}
