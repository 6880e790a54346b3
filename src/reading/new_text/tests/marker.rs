//! Where the original starts: attributions, header blocks, separators, in many languages.

use super::*;

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
fn a_letter_may_go_on_behind_its_attribution() {
    is_told_apart(
        "  On Tue, 4 Mar 2025 at 09:12, Una Vale<una@vale.example> wrote:   Have you any boats?",
    );
    let named = "On 4 March Una Vale <una@vale.example> wrote: have you any boats? We have three.";
    assert_eq!(new(named), named);
}

#[test]
fn notes_sets_the_fields_at_the_right_of_a_wide_header() {
    let wide = "Three.\n\n             Una Vale\n             <una@vale\n             .example>                                                  To\n                                       foi@town.example\n             04/03/2025 09:12                                           cc\n\n                                                                   Subject\n                                       Boats\n\n\nHow many boats have you?";
    assert_eq!(new(wide), "Three.");
}
