//! What the name of an attached letter says of the decision, where the letter itself has no text: a scan
//! called "Refusal notice.pdf". A name that says anything else beside is that of a document.

use std::sync::LazyLock;

use super::{Evidence, Letter};
use crate::reading::kind::Kind;
use crate::reading::pattern::Forward;
use crate::reading::prose;

/// The kind that a name speaks for.
struct Named {
    kind: Kind,
    words: Forward,
}

/// Names with their kinds, the plainest first: "extension" outranks the section that is named with it.
static NAMES: LazyLock<Vec<Named>> = LazyLock::new(|| {
    [
        (
            Kind::ReviewAcknowledgement,
            r"\b(?:review acknowledg\w+|acknowledg\w+ of (?:\w+ )?review)\b",
        ),
        (
            Kind::ReviewPartlyUpheld,
            r"\breview\b.*\b(?:part(?:ly|ially)? (?:upheld|overturned)|upheld in part)\b",
        ),
        (Kind::ReviewOverturned, r"\breview\b.*\b(?:overturned|not upheld|complaint upheld)\b"),
        (Kind::ReviewUpheld, r"\breview\b.*\bupheld\b"),
        (Kind::Acknowledgement, r"\backnowledg\w+|\bcydnabod\w*|\bcydnabyddiaeth\b"),
        (Kind::Clarification, r"\bclarif\w+|\bmore information needed\b"),
        (Kind::FeeNotice, r"\bfees? notice\b"),
        (Kind::Interim, r"\binterim\b|\bpart 1\b"),
        (
            Kind::Extension,
            r"\bextension\b|\bextend\w*|\bpublic interest test\b|\bpit (?:letter|notice|extension)\b",
        ),
        (Kind::Holding, r"\bholding (?:letter|reply|response)\b|\bdelay (?:letter|notice)\b"),
        (Kind::Transfer, r"\btransfer (?:letter|notice|of request)\b|\btransferred\b"),
        (Kind::NeitherConfirmNorDeny, r"\bncnd\b|\bneither confirm\b"),
        (
            Kind::PartlyReleased,
            r"\bpart(?:ial(?:ly)?)? (?:refus\w+|disclos\w+|releas\w+|exempt\w*)|\bpartly\b",
        ),
        (
            Kind::NotHeld,
            r"\bnot held\b|\bno (?:information|records?|data) held\b|\binformation not held\b|\bnil return\b",
        ),
        (Kind::RefusalVexatious, r"\bvexatious\b|\b(?:section|s) ?14\b"),
        (
            Kind::RefusalCost,
            r"\b(?:section|s) ?12\b|\bcosts? (?:limit|refusal|exceed\w*)\b|\bappropriate limit\b|\bover cost\b",
        ),
        (Kind::RefusalPublished, r"\b(?:section|s) ?2[12]\b"),
        (
            Kind::RefusalExemption,
            r"\brefus(?:al|ed)\b|\bexempt(?:ion|ed)?\b|\bwithheld\b|\b(?:section|s) ?(?:2[346-9]|3\d|4[0-4])\b",
        ),
    ]
    .into_iter()
    .map(|(kind, words)| Named {
        kind,
        words: Forward::new(words).expect("the pattern is constant and tested"),
    })
    .collect()
});

/// Words that the names of letters consist of.
const WORDS: &str = "foi foia eir eirs foisa request response reply letter notice decision final formal full our \
    your the to of and for in on a under re section s ref reference no signed scan scanned copy \
    refusal refused exempt exemption withheld not held information data records record nil \
    return vexatious cost costs limit appropriate over fee fees acknowledgement acknowledgment \
    acknowledging acknowledge extension extended time public interest test pit clarification \
    clarify needed more holding delay transfer transferred interim part partial partly partially \
    disclosure release ncnd neither confirm nor deny review internal outcome result upheld overturned complaint v draft pdf council trust \
    freedom act doc ir llythyr ymateb cydnabod cydnabyddiaeth";

/// The kind that the name of a letter without text speaks for, and the name.
pub(super) fn kind(letter: &Letter<'_>) -> Option<(Kind, Evidence)> {
    if letter.attachments.iter().any(|(_, text)| !text.trim().is_empty()) {
        return None;
    }
    letter.attachments.iter().find_map(|(name, _)| {
        let words = letter_words(name)?;
        let named = NAMES.iter().find(|named| named.words.is_match(words.as_bytes()))?;
        let evidence = Evidence { rule: "name.says".to_owned(), quote: (*name).to_owned() };
        Some((named.kind, evidence))
    })
}

/// What a sentence calls the letter that it encloses: "Please find attached our acknowledgement letter".
/// A response to something has yet to be read.
pub(super) fn called(body: &str) -> Option<(Kind, Evidence)> {
    const NOT_YET_READ: [&str; 5] = ["response", "reply", "answer", "outcome", "decision"];
    prose::sentences(body).into_iter().find_map(|sentence| {
        let folded = prose::fold(sentence);
        let at = ["attached", "attach", "enclosed", "enclose"]
            .into_iter()
            .find_map(|word| folded.find(word).map(|at| at + word.len()))?;
        let called = known_words(&folded[at..])?;
        if NOT_YET_READ.into_iter().any(|word| called.contains(word)) {
            return None;
        }
        let named = NAMES.iter().find(|named| named.words.is_match(called.as_bytes()))?;
        let evidence =
            Evidence { rule: "letter.called".to_owned(), quote: sentence.trim().to_owned() };
        Some((named.kind, evidence))
    })
}

/// Whether a file can only be the answer: a table, or a document that is called one.
pub(super) fn is_an_answer(name: &str) -> bool {
    const TABLES: [&str; 5] = ["csv", "xls", "xlsx", "xlsm", "ods"];
    const CALLED: [&str; 6] = ["response", "reply", "answer", "disclosure", "data", "figures"];
    let name = name.to_ascii_lowercase();
    let (stem, end) = name.rsplit_once('.').unwrap_or((&name, ""));
    TABLES.contains(&end)
        || ["pdf", "doc", "docx", "odt", "zip"].contains(&end)
            && CALLED.iter().any(|word| stem.contains(word))
            && !stem.contains("data protection")
}

/// The words of a letter's name, folded; none where it is no letter's.
pub(in crate::reading) fn letter_words(name: &str) -> Option<String> {
    const LETTERS: &[&str] =
        &["pdf", "doc", "docx", "rtf", "odt", "tif", "tiff", "jpg", "jpeg", "png"];
    let (stem, end) = name.rsplit_once('.')?;
    if !LETTERS.contains(&end.to_ascii_lowercase().as_str()) {
        return None;
    }
    known_words(&prose::fold(stem))
}

/// The words of a folded text, if the names of letters consist of them and nothing else.
fn known_words(folded: &str) -> Option<String> {
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let known = |word: &&str| {
        WORDS.split(' ').any(|one| one == *word)
            || word.contains(|c: char| c.is_ascii_digit())
            || word.len() == 1
    };
    words.iter().all(known).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::classify::classify;

    #[test]
    fn a_scan_is_of_the_kind_that_its_name_says() {
        for (name, expected) in [
            ("Refusal notice.pdf", Some(Kind::RefusalExemption)),
            ("FOI-4417 REFUSAL.pdf", Some(Kind::RefusalExemption)),
            ("foi_4417_section_43.pdf", Some(Kind::RefusalExemption)),
            ("Section 12 refusal notice.docx", Some(Kind::RefusalCost)),
            ("S14 vexatious.pdf", Some(Kind::RefusalVexatious)),
            ("Information not held FOI 88.pdf", Some(Kind::NotHeld)),
            ("Response - not held.tif", Some(Kind::NotHeld)),
            ("FOI fees notice.pdf", Some(Kind::FeeNotice)),
            ("Acknowledgement.pdf", Some(Kind::Acknowledgement)),
            ("PIT extension letter.pdf", Some(Kind::Extension)),
            ("Clarification letter 2026-114.pdf", Some(Kind::Clarification)),
            ("Partial refusal.pdf", Some(Kind::PartlyReleased)),
            ("Holding reply.pdf", Some(Kind::Holding)),
            ("Internal review outcome - upheld.pdf", Some(Kind::ReviewUpheld)),
            ("Internal review outcome - partly upheld.pdf", Some(Kind::ReviewPartlyUpheld)),
            ("IR outcome, internal review, decision overturned.pdf", Some(Kind::ReviewOverturned)),
            // Documents, and letters whose name tells nothing.
            ("Response FOI-4417.pdf", None),
            ("Fees and charges 2026.pdf", None),
            ("Extension to the library.pdf", None),
            ("Refusals policy.pdf", None),
            ("Tree preservation - exempt works.pdf", None),
            ("Holding company accounts.pdf", None),
            ("Transfer of assets.pdf", None),
            ("refusal notice.xlsx", None),
        ] {
            let letter = Letter {
                subject: "Your FOI request",
                body: "Dear Ms Hale\n\nPlease find our response attached.\n\nRegards",
                attachments: vec![(name, "")],
                ..Letter::default()
            };
            assert_eq!(kind(&letter).map(|(kind, _)| kind), expected, "{name}");
            let told = expected.unwrap_or(Kind::Released);
            assert_eq!(classify(&letter).kind, told, "{name}");
        }
    }

    #[test]
    fn a_name_says_nothing_where_the_letter_does() {
        let letter = Letter {
            subject: "Your FOI request",
            body: "Dear Ms Hale\n\nThe council ran 14 boats in 2025, and the figures you asked for are below.\n\nBoats: 14",
            attachments: vec![("Refusal notice.pdf", "")],
            ..Letter::default()
        };
        assert_ne!(classify(&letter).kind, Kind::RefusalExemption);
        let attachments = vec![("Refusal notice.pdf", "The lease is attached.")];
        assert_eq!(kind(&Letter { attachments, ..letter }), None);
    }
}
