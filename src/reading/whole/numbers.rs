//! The references of a whole message: the authority's, and the regulator's own case numbers apart.

use crate::reading::kind::Kind;
use crate::reading::message::Message;
use crate::reading::new_text::NewText;
use crate::reading::reference::{self, Places, Reference};

/// The regulator's case numbers, and the authority's references without them: "Our ref" in a
/// regulator's letter is the regulator's.
pub(super) fn regulators(
    message: &Message,
    parts: &NewText,
    attached: &[(Option<&str>, &str)],
    kind: Kind,
    mut theirs: Vec<Reference>,
) -> (Vec<Reference>, Vec<String>) {
    let mut text = format!("{}\n{}", message.subject, parts.new_text);
    for (_, letter) in attached {
        text.push('\n');
        text.push_str(reference::head(letter));
    }
    let cases =
        if kind == Kind::Regulator { reference::own_cases(&text) } else { reference::cases(&text) };
    if kind == Kind::Regulator {
        for value in reference::authoritys(&text) {
            let normal = reference::normal(&value);
            if !theirs.iter().any(|known| known.normal == normal) {
                let place = match parts.new_text.contains(&value) {
                    true => reference::Place::Body,
                    false => reference::Place::Attachment,
                };
                theirs.push(Reference { value, normal, place });
            }
        }
    }
    theirs
        .retain(|reference| !cases.iter().any(|case| reference::normal(case) == reference.normal));
    (theirs, cases)
}

/// References of all places of the message.
pub(super) fn references(
    message: &Message,
    parts: &NewText,
    attached: &[(Option<&str>, &str)],
) -> Vec<Reference> {
    let below = [parts.rights.as_deref(), parts.footer.as_deref()];
    let body: Vec<&str> =
        std::iter::once(parts.new_text.as_str()).chain(below.into_iter().flatten()).collect();
    let (theirs, hers) = enclosed(message);
    let quoted: Vec<&str> = { parts.quoted_text.iter().chain(&hers) }.map(String::as_str).collect();
    let letters = theirs.iter().map(|letter| (None, letter.as_str()));
    reference::find(&Places {
        subject: &message.subject,
        body: &body.join("\n\n"),
        quoted: (!quoted.is_empty()).then(|| quoted.join("\n\n")).as_deref(),
        attachments: attached.iter().copied().chain(letters).collect(),
        ours: Vec::new(),
    })
}

/// Messages carried inside, as texts under their subjects: letters that are passed on, and what the
/// reader wrote herself. The original that a report returns is no part of a letter.
fn enclosed(message: &Message) -> (Vec<String>, Vec<String>) {
    if message.report_type.is_some() {
        return (Vec::new(), Vec::new());
    }
    let (hers, theirs): (Vec<&Message>, Vec<&Message>) = message.enclosed.iter().partition(|one| {
        let writer = one.from.as_ref().map_or("", |from| from.address.as_str());
        message.to.iter().any(|to| to.address == writer)
    });
    let texts = |messages: Vec<&Message>| {
        let text = |one: &Message| format!("{}\n\n{}", one.subject, one.text);
        messages.into_iter().map(text).collect()
    };
    (texts(theirs), texts(hers))
}

#[cfg(test)]
mod tests {
    use crate::reading::{self, decode};

    #[test]
    fn a_message_carried_inside_names_its_case() {
        let mail = |inner: &str| {
            format!(
                "From: foi@town.example\nTo: una@vale.example\nSubject: For you\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease see what the trust wrote.\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
            )
        };
        for (inner, place) in [
            (
                "From: ig@trust.example\nSubject: Your request\n\nOur ref: NHT-4417\n\nWe hold it.",
                "attachment",
            ),
            ("From: una@vale.example\nSubject: Our ref: NHT-4417\n\nWhere is it?", "quoted"),
        ] {
            let read = reading::read(&decode(mail(inner).as_bytes()), &["", ""]);
            let found: Vec<(&str, &str)> = { read.authority_references.iter() }
                .map(|one| (one.value.as_str(), one.place.word()))
                .collect();
            assert_eq!(found, [("NHT-4417", place)], "{inner}");
        }
    }
}
