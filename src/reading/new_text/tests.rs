//! What `new_text` is expected to make of invented mail.

use super::*;

fn new(text: &str) -> String {
    separate_text(text, &[]).new_text
}

#[test]
fn the_new_text_is_what_stands_above_the_original() {
    let originals = [
        "On Tue, 4 Mar 2025 at 03:57, Una Vale <una@vale.example> wrote:\n\n> Please send\n> the list.",
        "On 4 Mar 2025, at 03:57, Una Vale\n<una@vale.example> wrote:\n\nPlease send the list.",
        "-----Original Message-----\nFrom: Una Vale <una@vale.example>\nSent: 04 March 2025 03:57\nTo: FOI\nSubject: Request\n\nPlease send",
        "________________________________\nFrom: Una Vale\nSent: 04 March 2025 03:57\nTo: FOI\nSubject: Request\n\nPlease send",
        "From: Una Vale <una@vale.example>\nDate: Tue, 4 Mar 2025\nTo: foi@town.example\nSubject: Request\n\nPlease send",
        "Von: Una Vale\nGesendet: Dienstag, 4. März 2025 03:57\nAn: FOI\nBetreff: Anfrage\n\nBitte",
        "De : Una Vale\nEnvoyé : mardi 4 mars 2025\nÀ : FOI\nObjet : Demande\n\nBonjour",
        "Oddi wrth: Una Vale\nAnfonwyd: 04 Mawrth 2025\nAt: FOI\nPwnc: Cais\n\nAnnwyl",
        "Am 04.03.2025 um 03:57 schrieb Una Vale <una@vale.example>:\n> Bitte",
        "ср, 30 апр. 2025 г. в 15:19, Una Vale <una@vale.example>:\n\nпривет",
        ">>> Una Vale <una@vale.example> 04/03/2025 08:56 >>>\n> Please send",
        "Una Vale <una@vale.example>\n04/03/2025 16:04\n\nTo\nfoi <foi@town.example>\ncc\n\nSubject\nRequest\n\n     Please send",
        "--------------------------------\n\nDear Town Council,\n\nUnder the Freedom of Information Act 2000 I would like to know the cost.\n\nUna Vale",
    ];
    for original in originals {
        let text = format!("Dear Ms Vale\n\nWe hold twelve.\n\n{original}\n");
        let parts = separate_text(&text, &[]);
        assert_eq!(parts.new_text, "Dear Ms Vale\n\nWe hold twelve.", "{original}");
        assert!(parts.quoted_text.is_some(), "{original}");
    }
}

#[test]
fn answers_in_between_and_below_are_new() {
    let text = "> How many?\nTwelve.\n> Where?\nHere.\n\nOn 4 Mar 2025 at 10:00 Una <u@v.example> wrote:\n> old\n\nAnd this below.";
    assert_eq!(new(text), "Twelve.\n\nHere.\n\nAnd this below.");
}

#[test]
fn an_answer_is_never_taken_for_a_quotation_or_a_footer() {
    let kept = [
        "CROESO\n\n----------\n\nDear Ms Vale\n\nWe hold twelve.",
        "Dear Ms Vale\n\n--------------\nConfidential\n\nWe withhold the rest under section 41.",
        "On 4 March you wrote:\n\nHow many?\n\nWe hold twelve.",
        "We hold twelve.\n\nFrom: 1 April 2024\nTo: 31 March 2025\nDate: financial year\n\nThirteen.",
        "From: FOI Team\nDate: 4 March 2025\nTo: Una Vale\nSubject: Your request\n\nWe hold twelve.",
        "Here is another\n\nSent from my desk, which is easier than a telephone.",
        "-- first point\n-- second point",
        "> only a quotation",
    ];
    for text in kept {
        assert_eq!(new(text), text, "{text}");
    }
}

#[test]
fn footers_are_kept_apart() {
    let footers = [
        "--\nUna Vale\nFOI Officer",
        "Sent from my iPhone",
        "________________________________\nThis email is confidential and intended only for the addressee.",
        "*****************\nThis message is for the person it is addressed to. If you're not that\nperson please delete it and tell us.\n*****************",
        "Please consider the environment before printing this email.\n\n***********\nRegistered office: Town Hall",
    ];
    for footer in footers {
        let parts = separate_text(&format!("We hold twelve.\n\n{footer}\n"), &[]);
        assert_eq!(parts.new_text, "We hold twelve.", "{footer}");
        assert_eq!(parts.footer.as_deref(), Some(footer), "{footer}");
    }
}

#[test]
fn the_rights_paragraph_is_kept_apart() {
    let text = "Dear Ms Vale\n\nWe hold twelve.\n\nIf you are unhappy with this answer you may ask for an internal review.\n\nYou may then complain to the Information Commissioner.\n\nYours sincerely\n\nUna";
    let parts = separate_text(text, &[]);
    assert_eq!(parts.new_text, "Dear Ms Vale\n\nWe hold twelve.\n\nYours sincerely\n\nUna");
    assert!(parts.rights.is_some_and(|rights| rights.contains("Commissioner")));
}

/// The letter that stands above every original here.
const LETTER: &str = "Dear Ms Vale\n\nWe own twelve bridges.\n\nYours sincerely\nAnn Hale";

fn is_told_apart(original: &str) {
    let parts = separate_text(&format!("{LETTER}\n\n{original}\n"), &[]);
    assert_eq!(parts.new_text, LETTER, "{original}");
}

#[test]
fn attributions_are_known_in_many_languages_whole_and_wrapped() {
    for line in [
        "On Tue, Mar 4, 2025 at 9:12 AM Una Vale <una@vale.example> wrote:",
        "On Tuesday, 4 March 2025 at 09:12:33 GMT, Una Vale <una@vale.example> wrote:",
        "---- On Tue, 04 Mar 2025 09:12:33 +0000 Una Vale <una@vale.example> wrote ----",
        "Am Di., 4. März 2025 um 09:12 Uhr schrieb Una Vale <una@vale.example>:",
        "Le mar. 4 mars 2025 à 09:12, Una Vale <una@vale.example> a écrit :",
        "El mar, 4 mar 2025 a las 9:12, Una Vale (<una@vale.example>) escribió:",
        "Il giorno mar 4 mar 2025 alle ore 09:12 Una Vale <una@vale.example> ha scritto:",
        "Op di 4 mrt 2025 om 09:12 schreef Una Vale <una@vale.example>:",
        "Em ter., 4 de mar. de 2025 às 09:12, Una Vale <una@vale.example> escreveu:",
        "Den tis 4 mars 2025 kl 09:12 skrev Una Vale <una@vale.example>:",
        "ti 4. maalisk. 2025 klo 9.12 Una Vale (una@vale.example) kirjoitti:",
        "wt., 4 mar 2025 o 09:12 Una Vale <una@vale.example> napisał(a):",
        "Wiadomość napisana przez Una Vale <una@vale.example> w dniu 4 mar 2025, o godz. 09:12:",
        "út 4. 3. 2025 v 9:12 odesílatel Una Vale <una@vale.example> napsal:",
        "Una Vale <una@vale.example> ezt írta (időpont: 2025. márc. 4., K, 9:12):",
        "În mar., 4 mar. 2025 la 09:12, Una Vale <una@vale.example> a scris:",
        "На вт, 4.03.2025 г. в 9:12 Una Vale <una@vale.example> написа:",
        "Στις Τρί 4 Μαρ 2025 στις 9:12 π.μ., ο/η Una Vale <una@vale.example> έγραψε:",
        "Una Vale <una@vale.example>, 4 Mar 2025 Sal, 09:12 tarihinde şunu yazdı:",
        "2025/03/04 9:12、Una Vale <una@vale.example>のメール:",
        "Una Vale <una@vale.example> 于2025年3月4日周二 09:12写道：",
        "2025년 3월 4일 (화) 오전 9:12, Una Vale <una@vale.example>님이 작성:",
        "\u{202b}בתאריך יום ג׳, 4 במרץ 2025 ב-9:12 מאת \u{202a}Una Vale\u{202c}\u{200f} <\u{202a}una@vale.example\u{202c}\u{200f}>:\u{202c}",
        "Ar Maw, 4 Maw 2025 am 09:12 ysgrifennodd Una Vale <una@vale.example>:",
    ] {
        is_told_apart(&format!("{line}\n\nPlease send the list."));
        is_told_apart(&format!("{line}\n> Please send the list."));
        let wrapped = line.replacen(" <", "\n<", 1);
        is_told_apart(&format!("{wrapped}\n> Please send the list."));
    }
    // A language that nobody here knows.
    is_told_apart("Zzz 4 zzz 2025 zz 09:12 Una Vale <una@vale.example> zzzz:\n> Please send");
}

#[test]
fn header_blocks_are_known_in_many_languages() {
    for names in [
        ["Van", "Verzonden", "Aan", "Onderwerp"],
        ["Da", "Inviato", "A", "Oggetto"],
        ["Från", "Skickat", "Till", "Ämne"],
        ["Frå", "Sendt", "Til", "Emne"],
        ["Lähettäjä", "Päiväys", "Vastaanottaja", "Aihe"],
        ["Od", "Wysłano", "Do", "Temat"],
        ["Gönderen", "Tarih", "Alıcı", "Konu"],
        ["Από", "Στάλθηκε", "Προς", "Θέμα"],
        ["От", "Изпратено", "До", "Относно"],
        ["差出人", "送信日時", "宛先", "件名"],
        ["发件人", "发送时间", "收件人", "主题"],
        ["寄件者", "寄件日期", "收件者", "主旨"],
        ["보낸 사람", "보낸 날짜", "받는 사람", "제목"],
        ["מאת", "נשלח", "אל", "נושא"],
        ["من", "تم الإرسال", "إلى", "الموضوع"],
    ] {
        let [from, sent, to, subject] = names;
        for colon in [":", "：", ":*"] {
            let star = if colon == ":*" { "*" } else { "" };
            is_told_apart(&format!(
                "{star}{from}{colon} Una Vale\n{star}{sent}{colon} 4 March 2025 9:12\n{star}{to}{colon} FOI\n{star}{subject}{colon} Bridges\n\nPlease send"
            ));
        }
    }
    for block in [
        "Original message\nFrom: Una Vale\nDate: 4/3/2025\nTo: FOI\nSubject: Bridges\n\nPlease",
        "-----Özgün İleti-----\nPlease",
        "una@vale.example on 04/03/2025 09:12:33\n\nTo:\tfoi@town.example\ncc:\nSubject:\tBridges\n\nPlease",
        "Una Vale ---04/03/2025 09:12:33---Dear FOI team\n\nFrom: Una Vale\nTo: FOI\nDate: 4/3/2025\nSubject: Bridges\n\nPlease",
        ">>> On 4/3/2025 at 9:12 AM, in message\n<q1@vale.example>, Una Vale\n<una@vale.example> wrote:\nPlease",
        "-----Una Vale <una@vale.example> wrote: -----\n\nTo: foi@town.example\n\nPlease",
        "»\n» Please send\n» the list",
    ] {
        is_told_apart(block);
    }
}

#[test]
fn what_only_looks_like_a_quotation_or_a_footer_stays() {
    for text in [
        "Dear Ms Vale\n\nThe bus goes\n\nFrom: Station\nTo: Harbour\nDate: weekdays\n\nIt costs four pounds.",
        "Dear Ms Vale\n\nMr Hill wrote to us on 4 March 2025 at 10:00:\n\nThe bridge is shut.\n\nWe agree.",
        "Dear Ms Vale\n\nOn 4 March 2025 at 10:00 you wrote:\n\nHow many?\n\nTwelve.",
        "Thank you.\n\n--\n\nWe hold twelve bridges.\n\n--\n\nThirteen of them are closed.",
        "Dear Ms Vale\n\nThe council must consider the environment in each decision.",
        "Dear Ms Vale\n\nThe contractor is Hill Ltd, company number 123456.",
        "Dear Ms Vale\n\nThe policy was replaced by our privacy policy of 2021.",
        "Dear Ms Vale\n\nResidents unsubscribe by telephone.",
        "Dear Ms Vale\n\nThe path was not meant for lorries. It was intended only for walkers.",
        "Dear Ms Vale\n\nWe own twelve.\n\nIf you are not content with this answer, write to the chairman.",
        "Dear Ms Vale\n\nThe warning reads: this email came from outside.\n\nAnn",
    ] {
        assert_eq!(new(text), text);
    }
}

#[test]
fn disclaimers_are_known_by_what_they_say_in_many_languages() {
    for footer in [
        "Disclaimer\n\nThe information in this message is confidential and meant for the addressee.",
        "Mae'r neges hon yn gyfrinachol ac wedi ei bwriadu ar gyfer y sawl a enwir yn unig.",
        "Der Inhalt dieser E-Mail ist vertraulich und ausschließlich für den Adressaten bestimmt.",
        "Ce message est confidentiel et établi à l'intention de ses destinataires.",
        "Este mensaje es confidencial. Si lo ha recibido por error, bórrelo.",
        "Le informazioni in questo messaggio sono riservate al destinatario.",
        "Dit bericht is vertrouwelijk. Per ongeluk ontvangen? Verwijder het dan.",
        "Esta mensagem é confidencial e destina-se ao seu destinatário.",
        "Denne e-mail er fortrolig og kun beregnet til modtageren.",
        "Tämä viesti on luottamuksellinen ja tarkoitettu vain vastaanottajalle.",
        "Ta wiadomość jest poufna. Jeśli przyszła omyłkowo, usuń ją.",
        "Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail drucken.",
        "Follow us on Twitter\n\nwww.town.example\n\nThis email is intended only for the addressee.",
        "Under the Freedom of Information Act 2000 this e-mail may be disclosed.",
        "How did we do? Please rate us at https://survey.example/y",
        "Holen Sie sich Outlook für iOS",
        "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
        "Téléchargez Outlook pour Android",
        "iPhone'umdan gönderildi",
        "This message, and any file with it, may hold private or privileged matter and is meant only for the person to whom it is directed. If you are not that person you must not act on it.",
        "The Trust records incoming and outgoing e-mail. Any message may have to be released under the Freedom of Information Act 2000.",
        "Mae croeso i chi ysgrifennu atom yn Gymraeg.",
        "Think of the environment: do you need to print this? We handle your personal data as our privacy notice says. We may have to disclose this message if asked.",
        "Only the addressee may read this e-mail. If it has reached you in error, tell us and erase it.",
    ] {
        let parts = separate_text(&format!("{LETTER}\n\n{footer}\n"), &[]);
        assert_eq!(parts.new_text, LETTER, "{footer}");
        assert_eq!(parts.footer.as_deref(), Some(footer));
    }
}

#[test]
fn banners_above_the_letter_are_kept_apart() {
    for banner in [
        "##- Please type your reply above this line -##",
        "—-—-—\nReply above this line.",
        "CAUTION: This email originated from outside of the organisation. Take care.",
        "[EXTERNAL EMAIL] This message came from elsewhere.",
        "You don't often get email from foi@town.example. Learn why this is important",
    ] {
        let parts = separate_text(&format!("{banner}\n\n{LETTER}\n"), &[]);
        assert_eq!(parts.new_text, LETTER, "{banner}");
        assert_eq!(parts.footer.as_deref(), Some(banner));
    }
}

#[test]
fn her_own_letter_is_known_by_her_name_without_any_marker() {
    let hers = "Dear Town Council,\n\nPlease count the bridges.\n\nYours faithfully,\n\nUna Vale";
    let read = |name: &str| {
        let to = crate::reading::Address { name: name.into(), address: "una@vale.example".into() };
        let text = format!("{LETTER}\n\n{hers}\n");
        separate(&Message { text, to: vec![to], ..Message::default() }).new_text
    };
    assert_eq!(read("Una Vale"), LETTER);
    assert!(read("Somebody Else").contains("count the bridges"));
}

#[test]
fn damaged_and_bilingual_markers_are_known() {
    for block in [
        "Oddi wrth / From: Una Vale\nAnfonwyd / Sent: 4 March 2025 9:12\nAt / To: FOI\nPwnc / Subject: Bridges\n\nPlease",
        "Op di 4 mrt 2025 om 09:12 schreef Una Vale <una@vale.example\n>:\n\n> Stuur de lijst",
        "-------- Original message --------From: Una Vale <una@vale.example> Date: 4/3/2025 To: FOI Subject: Bridges Please",
    ] {
        is_told_apart(block);
    }
    for text in [
        "Dear Ms Vale\n\nThe note begins\n\n    From: the Chairman\n    To: all members\n    Date: 3 May 1962\n    Subject: the clock\n\nand is lost.",
        "Dear Ms Vale\n\n> 5 pages are legible, < 2 are not.",
    ] {
        assert_eq!(new(text), text);
    }
}

#[test]
fn her_request_below_a_heading_or_in_a_history_is_hers() {
    for below in [
        "-----------------\nOriginal request received 02/04/2024\n-----------------\nList the bridges.\n\nUna Vale",
        "-----------------\n\nUna Vale\n\n19 Feb 2024, 17:58 GMT\n\nCould I see the list?",
    ] {
        let to = crate::reading::Address {
            address: "una.vale@vale.example".into(),
            ..Default::default()
        };
        let text = format!("{LETTER}\n\n{below}\n");
        let message = Message { text, to: vec![to], ..Message::default() };
        assert_eq!(separate(&message).new_text, LETTER, "{below}");
    }
    let to = crate::reading::Address { name: "Una Vale".into(), ..Default::default() };
    let desk = "## Reply above this line ##\n\nYour enquiry (5512) has been updated.\n\nAnn Hale (Town Hall)\n4 Mar 2025, 14:03 GMT\n\nIt is the red one.\n\nAnn\n\n--------\n\nUna Vale\n3 Mar 2025, 09:31 GMT\n\nWhich door?\n\n--------\nA service of the Town Hall";
    let message = Message { text: desk.into(), to: vec![to], ..Message::default() };
    assert_eq!(separate(&message).new_text, "It is the red one.\n\nAnn");
}

/// Lines such as mails are made of.
fn line() -> impl proptest::strategy::Strategy<Value = String> {
    proptest::sample::select(vec![
        "",
        "",
        "Dear Ms Vale",
        "We own twelve bridges.",
        "Una Vale",
        "Ann Hale",
        "Yours sincerely",
        "> How many?",
        ">> Where?",
        "UV> Why?",
        "| cell",
        "--",
        "-- ",
        "_____________",
        "-----Original Message-----",
        "From: Una Vale <una@vale.example>",
        "Sent: 4 March 2025 09:12",
        "To: FOI",
        "Subject: Bridges",
        "On 4 Mar 2025 at 09:12, Una Vale <una@vale.example> wrote:",
        ">>> Una Vale <una@vale.example> 04/03/2025 09:12 >>>",
        "Please see our answers below in capitals.",
        "How many? TWELVE",
        "Answer: twelve",
        "[Ann Hale] Here.",
        "Sent from my iPhone",
        "Get Outlook for iOS<https://aka.ms/o0ukef>",
        "This email is confidential and intended only for the addressee.",
        "CAUTION: This email originated from outside.",
        "Please reply above this line",
        "If you are unhappy you may ask for an internal review.",
        "Under the Freedom of Information Act I would like to request a list.",
        "www.town.example",
        "Bridges",
    ])
    .prop_map(str::to_owned)
}

use proptest::strategy::Strategy as _;

proptest::proptest! {
    #[test]
    fn nothing_is_thrown_away(lines in proptest::collection::vec(line(), 0..40)) {
        let text = lines.join("\n");
        let to = crate::reading::Address { name: "Una Vale".into(), address: "una@vale.example".into() };
        let message =
            Message { text: text.clone(), subject: "Bridges".into(), to: vec![to], ..Message::default() };
        let parts = separate(&message);
        let all = [Some(parts.new_text.clone()), parts.quoted_text, parts.rights, parts.footer];
        let words = |text: &str| {
            let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
            words.sort();
            words
        };
        let kept: Vec<String> = all.into_iter().flatten().collect();
        proptest::prop_assert_eq!(words(&kept.join("\n")), words(&text));
        let says = text.contains(char::is_alphanumeric);
        proptest::prop_assert!(!says || parts.new_text.contains(char::is_alphanumeric));
    }
}

#[test]
fn questions_marked_by_initials_stand_between_the_answers() {
    let text = "Dear Una\n\nUV> How many boats have you?\n\nThree.\n\nUV> Who rows them?\n\nThe ferryman.\n\nAnn Hale";
    assert_eq!(new(text), "Dear Una\n\nThree.\n\nThe ferryman.\n\nAnn Hale");
    let by_name = text.replace("UV>", "Una>");
    assert_eq!(new(&by_name), "Dear Una\n\nThree.\n\nThe ferryman.\n\nAnn Hale");
    // Answers marked so are not hers.
    let answers = "AH> Three.\n\nAH> The ferryman.";
    assert_eq!(new(answers), answers);
}

#[test]
fn notes_set_the_sender_in_a_column_beside_the_fields() {
    is_told_apart(concat!(
        "                      Una Vale\n",
        "                      <una@vale.               To:       foi@town.example\n",
        "                      example>                 cc:\n",
        "                                               Subject:  boats\n",
        "                      04/03/2025 09:12\n\n\n",
        "Please send the list.",
    ));
    let table = "Dear Ms Vale\n\nRoute     To: Quay\nFerry     Subject: tides\nBoat      daily";
    assert!(new(table).contains("daily"));
}

#[test]
fn a_help_desk_tells_her_comment_from_its_own_without_a_close() {
    let text = "Ann Hale (Ferries)\nMar 4, 2025, 09:12 GMT\n\nWe have three boats.\n\nUna Vale\nMar 3, 2025, 10:01 GMT\n\nHow many boats have you?";
    let to_una = Reader { names: &["Una Vale"], ..Reader::default() };
    let parts = split(text, &[], to_una);
    assert!(parts.new_text.contains("three boats"), "{parts:?}");
    assert!(!parts.new_text.contains("How many"), "{parts:?}");
}

#[test]
fn a_telephone_on_its_network_is_no_answer() {
    let text = "We hold twelve.\n\nSent from my Blueberry 10 smartphone on the Quay network.";
    assert_eq!(new(text), "We hold twelve.");
}

#[test]
fn a_letter_may_go_on_behind_its_attribution() {
    is_told_apart(
        "  On Tue, 4 Mar 2025 at 09:12, Una Vale<una@vale.example> wrote:   Have you any boats?",
    );
    let named = "On 4 March Una Vale <una@vale.example> wrote: have you any boats? We have three.";
    assert_eq!(new(named), named);
}

#[test]
fn what_a_colleague_answered_is_new_and_her_letter_below_it_is_not() {
    let text = "Dear Una\n\nPlease see the answer from our ferries below.\n\nKind regards\nAnn\n\nFrom: Ferries\nSent: 5 March 2025 09:12\nTo: FOI\nSubject: FW: boats\n\nWe have three boats.\n\nFrom: Una Vale <una@vale.example>\nSent: 4 March 2025 09:12\nTo: FOI\nSubject: boats\n\nHow many boats have you?";
    let to_una = Reader { names: &["Una Vale"], own: &["una@vale.example"], ..Reader::default() };
    let parts = split(text, &[], to_una);
    assert!(parts.new_text.contains("three boats"), "{parts:?}");
    assert!(!parts.new_text.contains("How many"), "{parts:?}");
}
