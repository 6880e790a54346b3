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
        ("section 24, 31(3) & 40(5b)", vec!["foia 24", "foia 31(3)", "foia 40(5B)"]),
        (
            "Section 40(2)(a)(b) by virtue of 40(3A)(a)",
            vec!["foia 40(2)(a)", "foia 40(2)(b)", "foia 40(3A)(a)"],
        ),
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
