//! Citations in every spelling, and numbers that are none.

use super::*;

fn all(text: &str) -> Vec<String> {
    cited(text, "").into_iter().map(|c| format!("{} {}", c.law, c.section)).collect()
}

#[test]
fn every_spelling_is_one_citation() {
    for (text, expected) in [
        ("exempt under Sections 40(2) and 43(2) of the Act", vec!["foia 40(2)", "foia 43(2)"]),
        ("s.31(1)(a) applies", vec!["foia 31(1)(a)"]),
        ("we rely on sec 12", vec!["foia 12"]),
        ("Section 40 (2) of the FOIA", vec!["foia 40(2)"]),
        ("S40(2) exemption", vec!["foia 40(2)"]),
        ("s40(2)FOIA applies; s43(2)FOIA applies", vec!["foia 40(2)", "foia 43(2)"]),
        ("Exemption applied: 40(2) Personal information", vec!["foia 40(2)"]),
        ("Exemption applied: 12 members", vec![]),
        ("exempt by subsection 40(2)", vec!["foia 40(2)"]),
        ("Our duty under s.26 CTSA 2015. FOI", vec![]),
        ("FOI: the Section 17 Crime and Disorder Act 1998 duty", vec![]),
        (
            "Sections: 31(1)(g) in conjunction with 31(2)(b) FOIA",
            vec!["foia 31(1)(g)", "foia 31(2)(b)"],
        ),
        ("Section: 12 members. Section 21 evictions rose to 40", vec![]),
        ("section 24, 31(3) & 40(5b)", vec!["foia 24", "foia 31(3)", "foia 40(5B)"]),
        (
            "Section 40(2)(a)(b) by virtue of 40(3A)(a)",
            vec!["foia 40(2)(a)", "foia 40(2)(b)", "foia 40(3A)(a)"],
        ),
        ("Section 40(2)(3A)(a) - Personal", vec!["foia 40(2)", "foia 40(3A)(a)"]),
        ("Section 30(1)(a)(i)(b) Investigations", vec!["foia 30(1)(a)(i)", "foia 30(1)(b)"]),
        (
            "sections 43(2) (commercial interests) and 27(1)(a) (relations with another State) are engaged",
            vec!["foia 43(2)", "foia 27(1)(a)"],
        ),
        (
            "section 31(1)(a) and (b) (law enforcement), 38(1)(b) (health and safety) and 40(2) (personal data)",
            vec!["foia 31(1)(a)", "foia 31(1)(b)", "foia 38(1)(b)", "foia 40(2)"],
        ),
        ("section 40 (personal data) and 12 others", vec!["foia 40"]),
        ("ss. 22 and 22A", vec!["foia 22", "foia 22A"]),
        ("Regulation 12(5)(b) is engaged", vec!["eir 12(5)(b)"]),
        (
            "we still weigh section 43(2) in respect of the ferry lease and, as the Act allows, need a month",
            vec!["foia 43(2)"],
        ),
        ("section 106 of the Town and Country Planning Act applies", vec![]),
        ("regs 12(4)(b) and 13(1) of the EIR", vec!["eir 12(4)(b)", "eir 13(1)"]),
        ("esemptio o dan adran 43(2)", vec!["foia 43(2)"]),
        ("Section 24 - National security. Section 24(2) says", vec!["foia 24", "foia 24(2)"]),
        ("section 36(2)(b)(i) and (ii)", vec!["foia 36(2)(b)(i)", "foia 36(2)(b)(ii)"]),
        ("s.31(1)(a), (b) and (g)", vec!["foia 31(1)(a)", "foia 31(1)(b)", "foia 31(1)(g)"]),
        ("section 31(1)(a)(b)(c)", vec!["foia 31(1)(a)", "foia 31(1)(b)", "foia 31(1)(c)"]),
        ("regulation 12(4)(b) and (5)(e)", vec!["eir 12(4)(b)", "eir 12(5)(e)"]),
        ("sections 40(2) and (3A)", vec!["foia 40(2)", "foia 40(3A)"]),
        ("you may complain under section 50", vec!["foia 50"]),
        ("section 20 of FOISA gives a right to review", vec!["foisa 20"]),
        ("FREEDOM OF INFORMATION (SCOTLAND) ACT 2002: section 21 of the Act", vec!["foisa 21"]),
        ("Section 1(1) does not oblige us", vec!["foia 1(1)"]),
        ("make representations under regulation 11", vec!["eir 11"]),
        ("Section\n7 of the EIRs allows for more", vec!["eir 7"]),
        (
            "Section 31(1)(a)(g) with 31(2)(b).",
            vec!["foia 31(1)(a)", "foia 31(1)(g)", "foia 31(2)(b)"],
        ),
        (
            "section 36(2)(b)(i) and (ii) to be engaged",
            vec!["foia 36(2)(b)(i)", "foia 36(2)(b)(ii)"],
        ),
        ("section 38(1)(b) of FOISA and section 25(1)", vec!["foisa 38(1)(b)", "foisa 25(1)"]),
        (
            "regulation 10(5)(e) of the Environmental Information (Scotland) Regulations",
            vec!["eisr 10(5)(e)"],
        ),
        ("under section 45 of the Data Protection Act 2018", vec!["dpa 45"]),
        ("section 1(3) of the Act", vec!["foia 1(3)"]),
        ("the Freedom of Information\n(Scotland) Act. Section 9(3) says", vec!["foisa 9(3)"]),
        (
            "exempt under section 25(1); notice under section 16(1). A requirement for review may be made",
            vec!["foisa 25(1)", "foisa 16(1)"],
        ),
        ("under section 21(4)(c), and section 30(b)", vec!["foisa 21(4)(c)", "foisa 30(b)"]),
        ("section 38(1)(a) of FOIA and section 21", vec!["foia 38(1)(a)", "foia 21"]),
    ] {
        assert_eq!(all(text), expected, "{text}");
    }
}

#[test]
fn a_law_binds_the_citation_it_stands_beside() {
    for (text, expected) in [
        // The Act on data protection as a reason, in another clause.
        (
            "FOI: names fall within section 40(2), because their release is unlawful under the Data Protection Act",
            vec!["foia 40(2)"],
        ),
        (
            "Under FOIA we apply s.40(2) to staff details that are protected under the DPA 2018",
            vec!["foia 40(2)"],
        ),
        ("FOI: section 40(2) since the UK GDPR forbids it", vec!["foia 40(2)"]),
        ("It is personal data under the Data Protection Act (section 40(2))", vec!["foia 40(2)"]),
        (
            "Section 40(2) applies. The Data Protection Act 2018 governs the rest",
            vec!["foia 40(2)"],
        ),
        (
            "FOIA: section 40(2) (personal information) in conjunction with section 10 of the DPA",
            vec!["foia 40(2)", "dpa 10"],
        ),
        (
            "FOI officer: as defined by section 3(2) of the Data Protection Act 2018",
            vec!["dpa 3(2)"],
        ),
        ("FOI officer: see the Data Protection Act 2018 s.3(2)", vec!["dpa 3(2)"]),
        ("FOI officer: see section 45 (right of access) of the DPA", vec!["dpa 45"]),
        // Each of two citations has the law it stands beside.
        (
            "regulation 12(5)(f) EIR and section 3(2) of the Data Protection Act 2018",
            vec!["eir 12(5)(f)", "dpa 3(2)"],
        ),
        (
            "regulation 13(1) of the EIR or, in the alternative, section 40(2) of FOIA",
            vec!["eir 13(1)", "foia 40(2)"],
        ),
        (
            "the EIR and FOIA apply: regulation 12(5)(e), section 43(2) and section 41(1)",
            vec!["eir 12(5)(e)", "foia 43(2)", "foia 41(1)"],
        ),
        (
            "sections 41 and 43(2), and regulation 12(5)(e)",
            vec!["foia 41", "foia 43(2)", "eir 12(5)(e)"],
        ),
        ("section 38(1)(b) and section 36(2) of FOISA", vec!["foisa 38(1)(b)", "foisa 36(2)"]),
        ("section 38(1)(b) FOISA and section 3(2) DPA", vec!["foisa 38(1)(b)", "dpa 3(2)"]),
        // Another Act, where it is named and where it is spoken of again.
        ("section 44(1)(a) and section 237 of the Enterprise Act 2002", vec!["foia 44(1)(a)"]),
        (
            "section 44 applies as release is prohibited under the Statistics and Registration Service Act 2007",
            vec!["foia 44"],
        ),
        (
            "section 44: the bar is in section 348 of the Financial Services and Markets Act 2000, and section 349 of that Act has no gateway",
            vec!["foia 44"],
        ),
        ("see the Local Government Act 1972 (section 38(2)) for the accounts", vec![]),
        (
            "refused under section 14(1) of FOIA; section 17(5) of the same Act applies",
            vec!["foia 14(1)", "foia 17(5)"],
        ),
        // Another law is named and put aside.
        ("Section 12 of the FOI Act applies. FOISA does not apply to us", vec!["foia 12"]),
        (
            "We are not subject to the Freedom of Information (Scotland) Act 2002. Section 21 applies",
            vec!["foia 21"],
        ),
        (
            "This was dealt with under the Freedom of Information Act rather than FOISA: section 35(1)(a)",
            vec!["foia 35(1)(a)"],
        ),
        (
            "Section 17 of FOISA: we do not hold it. Section 25(1) does not apply",
            vec!["foisa 17", "foisa 25(1)"],
        ),
        (
            "section 12 exemption, as the Environmental Information Regulations do not apply",
            vec!["foia 12"],
        ),
    ] {
        assert_eq!(all(text), expected, "{text}");
    }
}

#[test]
fn a_subject_may_tell_the_law() {
    let found = cited("exempt under section 28(1)", "RE: FOISA request 101013550");
    assert_eq!(found.first().map(|one| one.law), Some(Law::Foisa));
}

#[test]
fn numbers_that_are_no_citation() {
    for text in [
        "40 libraries were closed",
        "section 3 of your request",
        "our Section 151 officer",
        "a section 106 agreement",
        "section 17 of the Children Act 1989",
        "number S24-0417",
        "see section 3 and section 50 of the brochure",
        "section 5: staff, section 6: pay",
        "the same goes for sections 5 to 9 of the assessment",
        "it’s 40 miles",
        "sections 2 and 3 below",
    ] {
        assert_eq!(all(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_number_with_its_paragraph_needs_no_word_but_the_laws() {
    for (text, expected) in [
        ("Exemption 40(2) applies to the names.", vec!["foia 40(2)"]),
        ("It is exempt under 40(2) of the FOIA.", vec!["foia 40(2)"]),
        ("FOIA 40(2) and 43(2) apply.", vec!["foia 40(2)", "foia 43(2)"]),
        ("Exemption: 40(2)", vec!["foia 40(2)"]),
        ("EIR 12(4)(b) applies.", vec!["eir 12(4)(b)"]),
        ("We rely on exception 12(5)(e) of the EIR.", vec!["eir 12(5)(e)"]),
        ("Refused: r.12(5)(e) EIR", vec!["eir 12(5)(e)"]),
        ("EIR r12(5)(e) applies.", vec!["eir 12(5)(e)"]),
        ("Refused under 14(1) of the Act.", vec!["foia 14(1)"]),
        ("We rely on section 38(1)(b) of FOI(S)A.", vec!["foisa 38(1)(b)"]),
        ("FOI(S)A: section 25(1) applies", vec!["foisa 25(1)"]),
        ("FOIA 2000, EIR 2004, exemption 3 of 4, FOIA 40 years on", vec![]),
    ] {
        assert_eq!(all(text), expected, "{text}");
    }
}

#[test]
fn a_table_of_exemptions_is_read_once() {
    // Each citation used to be looked for in all that follows: a test that does not end is one that fails.
    let text = "section 40(2) ".repeat(20_000);
    assert_eq!(all(&text), ["foia 40(2)"]);
}
