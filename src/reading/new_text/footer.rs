//! What ends a letter and says nothing of the matter: signatures under `-- `, "sent from my …",
//! disclaimers, advertisements; and, kept apart, the paragraph on reviews and the regulator.
//!
//! Only paragraphs at the end are taken, and only those that speak like a footer. A rule or the
//! word "confidential" alone hides nothing.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

use super::lines::is_rule;
use super::{NewText, join};

/// Separates the new lines of a message.
pub(super) fn separate(lines: &[&str]) -> NewText {
    let (mut body, mut footer) = signature(lines);
    let end = footer_start(&body);
    if end < body.len() {
        footer.splice(0..0, body.split_off(end));
    }
    let device = device_start(&body);
    if device < body.len() {
        footer.splice(0..0, body.split_off(device));
    }
    let (new, rights) = rights(&body);
    let text = |lines: &[&str]| Some(join(lines)).filter(|text| !text.is_empty());
    NewText {
        new_text: join(&new),
        quoted_text: None,
        rights: text(&rights),
        footer: text(&footer),
    }
}

/// Moves a first line that only repeats the subject (the banner of a case system) to the footer.
pub(super) fn move_heading(parts: &mut NewText, subject: &str) {
    let (first, rest) = parts.new_text.split_once('\n').unwrap_or((&parts.new_text, ""));
    let repeats = squeezed(first) == squeezed(subject) && !squeezed(subject).is_empty();
    if !repeats || rest.trim().is_empty() {
        return;
    }
    let footer =
        parts.footer.take().map_or_else(|| first.to_owned(), |footer| format!("{first}\n{footer}"));
    parts.footer = Some(footer);
    parts.new_text = rest.trim_start_matches(['\n', ' ']).to_owned();
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Longest signature below `-- ` that is believed; below it, text is text.
const LONGEST_SIGNATURE: usize = 14;

/// Splits at the signature delimiter (RFC 3676 section 4.3), with its space or without.
fn signature<'a>(lines: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    let at = lines.iter().rposition(|line| matches!(line.trim_end(), "--" | "—"));
    if let Some(at) = at {
        let below = lines[at + 1..].iter().filter(|line| !line.trim().is_empty()).count();
        let above = lines[..at].iter().any(|line| line.contains(char::is_alphanumeric));
        if above && below <= LONGEST_SIGNATURE && !answers(&lines[at + 1..].join(" ")) {
            return (lines[..at].to_vec(), lines[at..].to_vec());
        }
    }
    (lines.to_vec(), Vec::new())
}

/// Where the footer paragraphs at the end start; `lines.len()` without any.
fn footer_start(lines: &[&str]) -> usize {
    let Some(first) = lines.iter().position(|line| line.contains(char::is_alphanumeric)) else {
        return lines.len();
    };
    let mut end = lines.len();
    loop {
        let Some(last) = lines[..end].iter().rposition(|line| !line.trim().is_empty()) else {
            return lines.len();
        };
        let mut start = (0..last)
            .rev()
            .find(|at| lines[*at].trim().is_empty() || is_rule(lines[*at], 5))
            .map_or(0, |at| at + 1);
        let paragraph = lines[start..=last].join(" ");
        let rule_only = is_rule(lines[last], 5);
        if rule_only {
            start = last;
        } else if !is_footer(&paragraph) {
            return with_rule(lines, end);
        }
        if first >= start {
            return with_rule(lines, end);
        }
        end = start;
    }
}

/// A rule right above the footer belongs to it; rules at the end of the text say nothing.
fn with_rule(lines: &[&str], end: usize) -> usize {
    let kept = lines[..end].iter().rposition(|line| !line.trim().is_empty() && !is_rule(line, 5));
    kept.map_or(end, |kept| (kept + 1).min(end))
}

/// Whether a paragraph speaks like a disclaimer or an advertisement and not of the matter.
fn is_footer(paragraph: &str) -> bool {
    static FOOTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)intended (only|solely|recipient|addressee)|(not|n't) (the )?(intended|meant)\b|(received|sent( to you)?) (this|it)?( e-?mail| message| transmission| communication)? ?(by mistake|in error)",
            r"|\bthis (e-?mail|message|communication|transmission)[^.]{0,90}\b(confidential|private|privileged|intended|virus|scanned|monitored|viruses)",
            r"|\b(scanned|checked|swept) (for|by)[^.]{0,40}(virus|malware|mailscanner|mimecast|symantec)|virus[- ]?free|\bmalware\b",
            r"|think before you print|consider the environment|before printing|save paper|think of the environment|need to print",
            r"|follow us on|find us on|like us on|\bunsubscribe\b|mailing list\b|mailman/listinfo|view it on github",
            r"|registered (office|charity|in england|in scotland|in wales|with the regulator)|company (number|no\b|registration)|charity (number|no\b)",
            r"|(views|opinions) expressed|not necessarily (those|represent|reflect)|legally binding",
            r"|e-?mails? (may be|are|is) (monitored|recorded|scanned|subject to)|monitor(s|ed|ing)? (all )?e-?mails?",
            r"|do not (edit|change|alter|amend) the subject|(do not|don't) reply to this (e-?mail|message|address)|automatically generated|unmonitored",
            r"|gohebiaeth (yn )?gymraeg|correspondence in welsh|in welsh or english|\bymwadiad\b|neges (e-?bost )?(hon|hwn)[^.]{0,80}cyfrinachol",
            r"|privacy (notice|policy|statement)|how we (use|handle|process) your (personal )?(data|information)",
            r"|riservate e per uso esclusivo|diese e-?mail[^.]{0,80}vertraulich|ce (message|courriel)[^.]{0,80}confidentiel",
        ))
        .expect("the pattern is fixed and tested")
    });
    FOOTER.is_match(paragraph) && !answers(paragraph)
}

/// Whether a paragraph speaks of the request: such a one is never a footer.
fn answers(paragraph: &str) -> bool {
    static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(your|this|the) (request|questions?|enquiry|application|complaint)\b|\bsections? \d|\bs\.? ?\d{1,2}\b|\bregulation \d|\bexempt|\bwithh[eo]ld|\bdisclos",
            r"|\bwe (do |can |have |are |will |hold|enclose|attach)|\b(please find|is attached|are attached|not held|in answer|in response|our (response|answer|decision|reply))",
            r"|\bquestions? ?\d|^\s*\d{1,2}[.)] ",
        ))
        .expect("the pattern is fixed and tested")
    });
    static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)disclos(e|ed|ure)[^.]{0,60}(strictly |is )?(prohibited|unauthori[sz]ed|freedom of information act|foia)|(unauthori[sz]ed|copying|distribution|dissemination|use)[^.]{0,60}disclos|exempt from disclosure|we (do not|cannot|will not|can not) (accept|guarantee|be (held )?(liable|responsible))|we (have|are) (taken|not liable|registered)|we will (process|use|handle|treat) your")
            .expect("the pattern is fixed and tested")
    });
    // What disclaimers say of disclosing is not what answers say of it.
    ANSWER.is_match(&LEGAL.replace_all(paragraph, " "))
}

/// Where "Sent from my …" stands as the last line.
fn device_start(lines: &[&str]) -> usize {
    static DEVICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)^\W{0,3}(sent from|sent via|sent with|sent using|sent on the|get outlook for|anfonwyd o|gesendet (von|mit)|von meinem \S+ gesendet|diese nachricht wurde von",
            r"|envoyé (de|depuis|à partir)|télécharger outlook|enviado (desde|do|a partir)|obtener outlook|inviato (da|dal)|ottieni outlook|scarica outlook|verzonden (vanaf|met|via)|verstuurd vanaf",
            r"|wysłane z|wysłano z|skickat från|sendt fra|hent outlook|hämta outlook|lähetetty|отправлено (с|из)|odesláno z|outlook (für|pour|voor) (ios|android))",
        ))
        .expect("the pattern is fixed and tested")
    });
    let Some(last) = lines.iter().rposition(|line| !line.trim().is_empty()) else {
        return lines.len();
    };
    let line = lines[last].trim();
    let words = line.split('<').next().unwrap_or(line).split_whitespace().count();
    let above = lines[..last].iter().any(|line| line.contains(char::is_alphanumeric));
    if above && (words <= 6 || (words <= 9 && !line.ends_with('.'))) && DEVICE.is_match(line) {
        last
    } else {
        lines.len()
    }
}

/// Takes the paragraphs on the right to a review out of the lines.
fn rights<'a>(lines: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    static START: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\bif you (are|remain|feel|were|should be|still|continue|have any)\b[^.]{0,60}\b(not (satisfied|happy|content)|dissatisfied|unhappy|unsatisfied|complaint)",
            r"|\bif you (wish|want|would like|are minded) to\b[^.]{0,60}\b(complain|appeal|review|challenge)",
            r"|\bshould you (wish|be|remain|want|feel|have)\b[^.]{0,80}\b(complain|complaint|appeal|review|challenge|dissatisfied|unhappy|satisfied)",
            r"|\byou have (the|a) right (to|of)\b[^.]{0,60}\b(appeal|complain|review)",
            r"|\byou (may|can) (ask|apply|appeal|request)[^.]{0,60}\b(internal review|for a review|decision to be reviewed)",
            r"|^\W*(your )?(rights? of appeal|appeal rights|complaints? procedure|review procedure|rights? to (complain|review|appeal|request a review)|right of review|your rights|how to complain|internal review( procedure)?)\W*$",
            r"|\bos (ydych|nad ydych)\b[^.]{0,40}(anfodlon|fodlon|hapus)|\bhawl i (gwyno|apelio|ofyn am adolygiad)",
        ))
        .expect("the pattern is fixed and tested")
    });
    let start = lines.iter().enumerate().skip(1).find_map(|(at, _)| {
        let opens = at == 0 || lines[at - 1].trim().is_empty();
        (opens && START.is_match(&paragraph_at(lines, at))).then_some(at)
    });
    let Some(start) = start else { return (lines.to_vec(), Vec::new()) };
    let paragraph_end = end_of_paragraph(lines, start);
    let text = lines[start..paragraph_end].join(" ");
    // The right must open the paragraph: an answer may stand before it.
    let opens = START.find(&text).is_some_and(|found| !text[..found.start()].contains(". "));
    if !opens {
        return (lines.to_vec(), Vec::new());
    }
    let end = rights_end(lines, paragraph_end);
    let says =
        lines[..start].iter().filter(|line| line.contains(char::is_alphanumeric)).count() > 1;
    if !says {
        return (lines.to_vec(), Vec::new());
    }
    let mut rest = lines[..start].to_vec();
    rest.extend(lines[end..].iter().skip_while(|line| line.trim().is_empty()));
    (rest, lines[start..end].to_vec())
}

/// The paragraphs that go on about it.
fn rights_end(lines: &[&str], from: usize) -> usize {
    static ON: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)information commissioner|\bico\b|ico\.org\.uk|wycliffe|wilmslow|sk9 ?5af|kinburn|foi\.scot|itspublicknowledge|0303 ?123|internal review",
            r"|\bcomplain|\bappeal|within (40|forty|two months|20 working)|comisiynydd gwybodaeth|\bregulator\b|review (will|request)|casework",
        ))
        .expect("the pattern is fixed and tested")
    });
    let mut end = from;
    loop {
        let Some(next) = (end..lines.len()).find(|at| !lines[*at].trim().is_empty()) else {
            return end;
        };
        if !ON.is_match(&paragraph_at(lines, next)) {
            return end;
        }
        end = end_of_paragraph(lines, next);
    }
}

fn end_of_paragraph(lines: &[&str], from: usize) -> usize {
    (from..lines.len()).find(|at| lines[*at].trim().is_empty()).unwrap_or(lines.len())
}

fn paragraph_at(lines: &[&str], from: usize) -> String {
    lines[from..end_of_paragraph(lines, from)].join(" ")
}
