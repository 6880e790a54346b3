//! Her provider puts its own Message-ID in the place of ours. The copy in her Sent folder tells it;
//! from then on a reply that names it finds its request, and mail that waited is filed.

use crate::batch::Batch;
use crate::smtp_server::{At, Do, SmtpServer};

const THEIRS: &str = "0cb1a-77f2@prod.provider.example";

/// A batch of two, sent; the first letter's copy as her provider keeps it, and a reply to that.
fn sent() -> (Batch, String, String) {
    let server = SmtpServer::willing();
    let batch = Batch::of(2);
    batch.account(&server, "");
    batch.send(2).done();
    let letter = &batch.letters()[0];
    let ours = format!("Message-ID: <{}>", letter.message_id.as_deref().unwrap());
    let copy = String::from_utf8(letter.eml.clone()).unwrap();
    let copy = copy.replace(&ours, &format!("Message-ID: <{THEIRS}>"));
    let reply = format!(
        "From: Clerk <clerk@shared-offices.example>\nTo: robin@campaign.example\n\
         Date: Tue, 03 Mar 2026 10:00:00 +0000\nSubject: Your request\nMessage-ID: <r@shared-offices.example>\n\
         In-Reply-To: <{THEIRS}>\n\nThank you for your request for information.\n"
    );
    (batch, copy, reply)
}

#[test]
fn the_copy_in_her_sent_folder_tells_it_before_after_or_with_the_reply() {
    for order in [&["sent.eml", "reply.eml"][..], &["reply.eml", "sent.eml"], &["both"]] {
        let (batch, copy, reply) = sent();
        batch.desk.file("sent.eml", &copy);
        batch.desk.file("reply.eml", &reply);
        batch.desk.file("both/a.eml", &reply);
        batch.desk.file("both/b.eml", &copy);
        for path in order {
            batch.desk.run(&["check", path]).done();
        }
        let list = batch.desk.json(&["list"]);
        let ids = list[0]["sent_message_ids"].as_array().unwrap();
        assert!(ids.iter().any(|id| id == THEIRS), "{order:?}: {list}");
        assert_eq!(list[0]["letters"].as_array().unwrap().len(), 1);
        let why = batch.desk.json(&["why", "r@shared-offices.example"]);
        assert_eq!(why["filings"][0]["request"], "social-media/uni-1", "{order:?}");
        assert_eq!(why["filings"][0]["standing"], "filed");
        let again = batch.desk.json(&["check", "sent.eml", "reply.eml"]);
        assert_eq!((again["new"].as_u64(), again["duplicates"].as_u64()), (Some(0), Some(2)));
    }
}

/// She opened the letter's file in her own mail program, which kept nothing of ours but the text.
#[test]
fn a_letter_that_she_sent_by_hand_is_known_by_its_token_and_text() {
    let (batch, copy, reply) = sent();
    let by_hand: String = copy
        .lines()
        .filter(|line| !line.starts_with("References:"))
        .flat_map(|line| [line, "\n"])
        .collect();
    let other = by_hand.replace("Please send me", "Let us meet about");
    batch.desk.file("reply.eml", &reply);
    for (text, known) in [(&other, false), (&by_hand, true)] {
        batch.desk.file("sent.eml", text);
        batch.desk.run(&["check", "sent.eml", "reply.eml"]).done();
        let list = batch.desk.json(&["list"]);
        let ids = list[0]["sent_message_ids"].as_array().unwrap();
        assert_eq!(ids.iter().any(|id| id == THEIRS), known, "{list}");
    }
    let why = batch.desk.json(&["why", "r@shared-offices.example"]);
    assert_eq!(why["filings"][0]["standing"], "filed");
}

#[test]
fn adopting_her_sent_folder_takes_it_for_no_later_letter() {
    let (batch, copy, reply) = sent();
    batch.desk.file("sent.eml", &copy);
    let adopted = batch.desk.json(&["adopt", "sent.eml", "--campaign", "Other"]);
    assert_eq!(
        (adopted["known"].as_u64(), &adopted["requests"]),
        (Some(1), &serde_json::json!([]))
    );
    assert_eq!(adopted["follow_ups"], serde_json::json!([]));
    batch.desk.file("reply.eml", &reply);
    let report = batch.desk.json(&["check", "reply.eml"]);
    assert_eq!(report["items"][0]["request"], "social-media/uni-1");
}

/// Exchange Online tells the id that it gives in its answer to the letter.
#[test]
fn the_servers_answer_tells_it_at_once() {
    let server = SmtpServer::that(|moment| match (moment.at, moment.letter) {
        (At::Dot, 1) => Do::Say(
            "250 2.6.0 <0cb1a-77f2@prod.provider.example> [InternalId=4711, Hostname=prod.provider.example] 5120 bytes in 0.1 sec Queued mail for delivery",
        ),
        _ => Do::Usual,
    });
    let batch = Batch::of(2);
    batch.account(&server, "");
    batch.send(2).done();
    let list = batch.desk.json(&["list"]);
    let ids = list[0]["sent_message_ids"].as_array().unwrap();
    assert!(ids.iter().any(|id| id == THEIRS), "{list}");
    let steps = batch.store().steps(batch.letters()[0].id).unwrap();
    assert_eq!(steps.last().unwrap().queue_id.as_deref(), Some("4711"));
    let sent = &server.received()[0];
    let ours = batch.letters()[0].message_id.clone().unwrap();
    assert_eq!(sent.header("References"), Some(format!("<{ours}>")), "ours is repeated there");
    let token = batch.store().requests().unwrap()[0].token.clone().unwrap();
    assert!(sent.header("Subject").unwrap().ends_with(&format!("[{token}]")));
    let (_, _, reply) = self::sent();
    batch.desk.file("reply.eml", &reply);
    let report = batch.desk.json(&["check", "reply.eml"]);
    assert_eq!(report["items"][0]["request"], "social-media/uni-1");
}

/// What she wrote later with her own mail program, and the answer that names that alone.
#[test]
fn a_reply_to_what_she_wrote_herself_finds_the_request() {
    let own = |ours: &str, to: &str| {
        format!(
            "From: Robin <robin@campaign.example>\nTo: {to}\nDate: Tue, 03 Mar 2026 09:00:00 +0000\n\
             Subject: Re: Freedom of Information request\nMessage-ID: <own-1@campaign.example>\nIn-Reply-To: <{ours}>\n\n\
             Both years, please.\n"
        )
    };
    let reply = "From: Clerk <clerk@uni-1.example>\nTo: robin@campaign.example\n\
                 Date: Wed, 04 Mar 2026 10:00:00 +0000\nSubject: Re: Freedom of Information request\n\
                 Message-ID: <r2@uni-1.example>\nIn-Reply-To: <own-1@campaign.example>\n\nThank you.\n";
    for (to, order, filed) in [
        ("foi@uni-1.example", &["own.eml", "reply.eml"][..], true),
        ("foi@uni-1.example", &["reply.eml", "own.eml"], true),
        // To a friend: what the friend answers is not about the request.
        ("friend@home.example", &["own.eml", "reply.eml"], false),
    ] {
        let server = SmtpServer::willing();
        let batch = Batch::of(2);
        batch.account(&server, "");
        batch.send(2).done();
        let ours = batch.letters()[0].message_id.clone().unwrap();
        batch.desk.file("own.eml", own(&ours, to));
        batch.desk.file("reply.eml", reply);
        for path in order {
            batch.desk.run(&["check", path]).done();
        }
        let why = batch.desk.json(&["why", "r2@uni-1.example"]);
        let standing = &why["filings"][0]["standing"];
        assert_eq!(*standing == "filed", filed, "{to} {order:?}: {why}");
    }
}

/// The letter arrived; what came back is another one.
#[test]
fn what_she_wrote_herself_and_came_back_is_an_alert() {
    let server = SmtpServer::willing();
    let batch = Batch::of(1);
    batch.account(&server, "");
    batch.send(1).done();
    let ours = batch.letters()[0].message_id.clone().unwrap();
    batch.desk.file(
        "bounce.eml",
        format!(
            "From: Mail Delivery System <mailer-daemon@mx.campaign.example>\nTo: robin@campaign.example\n\
             Date: Tue, 03 Mar 2026 10:00:00 +0000\nSubject: Undelivered Mail Returned to Sender\n\
             Message-ID: <b1@mx.campaign.example>\nMIME-Version: 1.0\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=B\n\n\
             --B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.campaign.example\n\n\
             Final-Recipient: rfc822; foi@uni-1.example\nAction: failed\nStatus: 5.2.2\n\n\
             --B\nContent-Type: message/rfc822\n\nFrom: robin@campaign.example\nTo: foi@uni-1.example\n\
             Subject: Re: Freedom of Information request\nMessage-ID: <own-1@campaign.example>\nIn-Reply-To: <{ours}>\n\n\
             Both years, please.\n\n--B--\n"
        ),
    );
    batch.desk.run(&["check", "bounce.eml"]).done();
    let request = &batch.desk.json(&["list"])[0];
    assert_eq!(request["status"], "awaiting_response", "{request}");
    assert_eq!(request["alerts"][0]["about"], "returned", "{request}");
}
