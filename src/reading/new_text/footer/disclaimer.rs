//! Disclaimers, advertisements and requests to save paper: what such a paragraph speaks of, and what
//! an answer speaks of.

use std::sync::LazyLock;

use crate::reading::pattern::Regex;

/// Whether a paragraph speaks like a disclaimer or an advertisement and not of the matter.
pub(super) fn is_footer(paragraph: &str) -> bool {
    (FOOTER.is_match(paragraph) || is_disclaimer(paragraph)) && !answers(paragraph)
}

/// Whether a paragraph may stand among footers without being one by its words: links and
/// addresses.
pub(super) fn is_beside(paragraph: &str) -> bool {
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)https?://|\bwww\.|@|\b(twitter|facebook|linkedin|instagram|youtube)\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
        )
    });
    paragraph.split_whitespace().count() <= 16
        && BESIDE.is_match(paragraph)
        && !paragraph.trim_end().ends_with(['.', '?', '!'])
        && !answers(paragraph)
}

/// Whether a paragraph is but the heading of a disclaimer.
pub(super) fn is_heading(paragraph: &str) -> bool {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^\W*(e-?mail )?(disclaimer|ymwadiad|confidentiality( notice)?|confidential|legal notice|important( notice)?|haftungsausschluss|avertissement|aviso legal|avvertenza)\W*$",
        )
    });
    HEADING.is_match(paragraph)
}

/// Whether a paragraph speaks of the request: such a one is never a footer.
pub(super) fn answers(paragraph: &str) -> bool {
    static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)\b(your|this|the) (request|questions?|enquiry|application|complaint)\b|\bsections? \d|\bs\.? ?\d{1,2}\b|\bregulation \d|\bexempt|\bwithh[eo]ld|\bdisclos",
            r"|\bwe (do |can |have |are |will |hold|enclose|attach)|\b(please find|is attached|are attached|not held|in answer|in response|our (response|answer|decision|reply))",
            r"|\bquestions? ?\d|^\s*\d{1,2}[.)] ",
        ))
    });
    static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
        regex(concat!(
            r"(?i)disclos(e|ed|ure)[^.]{0,60}(strictly |is )?(prohibited|unauthori[sz]ed|freedom of information act|foia)|(unauthori[sz]ed|copying|distribution|dissemination|use)[^.]{0,60}disclos|exempt from disclosure|(may|might|could|can) be subject to (public )?disclosure[^.]{0,80}|unless [^.]{0,60}exempt[^.]{0,40}confidentiality\b|we (do not|cannot|will not|can not) (accept|guarantee|be (held )?(liable|responsible))|we (have|are) (taken|not liable|registered)|we will (process|use|handle|treat) your",
            r"|freedom of information act[^.]{0,60}\b(e-?mails?|messages?|correspondence)\b[^.]{0,60}\bdisclosed?|\b(e-?mails?|messages?|correspondence)\b[^.]{0,80}\b(may|might|could)( have to)? be disclosed|\bdo not [^.]{0,20}disclose\b|\byou (must|may|should|shall) not [^.]{0,40}disclose\b|\b(may|might)( have to| be (required|obliged) to)? disclose (this|the|any|your) (e-?mails?|messages?|correspondence)\b|\bwhat(ever)? is attached\b|attached to it\b",
        ))
    });
    // What disclaimers say of disclosing is not what answers say of it.
    ANSWER.is_match(&LEGAL.replace_all(paragraph, " "))
}

/// What footers say in so many words.
static FOOTER: LazyLock<Regex> = LazyLock::new(|| {
    regex(concat!(
        r"(?i)intended (recipient|addressee)|intended (only|solely) for the (use of|attention|person|individual|addressee|named|recipient)|(received|sent( to you)?) (this|it) ?(e-?mail|message|transmission|communication)? ?(by mistake|in error)|(e-?mail|message|transmission|communication) (by mistake|in error)",
        r"|\bthis (e-?mail|message|communication|transmission)[^.]{0,90}\b(confidential|private|privileged|intended|virus|scanned|monitored|viruses)",
        r"|\b(e-?mail|message)[^.]{0,60}\b(scanned|checked|swept) (for|by)[^.]{0,40}(virus|malware|mailscanner|mimecast|symantec)|\bvirus[- ]?free\b|\bvirus(es)?\b[^.]{0,40}\bmailscanner\b|(e-?mail|message)[^.]{0,60}\bmalware\b",
        r"|\bscanned by (mail|mime|message|symantec|mimecast)|\binternet communications? (are|is|cannot be)[^.]{0,30}\bsecure|\b(notification|send)[- ]only (address|e-?mail)|\bcannot accept incoming e-?mails?\b",
        r"|think before you print|(consider|think of|think about) the environment[^.]{0,40}\bprint|before printing|save paper|think of the environment|need to print|pensez à l['’]environnement|umwelt[^.]{0,60}druck|druck[^.]{0,60}umwelt|imprim[^.]{0,60}(medio ambiente|environnement|ambiente)|stampare[^.]{0,60}ambiente|milieu[^.]{0,60}\bprint|miljö[^.]{0,60}skriv|amgylchedd[^.]{0,60}argraffu|argraffu[^.]{0,60}amgylchedd",
        r"|\b(follow|find|like) us( on\b|: ?@)|^\W*(click here )?(to )?unsubscribe\b|\bto unsubscribe\b|unsubscribe (from|here)|mailing list\b|mailman/listinfo|view it on github|report this (e-?mail|message) as spam|sign up (to|for) our\b|subscribe to our\b|^\W*visit (our|us)\b|^\W*powered by\b|delivered by zendesk|view request\b|turn off this request",
        r"|^\W*(tell us how we did|how did we do|how are we doing|rate our|please rate|take our|help us (to )?improve|we value your feedback|please (complete|take) our)\b",
        r"|registered (office|charity|in england|in scotland|in wales|with the regulator)|company (number|no\b|registration)|charity (number|no\b)",
        r"|(views|opinions) expressed|not necessarily (those|represent|reflect)|(e-?mail|message)[^.]{0,80}legally binding|contractual or other legal commitment",
        r"|e-?mails? (sent [^.]{0,40})?(may be|are|is) (monitored|recorded|scanned|subject to)|(monitor|record)(s|ed|ing)? (all )?((incoming|outgoing|inbound|outbound)( and | or |/)?)*e-?mails?|e-?mail[^.]{0,40}content[^.]{0,20}may be monitored|(e-?mails?|messages?)[^.]{0,80}may (have to )?be (disclosed|released)[^.]{0,40}\b(act|law|regulations)\b|(e-?mails?|messages?)[^.]{0,80}may be disclosed",
        r"|nhs ?mail is (the|a) secure|(information|learn) about (nhs ?mail|how to (send|use) [^.]{0,20}secure)|e-?mail (traffic|communications?|correspondence|system)[^.]{0,30}\b(may be|is|are)( subject to)? (record|monitor)|\bcome to you (in error|by mistake)\b|\b(e-?mail|message)\b[^.]{0,60}\b(may|might|could|can) be subject to (public )?disclosure\b",
        r"|^\W*did you know (that )?you can\b|\bin (another|an alternative|a different) (format|language)\b|^\W*((protective marking|classification)\W{1,3})?(not protectively marked|official(\W{1,3}sensitive)?)\W*$|\b(do not|don['’]t) feel (you need|obliged|under any)\b[^.]{0,40}\b(reply|respond|answer)|carthannai?s",
        r"|do not (edit|change|alter|amend) the subject|(do not|don't) reply to this (e-?mail|message|address)|automatically generated|unmonitored",
        r"|g?ohebiaeth (yn )?g?ymraeg|correspondence in welsh|in welsh or english|ysgrifennu atom yn gymraeg|(write|speak|reply) to us in welsh|\bymwadiad\b",
        r"|(our|the council['’]s) privacy (notice|policy|statement)|^\W*privacy (notice|policy|statement)|how we (use|handle|process) your (personal )?(data|information)|(behandlar|behandler) (vi )?(dina|dine) personup|personenbezogenen daten[^.]{0,80}(finden sie|unter)",
    ))
});

/// Two of three marks of a disclaimer, in a paragraph that speaks of a message: that it is
/// confidential, for whom it is meant, what to do if it went astray.
fn is_disclaimer(paragraph: &str) -> bool {
    static MESSAGE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)e-?mail|e-?bost|e-?post|\bmessage|nachricht|mensaje|correo|messaggio|bericht|mensagem|meddelande|meddelelse|melding|viesti|wiadomość|zpráva|neges|courriel|transmission|communication",
        )
    });
    static CONFIDENTIAL: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)confidential|privileged|protectively marked|keeps? a record of (all|every) e-?mail|vertraulich|rechtlich geschützt|confidentiel|confidencia|riservat|vertrouwelijk|konfidentiel|fortrolig|konfidensiel|luottamuksel|poufn|důvěrn|[cg]yfrinachol",
        )
    });
    static MEANT: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(intended|meant) (only|solely|exclusively|for)|to whom it is (addressed|directed)|only the (addressee|person)|for the person (it is|it's|who is) |('re|are) not (that|the named) person|addressee|recipient|(ausschließlich|nur) (für|zur)|adressat|(vorgesehene|richtige) empfänger|destinataire|destinatari|destina-se|geadresseerde|bestemd voor|adressaten|(til|for) (modtager|mottaker)|vastaanottaj|dla adresata|adresát|bwriedi|bwriadu|sawl a enwir|sawl y",
        )
    });
    static ASTRAY: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)(in error|by mistake|irrtümlich|versehentlich|par erreur|por error|per errore|per ongeluk|abusievelijk|por engano|av misstag|ved en fejl|ved en feil|vahingossa|omyłkowo|omylem|ar gam\b|trwy gamgymeriad)|reached you (by|in)|(delete|destroy|erase) (it|the|this|all)\b|must not (copy|read|use|act|disclose|forward|distribute)|löschen sie|(informieren|benachrichtigen) sie|notify the sender|supprime|detrui|bórrelo|elimin|cancell|verwijder|apague|slet d|radera|slett|usuń|smažte|dilëwch",
        )
    });
    let marks = [&*CONFIDENTIAL, &*MEANT, &*ASTRAY];
    MESSAGE.is_match(paragraph) && marks.iter().filter(|mark| mark.is_match(paragraph)).count() > 1
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is fixed and tested")
}
