//! Her mail accounts: `config.toml` in her own configuration folder, never in a desk, readable by
//! her alone. Says where the server is and how she logs in; the password or token itself comes from
//! a command, the environment or a prompt, is kept in memory while it is needed, and stands in no
//! file, flag, log or error.

mod file;
mod remedy;
mod secret;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use file::{Accounts, add, default_path};
pub use secret::{Ask, PASSWORD_VARIABLE, ShellOrList};

use super::window::Window;
use super::{Error, Result};
use crate::outbox::server::Patience;
use crate::outbox::{Limits, Provider, Server, Tls};
use crate::words::nearest;
use file::Entry;

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
    /// The largest letter that the provider takes, in megabytes as it is sent; 0 is no limit.
    pub megabytes: u32,
    /// Whether a blind copy goes to herself: by default where the provider keeps none.
    pub copy_to_self: bool,
    /// When letters may go out.
    pub window: Option<Window>,
    /// How long to wait for the server.
    pub patience: Patience,
    /// The pause before the first new attempt; later ones are longer.
    pub retry_after: Duration,
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
            megabytes: entry.megabytes.unwrap_or(provider.largest.amount),
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
    use crate::outbox::Login;

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
