//! Somebody else's data came in error: she erases the message for good. Its words are in no file of
//! the desk any more, the note that it was erased stays, and the next export does not bring it back.

use crate::desk::Desk;

const SECRET: &str = "Marmaduke Wintersedge was monitored in March";

fn mail(letter: &str, words: &str) -> String {
    format!(
        "From foi@dunbridge.example Mon Mar  9 10:00:00 2026\n\
         From: Information Team <foi@dunbridge.example>\n\
         To: robin@campaign.example\n\
         Subject: F26/104 response\n\
         Date: Mon, 09 Mar 2026 10:00:00 +0000\n\
         Message-ID: <f26.104@dunbridge.example>\n\
         In-Reply-To: <{letter}>\n\
         \n\
         Dear Robin Example,\n\
         \n\
         {words}\n\
         \n"
    )
}

/// Whether any file of the desk holds the words.
fn is_somewhere(desk: &Desk) -> bool {
    std::fs::read_dir(desk.path().join(".foi")).unwrap().any(|file| {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
    })
}

/// A desk whose one request was answered in these words, a week after it went.
fn answered(words: &str) -> Desk {
    let mut desk = Desk::new().today("2026-03-02");
    desk.file(
        "authorities.toml",
        "[[authority]]\nid = \"dunbridge\"\nname = \"University of Dunbridge\"\nkind = \"university\"\n\
         nation = \"england\"\nemail = \"foi@dunbridge.example\"\nverified = 2026-02-27\n",
    );
    let _ = desk
        .run(&["draft", "social", "--template", "social-media-monitoring", "--to", "dunbridge"])
        .exits(0);
    let _ = desk.run(&["send", "social", "--confirm", "1"]).exits(0);
    let letter = desk.json(&["list"])[0]["letters"][0]["message_id"].as_str().unwrap().to_owned();
    desk.set_today("2026-03-10");
    desk.file("replies.mbox", mail(&letter, words));
    assert_eq!(desk.json(&["check", "replies.mbox"])["filed"], 1);
    desk
}

#[test]
fn its_words_are_gone_and_the_note_stays() {
    let desk = answered(&format!("Please find the information you requested below. {SECRET}."));
    let _ = desk.run(&["triage", "--accept-all"]).exits(0);
    assert!(is_somewhere(&desk));

    let _ = desk.run(&["forget", "f26.104@dunbridge.example"]).exits(5).shows("").says(
        "error: message 1 was not erased\n\
         hint: erasing cannot be undone; give --yes to do it without being asked\n",
    );
    let _ = desk
        .run(&["forget", "1", "--reason", "names a student", "--yes"])
        .exits(0)
        .shows("message 1 is erased\n");
    assert!(!is_somewhere(&desk));
    let shown = desk.run(&["show", "dunbridge"]).exits(0);
    assert!(
        shown.stdout.contains("note: message 1 was erased: names a student"),
        "{}",
        shown.stdout
    );
    assert!(desk.path().join("replies.mbox").is_file());
    let again = desk.json(&["check", "replies.mbox"]);
    assert_eq!((&again["new"], &again["duplicates"]), (&0.into(), &1.into()));
    let _ = desk.run(&["forget", "1", "--yes"]).exits(1);
}

#[test]
fn what_its_events_quote_is_gone_with_it() {
    for words in [
        format!(
            "We are extending the time under section 10(3) of the Act to weigh the public \
             interest, because {SECRET}."
        ),
        format!(
            "The information is withheld under section 40(2) of the Act.\n\nYou may ask for an \
             internal review. As {SECRET}, please ask within two months of this letter."
        ),
    ] {
        let desk = answered(&words);
        assert!(is_somewhere(&desk), "{words}");
        let _ = desk.run(&["forget", "1", "--yes"]).exits(0);
        assert!(!is_somewhere(&desk), "{words}");
        let events = desk.json(&["show", "dunbridge"])["events"].clone();
        let stays =
            |what| events.as_array().unwrap().iter().any(|event| event["kind"]["what"] == what);
        assert!(stays("extended") || stays("review_window_stated"), "{events:#}");
    }
}
