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
