//! What a letter was made from, kept with it: so that a change of template, identity or register
//! between preview and sending stops the run and can be shown.

use serde::{Deserialize, Serialize};

use crate::casework::Identity;
use crate::casework::enclosures::Attached;
use crate::request::{Authority, Register};

/// What a letter was made from. What there is none of is not written: it stands in every letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Basis {
    /// The template's name; `None` for an adopted letter.
    pub template: Option<String>,
    /// SHA-256 of its file.
    pub template_sha256: Option<String>,
    /// The named set of values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// The values given.
    #[serde(default)]
    pub given: serde_json::Value,
    /// Her name as it stood in foi.toml.
    pub name: String,
    /// Her address.
    pub email: String,
    /// Where replies go, if elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<String>,
    /// The line under her name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// Her postal address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_address: Option<String>,
    /// The authority written to.
    pub authority: String,
    /// Its name in the register.
    pub authority_name: String,
    /// Its address in the register.
    pub address: String,
    /// For a follow-up: the message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<String>,
    /// For a follow-up: the thread so far.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Whether she edited the letter by hand; the template no longer counts then.
    #[serde(default)]
    pub edited: bool,
    /// The files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Attached>,
}

impl Basis {
    /// It as it is kept with the letter.
    pub fn json(&self) -> String {
        serde_json::to_string(self).expect("a basis has string keys and finite numbers")
    }

    /// What has changed since, one sentence a change, each with the old and the new value.
    /// `template_change` tells how the template of that name differs from the text that had this hash.
    pub fn changes(
        &self,
        identity: &Identity,
        register: &Register,
        template_change: &dyn Fn(&str, &str) -> Option<String>,
    ) -> Vec<String> {
        let mut changes = Vec::new();
        let mut compare = |what: &str, then: &str, now: &str| {
            if then != now {
                changes.push(format!("{what} was {} and is now {}", quoted(then), quoted(now)));
            }
        };
        compare("your name", &self.name, identity.name.trim());
        compare("your address", &self.email, identity.email.trim());
        let now = identity.requester().ok();
        let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
        let (signature, postal_address) = now
            .map(|now| (or_none(&now.signature), or_none(&now.postal_address)))
            .unwrap_or_default();
        compare("your signature", &or_none(&self.signature), &signature);
        compare("your postal address", &or_none(&self.postal_address), &postal_address);
        compare("the address for replies", &or_none(&self.reply_to), &or_none(&identity.reply_to));
        let entry = register.get(&self.authority.as_str().into());
        compare(
            "its name in the register",
            &self.authority_name,
            entry.map_or("", |one| &one.name),
        );
        let addresses = entry.map(addresses).unwrap_or_default();
        if !addresses.contains(&self.address.as_str()) {
            let now = addresses.first().copied().unwrap_or("");
            compare("its address in the register", &self.address, now);
        }
        if let (Some(name), Some(sha256), false) =
            (&self.template, &self.template_sha256, self.edited)
        {
            changes.extend(template_change(name, sha256));
        }
        changes
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { "none".to_owned() } else { format!("`{text}`") }
}

fn addresses(authority: &Authority) -> Vec<&str> {
    [&authority.email, &authority.review_email].into_iter().flatten().map(String::as_str).collect()
}
