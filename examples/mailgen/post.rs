//! One message at a time: what an authority writes, and the ordinary mail around it.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};

use super::desk::{host, place, sent_id};
use super::random::Random;

/// What sort of mail it is; the shares are those of an ordinary mailbox.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    /// Plain text.
    Plain,
    /// Plain text and HTML, from a person.
    Both,
    /// Plain text and much HTML, to many.
    Newsletter,
    /// With files; a quarter of the mail carries the bulk of the bytes.
    Files,
    /// A letter of somebody else's returned.
    Returned,
    /// An answer by a machine.
    Automatic,
}

impl Sort {
    fn drawn(random: &mut Random, concerns: bool) -> Sort {
        match random.below(100) {
            0..35 => Sort::Plain,
            35..50 => Sort::Both,
            50..70 if concerns => Sort::Both,
            50..70 => Sort::Newsletter,
            70..94 => Sort::Files,
            94..97 if concerns => Sort::Plain,
            94..97 => Sort::Returned,
            _ => Sort::Automatic,
        }
    }
}

/// One message: ordinary, or about a request.
pub fn message(
    random: &mut Random,
    n: usize,
    request: Option<usize>,
    at: DateTime<Utc>,
    wanted: usize,
) -> Vec<u8> {
    let sort = Sort::drawn(random, request.is_some());
    let mut mail = String::with_capacity(wanted + 8_000);
    if random.chance(if wanted < 8_000 { 0.05 } else { 0.65 }) {
        transport_headers(random, &mut mail);
    }
    headers(random, &mut mail, n, request, at, sort);
    let most = wanted.clamp(600, 40_000);
    let bytes = 400 + random.below(most / 4);
    let text = match request {
        Some(request) => answer(random, request),
        None => random.prose(bytes),
    };
    body(random, &mut mail, &text, wanted, sort);
    mail.into_bytes()
}

fn headers(
    random: &mut Random,
    mail: &mut String,
    n: usize,
    request: Option<usize>,
    at: DateTime<Utc>,
    sort: Sort,
) {
    let (person, server) = (random.below(900), random.below(90));
    let sender = match (request, sort) {
        (Some(request), _) => format!("{} Council <foi@{}>", place(request), host(request)),
        (None, Sort::Returned) => format!("Mail Delivery <mailer-daemon@mail{server}.example>"),
        (None, Sort::Newsletter) => format!("Shop {server} <news@shop{server}.example>"),
        (None, _) if n.is_multiple_of(5) => {
            format!("=?utf-8?Q?P=C3=A9rsona_{person}?= <person{person}@mail{server}.example>")
        }
        (None, _) => format!("Person {person} <person{person}@mail{server}.example>"),
    };
    let subject = match (request, sort) {
        (Some(_), Sort::Automatic) => "Automatic reply: Freedom of Information request".to_owned(),
        (Some(_), _) => "Freedom of Information request".to_owned(),
        (None, Sort::Returned) => "Undelivered Mail Returned to Sender".to_owned(),
        (None, Sort::Automatic) => format!("Automatic reply: {}", random.words(4)),
        (None, _) if n.is_multiple_of(7) => {
            format!("=?utf-8?B?{}?=", base64(random.words(5).as_bytes()).trim_end())
        }
        (None, _) => random.words(5),
    };
    let _ = writeln!(
        mail,
        "From: {sender}\nTo: Robin Example <robin@campaign.example>\nSubject: {subject}\nDate: {}\n\
         Message-ID: <{n}.{:x}@mail.example>\nMIME-Version: 1.0",
        at.to_rfc2822(),
        random.next(),
    );
    match (request, sort) {
        (Some(request), _) => {
            let _ = writeln!(mail, "In-Reply-To: <{0}>\nReferences: <{0}>", sent_id(request));
        }
        (None, Sort::Newsletter) => {
            let _ = writeln!(
                mail,
                "List-Id: <news.shop{server}.example>\nList-Unsubscribe: <https://shop{server}.example/u/{n}>"
            );
        }
        (None, Sort::Plain | Sort::Both) if n.is_multiple_of(3) => {
            let _ = writeln!(mail, "In-Reply-To: <{}.{person}@mail.example>", n / 2);
        }
        (None, Sort::Plain | Sort::Both | Sort::Files | Sort::Returned | Sort::Automatic) => {}
    }
    if sort == Sort::Automatic {
        mail.push_str("Auto-Submitted: auto-replied\n");
    }
}

/// The parts of the message.
fn body(random: &mut Random, mail: &mut String, text: &str, wanted: usize, sort: Sort) {
    let boundary = format!("=_part_{:x}", random.next());
    match sort {
        Sort::Plain | Sort::Automatic => text_part(random, mail, text),
        Sort::Both | Sort::Newsletter => {
            let _ = writeln!(
                mail,
                "Content-Type: multipart/alternative;\n\tboundary=\"{boundary}\"\n\n--{boundary}"
            );
            text_part(random, mail, text);
            let page =
                if sort == Sort::Newsletter { page(random, wanted) } else { marked_up(text) };
            let _ = writeln!(
                mail,
                "\n--{boundary}\nContent-Type: text/html; charset=utf-8\n\
                 Content-Transfer-Encoding: quoted-printable\n\n{}\n--{boundary}--",
                quoted_printable(&page)
            );
        }
        Sort::Files => {
            let _ = writeln!(
                mail,
                "Content-Type: multipart/mixed;\n\tboundary=\"{boundary}\"\n\n--{boundary}"
            );
            text_part(random, mail, text);
            for file in 0..1 + random.below(2) {
                let size = 2_000 + random.below(wanted.saturating_mul(6).max(2_000));
                let _ = writeln!(
                    mail,
                    "\n--{boundary}\nContent-Type: image/jpeg; name=\"photo{file}.jpg\"\n\
                     Content-Disposition: attachment; filename=\"photo{file}.jpg\"\n\
                     Content-Transfer-Encoding: base64\n\n/9j/4AAQSkZJRgAB{}",
                    random.letters(size)
                );
            }
            let _ = writeln!(mail, "--{boundary}--");
        }
        Sort::Returned => returned(random, mail, &boundary),
    }
}

/// The text: as it is, quoted-printable, or in base64.
fn text_part(random: &mut Random, mail: &mut String, text: &str) {
    let (name, coded) = match random.below(10) {
        0 => ("base64", base64(text.as_bytes())),
        1..4 => ("quoted-printable", quoted_printable(text)),
        _ => ("8bit", text.to_owned()),
    };
    let _ = write!(
        mail,
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {name}\n\n{coded}"
    );
}

/// The text as Outlook marks it up.
fn marked_up(text: &str) -> String {
    let paragraphs: String = text
        .split("\n\n")
        .map(|paragraph| {
            format!(
                "<p class=\"MsoNormal\"><span lang=\"EN-GB\" style=\"font-size:11.0pt;font-family:&quot;Calibri&quot;,sans-serif\">{}<o:p></o:p></span></p>\n",
                paragraph.trim().replace('\n', "<br>\n")
            )
        })
        .collect();
    format!(
        "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style><!-- p.MsoNormal {{margin:0cm; font-size:11.0pt;}} --></style></head>\n<body lang=\"EN-GB\">\n{paragraphs}</body></html>"
    )
}

/// A shop's page: tables, styles, links.
fn page(random: &mut Random, wanted: usize) -> String {
    let bytes = 2_000 + random.below(wanted.clamp(1_000, 80_000));
    let mut page = String::from("<!DOCTYPE html><html><head><title>News</title></head><body>");
    while page.len() < bytes {
        let (words, code) = (random.words(12), random.next());
        let _ = writeln!(
            page,
            "<table width=\"600\" cellpadding=\"0\" style=\"border-collapse:collapse;background-color:#ffffff\"><tr>\
             <td style=\"padding:12px 24px;font-family:Helvetica,Arial,sans-serif;color:#333333\">\
             <a href=\"https://shop.example/c/{code:x}?utm_source=news&amp;utm_medium=email\" style=\"text-decoration:none\">\
             <img src=\"https://img.shop.example/{code:x}.png\" width=\"240\" alt=\"\"></a><br>{words}</td></tr></table>"
        );
    }
    page.push_str("<p>You are receiving this because you bought a lamp. <a href=\"https://shop.example/u\">Unsubscribe</a></p></body></html>");
    page
}

/// A returned letter of nobody here (RFC 3464).
fn returned(random: &mut Random, mail: &mut String, boundary: &str) {
    let to = format!("person{}@gone{}.example", random.below(900), random.below(90));
    let words = random.words(4);
    let _ = writeln!(
        mail,
        "Content-Type: multipart/report; report-type=delivery-status;\n\tboundary=\"{boundary}\"\n\n--{boundary}\n\
         Content-Type: text/plain\n\nYour message could not be delivered to {to}: user unknown.\n\n--{boundary}\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; mail.example\n\n\
         Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.1.1\n\
         Diagnostic-Code: smtp; 550 5.1.1 user unknown\n\n--{boundary}\nContent-Type: message/rfc822\n\n\
         From: robin@campaign.example\nTo: {to}\nSubject: {words}\nMessage-ID: <{:x}@private.example>\n\n{words}.\n\n--{boundary}--",
        random.next(),
    );
}

fn quoted_printable(text: &str) -> String {
    let mut coded = String::with_capacity(text.len() * 5 / 4);
    let mut column = 0;
    for byte in text.bytes() {
        if column >= 72 && byte != b'\n' {
            coded.push_str("=\n");
            column = 0;
        }
        match byte {
            b'\n' => {
                coded.push('\n');
                column = 0;
            }
            b'=' | 128.. => {
                let _ = write!(coded, "={byte:02X}");
                column += 3;
            }
            _ => {
                coded.push(char::from(byte));
                column += 1;
            }
        }
    }
    coded
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    let letters = base64::engine::general_purpose::STANDARD.encode(bytes);
    let mut lines = String::with_capacity(letters.len() * 78 / 76 + 1);
    for line in letters.as_bytes().chunks(76) {
        lines.extend(line.iter().map(|byte| char::from(*byte)));
        lines.push('\n');
    }
    lines
}

/// What servers put before a message.
fn transport_headers(random: &mut Random, mail: &mut String) {
    for hop in 0..5 {
        let _ = writeln!(
            mail,
            "Received: from host{0}.mail.example (10.0.{0}.{hop}) by gw{hop}.mail.example with SMTP id {1:x}",
            random.below(250),
            random.next(),
        );
    }
    let signature = random.letters(340).replace('\n', "\n\t");
    let _ =
        writeln!(mail, "DKIM-Signature: v=1; a=rsa-sha256; d=mail.example; s=s1;\n\tb={signature}");
    for name in ["ARC-Seal", "ARC-Message-Signature", "X-MS-Exchange-AntiSpam-MessageData"] {
        let value = random.letters(1_400).replace('\n', "\n\t");
        let _ = writeln!(mail, "{name}: i=1; a=rsa-sha256;\n\tb={value}");
    }
}

/// What an authority writes, one of a few kinds, with its reference.
fn answer(random: &mut Random, request: usize) -> String {
    let reference = format!("FOI-{:04}-26", request + 1000);
    let said = match random.below(4) {
        0 => {
            "Thank you for your request, which we received today. We will answer within 20 working days."
        }
        1 => "We do not hold the information that you have asked for.",
        2 => {
            "We are withholding the figures under section 31(1)(g) of the Freedom of Information Act 2000."
        }
        _ => "Income was 1,204,332 pounds in 2023-24. The number of notices was 18,220.",
    };
    let place = place(request);
    format!(
        "Dear Robin Example,\n\nOur ref: {reference}\n\n{said}\n\nYours sincerely,\n\n\
         Information team\n{place} Borough Council\n\n> Under the Freedom of Information Act 2000 I ask for:\n\
         > 1. the income from parking charges\n"
    )
}
