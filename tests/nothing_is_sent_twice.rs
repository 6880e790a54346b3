//! `foi send` is killed (SIGKILL) at every phase of the dialogue and at random instants, and started
//! again until the batch is done: every accepted letter is at the server exactly once, every
//! doubtful one at most once and marked in doubt, none is forgotten.
//!
//! `FOI_KILLS=5000 cargo test nothing_is_sent_twice` runs so many kills; `FOI_SEED` chooses which.

use std::collections::HashMap;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use foidesk::letter::{LetterState, mime};

use crate::batch::Batch;
use crate::smtp_server::{At, Do, Offer, SmtpServer};

/// Letters in one batch; batches follow one another until there were enough kills.
const LETTERS: usize = 30;

/// When the run under way is to be killed.
#[derive(Debug, Clone, Copy)]
enum Instance {
    /// When the server reaches this point for the n-th time in the run, before it answers.
    Before(At, usize),
    /// The same, right after its answer was written.
    After(At, usize),
    /// After so long, wherever it is.
    Random(Duration),
}

/// The run under way and its end.
#[derive(Default)]
struct Target {
    child: Option<Child>,
    instance: Option<Instance>,
    seen: HashMap<&'static str, usize>,
}

impl Target {
    fn kill(&mut self) {
        if let Some(child) = self.child.as_mut() {
            let _ = child.kill();
        }
    }
}

#[test]
fn whatever_is_killed_nothing_is_lost_or_doubled() {
    let wanted: usize = number("FOI_KILLS").unwrap_or(60);
    let mut random = Random(number("FOI_SEED").unwrap_or(20_260_302) as u64);
    let (mut kills, mut accepted, mut doubts, mut turn) = (0, 0, 0, 0);
    while kills < wanted {
        let (of_batch, a, d) = until_done(&mut random, &mut turn, wanted - kills);
        (kills, accepted, doubts) = (kills + of_batch, accepted + a, doubts + d);
    }
    println!(
        "{kills} kills: {accepted} letters accepted once, {doubts} in doubt, none lost or doubled"
    );
}

/// What she reads after a kill: nothing where no content had left, a doubt where it had.
#[test]
fn a_killed_run_is_told_by_the_next() {
    for (at, doubts, accepted) in [(At::Rcpt, 0, 2), (At::Data, 0, 2), (At::Dot, 1, 1)] {
        let target: Arc<Mutex<Target>> = Arc::default();
        let for_server = Arc::clone(&target);
        let server = SmtpServer::that(move |moment| {
            if (moment.at, moment.letter) == (at, 1) {
                for_server.lock().unwrap().kill();
            }
            Do::Usual
        });
        let batch = Batch::of(2);
        batch.account(&server, "");
        assert!(run(&batch, &target, 2, None), "killed at {at:?}");
        let cut_off = "1 letter is in doubt: cut off in an earlier run.\n";
        let plan = format!(
            "{accepted} letter{s} of social-media ({accepted} request{s})\n\
             from Robin Example <robin@campaign.example> by account mine (127.0.0.1:{}, not encrypted, this machine only)\n",
            server.port,
            s = if accepted == 1 { "" } else { "s" },
        );
        let left = "1 letter is in doubt and not part of this: foi send --settle\n";
        let next = "Next: `foi check PATH` reads the replies from your mailbox.\n";
        let (before, beside) = if doubts == 0 { ("", "") } else { (cut_off, left) };
        let _ = batch
            .send(accepted)
            .exits(0)
            .says(&format!("{before}{plan}{beside}{accepted} accepted\n{next}"));
        let in_doubt = batch.states().iter().filter(|s| **s == LetterState::InDoubt).count();
        assert_eq!(in_doubt, doubts);
    }
}

/// One batch, killed and started again until every letter is settled: kills, accepted, in doubt.
fn until_done(random: &mut Random, turn: &mut usize, most: usize) -> (usize, usize, usize) {
    let target: Arc<Mutex<Target>> = Arc::default();
    let for_server = Arc::clone(&target);
    // Every other batch goes to a server that takes several commands in one write.
    let offer = Offer { pipelining: turn.is_multiple_of(2), ..Offer::default() };
    let server = SmtpServer::offering(offer, move |moment| {
        let mut target = for_server.lock().unwrap();
        let name = name_of(moment.at);
        let seen = target.seen.entry(name).or_default();
        *seen += 1;
        let seen = *seen;
        match target.instance {
            Some(Instance::Before(at, n)) if at == moment.at && n == seen => target.kill(),
            Some(Instance::After(at, n)) if at == moment.at && n == seen => {
                // The answer is written first; the kill follows when it is certainly on its way.
                let later = Arc::clone(&for_server);
                std::thread::spawn(move || {
                    std::thread::sleep(Duration::from_micros(300));
                    later.lock().unwrap().kill();
                });
            }
            _ => {}
        }
        Do::Usual
    });
    let batch = Batch::of(LETTERS);
    batch.account(&server, "");
    let mut kills = 0;
    loop {
        let waiting = batch.states().iter().filter(|state| state.can_be_sent()).count();
        if waiting == 0 {
            break;
        }
        let instance = (kills < most).then(|| next_instance(random, turn));
        if run(&batch, &target, waiting, instance) {
            kills += 1;
        }
    }
    // One more run marks a letter that the last kill cut off.
    let _ = batch.desk.run(&["send"]);
    let (accepted, doubts) = check(&batch, &server);
    assert!(doubts <= kills, "{doubts} doubts of {kills} kills");
    (kills, accepted, doubts)
}

/// Runs `foi send` once; whether it was killed.
fn run(batch: &Batch, target: &Mutex<Target>, count: usize, instance: Option<Instance>) -> bool {
    {
        let mut target = target.lock().unwrap();
        let mut command = batch.desk.command();
        command.args(["send", "--confirm", &count.to_string()]);
        target.seen.clear();
        target.instance = instance;
        target.child = Some(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    }
    let started = Instant::now();
    loop {
        let mut target = target.lock().unwrap();
        if let Some(Instance::Random(after)) = target.instance
            && started.elapsed() >= after
        {
            target.kill();
        }
        let child = target.child.as_mut().unwrap();
        if let Some(status) = child.try_wait().unwrap() {
            target.child = None;
            target.instance = None;
            return status.code().is_none();
        }
        drop(target);
        std::thread::sleep(Duration::from_micros(200));
        assert!(started.elapsed() < Duration::from_secs(60), "foi send hangs");
    }
}

/// What the server has against what the desk says.
fn check(batch: &Batch, server: &SmtpServer) -> (usize, usize) {
    let mut at_server: HashMap<String, usize> = HashMap::new();
    let received = server.received();
    for letter in &received {
        *at_server.entry(letter.to[0].clone()).or_default() += 1;
    }
    let (mut accepted, mut doubts) = (0, 0);
    for letter in batch.letters() {
        let copies = at_server.get(&letter.to_address).copied().unwrap_or(0);
        match letter.state {
            LetterState::Accepted => {
                assert_eq!(copies, 1, "{} is accepted", letter.to_address);
                let got = received.iter().find(|r| r.to[0] == letter.to_address).unwrap();
                assert_eq!(mime::unstamped(&got.bytes), letter.eml);
                accepted += 1;
            }
            LetterState::InDoubt => {
                assert!(copies <= 1, "{} is in doubt and there {copies} times", letter.to_address);
                doubts += 1;
            }
            state => panic!("{} was forgotten: {state}", letter.to_address),
        }
    }
    assert_eq!(accepted + doubts, LETTERS);
    (accepted, doubts)
}

/// Every phase before and after its answer in turn, at the first, second or third letter of the run,
/// with random instants in between.
fn next_instance(random: &mut Random, turn: &mut usize) -> Instance {
    const POINTS: [At; 7] =
        [At::Greeting, At::Ehlo, At::Mail, At::Rcpt, At::Data, At::Dot, At::Quit];
    *turn += 1;
    let nth = 1 + random.below(3) as usize;
    let at = POINTS[*turn / 3 % POINTS.len()];
    let once = matches!(at, At::Greeting | At::Ehlo | At::Quit);
    let nth = if once { 1 } else { nth };
    match *turn % 3 {
        0 => Instance::Before(at, nth),
        1 => Instance::After(at, nth),
        _ => Instance::Random(Duration::from_micros(random.below(60_000))),
    }
}

fn name_of(at: At) -> &'static str {
    match at {
        At::Greeting => "greeting",
        At::Ehlo => "ehlo",
        At::Starttls => "starttls",
        At::Auth => "auth",
        At::Mail => "mail",
        At::Rcpt => "rcpt",
        At::Data => "data",
        At::Dot => "dot",
        At::Rset => "rset",
        At::Quit => "quit",
    }
}

fn number(variable: &str) -> Option<usize> {
    std::env::var(variable).ok()?.parse().ok()
}

/// A small generator (xorshift64), so that a failing run can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}
