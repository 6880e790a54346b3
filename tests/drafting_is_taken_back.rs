//! She takes drafting back: one act, one undo. The letters it made are cancelled, and what they took the
//! place of is there again. A letter that only lies in a folder comes back by her word; one that a
//! server has does not.

use foidesk::letter::LetterState::{Accepted, Cancelled, Ready};
use foidesk::store::{Campaign, Request};

use crate::batch::Batch;
use crate::letters_are_drafted_again::{AGAIN, drafted, template, with_account};
use crate::smtp_server::SmtpServer;

/// Everything that letters which wait say, and what stands of requests and campaign.
fn told(batch: &Batch) -> (serde_json::Value, Vec<Request>, Vec<Campaign>) {
    let store = batch.store();
    let preview = batch.desk.json(&["preview", "books"]);
    (preview, store.requests().unwrap(), store.campaigns().unwrap())
}

/// The text of every file in the folder of letters.
fn outbox(batch: &Batch) -> Vec<String> {
    let files = std::fs::read_dir(batch.desk.path().join("outbox")).unwrap();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

#[test]
fn drafting_again_is_taken_back_as_a_whole() {
    let server = SmtpServer::willing();
    let batch = with_account(&server);
    let before = told(&batch);
    let mended = template("Please send me:").replace("The number of", "A list of");
    batch.desk.file("templates/books.txt", mended.replace("Books of", "Letters about"));
    batch.desk.run(&[AGAIN, &["--value", "things=pencils", "--title", "Pencils"]].concat()).done();
    assert_eq!(batch.states(), [Cancelled, Cancelled, Cancelled, Ready, Ready, Ready]);
    assert_ne!(told(&batch), before);
    let _ = batch
        .desk
        .run(&["undo"])
        .exits(0)
        .shows("undone: drafted 3 letters of books again, 3 cancelled\n")
        .says("3 letters that it drafted are cancelled.\n");
    assert_eq!(batch.states(), [Ready, Ready, Ready, Cancelled, Cancelled, Cancelled]);
    batch.desk.file("templates/books.txt", template("Pleese send me:"));
    assert_eq!(told(&batch), before, "subjects, questions and bytes are what they were");
    batch.send(3).done();
    assert_eq!(batch.states(), [Accepted, Accepted, Accepted, Cancelled, Cancelled, Cancelled]);
    let mut to: Vec<String> = server.received().into_iter().flat_map(|got| got.to).collect();
    to.sort();
    assert_eq!(to, ["foi@uni-1.example", "foi@uni-2.example", "foi@uni-3.example"]);
    // What a server has stays sent, and so does what was done before it.
    let refused = batch.desk.run(&["undo"]).exits(5).stderr;
    assert!(refused.contains("a letter that was handed to a server cannot be called back"));
}

#[test]
fn a_first_draft_is_taken_back_and_can_be_made_again() {
    let batch = drafted();
    batch.desk.run(&["set", "uni-2", "withdrawn"]).done();
    batch.desk.run(&["undo"]).done();
    let _ = batch
        .desk
        .run(&["undo"])
        .exits(0)
        .shows("undone: drafted 3 letters of books\n")
        .says("3 letters that it drafted are cancelled.\n");
    assert_eq!(batch.states(), [Cancelled; 3]);
    let _ = batch.desk.run(&["undo"]).exits(1);
    // She gave none of them up by itself: all are drafted again.
    batch.desk.run(AGAIN).done();
    assert_eq!(batch.states()[3..], [Ready; 3]);
    // One step back, and one more: the first draft stays taken back.
    batch.desk.run(&["undo"]).done();
    assert_eq!(batch.states(), [Cancelled; 6]);
    let _ = batch.desk.run(&["undo"]).exits(1);
}

#[cfg(unix)]
#[test]
fn a_letter_that_she_edited_since_stays() {
    let batch = drafted();
    batch.desk.run(AGAIN).done();
    let mut command = batch.desk.command();
    command
        .env("EDITOR", "sed -i.bak 's/Pleese/Please/'")
        .env("PATH", std::env::var("PATH").unwrap());
    let ran = command.args(["preview", "books/uni-2", "--edit"]).output().unwrap();
    assert!(ran.status.success());
    // An edited text was not kept as it was.
    let _ = batch.desk.run(&["undo"]).exits(5);
    batch.desk.run(&["undo", "--older"]).done();
    assert_eq!(batch.states(), [Ready, Cancelled, Ready, Cancelled, Ready, Cancelled]);
}

/// With no account letters are files, and whether they went from there the program cannot know: they
/// count as gone, and nobody is written to twice, until she says otherwise.
#[test]
fn letters_in_a_folder_are_hers_to_take_back() {
    let batch = drafted();
    let desk = &batch.desk;
    let send = &["send", "--confirm", "3"];
    desk.run(send).done();
    assert_eq!(batch.states(), [Accepted; 3]);
    desk.file("templates/books.txt", template("Please send me:"));
    let left = desk.run(AGAIN).exits(0).stderr;
    let way = "its letter was written to a folder, and counts as gone from there (`foi send --settle \
               --not-sent books --reason ...` where you have not sent it)";
    assert!(left.contains(&format!("left out: University 1 (uni-1): {way}\n")), "{left}");
    assert_eq!(desk.json(AGAIN)["left_out"][0]["reason"], "only_written");

    desk.run(&["send", "--settle", "--not-sent", "books", "--reason", "a slip in it"]).done();
    assert_eq!(batch.states(), [Ready; 3]);
    let listed = &desk.json(&["list"])[0];
    assert_eq!((&listed["status"], &listed["sent_at"]), (&"unsent".into(), &().into()));
    desk.run(AGAIN).done();
    desk.run(send).done();
    assert_eq!(batch.states(), [Cancelled, Cancelled, Cancelled, Accepted, Accepted, Accepted]);
    let files = outbox(&batch);
    assert_eq!(files.len(), 3, "a letter has one file");
    assert!(files.iter().all(|file| file.contains("Please send me:")), "{files:?}");

    // At once, `foi undo` does the same for the whole run.
    desk.run(&["undo"]).done();
    assert_eq!(batch.states()[3..], [Ready; 3]);
    assert_eq!(desk.json(&["list"])[0]["status"], "unsent");
    desk.run(send).done();
    assert_eq!((batch.states()[3..].to_vec(), outbox(&batch).len()), (vec![Accepted; 3], 3));
}

/// What a server took is never said not to have been sent.
#[test]
fn a_letter_that_a_server_has_is_not_taken_back_by_a_word() {
    let server = SmtpServer::willing();
    let batch = with_account(&server);
    batch.send(3).done();
    let not_sent = ["send", "--settle", "--not-sent", "books", "--reason", "a slip in it"];
    let _ = batch.desk.run(&not_sent).exits(2).says(
        "error: no letter of books is in doubt\nhint: `foi send --settle` lists those that are\n",
    );
    assert_eq!(batch.states(), [Accepted; 3]);
}
