//! What a letter was made from, kept with it: so that a change of template, identity or register
//! between preview and sending stops the run and can be shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::casework::Identity;
use crate::casework::enclosures::{Attached, Files};
use crate::letter::{Requester, Template};
use crate::request::{Authority, Register};
use crate::store::KeptBasis;

/// What a letter was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// What it has in common with the letters drafted with it.
    pub shared: Shared,
    /// What is its own.
    pub own: Own,
}

/// What letters drafted together were all made from. What there is none of is not written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// The template's name; `None` for an adopted letter.
    pub template: Option<String>,
    /// SHA-256 of its file.
    pub template_sha256: Option<String>,
    /// The named set of values.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// The values given.
    #[serde(default)]
    pub given: Value,
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
    /// Whether she edited the letter by hand; the template no longer counts then.
    #[serde(default)]
    pub edited: bool,
    /// The files that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attached: Vec<Attached>,
}

/// What only this letter was made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Own {
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
}

impl Shared {
    /// What letters of a template are made from that she writes with these values and files.
    pub fn of(
        template: &Template,
        (set, given): (Option<&str>, &BTreeMap<String, toml::Value>),
        (requester, identity): (&Requester, &Identity),
        files: &Files,
    ) -> Self {
        Shared {
            template: Some(template.name.clone()),
            template_sha256: Some(template.hash.clone()),
            set: set.map(str::to_owned),
            given: serde_json::to_value(given).unwrap_or_default(),
            name: requester.name.clone(),
            email: requester.email.clone(),
            reply_to: identity.reply_to.clone(),
            signature: requester.signature.clone(),
            postal_address: requester.postal_address.clone(),
            edited: false,
            attached: files.attached.clone(),
        }
    }

    /// It as it is kept, once for all letters.
    pub fn kept(&self) -> Arc<str> {
        json(self).into()
    }
}

impl Own {
    /// It as it is kept with the letter.
    pub fn kept(&self, shared: &Arc<str>) -> KeptBasis {
        KeptBasis { shared: Some(Arc::clone(shared)), own: json(self) }
    }
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("a basis has string keys and finite numbers")
}

impl Basis {
    /// What a letter of the desk was made from; an adopted one tells nothing of it.
    pub fn read(kept: &Value) -> serde_json::Result<Self> {
        Ok(Basis { shared: Shared::deserialize(kept)?, own: Own::deserialize(kept)? })
    }

    /// What has changed since, one sentence a change, each with the old and the new value.
    /// `template_change` tells how the template of that name differs from the text that had this hash.
    pub fn changes(
        &self,
        identity: &Identity,
        register: &Register,
        template_change: &dyn Fn(&str, &str) -> Option<String>,
    ) -> Vec<String> {
        let Basis { shared, own } = self;
        let mut changes = Vec::new();
        let mut compare = |what: &str, then: &str, now: &str| {
            if then != now {
                changes.push(format!("{what} was {} and is now {}", quoted(then), quoted(now)));
            }
        };
        compare("your name", &shared.name, identity.name.trim());
        compare("your address", &shared.email, identity.email.trim());
        let now = identity.requester().ok();
        let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
        let (signature, postal_address) = now
            .map(|now| (or_none(&now.signature), or_none(&now.postal_address)))
            .unwrap_or_default();
        compare("your signature", &or_none(&shared.signature), &signature);
        compare("your postal address", &or_none(&shared.postal_address), &postal_address);
        compare(
            "the address for replies",
            &or_none(&shared.reply_to),
            &or_none(&identity.reply_to),
        );
        let entry = register.get(&own.authority.as_str().into());
        compare("its name in the register", &own.authority_name, entry.map_or("", |one| &one.name));
        let addresses = entry.map(addresses).unwrap_or_default();
        if !addresses.contains(&own.address.as_str()) {
            let now = addresses.first().copied().unwrap_or("");
            compare("its address in the register", &own.address, now);
        }
        if let (Some(name), Some(sha256), false) =
            (&shared.template, &shared.template_sha256, shared.edited)
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
