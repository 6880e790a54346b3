//! Every built-in letter for every law, nation and kind; letters as they go out; what may not go out.

use super::*;
use crate::letter::{Library, wrap};

fn requester() -> Requester {
    Requester {
        name: "Anna Field".to_owned(),
        email: "anna@field.example".to_owned(),
        signature: None,
        postal_address: None,
    }
}

fn common<'a>(requester: &'a Requester, given: &'a BTreeMap<String, toml::Value>) -> Common<'a> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    Common { requester, campaign: "A campaign", today, set: None, given }
}

fn history() -> Correspondence {
    let text = |words: &str| Some(words.to_owned());
    let question = |id: &str, text: &str| Question { id: id.to_owned(), text: text.to_owned() };
    Correspondence {
        subject: "Freedom of Information request: social media".to_owned(),
        topic: "social media".to_owned(),
        references: vec!["FOIA1198".to_owned(), "FOIA1199".to_owned()],
        sent_on: text("2 June 2020"),
        due: text("30 June 2020"),
        days_late: Some(1),
        acknowledged_on: text("3 June 2020"),
        answered_on: text("9 July 2020"),
        answered_how: text("neither confirmed nor denied holding the information"),
        sections: vec!["section 24(2)".to_owned(), "section 31(3)".to_owned()],
        quotes: vec!["We neither confirm nor deny that any of it is held.".to_owned()],
        asked: vec![question("1", "The policy."), question("2a", "Which purposes?")],
        about: vec!["1".to_owned(), "2a".to_owned()],
        grounds: vec!["The first ground.".to_owned(), "The second ground.".to_owned()],
        remedies: vec!["Please send the information.".to_owned()],
        review_asked_on: text("10 July 2020"),
        review_due: text("7 August 2020"),
        ..Correspondence::default()
    }
}

struct Case {
    template: &'static str,
    regime: Regime,
    kind: BodyKind,
    nation: Nation,
    set: Option<&'static str>,
}

fn letter(case: &Case) -> Result<Rendered, RenderError> {
    letter_of(&Library::built_in().get(case.template).unwrap(), case)
}

fn letter_of(template: &Template, case: &Case) -> Result<Rendered, RenderError> {
    let mut given = BTreeMap::new();
    if template.variables.contains_key("answer") {
        given.insert("answer".to_owned(), toml::Value::String("I mean students.".to_owned()));
    }
    let history = history();
    let requester = requester();
    let common = Common { set: case.set, ..common(&requester, &given) };
    let values = Values {
        recipient: Recipient {
            name: "The University of Barsetshire",
            kind: case.kind,
            nation: case.nation,
            email: Some("foi@barsetshire.example"),
        },
        regime: case.regime,
        token: Some("fd-bcdf-ghjk-mnpr"),
        request: Some(&history),
    };
    render(template, &common, &values)
}

#[test]
fn every_built_in_template_renders_for_every_law_nation_kind_and_set() {
    let library = Library::built_in();
    for (name, _) in library.names() {
        let template = library.get(name).unwrap();
        let name =
            ["social-media-monitoring", "safety-tech", "chaser", "review", "reply", "complaint"]
                .into_iter()
                .find(|known| *known == name)
                .unwrap();
        let sets: Vec<Option<&str>> = std::iter::once(None)
            .chain(template.sets.keys().map(|set| Some(set.as_str())))
            .collect();
        for regime in Regime::ALL {
            for nation in Nation::ALL {
                for kind in BodyKind::ALL {
                    for set in &sets {
                        let set = set.map(|set| -> &'static str { set.to_owned().leak() });
                        let case = Case {
                            template: name,
                            regime: *regime,
                            kind: *kind,
                            nation: *nation,
                            set,
                        };
                        let rendered =
                            letter_of(&template, &case).unwrap_or_else(|error| panic!("{error}"));
                        assert!(rendered.subject.ends_with("[fd-bcdf-ghjk-mnpr]"));
                        assert!(rendered.subject.chars().count() <= SUBJECT_MAX);
                        assert!(
                            rendered.body.lines().all(|line| line.chars().count() <= wrap::WIDTH)
                        );
                        if case.regime == Regime::Foisa {
                            assert!(!rendered.body.contains("Act 2000"), "{}", rendered.body);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn letters_as_they_go_out() {
    let of = |template, regime, kind, nation, set| {
        let rendered = letter(&Case { template, regime, kind, nation, set }).unwrap();
        format!("Subject: {}\n\n{}", rendered.subject, rendered.body)
    };
    use BodyKind::{Academy, Council, FeCollege, University};
    use Nation::{England, NorthernIreland, Scotland};
    insta::assert_snapshot!(
        "social_media_2020",
        of("social-media-monitoring", Regime::Foia, University, England, Some("2020"))
    );
    insta::assert_snapshot!(
        "social_media_scotland",
        of("social-media-monitoring", Regime::Foisa, University, Scotland, None)
    );
    insta::assert_snapshot!(
        "social_media_northern_ireland",
        of("social-media-monitoring", Regime::Foia, University, NorthernIreland, None)
    );
    insta::assert_snapshot!(
        "safety_tech_college_2020",
        of("safety-tech", Regime::Foia, FeCollege, England, Some("2020-college"))
    );
    insta::assert_snapshot!(
        "safety_tech_council",
        of("safety-tech", Regime::Foisa, Council, Scotland, None)
    );
    insta::assert_snapshot!("chaser", of("chaser", Regime::Foia, Academy, England, None));
    for regime in Regime::ALL {
        insta::assert_snapshot!(
            format!("review_{regime}"),
            of("review", *regime, University, England, None)
        );
    }
    insta::assert_snapshot!("reply", of("reply", Regime::Foia, University, England, None));
    insta::assert_snapshot!("complaint", of("complaint", Regime::Foia, University, England, None));
}

/// A letter of a template of hers, to an authority of this name, with these values.
fn hers(source: &str, authority: &str, given: &[(&str, &str)]) -> Result<Rendered, RenderError> {
    let template = Template::parse("mine", source, &BTreeMap::new())?;
    let given = given
        .iter()
        .map(|(name, value)| ((*name).to_owned(), toml::Value::String((*value).to_owned())))
        .collect();
    let recipient = Recipient {
        name: authority,
        kind: BodyKind::University,
        nation: Nation::England,
        email: None,
    };
    let token = Some("fd-bcdf-ghjk-mnpr");
    let values = Values { recipient, regime: Regime::Foia, token, request: None };
    render(&template, &common(&requester(), &given), &values)
}

const MINE: &str = "+++\ntitle = \"T\"\nsubject = \"About {{ topic }}\"\n[variables]\ntopic = \"cats\"\nwho = \"you\"\nyears = 3\n+++\n\
                    Dear {{ who }},\n\nOn {{ topic }}, for {{ years }} years.\n";

#[test]
fn what_is_missing_is_named_with_template_line_and_variable() {
    let error = hers(MINE, "X", &[("topic", "")]).unwrap_err();
    assert_eq!((error.template.as_str(), error.line), ("mine", Some(3)));
    assert_eq!(error.fault.variable(), Some("topic"));
    let error = hers(MINE, "X", &[("who", "")]).unwrap_err();
    assert_eq!((error.line, error.fault.variable()), (Some(9), Some("who")));
    let error = hers(MINE, "X", &[("whom", "me")]).unwrap_err();
    assert!(error.to_string().contains("unknown variable `whom` (did you mean `who`?)"), "{error}");
    let error = hers(MINE, "X", &[("years", "many")]).unwrap_err();
    assert!(error.to_string().contains("variable `years` has to be a whole number"), "{error}");
    assert!(hers(MINE, "X", &[("years", "10")]).unwrap().body.contains("for 10 years"));
}

#[test]
fn a_greeting_without_a_name_and_a_hole_in_a_sentence_stop_the_letter() {
    let error = hers(MINE, "X", &[("who", " ")]).unwrap_err();
    assert_eq!(error.fault, Fault::EmptySalutation("Dear  ,".to_owned()));
    assert_eq!(error.line, Some(9));
    let error = hers(MINE, "X", &[("topic", " ")]).unwrap_err();
    assert!(matches!(error.fault, Fault::EmptyPlace(_)), "{error}");
}

#[test]
fn nothing_left_of_a_template_and_no_line_break_in_the_subject() {
    let error = hers(MINE, "X", &[("topic", "cats\nBcc: all@authority.example")]).unwrap_err();
    assert_eq!(error.fault, Fault::HeaderBreak { header: "subject" });
    let source = MINE.replace("{{ who }}", "{{ authority.name }}{{ who }}");
    let error = hers(&source, "{{ X }}", &[]).unwrap_err();
    assert!(matches!(error.fault, Fault::Leftover(_)), "{error}");
}

#[test]
fn a_subject_too_long_is_cut_at_a_word_and_keeps_the_token() {
    let long = "word ".repeat(60);
    let subject = hers(MINE, "X", &[("topic", long.trim())]).unwrap().subject;
    assert!(subject.chars().count() <= SUBJECT_MAX);
    assert!(subject.ends_with("word… [fd-bcdf-ghjk-mnpr]"), "{subject}");
}

#[test]
fn a_period_without_lockdown_turns_the_question_on_it() {
    let template = Library::built_in().get("safety-tech").unwrap();
    for (from, to, lockdown) in [
        ("2015", "2020", true),
        ("2021", "2026", true),
        ("2022", "2026", false),
        ("2015", "2019", false),
    ] {
        let given = [("from_year", from), ("to_year", to)]
            .map(|(name, value)| (name.to_owned(), toml::Value::String(value.to_owned())))
            .into_iter()
            .collect();
        let recipient =
            Recipient { name: "X", kind: BodyKind::Academy, nation: Nation::England, email: None };
        let requester = requester();
        let values = Values { recipient, regime: Regime::Foia, token: None, request: None };
        let rendered = render(&template, &common(&requester, &given), &values).unwrap();
        assert_eq!(rendered.body.contains("lockdown"), lockdown, "{from} to {to}");
        assert!(rendered.questions.iter().any(|question| question.id == "6b"));
    }
}

proptest::proptest! {
    /// What one letter leaves behind for the next changes nothing in it, nor in what is refused.
    #[test]
    fn a_letter_made_after_others_is_the_letter_made_by_itself(
        names in proptest::collection::vec("[A-Z][a-zé &.,]{0,12}|[ -~]{1,20}|The [A-Z]{3}|\\{\\{ x \\}\\}", 1..8),
        nations in proptest::collection::vec(0..Nation::ALL.len(), 8),
        others in proptest::collection::vec(proptest::arbitrary::any::<(bool, bool, bool)>(), 8),
        social: bool,
    ) {
        let source = "+++\ntitle = \"T\"\nsubject = \"On {{ authority.name }}\"\n[variables]\nof = \"{{ authority.name }}\"\n\
            noun = \"{{ authority.noun }} of {{ nation.name }}\"\nodd = \"{% if token %}{{ token }}{% endif %}\"\nplace = \"{% if authority.kind == 'police' %}station{% endif %}\"\n\
            [[questions]]\nid = \"1\"\ntext = \"What of {{ of }}?\"\n[[questions]]\nid = \"2\"\ntext = \"And {{ nation.name }}?\"\n+++\n\
            Dear {{ authority.addressed }}\n\n  \n> {{ nation.name }}\n\n{{ questions }}\n\n1. {{ law.name }}{% if odd %} {{ odd }}{% endif %}{% if place %} at a {{ place }}{% endif %} {{ noun }}{% if authority.email %} {{ authority.email }}{% endif %}\\\nX\n";
        let template = match social {
            true => Library::built_in().get("social-media-monitoring").unwrap(),
            false => Template::parse("mine", source, &BTreeMap::new()).unwrap(),
        };
        let (requester, given) = (requester(), BTreeMap::new());
        let common = common(&requester, &given);
        let mut press = Press::new(&template, &common).unwrap();
        for ((name, nation), (police, with_email, with_token)) in names.iter().zip(nations).zip(others) {
            let nation = Nation::ALL[nation];
            let kind = if police { BodyKind::Police } else { BodyKind::University };
            let recipient = Recipient { name, kind, nation, email: with_email.then_some("a@b.example") };
            let regime = crate::law::regime::regime_for(nation, kind, false, None);
            let token = with_token.then_some("fd-bcdf-ghjk-mnpr");
            let values = Values { recipient, regime, token, request: None };
            proptest::prop_assert_eq!(press.letter(&values), render(&template, &common, &values));
        }
    }

    /// Whatever her values are: a letter that is made holds no template mark and breaks no header.
    #[test]
    fn a_finished_letter_is_clean(who in "[ -~\n]{0,12}", topic in "\\PC{0,40}|[a-z{}%#\r\n ]{0,10}") {
        if let Ok(rendered) = hers(MINE, "X", &[("who", &who), ("topic", &topic)]) {
            for mark in ["{{", "}}", "{%", "%}"] {
                proptest::prop_assert!(!rendered.body.contains(mark) && !rendered.subject.contains(mark));
            }
            proptest::prop_assert!(!rendered.subject.contains(['\r', '\n']));
            proptest::prop_assert!(!rendered.body.lines().any(|line| line.ends_with(' ')));
        }
    }
}
