//! Dates in a letter and what they mean: an answer promised by, a reply wanted by, a return from
//! leave, a review to be asked for within. Dates of receipt, of letters and of events are none of
//! these. English and Welsh.

mod civil;
mod role;
mod window;

pub(in crate::reading) use civil::is_month;
pub use civil::{Found, find};
pub use window::{Window, window};

use chrono::NaiveDate;

/// The dates of one message that bind somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dates {
    /// The day by which the authority says it will answer; of several the one it moved to.
    pub due_quoted: Option<NaiveDate>,
    /// The sentence that says so.
    pub due_quote: Option<String>,
    /// The day by which the requester must act.
    pub reply_by: Option<NaiveDate>,
    /// The sentence that says on which day a shared file, or the link to it, goes away.
    pub file_goes: Option<String>,
    /// The day on which the writer is back.
    pub return_date: Option<NaiveDate>,
}

/// Reads the dates of `text`, a letter written on `written` (for dates without a year).
pub fn read(text: &str, written: Option<NaiveDate>) -> Dates {
    let mut dates = Dates::default();
    let mut best = 0;
    let mut before = String::new();
    for sentence in super::prose::sentences(text) {
        for judged in role::judge(sentence, &before, written) {
            match judged.role {
                role::Role::Due { strength } if strength > best => {
                    best = strength;
                    dates.due_quoted = Some(judged.date);
                    dates.due_quote = Some(sentence.to_owned());
                }
                role::Role::Due { .. } | role::Role::Neither => {}
                role::Role::ReplyBy => dates.reply_by = dates.reply_by.or(Some(judged.date)),
                role::Role::FileGoes => {
                    dates.file_goes.get_or_insert_with(|| sentence.trim().to_owned());
                }
                role::Role::Return => dates.return_date = dates.return_date.or(Some(judged.date)),
            }
        }
        before = super::prose::fold(sentence);
    }
    dates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn promised_days_are_due() {
        for (text, due) in [
            (
                "You can expect to receive a response within 20 working days or by 30 June 2020.",
                "2020-06-30",
            ),
            ("We aim to write to you again on or before Friday 4 April 2025.", "2025-04-04"),
            ("Expect to hear from us no later than 3-Apr-2025.", "2025-04-03"),
            (
                "The law gives us twenty working days, which for your message ends on 04.04.25.",
                "2025-04-04",
            ),
            (
                "It reached us on 6 March 2025 and the date we are working to is 03/04/2025.",
                "2025-04-03",
            ),
            (
                "Your request was received on 3 June 2020 and will be answered by 1st July 2020.",
                "2020-07-01",
            ),
            ("Target date: 1st April 2025.", "2025-04-01"),
            ("Response due: 2025-04-01", "2025-04-01"),
            ("A response is due to you by Tuesday, 3rd of June 2025.", "2025-06-03"),
            (
                "The new date is 2-May-2025, which is 20 working days later than first advised.",
                "2025-05-02",
            ),
            ("Byddwn yn ymateb erbyn 4 Ebrill 2025.", "2025-04-04"),
            ("You will have it by 10 April 2025.", "2025-04-10"),
            ("The reviewing officer expects to be done by 09/06/2025.", "2025-06-09"),
            ("The deadline for responding to your request is June 3, 2025.", "2025-06-03"),
            (
                "You will have it within 20 working days, that is by Tuesday 3rd June 2025.",
                "2025-06-03",
            ),
            (
                "We must reply in 20 working days from the date of receipt, i.e. 3 June 2025.",
                "2025-06-03",
            ),
            ("We have 20 working days of receipt, which we make 3 June 2025.", "2025-06-03"),
            ("Housing aims to reply in 20 working days (03/06/2025).", "2025-06-03"),
            ("We will reply no later than close of business on 3 June 2025.", "2025-06-03"),
            ("Respond by: 3 June 2025", "2025-06-03"),
            ("Your answer is therefore due on or before 3 June 2025.", "2025-06-03"),
            (
                "We have to give a date by which we expect to decide. It is Tuesday 3 June 2025.",
                "2025-06-03",
            ),
            ("We need more time for this. It shouldn't be later than 3 June 2025.", "2025-06-03"),
            ("We're giving ourselves until 3 June 2025 and will send all together.", "2025-06-03"),
            ("Parts 3 and 4 are to follow, I'd think by 3 June 2025.", "2025-06-03"),
            ("They will honour the original date, ie 3 June 2025.", "2025-06-03"),
            ("A fresh response to what you asked will be with you by 3 June 2025.", "2025-06-03"),
            ("He'll do it first - you should get it by 3rd June 2025.", "2025-06-03"),
            ("The amended date for a response is 3rd June 2025.", "2025-06-03"),
            ("The date by which a response will be made is now 3 June 2025.", "2025-06-03"),
            ("We now aim to respond by 3rd June.", "2025-06-03"),
            ("We will answer within 20 working days of the 6th, i.e. by 3 June.", "2025-06-03"),
            ("Target date for response: Tuesday, June 3, 2025", "2025-06-03"),
            ("We now expect to reply on 3 June 2025 rather than 6 May 2025.", "2025-06-03"),
            ("We had hoped to reply by 6 May 2025 but this will now be 3 June 2025.", "2025-06-03"),
            ("You will hear from us in the week commencing 3 June 2025.", "2025-06-03"),
            ("Expect it by 3 June 2025 at the latest, and sooner if we can.", "2025-06-03"),
            ("This gives us until 3 June 2025 to reply to you.", "2025-06-03"),
            ("You should have our answer no later than Tuesday, 3 June.", "2025-06-03"),
            ("Due date for our response: 03-Jun-25", "2025-06-03"),
            ("We must reply to you promptly and by 3.6.25 at the latest.", "2025-06-03"),
            ("I hope to send you a full reply before Tuesday 3rd June.", "2025-06-03"),
            ("Statutory deadline: Tuesday 3 June 2025", "2025-06-03"),
            ("We will reply by the 14th.", "2025-03-14"),
            (
                "We hope to end reviews in 40 working days, which in your case is 3 June 2025.",
                "2025-06-03",
            ),
            (
                "The boat hire is out of date. You'll have it by Tuesday 3 June 2025 - sorry.",
                "2025-06-03",
            ),
            ("The other half is being answered under the Act by 3 June 2025.", "2025-06-03"),
            ("I hope to send it all by the end of next week, 3 June 2025.", "2025-06-03"),
            (
                "It came on Friday 2 May and will be answered on or before 3 June 2025.",
                "2025-06-03",
            ),
            ("The clock runs out on Tuesday 3 June 2025, and so shall I.", "2025-06-03"),
            (
                "There are twenty days to do it in, so we'll write by close of 3 June 2025.",
                "2025-06-03",
            ),
            ("One letter covers both and will reach you on or before 3 June 2025.", "2025-06-03"),
            ("You will have our answer before Friday 14th, I hope.", "2025-03-14"),
            ("Rydym yn ymestyn y terfyn amser hyd at 3 Mehefin 2025.", "2025-06-03"),
            ("The time limit for answering you expires on 3 June 2025.", "2025-06-03"),
            (
                "Our twenty working days expire on 3 June 2025, and we shall keep to it.",
                "2025-06-03",
            ),
            ("The deadline of 6 May 2025 has been extended to 3 June 2025.", "2025-06-03"),
            (
                "Our response was due on 6 May; the deadline is now moved to 3 June 2025.",
                "2025-06-03",
            ),
            ("We have put back the due date from 6 May 2025 to 3 June 2025.", "2025-06-03"),
            ("The target date was changed from 6 May to Tuesday 3 June 2025.", "2025-06-03"),
            (
                "The department will respond to us by 3 June 2025 and we will then reply to you.",
                "2025-06-03",
            ),
        ] {
            let read = read(text, day("2025-03-01"));
            assert_eq!(read.due_quoted, day(due), "{text}");
            assert_eq!(read.reply_by, None, "{text}");
        }
    }

    #[test]
    fn days_in_rarer_words_are_due() {
        for text in [
            "The 20th working day is 3 June 2025.",
            "The 20 working day period ends on 3 June 2025.",
            "SLA date: 03/06/2025 17:00",
            "3 June 2025 is the date by which we will respond.",
            "We anticipate responding around 3 June 2025.",
            "| Date due | 3 June 2025 |",
            "Y dyddiad cau ar gyfer ymateb yw 3 Mehefin 2025.",
            "We will respond by 3\nJune 2025.",
        ] {
            assert_eq!(read(text, day("2025-05-02")).due_quoted, day("2025-06-03"), "{text}");
        }
    }

    #[test]
    fn what_she_is_asked_politely_binds_her() {
        for text in [
            "I should be grateful if you could respond by 3 June 2025.",
            "You should respond by 3 June 2025.",
            "Your reply is needed by 3 June 2025.",
            "We will close this request on 3 June 2025 unless we hear from you.",
            "Please let us know by return, and at the latest by Tuesday 3 June 2025.",
        ] {
            let read = read(text, day("2025-05-02"));
            assert_eq!((read.reply_by, read.due_quoted), (day("2025-06-03"), None), "{text}");
        }
    }

    #[test]
    fn what_others_answer_others_is_no_promise() {
        for text in [
            "We have asked the contractor to respond to us by 3 June 2025.",
            "The department will respond to the audit by 3 June 2025.",
            "The Minister will respond to the Committee by 3 June 2025.",
            "Bidders must respond by 3 June 2025.",
        ] {
            let read = read(text, day("2025-05-02"));
            assert_eq!((read.reply_by, read.due_quoted), (None, None), "{text}");
        }
        for text in ["We will respond to this request by 3 June 2025.", "We will reply by 3 June."]
        {
            assert_eq!(read(text, day("2025-05-02")).due_quoted, day("2025-06-03"), "{text}");
        }
    }

    #[test]
    fn a_moved_date_outranks_the_one_before() {
        let text = "Your answer was due by 3 March 2025. We are sorry that this is late. We now expect to reply by 17 March 2025.";
        assert_eq!(read(text, day("2025-03-05")).due_quoted, day("2025-03-17"));
    }

    #[test]
    fn a_missed_day_gives_way_to_the_promise() {
        let text = "It should have been answered by 2 April 2025. There is much of it. You will hear from me on or before 30 April 2025.";
        assert_eq!(read(text, day("2025-03-28")).due_quoted, day("2025-04-30"));
    }

    #[test]
    fn a_day_that_will_not_be_kept_is_not_due() {
        let text =
            "Your answer, due on 3 March 2025, will be late. We hope to reply by 17 March 2025.";
        assert_eq!(read(text, day("2025-02-27")).due_quoted, day("2025-03-17"));
        let more = "We need a further extension to 15 January 2027.";
        assert_eq!(read(more, day("2026-12-10")).due_quoted, day("2027-01-15"));
    }

    #[test]
    fn days_that_bind_the_requester() {
        for (text, by) in [
            ("If we do not hear from you by 05/04/2025 the case will be closed.", "2025-04-05"),
            ("Kindly let us know by 27 March 2025.", "2025-03-27"),
            ("Please let me have the years by the 27th, otherwise I shall close it.", "2025-03-27"),
            ("If I hear nothing by the 3rd of next month the case will be closed.", "2025-04-03"),
            ("Please tell us by 27 March 2025, or we shall close your request.", "2025-03-27"),
            (
                "Please provide clarification by 12 May 2025 or we will close your request.",
                "2025-05-12",
            ),
            ("You have until 9th April 2025 to reply.", "2025-04-09"),
            (
                "Unless I receive your clarification on or before 7 April 2025 I shall treat it as withdrawn.",
                "2025-04-07",
            ),
            ("The fee must be paid by 30 June 2025.", "2025-06-30"),
            (
                "If we have heard nothing by 30 June 2025 we will take it that you no longer want it.",
                "2025-06-30",
            ),
            (
                "If we've not heard by 30 June 2025 we'll assume you have changed your mind.",
                "2025-06-30",
            ),
            (
                "I should be grateful for a reply no later than Monday 30 June 2025, failing which the request will be filed.",
                "2025-06-30",
            ),
            ("Should no name be supplied by 30 June 2025 the matter will be filed.", "2025-06-30"),
            (
                "You have three months from the date of this notice to pay, that is until 30 June 2025.",
                "2025-06-30",
            ),
            (
                "You've 60 working days beginning with today, which takes you to 30 June 2025.",
                "2025-06-30",
            ),
            (
                "You may make submissions. If you want to please do so by 30 June 2025.",
                "2025-06-30",
            ),
            ("We need them by 30 June 2025, otherwise we cannot go on.", "2025-06-30"),
            ("Please tell us how you would like to proceed by Monday 30 June 2025.", "2025-06-30"),
            (
                "If, by 30 June 2025, you are prepared to limit yourself to one year, we can comply.",
                "2025-06-30",
            ),
            (
                "The Trust need not comply unless the fee is paid within three months, i.e. by 30 June 2025.",
                "2025-06-30",
            ),
            ("It can be paid by card and needs to reach us by 30 June 2025.", "2025-06-30"),
            (
                "Say which by 30th June, otherwise I'll take it you've changed your mind.",
                "2025-06-30",
            ),
            (
                "Please confirm by close of business on 30 June 2025 whether you still want it.",
                "2025-06-30",
            ),
            ("Let me have your answer no later than 30 June 2025.", "2025-06-30"),
            ("If we do not have a reply by 30 June 2025 we will close the file.", "2025-06-30"),
            ("If we have not had it by 30 June 2025 we shall close the file.", "2025-06-30"),
            ("If you could get back to me by Monday 30 June I can keep it moving.", "2025-06-30"),
            ("Reply to us by 30 June 2025 naming the three wards.", "2025-06-30"),
            (
                "Choose one of the two and write back to me before Monday 30 June 2025.",
                "2025-06-30",
            ),
            ("Come back to us no later than 30 June 2025 with your postal address.", "2025-06-30"),
            ("Your time to answer expires on 30 June 2025.", "2025-06-30"),
            ("Please tell us the grounds of your review by 30 June 2025.", "2025-06-30"),
        ] {
            let read = read(text, day("2025-03-01"));
            assert_eq!(read.reply_by, day(by), "{text}");
            assert_eq!(read.due_quoted, None, "{text}");
        }
    }

    #[test]
    fn a_link_that_expires_wants_no_reply() {
        for text in [
            "The link stops working on 30 June 2025.",
            "This link will expire on 30 June 2025.",
            "Please download the files before 5pm: they are deleted on 30 June 2025.",
        ] {
            let read = read(text, day("2025-03-01"));
            assert_eq!((read.reply_by, read.due_quoted), (None, None), "{text}");
            assert_eq!(read.file_goes.as_deref(), Some(text));
        }
        let answer = read("Your time to answer expires on 30 June 2025.", day("2025-03-01"));
        assert_eq!((answer.reply_by, answer.file_goes), (day("2025-06-30"), None));
    }

    #[test]
    fn return_dates_and_bygone_days_bind_nobody() {
        for (text, back) in [
            (
                "I’m on annual leave and will pick up my mail on Sunday 23 March 2025.",
                day("2025-03-23"),
            ),
            ("I am out of the office until 5 May 2025.", day("2025-05-05")),
            ("I will be back on Monday 4 September 2023", day("2023-09-04")),
            ("Your request of 3 June 2020 was received on 4 June 2020.", None),
            ("We apologise that you have not had a reply, which was due on 4 April 2025.", None),
            ("We will reply within 20 working days of 3 March 2025.", None),
            ("Our decision notice of 4 April 2025 is enclosed.", None),
            ("The Council meets on 14 May 2025.", None),
            ("I am away this week and back on 20 March 2025.", day("2025-03-20")),
            ("Thank you for your email dated 31 August 2018.", None),
            ("The policy was approved by the Board on 3 May 2019.", None),
            ("The final version is due to be published on 30 April 2025.", None),
            (
                "I now have our response to your request of 20 May, which you clarified on 4 June.",
                None,
            ),
            ("Further to our response of 9 April 2025, a figure was wrong.", None),
            ("The response to FOI 2206 was sent by Royal Mail on 7 May 2025.", None),
            ("The data covers 1 April 2019 to 31 March 2020.", None),
            ("The lease was extended from 1 April 2025 to 31 March 2026.", None),
            ("Should you want a review, please send your request for it by 30 June 2025.", None),
            ("An application for internal review must be made to us by 30 June 2025.", None),
            ("You have until 30 June 2025 to ask for an internal review.", None),
            ("You can ask for a review. You must send it to us by 30 June 2025.", None),
            ("You may complain to the Commissioner, and must do so by 30 June 2025.", None),
        ] {
            let read = read(text, day("2025-03-01"));
            assert_eq!(
                (read.due_quoted, read.reply_by, read.return_date),
                (None, None, back),
                "{text}"
            );
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_next_one() {
        assert_eq!(
            read("We will reply by 6 January.", day("2025-12-09")).due_quoted,
            day("2026-01-06")
        );
        assert_eq!(read("We will reply by 6 January.", None).due_quoted, None);
    }
}
