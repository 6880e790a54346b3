//! What is a machine's answer and what only looks like one, by invented mail.

use super::*;
use crate::reading::{decode, new_text};

fn found(raw: &str) -> Option<&'static str> {
    let message = decode(raw.as_bytes());
    sign(&message, &new_text::separate(&message)).map(|sign| sign.place)
}

#[test]
fn a_machine_is_known_by_its_headers() {
    let cases = [
        ("Auto-Submitted: auto-replied\n\nThank you.", Some("auto-submitted")),
        ("Auto-Submitted: auto-replied (vacation)\n\nThank you.", Some("auto-submitted")),
        ("Auto-Submitted: no\n\nI am out of the office until Monday.", None),
        ("Precedence: bulk\n\nNews.", None),
        ("Precedence: auto_reply\n\nThank you.", Some("precedence")),
        ("X-Autoreply: yes\n\nThank you.", Some("x-autoreply")),
        ("Return-Path: <>\n\nThank you.", Some("return-path")),
        // A ticket desk's receipt answers her letter; a shop's notice answers nothing.
        (
            "In-Reply-To: <a@b>\nAuto-Submitted: auto-generated\n\nYour ticket is open.",
            Some("auto-submitted"),
        ),
        ("Auto-Submitted: auto-generated\n\nThe parcel has left us.", None),
        // The oldest vacation programs set nothing but a precedence, as mailing lists do.
        (
            "In-Reply-To: <a@b>\nPrecedence: junk\n\nDigging on Naxos till May.\n\nU. Vale",
            Some("precedence"),
        ),
        ("In-Reply-To: <a@b>\nPrecedence: bulk\nList-Id: <x.y>\n\nHas anyone a ladder?", None),
        (
            "In-Reply-To: <a@b>\nPrecedence: bulk\n\nThe weir was last looked at in 2019, by a firm from the next county, and it passed.\n\nU. Vale",
            None,
        ),
        // Exchange asks for silence on letters by people too.
        (
            "In-Reply-To: <a@b>\nX-Auto-Response-Suppress: All\n\nThe hall is yours on Friday.\n\nUna",
            None,
        ),
        (
            "In-Reply-To: <a@b>\nX-Auto-Response-Suppress: DR, OOF, AutoReply\n\nIt is logged as 12.\n\nUna",
            None,
        ),
        (
            "X-Auto-Response-Suppress: All\n\nWe have received your message.",
            Some("x-auto-response-suppress"),
        ),
        // A case system's clerk signs.
        (
            "In-Reply-To: <a@b>\nAuto-Submitted: auto-generated\n\nWe hold twelve.\n\nYours sincerely\nUna Vale",
            None,
        ),
    ];
    for (raw, expected) in cases {
        assert_eq!(found(raw), expected, "{raw}");
    }
}

#[test]
fn a_machine_is_known_by_its_subject_unless_somebody_answers_it() {
    for subject in [
        "Automatic reply: Request",
        "Automatische Antwort: Anfrage",
        "Réponse automatique : Demande",
        "Respuesta automática: Solicitud",
        "Risposta automatica: R: Richiesta",
        "Automatisch antwoord: Verzoek",
        "Autosvar: Begäran",
        "Automatisk svar: Innsyn",
        "Automaattinen vastaus: Pyyntö",
        "Automatyczna odpowiedź: Wniosek",
        "Ymateb awtomatig: Cais",
        "Automatická odpověď: Žádost",
        "[help.example #33] AutoReply: Request",
        "Out of office",
        "Out of Office Re: Request",
        "Out of office: Request",
        "Out of Office until 3 March",
        "OUT OF OFFICE - Request",
        "Abwesenheitsnotiz: Anfrage",
        "Absence du bureau",
        "Afwezig: Verzoek",
        "Una Vale is out of the office (returning 24/04/2023)",
        "Re: Request (Out of office reply)",
        "Allan o'r swyddfa / Out of office",
    ] {
        assert_eq!(found(&format!("Subject: {subject}\n\nHello")), Some("subject"), "{subject}");
    }
    for subject in [
        "Re: Your automatic reply",
        "Re: Automatic reply: Request",
        "AW: Automatische Antwort: Anfrage",
        "Out of office furniture",
        "Re: Out of office furniture - disposal list",
        "Out-of-office working policy",
        "Re: automatic doors",
        "AUTO: boiler controls",
        "Automatic doors: reply",
        "On leave entitlements",
        "Absenteeism",
    ] {
        assert_eq!(found(&format!("Subject: {subject}\n\nHello")), None, "{subject}");
    }
}

#[test]
fn a_machine_is_known_by_what_it_says_of_itself() {
    for text in [
        "This is an automated acknowledgement.",
        "AUTOMATIC REPLY\n\nWe have your message.",
        "Thank you. This message was generated automatically.",
        "Please do not reply to this automated message.",
        "Dies ist eine automatische Antwort.",
        "Diese Nachricht wurde automatisch erstellt.",
        "Ceci est une réponse automatique.",
        "Este es un mensaje automático.",
        "Questa è una risposta automatica.",
        "Dit is een automatisch gegenereerd bericht.",
        "Detta är ett automatiskt svar.",
        "Neges awtomatig: nid wyf yma.",
    ] {
        assert_eq!(found(&format!("Subject: Re: Request\n\n{text}")), Some("text"), "{text}");
    }
    for text in [
        "You sent me an automatic reply, which I take for a yes.",
        "Your automatic reply reached us; ours follows.",
        "We hold twelve automatic doors.",
        "I received an automated response from your mailbox.",
        "The automated message system cost £4,000.",
        "Ihre automatische Antwort habe ich erhalten.",
    ] {
        assert_eq!(found(&format!("Subject: Re: Request\n\n{text}")), None, "{text}");
    }
}

#[test]
fn an_absence_note_says_nothing_else() {
    for text in [
        "I am on annual leave until Monday.",
        "Thank you for your email. I am currently out of the office and will be back on 4 May. For urgent matters please contact foi@town.example.\n\nKind regards\nUna",
        "I'm away from my desk this week, but will reply on my return.",
        "Una Vale no longer works here. Please write to foi@town.example.",
        "Ich bin bis zum 4. Mai nicht im Büro. In dringenden Fällen wenden Sie sich an Herrn Kolb.\n\nMit freundlichen Grüßen\nUna Vale",
        "Bonjour,\n\nJe suis en congé jusqu'au 4 mai. En cas d'urgence, contactez l'accueil.",
        "Ik ben afwezig tot 4 mei. Uw bericht wordt niet doorgestuurd.",
        "Rwyf ar wyliau tan 4 Mai. Diolch am eich neges.",
        "Thank you for writing. The college is now closed for Easter and nobody reads this inbox. We will answer after 22 April. In a flood ring the caretaker.",
    ] {
        assert_eq!(
            found(&format!("To: Ann Hale <ann@desk.example>\nSubject: Re: Request\n\n{text}")),
            Some("text"),
            "{text}"
        );
    }
    for text in [
        "I am out of the office tomorrow, but here is the list.",
        "Ann,\n\nI am on annual leave until Monday.",
        "Dear Ms Hale\n\nI will be away until Monday.",
        "I shall be on leave from 15 May, so come before that. Box 12 is reserved for you.",
        "Has anyone counted? I am away on Thursday, leave the number on the board.",
        "I was on leave last week, hence the delay. There are eleven.",
        "ich war letzte Woche abwesend, daher erst jetzt: es sind elf.",
        "Byddaf allan o'r swyddfa yfory, ond dyma'r rhestr.",
        "J'étais absent du bureau. Vous trouverez la liste ci-joint.",
        "I am away on Friday. The council holds twelve such files and has sent nine of them.",
        "Officers on maternity leave: 12. I am away until Monday.",
        "Bill is out of the office this week so I am answering for him. There are nine.",
        "We are away on Thursday but the answer is simple: we have none.",
        "12 teachers were on maternity leave in 2024 and 3 are now on sick leave.",
        "The school is closed for Easter but I was in today. 31 pupils.",
    ] {
        assert_eq!(
            found(&format!("To: Ann Hale <ann@desk.example>\nSubject: Re: Request\n\n{text}")),
            None,
            "{text}"
        );
    }
    let typed = "User-Agent: Mozilla Thunderbird\nSubject: Re: Request\n\nI am on annual leave until Monday.";
    assert_eq!(found(typed), None);
}

#[test]
fn who_closes_an_office_or_works_some_days_is_away() {
    for text in [
        "The school office is shut for Easter until Monday 14 April and emails are not being read.\n\nWe wish you a happy Easter.",
        "Thank you for contacting Mill Lane Surgery. This email account is not monitored out of hours and must not be used in an emergency. If you are unwell dial 111.",
        "Thanks for your email. I work Mondays and Tuesdays only and will come back to you when I am next in.",
        "Please note that I do not work on Fridays. I will respond to your message on Monday.",
        "I retired on 31 March. Please redirect your email to head@vale.example.",
        "Sorry I missed you - I am travelling until 14 April. Please try the duty desk.",
    ] {
        assert_eq!(found(&format!("Subject: Re: Request\n\n{text}")), Some("text"), "{text}");
    }
    for text in [
        "The office will be closed from 24 December. Your working days are not affected and I expect to send the answer before.",
        "I retired on 31 March but here is what I remember.",
        "I do not work on Fridays, there are four depots.",
    ] {
        assert_eq!(found(&format!("Subject: Re: Request\n\n{text}")), None, "{text}");
    }
}

#[test]
fn a_person_who_speaks_of_machines_or_thanks_is_none() {
    for raw in [
        "Subject: Thank you for your email\n\nThank you for your email. As the caterer I have no objection.\n\nJack",
        "To: Ann Hale <ann@desk.example>\nSubject: Your email has been received\n\nAnn, it has indeed.",
        "Subject: FW: Automatic reply: Request\n\nUna's automatic reply gave you my name.",
        "Subject: Re: Request\n\nAuto reply says two weeks but I am on the train. Abbey stays open.",
        "Subject: Two receipts\n\nYou will have had two automatic acknowledgements from us. 12 is the one to keep.",
        "Subject: Re: Request\n\nYour autoresponder says \"this is an automated reply\", so here I am.",
        "From: noreply@case.example\nSubject: FOI 4412\n\nI have spoken to the depot. Bridge Street was left out.",
        "Auto-Submitted: no\nSubject: Re: Request\n\nThank you for your email. I am away.",
    ] {
        let read = crate::reading::read(&decode(raw.as_bytes()), &[""; 0]);
        assert!(!read.auto_reply, "{raw}: {}", read.kind);
    }
}

#[test]
fn a_read_receipt_is_a_machines_where_nobody_caused_it() {
    for (mode, automatic) in [
        ("automatic-action/MDN-sent-automatically; displayed", true),
        ("manual-action/MDN-sent-automatically; displayed", false),
        ("manual-action/MDN-sent-manually; deleted", false),
    ] {
        let raw = format!(
            "Subject: Read: Request\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nYour message was read.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: {mode}\n--b--\n"
        );
        let read = crate::reading::read(&decode(raw.as_bytes()), &[""; 0]);
        assert_eq!(read.auto_reply, automatic, "{mode}");
    }
}

#[test]
fn receipts_of_servers_answer_nobody() {
    let read = "Auto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nYour message was read.\n--b\nContent-Type: message/disposition-notification\n\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n";
    assert_eq!(found(read), None);
}

#[test]
fn machines_are_known_by_more_forms() {
    for (raw, place) in [
        ("Preference: auto_reply\n\nThank you.", "preference"),
        ("X-Challenge: 1\n\nProve who you are.", "x-challenge"),
        ("Subject: Annual leave until 10 March\n\nHello", "subject"),
        (
            "Subject: Receipt\n\n***AUTO-RESPONSE*** Your enquiry has reached the contact centre.",
            "text",
        ),
        (
            "Subject: Boats\n\nYour request has been received and a ticket (88123) has been created.",
            "text",
        ),
        ("Subject: Out of Office AutoReply: Request\n\nHello", "subject"),
        ("Subject: AUTO: Una Vale is out of the office (returning 10/03/2025)\n\nHello", "subject"),
        ("Subject: [AUTOMATIC REPLY] Request\n\nHello", "subject"),
        ("Subject: Samodejni odgovor: Request\n\nHello", "subject"),
        ("Subject: Your case CS12 has been opened\n\nCase CS12 was opened.", "subject"),
        (
            "In-Reply-To: <a@b>\nX-ServiceNow-Generated: true\n\nIt was logged as 12.",
            "x-servicenow-generated",
        ),
        ("Subject: Re: Request\n\nDO NOT REPLY TO THIS EMAIL\n\nYour form was received.", "text"),
        (
            "Subject: Re: Request\n\nYour form was received.\n\nThis is an automated message, please do not reply to this email.",
            "text",
        ),
        ("Subject: Re: Request\n\nI apologise for this automatic reply to your email.", "text"),
        (
            "Subject: Re: Request\n\nYour message to a@b.example has been held. Please confirm that you are human.",
            "text",
        ),
        ("Subject: Re: Request\n\nIch bin bis zum 10.03.2025 nicht im Büro.", "text"),
        (
            "Subject: Re: Request\n\nThis mailbox is no longer monitored. Please use foi@town.example.",
            "text",
        ),
        (
            "Subject: Re: Request\n\nI have now left Town Council. Write to foi@town.example.",
            "text",
        ),
        (
            "Subject: Re: Request\n\nYour email is in our queue; please do not send it again.",
            "text",
        ),
        (
            "Subject: Re: Request\n\nThank you for writing to the Board. Your message was received and will be passed on. Please do not reply to this message.",
            "text",
        ),
        (
            "Subject: Re: Request\n\nWe have received your message. A ticket has been opened: 4417.",
            "text",
        ),
        ("Subject: Re: Request\n\nЯ в отпуске до мая. Пишите foi@town.example.", "text"),
    ] {
        assert_eq!(found(raw), Some(place), "{raw}");
    }
}

#[test]
fn who_sends_or_answers_something_is_no_machine() {
    for raw in [
        "Subject: Automatic replies to overdue letters - your question\n\nWe do send them.\n\nNerys",
        "Subject: Out of office messages - your request\n\nThe force has no report on this.",
        "Subject: Maternity leave statistics\n\nTwelve.",
        "In-Reply-To: <a@b>\nPrecedence: bulk\n\nYou were right. Corrected table attached.\n\nRanulf",
        "Subject: Response\n\nIt took 31 days on average.\n\nPlease do not reply to this email; replies are not read.",
        "Subject: Re: Request\n\nThe system generated message you mention went to all.",
        "Subject: Re: Request\n\nI have left the file for you at the desk.",
        "Subject: Re: Request\n\nPlease do not reply to this message, nobody reads it. The list is not held.",
        "Subject: Re: Request\n\nYour email was received and I have it here. Please do not reply to this message.\n\nBill",
        "Subject: Re: Request\n\nThe planning queue: your house is in the queue for a visit.",
    ] {
        assert_eq!(found(raw), None, "{raw}");
    }
}

#[test]
fn people_who_thank_pass_on_or_go_away_later_are_no_machines() {
    for raw in [
        "Subject: Thank you for your email\n\nThank you for your email, which made the ferryman laugh. He says that the boat is in the shed and you may see it.\n\nAnn (Quay)",
        "Subject: Fwd: Your case has been logged\n\nYou asked for proof: see below.\n\nCase 44 has been logged. This is an automated email, please do not reply.",
        "Subject: RE: boats\n\nBill asked me the same. Column C has the oars. If there's more, ring before Friday as I'm away for a fortnight after that.\n\nAnn",
    ] {
        assert_eq!(found(raw), None, "{raw}");
    }
    for (raw, place) in [
        (
            "Subject: Thank you for your email\n\nThank you for your email. We aim to answer within ten working days.",
            "subject",
        ),
        (
            "Subject: Re: boats\n\nThank you for your email. I am away until 4 May. In urgent cases ring the quay.",
            "text",
        ),
        (
            "Subject: Your message to boats awaits moderator approval\nX-List-Administrivia: yes\n\nYour mail to 'boats'.",
            "x-list-administrivia",
        ),
        (
            "Subject: Your message to boats awaits moderator approval\n\nYour mail to 'boats' with the subject\n\n    oars\n\nIs being held until the list moderator can review it for approval.",
            "text",
        ),
    ] {
        assert_eq!(found(raw), Some(place), "{raw}");
    }
}
