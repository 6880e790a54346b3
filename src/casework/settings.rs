//! `foi.toml`: who she is in this desk, and the *name* of the mail account to use. Hosts, users and
//! commands never stand here: opening a colleague's desk must run nothing.

use std::path::Path;

use serde::Deserialize;

use super::{Error, Result};
use crate::words::nearest;

/// The file's name; the folder that holds it is a desk.
pub const FILE: &str = "foi.toml";

const KEYS: &[&str] = &[
    "identity",
    "name",
    "email",
    "reply_to",
    "plus_addresses",
    "postal_address",
    "signature",
    "sending",
    "account",
];

/// What a desk's `foi.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Who she is.
    pub identity: Identity,
    /// How letters go out.
    pub sending: Sending,
}

/// Who she is in this desk. A request needs a real name and an address for correspondence (FOIA
/// s.8, FOISA s.8); an e-mail address is one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Identity {
    /// Her real name.
    pub name: String,
    /// Her e-mail address.
    pub email: String,
    /// Where replies should go, when not to `email`.
    pub reply_to: Option<String>,
    /// Whether replies go to `user+token@domain`, which names the request by itself.
    pub plus_addresses: bool,
    /// Her postal address, only when she wants it in letters.
    pub postal_address: Option<String>,
    /// A line under her name: a role, an organisation.
    pub signature: Option<String>,
}

/// How letters go out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sending {
    /// The name of an account in her own configuration; without one letters go to `outbox/`.
    pub account: Option<String>,
}

impl Settings {
    /// Reads the settings of the desk in `root`.
    pub fn load(root: &Path) -> Result<Self> {
        let path = root.join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Error::account(format!("cannot read {}", path.display())).because(error)
        })?;
        Self::parse(&text, &path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self> {
        toml::from_str(text).map_err(|error| {
            let told = Error::account(format!("{} is not in order", path.display()))
                .because(error.to_string().trim_end().to_owned());
            match unknown_key(error.message()).and_then(|key| nearest(key, KEYS.iter().copied())) {
                Some(meant) => told.hint(format!("did you mean `{meant}`?")),
                None => told,
            }
        })
    }
}

/// The key in serde's "unknown field `x`, expected …".
fn unknown_key(message: &str) -> Option<&str> {
    message.strip_prefix("unknown field `")?.split('`').next()
}

/// The text of a new desk's `foi.toml`.
pub fn written(name: &str, email: &str, account: Option<&str>) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let account = match account {
        Some(account) => format!("account = {}", quoted(account)),
        None => "# account = \"mine\"".to_owned(),
    };
    format!(
        "# This folder is a desk of foi. Nothing is sent until you say so.\n\
         \n\
         [identity]\n\
         # A request needs your real name and an address for correspondence (s.8 of the Act).\n\
         name = {}\n\
         email = {}\n\
         # reply_to = \"me@example.org\"     # when replies should go elsewhere\n\
         # plus_addresses = true            # replies to me+token@..., where your provider allows it\n\
         # postal_address = \"\"              # only when you want it in your letters\n\
         # signature = \"Researcher, Example Trust\"\n\
         \n\
         [sending]\n\
         # The name of an account in your own configuration (`foi doctor` says where that is).\n\
         # Without one, letters are written to outbox/ as .eml files.\n\
         {account}\n",
        quoted(name),
        quoted(email),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_desk_reads_back_what_it_wrote() {
        let text = written("Ada \"Quote\" Example", "ada@example.org", Some("mine"));
        let settings = Settings::parse(&text, Path::new(FILE)).unwrap();
        assert_eq!(settings.identity.name, "Ada \"Quote\" Example");
        assert_eq!(settings.sending.account.as_deref(), Some("mine"));
    }

    #[test]
    fn a_typo_is_named_with_its_place_and_the_word_that_was_meant() {
        let error = Settings::parse("[identity]\nemial = \"x\"\n", Path::new(FILE)).unwrap_err();
        assert_eq!(error.kind, crate::casework::ErrorKind::Account);
        assert_eq!(error.hints, ["did you mean `email`?"]);
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert!(cause.contains("line 2"), "{cause}");
    }
}
