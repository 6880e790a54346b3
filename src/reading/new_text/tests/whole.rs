//! Any lines at all: every word stays in one of the parts.

use super::*;

/// Lines such as mails are made of.
fn line() -> impl proptest::strategy::Strategy<Value = String> {
    proptest::sample::select(vec![
        "",
        "",
        "Dear Ms Vale",
        "We own twelve bridges.",
        "Una Vale",
        "Ann Hale",
        "Yours sincerely",
        "> How many?",
        ">> Where?",
        "UV> Why?",
        "| cell",
        "--",
        "-- ",
        "_____________",
        "-----Original Message-----",
        "From: Una Vale <una@vale.example>",
        "Sent: 4 March 2025 09:12",
        "To: FOI",
        "Subject: Bridges",
        "On 4 Mar 2025 at 09:12, Una Vale <una@vale.example> wrote:",
        ">>> Una Vale <una@vale.example> 04/03/2025 09:12 >>>",
        "Please see our answers below in capitals.",
        "How many? TWELVE",
        "Answer: twelve",
        "[Ann Hale] Here.",
        "Sent from my iPhone",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "This email is confidential and intended only for the addressee.",
        "CAUTION: This email originated from outside.",
        "Please reply above this line",
        "If you are unhappy you may ask for an internal review.",
        "Under the Freedom of Information Act I would like to request a list.",
        "www.town.example",
        "Bridges",
    ])
    .prop_map(str::to_owned)
}

use proptest::strategy::Strategy as _;

proptest::proptest! {
    #[test]
    fn nothing_is_thrown_away(lines in proptest::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        let to = crate::reading::Address { name: "Una Vale".into(), address: "una@vale.example".into() };
        let message =
            Message { text: text.clone(), subject: "Bridges".into(), to: vec![to], ..Message::default() };
        let parts = separate(&message);
        let all = [Some(parts.new_text.clone()), parts.quoted_text, parts.rights, parts.footer];
        let words = |text: &str| {
            let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        let kept: Vec<String> = all.into_iter().flatten().collect();
        proptest::prop_assert_eq!(words(&kept.join("\n")), words(&text));
        let says = text.contains(char::is_alphanumeric);
        proptest::prop_assert!(!says || parts.new_text.contains(char::is_alphanumeric));
    }
}
