//! Where a password or token comes from: a command, the environment, or a prompt.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::process::{Command, Stdio};

use serde::Deserialize;

use super::Account;
use crate::casework::{Error, Result};
use crate::outbox::{Login, Secret};

/// The environment variable that may hold the password.
pub const PASSWORD_VARIABLE: &str = "FOI_SMTP_PASSWORD";

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

impl Account {
    pub(super) fn login(
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
        let typed =
            ask(&format!("Password of {user} at {}: ", self.host)).map_err(|error| match error
                .kind()
            {
                ErrorKind::Interrupted => Error::interrupted("stopped at the password")
                    .hint("nothing was sent; the letters wait as before"),
                _ => Error::account("cannot read the password").because(error),
            })?;
        if typed.is_empty() {
            return Err(Error::account("no password was typed").hint("nothing was sent"));
        }
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
