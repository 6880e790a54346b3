//! Kinds by letters of every kind, and by sentences that come near a kind and are none.

use super::*;

mod items;
mod outcomes;
mod phrases;

/// One letter of the fixture.
#[derive(Default)]
struct Sample<'a> {
    kind: &'a str,
    subject: &'a str,
    from: &'a str,
    automatic: bool,
    body: String,
    quoted: String,
}

/// The letters of `letters.txt`.
fn samples() -> Vec<Sample<'static>> {
    let mut samples: Vec<Sample<'static>> = Vec::new();
    for line in include_str!("letters.txt").lines().filter(|line| !line.starts_with('#')) {
        if let Some(kind) = line.strip_prefix("= ") {
            samples.push(Sample { kind, ..Sample::default() });
            continue;
        }
        let Some(sample) = samples.last_mut() else { continue };
        if let Some(subject) = line.strip_prefix("@ ") {
            sample.subject = subject;
        } else if line == "!" {
            sample.automatic = true;
        } else if let Some(from) = line.strip_prefix("from ").filter(|from| from.contains('@')) {
            sample.from = from;
        } else if let Some(quoted) = line.strip_prefix("~ ") {
            sample.quoted.push_str(quoted);
            sample.quoted.push('\n');
        } else {
            sample.body.push_str(line);
            sample.body.push('\n');
        }
    }
    samples
}

fn judged(sample: &Sample<'_>) -> Verdict {
    let absence =
        sample.subject.starts_with("Out of Office") || sample.automatic && is_away(sample);
    by_rules(&Letter {
        subject: sample.subject,
        body: &sample.body,
        quoted: &sample.quoted,
        from: sample.from,
        automatic: sample.automatic || absence || sample.subject.starts_with("Auto"),
        absence,
        has_reference: sample.subject.contains("FOI ") && !sample.subject.starts_with("FOI -"),
        ..Letter::default()
    })
}

/// Whether a machine's letter says that somebody is away.
fn is_away(sample: &Sample<'_>) -> bool {
    let mail = format!("Subject: {}\n\n{}", sample.subject, sample.body);
    let message = crate::reading::decode(mail.as_bytes());
    crate::reading::auto_reply::is_absence(&message, &crate::reading::new_text::separate(&message))
}

#[test]
fn every_letter_is_of_its_kind() {
    let mut missed = Vec::new();
    for sample in samples() {
        let verdict = judged(&sample);
        if verdict.kind.word() != sample.kind {
            let rules: Vec<&str> = verdict.evidence.iter().map(|one| one.rule.as_str()).collect();
            missed.push(format!(
                "{} is taken for {} by {rules:?}: {}",
                sample.kind,
                verdict.kind,
                sample.body.lines().collect::<Vec<_>>().join(" ")
            ));
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn every_opinion_quotes_the_letter() {
    for sample in samples() {
        for evidence in judged(&sample).evidence {
            let inside = sample.body.contains(&evidence.quote) || sample.subject == evidence.quote;
            assert!(inside, "{} quotes {:?}", sample.kind, evidence.quote);
        }
    }
}

/// A letter with that body; " / " parts paragraphs.
fn letter_of<T>(body: &str, by: impl FnOnce(&Letter<'_>) -> T) -> T {
    let body = body.replace(" / ", "\n\n");
    by(&Letter {
        subject: "RE: Freedom of Information request: ferry timetables",
        body: &body,
        from: "officer@northmarsh.example",
        reply: true,
        ..Letter::default()
    })
}

/// Judges a letter by everything: its rules and its likeness.
fn kind_of(body: &str) -> Kind {
    letter_of(body, classify).kind
}

#[test]
fn other_peoples_data_are_exempt_and_no_request_for_her_own() {
    for (body, kind) in [
        (
            "Dear Ms Hale / The crew list is exempt under section 40(2) of FOIA, being the personal data of named officers under the Data Protection Act 2018.",
            Kind::RefusalExemption,
        ),
        (
            "Dear Ms Hale / Regulation 13 EIR applies: the information is third party data, whose release the Data Protection Act forbids.",
            Kind::RefusalExemption,
        ),
        (
            "Dear Ms Hale / What you ask for is information about you. We have logged it as a subject access request under the Data Protection Act 2018.",
            Kind::RedirectedSar,
        ),
        (
            "Dear Ms Hale / The file is your own personal data and so exempt under section 40(1). It is being handled as a subject access request.",
            Kind::RedirectedSar,
        ),
        (
            "Dear Ms Hale / We withhold the survey under section 44(1)(a), for section 18(1) of the Commissioners for Revenue and Customs Act 2005 prohibits its release.",
            Kind::RefusalExemption,
        ),
        (
            "Dear Ms Hale / The Council relies on section 41(1) and section 43(2) of the Act for the ferry lease.",
            Kind::RefusalExemption,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn reasons_and_other_requests_decide_nothing() {
    for (body, kind) in [
        (
            "Dear Ms Hale / The ferry rota is exempt under section 31(1)(a). / There is a public interest in openness. There are two reasons against it. / We refuse your request.",
            Kind::RefusalExemption,
        ),
        (
            "Dear Ms Hale / Please find attached the ferry rota. / In an earlier case the board withheld a rota under section 31(1)(a).",
            Kind::Released,
        ),
        (
            "Dear Ms Hale / Please find attached the ferry rota. / Had you asked for the advice we would have claimed privilege under section 42.",
            Kind::Released,
        ),
        (
            "Dear Ms Hale / All three rotas are withheld in full under section 31(1)(a).",
            Kind::RefusalExemption,
        ),
        (
            "Annwyl Ms Hale / Ni fydd y Cyngor yn datgelu hyn. Mae adran 40(2) yn berthnasol.",
            Kind::RefusalExemption,
        ),
        (
            "Dear Ms Hale / 1. The harbour owned 14 ferries. / The answer to item 2 will follow.",
            Kind::Interim,
        ),
        ("Dear Ms Hale / Fourteen. / We do not hold this.", Kind::PartlyReleased),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
        assert_eq!(letter_of(body, by_rules).kind, kind, "by rules: {body}");
    }
}

#[test]
fn an_upheld_complaint_is_won_and_an_upheld_decision_lost() {
    for (body, kind) in [
        (
            "Dear Ms Hale / Outcome of internal review: complaint upheld. The ferry rota is attached.",
            Kind::ReviewOverturned,
        ),
        (
            "Dear Ms Hale / I have finished my internal review. I uphold your complaint, and enclose the rota.",
            Kind::ReviewOverturned,
        ),
        (
            "Dear Ms Hale / Internal review. The panel has reviewed our handling. Your complaint was well founded and the rota is enclosed.",
            Kind::ReviewOverturned,
        ),
        (
            "Dear Ms Hale / Internal review / Your appeal has been upheld. Here is the information that was withheld before.",
            Kind::ReviewOverturned,
        ),
        (
            "Dear Ms Hale / Outcome of internal review: complaint not upheld. The decision was right.",
            Kind::ReviewUpheld,
        ),
        ("Dear Ms Hale / Outcome of internal review: the refusal is upheld.", Kind::ReviewUpheld),
        (
            "Dear Ms Hale / I have considered your complaint, which has two limbs. You say that we were late. You are right, and I uphold this limb. You say that we ought to have named the pilots. I do not agree: section 40(2) was properly applied. I do not uphold this limb.",
            Kind::ReviewPartlyUpheld,
        ),
        (
            "Dear Ms Hale / I have completed my review. The original decision should be confirmed, with modifications. Two of the charts set out nothing but facts and I enclose these now. For the other two section 30(b)(i) was rightly used.",
            Kind::ReviewPartlyUpheld,
        ),
        (
            "Dear Ms Hale / Outcome of internal review: complaint partly upheld. The rota is attached, the names remain exempt under section 40(2).",
            Kind::ReviewPartlyUpheld,
        ),
        (
            "Dear Ms Hale / Internal review. I have completed the review. Your complaint about the delay is upheld, but the lease remains exempt under section 43(2).",
            Kind::ReviewPartlyUpheld,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn an_answer_behind_its_thanks_is_no_receipt() {
    for (body, kind) in [
        (
            "Dear Ms Hale / Thank you for your request of 2 March. / The harbour owned 14 ferries on that day and paid £20,300 for repairs.",
            Kind::Released,
        ),
        (
            "Dear Ms Hale / Thank you for your email. / The number of crossings was nine. / The total paid was nil.",
            Kind::Released,
        ),
        ("Dear Ms Hale / Thanks for your enquiry. Ferries: 14 / Repairs: £20,300", Kind::Released),
        (
            "Dear Ms Hale / Many thanks for your patience. I have heard back from the quay: 14 ferries, and repairs of £20,300.",
            Kind::Released,
        ),
        ("Dear Ms Hale / Thank you for your request. We have never done this.", Kind::Released),
        ("Dear Ms Hale / Thank you for your request. We do not do that.", Kind::Released),
        (
            "Dear Ms Hale / Thank you for your request. The trust does not hire boats and has no contract with anybody who does.",
            Kind::Released,
        ),
        (
            "Dear Ms Hale / Thank you for your request. We are withholding what you asked for.",
            Kind::RefusalExemption,
        ),
        (
            "Dear Ms Hale / Thank you for your request. We have searched the archive and were unable to find anything about it.",
            Kind::NotHeld,
        ),
        // What looks like it and is none.
        (
            "Dear Ms Hale / Thank you for your request about 14 ferries. You will hear from us by 29 October.",
            Kind::Acknowledgement,
        ),
        (
            "Dear Ms Hale / Thank you for your email. It will be dealt with by our harbour officer. We receive 40 requests a week.",
            Kind::Acknowledgement,
        ),
        (
            "Dear Ms Hale / Thank you for your request, which we received on 2 March. It has been given the number 4471. We have 20 working days to answer.",
            Kind::Acknowledgement,
        ),
        (
            "Dear Ms Hale / Thank you for your request. I have passed it to the harbour team, who have three officers.",
            Kind::Acknowledgement,
        ),
        (
            "Dear Ms Hale / Sorry for the delay. Two of our officers are ill and we need another week to answer you.",
            Kind::Holding,
        ),
        (
            "Dear Ms Hale / Thank you for your request. It is not clear which of the 14 ferries you mean. Could you tell us?",
            Kind::Clarification,
        ),
    ] {
        assert_eq!(kind_of(body), kind, "{body}");
    }
}

#[test]
fn what_is_done_elsewhere_is_said_in_an_answer_and_no_receipt() {
    let body = "Dear Ms Hale / Thank you for getting in touch. The harbour has no ferries; the county runs them.";
    // A denial, or nothing held: officers mean both by it.
    assert!(matches!(kind_of(body), Kind::Released | Kind::NotHeld), "{}", kind_of(body));
}

/// Independent wordings of each kind, with near-misses.
const WORDINGS: [&str; 8] = [
    include_str!("wordings/receipts.txt"),
    include_str!("wordings/asking.txt"),
    include_str!("wordings/delay.txt"),
    include_str!("wordings/routing.txt"),
    include_str!("wordings/giving.txt"),
    include_str!("wordings/refusing.txt"),
    include_str!("wordings/later.txt"),
    include_str!("wordings/plain.txt"),
];

/// Judges one line of the wordings: `+! text`, `- text`; " / " parts paragraphs.
fn judged_line(line: &str) -> Verdict {
    let automatic = line.starts_with('!');
    let body = line.trim_start_matches(['!', ' ']).replace(" / ", "\n\n");
    by_rules(&Letter {
        subject: "RE: Freedom of Information request",
        body: &body,
        from: "officer@northmarsh.example",
        automatic,
        reply: true,
        ..Letter::default()
    })
}

#[test]
fn every_wording_is_of_its_kind_and_no_near_miss_is() {
    let mut missed = Vec::new();
    let mut kind = "";
    for line in WORDINGS.iter().flat_map(|file| file.lines()) {
        if let Some(named) = line.strip_prefix("= ") {
            kind = named;
        }
        let Some(text) = line.strip_prefix(['+', '-']) else { continue };
        let verdict = judged_line(text);
        if (verdict.kind.word() == kind) != line.starts_with('+') {
            let rules: Vec<&str> = verdict.evidence.iter().map(|one| one.rule.as_str()).collect();
            missed.push(format!("{kind}: taken for {} by {rules:?}: {line}", verdict.kind));
        }
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn an_attachment_that_names_the_case_first_is_a_letter() {
    for (name, text, letter) in [
        ("10480930.docx", "Reference 4417\n\nQ1. Twelve boats.", true),
        ("a.pdf", "Ref: NHT-4417\nQ1. Twelve boats.", true),
        ("a.pdf", "Referrals by month\nJanuary 12", false),
        ("a.csv", "Reference 4417\nQ1. Twelve boats.", false),
    ] {
        assert_eq!(is_letter(name, text), letter, "{name}: {text}");
    }
}
