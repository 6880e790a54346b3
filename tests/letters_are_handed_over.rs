//! One letter handed to a server: whatever the server does, the outcome says in which phase, and the
//! hook runs exactly when the recipient is taken and no content has been written.

use std::time::Duration;

use foidesk::outbox::server::Patience;
use foidesk::outbox::{Cause, Login, Outbox as _, Outcome, Outgoing, Phase, Secret, Server, Tls};

use crate::smtp_server::{At, Do, Moment, Offer, SmtpServer, certificate};

const LETTER: &[u8] =
    b"Subject: Request\r\nMessage-ID: <1@campaign.example>\r\n\r\nDear all,\r\n.\r\n..bye\r\n";

fn letter() -> Outgoing<'static> {
    Outgoing {
        name: "a",
        from: "robin@campaign.example",
        to: "foi@dunbridge.example",
        copy: None,
        bytes: LETTER,
    }
}

fn to(server: &SmtpServer, tls: Tls, login: Option<Login>, authority: Option<&str>) -> Server {
    Server {
        host: if tls == Tls::None { "127.0.0.1" } else { "localhost" }.to_owned(),
        port: server.port,
        tls,
        authority: authority.map(|pem| pem.as_bytes().to_vec()),
        login,
        patience: Patience::of(Duration::from_millis(700)),
    }
}

fn password() -> Login {
    Login::Password { user: "robin".into(), secret: Secret::new("open sesame") }
}

fn token() -> Login {
    Login::Token { user: "robin".into(), secret: Secret::new("stale-token") }
}

/// Hands the letter to a server that follows `plan`: what came of it, and how often the hook ran.
fn handed(plan: impl Fn(&Moment) -> Do + Send + Sync + 'static) -> (Outcome, usize, SmtpServer) {
    let server = SmtpServer::that(plan);
    let mut smtp = to(&server, Tls::None, None, None).connect().unwrap();
    let mut hooks = 0;
    let outcome = smtp.hand(&letter(), &mut || {
        hooks += 1;
        Ok(())
    });
    (outcome, hooks, server)
}

#[test]
fn what_arrives_is_byte_for_byte_what_was_handed_over() {
    let (outcome, hooks, server) = handed(|_| Do::Usual);
    let Outcome::Accepted(receipt) = outcome else { panic!("{outcome:?}") };
    assert_eq!((receipt.code, receipt.queue_id.as_deref(), hooks), (250, Some("Q1"), 1));
    assert_eq!(server.received()[0].bytes, LETTER);
}

/// For every phase and every misbehaviour: the outcome's kind, and whether the hook had run.
#[test]
fn every_fault_at_every_phase_has_its_outcome() {
    type Check = fn(&Outcome) -> bool;
    let unsent: Check = |outcome| matches!(outcome, Outcome::Unsent(_));
    let refused: Check = |outcome| matches!(outcome, Outcome::Refused(_));
    let deferred: Check = |outcome| matches!(outcome, Outcome::Deferred(_));
    let doubt: Check = |outcome| matches!(outcome, Outcome::InDoubt(_));
    for at in [At::Mail, At::Rcpt, At::Data, At::Dot] {
        let before = at != At::Dot;
        for (action, expected) in [
            (Do::Say("550 5.1.1 no"), refused),
            (Do::Say("451 4.3.0 later"), deferred),
            (Do::SayAndClose("421 4.7.0 closing"), deferred),
            (Do::Close, if before { unsent } else { doubt }),
            (Do::Hang, if before { unsent } else { doubt }),
            (Do::Say("<html>not mail</html>"), if before { unsent } else { doubt }),
            (Do::SayAndClose("250-half"), if before { unsent } else { doubt }),
            // A yes of the wrong class is out of step and believed by nobody.
            (
                if at == At::Data { Do::Say("250 fine") } else { Do::Say("354 go on") },
                if before { unsent } else { doubt },
            ),
        ] {
            let told = format!("{at:?} {action:?}");
            let (outcome, hooks, server) =
                handed(move |moment| if moment.at == at { action.clone() } else { Do::Usual });
            assert!(expected(&outcome), "{told}: {outcome:?}");
            assert_eq!(hooks, usize::from(!before), "{told}");
            assert_eq!(server.received().len(), usize::from(!before), "{told}");
            let phase = match at {
                At::Mail => Phase::Mail,
                At::Rcpt => Phase::Rcpt,
                At::Data => Phase::Data,
                _ => Phase::Reply,
            };
            assert_eq!(outcome.fault().map(|fault| fault.phase), Some(phase), "{told}");
        }
    }
}

#[test]
fn a_refused_recipient_leaves_the_connection_for_the_next_letter() {
    let server = SmtpServer::that(|moment| match (moment.at, moment.letter) {
        (At::Rcpt, 1) => Do::Say("550 5.1.1 no such user"),
        _ => Do::Usual,
    });
    let mut smtp = to(&server, Tls::None, None, None).connect().unwrap();
    assert!(matches!(smtp.hand(&letter(), &mut || Ok(())), Outcome::Refused(_)));
    assert!(smtp.is_open());
    assert!(matches!(smtp.hand(&letter(), &mut || Ok(())), Outcome::Accepted(_)));
    let words: Vec<String> =
        server.lines().iter().map(|line| line.chars().take(4).collect()).collect();
    assert_eq!(words, ["EHLO", "EHLO", "MAIL", "RCPT", "RSET", "MAIL", "RCPT", "DATA"]);
}

#[test]
fn no_content_is_written_when_the_journal_says_no() {
    let server = SmtpServer::willing();
    let mut smtp = to(&server, Tls::None, None, None).connect().unwrap();
    let outcome = smtp.hand(&letter(), &mut || Err("disk full".into()));
    assert_eq!(
        outcome.fault().unwrap().to_string(),
        "the journal could not be written, so nothing was sent: disk full"
    );
    assert!(!smtp.is_open());
    assert_eq!(server.received(), []);
}

#[test]
fn a_blind_copy_is_one_more_recipient_of_the_same_letter() {
    let server = SmtpServer::willing();
    let mut smtp = to(&server, Tls::None, None, None).connect().unwrap();
    let with_copy = Outgoing { copy: Some("robin@campaign.example"), ..letter() };
    assert!(matches!(smtp.hand(&with_copy, &mut || Ok(())), Outcome::Accepted(_)));
    assert_eq!(server.received()[0].to, ["foi@dunbridge.example", "robin@campaign.example"]);
}

#[test]
fn a_login_goes_over_tls_of_either_kind() {
    let (config, authority) = certificate("localhost", false);
    for (tls, implicit) in [(Tls::Implicit, true), (Tls::Starttls, false)] {
        for auth in ["PLAIN LOGIN", "LOGIN"] {
            let offer =
                Offer { tls: Some(config.clone()), implicit, auth: Some(auth), ..Offer::default() };
            let server = SmtpServer::offering(offer, |_| Do::Usual);
            let mut smtp = to(&server, tls, Some(password()), Some(&authority)).connect().unwrap();
            assert!(smtp.is_encrypted());
            assert!(matches!(smtp.hand(&letter(), &mut || Ok(())), Outcome::Accepted(_)));
        }
    }
}

#[test]
fn a_certificate_that_is_not_good_is_refused_with_its_reason() {
    for (name, is_expired, trusted, cause) in [
        ("mail.elsewhere.example", false, true, Cause::WrongName),
        ("localhost", true, true, Cause::Expired),
        ("localhost", false, false, Cause::Untrusted),
    ] {
        let (config, authority) = certificate(name, is_expired);
        for (tls, implicit) in [(Tls::Implicit, true), (Tls::Starttls, false)] {
            let offer = Offer {
                tls: Some(config.clone()),
                implicit,
                auth: Some("PLAIN"),
                ..Offer::default()
            };
            let server = SmtpServer::offering(offer, |_| Do::Usual);
            let authority = trusted.then_some(authority.as_str());
            let fault = to(&server, tls, Some(password()), authority).connect().unwrap_err();
            assert_eq!((fault.phase, fault.cause), (Phase::Tls, cause), "{fault}");
            assert!(!server.lines().iter().any(|line| line.contains("AUTH")));
        }
    }
}

#[test]
fn stripped_starttls_ends_the_conversation_before_the_login() {
    let offer = Offer { auth: Some("PLAIN"), ..Offer::default() };
    let server = SmtpServer::offering(offer, |_| Do::Usual);
    let fault = to(&server, Tls::Starttls, Some(password()), None).connect().unwrap_err();
    assert_eq!(fault.cause, Cause::NoStarttls);
    assert_eq!(server.lines(), ["EHLO [127.0.0.1]"]);
}

#[test]
fn a_refused_login_is_told_with_the_servers_words() {
    for (login, action, said) in [
        (password(), Do::Say("535 5.7.8 bad credentials"), "535 5.7.8 bad credentials"),
        (
            token(),
            Do::Say("334 eyJzdGF0dXMiOiI0MDEifQ=="),
            r#"535 5.7.8 Username and Password not accepted {"status":"401"}"#,
        ),
    ] {
        let offer = Offer { auth: Some("PLAIN XOAUTH2"), ..Offer::default() };
        let server = SmtpServer::offering(offer, move |moment| match moment.at {
            At::Auth => action.clone(),
            _ => Do::Usual,
        });
        let fault = to(&server, Tls::None, Some(login), None).connect().unwrap_err();
        assert_eq!((fault.phase, fault.said().as_str()), (Phase::Auth, said));
        assert!(!fault.to_string().contains("sesame"));
    }
}

#[test]
fn a_server_that_does_not_greet_is_left() {
    for (action, cause) in [
        (Do::Hang, Cause::TimedOut),
        (Do::Close, Cause::Closed),
        (Do::Say("HTTP/1.1 400 Bad Request"), Cause::Garbage),
        (Do::Say("554 5.3.2 no service for you"), Cause::Answer),
    ] {
        let server = SmtpServer::that(move |moment| match moment.at {
            At::Greeting => action.clone(),
            _ => Do::Usual,
        });
        let fault = to(&server, Tls::None, None, None).connect().unwrap_err();
        assert_eq!((fault.phase, fault.cause), (Phase::Connect, cause));
    }
}
