//! A letter in doubt waits until something proves what became of it: her Sent folder, a copy, a
//! reply, a bounce, or her word with its reason. A desk restored from an old backup sends nothing
//! before it has caught up with what was sent since.

use foidesk::letter::LetterState;

use crate::batch::Batch;
use crate::smtp_server::{At, Do, SmtpServer};

/// A batch of three whose second letter is in doubt; `is_taken` says whether the server had it.
fn doubtful(more: &str) -> (Batch, SmtpServer) {
    let server = SmtpServer::that(|moment| match (moment.at, moment.letter) {
        (At::Dot, 2) => Do::Close,
        _ => Do::Usual,
    });
    let batch = Batch::of(3);
    batch.account(&server, more);
    let _ = batch.send(3).exits(3);
    assert_eq!(batch.states()[1], LetterState::InDoubt);
    (batch, server)
}

const LEFT: &str = "1 letter is in doubt. Look in your Sent folder, then say what you found:\n";

#[test]
fn a_doubt_is_never_sent_again_unasked() {
    let (batch, server) = doubtful("");
    let ran = batch.desk.run(&["send"]).exits(0);
    assert_eq!(
        ran.stderr,
        "No letter is waiting to be sent.\n\
         1 letter is in doubt and not part of this: foi send --settle\n"
    );
    let ran = batch.desk.run(&["send", "--settle"]).exits(3);
    assert_eq!(ran.stdout, "social-media/uni-2\tin_doubt\tfoi@uni-2.example\t\n");
    assert!(ran.stderr.starts_with(LEFT), "{}", ran.stderr);
    assert_eq!(server.received().len(), 3);
}

#[test]
fn her_word_settles_with_its_reason() {
    for (flag, state) in [("--arrived", LetterState::Accepted), ("--not-sent", LetterState::Ready)]
    {
        let (batch, server) = doubtful("");
        let bare = batch.desk.run(&["send", "--settle", flag, "social-media/uni-2"]).exits(2);
        assert_eq!(bare.stderr, "error: say how you know\nhint: add --reason \"...\"\n");
        let word = ["send", "--settle", flag, "uni-2", "--reason", "I looked in Sent"];
        let ran = batch.desk.run(&word).exits(0);
        assert_eq!(ran.stderr, "Nothing is in doubt any more.\n");
        assert_eq!(batch.states()[1], state);
        let steps = batch.store().steps(batch.letters()[1].id).unwrap();
        assert_eq!(steps.last().unwrap().text.as_deref(), Some("her word: I looked in Sent"));
        // Her word is not half taken back: the letter stays as she settled it.
        let undo = batch.desk.run(&["undo"]).exits(5).stderr;
        assert!(undo.contains("cannot be undone: settled 1 in doubt\n"), "{undo}");
        assert_eq!(batch.states()[1], state);
        let again = batch.desk.run(&["send", "--confirm", "1"]);
        let expected = if state == LetterState::Ready { 4 } else { 3 };
        assert_eq!(server.received().len(), expected, "{}", again.stderr);
        assert_eq!(batch.states()[1], LetterState::Accepted);
    }
}

#[test]
fn what_lies_in_her_mail_settles() {
    let (batch, _server) = doubtful("");
    let letter = &batch.letters()[1];
    let id = letter.message_id.clone().unwrap();
    let copy = String::from_utf8(letter.eml.clone()).unwrap();
    let reply = format!(
        "From: FOI <foi@uni-2.example>\r\nTo: robin@campaign.example\r\nSubject: Re: x\r\n\
         Message-ID: <r@uni-2.example>\r\nIn-Reply-To: <{id}>\r\n\r\nThank you.\r\n"
    );
    let unrelated =
        "From: robin@campaign.example\r\nMessage-ID: <z@x>\r\n\r\nLunch?\r\n".to_owned();
    for (name, text, told) in
        [("unrelated.eml", &unrelated, None), ("sent.eml", &copy, Some("it lies in your mail ("))]
    {
        let path = batch.desk.file(name, text);
        let ran = batch.desk.run(&["send", "--settle", path.to_str().unwrap()]);
        match told {
            None => assert_eq!((ran.code, batch.states()[1]), (3, LetterState::InDoubt)),
            Some(told) => {
                assert!(ran.stdout.contains(told), "{}", ran.stdout);
                assert_eq!((ran.code, batch.states()[1]), (0, LetterState::Accepted));
            }
        }
    }
    let (batch, _server) = doubtful("");
    let path = batch.desk.file("reply.eml", reply);
    let ran = batch.desk.run(&["send", "--settle", path.to_str().unwrap()]).exits(0);
    assert!(ran.stdout.contains("foi@uni-2.example answered it ("), "{}", ran.stdout);
}

#[test]
fn silence_of_a_sent_folder_counts_only_where_every_letter_is_kept() {
    let own = |id: &str, date: &str| {
        format!(
            "From robin@campaign.example Mon Mar  2 10:00:00 2026\nFrom: robin@campaign.example\n\
             To: a@b.example\nSubject: other\nMessage-ID: <{id}>\nDate: {date}\n\nx\n\n"
        )
    };
    let sent = own("a@x", "Mon, 02 Mar 2026 08:00:00 +0000")
        + &own("b@x", "Mon, 02 Mar 2026 18:00:00 +0000");
    for (provider, state) in [("generic", LetterState::InDoubt), ("gmail", LetterState::Ready)] {
        let (batch, _server) = doubtful(&format!("provider = \"{provider}\""));
        let path = batch.desk.file("Sent", &sent);
        let _ = batch.desk.run(&["send", "--settle", path.to_str().unwrap()]);
        assert_eq!(batch.states()[1], state, "{provider}");
    }
}

#[test]
fn a_restored_desk_sends_nothing_before_it_has_caught_up() {
    let server = SmtpServer::willing();
    let batch = Batch::of(3);
    batch.account(&server, "");
    let _ = batch.desk.run(&["backup", "old.db"]).exits(0);
    let _ = batch.desk.run(&["send", "--limit", "2", "--confirm", "2"]).exits(0);
    for file in ["desk.db-wal", "desk.db-shm"] {
        let _ = std::fs::remove_file(batch.desk.path().join(".foi").join(file));
    }
    std::fs::copy(batch.desk.path().join("old.db"), batch.desk.path().join(".foi/desk.db"))
        .unwrap();
    assert!(batch.states().iter().all(|state| state.can_be_sent()));

    let ran = batch.send(3).exits(5);
    assert_eq!(
        ran.stderr,
        "error: this desk is older than its sent.log: it does not know of 2 letters handed over since, first to foi@uni-1.example on 2026-03-02\n\
         hint: foi send --settle brings it up to date\n"
    );
    let _ = batch.desk.run(&["send", "--settle"]).exits(3);
    let doubts = batch.states().iter().filter(|state| **state == LetterState::InDoubt).count();
    assert_eq!(doubts, 2);
    let _ = batch.send(1).exits(0);
    assert_eq!(server.received().len(), 3, "nobody was written to twice");
}

#[test]
fn a_letter_that_the_restored_desk_never_had_stops_it_until_she_says_so() {
    let server = SmtpServer::willing();
    let batch = Batch::of(1);
    batch.account(&server, "");
    batch.desk.file(
        ".foi/sent.log",
        "{\"at\":\"2026-02-01T09:00:00Z\",\"request\":\"other/uni-9\",\"kind\":\"request\",\
         \"to\":\"foi@uni-9.example\",\"message_id\":\"9@x\",\"sha256\":\"0\",\"by\":\"mine\"}\n",
    );
    let _ = batch.send(1).exits(5);
    let ran = batch.desk.run(&["send", "--settle"]).exits(5);
    assert!(
        ran.stderr.starts_with(
            "error: sent.log knows 1 letter that this desk has never heard of, first to foi@uni-9.example on 2026-02-01\n"
        ),
        "{}",
        ran.stderr
    );
    let _ = batch.desk.run(&["send", "--settle", "--reason", "adopted by hand"]).exits(0);
    let _ = batch.send(1).exits(0);
    assert_eq!(server.received().len(), 1);
}

/// Mail that `foi check` files under the request settles the doubt by itself, with its evidence.
#[test]
fn a_reply_or_a_bounce_that_is_checked_settles_the_doubt() {
    let reply = |id: &str, token: &str| {
        [
            format!(
                "From: FOI <foi@uni-2.example>\r\nTo: robin@campaign.example\r\n\
                 Date: Tue, 03 Mar 2026 09:00:00 +0000\r\nSubject: Re: Freedom of Information\r\n\
                 Message-ID: <r@uni-2.example>\r\nIn-Reply-To: <{id}>\r\n\r\n\
                 Thank you for your request, which is being dealt with.\r\n"
            ),
            // A case system that keeps no header and quotes the subject.
            format!(
                "From: FOI <foi@uni-2.example>\r\nTo: robin@campaign.example\r\n\
                 Date: Tue, 03 Mar 2026 09:00:00 +0000\r\n\
                 Subject: FOI/2026/17: Freedom of Information request [{token}]\r\n\
                 Message-ID: <s@uni-2.example>\r\n\r\n\
                 Thank you for your request, which is being dealt with.\r\n"
            ),
            format!(
                "From: MAILER-DAEMON@mail.test.example\r\nTo: robin@campaign.example\r\n\
                 Date: Mon, 02 Mar 2026 12:01:00 +0000\r\n\
                 Subject: Undelivered Mail Returned to Sender\r\nMessage-ID: <b@mail.test.example>\r\n\
                 MIME-Version: 1.0\r\n\
                 Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
                 --b\r\nContent-Type: text/plain\r\n\r\nYour message was not delivered.\r\n\
                 --b\r\nContent-Type: message/delivery-status\r\n\r\n\
                 Reporting-MTA: dns; mail.test.example\r\n\r\n\
                 Final-Recipient: rfc822; foi@uni-2.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
                 --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n\
                 To: foi@uni-2.example\r\n\r\n--b--\r\n"
            ),
        ]
    };
    for (which, state, status, told) in [
        (0, LetterState::Accepted, "awaiting_response", "foi@uni-2.example answered it ("),
        (1, LetterState::Accepted, "awaiting_response", "answered it and quotes its token ("),
        (2, LetterState::Bounced, "undelivered", ""),
    ] {
        let (batch, server) = doubtful("");
        let letter = &batch.letters()[1];
        let token = batch.store().request(&letter.request).unwrap().unwrap().token.unwrap();
        let mail = &reply(letter.message_id.as_deref().unwrap(), &token)[which];
        let path = batch.desk.file("inbox.eml", mail);
        let ran = batch.desk.run(&["check", path.to_str().unwrap()]).exits(0);
        assert_eq!(batch.states()[1], state, "{}", ran.stderr);
        let store = batch.store();
        assert_eq!(store.state(&letter.request).unwrap().unwrap().status.word(), status);
        if state == LetterState::Accepted {
            let line = "no longer in doubt: the request of social-media/uni-2 is accepted: ";
            assert!(ran.stderr.contains(line) && ran.stderr.contains(told), "{}", ran.stderr);
            // It counts from the day on which it was handed over.
            assert!(batch.letters()[1].sent_at.unwrap().to_rfc3339().starts_with("2026-03-02"));
        }
        let kept = store.steps(letter.id).unwrap().last().unwrap().text.clone().unwrap();
        assert!(kept.contains(told) && !kept.is_empty(), "{kept}");
        let _ = batch.desk.run(&["send", "--settle"]).exits(0).says("Nothing is in doubt.\n");
        assert_eq!(server.received().len(), 3, "nothing was sent again");
    }
}

#[test]
fn a_bounce_that_she_gives_settles_the_letter_as_returned() {
    let (batch, _server) = doubtful("");
    let ran = batch.desk.run(&["send", "--settle"]).exits(3);
    assert!(ran.stderr.starts_with(LEFT), "{}", ran.stderr);
    let letter = &batch.letters()[1];
    let id = letter.message_id.clone().unwrap();
    let path = batch.desk.file(
        "bounce.eml",
        format!(
            "From: postmaster@mail.test.example\r\nTo: robin@campaign.example\r\n\
             Date: Mon, 02 Mar 2026 12:01:00 +0000\r\nSubject: Delivery Status Notification (Failure)\r\n\
             Message-ID: <c@mail.test.example>\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nFailed.\r\n\
             --b\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mail.test.example\r\n\r\n\
             Final-Recipient: rfc822; foi@uni-2.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n\
             --b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{id}>\r\n\r\n--b--\r\n"
        ),
    );
    let ran = batch.desk.run(&["send", "--settle", path.to_str().unwrap()]).exits(0);
    assert!(
        ran.stdout.contains("\tbounced\tfoi@uni-2.example\ta bounce names it ("),
        "{}",
        ran.stdout
    );
    assert_eq!(batch.states()[1], LetterState::Bounced);
}
