//! One message has one form in every dress, and another message another.

use super::*;

fn form(mail: &str) -> String {
    let mut form = Vec::new();
    canonical(mail.as_bytes(), &mut |piece| form.extend_from_slice(piece));
    String::from_utf8_lossy(&form).into_owned()
}

const MAIL: &str = "Message-ID: <1@a.example>\nSubject: One two\n\
    Content-Type: multipart/mixed; boundary=x\n\npreamble\n--x\n\n\
    From here on 3 =\u{20ac}5.\n\n--x\nContent-Type: application/pdf\n\
    Content-Transfer-Encoding: base64\n\nJVBERi0xLjQ=\n--x--\n";

#[test]
fn the_dress_does_not_count() {
    let dressed = [
        MAIL.replace('\n', "\r\n"),
        format!("Received: by z\nX-GM-THRID: 7\n{MAIL}\n\n"),
        MAIL.replace("One two", "One\n two"),
        MAIL.replace("From here", ">From here"),
        MAIL.replace("--x", "--other").replace("=x", "=\"other\""),
        MAIL.replace("JVBERi0xLjQ=", "JVBE\r\nRi0xLjQ=\r\n"),
        MAIL.replace(
            "--x\n\nFrom here on 3 =\u{20ac}5.",
            "--x\nContent-Transfer-Encoding: quoted-printable\n\nFrom here=\n on 3 =3D=E2=82=AC5.=20",
        ),
        MAIL.replace(
            "--x\n\nFrom here on 3 =\u{20ac}5.",
            "--x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n\
             RnJvbSBoZXJlIG9uIDMgPeKCrDUu",
        ),
    ];
    for mail in dressed {
        assert_eq!(form(&mail), form(MAIL), "{mail}");
    }
}

#[test]
fn the_content_does() {
    let others = [
        MAIL.replace("<1@", "<2@"),
        MAIL.replace("here on 3", "here on 4"),
        MAIL.replace("JVBE", "JVBF"),
        MAIL.replace("One two", "One three"),
    ];
    for mail in others {
        assert_ne!(form(&mail), form(MAIL), "{mail}");
    }
}

#[test]
fn without_id_and_date_the_thread_tells_messages_apart() {
    let bare = "From: a@b.example\nSubject: Re: Request\n";
    let says = "\nThank you, we will look into it.\n";
    let answer = |headers: &str| form(&format!("{bare}{headers}{says}"));
    assert_ne!(answer("In-Reply-To: <1@a.example>\n"), answer("In-Reply-To: <2@a.example>\n"));
    assert_ne!(answer("References: <1@a.example>\n"), answer("References: <2@a.example>\n"));
    assert_eq!(
        answer("References: <1@a.example>\n <2@a.example>\n"),
        answer("References: <1@a.example> <2@a.example>\nX-Seen: 1\n")
    );
    let dated = "Date: Tue, 4 Mar 2025 10:00:00 +0000\n";
    assert_eq!(
        answer(&format!("{dated}In-Reply-To: <1@a.example>\n")),
        answer(&format!("{dated}In-Reply-To: <2@a.example>\n"))
    );
}

/// Text line by line: what the quick way comes to.
fn by_lines(text: &str) -> String {
    let mut form = String::new();
    let mut blank = 0;
    for line in text.split('\n') {
        let line = line.trim_end_matches([' ', '\t', '\r', '\u{c}']);
        if line.is_empty() {
            blank += 1;
            continue;
        }
        form.push_str(&"\n".repeat(std::mem::take(&mut blank)));
        let unquoted = line.trim_start_matches('>');
        form.push_str(if unquoted.starts_with("From ") { unquoted } else { line });
        form.push('\n');
    }
    form
}

/// Base64 line by line.
fn letters_by_lines(text: &str) -> String {
    text.split('\n').map(str::trim_ascii).collect()
}

const LETTERS: &str =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCD";

proptest::proptest! {
    #[test]
    fn whole_stretches_come_to_the_same_as_lines(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "\n", "\n", "\n\n", "\r\n", " ", "\t", "\u{c}", ">", "From ", ">From x", "From",
                "text", "\u{e9}", "\0", LETTERS, &LETTERS[1..], "=", "0123456789",
            ]),
            0..60,
        ),
        times in 1..40usize,
    ) {
        let text = pieces.concat().repeat(times);
        let formed = |is_base64: bool| {
            let mut form = Vec::new();
            let mut sink = |piece: &[u8]| form.extend_from_slice(piece);
            let mut walk = Walk { form: Form { sink: &mut sink, kept: Vec::new() }, parts: 0 };
            if is_base64 { walk.letters(text.as_bytes()) } else { walk.text(text.as_bytes()) }
            walk.form.flush();
            String::from_utf8(form).unwrap()
        };
        proptest::prop_assert_eq!(formed(false), by_lines(&text));
        proptest::prop_assert_eq!(formed(true), letters_by_lines(&text));
    }
}

#[test]
fn broken_structure_still_has_a_form() {
    for mail in ["", "\n", "x", "Content-Type: multipart/mixed; boundary=x\n\n--x", "a: b\n\n--"] {
        form(mail);
    }
    let endless = MAIL.replace("--x--\n", "");
    assert!(form(&endless).contains("JVBERi0xLjQ="));
}
