//! She previews, mends her template, and is stopped: the way on is to draft the letters again. What
//! has not gone is cancelled and made anew; what has gone, or may have, is left alone. She cancels a
//! letter, and takes that back.

use foidesk::letter::LetterState::{self, Accepted, Bounced, Cancelled, InDoubt, Ready, Refused};

use crate::batch::Batch;
use crate::desk::Desk;
use crate::smtp_server::{At, Do, SmtpServer};

/// The register of three, the second at this address.
fn register(second: &str) -> String {
    let entry = |n: usize, email: &str| {
        format!(
            "[[authority]]\nid = \"uni-{n}\"\nname = \"University {n}\"\nkind = \"university\"\n\
             nation = \"england\"\nemail = \"{email}\"\n"
        )
    };
    let all = [entry(1, "foi@uni-1.example"), entry(2, second), entry(3, "foi@uni-3.example")];
    format!("catalogue = false\n{}", all.concat())
}

pub fn template(line: &str) -> String {
    format!(
        "+++\ntitle = \"Books\"\nsubject = \"Books of {{{{ authority.name }}}}\"\n[variables]\n\
         things = \"books\"\n[[questions]]\nid = \"1\"\ntext = \"The number of {{{{ things }}}}.\"\n+++\n\
         Dear {{{{ authority.addressed }}}},\n\n{line}\n\n{{{{ questions }}}}\n\n{{{{ requester.name }}}}\n"
    )
}

/// A desk with three letters about pens, drafted.
pub fn drafted() -> Batch {
    let desk = Desk::new();
    desk.file("authorities.toml", register("foi@uni-2.example"));
    desk.file("templates/books.txt", template("Pleese send me:"));
    desk.run(&["draft", "books", "--template", "books", "--value", "things=pens"]).done();
    Batch { desk }
}

/// Three letters, the account at the server.
pub fn with_account(server: &SmtpServer) -> Batch {
    let batch = drafted();
    batch.desk.file(
        "foi.toml",
        "[identity]\nname = \"Robin Example\"\nemail = \"robin@campaign.example\"\n\
         [sending]\naccount = \"mine\"\n",
    );
    batch.account(server, "");
    batch
}

pub const AGAIN: &[&str] = &["draft", "books", "--again"];

#[test]
fn a_mended_template_stops_the_run_and_the_message_names_the_way_on() {
    let batch = drafted();
    let desk = &batch.desk;
    let before = batch.letters();
    desk.file("templates/books.txt", template("Please send me:"));
    let told = "the template `books` has changed since the letter was drafted: line 12 was \
                `Pleese send me:` and is now `Please send me:`";
    let preview = desk.run(&["preview", "books"]).exits(0);
    assert!(preview.stdout.contains("Pleese send me"), "what is shown is what would go");
    assert_eq!(
        preview.stderr,
        format!(
            "warning: {told}; it is shown as it was drafted\n  \
             `foi draft books --again` makes it anew\n2 letters more; `--all` shows them\n"
        )
    );
    let stopped = desk.run(&["send", "--dry-run"]).exits(5).stderr;
    let guard = format!(
        "guard: {told} (books/uni-1 and 2 more)\n  `foi draft books --again` makes it anew; or undo the change\n"
    );
    assert!(stopped.contains(&guard), "{stopped}");
    let _ = desk.run(AGAIN).exits(0).says(
        "3 letters drafted in place of 3 cancelled, 0 authorities left out\n\
         Next: `foi preview books`, then `foi send books --dry-run`\n\
         No mail account is named in foi.toml: letters would go to outbox/ as .eml files.\n",
    );
    let after = batch.letters();
    assert_eq!(states(&after), [Cancelled, Cancelled, Cancelled, Ready, Ready, Ready]);
    for (old, new) in before.iter().zip(&after[3..]) {
        assert_eq!((&old.request, &old.subject), (&new.request, &new.subject), "token and all");
        assert_ne!(old.message_id, new.message_id);
        assert!(new.body.contains("Please send me:") && new.body.contains("number of pens"));
    }
    assert_eq!(after[0].sha256, before[0].sha256, "what was cancelled is kept as it was");
    desk.run(&["send", "--confirm", "3"]).done();
    assert_eq!(states(&batch.letters())[3..], [Accepted, Accepted, Accepted]);
    let log = desk.run(&["log"]).exits(0).stdout;
    assert!(log.contains("drafted 3 letters of books again, 3 cancelled"), "{log}");
    let shown = desk.run(&["show", "books/uni-1"]).exits(0).stdout;
    assert!(shown.contains("letter (request) cancelled: drafted again"), "{shown}");
}

#[test]
fn what_has_gone_or_may_have_is_never_drafted_again() {
    let server = SmtpServer::that(|moment| match (moment.at, moment.letter) {
        (At::Dot, 2) => Do::Close,
        _ => Do::Usual,
    });
    let batch = with_account(&server);
    let _ = batch.desk.run(&["send", "--confirm", "2", "--limit", "2"]).exits(3);
    assert_eq!(batch.states(), [Accepted, InDoubt, Ready]);
    batch.desk.file("templates/books.txt", template("Please send me:"));
    let again = batch.desk.json(AGAIN);
    assert_eq!(
        (&again["cancelled"], &again["letters"][0]["request"]),
        (&1.into(), &"books/uni-3".into())
    );
    let reasons: Vec<_> = again["left_out"].as_array().unwrap().iter().collect();
    assert_eq!(
        reasons.iter().map(|one| one["because"].as_str().unwrap()).collect::<Vec<_>>(),
        ["its letter has gone", "its letter is in doubt and may have gone (`foi send --settle`)"]
    );
    batch.send(1).done();
    assert_eq!(batch.states(), [Accepted, InDoubt, Cancelled, Accepted]);
    assert_eq!(server.received().len(), 3);
    for (of, told) in [
        ("uni-1", "what was handed to a server cannot be called back"),
        ("uni-2", "one is in doubt and may have gone: `foi send --settle` clears that"),
        ("books", "one is in doubt and may have gone: `foi send --settle` clears that"),
    ] {
        let _ = batch
            .desk
            .run(&["cancel", of])
            .exits(5)
            .says(&format!("error: no letter of {of} waits to be sent\nhint: {told}\n"));
    }
    let nothing = batch.desk.json(AGAIN);
    assert!(nothing["letters"].as_array().unwrap().is_empty());
}

/// A run killed where the content may have left leaves a doubt, which no new letter passes by.
#[cfg(unix)]
#[test]
fn a_killed_run_and_a_new_draft_make_no_second_copy() {
    for at in [At::Mail, At::Rcpt, At::Data, At::Dot] {
        let child: std::sync::Arc<std::sync::Mutex<Option<std::process::Child>>> =
            std::sync::Arc::default();
        let victim = std::sync::Arc::clone(&child);
        let server = SmtpServer::that(move |moment| {
            if (moment.at, moment.letter) == (at, 2)
                && let Some(mut child) = victim.lock().unwrap().take()
            {
                child.kill().unwrap();
                child.wait().unwrap();
            }
            Do::Usual
        });
        let batch = with_account(&server);
        let mut command = batch.desk.command();
        command.args(["send", "--confirm", "3"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        *child.lock().unwrap() = Some(command.spawn().unwrap());
        while child.lock().unwrap().is_some() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        batch.desk.file("templates/books.txt", template("Please send me:"));
        batch.desk.run(AGAIN).done();
        let _ = batch.desk.run(&["send", "--confirm", "3"]);
        let _ = batch.desk.run(&["send", "--confirm", "2"]);
        let _ = batch.desk.run(&["send", "--confirm", "1"]);
        let mut to: Vec<String> =
            server.received().into_iter().map(|letter| letter.to[0].clone()).collect();
        let copies = to.len();
        to.sort();
        to.dedup();
        assert_eq!(to.len(), copies, "killed at {at:?}: {to:?}");
        let open = batch.states().into_iter().filter(|state| state.can_be_sent()).count();
        assert_eq!(open, 0, "killed at {at:?}: nobody is forgotten");
    }
}

#[test]
fn a_refused_address_that_was_mended_gets_its_letter() {
    let server = SmtpServer::that(|moment| match (moment.at, moment.letter) {
        (At::Rcpt, 2) => Do::Say("550 5.1.1 no such user"),
        _ => Do::Usual,
    });
    let batch = with_account(&server);
    let _ = batch.send(3).exits(3);
    assert_eq!(batch.states(), [Accepted, Refused, Accepted]);
    let again = batch.desk.json(AGAIN);
    assert_eq!(again["left_out"][1]["reason"], "address_failed");
    batch.desk.file("authorities.toml", register("new@uni-2.example"));
    batch.desk.run(AGAIN).done();
    assert_eq!(batch.states(), [Accepted, Cancelled, Accepted, Ready]);
    let row = &batch.desk.json(&["list"])[1];
    assert_eq!((&row["status"], &row["next_action"]["do"]), (&"unsent".into(), &"send".into()));
    batch.send(1).done();
    assert_eq!(server.received().last().unwrap().to, ["new@uni-2.example"]);
    // The address that was refused is known as such, though its letter is cancelled.
    batch.desk.file("authorities.toml", register("foi@uni-2.example"));
    let other = ["draft", "others", "--template", "books", "--to", "uni-2"];
    batch.desk.run(&other).done();
    let stopped = batch.desk.run(&["send", "others", "--dry-run"]).exits(5).stderr;
    assert!(stopped.contains("mail to foi@uni-2.example came back before"), "{stopped}");
}

#[test]
fn a_letter_that_came_back_is_written_again_to_another_address_only() {
    let batch = drafted();
    batch.desk.run(&["send", "--confirm", "3"]).done();
    let id = batch.letters()[1].message_id.clone().unwrap();
    batch.desk.file(
        "back.eml",
        format!(
            "From: MAILER-DAEMON@mx.uni-2.example\nTo: robin@campaign.example\n\
             Date: Mon, 02 Mar 2026 13:00:00 +0000\nMessage-ID: <b@mx.uni-2.example>\n\
             Subject: Delivery report\nMIME-Version: 1.0\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
             --b\n\nThis is the mail system.\n\n--b\nContent-Type: message/delivery-status\n\n\
             Reporting-MTA: dns; mx.uni-2.example\n\n\
             Final-Recipient: rfc822; foi@uni-2.example\nAction: failed\nStatus: 5.1.1\n\n\
             --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{id}>\n\n--b--\n"
        ),
    );
    batch.desk.run(&["check", "back.eml"]).done();
    assert_eq!(batch.states()[1], Bounced);
    assert_eq!(batch.desk.json(AGAIN)["left_out"][1]["reason"], "address_failed");
    batch.desk.file("authorities.toml", register("new@uni-2.example"));
    batch.desk.run(AGAIN).done();
    assert_eq!(batch.states(), [Accepted, Bounced, Accepted, Ready]);
    batch.desk.run(&["send", "--confirm", "1"]).done();
    assert_eq!(batch.states(), [Accepted, Bounced, Accepted, Accepted]);
    assert_eq!(batch.desk.json(&["list"])[1]["status"], "awaiting_response");
}

#[test]
fn she_cancels_a_letter_and_takes_it_back() {
    let batch = drafted();
    let desk = &batch.desk;
    let _ = desk
        .run(&["cancel", "uni-2", "--reason", "asked by post"])
        .exits(0)
        .shows("books/uni-2\trequest\tcancelled\n")
        .says(
            "1 letter cancelled; `foi undo` takes this back.\n\
             `foi draft books --again --to uni-2` drafts it anew.\n",
        );
    assert_eq!(batch.states(), [Ready, Cancelled, Ready]);
    let row = &desk.json(&["list"])[1];
    assert_eq!(row["next_action"]["do"], "none");
    assert_eq!(desk.json(&["preview"]).as_array().unwrap().len(), 2);
    let log = desk.run(&["log"]).exits(0).stdout;
    assert!(log.contains("cancelled 1 letter: asked by post"), "{log}");
    desk.run(&["undo"]).done();
    assert_eq!(batch.states(), [Ready, Ready, Ready]);
    desk.run(&["send", "--limit", "1", "--confirm", "1"]).done();
    desk.run(&["cancel", "books"]).done();
    assert_eq!(batch.states(), [Accepted, Cancelled, Cancelled]);
    // Once another letter stands in its place, taking back has nothing to do with it.
    desk.run(&[AGAIN, &["--to", "uni-2"]].concat()).done();
    desk.run(&["send", "--limit", "1", "--confirm", "1"]).done();
    assert_eq!(batch.states(), [Accepted, Cancelled, Cancelled, Accepted]);
    desk.run(&["undo"]).done();
    desk.run(&["undo"]).done();
    let _ = desk.run(&["undo"]).exits(0).shows("undone: cancelled 2 letters: cancelled by you\n");
    assert_eq!(batch.states(), [Accepted, Ready, Ready, Cancelled]);
}

/// She asked one by post; the template is mended for the others.
#[test]
fn what_she_cancelled_stays_cancelled_unless_she_names_it() {
    let batch = drafted();
    batch.desk.run(&["cancel", "uni-2"]).done();
    let told = batch.desk.run(&["draft", "books"]).exits(0).stderr;
    assert!(told.contains("2 of them wait for a letter that has not gone"), "{told}");
    let again = batch.desk.json(AGAIN);
    assert_eq!(again["letters"].as_array().unwrap().len(), 2);
    assert_eq!(
        (again["left_out"].as_array().unwrap().len(), &again["left_out"][0]["reason"]),
        (1, &"cancelled".into())
    );
    batch.desk.run(&["undo"]).done();
    let _ =
        batch.desk.run(&["undo"]).exits(0).shows("undone: cancelled 1 letter: cancelled by you\n");
    batch.desk.run(&["cancel", "uni-2"]).done();
    let named = batch.desk.json(&[AGAIN, &["--to", "uni-2"]].concat());
    assert_eq!(named["letters"][0]["request"], "books/uni-2");
}

#[test]
fn a_word_that_names_nothing_is_told_what_is_accepted() {
    let batch = drafted();
    for command in ["cancel", "preview"] {
        let _ = batch.desk.run(&[command, "zz"]).exits(2).says(
            "error: there is no campaign and no request `zz` on this desk\n\
             hint: name a campaign (`foi status`), or a request by its id, authority, reference or \
             token (`foi list`)\n",
        );
        let near = batch.desk.run(&[command, "bokos"]).exits(2).stderr;
        assert!(near.ends_with("hint: did you mean `books`?\n"), "{near}");
    }
    let _ =
        batch.desk.run(&["draft", "boks", "--again"]).exits(2).says(
            "error: there is no campaign `boks` to draft again\nhint: did you mean `books`?\n",
        );
}

#[test]
fn only_those_chosen_are_drafted_again_and_one_never_asked_is_told() {
    let batch = drafted();
    let more = register("foi@uni-2.example").replace("catalogue = false", "catalogue = false\n[[authority]]\n\
        id = \"uni-4\"\nname = \"University 4\"\nkind = \"university\"\nemail = \"foi@uni-4.example\"");
    batch.desk.file("authorities.toml", more);
    let again = batch.desk.json(&[AGAIN, &["--to", "uni-2", "--to", "uni-4"]].concat());
    assert_eq!(again["letters"].as_array().unwrap().len(), 1);
    let left_out = again["left_out"].as_array().unwrap();
    assert_eq!((left_out.len(), &left_out[0]["reason"]), (1, &"not_asked".into()));
    assert_eq!(batch.states(), [Ready, Cancelled, Ready, Ready]);
    let all = batch.desk.json(AGAIN);
    assert_eq!(
        (all["letters"].as_array().unwrap().len(), &all["left_out"]),
        (3, &serde_json::json!([]))
    );
}

#[cfg(unix)]
#[test]
fn what_she_wrote_herself_is_not_thrown_away() {
    let batch = drafted();
    let mut command = batch.desk.command();
    command
        .env("EDITOR", "sed -i.bak s/Pleese/Kindly/")
        .env("PATH", std::env::var("PATH").unwrap());
    let edited = batch.desk.ran(command.args(["preview", "uni-1", "--edit"]).output().unwrap());
    assert_eq!(edited.code, 0, "{}", edited.stderr);
    let again = batch.desk.json(AGAIN);
    assert_eq!(again["left_out"][0]["reason"], "edited");
    assert_eq!(batch.states()[..3], [Ready, Cancelled, Cancelled]);
    batch.desk.run(&["cancel", "uni-1"]).done();
    batch.desk.run(&[AGAIN, &["--to", "uni-1"]].concat()).done();
    let first = batch.letters().into_iter().filter(|one| one.request.as_str() == "books/uni-1");
    assert_eq!(first.map(|one| one.state).collect::<Vec<_>>(), [Cancelled, Ready]);
}

#[test]
fn a_plain_second_draft_says_that_there_is_a_way_to_draft_again() {
    let batch = drafted();
    let told = batch.desk.run(&["draft", "books"]).exits(0).stderr;
    let way = "3 of them wait for a letter that has not gone: `foi draft books --again` drafts those anew";
    assert!(told.contains(way), "{told}");
}

/// A desk that is older than its sent.log may take for waiting what has gone.
#[test]
fn a_desk_restored_from_an_old_backup_neither_cancels_nor_drafts_again() {
    let batch = drafted();
    batch.desk.run(&["backup", "before.db"]).done();
    batch.desk.run(&["send", "--confirm", "3"]).done();
    std::fs::copy(batch.desk.path().join("before.db"), batch.desk.path().join(".foi/desk.db"))
        .unwrap();
    for command in [AGAIN, &["cancel", "books"]] {
        let stopped = batch.desk.run(command).exits(5).stderr;
        assert!(stopped.starts_with("error: this desk is older than its sent.log"), "{stopped}");
    }
    assert_eq!(batch.states(), [Ready, Ready, Ready]);
}

fn states(letters: &[foidesk::store::Letter]) -> Vec<LetterState> {
    letters.iter().map(|letter| letter.state).collect()
}
