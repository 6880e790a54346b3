//! The files of a folder that may be mail: Maildir and Maildir++ trees, folders of `.eml` files,
//! of mbox files, MH folders; all by one walk, in an order that is the same every time.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::Problem;

/// What would be waited for without end, or does something when it is read.
pub const NO_FILE: &str = "is no file but a pipe, a socket or a device: it is not read";

/// The files under `folder`, sorted by folder and name; `cur` and `new` of a Maildir are taken
/// together, so that messages come by the time in their names. `tmp` of a Maildir holds
/// unfinished deliveries and is left.
pub fn files(folder: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let walk = walkdir::WalkDir::new(folder).follow_links(true).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_unfinished(entry.path())) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if !entry.file_type().is_file() => problems.push(Problem {
                path: entry.path().display().to_string(),
                what: NO_FILE.to_owned(),
            }),
            Ok(entry) => files.push(entry.into_path()),
            Err(error) if error.loop_ancestor().is_some() => {}
            Err(error) => problems.push(unreadable(folder, &error)),
        }
    }
    files.sort_by_cached_key(|path| {
        (mail_folder(path).to_owned(), path.file_name().map(OsStr::to_owned), path.clone())
    });
    files
}

fn unreadable(folder: &Path, error: &walkdir::Error) -> Problem {
    let path = error.path().unwrap_or(folder);
    let why = error.io_error().map_or_else(|| error.to_string(), super::why);
    Problem { path: path.display().to_string(), what: format!("cannot be read: {why}") }
}

/// The folder as the user sees it: a Maildir's `cur` and `new` are its inside.
fn mail_folder(file: &Path) -> &Path {
    let parent = file.parent().unwrap_or(file);
    match (is_inside_of_maildir(parent), parent.parent()) {
        (true, Some(maildir)) => maildir,
        _ => parent,
    }
}

fn is_inside_of_maildir(folder: &Path) -> bool {
    folder.file_name().is_some_and(|name| name == "cur" || name == "new")
}

fn is_unfinished(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tmp")
        && path.parent().is_some_and(|p| p.join("cur").is_dir() || p.join("new").is_dir())
}

/// When a message of a Maildir arrived: the seconds that its name begins with.
pub fn arrived(file: &Path) -> Option<DateTime<Utc>> {
    if !is_inside_of_maildir(file.parent()?) {
        return None;
    }
    let (seconds, _) = file.file_name()?.to_str()?.split_once('.')?;
    let seconds = seconds.parse().ok().filter(|_| (9..=10).contains(&seconds.len()))?;
    DateTime::from_timestamp(seconds, 0)
}

/// Whether a file that is no mail is there by right: indexes of mail programs and servers, hidden
/// files, and the empty file of an empty Thunderbird folder.
pub fn is_furniture(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let of_a_server = ["dovecot", "courier", "maildir", "subscriptions"];
    let indexes = ["msf", "dat", "plist", "sqlite", "uidvalidity"];
    name.starts_with('.')
        || of_a_server.iter().any(|known| name.starts_with(known))
        || file.extension().is_some_and(|e| indexes.iter().any(|known| e == *known))
        || file.with_file_name(format!("{name}.msf")).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maildir_name_tells_the_arrival() {
        let at = |name: &str| arrived(Path::new(name)).map(|at| at.timestamp());
        assert_eq!(at("M/cur/1741216130.M40P4.host,S=7:2,S"), Some(1_741_216_130));
        assert_eq!(at("M/new/1741216130.4_1.host"), Some(1_741_216_130));
        assert_eq!(at("M/cur/17.host"), None);
        assert_eq!(at("M/1741216130.x"), None);
    }

    #[test]
    fn the_walk_is_sorted_and_leaves_unfinished_deliveries() {
        let root = tempfile::tempdir().unwrap();
        for name in ["cur/3.a", "new/2.a", "tmp/1.a", ".Sent/cur/1.a", "zz.eml", "sub/tmp/x.eml"] {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let mut problems = Vec::new();
        let names: Vec<String> = files(root.path(), &mut problems)
            .iter()
            .map(|p| p.strip_prefix(root.path()).unwrap().display().to_string())
            .collect();
        assert_eq!(names, ["new/2.a", "cur/3.a", "zz.eml", ".Sent/cur/1.a", "sub/tmp/x.eml"]);
        assert!(problems.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_told_and_not_waited_for() {
        let root = tempfile::tempdir().unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.path().join("s")).unwrap();
        std::fs::write(root.path().join("a.eml"), "x").unwrap();
        let mut problems = Vec::new();
        let found = files(root.path(), &mut problems);
        assert_eq!(found, [root.path().join("a.eml")]);
        let [problem] = &problems[..] else { panic!("{problems:?}") };
        assert!(problem.what.starts_with("is no file"), "{}", problem.what);
    }
}
