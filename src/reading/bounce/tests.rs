//! What `bounce` is expected to make of invented mail.

use super::*;
use crate::reading::decode;

fn report(fields: &str) -> Message {
    decode(
        format!(
            "From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt failed.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <letter-1@desk.example>\nSubject: Request\n--b--\n"
        )
        .as_bytes(),
    )
}

#[test]
fn the_fields_are_read() {
    let message = report(
        "Final-Recipient: rfc822; FOI@Town.example\nAction: failed\nStatus: 5.1.1 (no mailbox)\nDiagnostic-Code: smtp; 550 5.1.1\n  no such user\n",
    );
    let bounce = read(&message).unwrap();
    let expected = Recipient {
        address: "foi@town.example".into(),
        action: Some(Action::Failed),
        status: Some("5.1.1".into()),
        original: None,
    };
    assert_eq!(bounce.per_recipient, [expected]);
    assert_eq!(
        (bounce.permanent, bounce.original_message_id.as_deref()),
        (Some(true), Some("letter-1@desk.example"))
    );
}

#[test]
fn a_delay_is_no_failure_and_a_receipt_no_bounce() {
    let delay = read(&report(
        "Final-Recipient: rfc822; foi@town.example\nAction: delayed\nStatus: 4.4.1\n",
    ))
    .unwrap();
    assert!(delay.is_delay());
    assert_eq!(delay.permanent, Some(false));
    for action in ["delivered", "relayed", "expanded"] {
        let message = report(&format!(
            "Final-Recipient: rfc822; foi@town.example\nAction: {action}\nStatus: 2.0.0\n"
        ));
        assert_eq!(read(&message), None, "{action}");
        assert!(is_receipt(&message));
    }
}

#[test]
fn a_bounce_in_plain_words_is_read() {
    let message = decode(b"From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: una@desk.example\nSubject: Mail delivery failed: returning message to sender\nAuto-Submitted: auto-replied\nX-Failed-Recipients: foi@town.example\n\nA message that you sent could not be delivered.\n\n  foi@town.example\n    550 5.1.1 User unknown\n\n------ This is a copy of the message. ------\n\nMessage-ID: <letter-2@desk.example>\nTo: other@town.example\n");
    let bounce = read(&message).unwrap();
    assert_eq!(bounce.per_recipient[0].address, "foi@town.example");
    assert_eq!(bounce.per_recipient[0].status.as_deref(), Some("5.1.1"));
    assert_eq!(bounce.permanent, Some(true));
    assert_eq!(bounce.original_message_id.as_deref(), Some("letter-2@desk.example"));
}

#[test]
fn a_letter_that_speaks_of_delivery_is_no_bounce() {
    let message = decode(b"From: FOI <foi@town.example>\nSubject: Delivery of parcels\n\nYour parcel could not be delivered to una@desk.example.\n");
    assert_eq!(read(&message), None);
}
