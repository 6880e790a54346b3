//! What mail proves about letters in doubt: a copy in her Sent folder or inbox, a reply, a bounce.
//! Pure: messages are given. Absence proves something only where the provider keeps every letter
//! and the mail given reaches past the time of the doubt.

use chrono::{DateTime, TimeDelta, Utc};

use crate::letter::mime::REHEARSAL_HEADER;
use crate::letter::{LetterState, Token, token};
use crate::reading::{Message, bounce};
use crate::store::LetterOutline;

/// How long after a doubt her own mail must go on before silence counts.
const AFTERWARDS: TimeDelta = TimeDelta::minutes(30);

/// A letter in doubt and what is known of its sending.
#[derive(Debug, Clone)]
pub struct Doubt {
    /// The letter.
    pub letter: LetterOutline,
    /// When it was handed over.
    pub handed_at: DateTime<Utc>,
    /// Whether the provider keeps a copy of everything that it sends.
    pub keeps_sent: bool,
    /// Our token, where this is the only letter in which anybody can have read it.
    pub token: Option<Token>,
}

/// What is proved about a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Where the letter stands.
    pub state: LetterState,
    /// What proves it.
    pub because: String,
    /// The Message-ID that the provider gave it in place of ours.
    pub server_message_id: Option<String>,
}

/// Mail as it was found: where, and what it says.
pub type Found = (String, Message);

/// What `mail` proves about one letter. `hers` are her own addresses.
pub fn verdict(doubt: &Doubt, mail: &[Found], hers: &[String]) -> Option<Verdict> {
    let ours = doubt.letter.message_id.as_deref()?;
    let real = || mail.iter().filter(|(_, message)| message.header(REHEARSAL_HEADER).is_none());
    real()
        .find_map(|found| returned(found, ours))
        .or_else(|| real().find_map(|found| copied(found, ours, hers)))
        .or_else(|| real().find_map(|found| answered(found, doubt, hers)))
        .or_else(|| absent(doubt, mail, hers))
}

/// A bounce that names the letter: the server had it, and the recipient did not get it. A notice of
/// delay proves the first half.
fn returned((source, message): &Found, ours: &str) -> Option<Verdict> {
    let bounce = bounce::read(message)?;
    if bounce.original_message_id.as_deref() != Some(ours) {
        return None;
    }
    let is_final = !bounce.is_delay() && bounce.permanent != Some(false);
    let state = if is_final { LetterState::Bounced } else { LetterState::Accepted };
    Some(told(state, format!("a bounce names it ({source})")))
}

/// A copy of the letter itself. Where the provider gave it another id, ours is the last of its
/// References; a follow-up has its own id there.
fn copied((source, message): &Found, ours: &str, hers: &[String]) -> Option<Verdict> {
    if !is_hers(message, hers) {
        return None;
    }
    let its_own = message.message_id.as_deref();
    if its_own == Some(ours) {
        return Some(told(LetterState::Accepted, format!("it lies in your mail ({source})")));
    }
    if message.references.last().map(String::as_str) != Some(ours) {
        return None;
    }
    let because = format!("it lies in your mail under the provider's own Message-ID ({source})");
    let mut verdict = told(LetterState::Accepted, because);
    verdict.server_message_id = its_own.map(str::to_owned);
    Some(verdict)
}

/// Mail from somebody else that answers the letter: by its Message-ID, or by the token, which case
/// systems that drop all headers still quote. A bounce is no answer.
fn answered((source, message): &Found, doubt: &Doubt, hers: &[String]) -> Option<Verdict> {
    let ours = doubt.letter.message_id.as_deref()?;
    if is_hers(message, hers) || bounce::read(message).is_some() {
        return None;
    }
    let from = message.from.as_ref().map_or("somebody", |from| &from.address);
    let names = |ids: &[String]| ids.iter().any(|id| id == ours);
    if names(&message.in_reply_to) || names(&message.references) {
        return Some(told(LetterState::Accepted, format!("{from} answered it ({source})")));
    }
    let known = doubt.token.as_ref()?;
    let quotes = |text: &str| token::find(text).contains(known);
    let quoted = quotes(&message.subject) || quotes(&message.text);
    let because = || format!("{from} answered it and quotes its token ({source})");
    quoted.then(|| told(LetterState::Accepted, because()))
}

/// Her own mail reaches from before the doubt to well after it, and the letter is not among it.
fn absent(doubt: &Doubt, mail: &[Found], hers: &[String]) -> Option<Verdict> {
    if !doubt.keeps_sent {
        return None;
    }
    let mut times: Vec<DateTime<Utc>> = mail
        .iter()
        .filter(|(_, message)| is_hers(message, hers))
        .filter_map(|(_, message)| message.date.map(|date| date.with_timezone(&Utc)))
        .collect();
    times.sort_unstable();
    let reaches =
        times.first()? < &doubt.handed_at && times.last()? > &(doubt.handed_at + AFTERWARDS);
    let because = "your Sent folder holds what you sent before and after it, and not this letter";
    reaches.then(|| told(LetterState::Ready, because.to_owned()))
}

fn is_hers(message: &Message, hers: &[String]) -> bool {
    message
        .from
        .as_ref()
        .is_some_and(|from| hers.iter().any(|own| own.eq_ignore_ascii_case(&from.address)))
}

fn told(state: LetterState, because: String) -> Verdict {
    Verdict { state, because, server_message_id: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letter::LetterKind;
    use crate::reading::decode;
    use crate::request::{LetterId, RequestId};

    fn doubt(keeps_sent: bool) -> Doubt {
        Doubt {
            letter: LetterOutline {
                id: LetterId(1),
                request: RequestId::from("c/a"),
                kind: LetterKind::Request,
                state: LetterState::InDoubt,
                message_id: Some("1@campaign.example".into()),
                server_message_id: None,
                to_address: "foi@uni.example".into(),
                sent_at: None,
                not_before: None,
            },
            handed_at: "2026-03-02T12:00:00Z".parse().unwrap(),
            keeps_sent,
            token: Some(Token::from_seed([7; 8])),
        }
    }

    fn mail(texts: &[&str]) -> Vec<Found> {
        texts.iter().map(|text| ("sent.mbox#1".to_owned(), decode(text.as_bytes()))).collect()
    }

    fn state(keeps_sent: bool, texts: &[&str]) -> Option<LetterState> {
        let hers = ["robin@campaign.example".to_owned()];
        verdict(&doubt(keeps_sent), &mail(texts), &hers).map(|verdict| verdict.state)
    }

    const COPY: &str = "From: Robin <robin@campaign.example>\r\nTo: foi@uni.example\r\n\
        Message-ID: <1@campaign.example>\r\nReferences: <1@campaign.example>\r\n\r\nDear all\r\n";
    const BEFORE: &str = "From: robin@campaign.example\r\nMessage-ID: <a@x>\r\n\
        Date: Mon, 02 Mar 2026 09:00:00 +0000\r\n\r\nx\r\n";
    const AFTER: &str = "From: robin@campaign.example\r\nMessage-ID: <b@x>\r\n\
        Date: Mon, 02 Mar 2026 15:00:00 +0000\r\n\r\nx\r\n";

    #[test]
    fn a_copy_a_reply_or_a_bounce_proves_that_it_went() {
        let replaced = COPY.replace("Message-ID: <1@", "Message-ID: <other@");
        let reply =
            "From: foi@uni.example\r\nIn-Reply-To: <1@campaign.example>\r\n\r\nThank you\r\n";
        let follow_up = "From: robin@campaign.example\r\nMessage-ID: <2@campaign.example>\r\n\
            References: <1@campaign.example> <2@campaign.example>\r\n\r\nA review\r\n";
        let rehearsal = COPY.replace("To: foi", "X-Foidesk-Rehearsal: yes\r\nTo: foi");
        for (text, expected) in [
            (COPY, Some(LetterState::Accepted)),
            (&replaced, Some(LetterState::Accepted)),
            (reply, Some(LetterState::Accepted)),
            (follow_up, None),
            (&rehearsal, None),
            (BEFORE, None),
        ] {
            assert_eq!(state(true, &[text]), expected, "{text}");
        }
    }

    #[test]
    fn a_token_proves_an_answer_but_not_in_a_bounce_or_her_own_mail() {
        let token = Token::from_seed([7; 8]);
        let hers = ["robin@campaign.example".to_owned()];
        let answer = format!("From: case@uni.example\r\nSubject: FOI 1 [{token}]\r\n\r\nx\r\n");
        let own = answer.replace("case@uni", "robin@campaign");
        let returned = format!(
            "From: MAILER-DAEMON@mail.example\r\nSubject: Undelivered Mail Returned to Sender\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nYour letter [{token}] was not delivered.\r\n\
             --b\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; foi@uni.example\r\n\
             Action: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
        );
        for (text, expected) in
            [(&answer, Some(LetterState::Accepted)), (&own, None), (&returned, None)]
        {
            assert_eq!(state(false, &[text]), expected, "{text}");
        }
        let doubt = Doubt { token: None, ..doubt(false) };
        assert_eq!(verdict(&doubt, &mail(&[&answer]), &hers), None);
    }

    #[test]
    fn absence_proves_something_only_where_every_letter_is_kept() {
        assert_eq!(state(true, &[BEFORE, AFTER]), Some(LetterState::Ready));
        assert_eq!(state(false, &[BEFORE, AFTER]), None);
        assert_eq!(state(true, &[BEFORE]), None);
        assert_eq!(state(true, &[AFTER]), None);
        assert_eq!(state(true, &[BEFORE, COPY, AFTER]), Some(LetterState::Accepted));
    }

    #[test]
    fn the_providers_message_id_is_learned_from_the_copy() {
        let replaced = COPY.replace("Message-ID: <1@", "Message-ID: <other@");
        let hers = ["robin@campaign.example".to_owned()];
        let verdict = verdict(&doubt(true), &mail(&[&replaced]), &hers).unwrap();
        assert_eq!(verdict.server_message_id.as_deref(), Some("other@campaign.example"));
    }
}
