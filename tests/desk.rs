//! The builder of stories: a desk in a folder of its own, the real `foi` run on it with a fixed
//! date and an empty environment. stdout and stderr are compared whole; stderr is empty unless the
//! story says otherwise.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A desk in a temporary folder.
pub struct Desk {
    folder: TempDir,
    today: String,
}

/// What a run printed and how it ended.
#[must_use = "look at what it printed, or say `.done()`"]
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Desk {
    /// An empty folder, no desk in it yet.
    pub fn nowhere() -> Self {
        Desk { folder: tempfile::tempdir().unwrap(), today: "2026-03-02".to_owned() }
    }

    /// A desk of Robin Example's.
    pub fn new() -> Self {
        let desk = Desk::nowhere();
        let made =
            desk.run(&["init", "--name", "Robin Example", "--email", "robin@campaign.example"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        desk
    }

    /// The date for every later run.
    pub fn today(mut self, date: &str) -> Self {
        self.set_today(date);
        self
    }

    /// The date from now on.
    pub fn set_today(&mut self, date: &str) {
        date.clone_into(&mut self.today);
    }

    /// The desk's folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of the desk.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The `foi` command on this desk, ready for more arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_foi"));
        command
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_CONFIG_HOME", self.path().join("config"))
            .env("TZ", "UTC")
            .env("COLUMNS", "100")
            .current_dir(self.path())
            .args(["--today", &self.today]);
        command
    }

    /// Runs `foi` with these arguments.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.ran(self.command().args(arguments).output().unwrap())
    }

    /// What a run printed, with the desk's folder written as `$DESK`.
    pub fn ran(&self, output: Output) -> Ran {
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes).unwrap().replace(&self.path().display().to_string(), "$DESK")
        };
        Ran {
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }

    /// Runs `foi` with `--json` and parses what it prints; it must succeed.
    pub fn json(&self, arguments: &[&str]) -> serde_json::Value {
        let ran = self.run(&[&["--json"], arguments].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        serde_json::from_str(&ran.stdout).unwrap()
    }
}

impl Ran {
    /// It ended with this exit code.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// It succeeded.
    pub fn done(self) {
        let _ = self.exits(0);
    }

    /// It printed exactly this on stdout.
    pub fn shows(self, stdout: &str) -> Self {
        assert_eq!(self.stdout, stdout);
        self
    }

    /// It said exactly this on stderr.
    pub fn says(self, stderr: &str) -> Self {
        assert_eq!(self.stderr, stderr);
        self
    }
}
