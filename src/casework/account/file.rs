//! The file of her accounts: where it lies, who may read it, reading it and adding to it.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Account, ShellOrList};
use crate::casework::{Error, Result};
use crate::outbox::Tls;
use crate::words::nearest;

/// Every account she has, and where they are written.
#[derive(Debug, Clone)]
pub struct Accounts {
    path: PathBuf,
    accounts: Vec<Account>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    account: std::collections::BTreeMap<String, Entry>,
}

/// One account as it stands in the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Entry {
    pub(super) provider: Option<String>,
    pub(super) host: Option<String>,
    pub(super) port: Option<u16>,
    pub(super) tls: Option<Tls>,
    pub(super) ca_file: Option<PathBuf>,
    pub(super) user: Option<String>,
    pub(super) password_command: Option<ShellOrList>,
    pub(super) token_command: Option<ShellOrList>,
    pub(super) per_minute: Option<u32>,
    pub(super) per_hour: Option<u32>,
    pub(super) per_day: Option<u32>,
    pub(super) megabytes: Option<u32>,
    pub(super) copy_to_self: Option<bool>,
    pub(super) window: Option<String>,
    pub(super) timeout: Option<String>,
    pub(super) retry_after: Option<String>,
}

const KEYS: &[&str] = &[
    "account",
    "provider",
    "host",
    "port",
    "tls",
    "ca_file",
    "user",
    "password_command",
    "token_command",
    "per_minute",
    "per_hour",
    "per_day",
    "megabytes",
    "copy_to_self",
    "window",
    "timeout",
    "retry_after",
];

/// Where her configuration lies, by the rules of the system; `variable` reads the environment.
pub fn default_path(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("XDG_CONFIG_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| if cfg!(windows) { set("APPDATA") } else { None })
        .or_else(|| set("HOME").map(|home| home.join(".config")))?;
    Some(folder.join("foi").join("config.toml"))
}

impl Accounts {
    /// Reads the accounts at `path`; none when there is no such file.
    pub fn load(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Accounts { path: path.to_owned(), accounts: Vec::new() });
        }
        check_private(path)?;
        let text = fs::read_to_string(path).map_err(|error| {
            Error::account(format!("cannot read {}", path.display())).because(error)
        })?;
        Self::parse(&text, path)
    }

    pub(super) fn parse(text: &str, path: &Path) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| not_in_order(path, &error))?;
        let accounts = file
            .account
            .into_iter()
            .map(|(name, entry)| Account::new(&name, entry, path))
            .collect::<Result<_>>()?;
        Ok(Accounts { path: path.to_owned(), accounts })
    }

    /// Where they are written.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every account, by name.
    pub fn all(&self) -> &[Account] {
        &self.accounts
    }

    /// The account of that name.
    pub fn find(&self, name: &str) -> Result<&Account> {
        self.accounts.iter().find(|account| account.name == name).ok_or_else(|| {
            let known = self.accounts.iter().map(|account| account.name.as_str());
            let error =
                Error::account(format!("there is no account `{name}` in {}", self.path.display()));
            match nearest(name, known.clone()) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None if self.accounts.is_empty() => {
                    error.hint(format!("add it with `foi account add {name}`"))
                }
                None => error.hint(format!("there is {}", known.collect::<Vec<_>>().join(", "))),
            }
        })
    }
}

/// Adds an account to the file at `path`, which is made with mode 0600 when it is not there. What
/// is in it is kept as it is.
pub fn add(path: &Path, name: &str, keys: &[(&str, String)]) -> Result<()> {
    let before =
        if path.exists() { fs::read_to_string(path).unwrap_or_default() } else { FRESH.to_owned() };
    if Accounts::load(path)?.all().iter().any(|account| account.name == name) {
        return Err(Error::usage(format!(
            "there is an account `{name}` already in {}",
            path.display()
        ))
        .hint("change it there with an editor"));
    }
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let written = |key: &str, value: &str| match key {
        "port" => value.to_owned(),
        _ => quoted(value),
    };
    let lines: String =
        keys.iter().map(|(key, value)| format!("{key} = {}\n", written(key, value))).collect();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let table =
        if !name.is_empty() && name.chars().all(plain) { name.to_owned() } else { quoted(name) };
    let text = format!("{}\n\n[account.{table}]\n{lines}", before.trim_end());
    Accounts::parse(&text, path)?;
    write_private(path, &text)
        .map_err(|error| Error::account(format!("cannot write {}", path.display())).because(error))
}

const FRESH: &str = "# Mail accounts of foi. Yours alone (mode 0600); no password stands here.";

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let partial = path.with_extension("toml.part");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&partial)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&partial, path)
}

/// Refuses a file that others may read or write: it names commands that foi will run.
#[cfg(unix)]
fn check_private(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = fs::metadata(path).map(|meta| meta.permissions().mode() & 0o777).unwrap_or(0);
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Error::account(format!("others may read or write {} (mode {mode:o})", path.display()))
        .hint(format!("chmod 600 {}", path.display())))
}

#[cfg(not(unix))]
fn check_private(_path: &Path) -> Result<()> {
    Ok(())
}

fn not_in_order(path: &Path, error: &toml::de::Error) -> Error {
    let told = Error::account(format!("{} is not in order", path.display()))
        .because(error.to_string().trim_end().to_owned());
    let unknown =
        error.message().strip_prefix("unknown field `").and_then(|rest| rest.split('`').next());
    match unknown {
        Some("password") => told.hint("a password does not belong in a file: use password_command"),
        Some(key) => match nearest(key, KEYS.iter().copied()) {
            Some(meant) => told.hint(format!("did you mean `{meant}`?")),
            None => told,
        },
        None => told,
    }
}
