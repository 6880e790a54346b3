//! The account, or the way to the server, is no good: the whole of what she reads, the exit code, and
//! where the letters stand. `$SERVER` is the server's place; the system's own words stand as `(…)`.

use foidesk::letter::LetterState::{Accepted, Ready};

use crate::batch::Batch;
use crate::smtp_server::{At, Do, Offer, SmtpServer, certificate};

const DONE: &str = "Next: `foi check PATH` reads the replies from your mailbox.\n";

/// The account or the way to the server is no good: it stops before the first letter, says what it
/// found and what to mend, and shows no secret.
#[test]
fn an_account_that_cannot_work_stops_before_the_first_letter() {
    let (expired, authority) = certificate("127.0.0.1", true);
    let (elsewhere, other_authority) = certificate("mail.elsewhere.example", false);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let offering = |tls: Option<_>, auth| {
        SmtpServer::offering(Offer { tls, auth, ..Offer::default() }, |moment| match moment.at {
            At::Auth => Do::Say("535 5.7.8 Username and Password not accepted"),
            _ => Do::Usual,
        })
    };
    let login = "user = \"robin\"\npassword_command = \"echo sesame\"\n";
    let token = "user = \"robin\"\ntoken_command = \"echo sesame\"\n";
    let starttls = |pem: &str| format!("tls = \"starttls\"\nca_file = \"{pem}\"\n{login}");
    let batch = Batch::of(3);
    let ca = |name: &str, pem: &str| batch.desk.file(name, pem).display().to_string();
    let (ca_expired, ca_elsewhere) = (ca("a.pem", &authority), ca("b.pem", &other_authority));
    let plain = offering(None, Some("PLAIN"));
    let tokens = offering(None, Some("XOAUTH2"));
    let bare = offering(None, None);
    let (expired, elsewhere) =
        (offering(Some(expired), Some("PLAIN")), offering(Some(elsewhere), Some("PLAIN")));
    let nothing_said = "nothing was said to the server";
    for (host, port, more, says) in [
        (
            "127.0.0.1",
            closed,
            String::new(),
            "error: the server $SERVER is not there: nothing listens at that port\n\
             hint: check host and port of account `mine`; a firewall may close the port\n"
                .to_owned(),
        ),
        (
            "smtp.nowhere.invalid",
            25,
            "host = \"smtp.nowhere.invalid\"\n".to_owned(),
            "error: the server $SERVER was not found by its name (…)\n\
             hint: check the host of account `mine`, and that this machine is online\n"
                .to_owned(),
        ),
        (
            "192.0.2.1",
            closed,
            "host = \"192.0.2.1\"\n".to_owned(),
            "error: the server $SERVER is another machine, and tls = \"none\" is for this one only\n\
             hint: write tls = \"implicit\" (port 465) or tls = \"starttls\" (port 587) for account `mine`\n"
                .to_owned(),
        ),
        (
            "127.0.0.1",
            plain.port,
            login.to_owned(),
            "error: the server $SERVER refused the login; it said: 535 5.7.8 Username and Password not accepted\n\
             hint: check user and password of account `mine`: another provider wants the user and \
             password of the mailbox; then run `foi doctor`\n"
                .to_owned(),
        ),
        (
            "127.0.0.1",
            plain.port,
            format!("provider = \"gmail\"\n{login}"),
            "error: the server $SERVER refused the login; it said: 535 5.7.8 Username and Password not accepted\n\
             hint: check user and password of account `mine`: Gmail wants an app password (needs 2-step \
             verification: myaccount.google.com/apppasswords), or a token_command; then run `foi doctor`\n"
                .to_owned(),
        ),
        (
            "127.0.0.1",
            tokens.port,
            token.to_owned(),
            "error: the server $SERVER refused the login; it said: 535 5.7.8 Username and Password not accepted\n\
             hint: the token of account `mine` may have expired or lack the scope for SMTP: run its \
             token_command by hand, then `foi doctor`\n"
                .to_owned(),
        ),
        (
            "127.0.0.1",
            bare.port,
            login.to_owned(),
            "error: the server $SERVER offers no way of logging in that foi knows (…)\n\
             hint: servers offer a login only over TLS: tls = \"starttls\"\n"
                .to_owned(),
        ),
        (
            "127.0.0.1",
            plain.port,
            starttls(&ca_expired),
            "error: the server $SERVER did not offer STARTTLS; nothing was said unencrypted\n\
             hint: somebody between you and the server may be stripping it: try another network, or \
             tls = \"implicit\" on port 465\n"
                .to_owned(),
        ),
        (
            "127.0.0.1",
            expired.port,
            starttls(&ca_expired),
            format!(
                "error: the certificate of the server $SERVER is out of its time (…)\n\
                 hint: check the clock of this machine; where it is right, only the server's keeper can \
                 mend this; {nothing_said}\n"
            ),
        ),
        (
            "127.0.0.1",
            elsewhere.port,
            starttls(&ca_elsewhere),
            format!(
                "error: the certificate of the server $SERVER is for another name (…)\n\
                 hint: check the host of account `mine`; {nothing_said}\n"
            ),
        ),
        (
            "127.0.0.1",
            elsewhere.port,
            starttls(&ca_expired),
            format!(
                "error: nobody trusted here vouches for the certificate of the server $SERVER (…)\n\
                 hint: a company's or Proton Bridge's own certificate goes into ca_file of account \
                 `mine`; otherwise somebody may be listening in: {nothing_said}\n"
            ),
        ),
    ] {
        batch.account_at(port, &more);
        let ran = batch.send(3).exits(4);
        let stderr = ran.stderr.replace(&format!("{host}:{port}"), "$SERVER");
        let (_plan, told) = stderr.split_once("0 accepted, 3 not tried\n").unwrap();
        assert_eq!(without_the_systems_words(told), says);
        assert!(!ran.stderr.contains("sesame"), "{}", ran.stderr);
        assert_eq!(batch.states(), [Ready; 3]);
    }
}

/// What stands in parentheses at the end of an error's line is the system's, and differs.
fn without_the_systems_words(told: &str) -> String {
    let (error, hint) = told.split_once('\n').unwrap();
    match error.split_once(" (") {
        Some((ours, _)) => format!("{ours} (…)\n{hint}"),
        None => told.to_owned(),
    }
}

/// Faults while the connection is secured and while she logs in, each once.
#[test]
fn a_fault_while_securing_or_logging_in_costs_another_try() {
    let (config, authority) = certificate("127.0.0.1", false);
    for (at, when) in
        [(At::Starttls, "while the connection was being secured"), (At::Auth, "during the login")]
    {
        for (action, says) in [
            (Do::Hang, format!("stayed silent too long {when}")),
            (Do::Close, format!("hung up {when}")),
            (Do::Say("<html>"), format!("said something that is no SMTP {when} (<html>)")),
        ] {
            let offer =
                Offer { tls: Some(config.clone()), auth: Some("PLAIN"), ..Offer::default() };
            let server = SmtpServer::offering(offer, move |moment| {
                if (moment.at, moment.connection) == (at, 1) { action.clone() } else { Do::Usual }
            });
            let batch = Batch::of(3);
            let ca = batch.desk.file("ca.pem", &authority);
            batch.account(
                &server,
                &format!(
                    "tls = \"starttls\"\nca_file = \"{}\"\nuser = \"robin\"\n\
                     password_command = \"echo sesame\"\ntimeout = \"700ms\"",
                    ca.display()
                ),
            );
            let ran = batch.send(3).exits(0);
            let stderr = ran.stderr.replace(&format!("127.0.0.1:{}", server.port), "$SERVER");
            let said: Vec<&str> = stderr.lines().skip(2).collect();
            assert_eq!(
                said,
                [
                    &format!("the server $SERVER {says}; trying again"),
                    "3 accepted",
                    DONE.trim_end()
                ]
            );
            assert_eq!((batch.states(), server.received().len()), (vec![Accepted; 3], 3));
        }
    }
}
