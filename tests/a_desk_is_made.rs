//! She makes a desk; what is there is never overwritten, and a missing desk is told with the way
//! out.

use crate::desk::Desk;

#[test]
fn init_succeeds_with_nothing_known() {
    let desk = Desk::nowhere();
    let _ = desk.run(&["init", "--no-input"]).exits(0);
    assert!(desk.path().join(".foi/desk.db").is_file());
}

#[test]
fn a_second_init_changes_nothing() {
    let desk = Desk::new();
    let before = std::fs::read_to_string(desk.path().join("foi.toml")).unwrap();
    let _ = desk.run(&["init"]).exits(1).says(
        "error: $DESK is a desk already\n\
         hint: work in it, or name another folder\n",
    );
    assert_eq!(std::fs::read_to_string(desk.path().join("foi.toml")).unwrap(), before);
}

#[test]
fn an_address_that_is_none_is_told_at_once() {
    let desk = Desk::nowhere();
    let _ = desk.run(&["init", "--name", "Robin Example", "--email", "robin"]).exits(2).says(
        "error: `robin` is not an e-mail address (name@domain)\n\
         hint: for example robin@example.org\n",
    );
    assert!(!desk.path().join("foi.toml").exists());
}

#[cfg(unix)]
#[test]
fn what_it_keeps_is_hers_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let mode = |name: &str| {
        std::fs::metadata(desk.path().join(name)).unwrap().permissions().mode() & 0o777
    };
    assert_eq!((mode(".foi"), mode(".foi/desk.db")), (0o700, 0o600));
}
