//! What a subject line tells: hints, mostly too weak alone.

use super::super::rule::{Rule, any};
use super::super::signal::Signal::{
    Away, Bulk, Clarify, Correct, Extend, Fee, Interim, Late, Machine, Misdirected, Portal, Recall,
    Receipt, Regulator, Response, ReviewAsked, ReviewDone, WebForm,
};

pub(in super::super) const SUBJECT: &[Rule] = &[
    any(
        "subject.acknowledgement",
        Receipt,
        5,
        r"\backnowledg\w+|\breceipt of\b|\breceived\b|\bcydnabod\w*",
    ),
    any(
        "subject.automatic",
        Machine,
        6,
        r"^(?:\[[^\]]*\] ?)?(?:auto(?:matic|mated)?[ :-]*(?:reply|response|acknowledg\w+|message|receipt|confirmation)\b|autoreply|ymateb awtomatig|thank you for (?:contacting|your e-?mail))",
    ),
    any(
        "subject.away",
        Away,
        8,
        r"\bout of (?:the )?office\b|\bon (?:annual )?leave\b|\ballan o'r swyddfa\b|^away\b",
    ),
    any("subject.recall", Recall, 9, r"^(?:re: ?)?recall:|^message recall\b"),
    any(
        "subject.clarification",
        Clarify,
        4,
        r"\bclarif\w+|\bfurther information (?:required|needed)\b|\begluro?had\b",
    ),
    any("subject.fee", Fee, 6, r"\bfees? notice\b"),
    any("subject.extension", Extend, 4, r"\bextension\b|\bpublic interest\b|\bpit\b"),
    any("subject.holding", Late, 4, r"\bholding\b|\bdelay\w*|\bapolog\w+"),
    any("subject.interim", Interim, 4, r"\binterim\b|\bpart(?:ial)? \d? ?(?:response|of)\b"),
    any(
        "subject.response",
        Response,
        2,
        r"\b(?:response|final response|disclosure|outcome|decision|reply to your|ymateb)\b",
    ),
    any(
        "subject.review",
        ReviewAsked,
        3,
        r"\binternal review\b|\bir (?:request|\d)|\badolygiad mewnol\b|\breview request\b",
    ),
    any(
        "subject.review-outcome",
        ReviewDone,
        4,
        r"\b(?:internal )?review (?:outcome|response|decision|result)\b|\b(?:outcome|response|result|decision)(?: of| to| on)?(?: your| the)? (?:internal )?review\b",
    ),
    any("subject.correction", Correct, 5, r"\b(?:correction|corrected|amended|revised|erratum)\b"),
    any(
        "subject.misdirected",
        Misdirected,
        4,
        r"\bsent in error\b|\bplease (?:ignore|delete|disregard)\b",
    ),
    any(
        "subject.portal",
        Portal,
        6,
        r"\b(?:secure|encrypted|protected) (?:message|e-?mail|mail|document)\b|\bhas (?:sent|shared)\b.{0,30}\b(?:file|document|message|folder)s?\b.{0,20}\bwith you\b",
    ),
    any("subject.form", WebForm, 3, r"\bmailbox (?:closed|no longer)\b"),
    any(
        "subject.regulator",
        Regulator,
        4,
        r"\bico case\b|\bic-\d{4,6}-|\bdecision notice\b|\bfs\d{8}\b|\btribunal\b|\bea/20\d\d/",
    ),
    any(
        "subject.bulk",
        Bulk,
        6,
        r"\bnewsletter\b|\bdigest\b|^(?:our |your |a |quick |short |customer |satisfaction |service |feedback |the )*survey\b|\b(?:customer|satisfaction|feedback|experience|our|quick|short|service) survey\b|\bfeedback\b|\bhow did we do\b|\btell us how we did\b|\bresident news\b|\binvitation:|\bwebinar\b|\bspecial offer\b|% off\b",
    ),
];
