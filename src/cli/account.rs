//! `foi account`: her mail accounts, in her own configuration and never in a desk.

use std::collections::BTreeMap;

use clap::{Args, Subcommand};
use serde_json::json;

use super::print::{self, data, table, talk};
use super::send::{accounts, accounts_path};
use super::{Context, Exit};
use crate::casework::account::{self, PASSWORD_VARIABLE};
use crate::casework::{Error, Result};
use crate::outbox::{Limits, Provider, Tls};

/// Your mail accounts: add one, list them, list the providers that are known
#[derive(Debug, Args)]
pub(super) struct AccountCommand {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Add an account to your configuration; the password never stands there
    Add(Add),
    /// List your accounts
    List,
    /// List the providers that are known, with their limits
    Providers,
}

#[derive(Debug, Args)]
struct Add {
    /// The name by which a desk asks for it (`account` in foi.toml)
    name: String,
    /// Your address or user name there
    #[arg(long)]
    user: String,
    /// The provider: gmail, workspace, microsoft365, outlook.com, fastmail, icloud, proton-bridge,
    /// generic [default: told by the address]
    #[arg(long)]
    provider: Option<String>,
    /// The SMTP server, for a provider that is not known
    #[arg(long)]
    host: Option<String>,
    /// Its port [default: the provider's; 465 with TLS from the first byte, 587 with STARTTLS]
    #[arg(long)]
    port: Option<u16>,
    /// How the connection is secured: implicit, starttls, or none (this machine only)
    #[arg(long)]
    tls: Option<Tls>,
    /// A command that prints the password
    #[arg(long, value_name = "COMMAND", conflicts_with = "token_command")]
    password_command: Option<String>,
    /// A command that prints an access token (XOAUTH2)
    #[arg(long, value_name = "COMMAND")]
    token_command: Option<String>,
}

impl AccountCommand {
    pub(super) fn run(self, context: &Context) -> Result<Exit> {
        match self.verb {
            Verb::Add(add) => add.run(context),
            Verb::List => list(context),
            Verb::Providers => {
                providers(context);
                Ok(Exit::Done)
            }
        }
    }
}

impl Add {
    fn run(self, context: &Context) -> Result<Exit> {
        let path = accounts_path()?;
        let mut keys = vec![("user", self.user)];
        for (key, value) in [
            ("provider", self.provider),
            ("host", self.host),
            ("port", self.port.map(|port| port.to_string())),
            ("tls", self.tls.map(|tls| tls.to_string())),
            ("password_command", self.password_command.clone()),
            ("token_command", self.token_command.clone()),
        ] {
            keys.extend(value.map(|value| (key, value)));
        }
        if keys.iter().any(|(_, value)| value.contains(['\r', '\n'])) {
            return Err(Error::usage("a value holds a line break"));
        }
        account::add(&path, &self.name, &keys)?;
        if context.global.json {
            print::json(&json!({ "account": self.name, "path": path }));
        } else {
            data(&path.display().to_string());
        }
        if self.password_command.is_none() && self.token_command.is_none() {
            talk(&format!(
                "The password is asked for when it is needed, or taken from {PASSWORD_VARIABLE}."
            ));
        }
        talk(&format!(
            "Next: write account = \"{}\" under [sending] in foi.toml, then `foi doctor`",
            self.name
        ));
        Ok(Exit::Done)
    }
}

fn list(context: &Context) -> Result<Exit> {
    let accounts = accounts()?;
    if context.global.json {
        let all: Vec<_> = accounts
            .all()
            .iter()
            .map(|account| {
                json!({
                    "account": account.name, "provider": account.provider.id, "user": account.user,
                    "host": account.host, "port": account.port, "tls": account.tls,
                })
            })
            .collect();
        print::json(&all);
        return Ok(Exit::Done);
    }
    let rows: Vec<Vec<String>> = accounts
        .all()
        .iter()
        .map(|account| {
            vec![
                account.name.clone(),
                account.provider.id.clone(),
                account.user.clone().unwrap_or_default(),
                format!("{}:{}", account.host, account.port),
            ]
        })
        .collect();
    table(&["ACCOUNT", "PROVIDER", "USER", "SERVER"], &rows);
    if rows.is_empty() {
        talk(&format!(
            "No account in {}: `foi account add NAME --user YOU@...`",
            accounts.path().display()
        ));
    }
    Ok(Exit::Done)
}

fn providers(context: &Context) {
    let all = Provider::all();
    if context.global.json {
        let all: Vec<_> = all
            .iter()
            .map(|provider| {
                let limits = provider.limits();
                json!({
                    "provider": provider.id, "title": provider.title, "host": provider.host,
                    "port": provider.port, "tls": provider.tls, "per_minute": limits.per_minute,
                    "per_hour": limits.per_hour, "per_day": limits.per_day, "megabytes": provider.largest.amount,
                    "figures": BTreeMap::from(provider.figures()),
                    "keeps_sent": provider.keeps_sent,
                    "replaces_message_id": provider.replaces_message_id,
                    "login": provider.login,
                })
            })
            .collect();
        return print::json(&all);
    }
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|provider| {
            let Limits { per_minute, per_hour, per_day } = provider.limits();
            vec![
                provider.id.clone(),
                format!("{}:{}", provider.host, provider.port),
                format!("{per_minute}/min {per_hour}/h {per_day}/day"),
                format!("{} MB", provider.largest.amount),
                provider.login.clone(),
            ]
        })
        .collect();
    table(&["PROVIDER", "SERVER", "PACE", "LARGEST", "LOGIN"], &rows);
    for provider in &all {
        for (key, figure) in provider.figures() {
            if let (Some(published), Some(source), Some(read)) =
                (&figure.published, &figure.source, figure.read)
            {
                let kept = format!("{} {key} = {}", provider.id, figure.amount);
                talk(&format!("{kept}: {published} ({source}, read {read})"));
            }
        }
    }
    talk("What is not named here is published by nobody, and foi's own.");
}
