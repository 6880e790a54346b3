//! A letter is checked before it goes, against what happened before: what was left over in its template,
//! her name, what she asked there, mail that came back, its size.

use crate::batch::Batch;
use crate::desk::{Desk, Ran};
use crate::smtp_server::{At, Do, SmtpServer};

const DUNBRIDGE: &str = "[[authority]]\nid = \"dunbridge\"\nname = \"University of Dunbridge\"\n\
    kind = \"university\"\nnation = \"england\"\nemail = \"foi@dunbridge.example\"\n\
    source = \"its website\"\nverified = 2026-02-01\n";

const QUESTION: &str =
    "The policy that governs monitoring of social media accounts, with its date and its author.";

/// A template with these questions, and this body before them.
fn template(questions: &[&str], body: &str) -> String {
    let questions: String = questions
        .iter()
        .enumerate()
        .map(|(i, text)| format!("[[questions]]\nid = \"{}\"\ntext = \"{text}\"\n", i + 1))
        .collect();
    format!(
        "+++\ntitle = \"Ask\"\nsubject = \"Monitoring\"\nkind = \"request\"\n{questions}+++\n\
         Dear {{{{ authority.addressed }}}},\n\n{body}\n\n{{{{ questions }}}}\n\nRobin Example\n"
    )
}

/// A desk with one authority and a letter to it from that template.
fn drafted(template: &str) -> Desk {
    let desk = Desk::new();
    desk.file("authorities.toml", DUNBRIDGE);
    desk.file("templates/ask.txt", template);
    draft(&desk, "first").done();
    desk
}

fn draft(desk: &Desk, campaign: &str) -> Ran {
    desk.run(&["draft", campaign, "--template", "ask", "--to", "dunbridge"])
}

/// What a dry run says after the plan, and how it ends.
fn told(desk: &Desk, campaign: &str) -> (String, i32) {
    let ran = desk.run(&["send", campaign, "--dry-run"]);
    (ran.stderr.lines().skip(2).map(|line| format!("{line}\n")).collect(), ran.code)
}

#[test]
fn a_sound_letter_has_nothing_against_it() {
    let desk = drafted(&template(&[QUESTION], "under the {{ law.name }}"));
    assert_eq!(told(&desk, "first"), (String::new(), 0));
}

/// What is left unresolved, or never used, is found before there is a letter.
#[test]
fn a_template_with_something_left_over_makes_no_letter() {
    for (body, told) in [
        (
            "{% raw %}{{ name }}{% endraw %}",
            "error: template `ask`: `{{` is left over in the finished text\n",
        ),
        ("under the {{ law.nmae }}", "error: template `ask`"),
        ("{{ unknown_word }}", "error: template `ask`"),
    ] {
        let desk = Desk::new();
        desk.file("authorities.toml", DUNBRIDGE);
        desk.file("templates/ask.txt", template(&[QUESTION], body));
        let ran = draft(&desk, "first");
        assert!(ran.code != 0 && ran.stderr.starts_with(told), "{body}: {}", ran.stderr);
    }
    let unused = template(&[QUESTION], "x")
        .replace("[[questions]]", "[variables]\nwhere = \"x\"\n[[questions]]");
    let desk = Desk::new();
    desk.file("authorities.toml", DUNBRIDGE);
    desk.file("templates/ask.txt", unused);
    let ran = draft(&desk, "first");
    assert!(ran.code != 0 && ran.stderr.contains("where"), "{}", ran.stderr);
}

#[test]
fn her_name_has_to_be_one() {
    let desk = Desk::nowhere();
    desk.run(&["init", "--name", "Robin", "--email", "robin@campaign.example"]).done();
    desk.file("authorities.toml", DUNBRIDGE);
    desk.file("templates/ask.txt", template(&[QUESTION], "under the {{ law.name }}"));
    draft(&desk, "first").done();
    assert_eq!(
        told(&desk, "first"),
        (
            "warning: `Robin` may be taken for a pseudonym (s.8 wants your real name) (first/dunbridge)\n  \
               give first name or initial, and surname\n"
                .to_owned(),
            0
        )
    );
}

/// The same asked again within sixty working days, while the first is open; later only the open one
/// is told, and after an outcome nothing.
#[test]
fn what_she_asked_there_before() {
    let mut desk = drafted(&template(&[QUESTION], "under the {{ law.name }}"));
    desk.run(&["send", "first", "--confirm", "1"]).done();
    draft(&desk, "second").done();
    let again = "warning: you asked much the same 10 working days ago: first/dunbridge (second/dunbridge)\n  \
        the costs of both may be added up (s.12): wait for the first answer\n";
    let open = "warning: another request of yours is open there: first/dunbridge (second/dunbridge)\n  \
        wait for its answer unless this cannot\n";
    desk.set_today("2026-03-16");
    assert_eq!(told(&desk, "second"), (format!("{again}{open}"), 0));
    desk.set_today("2026-09-01");
    assert_eq!(told(&desk, "second"), (open.to_owned(), 0));
    let _ = desk.run(&["set", "first/dunbridge", "successful"]).exits(0);
    assert_eq!(told(&desk, "second"), (String::new(), 0));
}

#[test]
fn an_address_from_which_mail_came_back_is_not_written_to_again() {
    let server = SmtpServer::that(|moment| match moment.at {
        At::Rcpt => Do::Say("550 5.1.1 no such user"),
        _ => Do::Usual,
    });
    let batch = Batch::of(0);
    batch.account(&server, "");
    let desk = &batch.desk;
    desk.file("authorities.toml", DUNBRIDGE);
    desk.file("templates/ask.txt", template(&[QUESTION], "under the {{ law.name }}"));
    draft(desk, "first").done();
    let _ = desk.run(&["send", "first", "--confirm", "1"]).exits(3);
    draft(desk, "second").done();
    assert_eq!(
        told(desk, "second"),
        (
            "guard: mail to foi@dunbridge.example came back before (second/dunbridge)\n  \
               find another address and put it into authorities.toml\n\
             error: nothing was sent: bounced before (1 letter)\n\
             hint: find another address and put it into authorities.toml\n"
                .to_owned(),
            5
        )
    );
}

#[test]
fn a_letter_larger_than_servers_take_stops_the_run() {
    let batch = Batch::larger_than_servers_take();
    batch.account_at(1, "");
    let (told, code) = told(&batch.desk, crate::batch::CAMPAIGN);
    assert_eq!(
        told.lines().next(),
        Some(
            "guard: the message has 11.8 MB as it is sent, and many servers take 10 MB: files grow by a third in mail (social-media/uni-1)"
        )
    );
    assert!(
        told.ends_with("if your provider takes more, write `megabytes` into the account\n"),
        "{told}"
    );
    assert_eq!(code, 5);
}
