//! She sends a batch: the plan, the yes, the letters as previewed, and every fault of a mail server
//! told in words she can act on.

use foidesk::letter::{LetterState, mime};

use crate::batch::Batch;
use crate::smtp_server::{At, Do, Moment, SmtpServer};

/// A batch of `n`, sent to a server that follows `plan`.
fn sent(
    n: usize,
    plan: impl Fn(&Moment) -> Do + Send + Sync + 'static,
) -> (Batch, crate::desk::Ran, SmtpServer) {
    let server = SmtpServer::that(plan);
    let batch = Batch::of(n);
    batch.account(&server, "");
    let ran = batch.send(n);
    (batch, ran, server)
}

/// What was said after the plan, line by line.
fn said(ran: &crate::desk::Ran) -> Vec<&str> {
    ran.stderr.lines().skip(2).collect()
}

#[test]
fn what_arrives_is_what_was_previewed_but_for_the_date() {
    let (batch, ran, server) = sent(3, |_| Do::Usual);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert_eq!(
        ran.stderr,
        format!(
            "3 letters of social-media (3 requests)\n\
             from Robin Example <robin@campaign.example> by account mine (127.0.0.1:{}, not encrypted, this machine only)\n\
             3 accepted\n\
             Next: `foi check PATH` reads the replies from your mailbox.\n",
            server.port
        )
    );
    for (letter, received) in batch.letters().iter().zip(server.received()) {
        assert_eq!(letter.state, LetterState::Accepted);
        assert_eq!(received.to, std::slice::from_ref(&letter.to_address));
        assert_eq!(mime::unstamped(&received.bytes), letter.eml);
        assert!(received.header("Date").unwrap().starts_with("Mon, 02 Mar 2026 12:00:0"));
        assert_eq!(letter.server_reply.as_deref().map(|s| &s[..8]), Some("2.0.0 Ok"));
    }
    let again = batch.desk.run(&["send"]);
    assert_eq!((again.code, again.stderr.as_str()), (0, "No letter is waiting to be sent.\n"));
    assert_eq!(server.received().len(), 3);
}

#[test]
fn nothing_goes_without_her_yes() {
    let server = SmtpServer::willing();
    let batch = Batch::of(3);
    batch.account(&server, "");
    for (arguments, code, told) in [
        (&["send", "--dry-run"][..], 0, ""),
        (&["send"], 5, "error: nothing was sent: nobody confirmed it\nhint: add --confirm 3\n"),
        (
            &["send", "--confirm", "2"],
            5,
            "error: the plan has 3 letters, and you confirmed 2\nhint: look at it with --dry-run\n",
        ),
    ] {
        let ran = batch.desk.run(arguments);
        assert_eq!(ran.code, code, "{}", ran.stderr);
        assert!(ran.stderr.ends_with(told), "{}", ran.stderr);
    }
    assert_eq!(server.lines(), Vec::<String>::new());
    let plan = batch.desk.json(&["send", "--dry-run"]);
    assert_eq!(plan["letters"].as_array().unwrap().len(), 3);
}

#[test]
fn without_an_account_letters_become_files() {
    let batch = Batch::of(2);
    batch.desk.file("foi.toml", "[identity]\nname = \"R\"\nemail = \"robin@campaign.example\"\n");
    let ran = batch.send(2).exits(0);
    assert!(ran.stderr.ends_with(
        "2 written to $DESK/outbox\n\
         Nothing has left this machine: open the files with your mail program and send them.\n\
         They count as sent; `foi undo` takes that back.\n"
    ));
    let file = batch.desk.path().join("outbox/social-media_uni-1.request.eml");
    assert_eq!(mime::unstamped(&std::fs::read(file).unwrap()), batch.letters()[0].eml);
}

#[test]
fn a_limit_sends_some_and_the_next_run_the_rest() {
    let server = SmtpServer::willing();
    let batch = Batch::of(5);
    batch.account(&server, "");
    let _ = batch.desk.run(&["send", "--limit", "2", "--confirm", "2"]).exits(0);
    let _ = batch.send(3).exits(0);
    let mut to: Vec<_> = server.received().into_iter().flat_map(|letter| letter.to).collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), server.received().len()), (5, 5));
}

#[test]
fn one_bad_address_is_marked_and_the_rest_goes_over_the_same_connection() {
    let (batch, ran, server) = sent(3, |moment| match (moment.at, moment.letter) {
        (At::Rcpt, 2) => Do::Say("550 5.1.1 no such user"),
        _ => Do::Usual,
    });
    assert_eq!(ran.code, 3);
    assert_eq!(
        said(&ran),
        [
            &format!(
                "foi@uni-2.example: the server 127.0.0.1:{} does not take this recipient; it said: \
                 550 5.1.1 no such user",
                server.port
            ),
            "2 accepted, 1 refused",
            "Next: put another address into authorities.toml, then `foi draft social-media --again` writes to it.",
        ]
    );
    let states = [LetterState::Accepted, LetterState::Refused, LetterState::Accepted];
    assert_eq!(batch.states(), states);
    assert_eq!(server.lines().iter().filter(|line| line.starts_with("QUIT")).count(), 1);
    let status = batch.store().state(&batch.letters()[1].request).unwrap().unwrap().status;
    assert_eq!(status.word(), "undelivered");
}

#[test]
fn a_rehearsal_goes_to_herself_and_changes_nothing() {
    let server = SmtpServer::willing();
    let batch = Batch::of(3);
    batch.account(&server, "");
    let ran = batch.desk.run(&["send", "--to-self", "--limit", "2"]).exits(0);
    assert!(ran.stderr.ends_with(
        "2 letters sent to robin@campaign.example for practice; nothing has gone to an authority.\n"
    ));
    let received = server.received();
    assert_eq!(received.len(), 2);
    for letter in &received {
        assert_eq!(letter.to, ["robin@campaign.example"]);
        assert_eq!(letter.header("X-Foidesk-Rehearsal").as_deref(), Some("yes"));
        assert_eq!(foidesk::letter::token::find(&letter.text()), []);
        assert!(letter.text().contains("this would go to University"), "{}", letter.text());
    }
    assert_eq!(batch.states(), [LetterState::Drafted; 3]);
    assert!(!batch.desk.path().join(".foi/sent.log").exists());
    let ran = batch.desk.run(&["send", "--outbox", "look"]).exits(0);
    assert_eq!(
        ran.stderr,
        "3 letters written to look for practice; nothing has gone to an authority.\n"
    );
    assert_eq!(batch.states(), [LetterState::Drafted; 3]);
}

/// The provider counts practice as it counts everything: it keeps the pace, and counts afterwards.
#[test]
fn a_rehearsal_keeps_the_pace_and_counts_for_the_day() {
    let server = SmtpServer::willing();
    let batch = Batch::of(3);
    batch.account(&server, "per_day = 4\nwindow = \"Tue-Fri 09:00-17:00\"\n");
    let _ = batch.desk.run(&["send", "--to-self"]).exits(0);
    let second = batch.desk.run(&["send", "--to-self"]).exits(1);
    assert!(
        second.stderr.ends_with(
            "1 letter sent to robin@campaign.example for practice; nothing has gone to an authority.\n\
             error: the pace of account `mine` allows no more letters now\n\
             hint: run the same command again after 3 March 2026 12:00 (London)\n"
        ),
        "{}",
        second.stderr
    );
    batch.account(&server, "per_day = 4\n");
    let real = batch.send(3).exits(1);
    assert!(real.stderr.contains("\n0 accepted, 3 not tried\n"), "{}", real.stderr);
    let log = batch.desk.run(&["log"]).exits(0);
    assert!(log.stdout.contains("practised with 3 letters by mine"), "{}", log.stdout);
    assert_eq!((server.received().len(), batch.states()), (4, vec![LetterState::Ready; 3]));
}

#[test]
fn a_blind_copy_goes_to_herself_where_the_provider_keeps_none() {
    let server = SmtpServer::willing();
    let batch = Batch::of(1);
    batch.account(&server, "copy_to_self = true\n");
    let _ = batch.send(1).exits(0);
    assert_eq!(server.received()[0].to, ["foi@uni-1.example", "robin@campaign.example"]);
    assert!(!server.received()[0].text().contains("Bcc"));
}

#[test]
fn a_second_run_at_the_same_time_is_told_so() {
    let server = SmtpServer::that(|moment| match (moment.at, moment.letter) {
        (At::Rcpt, 1) => Do::Hang,
        _ => Do::Usual,
    });
    let batch = Batch::of(2);
    batch.account(&server, "timeout = \"5s\"\n");
    let quiet = std::process::Stdio::null;
    let mut first = batch
        .desk
        .command()
        .args(["send", "--confirm", "2"])
        .stdout(quiet())
        .stderr(quiet())
        .spawn()
        .unwrap();
    wait_until(|| server.lines().iter().any(|line| line.starts_with("RCPT")));
    let second = batch.send(2).exits(1);
    let expected = format!(
        "error: another `foi send` is at work on this desk (process {})\n\
         hint: wait until it has finished, or stop it with Ctrl-C\n",
        first.id()
    );
    assert_eq!(second.stderr, expected);
    first.kill().unwrap();
    first.wait().unwrap();
    let _ = batch.send(2).exits(0);
}

#[test]
fn a_connection_that_ended_in_a_pause_is_made_anew() {
    let server = SmtpServer::that(|moment| match (moment.at, moment.connection, moment.letter) {
        // After the first letter of the first connection the server is gone, as after a night's sleep.
        (At::Mail, 1, 2) => Do::Close,
        _ => Do::Usual,
    });
    let batch = Batch::of(3);
    batch.account(&server, "per_minute = 120\n");
    let ran = batch.send(3).exits(0);
    assert!(ran.stderr.contains("\n3 accepted\n"), "{}", ran.stderr);
    assert_eq!(server.received().len(), 3);
}

#[cfg(unix)]
#[test]
fn ctrl_c_once_finishes_the_letter_and_twice_stops_at_once() {
    let batch = Batch::of(3);
    let slow = SmtpServer::that(|moment| {
        if moment.at == At::Dot {
            std::thread::sleep(std::time::Duration::from_millis(600));
        }
        Do::Usual
    });
    batch.account(&slow, "timeout = \"20s\"\n");
    let run = |times: usize| {
        let before = slow.received().len();
        let child = batch
            .desk
            .command()
            .args([
                "send",
                "--confirm",
                &batch.states().iter().filter(|s| s.can_be_sent()).count().to_string(),
            ])
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        wait_until(|| slow.received().len() > before);
        for _ in 0..times {
            interrupt(child.id());
            std::thread::sleep(std::time::Duration::from_millis(60));
        }
        let output = child.wait_with_output().unwrap();
        batch.desk.ran(output)
    };
    let once = run(1).exits(130);
    assert_eq!(
        said(&once),
        [
            "1 accepted, 2 not tried",
            "error: stopped as you asked; no letter was cut off",
            "hint: run the same command again to go on",
        ]
    );
    let _ = run(2).exits(130);
    assert_eq!(batch.states().iter().filter(|s| **s == LetterState::Sending).count(), 1);
    let rest = batch.send(1).exits(0);
    assert!(
        rest.stderr.starts_with("1 letter is in doubt: cut off in an earlier run.\n"),
        "{}",
        rest.stderr
    );
    assert_eq!(slow.received().len(), 3);
}

#[cfg(unix)]
fn interrupt(process: u32) {
    let status = std::process::Command::new("kill").args(["-INT", &process.to_string()]).status();
    assert!(status.unwrap().success());
}

/// Waits for something that happens in another process.
fn wait_until(happened: impl Fn() -> bool) {
    for _ in 0..500 {
        if happened() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("it did not happen within 5 seconds");
}
