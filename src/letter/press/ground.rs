//! What a letter's text is made from: what the program defines in every letter, and the template's
//! variables. Worked out once for all letters under one law to one kind of body in one nation; what
//! tells one authority from another is put in for each letter.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::Datelike;
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::law::{BodyKind, Nation, Regime};
use crate::letter::fault::Fault;
use crate::letter::render::{Common, Recipient, RenderError, Values, message, of_kind, written};
use crate::letter::template::Template;
use crate::letter::wording;

/// The values of letters of one template.
pub(super) struct Ground<'t> {
    template: &'t Template,
    common: Common<'t>,
    /// The variables that are the same in every letter.
    fixed: Vec<(String, Value)>,
    /// Those whose value depends on law, nation and kind of body.
    of_sort: Vec<OwnWords>,
    /// Those whose value may be another in each letter.
    of_one: Vec<OwnWords>,
    known: HashMap<(Nation, Regime, BodyKind), Sort>,
}

/// What letters of one sort have in common, with what the last of them was given.
struct Sort {
    /// The program's own names alone: what values of variables may use.
    own: Context,
    /// The template's variables as well.
    whole: Context,
}

/// A variable whose value uses the program's own names ("{{ authority.noun }}").
struct OwnWords {
    name: String,
    text: String,
    /// `None` where the value cannot be compiled: the letter tells why.
    engine: Option<Tera>,
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

impl<'t> Ground<'t> {
    /// Works out the values that a template's letters have in common.
    pub fn new(template: &'t Template, common: &Common<'t>) -> Result<Self, RenderError> {
        let mut resolved = template.values(common.set)?;
        for (name, given) in common.given {
            let Some(value) = resolved.get_mut(name) else { return Err(template.unknown(name)) };
            *value = of_kind(template, name, given, value)?;
        }
        let (mut fixed, mut of_sort, mut of_one) = (Vec::new(), Vec::new(), Vec::new());
        for (name, value) in resolved {
            match value {
                toml::Value::String(text) if text.contains("{{") || text.contains("{%") => {
                    let own = if is_of_sort(&text) { &mut of_sort } else { &mut of_one };
                    own.push(OwnWords::new(name, text));
                }
                value if value.as_str() == Some("") => {}
                value => fixed.push((name, Value::from_serializable(&value))),
            }
        }
        let known = HashMap::new();
        Ok(Ground { template, common: *common, fixed, of_sort, of_one, known })
    }

    /// All that the text of a letter finds, its questions apart.
    pub fn of_letter(&mut self, values: &Values<'_>) -> Result<&mut Context, RenderError> {
        let Recipient { name, kind, nation, email } = values.recipient;
        let authority = Value::from_serializable(&AuthorityWords {
            name,
            addressed: name.strip_prefix("The ").unwrap_or(name),
            noun: wording::noun(kind),
            kind: kind.word(),
            email,
        });
        let sort = match self.known.entry((nation, values.regime, kind)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let mut own = shared(&self.common, nation, values.regime);
                own.insert_value("authority", authority.clone());
                let mut whole = own.clone();
                for (name, value) in &self.fixed {
                    whole.insert_value(name.clone(), value.clone());
                }
                for variable in &self.of_sort {
                    variable.put(self.template, &own, &mut whole)?;
                }
                place.insert(Sort { own, whole })
            }
        };
        for context in [&mut sort.own, &mut sort.whole] {
            context.insert_value("authority", authority.clone());
            put("token", values.token, context);
            put("request", values.request, context);
        }
        for variable in &self.of_one {
            variable.put(self.template, &sort.own, &mut sort.whole)?;
        }
        sort.whole.remove("questions");
        sort.whole.remove("items");
        Ok(&mut sort.whole)
    }
}

/// Whether a value can differ only between laws, nations and kinds of body: of what tells one letter
/// from another it names nothing but the kind.
fn is_of_sort(text: &str) -> bool {
    let rest = text.replace("authority.noun", "").replace("authority.kind", "");
    !["authority", "token", "request", "__tera_context"].iter().any(|name| rest.contains(name))
}

/// Puts in what this letter has of that name.
fn put<T: Serialize + ?Sized>(name: &'static str, value: Option<&T>, context: &mut Context) {
    match value {
        Some(value) => context.insert(name, value),
        None => drop(context.remove(name)),
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

    /// Puts the value in a letter of which the program's own names are known into `whole`; an empty
    /// one counts as absent.
    fn put(
        &self,
        template: &Template,
        own: &Context,
        whole: &mut Context,
    ) -> Result<(), RenderError> {
        let value = self.in_letter(template, own)?;
        match value.trim() {
            "" => drop(whole.remove(&self.name)),
            value => whole.insert(self.name.clone(), value),
        }
        Ok(())
    }

    fn in_letter(&self, template: &Template, own: &Context) -> Result<String, RenderError> {
        let rendered = match &self.engine {
            Some(engine) => engine.render(&self.name, own),
            None => Tera::one_off(&self.text, own, false),
        };
        rendered.map_err(|error| {
            let told = format!("value of variable `{}`: {}", self.name, message(&error));
            Fault::Rendering(told).at(&template.name, template.lines.using(&self.name))
        })
    }
}
