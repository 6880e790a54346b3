//! What `bounce` is expected to make of invented mail.

use super::*;
use crate::reading::decode;

fn report(fields: &str) -> Message {
    decode(
        format!(
            "From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <letter-1@desk.example>\nSubject: Request\n--b--\n"
        )
        .as_bytes(),
    )
}

#[test]
fn the_fields_are_read() {
    let message = report(
        "Final-Recipient: rfc822; FOI@Town.example\nAction: failed\nStatus: 5.1.1 (no mailbox)\nDiagnostic-Code: smtp; 550 5.1.1\n  no such user\n",
    );
    let bounce = read(&message).unwrap();
    let expected = Recipient {
        address: "foi@town.example".into(),
        action: Some(Action::Failed),
        status: Some("5.1.1".into()),
        original: None,
    };
    assert_eq!(bounce.per_recipient, [expected]);
    assert_eq!(
        (bounce.permanent, bounce.original_message_id.as_deref()),
        (Some(true), Some("letter-1@desk.example"))
    );
}

#[test]
fn a_delay_is_no_failure_and_a_receipt_no_bounce() {
    let delay = read(&report(
        "Final-Recipient: rfc822; foi@town.example\nAction: delayed\nStatus: 4.4.1\n",
    ))
    .unwrap();
    assert!(delay.is_delay());
    assert_eq!(delay.permanent, Some(false));
    for action in ["delivered", "relayed", "expanded"] {
        let message = report(&format!(
            "Final-Recipient: rfc822; foi@town.example\nAction: {action}\nStatus: 2.0.0\n"
        ));
        assert_eq!(read(&message), None, "{action}");
        assert!(is_receipt(&message));
    }
}

#[test]
fn a_bounce_in_plain_words_is_read() {
    let message = decode(b"From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: una@desk.example\nSubject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied\nX-Failed-Recipients: foi@town.example\n\nA message that you sent could not be delivered.\n\n  foi@town.example\n    550 5.1.1 User unknown\n\n------ This is a copy of the message. ------\n\nMessage-ID: <letter-2@desk.example>\nTo: other@town.example\n");
    let bounce = read(&message).unwrap();
    assert_eq!(bounce.per_recipient[0].address, "foi@town.example");
    assert_eq!(bounce.per_recipient[0].status.as_deref(), Some("5.1.1"));
    assert_eq!(bounce.permanent, Some(true));
    assert_eq!(bounce.original_message_id.as_deref(), Some("letter-2@desk.example"));
}

#[test]
fn a_letter_that_speaks_of_delivery_is_no_bounce() {
    let message = decode(b"From: FOI <foi@town.example>\nSubject: Delivery of parcels\n\nYour parcel could not be delivered to una@desk.example.\n");
    assert_eq!(read(&message), None);
}

/// A server's report in plain words, with the returned headers below.
fn in_words(subject: &str, text: &str) -> Option<Bounce> {
    let raw = format!(
        "Return-Path: <>\nFrom: Mail Delivery System <mailer-daemon@mx.example>\nTo: una@desk.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    );
    read(&decode(raw.as_bytes()))
}

#[test]
fn words_tell_what_happened_in_many_languages() {
    for (subject, text, status) in [
        (
            "Unzustellbar: Anfrage",
            "Ihre Nachricht konnte nicht zugestellt werden:\n\n  foi@town.example\n    Unbekannter Empfänger",
            "5.1.1",
        ),
        (
            "Non remis : Demande",
            "Votre message n'a pas pu être remis à foi@town.example.\nDestinataire inconnu.",
            "5.1.1",
        ),
        (
            "No se pudo entregar",
            "No se pudo entregar el mensaje a:\n\nfoi@town.example\nEl buzón del destinatario está lleno.",
            "5.2.2",
        ),
        (
            "Mancata consegna",
            "Impossibile recapitare il messaggio a foi@town.example: utente sconosciuto.",
            "5.1.1",
        ),
        (
            "Onbestelbaar: Verzoek",
            "Uw bericht kon niet worden bezorgd bij foi@town.example: gebruiker onbekend.",
            "5.1.1",
        ),
        (
            "Kunne ikke leveres",
            "Meldingen kunne ikke leveres til:\n\nfoi@town.example\nMottakeren finnes ikke.",
            "5.1.1",
        ),
        (
            "Undelivered Mail Returned to Sender",
            "<foi@town.example>: host mx.town.example[192.0.2.1] said:\n    452 4.2.2 Mailbox over quota",
            "4.2.2",
        ),
        (
            "failure notice",
            "Sorry, it didn't work out.\n\n<foi@town.example>:\nConnected to 192.0.2.1 but sender was rejected: 550 relaying denied",
            "5.7.1",
        ),
        (
            "Mail delivery failed",
            "  foi@town.example\n    retry timeout exceeded: Connection timed out",
            "4.4.1",
        ),
    ] {
        let bounce = in_words(subject, text).unwrap_or_else(|| panic!("{subject}"));
        let one = &bounce.per_recipient[0];
        assert_eq!(
            (one.address.as_str(), one.action, one.status.as_deref()),
            ("foi@town.example", Some(Action::Failed), Some(status)),
            "{subject}"
        );
        assert_eq!(bounce.permanent, Some(status.starts_with('5')), "{subject}");
    }
}

#[test]
fn each_recipient_has_what_is_said_beside_it() {
    let text = "The following addresses failed:\n\n  foi@town.example\n    550 5.1.1 no such user\n  una@vale.example\n    mailbox is full: retry timeout exceeded\n  third@hill.example\n    something went wrong";
    let bounce = in_words("Mail delivery failed", text).unwrap();
    let codes: Vec<_> = bounce.per_recipient.iter().map(|one| one.status.as_deref()).collect();
    assert_eq!(codes, [Some("5.1.1"), Some("5.2.2"), None]);
}

#[test]
fn a_delay_in_words_is_of_class_four() {
    let text = "Your message has not yet been delivered to foi@town.example: the mailbox is full.\nDelivery attempts will continue.";
    let bounce = in_words("Warning: message delayed 24 hours", text).unwrap();
    assert!(bounce.is_delay());
    assert_eq!(bounce.per_recipient[0].status.as_deref(), Some("4.2.2"));
    assert_eq!(bounce.permanent, Some(false));
}

#[test]
fn newsletters_shops_and_people_do_not_bounce() {
    for raw in [
        "From: Editor <editor@post.example>\nSubject: Undeliverable: tales of lost letters\nList-Unsubscribe: <https://post.example/u>\n\nDelivery has failed, said the stamp. Write to editor@post.example.",
        "From: Parcels <track@parcels.example>\nSubject: Delivery attempt failed\n\nWe could not deliver your parcel today. It waits at the depot.",
        "From: Una <una@vale.example>\nSubject: Re: Undeliverable: Request\n\nYour letter to old@town.example could not be delivered as that mailbox is gone. Write to me.",
        "From: Una <una@vale.example>\nSubject: Fwd: Mail delivery failed\n\nI got this back from una@town.example: user unknown. What is it?",
    ] {
        assert_eq!(read(&decode(raw.as_bytes())), None, "{raw}");
    }
}

#[test]
fn fields_are_read_in_every_disorder() {
    for fields in [
        "Status: 5.1.1\nAction: failed\nFinal-Recipient: rfc822; <foi@town.example>\n",
        "Final-Recipient: rfc822; foi@town.example\n\nAction: failed\n\nStatus: 5.1.1\n",
        "Final-Recipient: rfc822; foi@town.example\nAction: failed\nStatus: 5.1.1.\n",
        "Final-Recipient: rfc822; foi@town.example\nAction: failed\nStatus: 550 5.1.1\n",
        "Final-Recipient: rfc822; foi@town.example\nAction: failed\nDiagnostic-Code: smtp; 550 5.1.1 gone\n",
        "Final-Recipient: rfc822; foi@town.example\nAction: failed\nDiagnostic-Code: smtp; 550 No such user\n",
        "Original-Recipient: rfc822; foi@town.example\nAction: expired\nStatus: 5.1.1\n",
    ] {
        let bounce = read(&report(fields)).unwrap();
        let one = &bounce.per_recipient[0];
        assert_eq!(
            (one.address.as_str(), one.action, one.status.as_deref()),
            ("foi@town.example", Some(Action::Failed), Some("5.1.1")),
            "{fields}"
        );
        assert_eq!(bounce.per_recipient.len(), 1);
    }
}

#[test]
fn the_code_stands_before_the_address_or_after_it() {
    for (text, status) in [
        (
            "There was an error delivering your mail to <foi@town.example>.\n\nmx.town.example did not like our RCPT TO:\n525 5.7.13 <foi@town.example>: account disabled",
            "5.7.13",
        ),
        ("<foi@town.example>:\nhost/Remote_host_said:_550_5.1.1_unknown/Giving_up", "5.1.1"),
        (
            "This report relates to a message with these fields:\n\nMessage-ID: <q@desk.example>\n\nRecipient address: foi@town.example\nDiagnostic code: smtp;550 5.1.1 unknown",
            "5.1.1",
        ),
    ] {
        let bounce = in_words("Delivery failed", text).unwrap();
        let one = &bounce.per_recipient[0];
        assert_eq!(
            (one.address.as_str(), one.status.as_deref()),
            ("foi@town.example", Some(status)),
            "{text}"
        );
    }
}

#[test]
fn a_delay_is_known_by_more_words_and_a_failure_after_a_delay_is_none() {
    for (subject, text) in [
        (
            "Delivery Status Notification (Delay)",
            "There was a temporary problem delivering your message to foi@town.example. We will retry for 45 more hours.",
        ),
        ("Delayed: Request", "Your message to foi@town.example has been delayed."),
    ] {
        assert!(in_words(subject, text).unwrap().is_delay(), "{subject}");
    }
    let failed = in_words(
        "WARNING: mail delayed, Delivery Notification: Delivery has failed",
        "Your message was not delivered to:\n\tfoi@town.example\nfor the following reason:\n\tMessage timed out",
    );
    let failed = failed.unwrap();
    assert!(!failed.is_delay());
    assert_eq!(failed.per_recipient[0].status.as_deref(), Some("4.4.7"));
}

#[test]
fn reports_are_known_in_more_languages() {
    for (subject, text) in [
        (
            "Não é possível entregar: Pedido",
            "Falha na entrega a estes destinatários:\n\nfoi@town.example",
        ),
        ("Olevererbart: Begäran", "Det gick inte att leverera till:\n\nfoi@town.example"),
        ("Uleveret: Anmodning", "Meddelelsen kunne ikke leveres til:\n\nfoi@town.example"),
        ("配信不能", "次の宛先へ配信できませんでした。\n\nfoi@town.example"),
    ] {
        let bounce = in_words(subject, text).unwrap_or_else(|| panic!("{subject}"));
        assert_eq!(bounce.per_recipient[0].address, "foi@town.example", "{subject}");
    }
}

#[test]
fn certified_mail_names_the_letter_in_a_header() {
    let raw = "Return-Path: <>\nFrom: posta-certificata@pec.example\nSubject: AVVISO DI MANCATA CONSEGNA: Accesso\nX-Riferimento-Message-ID: <letter-3@desk.example>\n\nnel messaggio destinato all'utente \"foi@town.example\" un errore: 5.1.1 - indirizzo non valido.\n";
    let bounce = read(&decode(raw.as_bytes())).unwrap();
    assert_eq!(bounce.original_message_id.as_deref(), Some("letter-3@desk.example"));
}

#[test]
fn receipts_in_words_are_no_bounces_and_people_write_about_bounces() {
    for (subject, text) in [
        ("Delivered: Request", "Your message was delivered to the following recipients:\nFOI"),
        ("Relayed: Request", "No delivery notification was sent by the destination server."),
        ("Read: Request", "Your message\n\n  To: FOI\n\nwas read on 4 March 2025."),
        ("Gelesen: Anfrage", "Ihre Nachricht an FOI wurde am 4. März gelesen."),
    ] {
        let raw = format!(
            "Return-Path: <>\nFrom: postmaster@town.example\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        );
        let message = decode(raw.as_bytes());
        assert!(is_receipt(&message), "{subject}");
        assert_eq!(read(&message), None, "{subject}");
    }
    for raw in [
        "From: Ann <ann@hale.example>\nSubject: Undeliverable mail\n\nHello,\n\nI got a failure from foi@town.example: 550 user unknown. Do you have another address?",
        "Return-Path: <postmaster@town.example>\nFrom: Bill <postmaster@town.example>\nSubject: Re: mail to us\n\nThe mailbox foi@town.example is full and your mail was not delivered; send it again.",
        "Return-Path: <postmaster@town.example>\nFrom: Postmaster <postmaster@town.example>\nSubject: Re: Returned mail: see transcript\n\nGood morning, Bill of the mail room here. There is an e too many in that name; try info@ in its place.\n\nBill",
        "Return-Path: <>\nFrom: Ann <ann@town.example>\nSubject: Out of office: Request\nAuto-Submitted: auto-replied\n\nI am out of the office. If your message could not be delivered, ring us.",
    ] {
        assert_eq!(read(&decode(raw.as_bytes())), None, "{raw}");
    }
}

/// Somebody's message in plain words.
fn from(sender: &str, head: &str, subject: &str, text: &str) -> Option<Bounce> {
    let raw = format!(
        "{head}From: {sender}\nTo: Una Vale <una@desk.example>\nSubject: {subject}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
    );
    read(&decode(raw.as_bytes()))
}

#[test]
fn who_answers_a_question_about_mail_that_came_back_returns_none() {
    let postmaster = "Postmaster <postmaster@town.example>";
    let council = "FOI <foi@town.example>";
    for (sender, subject, text) in [
        (
            postmaster,
            "FOI 1234: undelivered e-mail statistics",
            "Dear Una\n\nYou asked how many e-mails could not be delivered in 2025. 412 messages to foi@town.example were returned to sender with 550 5.1.1 User unknown.",
        ),
        (
            council,
            "Undeliverable parcels",
            "Dear Una Vale\n\n412 parcels could not be delivered and were returned to sender.\n\nYours sincerely\nAnn Hale\nfoi@town.example",
        ),
        (
            council,
            "Automatic reply: FOI request 17",
            "I am on annual leave until Monday. Please write to records@town.example. Your message has not been forwarded.",
        ),
        (
            council,
            "RE: Undelivered post",
            "We hold a figure for 2025: 412 letters were undeliverable.\n\nfoi@town.example",
        ),
    ] {
        assert_eq!(from(sender, "", subject, text), None, "{subject}");
    }
}

#[test]
fn what_a_server_replied_is_known_in_any_language() {
    for (sender, head, subject, text, status) in [
        (
            "Postfeistr <postmaster@sir.example>",
            "",
            "Neges heb ei danfon",
            "Ni fu modd danfon eich neges at foi@sir.example:\n\n550 5.1.1 Defnyddiwr anhysbys",
            "5.1.1",
        ),
        (
            "postmaster@baile.example",
            "",
            "Níor seachadadh do theachtaireacht",
            "Níorbh fhéidir do theachtaireacht chuig foi@baile.example a sheachadadh.\n550 5.1.1",
            "5.1.1",
        ),
        (
            "postmaster@baile.example",
            "",
            "Seoladh lochtach",
            "foi@baile.example: 550 5.1.1 gan aithne",
            "5.1.1",
        ),
        (
            "Post Room <post@town.example>",
            "Auto-Submitted: auto-generated\n",
            "About your message",
            "Your message to foi@town.example has not been delivered. That address was withdrawn in January.",
            "5.1.6",
        ),
        (
            "Mail Delivery System <mailer-daemon@mx.example>",
            "Return-Path: <>\n",
            "Mail delivery failed: returning message to sender",
            "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  foi@town.example\n    retry timeout exceeded",
            "4.4.7",
        ),
    ] {
        let bounce = from(sender, head, subject, text).unwrap_or_else(|| panic!("{subject}"));
        assert_eq!(bounce.per_recipient.len(), 1, "{subject}");
        assert_eq!(bounce.per_recipient[0].status.as_deref(), Some(status), "{subject}");
        assert_eq!(bounce.permanent, Some(true), "{subject}");
    }
}

#[test]
fn an_internationalised_address_is_unescaped() {
    let message = report(
        "Final-Recipient: utf-8;f\\x{6F}i@t\\x{F6}wn.example\nAction: failed\nStatus: 5.1.1\n",
    );
    assert_eq!(
        read(&message).unwrap().per_recipient[0].address,
        "foi@town.example".replace("town", "t\u{f6}wn")
    );
}

#[test]
fn fields_that_a_gateway_gave_another_type_are_read() {
    let raw = "From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt failed.\n--b\nContent-Type: text/plain; name=\"details.txt\"\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; foi@town.example\nAction: failed\nStatus: 5.1.1\n--b--\n";
    let bounce = read(&decode(raw.as_bytes())).unwrap();
    assert_eq!(bounce.per_recipient[0].status.as_deref(), Some("5.1.1"));
}

#[test]
fn the_letter_is_named_in_messagelabs_words() {
    let text = "I was unable to deliver your message to the following addresses:\n\nfoi@town.example\n\nReason: 550 Invalid recipient (#5.1.1)\n\nThe message identifier was: <letter-1@desk.example>";
    let bounce = in_words("failure notice", text).unwrap();
    assert_eq!(bounce.original_message_id.as_deref(), Some("letter-1@desk.example"));
}

#[test]
fn who_attaches_a_report_to_his_letter_returns_none() {
    let report = "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; other@desk.example\nAction: failed\nStatus: 5.1.1\n--b--\n";
    let head = "From: FOI <foi@town.example>\nTo: una@desk.example\nContent-Type: multipart/mixed; boundary=b\n";
    for text in [
        "Dear Ms Vale\n\nThe log that you wanted is attached.\n\nAnn Hale",
        "You asked for the log. We hold it: 412 messages could not be delivered.",
        "Dear Una, this is what our server told us. Ann",
    ] {
        let raw = format!("{head}Subject: undelivered mail\n\n--b\n\n{text}\n{report}");
        assert_eq!(read(&decode(raw.as_bytes())), None, "{text}");
    }
    let raw = format!("{head}Subject: Undelivered\n\n--b\n\nIt came back.\n{report}");
    assert!(read(&decode(raw.as_bytes())).is_some());
}

#[test]
fn a_gateway_that_blocked_the_message_returned_it() {
    for (sender, subject, text) in [
        (
            "mailgateway@town.example",
            "Message blocked",
            "A message you sent was blocked because it has a forbidden file.\n\nTo: foi@town.example\n\nThe message has not been delivered.",
        ),
        (
            "postmaster@town.example",
            "Mail blocked",
            "Your email to foi@town.example was blocked as it looked like an advertisement.",
        ),
        (
            "MDaemon <mdaemon@town.example>",
            "WARNING - could not deliver",
            "Why your delivery failed:\n\n  --> RCPT To:<foi@town.example>\n  <-- 550 <foi@town.example>, Recipient unknown",
        ),
    ] {
        let bounce = from(sender, "", subject, text).unwrap_or_else(|| panic!("{subject}"));
        assert_eq!(bounce.per_recipient[0].address, "foi@town.example", "{subject}");
    }
}

#[test]
fn her_own_address_is_none_that_failed() {
    let text = "It could not be delivered because they take nothing from una@desk.example:\n\tfoi";
    let bounce = from("MAILER-DAEMON@mx.example", "", "Mail Delivery Problem", text).unwrap();
    assert_eq!(bounce.per_recipient, []);
}

#[test]
fn an_x400_name_gives_way_to_the_address_she_wrote_to() {
    let message = report(
        "Original-Recipient: rfc822; foi@town.example\nFinal-Recipient: x400;/S=FOI/O=TOWN/\nAction: failed\nStatus: 5.1.1\n",
    );
    assert_eq!(read(&message).unwrap().per_recipient[0].address, "foi@town.example");
}

#[test]
fn a_hosts_address_is_no_status() {
    let text = "foi@town.example: host 5.1.2.3 says: 550 no such user";
    let bounce = in_words("Undelivered Mail Returned to Sender", text).unwrap();
    assert_eq!(bounce.per_recipient[0].status.as_deref(), Some("5.1.1"));
}

#[test]
fn a_report_that_exchange_made_a_text_file_is_read() {
    let raw = "From: postmaster@mx.example\nSubject: Undeliverable\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nIt could not be delivered.\n--b\nContent-Type: text/plain; name=ATT00001.txt\nContent-Disposition: attachment; filename=ATT00001.txt\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; foi@town.example\nAction: failed\nStatus: 5.1.1\n--b--\n";
    let bounce = read(&decode(raw.as_bytes())).unwrap();
    assert_eq!(bounce.per_recipient[0].address, "foi@town.example");
}
