//! What `decode` is expected to make of invented mail.

use super::*;

fn mail(head: &str, body: &str) -> Message {
    decode(format!("{head}\n\n{body}").as_bytes())
}

#[test]
fn text_is_found_in_every_shape_of_message() {
    let cases = [
        ("Subject: x", "plain\n", "plain\n"),
        ("Content-Type: text/html", "<p>Hello</p>", "Hello\n\n"),
        ("Content-Type: text/plain", "<html><body>Hello<br>you</body></html>", "Hello\nyou\n"),
        (
            "Content-Type: multipart/alternative; boundary=b",
            "--b\n\nplain\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--",
            "plain",
        ),
        (
            "Content-Type: multipart/alternative; boundary=b",
            "--b\n\n \n--b\nContent-Type: text/html\n\nrich\n--b--",
            "rich",
        ),
        (
            "Content-Type: multipart/mixed; boundary=b",
            "--b\n\none\n--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b\n\ntwo\n--b--",
            "one\ntwo",
        ),
        (
            "Content-Type: multipart/mixed; boundary=b",
            "--b\n\nnever closed, --b in mid-line",
            "never closed, --b in mid-line",
        ),
        ("Content-Type: multipart/mixed; boundary=b", "no part at all", "no part at all"),
        ("Content-Type: text/plain; format=flowed", "one \ntwo\n", "one two\n"),
        ("Content-Type: text/enriched", "<bold>Ref:</bold> 17\n\nyes\n", "Ref: 17\nyes"),
        ("Content-Type: text/richtext", "<bold>Ref:</bold> 17<nl>yes", "Ref: 17\nyes"),
        (
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64",
            "Y2Fmw6kK\n\n--\nScanned by a gateway",
            "café\n\n--\nScanned by a gateway",
        ),
        (
            "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64",
            "//5jAGEAZgDpAA==",
            "café",
        ),
        (
            "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: base64",
            "Y2Fm6Q==",
            "café",
        ),
    ];
    for (head, body, expected) in cases {
        assert_eq!(mail(head, body).text, expected, "{head}\n\n{body}");
    }
}

#[test]
fn attachments_are_measured_and_decoded_when_asked() {
    let raw = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee\n--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"../../letter.pdf\"\nContent-Transfer-Encoding: base64\n\nSGVs\nbG8=\n--b--\n";
    let message = decode(raw);
    let [pdf] = &message.attachments[..] else { panic!("{:?}", message.attachments) };
    assert_eq!(pdf.name.as_deref(), Some("letter.pdf"));
    assert_eq!((pdf.bytes, pdf.media_type.as_str()), (5, "application/pdf"));
    assert_eq!(content(pdf, raw).as_ref(), b"Hello");
    // A glance leaves their sizes out, those in forwarded mail too, and they are found afterwards.
    let forward = [b"Subject: Fwd\nContent-Type: message/rfc822\n\n".as_slice(), raw].concat();
    let mut glanced = decode_unmeasured(&forward);
    assert_eq!(glanced.enclosed[0].attachments[0].bytes, 0);
    measure(&mut glanced, &forward);
    assert_eq!(glanced.enclosed[0].attachments[0].bytes, 5);
    assert_eq!(glanced.attachments, decode(&forward).attachments);
}

#[test]
fn an_enclosed_message_is_decoded_wherever_it_lies() {
    let inner = "Subject: inner\nMessage-ID: <a@b>\n\nhello";
    let message = mail(
        "Content-Type: multipart/mixed; boundary=b",
        &format!("--b\nContent-Type: message/rfc822\n\n{inner}\n--b--"),
    );
    assert_eq!(message.enclosed[0].subject, "inner");
    assert_eq!(message.enclosed[0].message_id.as_deref(), Some("a@b"));
    assert_eq!(message.enclosed[0].text, "hello");
}

#[test]
fn ids_are_read_with_and_without_brackets() {
    let cases: &[(&str, &[&str])] = &[
        ("<a@b>", &["a@b"]),
        ("<a@b> <c@d>", &["a@b", "c@d"]),
        ("Your mail of Monday <a@b>", &["a@b"]),
        ("a@b", &["a@b"]),
        ("<a@\n b>", &["a@b"]),
        ("<cut.off <a@b>", &["a@b"]),
        ("nonsense words", &[]),
        ("", &[]),
    ];
    for (value, expected) in cases {
        assert_eq!(ids(value), *expected, "{value}");
    }
}

#[test]
fn where_it_was_delivered_is_read_from_the_servers_headers() {
    let message = mail(
        "Delivered-To: Una+Abc@x.example\nReceived: from a by b for <una@y.example>; Mon, 1 Jun 2026 10:00:00 +0000",
        "",
    );
    let found: Vec<_> = message.delivered_to.iter().map(|(_, address)| address.as_str()).collect();
    assert_eq!(found, ["una+abc@x.example", "una@y.example"]);
    assert!(message.date.is_some());
}

#[test]
fn anything_at_all_gives_a_message() {
    for raw in [
        &b""[..],
        b"\n",
        b"\0\0\0",
        b"hello",
        b"From x\n",
        b"A:",
        b"Content-Type: multipart/mixed\n\n--",
    ] {
        decode(raw);
    }
}

#[test]
fn what_divides_parts_is_no_text() {
    let mut nested = String::from("--b0\n\nWe hold twelve.\n");
    for at in 0..5_000 {
        nested
            .push_str(&format!("--b{at}\nContent-Type: multipart/mixed; boundary=b{}\n\n", at + 1));
    }
    let message = mail("Content-Type: multipart/mixed; boundary=b0", &nested);
    assert_eq!(message.text.trim(), "We hold twelve.");
    assert_eq!(message.problems, ["too many parts: the rest of the message was not split"]);
    let [rest] = &message.attachments[..] else { panic!("{:?}", message.attachments) };
    assert_eq!(rest.media_type, "multipart/mixed");

    let wrong = "--c\nContent-Type: text/plain\n\nWe hold twelve.\n--c\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nSGVsbG8=\n--c--\n";
    for header in ["Content-Type: multipart/mixed; boundary=b", "Content-Type: text/plain"] {
        let message = mail(header, wrong);
        assert_eq!(message.text, "We hold twelve.", "{header}");
        assert_eq!(message.attachments[0].name.as_deref(), Some("a.pdf"));
        let [problem] = &message.problems[..] else { panic!("{:?}", message.problems) };
        assert!(problem.contains("not divided as it says"), "{problem}");
    }
}

#[test]
fn the_version_that_says_it_is_read() {
    let both = |plain: &str, html: &str| {
        let body = format!(
            "--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--"
        );
        mail("Content-Type: multipart/alternative; boundary=b", &body).text.trim().to_owned()
    };
    let stub = "Your program does not support HTML. Please view this message in a browser.";
    assert_eq!(both(stub, "<p>We hold 412.</p>"), "We hold 412.");
    assert_eq!(both(stub, "<p></p>"), stub);
    let letter = "<p>We hold 412 boats, and of these 12 are at the quay, 100 at sea, and the rest in the shed behind the hall.</p><p>Town Hall</p>";
    assert!(both("Town Hall", letter).starts_with("We hold 412"));
    // What stands only in the plain version is not lost.
    assert_eq!(both("Town Hall, ref 17", letter), "Town Hall, ref 17");
}

#[test]
fn a_body_that_came_as_a_numbered_file_is_read() {
    let named = |name: &str| {
        mail(
            "Content-Type: multipart/mixed; boundary=b",
            &format!(
                "--b\nContent-Type: text/html; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\n\n<p>We hold 412.</p>\n--b--"
            ),
        )
    };
    assert_eq!(named("ATT00001.htm").text.trim(), "We hold 412.");
    assert_eq!(named("ATT00001.htm").attachments.len(), 1);
    assert_eq!(named("body.html").text.trim(), "We hold 412.");
    assert_eq!(named("attic.htm").text, "");
}

#[test]
fn of_two_names_the_extended_one_counts() {
    for disposition in [
        "attachment; filename=\"x.txt\"; filename*=UTF-8''FOI%2017.txt",
        "attachment; filename*=UTF-8''FOI%2017.txt; filename=\"x.txt\"",
    ] {
        let message = mail(
            "Content-Type: multipart/mixed; boundary=b",
            &format!(
                "--b\nContent-Type: application/octet-stream\nContent-Disposition: {disposition}\n\nx\n--b--"
            ),
        );
        assert_eq!(message.attachments[0].name.as_deref(), Some("FOI 17.txt"), "{disposition}");
    }
}

#[test]
fn a_picture_before_the_text_that_shows_it_hides_nothing() {
    let message = mail(
        "Content-Type: multipart/related; boundary=b",
        "--b\nContent-Type: image/png; name=logo.png\nContent-ID: <logo>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b\nContent-Type: text/html\n\n<p>We hold 412.</p>\n--b--",
    );
    assert_eq!(message.text.trim(), "We hold 412.");
    assert!(message.attachments.is_empty(), "{:?}", message.attachments);
}

#[test]
fn a_text_of_an_unknown_subtype_is_text() {
    for sort in ["text/markdown", "text/x-plain", "text/csv", "text/x-patch"] {
        let raw = format!("Subject: s\nContent-Type: {sort}\n\nTwelve bridges.\n");
        assert_eq!(decode(raw.as_bytes()).text.trim(), "Twelve bridges.", "{sort}");
        let part = format!(
            "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: {sort}\n\nTwelve bridges.\n--b--\n"
        );
        assert_eq!(decode(part.as_bytes()).text.trim(), "Twelve bridges.", "{sort}");
    }
    let page = "Content-Type: application/xhtml+xml\n\n<p>Twelve bridges.</p>\n";
    assert_eq!(decode(page.as_bytes()).text.trim(), "Twelve bridges.");
    let rich = "Content-Type: text/rtf\n\n{\\rtf1 Twelve bridges.\\par}\n";
    assert_eq!(decode(rich.as_bytes()).text.trim(), "Twelve bridges.");
}

#[test]
fn a_message_that_is_only_another_one_says_what_that_says() {
    let raw = "Subject: s\nContent-Type: message/rfc822\n\nFrom: ann@town.example\nSubject: i\n\nTwelve bridges.\n";
    let message = decode(raw.as_bytes());
    assert_eq!((message.text.trim(), message.enclosed.len()), ("Twelve bridges.", 1));
}

#[test]
fn empty_lines_without_end_are_cut() {
    let raw = format!("Subject: s\n\nTwelve.\n{}Bridges.\n", "\r\n".repeat(100_000));
    let text = decode(raw.as_bytes()).text;
    assert!(text.starts_with("Twelve.") && text.ends_with("Bridges.\n") && text.len() < 1000);
}
