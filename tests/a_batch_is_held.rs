//! She holds a batch back: a pilot before the rest, a delay in which it can be called back, a plan that
//! a guard would stop. And what holds it up: a laptop that sleeps, a disk that fills.
#![cfg(unix)]

use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use foidesk::letter::LetterState;

use crate::batch::Batch;
use crate::smtp_server::{At, Do, SmtpServer};

/// Four sorts of body in four nations, two of each.
const REGISTER: [(&str, &str); 4] = [
    ("university", "england"),
    ("fe-college", "scotland"),
    ("council", "wales"),
    ("nhs", "northern-ireland"),
];

fn mixed() -> Batch {
    let batch = Batch::of(8);
    let entry = |i: usize| {
        let (kind, nation) = REGISTER[(i - 1) / 2];
        format!(
            "[[authority]]\nid = \"uni-{i}\"\nname = \"University {i}\"\nkind = \"{kind}\"\n\
             nation = \"{nation}\"\nemail = \"foi@uni-{i}.example\"\n"
        )
    };
    batch.desk.file("authorities.toml", (1..=8).map(entry).collect::<String>());
    batch
}

fn spawned(batch: &Batch, arguments: &[&str]) -> Child {
    let mut command = batch.desk.command();
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn signal(name: &str, process: u32) {
    let status = std::process::Command::new("kill").args([name, &process.to_string()]).status();
    assert!(status.unwrap().success());
}

fn wait_until(happened: impl Fn() -> bool) {
    let started = Instant::now();
    while !happened() {
        assert!(started.elapsed() < Duration::from_secs(10), "it did not happen");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_pilot_goes_to_each_sort_of_body_and_the_rest_waits_for_her() {
    let server = SmtpServer::willing();
    let batch = mixed();
    batch.account(&server, "");
    let ran = batch.desk.run(&["send", "--pilot", "4", "--confirm", "4"]).exits(0);
    assert!(ran.stderr.contains("\n4 more letters wait for a later run\n"), "{}", ran.stderr);
    let next = "\nNext: 4 letters wait for your go-ahead: `foi send social-media`.\n";
    assert!(ran.stderr.ends_with(next), "{}", ran.stderr);
    let mut groups: Vec<usize> = server
        .received()
        .iter()
        .map(|letter| {
            let number = letter.to[0].trim_start_matches("foi@uni-").split('.').next().unwrap();
            (number.parse::<usize>().unwrap() - 1) / 2
        })
        .collect();
    groups.sort_unstable();
    assert_eq!(groups, [0, 1, 2, 3], "one of each kind and nation");

    let waiting = batch.desk.run(&["send"]).exits(5);
    assert!(waiting.stderr.ends_with("hint: add --confirm 4\n"), "{}", waiting.stderr);
    assert_eq!(server.received().len(), 4);
    let _ = batch.send(4).exits(0);
    assert_eq!(server.received().len(), 8);
}

#[test]
fn a_delayed_batch_can_be_called_back() {
    let server = SmtpServer::willing();
    let batch = Batch::of(3);
    batch.account(&server, "");
    let child = spawned(&batch, &["send", "--confirm", "3", "--delay", "30s"]);
    let started = Instant::now();
    // Listening for Ctrl-C comes before the wait; a moment is enough.
    std::thread::sleep(Duration::from_millis(1500));
    signal("-INT", child.id());
    let ran = batch.desk.ran(child.wait_with_output().unwrap()).exits(130);
    assert!(started.elapsed() < Duration::from_secs(20));
    assert!(
        ran.stderr.ends_with(
            "Held for 30 s; Ctrl-C calls the whole batch back.\n\
             error: called back; nothing was sent\n\
             hint: the letters wait as before; `foi send` plans them again\n"
        ),
        "{}",
        ran.stderr
    );
    assert_eq!((server.lines(), batch.states()), (Vec::new(), vec![LetterState::Drafted; 3]));

    let started = Instant::now();
    let _ = batch.desk.run(&["send", "--confirm", "3", "--delay", "1s"]).exits(0);
    assert!(started.elapsed() >= Duration::from_secs(1));
    assert_eq!(server.received().len(), 3);
}

#[test]
fn a_dry_run_says_what_would_stop_the_batch() {
    let server = SmtpServer::willing();
    let batch = Batch::of(2);
    batch.account(&server, "");
    batch.desk.file("foi.toml", "[identity]\nname = \"\"\nemail = \"robin@campaign.example\"\n");
    let ran = batch.desk.run(&["send", "--dry-run"]).exits(5);
    assert!(
        ran.stderr.ends_with(
            "error: nothing was sent: no name (2 letters)\n\
             hint: write `name` under [identity] in foi.toml\n"
        ),
        "{}",
        ran.stderr
    );
    let ran = batch.desk.run(&["--json", "send", "--dry-run"]).exits(5);
    let plan: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(plan["letters"].as_array().unwrap().len(), 2);
    let finding = &plan["findings"][0];
    assert_eq!((&finding["check"], &finding["severity"]), (&"no_name".into(), &"guard".into()));
    assert_eq!(finding["requests"].as_array().unwrap().len(), 2);
    assert_eq!(server.lines(), Vec::<String>::new());
}

#[test]
fn a_body_that_takes_requests_only_by_a_form_stops_the_batch() {
    let server = SmtpServer::willing();
    let batch = Batch::of(1);
    batch.account(&server, "");
    batch.desk.file(
        "authorities.toml",
        "[[authority]]\nid = \"uni-1\"\nname = \"University 1\"\nkind = \"university\"\n\
         nation = \"england\"\nweb_form = \"https://uni-1.example/foi\"\n",
    );
    let ran = batch.send(1).exits(5);
    let told = "guard: the register has no address, only a web form: https://uni-1.example/foi";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    assert_eq!(server.lines(), Vec::<String>::new());
}

/// The machine sleeps: the process stands still, the clock on the wall and the server do not.
#[test]
fn a_laptop_that_sleeps_in_a_pause_or_before_the_answer_sends_each_letter_once() {
    let asleep: Arc<Mutex<Option<u32>>> = Arc::default();
    let for_server = Arc::clone(&asleep);
    let server = SmtpServer::that(move |moment| {
        match (moment.at, moment.letter, moment.connection) {
            // It hangs up on a client that says nothing for so long.
            (At::Dot, 1, _) => Do::SayAndClose("250 2.0.0 Ok: queued as Q1"),
            (At::Dot, 3, _) => {
                let process = for_server.lock().unwrap().unwrap();
                signal("-STOP", process);
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_millis(1200));
                    signal("-CONT", process);
                });
                Do::Usual
            }
            _ => Do::Usual,
        }
    });
    let batch = Batch::of(3);
    batch.account(&server, "per_minute = 120\n");
    let child = spawned(&batch, &["send", "--confirm", "3"]);
    *asleep.lock().unwrap() = Some(child.id());
    wait_until(|| server.received().len() == 1);
    signal("-STOP", child.id());
    std::thread::sleep(Duration::from_millis(1500));
    signal("-CONT", child.id());
    let ran = batch.desk.ran(child.wait_with_output().unwrap()).exits(0);
    assert!(ran.stderr.contains("\n3 accepted\n"), "{}", ran.stderr);
    assert_eq!(server.received().len(), 3);
    assert_eq!(batch.states(), [LetterState::Accepted; 3]);
}

/// A disk that fills in the middle of a batch: a limit on the size of files stands in for it.
#[test]
fn a_disk_that_fills_up_stops_between_two_letters_and_loses_no_answer() {
    let batch = Batch::of(100);
    // Nobody listens: the letters are approved, and none goes.
    batch.account_at(1, "");
    let _ = batch.send(100).exits(4);
    let server = SmtpServer::willing();
    batch.account(&server, "");
    let mut limited = std::process::Command::new("sh");
    let foi = batch.desk.command();
    limited.env_clear().current_dir(batch.desk.path());
    for (name, value) in foi.get_envs() {
        limited.env(name, value.unwrap());
    }
    // 32 KB, in units of 512 bytes.
    limited.args(["-c", "ulimit -f 64; exec \"$@\"", "sh"]).arg(foi.get_program());
    limited.args(foi.get_args()).args(["send", "--confirm", "100"]);
    let ran = batch.desk.ran(limited.output().unwrap()).exits(3);
    let sent = server.received().len();
    assert!(sent > 10 && sent < 100, "{sent} were sent");
    let told: Vec<&str> = ran.stderr.lines().skip(3).collect();
    assert_eq!(
        told,
        [
            &format!("{sent} accepted, {} not tried", 100 - sent),
            "error: the journal could not be written, so nothing was sent: cannot write \
             $DESK/.foi/desk.ahead: File too large (os error 27)",
            "hint: make room on the disk, then run the same command again",
        ]
    );
    let states = batch.states();
    assert_eq!(states.iter().filter(|state| **state == LetterState::Accepted).count(), sent);
    assert_eq!(states.iter().filter(|state| **state == LetterState::Ready).count(), 100 - sent);
    let _ = batch.send(100 - sent).exits(0);
    let mut to: Vec<_> = server.received().into_iter().flat_map(|letter| letter.to).collect();
    to.sort();
    to.dedup();
    assert_eq!((to.len(), server.received().len()), (100, 100));
}

#[test]
fn a_full_disk_stops_before_the_content_and_nothing_is_lost() {
    let server = SmtpServer::willing();
    let batch = Batch::of(2);
    batch.account(&server, "");
    // A device that is always full stands in for the disk.
    std::os::unix::fs::symlink("/dev/full", batch.desk.path().join(".foi/sent.log")).unwrap();
    let ran = batch.send(2).exits(1);
    let told: Vec<&str> = ran.stderr.lines().skip(2).collect();
    assert_eq!(
        told,
        [
            "0 accepted, 2 not tried",
            "error: the journal could not be written, so nothing was sent: $DESK/.foi/sent.log: No space left on device (os error 28)",
            "hint: make room on the disk, then run the same command again",
        ]
    );
    assert_eq!((batch.states(), server.received()), (vec![LetterState::Ready; 2], Vec::new()));
    std::fs::remove_file(batch.desk.path().join(".foi/sent.log")).unwrap();
    let _ = batch.send(2).exits(0);
    assert_eq!(server.received().len(), 2);
}

/// She gives a request up, before a run and while one goes on: its letter does not go.
#[test]
fn a_request_given_up_takes_its_letter_with_it() {
    let server = SmtpServer::willing();
    let batch = Batch::of(3);
    batch.account(&server, "");
    let _ = batch.desk.run(&["set", "uni-2", "withdrawn"]).exits(0);
    let ran = batch.send(2).exits(0);
    let left_out = "left out: social-media/uni-2: you gave the request up (withdrawn)\n";
    assert!(ran.stderr.contains(left_out), "{}", ran.stderr);
    assert_eq!(server.received().len(), 2);

    let server = SmtpServer::willing();
    let batch = Batch::of(3);
    batch.account(&server, "per_minute = 20\n");
    let child = spawned(&batch, &["send", "--confirm", "3"]);
    wait_until(|| server.received().len() == 1);
    let _ = batch.desk.run(&["set", "uni-2", "withdrawn"]).exits(0);
    let ran = batch.desk.ran(child.wait_with_output().unwrap()).exits(5);
    assert!(
        ran.stderr.ends_with(
            "error: the letter of social-media/uni-2 is not to go any more: it is ready, and its request withdrawn\n\
             hint: run the same command again: it plans anew\n"
        ),
        "{}",
        ran.stderr
    );
    let _ = batch.send(1).exits(0);
    assert_eq!(server.received().len(), 2);
}
