//! Messages that came as files: a letter to her is read as a letter, without its head; what she wrote
//! herself answers nothing; messages between others are what was disclosed.

use std::sync::LazyLock;

use crate::reading::message::Message;
use crate::reading::pattern::Regex;

/// The head of a message as its text begins, perhaps behind the name of the file.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:[^\n]{1,120}\n)?From: (?P<from>[^\n]*)\n(?:Sent: [^\n]*\n)?(?:To: (?P<to>[^\n]*)\n)?(?:Subject: [^\n]*\n)?\n",
    )
    .expect("the pattern is constant and tested")
});

/// Attachments as they are judged: the name and the text of each.
pub(super) fn as_letters<'a>(
    message: &Message,
    attached: &[(Option<&'a str>, &'a str)],
) -> Vec<(Option<&'a str>, &'a str)> {
    attached.iter().map(|(name, text)| as_letter(message, *name, text)).collect()
}

fn as_letter<'a>(
    message: &Message,
    name: Option<&'a str>,
    text: &'a str,
) -> (Option<&'a str>, &'a str) {
    if !text[..text.floor_char_boundary(200)].contains("From: ") {
        return (name, text);
    }
    let Some(head) = HEAD.captures(text) else { return (name, text) };
    let hers: Vec<&str> = { message.to.iter().chain(&message.cc) }
        .map(|one| one.address.as_str())
        .chain(message.delivered_to.iter().map(|(_, address)| address.as_str()))
        .filter(|address| !address.is_empty())
        .collect();
    let names_her = |group: &str| {
        let people = head.name(group).map_or("", |people| people.as_str()).to_lowercase();
        hers.iter().any(|address| people.contains(address))
    };
    let said = &text[head.get(0).map_or(0, |whole| whole.end())..];
    match () {
        () if names_her("from") => (name, ""),
        () if names_her("to") => (Some("letter.eml"), said),
        () => (name, text),
    }
}

#[cfg(test)]
mod tests {
    use crate::reading::{self, Kind, decode};

    #[test]
    fn a_letter_that_came_as_a_file_is_read() {
        let outer = "From: foi@town.example\nTo: una@vale.example\nSubject: Your request\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease find our response attached.\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nx\n--b--\n";
        let message = decode(outer.as_bytes());
        assert_eq!(message.attachments.len(), 1);
        for (text, kind) in [
            (
                "From: FOI <foi@town.example>\nSent: 3 March 2026\nTo: Una <una@vale.example>\nSubject: Decision\n\nThe council does not hold what you asked for.",
                Kind::NotHeld,
            ),
            (
                "reply.eml\nFrom: foi@town.example\nTo: una@vale.example\n\nThis information is exempt from disclosure under section 43(2) of the Act.",
                Kind::RefusalExemption,
            ),
            // Her own request, and a message that is disclosed.
            (
                "From: Una <una@vale.example>\nTo: foi@town.example\nSubject: Request\n\nPlease tell me why the council does not hold any record of the ferry.",
                Kind::Released,
            ),
            (
                "From: clerk@town.example\nTo: mayor@town.example\nSubject: Ferry\n\nWe do not hold any record of the ferry.",
                Kind::Released,
            ),
        ] {
            assert_eq!(reading::read(&message, &[text]).kind, kind, "{text}");
        }
    }
}
