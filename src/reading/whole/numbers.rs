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
    theirs
        .retain(|reference| !cases.iter().any(|case| reference::normal(case) == reference.normal));
    (theirs, cases)
}

/// The references that are told: the authority's, and in a regulator's letter the regulator's own.
pub(super) fn told(
    message: &Message,
    parts: &NewText,
    kind: Kind,
    theirs: &[Reference],
    cases: &[String],
) -> Vec<Reference> {
    let mut told = theirs.to_vec();
    let own = cases.iter().filter(|_| kind == Kind::Regulator).map(|case| Reference {
        value: case.clone(),
        normal: reference::normal(case),
        place: match case {
            case if message.subject.contains(case.as_str()) => reference::Place::Subject,
            case if parts.new_text.contains(case.as_str()) => reference::Place::Body,
            _ => reference::Place::Attachment,
        },
    });
    told.extend(own);
    told
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
    reference::find(&Places {
        subject: &message.subject,
        body: &body.join("\n\n"),
        quoted: parts.quoted_text.as_deref(),
        attachments: attached.to_vec(),
        ours: Vec::new(),
    })
}
