//! Every message of `tests/mail` is read as the file beside it says: `NAME.eml` and `NAME.json`.
//!
//! Keys of the expectation, each checked only where it stands: `new_text` (exact), `new_contains`,
//! `quoted_contains`, `rights_contains`, `footer_contains`, `subject`, `date`, `attachments` (names),
//! `enclosed` (subjects), `bounce` (null or its fields), `receipt`, `automatic`.

use std::path::Path;

use foidesk::reading::{self, Message, NewText, auto_reply, bounce, new_text};
use serde_json::{Value, json};

#[test]
fn every_message_of_the_corpus_is_read_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "eml") {
            count += 1;
            wrong.extend(misreadings(&path));
        }
    }
    assert!(count > 50, "the corpus is not there");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is read otherwise than expected, in words.
fn misreadings(path: &Path) -> Vec<String> {
    let raw = std::fs::read(path).unwrap();
    let expected: Value =
        serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
    let message = reading::decode(&raw);
    let parts = new_text::separate(&message);
    let expected = expected.as_object().unwrap();
    expected
        .iter()
        .filter_map(|(key, wanted)| {
            let got = found(key, wanted, &message, &parts);
            (got != *wanted)
                .then(|| format!("{}: {key}\n  wanted {wanted}\n  got    {got}", path.display()))
        })
        .collect()
}

/// The value that the reading has for a key; for `…_contains` the expected texts that are there.
fn found(key: &str, wanted: &Value, message: &Message, parts: &NewText) -> Value {
    let within = |text: &str| {
        let texts = wanted.as_array().unwrap().iter();
        texts.filter(|one| text.contains(one.as_str().unwrap())).cloned().collect::<Value>()
    };
    match key {
        "new_text" => json!(parts.new_text),
        "new_contains" => within(&parts.new_text),
        "quoted_contains" => within(parts.quoted_text.as_deref().unwrap_or_default()),
        "rights_contains" => within(parts.rights.as_deref().unwrap_or_default()),
        "footer_contains" => within(parts.footer.as_deref().unwrap_or_default()),
        "subject" => json!(message.subject),
        "date" => json!(message.date.map(|date| date.to_rfc3339())),
        "attachments" => message.attachments.iter().map(|one| one.name.clone()).collect(),
        "enclosed" => message.enclosed.iter().map(|one| one.subject.clone()).collect(),
        "receipt" => json!(bounce::is_receipt(message)),
        "automatic" => {
            json!(bounce::read(message).is_none() && auto_reply::sign(message, parts).is_some())
        }
        "bounce" => bounce::read(message).map_or(Value::Null, |bounce| shown(&bounce)),
        _ => panic!("the expectation has an unknown key: {key}"),
    }
}

fn shown(bounce: &bounce::Bounce) -> Value {
    let each = &bounce.per_recipient;
    json!({
        "recipients": each.iter().map(|one| &one.address).collect::<Vec<_>>(),
        "actions": each.iter().map(|one| one.action).collect::<Vec<_>>(),
        "statuses": each.iter().map(|one| &one.status).collect::<Vec<_>>(),
        "permanent": bounce.permanent,
        "original_message_id": bounce.original_message_id,
    })
}
