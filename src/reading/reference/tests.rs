//! What is a reference and what is none, by examples.

use super::*;

fn body(text: &str) -> Vec<String> {
    find(&Places { body: text, ..Places::default() }).into_iter().map(|r| r.value).collect()
}

fn subject(text: &str) -> Vec<String> {
    find(&Places { subject: text, ..Places::default() }).into_iter().map(|r| r.value).collect()
}

#[test]
fn labelled_references_are_read_in_any_spelling() {
    for (text, value) in [
        ("OUR REF: FOIA1198", "FOIA1198"),
        ("Our Ref: FOI2020/105\n\nDear Ms Hale", "FOI2020/105"),
        ("Our reference\n\nT9456/25\n", "T9456/25"),
        ("Ein cyf / Our ref: ATISN 14567", "ATISN 14567"),
        ("Cyfeirnod: FOI-2291", "FOI-2291"),
        ("Your request has been given the reference number 01.FOI.20.012345.", "01.FOI.20.012345"),
        ("Please quote 101737941164 in any correspondence.", "101737941164"),
        ("The reference number for your request is 19302.", "19302"),
        ("We have given it the number F-2025-58439.", "F-2025-58439"),
        ("Case CM/6300/090 has been opened.", "CM/6300/090"),
        ("Information request NHSFOI4955", "NHSFOI4955"),
        ("It was logged under CAM10600, thank you.", "CAM10600"),
        ("Ref. No. WFOI 4898", "WFOI 4898"),
        ("Freedom of Information request reference: 758", "758"),
        ("REF - 17 419 924", "17 419 924"),
        ("Your unique reference number is RFI20181529.", "RFI20181529"),
        ("Your case reference: FS-Case-123456789", "FS-Case-123456789"),
        ("Case ref FOI-26-0412 was opened.", "FOI-26-0412"),
        ("Your request is registered under FOI-26-0412.", "FOI-26-0412"),
    ] {
        assert_eq!(body(text), [value], "{text}");
    }
}

#[test]
fn a_series_in_brackets_and_a_number_in_brackets_are_the_letters() {
    for (text, values) in [
        ("Our ref: FOI(S) 31/37", vec!["FOI(S) 31/37"]),
        ("Thank you for FOI(S) 31/37 of June.", vec!["FOI(S) 31/37"]),
        ("Your FOI (421/31)\n\nDear Ms Hale", vec!["421/31"]),
        ("Your FOI ref (421/31) has been passed to me.", vec!["421/31"]),
        ("Your FOI (Scotland) request", vec![]),
        ("Your FOI (2 of 3)", vec![]),
        ("under the EI(S)R 2004 and the EIR(S) 2004", vec![]),
    ] {
        assert_eq!(body(text), values, "{text}");
    }
    assert_eq!(subject("RE: FOI(S) 31/37"), ["FOI(S) 31/37"]);
    assert_eq!(subject("Re: Your FOI (421/31)"), ["421/31"]);
    // What the subject gives too is what they gave her.
    let both =
        Places { subject: "FOI(S) 31/37", body: "Your ref: FOI(S) 31/37", ..Places::default() };
    assert_eq!(find(&both).first().map(|one| one.value.as_str()), Some("FOI(S) 31/37"));
    assert_eq!(body("Your ref: FOI(S) 31/37\n\nDear Ms Hale"), Vec::<String>::new());
    assert_ne!(normal("FOI(S) 31/37"), normal("FOI 31/37"), "another series");
}

#[test]
fn a_request_may_be_given_another_number() {
    for (text, values) in [
        ("Your request FOI 1234 will now be known as CAS-99812.", vec!["FOI 1234", "CAS-99812"]),
        ("The reference has changed from FOI 1234 to CAS-99812.", vec!["FOI 1234", "CAS-99812"]),
        ("Your request has been renumbered CAS-99812.", vec!["CAS-99812"]),
        (
            "Legal has opened a file of its own for this, LEG/KT/0455; quote that.",
            vec!["LEG/KT/0455"],
        ),
        ("The road is now known as A303.", vec![]),
        ("The number of cases changed from 12 to 40.", vec![]),
    ] {
        assert_eq!(body(text), values, "{text}");
    }
}

#[test]
fn known_shapes_need_no_label() {
    for (text, value) in [
        ("Thank you for FOI 19 1413, which we are dealing with.", "FOI 19 1413"),
        ("I write about FOI2023/93842 again.", "FOI2023/93842"),
        ("This is about HQ/PA/001234/20 of June.", "HQ/PA/001234/20"),
        ("the delay with EIR914266. A colleague", "EIR914266"),
        ("foi_9114_2025 was closed", "foi_9114_2025"),
        ("IM-FOI-2020-1234", "IM-FOI-2020-1234"),
        ("We write about IR 12345 and hold none.", "IR 12345"),
        ("We write about F20/123 and hold none.", "F20/123"),
        ("We write about F20-0123 and hold none.", "F20-0123"),
        ("We write about F0017890 and hold none.", "F0017890"),
        ("We write about CS0123456 and hold none.", "CS0123456"),
        ("Please keep [CaseRef:0044812] in the subject.", "0044812"),
    ] {
        assert_eq!(body(text), [value], "{text}");
    }
}

#[test]
fn a_subject_sets_a_reference_apart() {
    for (text, values) in [
        ("Your request for information (C619087/FOI)", vec!["C619087/FOI"]),
        ("Information request [101737941164]", vec!["101737941164"]),
        ("ref17207823 - Response", vec!["ref17207823"]),
        ("RE: Freedom of Information request - road repairs - Ref: 17 419 924", vec!["17 419 924"]),
        ("FOI RFI 7580 - Final response", vec!["FOI RFI 7580"]),
        ("Re: road repairs [PC/R00042] [17419924]", vec!["17419924"]),
        ("RE: Freedom of Information request - spending 2019/20", vec![]),
        ("Freedom of Information Act 2000 request", vec![]),
        ("Re: FOI request (2015-2020)", vec![]),
        ("RE: FOI request - the A303 road", vec![]),
        ("FOI #668307", vec![]),
        ("Re: COVID-19 spending", vec![]),
    ] {
        assert_eq!(subject(text), values, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_reference_is_none() {
    for text in [
        "under the Freedom of Information Act 2000 (FOIA 2000)",
        "the Environmental Information Regulations 2004, SI 2004/3391",
        "With reference to your letter dated 3 June 2020",
        "Your ref: JH/2020/17",
        "Eich cyf: 20455",
        "Tel: 01500 230651",
        "Registered with the regulator under Z3605157. Scan certificate 2025/1637696.",
        "The cabinet report (ref CAB/26/12) is online",
        "Reference: ICO/IC-123456-A1B2",
        "planning case 21/06494/HOU",
        "Invoice 0937596 is not linked to this.",
        "Company number 02004563",
        "Order number 88213 is only an example.",
        "section 40(2) and section 12",
        "40 libraries and 212 requests last year",
        "Ref: 03/06/2020",
        "the Commissioner's reference IC-123456-X1Y2",
        "tribunal case EA/2023/0209",
        "Coventry CV1 2PL",
        "between 2015 and 2020, or 2019/20",
        "write to foi1234@council.example or see https://council.example/foi/FOI12345",
        "Question 12345 of your request 2 is below",
    ] {
        assert_eq!(body(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn one_number_written_twice_is_one_reference() {
    let both = |subject: &str, body: &str| -> Vec<String> {
        let places = Places { subject, body, ..Places::default() };
        find(&places).into_iter().map(|r| r.value).collect()
    };
    let letter = "FREEDOM OF INFORMATION REQUEST 2024/0733\n\nThank you";
    assert_eq!(both("FOI 2024/0733 Response", letter), ["2024/0733", "2024/0733"]);
    assert_eq!(both("RFI 4417/24", "Ref: 4417/24\n\nDear Ms Hale"), ["4417/24", "4417/24"]);
    assert_eq!(both("Cais 57 / Request 57", "Annwyl Ann\n\nCais 57\n\nDiolch"), ["57"]);
    assert_eq!(both("FOI 31 taxis", "Hi, here's FOI 31 with it all."), ["FOI 31"]);
    assert_eq!(both("FDC-71 refusal", "Dear Ms Hale\n\nFDC-71\n\nThis is"), ["FDC-71"]);
    assert_eq!(both("FOI pigeons 2025/7", "2025/7\n\nHawk visits"), ["2025/7"]);
    assert_eq!(both("COVID-19 and 2019/20", "COVID-19\n2019/20\nNone"), Vec::<String>::new());
    assert_eq!(both("NLC 32511 logged", "Your reference: NLC 32511"), ["NLC 32511"]);
    assert_eq!(both("FOI 24-077", "FOI 24-077 is late"), ["FOI 24-077", "FOI 24-077"]);
    assert_eq!(both("Request 57", "We had 57 requests and case 12."), Vec::<String>::new());
    assert_eq!(both("Thank you", "ref:_00D4xAb7T._5004xZ:ref"), Vec::<String>::new());
}

#[test]
fn what_stands_after_your_ref_is_ours_everywhere() {
    let places = Places {
        subject: "RE: request [JH/2020/17] FOI 4455",
        body: "Your ref: JH/2020/17\nOur ref: FOI 4455",
        ..Places::default()
    };
    let found = find(&places);
    let values: Vec<_> = found.iter().map(|r| (r.value.as_str(), r.place)).collect();
    assert_eq!(values, [("FOI 4455", Place::Subject), ("FOI 4455", Place::Body)]);
}

#[test]
fn places_are_told_and_quoted_ones_come_last() {
    let places = Places {
        body: "Please see the attached letter.",
        quoted: Some("Our ref: FOIA1198\nWe have your request."),
        attachments: vec![(Some("Response W497574.pdf"), "Our Ref: W497574\nDear Ms Hale")],
        ..Places::default()
    };
    let found: Vec<_> = find(&places).into_iter().map(|r| (r.value, r.place)).collect();
    let own = |s: &str| s.to_owned();
    assert_eq!(
        found,
        [
            (own("W497574"), Place::Attachment),
            (own("W497574"), Place::AttachmentName),
            (own("FOIA1198"), Place::Quoted)
        ]
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,120}", body in "(Our ref: )?[A-Z]{0,6}[ /-]?[0-9]{0,9}[^a]{0,20}") {
        let places = Places { subject: &text, body: &body, quoted: Some(&text), attachments: vec![(Some(&text), &body)], ours: vec![] };
        for reference in find(&places) {
            proptest::prop_assert!(reference.value.bytes().any(|b| b.is_ascii_digit()));
        }
    }
}

/// The table of `spellings.txt`: a text with the references that stand in it.
fn spellings() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in include_str!("spellings.txt").lines() {
        if let Some(text) = line.strip_prefix("> ") {
            all.push((text, Vec::new()));
        } else if let (Some(value), Some(last)) = (line.strip_prefix("= "), all.last_mut()) {
            last.1.push(value);
        }
    }
    all
}

#[test]
fn spellings_of_all_sorts_of_bodies_are_read_and_nothing_else() {
    let mut wrong = Vec::new();
    for (text, values) in spellings() {
        let found = match text.split_once(' ') {
            Some(("@", line)) => subject(line),
            Some(("&", name)) => {
                let places = Places { attachments: vec![(Some(name), "")], ..Places::default() };
                find(&places).into_iter().map(|r| r.value).collect()
            }
            _ => body(&text.replace(" / ", "\n\n")),
        };
        let normals =
            |values: Vec<String>| values.iter().map(|one| normal(one)).collect::<Vec<_>>();
        let wanted = values.iter().map(|one| (*one).to_owned()).collect();
        if normals(found.clone()) != normals(wanted) {
            wrong.push(format!("{text}: {found:?} for {values:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_stroke_between_spaces_cuts_no_number() {
    let body = "Our ref: FOI 26 / 0470\n\nDear Ms Hale";
    let found = find(&Places { body, ..Places::default() });
    assert_eq!(found[0].value, "FOI 26 / 0470");
    assert_eq!(found[0].normal, normal("FOI 26/0470"));
}

#[test]
fn the_beginning_of_a_number_is_no_second_one() {
    for value in ["FOI 25 901", "FOI 901 5678"] {
        let text = format!("Our ref: {value}\n\nWe hold none.");
        let subject = format!("Our ref: {value}");
        let places = Places { subject: &subject, body: &text, ..Places::default() };
        let found = find(&places);
        assert!(found.iter().all(|one| one.value == value), "{found:?}");
    }
    for text in ["IR 35 and IR 2025 apply.", "Codes F20-29 and F200.", "Form P60 is due."] {
        assert!(body(text).is_empty(), "{text}");
    }
}
