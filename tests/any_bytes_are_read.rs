//! Whatever the bytes, reading ends, panics nowhere and throws nothing away.

use foidesk::reading::{self, auto_reply, bounce, new_text};
use proptest::prelude::*;

/// Pieces of real mail, so that random text meets the parsers' branches.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    " ",
    ">",
    "> ",
    "--b",
    "--b--",
    "\n--b\n",
    "Content-Type: multipart/mixed; boundary=b\n",
    "Content-Type: text/html\n",
    "Content-Type: message/rfc822\n",
    "Content-Type: message/delivery-status\n",
    "Content-Transfer-Encoding: base64\n",
    "Content-Transfer-Encoding: quoted-printable\n",
    "From: a@b.example\n",
    "Sent: 1 May 2026\n",
    "To: c@d.example\n",
    "Subject: =?utf-8?Q?x=C3?=\n",
    "Date: Tue, 3 Mar 2026 10:00:00 +0000\n",
    "On Mon, 2 Mar 2026 at 09:00, Una <una@desk.example> wrote:\n",
    "-----Original Message-----\n",
    "________\n",
    "begin 644 a\n#0V%T\n`\nend\n",
    "Final-Recipient: rfc822; a@b.example\n",
    "Action: failed\n",
    "Status: 5.1.1\n",
    "<div class=gmail_quote>",
    "<blockquote type=cite>",
    "</blockquote>",
    "<p>",
    "</p>",
    "<td>",
    "<!--",
    "-->",
    "<style>",
    "&nbsp;",
    "&#x1F600;",
    "é",
    "日本",
    "\u{feff}",
    "\0",
    "=",
    "=E9",
    "=\n",
    "-- \n",
    "If you are unhappy\n",
    "answer ",
];

fn mail() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..12),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read(raw in mail()) {
        let message = reading::decode(&raw);
        let parts = new_text::separate(&message);
        bounce::read(&message);
        auto_reply::sign(&message, &parts);
        for attachment in &message.attachments {
            prop_assert!(reading::content(attachment, &raw).len() <= raw.len() + 1024);
        }
        for range in &message.quoted {
            prop_assert!(message.text.get(range.clone()).is_some());
        }
    }

    #[test]
    fn no_line_is_thrown_away(raw in mail()) {
        let text = String::from_utf8_lossy(&raw).into_owned();
        let parts = new_text::separate_text(&text, &[]);
        let all = [Some(parts.new_text), parts.quoted_text, parts.rights, parts.footer];
        let kept: Vec<&str> = all.iter().flatten().flat_map(|part| part.lines()).map(str::trim).collect();
        for line in text.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric)) {
            prop_assert!(kept.contains(&line), "lost: {line:?} of {text:?}");
        }
    }
}
