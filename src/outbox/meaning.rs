//! How far a failure reaches: this letter, this connection, the whole run. Pure.
//!
//! The codes are RFC 5321 and 3463; the sentences of providers (a daily limit told as 550, a full
//! store as 452) are matched by the words they have in common, because their codes differ.

use super::{Cause, Fault, Phase};

/// How far a failure reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Only this recipient: mark it and go on with the same connection.
    Recipient,
    /// Only this letter, for now: try it again later, go on with the next.
    Letter,
    /// This connection: connect again after a pause and go on.
    Connection,
    /// Letters of this size, by this server: attach smaller files.
    Size,
    /// A limit of hers is used up: stop, and go on when it is free again.
    Limit,
    /// Nothing will work until something is mended: the account, its settings, this machine.
    Account,
}

/// Words by which providers say that she has sent enough for now.
const LIMIT_WORDS: &[&str] = &[
    "daily user sending",
    "daily sending",
    "sending limit",
    "sending quota",
    "limit exceeded",
    "limit reached",
    "exceeded the limit",
    "exceeded your",
    "too many messages",
    "too many recipients",
    "too many emails",
    "rate limit",
    "rate exceeded",
    "submission quota",
    "recipients per day",
    "messages per day",
    "per hour",
    "storedrv.submission",
    "outboundspam",
];

/// How far `fault` reaches.
pub fn reach(fault: &Fault) -> Reach {
    match fault.cause {
        Cause::Answer => reach_of_answer(fault),
        Cause::TimedOut | Cause::Closed | Cause::Garbage | Cause::Unreachable | Cause::Io => {
            Reach::Connection
        }
        Cause::Unsendable => Reach::Letter,
        Cause::TooLarge => Reach::Size,
        Cause::ConnectionRefused
        | Cause::NoSuchHost
        | Cause::WrongName
        | Cause::Expired
        | Cause::Untrusted
        | Cause::Tls
        | Cause::NoStarttls
        | Cause::Plaintext
        | Cause::NoMechanism
        | Cause::NotCommitted => Reach::Account,
    }
}

/// Words by which a provider says that she is there on too many connections at once: another try
/// mends that.
const CROWDED_WORDS: &[&str] = &["concurrent connection", "thread limit", "too many connections"];

/// Words by which a server says that a letter is too large.
const SIZE_WORDS: &[&str] =
    &["message size", "size limit", "too large", "too big", "message length"];

fn reach_of_answer(fault: &Fault) -> Reach {
    let code = fault.code.unwrap_or_default();
    if has_words(fault, CROWDED_WORDS) {
        return Reach::Connection;
    }
    if is_size(fault) {
        return Reach::Size;
    }
    if is_limit(fault) {
        return Reach::Limit;
    }
    match (fault.phase, code) {
        (_, 421) => Reach::Connection,
        (Phase::Auth, 454) => Reach::Connection,
        (Phase::Auth, _) => Reach::Account,
        (Phase::Connect | Phase::Tls, 400..=499) => Reach::Connection,
        (Phase::Connect | Phase::Tls, _) => Reach::Account,
        (_, 530 | 534 | 535 | 538) => Reach::Account,
        (Phase::Mail, 400..=499) => Reach::Connection,
        (Phase::Mail, _) => Reach::Account,
        (Phase::Rcpt, 550 | 551 | 553 | 556 | 521 | 552 | 554 | 555) => Reach::Recipient,
        _ => Reach::Letter,
    }
}

/// Whether the server says that it never takes so large a letter (RFC 1870, RFC 3463: 5.3.4). What a
/// recipient's mailbox takes is the recipient's.
fn is_size(fault: &Fault) -> bool {
    let of_server = matches!(fault.phase, Phase::Mail | Phase::Data | Phase::Reply);
    of_server
        && fault.class() == Some(5)
        && (fault.enhanced() == Some("5.3.4") || has_words(fault, SIZE_WORDS))
}

/// Whether the server says that a limit of the account is used up. A full mailbox of the recipient
/// (4.2.2, 5.2.2) at RCPT is not hers.
fn is_limit(fault: &Fault) -> bool {
    let enhanced = fault.enhanced().unwrap_or_default();
    if fault.phase == Phase::Rcpt && enhanced.ends_with(".2.2") {
        return false;
    }
    has_words(fault, LIMIT_WORDS)
        || enhanced.ends_with(".4.5")
        || enhanced == "4.5.3"
        || (matches!(fault.code, Some(452 | 552))
            && matches!(fault.phase, Phase::Mail | Phase::Reply | Phase::Data))
        || (fault.code == Some(452) && fault.phase == Phase::Rcpt)
}

fn has_words(fault: &Fault, words: &[&str]) -> bool {
    let text = fault.text.to_lowercase();
    words.iter().any(|words| text.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_reach_as_far_as_they_should() {
        use Phase::{Auth, Connect, Data, Mail, Rcpt, Reply};
        for (phase, code, text, expected) in [
            (Rcpt, 550, "5.1.1 no such user", Reach::Recipient),
            (Rcpt, 553, "mailbox name not allowed", Reach::Recipient),
            (Rcpt, 450, "4.2.0 greylisted", Reach::Letter),
            (Rcpt, 451, "4.3.0 try later", Reach::Letter),
            (Rcpt, 452, "4.2.2 mailbox full", Reach::Letter),
            (Rcpt, 552, "5.2.2 mailbox full", Reach::Recipient),
            (Rcpt, 452, "4.5.3 too many recipients", Reach::Limit),
            (Rcpt, 452, "4.3.1 insufficient system storage", Reach::Limit),
            (Rcpt, 550, "5.4.5 Daily user sending limit exceeded", Reach::Limit),
            (Mail, 552, "5.2.3 quota", Reach::Limit),
            (Reply, 550, "5.4.5 Daily user sending quota exceeded", Reach::Limit),
            (Reply, 554, "5.2.0 STOREDRV.Submission.Exception: limit", Reach::Limit),
            (Reply, 554, "5.7.1 looks like spam", Reach::Letter),
            (Mail, 552, "5.3.4 Message size exceeds fixed limit", Reach::Size),
            (Reply, 552, "5.3.4 Message too big for system", Reach::Size),
            (Reply, 552, "5.2.3 Your message exceeded our message size limits", Reach::Size),
            (Mail, 452, "4.3.4 message size, for now", Reach::Limit),
            (Rcpt, 552, "5.2.3 message size exceeds what this mailbox takes", Reach::Recipient),
            (Rcpt, 550, "5.7.1 Hourly external limit reached!", Reach::Limit),
            (Auth, 432, "4.3.2 Concurrent connections limit exceeded.", Reach::Connection),
            (
                Mail,
                432,
                "4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded.",
                Reach::Connection,
            ),
            (Data, 451, "try later", Reach::Letter),
            (Auth, 535, "5.7.8 bad credentials", Reach::Account),
            (Auth, 454, "4.7.0 temporary", Reach::Connection),
            (Mail, 530, "5.7.0 authentication required", Reach::Account),
            (Mail, 550, "5.7.1 not your address", Reach::Account),
            (Connect, 554, "no service for you", Reach::Account),
            (Rcpt, 421, "4.7.0 closing", Reach::Connection),
        ] {
            assert_eq!(reach(&Fault::answer(phase, code, text)), expected, "{phase} {code} {text}");
        }
    }

    #[test]
    fn a_journal_that_cannot_be_written_stops_everything() {
        let fault = Fault::new(Phase::Journal, Cause::NotCommitted, "disk full");
        assert_eq!(reach(&fault), Reach::Account);
    }
}
