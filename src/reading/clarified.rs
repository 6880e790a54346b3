//! A letter that says they have her answer to their question: "thank you for your clarification". It may
//! be all that the desk sees of that answer. Not what they still wait for, nor a condition.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::date;
use super::kind::Kind;
use super::pattern::Regex;
use super::prose;

/// That they have her answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clarified {
    /// The day that they name for it.
    pub on: Option<NaiveDate>,
}

/// What a letter of a kind, written on a day, says of her answer to their question. One that asks again
/// still waits for it.
pub(super) fn read(new_text: &str, kind: Kind, written: Option<NaiveDate>) -> Option<Clarified> {
    let asks = matches!(
        kind,
        Kind::Clarification | Kind::NarrowingInvited | Kind::IdentityRequest | Kind::FeeNotice
    );
    if asks || kind.is_of_servers() || matches!(kind, Kind::OutOfOffice | Kind::Regulator) {
        return None;
    }
    prose::sentences(new_text).into_iter().find_map(|one| of_sentence(one, written))
}

fn of_sentence(sentence: &str, written: Option<NaiveDate>) -> Option<Clarified> {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"\b(?:thanks?|thank you|grateful)\b[^.;?]{0,60}?\b(?:clarification|clarifying)\b",
            r"|\b(?:we|i) (?:have |can confirm (?:that )?(?:we|i) (?:have )?)?(?:now )?received (?:your|the|this) (?:(?:further|additional|requested|required) )*clarification\b",
            r"|\bclarification (?:was|has been) (?:now )?received\b|\breceipt of your clarification\b",
            r"|\byour clarification (?:of|dated|received|on|sent)\b",
            r"|\b(?:now that|as|since) you have (?:now )?(?:clarified|provided (?:the |your |this )?clarification)\b",
            r"|\b(?:further to|following|in light of|with) your clarification\b|\byour clarified request\b|\brequest as (?:now )?clarified\b",
            r"|\bdiolch am (?:eich |yr )?eglurhad\b|\bdiolch am egluro\b",
        ))
        .expect("the pattern is constant and tested")
    });
    static WAITS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\b(?:if|once|until|unless|when|should|after|before|upon|not (?:yet )?(?:had|have|received)|no clarification|await\w*|pending|in advance|(?:request\w*|ask\w*|seek\w*) (?:for )?(?:[a-z]+ ){0,2}clarification|needs?|requires?)\b")
            .expect("the pattern is constant and tested")
    });
    let folded = prose::fold(sentence);
    if !SAYS.is_match(&folded) || WAITS.is_match(&folded) {
        return None;
    }
    let on = date::find(sentence, written).first().map(|found| found.date);
    Some(Clarified { on })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_that_they_have_her_answer() {
        let written = "2026-03-20".parse().ok();
        for (text, day) in [
            ("Thank you for your clarification.", None),
            ("Thank you for clarifying your request.", None),
            ("Many thanks for providing the clarification.", None),
            ("We received your clarification on 18 March 2026.", Some("2026-03-18")),
            (
                "Thank you for your email of 17 March 2026 providing clarification.",
                Some("2026-03-17"),
            ),
            ("Your clarification dated 17 March 2026 has been passed on.", Some("2026-03-17")),
            ("Now that you have clarified your request we will deal with it.", None),
            ("Diolch am egluro eich cais.", None),
        ] {
            let told = read(text, Kind::Acknowledgement, written);
            let on = day.and_then(|day| day.parse().ok());
            assert_eq!(told, Some(Clarified { on }), "{text}");
        }
    }

    #[test]
    fn what_they_still_wait_for_is_not_there() {
        for text in [
            "Thank you in advance for your clarification.",
            "Once we have received your clarification we will begin.",
            "If you have clarified your request, please ignore this.",
            "We have not received your clarification.",
            "Thank you for your request for clarification of our response.",
            "Please clarify what you mean.",
        ] {
            assert_eq!(read(text, Kind::Acknowledgement, None), None, "{text}");
        }
        let asks_again = "Thank you for your clarification. Which years do you mean?";
        assert_eq!(read(asks_again, Kind::Clarification, None), None);
    }
}
