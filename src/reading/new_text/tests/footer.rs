//! What ends or heads a letter and is no part of what it says.

use super::*;

#[test]
fn footers_are_kept_apart() {
    let footers = [
        "--\nUna Vale\nFOI Officer",
        "Sent from my iPhone",
        "________________________________\nThis email is confidential and intended only for the addressee.",
        "*****************\nThis message is for the person it is addressed to. If you're not that\nperson please delete it and tell us.\n*****************",
        "Please consider the environment before printing this email.\n\n***********\nRegistered office: Town Hall",
    ];
    for footer in footers {
        let parts = separate_text(&format!("We hold twelve.\n\n{footer}\n"), &[]);
        assert_eq!(parts.new_text, "We hold twelve.", "{footer}");
        assert_eq!(parts.footer.as_deref(), Some(footer), "{footer}");
    }
}

#[test]
fn the_rights_paragraph_is_kept_apart() {
    let text = "Dear Ms Vale\n\nWe hold twelve.\n\nIf you are unhappy with this answer you may ask for an internal review.\n\nYou may then complain to the Information Commissioner.\n\nYours sincerely\n\nUna";
    let parts = separate_text(text, &[]);
    assert_eq!(parts.new_text, "Dear Ms Vale\n\nWe hold twelve.\n\nYours sincerely\n\nUna");
    assert!(parts.rights.is_some_and(|rights| rights.contains("Commissioner")));
}

#[test]
fn disclaimers_are_known_by_what_they_say_in_many_languages() {
    for footer in [
        "Disclaimer\n\nThe information in this message is confidential and meant for the addressee.",
        "Mae'r neges hon yn gyfrinachol ac wedi ei bwriadu ar gyfer y sawl a enwir yn unig.",
        "Der Inhalt dieser E-Mail ist vertraulich und ausschließlich für den Adressaten bestimmt.",
        "Ce message est confidentiel et établi à l'intention de ses destinataires.",
        "Este mensaje es confidencial. Si lo ha recibido por error, bórrelo.",
        "Le informazioni in questo messaggio sono riservate al destinatario.",
        "Dit bericht is vertrouwelijk. Per ongeluk ontvangen? Verwijder het dan.",
        "Esta mensagem é confidencial e destina-se ao seu destinatário.",
        "Denne e-mail er fortrolig og kun beregnet til modtageren.",
        "Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle.",
        "Ta wiadomość jest poufna. Jeśli przyszła omyłkowo, usuń ją.",
        "Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail drucken.",
        "Follow us on Twitter\n\nwww.town.example\n\nThis email is intended only for the addressee.",
        "Under the Freedom of Information Act 2000 this e-mail may be disclosed.",
        "How did we do? Please rate us at https://survey.example/y",
        "Holen Sie sich Outlook für iOS",
        "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
        "Téléchargez Outlook pour Android",
        "iPhone'umdan gönderildi",
        "This message, and any file with it, may hold private or privileged matter and is meant only for the person to whom it is directed. If you are not that person you must not act on it.",
        "The Trust records incoming and outgoing e-mail. Any message may have to be released under the Freedom of Information Act 2000.",
        "Mae croeso i chi ysgrifennu atom yn Gymraeg.",
        "Think of the environment: do you need to print this? We handle your personal data as our privacy notice says. We may have to disclose this message if asked.",
        "*****\nThis message may hold confidential matter. If you are not the intended recipient, delete it.\n\nNHSmail is the secure email service of the NHS.\n*****",
        "The information in this email may be subject to disclosure under the Freedom of Information Act 2000. Unless it is exempt, its confidentiality cannot be promised.",
        "Email traffic may be subject to recording.",
        "Did you know you can pay online? www.town.example",
        "OFFICIAL - SENSITIVE",
        "Only the addressee may read this e-mail. If it has reached you in error, tell us and erase it.",
    ] {
        let parts = separate_text(&format!("{LETTER}\n\n{footer}\n"), &[]);
        assert_eq!(parts.new_text, LETTER, "{footer}");
        assert_eq!(parts.footer.as_deref(), Some(footer));
    }
}

#[test]
fn banners_above_the_letter_are_kept_apart() {
    for banner in [
        "##- Please type your reply above this line -##",
        "—-—-—\nReply above this line.",
        "CAUTION: This email originated from outside of the organisation. Take care.",
        "[EXTERNAL EMAIL] This message came from elsewhere.",
        "You don't often get email from foi@town.example. Learn why this is important",
    ] {
        let parts = separate_text(&format!("{banner}\n\n{LETTER}\n"), &[]);
        assert_eq!(parts.new_text, LETTER, "{banner}");
        assert_eq!(parts.footer.as_deref(), Some(banner));
    }
}

#[test]
fn a_telephone_on_its_network_is_no_answer() {
    let text = "We hold twelve.\n\nSent from my Blueberry 10 smartphone on the Quay network.";
    assert_eq!(new(text), "We hold twelve.");
}

#[test]
fn a_letter_is_never_left_without_its_only_words() {
    for text in ["Bridges\n--\n--\nUna Vale", "Bridges\n\n*****"] {
        let message =
            Message { text: text.into(), subject: "Bridges".into(), ..Message::default() };
        assert!(separate(&message).new_text.starts_with("Bridges"), "{text}");
    }
}

#[test]
fn a_row_of_figures_below_the_last_of_several_rulers_is_no_signature() {
    let table = "Table 1\n--\n2024 12\n\nTable 2\n--\n2024 3";
    assert_eq!(new(table), table);
    assert_eq!(new("Table 1\n--\n2024 12\n--\nAnn Hale"), "Table 1\n--\n2024 12");
}

#[test]
fn what_the_wrong_reader_must_not_disclose_is_no_answer() {
    let notice = "**********\nThis email and any attachment are confidential to the addressee. If you are not the intended recipient you must not copy or disclose them; please tell the sender. Town Council may monitor email.";
    assert_eq!(new(&format!("We hold twelve.\n\nAnn\n\n{notice}")), "We hold twelve.\n\nAnn");
}

#[test]
fn an_answer_below_the_signature_stays_one() {
    let above = "Dear Ms Vale\n\nPlease see our answers.";
    for signature in ["-- \nAnn Hale\nBridges Officer", "--\nAnn", "-- \nAnn Hale\n01632 960 001"] {
        for answer in [
            "1. How many?\nTwelve.\n2. Where?\nHere.",
            "The Council owned twelve bridges then.",
            "PS: there were twelve.",
            "Annex A\nTwelve bridges",
            "How many bridges do we own? Twelve",
        ] {
            let parts = separate_text(&format!("{above}\n\n{signature}\n\n{answer}\n"), &[]);
            assert_eq!(parts.new_text, format!("{above}\n\n{answer}"), "{signature}");
        }
        for footer in ["Town Hall, Bridge Street", "www.town.example", "Proud of our town"] {
            let parts = separate_text(&format!("{above}\n\n{signature}\n\n{footer}\n"), &[]);
            assert_eq!(parts.new_text, above, "{footer}");
        }
    }
}

#[test]
fn a_delimiter_above_the_close_signs_nothing() {
    let letter = "Bridges\n--\nTwelve of them are old.\n\nYours sincerely\nAnn Hale";
    assert_eq!(new(letter), letter);
    let points = "Points:\n--\nOne\nTwo\n\nThe answer is that we own twelve.";
    assert_eq!(new(points), points);
    let signed = "We own twelve.\n\n-- \nKind regards\nAnn Hale";
    assert_eq!(new(signed), "We own twelve.");
}

#[test]
fn an_answer_right_below_the_delimiter_or_among_the_rights_stays() {
    let below =
        "Dear Ms Vale\n\nThe answer is below my name.\n\nAnn Hale\n--\nQ1. How many?\nA1. Twelve.";
    assert!(new(below).ends_with("A1. Twelve."), "{}", new(below));
    let text = "Dear Ms Vale\n\nTwelve.\n\nIf you wish to complain to the Information Commissioner you may. We also hold eleven for 2023.";
    assert_eq!(new(text), text);
}
