//! Her mail accounts: `config.toml` in her own configuration folder, never in a desk, readable by
//! her alone. Says where the server is and how she logs in; the password or token itself comes from
//! a command, the environment or a prompt, is kept in memory while it is needed, and stands in no
//! file, flag, log or error.

use std::ffi::OsString;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde::Deserialize;

use super::window::Window;
use super::{Error, Result};
use crate::outbox::server::Patience;
use crate::outbox::{Limits, Login, Provider, Secret, Server, Tls};
use crate::words::nearest;

/// The environment variable that may hold the password.
pub const PASSWORD_VARIABLE: &str = "FOI_SMTP_PASSWORD";

/// Every account she has, and where they are written.
#[derive(Debug, Clone)]
pub struct Accounts {
    path: PathBuf,
    accounts: Vec<Account>,
}

/// One mail account.
#[derive(Debug, Clone)]
pub struct Account {
    /// The name by which a desk asks for it.
    pub name: String,
    /// What is known of its provider.
    pub provider: Provider,
    /// The submission server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is secured.
    pub tls: Tls,
    /// A file with a certificate authority of one's own.
    pub ca_file: Option<PathBuf>,
    /// Who logs in; nobody where the server asks for no login.
    pub user: Option<String>,
    /// The command that prints the password.
    pub password_command: Option<ShellOrList>,
    /// The command that prints an access token.
    pub token_command: Option<ShellOrList>,
    /// How many letters in a while.
    pub limits: Limits,
    /// Whether a blind copy goes to herself: by default where the provider keeps none.
    pub copy_to_self: bool,
    /// When letters may go out.
    pub window: Option<Window>,
    /// How long to wait for the server.
    pub patience: Patience,
    /// The pause before the first new attempt; later ones are longer.
    pub retry_after: Duration,
}

/// Prompts for a secret, without echo.
pub type Ask<'a> = dyn Fn(&str) -> std::io::Result<String> + 'a;

/// A command: one line for the shell, or the program with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum ShellOrList {
    /// A line for the shell.
    Shell(String),
    /// A program and its arguments.
    List(Vec<String>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    account: std::collections::BTreeMap<String, Entry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    provider: Option<String>,
    host: Option<String>,
    port: Option<u16>,
    tls: Option<Tls>,
    ca_file: Option<PathBuf>,
    user: Option<String>,
    password_command: Option<ShellOrList>,
    token_command: Option<ShellOrList>,
    per_minute: Option<u32>,
    per_hour: Option<u32>,
    per_day: Option<u32>,
    copy_to_self: Option<bool>,
    window: Option<String>,
    timeout: Option<String>,
    retry_after: Option<String>,
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

    fn parse(text: &str, path: &Path) -> Result<Self> {
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
            match nearest(name, known) {
                Some(meant) => error.hint(format!("did you mean `{meant}`?")),
                None => error.hint(format!("add it with `foi account add {name}`")),
            }
        })
    }
}

impl Account {
    fn new(name: &str, entry: Entry, path: &Path) -> Result<Self> {
        let wrong = |what: String| {
            Error::account(format!("account `{name}` in {}: {what}", path.display()))
        };
        let provider = match entry.provider.as_deref() {
            Some(id) => Provider::find(id).ok_or_else(|| {
                unknown_provider(id, wrong(format!("there is no provider `{id}`")))
            })?,
            None => entry
                .user
                .as_deref()
                .and_then(Provider::of_address)
                .or_else(|| Provider::find("generic"))
                .ok_or_else(|| wrong("no provider".to_owned()))?,
        };
        let host = entry.host.unwrap_or_else(|| provider.host.clone());
        if host.is_empty() {
            return Err(wrong("it has no `host`".to_owned())
                .hint("write the name of your provider's SMTP server, or `provider = \"gmail\"`"));
        }
        let seconds = |text: Option<&str>, default: Duration| match text {
            None => Ok(default),
            Some(text) => duration(text)
                .ok_or_else(|| wrong(format!("`{text}` is not a time such as 30s or 5m"))),
        };
        let patience = match entry.timeout.as_deref() {
            None => Patience::default(),
            text => Patience::of(seconds(text, Duration::ZERO)?),
        };
        let window = entry
            .window
            .as_deref()
            .map(|text| text.parse::<Window>().map_err(&wrong))
            .transpose()?;
        let standard = provider.limits();
        Ok(Account {
            name: name.to_owned(),
            host,
            port: entry.port.unwrap_or(provider.port),
            tls: entry.tls.unwrap_or(provider.tls),
            ca_file: entry.ca_file,
            user: entry.user,
            password_command: entry.password_command,
            token_command: entry.token_command,
            limits: Limits {
                per_minute: entry.per_minute.unwrap_or(standard.per_minute),
                per_hour: entry.per_hour.unwrap_or(standard.per_hour),
                per_day: entry.per_day.unwrap_or(standard.per_day),
            },
            copy_to_self: entry.copy_to_self.unwrap_or(!provider.keeps_sent),
            window,
            patience,
            retry_after: seconds(entry.retry_after.as_deref(), Duration::from_secs(10))?,
            provider,
        })
    }

    /// An account for a server on this machine: no login, no TLS, no pace. For the demo.
    pub fn on_this_machine(name: &str, port: u16) -> Result<Self> {
        let entry = Entry {
            host: Some(std::net::Ipv4Addr::LOCALHOST.to_string()),
            port: Some(port),
            tls: Some(Tls::None),
            per_minute: Some(0),
            per_hour: Some(0),
            per_day: Some(0),
            copy_to_self: Some(false),
            ..Entry::default()
        };
        Account::new(name, entry, Path::new("the program itself"))
    }

    /// The server to talk to, with the login in hand. `ask` prompts her, where she may be asked.
    pub fn server(
        &self,
        variable: impl Fn(&str) -> Option<OsString>,
        ask: Option<&Ask<'_>>,
    ) -> Result<Server> {
        let authority = self
            .ca_file
            .as_ref()
            .map(|path| {
                fs::read(path).map_err(|error| {
                    Error::account(format!("cannot read the ca_file {}", path.display()))
                        .because(error)
                })
            })
            .transpose()?;
        let login = match &self.user {
            None => None,
            Some(user) => Some(self.login(user, variable, ask)?),
        };
        Ok(Server {
            host: self.host.clone(),
            port: self.port,
            tls: self.tls,
            authority,
            login,
            patience: self.patience,
        })
    }

    fn login(
        &self,
        user: &str,
        variable: impl Fn(&str) -> Option<OsString>,
        ask: Option<&Ask<'_>>,
    ) -> Result<Login> {
        let user = user.to_owned();
        if let Some(command) = &self.token_command {
            let secret = self.secret_of(command, "token_command")?;
            return Ok(Login::Token { user, secret });
        }
        if let Some(command) = &self.password_command {
            let secret = self.secret_of(command, "password_command")?;
            return Ok(Login::Password { user, secret });
        }
        if let Some(password) = variable(PASSWORD_VARIABLE).and_then(|p| p.into_string().ok()) {
            return Ok(Login::Password { user, secret: Secret::new(&password) });
        }
        let Some(ask) = ask else {
            return Err(Error::account(format!("no password for account `{}`", self.name)).hint(
                format!("set password_command in your configuration, or {PASSWORD_VARIABLE} in the environment"),
            ));
        };
        let typed = ask(&format!("Password of {user} at {}: ", self.host))
            .map_err(|error| Error::account("cannot read the password").because(error))?;
        Ok(Login::Password { user, secret: Secret::new(&typed) })
    }

    /// Runs the command; what it says on stderr is shown as it is, its output is the secret.
    fn secret_of(&self, command: &ShellOrList, key: &str) -> Result<Secret> {
        let failed = |why: String| {
            Error::account(format!("the {key} of account `{}` {why}", self.name))
                .hint("run it by hand to see what it says")
        };
        let output = command
            .prepare()
            .ok_or_else(|| failed("is empty".to_owned()))?
            .stderr(Stdio::inherit())
            .stdin(Stdio::inherit())
            .output()
            .map_err(|error| failed(format!("cannot be run ({error})")))?;
        if !output.status.success() {
            return Err(failed(format!("failed ({})", output.status)));
        }
        let text =
            String::from_utf8(output.stdout).map_err(|_| failed("printed no text".to_owned()))?;
        let secret = Secret::new(text.lines().next().unwrap_or_default());
        if secret.is_empty() { Err(failed("printed nothing".to_owned())) } else { Ok(secret) }
    }
}

impl ShellOrList {
    fn prepare(&self) -> Option<Command> {
        match self {
            ShellOrList::Shell(line) if line.trim().is_empty() => None,
            ShellOrList::Shell(line) => {
                let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
                let mut command = Command::new(shell);
                command.args([flag, line]);
                Some(command)
            }
            ShellOrList::List(words) => {
                let (program, arguments) = words.split_first()?;
                let mut command = Command::new(program);
                command.args(arguments);
                Some(command)
            }
        }
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
    let lines: String =
        keys.iter().map(|(key, value)| format!("{key} = {}\n", quoted(value))).collect();
    let text = format!("{}\n\n[account.{}]\n{lines}", before.trim_end(), quoted(name));
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

fn unknown_provider(id: &str, error: Error) -> Error {
    let all = Provider::all();
    let ids: Vec<&str> = all.iter().map(|provider| provider.id.as_str()).collect();
    match nearest(id, ids.iter().copied()) {
        Some(meant) => error.hint(format!("did you mean `{meant}`?")),
        None => error.hint(format!("one of {}", ids.join(", "))),
    }
}

/// `90s`, `10m`, `2h`, `250ms`.
pub fn duration(text: &str) -> Option<Duration> {
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(split);
    let number: u64 = number.parse().ok()?;
    match unit.trim() {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" | "min" => Some(Duration::from_secs(number.checked_mul(60)?)),
        "h" => Some(Duration::from_secs(number.checked_mul(3600)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Accounts> {
        Accounts::parse(text, Path::new("config.toml"))
    }

    fn account(text: &str) -> Account {
        parsed(text).unwrap().find("mine").unwrap().clone()
    }

    #[test]
    fn a_provider_fills_in_what_is_not_said() {
        let account = account("[account.mine]\nuser = \"ann@gmail.com\"\nper_day = 50\n");
        assert_eq!((account.host.as_str(), account.port), ("smtp.gmail.com", 465));
        assert_eq!(account.limits, Limits { per_minute: 20, per_hour: 100, per_day: 50 });
        assert!(!account.copy_to_self);
    }

    #[test]
    fn what_is_wrong_is_told_with_the_next_step() {
        for (text, hint) in [
            (
                "[account.mine]\npassword = \"x\"\n",
                "a password does not belong in a file: use password_command",
            ),
            ("[account.mine]\npasword_command = \"x\"\n", "did you mean `password_command`?"),
            ("[account.mine]\nprovider = \"gmial\"\n", "did you mean `gmail`?"),
            (
                "[account.mine]\nuser = \"a@b.example\"\n",
                "write the name of your provider's SMTP server, or `provider = \"gmail\"`",
            ),
        ] {
            let error = parsed(text).unwrap_err();
            assert_eq!(error.kind, crate::casework::ErrorKind::Account);
            assert_eq!(error.hints, [hint], "{text}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn secrets_come_from_a_command_the_environment_or_a_prompt() {
        let nothing = |_: &str| None;
        let environment = |name: &str| (name == PASSWORD_VARIABLE).then(|| "from-env".into());
        let ask = |_: &str| Ok("typed".to_owned());
        let host = "[account.mine]\nhost = \"h.example\"\nuser = \"u\"\n";
        let secret = |text: &str, variable: &dyn Fn(&str) -> Option<OsString>| match account(text)
            .server(variable, Some(&ask))
            .unwrap()
            .login
        {
            Some(Login::Password { secret, .. }) => format!("password {}", secret.expose()),
            Some(Login::Token { secret, .. }) => format!("token {}", secret.expose()),
            None => "nobody".to_owned(),
        };
        let with = |line: &str| format!("{host}{line}\n");
        assert_eq!(secret(&with("password_command = \"echo a b\""), &environment), "password a b");
        assert_eq!(
            secret(&with("password_command = [\"echo\", \"a b\"]"), &environment),
            "password a b"
        );
        assert_eq!(secret(&with("token_command = \"echo t; echo more\""), &nothing), "token t");
        assert_eq!(secret(host, &environment), "password from-env");
        assert_eq!(secret(host, &nothing), "password typed");
        assert_eq!(secret("[account.mine]\nhost = \"h.example\"\n", &nothing), "nobody");
        let failing = account(&with("password_command = \"echo secret; exit 3\""));
        let error = failing.server(nothing, None).unwrap_err();
        assert!(!format!("{error:?}").contains("secret"), "{error:?}");
        assert!(account(host).server(nothing, None).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("foi/config.toml");
        add(&path, "mine", &[("provider", "gmail".into()), ("user", "ann@gmail.com".into())])
            .unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(Accounts::load(&path).unwrap().all().len(), 1);
        assert!(add(&path, "mine", &[]).is_err());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(Accounts::load(&path).unwrap_err().hints[0].starts_with("chmod 600"));
    }

    #[test]
    fn times_are_read() {
        for (text, expected) in [
            ("90s", Some(90_000)),
            ("10m", Some(600_000)),
            ("250ms", Some(250)),
            ("5", None),
            ("m", None),
        ] {
            assert_eq!(duration(text), expected.map(Duration::from_millis), "{text}");
        }
    }
}
