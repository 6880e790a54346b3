//! Every fault of a mail server, over a real dialogue: the whole of what she reads, the exit code, and
//! where the letters stand. `$SERVER` is the server's place; the system's own words stand as `(…)`.

use foidesk::letter::LetterState::{self, Accepted, Deferred, InDoubt, Ready, Refused};

use crate::batch::Batch;
use crate::desk::Ran;
use crate::smtp_server::{At, Do, Moment, Offer, SmtpServer};

const PLAN: &str = "\
    3 letters of social-media (3 requests)\n\
    from Robin Example <robin@campaign.example> by account mine ($SERVER, not encrypted, this machine only)\n";
const DONE: &str = "Next: `foi check PATH` reads the replies from your mailbox.\n";
const IN_DOUBT: &str = "In doubt means it may have been sent: it is not sent again before you settle it \
    with `foi send --settle`.\n";

/// What she read after the plan.
fn told(ran: &Ran, server: &SmtpServer) -> String {
    let stderr = ran.stderr.replace(&format!("127.0.0.1:{}", server.port), "$SERVER");
    let Some(told) = stderr.strip_prefix(PLAN) else { panic!("no plan: {stderr}") };
    told.to_owned()
}

/// Three letters to a server that follows `plan`, with PIPELINING and without.
fn sent(
    plan: impl Fn(&Moment) -> Do + Send + Sync + Clone + 'static,
    more: &str,
    check: impl Fn(&Batch, &Ran, &SmtpServer),
) {
    for pipelining in [false, true] {
        let offer = Offer { pipelining, ..Offer::default() };
        let server = SmtpServer::offering(offer, plan.clone());
        let batch = Batch::of(3);
        batch.account(&server, more);
        let ran = batch.send(3);
        check(&batch, &ran, &server);
    }
}

/// What the server does when the second letter is about to be taken.
fn second(at: At, action: Do) -> impl Fn(&Moment) -> Do + Send + Sync + Clone + 'static {
    move |moment| if (moment.at, moment.letter) == (at, 2) { action.clone() } else { Do::Usual }
}

#[test]
fn an_answer_to_one_letter() {
    for (at, answer, code, says, state) in [
        (
            At::Rcpt,
            "550 5.1.1 no such user",
            3,
            "foi@uni-2.example: the server $SERVER does not take this recipient; it said: 550 5.1.1 no such user\n\
             2 accepted, 1 refused\n\
             Next: put another address into authorities.toml, then `foi draft social-media --again` writes to it.\n",
            Refused,
        ),
        (
            At::Rcpt,
            "553 5.1.3 mailbox name not allowed",
            3,
            "foi@uni-2.example: the server $SERVER does not take this recipient; it said: 553 5.1.3 mailbox name not allowed\n\
             2 accepted, 1 refused\n\
             Next: put another address into authorities.toml, then `foi draft social-media --again` writes to it.\n",
            Refused,
        ),
        (
            At::Rcpt,
            "450 4.2.0 mailbox busy",
            3,
            "foi@uni-2.example: the server $SERVER does not take this recipient; it said: 450 4.2.0 mailbox busy\n\
             2 accepted, 1 put off by the server\n\
             Next: run the same command again after 2 March 2026 12:15 (London) for those put off.\n",
            Deferred,
        ),
        (
            At::Dot,
            "451 4.3.0 try again later",
            3,
            "foi@uni-2.example: the server $SERVER does not take the letter; it said: 451 4.3.0 try again later\n\
             2 accepted, 1 put off by the server\n\
             Next: run the same command again after 2 March 2026 12:15 (London) for those put off.\n",
            Deferred,
        ),
        (
            At::Dot,
            "554 5.7.1 looks like spam",
            3,
            "foi@uni-2.example: the server $SERVER does not take the letter; it said: 554 5.7.1 looks like spam\n\
             2 accepted, 1 refused\n",
            Refused,
        ),
    ] {
        sent(second(at, Do::Say(answer)), "", |batch, ran, server| {
            assert_eq!(told(ran, server), says);
            assert_eq!((ran.code, batch.states()), (code, vec![Accepted, state, Accepted]));
            let quits = server.lines().iter().filter(|line| line.starts_with("QUIT")).count();
            assert_eq!(quits, 1, "all over one connection");
        });
    }
}

#[test]
fn a_letter_put_off_goes_when_its_time_has_come() {
    let server = SmtpServer::that(second(At::Rcpt, Do::Say("451 4.7.1 greylisted")));
    let mut batch = Batch::of(3);
    batch.account(&server, "");
    let _ = batch.send(3).exits(3);
    let _ = batch.desk.run(&["send"]).exits(0).says(
        "No letter is waiting to be sent.\n\
         left out: social-media/uni-2: the server put it off until 2 March 2026 12:15 (London)\n",
    );
    batch.desk.set_today("2026-03-03");
    let _ = batch.send(1).exits(0);
    assert_eq!((batch.states(), server.received().len()), (vec![Accepted; 3], 3));
}

/// A limit stops the run, whatever code it comes with, and the run says when to go on; the letter
/// waits, and its address is not blamed.
#[test]
fn a_limit_of_hers() {
    let tomorrow = "3 March 2026 12:00 (London)";
    for (at, answer, when) in [
        (At::Rcpt, "452 4.5.3 too many recipients today", tomorrow),
        (At::Rcpt, "550 5.4.5 Daily user sending limit exceeded", tomorrow),
        (At::Dot, "552 5.2.2 over quota", tomorrow),
        (At::Dot, "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceeded", tomorrow),
        (At::Rcpt, "452 4.3.1 insufficient system storage", tomorrow),
        (At::Rcpt, "550 5.7.1 Hourly external limit reached!", "2 March 2026 13:00 (London)"),
    ] {
        let does = match at {
            At::Rcpt => "does not take this recipient",
            _ => "does not take the letter",
        };
        sent(second(at, Do::Say(answer)), "", |batch, ran, server| {
            assert_eq!(
                told(ran, server),
                format!(
                    "foi@uni-2.example: the server $SERVER {does}; it said: {answer}\n\
                     1 accepted, 1 put off by the server, 1 not tried\n\
                     error: the server $SERVER takes no more letters for now; it said: {answer}\n\
                     hint: run the same command again after {when}\n"
                )
            );
            assert_eq!((ran.code, batch.states()), (3, vec![Accepted, Deferred, Ready]));
            let _ = batch.desk.run(&["send", "--dry-run", "--confirm", "2"]).exits(0);
        });
    }
}

/// A letter larger than the server takes is not offered; one that it finds too large all the same waits
/// as before. The run stops, as for every guard, and says what to do.
#[test]
fn a_letter_too_large_for_the_server() {
    let says = |why: &str| {
        format!(
            "0 accepted, 1 not tried\nerror: social-media/uni-1: {why}\n\
             hint: attach smaller files, or put a link into the letter; then `foi draft social-media --again` \
             makes it anew\n"
        )
    };
    let large = "the letter is too large for the server $SERVER: it has 11.8 MB as it is sent, and the \
                 server takes 10.2 MB";
    let too_big = "552 5.3.4 Message size exceeds fixed limit";
    let answered = format!("the server $SERVER does not take the letter; it said: {too_big}");
    let not_taken =
        format!("the server $SERVER does not take mail from this sender; it said: {too_big}");
    for (size, at, why, mails) in [
        (Some(10_240_000), None, large.to_owned(), 0),
        (Some(0), Some(At::Dot), answered, 1),
        (None, Some(At::Mail), not_taken, 1),
    ] {
        for pipelining in [false, true] {
            let plan = move |moment: &Moment| match Some(moment.at) == at {
                true => Do::Say(too_big),
                false => Do::Usual,
            };
            let server = SmtpServer::offering(Offer { size, pipelining, ..Offer::default() }, plan);
            let batch = Batch::larger_than_servers_take();
            batch.account(&server, "megabytes = 0");
            let ran = batch.desk.run(&["send", "--confirm", "1"]);
            let told = ran.stderr.replace(&format!("127.0.0.1:{}", server.port), "$SERVER");
            assert!(told.ends_with(&says(&why)), "{told}");
            assert_eq!((ran.code, batch.states()), (5, vec![Ready]));
            let mail: Vec<String> =
                server.lines().into_iter().filter(|line| line.starts_with("MAIL")).collect();
            assert_eq!(mail.len(), mails, "{mail:?}");
            assert!(mail.iter().all(|line| line.contains(" SIZE=") == size.is_some()), "{mail:?}");
        }
    }
}

/// What the server takes is told with the letter's size, so that it can say no at once.
#[test]
fn a_letter_that_fits_is_offered_with_its_size() {
    let server =
        SmtpServer::offering(Offer { size: Some(35_000_000), ..Offer::default() }, |_| Do::Usual);
    let batch = Batch::of(1);
    batch.account(&server, "");
    let _ = batch.send(1).exits(0);
    let size = batch.letters()[0].size();
    let mail = server.lines().into_iter().find(|line| line.starts_with("MAIL")).unwrap();
    assert_eq!(mail, format!("MAIL FROM:<robin@campaign.example> SIZE={size}"));
    let doctor = batch.desk.run(&["doctor"]).exits(0).stdout;
    assert!(doctor.contains(", as fast as the server takes them, of up to 10 MB ("), "{doctor}");
    assert!(doctor.contains("size         it takes letters of up to 35.0 MB"), "{doctor}");
}

#[test]
fn a_server_that_closes_down_or_is_crowded_is_met_again() {
    let crowded = "432 4.3.2 Concurrent connections limit exceeded.";
    for (at, action, says) in [
        (At::Mail, Do::SayAndClose("421 4.3.2 closing down"), String::new()),
        (
            At::Rcpt,
            Do::SayAndClose("421 4.3.2 closing down"),
            "the server $SERVER does not take this recipient; it said: 421 4.3.2 closing down; trying again\n"
                .to_owned(),
        ),
        (
            At::Mail,
            Do::Say(crowded),
            format!("the server $SERVER does not take mail from this sender; it said: {crowded}; trying again\n"),
        ),
    ] {
        sent(second(at, action), "", |batch, ran, server| {
            assert_eq!(told(ran, server), format!("{says}3 accepted\n{DONE}"));
            assert_eq!((ran.code, batch.states()), (0, vec![Accepted; 3]));
            assert_eq!(server.received().len(), 3);
        });
    }
}

/// Silence, hanging up and nonsense, once in each phase before the content: it connects again and
/// nobody is forgotten.
#[test]
fn a_fault_before_the_content_costs_another_try() {
    let nonsense = "<html>not mail</html>";
    for (at, when) in [
        (At::Greeting, "before it had said who it is"),
        (At::Ehlo, "before it had said who it is"),
        (At::Mail, "when the sender was named"),
        (At::Rcpt, "when the recipient was named"),
        (At::Data, "before the content"),
    ] {
        let is_first = matches!(at, At::Greeting | At::Ehlo);
        for (action, says) in [
            (Do::Hang, format!("stayed silent too long {when}")),
            (Do::Close, format!("hung up {when}")),
            (Do::Say(nonsense), format!("said something that is no SMTP {when} ({nonsense})")),
        ] {
            // A connection that had waited may end; that is not worth a word.
            let is_idle_end = at == At::Mail && matches!(action, Do::Close);
            let plan = move |moment: &Moment| {
                let here = if is_first { moment.connection == 1 } else { moment.letter == 2 };
                if moment.at == at && here { action.clone() } else { Do::Usual }
            };
            sent(plan, "timeout = \"700ms\"", |batch, ran, server| {
                let lost = match is_idle_end {
                    true => String::new(),
                    false => format!("the server $SERVER {says}; trying again\n"),
                };
                assert_eq!(told(ran, server), format!("{lost}3 accepted\n{DONE}"));
                assert_eq!((ran.code, batch.states()), (0, vec![Accepted; 3]));
                assert_eq!(server.received().len(), 3);
            });
        }
    }
}

#[test]
fn a_fault_after_the_content_leaves_a_doubt() {
    let nonsense = "<html>not mail</html>";
    for (action, says) in [
        (Do::Hang, "stayed silent too long after the content, before its answer".to_owned()),
        (Do::Close, "hung up after the content, before its answer".to_owned()),
        (
            Do::Say(nonsense),
            format!(
                "said something that is no SMTP after the content, before its answer ({nonsense})"
            ),
        ),
    ] {
        sent(second(At::Dot, action), "timeout = \"700ms\"", |batch, ran, server| {
            assert_eq!(
                told(ran, server),
                format!(
                    "foi@uni-2.example: the server $SERVER {says}\n2 accepted, 1 in doubt\n{IN_DOUBT}"
                )
            );
            assert_eq!((ran.code, batch.states()), (3, vec![Accepted, InDoubt, Accepted]));
        });
    }
}

/// A goodbye that the server does not take politely changes nothing.
#[test]
fn a_fault_at_the_goodbye_is_not_told() {
    for action in [Do::Hang, Do::Close, Do::Say("<html>")] {
        let plan = move |moment: &Moment| match moment.at {
            At::Quit => action.clone(),
            _ => Do::Usual,
        };
        sent(plan, "timeout = \"700ms\"", |batch, ran, server| {
            assert_eq!(told(ran, server), format!("3 accepted\n{DONE}"));
            assert_eq!((ran.code, batch.states()), (0, vec![Accepted; 3]));
        });
    }
}

/// What a server does at each moment.
type Plan = fn(&Moment) -> Do;

/// Three in a row stop the run; nothing is tried for ever.
#[test]
fn a_fault_that_does_not_end_stops_the_run() {
    let silent = "the server $SERVER stayed silent too long before it had said who it is";
    let spam = "the server $SERVER does not take the letter; it said: 554 5.7.1 looks like spam";
    let cases: [(Plan, i32, String, [LetterState; 3]); 4] = [
        (
            |m| if m.at == At::Greeting { Do::Hang } else { Do::Usual },
            1,
            format!(
                "{silent}; trying again\n{silent}; trying again\n0 accepted, 3 not tried\n\
                 error: {silent} (3 times in a row)\n\
                 hint: run the same command again later; `foi doctor` checks account `mine`\n"
            ),
            [Ready; 3],
        ),
        (
            |m| if m.at == At::Dot { Do::Hang } else { Do::Usual },
            1,
            format!(
                "foi@uni-1.example: the server $SERVER stayed silent too long after the content, before its answer\n\
                 foi@uni-2.example: the server $SERVER stayed silent too long after the content, before its answer\n\
                 0 accepted, 2 in doubt, 1 not tried\n{IN_DOUBT}\
                 error: two letters in a row are in doubt\n\
                 hint: settle them first: foi send --settle\n"
            ),
            [InDoubt, InDoubt, Ready],
        ),
        (
            |m| if m.at == At::Dot { Do::Say("554 5.7.1 looks like spam") } else { Do::Usual },
            1,
            format!(
                "foi@uni-1.example: {spam}\nfoi@uni-2.example: {spam}\nfoi@uni-3.example: {spam}\n\
                 0 accepted, 3 refused\n\
                 error: 3 letters in a row were turned away; the last time {spam}\n\
                 hint: look at one of them with `foi preview`; `foi draft CAMPAIGN --again` makes those anew that were refused\n"
            ),
            [Refused; 3],
        ),
        (
            |m| if m.at == At::Mail { Do::Say("550 5.7.60 not your address") } else { Do::Usual },
            4,
            "0 accepted, 3 not tried\n\
             error: the server $SERVER does not take mail from this sender; it said: 550 5.7.60 not your address\n\
             hint: the account has to be allowed to send as your address: check email in foi.toml, and \
             which addresses account `mine` has at another provider\n"
                .to_owned(),
            [Ready; 3],
        ),
    ];
    for (plan, code, says, states) in cases {
        sent(plan, "timeout = \"700ms\"", |batch, ran, server| {
            assert_eq!(told(ran, server), says);
            assert_eq!((ran.code, batch.states()), (code, states.to_vec()));
        });
    }
}
