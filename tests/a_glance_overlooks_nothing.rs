//! Most mail is passed over after a glance. The same mail is checked on two copies of a desk, once
//! with the glance and once reading every message whole: both come to the same, item for item.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use foidesk::casework::{self, check};

use crate::desk::Desk;

/// splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const SENDERS: &[&str] = &[
    "FOI <foi@marl.example>",
    "Ada <ada@planning.marl.example>",
    "Ada <ada@home.test>",
    "Bob <bob@mail.test>",
    "Marl District Council <noreply@casehub.test>",
    "foi@rnarl.example",
    "=?utf-8?Q?Zo=C3=AB?= <zoe@mail.test>",
    "Mail Delivery System <MAILER-DAEMON@mx.test>",
    "Shop <news@shop.test>",
];

const SUBJECTS: &[&str] = &[
    "Lunch",
    "Re: Freedom of Information request - felling of street trees",
    "=?utf-8?B?WW91ciBGT0kgcmVxdWVzdA==?=",
    "Update FOI/25/4821",
    "Our reference 77123",
    "Automatic reply: hello",
    "Undelivered Mail Returned to Sender",
    "University of Dunbridge: open day",
    "=?iso-8859-1?Q?Caf=E9_on_Friday?=",
];

const HEADERS: &[&str] = &[
    "",
    "",
    "",
    "In-Reply-To: <trees-1@campaign.example>\n",
    "References: <x@y.test>\n <STAFF-1@campaign.example>\n",
    "In-Reply-To: <private@campaign.example>\n",
    "In-Reply-To: <0@post.test>\n",
    "References: <1@post.test> <2@post.test>\n",
    "List-Id: <news.shop.test>\n",
    "Auto-Submitted: auto-replied\n",
    "Received: by mx.test for <robin+trees-1@campaign.example>; Mon, 3 Mar 2025 09:00:00 +0000\n",
    "Delivered-To: ROBIN+STAFF-1@CAMPAIGN.EXAMPLE\n",
    "X-Failed-Recipients: foi@dunbridge.example\n",
    "Reply-To: foi@marl.example\n",
    "X-Foidesk-Rehearsal: yes\n",
];

const PIECES: &[&str] = &[
    "The train was late again, and the caf\u{e9} was shut.",
    "There were 23 of us, and the total was 418 pounds.",
    "Please find the minutes attached. We do not hold the key.",
    "Thank you for your email. We have logged your questions on agency staff costs.",
    "We are sorry that our answer is late.",
    "Your reference is FOI-25-4821.",
    "Our ref: 77123",
    "Our ref: THEIR/2025/19",
    "Answer of the Marl\nDistrict Council to the press.",
    "\u{201c}University of Dunbridge\u{201d} wins a prize.",
    "This is about felling of street trees.",
    "your request of 3 March 2025",
    "rhyddid gwybodaeth",
    "> Message-ID: <trees-2@campaign.example>",
    "From: Robin Example <robin@campaign.example>\nSent: 03 March 2025 09:30\nTo: foi@marl.example\nSubject: Freedom of Information request\n\nDear",
    "On Mon, 3 Mar 2025 at 09:30, Robin <robin@campaign.example> wrote:\n> felling of street trees",
    "Write to robin+trees-2@campaign.example or ring.",
    "Your message to foi@dunbridge.example could not be delivered: user unknown.",
    "Unsubscribe at https://shop.test/u?id=eir20-foi",
    "From the outset it rained.",
];

/// A message of pieces, in one of the dresses of mail.
fn message(chance: &mut Chance, number: usize) -> String {
    let date: DateTime<Utc> = "2025-03-04T08:00:00Z".parse().unwrap();
    let date = (date + TimeDelta::hours(7 * number as i64)).to_rfc2822();
    let count = 1 + chance.below(4);
    let text: Vec<&str> = (0..count).map(|_| chance.one(PIECES)).collect();
    let text = text.join(if chance.below(2) == 0 { "\n\n" } else { "\n" });
    let head = format!(
        "From: {}\nTo: robin@campaign.example\nSubject: {}\nDate: {date}\nMessage-ID: <{}@post.test>\n{}{}MIME-Version: 1.0\n",
        chance.one(SENDERS),
        chance.one(SUBJECTS),
        number - usize::from(number % 37 == 36),
        chance.one(HEADERS),
        if chance.below(4) == 0 { chance.one(HEADERS) } else { "" },
    );
    let plain = "Content-Type: text/plain; charset=utf-8\n";
    match chance.below(7) {
        0 => format!("{head}{plain}Content-Transfer-Encoding: base64\n\n{}\n", base64(&text)),
        1 => format!(
            "{head}{plain}Content-Transfer-Encoding: quoted-printable\n\n{}\n",
            text.replace('=', "=3D").replace("ar", "=61=\nr").replace('\u{e9}', "=C3=A9")
        ),
        2 => format!(
            "{head}Content-Type: text/html; charset=utf-8\n\n<table><tr><td>{}</td></tr></table>\n",
            text.replace('>', "&gt;").replace('<', "&lt;").replace(' ', "</td><td>")
        ),
        3 => attached(&head, &text, chance.one(&["application/pdf", "image/png", "text/plain"])),
        4 => format!(
            "{head}Content-Type: multipart/mixed; boundary=b\n\n--b\n{plain}\nSee below.\n--b\n\
             Content-Type: message/rfc822\n\nFrom: bob@mail.test\nMessage-ID: <in-{number}@mail.test>\n\n{text}\n--b--\n"
        ),
        _ => format!("{head}{plain}\n{text}\n"),
    }
}

fn attached(head: &str, text: &str, sort: &str) -> String {
    format!(
        "{head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\n\
         Content-Type: {sort}; name=\"Answer 77123.pdf\"\nContent-Disposition: attachment\n\nDear Robin, FOI-25-4821\n--b--\n"
    )
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}

/// A desk with three requests, made of letters that she sent.
fn desk() -> Desk {
    let desk = Desk::nowhere().today("2025-05-01");
    desk.run(&["init", "--no-input"]).done();
    let sent: String = [
        ("trees-1", "foi@marl.example", "Marl District Council", "felling of street trees"),
        ("staff-1", "foi@marl.example", "Marl District Council", "agency staff costs"),
        ("trees-2", "foi@dunbridge.example", "University of Dunbridge", "felling of street trees"),
    ]
    .iter()
    .map(|(id, to, name, topic)| {
        format!(
            "From - Mon Mar  3 09:30:00 2025\nFrom: Robin <robin+{id}@campaign.example>\nTo: {name} <{to}>\n\
             Subject: Freedom of Information request - {topic}\nDate: Mon, 03 Mar 2025 09:30:00 +0000\n\
             Message-ID: <{id}@campaign.example>\n\nUnder the Freedom of Information Act 2000 I ask about the {topic}.\n\n"
        )
    })
    .collect();
    desk.file("sent.mbox", sent);
    desk.run(&["adopt", "sent.mbox", "--campaign", "trees", "--me", "robin@campaign.example"])
        .done();
    // Both copies are to have the same salt.
    desk.run(&["check", "sent.mbox"]).done();
    desk
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn mail_passed_over_comes_to_what_it_comes_to_when_read() {
    let now: DateTime<Utc> = "2025-05-01T12:00:00Z".parse().unwrap();
    let desk = desk();
    for seed in 1..=4 {
        let mut chance = Chance(seed);
        let inbox: String = (0..120)
            .map(|number| {
                let mail = message(&mut chance, number).replace("\nFrom ", "\n>From ");
                format!("From x@y.test Mon Mar  3 09:00:00 2025\n{mail}\n\n")
            })
            .collect();
        let inbox = desk.file("inbox.mbox", inbox);
        let copies = tempfile::tempdir().unwrap();
        let opened = ["glance", "whole"].map(|name| {
            let folder = copies.path().join(name);
            copy(desk.path(), &folder);
            casework::Desk::open(&folder).unwrap()
        });
        let [glance, whole] = &opened;
        let paths = [inbox];
        let passed = check::check(glance, &paths, now).unwrap();
        let read = check::check_thoroughly(whole, &paths, now).unwrap();
        for (passed, read) in passed.items.iter().zip(&read.items) {
            assert_eq!(passed, read, "seed {seed}");
        }
        assert_eq!(passed, read, "seed {seed}");
        assert!(
            read.filed > 5 && read.unrelated > 5 && read.unmatched > 0,
            "seed {seed}: {read:?}"
        );
        let kept = [glance, whole].map(|desk| desk.store.messages().unwrap());
        for (passed, read) in kept[0].iter().zip(&kept[1]) {
            assert_eq!(passed, read, "seed {seed}");
        }
        assert_eq!(kept[0].len(), kept[1].len(), "seed {seed}");
        assert_eq!(glance.store.all_filings().unwrap(), whole.store.all_filings().unwrap());
        assert_eq!(glance.store.fingerprints().unwrap(), whole.store.fingerprints().unwrap());
        let again = check::check(glance, &paths, now).unwrap();
        assert_eq!((again.new, again.items.len()), (0, 0), "seed {seed}");
    }
}
