//! Makes many letters of one template. What letters have in common is worked out once: the words of
//! a law, a nation and a kind of body, questions put in the same words, paragraphs of the same text,
//! checked and wrapped. A letter made so is the letter made by itself: what is kept is kept under the
//! whole text it was worked out from.

mod ground;

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use tera::{Context, Value};

use self::ground::Ground;
use super::fault::Fault;
use super::question::{self, Question};
use super::render::{Common, RenderError, Rendered, Values, look_over, subject, text};
use super::template::{BETWEEN, Template};
use super::wrap;

/// So many texts are kept of a sort; a campaign has some dozens that letters share.
const KEPT: usize = 2000;

/// Makes letters of one template, one after another.
pub struct Press<'t> {
    template: &'t Template,
    ground: Ground<'t>,
    asked: HashMap<String, Asked, RandomState>,
    paragraphs: HashMap<String, String, RandomState>,
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

impl<'t> Press<'t> {
    /// Sets a template up for letters with these values in common.
    pub fn new(template: &'t Template, common: &Common<'t>) -> Result<Self, RenderError> {
        Ok(Press {
            template,
            ground: Ground::new(template, common)?,
            asked: HashMap::default(),
            paragraphs: HashMap::default(),
        })
    }

    /// Makes a letter.
    pub fn letter(&mut self, values: &Values<'_>) -> Result<Rendered, RenderError> {
        let context = self.ground.of_letter(values)?;
        let asked = asked(self.template, &mut self.asked, context)?;
        context.insert_value("questions", asked.set_out);
        context.insert_value("items", asked.items);
        let subject = subject(self.template, context, values.token)?;
        let body = text(self.template, "body", context)?;
        if body.trim().is_empty() {
            return Err(Fault::NothingAsked.at(&self.template.name, None));
        }
        Ok(Rendered { subject, body: self.laid_out(&body)?, questions: asked.questions })
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

/// The questions as this letter puts them.
fn asked(
    template: &Template,
    known: &mut HashMap<String, Asked, RandomState>,
    context: &Context,
) -> Result<Asked, RenderError> {
    if template.question_ids.is_empty() {
        return Ok(Asked::new(Vec::new()));
    }
    let joined = text(template, "questions", context)?;
    if let Some(known) = known.get(&joined) {
        return Ok(known.clone());
    }
    let asked = Asked::new(questions(template, &joined)?);
    if known.len() < KEPT {
        known.insert(joined, asked.clone());
    }
    Ok(asked)
}

fn questions(template: &Template, joined: &str) -> Result<Vec<Question>, RenderError> {
    let texts =
        joined.split(BETWEEN).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
    let questions: Vec<Question> = (template.question_ids.iter())
        .zip(texts)
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| Question { id: id.clone(), text })
        .collect();
    for question in &questions {
        look_over(template, &question.text)?;
    }
    Ok(questions)
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
