//! What speaks against sending: a register in which single entries trip each check, amid clean ones.
//! Every sentence is compared, so that no shortcut of drafting or checking loses one.

use crate::desk::Desk;

/// Entries without a fault: the text they get differs by nation and by name.
const CLEAN: &[(&str, &str, &str, &str)] = &[
    ("alder", "The University of Alder", "university", "england"),
    ("birk", "Birk Council", "council", "scotland"),
    ("cedarn", "Prifysgol Tŷ Cedarn", "university", "wales"),
    ("dorn", "Dorn & District (1992) Board", "other", "northern-ireland"),
    ("elmet", "Elmet Council", "council", "england"),
];

/// Entries each of which trips a check.
const TRIPPING: &[(&str, &str, &str)] = &[
    ("unverified", "council", "source = \"a list of 2019\""),
    ("shared", "council", "email = \"foi@alder.example\""),
    ("parish", "parish-council", ""),
    ("wrong-law", "police", ""),
    ("why", "nhs", ""),
    ("personal", "department", ""),
    ("many", "archive", ""),
    ("long", "environmental-body", ""),
    ("returned", "council", ""),
    ("asked-before", "council", ""),
    ("moved", "council", ""),
    ("renamed", "council", ""),
    ("formed", "council", ""),
];

/// The register, with so many more clean entries among those that trip.
fn register(more: usize) -> String {
    let clean = CLEAN.iter().map(|(id, name, kind, nation)| {
        format!(
            "[[authority]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\n\
             nation = \"{nation}\"\nemail = \"foi@{id}.example\"\ntags = [\"mine\"]\n\n"
        )
    });
    let tripping = TRIPPING.iter().map(|(id, kind, more)| {
        let email = match more.starts_with("email") {
            true => String::new(),
            false => format!("email = \"foi@{id}.example\"\n"),
        };
        format!(
            "[[authority]]\nid = \"{id}\"\nname = \"Body {id}\"\nkind = \"{kind}\"\n\
             nation = \"england\"\n{email}tags = [\"mine\"]\n{more}\n\n"
        )
    });
    let among = |at: usize| {
        let entry = |n: usize| {
            format!(
                "[[authority]]\nid = \"clean-{at}-{n}\"\nname = \"Clean {at} of {n}\"\nkind = \"council\"\n\
                 email = \"foi@clean-{at}-{n}.example\"\ntags = [\"mine\"]\n\n"
            )
        };
        (0..more).map(entry).collect::<String>()
    };
    let tripping = tripping.enumerate().map(|(at, entry)| entry + &among(at));
    format!("catalogue = false\n\n{}{}", clean.collect::<String>(), tripping.collect::<String>())
}

/// A template that asks some kinds of body what no letter should.
fn template() -> String {
    let boxes: String = (3..=30)
        .map(|n| {
            format!(
                "[[questions]]\nid = \"{n}\"\n\
                 text = '{{% if authority.kind == \"archive\" %}}The list of box {n}.{{% endif %}}'\n"
            )
        })
        .collect();
    format!(
        r#"+++
title = "Records"
subject = "{{{{ law.heading }}}}: records of {{{{ authority.name }}}}"
[variables]
since = "January 2024"
[[questions]]
id = "1"
text = 'The policy on keeping records, correspondence and minutes{{% if authority.kind == "nhs" %}}; please explain why it was chosen{{% endif %}}.'
[[questions]]
id = "2"
text = '{{% if authority.kind == "department" %}}The names of the staff who keep them.{{% endif %}}'
{boxes}+++
Dear {{{{ authority.addressed }}}},

Please provide the following under the {{{{ law.name }}}}, since {{{{ since }}}}. {{% if authority.kind == "police" %}}The Freedom of Information (Scotland) Act 2002 says the same.{{% endif %}}

{{{{ questions }}}}

{{% if authority.kind == "environmental-body" %}}{{% for n in range(end=1500) %}}word {{% endfor %}}{{% endif %}}

Yours faithfully,
{{{{ requester.name }}}}
"#
    )
}

fn desk(more: usize) -> Desk {
    let desk = Desk::new().today("2026-02-02");
    desk.file("authorities.toml", register(more));
    desk.file("templates/records.txt", template());
    desk
}

/// An earlier campaign to two of them; one of its letters comes back.
fn with_an_earlier_campaign(mut desk: Desk) -> Desk {
    let to = ["--to", "returned", "--to", "asked-before"];
    desk.run(&[&["draft", "earlier", "--template", "records"][..], &to].concat()).done();
    desk.run(&["send", "earlier", "--confirm", "2"]).done();
    let sent = desk.json(&["show", "earlier/returned"]);
    let id = sent["request"]["sent_message_ids"][0].as_str().unwrap().to_owned();
    desk.file(
        "returned.eml",
        format!(
            "From: MAILER-DAEMON@mx.returned.example\nTo: robin@campaign.example\n\
             Date: Mon, 02 Feb 2026 13:00:00 +0000\nMessage-ID: <b@mx.returned.example>\n\
             Subject: Delivery report\nMIME-Version: 1.0\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
             --b\n\nThis is the mail system.\n\n--b\nContent-Type: message/delivery-status\n\n\
             Reporting-MTA: dns; mx.returned.example\n\n\
             Final-Recipient: rfc822; foi@returned.example\nAction: failed\nStatus: 5.1.1\n\n\
             --b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <{id}>\n\n--b--\n"
        ),
    );
    desk.run(&["check", "returned.eml"]).done();
    desk.set_today("2026-03-02");
    desk
}

/// What changes in the register after the letters are drafted.
fn changed(register: &str) -> String {
    register
        .replace("foi@moved.example", "new@moved.example")
        .replace("Body renamed", "Body of another name")
        .replace("email = \"foi@formed.example\"", "web_form = \"https://formed.example/foi\"")
}

/// What is told of the letters as drafted.
const DRAFTED: &str = "\
records/alder	The University of Alder	foi@alder.example	foia
records/birk	Birk Council	foi@birk.example	foisa
records/cedarn	Prifysgol Tŷ Cedarn	foi@cedarn.example	foia
records/dorn	Dorn & District (1992) Board	foi@dorn.example	foia
records/elmet	Elmet Council	foi@elmet.example	foia
records/unverified	Body unverified	foi@unverified.example	foia
records/shared	Body shared	foi@alder.example	foia
records/parish	Body parish	foi@parish.example	foia
records/wrong-law	Body wrong-law	foi@wrong-law.example	foia
records/why	Body why	foi@why.example	foia
records/personal	Body personal	foi@personal.example	foia
records/many	Body many	foi@many.example	foia
records/long	Body long	foi@long.example	eir
records/returned	Body returned	foi@returned.example	foia
records/asked-before	Body asked-before	foi@asked-before.example	foia
records/moved	Body moved	foi@moved.example	foia
records/renamed	Body renamed	foi@renamed.example	foia
records/formed	Body formed	foi@formed.example	foia
";

/// What speaks against them after the register has changed.
const AGAINST: &str = "\
18 letters of records (18 requests)
from Robin Example <robin@campaign.example> into $DESK/outbox (no account is named)
guard: nobody has said yes to the address foi@unverified.example (a list of 2019) (records/unverified)
  look each up on its own page, then `foi authority verify AUTHORITY`
guard: mail to foi@returned.example came back before (records/returned)
  find another address and put it into authorities.toml
guard: the register has no address, only a web form: https://formed.example/foi (records/formed)
  ask there by hand, or find an address: a request by e-mail is valid
guard: its address in the register was `foi@formed.example` and is now none (records/formed)
guard: its address in the register was `foi@moved.example` and is now `new@moved.example` (records/moved)
guard: its name in the register was `Body renamed` and is now `Body of another name` (records/renamed)
  `foi draft records --again` makes it anew; or undo the change
guard: the letter names the Freedom of Information (Scotland) Act, and this authority is under Freedom of Information Act 2000 (records/wrong-law)
  take the law from the template (`{{ law.name }}`), or correct nation or law in the register
warning: foi@alder.example is also the inbox of Body shared (records/alder and 1 more)
  make sure that each is an authority of its own
warning: you asked much the same 20 working days ago: earlier/returned (records/returned and 1 more)
  the costs of both may be added up (s.12): wait for the first answer
warning: another request of yours is open there: earlier/asked-before (records/asked-before)
  wait for its answer unless this cannot
warning: 29 items, parts counted (records/many)
  ask fewer: long requests are refused for cost (s.12)
warning: 1529 words (records/long)
  shorten it to the questions and their period
warning: item 1 asks for a reason or an opinion (records/why)
  ask for recorded information: a policy, minutes, a figure
warning: item 2 asks for personal data (records/personal)
  ask for roles and totals: names are mostly exempt (s.40)
warning: a parish council: a small body, easily overwhelmed (records/parish)
  write to it only if you chose it on purpose
error: nothing was sent: unverified (1 letter)
hint: look each up on its own page, then `foi authority verify AUTHORITY`
";

#[test]
fn each_check_is_tripped_by_its_entry_and_by_no_other() {
    let desk = with_an_earlier_campaign(desk(0));
    let _ = desk
        .run(&["draft", "records", "--template", "records", "--to", "tag:mine"])
        .exits(0)
        .shows(DRAFTED)
        .says(
            "18 letters drafted, 0 authorities left out\n\
             1 address is unverified: nothing goes there before `foi authority verify AUTHORITY`\n\
             Next: `foi preview records`, then `foi send records --dry-run`\n\
             No mail account is named in foi.toml: letters would go to outbox/ as .eml files.\n",
        );
    desk.file("authorities.toml", changed(&register(0)));
    let _ = desk.run(&["send", "records", "--dry-run"]).exits(5).shows("").says(AGAINST);
}

/// The findings of a dry run, so many more clean entries among those that trip.
fn findings(more: usize) -> serde_json::Value {
    let desk = with_an_earlier_campaign(desk(more));
    desk.run(&["draft", "records", "--template", "records", "--to", "tag:mine"]).done();
    desk.file("authorities.toml", changed(&register(more)));
    let ran = desk.run(&["--json", "send", "records", "--dry-run"]).exits(5);
    let plan: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(plan["letters"].as_array().unwrap().len(), 18 + 13 * more);
    plan["findings"].clone()
}

#[test]
fn a_clean_crowd_hides_nothing_and_is_not_blamed() {
    let alone = findings(0);
    assert_eq!(alone.as_array().unwrap().len(), 15);
    assert_eq!(findings(40), alone);
}

#[test]
fn one_letter_that_cannot_be_made_stops_all_and_is_named() {
    let desk = desk(40);
    let crowd = register(40);
    for (name, told) in [
        ("Clean {{ 9 }}", "`{{` is left over in the finished text"),
        ("Clean  of nine", "something came out empty in `Clean  o`"),
    ] {
        desk.file("authorities.toml", crowd.replace("Clean 9 of 9\"", &format!("{name}\"")));
        let ran = desk.run(&["draft", "records", "--template", "records", "--to", "tag:mine"]);
        let _ = ran.exits(1).shows("").says(&format!(
            "error: template `records`: {told}\n\
             hint: it happened in the letter to {name}; nothing was written\n"
        ));
        assert!(desk.json(&["preview"]).as_array().unwrap().is_empty());
        assert!(desk.json(&["list"]).as_array().unwrap().is_empty());
    }
}
