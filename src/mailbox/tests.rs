//! Tests that go through the whole room: files on the disk to messages.

use std::path::Path;

use proptest::prelude::*;

use super::*;

const ONE: &str = "From: a@b.example\nSubject: one\n\nText.\n";
const TWO: &str =
    "Received: by x\nFrom: c@d.example\nSubject: two\n\nFrom the start.\n\n>From there.\n";

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, content).unwrap();
    path
}

fn texts(mailbox: &Mailbox) -> Vec<String> {
    mailbox.iter().map(|mail| String::from_utf8_lossy(&mail.bytes).into_owned()).collect()
}

/// The flavours of mbox, as programs write them.
#[derive(Debug, Clone, Copy)]
enum Flavour {
    Mboxrd,
    Crlf,
    Takeout,
    Thunderbird,
    ThunderbirdTwice,
    Unescaped,
    ContentLength,
    WrongContentLength,
    NoDate,
}

const FLAVOURS: [Flavour; 9] = [
    Flavour::Mboxrd,
    Flavour::Crlf,
    Flavour::Takeout,
    Flavour::Thunderbird,
    Flavour::ThunderbirdTwice,
    Flavour::Unescaped,
    Flavour::ContentLength,
    Flavour::WrongContentLength,
    Flavour::NoDate,
];

/// Puts messages (of LF line ends) into an mbox.
fn join(flavour: Flavour, messages: &[String]) -> String {
    let date = "Mon Mar  3 11:34:31 2025";
    let joined: String = messages
        .iter()
        .map(|message| match flavour {
            Flavour::Mboxrd | Flavour::Crlf => {
                format!("From a@b.example {date}\n{}\n", quote(message, true))
            }
            Flavour::Takeout => {
                format!("From 17@xxx Mon Mar 03 11:34:31 +0000 2025\n{}\n", quote(message, true))
            }
            Flavour::Thunderbird => format!("From - {date}\n{}\n", quote(message, false)),
            Flavour::ThunderbirdTwice => {
                format!("From - {date}\n>From - {date}\n{}\n", quote(message, false))
            }
            Flavour::Unescaped => format!("From a@b.example {date}\n{message}\n"),
            Flavour::ContentLength => {
                let length = message.split_once("\n\n").map_or(0, |(_, body)| body.len());
                format!("From a@b.example {date}\nContent-Length: {length}\n{message}\n")
            }
            Flavour::WrongContentLength => {
                format!("From a@b.example {date}\nContent-Length: 7\n{}\n", quote(message, true))
            }
            Flavour::NoDate => format!("From someone\n{}\n", quote(message, true)),
        })
        .collect();
    match flavour {
        Flavour::Crlf | Flavour::Takeout => joined.replace('\n', "\r\n"),
        _ => joined,
    }
}

fn quote(message: &str, every: bool) -> String {
    let quoted = |line: &str| {
        let bare = line.trim_start_matches('>');
        let must = bare.starts_with("From ") && (every || bare.len() == line.len());
        format!("{}{line}", if must { ">" } else { "" })
    };
    message.split_inclusive('\n').map(quoted).collect()
}

/// What `split` should give back, with LF line ends and without headers of the flavour.
fn undressed(flavour: Flavour, message: &str) -> String {
    let message = message.replace("\r\n", "\n");
    match (flavour, message.split_once('\n')) {
        (Flavour::ContentLength | Flavour::WrongContentLength, Some((_, rest))) => rest.to_owned(),
        _ => message,
    }
}

/// A message whose body is made of the lines that make mbox difficult. Thunderbird's flavour does
/// not tell a line that was ">From" from one that was "From", so it has none of the former.
fn message(quoted: bool) -> impl Strategy<Value = String> {
    let mut lines = vec![
        "",
        "Text.",
        "From here on it is different.",
        "From 2022 onwards",
        "From Monday 3 March 2025 at 11:30",
        "From: nobody",
        "Subject: a header in the text",
        "--boundary",
        " From inside",
    ];
    if quoted {
        lines.extend([">From quoted", ">>From quoted twice", ">>>"]);
    }
    proptest::collection::vec(proptest::sample::select(lines), 0..12).prop_map(|lines| {
        let body: String = lines.iter().map(|line| format!("{line}\n")).collect();
        format!("Subject: x\nFrom: a@b.example\n\n{body}")
    })
}

proptest! {
    #[test]
    fn joined_messages_come_apart_again(
        (flavour, messages) in proptest::sample::select(&FLAVOURS[..]).prop_flat_map(|flavour| {
            let quoted = !matches!(flavour, Flavour::Thunderbird | Flavour::ThunderbirdTwice);
            (Just(flavour), proptest::collection::vec(message(quoted), 1..6))
        }),
        final_newline: bool,
    ) {
        let mut file = join(flavour, &messages);
        let mut expected = messages;
        let bare = expected.iter().any(|m| m.contains("\n\nFrom "));
        if matches!(flavour, Flavour::Unescaped | Flavour::ContentLength) && !bare {
            // A file that protects nothing shows it by a bare "From " line after a blank one.
            let shown = "Subject: x\nFrom: a@b.example\n\nFrom now.\n".to_owned();
            file.insert_str(0, &join(flavour, std::slice::from_ref(&shown)));
            expected.insert(0, shown);
        }
        if !final_newline {
            file.truncate(file.trim_end_matches(['\r', '\n']).len());
            let last = expected.pop().unwrap();
            expected.push(last.trim_end_matches('\n').to_owned());
        }
        let split = split(file.as_bytes());
        let found: Vec<String> = split
            .spans
            .iter()
            .map(|span| {
                let content = &file.as_bytes()[span.content.clone()];
                let part = span.quoted.clone().unwrap_or(0..0);
                let mail = mbox::unquote_within(content, split.quoting, part);
                assert_eq!(mail, unquote(content, split.quoting));
                mail
            })
            .map(|mail| undressed(flavour, &String::from_utf8_lossy(&mail)))
            .collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!(split.headless, 0);
    }

    #[test]
    fn no_bytes_make_the_splitter_panic(bytes: Vec<u8>, lines in "(From |>|\n|\r|:|a@b Mon Mar 3 11:34:31 2025|Content-Length: 9)*") {
        for file in [bytes.as_slice(), lines.as_bytes()] {
            let split = split(file);
            for span in split.spans {
                let mail = unquote(&file[span.content.clone()], split.quoting);
                canonical(&mail, &mut |_| {});
                // The part with the quoted lines holds all of them.
                let part = span.quoted.unwrap_or(0..0);
                let same = mbox::unquote_within(&file[span.content], split.quoting, part);
                prop_assert_eq!(mail, same);
            }
        }
    }
}

#[test]
fn the_same_mail_in_any_format_is_the_same_mail() {
    let folder = tempfile::tempdir().unwrap();
    let mails = [ONE.to_owned(), TWO.to_owned()];
    let forms = |mailbox: &Mailbox| -> Vec<Vec<u8>> {
        let form = |mail: RawMail<'_>| {
            let mut form = Vec::new();
            canonical(&mail.bytes, &mut |piece| form.extend_from_slice(piece));
            form
        };
        mailbox.iter().map(form).collect()
    };
    let maildir: Vec<PathBuf> = mails
        .iter()
        .enumerate()
        .map(|(n, mail)| write(folder.path(), &format!("M/cur/174100167{n}.x:2,S"), mail))
        .collect();
    let expected = forms(&open(&maildir));
    assert_eq!(forms(&open(&[folder.path().join("M")])), expected);
    for flavour in FLAVOURS {
        let path = write(folder.path(), "mbox", join(flavour, &mails));
        assert_eq!(forms(&open(&[path])), expected, "{flavour:?}");
    }
}

#[test]
fn sources_and_arrivals_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let mbox = write(folder.path(), "inbox", join(Flavour::Mboxrd, &[ONE.into(), TWO.into()]));
    let eml = write(folder.path(), "M/cur/1741001671.x:2,S", ONE);
    let mailbox = open(&[mbox.clone(), eml.clone(), folder.path().join("M")]);
    let found: Vec<(String, Option<i64>)> =
        mailbox.iter().map(|m| (m.source, m.arrived.map(|at| at.timestamp()))).collect();
    let (mbox, eml) = (mbox.display(), eml.display().to_string());
    let expected = [
        (format!("{mbox}#1"), Some(1_741_001_671)),
        (format!("{mbox}#2"), Some(1_741_001_671)),
        (eml.clone(), Some(1_741_001_671)),
        (eml, Some(1_741_001_671)),
    ];
    assert_eq!(found, expected);
    assert_eq!(mailbox.par_iter().count(), 4);
}

#[test]
fn archives_are_opened_by_content() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let mbox = join(Flavour::Takeout, &[ONE.into(), TWO.into()]);
    let gzip = |bytes: &[u8]| {
        let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gz.write_all(bytes).unwrap();
        gz.finish().unwrap()
    };
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, content) in [
        ("Takeout/Mail/All.mbox", mbox.as_bytes()),
        ("about.html", b"<html>"),
        ("x.eml", ONE.as_bytes()),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    let tar = [tar_header("Takeout/All.mbox", mbox.len()), mbox.clone().into_bytes()].concat();
    let cut = &zip[..zip.len() - 40];
    let cases: [(&str, Vec<u8>, usize, usize); 5] = [
        ("mbox.dat", gzip(mbox.as_bytes()), 2, 0),
        ("export", zip.clone(), 3, 0),
        ("export.tgz", gzip(&tar), 2, 0),
        ("cut.zip", cut.to_vec(), 3, 1),
        ("cut.gz", gzip(mbox.as_bytes())[..90].to_vec(), 1, 1),
    ];
    for (name, content, mails, problems) in cases {
        let mailbox = open(&[write(folder.path(), name, content)]);
        assert_eq!(
            (mailbox.len(), mailbox.problems().len()),
            (mails, problems),
            "{name}: {:?}",
            mailbox.problems()
        );
    }
}

fn tar_header(name: &str, size: usize) -> Vec<u8> {
    let mut header = vec![0; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[124..135].copy_from_slice(format!("{size:011o}").as_bytes());
    header[156] = b'0';
    header[257..262].copy_from_slice(b"ustar");
    header
}

#[test]
fn whatever_cannot_be_read_is_a_problem_and_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let multipart = "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary=\"b\"\n\n--b\n\nText";
    let cases = [
        (
            write(root, "picture.mbox", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
            "is a picture (image/png), not mail",
        ),
        (write(root, "empty.mbox", ""), "is empty"),
        (write(root, "note.eml", "Dear diary,\nnothing.\n"), "has no mail headers: it is not mail"),
        (write(root, "cut.eml", multipart), "ends too early: the message is not whole"),
        (
            write(
                root,
                "cut.mbox",
                format!(
                    "{}From - Mon Mar  3 11:34:31 2025\n{multipart}",
                    join(Flavour::Mboxrd, &[ONE.into()])
                ),
            ),
            "ends inside a message: its last one is not whole",
        ),
        (
            write(
                root,
                "headless.mbox",
                format!("the end.\n\n{}", join(Flavour::Mboxrd, &[ONE.into()])),
            ),
            "starts inside a message: its first 10 bytes are not read",
        ),
        (root.join("nowhere"), "does not exist"),
        (write(root, "nothing/.keep", "").parent().unwrap().to_owned(), "is a folder without mail"),
    ];
    let good = write(root, "good.eml", ONE);
    let paths: Vec<PathBuf> = cases.iter().map(|(path, _)| path.clone()).chain([good]).collect();
    let mailbox = open(&paths);
    for (path, what) in &cases {
        let path = path.display().to_string();
        let expected = Problem { path, what: (*what).to_owned() };
        assert!(mailbox.problems().contains(&expected), "{expected}; {:?}", mailbox.problems());
    }
    assert_eq!(mailbox.problems().len(), cases.len());
    assert!(texts(&mailbox).contains(&ONE.to_owned()));
    assert_eq!(mailbox.len(), 5);
}

#[test]
fn a_file_that_vanishes_is_reported_when_its_turn_comes() {
    let folder = tempfile::tempdir().unwrap();
    let gone = write(folder.path(), "cur/1741001671.a", ONE);
    write(folder.path(), "cur/1741001672.b", ONE);
    let mailbox = open(&[folder.path().to_owned()]);
    std::fs::remove_file(&gone).unwrap();
    assert_eq!((mailbox.len(), mailbox.iter().count()), (2, 1));
    assert_eq!(mailbox.problems()[0].path, gone.display().to_string());
}
