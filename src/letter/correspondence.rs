//! The facts of a request that a follow-up letter (chaser, review, reply, complaint) may state:
//! references, dates, what was asked and answered. Every one is given by the caller from what is
//! on record; what is not known is absent, and a template that prints it anyway is an error.

use serde::Serialize;

use super::question::Question;

/// What a template finds under `request`. Dates are written out ("2 June 2020").
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Correspondence {
    /// The first letter's subject, without our token.
    pub subject: String,
    /// The same without "Freedom of Information request:" and the like before it.
    pub topic: String,
    /// The authority's references, in the order seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// The day the first letter was accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent_on: Option<String>,
    /// The response due, by law.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// The day to which she accepted more time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_to: Option<String>,
    /// Working days past the date in force, where it is past.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days_late: Option<i64>,
    /// The day of their acknowledgement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged_on: Option<String>,
    /// The day of their answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_on: Option<String>,
    /// What they did, without "you" or "they": "refused the request", "said that the information
    /// is not held".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_how: Option<String>,
    /// The sections they rely on, written out ("section 31(3)").
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    /// Sentences of their answer, word for word.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<String>,
    /// What was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<Question>,
    /// The ids of the questions that the letter is about; none: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// The grounds on which a review is asked for, one paragraph each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<String>,
    /// What the authority is asked to do, one line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<String>,
    /// The day a review was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_asked_on: Option<String>,
    /// The day by which the review's outcome was due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_due: Option<String>,
    /// The day of the review's outcome.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub review_answered_on: Option<String>,
    /// The day of the last reminder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chased_on: Option<String>,
    /// The day of the message that a reply answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub their_message_on: Option<String>,
    /// The authority's question that a reply answers, word for word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub their_question: Option<String>,
}

/// The fields of [`Correspondence`], for telling a mistyped one.
pub(super) const FIELDS: &[&str] = &[
    "subject",
    "topic",
    "references",
    "sent_on",
    "due",
    "extended_to",
    "days_late",
    "acknowledged_on",
    "answered_on",
    "answered_how",
    "sections",
    "quotes",
    "asked",
    "about",
    "grounds",
    "remedies",
    "review_asked_on",
    "review_due",
    "review_answered_on",
    "chased_on",
    "their_question",
    "their_message_on",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_offered() {
        let one = || Some("x".to_owned());
        let some = || vec!["x".to_owned()];
        let full = Correspondence {
            subject: "x".to_owned(),
            topic: "x".to_owned(),
            references: some(),
            sent_on: one(),
            due: one(),
            extended_to: one(),
            days_late: Some(1),
            acknowledged_on: one(),
            answered_on: one(),
            answered_how: one(),
            sections: some(),
            quotes: some(),
            asked: vec![Question { id: "1".to_owned(), text: "x".to_owned() }],
            about: some(),
            grounds: some(),
            remedies: some(),
            review_asked_on: one(),
            review_due: one(),
            review_answered_on: one(),
            chased_on: one(),
            their_question: one(),
            their_message_on: one(),
        };
        let value = serde_json::to_value(&full).unwrap();
        let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
        let mut offered = FIELDS.to_vec();
        keys.sort_unstable();
        offered.sort_unstable();
        assert_eq!(keys, offered);
    }
}
